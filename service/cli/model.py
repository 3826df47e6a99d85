"""`onrecord model info`: what the configured pipeline is and what it is worth."""

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.cli.settings import flags

if TYPE_CHECKING:
    from service.analysis import ModelInfo


@click.group()
def model() -> None:
    """About the language pipeline."""


@model.command()
@click.option("--json", "as_json", is_flag=True, help="Print all there is to tell, as JSON.")
@flags("pipeline")
def info(as_json: bool, **overrides: Any) -> None:
    """Print the pipeline's name, version, components, size, licence, sources and figures."""
    from service.analysis import load_analyser
    from service.config import from_environment

    settings = from_environment(**overrides)
    found = load_analyser(settings).info
    size = _size(settings.pipeline)
    if as_json:
        import orjson

        everything = {
            **found.details,
            "name": found.name,
            "version": found.version,
            "language": found.language,
            "components": found.pipeline,
            "bytes": size,
        }
        click.echo(orjson.dumps(everything, option=orjson.OPT_INDENT_2, default=str))
        return
    for name, values in _rows(found, size):
        for value in values:
            click.echo(f"{name:<12}{value}".rstrip())
            name = ""


def _rows(found: "ModelInfo", size: int) -> list[tuple[str, list[str]]]:
    details = found.details
    figures = {
        name: value
        for name, value in (details.get("performance") or {}).items()
        if isinstance(value, int | float)
    }
    learned = details.get("attribution") or {}
    listed = [*(details.get("sources") or []), *(learned.get("sources") or [])]
    sources = [
        f"{source.get('name')} ({source.get('license')})" if isinstance(source, dict) else source
        for source in listed
    ]
    rows = [
        ("name", [found.name]),
        ("version", [found.version]),
        ("language", [found.language]),
        ("what", [details.get("description") or ""]),
        ("licence", [details.get("license") or "not stated"]),
        ("attribution", [learned.get("description") or "", learned.get("license") or ""]),
        ("size", [f"{size / 1e6:.1f} MB"]),
        ("components", list(found.pipeline)),
        ("sources", sources),
        ("figures", [f"{name} {value:.3f}" for name, value in sorted(figures.items())]),
    ]
    return [row for row in rows if any(row[1])]


def _size(pipeline: str) -> int:
    """Count the bytes of a pipeline's files and the attribution model's."""
    from service.nlp.attribution import shipped
    from service.nlp.pipeline import OURS, model_path

    folder = model_path() if pipeline == OURS else Path(pipeline)
    if not folder.is_dir():
        spec = importlib.util.find_spec(pipeline)
        folder = Path(spec.origin).parent if spec is not None and spec.origin else folder
    folders = (folder, shipped())
    return sum(f.stat().st_size for one in folders for f in one.rglob("*") if f.is_file())
