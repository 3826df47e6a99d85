"""The people of an article: names that go together, titles, genders, mentions."""

from collections.abc import Callable, Mapping

import pytest

from service.nlp import names
from service.nlp.extensions import AttributionData, BlockData, PersonData, PostData
from service.nlp.people import People
from service.nlp.person_titles import PersonTitles
from tests.nlp.article_builders import LEXICONS, article


def people(
    text: str, *persons: str, other: Mapping[str, str] | None = None, headline: str = ""
) -> list[PersonData]:
    """Run the component on a text in which some names are recognised as persons."""
    blocks = None
    if headline:
        end = len(headline)
        text = f"{headline}\n{text}"
        blocks = [
            BlockData(kind="headline", start=0, end=end),
            BlockData(kind="paragraph", start=end + 1, end=len(text)),
        ]
    doc = article(
        text, entities={**(other or {}), **dict.fromkeys(persons, "PERSON")}, blocks=blocks
    )
    found: list[PersonData] = People()(doc)._.people
    return found


def called(found: list[PersonData]) -> dict[str, int]:
    """Give how often each person is mentioned."""
    return {person["name"]: len(person["mentions"]) for person in found}


@pytest.mark.parametrize(
    ("text", "persons", "found"),
    [
        (
            "Oda Brandt met Peter Hask.",
            ("Oda Brandt", "Peter Hask"),
            {"Oda Brandt": 1, "Peter Hask": 1},
        ),
        ("Oda Brandt left. Brandt spoke.", ("Oda Brandt", "Brandt"), {"Oda Brandt": 2}),
        # a surname that two share, where a surname or title is no given name
        ("Robert and Ann Hask left.", ("Robert", "Ann Hask"), {"Robert Hask": 1, "Ann Hask": 1}),
        ("Clinton and Tim Hask left.", ("Clinton", "Tim Hask"), {"Clinton": 1, "Tim Hask": 1}),
        (
            "Mayor Robert and Ann Hask left.",
            ("Robert", "Ann Hask"),
            {"Robert": 1, "Ann Hask": 1},
        ),
        # a nickname, and where somebody is from
        (
            'Ann "Sparky" Hask of Lenne left.',
            ('Ann "Sparky" Hask of Lenne',),
            {"Ann Hask": 1},
        ),
        ("Brandt left. Oda Brandt spoke.", ("Oda Brandt", "Brandt"), {"Oda Brandt": 2}),
        ("Oda Brandt left. Oda spoke.", ("Oda Brandt", "Oda"), {"Oda Brandt": 2}),
        # middle names, initials, spelling, the commonest form
        (
            "Oda Brandt left. Oda R. Brandt spoke.",
            ("Oda Brandt", "Oda R. Brandt"),
            {"Oda R. Brandt": 2},
        ),
        (
            "José Muñiz met Jose Muniz. Jose Muniz left.",
            ("José Muñiz", "Jose Muniz"),
            {"Jose Muniz": 3},
        ),
        (
            "Debora Ruiz Corvel left. Ruiz Corvel spoke.",
            ("Debora Ruiz Corvel", "Ruiz Corvel"),
            {"Debora Ruiz Corvel": 2},
        ),
        ("Baek Mi-ran left. Baek spoke.", ("Baek Mi-ran", "Baek"), {"Baek Mi-ran": 2}),
        # a hyphenated given name that the recogniser cut
        ("Baek Mi-ran left. Mi-ran spoke.", ("Baek Mi-ran", "Mi"), {"Baek Mi-ran": 2}),
        # a name that it cut at a particle
        ("Ludwig van der Hoost left.", ("Ludwig van",), {"Ludwig van der Hoost": 1}),
        ("Ludwig van Hoost left. Hoost spoke.", ("Ludwig van Hoost",), {"Ludwig van Hoost": 2}),
        # a slip of the pen, in a long surname alone
        ("Imogen Maurer left. Mauer spoke.", ("Imogen Maurer", "Mauer"), {"Imogen Maurer": 2}),
        ("Imogen Lang left. Lant spoke.", ("Imogen Lang", "Lant"), {"Imogen Lang": 1, "Lant": 1}),
        # father and son
        (
            "Walter Hask Sr. met Walter Hask Jr. in May.",
            ("Walter Hask Sr.", "Walter Hask Jr."),
            {"Walter Hask Sr.": 1, "Walter Hask Jr.": 1},
        ),
        (
            "Walter Hask Jr. met Walter Hask.",
            ("Walter Hask Jr.", "Walter Hask"),
            {"Walter Hask Jr.": 2},
        ),
        # whom the recogniser did not see the second time
        ("Oda Brandt left. Brandt spoke.", ("Oda Brandt",), {"Oda Brandt": 2}),
        # titles are no part of a name; outlets and roles are no persons
        ("Mayor Oda Brandt left.", ("Mayor Oda Brandt",), {"Oda Brandt": 1}),
        ("Reuters left. The Mayor left.", ("Reuters", "Mayor"), {}),
        # given names from where nobody was recognised
        ("Brandt left. The friends of Oda Brandt spoke.", ("Brandt",), {"Oda Brandt": 2}),
        ("William “Bud” Merrow left. Merrow spoke.", ("Merrow",), {"William Merrow": 2}),
        ("Brandt met Oda Brandt and Ann Brandt.", ("Brandt",), {"Brandt": 3}),
        # the word that opens a sentence is no part of a name
        ("What Brandt needs is rest. Brandt left.", ("What Brandt", "Brandt"), {"Brandt": 2}),
    ],
)
def test_names(text: str, persons: tuple[str, ...], found: dict[str, int]) -> None:
    assert called(people(text, *persons)) == found


FAR = "It rained all day on the river . " * 12


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Corvel left. Mr. Corvel and Ann Corvel spoke.", {"Corvel": 2, "Ann Corvel": 1}),
        ("Corvel left. Ms. Corvel spoke, Ann Corvel said.", {"Ann Corvel": 3}),
        ("Corvel left. Mr. Corvel and Paul Corvel spoke.", {"Paul Corvel": 3}),
    ],
)
def test_a_title_of_the_other_gender_is_anothers(text: str, found: dict[str, int]) -> None:
    assert called(people(text, "Ann Corvel", "Paul Corvel", "Corvel")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # introduced at once
        ("Ann Corvel met Paul Corvel. Corvel left.", {"Ann Corvel": 1, "Paul Corvel": 1}),
        # by gender and by title
        ("Ann Corvel met Paul Corvel. Mr. Corvel left.", {"Ann Corvel": 1, "Paul Corvel": 2}),
        (
            "Mayor Ann Corvel met Paul Corvel. Mayor Corvel left.",
            {"Ann Corvel": 2, "Paul Corvel": 1},
        ),
        # who is named far more often
        (
            "Ann Corvel met Paul Corvel. Paul Corvel left. Paul Corvel spoke. Corvel left.",
            {"Ann Corvel": 1, "Paul Corvel": 4},
        ),
        # who was named first, if the other is long gone
        (
            f"Ann Corvel left. {FAR} Paul Corvel left. {FAR} Corvel spoke.",
            {"Ann Corvel": 2, "Paul Corvel": 1},
        ),
        (
            f"Ann Corvel left. {FAR} Paul Corvel left. Corvel spoke.",
            {"Ann Corvel": 1, "Paul Corvel": 1},
        ),
    ],
)
def test_namesakes(text: str, found: dict[str, int]) -> None:
    assert called(people(text, "Ann Corvel", "Paul Corvel", "Corvel")) == found


@pytest.mark.parametrize(
    ("headline", "text", "persons", "found"),
    [
        (
            "Oda Brandt Calls for rain",
            "Oda Brandt left.",
            ("Oda Brandt Calls", "Oda Brandt"),
            {"Oda Brandt": 2},
        ),
        (
            "Furious Brandt calls for rain",
            "Brandt left. Brandt spoke.",
            ("Furious Brandt", "Brandt"),
            {"Brandt": 3},
        ),
        # a given name is no headline word
        (
            "Ann Brandt calls for rain",
            "Brandt left. Brandt spoke.",
            ("Ann Brandt", "Brandt"),
            {"Ann Brandt": 3},
        ),
    ],
)
def test_headline_words(
    headline: str, text: str, persons: tuple[str, ...], found: dict[str, int]
) -> None:
    assert called(people(text, *persons, headline=headline)) == found


@pytest.mark.parametrize(
    ("text", "other", "mentions"),
    [
        ("Oda Brandt left. Brandt spoke.", {"Brandt": "ORG"}, 2),
        ("Oda Brandt left. Brandt Steel spoke.", {"Brandt Steel": "ORG"}, 1),
        ("Oda Brandt left. Mayor Brandt Steel spoke.", {"Brandt Steel": "ORG"}, 2),
        ("Oda Brandt left. Brandt spoke.", {"Brandt": "LOC"}, 1),
        ("Oda Brandt left. brandt spoke.", {}, 1),
        ("Oda Brandt left. Oda spoke.", {}, 1),
    ],
)
def test_surnames_taken_for_something_else(text: str, other: dict[str, str], mentions: int) -> None:
    [person] = people(text, "Oda Brandt", other=other)
    assert len(person["mentions"]) == mentions


def test_a_country_is_not_its_namesake() -> None:
    assert called(people("Ines Jordan left. Jordan spoke.", "Ines Jordan")) == {"Ines Jordan": 1}


def source(text: str, words: str) -> AttributionData:
    start = text.index(words)
    return AttributionData(
        content=[(0, 1)],
        cue=None,
        cue_lemma="",
        cue_class="neutral",
        source=(start, start + len(words)),
        finder="model",
        detail="",
        score=0.9,
        flags=[],
    )


@pytest.mark.parametrize(
    ("text", "words", "label", "found"),
    [
        ("Zorvina Brandt spoke.", "Zorvina Brandt", "", ["Zorvina Brandt"]),
        ("Åse Brandt spoke.", "Åse Brandt", "", ["Åse Brandt"]),
        ("the mayor Zorvina Brandt spoke.", "the mayor Zorvina Brandt", "", ["Zorvina Brandt"]),
        # in place of the half that was recognised
        ("Zorvina Brandt spoke.", "Zorvina Brandt", "Brandt", ["Zorvina Brandt"]),
        # one word, if it follows a given name elsewhere
        ("Brandt spoke. A friend of Oda Brandt left.", "Brandt", "", ["Oda Brandt"]),
        ("Brandt spoke.", "Brandt", "", []),
        ("Farmers spoke of Oda Farmers.", "Farmers", "", []),
    ],
)
def test_who_speaks_is_a_person(text: str, words: str, label: str, found: list[str]) -> None:
    doc = article(text, entities={label: "PERSON"} if label else {})
    doc._.attributions = [source(text, words)]
    assert [person["name"] for person in People().predict(doc)] == found


def test_who_signs_a_post_is_a_person() -> None:
    doc = article("It rained. Oda Brandt (@oda)")
    doc._.posts = [PostData(content=(0, 10), author=(11, 21))]
    [person] = People().predict(doc)
    assert (person["name"], person["mentions"]) == ("Oda Brandt", [(11, 21)])


@pytest.mark.parametrize(
    ("text", "titles", "words", "gender"),
    [
        ("Mayor Ann Brandt left.", ["Mayor"], ["mayor"], "f"),
        ("Sen. Peter Hask left.", [], ["senator"], "m"),
        ("Mr. Zorvin Hask left.", [], [], "m"),
        ("the former Riverside mayor Zorvin Hask left.", ["former Riverside mayor"], ["mayor"], ""),
        ("an aide to Senator Zorvin Hask left.", ["Senator"], ["senator"], ""),
        ("Zorvin Hask left.", [], [], ""),
        ("the river Zorvin Hask left.", [], [], ""),
    ],
)
def test_titles_in_front(text: str, titles: list[str], words: list[str], gender: str) -> None:
    name = next(n for n in ("Ann Brandt", "Peter Hask", "Zorvin Hask") if n in text)
    [person] = people(text, name)
    assert person["roles"] == titles
    assert person["role_words"] == words
    assert person["gender"] == gender


@pytest.mark.parametrize(
    ("entity", "first"),
    [
        ("Security Advisor Zorvin Hask", "Zorvin"),
        ("Mr. Hask", "Hask"),
        ("Dean Smith", "Dean"),
        ("Zorvin Hask", "Zorvin"),
        ("Senator", "Senator"),
    ],
)
def test_where_the_name_begins(entity: str, first: str) -> None:
    doc = article(entity)
    assert doc[PersonTitles(LEXICONS).name_start(doc[:])].text == first


def test_titles_without_end_are_not_all_kept() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = " ".join(f"the {a}{b} mayor Zorvin Hask left." for a in letters[:8] for b in letters)
    [person] = people(text, "Zorvin Hask")
    assert len(person["mentions"]) == 208
    assert 1 < len(person["roles"]) < 50


def unheard_of(count: int) -> list[str]:
    letters = "bdfgklmnprstvz"
    words = [f"{a}o{b}a{c}" for a in letters for b in letters for c in letters]
    return [f"{word}{word[::-1]}".capitalize() for word in words[:count]]


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("{}", "{} left. Mr. {} spoke. "),
        ("{} Hask", "{} Hask left. Hask spoke. "),
        ("Ann {}", "Ann {} left. Ann spoke. "),
    ],
)
def test_work_grows_with_the_text(form: str, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as many people need about ten times as many comparisons of names."""
    calls = 0

    def counted(compare: Callable[[str, str], object]) -> Callable[[str, str], object]:
        def comparing(a: str, b: str) -> object:
            nonlocal calls
            calls += 1
            return compare(a, b)

        return comparing

    for function in (names.same_person, names.refers_to, names.differ_by_one):
        monkeypatch.setattr(names, function.__name__, counted(function))
    needed = []
    for size in (100, 1000):
        calls = 0
        words = unheard_of(size)
        doc = article("".join(shape.replace("{}", word) for word in words))
        places = [doc.text.index(form.format(word)) for word in words]
        spans = [
            doc.char_span(start, start + len(form.format(word)), label="PERSON")
            for start, word in zip(places, words, strict=True)
        ]
        doc.ents = [span for span in spans if span is not None]
        assert len(People().predict(doc)) == size
        needed.append(max(calls, size))
    assert needed[1] <= 14 * needed[0]


@pytest.mark.parametrize(
    ("text", "persons", "found"),
    [
        # a given name that was left out
        ("They met Paula Ruiz Cano.", ("Ruiz Cano",), {"Paula Ruiz Cano": 1}),
        ("They met Mayor Ruiz Cano.", ("Ruiz Cano",), {"Ruiz Cano": 1}),
        # things and many people
        ("The News Poll ended.", ("News Poll",), {}),
        ("They fear the Whigs.", ("Whigs",), {}),
        ("Fears of Fraud grow.", ("Fears of Fraud",), {}),
        # a verb that opens the sentence before who speaks
        (
            "Peter Hask left. Continued Hask: go.",
            ("Peter Hask", "Continued Hask"),
            {"Peter Hask": 2},
        ),
        ("Said Ann Hask: go.", ("Said Ann Hask",), {"Ann Hask": 1}),
        ("They met Said Hask.", ("Said Hask",), {"Said Hask": 1}),
        ("They met Senators Oda M. Brandt.", ("Senators Oda M. Brandt",), {"Oda M. Brandt": 1}),
    ],
)
def test_where_names_begin(text: str, persons: tuple[str, ...], found: dict[str, int]) -> None:
    assert called(people(text, *persons)) == found


def test_a_headline_runs_on_after_a_given_name() -> None:
    found = people(
        "Anna Brandt left.", "Anna Just", "Anna Brandt", headline="Anna Just Left The Mill"
    )
    assert called(found) == {"Anna Brandt": 2}
