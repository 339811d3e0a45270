"""The bench of the ledger runs, and nothing has become slower by an order of magnitude."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks.ledger import QUESTIONS, benchmark, table
from benchmarks.synthetic import Variation, originals


def test_a_small_ledger_fills_and_answers_at_a_tenth_of_the_bars_speed(tmp_path: Path) -> None:
    figures = benchmark(tmp_path, [10_000, 20_000], 1, originals(corpus=False))
    assert [step["claims"] >= size for step, size in zip(figures["loading"], (10_000, 20_000), strict=True)] == [True, True]
    assert figures["loading"][-1]["claims_per_cpu_s"] > 500
    assert set(figures["answers"]) == set(QUESTIONS)
    assert median(answer["count_cpu_ms"] for answer in figures["answers"].values()) < 150
    assert all(figures["answers"][question]["claims"] > 0 for question in ("violence", "one article", "one month", "box", "rejected", "everything"))
    assert "one country" in table(figures)


def test_the_same_seed_makes_the_same_claims() -> None:
    given = originals(corpus=False)[:2]
    one, other = (next(Variation(given, seed=3).articles()) for _ in range(2))
    assert one == other
    assert one.claims[0].from_json(one.claims[0].to_json()) == one.claims[0]
