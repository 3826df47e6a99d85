"""A clock that goes when a test says so."""

import datetime as dt


class Clock:
    """Tells the moment it was set to, until time is said to pass."""

    def __init__(self, start: dt.datetime) -> None:
        self.now = start

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)
