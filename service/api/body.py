"""Reading request bodies: counted, decoded and parsed strictly, each fault named."""

from typing import IO, Any

import orjson
from flask import Request

from service.api.problems import Problem

_LARGEST_PAGE = 8 << 20
_KEPT = "onrecord.body"


def limit(max_chars: int) -> int:
    """Give the most bytes a body may have: four per character, and room for the metadata."""
    return 4 * max_chars + 64 * 1024


def page_limit(max_chars: int) -> int:
    """Give the most bytes an HTML page may have: much of one is no text."""
    return max(_LARGEST_PAGE, limit(max_chars))


def read(request: Request, most: int) -> bytes:
    """Read the body. Raises a 413 problem beyond `most` bytes, a 415 problem for a packed one.

    The bytes are counted here, as some servers cut a chunked body at their own limit and pass on
    the rest as if it were whole. Nothing is unpacked: a few bytes could become any number.
    """
    packed = request.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in {"identity", ""}:
        raise Problem(
            415,
            "unsupported-encoding",
            f"The content encoding is '{packed[:40]}'; send the body as it is.",
            headers={"Accept-Encoding": "identity"},
        )
    kept: bytes | None = request.environ.get(_KEPT)
    if kept is not None:
        if len(kept) > most:
            raise _too_large(most)
        return kept
    length = request.content_length
    if length is not None and length > most:
        raise _too_large(most)
    stream: IO[bytes] = request.environ["wsgi.input"]
    if length is None:
        if not request.environ.get("wsgi.input_terminated"):
            return b""
        length = most + 1
    parts: list[bytes] = []
    while length and (part := stream.read(min(length, 1 << 20))):
        parts.append(part)
        length -= len(part)
    data = b"".join(parts)
    if len(data) > most:
        raise _too_large(most)
    if request.content_length is not None and length:
        raise Problem(400, "incomplete-body", "The body ended before its Content-Length.")
    return data


def keep(request: Request, most: int) -> bytes:
    """Read the body as `read` does, and keep it for who reads it next."""
    data = read(request, most)
    request.environ[_KEPT] = data
    return data


def _too_large(most: int) -> Problem:
    return Problem(413, "content-too-large", f"The body is larger than {most:,} bytes, the limit.")


def parse_json(data: bytes) -> Any:
    """Parse JSON as strictly as the standard.

    Raises a 400 problem that says where the fault is.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Problem(400, "invalid-json", f"The body is not valid JSON: {error}.") from None


def decode_text(data: bytes, charset: str) -> str:
    """Decode a plain text. Raises a 400 or 415 problem."""
    if charset.lower().replace("_", "-") not in _CHARSETS:
        raise Problem(
            415,
            "unsupported-charset",
            f"The charset '{charset[:40]}' is not supported; send UTF-8.",
        )
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise Problem(
            400,
            "invalid-encoding",
            f"The body is not {charset} text: byte {error.start} cannot be decoded.",
        ) from None


_CHARSETS = frozenset(
    "utf-8 utf8 us-ascii ascii iso-8859-1 latin-1 iso-8859-15 windows-1252 cp1252 "
    "utf-16 utf-16le utf-16be".split()
)
