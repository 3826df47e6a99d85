"""From the distributed corpus to sentences with labels."""

from pathlib import Path

import pytest

from training.checkworthiness.convert import Sentence, key, read, rows, unique

HEAD = "Sentence_id\tText\tclass_label\n"


def test_rows_keep_quoted_text(tmp_path: Path) -> None:
    file = tmp_path / "ct24.dev.tsv"
    file.write_text(HEAD + '1\t"He said ""no"" twice."\tYes\n2\tNothing.\tNo\n', "utf-8")
    assert list(rows(file)) == [Sentence('He said "no" twice.', True), Sentence("Nothing.", False)]


def test_another_form_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "ct24.dev.tsv"
    file.write_text(HEAD + "1\tFine.\tYes\n2\tOdd.\tmaybe\n", "utf-8")
    with pytest.raises(ValueError, match="line 3"):
        list(rows(file))


def test_case_and_marks_make_no_new_sentence() -> None:
    assert key("We won, twice!") == key("we won twice")
    kept = unique([Sentence("We won.", True), Sentence("we won", True), Sentence("Lost.", False)])
    assert [one.text for one in kept] == ["we won", "Lost."]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "dev.jsonl"
    file.write_text('{"text": "We won.", "worthy": true}\n', "utf-8")
    assert read(file) == [Sentence("We won.", True)]
