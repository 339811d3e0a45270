from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.exports.acled import ACLED_COLUMNS
from ifolge.exports.ged import GED_COLUMNS
from ifolge.exports.hxl import HXL_COLUMNS
from ifolge.exports.plover import PLOVER_FIELDS
from ifolge.exports.rows import Column, csv_lines, joined
from ifolge.writing import csv_line

TABLES = {"ged": GED_COLUMNS, "acled": ACLED_COLUMNS, "plover": PLOVER_FIELDS, "hxl": {tag: column for tag, (_, column) in HXL_COLUMNS.items()}}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2))
def test_a_line_is_read_back_as_it_was(cells: list[str]) -> None:
    line = csv_line(cells)
    assert line.endswith("\n")
    assert list(csv.reader(io.StringIO(line, newline=""))) == [cells]


def test_lines_have_a_header_and_empty_cells_for_what_is_not_known() -> None:
    columns: dict[str, Column[int]] = {"a": Column("the number", lambda n: n), "b": Column("nothing", lambda n: None)}
    assert list(csv_lines(columns, [1, 0])) == ["a,b\n", "1,\n", "0,\n"]


def test_values_of_a_cell_are_each_there_once() -> None:
    assert joined(["AFP", None, "", "NTB", "AFP"]) == "AFP; NTB"


@pytest.mark.parametrize("format_", TABLES)
def test_every_column_is_described(format_: str) -> None:
    columns: Mapping[str, Column[object]] = TABLES[format_]
    descriptions = [column.description for column in columns.values()]
    assert all(len(words) > 3 and not words.endswith(".") for words in descriptions)
