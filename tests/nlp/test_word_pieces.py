"""Word pieces: one table of words and their pieces, from a vocabulary small enough to read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp import word_pieces
from service.nlp.word_pieces import WordPieces

VOCABULARY = (
    "[PAD] [UNK] [SEP] \" ' - . $ say said un ##aff ##affordable ##able cafe istanbul 5 ##0 a ##a"
    " ##s s no"
).split()


def pieces_of(word: str) -> list[str]:
    return [VOCABULARY[i] for i in WordPieces(VOCABULARY).ids(word)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("said", ["said"]),
        ("says", ["say", "##s"]),
        ("SAID", ["said"]),
        ("unable", ["un", "##able"]),
        ("unaffable", ["un", "##aff", "##able"]),
        ("unaffordable", ["un", "##affordable"]),  # the longest piece is taken, not the first
        ("undone", ["[UNK]"]),  # a word is known as a whole or not at all
        ("Café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("İstanbul", ["istanbul"]),
        # marks stand alone, also inside a word
        ("no-say", ["no", "-", "say"]),
        ("$50", ["$", "5", "##0"]),
        ("say's", ["say", "'", "s"]),
        ("undone-said", ["[UNK]", "-", "said"]),
        # typographic marks count as plain ones
        ("“", ['"']),
        ("„", ['"']),
        ("»", ['"']),
        ("say’s", ["say", "'", "s"]),
        ("‘", ["'"]),
        ("no–say", ["no", "-", "say"]),
        ("—", ["-"]),
        # what cannot be seen
        ("no\x00say", ["no", "say"]),
        ("\u202esaid", ["said"]),
        ("no\u00a0say", ["no", "say"]),
        ("\x00", ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("😀", ["[UNK]"]),
        # length
        ("a" * 5, ["a", *["##a"] * 4]),
        ("a" * 13, ["a", *["##a"] * 11]),
        ("a" * 101, ["[UNK]"]),
        ("-" * 200, ["-"] * 12),
        ("no." * 7, ["no", "."] * 6),
    ],
)
def test_pieces(word: str, pieces: list[str]) -> None:
    assert pieces_of(word) == pieces


@given(st.one_of(st.text(), st.text(alphabet="unaffordables50-.'“— \x00\u0301😀", max_size=150)))
def test_any_word_has_one_to_twelve_pieces(word: str) -> None:
    ids = WordPieces(VOCABULARY).ids(word)
    assert 1 <= len(ids) <= 12
    assert all(0 < i < len(VOCABULARY) for i in ids)


def test_a_lone_surrogate_is_unknown() -> None:
    assert pieces_of("\ud800") == ["[UNK]"]


def test_a_full_cache_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_pieces, "_CACHED", 2)
    pieces = WordPieces(VOCABULARY)
    words = ["said", "says", "no", "said", "no-say", "says"]
    assert [pieces.ids(w) for w in words] == [WordPieces(VOCABULARY).ids(w) for w in words]


def test_a_vocabulary_file_has_a_piece_a_line(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(VOCABULARY) + "\n", "utf-8")
    pieces = WordPieces.read(path)
    assert pieces.ids("unaffable") == WordPieces(VOCABULARY).ids("unaffable")
    assert pieces.id_of("[SEP]") == 2
    with pytest.raises(KeyError):
        pieces.id_of("[MASK]")


def test_a_vocabulary_without_the_unknown_piece_is_refused() -> None:
    with pytest.raises(KeyError):
        WordPieces(["[PAD]", "said"])
