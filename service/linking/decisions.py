"""Which known speaker a mention is; doubtful ones are suggested, never linked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from service.linking.blocks import is_bare
from service.linking.matching import Fit, fit, same_words
from service.linking.names import parse
from service.linking.roles import Relation, relation

Reason = Literal["several", "roles", "kinds", "name", "surname"]
_PEOPLE = frozenset({"person", "author"})
_OPEN = frozenset({"unknown", "unnamed"})
_MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """What one article says of a speaker."""

    name: str
    kind: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker of the registry: names that articles or editors gave, and roles.

    person: the speaker that it counts as, where editors merged several.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    roles: tuple[str, ...] = ()
    person: str | None = None

    @property
    def counts_as(self) -> str:
        """Give the speaker that it stands for."""
        return self.person or self.id


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A speaker that a mention may be, why that is doubtful, and how likely it is."""

    id: str
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """The speaker that a mention is; None: one not known before."""

    id: str | None
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    known: Known
    links: bool
    strength: tuple[int, int]
    reason: Reason


def decide(mention: Mention, known: Iterable[Known]) -> Decision:
    """Choose among known speakers.

    A full name links where the spellings fit and the roles do not speak against it. Where several
    speakers fit equally well, none is chosen.
    """
    judged = [found for one in known if (found := _judge(mention, one)) is not None]
    judged.sort(key=lambda one: (one.strength, one.known.id), reverse=True)
    fitting = [one for one in judged if one.links]
    chosen = _best(fitting)
    doubtful = [
        Suggestion(
            one.known.counts_as, "several" if one.links else one.reason, _score(one.strength)
        )
        for one in judged
        if chosen is None or one.known.counts_as != chosen.counts_as
    ]
    unique = {suggestion.id: suggestion for suggestion in reversed(doubtful)}
    listed = sorted(unique.values(), key=lambda s: (-s.score, s.id))[:_MOST_SUGGESTIONS]
    return Decision(None if chosen is None else chosen.id, tuple(listed))


def _best(fitting: Sequence[_Judged]) -> Known | None:
    if not fitting:
        return None
    top = fitting[0]
    rivals = {
        one.known.counts_as
        for one in fitting
        if one.strength == top.strength or _undecided(top, one)
    }
    return top.known if rivals == {top.known.counts_as} else None


def _undecided(top: _Judged, other: _Judged) -> bool:
    """Say whether nothing but the spelling tells two fitting speakers apart."""
    return top.strength[0] == other.strength[0] and top.strength[1] < Fit.EXACT


def _judge(mention: Mention, known: Known) -> _Judged | None:
    """Rate one known speaker; None: somebody else."""
    roles = relation(mention.roles, known.roles)
    if mention.kind not in _PEOPLE and known.kind not in _PEOPLE:
        alike = any(same_words(mention.name, name) for name in known.names)
        return _Judged(known, True, (Relation.TOGETHER, Fit.EXACT), "name") if alike else None
    if is_bare(mention.name):
        return _judge_bare(mention, known, roles)
    names = max((fit(mention.name, name) for name in known.names), default=Fit.NONE)
    if any(same_words(mention.name, name) for name in known.names):
        names = Fit.EXACT
    if names is Fit.NONE:
        return None
    if _kinds_differ(mention, known):
        if names is not Fit.EXACT:
            return None
        # Kinds are told by few words; where a person has a role, it is one.
        sure = mention.roles if mention.kind in _PEOPLE else known.roles
        return _Judged(known, not sure, (Relation.UNKNOWN, names), "kinds")
    needed = _NEEDED[names]
    links = roles >= needed and (roles is not Relation.DOUBTFUL)
    reason: Reason = "roles" if roles is Relation.DOUBTFUL else "name"
    if not links and names <= Fit.LIKELY and roles is Relation.DOUBTFUL:
        return None  # another spelling and another walk of life: another person
    return _Judged(known, links, (roles, names), reason)


_NEEDED = {
    Fit.EXACT: Relation.UNKNOWN,
    Fit.VARIANT: Relation.UNKNOWN,
    Fit.LIKELY: Relation.TOGETHER,
    Fit.CLOSE: Relation.SAME,
}


def _judge_bare(mention: Mention, known: Known, roles: Relation) -> _Judged | None:
    """A bare surname is never linked; with the office of somebody of that surname, suggested."""
    (word, *_) = parse(mention.name).words or ("",)
    surnames = {reading.family for name in known.names for reading in parse(name).readings}
    if roles is Relation.SAME and word in surnames:
        return _Judged(known, False, (roles, Fit.CLOSE), "surname")
    return None


def _kinds_differ(mention: Mention, known: Known) -> bool:
    kinds = {mention.kind, known.kind}
    return not kinds & _OPEN and (mention.kind in _PEOPLE) != (known.kind in _PEOPLE)


def _score(strength: tuple[int, int]) -> float:
    roles, names = strength
    return round((roles + 1) * names / 16, 2)
