"""``ifolge extract --extractor llm`` as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ifolge.cli import app
from ifolge.llm import KEY_VARIABLE
from ifolge.records import Claim

from .conftest import CLAIM, TEXT, Server, saying
from .test_client import dead_port, echo

KEY = "sk-hemmelig-3f9a77c1e2"


def command(folder: Path, url: str, *more: object) -> list[str]:
    options = ["--extractor", "llm", "--llm-url", url, "--llm-model", "m", "--llm-cache", folder / "cache", *more]
    return [sys.executable, "-m", "ifolge", "extract", *map(str, [folder / "news", "--format", "jsonl", *options])]


def process(folder: Path, url: str, *more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(folder, url, *more), capture_output=True, encoding="utf-8", env=environment(), timeout=60)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", KEY_VARIABLE: KEY, "NO_PROXY": "127.0.0.1"}


def written(folder: Path, n: int) -> Path:
    (folder / "news").mkdir()
    for k in range(n):
        (folder / "news" / f"{k}.txt").write_text(f" date 2019-03-14 {TEXT}\nSak nummer {k}.\n", encoding="utf-8")
    return folder


def test_claims_come_out_with_a_summary_of_the_cost(server: Server, tmp_path: Path) -> None:
    server.answer(saying(CLAIM, {**CLAIM, "trigger": {"q": "nervegass"}}))
    done = process(written(tmp_path, 2), server.url, "--llm-price", 0.5, 2)
    found = [Claim.from_json(line) for line in done.stdout.splitlines()]
    assert [c.extractor.name for c in found] == ["llm", "llm"]
    assert done.stderr.count("error IF712: claim 2 (airstrike 'nervegass'), trigger: the words 'nervegass' do not stand there") == 2
    assert done.stderr.splitlines()[-1] == "second opinion: 2 answers, 0 from the cache, 2000 tokens in, 400 out, cost 0.0018"
    assert done.returncode == 1
    again = process(tmp_path, server.url)
    assert again.stdout == done.stdout
    assert again.stderr.splitlines()[-1] == "second opinion: 0 answers, 2 from the cache, 0 tokens in, 0 out"


def test_both_extractors_can_stand_beside_each_other(server: Server, tmp_path: Path) -> None:
    server.answer(saying(CLAIM))
    theirs = process(written(tmp_path, 1), server.url).stdout
    ours = CliRunner().invoke(app, ["extract", str(tmp_path / "news"), "--format", "jsonl"]).stdout
    found = [Claim.from_json(line) for line in (theirs + ours).splitlines()]
    assert {c.extractor.name for c in found} == {"llm", "ifolge"}
    assert len({c.claim_id for c in found}) == len(found)
    assert len({c.event_id for c in found if c.trigger.text == "luftangrep"}) == 1


def test_nobody_is_asked_by_default(server: Server, tmp_path: Path) -> None:
    written(tmp_path, 1)
    assert CliRunner().invoke(app, ["extract", str(tmp_path / "news")]).exit_code == 0
    assert server.asked == []


@pytest.mark.parametrize(
    "options",
    [
        ["--llm-model", "m"],
        ["--llm-url", "http://localhost/v1"],
        ["--extractor", "llm"],
        ["--extractor", "llm", "--llm-model", "m"],
        ["--extractor", "llm", "--llm-url", "localhost", "--llm-model", "m"],
        ["--extractor", "llm", "--llm-url", "http://h/v1", "--llm-model", "m", "--llm-parallel", "0"],
        ["--extractor", "oracle"],
    ],
)
def test_wrong_usage_exits_2(options: list[str], tmp_path: Path) -> None:
    written(tmp_path, 1)
    assert CliRunner().invoke(app, ["extract", str(tmp_path / "news"), *options]).exit_code == 2


def test_a_dead_port_ends_the_work_once(tmp_path: Path) -> None:
    done = process(written(tmp_path, 3), f"http://127.0.0.1:{dead_port()}/v1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("IF703") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("status", [401, 400, 200])
def test_the_key_is_in_no_output_and_no_file(server: Server, tmp_path: Path, status: int) -> None:
    server.answer(saying({**CLAIM, "trigger": {"q": KEY}}) if status == 200 else echo(status))
    done = process(written(tmp_path, 1), server.url)
    assert KEY in server.headers[0]["Authorization"]
    assert "error IF7" in done.stderr
    assert KEY not in done.stdout + done.stderr + json.dumps(server.asked)
    assert not any(KEY in p.read_text(encoding="utf-8") for p in tmp_path.rglob("*") if p.is_file())


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
def test_an_interrupted_run_ends_at_once_and_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    def reply(server: Server, handler: Any, body: Any) -> tuple[int, dict[str, str], bytes] | None:
        if len(server.asked) > 3:
            time.sleep(30)
            return None
        return 200, {}, saying(CLAIM)

    server.answer(reply)
    written(tmp_path, 6)
    with subprocess.Popen(
        command(tmp_path, server.url, "--llm-parallel", 2), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as running:
        until = time.monotonic() + 30
        while len(server.asked) < 4 or len(list((tmp_path / "cache").glob("*.json"))) < 3:
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, told = running.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert running.returncode != 0
    assert b"Traceback" not in told
    assert b"second opinion: 3 answers" in told
    server.answer(saying(CLAIM))
    asked = len(server.asked)
    done = process(tmp_path, server.url)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 6
    assert len(server.asked) - asked == 3
