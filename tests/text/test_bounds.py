"""Hostile texts take about as long per character as harmless ones."""

import time

import pytest
import spacy

from service.text import prepare

SMALL, LARGE = 50_000, 400_000
SENTENCE = " Lee said the talks went on."

UNITS = {
    "author fragments": "— Name (@",
    "undated posts": "a — Name (@h) ",
    "posts": "Hi — Name (@h) May 3, 2021 ",
    "introductions": "wrote on X wrote on X wrote: ",
    "dashes": "—",
    "newlines": "\n",
    "blank lines of spaces": " \n",
    "one-letter lines": "a\n",
    "spaces": " ",
    "sharing lines": "share this share this share this share this zz\n",
    "openers": "Most Popular\n\nTitle here\n\n",
    "datelines": "SEOUL, Nov. 10 (IANS) \n",
    "capitals": "AAA BBB, ",
    "photo credits": "(Photo by ",
    "links": "pic.twitter.com/a ",
    "joiners": "a\u200d",
    "surrogates": "\ud800",
    "quotation marks": '"',
    "one word": "x",
    "wrapped lines": "word word word word word word word word word word\n",
}


def seconds(unit: str, size: int) -> float:
    text = unit * (size // len(unit)) + SENTENCE
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        prepare(text, max_chars=10**7)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_length_only(name: str) -> None:
    small, large = seconds(UNITS[name], SMALL), seconds(UNITS[name], LARGE)
    assert large <= 4 * (LARGE / SMALL) * max(small, 0.005)


RUNS = {
    "quotation marks": '"' * 200,
    "mixed marks": "\"'“”()[]" * 25,
    "emoji": "😀🎉" * 100,
    "emoticons": ":)" * 100,
    "letters, then marks": "abcdefgh" * 22 + ")\"'”]" * 4,
    "marks, letters, marks": "(\"'" * 6 + "abcdefgh" * 20 + ")\"'”]" * 4,
    "currency": "US$" * 66,
    "possessives": "'s" * 100,
    "marks between letters": ('"' * 19 + "a") * 10,
    "links": "https://example.com/" + "ab-c/d.e?f=g&" * 14,
}


@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", RUNS)
def test_the_tokenizer_gets_through(name: str) -> None:
    """Unbounded, 100,000 characters of the worst of these take it over ten seconds."""
    distinct = [f"{RUNS[name]}{number} " for number in range(100_000 // len(RUNS[name]))]
    prepared = prepare("".join(distinct) + SENTENCE, max_chars=10**6)
    started = time.process_time()
    spacy.blank("en").tokenizer(prepared.analysed)
    assert time.process_time() - started < 20


def test_a_megabyte_word_and_eight_thousand_quotation_marks() -> None:
    text = "Lee said " + "x" * 1_000_000 + " and " + '"' * 8000 + " no."
    prepared = prepare(text, max_chars=2_000_000)
    assert len(prepared.analysed) == len(text)
    assert len("".join(prepared.analysed.split())) < 300
    assert prepared.analysed.endswith(" no.")
