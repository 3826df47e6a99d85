"""Alembic, driven by code: no alembic.ini is needed where the service is installed."""

import threading
from importlib.resources import files

from sqlalchemy import Connection

from service.errors import InvalidSetting

migrating = threading.Lock()
"""To hold while upgrading: Alembic works through module globals, one migration at a time."""


def upgrade(connection: Connection, revision: str = "head") -> bool:
    """Bring the tables to a revision within the connection's transaction; False: they were there.

    Raises InvalidSetting for a database that a newer version of the service has written.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    folder = str(files("service.store") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
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
