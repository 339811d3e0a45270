"""A ledger, opened: what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import Connection, Engine, func, insert, select, update

from ifolge.errors import Issue, fail, issue
from ifolge.extraction import Extraction
from ifolge.ledger import incidents as linking
from ifolge.ledger import judging, listing, querying, schema, verdicts, writing
from ifolge.ledger.entries import STANDINGS, Entry, Tombstone
from ifolge.ledger.filters import EVERYTHING, Filters
from ifolge.ledger.incidents import IncidentOrder, IncidentRow, Linked
from ifolge.ledger.judging import Judged, Misfit
from ifolge.ledger.listing import ActorOrder, ActorRow, SourceOrder, SourceRow
from ifolge.ledger.opening import (
    WAIT_SECONDS,
    complete_indexes,
    drop_indexes,
    engine_for,
    is_there,
    named,
    prepare,
    reading,
    refresh_statistics,
    url_of,
)
from ifolge.ledger.opening import writing as writing_to
from ifolge.ledger.rows import Texts, article_of, card_of, sha256
from ifolge.ledger.writing import Known, Stored
from ifolge.records import Article, Incident, Judgement, JudgementVerdict


@dataclass(frozen=True, slots=True)
class Written:
    """What a call wrote, and judgements that do not simply apply to what was written."""

    articles: int
    extractions: int
    claims: int
    retired: int
    misfits: tuple[Misfit, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """How much a ledger holds: articles, claims that stand, and judgements."""

    articles: int
    claims: int
    judgements: int


class Store:
    """One ledger. Open it with ``Store.open``; usable as a context manager, by several processes at once."""

    def __init__(self, engine: Engine, *, name: str, ledger_id: str, texts: Texts) -> None:
        self.engine = engine
        self.name = name
        self.ledger_id = ledger_id
        self.texts: Texts = texts
        self._known = Known()

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = False,
        texts: Texts | None = None,
        writable: bool = True,
        upgrade: bool = False,
        wait: float = WAIT_SECONDS,
        identity: tuple[str, datetime] | None = None,
    ) -> Self:
        """Open the ledger in a file or at a database URL (``postgresql://…``).

        :param create: make it where there is none.
        :param texts: what a new ledger keeps of articles' words, ``full`` if ``None``. Of an old ledger it must be what that one keeps.
        :param upgrade: bring a ledger of an older schema to ours.
        :param wait: seconds that a writer waits for others.
        :param identity: id and time of making of a new ledger that restores another one; its own where ``None``.
        :raises IfolgeError: IF801 where there is none, IF802 where it is something else, IF803 for another schema, IF804 … IF809 where it cannot be opened, IF810 where it
            keeps something else of texts.
        """
        name = named(url_of(where))
        if not create and not is_there(where):
            raise fail("IF801", where=name, path=name)
        engine = engine_for(where, writable=writable, create=create, wait=wait)
        try:
            ledger_id, keeps = prepare(engine, name, create=create, texts=texts or "full", upgrade=upgrade, identity=identity)
            if texts is not None and texts != keeps:
                raise fail("IF810", where=name, keeps=keeps, asked=texts)
            if writable:
                complete_indexes(engine, name)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name=name, ledger_id=ledger_id, texts=keeps)  # type: ignore[arg-type]

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Writing

    def begin(self, verb: str, *, extractor: str, sources: Sequence[str] = ()) -> str:
        """Note that a run begins; returns its id."""
        run_id = f"run_{uuid4().hex[:16]}"
        row = {"run_id": run_id, "verb": verb, "extractor": extractor, "sources": "\n".join(sources), "started_at": _now()}
        with self.writing() as connection:
            connection.execute(insert(schema.run), [row])
        return run_id

    def end(self, run_id: str, *, articles: int, articles_new: int, claims_new: int, faults: Sequence[Issue] = ()) -> None:
        """Note that a run has come to its end, with what it read and wrote and what was wrong."""
        rows = [{"run_id": run_id, "position": i, "code": f.code, "at": f.where, "line": f.line, "said": f.text} for i, f in enumerate(faults)]
        errors = sum(f.severity == "error" for f in faults)
        values = {"ended_at": _now(), "articles": articles, "articles_new": articles_new, "claims_new": claims_new, "errors": errors}
        with self.writing() as connection:
            connection.execute(update(schema.run).where(schema.run.c.run_id == run_id).values(**values))
            if rows:
                connection.execute(insert(schema.fault), rows)
            refresh_statistics(connection)

    def add_register(self, name: str, content: str) -> str:
        """Keep a user's actor register; returns the SHA-256 of its content."""
        key = sha256(content)
        with self.writing() as connection:
            writing.insert_new(connection, schema.register, [{"sha256": key, "name": name, "content": content, "added_at": _now()}])
        return key

    def store(self, extractions: Sequence[Extraction], *, extractor: str, run_id: str) -> Written:
        """Store extractions of different articles, all or none. What is there already by this extractor is passed over.

        Claims of an earlier extractor are retired, their judgements attached to the new claims.
        """
        with self.writing() as connection:
            now = _now()
            made: Stored = writing.store(connection, extractions, extractor=extractor, run_id=run_id, now=now, texts=self.texts, known=self._known)
            misfits = judging.reattach(connection, made.documents, now=now, known=self._known)
        return Written(made.articles, made.extractions, made.claims, made.retired, tuple(misfits))

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Store much in a ledger that has no claims yet: on SQLite the indexes that questions need are made when all is stored, which takes a fraction of the time.

        Meanwhile questions are answered rightly, but slowly. Where it ends by an error or is killed, the next opening for writing makes the indexes. A ledger with
        claims, or on PostgreSQL, is filled as ever.
        """
        if self.engine.dialect.name == "sqlite":
            with self.writing() as connection:
                if connection.execute(select(schema.claim.c.id).limit(1)).first() is None:
                    drop_indexes(connection)
        yield
        complete_indexes(self.engine, self.name)

    def store_incidents(self, incidents: Iterable[Incident], *, run_id: str) -> Linked:
        """Store incidents and link the claims that stand into them, all or none; what is there already is left as it is.

        An incident that is there is replaced where it says something else now; one that lost all its claims is retired, and its row kept.

        :raises IfolgeError: IF830 where a claim is in two of them, IF831 where the ledger has no such claim.
        """
        with self.writing() as connection:
            return linking.store_incidents(connection, list(incidents), run_id=run_id, now=_now(), known=self._known)

    def judge(
        self,
        subject: str,
        verdict: JudgementVerdict,
        *,
        reviewer: str,
        reason: str,
        slot: str | None = None,
        value: Any = None,
        at: datetime | None = None,
    ) -> Judgement:
        """Decide on a claim or an incident.

        :param subject: a claim's id or the beginning of it, or an incident's id.
        :param verdict: ``accept``, ``reject`` or ``note``; on a claim also ``correct`` (with slot and value), on an incident also ``merge`` (the value is another
            incident's id) and ``split`` (the value is a list of ids of some of its claims). Nothing is derived from judgements on incidents yet.
        :param at: when; now where it is ``None``.
        :raises IfolgeError: IF901 where there is no such claim, IF905 where several begin so, IF811 where the verdict or its value is none for the subject or reviewer or
            reason are missing, IF812 where slot and value do not go together or fit.
        """
        now = _now()
        with self.writing() as connection:
            return verdicts.judge(
                connection,
                subject,
                verdict,
                reviewer=reviewer,
                reason=reason,
                slot=slot,
                value=value,
                now=now,
                at=at or now,
                texts=self.texts,
                known=self._known,
            )

    def undo(self, judgement: str, *, reviewer: str, reason: str, at: datetime | None = None) -> Judgement:
        """Undo a judgement, named by its id or the beginning of it, by another one.

        :raises IfolgeError: IF813 where there is none, several begin so, or it is undone already; IF811 where reviewer or reason are missing.
        """
        now = _now()
        with self.writing() as connection:
            return verdicts.undo(connection, judgement, reviewer=reviewer, reason=reason, where=self.name, now=now, at=at or now, known=self._known)

    # Reading

    def entries(self, filters: Filters = EVERYTHING) -> Iterator[Entry]:
        """The claims that the filters want, in one state of the ledger."""
        with reading(self.engine, self.name) as connection:
            yield from querying.entries(connection, filters)

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many claims the filters want, their limit aside."""
        with reading(self.engine, self.name) as connection:
            return querying.count(connection, filters)

    def size(self) -> Size:
        """How much it holds."""
        with reading(self.engine, self.name) as connection:
            articles, judgements = (connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (schema.article, schema.judgement))
            return Size(articles, querying.count(connection, Filters(statuses=STANDINGS)), judgements)

    def sources(
        self, filters: Filters = EVERYTHING, *, order: SourceOrder | None = None, descending: bool = False, limit: int | None = None
    ) -> Iterator[SourceRow]:
        """Who says the claims that the filters want; those with most claims first where no order is asked for."""
        with reading(self.engine, self.name) as connection:
            yield from listing.sources(connection, filters, order=order, descending=descending, limit=limit)

    def actors(
        self, filters: Filters = EVERYTHING, *, order: ActorOrder | None = None, descending: bool = False, limit: int | None = None
    ) -> Iterator[ActorRow]:
        """Agents and targets of the claims that the filters want; those with most claims first where no order is asked for."""
        with reading(self.engine, self.name) as connection:
            yield from listing.actors(connection, filters, order=order, descending=descending, limit=limit)

    def incidents(
        self, filters: Filters = EVERYTHING, *, order: IncidentOrder = "time", descending: bool = False, limit: int | None = None
    ) -> Iterator[IncidentRow]:
        """Incidents of which the filters want at least one claim."""
        with reading(self.engine, self.name) as connection:
            yield from linking.incidents(connection, filters, order=order, descending=descending, limit=limit)

    def tombstones(self, filters: Filters) -> Iterator[Tombstone]:
        """Claims changed since ``filters.updated_since`` that the filters do not want now; none where that is not given."""
        with reading(self.engine, self.name) as connection:
            yield from querying.tombstones(connection, filters)

    def entry(self, claim: str) -> Entry:
        """The claim of an id or of the beginning of one. Raises ``IfolgeError`` IF901 where there is none, IF905 where there are several."""
        with reading(self.engine, self.name) as connection:
            return querying.only(querying.find(connection, claim), claim)[1]

    def articles(self) -> Iterator[Article]:
        """Every article whose text the ledger keeps, by name."""
        table = schema.article
        with reading(self.engine, self.name) as connection:
            rows = connection.execution_options(yield_per=100).execute(
                select(table).where(table.c.text.is_not(None)).order_by(table.c.doc, table.c.doc_id)
            )
            for row in rows:
                article = article_of(row)
                if article is not None:
                    yield article

    def as_kept(self, article: Article) -> Article | Issue:
        """An article as the ledger keeps it: where the same words are there already, under the name and date they came with first.

        An ``Issue`` (IF814) where the ledger has these words with other white space, and not the text that its claims would point into.
        """
        table = schema.article
        with reading(self.engine, self.name) as connection:
            row = connection.execute(select(table).where(table.c.doc_id == article.doc_id)).first()
        if row is None:
            return article
        if row.text is not None:
            return article_of(row) or article
        if row.text_sha256 != sha256(article.text):
            return issue("IF814", where=article.doc, first=row.doc)
        return Article(**{**dict(card_of(row)), "title": article.title}, text=article.text, body_start=row.body_start)

    def is_done(self, doc_id: str, extractor: str) -> bool:
        """Whether this extractor's claims of an article are there."""
        table = schema.extraction
        with reading(self.engine, self.name) as connection:
            return connection.execute(select(table.c.id).where(table.c.doc_id == doc_id, table.c.extractor == extractor)).first() is not None

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """All judgements, or those made on one claim or incident, in the order they were made."""
        wanted = select(schema.judgement).order_by(schema.judgement.c.number)
        with reading(self.engine, self.name) as connection:
            rows = connection.execute(wanted if subject is None else wanted.where(schema.judgement.c.subject == subject)).all()
        return [judging.judgement_of(row) for row in rows]

    def judged(self, subject: str | None = None) -> list[Judged]:
        """All judgements with what has become of them, or those on a claim or incident: by its id when it was judged, or its id now."""
        j, a, c = schema.judgement, schema.attachment, schema.claim
        on_it = select(a.c.judgement_id).join_from(a, c, a.c.claim == c.c.id).where(c.c.claim_id == subject)
        wanted = select(j.c.judgement_id).where((j.c.subject == subject) | j.c.judgement_id.in_(on_it)) if subject is not None else None
        with reading(self.engine, self.name) as connection:
            return judging.judged(connection, wanted)

    def misfits(self) -> list[Misfit]:
        """Judgements that count and do not simply apply to what the newest extractor says."""
        return [one.misfit for one in self.judged() if one.misfit is not None]

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A writing transaction. What was learnt of stored ids in one that failed is forgotten."""
        try:
            with writing_to(self.engine, self.name) as connection:
                yield connection
        except BaseException:
            self._known.clear()
            raise


def _now() -> datetime:
    return datetime.now(UTC)
