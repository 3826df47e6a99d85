"""Column types for values that databases do not keep exactly by themselves."""

import datetime as dt
from typing import Any

from sqlalchemy import REAL, BigInteger, Dialect, Double, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)

# SQLite's strict tables know INTEGER and REAL (64 bits each), not BIGINT and DOUBLE.
Long: BigInteger = BigInteger().with_variant(Integer(), "sqlite")
Real: Double[float] = Double().with_variant(REAL(), "sqlite")


class ExactText(TypeDecorator[str]):
    """Any Python string, code point for code point, as UTF-8 bytes.

    Text from articles may hold NUL, which PostgreSQL's TEXT refuses and SQLite's tools cut at, and
    lone surrogates, which no UTF-8 database accepts: a text column would lose them, and every
    offset behind them. Bytes compare in code point order, so sorting and ranges work as for text.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encode for the database."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Decode from the database."""
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


class Identifier(TypeDecorator[str]):
    """One of our own ASCII identifiers.

    What a caller asks for need not be one: anything else is escaped, so that it equals no
    identifier instead of failing in the driver.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Pass an identifier, escape anything else."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.encode("ascii", "backslashreplace").decode().replace("\0", "\\0")


class Instant(TypeDecorator[dt.datetime]):
    """A moment, as microseconds since 1970 in UTC."""

    impl = Long
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:
        """Count microseconds."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dt.datetime | None:
        """Give the moment in UTC."""
        return None if value is None else EPOCH + value * _MICROSECOND


def microseconds(moment: dt.datetime) -> int:
    """Count the microseconds since 1970 in UTC; a moment without a zone is taken as UTC."""
    # By subtraction: astimezone() fails where a zone moves the first or last year out of range.
    offset = moment.utcoffset() or dt.timedelta()
    return (moment.replace(tzinfo=dt.UTC) - EPOCH - offset) // _MICROSECOND
