"""Reading the annotation of holders and the gold."""

import json
from pathlib import Path

from training.speakers.articles import ANNOTATED, annotated, gold

TEXT = "Ann Lee left. “It rains,” she said, “and snows.” It was late."


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def test_annotated_articles(tmp_path: Path) -> None:
    attributions = [
        # fragments in any order; a cue of two parts
        {
            "source": [at("she")],
            "cue": [at("said"), at(", “and")],
            "content": [at("and snows"), at("It rains")],
        },
        {"source": None, "cue": None, "content": [at("It was late")]},
        {"source": [at("Ann Lee")], "cue": [at("left")], "content": []},
    ]
    corpus = write(
        tmp_path / "train.jsonl",
        {"id": "other", "text": "It rained.", "annotations": []},
        {"id": "one", "text": TEXT, "annotations": [{"attributions": attributions}]},
    )
    holders = [[*at("she"), "Ann Lee", "person"], [*at("It was late"), "nobody", "unnamed"]]
    annotation = write(tmp_path / "annotated.jsonl", {"id": "one", "holders": holders})
    [article] = annotated(corpus, annotation)
    assert article.text == TEXT
    assert article.labels == {
        TEXT.index("she"): ("Ann Lee", "person"),
        TEXT.index("It was late"): ("nobody", "unnamed"),
    }
    said, alone = article.attributions  # what has no content is no statement
    assert [TEXT[start:end] for start, end in said["content"]] == ["It rains", "and snows"]
    assert said["cue"] == (TEXT.index("said"), at(", “and")[1])
    assert said["source"] == tuple(at("she"))
    assert (alone["source"], alone["cue"], alone["detail"]) == (None, None, "quotation")


def test_gold(tmp_path: Path) -> None:
    speaker = {"name": "Ann Lee", "kind": "person"}
    statements = [
        {"source": at("she"), "cue": at("said"), "content": [at("It rains")], "speaker": speaker},
        {
            "source": at("It"),
            "cue": None,
            "content": [at("It was late")],
            "speaker": {"name": None, "kind": "unknown"},
        },
        {"source": None, "cue": None, "content": [at("and snows")], "speaker": speaker},
        {"source": at("Ann"), "cue": None, "content": [at("snows")], "speaker": None},
    ]
    [article] = gold(write(tmp_path / "gold.jsonl", {"text": TEXT, "statements": statements}))
    assert len(article.attributions) == 4
    assert article.labels == {TEXT.index("she"): ("Ann Lee", "person")}


def test_the_shipped_annotation_holds_offsets_and_names_but_no_text() -> None:
    rows = [json.loads(line) for line in ANNOTATED.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 100
    for row in rows:
        assert set(row) == {"id", "holders"}
        for start, end, name, kind in row["holders"]:
            assert 0 <= start < end
            assert name
            assert kind
