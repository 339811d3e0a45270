"""Triggers of schema 0001, frozen with it: what must never change cannot, whoever tries, on both back ends.

A later schema that guards other columns brings its own statements.
"""

from __future__ import annotations

from collections.abc import Iterator

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


GUARDS = {"sqlite": sqlite_guards, "postgresql": postgresql_guards}
