"""Windows over a text: whole paragraphs as far as they fit, with context on both sides."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from service.nlp.word_features import Words, breaks


@dataclass(frozen=True, slots=True)
class Window:
    """Words start..end are read; attributions are taken whose cue lies in core_start..core_end."""

    start: int
    core_start: int
    core_end: int
    end: int


def windows(
    words: Words, lengths: Sequence[int], core: int, context: int, first: int = 0
) -> list[Window]:
    """Divide a text into windows of at most `core` pieces, plus `context` pieces on each side.

    lengths: pieces of each word. A paragraph that is too long is cut between sentences, a
    sentence that is too long anywhere. first: a word before which the text is cut in any case.
    """
    result = []
    total = [0]
    for length in lengths:
        total.append(total[-1] + length)
    start = 0
    for end in _ends(words, total, core, first):
        left, right = start, end
        while left > 0 and total[start] - total[left - 1] <= context:
            left -= 1
        while right < len(lengths) and total[right + 1] - total[end] <= context:
            right += 1
        result.append(Window(left, start, end, right))
        start = end
    return result


def _ends(words: Words, total: Sequence[int], core: int, first: int) -> list[int]:
    """Give the word indices at which the cores end, by paragraph, else sentence, else word."""
    ends: list[int] = []
    start = 0
    size = len(words)
    paragraph_ends = [*breaks(words.paragraphs)[1:]] if size else []
    sentence_ends = [*breaks(words.sentences)[1:]] if size else []
    while start < size:
        limit = first if start < first else size
        reach = start + 1
        while reach < limit and total[reach + 1] - total[start] <= core:
            reach += 1
        if reach < limit:
            reach = (
                _last(paragraph_ends, start, reach) or _last(sentence_ends, start, reach) or reach
            )
        ends.append(reach)
        start = reach
    return ends


def _last(ends: Sequence[int], start: int, reach: int) -> int | None:
    at = bisect_right(ends, reach) - 1
    return ends[at] if at >= 0 and ends[at] > start else None
