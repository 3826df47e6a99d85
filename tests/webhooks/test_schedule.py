"""When messages are sent again: soon at first, for days in all, never all at once."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from service.webhooks import schedule


def test_attempts_are_spread_over_days() -> None:
    pauses = [schedule.retry_after(n) for n in range(1, schedule.ATTEMPTS + 1)]
    assert pauses[-1] is None
    kept = [pause for pause in pauses if pause is not None]
    assert kept[:5] == sorted(kept[:5])  # the last ones are near each other, and chance parts them
    assert min(kept[5:]) > max(kept[:5])
    assert kept[0] < dt.timedelta(seconds=10)
    assert dt.timedelta(days=2) < sum(kept, dt.timedelta()) < dt.timedelta(days=4)


@given(st.integers(1, 9), st.integers(0, 3600))
def test_what_a_receiver_asks_for_is_respected(attempts: int, asked: int) -> None:
    pause = schedule.retry_after(attempts, asked)
    assert pause is not None
    assert pause >= dt.timedelta(seconds=asked)


@given(st.integers(1, 10**9))
def test_a_rest_is_bounded(failures: int) -> None:
    assert dt.timedelta(seconds=4) <= schedule.rest(failures) <= dt.timedelta(seconds=360)


def test_chance_keeps_them_apart() -> None:
    assert len({schedule.retry_after(3) for _ in range(20)}) > 10
    assert len({schedule.rest(3) for _ in range(20)}) > 10
