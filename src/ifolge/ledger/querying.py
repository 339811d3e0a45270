"""Filters → rows → entries: how a ledger is read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Select, and_, case, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import false
from sqlalchemy.sql.functions import FunctionElement

from ifolge.errors import fail
from ifolge.ledger import schema
from ifolge.ledger.entries import Card, Entry, Tombstone
from ifolge.ledger.filters import EVERYTHING, Filters, Order
from ifolge.ledger.rows import card_of
from ifolge.records import Claim

ROWS_AT_ONCE = 1000
BROAD = 20_000
"""From so many claims on, walking through all of them until enough are found is quicker than sorting those."""
FEW = 5
"""Event types that pick out claims better than a place or a time does."""
AT_ONCE = 100
"""Claims whose records are fetched at a time."""
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


class Often(FunctionElement[bool]):
    """A condition that holds of many rows: SQLite is told so, which else thinks that every list of values picks out few."""

    type = Boolean()
    inherit_cache = True


@compiles(Often)
def _plain(element: Often, compiler: Any, **given: Any) -> str:
    return f"({compiler.process(element.clauses, **given)})"


@compiles(Often, "sqlite")
def _hinted(element: Often, compiler: Any, **given: Any) -> str:
    return f"likely({compiler.process(element.clauses, **given)})"


def entries(connection: Connection, filters: Filters) -> Iterator[Entry]:
    """The claims that the filters want, in their order; constant memory.

    Their numbers are found and sorted first, the records of each handful are fetched after it: so nothing wide is sorted, and the first are there soon.
    """
    cards: dict[str, Card] = {}
    numbers = iter(connection.execute(ordered(_numbers(connection, filters), filters).execution_options(yield_per=ROWS_AT_ONCE)).scalars())
    wanted = select(claim.c.id, *_SHOWN).join_from(claim, article, claim.c.doc_id == article.c.doc_id)
    while some := list(islice(numbers, AT_ONCE)):
        rows = {row.id: row for row in connection.execute(wanted.where(claim.c.id.in_(some)))}
        for row in map(rows.__getitem__, some):
            if row.doc_id not in cards:
                if len(cards) > ROWS_AT_ONCE:
                    cards.clear()
                cards[row.doc_id] = card_of(row)
            yield _entry(row, cards[row.doc_id])


def _numbers(connection: Connection, filters: Filters) -> Select[Any]:
    """The row numbers of the claims that the filters want.

    SQLite knows nothing of how many that will be, and is told: many, so that it walks along the order of reading, or few, so that it picks and sorts them.
    """
    rows = claim.outerjoin(place, claim.c.place == place.c.id) if filters.order == "place" else claim
    given = conditions(filters)
    if connection.dialect.name == "sqlite" and filters.order == "reading" and len(given) > len(conditions(EVERYTHING)):
        some = select(claim.c.id).where(*given).limit(BROAD).subquery()
        number = connection.execute(select(func.count()).select_from(some)).scalar_one()
        if number == BROAD:
            given = [STANDS, *map(func.likely, conditions(filters, number=claim.c.id + 0)[1:])]
        else:
            given = [STANDS, *(one if isinstance(one, Often) else func.unlikely(one) for one in given[1:])]
    return select(claim.c.id).select_from(rows).where(*given)


def count(connection: Connection, filters: Filters) -> int:
    """How many claims the filters want, their limit aside."""
    number: int = connection.execute(select(func.count()).select_from(claim).where(*conditions(filters))).scalar_one()
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
    wanted = select(claim.c.claim_id).select_from(claim.outerjoin(place, claim.c.place == place.c.id)).where(*conditions(filters))
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
    """A question about claims and their articles, narrowed to what the filters want."""
    joined = claim.join(article, claim.c.doc_id == article.c.doc_id)
    if filters.order == "place":
        joined = joined.outerjoin(place, claim.c.place == place.c.id)
    return wanted.select_from(joined).where(*conditions(filters))


def ordered(wanted: Select[Any], filters: Filters) -> Select[Any]:
    """The same in the order of the filters, as far as their limit."""
    keys: list[ColumnElement[Any]] = []
    for column in _ORDERS[filters.order]:
        keys.append((column.desc() if filters.descending else column.asc()).nulls_last())
    reading = (claim.c.doc_id, claim.c.position, claim.c.id)
    keys += [column.desc() if filters.descending and not keys else column for column in reading]
    return wanted.order_by(*keys).limit(filters.limit)


def conditions(filters: Filters, number: ColumnElement[int] = claim.c.id) -> list[ColumnElement[bool]]:
    """Every filter as a condition, after the one that a claim stands; what is not asked for gives none.

    :param number: what claims are known by to those who take part in them: the row's number, or an expression that no index is on.
    """
    given: list[ColumnElement[bool]] = [STANDS]
    if filters.since:
        given += [claim.c.latest >= filters.since, claim.c.earliest.is_not(None)]
    if filters.until:
        given.append(claim.c.earliest <= filters.until)
    if filters.countries:
        given.append(claim.c.place.in_(select(place.c.id).where(place.c.country.in_([c.upper() for c in filters.countries]))))
    if filters.places:
        given.append(claim.c.place.in_(select(place.c.id).where(or_(*(_is_place(words) for words in filters.places)))))
    if filters.box:
        given.append(claim.c.place.in_(select(place.c.id).where(_in_box(*filters.box))))
    if filters.types:
        types = filters.event_types()
        beside = filters.countries or filters.places or filters.box or filters.actors or filters.sources or filters.since or filters.until
        given.append(Often(claim.c.type.in_(types)) if beside and len(types) > FEW else claim.c.type.in_(types))
    if filters.actors:
        given.append(_takes_part(number, filters.actors, ("agent", "target")))
    if filters.sources:
        given.append(_takes_part(number, filters.sources, ("source", "via")))
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
    if filters.reviewed:
        wanted = filters.statuses if filters.statuses is not None else ("unreviewed", "accepted")
        return and_(
            schema.JUDGED, claim.c.status.in_(wanted), or_(claim.c.status == "accepted", and_(claim.c.corrected != "", claim.c.status != "rejected"))
        )
    if filters.statuses is None:
        return claim.c.status != "rejected"
    wanted_ones = claim.c.status.in_(filters.statuses)
    return wanted_ones if "unreviewed" in filters.statuses else and_(schema.JUDGED, wanted_ones)


def _is_place(words: str) -> ColumnElement[bool]:
    return place.c.place_id == words if words.startswith("geonames:") else place.c.folded.contains(words.casefold(), autoescape=True)


def _in_box(west: float, south: float, east: float, north: float) -> ColumnElement[bool]:
    across = place.c.lon.between(west, east) if west <= east else or_(place.c.lon >= west, place.c.lon <= east)
    return and_(place.c.lat.between(south, north), across)


def _takes_part(number: ColumnElement[int], names: tuple[str, ...], roles: tuple[str, ...]) -> ColumnElement[bool]:
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
    return number.in_(select(participant.c.claim).where(participant.c.party.in_(who), participant.c.role.in_(roles)))
