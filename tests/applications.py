"""Small WSGI applications for tests of what runs applications; made in real processes."""

import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from service.config import Settings
from service.errors import InvalidSetting

Start = Callable[..., Any]


def small(settings: Settings) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """Answers with its process, and obeys the path; "?" gives seconds or a file."""

    def answer(request: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = request["PATH_INFO"]
        if path == "/die":
            os.kill(os.getpid(), signal.SIGKILL)
        if path == "/die-once":
            mark = Path(request["QUERY_STRING"])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if path == "/sleep":
            time.sleep(float(request["QUERY_STRING"]))
        if path == "/nothing":
            start("204 No Content", [])
            return []
        told = [request["REQUEST_METHOD"], request["HTTP_ACCEPT"]] if path == "/told" else []
        body = " ".join([str(os.getpid()), *told]).encode()
        if path == "/stream":
            start("200 OK", [("Content-Type", "text/csv")])
            return iter([body])
        headers = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
        start("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [body[:2], body[2:]]

    return answer


def dying(settings: Settings) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """Ends its process, as long as the file of the database is not there."""
    if not Path(settings.database_url.removeprefix("sqlite:///")).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return small(settings)


def unmade(settings: Settings) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """Cannot be made as long as the file of the database is not there."""
    if not Path(settings.database_url.removeprefix("sqlite:///")).exists():
        raise InvalidSetting("There is no database.")
    return small(settings)
