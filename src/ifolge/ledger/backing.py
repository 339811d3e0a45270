"""Backups of ledgers in SQLite files: one compact file, consistent while others write, looked at before it takes its place; and back again.

PostgreSQL has means of its own (``pg_dump``, ``pg_restore``), which these functions point to.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from ifolge.errors import IfolgeError, fail
from ifolge.ledger.opening import WAIT_SECONDS, named, told, url_of

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file that is in use: its end is the name of the file and this."""
ROWS = ("article", "claim", "judgement")


def backup(where: str | Path, target: Path) -> dict[str, int]:
    """Copy a ledger into one file, while others may go on writing into it.

    :param target: the backup; an earlier one of the same ledger is replaced when the new one is whole.
    :returns: how many articles, claims (all versions) and judgements the backup has.
    :raises IfolgeError: IF840 for a PostgreSQL database, IF801 where there is no ledger, IF841 where the target is something else, IF842 where the copy is not whole,
        IF804 … IF807 where a file cannot be read or written.
    """
    source = _file(where, hint=f"pg_dump --format=custom --file={target} DATABASE")
    if not source.exists():
        raise fail("IF801", where=str(source), path=source)
    if target.exists() and (_is_used(target) or _ledger_id(target) != _ledger_id(source)):
        raise fail("IF841", where=str(target), hint="an earlier backup of the same ledger would be replaced, this is none; give another name")
    with _draft(target) as draft:
        _copy(source, draft)
        rows = verify(draft)
        draft.replace(target)
    return rows


def restore(source: Path, where: str | Path, *, force: bool = False) -> tuple[dict[str, int], Path | None]:
    """Make a ledger of a backup.

    :param force: where there is a file already, put it aside: it is renamed, never deleted.
    :returns: how many rows the ledger has, and what the file that stood there is called now.
    :raises IfolgeError: IF840 for a PostgreSQL database, IF841 where there is something already, IF842 where the backup is not whole, IF805 where somebody writes into the
        ledger that stands there, IF804 … IF806 where it cannot be written.
    """
    target = _file(where, hint=f"pg_restore --dbname=DATABASE {source}")
    if not source.is_file():
        raise fail("IF101", where=str(source))
    if target.exists() and not force:
        raise fail("IF841", where=str(target), hint="--force puts it aside, under another name")
    verify(source)
    with _draft(target) as draft:
        _copy(source, draft)
        rows = verify(draft)
        with told(str(draft)), closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        aside = _put_aside(target) if target.exists() else None
        draft.replace(target)
    return rows, aside


def verify(path: Path) -> dict[str, int]:
    """How many rows a backup has. Raises ``IfolgeError`` IF842 where it is not a whole ledger."""
    try:
        with closing(_opened(path)) as connection:
            wrong = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
            wrong += [f"a row of {table} refers to one that is not there" for table, *_ in connection.execute("PRAGMA foreign_key_check")]
            if not wrong:
                connection.execute("SELECT ledger_id FROM ledger").fetchone()[0]
                return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ROWS}
    except (sqlite3.Error, TypeError) as error:
        raise fail("IF842", where=str(path), detail=error) from error
    raise fail("IF842", where=str(path), detail="; ".join(wrong[:3]))


def _copy(source: Path, draft: Path) -> None:
    """A compact copy of one state of a file: SQLite reads it in one transaction, which hinders no writer."""
    with told(str(source)), closing(_opened(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(draft),))
    with draft.open("rb") as written:
        os.fsync(written.fileno())


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS, isolation_level=None)


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A name beside the target for what is not whole yet; nothing of it is left behind."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        yield draft
    except OSError as error:
        raise fail("IF903", where=str(target), path=target, detail=error.strerror or error) from error
    finally:
        for end in ("", "-journal", *BESIDE):
            Path(f"{draft}{end}").unlink(missing_ok=True)


def _put_aside(path: Path) -> Path:
    """Rename a file with what SQLite keeps beside it, when nobody is writing into it."""
    try:
        with told(str(path)), closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except IfolgeError as error:
        if error.issue.code == "IF805":
            raise
    aside = path.with_name(f"{path.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    for end in ("", *BESIDE):
        if os.path.exists(f"{path}{end}"):
            os.replace(f"{path}{end}", f"{aside}{end}")
    return aside


def _file(where: str | Path, *, hint: str) -> Path:
    url: URL = url_of(where)
    if url.get_backend_name() != "sqlite":
        raise fail("IF840", where=named(url), hint=hint)
    return Path(str(url.database))


def _is_used(path: Path) -> bool:
    return any(os.path.exists(f"{path}{end}") for end in BESIDE)


def _ledger_id(path: Path) -> str | None:
    """The id of the ledger in a file; ``None`` where it holds none."""
    try:
        with closing(_opened(path)) as connection:
            found = connection.execute("SELECT ledger_id FROM ledger").fetchone()
    except sqlite3.Error:
        return None
    return None if found is None else str(found[0])
