"""Which statements of an article's new text are those of the text before: these keep their ids.

Pure functions. Ids are made of a text and offsets into it, both of which a new text changes; what
is said again in it stays what it was. Another analysis of a later text is matched by place.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from service import ids
from service.records import Claim, Statement
from service.wording.words import words

_ALIKE = 0.6  # share of words in common from which on it is the same statement, changed
_RARE = 50  # statements that have two successive words in common, at most, for these to tell
_COMPARED = 10  # statements that one is compared with

Pairs = Mapping[str, Statement]
"""Statements of before by the ids that the new analysis gave to the same statements."""


def by_wording(before: Sequence[Statement], after: Sequence[Statement]) -> Pairs:
    """Pair statements of two texts: of the same words and speaker, of the same words, of most.

    Those that are said several times are paired in order.
    """
    pairs: dict[str, Statement] = {}
    for key in (_said_by, _said):
        _pair_equal(before, after, key, pairs)
    left = {one.id: one for one in _left(before, pairs)}
    near = _near(left.values(), [one for one in after if one.id not in pairs])
    for _, old, new in near:
        if old in left and new not in pairs:
            pairs[new] = left.pop(old)
    return pairs


def by_place(before: Sequence[Statement], after: Sequence[Statement]) -> Pairs:
    """Pair statements of two analyses of one text: those with the same content and cue."""
    pairs: dict[str, Statement] = {}
    _pair_equal(before, after, _place, pairs)
    return pairs


def carry(pairs: Pairs, after: Sequence[Statement], revision: int) -> tuple[Statement, ...]:
    """Give statements and claims the ids that they had; a new one gets one that none has."""
    kept = {new: _claims_kept(old.claims, one.claims) for one, new, old in _joined(pairs, after)}
    used = {one.id for one in pairs.values()}
    used_claims = {identifier for claims in kept.values() for identifier in claims.values()}
    found = []
    for one in after:
        identifier = pairs[one.id].id if one.id in pairs else _unused(one.id, used, revision)
        carried = kept.get(one.id, {})
        claims = tuple(
            replace(claim, id=carried.get(at) or _unused(claim.id, used_claims, revision))
            for at, claim in enumerate(one.claims)
        )
        found.append(replace(one, id=identifier, claims=claims))
    return tuple(found)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts are of the same words, whatever marks and spaces are between them."""
    return ids.name_key(one) == ids.name_key(other)


def _joined(pairs: Pairs, after: Iterable[Statement]) -> Iterable[tuple[Statement, str, Statement]]:
    return ((one, one.id, pairs[one.id]) for one in after if one.id in pairs)


def _claims_kept(before: Iterable[Claim], after: Iterable[Claim]) -> dict[int, str]:
    """Give the ids of claims that are made again in the same words, by their new places."""
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for claim in before:
        waiting[" ".join(claim.text.split())].append(claim.id)
    return {
        at: waiting[key].pop(0)
        for at, claim in enumerate(after)
        if waiting.get(key := " ".join(claim.text.split()))
    }


def _unused(identifier: str, used: set[str], revision: int) -> str:
    while identifier in used:
        identifier = ids.renewed_id(identifier, revision)
    used.add(identifier)
    return identifier


def _pair_equal(
    before: Iterable[Statement],
    after: Iterable[Statement],
    key: Callable[[Statement], Hashable],
    pairs: dict[str, Statement],
) -> None:
    """Add the pairs that are alike by a key, in their order, of those that have no pair yet."""
    waiting: defaultdict[Hashable, list[Statement]] = defaultdict(list)
    for one in _left(before, pairs):
        waiting[key(one)].append(one)
    for one in after:
        if one.id not in pairs and waiting.get(key(one)):
            pairs[one.id] = waiting[key(one)].pop(0)


def _left(before: Iterable[Statement], pairs: Pairs) -> list[Statement]:
    paired = {one.id for one in pairs.values()}
    return [one for one in before if one.id not in paired]


def _said(one: Statement) -> Hashable:
    return ids.name_key(one.content.text)


def _said_by(one: Statement) -> Hashable:
    return _said(one), ids.name_key(one.speaker.name or ""), one.cue and one.cue.lemma


def _place(one: Statement) -> Hashable:
    spans = tuple((span.start, span.end) for span in one.content.spans)
    return spans, one.cue and (one.cue.start, one.cue.end)


def _near(before: Iterable[Statement], after: Iterable[Statement]) -> list[tuple[float, str, str]]:
    """Give pairs of mostly the same words, the most alike first, by their ids.

    Only those that share two successive words are compared, and of these no more than a few, so
    that the work stays small.
    """
    sharing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    spoken = {}
    for old in before:
        told = words(old.content.text)
        spoken[old.id] = Counter(told)
        for pair in set(pairwise(told)):
            sharing[pair].append(old.id)
    found = []
    for new in after:
        told = words(new.content.text)
        counted = Counter(told)
        listed = (sharing.get(pair, []) for pair in set(pairwise(told)))
        shared = Counter(old for some in listed if len(some) <= _RARE for old in some)
        for candidate, _ in shared.most_common(_COMPARED):
            common = (spoken[candidate] & counted).total()
            share = 2 * common / (spoken[candidate].total() + counted.total())
            if share >= _ALIKE:
                found.append((-share, candidate, new.id))
    return sorted(found)
