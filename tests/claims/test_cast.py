"""Who the words of an article refer to. All sentences are our own; incidents are invented."""

from __future__ import annotations

import pytest

from ifolge.records import Claim

from .conftest import Extract


def agent(claims: tuple[Claim, ...], trigger: str) -> str:
    claim = next(c for c in claims if trigger in c.trigger.text)
    return claim.agents[0].actor.name if claim.agents[0].actor else claim.agents[0].mention.text


ANAPHORA = [
    (
        "da",
        "Ni civile blev dræbt, da etiopiske jagerfly bombede et marked i den eritreiske by Adi Quala.\n\nFlyene ramte også en kolonne på vejen.",
        "ramte",
        "Military Forces of Ethiopia",
    ),
    (
        "nb",
        "Den vestafrikanske fredsstyrken Ecomog rykket inn i en bydel i Freetown ved daggry. Vitner forteller at soldatene brente ned flere hus.",
        "brente",
        "ECOMOG",
    ),
    (
        "nb",
        "Israelske styrker rykket inn i Jenin på Vestbredden.\n\n– Våre soldater skyter ikke mot sivile, skriver en talsmann for forsvaret på Twitter.",
        "skyter",
        "Military Forces of Israel",
    ),
    (
        "nb",
        "Israelske styrker rykket inn i Jenin på Vestbredden.\n\n– Vi skyter ikke mot sivile, sier en talsmann for forsvaret.",
        "skyter",
        "Military Forces of Israel",
    ),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "name"), ANAPHORA)
def test_forces_and_aircraft_are_those_of_the_party_before(claims_of: Extract, lang: str, text: str, trigger: str, name: str) -> None:
    assert agent(claims_of(text, lang), trigger) == name


ARMIES = [
    ("nb", "Fem palestinere ble drept i Jenin på Vestbredden.\n\nHæren skjøt mot en bil nær Nablus, og israelske medier viste bilder.", "skjøt"),
    ("sv", "Fem palestinier dödades i Jenin på Västbanken.\n\nArmén sköt mot en bil nära Nablus, och israeliska medier visade bilder.", "sköt"),
    ("da", "Fem palæstinensere blev dræbt i Jenin på Vestbredden.\n\nHæren skød mod en bil nær Nablus, og israelske medier viste billeder.", "skød"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), ARMIES)
def test_the_army_is_of_a_state_that_has_one(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert agent(claims_of(text, lang), trigger) == "Military Forces of Israel"
