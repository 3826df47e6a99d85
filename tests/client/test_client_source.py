"""The client's calls and types are those of the description; what is not there is named here."""

import re
from pathlib import Path

import yaml

from service.api.client_source import FOLDER, sources
from service.client import Onrecord

CALLS = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text(encoding="utf-8"))
# It sends and gets lines of JSON.
BY_HAND_METHODS = {"create_articles"}


def described() -> set[str]:
    """The names of the calls that give JSON or nothing; feeds are read with `fetch`."""
    return {
        call["operationId"]
        for methods in CALLS["paths"].values()
        for method, call in methods.items()
        if method != "parameters"
        and any(
            status.startswith("2")
            and ("application/json" in answer.get("content", {}) or status == "204")
            for status, answer in call["responses"].items()
        )
    }


def test_the_committed_files_are_those_of_the_code() -> None:
    for name, text in sources().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run: make openapi"


def test_every_call_is_a_method_under_its_own_name() -> None:
    wanted = {re.sub(r"([A-Z])", r"_\1", name).lower() for name in described()}
    for name in wanted | BY_HAND_METHODS:
        assert getattr(Onrecord, name).__doc__
    made = (FOLDER / "calls.py").read_text(encoding="utf-8")
    assert set(re.findall(r"def (\w+)\(", made)) == wanted
