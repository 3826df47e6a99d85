"""Which parts of a content are the cue's own, where quotations stand before and after it.

The learned model decides word by word. Now and then it takes along what only stands beside a
quotation: the one that ended before ("We left." She wrote that "nobody knew"), or the story that
goes on behind the cue ("We left," she said, but the rain went on). Or it takes one of two.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Doc

from service.nlp import clauses
from service.nlp.by_place import ByPlace
from service.nlp.clause_joints import FINITE
from service.nlp.direct_speech import tidy
from service.nlp.extensions import AttributionData, text_of
from service.nlp.found import Chars
from service.nlp.quote_cues import often_quotes
from service.nlp.rules import CueLexicon

_ENDED = re.compile(r"\.[\"”’']+\s+(?=[A-Z])")
"""A quotation that ended as a sentence, and the next one's beginning."""
_INTRODUCED = re.compile(r"[\s,:]*(?:that)?[\s\"“‘']*")
_CLOSING = re.compile(r"[,?!.]?[\"”’']{1,2}")
_GOES_ON = re.compile(r",\s+(?:(?:and|but)\s+)?")
_BEGINS = re.compile(r"[.,:?!][\"”’']*\s+[\"“‘']{1,2}\Z")
"""How a quotation begins behind a sentence or a pause."""
_BEFORE = 8  # characters in which it does
_SENTENCE = re.compile(r"[.?!]\s+[\"“‘']{1,2}(?=[A-Z])")
_TOLD_OF = re.compile(r"[^.?!\n]*,\s+")
_CLOSING_MARKS = "\"”’'"
_RELATIVE = frozenset({"WDT", "WP$"})
_RELATIVE_PRONOUNS = frozenset({"WDT", "WP"})
_CLOSE_BY = 2  # characters between a cue and the source behind it
_ENDS = frozenset({".", "?", "!"})
_ABOUT = frozenset({"about", "of"})
_JOINS = frozenset({"and", "but"})
_PAST = frozenset({"VBD", "VBN", "VBG"})  # also behind "was" and "had"


def with_all_quotations(
    text: str, learned: Sequence[AttributionData], others: Iterable[AttributionData]
) -> list[AttributionData]:
    """Give each statement the quotations that the rules see its cue attribute and nobody else has.

    '"We left," she said, and laughed. "It was late."': the model may take the first alone.
    """
    by_cue = {one["cue"]: one for one in others if one["cue"] is not None}
    taken = ByPlace((start, end, True) for one in learned for start, end in one["content"])
    result = []
    for one in learned:
        other = by_cue.get(one["cue"]) if one["cue"] is not None else None
        if other is None or not set(one["content"]) < set(other["content"]):
            result.append(one)
            continue
        more = [
            (start, end)
            for start, end in other["content"]
            if not any(taken.near(start, end))
            and _BEGINS.search(text[max(0, start - _BEFORE) : start])
        ]
        result.append({**one, "content": sorted([*one["content"], *more])})
    return result


def own_parts(doc: Doc, one: AttributionData, lexicon: CueLexicon) -> AttributionData:
    """Give a statement without what stands beside its quotations."""
    if one["cue"] is None or len(one["content"]) < 2:
        return one
    text = text_of(doc)
    content = _without_ended(text, one["content"], one["cue"])
    cue, source = one["cue"], one["source"]
    if source is not None and 0 < source[0] - cue[1] <= _CLOSE_BY:
        cue = (cue[0], source[1])  # "said Lee"
    content = _without_story(doc, content, cue)
    content = _without_led_on(doc, content, cue, lexicon)
    begin = cue[0] if source is None else min(cue[0], source[0])
    return {**one, "content": _from_relative(doc, content, begin)}


def _from_relative(doc: Doc, content: list[Chars], cue_start: int) -> list[Chars]:
    """Begin with the relative clause that the cue stands in: "the dam, which, Lee said, is old"."""
    before = [part for part in content if part[1] <= cue_start]
    if not before or len(before) == len(content):
        return content
    last = doc.char_span(*before[-1], alignment_mode="expand")
    beside = not text_of(doc)[before[-1][1] : cue_start].strip(", ")
    if last is None or not beside or last[-1].tag_ not in _RELATIVE_PRONOUNS:
        return content
    if len(last) > 1 and last[-2].text != ",":  # "of which", "that which"
        return content
    return [(last[-1].idx, before[-1][1]), *content[len(before) :]]


def _without_ended(text: str, content: list[Chars], cue: Chars) -> list[Chars]:
    """Leave out quotations that ended as sentences before the one that tells what follows."""
    after = [part for part in content if part[0] >= cue[1]]
    if not after or _INTRODUCED.fullmatch(text, cue[1], after[0][0]) is None:
        return content
    ended = [p for p in content if p[1] < cue[0] and _ENDED.match(text, p[1]) is not None]
    return [part for part in content if part not in ended]


def _without_story(doc: Doc, content: list[Chars], cue: Chars) -> list[Chars]:
    """Leave out the clause that goes on behind the cue of a quotation before it.

    What is quoted behind that clause as a sentence of its own stays.
    """
    text = text_of(doc)
    before = [part for part in content if part[1] <= cue[0]]
    if not before or _CLOSING.match(text, before[-1][1]) is None:
        return content
    kept = []
    for part in content:
        if not any(aside(doc, part, cue) for aside in (_is_story, _is_relative, _is_topic)):
            kept.append(part)
        elif (sentence := _SENTENCE.search(text, *part)) is not None:
            start = sentence.end()
            quoted = text[start : part[1]].rstrip(_CLOSING_MARKS)
            kept.append(tidy(text, start, start + len(quoted)))
    return kept


def _without_led_on(doc: Doc, content: list[Chars], cue: Chars, lexicon: CueLexicon) -> list[Chars]:
    """Leave out what a participle behind the cue leads to: '"No," he said, adding, | "Never."'."""
    before = [part for part in content if part[1] <= cue[0]]
    if not before or len(before) == len(content):
        return content
    first = content[len(before)]
    between = doc.char_span(cue[1], first[0], alignment_mode="contract")
    if between is None or any(t.text in _ENDS for t in between):
        return content
    verbs = [t for t in between if t.tag_ in FINITE]  # "explaining why he is there, | …" goes on
    leads = not verbs and any(
        t.tag_ == "VBG" and often_quotes(lexicon.verb(t.lemma_.lower())) for t in between
    )
    return before if leads else content


def _is_relative(doc: Doc, part: Chars, cue: Chars) -> bool:
    """Say whether a part tells more of what is named before: "said of it, in which she …"."""
    if part[0] < cue[1] or not _TOLD_OF.fullmatch(text_of(doc), cue[1], part[0]):
        return False
    tokens = doc.char_span(*part, alignment_mode="expand")
    if tokens is None:
        return False
    first = tokens[1] if tokens[0].tag_ == "IN" and len(tokens) > 1 else tokens[0]
    return first.tag_ in _RELATIVE


def _is_topic(doc: Doc, part: Chars, cue: Chars) -> bool:
    """Say whether a part right behind the cue is what it is about: "she said | of the fire"."""
    tokens = doc.char_span(*part, alignment_mode="expand")
    last = doc.char_span(*cue, alignment_mode="expand")
    if part[0] < cue[1] or tokens is None or last is None:
        return False
    beside = not text_of(doc)[cue[1] : part[0]].strip()
    return beside and not _ABOUT.isdisjoint({tokens[0].lower_, last[-1].lower_})


def _is_story(doc: Doc, part: Chars, cue: Chars) -> bool:
    """Say whether a part tells what happened next: "she said, but | the rain went on"."""
    text = text_of(doc)
    if part[0] < cue[1] or _GOES_ON.fullmatch(text, cue[1], part[0]) is None:
        return False
    tokens = doc.char_span(*part, alignment_mode="expand")
    if tokens is None or _JOINS.isdisjoint({tokens[0].lower_, doc[tokens.start - 1].lower_}):
        return False
    clause = takewhile(lambda t: not t.is_quote, tokens)
    return any(t.dep_ in clauses.SUBJECTS and t.head.tag_ in _PAST for t in clause)
