from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.errors import IfolgeError
from ifolge.records import Claim, Span
from ifolge.writing import CSV_COLUMNS, WRITERS, Column, csv_rows, write

CLAIM = Claim.from_json((Path(__file__).parent / "data" / "claim.json").read_bytes())


def flat(*claims: Claim) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_rows(claims)))))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_and_json_lines_hold_the_same_claims(number: int) -> None:
    claims = [CLAIM] * number
    lines = "".join(WRITERS["jsonl"](claims)).splitlines()
    assert [Claim.from_json(line) for line in lines] == claims
    assert json.loads("".join(WRITERS["json"](claims))) == [c.to_dict() for c in claims]


def test_csv_row_says_what_the_claim_says() -> None:
    (row,) = flat(CLAIM)
    assert row["agents"] == "Saudi Arabia"
    assert row["agent_certainty"] == "possible"
    assert row["targets"] == "en leir"
    assert row["target_ids"] == ""
    assert row["counts"] == "killed civilian ≥2; injured unknown ~19"
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("2", "2", "")
    assert row["sources"] == "Amal Nasser (Yemeni Ministry of Health)"
    assert (row["lat"], row["where_prec"], row["latest"]) == ("15.4591", "2", "2021-06-30")


def test_csv_of_an_empty_claim_has_empty_cells() -> None:
    bare = CLAIM.model_copy(update={"agents": (), "targets": (), "counts": (), "place": None, "time": None})
    (row,) = flat(bare)
    assert {row[c] for c in ("agents", "counts", "killed_low", "place", "lat", "earliest", "date_prec")} == {""}


@given(st.text())
def test_csv_cells_survive_any_text(words: str) -> None:
    claim = CLAIM.model_copy(update={"trigger": Span.of(words, 0, len(words))})
    rows = list(csv.reader(io.StringIO("".join(csv_rows([claim])), newline="")))
    assert rows[1][[column.name for column in CSV_COLUMNS].index("trigger")] == words


def test_every_csv_column_is_documented_in_order(root: Path) -> None:
    page = (root / "docs" / "reference" / "columns.md").read_text(encoding="utf-8")
    section = page.partition("## Of a claim\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \| (\w+) \| \S", section, re.MULTILINE) == [(column.name, column.datatype) for column in CSV_COLUMNS]


@pytest.mark.parametrize(
    ("value", "cell"), [(0.00001, "0.00001"), (-1e-7, "-0.0000001"), (15.4591, "15.4591"), (1.0, "1.0"), (1e22, "10000000000000000000000")]
)
def test_decimals_have_no_exponent(value: float, cell: str) -> None:
    assert Column("x", "decimal", "", float).text(value) == cell


def test_datetimes_are_written_in_utc() -> None:
    column: Column[datetime] = Column("x", "datetime", "", lambda x: x)
    assert column.text(datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))) == "2025-12-31T23:30:00Z"


def test_value_of_a_text_without_characters_is_none() -> None:
    column = Column("x", "string", "", str)
    assert [column.value(""), column.value("0"), *column.values(["", "0"])] == [None, "0", None, "0"]


def test_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("old", encoding="utf-8")
    write(["Å", "\n"], path)
    assert path.read_bytes() == "Å\n".encode()
    assert os.listdir(tmp_path) == [path.name]


def test_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write(["x"], tmp_path / "ours")
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_old_file_stays_when_writing_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("old", encoding="utf-8")

    def pieces() -> object:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(pieces(), path)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == [path.name]


def test_link_is_written_through(tmp_path: Path) -> None:
    path, link = tmp_path / "claims.jsonl", tmp_path / "link"
    path.touch()
    link.symlink_to(path)
    write(["x"], link)
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "x"


def test_device_stays_a_device() -> None:
    write(["x"], Path(os.devnull))
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("place", ["none/claims.jsonl", "."])
def test_unwritable_place_is_told(tmp_path: Path, place: str) -> None:
    with pytest.raises(IfolgeError, match="IF903"):
        write(["x"], tmp_path / place)
