"""What the ranker learns from: candidates as they stand when the article is read in order."""

import pytest

from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData
from service.nlp.resolution import Resolver
from tests.nlp.article_builders import LEXICONS, article, part, person
from training.speakers.record import Recorder, is_called

TEXT = "Oda Brandt met Peter Hask . He left . The mayor said it rained ."


def read(text: str = TEXT) -> tuple[Recorder, Resolver]:
    people = [
        person(text, "Oda Brandt", gender="f", title="mayor"),
        person(text, "Peter Hask", gender="m", title="mayor"),
    ]
    doc = article(text, [one for one in people if one["mentions"]])
    recorder = Recorder({})
    return recorder, Resolver(doc, LEXICONS, recorder)


def speaker(resolver: Resolver, words: str) -> str | None:
    span = part(resolver.doc, words)
    return resolver.resolve((span.start_char, span.end_char))["name"]


def test_the_annotated_person_is_right() -> None:
    recorder, resolver = read()
    recorder.labels[TEXT.index("He")] = ("Hask", "person")
    assert speaker(resolver, "He") == "Peter Hask"
    [case] = recorder.cases
    assert (case.kind, len(case.table)) == ("pronoun", 1)
    assert case.table[case.right]["gender agrees"] == 1.0


def test_later_mentions_find_the_annotated_ones() -> None:
    recorder, resolver = read()
    recorder.labels[TEXT.index("He")] = ("Hask", "person")
    speaker(resolver, "The mayor")
    last = [point.person["name"] for point in resolver.discourse.points if point.pronoun]
    assert last == ["Peter Hask"]


def test_nobody_named_is_right() -> None:
    recorder, resolver = read()
    recorder.labels[TEXT.index("The mayor")] = ("the mayor of Riverside", "unnamed")
    assert speaker(resolver, "The mayor") == "The mayor"
    [case] = recorder.cases
    assert case.kind == "nominal"
    assert case.right == len(case.table) - 1
    assert case.table[case.right]["none"] == 1.0


def test_a_person_who_is_no_candidate_is_no_case() -> None:
    recorder, resolver = read("He left . Oda Brandt spoke .")
    recorder.labels[0] = ("Oda Brandt", "person")
    assert speaker(resolver, "He") is None
    assert recorder.cases == []


def test_what_is_not_annotated_is_ranked_and_not_noted() -> None:
    recorder, resolver = read()
    assert speaker(resolver, "He") == "Peter Hask"
    assert recorder.cases == []
    assert isinstance(resolver.discourse, Discourse)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Oda Brandt", True),
        ("Brandt", True),
        ("Oda Maria Brandt", True),
        ("ODA BRANDT", True),
        ("Oda Hask", False),
        ("Hask", False),
    ],
)
def test_is_called(name: str, same: bool) -> None:
    oda = PersonData(name="Oda Brandt", roles=[], role_words=[], gender="", mentions=[])
    assert is_called(oda, name) == same
