"""The verbs ``export``, ``report`` and ``import``, on a ledger of our own examples."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from ifolge.cli import app
from ifolge.cli.exporting import ExportFormat
from ifolge.extraction import Extraction, Extractor
from ifolge.ledger import Filters, Store
from ifolge.reading import read
from ifolge.records import Article

PNG = b"\x89PNG\r\n\x1a\n"


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def extractions(root: Path) -> list[Extraction]:
    extractor = Extractor()
    return [Extraction(article, extractor.extract(article)) for article in read([root / "examples"]) if isinstance(article, Article)]


@pytest.fixture
def ledger(tmp_path: Path, extractions: list[Extraction]) -> Path:
    path = tmp_path / "claims.db"
    with Store.open(path, create=True) as store:
        store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
    return path


@pytest.mark.parametrize("format", [format for format in ExportFormat if format is not ExportFormat.parquet])
def test_every_text_format_goes_to_standard_output_and_to_a_file(ledger: Path, tmp_path: Path, format: ExportFormat) -> None:
    shown = run("export", "--ledger", ledger, "--format", format)
    written = run("export", "--ledger", ledger, "--format", format, "-o", tmp_path / "out")
    assert (shown.exit_code, written.exit_code) == (0, 0)
    assert len(shown.stdout) > 1000
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown.stdout
    assert written.stdout == ""


def test_csv_and_parquet_are_described_beside_them(ledger: Path, tmp_path: Path) -> None:
    for format in ("csv", "parquet"):
        assert run("export", "--ledger", ledger, "--format", format, "-o", tmp_path / f"x.{format}").exit_code == 0
        described = json.loads((tmp_path / f"x.{format}-metadata.json").read_text(encoding="utf-8"))
        assert described["url"] == f"x.{format}"


def test_parquet_needs_a_file(ledger: Path) -> None:
    done = run("export", "--ledger", ledger, "--format", "parquet")
    assert done.exit_code == 2


def test_filters_choose_what_goes_out(ledger: Path) -> None:
    done = run("export", "--ledger", ledger, "--format", "csv", "--type", "violence", "--min-confidence", 0.5)
    rows = list(csv.DictReader(done.stdout.splitlines()))
    with Store.open(ledger) as store:
        wanted = [e.claim.claim_id for e in store.entries(Filters(types=("violence",), min_confidence=0.5))]
    assert wanted
    assert [row["claim_id"] for row in rows] == wanted


def test_what_is_gone_stands_in_a_file_of_its_own(ledger: Path, tmp_path: Path) -> None:
    with Store.open(ledger) as store:
        gone = next(store.entries()).claim.claim_id
        store.judge(gone, "reject", reviewer="a", reason="b")
    since = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    assert run("export", "--ledger", ledger, "--format", "ged-csv", "--updated-since", since, "-o", tmp_path / "x.csv").exit_code == 0
    rows = list(csv.DictReader((tmp_path / "x.csv.gone.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["claim_id"], row["why"]) for row in rows] == [(gone, "rejected")]


def test_a_whole_export_is_imported_as_an_equal_ledger(ledger: Path, tmp_path: Path) -> None:
    run("export", "--ledger", ledger, "--format", "claims-jsonl", "-o", tmp_path / "all.jsonl")
    done = run("import", tmp_path / "all.jsonl", "--ledger", tmp_path / "again.db")
    assert done.exit_code == 0
    assert "13 articles" in done.stderr
    assert run("export", "--ledger", tmp_path / "again.db", "--format", "claims-jsonl").stdout == (tmp_path / "all.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "code"), [("missing.jsonl", "IF101"), ("broken.jsonl", "IF816")])
def test_an_import_that_cannot_be_read_says_so(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    done = run("import", tmp_path / name, "--ledger", tmp_path / "x.db")
    assert done.exit_code == 1
    assert code in done.stderr


def test_a_ledger_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    done = run("export", "--ledger", tmp_path / "none.db", "--format", "csv")
    assert done.exit_code == 1
    assert "IF801" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_report_is_html_or_markdown_by_its_name_with_plots_beside_it(ledger: Path, tmp_path: Path) -> None:
    assert run("report", "--ledger", ledger, "-o", tmp_path / "r.html", "--plots", tmp_path / "plots").exit_code == 0
    assert run("report", "--ledger", ledger, "-o", tmp_path / "r.md").exit_code == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("# ")
    drawn = {path.name: path for path in (tmp_path / "plots").iterdir()}
    assert set(drawn) == {"tolls.svg", "map.svg", "sources.svg"}
    assert all(ElementTree.parse(path).getroot().tag.endswith("svg") for path in drawn.values())


def test_plots_are_pictures_where_that_is_asked_for(ledger: Path, tmp_path: Path) -> None:
    done = run("report", "--ledger", ledger, "-o", tmp_path / "r.md", "--plots", tmp_path, "--plot-format", "png", "--type", "airstrike")
    assert done.exit_code == 0
    assert {path.name for path in tmp_path.glob("*.png")} == {"tolls.png", "map.png", "sources.png"}
    assert all(path.read_bytes().startswith(PNG) for path in tmp_path.glob("*.png"))
