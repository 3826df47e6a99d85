"""Statements found by the whole pipeline with the shipped model, one table a linguist can read.

Each line: a text, and what must be found in it: kind, source, cue, content (fragments joined by
" … "), speaker's name.
"""

from collections.abc import Callable

import pytest

from service.analysis import Analyser
from service.records import Document, Statement

Row = tuple[str, str | None, str | None, str, str | None]
Analyse = Callable[[str], tuple[Statement, ...]]

TABLE: list[tuple[str, str, list[Row]]] = [
    (
        "quotation, then name and verb",
        "“The bridge is safe,” Mayor Oda Brandt said on Monday.",
        [("direct", "Mayor Oda Brandt", "said", "The bridge is safe", "Oda Brandt")],
    ),
    (
        "quotation, then verb and name",
        '"The bridge is safe," said Mayor Oda Brandt.',
        [("direct", "Mayor Oda Brandt", "said", "The bridge is safe", "Oda Brandt")],
    ),
    (
        "single quotation marks, apostrophes inside",
        "'We don't fear the council's vote,' said Mayor Oda Brandt.",
        [
            (
                "direct",
                "Mayor Oda Brandt",
                "said",
                "We don't fear the council's vote",
                "Oda Brandt",
            )
        ],
    ),
    (
        "a clause that begins with no",
        "The mayor said no one was hurt. Her deputy said there had been no warning.",
        [
            ("indirect", "The mayor", "said", "no one was hurt", "The mayor"),
            ("indirect", "Her deputy", "said", "there had been no warning", "Her deputy"),
        ],
    ),
    (
        "reported to somebody that",
        "The engineer reported to the council that costs had doubled.",
        [("indirect", "The engineer", "reported", "that costs had doubled", "The engineer")],
    ),
    (
        "introduced by a colon",
        "Mayor Oda Brandt told the council: “The bridge is safe.”",
        [("direct", "Mayor Oda Brandt", "told", "The bridge is safe", "Oda Brandt")],
    ),
    (
        "interrupted quotation",
        "“The bridge,” said Mayor Oda Brandt, “is safe.”",
        [("direct", "Mayor Oda Brandt", "said", "The bridge … is safe", "Oda Brandt")],
    ),
    (
        "quotation goes on after the cue",
        "“The bridge is safe,” Mayor Oda Brandt said. “We tested every bolt.”",
        [
            (
                "direct",
                "Mayor Oda Brandt",
                "said",
                "The bridge is safe … We tested every bolt",
                "Oda Brandt",
            )
        ],
    ),
    (
        "quotation over two paragraphs",
        "Mayor Oda Brandt said: “The bridge is safe.\n\n“We tested every bolt.”",
        [
            (
                "direct",
                "Mayor Oda Brandt",
                "said",
                "The bridge is safe … We tested every bolt",
                "Oda Brandt",
            )
        ],
    ),
    (
        "turns of a transcript that is quoted whole",
        '"BRANDT: Is the bridge safe?\n\n"OKOYE: We tested every bolt, Mayor.\n\n'
        '"BRANDT: And the road?\n\n"OKOYE: The road is closed."',
        [
            ("direct", "BRANDT", ":", "Is the bridge safe?", "BRANDT"),
            ("direct", "OKOYE", ":", "We tested every bolt, Mayor.", "OKOYE"),
            ("direct", "BRANDT", ":", "And the road?", "BRANDT"),
            ("direct", "OKOYE", ":", "The road is closed.", "OKOYE"),
        ],
    ),
    (
        "unclosed quotation",
        '"The bridge is safe, said Mayor Oda Brandt. The council met on Monday.',
        [("direct", "Mayor Oda Brandt", "said", "The bridge is safe", "Oda Brandt")],
    ),
    (
        "clause with that",
        "Mayor Oda Brandt said that the bridge was safe.",
        [("indirect", "Mayor Oda Brandt", "said", "that the bridge was safe", "Oda Brandt")],
    ),
    (
        "mixed",
        "Mayor Oda Brandt said the bridge was “perfectly safe”.",
        [
            (
                "mixed",
                "Mayor Oda Brandt",
                "said",
                "the bridge was “perfectly safe”",
                "Oda Brandt",
            )
        ],
    ),
    (
        "attribution at the end",
        "The bridge will reopen in May, Mayor Oda Brandt said.",
        [("indirect", "Mayor Oda Brandt", "said", "The bridge will reopen in May", "Oda Brandt")],
    ),
    (
        "according to",
        "According to Mayor Oda Brandt, the bridge will reopen in May.",
        [
            (
                "indirect",
                "Mayor Oda Brandt",
                "According to",
                "the bridge will reopen in May",
                "Oda Brandt",
            )
        ],
    ),
    (
        "pledge",
        "Mayor Oda Brandt promised to reopen the bridge in May.",
        [
            (
                "indirect",
                "Mayor Oda Brandt",
                "promised",
                "to reopen the bridge in May",
                "Oda Brandt",
            )
        ],
    ),
    (
        "call",
        "Mayor Oda Brandt has called for a new bridge.",
        [("indirect", "Mayor Oda Brandt", "has called for", "a new bridge", "Oda Brandt")],
    ),
    (
        "pronoun",
        "Mayor Oda Brandt visited the bridge. She said that it was safe.",
        [("indirect", "She", "said", "that it was safe", "Oda Brandt")],
    ),
    (
        "surname",
        "Mayor Oda Brandt visited the bridge. “It is safe,” Brandt said.",
        [("direct", "Brandt", "said", "It is safe", "Oda Brandt")],
    ),
    (
        "title",
        "Mayor Oda Brandt visited the bridge. The mayor said that it was safe.",
        [("indirect", "The mayor", "said", "that it was safe", "Oda Brandt")],
    ),
    (
        "capital for a government",
        "Seoul believes that the talks will resume.",
        [("indirect", "Seoul", "believes", "that the talks will resume", "South Korea")],
    ),
    (
        "headline colon",
        "Mayor: bridge will reopen in May\n\nMayor Oda Brandt visited the bridge on Monday.",
        [("indirect", "Mayor", ":", "bridge will reopen in May", "Oda Brandt")],
    ),
    (
        "signature",
        "The bridge was opened on Monday.\n\n“It took them far too long.” ― Oda Brandt.",
        [("direct", "Oda Brandt", None, "It took them far too long", "Oda Brandt")],
    ),
    (
        "signature with an initial",
        "The bridge was opened on Monday.\n\n“It took them far too long.” ― Oda P. Brandt",
        [("direct", "Oda P. Brandt", None, "It took them far too long", "Oda P. Brandt")],
    ),
    (
        "signature with a title",
        "The bridge was opened on Monday.\n\n“It took them far too long.” — Dr. Oda Brandt",
        [("direct", "Dr. Oda Brandt", None, "It took them far too long", "Oda Brandt")],
    ),
    (
        "embedded post",
        "The bridge is open again. Thank you all. — Oda Brandt (@odabrandt) May 3, 2021",
        [
            (
                "direct",
                "Oda Brandt",
                None,
                "The bridge is open again. Thank you all.",
                "Oda Brandt",
            )
        ],
    ),
]

SILENT = [
    ("scare quotes", "The “smart” bins on Calle Olmo were full on Monday."),
    ("title of a work", "Her novel “The River Runs East” won the prize in May."),
    ("refused comment", "The ministry declined to comment."),
    ("plain news", "The bridge was closed in May after a storm."),
    ("page furniture", "Most Popular\nWatch: “I saw the wave coming”\nShare on Facebook"),
]


@pytest.fixture(scope="module")
def analyse(analyser: Analyser) -> Analyse:
    return lambda text: analyser.analyse(Document(text=text, language="en")).statements


def row(statement: Statement) -> Row:
    """Show a statement as a line of the table."""
    return (
        statement.kind,
        statement.source.text if statement.source else None,
        statement.cue.text if statement.cue else None,
        " … ".join(span.text for span in statement.content.spans),
        statement.speaker.name,
    )


@pytest.mark.parametrize(("text", "expected"), [t[1:] for t in TABLE], ids=[t[0] for t in TABLE])
def test_table(analyse: Analyse, text: str, expected: list[Row]) -> None:
    assert [row(s) for s in analyse(text)] == expected


@pytest.mark.parametrize("text", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_no_statement(analyse: Analyse, text: str) -> None:
    assert [row(s) for s in analyse(text)] == []


def test_a_spokesperson_relays(analyse: Analyse) -> None:
    text = (
        "Mayor Oda Brandt met the council. The bridge will reopen in May, Brandt said, "
        "according to spokesperson Ivo Lind."
    )
    (statement,) = analyse(text)
    assert (statement.speaker.name, [v.name for v in statement.via]) == ("Oda Brandt", ["Ivo Lind"])


def test_two_of_one_surname_are_kept_apart(analyse: Analyse) -> None:
    text = (
        "Oda Brandt runs the port and Nils Brandt the harbour. Brandt said the harbour would close."
    )
    (statement,) = analyse(text)
    assert statement.speaker.name is None
    assert statement.speaker.reason == "ambiguous"
    assert {c.name for c in statement.speaker.alternatives} == {"Oda Brandt", "Nils Brandt"}


def test_a_first_statement_is_unresolved_rather_than_guessed(analyse: Analyse) -> None:
    (statement,) = analyse("He said that the bridge was safe.")
    assert statement.speaker.name is None
    assert statement.speaker.reason == "no person for 'He' before it"


def test_a_description_is_no_speaker_across_articles(analyse: Analyse) -> None:
    (statement,) = analyse("The ministry said that the bridge was safe.")
    assert statement.speaker.name == "The ministry"
    assert statement.speaker.kind == "government"
    assert statement.speaker.id is None
