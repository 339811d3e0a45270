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


POINTED_AT = [
    ("nb", "Regjeringen peker på houthiene."),
    ("nn", "Regjeringa peikar på houthiane."),
    ("da", "Regeringen peger på houthierne."),
    ("sv", "Regeringen pekar på huthirebellerna."),
    ("nb", "Regjeringen mistenker houthiene."),
    ("nn", "Regjeringa mistenkjer houthiane."),
    ("da", "Regeringen mistænker houthierne."),
    ("sv", "Regeringen misstänker huthirebellerna."),
]


@pytest.mark.parametrize(("lang", "pointed"), POINTED_AT)
def test_whom_somebody_points_at_did_it(claims_of: Extract, lang: str, pointed: str) -> None:
    found = claims_of(f"{BEFORE[lang]}\n\n{pointed}", lang)
    assert [c.type for c in found] == ["shelling", "shelling"]
    assert [a.actor.name for a in found[1].agents if a.actor] == ["Houthis"]


POINTED_OUT = {
    "nb": "Regjeringen peker på at houthiene er svekket.",
    "nn": "Regjeringa peikar på at houthiane er svekte.",
    "da": "Regeringen peger på, at houthierne er svækket.",
    "sv": "Regeringen pekar på att huthirebellerna är försvagade.",
}


@pytest.mark.parametrize("lang", POINTED_OUT)
def test_what_somebody_points_out_is_no_blame(claims_of: Extract, lang: str) -> None:
    assert "shelling" not in [c.type for c in claims_of(f"{BEFORE[lang]}\n\n{POINTED_OUT[lang]}", lang)[1:]]


CHARGED = {
    "nb": "Regjeringen ga houthiene skylden for å ha fordrevet hundrevis av sivile.",
    "nn": "Regjeringa skulda houthiane for å ha fordrive hundrevis av sivile.",
    "da": "Regeringen gav houthierne skylden for at have fordrevet hundredvis af civile.",
}


@pytest.mark.parametrize("lang", CHARGED)
def test_blame_that_tells_its_own_event_repeats_none(claims_of: Extract, lang: str) -> None:
    found = claims_of(f"{BEFORE[lang]}\n\n{CHARGED[lang]}", lang)
    assert [c.type for c in found] == ["shelling", "displacement"]


MAIN_EVENT = {
    "nb": "Overlevende sier at vakter i Tripoli åpnet ild mot migranter som flyktet fra leiren. Det avviser regjeringen.",
    "nn": "Overlevande seier at vakter i Tripoli opna eld mot migrantar som flykta frå leiren. Det avviser regjeringa.",
    "da": "Overlevende siger, at vagter i Tripoli åbnede ild mod migranter, der flygtede fra lejren. Det afviser regeringen.",
    "sv": "Överlevande säger att vakter i Tripoli öppnade eld mot migranter som flydde från lägret. Det förnekar regeringen.",
}


@pytest.mark.parametrize("lang", MAIN_EVENT)
def test_what_is_denied_is_the_main_event_told_before(claims_of: Extract, lang: str) -> None:
    denied = [c.type for c in claims_of(MAIN_EVENT[lang], lang) if c.polarity == "denied"]
    assert denied == ["armed_attack"]


DEMANDED = {
    "nb": "Soldater skjøt på demonstranter i Goma onsdag. Organisasjonen krevde en uavhengig gransking. Hæren avviser anklagen.",
    "nn": "Soldatar skaut på demonstrantar i Goma onsdag. Organisasjonen kravde ei uavhengig gransking. Hæren avviser skuldinga.",
    "da": "Soldater skød på demonstranter i Goma onsdag. Organisationen krævede en uafhængig undersøgelse. Hæren afviser anklagen.",
}


@pytest.mark.parametrize("lang", DEMANDED)
def test_what_was_demanded_is_no_account_to_deny(claims_of: Extract, lang: str) -> None:
    assert [c.type for c in claims_of(DEMANDED[lang], lang) if c.polarity == "denied"] == ["armed_attack"]
