"""Two annotations of an article: what they share is counted alike from both sides, and the datasheet shows what is computed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evaluation.agreement import README, SHARED, Agreement, AnnotatedArticle, agreement, annotated_twice, filled

TEXT = " date 2019-05-14 Flyene bombet Sarmin tirsdag. Tolv ble drept, ifølge SOHR.\nHæren tok Binnish i går."
SLOTS: dict[str, Any] = {"via": [], "agents": [], "targets": [], "sources": [], "counts": [], "place": None, "time": None}


def claim(trigger: str, type_: str, **slots: Any) -> dict[str, Any]:
    at = TEXT.index(trigger)
    return {"id": trigger, "triggers": [[at, at + len(trigger)]], "types": [type_], "polarity": "affirmed", "modality": "asserted", **SLOTS, **slots}


BOMBED = claim(
    "bombet",
    "airstrike",
    mode="indirect",
    stance="states",
    via=[["AFP", "Agence France-Presse"]],
    agents=[{"names": ["Military Forces of Syria", "Syria"]}],
    targets=[{"names": ["town"]}],
    sources=[{"names": ["Syrian Observatory for Human Rights", "SOHR"]}],
    counts=[{"effect": "killed", "who": "civilian", "low": 12, "high": 12}],
    place={"names": ["Sarmin"], "country": "SY", "lat": 35.9, "lon": 36.73, "precision": [1]},
    time={"truth": "2019-05-14", "max_width_days": 1},
)
TAKEN = claim("tok", "territorial_change", mode="narrated")


def article(*claims: dict[str, Any]) -> AnnotatedArticle:
    return AnnotatedArticle.model_validate({"doc": "a.txt", "lang": "nb", "claims": claims})


def of(*second: dict[str, Any], first: tuple[dict[str, Any], ...] = (BOMBED, TAKEN)) -> Agreement:
    return agreement(article(*first), article(*second), TEXT)


def test_who_agree_agree_in_all() -> None:
    found = of(BOMBED, TAKEN)
    assert {slot: tally.f1 for slot, tally in found.shared.items()} == dict.fromkeys(SHARED, 1.0)
    assert (found.claims.f1, found.scores.fact.f1) == (1.0, 1.0)
    assert found.kappa("type") == 1.0
    assert not found.kinds.total()


CHANGES = {
    "type": {"types": ["shelling"]},
    "polarity": {"polarity": "denied"},
    "modality": {"modality": "possible"},
    "mode": {"mode": "direct"},
    "stance": {"stance": "claims"},
    "agent": {"agents": [{"names": ["Russia"]}]},
    "target": {"targets": []},
    "source": {"sources": [{"names": ["residents"]}]},
    "via": {"via": [["Reuters"]]},
    "count": {"counts": [{"effect": "killed", "who": "civilian", "low": 12, "high": None}]},
    "place": {"place": {"names": ["Damascus"], "country": "SY", "lat": 33.5, "lon": 36.3, "precision": [1]}},
    "time": {"time": {"truth": "2019-05-13", "max_width_days": 1}},
}


def test_every_slot_has_a_change() -> None:
    assert set(CHANGES) == set(SHARED)


@pytest.mark.parametrize("slot", SHARED)
def test_one_change_costs_its_slot_and_no_other(slot: str) -> None:
    found = of({**BOMBED, **CHANGES[slot]}, TAKEN)
    assert [name for name, tally in found.shared.items() if tally.f1 < 1] == [slot]
    assert found.kinds == {f"{slot}: {'one has more' if slot == 'target' else 'not the same'}": 1}


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("agents", [{"names": ["Assad's army", "SYRIA"]}]),
        ("sources", [{"names": ["sohr."]}]),
        ("via", [["Agence France Presse", "the agency"]]),
        ("time", {"truth": "2019-05-14", "max_width_days": 3}),
        ("place", {"names": ["Sarmeen"], "country": "SY|TR", "lat": 36.0, "lon": 36.8, "precision": [2]}),
    ],
)
def test_other_words_for_the_same_are_the_same(slot: str, value: Any) -> None:
    assert all(tally.f1 == 1 for tally in of({**BOMBED, slot: value}, TAKEN).shared.values())


def test_alternative_of_one_is_half_agreement() -> None:
    found = of({**BOMBED, "types": ["shelling", "airstrike"]}, TAKEN)
    assert found.shared["type"].f1 == pytest.approx(3 / 4)  # of two pairs seen from two sides only one view differs
    assert found.kappa("type") < 1


def test_optional_claim_of_one_is_counted_but_costs_nothing() -> None:
    extra = claim("drept", "killing", optional=True)
    for first, second in (((BOMBED, TAKEN, extra), (BOMBED, TAKEN)), ((BOMBED, TAKEN), (BOMBED, TAKEN, extra))):
        found = of(*second, first=first)
        assert found.scores.claim.f1 == 1
        assert found.claims.f1 == pytest.approx(4 / 5)
        assert found.kinds == {"claim: only one has it": 1}
    assert of(BOMBED, TAKEN, {**extra, "optional": False}).scores.claim.f1 == pytest.approx(4 / 5)


def test_kappa_is_what_is_shared_beyond_chance() -> None:
    values = [("affirmed", "affirmed")] * 4 + [("denied", "denied")] * 4 + [("affirmed", "denied")] * 2
    claims = tuple((article({**TAKEN, "polarity": a}).claims[0], article({**TAKEN, "polarity": b}).claims[0]) for a, b in values)
    assert Agreement(both=claims).kappa("polarity") == pytest.approx((0.8 - 0.48) / (1 - 0.48))
    assert Agreement(both=claims).kappa("type") != Agreement(both=claims).kappa("type")  # one value only: not a number


@pytest.fixture(scope="module")
def twice() -> list[tuple[AnnotatedArticle, AnnotatedArticle, str]]:
    return list(annotated_twice())


def test_neither_annotation_is_the_measure_of_the_other(twice: list[tuple[AnnotatedArticle, AnnotatedArticle, str]]) -> None:
    def sides() -> Iterator[tuple[Agreement, Agreement]]:
        for first, second, text in twice:
            yield agreement(first, second, text), agreement(second, first, text)

    for forth, back in sides():
        assert forth.scores.rows() == back.scores.rows()
        assert forth.shared == back.shared


def test_datasheet_shows_what_is_computed() -> None:
    page = README.read_text(encoding="utf-8")
    assert filled(page) == page, "run: make agreement"


def test_ceiling_in_the_documentation_is_the_datasheets(root: Path) -> None:
    lines = (root / "docs" / "evaluation.md").read_text(encoding="utf-8").splitlines()
    [at] = [i for i, line in enumerate(lines) if line.startswith("| two annotators |")]
    cells = [[cell.strip() for cell in lines[i].split("|")[2:-1]] for i in (at - 2, at)]
    sheet = README.read_text(encoding="utf-8").partition("F1, all claims")[2].partition("F1, claims of both")[0]
    for row, figure in zip(*cells, strict=True):
        assert f"| {row} | {float(figure):.2f} |" in sheet
