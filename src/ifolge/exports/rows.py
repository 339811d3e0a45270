"""Tables to write: columns that say what they hold, and lines of CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ifolge.writing import csv_line

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What a column holds, in a sentence for its reader, and how it is told from a row; ``None`` is an empty cell."""

    description: str
    value: Callable[[Row], object]


def csv_lines(columns: Mapping[str, Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """A header and one line a row, RFC 4180 with ``\\n`` line ends."""
    yield csv_line(columns)
    for row in rows:
        yield csv_line(column.value(row) for column in columns.values())


def empty(_: object) -> None:
    """The value of a column that we cannot fill."""


def joined(values: Iterable[str | None], separator: str = "; ") -> str:
    """Values in one cell: each once, in order, without those that are not known."""
    return separator.join(dict.fromkeys(value for value in values if value))
