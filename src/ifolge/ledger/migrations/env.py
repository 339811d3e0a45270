"""Run by Alembic: migrate over the connection that ``migrate`` was given, inside its transaction."""

from alembic import context

from ifolge.ledger.migrations import VERSION_TABLE
from ifolge.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    compare_server_default=True,
)
context.run_migrations()
