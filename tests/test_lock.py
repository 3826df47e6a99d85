"""The lock files hold what pyproject.toml asks for, with hashes and from no particular place."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "run": PROJECT["dependencies"],
    "test": PROJECT["dependencies"] + EXTRAS["test"] + EXTRAS["lint"],
    "training": PROJECT["dependencies"] + EXTRAS["training"],
}
ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^ ;\\]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE
)


def locked(name: str) -> dict[str, list[str]]:
    """Versions by package; more than one where Python versions need different ones."""
    result: dict[str, list[str]] = {}
    for entry in ENTRY.finditer(_text(name)):
        result.setdefault(canonicalize_name(entry["name"]), []).append(entry["version"])
    return result


def _text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_locked(name: str) -> None:
    versions = locked(name)
    for line in LOCKS[name]:
        needed = Requirement(line)
        found = versions.get(canonicalize_name(needed.name))
        assert found, f"{needed.name} is not in requirements/{name}.txt; run `make lock`"
        assert all(needed.specifier.contains(v) for v in found), f"{line}: {found}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_has_hashes(name: str) -> None:
    for entry in ENTRY.finditer(_text(name)):
        assert "--hash=sha256:" in entry["rest"], entry["name"]


@pytest.mark.parametrize("name", LOCKS)
def test_no_entry_names_a_place(name: str) -> None:
    for line in _text(name).splitlines():
        assert "://" not in line, line
        assert not line.startswith(("-", "/", ".")), line


def test_tests_run_on_what_is_shipped() -> None:
    test = locked("test")
    assert {name: test.get(name) for name in locked("run")} == locked("run")
