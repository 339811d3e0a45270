from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from ifolge.exports.columns import COLUMNS, KEY, LEDGER_COLUMNS, NESTED
from ifolge.exports.geojson import PRECISION_COLUMNS
from ifolge.ledger import Entry
from ifolge.writing import CSV_COLUMNS, Column, Datatype

PYTHON: dict[Datatype, type] = {"string": str, "integer": int, "decimal": float, "boolean": bool, "date": date, "datetime": datetime}


def test_columns_are_those_of_a_claim_then_those_of_a_ledger() -> None:
    names = [column.name for column in COLUMNS]
    assert names == [column.name for column in (*CSV_COLUMNS, *LEDGER_COLUMNS)]
    every = [*names, *(column.name for column in PRECISION_COLUMNS), *(nested.name for nested in NESTED)]
    assert len(set(every)) == len(every)
    assert KEY in names


def test_every_column_is_documented(root: Path) -> None:
    page = (root / "docs" / "reference" / "columns.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \| (\w+) \| \S", page, re.MULTILINE)
    fields = [column for nested in NESTED for column in nested.fields]
    assert told == [(column.name, column.datatype) for column in (*COLUMNS, *PRECISION_COLUMNS, *fields)]
    assert re.findall(r"^### (\w+)\n\n\w", page, re.MULTILINE) == [nested.name for nested in NESTED]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_values_are_of_their_datatype(column: Column[Entry], entries: tuple[Entry, ...], odd_entries: tuple[Entry, ...]) -> None:
    every = [*entries, *odd_entries]
    values = [column.value(entry) for entry in every]
    assert {type(value) for value in values if value is not None} == {PYTHON[column.datatype]}
    assert column.values(every) == values


def test_ledger_columns_say_what_the_entry_says(odd_entries: tuple[Entry, ...]) -> None:
    entry = odd_entries[0]
    told = {column.name: column.text(entry) for column in LEDGER_COLUMNS}
    assert told == {
        "note": "",
        "extractor": "ifolge",
        "extractor_version": "0.1.0",
        "title": '«Drept», "såret"',
        "url": "https://avisen.example/a?b=c&d=å",
        "published_earliest": "2021-06-01",
        "published_latest": "2021-06-30",
        "published_precision": "month",
        "published_origin": "dateline",
        "status": "accepted",
        "corrected": "place; counts",
        "incident_id": "inc_1",
        "changed_at": "2026-03-03T23:30:15.123456Z",
    }


def test_what_is_not_known_is_empty(odd_entries: tuple[Entry, ...]) -> None:
    bare = next(entry for entry in odd_entries if not entry.claim.counts)
    told = {column.name: column.text(bare) for column in COLUMNS}
    names = ("agents", "targets", "counts", "killed_low", "sources", "via", "publisher", "superseded_by", "corrected", "incident_id")
    assert {told[name] for name in names} == {""}
