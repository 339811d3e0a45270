"""What a ledger holds, without what differs from one run to the next: two ledgers of the same articles are to be equal in it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, select

from ifolge.ledger import Store, schema
from ifolge.ledger.opening import reading
from ifolge.ledger.schema import Moment

NAMED_BY = {"place": ("key",), "party": ("key",), "extraction": ("doc_id", "extractor"), "claim": ("extraction", "claim_id")}
"""Tables whose rows are numbered as they come, with what names a row for good; each refers to earlier ones only."""
TABLES = (*NAMED_BY, "article", "actor", "participant", "tally", "register", "judgement", "attachment", "incident")
PASSING = ("id", "number", "run_id", "judgement_id", "undoes")


def content(store: Store) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table as sorted dictionaries: of times only whether there is one, in the place of numbers what they stand for."""
    names: dict[str, dict[int, Any]] = {}

    def value(column: Column[Any], found: Any) -> Any:
        if isinstance(column.type, Moment):
            return found is not None
        target = next((key.column.table.name for key in column.foreign_keys), None)
        return names[target][found] if target in names and found is not None else found

    held = {}
    with reading(store.engine, store.name) as connection:
        for name in TABLES:
            table = schema.metadata.tables[name]
            rows = [row._mapping for row in connection.execute(select(table))]
            if name in NAMED_BY:
                names[name] = {row["id"]: tuple(value(table.c[part], row[part]) for part in NAMED_BY[name]) for row in rows}
            shown = [{column.name: value(column, row[column.name]) for column in table.c if column.name not in PASSING} for row in rows]
            held[name] = sorted(shown, key=repr)
    return held
