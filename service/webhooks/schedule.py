"""When a message is sent again, as Standard Webhooks advises; with chance, so that not all at once.

Ten attempts within a good three days, the second after seconds, as most failures are short.
"""

import datetime as dt
import random

_PAUSES = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)  # seconds
_FIRST_REST = 5.0
_LONGEST_REST = 300.0
ATTEMPTS = len(_PAUSES) + 1


def retry_after(attempts: int, asked: int | None = None) -> dt.timedelta | None:
    """Give the pause after so many failed attempts; None where it was the last.

    asked: the seconds that the receiver asked to wait, if it did.
    """
    if attempts >= ATTEMPTS:
        return None
    return dt.timedelta(seconds=max(_spread(_PAUSES[attempts - 1]), asked or 0))


def rest(failures: int) -> dt.timedelta:
    """Give how long a webhook is left alone after so many failures in a row.

    A receiver that is away is asked every few minutes, however much waits for it.
    """
    doubled = _FIRST_REST * 2.0 ** min(failures - 1, 16)
    return dt.timedelta(seconds=_spread(min(doubled, _LONGEST_REST)))


def _spread(seconds: float) -> float:
    return seconds * random.uniform(0.8, 1.2)  # noqa: S311 - only to spread attempts
