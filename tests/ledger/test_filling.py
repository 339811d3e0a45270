"""Much at once: the indexes that questions need are made at the end, and nothing else differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ifolge.extraction import Extraction
from ifolge.ledger import Filters, Store, schema

Extractions = tuple[Extraction, ...]
ALL = {str(index.name) for table in (schema.claim, schema.participant) for index in table.indexes}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def indexes(path: Path) -> set[str]:
    """Those of the indexes that are there."""
    connection = sqlite3.connect(path)
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    connection.close()
    return found & ALL


def store(ledger: Store, extractions: Extractions) -> None:
    ledger.store(extractions, extractor="one", run_id=ledger.begin("run", extractor="one"))


def test_a_filled_ledger_is_as_one_that_was_stored_step_by_step(fresh: Callable[[], str], extractions: Extractions) -> None:
    with Store.open(fresh(), create=True) as one, Store.open(fresh(), create=True) as other:
        with one.filling():
            for extraction in extractions:
                store(one, (extraction,))
        store(other, extractions)
        told = [[entry.claim for entry in ledger.entries()] for ledger in (one, other)]
        assert told[0] == told[1]
        assert told[0]


def test_indexes_are_made_at_the_end(path: Path, extractions: Extractions) -> None:
    with Store.open(path, create=True) as ledger:
        assert indexes(path) == ALL
        with ledger.filling():
            assert not indexes(path)
            store(ledger, extractions)
            asked = Filters(since=date(2019, 1, 1), types=("violence",))
            meanwhile = list(ledger.entries(asked))
        assert indexes(path) == ALL
        assert list(ledger.entries(asked)) == meanwhile


def test_what_was_cut_short_is_made_up_for_at_the_next_opening(path: Path, extractions: Extractions) -> None:
    def interrupted(ledger: Store) -> None:
        with ledger.filling():
            store(ledger, extractions[:3])
            raise KeyboardInterrupt

    with Store.open(path, create=True) as ledger, pytest.raises(KeyboardInterrupt):
        interrupted(ledger)
    with Store.open(path, writable=False) as ledger:
        assert ledger.count() == sum(len(e.claims) for e in extractions[:3])
    assert not indexes(path)
    with Store.open(path) as ledger:
        assert indexes(path) == ALL
        store(ledger, extractions)
        assert ledger.count() == sum(len(e.claims) for e in extractions)


def test_a_ledger_with_claims_keeps_its_indexes(path: Path, extractions: Extractions) -> None:
    with Store.open(path, create=True) as ledger:
        store(ledger, extractions[:1])
        with ledger.filling():
            assert indexes(path) == ALL


def test_another_writer_may_come_meanwhile(path: Path, extractions: Extractions) -> None:
    with Store.open(path, create=True) as ledger:
        with ledger.filling():
            store(ledger, extractions[:4])
            with Store.open(path) as other:
                store(other, extractions[4:])
            assert indexes(path) == ALL
        assert ledger.count() == sum(len(e.claims) for e in extractions)
