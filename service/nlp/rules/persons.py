"""What nouns tell of a holder: titles, roles, collectives, documents, bodies; given names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from service.ids import name_key
from service.nlp.rules.load import RulesError, load
from service.records import SpeakerKind

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class TitleLexicon:
    """Nouns by what they say of a holder; honorifics are cased, all else is lower case."""

    honorifics: Mapping[str, str]
    roles: Mapping[str, str]
    collectives: Mapping[str, SpeakerKind]
    documents: frozenset[str]
    organisations: Mapping[str, SpeakerKind]
    outlets: frozenset[str]
    _genders: Mapping[str, str]

    def is_honorific(self, text: str) -> bool:
        """Whether a word stands before names: "Mr", "Sen.", "Dame"."""
        return text in self.honorifics

    def is_role(self, word: str) -> bool:
        """Whether a noun is what one person can be: "envoy", "prime minister"."""
        return word in self.roles

    def is_title(self, word: str) -> bool:
        """Whether a word as it is written stands before names, as honorific or role."""
        return self.is_honorific(word) or self.is_role(word.lower())

    def gender(self, word: str) -> str:
        """Give m or f for a role or honorific (no full stop) that tells it, else ''.

        >>> titles().gender("spokeswoman"), titles().gender("mr"), titles().gender("envoy")
        ('f', 'm', '')
        """
        return self._genders.get(word.lower().rstrip("."), "")

    def is_collective(self, word: str) -> bool:
        """Whether a plural or collective noun speaks without a name: "critics", "police"."""
        return word in self.collectives

    def collective_kind(self, word: str) -> SpeakerKind | None:
        """The kind of holder that a collective noun is."""
        return self.collectives.get(word)

    def is_document(self, word: str) -> bool:
        """Whether a noun is a text or a finding: "report", "poll"."""
        return word in self.documents

    def is_organisation_head(self, word: str) -> bool:
        """Whether a noun heads the names of bodies: "ministry", "party"."""
        return word in self.organisations

    def organisation_kind(self, word: str) -> SpeakerKind | None:
        """Give government or organisation for the head noun of a body's name, else None."""
        return self.organisations.get(word)

    def is_outlet_noun(self, word: str) -> bool:
        """Whether a noun is what publishes news: "newspaper", "broadcaster"."""
        return word in self.outlets


@cache
def titles() -> TitleLexicon:
    """The nouns of titles.json, validated."""
    data = load("titles.json")
    honorifics = _genders(data["honorifics"], "text")
    roles = _genders(data["roles"], "word")
    genders = {word.lower().rstrip("."): gender for word, gender in honorifics.items() if gender}
    return TitleLexicon(
        honorifics=honorifics,
        roles=roles,
        collectives=_kinds(data["collectives"]),
        documents=frozenset(_once(data["documents"])),
        organisations=_kinds(data["organisations"]),
        outlets=frozenset(_once(data["outlets"])),
        _genders=MappingProxyType(genders | {word: g for word, g in roles.items() if g}),
    )


@cache
def first_names() -> Mapping[str, Gender]:
    """Gender by given name, the name as `name_key` writes it: "jose", "in young"."""
    result: dict[str, Gender] = {}
    for name, gender in load("first_names.json")["names"].items():
        if gender not in get_args(Gender):
            raise RulesError(f"first name {name!r} has gender {gender!r}, not m or f")
        if name_key(name) in result:
            raise RulesError(f"first name {name!r} is listed twice")
        result[name_key(name)] = gender
    return MappingProxyType(result)


def _once(words: Iterable[str]) -> list[str]:
    """The words, which must differ."""
    listed = list(words)
    for word in listed:
        if listed.count(word) > 1:
            raise RulesError(f"{word!r} is listed twice")
    return listed


def _genders(entries: list[dict[str, Any]], key: str) -> Mapping[str, str]:
    for entry in entries:
        if entry.get("gender", "m") not in get_args(Gender):
            raise RulesError(f"title {entry[key]!r} has gender {entry['gender']!r}, not m or f")
    _once(entry[key] for entry in entries)
    return MappingProxyType({entry[key]: entry.get("gender", "") for entry in entries})


def _kinds(entries: list[dict[str, Any]]) -> Mapping[str, SpeakerKind]:
    for entry in entries:
        if entry["kind"] not in get_args(SpeakerKind):
            raise RulesError(f"{entry['word']!r} has kind {entry['kind']!r}, no kind of speaker")
    _once(entry["word"] for entry in entries)
    return MappingProxyType({entry["word"]: entry["kind"] for entry in entries})
