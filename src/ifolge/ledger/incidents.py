"""Incidents in a ledger: kept under their ids, replaced where they say something else now, retired where none of their claims is theirs any more.

A claim belongs to one incident at most, the last one stored that names it. Rows are never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from ifolge.errors import fail
from ifolge.ledger import schema
from ifolge.ledger.filters import Filters, one_of
from ifolge.ledger.querying import conditions
from ifolge.ledger.rows import Row, place_key
from ifolge.ledger.writing import Known, learn_places, parts
from ifolge.records import Incident

table, claim, place = schema.incident, schema.claim, schema.place
STANDS = claim.c.retired_at.is_(None)

IncidentOrder = Literal["time", "type", "status", "place", "claims", "sources", "changed"]
INCIDENT_ORDERS: tuple[IncidentOrder, ...] = get_args(IncidentOrder)


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident as it was stored last, the number of ``claims`` linked into it that stand and are not rejected, and when the ledger changed it last (UTC)."""

    incident: Incident
    claims: int
    changed_at: datetime


@dataclass(slots=True)
class Linked:
    """What a call wrote: incidents that were new, that say something else now, that have no claims any more; claims that changed their incident."""

    new: int = 0
    replaced: int = 0
    retired: int = 0
    claims: int = 0


def store_incidents(connection: Connection, incidents: Sequence[Incident], *, run_id: str, now: datetime, known: Known) -> Linked:
    """Store incidents and link their claims, inside a writing transaction. What is there already is left as it is.

    :raises IfolgeError: IF830 where a claim is in two of the incidents, IF831 where the ledger has no such claim.
    """
    owner = _owners(incidents)
    _need_claims(connection, owner)
    learn_places(connection, [one.place for one in incidents if one.place], known)
    linked = Linked()
    there = {row.incident_id: row for some in parts([one.incident_id for one in incidents]) for row in _rows(connection, some)}
    for one in incidents:
        said = {**_columns(one, known), "run_id": run_id, "changed_at": now, "retired_at": None}
        before = there.get(one.incident_id)
        if before is None:
            connection.execute(insert(table), [{**said, "incident_id": one.incident_id, "added_at": now}])
            linked.new += 1
        elif before.record != said["record"] or before.retired_at is not None:
            connection.execute(update(table).where(table.c.incident_id == one.incident_id).values(**said))
            linked.replaced += 1
    losers = _link(connection, owner, now, linked)
    linked.retired = _retire_empty(connection, losers | {one.incident_id for one in incidents}, now)
    return linked


def _owners(incidents: Iterable[Incident]) -> dict[str, str]:
    """The incident of each claim."""
    owner: dict[str, str] = {}
    for one in incidents:
        for claim_id in one.claim_ids:
            if owner.setdefault(claim_id, one.incident_id) != one.incident_id:
                raise fail("IF830", where=one.incident_id, claim=claim_id, other=owner[claim_id])
    return owner


def _need_claims(connection: Connection, owner: dict[str, str]) -> None:
    """Claims that a later extractor retired are known too: they were there when the incident was made."""
    there: set[str] = set()
    for some in parts(list(owner)):
        there.update(connection.execute(select(claim.c.claim_id).where(claim.c.claim_id.in_(some))).scalars())
    missing = next((claim_id for claim_id in owner if claim_id not in there), None)
    if missing is not None:
        raise fail("IF831", where=owner[missing], claim=missing)


def _rows(connection: Connection, ids: Sequence[str]) -> Sequence[Any]:
    return connection.execute(select(table.c.incident_id, table.c.record, table.c.retired_at).where(table.c.incident_id.in_(ids))).all()


def _columns(one: Incident, known: Known) -> Row:
    return {
        "type": one.type,
        "status": one.status,
        "earliest": one.time and one.time.earliest,
        "latest": one.time and one.time.latest,
        "place": known.places[place_key(one.place)] if one.place else None,
        "sources": one.independent_sources,
        "record": one.to_json(),
    }


def _link(connection: Connection, owner: dict[str, str], now: datetime, linked: Linked) -> set[str]:
    """Link the claims that stand, unlink those that an incident no longer names; returns the incidents that lost claims."""
    losers: set[str] = set()
    wanted: dict[str | None, list[int]] = {}
    mine = (claim.c.incident_id.in_(some) for some in parts(sorted(set(owner.values()))))
    named = (claim.c.claim_id.in_(some) for some in parts(list(owner)))
    for condition in (*mine, *named):
        for row in connection.execute(select(claim.c.id, claim.c.claim_id, claim.c.incident_id).where(STANDS, condition)):
            now_in = owner.get(row.claim_id)
            if row.incident_id == now_in:
                continue
            if row.incident_id is not None:
                losers.add(row.incident_id)
            wanted.setdefault(now_in, []).append(row.id)
    for incident_id, numbers in wanted.items():
        for few in parts(sorted(set(numbers))):
            linked.claims += connection.execute(update(claim).where(claim.c.id.in_(few)).values(incident_id=incident_id, changed_at=now)).rowcount
    return losers


def _retire_empty(connection: Connection, ids: Iterable[str], now: datetime) -> int:
    """Retire those that no claim that stands is linked into."""
    number = 0
    for some in parts(sorted(ids)):
        full = select(claim.c.incident_id).where(STANDS, claim.c.incident_id.in_(some))
        empty = table.c.incident_id.in_(some) & table.c.retired_at.is_(None) & table.c.incident_id.not_in(full)
        number += connection.execute(update(table).where(empty).values(retired_at=now, changed_at=now)).rowcount
    return number


def incidents(
    connection: Connection, filters: Filters, *, order: IncidentOrder = "time", descending: bool = False, limit: int | None = None
) -> Iterator[IncidentRow]:
    """Incidents that stand, of which the filters want at least one claim."""
    counted = (
        select(claim.c.incident_id, func.count().label("claims"))
        .where(STANDS, claim.c.status != "rejected", claim.c.incident_id.is_not(None))
        .group_by(claim.c.incident_id)
        .subquery("counted")
    )
    claims = func.coalesce(counted.c.claims, 0)
    joined = table.outerjoin(counted, counted.c.incident_id == table.c.incident_id).outerjoin(place, table.c.place == place.c.id)
    orders: dict[IncidentOrder, tuple[ColumnElement[Any], ...]] = {
        "time": (table.c.earliest, table.c.latest),
        "type": (table.c.type,),
        "status": (table.c.status,),
        "place": (place.c.country, place.c.adm1, place.c.name),
        "claims": (claims,),
        "sources": (table.c.sources,),
        "changed": (table.c.changed_at,),
    }
    keys = [key for column in orders[one_of("order", order, INCIDENT_ORDERS)] for key in (column.is_(None), column.desc() if descending else column)]
    wanted = select(table.c.record, table.c.changed_at, claims.label("claims")).select_from(joined)
    of_claims = select(claim.c.incident_id).where(claim.c.incident_id.is_not(None), *conditions(filters))
    wanted = wanted.where(table.c.retired_at.is_(None), table.c.incident_id.in_(of_claims))
    for row in connection.execute(wanted.order_by(*keys, table.c.incident_id).limit(limit)):
        yield IncidentRow(Incident.from_json(row.record), row.claims, row.changed_at)
