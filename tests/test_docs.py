"""The documentation names everything there is, and nothing that is not there."""

import dataclasses
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import click
import pytest
import yaml

from service.cli import onrecord
from service.config import Settings

ROOT = Path(__file__).parents[1]
FOLDERS = (".", "docs", "docs/decisions", "seeds", "training", "service/nlp/model", ".github")
PAGES = sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.md"))
TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in PAGES}
README = TEXTS["README.md"]
ARCHITECTURE = TEXTS["docs/architecture.md"]
DOCS = "\n".join(text for name, text in TEXTS.items() if name == "README.md" or "docs/" in name)
CALLS = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))["paths"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def commands(group: click.Group, path: str = "onrecord") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(onrecord))


def table_rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    below = text.partition(f"\n## {heading}\n")[2]
    rows = re.search(r"(?:^\|.*\|\n)+", below, re.MULTILINE)
    assert rows is not None, heading
    lines = rows.group().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


# What there is, is named.


def test_every_setting_is_in_the_table_with_its_default() -> None:
    shown = {row[0].strip("`"): row[1].strip("`") for row in table_rows(README, "Settings")}
    there = {f"ONRECORD_{f.name.upper()}": f for f in dataclasses.fields(Settings)}
    assert shown.keys() == there.keys()
    for name, field in there.items():
        if field.default:
            assert (
                shown[name] == f"{field.default:g}" if field.type is float else str(field.default)
            )


def test_every_command_is_in_the_table() -> None:
    shown = {row[0].strip("`") for row in table_rows(README, "Command line")}
    assert shown == COMMANDS.keys()


def test_every_call_is_in_the_table() -> None:
    shown = set(
        re.findall(r"`([A-Z]+ /[^`]*)`", "\n".join(row[0] for row in table_rows(README, "Calls")))
    )
    there = {f"{m.upper()} {path}" for path, methods in CALLS.items() for m in methods}
    there = {call for call in there if call.split()[0] in {"GET", "POST", "PUT", "PATCH", "DELETE"}}
    assert shown == there


def test_every_decision_is_in_the_index() -> None:
    there = {path.name for path in (ROOT / "docs" / "decisions").glob("*.md")}
    assert set(re.findall(r"decisions/([\w-]+\.md)", TEXTS["docs/README.md"])) == there


@pytest.mark.parametrize("name", [n for n in TEXTS if n.startswith("docs/decisions/")])
def test_a_decision_is_short_and_has_its_parts(name: str) -> None:
    text = TEXTS[name]
    assert len(text.splitlines()) <= 40
    for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
        assert part in text


def test_every_layer_is_in_the_architecture_in_order() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    shown = [set(re.findall(r"`(\w+)`", row[0])) for row in table_rows(ARCHITECTURE, "Layers")]
    assert shown == [set(layer.split(" | ")) for layer in layers]


def test_every_component_is_in_the_architecture_with_what_it_needs() -> None:
    from spacy.language import Language

    from service.nlp.extensions import DOC_EXTENSIONS
    from service.nlp.pipeline import COMPONENTS

    rows = [r for r in table_rows(ARCHITECTURE, "The pipeline") if r[0].startswith("`")]
    names = [row[0].split("`")[1] for row in rows]
    assert names == ["paragraph_boundaries", *COMPONENTS]
    for name, row in zip(names, rows, strict=True):
        meta = Language.get_factory_meta(name)
        assert re.findall(r"`([^`]+)`", row[1]) == list(meta.requires), name
        assert re.findall(r"`([^`]+)`", row[2]) == list(meta.assigns), name
    for extension in DOC_EXTENSIONS:
        assert f"`{extension}`" in ARCHITECTURE


# What is named, is there.


@pytest.mark.parametrize("name", TEXTS)
def test_relative_links_resolve(name: str) -> None:
    for link in LINK.findall(FENCE.sub("", TEXTS[name])):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        path = (ROOT / name).parent / target if target else ROOT / name
        assert path.exists(), link
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), link


def anchors(text: str) -> set[str]:
    """The anchors that a page gets from its headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings}


def shell_lines() -> Iterator[tuple[str, str]]:
    """Every command line in a block of shell, continued lines joined, with its page."""
    for name, text in TEXTS.items():
        for language, block in FENCE.findall(text):
            if language == "sh":
                for line in block.replace("\\\n", " ").splitlines():
                    if shlex.split(line, comments=True):
                        yield name, line


@pytest.mark.parametrize(("name", "line"), list(shell_lines()))
def test_shell_lines_can_be_run(name: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    program = words[0].removeprefix(".venv/bin/")
    if program == "make":
        wanted = [word for word in words[1:] if "=" not in word]
        assert set(wanted) <= TARGETS
        for variable in (word.partition("=")[0] for word in words[1:] if "=" in word):
            assert f"$({variable})" in MAKEFILE
    elif program == "onrecord":
        check_command(words[1:])
    elif program == "curl":
        check_call(words)
    elif program.startswith((".ci/", "./")):
        assert (ROOT / program).stat().st_mode & 0o100
    else:
        assert program in {"docker", "python", "git", "."}, f"{name}: {line}"


def check_command(words: list[str]) -> None:
    """The command exists and has the options."""
    command: click.Command = onrecord
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


def check_call(words: list[str]) -> None:
    """The path takes the method and the parameters of the query."""
    url = urlsplit(next(word for word in words if word.startswith(("127.0.0.1", "http"))))
    path = re.sub(r"^127\.0\.0\.1:8000", "", url.path)
    method = "post" if any(word.startswith(("-d", "--data")) for word in words) else "get"
    if "-X" in words:
        method = words[words.index("-X") + 1].lower()
    templates = [p for p in CALLS if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", p), path)]
    (call,) = (CALLS[p][method] for p in templates if method in CALLS[p])
    known = {parameter["name"] for parameter in call.get("parameters", [])}
    assert {name for name, _ in parse_qsl(url.query)} <= known


@pytest.mark.parametrize("command", re.findall(r"`((?:onrecord|make) [^`]+)`", DOCS))
def test_commands_in_running_text_exist(command: str) -> None:
    test_shell_lines_can_be_run("docs", command)


# The example is one.


def test_the_example_fits_the_seed_that_it_is_from() -> None:
    block = README.partition("<!-- example -->")[2].partition("<!-- /example -->")[0]
    ((language, text),) = FENCE.findall(block)
    assert language == "json"
    quote = json.loads(text)["items"][0]
    lines = (ROOT / "seeds" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    seeds = {seed["title"]: seed["text"] for seed in map(json.loads, lines)}
    article = seeds[quote["article"]["title"]]
    shown = list(spans(quote))
    assert len(shown) >= 3
    for span in shown:
        assert article[span["start"] : span["end"]] == span["text"]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every part with offsets into the article; those of a claim's own text are left out."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and "original" not in value:
            yield value
        value = [part for name, part in value.items() if name != "entities"]
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
