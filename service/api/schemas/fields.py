"""Fields stricter than marshmallow's own, so that what is documented is what is accepted."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII
)


class Text(fields.String):
    """A string that every store can keep: without NUL."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text:
            at = text.index("\x00")
            raise ValidationError(f"Holds a NUL character at offset {at}; NUL is not text.")
        return text


class Link(Text):
    """The address of a page: http or https, so that it is safe to follow."""

    PATTERN = r"https?://[^\s<>\"\[\]\\/?#]+([/?#][^\s<>\"]*)?"

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        link = super()._deserialize(value, attr, data, **kwargs)
        if not (re.fullmatch(self.PATTERN, link) and _has_host(link)):
            raise ValidationError("Not an http or https address.")
        return link


def _has_host(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number, a host whose letters pose as other signs
        return False


class Count(fields.Integer):
    """A whole number in a query string, in plain digits."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        if isinstance(value, str) and not _INTEGER.fullmatch(value):
            raise ValidationError("Not a whole number.")
        number = super()._deserialize(value, attr, data, **kwargs)
        assert isinstance(number, int)  # noqa: S101 - null is not allowed
        return number


class Number(fields.Float):
    """A number in a query string, in plain digits."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> float:
        if isinstance(value, str) and not _DECIMAL.fullmatch(value):
            raise ValidationError("Not a number.")
        number = super()._deserialize(value, attr, data, **kwargs)
        assert isinstance(number, float)  # noqa: S101 - null is not allowed
        return number


class Truth(fields.Boolean):
    """True or false; not 0, "no" or whatever else could be read so."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Day(fields.Date):
    """A date as YYYY-MM-DD; other forms of ISO 8601 are not taken."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dt.date:
        if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-\d\d-\d\d", value, re.ASCII)):
            raise ValidationError("Not a date of the form YYYY-MM-DD.")
        return super()._deserialize(value, attr, data, **kwargs)


class Moment(fields.Field[dt.datetime]):
    """A date or a date and time, as of RFC 3339; without a zone it is read as UTC."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dt.datetime:
        try:
            return parse_moment(value)
        except (TypeError, ValueError, OverflowError):
            raise ValidationError(
                "Not a date (2021-11-20) or a date and time (2021-11-20T08:30:00Z)."
            ) from None

    def _serialize(
        self, value: dt.datetime | None, attr: str | None, obj: Any, **kwargs: Any
    ) -> str | None:
        return (
            None if value is None else value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
        )


def parse_moment(value: str) -> dt.datetime:
    """Read a date, or a date and time; a time without a zone is UTC.

    The zone is kept: it says which day it was where the text was published.

    Raises ValueError, TypeError or OverflowError.
    """
    found = _MOMENT.fullmatch(value)
    if not found:
        raise ValueError(value)
    day, time, zone = found.groups()
    if time is None:
        return dt.datetime.fromisoformat(f"{day}T00:00:00+00:00")
    if time.endswith(":60"):  # a leap second: the last moment that can be told
        time = time[:-2] + "59"
    moment = dt.datetime.fromisoformat(
        f"{day}T{time}{'+00:00' if zone in {None, 'Z', 'z'} else zone}"
    )
    moment.astimezone(dt.UTC)  # which it must have, as answers give it so
    return moment
