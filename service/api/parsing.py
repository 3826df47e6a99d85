"""Arguments of requests: query strings and bodies, checked against their schema."""
# mypy: allow-subclassing-any
# (webargs' parser is generic over any framework)

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser

from service.api import body
from service.api.context import services
from service.api.problems import Problem
from service.api.schemas.requests import told_by
from service.records import WebPage

_LARGEST_EDIT = 1 << 20  # bytes
TEXTS = ("application/json", "text/plain")
HTML = ("text/html", "application/xhtml+xml")
_MOST_FAULTS = 50  # told at once; a body may have as many as it has members
_LONGEST_PLACE = 200


class Parser(FlaskParser):
    """Loads arguments and reports what is wrong with them as problems."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - declared so by the base class
        "query": ma.RAISE,
        "headers": ma.EXCLUDE,
        "document": ma.RAISE,
        "submission": ma.RAISE,
        "edit": ma.RAISE,
    }
    __location_map__ = {  # noqa: RUF012
        "query": "load_querystring",
        "headers": "load_headers",
        "document": "load_document",
        "submission": "load_submission",
        "edit": "load_edit",
    }

    def _get_schema(self, argmap: Any, req: Request) -> ma.Schema:
        """Give the schema of a call, made once: to make one takes longer than to read by it."""
        if isinstance(argmap, type):
            return _schema(argmap)
        found: ma.Schema = super()._get_schema(argmap, req)
        return found

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """Load the query parameters; each may be given once."""
        try:
            unquote_to_bytes(req.query_string).decode()
        except UnicodeDecodeError:
            raise Problem(400, "invalid-encoding", "The query string is not UTF-8 text.") from None
        repeated = [name for name, values in req.args.lists() if len(values) > 1]
        if repeated:
            raise invalid("parameter", ((name, "Given twice.") for name in repeated))
        return req.args.to_dict()

    def load_document(self, req: Request, schema: ma.Schema) -> Any:
        """Load an article from a JSON or a plain text body."""
        return self._load_text(req, TEXTS)

    def _load_text(self, req: Request, allowed: tuple[str, ...]) -> Any:
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
            f"send {', '.join(allowed[:-1])} or {allowed[-1]}.",
            headers={"Accept": ", ".join(allowed)},
        )

    def load_submission(self, req: Request, schema: ma.Schema) -> Any:
        """Load an article from a JSON or plain text body, or from an HTML page.

        Raises what reading the page raises.
        """
        if req.mimetype not in HTML:
            return self._load_text(req, (*TEXTS, HTML[0]))
        page = WebPage(
            html=body.read(req, body.page_limit(services().settings.max_chars)),
            charset=req.mimetype_params.get("charset"),
            url=req.args.get("url"),
        )
        found = services().engine.read_page(page)
        told = {name: value for name, value in told_by(found).items() if name not in req.args}
        return {"text": found.text, **told}

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
        raise invalid(place, _faults(messages, place))


@cache
def _schema(kind: type[ma.Schema]) -> ma.Schema:
    return kind()


def refused(error: ma.ValidationError) -> Problem:
    """Make the problem of a JSON value that its schema does not allow."""
    return invalid("pointer", _faults(error.messages, "pointer"))


def invalid(place: str, faults: Iterable[tuple[str, str]]) -> Problem:
    """Make the problem of a request that is well-formed but cannot be meant so.

    place: "parameter" or "pointer". faults: where each is, and what it is. The first of them are
    told, as the caller chooses how many there are and how long the names.
    """
    errors, count = [], 0
    for count, (name, said) in enumerate(faults, 1):
        if count <= _MOST_FAULTS:
            errors.append({place: _shortened(name), "detail": said})
    where = errors[0][place] or "The body"
    more = f" (and {count - 1} more)" if count > 1 else ""
    return Problem(422, "invalid-request", f"{where}: {errors[0]['detail']}{more}", errors)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_PLACE else f"{name[: _LONGEST_PLACE - 1]}…"


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
