"""Reading of labelled statements."""

from pathlib import Path

import pytest

from training.labels.data import HERE, label_line, written

TEXT = """=== d001
<s1>Harbour minister Ilse Quandt</s1> <q1>denied</q1> <c1>that the ferry had sailed late</c1>.
@1\tdenied\tstatement\tneutral\tthe ferry having sailed late

=== d002
<c2>“<c1>Go home</c1>,” <s1>she</s1> <q1>said</q1></c2>, <s2>the clerk</s2> <q2>recalled</q2>.
@2\tasserted\tstatement\tneutral\ther words
@1\tuncommitted\tcall\tsupport\tgoing home
"""


def test_texts_marked_in_place_keep_labels_with_their_statements(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text(TEXT, "utf-8")
    first, second = written(path)
    (denied,) = first.statements
    assert first.text.startswith("Harbour minister Ilse Quandt denied that")
    assert (denied.commitment, denied.act, denied.stance) == ("denied", "statement", "neutral")
    assert [one.target for one in second.statements] == ["going home", "her words"]
    start, end = second.statements[0].attribution["content"][0]
    assert second.text[start:end] == "Go home"


@pytest.mark.parametrize("line", ["@1\tasserted\tstatement", "@1", "@1\ta\tb\tc\td\te"])
def test_a_line_of_labels_has_five_fields(line: str) -> None:
    with pytest.raises(ValueError, match="fields, not 5"):
        label_line(line)


def test_a_statement_without_labels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("=== d001\n<s1>She</s1> <q1>said</q1> <c1>so</c1>.\n", "utf-8")
    with pytest.raises(ValueError, match="1 statements, 0 lines of labels"):
        list(written(path))


@pytest.mark.parametrize("path", sorted((HERE / "written").glob("*.txt")), ids=lambda p: p.stem)
def test_the_written_texts_can_be_read_and_use_known_labels(path: Path) -> None:
    statements = [one for text in written(path) for one in text.statements]
    assert len(statements) > 300
    assert {one.stance for one in statements} == {"support", "oppose", "conditional", "neutral"}
    assert all(one.target for one in statements)
