"""`onrecord keys`: who may call the HTTP interface, and for what."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from service.cli.settings import flags

if TYPE_CHECKING:
    from service.records import ApiKey, KeyScope
    from service.store import Store


@click.group()
def keys() -> None:
    """About API keys, which callers send as `Authorization: Bearer KEY`."""


@keys.command()
@click.option("--name", required=True, help="Whom or what the key is for.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(["read", "write", "edit", "admin"]),
    multiple=True,
    required=True,
    help="What it allows; may be given several times. admin allows all.",
)
@click.option(
    "--expires",
    "days",
    metavar="DAYS",
    type=click.IntRange(1, 36_500),
    help="Days after which it ends; without it, it is good until it is revoked.",
)
@flags("database_url")
def create(name: str, scopes: tuple["KeyScope", ...], days: int | None, **overrides: Any) -> None:
    """Make a key and print it, once: it is stored only as a hash.

    read: all that changes nothing, analyses included. write: store and delete articles. edit:
    corrections, speakers, topics. admin: all of these.
    """
    store = _open(**overrides)
    try:
        term = None if days is None else dt.timedelta(days=days)
        made, text = store.keys.create(name, scopes, term)
    finally:
        store.close()
    click.echo(text)
    end = "until it is revoked" if made.expires_at is None else f"until {made.expires_at:%Y-%m-%d}"
    click.echo(f"{made.id}, {' '.join(made.scopes)}, good {end}; it is not shown again.", err=True)


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON lines.")
@flags("database_url")
def list_keys(as_json: bool, **overrides: Any) -> None:
    """List all keys: id, state, scopes, day of the last use, name."""
    import orjson

    store = _open(**overrides)
    try:
        found = store.keys.list()
    finally:
        store.close()
    now = dt.datetime.now(dt.UTC)
    for key in found:
        if as_json:
            click.echo(orjson.dumps(key))
            continue
        used = "never used" if key.last_used is None else f"used {key.last_used}"
        click.echo(f"{key.id}  {_state(key, now)}  {' '.join(key.scopes)}  {used}  {key.name}")


@keys.command()
@click.argument("key_ids", metavar="ID...", nargs=-1, required=True)
@flags("database_url")
def revoke(key_ids: tuple[str, ...], **overrides: Any) -> None:
    """End keys for good, at once."""
    store = _open(**overrides)
    try:
        for key_id in key_ids:
            click.echo(f"{store.keys.revoke(key_id).id} revoked")
    finally:
        store.close()


def _state(key: "ApiKey", now: dt.datetime) -> str:
    if key.revoked_at is not None:
        return f"revoked {key.revoked_at:%Y-%m-%d}"
    if key.expires_at is None:
        return "good"
    said = "expired" if key.expires_at <= now else "good until"
    return f"{said} {key.expires_at:%Y-%m-%d}"


def _open(**overrides: Any) -> "Store":
    from service.api import logs
    from service.config import from_environment
    from service.store import open_store

    logs.configure()
    return open_store(from_environment(**overrides).database_url)
