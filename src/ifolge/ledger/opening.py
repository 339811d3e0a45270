"""Opening a ledger: a SQLite file or a PostgreSQL database, its schema checked, its errors told with a code.

One writer at a time, on both back ends: a writing transaction begins by taking the ledger (``BEGIN IMMEDIATE`` on SQLite, an advisory lock on PostgreSQL), so
several processes may write into one ledger and every check made inside the transaction holds until its end. Readers never wait.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from ifolge.errors import IfolgeError, fail
from ifolge.ledger import schema
from ifolge.ledger.migrations import SCHEMA, found_schema, migrate

APPLICATION_ID = 0x69666C67
"""``iflg`` in the header of our SQLite files."""
WAIT_SECONDS = 60.0
"""How long a writer waits for another one."""
SECONDS_BETWEEN_TRIES = 0.01
PAGE = 8192
"""Bytes of a page in a new file of SQLite's: four claims, where its own 4096 hold two and waste more."""
MAPPED = 1 << 40
"""Bytes of a file that are read where they lie in memory, as far as SQLite was built for, while indexes are made: each reads all claims anew."""
LOCK = APPLICATION_ID
"""Key of the advisory lock that writers hold on PostgreSQL."""
_SQLITE_FAULTS = {
    sqlite3.SQLITE_BUSY: "IF805",
    sqlite3.SQLITE_LOCKED: "IF805",
    sqlite3.SQLITE_FULL: "IF806",
    sqlite3.SQLITE_IOERR: "IF806",
    sqlite3.SQLITE_READONLY: "IF804",
    sqlite3.SQLITE_CANTOPEN: "IF804",
    sqlite3.SQLITE_PERM: "IF804",
    sqlite3.SQLITE_CORRUPT: "IF807",
    sqlite3.SQLITE_NOTADB: "IF802",
}
"""Primary result codes of SQLite (sqlite.org/rescode.html) that a user can do something about."""
_POSTGRES_FAULTS = {
    "55P03": "IF805",
    "53100": "IF806",
    "53": "IF806",
    "25006": "IF804",
    "42501": "IF804",
    "XX001": "IF807",
    "XX002": "IF807",
    "08": "IF808",
    "57P": "IF808",
}
"""SQLSTATE codes, and classes of them (PostgreSQL manual, appendix A)."""


def engine_for(where: str | Path, *, writable: bool = True, create: bool = False, wait: float = WAIT_SECONDS) -> Engine:
    """An engine for a path or a database URL. Nothing is opened yet.

    :param create: make the file where there is none.
    :param wait: seconds to wait for another writer.
    :raises IfolgeError: IF802 where it is no address of a ledger, IF804 where the file cannot be made, IF809 where the extra for PostgreSQL is missing.
    """
    url = url_of(where)
    if url.get_backend_name() == "sqlite":
        if create:
            _make_file(Path(str(url.database)))
        return _sqlite(url, writable=writable, wait=wait)
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10, "application_name": "ifolge"})
    except ModuleNotFoundError as error:
        raise fail("IF809", where=named(url), package=error.name, what="PostgreSQL", install="'ifolge[postgres]'") from None
    _on_postgres(engine, writable=writable, wait=wait)
    return engine


def url_of(where: str | Path) -> URL:
    """The database URL of a path or URL. Raises ``IfolgeError`` IF802 where neither SQLite nor PostgreSQL is meant."""
    text = str(where)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = make_url(text)
    except ArgumentError:
        raise fail("IF802", where="ledger", detail="neither a file nor a database URL") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    raise fail("IF802", where=named(url), detail="a ledger is a SQLite file or a PostgreSQL database")


def named(url: URL) -> str:
    """What a person calls it: a file by its path, a database by its URL without the password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql").render_as_string(hide_password=True)


def _make_file(path: Path) -> None:
    """An empty file where there is none: connections never make one, so that a ledger that went away does not come back empty."""
    try:
        path.touch()
    except OSError as error:
        if not path.exists():
            raise fail("IF804", where=str(path), detail=error.strerror or error) from error


def _sqlite(url: URL, *, writable: bool, wait: float) -> Engine:
    path = Path(str(url.database))

    def connect() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode={'rw' if writable else 'ro'}"
        if not writable and not _may_write(path.parent) and not os.path.exists(f"{path}-wal"):
            uri += "&immutable=1"  # SQLite cannot keep beside the file what it needs for readers beside writers
        return sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _identity(path)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")
        _is_still_there(connection)

    @event.listens_for(engine, "commit")
    def _is_still_there(connection: Connection) -> None:
        if connection.info["file"] != _identity(path):  # SQLite would write on, into a file that nobody finds any more
            raise fail("IF804", where=str(path), detail="the file was moved, replaced or deleted while it was open")

    return engine


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a name stands for; ``None`` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _on_postgres(engine: Engine, *, writable: bool, wait: float) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(wait * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ" + ("" if writable else ", READ ONLY"))


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A reading transaction: one state of the ledger from its beginning to its end."""
    with told(where), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """A writing transaction: all of it or nothing, and nobody else writes meanwhile."""
    with told(where), engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


@contextmanager
def told(where: str) -> Iterator[None]:
    """Faults of the database as coded errors (IF802, IF804 … IF808); what the code did wrong stays what it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = fault(error, where)
        if problem is None:
            raise
        raise problem from error


def fault(error: DBAPIError | sqlite3.Error, where: str) -> IfolgeError | None:
    """The coded error of a database's fault; ``None`` where the fault is in what it was asked."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = _SQLITE_FAULTS.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    else:
        state = getattr(cause, "sqlstate", None) or "08"
        code = next((_POSTGRES_FAULTS[state[:n]] for n in (5, 3, 2) if state[:n] in _POSTGRES_FAULTS), None)
    if code is None and isinstance(error, IntegrityError | ProgrammingError | DataError):
        return None
    return fail(code or "IF808", where=where, detail=re.sub(r"\s+", " ", str(cause)).strip())


def prepare(
    engine: Engine, where: str, *, create: bool, texts: str, upgrade: bool = False, identity: tuple[str, datetime] | None = None
) -> tuple[str, str]:
    """See that there is a ledger of our schema, making one where that is wanted.

    :param texts: what a new ledger keeps of texts: ``full``, ``evidence`` or ``hashes``.
    :param upgrade: bring an older ledger to our schema.
    :param identity: id and time of making of a new ledger.
    :returns: the ledger's id and what it keeps of texts.
    :raises IfolgeError: IF801 where there is none, IF802 where it is something else, IF803 where its schema is not ours.
    """
    with told(where):
        with engine.connect() as connection, connection.begin():
            others = inspect(connection).get_table_names()  # asked for first: meanwhile another process may make the ledger
            found = found_schema(connection)
        if found is None and others:
            raise fail("IF802", where=where, detail="a database of something else")
        if found is None and not create:
            raise fail("IF801", where=where, path=where)
        if found is not None and found != SCHEMA and not (upgrade and found < SCHEMA):
            raise fail(
                "IF803",
                where=where,
                found=found,
                ours=SCHEMA,
                hint="ifolge upgrade brings it to ours" if found < SCHEMA else "a newer ifolge made it",
            )
        if found != SCHEMA:
            _bring_up(engine, texts, identity or (uuid4().hex, datetime.now(UTC)))
        with engine.connect() as connection, connection.begin():
            row = connection.execute(select(schema.ledger.c.ledger_id, schema.ledger.c.texts)).one()
    return row.ledger_id, row.texts


def schema_at(where: str | Path) -> str | None:
    """The schema of the ledger at an address; ``None`` where there is none. Raises ``IfolgeError`` as opening does."""
    name = named(url_of(where))
    if not is_there(where):
        return None
    engine = engine_for(where, writable=False)
    try:
        with reading(engine, name) as connection:
            return found_schema(connection)
    finally:
        engine.dispose()


def _bring_up(engine: Engine, texts: str, identity: tuple[str, datetime]) -> None:
    """Make or migrate the tables in one transaction; of several processes the first does it."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:  # outside of any transaction, where alone the journal's kind can be set
            raw.cursor().execute(f"PRAGMA page_size = {PAGE}")
            _write_ahead(raw.cursor())
            raw.cursor().execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if found_schema(connection) == SCHEMA:
            return
        migrate(connection)
        if connection.execute(select(schema.ledger.c.ledger_id)).first() is None:
            connection.execute(schema.ledger.insert().values(ledger_id=identity[0], created_at=identity[1], texts=texts))


def _write_ahead(cursor: DBAPICursor) -> None:
    """Set the journal's kind. SQLite waits for no other process that does so, too, at the same moment; so it is waited for here, as long as for any other."""
    until = time.monotonic() + cursor.execute("PRAGMA busy_timeout").fetchone()[0] / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(SECONDS_BETWEEN_TRIES)


def drop_indexes(connection: Connection) -> None:
    """Drop the indexes that only questions need."""
    for index in _QUESTIONED:
        index.drop(connection, checkfirst=True)


def complete_indexes(engine: Engine, where: str) -> None:
    """Make those of the indexes that a filling (``Store.filling``) left to be made; only where one lacks is the ledger written to."""
    if engine.dialect.name != "sqlite":
        return
    with reading(engine, where) as connection:
        there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars())
    if _INDEX_NAMES - there:
        with writing(engine, where) as connection:
            connection.exec_driver_sql(f"PRAGMA mmap_size = {MAPPED}")
            for index in _QUESTIONED:
                index.create(connection, checkfirst=True)
            connection.exec_driver_sql("PRAGMA mmap_size = 0")


_QUESTIONED = tuple(sorted(schema.claim.indexes | schema.participant.indexes, key=lambda index: str(index.name)))
_INDEX_NAMES = {index.name for index in _QUESTIONED}


def refresh_statistics(connection: Connection) -> None:
    """See that questions are answered by the right index (a few milliseconds); PostgreSQL does so by itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql("ANALYZE")


def is_there(where: str | Path) -> bool:
    """Whether a ledger's file is there; a database is always thought to be."""
    url = url_of(where)
    return url.get_backend_name() != "sqlite" or os.path.exists(str(url.database))
