"""The client's calls and types are those of the description; what is not there is named here."""

import re
from pathlib import Path

import yaml

from service.api.client_source import FOLDER, sources
from service.client import Onrecord

CALLS = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text(encoding="utf-8"))
# Lines of JSON, which the client sends and reads by hand.
BY_HAND = {"createArticles"}


def test_the_committed_files_are_those_of_the_code() -> None:
    for name, text in sources().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run: make openapi"


def test_every_call_is_a_method_under_its_own_name() -> None:
    names = {
        call["operationId"]
        for methods in CALLS["paths"].values()
        for method, call in methods.items()
        if method != "parameters"
    }
    for name in names:
        method = re.sub(r"([A-Z])", r"_\1", name).lower()
        assert hasattr(Onrecord, method), name
        assert getattr(Onrecord, method).__doc__
    made = (FOLDER / "calls.py").read_text(encoding="utf-8")
    there = {re.sub(r"([A-Z])", r"_\1", name).lower() for name in names - BY_HAND}
    assert set(re.findall(r"def (\w+)\(", made)) == there
