"""Stored articles as gold annotation, as the scorer reads it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from service import ids
from service.store import Editor, open_store
from tests.factories import make_reported

ROOT = Path(__file__).parents[2]


def exported(url: str, *options: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "service.cli", "export", "--database-url", url, *options]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=os.environ)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_corrections_are_exported_in_the_gold_format(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = open_store(url)
    document, analysis = make_reported(("Ann Lee", "We “agree” 😀"), ("Bo Chan", "We do not"))
    article, _ = store.repository.add_article(document, analysis)
    other, _ = store.repository.add_article(*make_reported(("Robert Chan", "Elsewhere")))
    store.editing.merge(ids.speaker_id("Bo Chan"), [ids.speaker_id("Robert Chan")], Editor())
    first = article.analysis.statements[0]
    fields = {
        "speaker": {"id": ids.speaker_id("Bo Chan")},
        "stance": {"label": "oppose", "target": "the plan"},
        "act": "pledge",
    }
    edit = store.editing.correct_quote(first.id, fields, Editor()).edit
    (row,) = exported(url, "--corrections")
    assert set(row) == {"id", "date", "text", "statements"}
    assert (row["id"], row["date"], row["text"]) == (article.id, "2021-11-20", document.text)
    corrected, untouched = row["statements"]
    (start, end) = corrected["content"][0]
    assert row["text"][start:end] == "We “agree” 😀"
    assert corrected["speaker"] == {
        "name": "Bo Chan",
        "kind": "person",
        "aliases": ["Robert Chan"],
        "also": [],
    }
    assert corrected["stance"] == {"target": "the plan", "label": "oppose"}
    assert (corrected["act"], corrected["commitment"]) == ("pledge", None)
    assert "optional" not in corrected
    assert untouched["optional"] is True
    assert {one["id"] for one in exported(url)} == {article.id, other.id}
    assert all("optional" not in s for one in exported(url) for s in one["statements"])
    store.editing.undo(edit.id, Editor())
    assert exported(url, "--corrections") == []
    store.close()


def test_gold_files_have_the_same_members(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = open_store(url)
    store.repository.add_article(*make_reported(("Ann Lee", "We agree")))
    store.close()
    (row,) = exported(url)
    seeds = (ROOT / "seeds" / "articles.jsonl").read_text("utf-8").splitlines()
    gold = json.loads(seeds[0])["statements"][0]
    assert set(row["statements"][0]) >= set(gold) - {"optional"}
