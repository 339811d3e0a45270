"""Several processes write into one ledger at once: nothing is lost, nothing is there twice, nobody is told that it is locked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from signal import SIGKILL
from threading import Barrier, Timer
from typing import Any

import pytest

from ifolge.errors import IfolgeError
from ifolge.ledger import Store
from tests.ledger.content import content

pytestmark = pytest.mark.slow

WRITERS = 4


def shares(folder: Path) -> list[list[Path]]:
    """For each writer half of the articles, every article for two of them."""
    paths = sorted(folder.iterdir())
    step = len(paths) // WRITERS
    return [[paths[(i * step + k) % len(paths)] for k in range(2 * step)] for i in range(WRITERS)]


def test_four_writers_lose_nothing(where: str, runs: Any, short_articles: Path, undisturbed: Any) -> None:
    for status, said in runs(where, *shares(short_articles)):
        assert status == 0, said
        assert "IF8" not in said
        assert "locked" not in said
    with Store.open(where) as store:
        assert content(store) == undisturbed.held


def test_one_of_four_is_killed_and_run_again(where: str, runs: Any, short_articles: Path, undisturbed: Any) -> None:
    mine, *theirs = shares(short_articles)
    own = mine[: len(mine) // 2]  # it has these to write however fast the others are: more than 80 statements
    killed, *others = runs(where, mine, *([path for path in paths if path not in own] for paths in theirs), statement=40)
    assert killed[0] == -SIGKILL
    assert [status for status, _ in others] == [0, 0, 0], others
    [(status, said)] = runs(where, mine)
    assert status == 0, said
    with Store.open(where) as store:
        assert content(store) == undisturbed.held


def test_all_make_the_ledger_at_the_same_moment(fresh: Callable[[], str]) -> None:
    for _ in range(10):
        where, together = fresh(), Barrier(WRITERS)

        def made(where: str = where, together: Barrier = together) -> str:
            together.wait()
            with Store.open(where, create=True) as store:
                return store.ledger_id

        with ThreadPoolExecutor(WRITERS) as pool:
            assert len({made.result() for made in [pool.submit(made) for _ in range(WRITERS)]}) == 1


def test_a_new_ledger_waits_for_who_has_its_file(tmp_path: Path) -> None:
    """As where two processes make one and the same ledger: SQLite refuses the second at once, whatever it was told to wait."""
    path = tmp_path / "new.db"
    path.touch()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    released = Timer(0.3, other.close)
    released.start()
    with Store.open(path, create=True) as store:
        assert store.count() == 0
    released.join()


def test_a_new_ledger_does_not_wait_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    path.touch()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(IfolgeError) as caught:
            Store.open(path, create=True, wait=0.2)
    assert caught.value.issue.code == "IF805"
