"""Language packs: folders of data. There is no branch on language anywhere in the house; adding a language is adding a folder.

``pack("nb")`` gives the tables of one language. Tables are described in ``ifolge.languages.tables``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from ifolge.errors import fail
from ifolge.languages.tables import TABLES

LANGUAGES = ("nb", "nn", "da", "sv", "en")
NAMES = {"nb": "Norwegian bokmål", "nn": "Norwegian nynorsk", "da": "Danish", "sv": "Swedish", "en": "English"}

Row = Mapping[str, str]


@dataclass(frozen=True)
class Pack:
    """The tables of one language. ``lang`` is a BCP 47 tag."""

    lang: str
    _tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> tuple[Row, ...]:
        """Rows of a table, in file order. Raises ``IfolgeError`` IF201 where the pack lacks it, IF202 where a row is malformed."""
        if name not in self._tables:
            self._tables[name] = read_table(self.lang, name)
        return self._tables[name]

    def forms(self, name: str, column: str = "forms") -> frozenset[str]:
        """All words of a space-separated column."""
        return frozenset(w for row in self.table(name) for w in row[column].split())


def read_table(lang: str, name: str) -> tuple[Row, ...]:
    """Read and check one table of a pack."""
    path = files("ifolge.languages").joinpath(lang, f"{name}.tsv")
    where = f"languages/{lang}/{name}.tsv"
    if not path.is_file():
        raise fail("IF201", where=where, lang=lang, table=name)
    return parse_table(path.read_text(encoding="utf-8"), name=name, lang=lang, where=where)


def parse_table(text: str, *, name: str, lang: str, where: str) -> tuple[Row, ...]:
    """Rows of a table's text, checked against its declared columns and closed values."""
    table = TABLES[name]
    expected = [c.name for c in table.columns]
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = [c.strip() for c in line.split("\t")]
        if header is None:
            header = found
            if header != expected:
                raise fail("IF202", where=where, line=number, lang=lang, detail=f"columns are {header}, not {expected}")
            continue
        if len(found) > len(expected):
            raise fail("IF202", where=where, line=number, lang=lang, detail=f"{len(found)} cells for {len(expected)} columns")
        row = dict(zip(expected, found + [""] * (len(expected) - len(found)), strict=True))
        for column in table.columns:
            value = row[column.name]
            if column.required and not value:
                raise fail("IF202", where=where, line=number, lang=lang, detail=f"column {column.name} is empty")
            if column.values and (bad := set(value.split()) - column.values):
                raise fail(
                    "IF202",
                    where=where,
                    line=number,
                    lang=lang,
                    detail=f"{column.name}: {', '.join(sorted(bad))} not among {', '.join(sorted(column.values))}",
                )
        rows.append(row)
    return tuple(rows)


@lru_cache(maxsize=None)
def pack(lang: str) -> Pack:
    """The pack of a language. Raises ``IfolgeError`` IF202 for a language without one."""
    if lang not in LANGUAGES:
        raise fail("IF202", where="languages", lang=lang, detail=f"no such pack; there are {', '.join(LANGUAGES)}")
    return Pack(lang)


def cells(row: Row, column: str = "forms") -> list[str]:
    """The values of a cell that holds several: by ``;`` where there is one, else by spaces."""
    value = row[column]
    return [v.strip() for v in value.split(";") if v.strip()] if ";" in value else value.split()
