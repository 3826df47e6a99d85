"""Speakers across articles: one per full name, with what articles call them."""

import pytest

from service import ids
from service.records import SpeakerEvidence, SpeakerKind, Via
from service.store import Store
from tests.factories import (
    make_analysis,
    make_article_text,
    make_document,
    make_reported,
    make_speaker,
    make_statement,
)


def names(store: Store, q: str | None = None, kind: SpeakerKind | None = None) -> list[str]:
    page = store.queries.speakers(q, kind=kind, limit=50)
    return [speaker.name for speaker in page.items]


def add(store: Store, lead: str, name: str, **changes: object) -> str:
    """Store an article in which a speaker says one thing."""
    text = make_article_text((name, "Yes"), lead=lead)
    speaker = make_speaker(name, text, **changes)
    statement = make_statement(text, content="Yes", speaker=speaker)
    article, _ = store.repository.add_article(make_document(text), make_analysis(text, [statement]))
    return article.id


def test_spellings_of_a_name_are_one_speaker(store: Store) -> None:
    add(store, "1", "Kim Jong-un")
    add(store, "2", "KIM Jong Un")
    third = add(store, "3", "KIM Jong Un")
    (speaker,) = store.queries.speakers(limit=9).items
    assert (speaker.name, speaker.aliases, speaker.quotes) == ("KIM Jong Un", ("Kim Jong-un",), 3)
    assert store.queries.speaker(ids.speaker_id("kim jong un")) == speaker
    store.repository.delete_article(third)
    (speaker,) = store.queries.speakers(limit=9).items
    assert (speaker.name, speaker.aliases, speaker.quotes) == ("KIM Jong Un", ("Kim Jong-un",), 2)


def test_aliases_come_from_mentions_by_name(store: Store) -> None:
    def evidence(*links: tuple[str, str]) -> tuple[SpeakerEvidence, ...]:
        return tuple(SpeakerEvidence(0, len(text), text, link) for text, link in links)

    first = evidence(("Jo Biden", "name"), ("Biden", "surname"), ("he", "pronoun"))
    second = evidence(("POTUS", "alias"), ("Joe  Biden", "name"), ("", "alias"))
    add(store, "1", "Joe Biden", evidence=first)
    add(store, "2", "Joe Biden", evidence=second)
    add(store, "3", "Joe Biden", evidence=second)
    assert store.queries.speakers(limit=9).items[0].aliases == ("POTUS", "Jo Biden")


def test_roles_most_frequent_first(store: Store) -> None:
    for lead, role in enumerate(("Senator", "President", "President", None)):
        add(store, str(lead), "Joe Biden", role=role)
    assert store.queries.speakers(limit=9).items[0].roles == ("President", "Senator")


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["person"], "person"),
        (["organisation", "government", "government"], "government"),
        (["person", "organisation"], "organisation"),
        (["unknown", "unknown", "person"], "person"),
        (["unknown"], "unknown"),
        (["group"], "group"),
    ],
)
def test_the_kind_is_what_most_statements_tell(
    store: Store, kinds: list[SpeakerKind], expected: SpeakerKind
) -> None:
    for lead, kind in enumerate(kinds):
        add(store, str(lead), "Blue House", kind=kind)
    assert store.queries.speakers(limit=9).items[0].kind == expected
    assert names(store, kind=expected) == ["Blue House"]
    assert names(store, kind="document") == []


def test_members_of_a_group_are_not_groups(store: Store) -> None:
    add(store, "1", "Ann Lee", kind="group", also=("Bo Chan",))
    assert [s.kind for s in store.queries.speakers(limit=9).items] == ["unknown", "unknown"]
    add(store, "2", "Bo Chan", kind="person")
    assert store.queries.speaker(ids.speaker_id("Bo Chan")).kind == "person"


def test_who_relays_is_known_by_id_and_not_listed(store: Store) -> None:
    text = make_article_text(("Ann Lee", "Yes"))
    via = (Via("AFP", ids.speaker_id("AFP")), Via("a friend", None))
    statement = make_statement(text, content="Yes", speaker="Ann Lee", via=via)
    store.repository.add_article(make_document(text), make_analysis(text, [statement]))
    assert names(store) == ["Ann Lee"]
    assert store.queries.stats().speakers == 1
    afp = store.queries.speaker(ids.speaker_id("AFP"))
    assert (afp.name, afp.kind, afp.quotes) == ("AFP", "unknown", 0)
    add(store, "2", "AFP", kind="organisation")
    assert store.queries.speaker(ids.speaker_id("AFP")).kind == "organisation"


def test_most_quoted_first_then_by_name(store: Store) -> None:
    store.repository.add_article(
        *make_reported(("Cy Roe", "One"), ("Ann Lee", "Two"), ("Bo Chan", "Three"))
    )
    store.repository.add_article(*make_reported(("Cy Roe", "Four")))
    assert names(store) == ["Cy Roe", "Ann Lee", "Bo Chan"]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("lee", ["Lee In-young", "Lee Soo-hyuck"]),
        ("le", ["Lee In-young", "Lee Soo-hyuck"]),
        ("so le", ["Lee Soo-hyuck"]),
        ("ÖZ", ["Cem Özdemir"]),
        ("oz", ["Cem Özdemir"]),
        ("ee", []),
        ("", []),
        ("?", []),
        ("\ud800", []),
    ],
)
def test_speakers_by_beginnings_of_words(store: Store, q: str, expected: list[str]) -> None:
    sayings = (("Lee In-young", "One"), ("Lee Soo-hyuck", "Two"), ("Cem Özdemir", "Three"))
    store.repository.add_article(*make_reported(*sayings))
    assert names(store, q) == expected
