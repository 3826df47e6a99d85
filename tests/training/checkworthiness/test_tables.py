"""Named features as a table."""

from training.checkworthiness.tables import matrix


def test_features_that_are_not_known_have_no_column() -> None:
    table = matrix([{"a": 2.0, "b": 1.0}, {"b": 3.0}], {"a": 0})
    assert table.toarray().tolist() == [[2.0], [0.0]]
