"""Training of the learned decisions: same bytes from the same examples, and signs that speak."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="needs the extra [training]")

from training.decisions import RAREST, fit

RIGHT = [(("has=agent", "type=killing"), True)] * 12 + [(("has=agent", "type=bombing"), True)] * 8
WRONG = [(("type=killing",), False)] * 12 + [(("type=bombing",), False)] * 8
ODD = [(("seen once", "type=bombing"), True)]


def test_signs_get_the_weight_of_what_they_tell() -> None:
    decision = fit([*RIGHT, *WRONG, *ODD], 1.0, 0.5)
    assert decision.weights["has=agent"] > 1
    assert abs(decision.weights["type=killing"]) < decision.weights["has=agent"] / 3
    assert decision.keeps(["has=agent", "type=killing"])
    assert not decision.keeps(["type=killing"])


def test_what_is_seen_seldom_has_no_say() -> None:
    assert RAREST > 1
    assert "seen once" not in fit([*RIGHT, *WRONG, *ODD], 1.0, 0.5).weights


def test_same_examples_same_decision() -> None:
    assert fit([*RIGHT, *WRONG], 1.0, 0.5) == fit([*RIGHT, *WRONG], 1.0, 0.5)
