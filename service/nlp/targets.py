"""What a statement takes a position on, or could: a short phrase from its content.

The label network gives likely stretches. Each is made a phrase: whole, an action as a noun ("to
withdraw the troops": "withdrawing the troops"). Which of them it is, target_choice decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.gerunds import as_noun
from service.nlp.label_model import SpanScores
from service.nlp.target_words import Candidate

_EMPTY = frozenset("the a an of".split())
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")
_ABBREVIATION = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\.\W*$")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
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
_BEFORE_NOUNS = frozenset("det amod compound nmod nummod".split())
_MARKED_OFF = frozenset({",", ":", "``", "''"})
_MOST = 10  # phrases; what is less likely is all but never right
_LONGEST = 14  # words of a target that is completed
_MARKS = " \"“”‘’'«».,;:—–-"
_QUOTES = frozenset('" “ ” „ « » ``'.split())
_QUOTE_TAGS = frozenset({"``", "''"})  # also of ‘ and ’


@dataclass(frozen=True, slots=True)
class Likely:
    """Phrases that may be a statement's target, and the log chance of each by the network."""

    candidates: tuple[Candidate, ...]
    scores: tuple[float, ...]


def likely(doc: Doc, tokens: Sequence[int], found: SpanScores) -> Likely:
    """Make phrases of stretches, the likeliest of them; those that become the same count together.

    tokens: of each place; found: places of likely stretches.
    """
    known: dict[tuple[int, int], tuple[Candidate, float]] = {}
    for stretch, score in zip(found.spans, found.scores, strict=True):
        span = _made_whole(doc, tokens, stretch)
        if span in known:
            known[span] = (known[span][0], float(np.logaddexp(known[span][1], score)))
        else:
            known[span] = (_phrase(doc, tokens, span), score)
    order = sorted((one for one in known.values() if one[0].text), key=lambda one: -one[1])[:_MOST]
    return Likely(tuple(one for one, _ in order), tuple(score for _, score in order))


def _made_whole(doc: Doc, tokens: Sequence[int], stretch: tuple[int, int]) -> tuple[int, int]:
    span = _mended(doc, tokens, _trimmed(doc, tokens, stretch))
    return _with_means(doc, tokens, _completed(doc, tokens, span))


def _phrase(doc: Doc, tokens: Sequence[int], span: tuple[int, int]) -> Candidate:
    text = _bare(_joined(doc, tokens, span, as_noun(doc, tokens[span[0] : span[1] + 1])))
    words = _WORD.findall(_POSSESSIVE.sub("", text.lower()))
    return Candidate(span, text, frozenset(words) - _EMPTY, _is_whole(doc, tokens, span))


def _bare(text: str) -> str:
    """Take off marks around a phrase, but not the stop of "U.S.".

    >>> _bare("talks with the U.S."), _bare("the plan.")
    ('talks with the U.S.', 'the plan')
    """
    bare = text.strip(_MARKS)
    return f"{bare}." if _ABBREVIATION.search(text) else bare


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


def _mended(doc: Doc, tokens: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Go on to what a stretch breaks off before: "the threat of | war", "the port | tax"."""
    first, last = span
    while last > first and _is_loose_end(doc[int(tokens[last])]):
        last -= 1
    while (end := _going_on(doc[int(tokens[last])])) is not None:
        further = last + end - int(tokens[last])
        joined = further < len(tokens) and int(tokens[further]) == end
        if not joined or further - first >= _LONGEST or _is_marked_off(doc, tokens[last], end):
            break
        last = further
    while last > first and doc[int(tokens[last])].tag_ in _LEADING:
        last -= 1
    return first, last


def _is_loose_end(word: Token) -> bool:
    return word.tag_ in _LEADING and _going_on(word) is None


def _going_on(word: Token) -> int | None:
    """Give the place of the word that one which cannot end a phrase leads to; None for others."""
    if word.dep_ in _BEFORE_NOUNS and word.head.i > word.i and not _is_own_name(word):
        return word.head.i
    parts: tuple[str, ...] = ()
    if word.tag_ in ("IN", "TO") and word.dep_ == "prep":
        parts = ("pobj", "pcomp")
    elif word.pos_ == "VERB" or word.dep_ == "prt":
        parts = ("dobj",)
    elif word.dep_ == "pobj" and word.head.lower_ == "between":
        parts = ("conj",)
    governor = word.head if word.dep_ == "prt" else word
    told = clauses.child_with(governor, *parts) if parts else None
    return told.i if told is not None and told.i > word.i else None


def _is_own_name(word: Token) -> bool:
    """Say whether a word is a name before a common noun, which may be meant by itself."""
    return word.pos_ == "PROPN" and word.dep_ != "amod" and word.head.pos_ != "PROPN"


def _is_marked_off(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].tag_ in _MARKED_OFF for i in range(int(start) + 1, end))


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
    if sum(not _hangs_anywhere(top) for top in tops) > 1:
        return False
    return not any(c.i > last and c.dep_ in _OBJECTS for i in own for c in doc[i].children)


def _hangs_anywhere(top: Token) -> bool:
    """Say whether a parser hardly knows where a word belongs: a preposition, "a plan | to mend"."""
    if top.dep_ == "punct" or top.tag_ in _NO_BEGINNING:
        return True
    mark = next((c for c in top.lefts if c.tag_ == "TO"), None)
    return mark is not None and mark.i > 0 and mark.nbor(-1).pos_ in ("NOUN", "PROPN")


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
