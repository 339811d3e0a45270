"""Claims said again without their event: who is said, or denies, to be behind it."""

from __future__ import annotations

import pytest

from .conftest import Extract

BEFORE = {
    "nb": "Minst tolv sivile ble drept da granater traff et marked i Taiz i Jemen onsdag.",
    "nn": "Minst tolv sivile vart drepne da granatar trefte ein marknad i Taiz i Jemen onsdag.",
    "da": "Mindst tolv civile blev dræbt, da granater ramte et marked i Taiz i Yemen onsdag.",
    "sv": "Minst tolv civila dödades när granater träffade en marknad i Taiz i Jemen på onsdagen.",
}
DENIED = {
    "nb": "Houthiene nekter for å stå bak.",
    "nn": "Houthiane nektar for å stå bak.",
    "da": "Houthierne afviser at stå bag.",
    "sv": "Huthirebellerna förnekar att de ligger bakom.",
}
BLAMED = {
    "nb": "Regjeringen hevder at houthiene sto bak.",
    "nn": "Regjeringa hevdar at houthiane stod bak.",
    "da": "Regeringen hævder, at houthierne stod bag.",
    "sv": "Regeringen hävdar att huthirebellerna låg bakom.",
}
OWNED_UP = {
    "nb": "Houthiene sier at de sto bak.",
    "nn": "Houthiane seier at dei stod bak.",
    "da": "Houthierne siger, at de stod bag.",
    "sv": "Huthirebellerna säger att de låg bakom.",
}


@pytest.mark.parametrize("lang", DENIED)
def test_who_denies_to_be_behind_denies_the_event(claims_of: Extract, lang: str) -> None:
    found = claims_of(f"{BEFORE[lang]}\n\n{DENIED[lang]}", lang)
    assert [(c.type, c.polarity) for c in found] == [("shelling", "affirmed"), ("shelling", "denied")]
    assert [a.actor.name for a in found[1].agents if a.actor] == ["Houthis"]


@pytest.mark.parametrize("lang", BLAMED)
def test_who_is_said_to_be_behind_did_it(claims_of: Extract, lang: str) -> None:
    found = claims_of(f"{BEFORE[lang]}\n\n{BLAMED[lang]}", lang)
    assert [(c.type, c.polarity) for c in found] == [("shelling", "affirmed"), ("shelling", "affirmed")]
    assert [a.actor.name for a in found[1].agents if a.actor] == ["Houthis"]
    assert found[1].attribution.sources


@pytest.mark.parametrize("lang", OWNED_UP)
def test_who_says_to_be_behind_claims_responsibility(claims_of: Extract, lang: str) -> None:
    found = claims_of(f"{BEFORE[lang]}\n\n{OWNED_UP[lang]}", lang)
    assert [c.type for c in found] == ["shelling", "responsibility_claim"]
