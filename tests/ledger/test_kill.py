"""A run that is killed at any moment leaves a ledger that the next run completes: the same content as without the killing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from ifolge.ledger import Store
from tests.ledger.content import content

pytestmark = pytest.mark.slow

TRIES = {"sqlite": 50, "postgresql": 10}
STATEMENTS = 300
"""About so many questions a run asks the database, its ledger's making included."""
Ledger = dict[str, Any]


def completed(runs: Any, where: str, folder: Path) -> Ledger:
    [(status, said)] = runs(where, [folder])
    assert status == 0, said
    with Store.open(where) as store:
        return content(store)


@pytest.mark.parametrize(("backend", "seed"), [(name, seed) for name, tries in TRIES.items() for seed in range(tries)], indirect=["backend"])
def test_killed_at_a_random_moment(where: str, seed: int, runs: Any, short_articles: Path, undisturbed: Any) -> None:
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2))):
        runs(where, [short_articles], after=chance.uniform(0, undisturbed.seconds))
    assert completed(runs, where, short_articles) == undisturbed.held


@pytest.mark.parametrize(("backend", "seed"), [(name, seed) for name, tries in TRIES.items() for seed in range(tries // 2)], indirect=["backend"])
def test_killed_between_two_statements(where: str, seed: int, runs: Any, short_articles: Path, undisturbed: Any) -> None:
    [(status, said)] = runs(where, [short_articles], statement=random.Random(seed).randrange(1, STATEMENTS))
    assert status in (-SIGKILL, 0), said
    assert completed(runs, where, short_articles) == undisturbed.held


def test_the_killing_kills(fresh: Callable[[], str], runs: Any, short_articles: Path) -> None:
    where = fresh()
    assert runs(where, [short_articles], statement=STATEMENTS // 2)[0][0] == -SIGKILL
    assert runs(where, [short_articles], after=0.05)[0][0] == -SIGKILL
