"""What a statement tells about speakers: pure functions from records to counted labels."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from service import ids
from service.records import SpeakerKind, Statement

Part = Literal["holder", "co-holder", "via"]
What = Literal["part", "kind", "name", "alias", "role"]
HOLDS = "holds"
RELAYS = "relays"
_NAMING_LINKS = frozenset(("name", "alias"))


@dataclass(frozen=True, slots=True)
class Link:
    """A speaker's part in a statement.

    kind is 'unknown' where the statement does not tell it (who relays, and each member of a
    group), and 'unnamed' for who relays without an id ("officials").
    """

    speaker_id: str
    name: str
    part: Part
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class Label:
    """Something said of a speaker: a part, a kind, a spelling of the name, an alias or a role."""

    speaker_id: str
    what: What
    text: str


def links(statement: Statement) -> tuple[Link, ...]:
    """Give who holds and who relays a statement; each speaker once as holder and once as via."""
    found: dict[tuple[str, bool], Link] = {}
    for link in _links(statement):
        found.setdefault((link.speaker_id, link.part == "via"), link)
    return tuple(found.values())


def _links(statement: Statement) -> Iterator[Link]:
    holder = statement.speaker
    if holder.id is not None and holder.name is not None:
        # The members of a group are not groups themselves.
        kind: SpeakerKind = "unknown" if holder.also else holder.kind
        yield Link(holder.id, holder.name, "holder", kind)
    for name in holder.also:
        yield Link(ids.speaker_id(name), name, "co-holder", "unknown")
    for via in statement.via:
        if via.id is None:
            yield Link(ids.speaker_id(via.name), via.name, "via", "unnamed")
        else:
            yield Link(via.id, via.name, "via", "unknown")


def labels(statements: Iterable[Statement]) -> Counter[Label]:
    """Count what statements say of speakers."""
    counts: Counter[Label] = Counter()
    for statement in statements:
        for link in links(statement):
            part = RELAYS if link.part == "via" else HOLDS
            counts[Label(link.speaker_id, "part", part)] += 1
            counts[Label(link.speaker_id, "kind", link.kind)] += 1
            counts[Label(link.speaker_id, "name", link.name)] += 1
        counts.update(_holder_labels(statement))
    return counts


def _holder_labels(statement: Statement) -> Iterator[Label]:
    holder = statement.speaker
    if holder.id is None or holder.name is None:
        return
    if holder.role:
        yield Label(holder.id, "role", holder.role)
    if holder.also:  # the mentions may be of any of them
        return
    spellings = {
        " ".join(evidence.text.split())
        for evidence in holder.evidence
        if evidence.link in _NAMING_LINKS
    }
    for spelling in sorted(spellings - {"", holder.name}):
        yield Label(holder.id, "alias", spelling)
