"""The group of calls of one resource: routes whose decorators are the contract and its document."""
# mypy: allow-subclassing-any, allow-untyped-decorators
# (flask-smorest ships no types)

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import flask_smorest

from service.api.parsing import Parser
from service.api.problems import COMPONENTS

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
        self, rule: str, *, method: str = "GET", problems: Sequence[int] = ()
    ) -> Callable[[View], View]:
        """Register a view under its own name, with the statuses of its problems."""

        def decorator(view: View) -> View:
            first, *rest = view.__name__.split("_")
            name = first + "".join(word.title() for word in rest)
            documented: Any = self.doc(operationId=name)(view)
            for status in problems:
                documented = self.alt_response(status, COMPONENTS[status])(documented)
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
