"""SQLite answers selective questions by an index, and walks in the order of reading where many claims are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from ifolge.extraction import Extraction
from ifolge.ledger import Filters, Store, querying

MONTH = {"since": date(2019, 5, 1), "until": date(2019, 5, 31)}
SELECTIVE: tuple[dict[str, Any], ...] = (
    MONTH,
    {"since": date(2030, 1, 1)},
    {"until": date(1990, 1, 1)},
    {"countries": ("LY",)},
    {"countries": ("LY", "SO"), **MONTH},
    {"places": ("tripoli",)},
    {"places": ("geonames:2210247",)},
    {"box": (10.0, 30.0, 15.0, 34.0)},
    {"types": ("airstrike",)},
    {"types": ("violence",), **MONTH},
    {"actors": ("islamic",)},
    {"sources": ("afp",), "min_confidence": 0.5},
    {"statuses": ("accepted",)},
    {"statuses": ("rejected", "accepted")},
    {"reviewed": True},
    {"min_confidence": 0.95},
    {"documents": ("da_tripoli.txt",)},
    {"incidents": ("inc_1",)},
    {"updated_since": datetime(2030, 1, 1, tzinfo=UTC)},
)


@pytest.fixture
def ledger(tmp_path: Path, extractions: tuple[Extraction, ...]) -> Iterator[Store]:
    with Store.open(tmp_path / "ledger.db", create=True) as store:
        store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
        yield store


@contextmanager
def plans(store: Store) -> Iterator[list[str]]:
    """The plan of every question asked meanwhile, a step a line."""
    made: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            steps = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            made.append("\n".join(step[3] for step in steps))

    event.listen(store.engine, "before_cursor_execute", explain)
    yield made
    event.remove(store.engine, "before_cursor_execute", explain)


ASKED: dict[str, Callable[[Store, Filters], Any]] = {
    "count": lambda store, filters: store.count(filters),
    "entries": lambda store, filters: list(store.entries(filters)),
    "sources": lambda store, filters: list(store.sources(filters)),
    "actors": lambda store, filters: list(store.actors(filters)),
}


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("given", SELECTIVE, ids=str)
def test_a_selective_filter_is_answered_by_an_index(ledger: Store, given: dict[str, Any], question: str) -> None:
    with plans(ledger) as made:
        ASKED[question](ledger, Filters(**given))
    assert made
    for plan in made:
        assert "SCAN claim" not in plan, plan
        assert "SEARCH claim" in plan, plan


@pytest.mark.parametrize("given", [{"types": ("violence",)}, {"since": date(2000, 1, 1)}, {"sources": ("a",)}, {"polarity": "affirmed"}], ids=str)
def test_many_claims_are_walked_in_the_order_of_reading(ledger: Store, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    few = [entry.claim.claim_id for entry in ledger.entries(Filters(**given))]
    monkeypatch.setattr(querying, "BROAD", 1)
    with plans(ledger) as made:
        assert [entry.claim.claim_id for entry in ledger.entries(Filters(**given))] == few
    assert re.search("SCAN claim USING (COVERING )?INDEX ix_claim_current_article", made[1])
    assert "USE TEMP B-TREE FOR ORDER BY" not in made[1]


@pytest.mark.parametrize("order", ["time", "confidence", "killed", "type"])
@pytest.mark.parametrize("descending", [False, True])
def test_orders_are_those_of_an_index(ledger: Store, order: Any, descending: bool) -> None:
    with plans(ledger) as made:
        list(ledger.entries(Filters(order=order, descending=descending, limit=3)))
    assert f"SCAN claim USING INDEX ix_claim_current_{order}" in made[0]
    assert "USE TEMP B-TREE FOR ORDER BY" not in made[0]


@pytest.mark.parametrize("given", [{}, {"polarity": "denied"}, {"modalities": ("planned",)}, {"languages": ("nn",)}], ids=str)
def test_claims_are_counted_in_an_index_alone(ledger: Store, given: dict[str, Any]) -> None:
    with plans(ledger) as made:
        ledger.count(Filters(**given))
    assert "claim USING COVERING INDEX ix_claim_current" in made[0]
