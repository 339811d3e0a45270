from __future__ import annotations

import io
import json
import sys
from datetime import UTC
from itertools import cycle, islice
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from ifolge.errors import IfolgeError
from ifolge.exports.columns import COLUMNS, NESTED
from ifolge.exports.flat import table_schema
from ifolge.exports.parquet import write_parquet
from ifolge.exports.tables import arrow_table
from ifolge.ledger import Entry


@pytest.mark.parametrize("of", ["entries", "odd_entries", None])
def test_duckdb_reads_what_the_table_holds(of: str | None, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    entries = request.getfixturevalue(of) if of else ()
    path = tmp_path / "claims.parquet"
    write_parquet(entries, path)
    found = duckdb.read_parquet(str(path))
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    for row in rows:
        row["changed_at"] = row["changed_at"].astimezone(UTC)
    assert rows == arrow_table(entries).to_pylist()
    assert found.columns == [column.name for column in (*COLUMNS, *NESTED)]


def test_duckdb_asks_into_the_lists(odd_entries: tuple[Entry, ...], tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    write_parquet(odd_entries, path)
    asked = "SELECT sum(item.low) FROM (SELECT unnest(count_list) AS item FROM read_parquet(?)) WHERE item.effect = 'killed'"
    low = [count.low or 0 for entry in odd_entries for count in entry.claim.counts if count.effect == "killed"]
    assert duckdb.execute(asked, [str(path)]).fetchall() == [(sum(low),)]


def test_pandas_reads_what_the_table_holds(odd_entries: tuple[Entry, ...], tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    write_parquet(odd_entries, path)
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    table = arrow_table(odd_entries)
    assert frame["claim_id"].tolist() == table["claim_id"].to_pylist()
    assert frame["killed_low"].sum() == sum(n for n in table["killed_low"].to_pylist() if n is not None)
    assert [list(items) for items in frame["agent_list"]] == table["agent_list"].to_pylist()


def test_same_entries_give_the_same_bytes(odd_entries: tuple[Entry, ...]) -> None:
    assert stream_of(odd_entries) == stream_of(iter(odd_entries))


def stream_of(entries: object) -> bytes:
    stream = io.BytesIO()
    write_parquet(entries, stream)  # type: ignore[arg-type]
    return stream.getvalue()  # the stream stays open


def test_file_says_what_its_columns_hold(odd_entries: tuple[Entry, ...]) -> None:
    schema = pq.read_schema(io.BytesIO(stream_of(odd_entries)))
    assert json.loads(schema.metadata[b"csvw"]) == table_schema()
    assert {field.name: field.metadata[b"description"].decode() for field in schema} == {c.name: c.doc for c in (*COLUMNS, *NESTED)}


def test_row_groups_have_ten_thousand_entries(odd_entries: tuple[Entry, ...]) -> None:
    file = pq.ParquetFile(io.BytesIO(stream_of(islice(cycle(odd_entries), 10_001))))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [10_000, 1]


def test_file_stays_as_it_was_where_writing_breaks_off(odd_entries: tuple[Entry, ...], tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    path.write_bytes(b"old")
    with pytest.raises(AttributeError):
        write_parquet([*odd_entries, None], path)  # type: ignore[list-item]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_unwritable_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(IfolgeError, match="IF903"):
        write_parquet([], tmp_path / "none" / "claims.parquet")


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(IfolgeError, match=r"IF809: pyarrow is needed for Parquet: pip install 'ifolge\[parquet\]'"):
        write_parquet([], io.BytesIO())
