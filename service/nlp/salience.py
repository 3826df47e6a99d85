"""Who "he", "the minister" or "it" is: a simple salience over what the article said before.

After Lappin and Leass 1994: recent mentions and subjects weigh more; agreement in gender and kind
is a condition. Where two answers are as good, none is given.
"""

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses
from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData

_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_SENTENCES_BACK = 6
_IN_QUOTATION = 0.15  # somebody spoken about is seldom the one who speaks next
_LAST_HOLDER = 2.5


def gender_of(pronoun: str) -> str:
    """Give 'm', 'f' or '' for a pronoun."""
    word = pronoun.lower()
    return "m" if word in _MASCULINE else "f" if word in _FEMININE else ""


def person_for(
    mention: Span, discourse: Discourse, gender: str
) -> tuple[PersonData | None, float, list[tuple[str, float]]]:
    """Find the person that a pronoun stands for: the person, a score, and the runners-up."""
    doc = discourse.doc
    sentence = mention.root.sent
    weights: dict[str, float] = {}
    found: dict[str, PersonData] = {}
    order = 0.0
    for start, person in discourse.before(mention.start_char):
        if person["gender"] and gender and person["gender"] != gender:
            continue
        token = _token_at(doc, start)
        if token is None:
            continue
        distance = _sentences_between(token, sentence)
        if distance > _SENTENCES_BACK:
            break
        weight = 1.0 / (1 + distance) + 0.05 / (1 + order)
        order += 1
        if discourse.speech.near(start, start + 1):
            weight *= _IN_QUOTATION
        top = _top_of_name(token)
        if top.dep_ in clauses.SUBJECTS:
            weight *= 1.6 if top.head.dep_ in ("ROOT", "conj", "ccomp") else 1.3
        elif top.dep_ in ("poss", "compound", "pobj"):
            weight *= 0.6
        if person["gender"] and person["gender"] == gender:
            weight *= 1.15
        weights[person["name"]] = weights.get(person["name"], 0.0) * 0.3 + weight
        found[person["name"]] = person
    last = discourse.last_holder("person")
    if last is not None and last["name"] in weights:
        weights[last["name"]] *= _LAST_HOLDER
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    if not ranked:
        return None, 0.0, []
    total = sum(weight for _, weight in ranked)
    others = [(name, round(weight / total, 2)) for name, weight in ranked[1:4]]
    return found[ranked[0][0]], round(ranked[0][1] / total, 2), others


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _top_of_name(token: Token) -> Token:
    while token.dep_ in ("compound", "flat", "appos", "amod", "nmod") and token.head != token:
        token = token.head
    return token


def _sentences_between(token: Token, sentence: Span) -> int:
    """Count sentence borders between an earlier token and a sentence, up to the limit."""
    count = 0
    position = sentence.start
    while position > 0 and token.i < position and count <= _SENTENCES_BACK:
        count += 1
        position = token.doc[position - 1].sent.start
    return count
