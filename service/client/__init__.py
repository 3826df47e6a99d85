"""A typed client of the HTTP interface, which needs nothing of the service but httpx.

>>> from service.client import Onrecord
>>> client = Onrecord("http://127.0.0.1:8000", api_key=None)

Each call of openapi.yaml is a method of the same name: `listQuotes` is `list_quotes`. Members of
the body and parameters of the query are arguments. What comes back is what the service sent, as
dictionaries whose types are in `service.client.types`. `calls` and `types` are made from the
description of the calls by `make openapi`.
"""

from service.client.http import etag
from service.client.onrecord import Onrecord
from service.client.pages import Pages
from service.client.problems import (
    Conflict,
    Forbidden,
    Invalid,
    NoAnswer,
    NotFound,
    PreconditionFailed,
    Problem,
    TooManyRequests,
    Unauthorized,
    Unavailable,
)

__all__ = [
    "Conflict",
    "Forbidden",
    "Invalid",
    "NoAnswer",
    "NotFound",
    "Onrecord",
    "Pages",
    "PreconditionFailed",
    "Problem",
    "TooManyRequests",
    "Unauthorized",
    "Unavailable",
    "etag",
]
