"""Arguments of requests: query strings and bodies, checked against their schema."""
# mypy: allow-subclassing-any
# (webargs' parser is generic over any framework)

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser

from service.api import body
from service.api.context import services
from service.api.problems import Problem

_LARGEST_EDIT = 1 << 20  # bytes


class Parser(FlaskParser):
    """Loads arguments and reports what is wrong with them as problems."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - declared so by the base class
        "query": ma.RAISE,
        "headers": ma.EXCLUDE,
        "document": ma.RAISE,
        "edit": ma.RAISE,
    }
    __location_map__ = {  # noqa: RUF012
        "query": "load_querystring",
        "headers": "load_headers",
        "document": "load_document",
        "edit": "load_edit",
    }

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """Load the query parameters; each may be given once."""
        try:
            unquote_to_bytes(req.query_string).decode()
        except UnicodeDecodeError:
            raise Problem(400, "invalid-encoding", "The query string is not UTF-8 text.") from None
        repeated = [name for name, values in req.args.lists() if len(values) > 1]
        if repeated:
            raise invalid([{"parameter": name, "detail": "Given twice."} for name in repeated])
        return req.args.to_dict()

    def load_document(self, req: Request, schema: ma.Schema) -> Any:
        """Load an article from a JSON or a plain text body."""
        data = body.read(req, body.limit(services().settings.max_chars))
        if req.mimetype == "text/plain":
            charset = req.mimetype_params.get("charset", "utf-8")
            return {"text": body.decode_text(data, charset)}
        if req.mimetype == "application/json":
            return body.parse_json(data)
        raise Problem(
            415,
            "unsupported-media-type",
            f"The content type is {req.mimetype or 'not given'}; "
            "send application/json or text/plain.",
            headers={"Accept": "application/json, text/plain"},
        )

    def load_edit(self, req: Request, schema: ma.Schema) -> Any:
        """Load what an editor sends: a JSON object; no body at all is an empty one."""
        data = body.read(req, _LARGEST_EDIT)
        if not data and not req.mimetype:
            return {}
        if req.mimetype != "application/json":
            raise Problem(
                415,
                "unsupported-media-type",
                f"The content type is {req.mimetype or 'not given'}; send application/json.",
                headers={"Accept": "application/json"},
            )
        return body.parse_json(data) if data else {}

    def handle_error(
        self,
        error: ma.ValidationError,
        req: Request,
        schema: ma.Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Report every fault at once, each with its place."""
        ((location, messages),) = error.messages_dict.items()
        place = "parameter" if location in {"query", "headers"} else "pointer"
        raise invalid([{place: name, "detail": said} for name, said in _faults(messages, place)])


def refused(error: ma.ValidationError) -> Problem:
    """Make the problem of a JSON value that its schema does not allow."""
    faults = _faults(error.messages, "pointer")
    return invalid([{"pointer": name, "detail": said} for name, said in faults])


def invalid(errors: list[dict[str, str]]) -> Problem:
    """Make the problem of a request that is well-formed but cannot be meant so."""
    first = errors[0]
    where = first.get("parameter") or first.get("pointer") or "The body"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return Problem(422, "invalid-request", f"{where}: {first['detail']}{more}", errors)


def _faults(messages: Any, place: str, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            step = "" if name == "_schema" else str(name)
            if place == "pointer" and step:
                step = "/" + step.replace("~", "~0").replace("/", "~1")
            yield from _faults(inner, place, path + step)
    else:
        for said in messages if isinstance(messages, list) else [messages]:
            yield path, str(said)
