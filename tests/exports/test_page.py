"""What the page on these exports shows runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ifolge.exports.flat import flat_csv
from ifolge.exports.geojson import RADIUS_KM, geojson
from ifolge.exports.parquet import write_parquet
from ifolge.ledger import Entry

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exports-geo.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_page_has_its_examples() -> None:
    assert len(EXAMPLES) == 4


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_runs(example: str, entries: tuple[Entry, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.csv").write_text("".join(flat_csv(entries)), encoding="utf-8", newline="")
    Path("claims.geojson").write_text("".join(geojson(entries)), encoding="utf-8")
    write_parquet(entries, Path("claims.parquet"))
    exec(compile(example, "exports-geo.md", "exec"), {"entries": entries})


def test_sql_finds_every_number_beside_every_source(odd_entries: tuple[Entry, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_parquet(odd_entries, Path("claims.parquet"))
    names: dict[str, Any] = {}
    exec(compile(next(e for e in EXAMPLES if "duckdb" in e), "exports-geo.md", "exec"), names)
    claims = [entry.claim for entry in odd_entries]
    pairs = [(s.actor.name, n.low, n.high) for c in claims for s in c.attribution.sources if s.actor for n in c.counts if n.effect == "killed"]
    found = [(actor, low, high) for actor, _, low, high, *_ in names["dead"].fetchall()]
    assert pairs
    assert sorted(found, key=str) == sorted(pairs, key=str)


def test_radii_are_those_of_the_code() -> None:
    told = re.findall(r"^\| (\d) \| [^|]+ \| (\w+) \|$", PAGE, re.MULTILINE)
    assert told == [(str(precision), str(RADIUS_KM.get(precision, "empty"))) for precision in range(1, 8)]
