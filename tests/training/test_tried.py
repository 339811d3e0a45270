"""Decisions that do not ship: what each may change, and that it leaves everything where it is not sure."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="needs the extra [training]")

from ifolge.claims.scoring import Decision
from ifolge.evaluation.gold import GoldArticle
from ifolge.records import Claim
from training.decisions import Read
from training.tried import TRIALS, in_order, ordered, read_again, recounted

from ..claims.test_scoring import proposals

TEXT = """\
Tolv sivile ble drept i Idlib onsdag, opplyser Den syriske observasjonsgruppen for menneskerettigheter (SOHR). Hæren pågrep en smugler i Hama mandag.
"""
UNSURE = Decision(0.0, {}, 0.1)


def article(*, sources: list[str] | None = None) -> Read:
    """An article whose gold is what the grammar proposes; with ``sources``, the first claim's chain, as gold has it."""
    scene, claims = proposals(TEXT)

    def gold(k: int, c: Claim) -> dict[str, object]:
        slots = {"agents": (), "targets": (), "counts": (), "place": None, "time": None}
        chain = [{"names": [name]} for name in sources or ()] if k == 0 else []
        return {"id": str(k), "triggers": [(c.trigger.start, c.trigger.end)], "types": [c.type], "sources": chain, **slots}

    made = GoldArticle.model_validate({"doc": "test.txt", "lang": "nb", "claims": [gold(*told) for told in enumerate(claims)]})
    return Read("idlib", made, scene, claims)


def chained(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, the first of them with two sources: the monitor, and the army as the monitor tells it."""
    [monitor] = claims[0].attribution.sources
    army = next(p for c in claims for p in c.agents)
    second = monitor.model_copy(update={"span": army.mention, "actor": army.actor})
    attribution = claims[0].attribution.model_copy(update={"sources": (second, monitor)})
    return (claims[0].model_copy(update={"attribution": attribution}), *claims[1:])


def test_a_reading_is_taken_where_it_is_surer() -> None:
    one = article()
    told = read_again(one, one.claims, Decision(0.0, {"possible<any": 5.0}, 0.1))
    assert {c.modality for c in told} == {"possible"}
    assert read_again(one, one.claims, UNSURE) == list(one.claims)


def test_a_number_moves_to_the_claim_that_is_surer() -> None:
    one = article()
    assert [[c.effect for c in claim.counts] for claim in one.claims] == [["killed"], ["detained"]]
    moved = recounted(one, one.claims, Decision(0.0, {"own=False": 5.0}, 0.1))
    assert [[c.effect for c in claim.counts] for claim in moved] == [["detained"], ["killed"]]
    assert recounted(one, one.claims, UNSURE) == list(one.claims)


def test_sources_of_a_chain_change_places() -> None:
    one = article()
    claims = chained(one.claims)
    turned = ordered(one, claims, Decision(0.0, {"side=before": 5.0}, 0.1))
    assert turned[0].attribution.sources == tuple(reversed(claims[0].attribution.sources))
    assert ordered(one, claims, UNSURE) == list(claims)


def test_a_chain_is_counted_in_neighbours_of_gold() -> None:
    claims = chained(article().claims)
    names = [s.actor.name for s in claims[0].attribution.sources if s.actor]
    told = {order: in_order(article(sources=chain), claims) for order, chain in (("same", names), ("other", names[::-1]), ("one", names[:1]))}
    assert {order: (t.right, t.gold) for order, t in told.items()} == {"same": (1, 1), "other": (0, 1), "one": (0, 0)}


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_examples_of_what_gold_has_are_right(trial: object) -> None:
    one = article()
    told = trial.examples(one)  # type: ignore[attr-defined]
    assert all(signs and isinstance(right, bool) for signs, right in told)
    if trial.name == "modality":  # type: ignore[attr-defined]
        assert sum(right for _, right in told) == len(one.claims)
