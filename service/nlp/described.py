"""What a statement calls something: "the mayor" in "called the mayor a liar".

A cue like "called" or "dubbed" has a thing and a predicate for its content ("the plan as a joke");
the position is toward the thing.
"""

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.label_input import CUE, LabelInput
from service.nlp.label_model import SpanScores

_CALLING = frozenset(
    "brand call cast characterise characterize condemn consider decry deem denounce depict deride "
    "describe dismiss dub hail label name portray praise rate regard see term view".split()
)
_THINGS = frozenset({"dobj", "nsubjpass"})
_PREDICATES = frozenset({"oprd", "acomp", "attr"})


def of_thing(doc: Doc, given: LabelInput, found: SpanScores) -> SpanScores:
    """Keep the stretches within what a cue calls something; all, where it calls nothing so.

    given: the statement; found: places of likely stretches of its content.
    """
    tokens, roles = given.tokens.tolist(), given.roles.tolist()
    cue = [doc[token] for token, role in zip(tokens, roles, strict=True) if role == CUE]
    called = [place for verb in cue for place in _called(verb)]
    kept = [
        (span, score)
        for span, score in zip(found.spans, found.scores, strict=True)
        if set(called).issuperset(tokens[span[0] : span[1] + 1])
    ]
    return SpanScores(*map(tuple, zip(*kept, strict=True))) if kept else found


def _called(verb: Token) -> list[int]:
    """Give the words for which a verb has a predicate: "the plan" in "dubbed the plan a joke".

    What stands between the two belongs to the first: "described a day | at home | as perfect".
    """
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _CALLING:
        return []
    thing = clauses.child_with(verb, *_THINGS)
    told = next((c for c in verb.rights if c.dep_ in _PREDICATES or _is_as(c)), None)
    if thing is None or told is None or thing.pos_ == "PRON":
        return []
    own = [token.i for token in thing.subtree]
    between = range(own[-1] + 1, told.left_edge.i if verb.i < thing.i else 0)
    return [*own, *between]


def _is_as(word: Token) -> bool:
    return word.dep_ == "prep" and word.lower_ == "as"
