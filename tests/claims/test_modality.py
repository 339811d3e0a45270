"""How sure, and whether at all: modality and polarity of the clause that tells of an event."""

from __future__ import annotations

import pytest

from .conftest import Extract

HEARD = {
    "nb": "Hærens talsmann sier at det kunne høres eksplosjoner i Taiz i Jemen onsdag.",
    "nn": "Onsdag kunne ein høyre eksplosjonar i Taiz i Jemen.",
    "da": "Onsdag kunne der høres eksplosioner i Taiz i Yemen.",
    "sv": "På onsdagen kunde explosioner höras i Taiz i Jemen.",
    "en": "Explosions could be heard in Taiz in Yemen on Wednesday.",
}
NO_SIGNS = {
    "nb": "Hæren hevder at det ikke er tegn til et luftangrep i Taiz i Jemen.",
    "nn": "Hæren hevdar at det ikkje er teikn til eit luftåtak i Taiz i Jemen.",
    "da": "Hæren hævder, at der ikke er tegn på et luftangreb i Taiz i Yemen.",
    "sv": "Armén hävdar att det inte finns tecken på en flygattack i Taiz i Jemen.",
}
REASON = {
    "nb": "Soldatene ba om forsterkninger fordi de ble beskutt av houthiene ved Taiz i Jemen.",
    "nn": "Soldatane bad om forsterkingar fordi dei vart skotne på av houthiane ved Taiz i Jemen.",
    "da": "Soldaterne bad om forstærkninger, fordi de blev beskudt af houthierne ved Taiz i Yemen.",
    "sv": "Soldaterna bad om förstärkningar eftersom de besköts av huthirebellerna vid Taiz i Jemen.",
    "en": "The soldiers asked for reinforcements because they were shelled by the Houthis near Taiz in Yemen.",
}
LAID_ON = {
    "nb": "Houthiene mistenkes for å stå bak angrepet i Taiz, der tolv soldater ble drept onsdag.",
    "da": "Houthierne mistænkes for at stå bag angrebet i Taiz, hvor tolv soldater blev dræbt onsdag.",
    "sv": "Huthirebellerna misstänks ligga bakom attacken i Taiz, där tolv soldater dödades på onsdagen.",
}
TAKEN_BACK = {
    "nb": "Hæren trekker tilbake påstanden om at gislene i Taiz i Jemen er befridd.",
    "da": "Hæren trækker påstanden tilbage om, at gidslerne i Taiz i Yemen er løsladt.",
    "sv": "Armén drar tillbaka påståendet om att gisslan i Taiz i Jemen har befriats.",
}


@pytest.mark.parametrize("lang", HEARD)
def test_what_could_be_heard_happened(claims_of: Extract, lang: str) -> None:
    assert [(c.type, c.modality) for c in claims_of(HEARD[lang], lang)] == [("bombing", "asserted")]


@pytest.mark.parametrize("lang", NO_SIGNS)
def test_no_signs_of_an_event_deny_it_outright(claims_of: Extract, lang: str) -> None:
    assert [(c.type, c.modality, c.polarity) for c in claims_of(NO_SIGNS[lang], lang)] == [("airstrike", "asserted", "denied")]


@pytest.mark.parametrize("lang", REASON)
def test_why_something_was_asked_for_happened(claims_of: Extract, lang: str) -> None:
    assert [c.modality for c in claims_of(REASON[lang], lang) if c.type in {"shelling", "armed_attack"}] == ["asserted"]


@pytest.mark.parametrize("lang", LAID_ON)
def test_doubt_about_who_is_behind_an_attack_is_no_doubt_about_it(claims_of: Extract, lang: str) -> None:
    assert [(c.type, c.modality) for c in claims_of(LAID_ON[lang], lang) if c.type != "killing"] == [("armed_attack", "asserted")]


@pytest.mark.parametrize("lang", TAKEN_BACK)
def test_what_is_taken_back_is_denied(claims_of: Extract, lang: str) -> None:
    assert ("release", "denied") in [(c.type, c.polarity) for c in claims_of(TAKEN_BACK[lang], lang)]


def test_a_preposition_denies_nothing(claims_of: Extract) -> None:
    [claim] = claims_of("Tolv civile blev dræbt onsdag i et luftangreb på en landsby uden for Taiz i Yemen.", "da")
    assert (claim.type, claim.polarity) == ("airstrike", "affirmed")


WANTED = {
    "nb": "Human Rights Watch vil ha fangene i Taiz i Jemen løslatt.",
    "nn": "Human Rights Watch vil ha fangane i Taiz i Jemen sette fri.",
    "da": "Human Rights Watch vil have fangerne i Taiz i Yemen løsladt.",
    "sv": "Human Rights Watch vill ha fångarna i Taiz i Jemen frigivna.",
}


@pytest.mark.parametrize("lang", WANTED)
def test_what_somebody_wants_done_is_demanded(claims_of: Extract, lang: str) -> None:
    [claim] = [c for c in claims_of(WANTED[lang], lang) if c.type == "release"]
    assert claim.modality == "demanded"
    assert [s.actor.name for s in claim.attribution.sources if s.actor] == ["Human Rights Watch"]


def test_a_perfect_of_the_future_wants_nothing(claims_of: Extract) -> None:
    found = claims_of("Innen fredag vil hæren ha løslatt tolv fanger i Taiz i Jemen.", "nb")
    assert "demanded" not in {c.modality for c in found}


THOUGHT_OF = {
    "nb": "Hæren sier at houthiene hadde tenkt å angripe Taiz i Jemen.",
    "nn": "Hæren seier at houthiane hadde tenkt å angripe Taiz i Jemen.",
    "da": "Hæren siger, at houthierne havde tænkt sig at angribe Taiz i Yemen.",
    "sv": "Armén säger att huthirebellerna hade tänkt att anfalla Taiz i Jemen.",
}


@pytest.mark.parametrize("lang", THOUGHT_OF)
def test_what_somebody_thinks_of_doing_is_planned(claims_of: Extract, lang: str) -> None:
    assert [c.modality for c in claims_of(THOUGHT_OF[lang], lang) if c.type == "armed_attack"] == ["planned"]
