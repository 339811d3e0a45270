"""Tables: JSON lines, JSON, CSV and Parquet, a row an article. Rows are read one after another, so that a file may be of any size."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from ifolge.errors import IfolgeError, Issue, fail, issue
from ifolge.reading.decoding import decode, mark_of
from ifolge.reading.options import ReadOptions

DELIMITERS = ",;\t|"
_ESCAPED = 6  # a character of JSON may be written in six bytes (\u00e5)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, and its line in the file (its number in a Parquet file), counted from 1."""

    line: int
    cells: Mapping[str, Any]


def read_jsonl(stream: BinaryIO, *, where: str, options: ReadOptions) -> Iterator[Row | Issue]:
    """Rows of JSON lines; blank lines are passed over. A broken line is an issue (IF107), the others are read."""
    for number, line in _lines(stream, where, options):
        if isinstance(line, Issue):
            yield line
        elif line.strip():
            try:
                yield _row(json.loads(line), number, where)
            except ValueError as error:
                yield issue("IF107", where=where, line=number, detail=_what(error))
            except IfolgeError as error:
                yield error.issue


def read_json(data: bytes, *, where: str, options: ReadOptions) -> Iterator[Row | Issue]:
    """Rows of one JSON document: an array of objects, or one object. The line of a row is its number."""
    text, said = decode(data, where=where, encoding=options.encoding)
    yield from said
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise fail("IF107", where=where, line=error.lineno, detail=_what(error)) from None
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        try:
            yield _row(item, number, where)
        except IfolgeError as error:
            yield error.issue


def read_csv(stream: BinaryIO, *, where: str, options: ReadOptions) -> Iterator[Row | Issue]:
    """Rows of a CSV file with a line of column names; the delimiter is the one of comma, semicolon, tab and bar that this line has most of."""
    # The csv module's limit of 131,072 characters a cell is one for the process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes * 2))
    source = _Lines(stream, where, options)
    head = next((line for line in source if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    try:
        names = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error as error:
        raise fail("IF110", where=where, line=source.number, format="csv", detail=str(error)) from None
    reader = csv.reader(source, delimiter=delimiter)
    cells: list[str] | None = names
    while cells is not None:
        line = source.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells = []
            yield issue("IF110", where=where, line=line, format="csv", detail=str(error))
        yield from source.take_issues()
        if cells and len(cells) > len(names):
            yield issue("IF110", where=where, line=line, format="csv", detail=f"{len(cells)} cells for {len(names)} columns")
        elif cells:
            yield Row(line, dict(zip(names, cells, strict=False)))


class _Lines:
    """The lines of a file for a reader that takes only text: what is to be said of them is kept aside."""

    def __init__(self, stream: BinaryIO, where: str, options: ReadOptions) -> None:
        self.number = 0
        self._lines = _lines(stream, where, options)
        self._issues: list[Issue] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for number, line in self._lines:
            self.number = number
            if not isinstance(line, Issue):
                return line
            self._issues.append(line)
        raise StopIteration

    def take_issues(self) -> list[Issue]:
        taken, self._issues = self._issues, []
        return taken


def read_parquet(stream: BinaryIO, *, where: str) -> Iterator[Row]:
    """Rows of a Parquet file. Raises ``IfolgeError`` IF117 without pyarrow, IF110 for a file that is not Parquet."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise fail("IF117", where=where, package="pyarrow", format="parquet", extra="parquet") from None
    try:
        file = pq.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
        number = 0
        for batch in file.iter_batches(batch_size=64):
            for cells in batch.to_pylist():
                number += 1
                yield Row(number, cells)
    except (pa.ArrowException, OSError) as error:
        raise fail("IF110", where=where, format="parquet", detail=_first_line(error)) from None


def _lines(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[tuple[int, str | Issue]]:
    """Decoded lines with their ends, each with its number; the issues of one line stand before it. "Not UTF-8" is said once a file."""
    limit = options.max_bytes * _ESCAPED
    head = stream.readline(limit)
    if (mark := mark_of(head)) and mark != "utf-8-sig":
        yield from enumerate(io.StringIO((head + stream.read()).decode(mark, errors="replace")), start=1)  # a line's end is no single byte there
        return
    number, told = 0, False
    while head:
        number += 1
        if len(head) >= limit and not head.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield number, issue("IF104", where=where, line=number, limit=f"{options.max_mb:g}")
        else:
            try:
                text, said = decode(head, where=where, line=number, encoding=options.encoding)
            except IfolgeError as error:
                yield number, error.issue
                if error.issue.code == "IF103":
                    return  # the rest is no better
            else:
                if said and not told:
                    told = True
                    yield from ((number, i) for i in said)
                yield number, text
        head = stream.readline(limit)


def _row(value: object, number: int, where: str) -> Row:
    if not isinstance(value, dict):
        raise fail("IF107", where=where, line=number, detail="not an object")
    return Row(number, value)


def _what(error: ValueError) -> str:
    return f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
