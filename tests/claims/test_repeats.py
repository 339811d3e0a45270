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


UNTRUE = {
    "nb": "En talsmann for hæren sier at opplysningen var feil.",
    "nn": "Ein talsmann for hæren seier at opplysninga var feil.",
    "da": "En talsmand for hæren siger, at oplysningen var forkert.",
    "sv": "En talesman för armén säger att uppgiften var felaktig.",
}
CALLED = {
    "nb": "En talsmann for hæren kaller påstanden løgn.",
    "nn": "Ein talsmann for hæren kallar påstanden løgn.",
    "da": "En talsmand for hæren kalder påstanden løgn.",
    "sv": "En talesman för armén kallar påståendet lögn.",
}
NOT_TRUE = {
    "nb": "Opplysningene om tolv drepte sivile i Taiz i Jemen stemmer ikke, sier en talsmann for hæren.",
    "nn": "Opplysningane om tolv drepne sivile i Taiz i Jemen stemmer ikkje, seier ein talsmann for hæren.",
    "da": "Oplysningen om tolv dræbte i Taiz i Yemen passer ikke, siger en talsmand for hæren.",
    "sv": "Uppgiften om tolv döda i Taiz i Jemen stämmer inte, säger en talesman för armén.",
    "en": "The reports of twelve civilians killed in Taiz in Yemen are not true, an army spokesman said.",
}


@pytest.mark.parametrize("said", [UNTRUE, CALLED])
@pytest.mark.parametrize("lang", UNTRUE)
def test_an_account_called_untrue_denies_what_was_told(claims_of: Extract, lang: str, said: dict[str, str]) -> None:
    found = claims_of(f"{BEFORE[lang]}\n\n{said[lang]}", lang)
    assert [(c.type, c.polarity) for c in found] == [("shelling", "affirmed"), ("shelling", "denied")]


@pytest.mark.parametrize("lang", NOT_TRUE)
def test_what_an_untrue_account_tells_is_denied(claims_of: Extract, lang: str) -> None:
    assert {c.polarity for c in claims_of(NOT_TRUE[lang], lang) if c.type == "killing"} == {"denied"}
