"""Triggers other than violence, and what is a statement: constructed sentences of an invented event."""

from __future__ import annotations

import pytest

from .conftest import Extract

CONDEMNED = [
    ("nb", "FN fordømmer angrepet på skolen i Taiz."),
    ("nn", "FN fordømer åtaket på skulen i Taiz."),
    ("da", "FN fordømmer angrebet på skolen i Taiz."),
    ("sv", "FN fördömer attacken mot skolan i Taiz."),
    ("en", "The United Nations condemned the attack on the school in Taiz."),
]
MOVED = [
    ("nb", "Soldatene vendte tilbake til leiren ved Taiz mandag.", "movement"),
    ("nb", "Flyktningene vendte tilbake til leiren ved Taiz mandag.", "displacement"),
    ("nn", "Soldatane vende tilbake til leiren ved Taiz måndag.", "movement"),
    ("nn", "Flyktningane vende tilbake til leiren ved Taiz måndag.", "displacement"),
    ("da", "Soldaterne vendte tilbage til lejren ved Taiz mandag.", "movement"),
    ("da", "Flygtningene vendte tilbage til lejren ved Taiz mandag.", "displacement"),
    ("sv", "Soldaterna återvände till lägret vid Taiz i måndags.", "movement"),
    ("sv", "Flyktingarna återvände till lägret vid Taiz i måndags.", "displacement"),
    ("en", "The soldiers returned to the camp near Taiz on Monday.", "movement"),
    ("en", "The refugees returned to the camp near Taiz on Monday.", "displacement"),
]
CONFLICT = {
    "nb": "Opprørere angrep en hærbase ved Taiz søndag og drepte ti soldater.",
    "nn": "Opprørarar gjekk til åtak på ein hærbase ved Taiz søndag og drap ti soldatar.",
    "da": "Oprørere angreb en hærbase ved Taiz søndag og dræbte ti soldater.",
    "sv": "Rebeller anföll en armébas vid Taiz i söndags och dödade tio soldater.",
    "en": "Rebels attacked an army base near Taiz on Sunday and killed ten soldiers.",
}
BIOGRAPHIES = [
    ("nb", "Angrepet varte i to timer, sier en kilde i hæren som ønsker å være anonym."),
    ("nn", "Åtaket varte i to timar, seier ei kjelde i hæren som ønskjer å vere anonym."),
    ("da", "Angrebet varede i to timer, siger en kilde i hæren, der ønsker at være anonym."),
    ("sv", "Attacken varade i två timmar, säger en källa i armén som kräver att få vara anonym."),
]
LIVED = [
    ("nb", "– Vi satt i kjelleren hele natten og hørte naboene, sier læreren Amal Nasser."),
    ("nn", "– Vi sat i kjellaren heile natta og høyrde naboane, seier læraren Amal Nasser."),
    ("da", "- Vi sad i kælderen hele natten og hørte naboerne, siger læreren Amal Nasser."),
    ("sv", "– Vi satt i källaren hela natten och hörde grannarna, säger läraren Amal Nasser."),
]
CHARGES = [
    ("nb", "Regjeringen anklager Iran for å sende våpen til opprørerne."),
    ("nn", "Regjeringa skuldar Iran for å sende våpen til opprørarane."),
    ("da", "Regeringen anklager Iran for at sende våben til oprørerne."),
    ("sv", "Regeringen anklagar Iran för att skicka vapen till rebellerna."),
]
FRAMES = [
    ("nb", "Byen Mocha er tapt, sier opprørerne.", "territorial_change"),
    ("nb", "Den første konvoien med mat nådde fram til Taiz mandag.", "aid"),
    ("nn", "Den første konvoien med mat nådde fram til Taiz måndag.", "aid"),
    ("da", "Den første konvoj med mad nåede frem til Taiz mandag.", "aid"),
    ("sv", "Den första konvojen med mat nådde fram till Taiz i måndags.", "aid"),
    ("nb", "Rundt 300 sivile ble drevet ut av Taiz mandag.", "displacement"),
    ("nn", "Rundt 300 sivile vart drivne ut av Taiz måndag.", "displacement"),
    ("da", "Omkring 300 civile blev drevet ud af Taiz mandag.", "displacement"),
    ("sv", "Omkring 300 civila drevs ut ur Taiz i måndags.", "displacement"),
    ("en", "Around 300 civilians were driven out of Taiz on Monday.", "displacement"),
    ("nb", "Regjeringen sendte 200 politifolk til Taiz mandag.", "movement"),
    ("nn", "Regjeringa sende 200 politifolk til Taiz måndag.", "movement"),
    ("da", "Regeringen sendte 200 politifolk til Taiz mandag.", "movement"),
    ("sv", "Regeringen skickade 200 poliser till Taiz i måndags.", "movement"),
    ("en", "The government sent 200 police officers to Taiz on Monday.", "movement"),
]


@pytest.mark.parametrize(("lang", "text"), CONDEMNED)
def test_what_is_condemned_is_told_before_wherever_it_happened(claims_of: Extract, lang: str, text: str) -> None:
    assert [c.type for c in claims_of(f"{CONFLICT[lang]}\n\n{text}", lang)][1:] == ["statement"]


@pytest.mark.parametrize(("lang", "text", "kind"), MOVED)
def test_who_moves_settles_what_it_is(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert [c.type for c in claims_of(f"{CONFLICT[lang]}\n\n{text}", lang)][1:] == [kind]


@pytest.mark.parametrize(("lang", "text"), BIOGRAPHIES)
def test_what_a_source_is_said_to_be_is_no_statement(claims_of: Extract, lang: str, text: str) -> None:
    assert not any(c.trigger.start > text.rindex(",") + len(CONFLICT[lang]) for c in claims_of(f"{CONFLICT[lang]}\n\n{text}", lang))


@pytest.mark.parametrize(("lang", "text"), LIVED)
def test_what_a_witness_lived_through_is_no_statement(claims_of: Extract, lang: str, text: str) -> None:
    assert not any(c.type == "statement" for c in claims_of(f"{CONFLICT[lang]}\n\n{text}", lang))


@pytest.mark.parametrize(("lang", "text"), CHARGES)
def test_a_charge_tells_its_event_and_a_purpose_does_not(claims_of: Extract, lang: str, text: str) -> None:
    assert "military_support" in [c.type for c in claims_of(f"{CONFLICT[lang]}\n\n{text}", lang)]


@pytest.mark.parametrize(("lang", "text", "kind"), FRAMES)
def test_frames(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert kind in [c.type for c in claims_of(f"{CONFLICT[lang]}\n\n{text}", lang)]


def test_the_sense_with_more_of_its_words_is_taken(claims_of: Extract) -> None:
    text = f"{CONFLICT['nb']}\n\nOpprørerne tok ti soldater til fange i byen."
    assert [c.type for c in claims_of(text)][-1] == "detention"


def test_one_who_condemns_and_demands_makes_two_claims(claims_of: Extract) -> None:
    text = f"{CONFLICT['nb']}\n\nFN fordømmer angrepet og krever at partene slipper fram nødhjelp."
    assert {"statement", "aid"} <= {c.type for c in claims_of(text)}


PREDICATES = [
    ("nb", "En soldat ble drept i Mosul. Soldatene var på vei mot Bagdad, opplyser hæren.", "movement"),
    ("nn", "Ein soldat vart drepen i Mosul. Soldatane var på veg mot Bagdad, opplyser hæren.", "movement"),
    ("da", "En soldat blev dræbt i Mosul. Soldaterne var på vej mod Bagdad, oplyser hæren.", "movement"),
    ("sv", "En soldat dödades i Mosul. Soldaterna var på väg mot Bagdad, uppger armén.", "movement"),
    ("en", "A soldier was killed in Mosul. The soldiers were on their way to Baghdad, the army said.", "movement"),
    ("nb", "En soldat ble drept i Mosul. Fire soldater er krigsfanger hos opprørerne, opplyser hæren.", "detention"),
    ("nn", "Ein soldat vart drepen i Mosul. Fire soldatar er krigsfangar hos opprørarane, opplyser hæren.", "detention"),
    ("da", "En soldat blev dræbt i Mosul. Fire soldater er krigsfanger hos oprørerne, oplyser hæren.", "detention"),
    ("sv", "En soldat dödades i Mosul. Fyra soldater är krigsfångar hos rebellerna, uppger armén.", "detention"),
    ("nb", "En soldat ble drept i Mosul. Fire ansatte er blant gislene, opplyser hæren.", "abduction"),
    ("nn", "Ein soldat vart drepen i Mosul. Fire tilsette er blant gislane, opplyser hæren.", "abduction"),
    ("da", "En soldat blev dræbt i Mosul. Fire ansatte er blandt gidslerne, oplyser hæren.", "abduction"),
    ("sv", "En soldat dödades i Mosul. Fyra soldater är gisslan hos rebellerna, uppger armén.", "abduction"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), PREDICATES)
def test_what_people_are_said_to_be(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert [c.type for c in claims_of(text, lang)] == ["killing", kind]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "En soldat ble drept i Mosul. Landet er på vei mot en løsning, opplyser hæren."),
        ("da", "En soldat blev dræbt i Mosul. Det er vejen til Bagdad, oplyser hæren."),
    ],
)
def test_a_way_that_no_people_are_on_is_no_movement(claims_of: Extract, lang: str, text: str) -> None:
    assert "movement" not in [c.type for c in claims_of(text, lang)]


JUDGED = [
    ("nb", "– Å flytte soldatene til Taiz er ingen løsning, sier utenriksministeren."),
    ("nn", "– Å flytte soldatane til Taiz er inga løysing, seier utanriksministeren."),
    ("da", "– At flytte soldaterne til Taiz er ingen løsning, siger udenrigsministeren."),
    ("sv", "– Att flytta soldaterna till Taiz är ingen lösning, säger utrikesministern."),
]
SPURNED = [
    ("nb", "Jihadistene bør drepes og ikke kjøres i buss til Taiz, sier talsmannen."),
    ("nn", "Jihadistane bør drepast og ikkje køyrast i buss til Taiz, seier talsmannen."),
    ("da", "Jihadisterne bør dræbes og ikke køres i bus til Taiz, siger talsmanden."),
    ("sv", "Jihadisterna bör dödas och inte köras i buss till Taiz, säger talesmannen."),
    ("en", "The jihadists should be killed, not bused to Taiz, the spokesman said."),
]
CLAIMED = [
    ("nb", "Al-Qaida har tatt på seg ansvaret for angrepet i Aden."),
    ("nn", "Al-Qaida har teke på seg ansvaret for åtaket i Aden."),
    ("da", "Al-Qaeda har taget ansvaret for angrebet i Aden."),
    ("sv", "Al-Qaida har tagit på sig ansvaret för attacken i Aden."),
    ("en", "Al-Qaeda claimed responsibility for the attack in Aden."),
]
INQUIRIES = [
    ("nb", "FN etterforsker krigsforbrytelser i Taiz."),
    ("nn", "FN etterforskar krigsbrotsverk i Taiz."),
    ("da", "FN undersøger krigsforbrydelser i Taiz."),
    ("sv", "FN utreder krigsbrott i Taiz."),
]
TYPED = [
    ("nb", "Koalisjonens bombeangrep mot Aden fortsatte mandag.", "airstrike"),
    ("nn", "Saudiarabiske bombeåtak mot Aden heldt fram måndag.", "airstrike"),
    ("da", "Koalitionens bombeangreb mod Aden fortsatte mandag.", "airstrike"),
    ("da", "Et bombeangreb mod en moské i Aden dræbte ni mennesker.", "bombing"),
    ("nb", "Et bombeangrep mot en moské i Aden drepte ni mennesker.", "bombing"),
    ("nb", "Houthiene sendte 40 droner mot Aden.", "airstrike"),
    ("nn", "Houthiane sende 40 dronar mot Aden.", "airstrike"),
    ("da", "Houthierne sendte 40 droner mod Aden.", "airstrike"),
    ("sv", "Huthierna skickade 40 drönare mot Aden.", "airstrike"),
    ("en", "The Houthis sent 40 drones at Aden.", "airstrike"),
    ("en", "The Houthis blocked an aid convoy to Aden.", "aid"),
    ("nb", "En mann med bombebelte sprengte seg i luften i Aden.", "suicide_attack"),
    ("da", "Fanger i Aden blev givet elektriske stød.", "abuse"),
    ("sv", "Fångar i Aden gavs elchocker.", "abuse"),
    ("sv", "Armén drar samman trupper vid gränsen till Oman.", "movement"),
    ("sv", "Sverige skänker luftvärn till Ukraina.", "military_support"),
]


def news(claims_of: Extract, lang: str, text: str) -> list[str]:
    """Types of the claims of a text that goes on from other news of the conflict."""
    return [c.type for c in claims_of(f"{CONFLICT[lang]}\n\n{text}", lang) if c.trigger.start > len(CONFLICT[lang])]


@pytest.mark.parametrize(("lang", "text"), JUDGED)
def test_an_infinitive_that_is_only_judged_tells_no_event(claims_of: Extract, lang: str, text: str) -> None:
    assert news(claims_of, lang, text) == ["statement"]


@pytest.mark.parametrize(("lang", "text"), SPURNED)
def test_what_should_not_be_done_instead_is_the_same_demand(claims_of: Extract, lang: str, text: str) -> None:
    assert news(claims_of, lang, text) == ["killing"]


@pytest.mark.parametrize(("lang", "text"), CLAIMED)
def test_who_claims_an_attack_makes_one_claim(claims_of: Extract, lang: str, text: str) -> None:
    assert news(claims_of, lang, text) == ["responsibility_claim"]


@pytest.mark.parametrize(("lang", "text"), INQUIRIES)
def test_what_is_inquired_into_is_part_of_the_inquiry(claims_of: Extract, lang: str, text: str) -> None:
    assert news(claims_of, lang, text) == ["investigation"]


@pytest.mark.parametrize(("lang", "text", "kind"), TYPED)
def test_types_by_owner_object_and_fixed_words(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert news(claims_of, lang, text) == [kind]
