"""Is a ledger what it should be? Everything that can be recomputed is, and every difference is told with the row and what to do.

*Kept* data (texts, records, judgements) carries hashes or can be held against the text; where it is wrong only a backup helps. *Derived* data is derived anew and
compared; ``repair`` writes what was derived, and puts guards, indices and attachments back. It never touches kept data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import ValidationError
from sqlalchemy import Column, Connection, Index, Select, Table, delete, func, select, update
from sqlalchemy.exc import DatabaseError

from ifolge.errors import Issue, issue
from ifolge.ledger import schema
from ifolge.ledger.judging import Derived, Made, attach_anew, derive, judgement_id, judgement_of, made_of, rederive
from ifolge.ledger.migrations import SCHEMA, VERSION_TABLE
from ifolge.ledger.migrations.guards import missing_guards, renew_guards
from ifolge.ledger.opening import reading
from ifolge.ledger.rows import HIDDEN, Row, claim_columns, participants, party_row, place_row, sha256, tallies
from ifolge.ledger.store import Store
from ifolge.ledger.writing import Known, parts
from ifolge.reading.articles import content_id
from ifolge.records import Claim, Incident, Span

ROWS_AT_ONCE = 500
Mend = Callable[[Connection], None]
Step = Callable[[int], None]
Changes = Callable[[], list[tuple[str, list[Any]]]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong; ``mended`` is whether it was put right."""

    issue: Issue
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a check found: code, the row, what is the matter, and how to mend it, where that is possible. ``ends`` where nothing after it can be checked."""

    code: str
    row: str
    detail: str
    mend: Mend | None = None
    ends: bool = False


def extent(store: Store) -> int:
    """How many rows ``check`` looks at."""
    with reading(store.engine, store.name) as connection:
        return sum(
            connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (schema.article, schema.judgement, schema.claim)
        )


def check(store: Store, *, repair: bool = False, step: Step = lambda rows: None) -> Iterator[Finding]:
    """Everything that is wrong in a ledger.

    :param repair: put right what can be, in one transaction that is kept when all has been looked at.
    :param step: called with the number of rows after each that was looked at (``extent`` of them in all).
    :raises IfolgeError: IF807 where the file is damaged so that it cannot be read any further.
    """
    transaction = store.writing() if repair else reading(store.engine, store.name)
    with transaction as connection:
        claims, articles = (partial(one, store.texts, step) for one in (_claims, _articles))
        changes = cache(lambda: list(_changes(connection)))
        tables, indices = partial(_tables, changes), partial(_indices, changes)
        checks = (_pages, tables, _guards, _references, _registers, articles, _extractions, partial(_judgements, step), claims, indices)
        for wrong in chain.from_iterable(one(connection) for one in checks):
            if repair and wrong.mend is not None:
                wrong.mend(connection)
            yield Finding(issue(wrong.code, where=store.name, row=wrong.row, detail=wrong.detail), mended=repair and wrong.mend is not None)
            if wrong.ends:
                return


# The database itself


def _pages(connection: Connection) -> Iterator[Wrong]:
    """Pages, and indices that do not fit their tables."""
    if connection.dialect.name == "postgresql":
        for name in connection.exec_driver_sql("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid").scalars():
            yield Wrong("IF845", f"index {name}", "it is not valid", partial(_run, f'REINDEX INDEX "{name}"'))
        return
    try:
        said = [row for row in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if row != "ok"]
    except DatabaseError as error:
        said = [str(error.orig)]
    of_indices = [line for line in said if " index " in line]
    if of_indices:
        only = len(of_indices) == len(said)
        yield Wrong("IF845", "indices", "; ".join(of_indices[:3]), partial(_run, "REINDEX") if only else None)
    damage = [line for line in said if line not in of_indices]
    if damage:
        connection.rollback()  # nothing was written, and a damaged file does not even commit that
        yield Wrong("IF843", "file", "; ".join(damage[:3]), ends=True)


def _tables(changes: Changes, connection: Connection) -> Iterator[Wrong]:
    """Tables and columns against those of the schema."""
    for kind, about in changes():
        if kind != "add_index":
            what = " ".join(str(getattr(part, "name", part)) for part in about if isinstance(part, str | Table | Column))
            yield Wrong("IF848", SCHEMA, f"{kind} {what}", ends=True)


def _indices(changes: Changes, connection: Connection) -> Iterator[Wrong]:
    """Indices against those of the schema; looked at last, for what stands twice keeps a unique one from being made."""
    for kind, about in changes():
        if kind == "add_index":
            yield Wrong("IF845", f"index {about[0].name}", "it is missing or another", partial(_make_index, about[0]))


def _changes(connection: Connection) -> Iterator[tuple[str, list[Any]]]:
    """What would have to be changed to have the schema; what others keep in the same database is their own."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
    for found in compare_metadata(context, schema.metadata):
        kind, *about = found[0] if isinstance(found, list) else found
        if not kind.startswith("remove_"):
            yield kind, about


def _guards(connection: Connection) -> Iterator[Wrong]:
    """The triggers that keep what is kept."""
    for name in missing_guards(connection):
        yield Wrong("IF847", name, "", renew_guards)


def _run(statement: str, connection: Connection) -> None:
    connection.exec_driver_sql(statement)


def _make_index(index: Index, connection: Connection) -> None:
    index.drop(connection, checkfirst=True)
    index.create(connection)


# References


def _without_claim(table: Table, connection: Connection) -> None:
    connection.execute(delete(table).where(table.c.claim.not_in(select(schema.claim.c.id))))


def _without_judgement(connection: Connection) -> None:
    table = schema.attachment
    connection.execute(delete(table).where(table.c.judgement_id.not_in(select(schema.judgement.c.judgement_id))))


def _without_incident(connection: Connection) -> None:
    table = schema.claim
    connection.execute(update(table).where(table.c.incident_id.not_in(select(schema.incident.c.incident_id))).values(incident_id=None))


def _without_actor(connection: Connection) -> None:
    """Derive the claims of parties whose actor is gone anew: that stores the actor."""
    p, party, actors = schema.participant, schema.party, select(schema.actor.c.actor_id)
    gone = select(party.c.id).where(party.c.actor_id.not_in(actors) | party.c.affiliation_id.not_in(actors))
    for number in connection.execute(select(p.c.claim).where(p.c.party.in_(gone)).distinct()).scalars().all():
        _derive_anew(number, connection)


_DANGLING: dict[tuple[str, str], Mend] = {
    ("participant", "claim"): partial(_without_claim, schema.participant),
    ("tally", "claim"): partial(_without_claim, schema.tally),
    ("attachment", "judgement_id"): _without_judgement,
    ("claim", "incident_id"): _without_incident,
    ("party", "actor_id"): _without_actor,
    ("party", "affiliation_id"): _without_actor,
}
"""How to mend references of derived rows to rows that are not there."""
_TOLD_ELSEWHERE = {("claim", "place"), ("participant", "party"), ("attachment", "claim")}
"""References that the checks of claims and judgements look at."""


def _references(connection: Connection) -> Iterator[Wrong]:
    """Every reference leads somewhere."""
    for table in schema.metadata.sorted_tables:
        for reference in table.foreign_keys:
            column, target = reference.parent, reference.column
            if (table.name, column.name) in _TOLD_ELSEWHERE:
                continue
            joined = table.outerjoin(target.table.alias("target"), column == target.table.alias("target").c[target.name])
            other = joined.right.c[target.name]
            gone = (
                connection.execute(select(column).select_from(joined).where(column.is_not(None), other.is_(None)).distinct().limit(5)).scalars().all()
            )
            if gone:
                mend = _DANGLING.get((table.name, column.name))
                named = ", ".join(map(str, gone))
                yield Wrong("IF845" if mend else "IF844", f"{table.name}.{column.name}", f"there is no {target.table.name} {named}", mend)


# Kept data


def _registers(connection: Connection) -> Iterator[Wrong]:
    for row in connection.execute(select(schema.register)):
        if sha256(row.content) != row.sha256:
            yield Wrong("IF844", f"register {row.name} {row.sha256}", "its content has another hash")


def _articles(texts: str, step: Step, connection: Connection) -> Iterator[Wrong]:
    """Texts against hash, length, id and what the ledger keeps of them."""
    table = schema.article
    for row in _stream(connection, select(table), table.c.doc_id, ""):
        wrong = []
        if (row.text is not None) != (texts == "full"):
            wrong.append(f"the ledger keeps {texts} of texts, and {'this text is there' if row.text is not None else 'this text is not'}")
        if row.text is not None:
            wrong += ["its text has another hash"] * (sha256(row.text) != row.text_sha256)
            wrong += ["its text has another length"] * (len(row.text) != row.length)
            wrong += ["its text has another id"] * (content_id(row.text[row.body_start :]) != row.doc_id)
        if wrong:
            yield Wrong("IF844", f"article {row.doc} {row.doc_id}", "; ".join(wrong))
        step(1)


def _extractions(connection: Connection) -> Iterator[Wrong]:
    """One extraction of an article is the newest, all others are retired."""
    table = schema.extraction
    standing = func.count().filter(table.c.retired_at.is_(None))
    for row in connection.execute(select(table.c.doc_id, standing.label("n")).group_by(table.c.doc_id).having(standing != 1)).all():
        yield Wrong("IF845", f"article {row.doc_id}", f"{row.n} extractions of it stand, not one", partial(_one_extraction, row.doc_id))


def _one_extraction(doc_id: str, connection: Connection) -> None:
    table = schema.extraction
    newest = connection.execute(
        select(table.c.id).where(table.c.doc_id == doc_id).order_by(table.c.made_at.desc(), table.c.id.desc()).limit(1)
    ).scalar()
    connection.execute(update(table).where(table.c.doc_id == doc_id, table.c.id != newest, table.c.retired_at.is_(None)).values(retired_at=_now()))
    connection.execute(update(table).where(table.c.id == newest).values(retired_at=None))


def _judgements(step: Step, connection: Connection) -> Iterator[Wrong]:
    """Judgements against the hashes in them, and what they are attached to."""
    j, a, c = schema.judgement, schema.attachment, schema.claim
    joined = j.outerjoin(a, a.c.judgement_id == j.c.judgement_id).outerjoin(c, a.c.claim == c.c.id)
    wanted = select(j, c.c.doc_id.label("attached_in")).select_from(joined)
    for row in _stream(connection, wanted, j.c.number, 0):
        named = f"judgement {row.judgement_id}"
        for detail in _faults_of_judgement(row):
            yield Wrong("IF844", named, detail)
        if row.doc_id is not None and row.attached_in != row.doc_id:
            what = "is attached to no claim" if row.attached_in is None else "is attached to a claim of another article"
            yield Wrong("IF846", named, what, partial(_attach, row.judgement_id))
        step(1)


def _faults_of_judgement(row: Any) -> Iterator[str]:
    if sha256(row.state) != row.made_on:
        yield "the state it was made on has another hash"
    try:
        if judgement_id(judgement_of(row)) != row.judgement_id:
            yield "what it says has another hash"
        state = Claim.from_json(row.state) if row.doc_id else Incident.from_json(row.state)
    except ValueError as error:
        yield f"it cannot be read: {_first_line(error)}"
        return
    if isinstance(state, Claim) and (state.doc_id != row.doc_id or (row.undoes is None and state.claim_id != row.subject)):
        yield "the state it was made on is that of another claim"


def _attach(judgement: str, connection: Connection) -> None:
    attach_anew(connection, judgement, now=_now(), known=Known())


# Claims


def _claims(texts: str, step: Step, connection: Connection) -> Iterator[Wrong]:
    """Spans against the texts, and all that is derived against record and judgements."""
    c, place, made = schema.claim, schema.place, schema.extraction
    joined = c.join(made, c.c.extraction == made.c.id).outerjoin(place, c.c.place == place.c.id)
    of_place = [column.label(f"place_{column.name}") for column in place.c if column.name != "id"]
    wanted = select(c, made.c.retired_at.label("replaced_at"), *of_place).select_from(joined)
    for rows in _batches(connection, wanted, c.c.id, 0):
        beside = _Beside.of(connection, rows)
        for row in rows:
            yield from _claim(row, texts, beside)
            step(1)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What other tables hold on some claims: texts and lengths by document; judgements, participants and counts by the claim's row."""

    articles: dict[str, tuple[str | None, int]]
    made: dict[int, list[Any]]
    people: dict[int, set[tuple[Any, ...]]]
    counted: dict[int, list[Row]]

    @classmethod
    def of(cls, connection: Connection, rows: Sequence[Any]) -> _Beside:
        ids = [row.id for row in rows]
        article, a, j = schema.article, schema.attachment, schema.judgement
        found = cls({}, defaultdict(list), defaultdict(set), defaultdict(list))
        for some in parts(sorted({row.doc_id for row in rows})):
            for one in connection.execute(select(article.c.doc_id, article.c.text, article.c.length).where(article.c.doc_id.in_(some))):
                found.articles[one.doc_id] = one.text, one.length
        for one in connection.execute(
            select(j, a).join_from(j, a, a.c.judgement_id == j.c.judgement_id).where(a.c.claim.in_(ids)).order_by(j.c.number)
        ):
            found.made[one.claim].append(one)
        p, party = schema.participant, schema.party
        shown = (party.c.key, party.c.name.label("party_name"), party.c.actor_id, party.c.affiliation_id)
        for one in connection.execute(select(p, *shown).outerjoin_from(p, party, p.c.party == party.c.id).where(p.c.claim.in_(ids))):
            found.people[one.claim].add((one.role, one.position, one.certainty, one.kind, one.key, one.party_name, one.actor_id, one.affiliation_id))
        t = schema.tally
        for one in connection.execute(select(t).where(t.c.claim.in_(ids)).order_by(t.c.position)):
            found.counted[one.claim].append({name: value for name, value in one._mapping.items() if name != "claim"})
        return found


def _claim(row: Any, texts: str, beside: _Beside) -> Iterator[Wrong]:
    named = f"claim {row.claim_id} (row {row.id})"
    try:
        claim = Claim.from_json(row.record)
    except ValidationError as error:
        yield Wrong("IF844", named, f"its record cannot be read: {_first_line(error)}")
        return
    if (claim.claim_id, claim.doc_id) != (row.claim_id, row.doc_id):
        yield Wrong("IF844", named, f"its record is that of {claim.claim_id} in {claim.doc_id}")
    try:
        made = [made_of(one) for one in beside.made[row.id]]
    except ValueError:
        return  # told of the judgement already
    derived = derive(claim, made, current=row.replaced_at is None)
    text, length = beside.articles.get(row.doc_id, (None, 0))
    spans = (*claim.spans(), *derived.decided.claim.spans())
    wrong = next((detail for span in spans if (detail := _fault_of_span(span, text, length, hidden=texts == "hashes"))), None)
    if wrong is not None:
        yield Wrong("IF844", named, wrong)
    different = [name for name, is_so in _differences(row, derived, made, beside) if is_so]
    if different:
        yield Wrong("IF845", named, f"{', '.join(different)} not what record and judgements give", partial(_derive_anew, row.id))


def _fault_of_span(span: Span, text: str | None, length: int, *, hidden: bool) -> str | None:
    if span.end > length:
        return f"{span.start}–{span.end} lies beyond the end of the article"
    if text is not None and text[span.start : span.end] != span.text:
        return f"{span.start}–{span.end} of the article is not {span.text!r}"
    return f"{span.start}–{span.end} shows words of the text, which the ledger is not to keep" if hidden and set(span.text) - {HIDDEN} else None


def _differences(row: Any, derived: Derived, made: Sequence[Made], beside: _Beside) -> Iterator[tuple[str, bool]]:
    """Everything that is derived of a claim, and whether it differs from what stands."""
    decided, claim = derived.decided, derived.decided.claim
    for name, value in claim_columns(claim).items():
        yield name, getattr(row, name) != value
    place = place_row(claim.place) if claim.place else dict.fromkeys(column.name for column in schema.place.c if column.name != "id")
    yield "place", any(getattr(row, f"place_{name}") != value for name, value in place.items())
    yield "standing", row.standing != (claim.to_json() if decided.corrected else None)
    yield "corrected", row.corrected != ",".join(decided.corrected)
    yield "status", row.status != decided.status
    yield "retired_at", (row.retired_at is None) != derived.stands
    people = set()
    for one, actor, name in participants(claim):
        party = party_row(actor, name)
        people.add(
            (one["role"], one["position"], one["certainty"], one["kind"], *(party[key] for key in ("key", "name", "actor_id", "affiliation_id")))
        )
    yield "participants", beside.people[row.id] != people
    yield "counts", beside.counted[row.id] != list(tallies(claim))
    fits = {one.judgement_id: (one.fit, tuple(filter(None, one.differs.split(",")))) for one in beside.made[row.id]}
    yield "fit of judgements", fits != {one.judgement.judgement_id: derived.fits[one.judgement.judgement_id] for one in made}


def _derive_anew(number: int, connection: Connection) -> None:
    """Derive a claim's row anew, and the place and parties that it refers to."""
    rederive(connection, number, now=_now(), known=Known())
    row = connection.execute(select(schema.claim.c.record, schema.claim.c.standing).where(schema.claim.c.id == number)).one()
    claim = Claim.from_json(row.standing or row.record)
    if claim.place:
        _renew(connection, schema.place, place_row(claim.place))
    for _, actor, name in participants(claim):
        _renew(connection, schema.party, party_row(actor, name))


def _renew(connection: Connection, table: Table, row: Row) -> None:
    connection.execute(update(table).where(table.c.key == row["key"]).values(**row))


# Reading


def _stream(connection: Connection, wanted: Select[Any], key: Any, start: Any) -> Iterator[Any]:
    return chain.from_iterable(_batches(connection, wanted, key, start))


def _batches(connection: Connection, wanted: Select[Any], key: Any, start: Any) -> Iterator[Sequence[Any]]:
    """Rows by a unique key, some at a time: what is read is read whole before anything is mended."""
    while rows := connection.execute(wanted.where(key > start).order_by(key).limit(ROWS_AT_ONCE)).all():
        yield rows
        start = getattr(rows[-1], key.name)


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _now() -> datetime:
    return datetime.now(UTC)
