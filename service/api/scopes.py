"""What each call asks of a key, said where the call is; what says nothing needs all rights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from flask import Flask

from service.records import KeyScope

View = TypeVar("View", bound=Callable[..., Any])
Access = KeyScope | Literal["open"]
_SAID = "onrecord_access"
# Flask's own view of a folder of files, which cannot say it itself: the documentation's pages.
_STATIC = "pages.static"


@dataclass(frozen=True, slots=True)
class Need:
    """What a call needs: a scope, or nothing where it is open; analyses: whether it analyses."""

    access: Access
    analyses: bool = False


def needs(access: Access, *, analyses: bool = False) -> Callable[[View], View]:
    """Say what a view needs."""

    def decorator(view: View) -> View:
        setattr(view, _SAID, Need(access, analyses))
        return view

    return decorator


def said(app: Flask, endpoint: str) -> Need | None:
    """Give what an endpoint says that it needs; None where it says nothing."""
    if endpoint == _STATIC:
        return Need("open")
    found = getattr(app.view_functions.get(endpoint), _SAID, None)
    return found if isinstance(found, Need) else None


def need(app: Flask, endpoint: str) -> Need:
    """Give what an endpoint needs: what it says, else all rights."""
    return said(app, endpoint) or Need("admin")
