"""What a statement takes a position on, or could: a short phrase from its content.

The label network gives likely stretches; of these the one is taken that agrees best with all of
them, each counted by its chance (minimum Bayes risk, as in Kumar and Byrne 2004): "the plan" wins
over one long stretch that is likelier by itself. An action becomes a noun ("to withdraw the
troops": "withdrawing the troops").
"""

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from service.nlp.gerunds import as_noun
from service.nlp.label_model import SpanScores

_EMPTY = frozenset("the a an of".split())
_ENOUGH = 0.5  # of the words shared: then two phrases name the same thing
_NEARNESS = 0.2
_CUT_OFF = 0.6  # what a stretch counts that is no whole phrase, or ends before its verb's object
_LEADING = frozenset("IN TO DT CC MD PRP$ WDT".split())
_NO_BEGINNING = frozenset("IN TO CC , : . `` ''".split())
_HYPHENS = frozenset("- ‐ ‑ –".split())
_OBJECTS = frozenset({"dobj", "pobj", "attr", "acomp", "oprd", "dative", "prt"})
_PURPOSES = frozenset({"acl", "relcl"})
_LONGEST = 14  # words of a target that is completed
_MARKS = " \"“”‘’'«».,;:—–-"
_QUOTES = frozenset('" “ ” „ « » ``'.split())


def choose(
    doc: Doc, tokens: Sequence[int], found: SpanScores
) -> tuple[tuple[int, int], str, float] | None:
    """Give the target's first and last place, its phrase and its chance; None if there is none.

    tokens: of each place; found: places of likely stretches.
    """
    if not found.spans:
        return None
    phrases = [as_noun(doc, tokens[first : last + 1]) for first, last in found.spans]
    sets = [frozenset(w for w in phrase if w and w.lower() not in _EMPTY) for phrase in phrases]
    chances = np.exp(np.array(found.scores) - max(found.scores))
    chances = chances / chances.sum()
    best, most = 0, -1.0
    for number, one in enumerate(sets):
        agreement = [_shared(one, other) for other in sets]
        value = sum(
            float(chance) * ((share >= _ENOUGH) + _NEARNESS * share)
            for chance, share in zip(chances, agreement, strict=True)
        )
        if not _is_whole(doc, tokens, found.spans[number]):
            value *= _CUT_OFF
        if value > most:
            best, most = number, value
    span = _completed(doc, tokens, _trimmed(doc, tokens, found.spans[best]))
    words = as_noun(doc, tokens[span[0] : span[1] + 1])
    phrase = _joined(doc, tokens, span, words).strip(_MARKS)
    return (span, phrase, min(1.0, most / (1 + _NEARNESS))) if phrase else None


def _trimmed(doc: Doc, tokens: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Begin a stretch where a phrase may: not with "from", nor between "take" and "down"."""
    first, last = span
    verb = doc[int(tokens[first])].head.i
    if first and doc[int(tokens[first])].dep_ == "prt" and int(tokens[first - 1]) == verb:
        return first - 1, last
    while first < last and doc[int(tokens[first])].tag_ in _NO_BEGINNING:
        first += 1
    while first < last and doc[int(tokens[last])].pos_ == "AUX":
        last -= 1  # "the port is"
    return first, last


def _completed(doc: Doc, tokens: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Take in what a noun at the end is for: "the efforts | to mend the dam"."""
    first, last = span
    noun = doc[int(tokens[last])]
    for clause in noun.rights:
        end = clause.right_edge.i
        if clause.dep_ not in _PURPOSES or clause.left_edge.i != noun.i + 1:
            continue
        following = [int(i) for i in tokens[last + 1 : last + 1 + end - noun.i]]
        whole = following == list(range(noun.i + 1, end + 1))
        if doc[noun.i + 1].tag_ == "TO" and whole and last + len(following) - first < _LONGEST:
            return first, last + len(following)
    return span


def _is_whole(doc: Doc, tokens: Sequence[int], span: tuple[int, int]) -> bool:
    """Say whether a stretch is one phrase: it hangs together, and nothing of it is cut off."""
    own = {int(i) for i in tokens[span[0] : span[1] + 1]}
    last = max(own)
    if doc[last].tag_ in _LEADING or _is_inside_word(doc, last):
        return False
    tops = [doc[i] for i in own if doc[i].head.i not in own or doc[i].head.i == i]
    # Where a preposition belongs is what a parser knows least.
    if sum(top.dep_ != "punct" and top.tag_ not in _NO_BEGINNING for top in tops) > 1:
        return False
    return not any(c.i > last and c.dep_ in _OBJECTS for i in own for c in doc[i].children)


def _is_inside_word(doc: Doc, place: int) -> bool:
    """Say whether a hyphen joins a token to the next: "counter" of "counter-measures"."""
    following = doc[place + 1].text if place + 1 < len(doc) else ""
    return not doc[place].whitespace_ and following in _HYPHENS


def _joined(doc: Doc, tokens: Sequence[int], span: tuple[int, int], words: Sequence[str]) -> str:
    """Put words together with the spaces that the text has."""
    own = tokens[span[0] : span[1] + 1]
    parts = []
    for i, word in zip(own, words, strict=True):
        token = doc[int(i)]
        if word:
            parts += ["" if word in _QUOTES else word, " " if token.whitespace_ else ""]
    joined = "".join(parts)
    return joined if "  " not in joined else " ".join(joined.split())


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
