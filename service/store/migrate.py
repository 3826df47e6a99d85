"""Alembic, driven by code: no alembic.ini is needed where the service is installed."""

import threading
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from service.errors import InvalidSetting

if TYPE_CHECKING:
    from alembic.config import Config

migrating = threading.Lock()
"""To hold while upgrading: Alembic works through module globals, one migration at a time."""


@cache
def newest() -> str | None:
    """Name the revision of the tables that this version uses."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    folder = str(files("service.store") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection, revision: str = "head") -> bool:
    """Bring the tables to a revision within the connection's transaction; False: they were there.

    Raises InvalidSetting for a database that a newer version of the service has written.
    """
    from alembic import command
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = _config()
    config.attributes["connection"] = connection
    script = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_heads()
    if set(present) == set(script.get_heads()):
        return False
    try:
        script.get_revisions(present)
    except CommandError:
        raise InvalidSetting(
            f"The database has revision {', '.join(present)}, which this version does not know; "
            "use the version that wrote it, or a newer one."
        ) from None
    command.upgrade(config, revision)
    return True
