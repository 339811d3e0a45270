"""A ledger as JSON lines: ``claims-jsonl``.

The first line tells the ledger, each further one a row of one kind, named by its only or first key:

``run`` ``fault`` ``register`` ``article`` ``incident`` ``feed`` ``file``: the row itself; ``extraction``: which extractor made claims of which article, when;
``claim``: the record as it stands now, with ``extracted`` (the record as it was made) where the two differ, ``extractor``, ``position``, ``status``, ``corrected``,
``incident_id``, ``changed_at`` and ``retired_at``; ``judgement``: with the state it was made on and the claim it is attached to; ``tombstone``: a claim to drop.

A whole export holds every version of every claim and restores an equal ledger, byte for byte the same when exported again. A filtered one holds the claims that
stand and match, their articles and judgements, and is for reading only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from ifolge import __version__
from ifolge.ledger import querying, schema
from ifolge.ledger.filters import EVERYTHING, Filters
from ifolge.ledger.opening import reading
from ifolge.ledger.rows import Row
from ifolge.ledger.store import Store

FORMAT = 1
PLAIN = {table.name: table for table in (schema.run, schema.fault, schema.register, schema.article, schema.feed, schema.file)}
"""Tables whose rows are lines as they are, in an order in which each line refers to earlier ones only."""


def export_lines(store: Store, filters: Filters = EVERYTHING) -> Iterator[str]:
    """A ledger as lines: whole where nothing is filtered, else what the filters want. One state of it, in constant memory."""
    whole = filters == EVERYTHING
    with reading(store.engine, store.name) as connection:
        yield _line(
            ledger={**_head(connection), "format": FORMAT, "ifolge": __version__, "whole": whole, "filters": None if whole else _given(filters)}
        )
        yield from _everything(connection) if whole else _filtered(connection, filters)


def _head(connection: Connection) -> Row:
    return _plain(connection.execute(select(schema.ledger)).one()._mapping)


def _given(filters: Filters) -> Row:
    """The filters that were given, as JSON."""
    usual = asdict(EVERYTHING)
    return {name: _value(value) for name, value in asdict(filters).items() if value != usual[name]}


def _everything(connection: Connection) -> Iterator[str]:
    for table in PLAIN.values():
        for row in _stream(connection, select(table).order_by(*table.primary_key)):
            yield _line(**{table.name: _plain(row._mapping)})
    incidents = schema.incident
    for row in _stream(connection, select(*(c for c in incidents.c if c.name != "place")).order_by(incidents.c.incident_id)):
        yield _line(incident=_plain(row._mapping) | {"record": json.loads(row.record)})
    made = schema.extraction
    for row in _stream(connection, select(made).order_by(made.c.id)):
        yield _line(extraction={key: value for key, value in _plain(row._mapping).items() if key != "id"})
    claims = select(*_CLAIM).join_from(schema.claim, made, schema.claim.c.extraction == made.c.id).order_by(schema.claim.c.id)
    yield from map(_claim_line, _stream(connection, claims))
    yield from _judgements(connection, None)


def _filtered(connection: Connection, filters: Filters) -> Iterator[str]:
    wanted = querying.chosen(select(schema.claim.c.id), filters)
    documents = select(schema.claim.c.doc_id).where(schema.claim.c.id.in_(wanted))
    article = schema.article
    for row in _stream(connection, select(article).where(article.c.doc_id.in_(documents)).order_by(article.c.doc_id)):
        yield _line(article=_plain(row._mapping))
    made = schema.extraction
    claims = querying.ordered(querying.chosen(select(*_CLAIM), filters).join(made, schema.claim.c.extraction == made.c.id), filters)
    yield from map(_claim_line, _stream(connection, claims))
    yield from _judgements(connection, wanted)
    for gone in querying.tombstones(connection, filters):
        yield _line(tombstone={name: _value(value) for name, value in asdict(gone).items()})


_STATE = ("position", "status", "corrected", "incident_id", "changed_at", "retired_at")
_CLAIM = (schema.claim.c.record, schema.claim.c.standing, schema.extraction.c.extractor, *(schema.claim.c[name] for name in _STATE))


def _claim_line(row: Any) -> str:
    state = {name: _value(getattr(row, name)) for name in _STATE}
    told = {"claim": json.loads(row.standing or row.record)} | ({"extracted": json.loads(row.record)} if row.standing else {})
    return _line(**told, extractor=row.extractor, **state | {"corrected": row.corrected.split(",") if row.corrected else []})


def _judgements(connection: Connection, claims: Any) -> Iterator[str]:
    one, at, claim, made = schema.judgement, schema.attachment, schema.claim, schema.extraction
    joined = (
        one.outerjoin(at, at.c.judgement_id == one.c.judgement_id)
        .outerjoin(claim, at.c.claim == claim.c.id)
        .outerjoin(made, claim.c.extraction == made.c.id)
    )
    wanted = select(one, at.c.fit, at.c.differs, claim.c.claim_id, made.c.extractor).select_from(joined).order_by(one.c.number)
    for row in _stream(connection, wanted if claims is None else wanted.where(at.c.claim.in_(claims))):
        told = {column.name: _value(getattr(row, column.name)) for column in one.c if column.name != "number"}
        told["state"], told["value"] = json.loads(row.state), None if row.value is None else json.loads(row.value)
        attached = None if row.fit is None else {"claim_id": row.claim_id, "extractor": row.extractor, "fit": row.fit, "differs": row.differs}
        yield _line(judgement=told, attached=attached)


def _stream(connection: Connection, wanted: Any) -> Iterator[Any]:
    return iter(connection.execute(wanted.execution_options(yield_per=querying.ROWS_AT_ONCE)))


def _line(**told: Any) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"


def _plain(row: Any) -> Row:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
