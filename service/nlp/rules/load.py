"""Reading the data files of this package."""

import json
from importlib.resources import files
from typing import Any


class RulesError(ValueError):
    """A data file of this package breaks its own rules."""


def load(name: str) -> Any:
    """The content of a JSON file that lies beside this module."""
    try:
        return json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise RulesError(f"{name} is not valid JSON: {error}") from error
