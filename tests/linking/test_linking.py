"""Names, roles and decisions, each by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.linking import (
    Fit,
    Known,
    Mention,
    blocks,
    decide,
    distance,
    fit,
    forms,
    is_bare,
    is_body,
    search_key,
)
from service.linking.names import parse
from service.linking.roles import Relation, relation

texts = st.text(max_size=30)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kim Jong-un", "kim jong un"),
        ("José García Jr.", "jose garcia"),
        ("Sen. Wendy R. Sherman", "wendy r sherman"),
        ("JD Vance", "j d vance"),
        ("LI WEI", "li wei"),
        ("Muqtada al-Sadr", "muqtada sadr"),
        ("Osama bin Laden", "osama laden"),
        ("Ursula von der Leyen", "ursula leyen"),
        ("Le Thi Van", "le thi van"),
        ("Sean O’Brien", "sean obrien"),
        ("William “Bill” Jones", "william jones"),
        ("Łukasz Øst’s", "lukasz ost"),
        ("", ""),
        ("😀 …", ""),
        ("x" * 10_000, "x" * 200),
    ],
)
def test_words_of_a_name(name: str, words: str) -> None:
    assert " ".join(parse(name).words) == words


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Kim Jong Un", "Kim Jong-un", Fit.EXACT),
        ("Kim Jongun", "Kim Jong-un", Fit.EXACT),
        ("Jong Un Kim", "Kim Jong-un", Fit.VARIANT),
        ("Xi Jinping", "Jinping Xi", Fit.LIKELY),
        ("James Scott", "Scott James", Fit.NONE),
        ("Wendy Sherman", "Wendy R. Sherman", Fit.VARIANT),
        ("John Fitzgerald Kennedy", "John F. Kennedy", Fit.VARIANT),
        ("John A. Smith", "John B. Smith", Fit.NONE),
        ("John Smith", "John Smith Jr.", Fit.CLOSE),
        ("John Smith Sr.", "John Smith Jr.", Fit.NONE),
        ("J. Smith", "John Smith", Fit.CLOSE),
        ("Bill Clinton", "William Clinton", Fit.CLOSE),
        ("José García López", "José García", Fit.VARIANT),
        ("José García López", "José López", Fit.CLOSE),
        ("Muammar Gaddafi", "Moammar Kadhafi", Fit.CLOSE),
        ("Martin Jones", "Marvin Jones", Fit.NONE),
        ("Kim Jong-il", "Kim Jong-un", Fit.NONE),
        ("Smith", "John Smith", Fit.NONE),
        ("Ayatollah Ali Khamenei", "Ali Khamenei", Fit.EXACT),
        ("Alexei Navalny", "Aleksei Navalny", Fit.CLOSE),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan", Fit.CLOSE),
        ("", "", Fit.NONE),
    ],
)
def test_names_of_one_person(a: str, b: str, expected: Fit) -> None:
    assert fit(a, b) is expected
    assert fit(b, a) is expected
    if expected:
        assert blocks(a, person=True) & blocks(b, person=True)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Senator", "President", Relation.TOGETHER),
        ("footballer", "Minister of Finance", Relation.DOUBTFUL),
        ("French foreign minister", "US Foreign Minister", Relation.DOUBTFUL),
        ("US ambassador to Japan", "Secretary of State", Relation.TOGETHER),
        ("mayor of Boston", "Mayor of Denver", Relation.DOUBTFUL),
        ("national security adviser", "US National Security Advisor", Relation.SAME),
        ("Unification Minister", "South Korea's Unification Minister", Relation.SAME),
        ("lawmaker", "lawmaker", Relation.TOGETHER),
        ("spokesman", "spokeswoman", Relation.TOGETHER),
        ("34-year-old", "President", Relation.UNKNOWN),
        ("", "", Relation.UNKNOWN),
    ],
)
def test_roles_of_one_person(a: str, b: str, expected: Relation) -> None:
    assert relation([a], [b]) is expected
    assert relation([b], [a]) is expected


def test_the_best_of_several_roles_decides() -> None:
    assert relation(["footballer", "Senator"], ["President"]) is Relation.TOGETHER
    assert relation([], ["President"]) is Relation.UNKNOWN


def person(identifier: str, *names: str, roles: tuple[str, ...] = ()) -> Known:
    return Known(identifier, names, "person", roles)


def test_of_two_that_fit_alike_none_is_chosen() -> None:
    known = [person("1", "John Smith"), person("2", "John Smith")]
    decision = decide(Mention("John Smith", "person"), known)
    assert decision.id is None
    assert [(s.id, s.reason) for s in decision.suggestions] == [("1", "several"), ("2", "several")]


def test_the_role_chooses_among_people_of_one_name() -> None:
    known = [
        person("1", "John Smith", roles=("footballer",)),
        person("2", "John Smith", roles=("Minister of Finance",)),
    ]
    assert decide(Mention("John Smith", "person", ("striker",)), known).id == "1"
    assert decide(Mention("John Smith", "person", ("Finance Minister",)), known).id == "2"
    assert decide(Mention("John Smith", "person"), known).id is None


def test_merged_speakers_do_not_rival_each_other() -> None:
    known = [
        Known("1", ("Jane Roe",), "person", (), "2"),
        Known("2", ("Jane Roe",), "person", (), "2"),
    ]
    assert decide(Mention("Jane Roe", "person"), known).id in {"1", "2"}


def test_bodies_are_one_by_name_alone() -> None:
    known = [Known("1", ("The White House",), "government")]
    assert decide(Mention("White House", "organisation"), known).id == "1"
    assert decide(Mention("White House Office", "organisation"), known).id is None


@pytest.mark.parametrize(
    ("name", "bare", "body"),
    [
        ("Lee", True, False),
        ("Mr. Lee", True, False),
        ("Lee In-young", False, False),
        ("NATO", True, True),
        ("Japan", True, True),
        ("South Korea", False, True),
        ("Pope Francis", False, False),
        ("", True, False),
    ],
)
def test_single_words(name: str, bare: bool, body: bool) -> None:
    assert (is_bare(name), is_body(name)) == (bare, body)


def test_forms_are_what_readers_type() -> None:
    assert forms(["Kim Jong-un"]) == ("kim jong un", "jong un kim", "kim jongun")
    assert "sherman wendy" not in forms(["Wendy Sherman"])[:1]
    assert set(forms(["Wendy R. Sherman"])) >= {"wendy r sherman", "wendy sherman"}
    assert search_key("Søren  O'Brien-Łoś") == "soren obrien los"


@pytest.mark.parametrize(
    ("a", "b", "most", "expected"),
    [
        ("biden", "bidne", 1, 1),
        ("biden", "biden", 1, 0),
        ("biden", "bden", 1, 1),
        ("", "abc", 1, 2),
        ("kitten", "sitting", 2, 3),
    ],
)
def test_distance(a: str, b: str, most: int, expected: int) -> None:
    assert distance(a, b, most) == expected


@given(texts, texts)
def test_no_text_is_an_error(a: str, b: str) -> None:
    assert fit(a, b) is fit(b, a)
    assert relation([a], [b]) is relation([b], [a])
    assert blocks(a, person=True)
    forms([a, b])
    decide(Mention(a, "person", (b,)), [person("1", b, roles=(a,))])
