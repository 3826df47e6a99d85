"""The group of calls of one resource: routes whose decorators are the contract and its document."""
# mypy: allow-subclassing-any, allow-untyped-decorators
# (flask-smorest ships no types)

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import flask_smorest

from service.api import idempotency, preconditions
from service.api.parsing import Parser
from service.api.problems import COMPONENTS
from service.api.scopes import Access, needs

SECURITY_SCHEME = "key"
View = TypeVar("View", bound=Callable[..., Any])


class Blueprint(flask_smorest.Blueprint):
    """A blueprint whose calls have names, strict arguments and documented problems."""

    ARGUMENTS_PARSER = Parser()
    DEFAULT_LOCATION_CONTENT_TYPE_MAPPING = {  # noqa: RUF012 - declared so by the base class
        "document": "application/json",
        "submission": "application/json",
        "edit": "application/json",
    }

    def call(
        self,
        rule: str,
        *,
        method: str = "GET",
        problems: Sequence[int] = (),
        scope: Access | None = None,
        analyses: bool = False,
        conditional: bool = False,
        idempotent: bool = False,
    ) -> Callable[[View], View]:
        """Register a view under its own name, with the statuses of its problems.

        scope: what a key must allow for it; a GET needs "read" where nothing is said, any other
        call must say it (else TypeError). analyses: whether it counts as an analysis. conditional:
        it writes, and obeys what the caller expects of the resource (If-Match). idempotent: it
        makes something, once for each Idempotency-Key.
        """
        headers = [*preconditions.READ_PARAMETERS] if method == "GET" else []
        statuses = set(problems)
        if conditional:
            headers, statuses = [*headers, *preconditions.PARAMETERS], statuses | {412}
        if idempotent:
            headers, statuses = [*headers, *idempotency.PARAMETERS], statuses | {400, 409, 422}

        def decorator(view: View) -> View:
            if scope is None and method != "GET":
                raise TypeError(f"{view.__name__}: a {method} must say which scope it needs.")
            access = scope or "read"
            first, *rest = view.__name__.split("_")
            name = first + "".join(word.title() for word in rest)
            told = getattr(view, "_apidoc", {}).get("manual_doc", {}).get("parameters", [])
            described: dict[str, Any] = {"operationId": name}
            expected = set(statuses)
            if method == "GET":
                described["responses"] = {200: {"headers": preconditions.TAG}}
            if headers:
                described["parameters"] = [*told, *headers]
            if access != "open":
                described["security"] = [{SECURITY_SCHEME: [access]}]
                expected |= {401, 403, 429}
            documented: Any = self.doc(**described)(needs(access, analyses=analyses)(view))
            if method == "GET":
                documented = self.alt_response(304, preconditions.UNCHANGED)(documented)
            for status in sorted(expected):
                documented = self.alt_response(status, COMPONENTS[status])(documented)
            if idempotent:
                documented = idempotency.once(documented)
            registered: View = self.route(rule, methods=[method])(documented)
            return registered

        return decorator

    def _prepare_arguments_doc(self, doc: Any, doc_info: Any, **kwargs: Any) -> Any:
        # The name that the base class gives to 422 depends on the version of Python.
        doc_info.get("arguments", {}).pop("responses", None)
        prepared = super()._prepare_arguments_doc(doc, doc_info, **kwargs)
        # What is written by hand would stand in the place of all that the schemas tell.
        by_hand = doc_info.get("manual_doc", {}).pop("parameters", [])
        if by_hand:
            prepared["parameters"] = [*by_hand, *prepared.get("parameters", [])]
        return prepared
