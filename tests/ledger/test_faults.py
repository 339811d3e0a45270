"""Real faults: a full disk, a file that may not be written, a busy or broken database, damage. Each ends in a coded error with nothing half-written."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from ifolge.errors import IfolgeError
from ifolge.extraction import Extraction, Extractor
from ifolge.ledger import Filters, Store, run
from ifolge.ledger.backing import backup, restore
from ifolge.ledger.checking import check
from ifolge.ledger.opening import PAGE
from ifolge.records import Article

Extractions = tuple[Extraction, ...]
NOBODY = 65534


def code(error: pytest.ExceptionInfo[IfolgeError]) -> str:
    return error.value.issue.code


def fill(store: Store, extractions: Extractions, *, times: Any = (1,)) -> None:
    """Store the claims as so many extractors make them."""
    for number in times:
        store.store(extractions, extractor=f"e{number}", run_id=store.begin("run", extractor=f"e{number}"))


def in_between(store: Store, work: Callable[[], object], *, times: int = 2) -> None:
    """Do something after the first of so many writes of a transaction."""
    with store.writing() as connection:
        for number in range(times):
            connection.exec_driver_sql(f"INSERT INTO feed (url) VALUES ('{number}')")
            if number == 0:
                work()


def assert_goes_on(where: Path | str, extractions: Extractions) -> None:
    """The ledger is whole, and takes what it is given."""
    with Store.open(where) as store:
        assert list(check(store)) == []
        fill(store, extractions, times=["after"])
        assert store.count(Filters()) == sum(len(e.claims) for e in extractions)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter: pytest's own is closed to all but us."""
    made = Path(tempfile.mkdtemp(prefix="ifolge-faults-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Permissions do not bind root."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


# The disk


@pytest.fixture
def disk(folder: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of so many kilobytes; given another size, it has that from then on."""
    mounted = False

    def sized(kilobytes: int) -> Path:
        nonlocal mounted
        options = f"{'remount,' if mounted else ''}size={kilobytes}k"
        try:
            subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("a small disk can be mounted by root only")
        mounted = True
        return folder

    yield sized
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(disk: Callable[[int], Path], small: Extractions) -> None:
    path = disk(1500) / "ledger.db"
    with Store.open(path, create=True) as store:
        fill(store, small)
        with pytest.raises(IfolgeError) as error:
            fill(store, small, times=count(2))
        assert code(error) == "IF806"
        assert store.count() == 9
    disk(9000)
    assert_goes_on(path, small)


def test_a_full_disk_while_a_ledger_is_made(disk: Callable[[int], Path], small: Extractions) -> None:
    path = disk(150) / "ledger.db"
    with pytest.raises(IfolgeError) as error:
        Store.open(path, create=True)
    assert code(error) == "IF806"
    disk(9000)
    Store.open(path, create=True).close()
    assert_goes_on(path, small)


def test_a_full_disk_while_a_backup_is_made(disk: Callable[[int], Path], tmp_path: Path, small: Extractions) -> None:
    path, target = tmp_path / "ledger.db", disk(200) / "b.db"
    with Store.open(path, create=True) as store:
        fill(store, small)
    with pytest.raises(IfolgeError) as error:
        backup(path, target)
    assert code(error) == "IF806"
    assert list(target.parent.iterdir()) == []
    disk(9000)
    backup(path, target)
    assert_goes_on(target, small)


def test_a_file_that_may_not_grow(tmp_path: Path, small: Extractions) -> None:
    path = tmp_path / "ledger.db"
    with Store.open(path, create=True) as store:
        fill(store, small)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 400_000, hard))
        try:
            with pytest.raises(IfolgeError) as error:
                fill(store, small, times=range(2, 2000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert code(error) == "IF806"
        assert store.count() == 9
    assert_goes_on(path, small)


# Permissions


def test_a_file_that_may_not_be_written(folder: Path, small: Extractions) -> None:
    path = folder / "ledger.db"
    with Store.open(path, create=True) as store:
        fill(store, small)
    folder.chmod(0o777)
    path.chmod(0o444)
    with as_nobody(), Store.open(path, wait=0.5) as store:
        assert store.count() == 9
        with pytest.raises(IfolgeError) as error:
            fill(store, small, times=[2])
        assert code(error) == "IF804"
    path.chmod(0o644)
    for beside in folder.glob("ledger.db-*"):
        beside.unlink()
    assert_goes_on(path, small)


def test_a_folder_that_may_not_be_written(folder: Path, small: Extractions) -> None:
    path = folder / "ledger.db"
    with Store.open(path, create=True) as store:
        fill(store, small)
    path.chmod(0o444)
    folder.chmod(0o555)
    with as_nobody():
        with Store.open(path, writable=False) as store:  # an archive can be read
            assert store.count() == 9
            assert list(check(store)) == []
        for work in (lambda: Store.open(path), lambda: Store.open(folder / "new.db", create=True), lambda: backup(path, folder / "b.db")):
            with pytest.raises(IfolgeError) as error:
                fill(work(), small, times=[2])  # type: ignore[arg-type]
            assert code(error) == "IF804"
    assert [entry.name for entry in folder.iterdir()] == ["ledger.db"]
    path.chmod(0o644)
    folder.chmod(0o755)
    assert_goes_on(path, small)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IfolgeError) as error:
        Store.open(tmp_path / "no" / "ledger.db", create=True)
    assert code(error) == "IF804"


# Others


def test_somebody_who_writes_for_too_long(where: str, small: Extractions) -> None:
    with Store.open(where, create=True) as other, Store.open(where, wait=0.3) as store:
        with other.writing():
            for work in (
                lambda: fill(store, small),
                lambda: store.judge("x", "note", reviewer="a", reason="b"),
                lambda: store.begin("run", extractor="x"),
            ):
                with pytest.raises(IfolgeError) as error:
                    work()
                assert code(error) == "IF805"
            assert store.count() == 0
        fill(store, small)
    assert_goes_on(where, small)


@pytest.mark.parametrize("what", ["stop", "terminate", "inside"])
def test_a_connection_that_breaks(server: Any, extractor: Extractor, extractions: Extractions, what: str) -> None:
    articles = [e.article for e in extractions]
    server.sql("CREATE DATABASE broken")
    terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'broken'"
    done: list[str] = []

    def step(article: Article | None, issue: object) -> None:
        if article is not None:
            done.append(article.doc)
        if len(done) == 4 and what == "stop":
            server.stop()
        if len(done) == 4 and what == "terminate":
            server.sql(terminate)

    try:
        with Store.open(server.url("broken"), create=True) as store:
            if what == "inside":
                with pytest.raises(IfolgeError) as error:
                    in_between(store, lambda: server.sql(terminate))
                assert code(error) == "IF808"
                with store.writing() as connection:
                    assert connection.exec_driver_sql("SELECT count(*) FROM feed").scalar() == 0
            elif what == "stop":
                with pytest.raises(IfolgeError) as error:
                    run(store, articles, extractor=extractor, step=step)
                assert code(error) == "IF808"
                server.go_on()
            else:  # a broken connection that was idle is made anew
                run(store, articles, extractor=extractor, step=step)
            run(store, articles, extractor=extractor)
            assert sorted(e.claim.claim_id for e in store.entries()) == sorted(c.claim_id for e in extractions for c in e.claims)
            assert list(check(store)) == []
    finally:
        server.sql("DROP DATABASE broken WITH (FORCE)")


def test_a_server_that_is_not_there(server: Any) -> None:
    for url in ("postgresql://ifolge@127.0.0.1:1/none", server.url("no_such_database")):
        with pytest.raises(IfolgeError) as error:
            Store.open(url, create=True)
        assert code(error) == "IF808"


# Damage


@pytest.fixture
def kept(tmp_path: Path, small: Extractions, extractions: Extractions) -> Path:
    """A ledger with a backup beside it."""
    path = tmp_path / "ledger.db"
    with Store.open(path, create=True) as store:
        fill(store, extractions)
        fill(store, small, times=["small"])
    backup(path, tmp_path / "b.db")
    return path


def damage(path: Path) -> str:
    """How a ledger's damage is told: by opening it, by reading it, or by ``check``."""
    try:
        with Store.open(path) as store:
            return next((finding.issue.code for finding in check(store)), "sound")
    except IfolgeError as error:
        return error.issue.code


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_page_that_was_overwritten(kept: Path, tenth: int) -> None:
    data = kept.read_bytes()
    at = len(data) * tenth // 10 // PAGE * PAGE
    kept.write_bytes(data[:at] + b"\xa5" * PAGE + data[at + PAGE :])
    assert damage(kept) in ("IF807", "IF843")
    restore(kept.with_name("b.db"), kept, force=True)
    assert damage(kept) == "sound"


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_file_that_was_cut(kept: Path, small: Extractions, share: float) -> None:
    data = kept.read_bytes()
    kept.write_bytes(data[: int(len(data) * share)])
    assert damage(kept) in ("IF801", "IF802", "IF807", "IF843")
    restore(kept.with_name("b.db"), kept, force=True)
    assert damage(kept) == "sound"


@pytest.mark.parametrize("by", ["deletion", "another"])
def test_a_file_that_goes_away_while_it_is_open(kept: Path, small: Extractions, by: str) -> None:
    with Store.open(kept) as store:
        assert store.count() > 0
        if by == "another":
            shutil.copy(kept.with_name("b.db"), kept.with_name("c.db"))
            kept.with_name("c.db").replace(kept)
        else:
            kept.unlink()
        for work in (lambda: fill(store, small, times=[2]), store.count):
            with pytest.raises(IfolgeError) as error:
                work()
            assert code(error) == "IF804"
        assert kept.exists() == (by == "another")
    for beside in kept.parent.glob("ledger.db-*"):
        beside.unlink()
    restore(kept.with_name("b.db"), kept, force=True)
    assert damage(kept) == "sound"


def test_a_file_that_goes_away_in_the_middle_of_a_transaction(kept: Path) -> None:
    with Store.open(kept) as store:
        with pytest.raises(IfolgeError) as error:
            in_between(store, kept.unlink, times=1)
        assert code(error) == "IF804"
    assert not kept.exists()
