"""What a statement takes a position on, or could: a short phrase from its content.

The label network gives likely stretches. Each is made a phrase: whole, an action as a noun ("to
withdraw the troops": "withdrawing the troops"). Of these the one is taken that agrees best with all
of them, each counted by its chance (minimum Bayes risk, as in Kumar and Byrne 2004): "the plan"
wins over one long stretch that is likelier by itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from service.nlp.gerunds import as_noun
from service.nlp.label_model import SpanScores

_EMPTY = frozenset("the a an of".split())
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_ENOUGH = 0.5  # of the words shared: then two phrases name the same thing
_NEARNESS = 0.2
_CUT_OFF = 0.6  # what a stretch counts that is no whole phrase, or ends before its verb's object
_LEADING = frozenset("IN TO DT CC MD PRP$ WDT".split())
_NO_BEGINNING = frozenset("IN TO CC , : . `` ''".split())
_HYPHENS = frozenset("- ‐ ‑ –".split())
_OBJECTS = frozenset({"dobj", "pobj", "attr", "acomp", "oprd", "dative", "prt"})
_COMMON = frozenset({"NN", "NNS"})
_NAMING = frozenset({"compound", "nmod"})
_PURPOSES = frozenset({"acl", "relcl"})
_WITH_PURPOSE = frozenset(
    "ability action agreement ambition attempt authority bid call campaign chance commitment "
    "decision demand desire drive duty effort failure fight freedom goal intention measure motion "
    "move need obligation offer opportunity permission plan pledge plot policy power promise "
    "proposal push readiness refusal reluctance request right step strategy struggle threat vow "
    "willingness wish".split()
)
"""Nouns that are not told without the infinitive behind them, wherever a parser hangs it."""
_MARKED_OFF = frozenset({",", ":", "``", "''"})
_LONGEST = 14  # words of a target that is completed
_MARKS = " \"“”‘’'«».,;:—–-"
_QUOTES = frozenset('" “ ” „ « » ``'.split())
_QUOTE_TAGS = frozenset({"``", "''"})  # also of ‘ and ’


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A stretch made a phrase. span: its first and last place; words: those that tell something."""

    span: tuple[int, int]
    text: str
    words: frozenset[str]
    whole: bool


def choose(
    doc: Doc, tokens: Sequence[int], found: SpanScores
) -> tuple[tuple[int, int], str, float] | None:
    """Give the target's first and last place, its phrase and its chance; None if there is none.

    tokens: of each place; found: places of likely stretches.
    """
    if not found.spans:
        return None
    phrases = [_phrase(doc, tokens, span) for span in found.spans]
    chances = np.exp(np.array(found.scores) - max(found.scores))
    chances = chances / chances.sum()
    best, most = phrases[0], -1.0
    for one in phrases:
        agreement = [_shared(one.words, other.words) for other in phrases]
        value = sum(
            float(chance) * ((share >= _ENOUGH) + _NEARNESS * share)
            for chance, share in zip(chances, agreement, strict=True)
        )
        value *= 1 if one.whole else _CUT_OFF
        if value > most:
            best, most = one, value
    return (best.span, best.text, min(1.0, most / (1 + _NEARNESS))) if best.text else None


def _phrase(doc: Doc, tokens: Sequence[int], stretch: tuple[int, int]) -> _Phrase:
    span = _with_means(doc, tokens, _completed(doc, tokens, _trimmed(doc, tokens, stretch)))
    text = _joined(doc, tokens, span, as_noun(doc, tokens[span[0] : span[1] + 1])).strip(_MARKS)
    words = _WORD.findall(_POSSESSIVE.sub("", text.lower()))
    return _Phrase(span, text, frozenset(words) - _EMPTY, _is_whole(doc, tokens, stretch))


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
    while first and _is_name_before(doc[int(tokens[first - 1])], doc[int(tokens[first])]):
        first -= 1
    return first, last


def _is_name_before(word: Token, noun: Token) -> bool:
    """Say whether a word is a name right before a noun, and part of it: "Lenne | hostility"."""
    beside = word.i + 1 == noun.i and word.dep_ in _NAMING and word.head == noun
    return beside and word.pos_ == "PROPN" and noun.tag_ in _COMMON


def _completed(doc: Doc, tokens: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Take in what a noun at the end is for: "the efforts | to mend the dam".

    Parsers hang such a clause on the verb as often as on the noun.
    """
    first, last = span
    noun = doc[int(tokens[last])]
    following = [int(i) for i in tokens[last + 1 : first + _LONGEST]]
    if noun.tag_ not in _COMMON or not following or doc[noun.i + 1].tag_ != "TO":
        return span
    verb = doc[noun.i + 1].head
    of_noun = verb.head == noun and verb.dep_ in _PURPOSES
    if not of_noun and noun.lemma_.lower() not in _WITH_PURPOSE:
        return span  # "the court to decide" is told of the court
    end = noun.i
    for i in following:
        if i != end + 1 or i > verb.right_edge.i or doc[i].tag_ in _MARKED_OFF:
            break
        end = i
    is_cut = end + 1 < len(doc) and len(following) == end - noun.i and end < verb.right_edge.i
    return (first, last + end - noun.i) if noun.i < verb.i <= end and not is_cut else span


def _with_means(doc: Doc, tokens: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Take in what an action consists in: "help Lee | in mending the dam"."""
    first, last = span
    verb = doc[int(tokens[first])]
    following = [int(i) for i in tokens[last + 1 : first + _LONGEST]]
    if verb.tag_ not in ("VB", "VBG") or last == first or not following:
        return span
    place = doc[following[0]]
    if place.i != int(tokens[last]) + 1 or place.head != verb or place.lower_ != "in":
        return span
    if not any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in place.children):
        return span
    end = place.right_edge.i
    held = following[: end - place.i + 1]
    return (first, last + len(held)) if held == list(range(place.i, end + 1)) else span


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
            mark = word in _QUOTES or (token.tag_ in _QUOTE_TAGS and not _may_own(token))
            parts += ["" if mark else word, " " if token.whitespace_ else ""]
    joined = "".join(parts)
    return straight(joined if "  " not in joined else " ".join(joined.split()))


def _may_own(mark: Token) -> bool:
    """Say whether a mark may be an apostrophe: "the drivers' buses"."""
    return mark.text in ("'", "’") and mark.i > 0 and mark.nbor(-1).text_with_ws.endswith("s")


def straight(phrase: str) -> str:
    """Give a phrase with one kind of apostrophe, that of the names put in.

    >>> straight("Brandt’s ‘plan’")
    "Brandt's ‘plan’"
    """
    return _APOSTROPHE.sub("'", phrase)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
