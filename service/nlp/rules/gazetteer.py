"""Names of the world's governments and news outlets, and what else they are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

from service.nlp.rules.load import RulesError, load

T = TypeVar("T")
_PRINTED = ("newspaper",)
_BROADCAST = ("broadcaster",)
_CALLED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("paper newspaper daily broadsheet tabloid gazette weekly".split(), _PRINTED),
    **dict.fromkeys("broadcaster channel television tv station radio".split(), _BROADCAST),
    **dict.fromkeys(("news agency", "wire", "wire service", "newswire", "agency"), ("agency",)),
    "network": ("broadcaster", "network"),
}
"""Kinds of outlet that a noun takes up, where it does not take up all."""
OutletKind = Literal["agency", "newspaper", "broadcaster", "network"]


@dataclass(frozen=True, slots=True)
class Place:
    """A country or union: what it, its people and its government are called."""

    country: str
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    metonyms: tuple[str, ...]
    institutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """Countries, found by any of their names; capital letters count ("US", not "us")."""

    places: tuple[Place, ...]
    _governments: Mapping[str, str] = field(repr=False, compare=False)
    _demonyms: Mapping[str, str] = field(repr=False, compare=False)
    _institutions: Mapping[str, str] = field(repr=False, compare=False)

    def government(self, name: str) -> str | None:
        """The country that acts under this name: a country, a capital, an alias, a metonym.

        >>> places().government("Seoul"), places().government("the North")
        ('South Korea', 'North Korea')
        """
        return _look_up(self._governments, name)

    def demonym(self, word: str) -> str | None:
        """The country of an adjective or of a name of its people: "Iranian", "Finns"."""
        return _look_up(self._demonyms, word)

    def institution(self, name: str) -> str | None:
        """The country of a body that is a holder in its own name: "the White House"."""
        return _look_up(self._institutions, name)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet or social network."""

    name: str
    kind: OutletKind
    aliases: tuple[str, ...]

    def is_called(self, noun: str) -> bool:
        """Say whether "the paper", "the network" can be this outlet; "the website" is any.

        >>> [outlets().get("CNN").is_called(noun) for noun in ("network", "newspaper", "outlet")]
        [True, False, True]
        """
        return self.kind in _CALLED.get(noun, (self.kind,))


@dataclass(frozen=True, slots=True)
class OutletLexicon:
    """Outlets, found by name or alias; capital letters count ("Time", not "time")."""

    outlets: tuple[Outlet, ...]
    _index: Mapping[str, Outlet] = field(repr=False, compare=False)

    def get(self, name: str) -> Outlet | None:
        """The outlet of this name or alias."""
        return _look_up(self._index, name)

    def find(self, name: str) -> str | None:
        """The full name of the outlet of this name or alias.

        >>> outlets().find("the Washington Post"), outlets().find("Yonhap")
        ('The Washington Post', 'Yonhap News Agency')
        """
        outlet = self.get(name)
        return outlet.name if outlet is not None else None


@cache
def places() -> PlaceLexicon:
    """The countries of places.json, validated."""
    entries = tuple(_place(entry) for entry in load("places.json")["places"])
    governments: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    institutions: dict[str, str] = {}
    metonyms = {name for place in entries for name in place.metonyms}
    for place in entries:
        capitals = [name for name in place.capitals if name not in metonyms]
        for name in (place.country, *capitals, *place.aliases, *place.metonyms):
            _add(governments, name, place.country)
        for name in place.demonyms:
            _add(demonyms, name, place.country)
        for name in place.institutions:
            _add(institutions, name, place.country)
    tables = (MappingProxyType(table) for table in (governments, demonyms, institutions))
    return PlaceLexicon(entries, *tables)


@cache
def outlets() -> OutletLexicon:
    """The outlets of outlets.json, validated."""
    index: dict[str, Outlet] = {}
    entries = []
    for entry in load("outlets.json")["outlets"]:
        if entry["kind"] not in get_args(OutletKind):
            kinds = ", ".join(get_args(OutletKind))
            raise RulesError(f"outlet {entry['name']!r} has kind {entry['kind']!r}, not {kinds}")
        outlet = Outlet(entry["name"], entry["kind"], tuple(entry["aliases"]))
        entries.append(outlet)
        for name in (outlet.name, *outlet.aliases):
            _add(index, name, outlet)
    return OutletLexicon(tuple(entries), MappingProxyType(index))


def _place(entry: Mapping[str, Any]) -> Place:
    return Place(
        country=entry["country"],
        capitals=tuple(entry["capitals"]),
        demonyms=tuple(entry["demonyms"]),
        aliases=tuple(entry["aliases"]),
        metonyms=tuple(entry["metonyms"]),
        institutions=tuple(entry.get("institutions", ())),
    )


def _look_up(table: Mapping[str, T], name: str) -> T | None:
    """The entry of a name, its article in either case, or left out where the entry has none."""
    bare = name.removeprefix("The ").removeprefix("the ")
    written = [name, f"the {bare}", f"The {bare}"] if bare != name else [name]
    if bare != name or " " in name:
        written += [bare, f"The {bare}"]
    return next((table[key] for key in written if key in table), None)


def _add(table: dict[str, T], name: str, value: T) -> None:
    if name in table:
        raise RulesError(f"{name!r} is listed for {table[name]!r} and for {value!r}")
    table[name] = value
