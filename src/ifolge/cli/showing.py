"""Rows of a listing or of SQL, as a table, JSON lines, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ifolge.cli.doing import format_for
from ifolge.cli.options import Format

if TYPE_CHECKING:
    from rich.console import Console

Flat = Mapping[str, Any]
"""A row by its columns."""


def show(
    rows: Iterable[Any],
    columns: Sequence[str],
    flat: Callable[[Any], Flat],
    *,
    format: Format | None,
    output: Path | None,
    shown: Sequence[str] | None = None,
) -> None:
    """Write rows: whole in JSON, flat in CSV and tables.

    :param shown: the columns of a table, all where ``None``.
    """
    from ifolge.console import console_for
    from ifolge.writing import csv_line, write

    chosen = format_for(format, output)
    if chosen is Format.table:
        write(_table(map(flat, rows), shown or columns, console_for(output)), output)
    elif chosen is Format.csv:
        cells = ([cell(row[column]) for column in columns] for row in map(flat, rows))
        write(map(csv_line, chain([columns], cells)), output)
    else:
        write(json_of(rows, lines=chosen is Format.jsonl), output)


def json_of(rows: Iterable[Any], *, lines: bool) -> Iterator[str]:
    """Each row as JSON on a line of its own, or all as one array."""
    from pydantic_core import to_json

    from ifolge.writing import array_of

    values = (to_json(row, inf_nan_mode="null").decode() for row in rows)
    return (value + "\n" for value in values) if lines else array_of(values)


def cell(value: Any) -> str:
    """A value as text: several with semicolons between, days and moments in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {cell(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _table(rows: Iterable[Flat], columns: Sequence[str], console: Console) -> Iterator[str]:
    from ifolge.console import rendered, rows_table

    cells = [[row[column] for column in columns] for row in rows]
    numeric = [any(isinstance(line[i], int | float) for line in cells) for i in range(len(columns))]
    yield rendered(rows_table(columns, numeric, [[cell(value) for value in line] for line in cells]), console)
