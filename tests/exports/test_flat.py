from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import csvw
import pytest
from frictionless import Resource, Schema

from ifolge.exports.columns import COLUMNS
from ifolge.exports.flat import csvw_metadata, flat_csv
from ifolge.ledger import Entry
from ifolge.writing import Column

# Of CSVW, in the words of Frictionless' Table Schema.
TABLE_SCHEMA = {"decimal": "number"}


def written(folder: Path, text: str) -> Path:
    """The CSV with its metadata beside it; the path of the metadata."""
    (folder / "claims.csv").write_text(text, encoding="utf-8", newline="")
    metadata = folder / "claims.csv-metadata.json"
    metadata.write_text(csvw_metadata("claims.csv"), encoding="utf-8")
    return metadata


def csvw_accepts(metadata: Path) -> bool:
    return bool(csvw.CSVW(str(metadata), validate=True).is_valid)


def frictionless_errors(metadata: Path) -> list[str]:
    """What Frictionless finds in the CSV, by the columns of its CSVW metadata."""
    schema = json.loads(metadata.read_text(encoding="utf-8"))["tableSchema"]
    fields = [field_of(column) for column in schema["columns"]]
    resource = Resource(
        path="claims.csv", basepath=str(metadata.parent), schema=Schema.from_descriptor({"fields": fields, "primaryKey": [schema["primaryKey"]]})
    )
    return [kind for (kind,) in resource.validate().flatten(["type"])]


def field_of(column: dict[str, object]) -> dict[str, object]:
    field: dict[str, object] = {"name": column["name"], "constraints": {"required": column["required"]}}
    match column["datatype"]:
        case {"base": "boolean", "format": str(form)}:
            true, false = form.split("|")
            return field | {"type": "boolean", "trueValues": [true], "falseValues": [false]}
        case "datetime":
            return field | {"type": "datetime", "format": "any"}
        case name:
            return field | {"type": TABLE_SCHEMA.get(str(name), name)}


def changed(text: str, column: str, cell: str) -> str:
    """The CSV with one cell of its last row replaced."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    rows[-1][rows[0].index(column)] = cell
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("of", ["entries", "odd_entries", None])
def test_csv_is_valid_by_its_metadata(of: str | None, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    metadata = written(tmp_path, "".join(flat_csv(request.getfixturevalue(of) if of else ())))
    assert csvw_accepts(metadata)
    assert frictionless_errors(metadata) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [("killed_low", "many"), ("lat", "15,4"), ("earliest", "2019-13-45"), ("source_implied", "true"), ("changed_at", "yesterday")],
)
def test_broken_cell_is_found_by_the_metadata(odd_entries: tuple[Entry, ...], tmp_path: Path, column: str, cell: str) -> None:
    metadata = written(tmp_path, changed("".join(flat_csv(odd_entries)), column, cell))
    assert not csvw_accepts(metadata)
    assert frictionless_errors(metadata) == ["type-error"]


def test_two_rows_of_one_claim_are_found_by_the_metadata(odd_entries: tuple[Entry, ...], tmp_path: Path) -> None:
    assert frictionless_errors(written(tmp_path, "".join(flat_csv([*odd_entries, odd_entries[0]])))) == ["primary-key"]


def test_csvw_reader_gets_the_values_that_went_in(odd_entries: tuple[Entry, ...], tmp_path: Path) -> None:
    table = csvw.Table.from_file(written(tmp_path, "".join(flat_csv(odd_entries))))
    rows = list(table.iterdicts())
    for column in COLUMNS:
        assert [plain(column, row[column.name]) for row in rows] == [plain(column, column.value(entry)) for entry in odd_entries], column.name


# Readers differ in classes, not in values: csvw has Decimals for decimals and datetimes for dates.
SAME: dict[str, Callable[[Any], object]] = {"decimal": float, "date": lambda day: day.isoformat()[:10], "datetime": lambda moment: moment.timestamp()}


def plain(column: Column[Entry], value: object) -> object:
    return None if value is None else SAME.get(column.datatype, lambda same: same)(value)


def test_metadata_describes_every_column_in_order() -> None:
    metadata = json.loads(csvw_metadata("a.csv", title="The war"))
    assert (metadata["url"], metadata["dc:title"], metadata["tableSchema"]["primaryKey"]) == ("a.csv", "The war", "claim_id")
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == [column.name for column in COLUMNS]
    assert all(column["dc:description"] for column in metadata["tableSchema"]["columns"])


def test_same_entries_give_the_same_text(odd_entries: tuple[Entry, ...]) -> None:
    assert "".join(flat_csv(odd_entries)) == "".join(flat_csv(iter(odd_entries)))


def test_lines_come_as_entries_do(entries: tuple[Entry, ...]) -> None:
    endless: Iterable[Entry] = cycle(entries)
    assert len(list(islice(flat_csv(endless), 1000))) == 1000
