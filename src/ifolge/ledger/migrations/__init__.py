"""Changes of the schema, one file each in ``versions``, in the order of their numbers; forward only.

A released schema is never edited: what must change is a new file, with data of the schema before it in ``tests/ledger/released``.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

SCHEMA = "0001"
"""The newest schema, which this ifolge reads and writes."""
VERSION_TABLE = "schema_version"


def found_schema(connection: Connection) -> str | None:
    """The schema that a database has; ``None`` where it holds no ledger."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def migrate(connection: Connection, *, to: str = "head") -> None:
    """Bring the schema up to ``to`` inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
