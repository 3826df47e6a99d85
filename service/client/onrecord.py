"""The client: all calls, and what takes more than one of them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from time import monotonic, sleep
from typing import Any, Unpack

import httpx

from service.client.calls import Calls
from service.client.http import path
from service.client.problems import NoAnswer
from service.client.types import BatchLine, Document, Event, Job, ReviseArticleArguments

_RECONNECT_SECONDS = 2.0


class Onrecord(Calls):
    """Asks an Onrecord service.

    >>> from service.client import Onrecord
    >>> with Onrecord("http://127.0.0.1:8000", api_key="onr_…") as client:  # doctest: +SKIP
    ...     for quote in client.list_quotes(speaker="Ana Ruiz"):
    ...         print(quote["content"]["text"])
    """

    def __enter__(self) -> "Onrecord":
        return self

    def accept_article(self, **arguments: Unpack[Document]) -> Job | None:
        """Have an article analysed later; None where it is stored already."""
        later = {"Prefer": "respond-async"}
        response = self._send("POST", "/v1/articles", headers=later, json=dict(arguments))
        job: Job | None = response.json() if response.status_code == 202 else None
        return job

    def accept_revision(
        self, article_id: str, **arguments: Unpack[ReviseArticleArguments]
    ) -> Job | None:
        """Have an article's new text analysed later; None where the article is so already."""
        given = dict(arguments)
        headers = {"Prefer": "respond-async"}
        if (tag := given.pop("if_match", None)) is not None:
            headers["If-Match"] = str(tag)
        query = {"offsets": given.pop("offsets", None)}
        where = path("/v1/articles/{}", article_id)
        response = self._send("PUT", where, query=query, headers=headers, json=given)
        job: Job | None = response.json() if response.status_code == 202 else None
        return job

    def create_articles(self, documents: Iterable[Document]) -> list[BatchLine]:
        """Have many articles analysed later; one line for each tells what becomes of it."""
        lines = "\n".join(json.dumps(document) for document in documents)
        kind = {"Content-Type": "application/x-ndjson"}
        response = self._send("POST", "/v1/articles/batch", headers=kind, content=lines.encode())
        return [json.loads(line) for line in response.text.splitlines()]

    def wait(self, job: Job, seconds: float = 120.0) -> Job:
        """Wait until a job is done or has failed. Raises TimeoutError."""
        end = monotonic() + seconds
        pause = 0.1
        while job["state"] not in {"done", "failed"}:
            if monotonic() > end:
                raise TimeoutError(f"The job '{job['id']}' is {job['state']} after {seconds:g} s.")
            sleep(pause)
            pause = min(1.5 * pause, 2.0)
            job = self.get_job(job["id"])
        return job

    def stream_events(
        self, *, after: str | None = None, filter_id: str | None = None
    ) -> Iterator[Event]:
        """Give events as they happen, from the one after a number on, or from now; without end.

        Where it is cut it goes on behind the last event that was given. Raises Problem, and
        NoAnswer where the service is not reached again.
        """
        where = "/v1/events" if filter_id is None else path("/v1/filters/{}/events", filter_id)
        place, failures = after, 0
        while True:
            query = {} if place is None else {"after": place}
            try:
                with self._stream(where, query) as lines:
                    for line in lines:
                        name, _, value = line.partition(": ")
                        if name == "id":
                            place, failures = value, 0
                        elif name == "data":
                            event: Event = json.loads(value)
                            yield event
            except httpx.TransportError as error:
                failures += 1
                if failures > self._retries:
                    raise NoAnswer(f"GET {where}: {type(error).__name__}") from error
            sleep(_RECONNECT_SECONDS)

    def fetch(self, where: str, accept: str, **query: Any) -> bytes:
        """Get a path in another form, such as a list as `text/csv`; the bytes as they came."""
        asked: Mapping[str, Any] = query
        return self._send("GET", where, query=asked, headers={"Accept": accept}).content
