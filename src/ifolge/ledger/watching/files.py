"""Files of a watched folder: which are new or changed, and finished."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select

from ifolge.errors import Issue, issue
from ifolge.ledger import schema
from ifolge.ledger.opening import reading, writing
from ifolge.ledger.store import Store
from ifolge.ledger.writing import parts
from ifolge.reading import Source

SETTLED_SECONDS = 2.0
"""A file that changed less long ago may still be being written."""
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", "~")
"""What names end in while a program writes or downloads the file."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file looked like when it was read: bytes, and nanoseconds since 1970."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """A file to read, and what it looked like when it was found."""

    source: Source
    mark: Mark

    @property
    def path(self) -> str:
        """The name that the ledger knows the file by."""
        return os.path.abspath(self.source.where)


def fresh_in(folder: Path, *, known: Mapping[str, Mark], passing: Iterable[str], now: datetime) -> Iterator[Fresh | Issue]:
    """The files below a folder that are not as they were when last read, by name. Hidden and unfinished ones are passed over, links to folders not followed.

    :param known: what files looked like, by full path.
    :param passing: full paths that are passed over.
    :returns: also an issue (IF825) for each folder that cannot be looked into.
    """
    closed: list[Issue] = []

    def refused(error: OSError) -> None:
        closed.append(issue("IF825", where=str(error.filename), detail=error.strerror or str(error)))

    left_out = frozenset(passing)
    for inside, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(inside, name)
            if name.startswith(".") or name.lower().endswith(UNFINISHED) or os.path.abspath(path) in left_out:
                continue
            mark = _settled(path, now)
            if mark and known.get(os.path.abspath(path)) != mark:
                yield Fresh(Source(path, path.as_posix(), path.relative_to(folder).as_posix()), mark)
    yield from closed


def _settled(path: Path, now: datetime) -> Mark | None:
    """What a file looks like, unless it is none, has gone or has just been written."""
    try:
        found = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode) or abs(now.timestamp() - found.st_mtime) < SETTLED_SECONDS:
        return None
    return Mark(found.st_size, found.st_mtime_ns)


def known_files(store: Store) -> dict[str, Mark]:
    """What the files looked like that were read into a ledger, by full path."""
    table = schema.file
    with reading(store.engine, store.name) as connection:
        return {row.path: Mark(row.size, int(row.mtime_ns)) for row in connection.execute(select(table))}


def note_files(store: Store, files: Iterable[Fresh], *, at: datetime) -> None:
    """Note that files were read."""
    rows = [{"path": f.path, "size": f.mark.size, "mtime_ns": str(f.mark.mtime_ns), "read_at": at} for f in files]
    with writing(store.engine, store.name) as connection:
        for part in parts(rows):
            connection.execute(delete(schema.file).where(schema.file.c.path.in_([row["path"] for row in part])))
            connection.execute(insert(schema.file), part)
