"""Triggers of schema 0001, frozen with it: what must never change cannot, whoever tries, on both back ends.

A later schema that guards other columns brings its own statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

WHOLE: tuple[str, ...] = ()
"""All columns of a table."""

KEPT: dict[str, tuple[str, ...]] = {
    "ledger": WHOLE,
    "register": WHOLE,
    "article": WHOLE,
    "judgement": WHOLE,
    "extraction": ("id", "doc_id", "extractor", "run_id", "made_at"),
    "claim": ("id", "claim_id", "extraction", "doc_id", "position", "record"),
}
"""Tables whose rows are never deleted, with the columns that are never changed."""


def sqlite_guards() -> Iterator[str]:
    """Statements that make the triggers on SQLite."""
    for table, columns in KEPT.items():
        of = f" OF {', '.join(columns)}" if columns else ""
        for what, when in (("kept", "DELETE"), ("fixed", f"UPDATE{of}")):
            yield f"CREATE TRIGGER {table}_{what} BEFORE {when} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"


def postgresql_guards() -> Iterator[str]:
    """Statements that make the triggers on PostgreSQL."""
    yield (
        "CREATE FUNCTION ifolge_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table, columns in KEPT.items():
        of = f" OF {', '.join(columns)}" if columns else ""
        for what, when, each in (("kept", "DELETE", "ROW"), ("fixed", f"UPDATE{of}", "ROW"), ("whole", "TRUNCATE", "STATEMENT")):
            yield f"CREATE TRIGGER {table}_{what} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION ifolge_append_only()"


def missing_guards(connection: Connection) -> list[str]:
    """Names of triggers that are gone, switched off, or do something else."""
    if connection.dialect.name == "sqlite":
        wanted = {statement.split()[2]: statement for statement in sqlite_guards()}
        found = {row.name: row.sql for row in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")}
        return [name for name, statement in wanted.items() if found.get(name) != statement]
    rows = connection.exec_driver_sql(
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'ifolge_append_only' AND t.tgenabled IN ('O', 'A')"
    )
    there = {row.tgname for row in rows if "RAISE EXCEPTION" in row.prosrc}
    return [name for statement in postgresql_guards() if (name := statement.split()[2]) not in there and "TRIGGER" in statement.split()[1]]


def renew_guards(connection: Connection) -> None:
    """Make all triggers anew."""
    if connection.dialect.name == "sqlite":
        for statement in sqlite_guards():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {statement.split()[2]}")
    else:
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS ifolge_append_only() CASCADE")
    for statement in GUARDS[connection.dialect.name]():
        connection.exec_driver_sql(statement.replace("%", "%%") if connection.dialect.name == "postgresql" else statement)


GUARDS = {"sqlite": sqlite_guards, "postgresql": postgresql_guards}
