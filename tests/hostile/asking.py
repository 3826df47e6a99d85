"""Asking the service and looking at every answer, whatever was asked, for what must be true."""

import re
import time
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from service.api import context
from tests.hostile.strings import SCRIPTS

MOST_SECONDS = 20  # on a machine that is busy with other things; a hang is much longer
# Types that no reader takes for a page with scripts.
_INERT = re.compile(
    r"application/(json|problem\+json|feed\+json|ld\+json|x-ndjson)|text/(csv|plain|event-stream)"
)


class Asker:
    """A client that checks what must hold for every answer."""

    def __init__(
        self, app: Flask, known: Mapping[str, str], most_seconds: float = MOST_SECONDS
    ) -> None:
        self.app = app
        self.most_seconds = most_seconds
        self.known = dict(known)
        self.client: FlaskClient = app.test_client()
        self.description: dict[str, Any] = self.client.get("/openapi.json").get_json()
        self.asked = 0

    def ask(self, method: str, path: str, **options: Any) -> TestResponse:
        """Send a request; the answer is no failure, in time, and says nothing it must not."""
        began = time.monotonic()
        response = self.client.open(path, method=method, buffered=True, **options)
        spent = time.monotonic() - began
        self.asked += 1
        what = f"{method} {path[:200]!a} {str(options)[:500]!a}"
        assert response.status_code < 500, f"{what}: {response.text[:500]}"
        assert spent < self.most_seconds, f"{what}: {spent:.1f} s"
        assert "Content-Security-Policy" in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        for name, value in response.headers:
            assert not re.search(r"[\r\n\0]", name + value), what
        assert "Set-Cookie" not in response.headers
        kind = response.headers.get("Content-Type", "")
        if response.status_code >= 400:
            assert kind == "application/problem+json", what
            problem = response.get_json()
            assert problem["status"] == response.status_code
            assert problem["detail"]
            assert len(response.data) < 20_000, f"{what}: an answer longer than it need be"
        if response.data and not _INERT.match(kind):
            self._check_page(response, what)
        return response

    def _check_page(self, response: TestResponse, what: str) -> None:
        """Nothing that somebody sent stands in a page or a feed as they sent it."""
        page = response.data.decode("utf-8", "replace")
        for script in SCRIPTS.values():
            assert "<" not in script or script not in page, what

    def rules(self, *methods: str) -> list[tuple[str, Rule]]:
        """Every route with one of these methods."""
        found = [
            (method, rule)
            for rule in self.app.url_map.iter_rules()
            for method in sorted(rule.methods or ())
            if method in methods
        ]
        return sorted(found, key=lambda pair: (pair[1].rule, pair[0]))

    def path(self, rule: Rule, other: str | None = None) -> str:
        """A route's path with the ids of what is stored, or with another text in their place."""

        def fill(place: re.Match[str]) -> str:
            return self.known.get(place[1], "x_1") if other is None else other

        return re.sub(r"<(?:\w+:)?(\w+)>", fill, rule.rule)

    def parameters(self, method: str, rule: Rule) -> list[str]:
        """The names of the query parameters that a call is described with."""
        call = self._described(method, rule)
        return [p["name"] for p in call.get("parameters", []) if p.get("in") == "query"]

    def members(self, method: str, rule: Rule) -> list[str]:
        """The names of the members that a call's body is described with."""
        body = self._described(method, rule).get("requestBody", {}).get("content", {})
        schema = body.get("application/json", {}).get("schema", {})
        name = schema.get("$ref", "/").rsplit("/", 1)[1]
        if name:
            schema = self.description["components"]["schemas"][name]
        return sorted(schema.get("properties", {})) or ["text"]

    def _described(self, method: str, rule: Rule) -> dict[str, Any]:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        found: dict[str, Any] = self.description["paths"].get(path, {}).get(method.lower(), {})
        return found

    def counts(self) -> tuple[int, int, int]:
        """How much is stored."""
        stats = context.services_of(self.app).store.queries.stats()
        return stats.articles, stats.statements, stats.speakers
