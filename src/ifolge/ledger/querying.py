"""Filters → rows → entries: how a ledger is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select
from sqlalchemy.sql.expression import false

from ifolge.errors import fail
from ifolge.ledger import schema
from ifolge.ledger.entries import Card, Entry, Tombstone
from ifolge.ledger.filters import Filters, Order
from ifolge.ledger.rows import card_of
from ifolge.records import Claim

ROWS_AT_ONCE = 200
claim, article, place, party, participant = schema.claim, schema.article, schema.place, schema.party, schema.participant
STANDS = claim.c.retired_at.is_(None)

_CARD = [c for c in article.c if c.name not in ("text", "text_sha256", "length", "added_at", "run_id", "body_start", "lang")]
_SHOWN = [claim.c.record, claim.c.standing, claim.c.corrected, claim.c.status, claim.c.incident_id, claim.c.changed_at, article.c.lang, *_CARD]
_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    "reading": (),
    "time": (claim.c.earliest, claim.c.latest),
    "place": (place.c.country, place.c.adm1, place.c.name),
    "type": (claim.c.type,),
    "confidence": (claim.c.confidence,),
    "killed": (claim.c.killed,),
    "changed": (claim.c.changed_at,),
}


def entries(connection: Connection, filters: Filters) -> Iterator[Entry]:
    """The claims that the filters want, in their order; constant memory.

    First their numbers are put in order, then so many rows at a time are fetched: records are long, and sorting them would take most of the time.
    """
    wanted = ordered(chosen(select(claim.c.id), filters), filters).execution_options(yield_per=ROWS_AT_ONCE)
    for part in connection.execute(wanted).scalars().partitions(ROWS_AT_ONCE):
        yield from _fetched(connection, part)


def _fetched(connection: Connection, numbers: Sequence[int]) -> Iterator[Entry]:
    wanted = select(claim.c.id, *_SHOWN).join_from(claim, article, claim.c.doc_id == article.c.doc_id).where(claim.c.id.in_(numbers))
    rows = {row.id: row for row in connection.execute(wanted)}
    cards: dict[str, Card] = {}
    for number in numbers:
        row = rows[number]
        if row.doc_id not in cards:
            cards[row.doc_id] = card_of(row)
        yield _entry(row, cards[row.doc_id])


def count(connection: Connection, filters: Filters) -> int:
    """How many claims the filters want, their limit aside."""
    number: int = connection.execute(chosen(select(func.count()), filters)).scalar_one()
    return number


def find(connection: Connection, beginning: str) -> list[tuple[int, Entry]]:
    """The claims that stand whose id begins so, with or without ``clm_``: row and entry, three at most."""
    start = beginning if beginning.startswith("clm_") else f"clm_{beginning}"
    wanted = select(claim.c.id, *_SHOWN).join_from(claim, article, claim.c.doc_id == article.c.doc_id)
    rows = connection.execute(wanted.where(STANDS, claim.c.claim_id.between(start, start + "g")).order_by(claim.c.claim_id).limit(3)).all()
    return [(row.id, _entry(row, card_of(row))) for row in rows if Claim.from_json(row.record).claim_id.startswith(start)]


def only(found: list[tuple[int, Entry]], asked: str) -> tuple[int, Entry]:
    """The one that was meant. Raises ``IfolgeError`` IF901 where there is none, IF905 where there are several."""
    exact = [one for one in found if one[1].claim.claim_id == asked]
    if not found:
        raise fail("IF901", where="ledger", claim=asked)
    if len(found) > 1 and not exact:
        raise fail("IF905", where="ledger", claim=asked, names=", ".join(entry.claim.claim_id for _, entry in found))
    return (exact or found)[0]


def tombstones(connection: Connection, filters: Filters) -> Iterator[Tombstone]:
    """Claims changed since ``filters.updated_since`` that are not among what the filters want now."""
    since = filters.updated_since
    if since is None:
        return
    wanted = select(claim.c.claim_id).select_from(claim.outerjoin(place, claim.c.place == place.c.id)).where(*_conditions(filters))
    standing = claim.alias("standing")
    stands = select(standing.c.id).where(standing.c.claim_id == claim.c.claim_id, standing.c.retired_at.is_(None)).exists()
    gone = (
        select(
            claim.c.claim_id,
            claim.c.doc_id,
            func.max(claim.c.changed_at, type_=schema.Moment()).label("gone_at"),
            case((~stands, "retired"), (func.max(claim.c.status) == "rejected", "rejected"), else_="filtered").label("why"),
        )
        .where(claim.c.changed_at >= since, claim.c.claim_id.not_in(wanted))
        .group_by(claim.c.claim_id, claim.c.doc_id)
        .order_by("gone_at", claim.c.claim_id)
    )
    for row in connection.execute(gone):
        yield Tombstone(row.claim_id, row.doc_id, row.gone_at, row.why)


def _entry(row: Any, card: Card) -> Entry:
    corrected = tuple(row.corrected.split(",")) if row.corrected else ()
    return Entry(Claim.from_json(row.standing or row.record), card, row.status, corrected, row.incident_id, row.changed_at)


def chosen(wanted: Select[Any], filters: Filters) -> Select[Any]:
    """A question about claims, narrowed to what the filters want."""
    joined = claim.outerjoin(place, claim.c.place == place.c.id) if filters.order == "place" else claim
    return wanted.select_from(joined).where(*_conditions(filters))


def ordered(wanted: Select[Any], filters: Filters) -> Select[Any]:
    """The same in the order of the filters, as far as their limit."""
    keys: list[ColumnElement[Any]] = []
    for column in _ORDERS[filters.order]:
        keys.append((column.desc() if filters.descending else column.asc()).nulls_last())
    keys.append(claim.c.id.desc() if filters.descending and not keys else claim.c.id.asc())
    return wanted.order_by(*keys).limit(filters.limit)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """Every filter as a condition; what is not asked for gives none."""
    given: list[ColumnElement[bool]] = [STANDS]
    if filters.since:
        given.append(claim.c.latest >= filters.since)
    if filters.until:
        given.append(claim.c.earliest <= filters.until)
    if filters.countries:
        given.append(claim.c.place.in_(select(place.c.id).where(place.c.country.in_([c.upper() for c in filters.countries]))))
    if filters.places:
        given.append(claim.c.place.in_(select(place.c.id).where(or_(*(_is_place(words) for words in filters.places)))))
    if filters.box:
        given.append(claim.c.place.in_(select(place.c.id).where(_in_box(*filters.box))))
    if filters.types:
        given.append(claim.c.type.in_(filters.event_types()))
    if filters.actors:
        given.append(_takes_part(filters.actors, ("agent", "target")))
    if filters.sources:
        given.append(_takes_part(filters.sources, ("source", "via")))
    for column, values in ((claim.c.lang, filters.languages), (claim.c.modality, filters.modalities), (claim.c.incident_id, filters.incidents)):
        if values:
            given.append(column.in_(values))
    if filters.polarity:
        given.append(claim.c.polarity == filters.polarity)
    given.append(_status(filters))
    if filters.min_confidence > 0:
        given.append(claim.c.confidence >= filters.min_confidence)
    if filters.documents:
        given.append(
            claim.c.doc_id.in_(select(article.c.doc_id).where(or_(article.c.doc_id.in_(filters.documents), article.c.doc.in_(filters.documents))))
        )
    if filters.updated_since:
        given.append(claim.c.changed_at >= filters.updated_since)
    return given


def _status(filters: Filters) -> ColumnElement[bool]:
    wanted = claim.c.status.in_(filters.statuses) if filters.statuses is not None else claim.c.status != "rejected"
    if filters.reviewed:
        wanted = and_(wanted, or_(claim.c.status == "accepted", claim.c.corrected != ""))
    only_judged = filters.reviewed or (filters.statuses is not None and "unreviewed" not in filters.statuses)
    return and_(wanted, schema.JUDGED) if only_judged else wanted


def _is_place(words: str) -> ColumnElement[bool]:
    return place.c.place_id == words if words.startswith("geonames:") else place.c.folded.contains(words.casefold(), autoescape=True)


def _in_box(west: float, south: float, east: float, north: float) -> ColumnElement[bool]:
    across = place.c.lon.between(west, east) if west <= east else or_(place.c.lon >= west, place.c.lon <= east)
    return and_(place.c.lat.between(south, north), across)


def _takes_part(names: tuple[str, ...], roles: tuple[str, ...]) -> ColumnElement[bool]:
    """Somebody of one of these ids or names has one of these roles in the claim."""
    who = select(party.c.id).where(
        or_(
            false(),
            *(
                or_(party.c.actor_id == name, party.c.affiliation_id == name, party.c.folded.contains(name.casefold(), autoescape=True))
                for name in names
            ),
        )
    )
    return claim.c.id.in_(select(participant.c.claim).where(participant.c.party.in_(who), participant.c.role.in_(roles)))


def changed_last(connection: Connection) -> datetime | None:
    """When any claim changed last: from where on to ask next time."""
    return connection.execute(select(func.max(claim.c.changed_at, type_=schema.Moment()))).scalar()
