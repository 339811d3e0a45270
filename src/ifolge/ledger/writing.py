"""Extractions into the ledger: each article once, each version of its claims once, the earlier version retired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, func, select, update

from ifolge.extraction import Extraction
from ifolge.ledger import schema
from ifolge.ledger.entries import Standing
from ifolge.ledger.rows import (
    Role,
    Row,
    Texts,
    actors_of,
    article_row,
    claim_columns,
    kept,
    participants,
    party_key,
    party_row,
    place_key,
    place_row,
    tallies,
)
from ifolge.records import Claim, Place

T = TypeVar("T")
People = Sequence[tuple[str, Role]]

AT_ONCE = 500
"""Rows that one question names."""
CLAIMS_AT_ONCE = 2000
"""Claims whose rows are made before they are written: few enough that the memory they take is soon free again."""


@dataclass(slots=True)
class Stored:
    """What a call wrote: articles that were new, extractions, claims, and claims that a later version took the place of."""

    articles: int = 0
    extractions: int = 0
    claims: int = 0
    retired: int = 0
    documents: list[str] = field(default_factory=list)
    """Documents whose claims were replaced: judgements on them have to be attached anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A claim with its place in the ledger: the extraction it comes from, its position there, and where people corrected it, how it ``stands``."""

    claim: Claim
    extraction: int
    position: int
    changed_at: datetime
    retired_at: datetime | None = None
    stands: Claim | None = None
    corrected: tuple[str, ...] = ()
    status: Standing = "unreviewed"
    incident_id: str | None = None


@dataclass(slots=True)
class Known:
    """Ids of parties and places, and actors, that are known to be stored. Kept between transactions; what a failed one added is forgotten."""

    places: dict[str, int] = field(default_factory=dict)
    parties: dict[str, int] = field(default_factory=dict)
    actors: set[str] = field(default_factory=set)

    def clear(self) -> None:
        """Forget everything."""
        self.places.clear()
        self.parties.clear()
        self.actors.clear()


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert those rows whose key is not there yet; returns their number. Nobody else writes meanwhile, so what was not there is not there."""
    if not rows:
        return 0
    key = next(iter(table.primary_key)) if "key" not in table.c else table.c.key
    there: set[Any] = set()
    for part in parts([row[key.name] for row in rows]):
        there.update(connection.execute(select(key).where(key.in_(part))).scalars())
    new: dict[Any, Row] = {}
    for row in rows:
        if row[key.name] not in there:
            new.setdefault(row[key.name], row)
    insert_rows(connection, table, list(new.values()))
    return len(new)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert many rows that have the same columns in the same order. Made here, not by SQLAlchemy, whose work on each row takes longer than the database's."""
    if not rows:
        return
    dialect = connection.dialect
    mark = "?" if dialect.name == "sqlite" else "%s"
    names = list(rows[0])
    columns: list[Iterable[Any]] = []
    for name, column in zip(names, zip(*(row.values() for row in rows), strict=True), strict=True):
        convert = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        columns.append(_converted(column, convert) if convert else column)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})", list(zip(*columns, strict=True))
    )


def _converted(column: Sequence[Any], convert: Callable[[Any], Any]) -> Iterable[Any]:
    """The values of a column as the database has them, each that occurs converted once: claims of an article share their days."""
    told = {value: convert(value) for value in set(column)}
    return map(told.__getitem__, column)


def parts(values: Sequence[T], size: int = AT_ONCE) -> Iterable[Sequence[T]]:
    """The values in parts of at most ``size``."""
    return (values[i : i + size] for i in range(0, len(values), size))


def store(
    connection: Connection, extractions: Sequence[Extraction], *, extractor: str, run_id: str, now: datetime, texts: Texts, known: Known
) -> Stored:
    """Store extractions of different articles inside a writing transaction.

    An article whose claims by this extractor are there already is passed over. Claims of another extractor of the same article are retired: they stay, with the
    day they went.
    """
    stored = Stored()
    made = _by_document(connection, extractor, [e.article.doc_id for e in extractions])
    fresh = [e for e in extractions if e.article.doc_id not in made]
    if not fresh:
        return stored
    rows = [{**article_row(e.article, texts=texts), "added_at": now, "run_id": run_id} for e in fresh]
    stored.articles = insert_new(connection, schema.article, rows)
    stored.retired, stored.documents = retire(connection, [e.article.doc_id for e in fresh], now)
    numbered = list(enumerate(fresh, start=next_id(connection, schema.extraction)))
    rows = [{"id": number, "doc_id": e.article.doc_id, "extractor": extractor, "run_id": run_id, "made_at": now} for number, e in numbered]
    insert_rows(connection, schema.extraction, rows)
    placed = (
        Placed(claim=kept(claim, texts=texts), extraction=number, position=position, changed_at=now)
        for number, e in numbered
        for position, claim in enumerate(e.claims)
    )
    stored.extractions, stored.claims = len(fresh), store_claims(connection, placed, known)
    return stored


def next_id(connection: Connection, table: Table) -> int:
    """The number of the next row: nobody else writes meanwhile, and what is numbered so is never deleted. Many rows go in at once where their numbers are known."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1


def _by_document(connection: Connection, extractor: str, documents: Sequence[str]) -> set[str]:
    """Those of the documents that this extractor has done."""
    table = schema.extraction
    done: set[str] = set()
    for part in parts(documents):
        done.update(connection.execute(select(table.c.doc_id).where(table.c.doc_id.in_(part), table.c.extractor == extractor)).scalars())
    return done


def retire(connection: Connection, documents: Sequence[str], now: datetime) -> tuple[int, list[str]]:
    """Retire the claims that stand of documents: their number, and the documents that had any extraction."""
    table, claim = schema.extraction, schema.claim
    had: list[str] = []
    number = 0
    for part in parts(documents):
        old = connection.execute(select(table.c.id, table.c.doc_id).where(table.c.doc_id.in_(part), table.c.retired_at.is_(None))).all()
        if not old:
            continue
        had += [row.doc_id for row in old]
        connection.execute(update(table).where(table.c.id.in_([row.id for row in old])).values(retired_at=now))
        standing = claim.c.doc_id.in_([row.doc_id for row in old]) & claim.c.retired_at.is_(None)
        number += connection.execute(update(claim).where(standing).values(retired_at=now, changed_at=now)).rowcount
    return number, had


def store_claims(connection: Connection, placed: Iterable[Placed], known: Known) -> int:
    """Insert claims with all that is derived from them, some at a time; returns their number."""
    first = number = next_id(connection, schema.claim)
    placed = iter(placed)
    while some := list(islice(placed, CLAIMS_AT_ONCE)):
        _store_some(connection, some, range(number, number + len(some)), known)
        number += len(some)
    return number - first


def _store_some(connection: Connection, placed: Sequence[Placed], numbers: Sequence[int], known: Known) -> None:
    stand = [one.stands or one.claim for one in placed]
    people = [_people(claim) for claim in stand]
    _learn(connection, stand, people, known)
    rows = [
        {
            "id": number,
            "claim_id": one.claim.claim_id,
            "extraction": one.extraction,
            "doc_id": one.claim.doc_id,
            "position": one.position,
            "record": one.claim.to_json(),
            **columns(claim, known),
            "standing": one.stands.to_json() if one.stands else None,
            "corrected": ",".join(one.corrected),
            "status": one.status,
            "incident_id": one.incident_id,
            "changed_at": one.changed_at,
            "retired_at": one.retired_at,
        }
        for number, one, claim in zip(numbers, placed, stand, strict=True)
    ]
    insert_rows(connection, schema.claim, rows)
    _store_parts(connection, zip(numbers, stand, people, strict=True), known)


def columns(claim: Claim, known: Known) -> Row:
    """All derived columns of a claim whose place is known."""
    return {**claim_columns(claim), "place": known.places[place_key(claim.place)] if claim.place else None}


def _people(claim: Claim) -> list[tuple[str, Role]]:
    """Everybody with a role in a claim, each with the key of its party."""
    return [(party_key(actor, name), (row, actor, name)) for row, actor, name in participants(claim)]


def _store_parts(connection: Connection, claims: Iterable[tuple[int, Claim, People]], known: Known) -> None:
    """Insert the participants and tallies of claims, each with the number of its row."""
    roles: list[Row] = []
    counted: list[Row] = []
    for number, claim, people in claims:
        roles += [{"claim": number, **row, "party": known.parties[key]} for key, (row, _, _) in people]
        counted += [{"claim": number, **row} for row in tallies(claim)]
    insert_rows(connection, schema.participant, roles)
    insert_rows(connection, schema.tally, counted)


def restate(connection: Connection, number: int, claim: Claim, known: Known, **changed: Any) -> None:
    """Derive the columns, participants and tallies of a claim's row anew from what it says now."""
    people = _people(claim)
    _learn(connection, [claim], [people], known)
    for table in (schema.participant, schema.tally):
        connection.execute(table.delete().where(table.c.claim == number))
    connection.execute(update(schema.claim).where(schema.claim.c.id == bindparam("row")).values(**columns(claim, known), **changed), {"row": number})
    _store_parts(connection, [(number, claim, people)], known)


def _learn(connection: Connection, claims: Sequence[Claim], people: Iterable[People], known: Known) -> None:
    """See that all places, actors and parties of the claims are stored, and that their ids are known."""
    learn_places(connection, [claim.place for claim in claims if claim.place], known)
    parties = {key: (actor, name) for roles in people for key, (_, actor, name) in roles if key not in known.parties}
    actors = {row["actor_id"]: row for actor, _ in parties.values() for row in actors_of(actor) if row["actor_id"] not in known.actors}
    insert_new(connection, schema.actor, list(actors.values()))
    known.actors.update(actors)
    _ids(connection, schema.party, [party_row(actor, name) for actor, name in parties.values()], known.parties)


def learn_places(connection: Connection, places: Iterable[Place], known: Known) -> None:
    """See that places are stored, and that their ids are known."""
    missing = {key: place for place in places if (key := place_key(place)) not in known.places}
    _ids(connection, schema.place, [place_row(place) for place in missing.values()], known.places)


def _ids(connection: Connection, table: Table, rows: Sequence[Row], known: dict[str, int]) -> None:
    """Store those of the rows that are not there yet, and learn the ids of all."""
    insert_new(connection, table, rows)
    for part in parts([row["key"] for row in rows]):
        known.update((row.key, row.id) for row in connection.execute(select(table.c.id, table.c.key).where(table.c.key.in_(part))))
