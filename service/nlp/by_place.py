"""Things of a text found by where they are, without going through all of them."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class ByPlace(Generic[T]):
    """Things by start and end offset; they may be nested in each other."""

    def __init__(self, items: Iterable[tuple[int, int, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[:2])
        self._starts = [start for start, _, _ in self._items]
        self._longest = max((end - start for start, end, _ in self._items), default=0)

    def near(self, start: int, end: int) -> list[T]:
        """Give the things that share characters with a stretch, in text order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [item[2] for item in self._items[first:last] if item[1] > start]
