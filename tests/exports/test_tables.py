from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable
from datetime import date
from itertools import cycle
from typing import Any

import pandas as pd
import pytest

from ifolge.errors import IfolgeError
from ifolge.exports.columns import COLUMNS, NESTED
from ifolge.exports.flat import flat_csv
from ifolge.exports.tables import BATCH, arrow_table, batches, pandas_frame, polars_frame
from ifolge.ledger import Entry
from ifolge.records import Count, Span
from ifolge.writing import AS_TEXT

FRAMES: dict[str, Callable[[Iterable[Entry]], Any]] = {"pyarrow": arrow_table, "pandas": pandas_frame, "polars": polars_frame}


def actor(found: dict[str, Any] | None) -> dict[str, Any]:
    """The fields of an actor in a list, from the actor's own JSON."""
    found = found or {}
    affiliation, external = found.get("affiliation") or {}, found.get("external") or {}
    return {
        "actor_id": found.get("id"),
        "actor": found.get("name"),
        "actor_kind": found.get("kind"),
        "actor_country": found.get("country"),
        "affiliation_id": affiliation.get("id"),
        "affiliation": affiliation.get("name"),
        "ucdp": external.get("ucdp"),
        "wikidata": external.get("wikidata"),
    }


def lists(entry: Entry) -> dict[str, list[dict[str, Any]]]:
    """The nested columns of an entry, from the JSON of its claim."""
    claim = entry.claim.to_dict()
    said = claim["attribution"]
    people = {name: [{**p["mention"], "certainty": p["certainty"], **actor(p["actor"])} for p in claim[f"{name}s"]] for name in ("agent", "target")}
    cues = [source["cue"] or {"text": None, "start": None, "end": None} for source in said["sources"]]
    return {
        "agent_list": people["agent"],
        "target_list": people["target"],
        "count_list": [{**{k: v for k, v in count.items() if k != "span"}, **count["span"]} for count in claim["counts"]],
        "source_list": [
            {**s["span"], "kind": s["kind"], "cue": cue["text"], "cue_start": cue["start"], "cue_end": cue["end"], **actor(s["actor"])}
            for s, cue in zip(said["sources"], cues, strict=True)
        ],
        "via_list": [{**v["span"], "name": v["name"], "kind": v["kind"], **actor(v["actor"])} for v in said["via"]],
        "evidence_list": claim["evidence"],
        "day_list": [{"day": date.fromisoformat(day)} for day in (claim["time"] or {}).get("candidates", ())],
        "place_list": [{"place_id": place} for place in (claim["place"] or {}).get("candidates", ())],
    }


@pytest.mark.parametrize("of", ["entries", "odd_entries"])
def test_arrow_and_csv_agree_cell_by_cell(of: str, request: pytest.FixtureRequest) -> None:
    entries = request.getfixturevalue(of)
    table = arrow_table(entries)
    rows = list(csv.DictReader(io.StringIO("".join(flat_csv(entries)), newline="")))
    for column in COLUMNS:
        cells = ["" if value is None else AS_TEXT[column.datatype](value) for value in table[column.name].to_pylist()]
        assert cells == [row[column.name] for row in rows], column.name


@pytest.mark.parametrize("of", ["entries", "odd_entries"])
def test_lists_hold_what_the_records_hold(of: str, request: pytest.FixtureRequest) -> None:
    entries = request.getfixturevalue(of)
    rows = arrow_table(entries).select([nested.name for nested in NESTED]).to_pylist()
    assert rows == [lists(entry) for entry in entries]


def test_frames_hold_what_the_table_holds(odd_entries: tuple[Entry, ...]) -> None:
    table = arrow_table(odd_entries)
    assert polars_frame(odd_entries).to_dicts() == table.to_pylist()
    frame = pandas_frame(odd_entries)
    assert list(frame.columns) == table.column_names
    assert frame["killed_low"].dtype == "int64[pyarrow]"
    for column in COLUMNS:
        held = [None if pd.isna(value) else value for value in frame[column.name]]
        assert held == table[column.name].to_pylist(), column.name


@pytest.mark.parametrize("package", FRAMES)
def test_empty_ledger_has_every_column_and_no_row(package: str) -> None:
    frame = FRAMES[package]([])
    assert frame.shape == (0, len(COLUMNS) + len(NESTED))


@pytest.mark.parametrize("package", FRAMES)
def test_missing_package_is_named(package: str, monkeypatch: pytest.MonkeyPatch, odd_entries: tuple[Entry, ...]) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(IfolgeError, match=rf"IF809: {package} is needed .* pip install"):
        FRAMES[package](odd_entries)


def test_every_column_of_the_table_is_described(odd_entries: tuple[Entry, ...]) -> None:
    schema = arrow_table(odd_entries).schema
    described = {field.name: field.metadata[b"description"].decode() for field in schema}
    assert described == {column.name: column.doc for column in (*COLUMNS, *NESTED)}
    assert all(field.metadata[b"description"] for nested in NESTED for field in schema.field(nested.name).type.value_type)


@pytest.mark.parametrize(("number", "held"), [(2**63 - 1, 2**63 - 1), (2**63, None), (10**26, None)])
def test_number_that_no_column_has_room_for_is_empty(odd_entries: tuple[Entry, ...], number: int, held: int | None) -> None:
    entry = odd_entries[0]
    claim = entry.claim.model_copy(update={"counts": (Count(effect="killed", low=number, span=Span.of("x", 0, 1)),)})
    (row,) = arrow_table([Entry(claim, entry.article, "unreviewed", (), None, entry.changed_at)]).to_pylist()
    assert (row["killed_low"], row["count_list"][0]["low"]) == (held, held)
    assert row["counts"] == f"killed unknown ≥{number}"


def test_batches_come_as_entries_do(odd_entries: tuple[Entry, ...]) -> None:
    assert next(batches(cycle(odd_entries))).num_rows == BATCH
