"""What an article has said so far, found by place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp import holders
from service.nlp.discourse import Discourse, entities_in, entity_of
from service.records import SpeakerKind
from tests.nlp.article_builders import article, part, person

TEXT = "Oda Brandt met Peter Hask . Brandt left . He spoke .\nPeter Hask left ."


def read(text: str = TEXT) -> Discourse:
    people = [person(text, "Oda Brandt", "Brandt"), person(text, "Peter Hask")]
    return Discourse(article(text, people), people)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_mentions_by_place(start: int, end: int) -> None:
    discourse = read()
    slow = [m for m in discourse.mentions if start <= m[0] < end and m[1] <= end]
    assert discourse.within(start, end) == slow
    covering = [p["name"] for s, e, p in discourse.mentions if s <= start < e]
    found = discourse.person_at(start)
    assert [found["name"]] == covering if found is not None else covering == []
    before = [p.start for p in discourse.points if p.start < start]
    assert [p.start for p in discourse.points_before(start, 99)] == before[::-1]
    assert [p.start for p in discourse.points_after(start, 1)] == [
        p.start for p in discourse.points if p.start >= start
    ][:1]


def test_what_is_known_at_once() -> None:
    discourse = read()
    assert discourse.protagonist == "Oda Brandt"
    assert [point.first for point in discourse.points] == [True, False, True, True]
    assert discourse.named("Peter Hask") is discourse.people[1]
    assert discourse.named("Hask") is None
    assert discourse.paragraph(TEXT.index("He")) == 0
    he = part(discourse.doc, "He")
    assert discourse.sentence(he.start) == 2
    assert discourse.sentence_start(he.start + 1) == he.start


def test_pronouns_are_put_in_place() -> None:
    discourse = read()
    he = part(discourse.doc, "He")[0]
    discourse.add_pronoun(he, discourse.people[1])
    starts = [point.start for point in discourse.points]
    assert starts == sorted(starts)
    assert [point.start for point in discourse.points if point.pronoun] == [he.idx]


def speak(discourse: Discourse, *who: tuple[str, SpeakerKind]) -> None:
    for number, (name, kind) in enumerate(who):
        holder = holders.holder(name, kind, score=0.9)
        discourse.add_statement(number, holder, [(number, number + 5)], direct=number % 2 == 0)


def test_who_spoke() -> None:
    discourse = read()
    speak(
        discourse,
        ("Oda Brandt", "person"),
        ("Mill Union", "organisation"),
        ("Peter Hask", "person"),
        ("Oda Brandt", "person"),
    )
    assert discourse.latest_people(3) == ["Oda Brandt", "Peter Hask"]
    assert discourse.latest_people(1) == ["Oda Brandt"]
    union = discourse.last_holder("group", "organisation")
    assert union is not None
    assert union["name"] == "Mill Union"
    assert discourse.last_holder("document") is None
    # the latest of those around
    around = discourse.content_around(4)
    assert around is not None
    assert (around.holder, around.direct) == ("Oda Brandt", False)
    assert discourse.content_around(40) is None


def test_only_the_last_statements_are_kept() -> None:
    discourse = read()
    for _ in range(500):
        speak(discourse, ("Oda Brandt", "person"))
    assert len(discourse.holders) < 100
    assert discourse.content_around(99) is None


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Corvelia River Fund", "CRF"), ("Bank of Corvelia", "BC"), ("Anti-Noise League", "ANL")],
)
def test_acronyms(name: str, initials: str) -> None:
    discourse = Discourse(article(f"The {name} met .", entities={name: "ORG"}), [])
    assert discourse.acronyms == {initials: name}


def test_entities_without_going_through_all() -> None:
    doc = article(
        "Mill Union met Oda Brandt", entities={"Mill Union": "ORG", "Oda Brandt": "PERSON"}
    )
    assert [entity.text for entity in entities_in(doc)] == ["Mill Union", "Oda Brandt"]
    assert [entity.text for entity in entities_in(doc[1:4])] == ["Oda Brandt"]
    inside = entity_of(doc[1])
    assert inside is not None
    assert (inside.text, inside.label_) == ("Mill Union", "ORG")
    assert entity_of(doc[2]) is None
