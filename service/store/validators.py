"""Whether a resource still is as a caller last saw it: told by a tag of its record.

The tag is made of the record that is read, not of what is sent of it, so that a write can compare
it within its own transaction, whatever form of it the caller saw.
"""

import hashlib
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from service.errors import PreconditionFailed


def tag(record: object) -> str:
    """Give the tag of a record: other content, or another version of the service, another tag."""
    data = f"{_version()} {record!r}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]


@cache
def _version() -> str:
    return version("onrecord")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a caller expects of a resource.

    tags: the record has one of these; None: any. there: it is there. unless: the record has none
    of these. absent: it is not there.
    """

    tags: Set[str] | None = None
    there: bool = False
    unless: Set[str] = frozenset()
    absent: bool = False

    def check(self, record: object | None) -> None:
        """Raise PreconditionFailed where a resource is not as expected; None: it is not there."""
        if record is None:
            if self.tags is not None or self.there:
                raise PreconditionFailed("There is none by now; it was taken away.")
            return
        if self.absent:
            raise PreconditionFailed("There is one already.")
        if self.tags is None and not self.unless:
            return
        present = tag(record)
        if (self.tags is not None and present not in self.tags) or present in self.unless:
            raise PreconditionFailed("It has been changed since it was read; read it again.")


ANYTHING = Expected()
"""No expectation."""
