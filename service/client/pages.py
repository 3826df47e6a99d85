"""Lists that come in pages."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

Item = TypeVar("Item", covariant=True)  # noqa: PLC0105 - as the parameter of a list is named
Page = TypeVar("Page", covariant=True)  # noqa: PLC0105


class Pages(Generic[Item, Page]):
    """A list: iterating gives all items, page after page, each page read when it is needed."""

    def __init__(self, read: Callable[[Mapping[str, Any]], Any], query: Mapping[str, Any]) -> None:
        self._read = read
        self._query = query

    def __iter__(self) -> Iterator[Item]:
        query = dict(self._query)
        while True:
            page = self._read(query)
            yield from page["items"]
            if page["next_cursor"] is None:
                return
            query["cursor"] = page["next_cursor"]

    def page(self) -> Page:
        """Read one page, as the service sends it: that of `cursor`, else the first."""
        page: Page = self._read(self._query)
        return page
