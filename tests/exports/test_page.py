"""What the page on these exports shows runs."""

from __future__ import annotations

import re
from pathlib import Path

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


def test_radii_are_those_of_the_code() -> None:
    told = re.findall(r"^\| (\d) \| [^|]+ \| (\w+) \|$", PAGE, re.MULTILINE)
    assert told == [(str(precision), str(RADIUS_KM.get(precision, "empty"))) for precision in range(1, 8)]
