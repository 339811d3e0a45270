"""DuckDB over one state of a ledger.

The views are Arrow tables, each read from the ledger when a statement first names it, so it is all the same whether SQLite or PostgreSQL holds it. DuckDB is closed in:
it opens no file and no address, loads no extension, sees no Python variable, and its configuration is locked. Nothing that is said in SQL can reach the ledger.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from ifolge.errors import IfolgeError, fail
from ifolge.ledger import Store
from ifolge.ledger.opening import reading
from ifolge.sql.views import VIEWS, Column, View

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 10_000
LOCKED = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",
    "errors_as_json": True,
}
"""What DuckDB is opened with; ``lock_configuration`` follows."""
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)
"""Strings, quoted names and comments: a semicolon in them ends nothing."""
_OPEN = re.compile(r"['\"]|/\*")


class Session:
    """SQL over one state of a ledger. Made by ``session``."""

    def __init__(self, connection: Connection) -> None:
        self._ledger = connection
        self._duck = needed("duckdb").connect(":memory:", config=LOCKED)
        self._loaded: set[str] = set()
        for view in VIEWS.values():
            self._duck.register(view.name, _table(view, ()))
        self._duck.execute("SET lock_configuration = true")

    def run(self, statement: str, *, line: int = 1) -> pa.Table:
        """The result of one statement, each column's name once; without columns where there is none.

        :param line: where it begins in what the user wrote, for messages.
        :raises IfolgeError: IF832 with DuckDB's message and the position where it does not like it.
        """
        duckdb = needed("duckdb")
        self._load(statement)
        try:
            result = self._duck.execute(statement)  # "sql" would save a copy of the rows, and not say where an error is
            with warnings.catch_warnings(action="ignore", category=UserWarning):
                table = result.to_arrow_table() if result is not None else needed("pyarrow").table({})
        except duckdb.Error as error:
            raise _told(error, statement, line) from None
        return table.rename_columns(_unique(table.schema.names))

    def close(self) -> None:
        """Let go of all that was loaded."""
        self._duck.close()

    def _load(self, statement: str) -> None:
        """Read the views that a statement names, as far as they are not there."""
        words = {word.lower() for word in re.findall(r"\w+", statement)}
        for name in words & VIEWS.keys() - self._loaded:
            view = VIEWS[name]
            rows = self._ledger.execution_options(yield_per=ROWS_AT_ONCE).execute(view.select())
            self._duck.register(name, _table(view, rows.partitions()))
            self._loaded.add(name)


@contextmanager
def session(store: Store) -> Iterator[Session]:
    """SQL over a ledger as it is at the first question. Raises ``IfolgeError`` IF809 where the extra ``sql`` is missing."""
    needed("pyarrow")
    with reading(store.engine, store.name) as connection:
        opened = Session(connection)
        try:
            yield opened
        finally:
            opened.close()


def answer(store: Store, query: str) -> pa.Table:
    """The result of the last of the query's statements. Raises ``IfolgeError`` IF809 without the extra ``sql``, IF832 for bad SQL."""
    with session(store) as opened:
        table = needed("pyarrow").table({})
        for line, statement in statements(query.splitlines()):
            table = opened.run(statement, line=line)
        return table


def statements(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Statements, each as soon as its semicolon is there, with the line it begins on; the last may do without."""
    text, begins, number = "", 1, 0
    for number, line in enumerate(lines, start=1):
        if not text.strip():
            text, begins = "", number
        text += line if line.endswith("\n") else line + "\n"
        while (end := _end(text)) is not None:
            yield begins, text[:end]
            begins, text = begins + text[:end].count("\n"), text[end:]
    if _QUOTED.sub("", text).strip():
        yield begins, text


def _end(text: str) -> int | None:
    """Where the first statement ends, behind its semicolon; ``None`` where none ends here."""
    bare = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    end, opened = bare.find(";"), _OPEN.search(bare)
    return None if end < 0 or (opened and opened.start() < end) else end + 1


def needed(package: str) -> Any:
    """A package of the extra ``sql``. Raises ``IfolgeError`` IF809 where it is missing."""
    try:
        return import_module(package)
    except ModuleNotFoundError:
        raise fail("IF809", where="sql", package=package, what="SQL", install="'ifolge[sql]'") from None


def _table(view: View, parts: Iterable[Sequence[Any]]) -> pa.Table:
    import pyarrow as pa

    schema = pa.schema([(column.name, _type(column)) for column in view.columns])
    batches = [
        pa.RecordBatch.from_arrays(
            [pa.array(_plain(column, values), _type(column)) for column, values in zip(view.columns, zip(*part, strict=True), strict=True)],
            schema=schema,
        )
        for part in parts
        if part
    ]
    return pa.Table.from_batches(batches, schema=schema)


def _plain(column: Column, values: Sequence[Any]) -> Sequence[Any]:
    """Moments as they are in UTC, without a zone: DuckDB needs an extension for zones."""
    return [value and value.replace(tzinfo=None) for value in values] if column.kind == "moment" else values


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "decimal": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.timestamp("us"),
    }
    return types[column.kind]


def _unique(names: Iterable[str]) -> list[str]:
    """Each name once: a second ``a`` is ``a_2``."""
    made: dict[str, None] = {}
    for name in names:
        shown, number = name, 1
        while shown in made:
            number += 1
            shown = f"{name}_{number}"
        made[shown] = None
    return list(made)


def _told(error: Exception, statement: str, line: int) -> IfolgeError:
    """DuckDB's message, with the line and column that it is about."""
    try:
        found = json.loads(str(error).partition(": ")[2])
    except ValueError:
        found = {"exception_message": str(error)}
    said = " ".join(str(found["exception_message"]).split())
    if "position" not in found:
        return fail("IF832", where="sql", line=line, detail=said)
    before = statement.encode()[: int(found["position"])].decode(errors="ignore")
    column = len(before) - before.rfind("\n")
    return fail("IF832", where="sql", line=line + before.count("\n"), detail=f"column {column}: {said}")
