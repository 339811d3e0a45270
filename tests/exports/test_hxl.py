"""HXL: read back and checked by libhxl, and what the columns of numbers say."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import hxl
import pytest
from frictionless import Resource

from ifolge.exports.hxl import HXL_COLUMNS, hxl_csv
from ifolge.ledger import Card, Entry
from ifolge.records import Claim, Count, Span

CLAIM = Claim.from_json((Path(__file__).parents[1] / "data" / "claim.json").read_bytes())
CARD = Card(doc_id=CLAIM.doc_id, doc=CLAIM.doc, lang=CLAIM.lang)
SCHEMA = [
    ["#valid_tag", "#valid_required", "#valid_datatype", "#valid_value+min", "#valid_value+max", "#valid_value+list"],
    ["#meta+claim_id", "true", "", "", "", ""],
    ["#date", "", "", "", "", ""],
    ["#date+start", "", "date", "", "", ""],
    ["#date+end", "", "date", "", "", ""],
    ["#date+precision", "", "number", "1", "5", ""],
    ["#affected", "", "number", "0", "", ""],
    ["#geo+lat", "", "number", "-90", "90", ""],
    ["#geo+lon", "", "number", "-180", "180", ""],
    ["#geo+precision", "", "number", "1", "7", ""],
    ["#meta+confidence", "true", "number", "0", "1", ""],
    ["#event+modality", "true", "", "", "", "asserted|probable|possible"],
]


def read(text: str) -> hxl.Dataset:
    return hxl.data(hxl.make_input(io.BytesIO(text.encode()), hxl.InputOptions(allow_local=True)))


def count(number: int, who: str = "unknown", effect: str = "killed", **other: object) -> Count:
    return Count.model_validate(
        {"effect": effect, "who": who, "low": number, "best": number, "high": number, "span": Span(start=0, end=1, text="x"), **other}
    )


def row(*counts: Count, **changes: object) -> dict[str, str]:
    entry = Entry(CLAIM.model_copy(update={"counts": counts, **changes}), CARD, "unreviewed", (), None, datetime(2026, 1, 1, tzinfo=UTC))
    _, hashtags, *rows = csv.reader(io.StringIO("".join(hxl_csv([entry]))))
    return dict(zip(hashtags, rows[0], strict=True)) if rows else {}


@pytest.mark.parametrize("which", ["entries", "edge_entries"])
def test_libhxl_reads_and_accepts_it(which: str, request: pytest.FixtureRequest) -> None:
    data = read("".join(hxl_csv(request.getfixturevalue(which))))
    assert [column.display_tag for column in data.columns] == [read_tag(tag) for tag in HXL_COLUMNS]
    assert len(list(data)) > 30
    faults: list[object] = []
    assert data.validate(hxl.schema(SCHEMA, callback=faults.append)), [str(fault) for fault in faults]


def read_tag(tag: str) -> str:
    return hxl.model.TagPattern.parse(tag).tag + "".join(f"+{attribute}" for attribute in tag.split("+")[1:])


def test_libhxl_would_find_a_fault(entries: tuple[Entry, ...]) -> None:
    lines = "".join(hxl_csv(entries)).splitlines()
    broken = lines[2].replace("asserted", "certain")
    assert not read("\n".join([*lines[:2], broken])).validate(hxl.schema(SCHEMA))


def test_every_row_has_every_column(edge_entries: tuple[Entry, ...]) -> None:
    text = "".join(hxl_csv(edge_entries))
    assert Resource(text.encode(), format="csv").validate().valid
    assert "█" not in text


def test_headings_are_each_one_column() -> None:
    headings = [heading for heading, _ in HXL_COLUMNS.values()]
    assert len(set(headings)) == len(headings)


def test_numbers_of_the_whole_and_of_its_parts() -> None:
    found = row(
        count(20), count(6, "civilian", subset_of=0), count(3, "child", subset_of=1), count(1, "woman", subset_of=0), count(9, effect="injured")
    )
    assert [found[f"#affected+killed+{bound}"] for bound in ("min", "best", "max")] == ["20"] * 3
    assert [found[f"#affected+killed+{who}+min"] for who in ("civilians", "children", "f")] == ["6", "3", "1"]
    assert (found["#affected+injured+best"], found["#affected+injured+children+best"]) == ("9", "")


def test_what_the_text_does_not_divide_is_in_a_column_of_its_own() -> None:
    found = row(count(40, effect="killed_or_injured"))
    assert (found["#affected+killed_or_injured+best"], found["#affected+killed+best"], found["#affected+injured+best"]) == ("40", "", "")


def test_open_bounds_and_unknown_days_are_empty() -> None:
    found = row(count(5).model_copy(update={"best": None, "high": None}), time=None, place=None)
    assert (found["#affected+killed+min"], found["#affected+killed+max"], found["#date+start"], found["#geo+lat"]) == ("5", "", "", "")


@pytest.mark.parametrize("change", [{"polarity": "denied"}, {"modality": "planned"}, {"modality": "demanded"}, {"modality": "hypothetical"}])
def test_only_what_is_told_as_fact_has_a_row(change: dict[str, object]) -> None:
    assert row(count(5), **change) == {}


def test_only_casualties_have_a_row() -> None:
    assert row(count(5, effect="displaced")) == {}
    assert row() == {}
