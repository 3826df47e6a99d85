"""Windows over a text: whole paragraphs as far as they fit, with context on both sides."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from service.nlp.word_features import Ints, Words, breaks


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
    """Divide a text into windows of `core` pieces, with up to `context` pieces on each side.

    At the ends of the text a core takes the room of the context that is not there. lengths: pieces
    of each word. A paragraph that is too long is cut between sentences, a sentence that is too long
    anywhere. first: a word before which the text is cut in any case.
    """
    result = []
    total = [0]
    for length in lengths:
        total.append(total[-1] + length)
    paragraph_ends, sentence_ends = _breaks(words.paragraphs), _breaks(words.sentences)
    start, size = 0, len(words)
    while start < size:
        left = start
        while left > 0 and total[start] - total[left - 1] <= context:
            left -= 1
        limit = first if start < first else size
        room = total[left] + core + context
        end = start + 1
        while end < limit and total[end + 1] <= room:
            end += 1
        if limit == size and total[size] <= room + context:
            end = size
        if end < limit:
            end = _last(paragraph_ends, start, end) or _last(sentence_ends, start, end) or end
        right = end
        while right < size and total[right + 1] - total[end] <= context:
            right += 1
        result.append(Window(left, start, end, right))
        start = end
    return result


def _breaks(numbers: Ints) -> list[int]:
    return [*breaks(numbers)[1:]] if len(numbers) else []


def _last(ends: Sequence[int], start: int, reach: int) -> int | None:
    at = bisect_right(ends, reach) - 1
    return ends[at] if at >= 0 and ends[at] > start else None
