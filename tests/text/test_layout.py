"""The blocks of small pages: each line of a page stands beside the role that it should get."""

import datetime as dt

import pytest

from service.text import prepare

H, D, P, X, F = "headline", "dateline", "paragraph", "post", "furniture"

LEAD = "South Korea and the US are discussing a formal end to the Korean War, the envoy said."
MORE = "The talks will go on in Washington next week, according to the foreign ministry."
LAST = "“We are close,” Lee said."


def blocks(text: str) -> list[tuple[str, str]]:
    prepared = prepare(text, max_chars=1_000_000)
    return [(block.kind, text[block.start : block.end]) for block in prepared.blocks]


PAGES: dict[str, list[tuple[str, str]]] = {
    "paragraphs alone": [(P, LEAD), (P, MORE), (P, LAST)],
    "headline": [(H, "Envoy: talks on end of war go on"), (P, LEAD), (P, MORE)],
    "headline and deck": [
        (H, "Talks on end of war go on"),
        (H, "Austin expressed his respect for the efforts…reports Asian Lite News"),
        (P, LEAD),
    ],
    "headline, outlet and name": [
        (H, "Trump tells Zelensky to make a deal"),
        (P, "BBC News"),
        (P, "Jane Roe, political correspondent"),
        (D, "3 hours ago"),
        (F, "Getty Images"),
        (P, "Zelensky and Trump shake hands"),
        (P, LEAD),
    ],
    "headline with a stop, in title case": [
        (H, "Seoul And Washington Near The End Of Talks."),
        (P, LEAD),
    ],
    "question as a headline": [(H, "Can the talks be saved?"), (P, LEAD)],
    "quotation in a headline": [(H, "“Why would we sign?” asks Wolfe"), (P, LEAD)],
    "first sentence is no headline": [(P, "The president resigned on Tuesday."), (P, LEAD)],
    "cross-heading": [(P, LEAD), (H, "No direct mention of the declaration"), (P, MORE)],
    "quoting cross-heading": [(P, LEAD), (H, "'A formal end would help' says Lee"), (P, MORE)],
    "list is not headings": [
        (P, LEAD),
        (P, "Maize and sorghum"),
        (P, "Cassava"),
        (P, "Groundnuts from the north"),
        (P, MORE),
    ],
    "pull quote is no heading": [(P, LEAD), (P, "“It’s a long game” - Matthew Ingram"), (P, MORE)],
    "short quotations are no headings": [(P, LEAD), (P, "“Mexico!”"), (P, "“No way”"), (P, MORE)],
    "introduction is no heading": [(P, LEAD), (P, "Lee wrote:"), (P, LAST)],
    "last line is no heading": [(P, LEAD), (P, MORE), (P, "Bill Sternberg")],
    "open quotation is no heading": [(P, LEAD), (P, "“The dykes will not hold"), (P, MORE)],
    "date line, reading time": [(D, "December 3, 2021\n1 min read"), (H, "Talks go on"), (P, LEAD)],
    "date below the headline": [(H, "Talks go on"), (D, "Friday, 3 December 2021"), (P, LEAD)],
    "by-line": [(H, "Talks go on"), (F, "By Jane Roe and Ana López"), (P, LEAD)],
    "menu above, advertisement within": [
        (F, "Home > World > Asia"),
        (H, "Talks go on"),
        (P, LEAD),
        (F, "ADVERTISEMENT"),
        (P, MORE),
    ],
    "related line within": [
        (P, LEAD),
        (F, "Read more: What the treaty says"),
        (P, MORE),
        (P, LAST),
    ],
    "related list within": [
        (P, LEAD),
        (P, MORE),
        (F, "Most Popular"),
        (F, "Trump tariffs send world markets into panic"),
        (F, "OPEC+ accelerates oil output hikes"),
        (P, LEAD),
        (P, LAST),
    ],
    "teasers to the end": [
        (P, LEAD),
        (P, MORE),
        (F, "Don't Miss"),
        (F, "OPEC+ accelerates oil output hikes"),
        (F, "Despite the production boost, the group emphasised that future"),
        (F, "Tariff threat puts India at risk"),
        (F, "Trump said that the 25 per cent tariffs will come"),
    ],
    "teasers that are whole sentences": [
        (P, LEAD),
        (P, MORE),
        (F, "Latest from Asia"),
        (F, "OPEC+ accelerates oil output hikes"),
        (F, "Oil producers said on Sunday that they would pump more."),
        (F, "Tariff threat puts India at risk"),
        (F, "Trump said that the 25 per cent tariffs will come."),
    ],
    "don't miss without teasers": [(P, LEAD), (P, MORE), (F, "Don't miss"), (P, LEAD), (P, LAST)],
    "wording of furniture in a sentence": [
        (P, LEAD),
        (P, "Don't miss the chance for peace, the minister told both of them."),
        (P, "Most popular among voters was the plan to end the war, he said."),
    ],
    "foot of the page": [
        (P, LEAD),
        (P, MORE),
        (F, "Tags Donald Trump Mike Pompeo peace talks"),
        (F, "Copyright 2024 Example Media Inc. All rights reserved."),
        (F, "Testing Homepage Widget"),
        (F, "Main Area Bottom ↴"),
        (F, "Go toTop"),
    ],
    "credits": [
        (F, "(Photo by Jane Roe/Getty Images)"),
        (P, LEAD),
        (P, MORE),
        (F, "Image: Twitter/@Wendy Sherman/AP"),
        (F, "Follow Pam Key on Twitter @pamkeyNEN."),
    ],
    "bullets": [
        (P, LEAD),
        (P, "- He denied it."),
        (P, "- She confirmed it."),
        (P, "1. They left."),
    ],
    "separators": [(P, LEAD), (F, "***"), (P, MORE)],
}


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\n", "\r\n\r\n", "\n \u00a0\n", "\n\n    "])
@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, gap: str) -> None:
    page = PAGES[name]
    assert blocks(gap.join(line for _, line in page)) == page


@pytest.mark.parametrize("name", PAGES)
def test_pages_without_blank_lines(name: str) -> None:
    page = PAGES[name]
    expected = [(kind, line) for kind, lines in page for line in lines.split("\n")]
    text = "\n".join(line for _, line in page)
    found = [(kind, line) for kind, lines in blocks(text) for line in lines.split("\n")]
    assert found == expected


DATELINES = [
    ("SEOUL, Nov. 10 (IANS)", " ", None),
    ("Seoul, Nov 10 (IANS)", " ", None),
    ("WASHINGTON (Reuters) -", " ", None),
    ("GENEVA —", " ", None),
    ("Geneva —", " ", None),
    ("PORTSMOUTH, N.H. —", " ", None),
    ("SEOUL, Nov. 10, 2021 (Yonhap) --", " ", dt.date(2021, 11, 10)),
    ("date 2021-11-20", " ", dt.date(2021, 11, 20)),
    ("Published: 3 May 2018", "\n\n", dt.date(2018, 5, 3)),
    ("December 3, 2021 / 1 min read", "\n", dt.date(2021, 12, 3)),
    ("Dec. 3, 2021 10:30 AM EST", "\n\n", dt.date(2021, 12, 3)),
    ("3/5/2018", "\n\n", None),
    ("February 30, 2021", "\n\n", None),
]


@pytest.mark.parametrize(("place", "between", "date"), DATELINES)
def test_dateline_and_date(place: str, between: str, date: dt.date | None) -> None:
    text = f"{place}{between}Ottawa on Friday welcomed the plan to cut emissions from ships."
    prepared = prepare(text, max_chars=1000)
    assert blocks(text)[0] == (D, place)
    assert blocks(text)[1][1].startswith("Ottawa")
    assert prepared.date == date


def test_date_then_headline_then_place() -> None:
    text = (
        f"date 2021-11-10 S. Korea, US in active discussion: Envoy\n\nSeoul, Nov 10 (IANS) {LEAD}"
    )
    assert [kind for kind, _ in blocks(text)] == [D, H, D, P]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "Talks near their end\n\n"
        "South Korea and the United States are in the closing stages of talks\n"
        "on a formal end to the Korean War, the unification minister said at\n"
        "a seminar in Seoul on Saturday, according to a report by the agency\n"
        "Reuters.\n\n"
        "    The minister expects a sign of change on the peninsula for the time\n"
        "being. He hopes that the North will not do anything that could make\n"
        "the situation worse.\n"
        "    Washington has not commented on what the minister said, and nobody\n"
        "at the embassy could be reached.\n"
    )
    assert [(kind, line.split("\n")[0][:20]) for kind, line in blocks(text)] == [
        (H, "Talks near their end"),
        (P, "South Korea and the "),
        (P, "The minister expects"),
        (P, "Washington has not c"),
    ]


def test_a_line_broken_inside_a_sentence_goes_on() -> None:
    text = f"{LEAD}\nThe minister regularly\nincites\npolitical violence, critics say.\n{MORE}"
    assert [kind for kind, _ in blocks(text)] == [P, P, P]


def test_furniture_is_blank_for_the_parser_and_kept_in_the_text() -> None:
    credit = "(Photo by Jane Roe/Reuters)"
    text = f"{LEAD}\n\n{{mosads}}\n\n{MORE} {credit}"
    prepared = prepare(text, max_chars=1000)
    assert prepared.text == text
    assert prepared.analysed == f"{LEAD}\n\n        \n\n{MORE} {' ' * len(credit)}"
