"""The five sample pages, read from the folder beside the repository where there is one."""

from itertools import groupby
from pathlib import Path

import pytest

from service.records import PreparedText
from service.text import check_language, prepare

SAMPLES = Path(__file__).parents[2] / "../shared/seeds"

LAYOUTS = {
    "000": ["dateline", "paragraph", "headline", "paragraph"],
    "001": ["dateline", "headline", "dateline", "paragraph"],
    "002": ["dateline", "headline", "paragraph", "furniture"],
    "003": ["dateline", "paragraph", "post", "headline", "paragraph", "furniture"],
    "004": ["headline", "paragraph", "furniture", "paragraph", "furniture"],
}


def sample(number: str) -> PreparedText:
    if not SAMPLES.is_dir():
        pytest.skip(f"the sample folder {SAMPLES} is absent")
    (path,) = SAMPLES.glob(f"{number}_*.txt")
    return prepare(path.read_bytes().decode(), max_chars=100_000)


@pytest.mark.parametrize("number", LAYOUTS)
def test_layout(number: str) -> None:
    prepared = sample(number)
    kinds = [kind for kind, _ in groupby(prepared.blocks, key=lambda b: b.kind)]
    assert kinds == LAYOUTS[number]
    assert check_language(prepared, None) == "en"


def shown(number: str, kind: str) -> list[str]:
    prepared = sample(number)
    return [prepared.text[b.start : b.end] for b in prepared.blocks if b.kind == kind]


def test_headlines_and_cross_headings() -> None:
    assert shown("000", "headline") == [
        "'A formal end to Korean War would help in restoring peace' says Unification Minister Lee"
    ]
    assert shown("001", "headline") == [
        "S. Korea, US in active discussion over end of war declaration: Envoy"
    ]
    assert [h[:20] for h in shown("002", "headline")] == [
        "Seoul seeks US suppo",
        "Austin expressed his",
    ]
    assert shown("003", "headline") == [
        "US State Dept's statement made no direct mention of proposed end-of-war declaration"
    ]


def test_datelines_and_dates() -> None:
    assert shown("001", "dateline") == ["date 2021-11-10", "Seoul, Nov 10 (IANS)"]
    assert shown("002", "dateline") == ["December 3, 2021\n1 min read"]
    dates = [sample(number).date for number in LAYOUTS]
    assert [date and date.isoformat() for date in dates] == [
        "2021-11-20",
        "2021-11-10",
        "2021-12-03",
        "2021-11-17",
        None,
    ]


def test_teasers_are_furniture_to_the_end() -> None:
    furniture = shown("002", "furniture")
    assert furniture[0].startswith("ALSO READ:")
    assert furniture[-1] == "Trump said that the 25 per cent tariffs will come"
    assert len(furniture) == 22


def test_the_post() -> None:
    (post,) = sample("003").posts
    assert post.content.text.startswith("I had an excellent meeting")
    assert post.content.text.endswith("post-pandemic economic recovery.")
    assert (post.author.text, post.handle) == ("Wendy R. Sherman", "DeputySecState")
