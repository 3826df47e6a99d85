"""`onrecord migrate`: bring the database's tables up to date, and nothing else."""

from typing import Any

import click

from service.cli.settings import flags


@click.command()
@flags("database_url")
def migrate(**overrides: Any) -> None:
    """Make the database's tables, or bring them up to date.

    Every command that opens the database does so, too; several machines do it once, before.
    """
    from service.api import logs
    from service.config import from_environment
    from service.store import open_store

    logs.configure()
    store = open_store(from_environment(**overrides).database_url)
    store.ping()
    store.close()
