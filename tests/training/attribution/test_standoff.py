"""Annotations kept apart from the texts they belong to."""

import json
import re
from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.attribution import standoff
from training.attribution.markup import ROLES

MARKED = "<s1>Ambassador Okonkwo</s1> <q1>warned</q1> <c1>that bridges would collapse</c1>."
BARE = "Ambassador Okonkwo warned that bridges would collapse."
ROW = re.compile(r'\{"text": "[0-9a-f]{12}", "attributions": [][0-9, ]+\}')
ROWS = sorted(Path(standoff.__file__).parent.glob("annotated/*.jsonl"))


def kept(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Turn a file of marked texts into rows."""
    marked, output = tmp_path / "marked.txt", tmp_path / "new" / "rows.jsonl"
    marked.write_text(file, "utf-8")
    monkeypatch.setattr("sys.argv", ["standoff", str(marked), "--output", str(output)])
    standoff.main()
    return output


def test_rows_hold_nothing_of_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(f"=== secret-name\n{MARKED}\n", tmp_path, monkeypatch)
    [row] = path.read_text("utf-8").splitlines()
    assert json.loads(row) == {
        "text": standoff.fingerprint(BARE),
        "attributions": [[[[0, 18]], [[19, 25]], [[26, 53]]]],
    }
    assert ROW.fullmatch(row)
    words = {*re.findall(r"\w{4,}", BARE), "secret"}
    assert not [word for word in words if word in row]


def test_a_text_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(f"=== a\n{MARKED}\n=== b\nNobody spoke.\n", tmp_path, monkeypatch)
    pool = {standoff.fingerprint(text): text for text in (BARE, "Nobody spoke.", "Unrelated.")}
    found = {text: attributions for _, text, attributions in standoff.read(path, pool)}
    assert set(found) == {BARE, "Nobody spoke."}
    assert found["Nobody spoke."] == []
    [one] = found[BARE]
    parts = [BARE[s:e] for role in ROLES for s, e in one[role]]
    assert parts == ["Ambassador Okonkwo", "warned", "that bridges would collapse"]


def test_the_same_annotation_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(f"=== a\n{MARKED}\n=== b\n{MARKED}\n", tmp_path, monkeypatch)
    assert len(path.read_text("utf-8").splitlines()) == 1


def test_a_text_that_the_corpora_lack_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(f"=== a\n{MARKED}\n", tmp_path, monkeypatch)
    with pytest.raises(KeyError, match=standoff.fingerprint(BARE)):
        list(standoff.read(path, {standoff.fingerprint("Unrelated."): "Unrelated."}))


def test_space_around_a_text_does_not_move_its_spans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(f"=== a\n  {MARKED}\n", tmp_path, monkeypatch)
    [(_, text, [one])] = standoff.read(path, {standoff.fingerprint(BARE): BARE})
    assert [text[s:e] for s, e in one["cue"]] == ["warned"]


def test_a_fingerprint_leaves_out_the_space_around_a_text() -> None:
    assert standoff.fingerprint(f"\n {BARE} \n") == standoff.fingerprint(BARE)
    assert standoff.fingerprint(BARE.lower()) != standoff.fingerprint(BARE)


def test_the_pool_holds_texts_and_their_sentences(tmp_path: Path) -> None:
    vocab = Vocab()
    words = ["It", "rained", ".", "\n", "Ann", "left", "."]
    starts: list[bool | int | None] = [True, False, False, False, True, False, False]
    spaces = [True, False, False, False, True, False, False]
    doc = Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
    DocBin(docs=[doc]).to_disk(tmp_path / "worldwide.train.spacy")
    DocBin(docs=[Doc(vocab, words=["Yes"], spaces=[False], sent_starts=[True])]).to_disk(
        tmp_path / "gmb.train.spacy"
    )
    pool = standoff.texts(tmp_path, vocab)
    assert set(pool.values()) == {"It rained.\nAnn left.", "It rained.", "Ann left.", "Yes"}
    assert all(standoff.fingerprint(text) == name for name, text in pool.items())


@pytest.mark.parametrize("path", ROWS, ids=[path.stem for path in ROWS])
def test_our_rows_are_fingerprints_and_numbers(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if not ROW.fullmatch(line)] == []
    rows = [json.loads(line) for line in lines]
    names = [row["text"] for row in rows]
    assert sorted(set(names)) == sorted(names)
    for row in rows:
        for source, cue, content in row["attributions"]:
            assert content, row["text"]
            assert len(source) <= 1, row["text"]
            assert len(cue) <= 1, row["text"]
            assert all(0 <= s < e for s, e in [*source, *cue, *content]), row["text"]
