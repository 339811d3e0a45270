"""A ledger as an Arrow table, and through it as a data frame of pandas or polars.

The columns are the flat form, then the lists of what no cell can hold; each carries its description in the field's metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Any

from ifolge.errors import fail
from ifolge.exports.columns import COLUMNS, LEDGER_COLUMNS, NESTED, Nested
from ifolge.ledger import Entry
from ifolge.writing import CSV_COLUMNS, Column, Datatype

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

BATCH = 1_000
"""Entries that are turned into columns at a time: column after column goes through them all, fastest where they fit a processor's cache."""

LARGEST = 2**63 - 1
"""The largest whole number that Arrow has room for. A text may write a larger one; it is no number of people, and its cell is empty."""

INSTALL = {"pyarrow": "'ifolge[parquet]'", "pandas": "pandas", "polars": "polars"}
"""What ``pip install`` must be given for each package that not everybody has."""


def arrow_table(entries: Iterable[Entry]) -> pa.Table:
    """One row an entry. Raises ``IfolgeError`` IF809 without pyarrow."""
    pa = needed("pyarrow", what="an Arrow table")
    return pa.Table.from_batches(batches(entries), schema=arrow_schema())


def pandas_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """One row an entry, every column of its Arrow type: whole numbers stay whole where some are missing. Raises ``IfolgeError`` IF809 without pandas."""
    pandas = needed("pandas", what="a data frame of pandas")
    return arrow_table(entries).to_pandas(types_mapper=pandas.ArrowDtype)


def polars_frame(entries: Iterable[Entry]) -> pl.DataFrame:
    """One row an entry. Raises ``IfolgeError`` IF809 without polars."""
    polars = needed("polars", what="a data frame of polars")
    frame: pl.DataFrame = polars.from_arrow(arrow_table(entries))
    return frame


def needed(package: str, *, what: str) -> Any:
    """A package that is not among the dependencies. Raises ``IfolgeError`` IF809 where it is missing."""
    try:
        return import_module(package)
    except ImportError:
        root = package.partition(".")[0]
        raise fail("IF809", where=root, package=root, what=what, install=INSTALL[root]) from None


def batches(entries: Iterable[Entry]) -> Iterator[pa.RecordBatch]:
    """The entries as Arrow record batches, each as soon as its entries are there. Raises ``IfolgeError`` IF809 without pyarrow."""
    pa = needed("pyarrow", what="an Arrow table")
    schema, rest = arrow_schema(), iter(entries)
    while some := list(islice(rest, BATCH)):
        claims = [entry.claim for entry in some]
        flat = [_values(column, claims) for column in CSV_COLUMNS] + [_values(column, some) for column in LEDGER_COLUMNS]
        yield pa.RecordBatch.from_arrays(flat + [_lists(nested, some) for nested in NESTED], schema=schema)


def arrow_schema() -> pa.Schema:
    """Names, types and descriptions of the columns. Raises ``IfolgeError`` IF809 without pyarrow."""
    pa = needed("pyarrow", what="an Arrow table")
    lists = [pa.field(nested.name, pa.list_(_struct(nested)), metadata={"description": nested.doc}) for nested in NESTED]
    return pa.schema([*map(_field, COLUMNS), *lists])


def _type(datatype: Datatype) -> pa.DataType:
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "decimal": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", tz="UTC"),
    }
    return types[datatype]


def _field(column: Column[Any]) -> pa.Field:
    import pyarrow as pa

    return pa.field(column.name, _type(column.datatype), metadata={"description": column.doc})


def _struct(nested: Nested[Any]) -> pa.StructType:
    import pyarrow as pa

    return pa.struct([_field(column) for column in nested.fields])


def _values(column: Column[Any], records: Sequence[Any]) -> pa.Array:
    import pyarrow as pa

    values = column.values(records)
    if column.datatype == "integer":
        values = [value if value is None or -LARGEST <= value <= LARGEST else None for value in values]
    return pa.array(values, _type(column.datatype))


def _lists(nested: Nested[Any], entries: Sequence[Entry]) -> pa.ListArray:
    """The items of all entries end to end, as columns of their fields, and where the list of each entry begins."""
    import pyarrow as pa

    lists = [nested.items(entry) for entry in entries]
    items = list(chain.from_iterable(lists))
    fields = [_values(column, items) for column in nested.fields]
    offsets = pa.array(accumulate(map(len, lists), initial=0), pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(fields, type=_struct(nested)))
