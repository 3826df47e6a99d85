"""Entity corpora → OntoNotes types; numbers; spacing."""

import pytest

from training.base.entities import (
    entity_rows,
    gmb_nationalities,
    gmb_rows,
    spans_of,
    split_documents,
    worldwide_rows,
)
from training.base.entity_types import miscellaneous_type, place_type
from training.base.labels import ENTITIES
from training.base.numerals import numeric_spans, vague_dates
from training.base.spacing import spaces_after

PLACES = [
    ("France", "GPE"),
    ("New York", "GPE"),
    ("the Baltic Sea", "LOC"),
    ("Lake Chad", "LOC"),
    ("Mount Fuji", "LOC"),
    ("Europe", "LOC"),
    ("Southeast Asia", "LOC"),
    ("Ivory Coast", "GPE"),
    ("West Bank", "GPE"),
]


@pytest.mark.parametrize(("name", "kind"), PLACES)
def test_places_are_gpe_or_loc(name: str, kind: str) -> None:
    assert place_type(name) == kind


MISCELLANEOUS = [
    ("Winter Games", False, "EVENT"),
    ("Harbour Safety Act", False, "LAW"),
    ("Swahili", False, "LANGUAGE"),
    ("The Long Way Home", True, "WORK_OF_ART"),
    ("Wi-Fi", False, None),
]


@pytest.mark.parametrize(("name", "quoted", "kind"), MISCELLANEOUS)
def test_other_names(name: str, quoted: bool, kind: str | None) -> None:
    assert miscellaneous_type(name, quoted) == kind


NUMBERS = [
    ("sold 300 shares", [("300", "CARDINAL")]),
    ("more than two million people", [("more than two million", "CARDINAL")]),
    ("nearly 60 % of them", [("nearly 60 %", "PERCENT")]),
    ("five per cent", [("five per cent", "PERCENT")]),
    ("the third attempt", [("third", "ORDINAL")]),
    ("about 40 km away", [("about 40 km", "QUANTITY")]),
    ("at 7:30 p.m. sharp", [("7:30 p.m.", "TIME")]),
    ("for three years", [("three", "-")]),
    ("a second later", [("second", "-")]),
    ("in 2019", [("2019", "-")]),
    ("Smith , 58 , said", [("58", "-")]),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    words = text.split()
    assert [(" ".join(words[a:b]), kind) for a, b, kind in numeric_spans(words)] == expected


def test_durations_and_relative_dates() -> None:
    words = "They met last year and talked for three days yesterday".split()
    assert [" ".join(words[a:b]) for a, b in vague_dates(words)] == [
        "last year",
        "three days",
        "yesterday",
    ]


def test_worldwide_sentence() -> None:
    rows = worldwide_rows(
        [("Ana", "B-Person"), ("Ruiz", "I-Person"), ("left", "O"), ("Peru", "B-Location")]
    )
    assert rows.ents == ["B-PERSON", "I-PERSON", "O", "B-GPE"]


def test_what_has_no_clear_type_is_not_annotated() -> None:
    rows = worldwide_rows([("Flu", "B-Misc"), ("spread", "O"), ("last", "O"), ("week", "O")])
    assert rows.ents == ["-", "O", "-", "-"]


def test_titles_are_not_part_of_a_person() -> None:
    sentence = [("President", "B-per"), ("Mali", "I-per"), ("of", "O"), ("Oslo", "B-geo")]
    assert gmb_rows(sentence, frozenset()).ents == ["O", "B-PERSON", "O", "B-GPE"]


def test_nationalities_are_told_from_countries_by_use() -> None:
    sentences = [[("Danish", "B-gpe")], [("Danish", "B-gpe")], [("Denmark", "B-geo")]]
    names = gmb_nationalities(sentences)
    assert names == {"Danish"}
    assert gmb_rows([("Danish", "B-gpe")], names).ents == ["B-NORP"]


def test_a_number_inside_an_entity_stays_inside() -> None:
    rows = entity_rows(["Formula", "1", "has", "20", "cars"], [(0, 2, "ORG")])
    assert rows.ents == ["B-ORG", "I-ORG", "O", "B-CARDINAL", "O"]


def test_spans_of_iob() -> None:
    assert spans_of(["B-X", "I-X", "B-X", "O", "I-Y"]) == [(0, 2, "X"), (2, 3, "X"), (4, 5, "Y")]


def test_documents_are_split_once_and_for_all() -> None:
    names = [f"d{i}" for i in range(200)]
    parts = split_documents(names, 17)
    assert parts == split_documents(names[::-1], 17)
    counts = [list(parts.values()).count(part) for part in ("test", "dev", "train")]
    assert counts == [20, 10, 170]


SPACING = [
    ('He said , " Go . "', 'He said, "Go."'),
    ("a vice - president ( retired )", "a vice-president (retired)"),
    ("the U . S . Army", "the U.S. Army"),
    ("Peru ’ s ports", "Peru’s ports"),
    ("the farmers ' union", "the farmers' union"),
    ("it is 5 % off $ 3", "it is 5% off $3"),
]


@pytest.mark.parametrize(("tokens", "text"), SPACING)
def test_spacing(tokens: str, text: str) -> None:
    words = tokens.split()
    pairs = zip(words, spaces_after(words), strict=True)
    assert "".join(word + " " * space for word, space in pairs).strip() == text


def test_types_are_ontonotes_types() -> None:
    assert {kind for _, kind in PLACES} <= ENTITIES
