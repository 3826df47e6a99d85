"""JSON out: written by orjson, as bytes."""

from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider


class OrjsonProvider(JSONProvider):
    """Writes the application's JSON."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Write as a string."""
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Parse strictly."""
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with JSON."""
        value = self._prepare_response_obj(args, kwargs)
        return Response(orjson.dumps(value), content_type="application/json")
