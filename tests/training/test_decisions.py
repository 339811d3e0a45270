"""Training of the learned decisions: same bytes from the same examples, and signs that speak."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="needs the extra [training]")

from ifolge.claims.scoring import Decision
from ifolge.evaluation.facts import Tally
from ifolge.evaluation.gold import GoldArticle
from ifolge.records import Claim
from training.decisions import RAREST, Read, fit, link_examples, links

from ..claims.test_scoring import TWO_EVENTS, proposals

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


def two_events() -> Read:
    """An article whose gold has our claims and calls all but the last one event."""
    scene, claims = proposals(TWO_EVENTS["nb"])
    slots = {"agents": (), "targets": (), "sources": (), "counts": (), "place": None, "time": None}

    def gold(k: int, c: Claim) -> dict[str, object]:
        return {"id": str(k), "triggers": [(c.trigger.start, c.trigger.end)], "types": [c.type], "event_id": "b" if c is claims[-1] else "a", **slots}

    return Read(
        "yemen", GoldArticle.model_validate({"doc": "test.txt", "lang": "nb", "claims": [gold(*told) for told in enumerate(claims)]}), scene, claims
    )


def test_pairs_are_one_event_where_gold_says_so() -> None:
    one = two_events()
    n = len(one.claims)
    assert [right for _, right in link_examples(one)].count(True) == (n - 1) * (n - 2) // 2
    assert len(link_examples(one)) == n * (n - 1) // 2


def test_links_are_counted_in_pairs_of_claims() -> None:
    one = two_events()
    n = len(one.claims)
    gold, pairs = (n - 1) * (n - 2) // 2, n * (n - 1) // 2
    assert links(one.linked(Decision(1.0, {}, 0.5))) == Tally(gold, gold, pairs)
    assert links(one.linked(Decision(-1.0, {}, 0.5))) == Tally(0, gold, 0)
