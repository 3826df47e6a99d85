"""`onrecord model info`: what the configured pipeline is and what it is worth."""

from typing import Any

import click

from service.cli.settings import flags


@click.group()
def model() -> None:
    """About the language pipeline."""


@model.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@flags("pipeline")
def info(as_json: bool, **overrides: Any) -> None:
    """Print the pipeline's name, version, components, licence and figures."""
    from service.analysis import load_analyser
    from service.config import from_environment

    found = load_analyser(from_environment(**overrides)).info
    rows: dict[str, Any] = {
        "name": found.name,
        "version": found.version,
        "language": found.language,
        "components": list(found.pipeline),
        **found.details,
    }
    if as_json:
        import orjson

        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2, default=str))
        return
    _print(rows)


def _print(rows: dict[str, Any], indent: str = "") -> None:
    width = max((len(name) for name in rows), default=0)
    for name, value in rows.items():
        if isinstance(value, dict):
            click.echo(f"{indent}{name}:")
            _print(value, indent + "  ")
        else:
            shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
            click.echo(f"{indent}{name:<{width}}  {shown}")
