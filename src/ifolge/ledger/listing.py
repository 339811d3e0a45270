"""Who says what and who does what: sources and actors, one row each, counted by the database over the claims that the filters want."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, case, distinct, func, select, true

from ifolge.ledger import schema
from ifolge.ledger.filters import Filters, one_of
from ifolge.ledger.querying import conditions
from ifolge.records import SourceKind, Stance

claim, party, participant, actor = schema.claim, schema.party, schema.participant, schema.actor

KINDS = (*get_args(SourceKind), "relay")
STANCES: tuple[str, ...] = get_args(Stance)
SourceOrder = Literal["name", "claims", "relayed", "articles", "first", "last"]
ActorOrder = Literal["name", "agent", "target", "articles", "killed_as_agent", "killed_as_target", "first", "last"]
SOURCE_ORDERS: tuple[SourceOrder, ...] = get_args(SourceOrder)
ACTOR_ORDERS: tuple[ActorOrder, ...] = get_args(ActorOrder)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with what it says: an actor of the register, or a name where it was not resolved.

    ``kind`` is the commonest of its kinds in the chains of attribution, ``actor_kind`` and ``country`` those of the register. ``claims`` it makes itself, ``relayed`` it
    passes on; ``articles`` have either. Of the claims it makes, ``stances`` tells how it speaks, ``denied`` how many say that something did not happen. ``first`` and
    ``last`` are the days that these events can have been on.
    """

    name: str
    actor_id: str | None
    kind: str
    actor_kind: str | None
    country: str | None
    claims: int
    relayed: int
    articles: int
    stances: dict[str, int]
    denied: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An agent or target with the claims about it: an actor of the register, or the words of the text where it was not resolved.

    ``agent`` and ``target`` are the numbers of claims that have it in that role, ``denied`` of those that say it did not happen. ``killed_as_agent`` and
    ``killed_as_target`` are the most dead that one affirmed claim tells with it in that role: claims of many sources tell of the same dead, so nothing is added up.
    """

    name: str
    actor_id: str | None
    kind: str | None
    country: str | None
    agent: int
    target: int
    denied: int
    articles: int
    killed_as_agent: int | None
    killed_as_target: int | None
    first: date | None
    last: date | None


def sources(
    connection: Connection, filters: Filters, *, order: SourceOrder | None = None, descending: bool = False, limit: int | None = None
) -> Iterator[SourceRow]:
    """Sources and relays of the claims that the filters want; those with most claims first where no order is asked for."""
    if order is not None:
        one_of("order", order, SOURCE_ORDERS)
    one = _each(("source", "via"), filters, participant.c.kind != "channel")
    said = one.c.source == 1
    listed = (
        _named(one)
        .add_columns(
            func.sum(one.c.source).label("claims"),
            func.sum(one.c.via).label("relayed"),
            *(_number(one.c.kind == kind, f"kind_{kind}") for kind in KINDS),
            *(_number(said & (one.c.stance == stance), f"stance_{stance}") for stance in STANCES),
            _number(said & (one.c.polarity == "denied"), "denied"),
        )
        .subquery("listed")
    )
    for row in connection.execute(_sorted(listed, order, descending, limit, most=("claims", "relayed"))):
        told = row._mapping
        yield SourceRow(
            name=row.actor_name or row.name,
            actor_id=row.actor_id,
            kind=max(KINDS, key=lambda kind: told[f"kind_{kind}"]),
            actor_kind=row.actor_kind,
            country=row.country,
            claims=row.claims,
            relayed=row.relayed,
            articles=row.articles,
            stances={stance: told[f"stance_{stance}"] for stance in STANCES if told[f"stance_{stance}"]},
            denied=row.denied,
            first=row.first,
            last=row.last,
        )


def actors(
    connection: Connection, filters: Filters, *, order: ActorOrder | None = None, descending: bool = False, limit: int | None = None
) -> Iterator[ActorRow]:
    """Agents and targets of the claims that the filters want; those with most claims first where no order is asked for."""
    if order is not None:
        one_of("order", order, ACTOR_ORDERS)
    one = _each(("agent", "target"), filters, true())
    affirmed = one.c.polarity == "affirmed"
    listed = (
        _named(one)
        .add_columns(
            func.sum(one.c.agent).label("agent"),
            func.sum(one.c.target).label("target"),
            _number(one.c.polarity == "denied", "denied"),
            func.max(case((affirmed & (one.c.agent == 1), one.c.killed))).label("killed_as_agent"),
            func.max(case((affirmed & (one.c.target == 1), one.c.killed))).label("killed_as_target"),
        )
        .subquery("listed")
    )
    for row in connection.execute(_sorted(listed, order, descending, limit, most=("agent", "target"))):
        yield ActorRow(
            name=row.actor_name or row.name,
            actor_id=row.actor_id,
            kind=row.actor_kind,
            country=row.country,
            agent=row.agent,
            target=row.target,
            denied=row.denied,
            articles=row.articles,
            killed_as_agent=row.killed_as_agent,
            killed_as_target=row.killed_as_target,
            first=row.first,
            last=row.last,
        )


def _each(roles: tuple[str, str], filters: Filters, only: ColumnElement[bool]) -> Any:
    """One row for each actor, or name without one, in each claim: whether it has the one role, whether the other."""
    who = func.coalesce(party.c.actor_id, party.c.folded)
    return (
        select(
            who.label("who"),
            func.min(party.c.name).label("name"),
            func.min(party.c.actor_id).label("actor_id"),
            *(func.max(case((participant.c.role == role, 1), else_=0)).label(role) for role in roles),
            func.max(participant.c.kind).label("kind"),
            *(claim.c[name] for name in ("doc_id", "stance", "polarity", "killed", "earliest", "latest")),
        )
        .select_from(claim.join(participant, participant.c.claim == claim.c.id).join(party, participant.c.party == party.c.id))
        .where(participant.c.role.in_(roles), only, *conditions(filters))
        .group_by(claim.c.id, who)
        .subquery("one")
    )


def _named(one: Any) -> Select[Any]:
    """One row for each of them, with what is told of any."""
    return select(
        one.c.who,
        func.min(one.c.name).label("name"),
        func.min(one.c.actor_id).label("actor_id"),
        func.count(distinct(one.c.doc_id)).label("articles"),
        func.min(one.c.earliest).label("first"),
        func.max(one.c.latest).label("last"),
    ).group_by(one.c.who)


def _number(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0)).label(name)


def _sorted(listed: Any, order: str | None, descending: bool, limit: int | None, *, most: tuple[str, str]) -> Select[Any]:
    """The rows with what the register knows, in the order asked for; ``most`` has the columns whose sum is the usual order, largest first."""
    name = func.coalesce(actor.c.name, listed.c.name)
    wanted = select(listed, actor.c.name.label("actor_name"), actor.c.kind.label("actor_kind"), actor.c.country)
    wanted = wanted.select_from(listed.outerjoin(actor, listed.c.actor_id == actor.c.actor_id))
    if order is None:
        key: list[ColumnElement[Any]] = [(listed.c[most[0]] + listed.c[most[1]]).desc()]
    else:
        column = name if order == "name" else listed.c[order]
        key = [column.is_(None), column.desc() if descending else column]
    return wanted.order_by(*key, name, listed.c.who).limit(limit)
