"""A ledger gets its tables by migrations only, whoever makes it first, and every released schema comes forward with its data."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text

from ifolge.errors import IfolgeError
from ifolge.ledger import Filters, Store, schema
from ifolge.ledger.checking import check
from ifolge.ledger.migrations import SCHEMA, VERSION_TABLE, found_schema
from ifolge.ledger.migrations.guards import missing_guards
from ifolge.ledger.opening import schema_at

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))


def test_a_fresh_ledger_has_the_tables_that_the_schema_tells(store: Store, backend: str) -> None:
    with store.engine.connect() as connection:
        # What SQLite says of an empty default cannot be told from another one.
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": backend == "postgresql"}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata) == []
        assert missing_guards(connection) == []
        assert found_schema(connection) == SCHEMA
    assert list(check(store)) == []


def test_there_is_data_of_every_released_schema() -> None:
    assert [path.stem for path in RELEASED] == [f"{number:04}" for number in range(1, int(SCHEMA) + 1)]


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_released_schema_comes_forward_with_its_data(path: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "old.db"
    with sqlite3.connect(ledger) as connection:
        connection.executescript(path.read_text(encoding="utf-8"))
        (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
        (judgements,) = connection.execute("SELECT count(*) FROM judgement").fetchone()
    connection.close()
    assert schema_at(ledger) == path.stem
    with Store.open(ledger, upgrade=True) as store:
        assert list(check(store)) == []
        size = store.size()
        assert (size.articles, size.judgements) == (articles, judgements) == (2, 5)
        assert {entry.status for entry in store.entries(Filters(statuses=("accepted", "rejected", "unreviewed")))} == {
            "accepted",
            "rejected",
            "unreviewed",
        }
        assert [misfit.fit for misfit in store.misfits()] == ["kept"]


@pytest.mark.parametrize(("found", "hint"), [("9999", "newer"), ("0000", "upgrade")])
def test_another_schema_is_told(where: str, found: str, hint: str) -> None:
    with Store.open(where, create=True) as store, store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{found}'"))
    with pytest.raises(IfolgeError, match=hint) as error:
        Store.open(where)
    assert error.value.issue.code == "IF803"
    if found > SCHEMA:
        with pytest.raises(IfolgeError):
            Store.open(where, upgrade=True)


def test_a_ledger_that_several_processes_make_at_once_is_made_once(where: str) -> None:
    program = "import sys; from ifolge.ledger import Store; sys.stdin.readline(); print(Store.open(sys.argv[1], create=True).ledger_id)"
    several = [
        subprocess.Popen([sys.executable, "-c", program, where], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for one in several:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate(timeout=120) for one in several]
    assert [one.returncode for one in several] == [0] * 4, [said for _, said in told]
    assert len({ledger_id for ledger_id, _ in told}) == 1
    with Store.open(where) as store:
        with store.engine.connect() as connection:
            assert connection.execute(select(func.count()).select_from(schema.ledger)).scalar() == 1
        assert list(check(store)) == []
