"""Exact matches of fragments and of attributions."""

import pytest

from service.nlp.attribution_model import Found
from tests.training.attribution.builders import words_from
from training.attribution.examples import Example, Link, Run
from training.attribution.judge import Count, Figures, judge, match

WORDS = words_from("a b c d e f g h i j k l m n o p q r s t")


def gold(*links: Link) -> Example:
    """Make an example of twenty words."""
    return Example("one", "test", WORDS, links)


def link(content: Run, source: Run | None = None, cue: Run | None = None) -> Link:
    """Make an attribution of one part."""
    return Link(cue, (source,) if source else (), (content,))


def found(content: Run, source: Run | None = None, cue: Run = (19, 20)) -> Found:
    """Make a prediction of one part."""
    return Found(cue, (source,) if source else (), (content,), ())


def test_counts() -> None:
    first = gold(link((4, 10), (0, 2), (2, 3)), link((12, 16), (10, 11), (11, 12)), link((17, 19)))
    second = gold(link((4, 6), (0, 2), (2, 3)))
    predicted = [
        [
            found((4, 10), (0, 2), (2, 3)),  # all right
            found((12, 15), (9, 11), (11, 12)),  # content and source differ by a word
            found((0, 4), None, (2, 4)),  # no statement
        ],
        [found((4, 6), (8, 9), (2, 3)), found((10, 12), (0, 2), (2, 3))],  # wrong source; no match
    ]
    figures = judge([first, second], predicted)
    assert figures.roles == {
        "source": Count(right=2, predicted=4, gold=3),
        "cue": Count(right=3, predicted=4, gold=3),
        "content": Count(right=2, predicted=5, gold=4),
    }
    assert figures.statements == Count(right=3, predicted=5, gold=4)
    assert figures.attributed == Count(right=2, predicted=5, gold=4)
    assert figures.main == pytest.approx((4 / 7 + 6 / 7 + 4 / 9 + 4 / 9) / 4)
    assert str(figures) == (
        "source 0.5714 cue 0.8571 content 0.4444 statements 0.6667 attributed 0.4444"
    )


def test_a_fragment_of_two_statements_counts_once() -> None:
    example = gold(link((4, 6), (0, 1)), link((8, 9), (0, 1)))
    figures = judge([example], [[found((4, 6), (0, 1)), found((8, 9), (0, 1))]])
    assert figures.roles["source"] == Count(right=1, predicted=1, gold=1)
    assert figures.attributed == Count(right=2, predicted=2, gold=2)


def test_nothing_found_in_nothing() -> None:
    figures = judge([gold()], [[]])
    assert figures.main == 0.0
    assert figures.statements == Count()
    assert Figures().roles["cue"] is not figures.roles["cue"]


def test_each_text_needs_its_predictions() -> None:
    with pytest.raises(ValueError, match="shorter"):
        judge([gold(), gold()], [[]])


def test_the_best_overlap_is_matched_first() -> None:
    example = gold(link((0, 10)))
    predicted = [found((0, 6)), found((0, 9)), found((0, 7))]
    assert match(example, predicted) == {1: (0, True)}


def test_each_statement_is_matched_once() -> None:
    example = gold(link((0, 6)), link((0, 8)))
    assert match(example, [found((0, 8)), found((0, 8))]) == {1: (1, True), 0: (0, True)}
    assert match(example, [found((0, 6))]) == {0: (0, True)}
    assert len(match(gold(link((0, 6))), [found((0, 6)), found((0, 6))])) == 1


def test_half_of_the_words_is_enough() -> None:
    assert match(gold(link((0, 8))), [found((4, 8))]) == {0: (0, True)}
    assert match(gold(link((0, 9))), [found((5, 9))]) == {}
    assert match(gold(link((0, 4))), [found((2, 6))]) == {}


def test_parts_count_together() -> None:
    example = gold(Link(None, (), ((0, 4), (6, 10))))
    assert match(example, [found((0, 4))]) == {0: (0, True)}
    assert match(example, [found((0, 3))]) == {}


SOURCES: dict[str, tuple[Run | None, Run | None, bool]] = {
    "the same": ((12, 14), (12, 14), True),
    "a word in common": ((12, 14), (13, 16), True),
    "neighbours": ((12, 14), (14, 16), False),
    "none in both": (None, None, True),
    "none predicted": ((12, 14), None, False),
    "none in gold": (None, (12, 14), False),
}


@pytest.mark.parametrize("name", SOURCES)
def test_sources(name: str) -> None:
    theirs, ours, agree = SOURCES[name]
    assert match(gold(link((0, 4), theirs)), [found((0, 4), ours)]) == {0: (0, agree)}


def test_of_equal_overlaps_the_one_with_the_right_source_is_matched() -> None:
    example = gold(link((0, 4), (12, 14)))
    for sources in ([(12, 14), (15, 16)], [(15, 16), (12, 14)]):
        predicted = [found((0, 4), source) for source in sources]
        assert match(example, predicted) == {sources.index((12, 14)): (0, True)}
