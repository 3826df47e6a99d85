"""What a statement tells about speakers: pure functions from records to counted labels."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from service import ids
from service.records import SpeakerKind, Statement

Part = Literal["holder", "co-holder", "via"]
What = Literal["part", "kind", "name", "alias", "role"]
Fixed = Mapping[str, str]
"""The speakers that editors gave to statements: id of the statement, id of the speaker."""

HOLDS = "holds"
RELAYS = "relays"
_NAMING_LINKS = frozenset(("name", "alias"))
_TOLD_BY_NOTHING = ("unnamed", "unknown")  # kinds, least telling first


@dataclass(frozen=True, slots=True)
class Link:
    """A speaker's part in a statement; key: the speaker within the article.

    kind is 'unknown' where the statement does not tell it (who relays, and each member of a
    group), and 'unnamed' for who relays without an id ("officials").
    """

    key: str
    name: str
    part: Part
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class Label:
    """Something said of a speaker: a part, a kind, a spelling of the name, an alias or a role."""

    key: str
    what: What
    text: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker as one article tells it, by its key there."""

    key: str
    name: str
    kind: str
    roles: tuple[str, ...]
    relays_only: bool


def links(statement: Statement, fixed: str | None = None) -> tuple[Link, ...]:
    """Give who holds and who relays a statement; each speaker once as holder and once as via.

    fixed: the speaker that an editor gave to the statement.
    """
    found: dict[tuple[str, bool], Link] = {}
    for link in _links(statement, fixed):
        found.setdefault((link.key, link.part == "via"), link)
    return tuple(found.values())


def _links(statement: Statement, fixed: str | None) -> Iterator[Link]:
    holder = statement.speaker
    if holder.id is not None and holder.name is not None:
        # The members of a group are not groups themselves.
        kind: SpeakerKind = "unknown" if holder.also else holder.kind
        yield Link(fixed or ids.name_key(holder.name), holder.name, "holder", kind)
    for name in holder.also:
        yield Link(ids.name_key(name), name, "co-holder", "unknown")
    for via in statement.via:
        kind = "unnamed" if via.id is None else "unknown"
        yield Link(ids.name_key(via.name), via.name, "via", kind)


def labels(statements: Iterable[Statement], fixed: Fixed) -> Counter[Label]:
    """Count what statements say of speakers."""
    counts: Counter[Label] = Counter()
    for statement in statements:
        told = fixed.get(statement.id)
        for link in links(statement, told):
            part = RELAYS if link.part == "via" else HOLDS
            counts[Label(link.key, "part", part)] += 1
            counts[Label(link.key, "kind", link.kind)] += 1
            counts[Label(link.key, "name", link.name)] += 1
        counts.update(_holder_labels(statement, told))
    return counts


def _holder_labels(statement: Statement, fixed: str | None) -> Iterator[Label]:
    holder = statement.speaker
    if holder.id is None or holder.name is None:
        return
    key = fixed or ids.name_key(holder.name)
    if holder.role:
        yield Label(key, "role", holder.role)
    if holder.also:  # the mentions may be of any of them
        return
    spellings = {
        " ".join(evidence.text.split())
        for evidence in holder.evidence
        if evidence.link in _NAMING_LINKS
    }
    for spelling in sorted(spellings - {"", holder.name}):
        yield Label(key, "alias", spelling)


def appearances(counts: Mapping[Label, int]) -> tuple[Appearance, ...]:
    """Gather the speakers of an article from its labels, in the order of their keys."""
    told: dict[str, list[tuple[int, str, str]]] = {}
    for label, uses in counts.items():
        told.setdefault(label.key, []).append((-uses, label.what, label.text))
    return tuple(_appearance(key, sorted(told[key])) for key in sorted(told))


def _appearance(key: str, told: list[tuple[int, str, str]]) -> Appearance:
    def most_used(what: str) -> list[str]:
        return [text for _, kind, text in told if kind == what]

    return Appearance(
        key=key,
        name=most_used("name")[0],
        kind=told_kind(most_used("kind")),
        roles=tuple(most_used("role")),
        relays_only=HOLDS not in most_used("part"),
    )


def told_kind(kinds: list[str]) -> str:
    """Choose among kinds, most told first: one that says something, if there is any."""
    told = [kind for kind in kinds if kind not in _TOLD_BY_NOTHING]
    return told[0] if told else max(kinds, key=_TOLD_BY_NOTHING.index)
