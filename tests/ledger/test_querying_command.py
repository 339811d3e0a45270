"""The verbs that ask a ledger."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic_core import to_json
from typer.testing import CliRunner

from ifolge.cli import app
from ifolge.cli.filters import CHOOSING, ORDERING
from ifolge.ledger import Filters, Store
from ifolge.records import Claim, Incident


def run(*arguments: object, text: str | None = None) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=text)


def lines(said: str) -> list[Any]:
    return [json.loads(line) for line in said.splitlines()]


def rows(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said)))


OPTIONS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "since": (["--since", "2019-05"], {"since": "2019-05"}),
    "until": (["--until", "2019"], {"until": "2019"}),
    "countries": (["--country", "LY", "--country", "so"], {"countries": ["LY", "so"]}),
    "places": (["--place", "tripoli"], {"places": "tripoli"}),
    "box": (["--box", "-20,0,40,35"], {"box": "-20,0,40,35"}),
    "types": (["--type", "violence", "--type", "statement"], {"types": ["violence", "statement"]}),
    "actors": (["--actor", "islamic"], {"actors": "islamic"}),
    "sources": (["--source", "afp"], {"sources": "afp"}),
    "languages": (["--lang", "nb", "--lang", "sv"], {"languages": ["nb", "sv"]}),
    "modalities": (["--modality", "possible"], {"modalities": "possible"}),
    "polarity": (["--polarity", "denied"], {"polarity": "denied"}),
    "statuses": (["--status", "accepted", "--status", "rejected"], {"statuses": ["accepted", "rejected"]}),
    "reviewed": (["--reviewed"], {"reviewed": True}),
    "min_confidence": (["--min-confidence", "0.7"], {"min_confidence": 0.7}),
    "documents": (["--article", "da_tripoli.txt"], {"documents": "da_tripoli.txt"}),
    "incidents": (["--incident", "inc_1"], {"incidents": "inc_1"}),
    "updated_since": (["--updated-since", "2020-01-01T00:00"], {"updated_since": "2020-01-01T00:00"}),
    "order": (["--sort", "killed"], {"order": "killed"}),
    "descending": (["--sort", "time", "--descending"], {"order": "time", "descending": True}),
    "limit": (["--limit", "7"], {"limit": 7}),
}


@pytest.fixture
def asked(filled: Store) -> Store:
    """A ledger with something for every option."""
    ids = [entry.claim.claim_id for entry in filled.entries()]
    filled.judge(ids[0], "accept", reviewer="a", reason="b")
    filled.judge(ids[1], "reject", reviewer="a", reason="b")
    filled.store_incidents([Incident(incident_id="inc_1", type="killing", claim_ids=tuple(ids[:4]))], run_id=filled.begin("link", extractor="one"))
    return filled


def test_every_option_is_the_filter_of_its_name(asked: Store, where: str) -> None:
    assert set(OPTIONS) == set(CHOOSING | ORDERING)
    for name, (options, given) in OPTIONS.items():
        made = run("claims", "--ledger", where, "--format", "jsonl", *options)
        assert made.exit_code == 0, made.stderr
        wanted = [entry.claim for entry in asked.entries(Filters.of(**given))]
        assert wanted, name
        assert [Claim.model_validate(row["claim"]) for row in lines(made.stdout)] == wanted, name


def test_claims_in_every_format(asked: Store, where: str, tmp_path: Path) -> None:
    entries = list(asked.entries(Filters(limit=3)))
    said = {how: run("claims", "--ledger", where, "--limit", 3, "--format", how).stdout for how in ("jsonl", "json", "csv", "table")}
    assert lines(said["jsonl"]) == json.loads(said["json"]) == [json.loads(to_json(entry)) for entry in entries]
    assert [(row["claim_id"], row["status"]) for row in rows(said["csv"])] == [(e.claim.claim_id, e.status) for e in entries]
    assert all(e.claim.claim_id.removeprefix("clm_")[:8] in said["table"] for e in entries)
    file = tmp_path / "claims.csv"
    run("claims", "--ledger", where, "--limit", 3, "--output", file)
    assert file.read_text(encoding="utf-8") == said["csv"]
    assert run("claims", "--ledger", where, "--incident", "none", "--format", "json").stdout == "[]\n"
    assert "no claims" in run("claims", "--ledger", where, "--incident", "none", "--format", "table").stdout


@pytest.mark.parametrize("verb", ["sources", "actors", "incidents"])
def test_listings_in_every_format(asked: Store, where: str, verb: str) -> None:
    listed = list(getattr(asked, verb)(Filters(languages=("da", "nb"))))
    assert listed
    options = ("--ledger", where, "--lang", "da", "--lang", "nb")
    said = {how: run(verb, *options, "--format", how).stdout for how in ("jsonl", "json", "csv", "table")}
    assert lines(said["jsonl"]) == json.loads(said["json"]) == [json.loads(to_json(row)) for row in listed]
    cells = rows(said["csv"])
    if verb == "incidents":
        assert [(row["incident_id"], row["claims"]) for row in cells] == [("inc_1", "3")]
        assert "inc_1" in said["table"]
    else:
        assert [(row["name"], row["articles"]) for row in cells] == [(row.name, str(row.articles)) for row in listed]
        assert list(cells[0]) == list(asdict(listed[0]))
        assert listed[0].name.split()[0] in said["table"]
    first = run(verb, *options, "--sort", "first" if verb != "incidents" else "time", "--limit", 1, "--descending", "--format", "jsonl")
    assert len(lines(first.stdout)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["claims", "--type", "murder"],
        ["claims", "--since", "2019-13"],
        ["claims", "--sort", "size"],
        ["sources", "--lang", "fi"],
        ["sources", "--sort", "size"],
        ["actors", "--sort", "size"],
        ["incidents", "--sort", "size"],
        ["incidents", "--box", "1,2"],
    ],
)
def test_wrong_values_are_wrong_usage_with_a_code(arguments: list[str], tmp_path: Path) -> None:
    made = run(*arguments, "--ledger", tmp_path / "none.db")
    assert (made.exit_code, "IF811" in made.stderr) == (2, True)


@pytest.mark.parametrize("verb", ["claims", "sources", "actors", "incidents", "sql"])
def test_without_a_ledger_that_is_said(verb: str, tmp_path: Path) -> None:
    made = run(verb, "--ledger", tmp_path / "none.db", *(["SELECT 1"] if verb == "sql" else []))
    assert (made.exit_code, "IF801" in made.stderr) == (1, True)
    assert not (tmp_path / "none.db").exists()


def test_sql_in_every_format(asked: Store, where: str) -> None:
    query = "SELECT type, count(*) AS n, [1, 2] AS l, NULL AS x FROM claims GROUP BY type ORDER BY n DESC, type LIMIT 2"
    said = {how: run("sql", query, "--ledger", where, "--format", how).stdout for how in ("jsonl", "json", "csv", "table")}
    found = lines(said["jsonl"])
    assert json.loads(said["json"]) == found
    assert [(row["l"], row["x"]) for row in found] == [([1, 2], None)] * 2
    assert rows(said["csv"]) == [{"type": row["type"], "n": str(row["n"]), "l": "1; 2", "x": ""} for row in found]
    assert found[0]["type"] in said["table"]
    assert run("sql", "SELECT 1 AS a WHERE false", "--ledger", where, "--format", "csv").stdout == "a\n"


def test_sql_from_standard_input(asked: Store, where: str) -> None:
    made = run("sql", "--ledger", where, "--format", "csv", text="SELECT 1 AS a;\nSELECT ';' AS b\n;SELECT 3 AS c")
    assert (made.exit_code, made.stdout) == (0, "a\n1\nb\n;\nc\n3\n")


def test_bad_sql_is_wrong_usage_and_what_came_before_it_is_answered(asked: Store, where: str) -> None:
    made = run("sql", "SELECT 1 AS a;\nSELECT nope FROM claims; SELECT 2", "--ledger", where, "--format", "csv")
    assert (made.exit_code, made.stdout) == (2, "a\n1\n")
    assert made.stderr.startswith("sql:2: error IF832: SQL: column 8: ")


def test_a_person_is_asked_until_enough_is_enough(asked: Store, where: str) -> None:
    import pty

    code = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    command = [sys.executable, "-c", code, sys.executable, "-m", "ifolge", "sql", "--ledger", where]
    assert pty.spawn
    made = subprocess.run(
        command, input="SELECT 40\n + 2 AS answer;\nSELECT nope;\nSELECT 'still' AS here;\n.quit\n", capture_output=True, encoding="utf-8"
    )
    assert "ifolge> " in made.stdout
    assert "...> " in made.stdout
    assert "42" in made.stdout
    assert "IF832" in made.stdout
    assert made.stdout.count("still") >= 2
    assert made.returncode == 1


def test_verbs_have_the_same_filters() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for verb in ("claims", "incidents", "sources", "actors"):
        names = {p.name for p in commands[verb].params}
        assert set(CHOOSING) <= names, verb
