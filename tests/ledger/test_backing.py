"""Backups are whole, made while others write, and come back; nothing is overwritten that somebody may want."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ifolge.cli import app
from ifolge.errors import IfolgeError
from ifolge.extraction import Extraction
from ifolge.ledger import Store
from ifolge.ledger.backing import backup, restore, verify
from ifolge.ledger.checking import check
from ifolge.ledger.lines_out import export_lines

Extractions = tuple[Extraction, ...]


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def path(little: Store) -> Path:
    return Path(little.name)


def contents(where: Path | str) -> list[str]:
    with Store.open(where) as store:
        return list(export_lines(store))


def code(error: pytest.ExceptionInfo[IfolgeError]) -> str:
    return error.value.issue.code


def test_a_backup_restores_an_equal_ledger(path: Path, tmp_path: Path) -> None:
    rows = backup(path, tmp_path / "b.db")
    assert rows == {"article": 3, "claim": 9, "judgement": 5}
    assert not list(tmp_path.glob("b.db-*")) + list(tmp_path.glob(".*.part*"))
    assert restore(tmp_path / "b.db", tmp_path / "again.db") == (rows, None)
    assert contents(tmp_path / "again.db") == contents(path)
    with Store.open(tmp_path / "again.db") as store:
        assert list(check(store)) == []
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_backup_is_one_state_while_others_write(path: Path, tmp_path: Path, little: Store, small: Extractions) -> None:
    going, failures = True, []

    def write() -> None:
        number = 0
        with Store.open(path) as store:
            while going:
                number += 1
                try:
                    store.store(small, extractor=f"e{number}", run_id=store.begin("run", extractor=f"e{number}"))
                except IfolgeError as error:
                    failures.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            rows = backup(path, tmp_path / "b.db")
            assert rows["claim"] % 9 == 0
            with Store.open(tmp_path / "b.db") as store:
                assert list(check(store)) == []
            for end in ("-wal", "-shm"):
                Path(f"{tmp_path / 'b.db'}{end}").unlink(missing_ok=True)
    finally:
        going = False
        writer.join()
    assert failures == []


def test_a_backup_replaces_an_earlier_one_of_its_ledger_only(path: Path, tmp_path: Path, fresh: Callable[[], str]) -> None:
    backup(path, tmp_path / "b.db")
    backup(path, tmp_path / "b.db")
    other = fresh()
    Store.open(other, create=True).close()
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    for target in (other, tmp_path / "letter.txt", path):
        with pytest.raises(IfolgeError) as error:
            backup(path, Path(target))
        assert code(error) == "IF841"
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear"


def test_a_ledger_is_put_aside_and_not_overwritten(path: Path, tmp_path: Path, little: Store) -> None:
    backup(path, tmp_path / "b.db")
    copied = contents(tmp_path / "b.db")
    little.judge("clm_2a", "accept", reviewer="a", reason="later")
    little.close()
    before = contents(path)
    with pytest.raises(IfolgeError) as error:
        restore(tmp_path / "b.db", path)
    assert code(error) == "IF841"
    assert contents(path) == before
    rows, aside = restore(tmp_path / "b.db", path, force=True)
    assert aside is not None
    assert contents(aside) == before
    assert rows["judgement"] == 5
    assert contents(path) == copied != before


def test_nothing_is_restored_over_a_ledger_that_is_written_to(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "b.db")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(IfolgeError) as error:
        restore(tmp_path / "b.db", path, force=True)
    assert code(error) == "IF805"
    holder.close()
    assert not list(tmp_path.glob("*before*")) + list(tmp_path.glob(".*.part*"))


@pytest.mark.parametrize("harm", ["cut", "bytes", "empty", "text", "rows"])
def test_a_damaged_backup_is_not_restored(path: Path, tmp_path: Path, harm: str) -> None:
    copy = tmp_path / "b.db"
    backup(path, copy)
    data = copy.read_bytes()
    if harm == "rows":
        with sqlite3.connect(copy) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("DROP TRIGGER article_kept")
            connection.execute("DELETE FROM article")
        connection.close()
    else:
        middle = len(data) // 2
        copy.write_bytes(
            {"cut": data[:middle], "bytes": data[:middle] + b"\xff" * 8192 + data[middle + 8192 :], "empty": b"", "text": b"Dear " * 999}[harm]
        )
    with pytest.raises(IfolgeError) as error:
        restore(copy, tmp_path / "again.db")
    assert code(error) == "IF842"
    assert not (tmp_path / "again.db").exists()
    assert not list(tmp_path.glob(".*.part*"))


def test_a_damaged_ledger_is_not_taken_for_a_backup(path: Path, tmp_path: Path, little: Store) -> None:
    backup(path, tmp_path / "b.db")
    little.close()
    good = (tmp_path / "b.db").read_bytes()
    data = path.read_bytes()
    path.write_bytes(data[:20480] + b"\xff" * 40960 + data[61440:])
    with pytest.raises(IfolgeError) as error:
        backup(path, tmp_path / "b.db")
    assert code(error) in ("IF807", "IF842", "IF841")
    assert (tmp_path / "b.db").read_bytes() == good
    _, aside = restore(tmp_path / "b.db", path, force=True)
    assert aside is not None
    assert verify(path)["claim"] == 9


def test_what_is_not_there_is_told(path: Path, tmp_path: Path) -> None:
    for work, wanted in (
        (lambda: backup(tmp_path / "no.db", tmp_path / "b.db"), "IF801"),
        (lambda: restore(tmp_path / "no.db", tmp_path / "b.db"), "IF101"),
        (lambda: backup(path, tmp_path / "no" / "b.db"), "IF804"),
    ):
        with pytest.raises(IfolgeError) as error:
            work()
        assert code(error) == wanted


def test_postgresql_is_backed_up_by_its_own_programs(server: Any, small: Extractions, tmp_path: Path) -> None:
    for name in ("kept", "restored"):
        server.sql(f"CREATE DATABASE {name}")
    try:
        with Store.open(server.url("kept"), create=True) as store:
            store.store(small, extractor="one", run_id=store.begin("run", extractor="one"))
            store.judge("clm_0a", "accept", reviewer="a", reason="b")
        for work in (lambda: backup(server.url("kept"), tmp_path / "b"), lambda: restore(tmp_path / "b", server.url("kept"))):
            with pytest.raises(IfolgeError, match="pg_") as error:
                work()
            assert code(error) == "IF840"
        dump = tmp_path / "kept.dump"
        environment = {**os.environ, "LC_ALL": "C"}
        for command in (
            ["pg_dump", "--format=custom", f"--file={dump}", server.url("kept")],
            ["pg_restore", f"--dbname={server.url('restored')}", str(dump)],
        ):
            subprocess.run([str(server.programs / command[0]), *command[1:]], check=True, env=environment)
        assert contents(server.url("restored")) == contents(server.url("kept"))
        with Store.open(server.url("restored")) as store:
            assert list(check(store)) == []
    finally:
        for name in ("kept", "restored"):
            server.sql(f"DROP DATABASE {name} WITH (FORCE)")


# The verbs


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_the_verbs_back_up_restore_check_and_upgrade(path: Path, tmp_path: Path) -> None:
    copy, again = tmp_path / "b.db", tmp_path / "again.db"
    assert "3 articles, 9 claims, 5 judgements" in run("backup", "--ledger", path, copy).stderr
    assert "3 articles" in run("restore", copy, "--ledger", again).stderr
    refused = run("restore", copy, "--ledger", again)
    assert refused.exit_code == 1
    assert "IF841" in refused.stderr
    assert "again.db.before-" in run("restore", copy, "--ledger", again, "--force").stderr.replace("\n", "")
    checked = run("check", "--ledger", again)
    assert (checked.exit_code, checked.stderr.strip()) == (0, "17 rows looked at, 0 found")
    assert "schema 0001 already" in run("upgrade", "--ledger", again).stderr
    assert run("upgrade", "--ledger", tmp_path / "no.db").exit_code == 1


def test_check_exits_with_one_and_repair_mends(path: Path, little: Store) -> None:
    with little.writing() as connection:
        connection.exec_driver_sql("UPDATE claim SET killed = 5 WHERE claim_id = 'clm_1a'")
    found = run("check", "--ledger", path)
    assert found.exit_code == 1
    assert "IF845" in found.stderr
    assert "clm_1a" in found.stderr
    mended = run("check", "--ledger", path, "--repair")
    assert (mended.exit_code, mended.stderr.splitlines()[-1]) == (1, "17 rows looked at, 1 found, 1 mended")
    assert run("check", "--ledger", path).exit_code == 0
