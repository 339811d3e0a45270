"""``ifolge watch`` as a process: restarts, cron, and being told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ifolge.ledger import Store

OLD = 1_000_000_000


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f" date 2031-05-07 {text}", encoding="utf-8")
    os.utime(path, (OLD, OLD))


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "ifolge", "watch", *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"}


def once(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments, "--once"), capture_output=True, encoding="utf-8", env=environment(), timeout=120)


@pytest.fixture
def folder(tmp_path: Path, texts: tuple[str, ...]) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    put(made, "a.txt", texts[0])
    return made


def test_from_cron(folder: Path, tmp_path: Path, texts: tuple[str, ...], news: Any, rss: Any) -> None:
    ledger = tmp_path / "ledger.db"
    feed = news.says("/feed", (200, {}, rss(texts[2])))
    first = once(folder, feed, "--ledger", ledger)
    assert (first.returncode, first.stdout) == (0, "")
    assert "articles 1, claims" in first.stderr
    quiet = once(folder, feed, "--ledger", ledger)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    put(folder, "b.txt", texts[1])
    assert once(folder, feed, "--ledger", ledger).returncode == 0
    assert len(news.asked) == 1
    with Store.open(ledger) as store:
        assert store.size().articles == 3


def test_what_went_wrong_is_the_status_of_a_round(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"%PDF-1.4")
    os.utime(folder / "bad.txt", (OLD, OLD))
    done = once(folder, "file:///etc/passwd", "--ledger", tmp_path / "ledger.db")
    assert done.returncode == 1
    assert "IF820" in done.stderr
    assert "IF103" in done.stderr
    assert once(tmp_path / "none", "--ledger", tmp_path / "none.db").returncode == 1
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_well(folder: Path, tmp_path: Path, texts: tuple[str, ...], number: signal.Signals) -> None:
    ledger = tmp_path / "ledger.db"
    (folder / "bad.txt").write_bytes(b"%PDF-1.4")
    os.utime(folder / "bad.txt", (OLD, OLD))
    process = subprocess.Popen(command(folder, "--ledger", ledger, "--every", 1), stderr=subprocess.PIPE, encoding="utf-8", env=environment())
    wait_for(ledger, 1)
    put(folder, "b.txt", texts[1])
    wait_for(ledger, 2)
    process.send_signal(number)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 0, said
    assert "new articles" in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_told_to_end_in_the_middle_of_work(folder: Path, tmp_path: Path, texts: tuple[str, ...]) -> None:
    ledger = tmp_path / "ledger.db"
    for n in range(100):
        put(folder, f"{n}.txt", f"{n + 20} personer er pågrepet, sier politiet. {texts[n % 3]}")
    process = subprocess.Popen(command(folder, "--ledger", ledger), stderr=subprocess.PIPE, encoding="utf-8", env=environment())
    wait_for(ledger, 1)
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30) is not None
    assert process.returncode == 0
    with Store.open(ledger) as store:
        assert 0 < store.size().articles < 101
    assert once(folder, "--ledger", ledger).returncode == 0
    with Store.open(ledger) as store:
        assert store.size().articles == 101


def wait_for(ledger: Path, articles: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if ledger.exists() and ledger.stat().st_size:
            with Store.open(ledger, create=True) as store:
                if store.size().articles >= articles:
                    return
        time.sleep(0.1)
    raise AssertionError(f"no {articles} articles within a minute")
