"""The seed articles and their gold annotation keep the format that demo and tests rely on."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
FIELDS = {"id", "title", "outlet", "author", "published_at", "url", "text", "statements"}
STATEMENT_FIELDS = {
    "type", "content", "cue", "source", "speaker", "via", "stance", "commitment", "act",
}  # fmt: skip
TYPES = {"direct", "indirect", "mixed"}
KINDS = {
    "person", "organisation", "government", "group", "document", "unnamed", "author", "unknown",
}  # fmt: skip
STANCES = {"support", "oppose", "conditional", "neutral"}
COMMITMENTS = {"asserted", "hedged", "denied", "questioned", "uncommitted"}
ACTS = {
    "statement", "prediction", "call", "pledge", "refusal", "threat", "accusation", "question",
}  # fmt: skip
PAIRS = (("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"))
MARKS = frozenset("".join(opening + closing for opening, closing in PAIRS))

Article = dict[str, Any]
Statement = dict[str, Any]


def load() -> list[Article]:
    lines = (SEEDS / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ARTICLES = load()
STATEMENTS: list[tuple[Article, Statement]] = [(a, s) for a in ARTICLES for s in a["statements"]]


def spans(statement: Statement) -> list[list[int]]:
    """Every span of a statement: content, cue and source."""
    return [*statement["content"], *(s for s in (statement["cue"], statement["source"]) if s)]


@pytest.fixture(params=ARTICLES, ids=[a["id"] for a in ARTICLES])
def article(request: pytest.FixtureRequest) -> Article:
    found: Article = request.param
    return found


def test_there_are_enough_articles_with_unique_ids() -> None:
    ids = [a["id"] for a in ARTICLES]
    assert len(ids) >= 12
    assert len(set(ids)) == len(ids)


def test_article_fields(article: Article) -> None:
    assert set(article) == FIELDS
    assert article["text"].strip()
    assert 180 <= len(article["text"].split()) <= 450
    date.fromisoformat(article["published_at"])
    assert article["url"] is None
    assert article["title"] is None or article["title"] in article["text"]
    for field in ("id", "outlet"):
        assert article[field]
        assert article[field] == article[field].strip()


def test_statement_fields(article: Article) -> None:
    for statement in article["statements"]:
        assert STATEMENT_FIELDS <= set(statement) <= STATEMENT_FIELDS | {"optional"}
        assert statement.get("optional", True) is True
        assert statement["type"] in TYPES
        assert statement["stance"]["label"] in STANCES
        assert statement["stance"]["target"].strip()
        assert statement["commitment"] in COMMITMENTS
        assert statement["act"] in ACTS


def test_speakers(article: Article) -> None:
    for statement in article["statements"]:
        speaker = statement["speaker"]
        assert set(speaker) == {"name", "kind", "also", "aliases"}
        assert speaker["kind"] in KINDS
        assert (speaker["name"] is None) == (speaker["kind"] == "unknown")
        assert bool(speaker["also"]) == (speaker["kind"] == "group")
        assert all(isinstance(name, str) and name for name in statement["via"])


def test_spans_are_inside_the_text_and_trimmed(article: Article) -> None:
    text = article["text"]
    for statement in article["statements"]:
        assert statement["content"]
        for start, end in spans(statement):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


def test_content_fragments_and_statements_are_in_order(article: Article) -> None:
    for statement in article["statements"]:
        edges = [edge for fragment in statement["content"] for edge in fragment]
        assert edges == sorted(set(edges))
    starts = [s["content"][0][0] for s in article["statements"]]
    assert starts == sorted(starts)


def test_cue_and_source_lie_outside_the_content(article: Article) -> None:
    for statement in article["statements"]:
        for mention in (statement["cue"], statement["source"]):
            if mention:
                for start, end in statement["content"]:
                    assert mention[1] <= start or end <= mention[0]


def test_content_has_no_surrounding_quotation_marks(article: Article) -> None:
    for statement in article["statements"]:
        for start, end in statement["content"]:
            words = article["text"][start:end]
            if statement["type"] == "direct":
                assert words[0] not in MARKS
                assert words[-1] not in MARKS
            assert not any(
                words.startswith(opening)
                and words.endswith(closing)
                and opening not in words[1:-1]
                and closing not in words[1:-1]
                for opening, closing in PAIRS
            )


def test_type_agrees_with_the_quotation_marks(article: Article) -> None:
    text = article["text"]
    for statement in article["statements"]:
        content = " ".join(text[start:end] for start, end in statement["content"])
        if statement["type"] == "mixed":
            assert MARKS & set(content)
        elif statement["type"] == "indirect":
            assert not set('"“”‘') & set(content)
        elif statement["cue"] and text[slice(*statement["cue"])] != ":":
            assert text[statement["content"][0][0] - 1] in MARKS


@pytest.mark.parametrize(
    ("label", "allowed"),
    [("type", TYPES), ("commitment", COMMITMENTS), ("act", ACTS)],
)
def test_every_label_occurs(label: str, allowed: set[str]) -> None:
    assert set(Counter(s[label] for _, s in STATEMENTS)) == allowed


def test_every_stance_and_kind_of_speaker_occurs() -> None:
    assert {s["stance"]["label"] for _, s in STATEMENTS} == STANCES
    assert {s["speaker"]["kind"] for _, s in STATEMENTS} == KINDS


def test_the_special_cases_are_there() -> None:
    assert any(not a["statements"] for a in ARTICLES)
    assert any(s["cue"] is None for _, s in STATEMENTS)
    assert any(s["source"] is None for _, s in STATEMENTS)
    assert any(len(s["content"]) > 2 for _, s in STATEMENTS)
    assert any(s["via"] for _, s in STATEMENTS)
