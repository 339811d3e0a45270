"""Language packs: folders of data. There is no branch on language anywhere in the house; adding a language is adding a folder.

``pack("nb")`` gives the tables of one language. Tables are described in ``ifolge.languages.tables``. The environment variable ``IFOLGE_PACKS`` names a
folder of one's own packs: a language that has a folder there is read from it whole, the others from the packs that ship.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ifolge.errors import IfolgeError, Issue, fail, issue
from ifolge.languages.tables import TABLES, Table

LANGUAGES = ("nb", "nn", "da", "sv", "en")
NAMES = {"nb": "Norwegian bokmål", "nn": "Norwegian nynorsk", "da": "Danish", "sv": "Swedish", "en": "English"}
OWN = "IFOLGE_PACKS"

Row = Mapping[str, str]


@dataclass(frozen=True)
class Pack:
    """The tables of one language. ``lang`` is a BCP 47 tag; ``edition`` is empty for a pack that ships, else names the content of one's own."""

    lang: str
    edition: str = ""
    _tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> tuple[Row, ...]:
        """Rows of a table, in file order. Raises ``IfolgeError`` IF201 where the pack lacks it, IF202 where a row is malformed."""
        if name not in self._tables:
            self._tables[name] = read_table(self.lang, name)
        return self._tables[name]

    def forms(self, name: str, column: str = "forms") -> frozenset[str]:
        """All words of a space-separated column."""
        return frozenset(w for row in self.table(name) for w in row[column].split())


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the tables of a pack lie, and how messages name that place."""

    path: Traversable
    name: str


def shipped(lang: str) -> Folder:
    """The folder of a pack that ships."""
    return Folder(files("ifolge.languages").joinpath(lang), f"languages/{lang}")


def own(lang: str) -> Folder | None:
    """The folder of one's own pack of a language. Raises ``IfolgeError`` IF212 where ``IFOLGE_PACKS`` names no folder with packs."""
    if not (name := os.environ.get(OWN)):
        return None
    if not any(Path(name, known).is_dir() for known in LANGUAGES):
        raise fail("IF212", where=name, known=", ".join(LANGUAGES))
    return Folder(path, str(path)) if (path := Path(name, lang)).is_dir() else None


def read_table(lang: str, name: str) -> tuple[Row, ...]:
    """Read and check one table of a pack. Raises ``IfolgeError`` as ``Pack.table``."""
    rows: list[Row] = []
    for _, found in scan_table(own(lang) or shipped(lang), name, lang=lang):
        if isinstance(found, Issue):
            raise IfolgeError(found)
        rows.append(found)
    return tuple(rows)


def scan_table(folder: Folder, name: str, *, lang: str) -> Iterator[tuple[int, Row | Issue]]:
    """The rows of one table of a pack with their line numbers, and in the place of rows what is wrong with the table (IF201, IF202)."""
    path, where = folder.path.joinpath(f"{name}.tsv"), f"{folder.name}/{name}.tsv"
    if not path.is_file():
        yield 0, issue("IF201", where=where, lang=lang, table=name)
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        yield 0, issue("IF202", where=where, lang=lang, detail=f"not UTF-8: {error.reason} at byte {error.start}")
        return
    for number, found in _scan(text, TABLES[name]):
        yield number, issue("IF202", where=where, line=number, lang=lang, detail=found) if isinstance(found, str) else found


def _scan(text: str, table: Table) -> Iterator[tuple[int, Row | str]]:
    """Line number and row of a table's text, checked against its declared columns and closed values; words for what is wrong in place of a row."""
    expected = [c.name for c in table.columns]
    lines = ((number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip() and not line.startswith("#"))
    number, header = next(lines, (1, ""))
    if (found := [c.strip() for c in header.split("\t")]) != expected:
        yield number, f"columns are {found}, not {expected}"
        return
    for number, line in lines:
        found = [c.strip() for c in line.split("\t")]
        if len(found) > len(expected):
            yield number, f"{len(found)} cells for {len(expected)} columns"
            continue
        row = dict(zip(expected, found + [""] * (len(expected) - len(found)), strict=True))
        faults = list(_faults(row, table))
        yield from ((number, fault) for fault in faults)
        if not faults:
            yield number, row


def _faults(row: Row, table: Table) -> Iterator[str]:
    """What is wrong with the cells of a row, in words."""
    for column in table.columns:
        value = row[column.name]
        if column.required and not value:
            yield f"column {column.name} is empty"
        if column.values and (bad := set(value.split()) - column.values):
            yield f"{column.name}: {', '.join(sorted(bad))} not among {', '.join(sorted(column.values))}"


@lru_cache(maxsize=None)
def pack(lang: str) -> Pack:
    """The pack of a language. Raises ``IfolgeError`` IF202 for a language without one."""
    if lang not in LANGUAGES:
        raise fail("IF202", where="languages", lang=lang, detail=f"no such pack; there are {', '.join(LANGUAGES)}")
    return Pack(lang, edition=_edition(folder) if (folder := own(lang)) else "")


def _edition(folder: Folder) -> str:
    """A short name for the content of a pack: the same tables, the same name."""
    tables = (folder.path.joinpath(f"{name}.tsv") for name in TABLES)
    content = sha256(b"\0".join(path.read_bytes() for path in tables if path.is_file()))
    return f"{folder.path.name}.{content.hexdigest()[:8]}"


def cells(row: Row, column: str = "forms") -> list[str]:
    """The values of a cell that holds several: by ``;`` where there is one, else by spaces."""
    value = row[column]
    return [v.strip() for v in value.split(";") if v.strip()] if ";" in value else value.split()
