"""`onrecord config`: every setting, its value and where that is from; and settings as flags."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from service import config as configuration

F = TypeVar("F", bound=Callable[..., Any])

_FLAGS: dict[str, tuple[Any, str]] = {
    "database_url": (str, "SQLAlchemy URL of the store."),
    "host": (str, "Address to listen on."),
    "port": (click.IntRange(0, 65535), "Port to listen on; 0 takes a free one."),
    "pipeline": (str, "'onrecord', or the name of an installed spaCy package."),
    "workers": (click.IntRange(1, 256), "Analysis processes."),
    "queue": (click.IntRange(0, 10_000), "Analyses that may wait."),
    "readers": (click.IntRange(0, 64), "Processes for reads, once several come at once; 0: none."),
    "article_seconds": (click.FloatRange(0.1, 3600), "Time limit per text."),
    "max_chars": (click.IntRange(1, 5_000_000), "Longest accepted text, in characters."),
    "background": (click.IntRange(0, 1), "1: work in the background here; 0: leave it to others."),
    "lease_seconds": (click.FloatRange(1, 3600), "How long a lost worker keeps its articles."),
    "attempts": (click.IntRange(1, 100), "How often an article's analysis is begun at most."),
    "api_keys": (
        click.Choice(configuration.CHOICES["api_keys"]),
        "Whether callers need an API key; auto: unless only this machine can call.",
    ),
    "limits": (
        click.Choice(configuration.CHOICES["limits"]),
        "Whether calls are counted; auto: unless only this machine can call.",
    ),
    "limits_url": (str, "Where calls are counted: memory://, or redis://… for several processes."),
    "analyses_per_minute": (click.IntRange(0, 1_000_000), "Analyses per caller; 0: any number."),
    "requests_per_minute": (click.IntRange(0, 1_000_000), "Other calls per caller; 0: any number."),
    "drain_seconds": (click.FloatRange(0, 3600), "How long analyses may go on at the end."),
    "event_days": (click.IntRange(1, 3650), "How many days the log of events is kept."),
    "streams": (click.IntRange(0, 1000), "Streams of events that may be open at once."),
    "public_url": (str, "Address of the service for links in feeds."),
    "webhook_hosts": (str, "Hosts and networks of your own that webhooks may be sent to."),
}


def flags(*names: str) -> Callable[[F], F]:
    """Offer settings as options; one that is not given leaves the environment's value."""

    def decorator(command: F) -> F:
        for name in reversed(names):
            kind, text = _FLAGS[name]
            option = click.option(f"--{name.replace('_', '-')}", type=kind, help=text)
            command = option(command)
        return command

    return decorator


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def config(as_json: bool) -> None:
    """List every setting, its value and where the value is from."""
    rows = configuration.overview()
    if as_json:
        import orjson

        click.echo(orjson.dumps([row._asdict() for row in rows], option=orjson.OPT_INDENT_2))
        return
    names, values = (max(len(str(row[at])) for row in rows) for at in (0, 1))
    for row in rows:
        click.echo(f"{row.name:<{names}}  {row.value!s:<{values}}  {row.origin}")
