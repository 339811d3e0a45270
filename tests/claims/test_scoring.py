"""The learned decisions: their arithmetic, what ships, and what they do to proposals of real (constructed) articles."""

from __future__ import annotations

from datetime import date
from math import isclose

import pytest

from ifolge.claims.extract import propose
from ifolge.claims.features import Features, step
from ifolge.claims.links import pair_signs, relinked
from ifolge.claims.scene import Scene
from ifolge.claims.scoring import DECISIONS, LINK, Decision, decide, decisions, logistic
from ifolge.parsing import load_engine, parse
from ifolge.records import Article, Claim, Lang, Published

LANGS: tuple[Lang, ...] = ("nb", "nn", "da", "sv", "en")
WAR = """\
Minst tolv sivile ble drept da regjeringsstyrker bombet et marked i Idlib onsdag, opplyser Den syriske observasjonsgruppen for menneskerettigheter (SOHR).

– Vi angrep et våpenlager, sier en talsmann for det syriske forsvaret.
"""


def proposals(text: str = WAR, lang: Lang = "nb") -> tuple[Scene, tuple[Claim, ...]]:
    day = date(2019, 3, 14)
    published = Published(earliest=day, latest=day, precision="day", origin="header")
    return propose(parse(Article(doc_id="doc_test", doc="test.txt", text=text, lang=lang, published=published), engine=load_engine()))


def test_a_decision_is_a_sum_of_the_signs_that_hold() -> None:
    decision = Decision(bias=-1.0, weights={"a": 2.0, "b": -0.5}, threshold=0.5, slope=2.0, offset=1.0)
    assert decision.total(["a", "b", "unheard of", "a"]) == 0.5
    assert decision.keeps(["a"])
    assert not decision.keeps(["b"])
    assert isclose(decision.confidence(["a"]), logistic(3.0))
    assert isclose(logistic(-700) + logistic(700), 1.0)


def test_numbers_are_told_by_steps() -> None:
    assert [step(n) for n in (0, 0.2, 1, 3, 11, 12)] == ["0", "1", "1", "4", "11", "more"]


def test_what_ships_is_known_and_sensible() -> None:
    shipped = decisions()
    assert set(shipped) <= {LINK, *DECISIONS}
    for decision in shipped.values():
        assert decision.slope > 0
        assert 0 < decision.threshold < 1
    assert shipped["claim"].weights["has=count"] > 0 > shipped["claim"].weights["agent=none"]
    assert shipped[LINK].weights["targets=same"] > 0 > shipped[LINK].weights["kinds=other"]


def test_no_decision_keeps_every_proposal_as_it_is() -> None:
    scene, claims = proposals()
    assert decide(scene, claims, {}) == claims


def test_proposals_below_the_threshold_go_and_the_rest_say_how_sure() -> None:
    scene, claims = proposals()
    signs = [Features(scene, claims).claim(c) for c in claims]
    rule = f"rule={claims[0].extractor.rule}"
    against = Decision(bias=2.0, weights={rule: -9.0}, threshold=0.5)
    kept = decide(scene, claims, {"claim": against})
    assert [c.claim_id for c in kept] == [c.claim_id for c, s in zip(claims, signs, strict=True) if rule not in s or c.type == "statement"]
    assert all(c.confidence == round(logistic(2.0), 2) for c in kept if c.type != "statement")


def test_a_slot_can_be_decided_by_itself() -> None:
    scene, claims = proposals()
    assert any(c.place for c in claims)
    nowhere = decide(scene, claims, {"place": Decision(bias=-5.0, weights={}, threshold=0.5)})
    assert all(c.place is None for c in nowhere)
    assert [c.agents for c in nowhere] == [c.agents for c in claims]


def test_confidence_tells_a_full_claim_from_a_bare_mention() -> None:
    full = max(decide(*proposals()), key=lambda c: c.confidence)
    bare = decide(*proposals("En bok om byen.\n\nSoldater snakket om angrepet."))
    assert full.confidence > 0.8
    assert all(c.confidence < full.confidence for c in bare)


def test_same_article_same_bytes() -> None:
    first, second = (decide(*proposals()) for _ in range(2))
    assert [c.model_dump_json() for c in first] == [c.model_dump_json() for c in second]


TWO_EVENTS = {
    "nb": "Fem sivile ble drept da et marked i Taiz ble bombet mandag.\n\nBombingen av markedet skjedde om morgenen. To soldater ble bortført i Aden fredag.",
    "nn": "Fem sivile vart drepne då ein marknad i Taiz vart bomba måndag.\n\nBombinga av marknaden skjedde om morgonen. To soldatar vart bortførte i Aden fredag.",
    "da": "Fem civile blev dræbt, da et marked i Taiz blev bombet mandag.\n\nBombningen af markedet skete om morgenen. To soldater blev bortført i Aden fredag.",
    "sv": "Fem civila dödades när en marknad i Taiz bombades i måndags.\n\nBombningen av marknaden skedde på morgonen. Två soldater fördes bort i Aden i fredags.",
    "en": "Five civilians were killed when a market in Taiz was bombed on Monday.\n\nThe bombing of the market took place in the morning. Two soldiers were abducted in Aden on Friday.",
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_bombing_told_again_is_one_event_and_an_abduction_elsewhere_another(lang: Lang) -> None:
    _, claims = proposals(TWO_EVENTS[lang], lang)
    first, *_, last = claims
    assert last.type == "abduction"
    assert {c.event_id for c in claims[:-1]} == {first.event_id}
    assert len(claims) > 2
    assert last.event_id != first.event_id


def test_a_claim_joins_the_event_that_is_likeliest_on_average() -> None:
    scene, claims = proposals(TWO_EVENTS["nb"])
    never, always = (relinked(scene, claims, Decision(bias, {}, 0.5)) for bias in (-1.0, 1.0))
    assert len({c.event_id for c in never}) == len(claims)
    assert {c.event_id for c in always} == {always[0].event_id}
    assert [c.model_copy(update={"event_id": ""}) for c in always] == [c.model_copy(update={"event_id": ""}) for c in claims]


def test_a_pair_is_told_by_kind_place_and_distance() -> None:
    scene, claims = proposals(TWO_EVENTS["nb"])
    signs = pair_signs(scene, claims[0], claims[-1], len(claims) - 2)
    assert {"kinds=other", "near=article", "counts=unlike", "place=1:rival", "time=rival"} <= set(signs)
    again = pair_signs(scene, claims[0], claims[1], 0)
    assert {"kinds=same", "forms=verb+definite", "between=0"} <= set(again)
