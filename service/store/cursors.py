"""Page cursors: where a list was left off, bound to the list and filters it came from.

A cursor is base64 of JSON {"k": sort key of the last item, "f": fingerprint}. It is opaque, not
secret: whoever forges one only chooses another place in a list that they may read anyway.
"""

import hashlib
import json
from base64 import b64decode, urlsafe_b64encode
from typing import Any

from service.errors import InvalidCursor

Key = tuple[int | str, ...]
_LARGEST = 2**63 - 1


def fingerprint(*parts: object) -> str:
    """Reduce a list's name and filters to a few characters."""
    data = repr(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:12]


def write_cursor(key: Key, mark: str) -> str:
    """Make the cursor that continues after a sort key, in the list with that fingerprint."""
    text = json.dumps({"k": key, "f": mark}, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def read_cursor(cursor: str | None, mark: str, *kinds: type[int] | type[str]) -> Key | None:
    """Give the sort key in a cursor: values of these kinds. None for the first page.

    Raises InvalidCursor unless the cursor was made for the list with that fingerprint.
    """
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        data = b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
        value: Any = json.loads(data.decode("utf-8", "surrogatepass"))
        key, found = value["k"], value["f"]
        fits = (
            found == mark
            and len(key) == len(kinds)
            and all(type(part) is kind for part, kind in zip(key, kinds, strict=True))
            and all(isinstance(part, str) or abs(part) <= _LARGEST for part in key)
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InvalidCursor(cursor) from None
    if not fits:
        raise InvalidCursor(cursor)
    return tuple(key)
