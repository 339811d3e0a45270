from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
from typer.testing import CliRunner

from ifolge import __version__
from ifolge.cli import app
from ifolge.records import RECORDS, Claim

EVALUATION = Path(__file__).parent / "evaluation" / "data"
GOLD = sorted(map(str, EVALUATION.glob("*.gold.json")))
CLAIMS = str(EVALUATION / "claims.jsonl")
TEXT = """ date 2021-06-10 Minst sju sivile ble drept og 23 såret i et luftangrep mot markedet i Marib tirsdag, ifølge det jemenittiske helsedepartementet.

Huthi-militsen avviser at den sto bak angrepet, melder AFP.
"""


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def process(*arguments: object, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ifolge", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1", **environment})


def claims(lines: str) -> list[Claim]:
    return [Claim.from_json(line) for line in lines.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "marib.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def parameters() -> Iterator[Any]:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        yield from (pytest.param(p, id=f"{name}-{p.name}") for p in command.params)


@pytest.mark.parametrize("parameter", list(parameters()))
def test_every_option_has_help(parameter: Any) -> None:
    assert parameter.help


def test_every_command_has_help_and_nothing_fails_on_asking() -> None:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        assert command.help
        assert run(name, "--help").exit_code == 0


def test_version() -> None:
    assert run("--version").stdout == f"ifolge {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x", "--format", "xml"],
        ["extract", "x", "--columns", "text"],
        ["extract", "x", "--min-confidence", "2"],
        ["extract", "x", "--published", "yesterday"],
        ["extract", "x", "--lang", "fi"],
        ["extract", "x", "--encoding", "no-such"],
        ["extract", "x", "--columns", "text=a,author=b"],
        ["extract", "x", "--input-format", "docx"],
        ["extract", "x", "--max-mb", "0"],
        ["explain", "clm"],
        ["evaluate"],
        ["schema", "nothing"],
        ["no-such-verb"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("name", RECORDS)
def test_schema_is_a_json_schema(name: str) -> None:
    schema = json.loads(run("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    title = schema.get("title") or schema["$ref"].rpartition("/")[2]  # a record that holds its own kind is a reference
    assert title.lower() == name


def test_unknown_record_is_told_with_those_there_are() -> None:
    result = run("schema", "clam")
    assert "IF902" in result.stderr
    assert "claim" in result.stderr
    assert result.stdout == ""


def test_languages_lists_every_pack() -> None:
    result = run("languages")
    assert result.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line.strip()}
    assert rows["table"] == ["nb", "nn", "da", "sv", "en"]
    assert all(int(size) > 0 for size in rows["verbs"])


@pytest.mark.parametrize("options", [[], ["--nlp", str(Path(__file__).resolve().parents[1] / "benchmarks" / "spacy_pipeline")]])
def test_pipeline_declares_version_components_and_labels(options: list[str]) -> None:
    result = run("pipeline", *options)
    assert result.exit_code == 0
    declared = json.loads(result.stdout)
    assert declared["name"]
    assert declared["version"]
    assert any("nsubj" in component["labels"] for component in declared["components"])
    assert run("pipeline", "--nlp", "no-such-pipeline").exit_code == 2


def test_one_mention_is_resolved_by_itself() -> None:
    found = json.loads(run("time", "natt til onsdag", "--published", "2019-03-14", "--lang", "nb").stdout)
    assert (found["earliest"], found["latest"], found["reason"]) == ("2019-03-12", "2019-03-13", "time_night")
    assert json.loads(run("number", "minst ti", "--lang", "nb").stdout)["low"] == 10
    assert json.loads(run("place", "Deir al-Zor", "--lang", "da", "--context", "Syrien").stdout)["country"] == "SY"
    assert json.loads(run("actor", "Hamas", "--lang", "sv").stdout)["actor"]["kind"] == "non_state_armed"
    assert run("time", "i går", "--lang", "de").exit_code == 2


def test_many_mentions_are_resolved_line_by_line() -> None:
    lines = '{"mention": "i går", "published": "2020-01-02"}\nno JSON\n{"mention": "i dag", "published": "2020-01-02"}\n'
    result = process("time", "--lang", "nb", text=lines)
    assert [json.loads(line).get("earliest") for line in result.stdout.splitlines()] == ["2020-01-01", None, "2020-01-02"]
    assert "IF107" in result.stderr
    assert result.returncode == 1


def test_evaluate_scores_a_claims_file() -> None:
    recorded = json.loads((EVALUATION / "scores.json").read_text(encoding="utf-8"))
    scores = json.loads(run("evaluate", *GOLD, "--claims", CLAIMS, "--json").stdout)
    assert {name: scores[name] for name in recorded} == recorded
    assert list(scores["by_language"]) == ["da", "nb", "sv"]
    table = run("evaluate", *GOLD, "--claims", CLAIMS).stdout
    assert re.search(r"fact +0\.\d{3} +0\.\d{3} +0\.\d{3} +\d+ +\d+ +\d+", table)
    assert "fact nb" in table


@pytest.mark.parametrize(("floor", "status"), [(0.5, 0), (0.99, 1)])
def test_evaluate_fails_below_the_floor(floor: float, status: int) -> None:
    assert run("evaluate", *GOLD, "--claims", CLAIMS, "--min-fact-f1", floor).exit_code == status


def test_evaluate_extracts_from_the_texts_beside_the_gold() -> None:
    result = run("evaluate", *GOLD, "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["n"]["claim"][2] > 0


def test_evaluate_tells_what_is_missing(tmp_path: Path) -> None:
    assert "IF602" in run("evaluate", *GOLD, "--text-dir", tmp_path).stderr
    assert "IF601" in run("evaluate", CLAIMS, "--claims", CLAIMS).stderr
    result = run("evaluate", *GOLD, "--claims", tmp_path / "none")
    assert "IF101" in result.stderr
    assert result.exit_code == 1


def test_extract_writes_claims_that_fit_the_schema_and_the_text(article: Path) -> None:
    result = run("extract", article)
    assert result.exit_code == 0, result.stderr
    found = claims(result.stdout)
    assert {c.doc for c in found} == {article.name} or {c.doc for c in found} == {str(article)}
    assert all(TEXT[s.start : s.end] == s.text for c in found for s in c.spans())
    validator = jsonschema.Draft202012Validator(json.loads(run("schema", "claim").stdout))
    for line in result.stdout.splitlines():
        validator.validate(json.loads(line))
    assert re.fullmatch(rf"1 article, {len(found)} claims?\n", result.stderr)


def test_formats_hold_the_same_claims(article: Path) -> None:
    ids = [c.claim_id for c in claims(run("extract", article, "--format", "jsonl").stdout)]
    assert ids
    assert [c["claim_id"] for c in json.loads(run("extract", article, "--format", "json").stdout)] == ids
    assert [row["claim_id"] for row in csv.DictReader(io.StringIO(run("extract", article, "--format", "csv").stdout))] == ids
    table = run("extract", article, "--format", "table").stdout
    assert "published 2021-06-10" in table
    assert all(i.removeprefix("clm_")[:8] in table for i in ids)


def test_output_file_takes_its_format_from_its_suffix(article: Path, tmp_path: Path) -> None:
    for suffix, first in (("csv", "claim_id,"), ("json", "[\n"), ("jsonl", '{"claim_id"')):
        path = tmp_path / f"claims.{suffix}"
        result = run("extract", article, "-o", path)
        assert result.stdout == ""
        assert path.read_text(encoding="utf-8").startswith(first)


def test_unwritable_output_is_told(article: Path, tmp_path: Path) -> None:
    result = run("extract", article, "-o", tmp_path / "none" / "x.jsonl")
    assert result.exit_code == 1
    assert "IF903" in result.stderr


def test_min_confidence_leaves_out_the_unsure(article: Path) -> None:
    everything = claims(run("extract", article).stdout)
    floor = max(c.confidence for c in everything)
    assert claims(run("extract", article, "--min-confidence", floor).stdout) == [c for c in everything if c.confidence >= floor]


def test_what_cannot_be_read_is_told_and_the_rest_done(article: Path, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "none.txt", article)
    assert result.exit_code == 1
    assert claims(result.stdout)
    assert "none.txt: error IF101" in result.stderr
    assert result.stderr.splitlines()[-1].endswith("; 1 error")


def test_publication_date_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(TEXT.replace(" date 2021-06-10 ", ""), encoding="utf-8")
    assert "IF105" in run("extract", path).stderr
    times = [c.time for c in claims(run("extract", path, "--published", "2021-06-10").stdout) if c.time]
    assert "2021-06-08" in {str(t.earliest) for t in times}


def test_columns_name_the_fields_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["body", "day"], [TEXT.replace(" date 2021-06-10 ", ""), "2021-06-10"]])
    result = run("extract", path, "--columns", "text=body,date=day")
    assert result.exit_code == 0, result.stderr
    assert claims(result.stdout)


def test_explain_shows_words_rule_and_reasons(article: Path) -> None:
    claim = claims(run("extract", article).stdout)[0]
    result = run("explain", claim.claim_id, article)
    assert result.exit_code == 0, result.stderr
    assert f"[trigger: {claim.trigger.text}]" in " ".join(result.stdout.split())
    assert claim.extractor.rule in result.stdout
    assert run("explain", claim.claim_id.removeprefix("clm_")[:8], article).stdout == result.stdout


def test_explain_tells_when_the_claim_is_not_there(article: Path) -> None:
    result = run("explain", "clm_ffffffffffff", article)
    assert result.exit_code == 1
    assert "IF901" in result.stderr


def test_standard_input_is_read_and_nothing_is_coloured_in_a_pipe(article: Path) -> None:
    piped = process("extract", "-", "--format", "jsonl", text=TEXT)
    assert piped.returncode == 0, piped.stderr
    assert "\x1b" not in piped.stdout + piped.stderr
    from_file = claims(process("extract", article).stdout)
    assert [(c.type, c.trigger) for c in claims(piped.stdout)] == [(c.type, c.trigger) for c in from_file]


def test_a_reader_that_has_enough_is_no_error(root: Path) -> None:
    command = f"'{sys.executable}' -m ifolge extract examples/nb_*.txt | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})
    line, status = done.stdout.splitlines()
    Claim.from_json(line)
    assert status == "0"
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
def test_a_terminal_gets_a_coloured_table(article: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        [sys.executable, "-m", "ifolge", "extract", str(article)], stdout=theirs, stderr=subprocess.PIPE, env=environment
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(ours)
    assert running.returncode == 0
    assert "who → whom" in shown.decode()
    assert "\x1b[" in shown.decode()


def test_two_processes_and_any_order_give_the_same_bytes(root: Path) -> None:
    files = sorted((root / "examples").glob("*.txt"))
    forward = process("extract", *files, "--format", "jsonl", PYTHONHASHSEED="1").stdout.splitlines()
    again = process("extract", *files, "--format", "jsonl", PYTHONHASHSEED="2").stdout.splitlines()
    backward = process("extract", *reversed(files), "--format", "jsonl", PYTHONHASHSEED="3").stdout.splitlines()
    assert forward
    assert again == forward
    assert by_article(backward) == by_article(forward)


def by_article(lines: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(json.loads(line)["doc"], []).append(line)
    return found


def test_own_register_is_used_and_its_faults_are_told_by_line(tmp_path: Path) -> None:
    register = tmp_path / "own.csv"
    register.write_text("id,name,kind,country,aliases_nb\nriver-guard,River Guard,non_state_armed,YE,Elvevakten\nx,X,army,YE,\n", encoding="utf-8")
    told = run("extract", "--actors", register, "--published", "2021-06-10", "--format", "jsonl", written(tmp_path))
    assert told.exit_code == 1
    assert "IF203" in told.stderr
    assert "own.csv:3" in told.stderr
    assert "river-guard" in {a.actor.id for c in claims(told.stdout) for a in c.agents if a.actor}
    assert "river-guard" not in run("extract", "--published", "2021-06-10", "--format", "jsonl", tmp_path / "marib.txt").stdout
    asked = run("actor", "Elvevakten", "--lang", "nb", "--actors", register)
    assert (asked.exit_code, json.loads(asked.stdout)["actor"]["id"]) == (1, "river-guard")


def written(folder: Path) -> Path:
    path = folder / "marib.txt"
    path.write_text("Elvevakten angrep to landsbyer utenfor Marib tirsdag og drepte tolv sivile, ifølge helsedepartementet.\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["errors.md", "errors.html"])
def test_evaluate_writes_an_error_report(tmp_path: Path, name: str) -> None:
    report = tmp_path / name
    assert run("evaluate", *GOLD, "--claims", CLAIMS, "--errors", report).exit_code == 0
    assert "gold:" in report.read_text(encoding="utf-8")


def test_evaluate_refuses_a_report_of_no_known_kind(tmp_path: Path) -> None:
    refused = run("evaluate", *GOLD, "--claims", CLAIMS, "--errors", tmp_path / "errors.txt")
    assert refused.exit_code == 2
    assert not (tmp_path / "errors.txt").exists()
