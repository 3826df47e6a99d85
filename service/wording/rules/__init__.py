"""Knowledge of words as data, read once."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Read one of the files beside this one."""
    text = (files(__name__) / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Give a list of words, written there as one string."""
    return frozenset(load(name)[key].split())
