"""From JSON lines (``ifolge.ledger.lines_out``) to the ledger that they tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Date, Table, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from ifolge.errors import fail
from ifolge.ledger import schema
from ifolge.ledger.lines_out import FORMAT, PLAIN
from ifolge.ledger.opening import reading
from ifolge.ledger.rows import Row, place_key
from ifolge.ledger.schema import Moment
from ifolge.ledger.store import Store
from ifolge.ledger.writing import Known, Placed, insert_rows, learn_places, next_id, parts, store_claims
from ifolge.records import Claim, Incident

LINES_AT_ONCE = 2000
Lines = Iterable[tuple[int, Row]]


def restore(where: str | Path, stream: Iterable[str], *, name: str, step: Callable[[int], None] = lambda lines: None) -> Store:
    """Make the ledger that a whole export tells, or go on where an interrupted restoring of it ended.

    :param where: where there is no ledger yet, or the one that was begun.
    :param name: what messages call the export.
    :param step: called with the number of lines after each part that was written.
    :returns: the ledger, open.
    :raises IfolgeError: IF816 for a line that is none of ours, IF817 where only a part was exported, IF818 where another ledger, or this one with more in it, stands.
    """
    lines = enumerate(stream, start=1)
    number, first = next(lines, (1, ""))
    head = _read(first, name, number).get("ledger")
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise fail("IF816", where=name, line=1, detail=f"it does not begin with a ledger of format {FORMAT}")
    if not head["whole"]:
        raise fail("IF817", where=name)
    store = Store.open(where, create=True, identity=(head["ledger_id"], datetime.fromisoformat(head["created_at"])), texts=head["texts"])
    try:
        with store.filling():
            _fill(store, head["ledger_id"], ((n, _read(line, name, n)) for n, line in lines if line.strip()), name, step)
    except BaseException:
        store.close()
        raise
    return store


def _fill(store: Store, ledger_id: str, lines: Lines, name: str, step: Callable[[int], None]) -> None:
    known = Known()
    told: set[str] = set()
    unknown = _runs(store)
    for kind, group in groupby(lines, key=lambda line: next(iter(line[1]))):
        if kind not in _WRITERS:
            raise fail("IF816", where=name, line=next(group)[0], detail=f"there are no lines of the kind {kind!r}")
        if kind != "run" and (store.ledger_id != ledger_id or unknown - told):
            raise fail("IF818", where=store.name)
        while part := list(islice(group, LINES_AT_ONCE)):
            rows = [row for _, row in part]
            try:
                with store.writing() as connection:
                    _WRITERS[kind](connection, rows, known)
            except (KeyError, TypeError, ValueError, ValidationError) as error:
                known.clear()
                raise fail(
                    "IF816", where=name, line=part[0][0], detail=f"from here to line {part[-1][0]}: {type(error).__name__}: {error}"
                ) from error
            told.update(row["run"]["run_id"] for row in rows if kind == "run")
            step(len(part))


def _runs(store: Store) -> set[str]:
    with reading(store.engine, store.name) as connection:
        return set(connection.execute(select(schema.run.c.run_id)).scalars())


def _read(line: str, name: str, number: int) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise fail("IF816", where=name, line=number, detail=str(error)) from error
    if not isinstance(row, dict) or not row:
        raise fail("IF816", where=name, line=number, detail="not an object")
    return row


def _insert_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, passing over those that a key of the table says are there."""
    if rows:
        make = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
        connection.execute(make(table).on_conflict_do_nothing(), rows)


def _plain(table: Table, connection: Connection, rows: Sequence[Row], known: Known) -> None:
    _insert_missing(connection, table, [{column.name: _typed(column.type, row[table.name][column.name]) for column in table.c} for row in rows])


def _incidents(connection: Connection, rows: Sequence[Row], known: Known) -> None:
    table = schema.incident
    columns = [column for column in table.c if column.name not in ("record", "place")]
    records = [Incident.model_validate(row["incident"]["record"]) for row in rows]
    learn_places(connection, [record.place for record in records if record.place], known)
    filled = [
        {column.name: _typed(column.type, row["incident"][column.name]) for column in columns}
        | {"record": record.to_json(), "place": known.places[place_key(record.place)] if record.place else None}
        for row, record in zip(rows, records, strict=True)
    ]
    _insert_missing(connection, table, filled)


def _extractions(connection: Connection, rows: Sequence[Row], known: Known) -> None:
    columns = [column for column in schema.extraction.c if column.name != "id"]
    told = [row["extraction"] for row in rows]
    there = _extraction_ids(connection, [one["doc_id"] for one in told])
    fresh = [one for one in told if (one["doc_id"], one["extractor"]) not in there]
    numbered = enumerate(fresh, start=next_id(connection, schema.extraction))
    insert_rows(connection, schema.extraction, [{"id": n} | {c.name: _typed(c.type, one[c.name]) for c in columns} for n, one in numbered])


def _claims(connection: Connection, rows: Sequence[Row], known: Known) -> None:
    ids = _extraction_ids(connection, [row["claim"]["doc_id"] for row in rows])
    there: set[tuple[int, str]] = set()
    for some in parts([row["claim"]["claim_id"] for row in rows]):
        found = select(schema.claim.c.extraction, schema.claim.c.claim_id).where(schema.claim.c.claim_id.in_(some))
        there.update((row.extraction, row.claim_id) for row in connection.execute(found))
    placed = []
    for row in rows:
        stands = Claim.model_validate(row["claim"])
        extraction = ids[stands.doc_id, row["extractor"]]
        if (extraction, stands.claim_id) not in there:
            placed.append(
                Placed(
                    claim=Claim.model_validate(row["extracted"]) if "extracted" in row else stands,
                    stands=stands if "extracted" in row else None,
                    extraction=extraction,
                    position=row["position"],
                    corrected=tuple(row["corrected"]),
                    status=row["status"],
                    incident_id=row["incident_id"],
                    changed_at=datetime.fromisoformat(row["changed_at"]),
                    retired_at=_moment(row["retired_at"]),
                )
            )
    store_claims(connection, placed, known)


def _judgements(connection: Connection, rows: Sequence[Row], known: Known) -> None:
    claim, made = schema.claim, schema.extraction
    columns = [column for column in schema.judgement.c if column.name != "number"]
    for row in rows:
        told = row["judgement"]
        state = (Claim if "trigger" in told["state"] else Incident).model_validate(told["state"]).to_json()
        value = None if told["value"] is None else json.dumps(told["value"], ensure_ascii=False, sort_keys=True)
        filled = {column.name: _typed(column.type, told[column.name]) for column in columns} | {"state": state, "value": value}
        if connection.execute(select(schema.judgement.c.number).where(schema.judgement.c.judgement_id == told["judgement_id"])).first():
            continue
        _insert_missing(connection, schema.judgement, [filled])
        at = row["attached"]
        if at is not None:
            joined = select(claim.c.id).join(made, claim.c.extraction == made.c.id)
            number = connection.execute(joined.where(claim.c.claim_id == at["claim_id"], made.c.extractor == at["extractor"])).scalar()
            attached = {"judgement_id": told["judgement_id"], "claim": number, "fit": at["fit"], "differs": at["differs"]}
            _insert_missing(connection, schema.attachment, [attached])


def _extraction_ids(connection: Connection, documents: Iterable[str]) -> dict[tuple[str, str], int]:
    made = schema.extraction
    ids: dict[tuple[str, str], int] = {}
    for some in parts(sorted(set(documents))):
        rows = connection.execute(select(made.c.id, made.c.doc_id, made.c.extractor).where(made.c.doc_id.in_(some)))
        ids.update({(row.doc_id, row.extractor): row.id for row in rows})
    return ids


def _typed(kind: Any, value: Any) -> Any:
    """A value of JSON as its column has it."""
    if isinstance(kind, Moment):
        return _moment(value)
    return date.fromisoformat(value) if isinstance(kind, Date) and value is not None else value


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


_WRITERS: dict[str, Callable[[Connection, Sequence[Row], Known], None]] = {
    **{name: partial(_plain, table) for name, table in PLAIN.items()},
    "incident": _incidents,
    "extraction": _extractions,
    "claim": _claims,
    "judgement": _judgements,
}
"""What to do with the lines of each kind; a tombstone stands in filtered exports only."""
