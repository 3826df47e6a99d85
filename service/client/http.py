"""Requests and their answers: sent again where that can do no harm, errors as exceptions."""

import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from time import sleep
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx

from service.client.pages import Pages
from service.client.problems import NoAnswer, Problem, TooManyRequests, Unavailable, problem_of

_AGENT = f"onrecord-python/{version('onrecord')}"
_CONNECT_SECONDS = 10.0
_LONGEST_PAUSE = 30.0
_SILENT_SECONDS = 30.0  # after which a stream is dead: the service sends something every ten
_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})


def path(template: str, *names: str) -> str:
    """Put ids into a path."""
    return template.format(*(quote(name, safe="") for name in names))


class Http:
    """What all calls are made with; safe to use from several threads."""

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8000",
        *,
        api_key: str | None = None,
        timeout: float = 120.0,
        retries: int = 2,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """timeout: seconds to wait for an answer; analysing a long article takes some.

        retries: how often a request is sent again that got no answer, or 429, 502, 503 or 504.
        transport: instead of the network, as for tests.
        """
        headers = {"User-Agent": _AGENT, "Accept": "application/json"}
        if api_key is not None:
            headers["Authorization"] = f"Bearer {api_key}"
        self._retries = retries
        self._client = httpx.Client(
            base_url=base_url,
            headers=headers,
            timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
            transport=transport,
            follow_redirects=False,  # a key goes to the service and nowhere else
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> "Http":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _call(
        self,
        method: str,
        where: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        query: Sequence[str] = (),
        headers: Sequence[str] = (),
    ) -> Any:
        """Make a call; arguments that are neither of the query nor headers are the body's members.

        None in the query or a header is as if it were not given. Raises Problem or NoAnswer.
        """
        given = dict(arguments or {})
        asked = {name: given.pop(name) for name in query if name in given}
        told = {n.replace("_", "-"): given.pop(n) for n in headers if n in given}
        sent = {name: str(value) for name, value in told.items() if value is not None}
        body = given if given or method == "POST" else None
        return _read(self._send(method, where, query=asked, headers=sent, json=body))

    def _pages(self, where: str, arguments: Mapping[str, Any]) -> Pages[Any, Any]:
        return Pages(lambda query: _read(self._send("GET", where, query=query)), arguments)

    @contextmanager
    def _stream(self, where: str, query: Mapping[str, Any]) -> Iterator[Iterator[str]]:
        """Give the lines of a stream of events as they come. Raises Problem."""
        accept = {"Accept": "text/event-stream"}
        with self._client.stream(
            "GET", where, params=query, headers=accept, timeout=_SILENT_SECONDS
        ) as response:
            if not response.is_success:
                response.read()
                raise problem_of(response)
            yield response.iter_lines()

    def _send(
        self,
        method: str,
        where: str,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        json: Any = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        """Send a request, again where nobody can tell the difference.

        A POST that is sent again has the key of the first, by which the service knows it. A PATCH
        is not sent again once it may have been received.
        """
        sent = dict(headers or {})
        if method == "POST":
            sent.setdefault("Idempotency-Key", str(uuid.uuid4()))
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        repeatable = method in _REPEATABLE or method == "POST"
        for attempt in range(self._retries + 1):
            last = attempt == self._retries
            pause = 0.5 * 2.0**attempt
            try:
                response = self._client.request(
                    method, where, params=asked, headers=sent, json=json, content=content
                )
            except httpx.TransportError as error:
                unsent = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
                if last or not (repeatable or unsent):
                    raise NoAnswer(f"{method} {where}: {type(error).__name__}") from error
            else:
                if response.is_success:
                    return response
                problem = problem_of(response)
                if last or not _passes(problem, repeatable=repeatable):
                    raise problem
                if (problem.retry_after or 0) > _LONGEST_PAUSE:
                    raise problem
                pause = max(pause, problem.retry_after or 0)
            sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311 - only to spread requests
        raise AssertionError("the last attempt returns or raises")


def _passes(problem: Problem, *, repeatable: bool) -> bool:
    """Tell whether a problem is one of the moment, and the request may be sent again."""
    return isinstance(problem, TooManyRequests) or (repeatable and isinstance(problem, Unavailable))


class _Answer(dict[str, Any]):
    """The object that the service sent, with the tag that it sent beside it."""

    etag: str | None = None


def etag(answer: Mapping[str, Any]) -> str | None:
    """Give the tag of an answer, by which the service knows what was read (`if_match`)."""
    return answer.etag if isinstance(answer, _Answer) else None


def _read(response: httpx.Response) -> Any:
    if response.status_code == httpx.codes.NO_CONTENT:
        return None
    answer = _Answer(response.json())
    answer.etag = response.headers.get("ETag")
    return answer
