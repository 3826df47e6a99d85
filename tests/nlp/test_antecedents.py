"""Candidates for "he" and "the minister", the signs for each, and their chances."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from service.nlp import antecedents
from service.nlp.antecedents import (
    Features,
    candidates,
    may_have_none,
    none_signs,
    probabilities,
    rank,
)
from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData
from service.nlp.mentions import Kind, Mention, gender_of
from service.nlp.title_signs import bears, modifiers_of
from tests.nlp.article_builders import article, part, person

TEXT = (
    "Oda Brandt met Peter Hask . It rained . Brandt left . He said it snowed . Ines Okoye spoke ."
)


def people(text: str = TEXT) -> list[PersonData]:
    return [
        person(text, "Oda Brandt", "Brandt", title="senator", gender="f"),
        person(text, "Peter Hask", title="mayor", gender="m"),
        person(text, "Ines Okoye", title="ambassador", gender="f"),
    ]


def read(text: str = TEXT) -> tuple[Doc, Discourse]:
    doc = article(text, people(text))
    return doc, Discourse(doc, doc._.people)


def signs(mention: Mention, discourse: Discourse) -> dict[str, Features]:
    return {p["name"]: features for p, features in candidates(mention, discourse)}


def he(doc: Doc, kind: Kind = "pronoun", **more: str) -> Mention:
    return Mention(part(doc, "He"), kind, **more)  # type: ignore[arg-type]


def test_candidates_are_named_before() -> None:
    doc, discourse = read()
    assert list(signs(he(doc), discourse)) == ["Oda Brandt", "Peter Hask"]


def test_a_title_may_name_somebody_who_comes_later() -> None:
    doc, discourse = read()
    later = signs(he(doc, "nominal", role="envoy"), discourse)
    assert list(later) == ["Oda Brandt", "Peter Hask", "Ines Okoye"]
    assert later["Ines Okoye"]["ahead"] == 1.0
    assert "Ines Okoye" not in signs(he(doc, "nominal", role="farmer"), discourse)


def test_some_are_ruled_out() -> None:
    doc, discourse = read()
    among = Mention(part(doc, "He"), "surname", among=("Peter Hask", "Ines Okoye"))
    assert list(signs(among, discourse)) == ["Peter Hask"]
    assert list(signs(he(doc, besides="Peter Hask"), discourse)) == ["Oda Brandt"]


@pytest.mark.parametrize(
    ("text", "content", "named"),
    [
        ("Peter Hask met Oda Brandt . He said Brandt left .", "Brandt left", ["Peter Hask"]),
        # the words before the speaker may name the speaker
        (
            "Peter Hask met Oda Brandt . Brandt left , He said .",
            "Brandt left",
            ["Peter Hask", "Oda Brandt"],
        ),
    ],
    ids=["after", "before"],
)
def test_whom_a_speaker_goes_on_to_name_is_somebody_else(
    text: str, content: str, named: list[str]
) -> None:
    people = [person(text, "Oda Brandt", "Brandt"), person(text, "Peter Hask")]
    doc = article(text, people)
    start = text.index(content)
    mention = Mention(part(doc, "He"), "pronoun", own=((start, start + len(content)),))
    assert sorted(signs(mention, Discourse(doc, people))) == sorted(named)


@pytest.mark.parametrize(
    ("name", "sign", "value"),
    [
        ("Oda Brandt", "1 back", 1.0),
        ("Peter Hask", "3 to 4 back", 1.0),
        ("Oda Brandt", "nearest 0", 1.0),
        ("Peter Hask", "nearest 1", 1.0),
        ("Oda Brandt", "often", math.log(2)),
        ("Peter Hask", "often", None),
        ("Oda Brandt", "share", 2 / 3),
        ("Oda Brandt", "named most", 1.0),
        ("Peter Hask", "named most", None),
        ("Oda Brandt", "in the first sentence", 1.0),
        ("Oda Brandt", "first of its sentence", 1.0),
        ("Peter Hask", "first of its sentence", None),
        ("Oda Brandt", "pronoun: named most", 1.0),
    ],
)
def test_signs(name: str, sign: str, value: float | None) -> None:
    doc, discourse = read()
    assert signs(he(doc), discourse)[name].get(sign) == value


def test_who_is_known_to_be_of_the_other_gender_is_no_candidate() -> None:
    doc, discourse = read()
    found = signs(he(doc, gender="m"), discourse)
    assert list(found) == ["Peter Hask"]
    assert found["Peter Hask"]["gender agrees"] == 1.0
    doc._.people[0]["gender"] = ""
    assert list(signs(he(doc, gender="m"), discourse)) == ["Oda Brandt", "Peter Hask"]


@pytest.mark.parametrize(
    ("role", "name", "sign"),
    [
        ("mayor", "Peter Hask", "bears the title"),
        ("mayor", "Peter Hask", "alone bears it"),
        ("mayor", "Oda Brandt", "another bears it"),
        ("lawmaker", "Oda Brandt", "bears a like title"),
    ],
)
def test_signs_of_titles(role: str, name: str, sign: str) -> None:
    doc, discourse = read()
    assert signs(he(doc, "nominal", role=role), discourse)[name][sign] == 1.0


def test_who_spoke_last() -> None:
    doc, discourse = read()
    from service.nlp import holders

    spoke = holders.of_person(people()[1], (15, 25), "name", 0.9)
    discourse.add_statement(15, spoke, [(40, 60)], direct=True)
    assert signs(he(doc), discourse)["Peter Hask"]["spoke 0 ago"] == 1.0
    assert signs(he(doc), discourse)["Peter Hask"]["inside own quotation"] == 1.0
    assert signs(he(doc), discourse)["Oda Brandt"]["inside another's quotation"] == 1.0


@pytest.mark.parametrize(
    ("weights", "name"),
    [
        ({"nearest 1": 2.0}, "Peter Hask"),
        ({"nearest 0": 2.0}, "Oda Brandt"),
        ({"nearest 0": 2.0, "named most": -3.0}, "Peter Hask"),
    ],
)
def test_rank_by_weights(weights: dict[str, float], name: str) -> None:
    doc, discourse = read()
    ranked = rank(he(doc), discourse, weights)
    assert ranked.person is not None
    assert ranked.person["name"] == name
    assert ranked.score > 0.5
    [(other, chance)] = ranked.others
    assert other != name
    assert chance + ranked.score == pytest.approx(1.0, abs=0.011)


def test_a_description_may_stand_for_nobody_named() -> None:
    doc, discourse = read()
    mention = he(doc, "nominal", role="farmer")
    ranked = rank(mention, discourse, {"none": 5.0})
    assert ranked.person is None
    assert [name for name, _ in ranked.others] == ["Oda Brandt", "Peter Hask"]
    assert may_have_none(mention)
    assert not may_have_none(he(doc))


def test_nobody_to_choose_from() -> None:
    doc, discourse = read("He said it snowed .")
    assert rank(he(doc), discourse) == antecedents.Ranked(None, 0.0)


def test_signs_of_there_being_none() -> None:
    doc, discourse = read()
    mention = Mention(part(doc, "He"), "nominal", role="aide", definite=False, headline=True)
    assert none_signs(mention, 1, discourse) == {
        "none": 1.0,
        "none of few": 1.0,
        "none indefinite": 1.0,
        "none in a headline": 1.0,
        "none of a public role": 1.0,
        "none of a role": 1.0,
    }
    assert none_signs(Mention(part(doc, "He"), "nominal", besides="Oda Brandt"), 2, discourse) == {
        "none": 1.0,
        "none of a role": 1.0,
        "none with an owner": 1.0,
    }


TABLES = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.floats(-50, 50), max_size=3), min_size=1, max_size=6
)


@given(TABLES, st.dictionaries(st.sampled_from("abc"), st.floats(-50, 50)))
def test_chances_sum_to_one(table: list[Features], weights: dict[str, float]) -> None:
    chances = probabilities(table, weights)
    assert sum(chances) == pytest.approx(1.0)
    assert all(0.0 <= chance <= 1.0 for chance in chances)


def test_the_shipped_weights_know_gender_and_titles() -> None:
    weights = antecedents.weights()
    assert weights["gender agrees"] > 0
    assert weights["bears the title"] > 0


@pytest.mark.parametrize(
    ("word", "gender"), [("He", "m"), ("her", "f"), ("they", ""), ("himself", "m"), ("it", "")]
)
def test_gender_of_a_pronoun(word: str, gender: str) -> None:
    assert gender_of(word) == gender


def test_bears() -> None:
    oda, _, ines = people()
    assert bears(oda, "senator")
    assert bears(ines, "envoy")
    assert not bears(oda, "envoy")
    assert not bears(oda, "")


def test_modifiers() -> None:
    assert modifiers_of(article("the former Riverside mayor")[:], "mayor") == {
        "former",
        "riverside",
    }
