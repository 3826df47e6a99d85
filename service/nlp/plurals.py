"""Whom "they" and "them" take up: the plural noun that is nearest in mind.

Few "they" are annotated, so the weights are set by hand; they follow the same signs of salience as
the ranker of service.nlp.antecedents: who spoke last, grammatical role, distance, quotation marks.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.reading import Chars, Reading

_BACK = 150  # tokens that are looked back upon
_FEWEST = 0.6
"""The weight from which on a noun is taken."""
_PARTY = frozenset({"NORP"})
_PERSONAL = frozenset("people men women voters parents children families members".split())


def antecedent(reading: Reading, token: Token, own: Sequence[Chars] = ()) -> Token | None:
    """Give the plural noun that a word takes up, None where none is near enough.

    own: the content that the word is the source of; who is spoken of in quotation marks is not the
    one who speaks.
    """
    said = [at for at in own if reading.discourse.speech.near(*at)]
    weighed = [
        (_weight(reading, noun, token), -noun.i, noun)
        for noun in _nouns(reading, token)
        if not any(start <= noun.idx < end for start, end in said)
    ]
    best = max(weighed, key=lambda one: one[:2], default=None)
    return best[2] if best is not None and best[0] >= _FEWEST else None


def _nouns(reading: Reading, token: Token) -> Iterator[Token]:
    for noun in token.doc[max(0, token.i - _BACK) : token.i]:
        if _is_done_to(noun, token):
            continue
        if noun.tag_ in ("NNS", "NNPS") or is_list(noun):
            if noun.dep_ in ("compound", "npadvmod", "nummod") or noun.ent_type_ == "DATE":
                continue
            if _means_people(reading, noun) and noun.dep_ != "conj":
                yield noun
        elif noun.ent_type_ == "ORG" and noun.dep_ in clauses.SUBJECTS:
            yield noun


def _is_done_to(noun: Token, token: Token) -> bool:
    """Say whether a clause with its own subject is about a noun: "children, whom they named"."""
    verb = token.head
    return token.dep_ in clauses.SUBJECTS and verb.dep_ == "relcl" and verb.head == noun


def is_list(noun: Token) -> bool:
    """Say whether names are joined by "and"."""
    joined = any(t.dep_ == "conj" and t.pos_ == "PROPN" for t in noun.rights)
    return noun.pos_ == "PROPN" and joined and any(t.lower_ == "and" for t in noun.rights)


def _means_people(reading: Reading, noun: Token) -> bool:
    titles = reading.titles
    word = noun.lemma_.lower()
    return (
        titles.is_role(word)
        or titles.is_collective(noun.lower_)
        or titles.organisation_kind(word) is not None
        or noun.ent_type_ in _PARTY
        or noun.lower_ in _PERSONAL
        or is_list(noun)
    )


def _weight(reading: Reading, noun: Token, token: Token) -> float:
    discourse = reading.discourse
    apart = discourse.sentence(token.i) - discourse.sentence(noun.i)
    weight = 1.0 - 0.45 * apart
    if noun.ent_type_ == "ORG":
        weight -= 0.6
    if noun.dep_ in clauses.SUBJECTS:
        weight += 0.7 if noun.head.dep_ in ("ROOT", "conj", "ccomp") else 0.4
    elif noun.dep_ == "pobj" and noun.head.dep_ != "agent":
        weight -= 0.2
    last = discourse.holders[-1][1]["evidence"][:1] if discourse.holders else []
    if last and last[0]["start"] <= noun.idx < last[0]["end"]:
        weight += 0.8
    quoted = bool(discourse.speech.near(token.idx, token.idx + 1))
    if quoted != bool(discourse.speech.near(noun.idx, noun.idx + 1)):
        weight -= 0.5
    if discourse.paragraph(noun.idx) != discourse.paragraph(token.idx):
        weight -= 0.3
    return weight
