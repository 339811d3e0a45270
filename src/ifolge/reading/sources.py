"""Which files there are to read: paths, folders, globs and standard input, in an order that is always the same."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ifolge.errors import Issue, issue


@dataclass(frozen=True)
class Source:
    """One file to read, or standard input where ``path`` is ``None``. ``where`` names it in messages, ``doc`` is the name of its article."""

    path: Path | None
    where: str
    doc: str

    def open(self) -> io.BufferedReader:
        """The bytes. Raises ``OSError`` for a file that cannot be opened."""
        if self.path:
            return self.path.open("rb")
        stdin = sys.stdin.buffer
        return stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stdin))

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower() if self.path else ""


def expand(sources: Iterable[str | Path]) -> list[Source | Issue]:
    """The files of paths, folders (all files below, by name), globs and ``-``, each file once, and the issues of those that are not there (IF101, IF119).

    A file's article is named by its file name; where two files of one reading share it, by as many folders before it as tell them apart.
    Hidden files in folders are passed over.
    """
    found: list[Path | Issue | None] = []
    seen: set[str] = set()
    for source in sources:
        for item in [None] if str(source) == "-" else _files(source):
            key = os.path.realpath(item) if isinstance(item, Path) else str(item)
            if key not in seen:
                seen.add(key)
                found.append(item)
    names = _names([p for p in found if isinstance(p, Path)])
    return [item if isinstance(item, Issue) else Source(item, item.as_posix(), names[item]) if item else Source(None, "-", "stdin") for item in found]


def _files(source: str | Path) -> Iterator[Path | Issue]:
    path = Path(source)
    if path.is_dir():
        yield from _below(path)
    elif path.exists():
        yield path
    elif glob.has_magic(str(source)):
        hits = sorted(glob.glob(str(source), recursive=True))
        if not hits:
            yield issue("IF119", where=str(source))
        for hit in hits:
            yield from _below(Path(hit)) if Path(hit).is_dir() else [Path(hit)]
    else:
        yield issue("IF101", where=str(source))


def _below(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir(), key=lambda p: p.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link to a folder above would never end
                yield from _below(entry)
        else:
            yield entry


def _names(paths: list[Path]) -> dict[Path, str]:
    parts = {path: Path(os.path.abspath(path)).parts for path in paths}
    named: dict[Path, str] = {}
    size = 1
    while len(named) < len(paths):
        shared = Counter(p[-size:] for p in parts.values())
        for path, p in parts.items():
            if path not in named and shared[p[-size:]] == 1:
                named[path] = "/".join(p[-size:])
        size += 1
    return named
