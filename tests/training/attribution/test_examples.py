"""Attributions put on words, and examples kept as JSON."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from service.nlp.word_features import Words
from tests.training.attribution.builders import example_from, links_of, words_from
from training.attribution.examples import Example, Link, read, to_words, write
from training.attribution.markup import Attribution

LINKS: dict[str, tuple[str, Link | None]] = {
    "by words": (
        "<s1>Ann Lee</s1> <q1>said</q1> <c1>no one came</c1>.",
        Link((2, 3), ((0, 2),), ((3, 6),)),
    ),
    "marks at the edges are dropped": (
        "<c1>“No one came,”</c1> <s1>Ann,</s1> <q1>said</q1>",
        Link((8, 9), ((6, 7),), ((1, 4),)),
    ),
    "marks inside are kept": ("<c1>No, no</c1>", Link(None, (), ((0, 3),))),
    "parts are joined over marks": (
        "“<c1>One.</c1>”\n\n“<c1>Two.</c1>” <s1>she</s1> <q1>said</q1>",
        Link((9, 10), ((8, 9),), ((1, 6),)),
    ),
    "parts are kept apart by words": (
        "“<c1>One</c1>,” <s1>she</s1> <q1>said</q1>, “<c1>two</c1>.”",
        Link((5, 6), ((4, 5),), ((1, 2), (8, 9))),
    ),
    "a word counts whole": ("im<c1>possib</c1>le <c1>to s</c1>ay", Link(None, (), ((0, 3),))),
    "a colon is a cue": (
        "<s1>Ann</s1><q1>:</q1> <c1>Go.</c1>",
        Link((1, 2), ((0, 1),), ((2, 3),)),
    ),
    "a dash between parts that are one is none": (
        "<s1>Ann</s1> <c1>Go</c1> <q1>—</q1> <c1>now.</c1>",
        Link(None, ((0, 1),), ((1, 4),)),
    ),
    "a quotation mark is none": (
        "<s1>Ann</s1> <q1>“</q1><c1>Go.</c1>”",
        Link(None, ((0, 1),), ((2, 3),)),
    ),
    "no word of content": ("<s1>Ann</s1> <q1>said</q1> <c1>…</c1>", None),
}


@pytest.mark.parametrize("name", LINKS)
def test_an_attribution_on_words(name: str) -> None:
    marked, expected = LINKS[name]
    assert links_of(marked) == [expected]


def test_parts_of_a_cue_are_one_run_and_parts_come_in_their_order() -> None:
    words = words_from("made it very clear to us")
    attribution = Attribution(source=[], cue=[(13, 18), (0, 4)], content=[(22, 24), (5, 7)])
    assert to_words(words, attribution) == Link((0, 4), (), ((1, 2), (5, 6)))


def test_what_is_not_running_text_has_no_words() -> None:
    words = words_from("Menu")
    assert to_words(words, Attribution(source=[], cue=[], content=[(4, 12)])) is None


def same(one: Words, other: Words) -> bool:
    """Whether words are equal, number by number, in arrays of the same kind."""
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(Words)]
    return all(np.array_equal(a, b) and np.array(a).dtype == np.array(b).dtype for a, b in pairs)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    marked = "“<c1>Né à Lyon</c1>” <s1><s2>she</s2></s1> <q1>said</q1>.\n“<c2>Yes.</c2>”"
    whole = example_from(marked, verbs=["said"])
    bare = Example("two", "other", words_from(""), ())
    path = tmp_path / "some.jsonl.gz"
    assert write(path, [whole, bare]) == 2
    first, second = read(path)
    assert (first.id, first.part, first.links) == ("one", "test", whole.links)
    assert len(first.links) == 2
    assert {link.cue for link in first.links} == {(6, 7), None}
    assert same(first.words, whole.words)
    assert (second.id, second.part, second.links) == ("two", "other", ())
    assert second.words.features.shape == bare.words.features.shape


def test_words_that_differ_are_told_apart() -> None:
    assert same(words_from("so it is"), words_from("so it is"))
    assert not same(words_from("so it is"), words_from("so it is", verbs=["is"]))
