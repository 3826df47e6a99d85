"""Under which address a reader reaches this service, for links that leave it.

The Host header is whatever the caller writes. It is believed only where it names this machine or
one of the local network by number, `localhost`, or the name that the service was told to listen
on: a foreign name never gets into an answer. Whoever is reached by another name sets it.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import request

from service.api.context import services


def base_url() -> str:
    """Give the address without a slash at its end: as set, else as far as the request tells."""
    settings = services().settings
    if settings.public_url:
        return settings.public_url
    scheme = "https" if request.scheme == "https" else "http"
    if (place := _believed(request.headers.get("Host", ""), settings.host)) is not None:
        return f"{scheme}://{place}"
    host = settings.host if settings.host not in {"", "0.0.0.0", "::", "*"} else "localhost"  # noqa: S104
    host = f"[{host}]" if ":" in host else host
    return f"{scheme}://{host}:{settings.port}"


def _believed(header: str, own: str) -> str | None:
    try:
        parts = urlsplit(f"//{header}")
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if name not in {"localhost", own.lower()}:
        try:
            number = ip_address(name)
        except ValueError:
            return None
        if not (number.is_private or number.is_loopback):
            return None
    name = f"[{name}]" if ":" in name else name
    return name if port is None else f"{name}:{port}"
