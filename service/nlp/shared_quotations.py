"""Whose a quotation is that two cues take: it belongs to the one beside it, or that leads to it.

"We left," Lee sang before asking, "Why not?": the model may give the second to both verbs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from service.nlp.by_place import ByPlace
from service.nlp.extensions import AttributionData
from service.nlp.found import Chars

_BESIDE = 30  # characters between a cue and its quotation: "asking | her, "
_LEADS_IN = 45
"""Characters between a cue and the quotation that it leads to: "asking a few things, namely: "."""
_ENDED = 3  # characters that the end of a sentence counts for
_ENDS = frozenset(".?!")
_MARKS = frozenset("\"“”‘’'«„")
_LED_TO = re.compile(r"[^.?!\n]*[,:]\s+[\"“‘']{1,2}")
"""What stands between a cue and its quotation in the same sentence."""


def unshared(text: str, statements: Sequence[AttributionData]) -> list[AttributionData]:
    """Leave each quotation to one cue, of statements (in the order of their cues) with others too.

    Between two holders that is the nearest cue; of one holder's, a later one that leads to it.
    """
    lost = _nearer_to_others(text, statements)
    takers = ByPlace((start, end, one) for one in statements for start, end in one["content"])
    for number, one in enumerate(statements):
        lost[number] |= {p for p in one["content"] if _led_to_by_another(text, one, p, takers)}
    return list(_told_once(text, [_without(one, lost[i]) for i, one in enumerate(statements)]))


def _nearer_to_others(
    text: str, statements: Sequence[AttributionData]
) -> defaultdict[int, set[Chars]]:
    """Give the quotations of each statement, by its number, nearer to another holder's cue."""
    holders: dict[Chars, list[int]] = defaultdict(list)
    for number, one in enumerate(statements):
        for part in one["content"]:
            if one["cue"] is not None and _is_quoted(text, part):
                holders[part].append(number)
    lost: defaultdict[int, set[Chars]] = defaultdict(set)
    for part, numbers in holders.items():
        if len({statements[i]["source"] for i in numbers}) > 1:
            far, nearest = min((_distance(text, statements[i]["cue"], part), i) for i in numbers)
            if far <= _BESIDE:
                for other in set(numbers) - {nearest}:
                    lost[other].add(part)
    return lost


def _told_once(text: str, statements: Sequence[AttributionData]) -> Iterator[AttributionData]:
    """Yield the statements, of one holder's with the same quotations the one that is cued first."""
    seen: set[tuple[Chars, frozenset[Chars]]] = set()
    for one in statements:
        quoted = all(_is_quoted(text, part) for part in one["content"])
        if one["source"] is None or one["cue"] is None or not quoted:
            yield one
            continue
        told = (one["source"], frozenset(one["content"]))
        if told not in seen:
            seen.add(told)
            yield one


def _led_to_by_another(
    text: str, one: AttributionData, part: Chars, takers: ByPlace[AttributionData]
) -> bool:
    """Say whether a later cue leads to a quotation: "sang before asking her: “Why not?”"."""
    if one["cue"] is None or len(one["content"]) == 1 or not text[part[0]].isupper():
        return False
    for other in takers.near(*part):
        cue = other["cue"]
        if cue is None or not one["cue"][1] <= cue[0] < cue[1] < part[0]:
            continue
        takes = any(start <= part[0] and part[1] <= end for start, end in other["content"])
        near = part[0] - cue[1] <= _LEADS_IN
        if takes and near and _LED_TO.fullmatch(text, cue[1], part[0]) is not None:
            return True
    return False


def _is_quoted(text: str, part: Chars) -> bool:
    """Say whether a quotation mark stands right before a part."""
    return part[0] > 0 and text[part[0] - 1] in _MARKS


def _distance(text: str, cue: Chars | None, part: Chars) -> int:
    """Give the characters between a cue and a part; many where the cue lies inside it.

    Some more where the cue's sentence ends before the part.
    """
    if cue is None or (part[0] < cue[1] and cue[0] < part[1]):
        return 1_000_000
    if part[1] <= cue[0]:
        return cue[0] - part[1]
    ended = any(mark in _ENDS for mark in text[cue[1] : min(part[0], cue[1] + _BESIDE)])
    return part[0] - cue[1] + (_ENDED if ended else 0)


def _without(one: AttributionData, lost: Iterable[Chars]) -> AttributionData:
    kept = [part for part in one["content"] if part not in set(lost)]
    return {**one, "content": kept} if kept else one
