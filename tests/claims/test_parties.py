"""Whose forces, dead, rockets and ground they are, and who only finds, warns or mediates: constructed sentences about invented events."""

from __future__ import annotations

import pytest

from .conftest import Extract
from .test_extract import names

FINDERS = [
    ("nb", "Minst ti sivile ble drept i Aleppo i Syria mandag. Redningsmannskaper fant 14 lik i ruinene onsdag, opplyser hæren.", "fant"),
    ("nn", "Minst ti sivile vart drepne i Aleppo i Syria måndag. Redningsmannskap fann 14 lik i ruinane onsdag, opplyser hæren.", "fann"),
    ("da", "Mindst ti civile blev dræbt i Aleppo i Syrien mandag. Redningsfolk fandt 14 lig i ruinerne onsdag, oplyser hæren.", "fandt"),
    (
        "sv",
        "Minst tio civila dödades i Aleppo i Syrien i måndags. Räddningsarbetare hittade 14 kroppar i ruinerna på onsdagen, uppger armén.",
        "hittade",
    ),
    (
        "en",
        "At least ten civilians were killed in Aleppo in Syria on Monday. The army said rescue workers found 14 bodies in the ruins on Wednesday.",
        "found",
    ),
]


@pytest.mark.parametrize(("lang", "text", "verb"), FINDERS)
def test_who_finds_the_dead_did_not_kill_them(claims_of: Extract, lang: str, text: str, verb: str) -> None:
    [found] = [c for c in claims_of(text, lang) if c.trigger.text.startswith(verb)]
    assert (found.type, names(found.agents), names(found.targets)) == ("killing", [], [])
    assert [c.low for c in found.counts] == [14]


SIDE_OF_VICTIMS = [
    ("nb", "Minst ti personer ble drept i Aleppo i Syria onsdag. Fire av de drepte er Hizbollah-krigere, opplyser hæren."),
    ("da", "Mindst ti personer blev dræbt i Aleppo i Syrien onsdag. Fire af de dræbte er Hizbollah-krigere, oplyser hæren."),
    ("sv", "Minst tio personer dödades i Aleppo i Syrien på onsdagen. Fyra av de dödade är Hizbollah-krigare, uppger armén."),
]


@pytest.mark.parametrize(("lang", "text"), SIDE_OF_VICTIMS)
def test_what_victims_are_said_to_be_is_their_side(claims_of: Extract, lang: str, text: str) -> None:
    assert names(claims_of(text, lang)[-1].targets) == ["Hezbollah"]


AIMS = [
    ("nb", "Granater traff en skole i Aleppo i Syria onsdag. Målet var et sykehus, opplyser hæren.", "hospital"),
    ("nn", "Granatar trefte ein skule i Aleppo i Syria onsdag. Målet var eit sjukehus, opplyser hæren.", "hospital"),
    ("da", "Granater ramte en skole i Aleppo i Syrien onsdag. Målet var et hospital, oplyser hæren.", "hospital"),
    ("sv", "Granater träffade en skola i Aleppo i Syrien på onsdagen. Målet var ett sjukhus, uppger armén.", "hospital"),
    ("en", "Shells hit a school in Aleppo in Syria on Wednesday. The target was a hospital, the army said.", "hospital"),
]


@pytest.mark.parametrize(("lang", "text", "target"), AIMS)
def test_what_the_aim_was_is_the_target(claims_of: Extract, lang: str, text: str, target: str) -> None:
    assert [target] in [names(c.targets) for c in claims_of(text, lang)]


COUNTED = [
    ("nb", "IS hevder i Aleppo i Syria at gruppen onsdag drepte ti kurdiske soldater og tok fem til fange.", "detention"),
    ("da", "IS hævder i Aleppo i Syrien, at gruppen onsdag dræbte ti kurdiske soldater og tog fem til fange.", "detention"),
    ("sv", "IS hävdar i Aleppo i Syrien att gruppen på onsdagen dödade tio kurdiska soldater och tog fem till fånga.", "detention"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), COUNTED)
def test_a_bare_number_counts_what_the_number_before_counts(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    killed, captured = (next(c for c in claims_of(text, lang) if c.type == t) for t in ("killing", kind))
    assert names(captured.targets) == names(killed.targets) != []


FLYERS = [
    ("nb", "Syriske fly bombet et sykehus i Aleppo onsdag. Senere slapp to jagerfly bomber over en skole, sier innbyggere.", "jagerfly"),
    ("da", "Syriske fly bombede et hospital i Aleppo onsdag. Senere bombede to jagerfly en skole, siger beboere.", "jagerfly"),
    (
        "sv",
        "Syriska flygplan bombade ett sjukhus i Aleppo på onsdagen. Senare bombade två stridsflygplan en skola, säger invånare.",
        "stridsflygplan",
    ),
    ("en", "Syrian aircraft bombed a hospital in Aleppo on Wednesday. Two warplanes bombed a school later, residents said.", "warplanes"),
]


@pytest.mark.parametrize(("lang", "text", "word"), FLYERS)
def test_aircraft_of_nobodys_are_those_of_the_one_party_that_flies(claims_of: Extract, lang: str, text: str, word: str) -> None:
    [raid] = [c for c in claims_of(text, lang) if any(word in p.mention.text for p in c.agents)]
    assert names(raid.agents) == ["Military Forces of Syria"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Syriske fly bombet et sykehus i Aleppo onsdag. Russiske fly bombet en by. To jagerfly bombet en skole, sier innbyggere."),
        ("en", "Syrian aircraft bombed a hospital in Aleppo. Russian aircraft bombed a town. Two warplanes bombed a school, residents said."),
    ],
)
def test_where_two_parties_fly_nobody_is_chosen(claims_of: Extract, lang: str, text: str) -> None:
    raid = claims_of(text, lang)[-1]
    assert names(raid.agents) in (["fighter jets"], ["warplanes"])


SENT = [
    ("nb", "Minst ti soldater ble drept i Aleppo i Syria onsdag. Frankrike lover å sende 300 politifolk til byen."),
    ("nn", "Minst ti soldatar vart drepne i Aleppo i Syria onsdag. Frankrike lovar å sende 300 politifolk til byen."),
    ("da", "Mindst ti soldater blev dræbt i Aleppo i Syrien onsdag. Frankrig lover at sende 300 politifolk til byen."),
    ("sv", "Minst tio soldater dödades i Aleppo i Syrien på onsdagen. Frankrike lovar att skicka 300 poliser till staden."),
]


@pytest.mark.parametrize(("lang", "text"), SENT)
def test_forces_that_are_sent_are_the_senders(claims_of: Extract, lang: str, text: str) -> None:
    [sent] = [c for c in claims_of(text, lang) if c.type == "movement"]
    assert (names(sent.agents), names(sent.targets)) == (["France"], ["France"])


KIN = [
    ("nb", "Granater traff et hus i Aleppo i Syria onsdag. Min bror ble drept, sier en nabo."),
    ("da", "Granater ramte et hus i Aleppo i Syrien onsdag. Min bror blev dræbt, siger en nabo."),
    ("sv", "Granater träffade ett hus i Aleppo i Syrien på onsdagen. Min bror dödades, säger en granne."),
    ("en", "Shells hit a house in Aleppo in Syria on Wednesday. My brother was killed, a neighbour said."),
]


@pytest.mark.parametrize(("lang", "text"), KIN)
def test_one_victim_without_a_side_is_no_party(claims_of: Extract, lang: str, text: str) -> None:
    [killing] = [c for c in claims_of(text, lang) if c.type == "killing"]
    assert killing.targets == ()


BOTH = [
    ("nb", "Minst ti soldater ble drept i Aleppo i Syria. FN ber partene om å inngå en våpenhvile.", "parties"),
    ("nn", "Minst ti soldatar vart drepne i Aleppo i Syria. FN ber partane om å inngå ei våpenkvile.", "parties"),
    ("da", "Mindst ti soldater blev dræbt i Aleppo i Syrien. FN opfordrer parterne til at indgå en våbenhvile.", "parties"),
    ("sv", "Minst tio soldater dödades i Aleppo i Syrien. FN uppmanar parterna att ingå en vapenvila.", "parties"),
    ("en", "At least ten soldiers were killed in Aleppo in Syria. The UN urged both sides to sign a ceasefire.", "both sides"),
]


@pytest.mark.parametrize(("lang", "text", "agent"), BOTH)
def test_the_parties_of_a_deal_are_parties(claims_of: Extract, lang: str, text: str, agent: str) -> None:
    assert [agent] in [names(c.agents) for c in claims_of(text, lang) if c.type in {"agreement", "negotiation"}]


AGREED = [
    ("nb", "Syria og Tyrkia er enige om en våpenhvile i Aleppo, opplyser FN."),
    ("nn", "Syria og Tyrkia vart samde om ei våpenkvile i Aleppo onsdag, opplyser FN."),
    ("da", "Syrien og Tyrkiet er enige om en våbenhvile i Aleppo, oplyser FN."),
    ("sv", "Syrien och Turkiet är överens om en vapenvila i Aleppo, uppger FN."),
]


@pytest.mark.parametrize(("lang", "text"), AGREED)
def test_who_are_of_one_mind_about_a_deal_make_it(claims_of: Extract, lang: str, text: str) -> None:
    assert ["Syria", "Turkey"] in [names(c.agents) for c in claims_of(text, lang) if c.type == "agreement"]


COINED = [
    ("nb", "Minst ti soldater ble drept i Aleppo i Syria onsdag. Tadef-brigaden angrep leiren, opplyser hæren."),
    ("nn", "Minst ti soldatar vart drepne i Aleppo i Syria onsdag. Tadef-brigaden angreip leiren, opplyser hæren."),
    ("da", "Mindst ti soldater blev dræbt i Aleppo i Syrien onsdag. Tadef-brigaden angreb lejren, oplyser hæren."),
    ("sv", "Minst tio soldater dödades i Aleppo i Syrien på onsdagen. Tadef-brigaden anföll lägret, uppger armén."),
]


@pytest.mark.parametrize(("lang", "text"), COINED)
def test_a_group_can_be_named_by_a_compound_with_what_it_is(claims_of: Extract, lang: str, text: str) -> None:
    [attack] = [c for c in claims_of(text, lang) if c.type == "armed_attack"]
    assert names(attack.agents) == ["Tadef Brigade"]


GATHERED = [
    ("nb", "Granater traff en skole i Aleppo i Syria onsdag. Regjeringsstyrkene angrep en samling leiesoldater, opplyser hæren."),
    ("da", "Granater ramte en skole i Aleppo i Syrien onsdag. Regeringsstyrkerne angreb en samling lejesoldater, oplyser hæren."),
    ("sv", "Granater träffade en skola i Aleppo i Syrien på onsdagen. Regeringsstyrkorna anföll en samling legosoldater, uppger armén."),
]


@pytest.mark.parametrize(("lang", "text"), GATHERED)
def test_a_gathering_is_those_it_holds(claims_of: Extract, lang: str, text: str) -> None:
    assert ["mercenaries"] in [names(c.targets) for c in claims_of(text, lang)]


TAKEN_FROM = [
    ("nb", "Hæren har gjenerobret tre landsbyer fra IS ved Aleppo i Syria, opplyser guvernøren."),
    ("da", "Hæren har generobret tre landsbyer fra IS ved Aleppo i Syrien, oplyser guvernøren."),
    ("sv", "Armén har återtagit tre byar från IS vid Aleppo i Syrien, uppger guvernören."),
    ("en", "The army has recaptured three villages in Syria from Hezbollah, the governor said."),
]


@pytest.mark.parametrize(("lang", "text"), TAKEN_FROM)
def test_ground_is_taken_from_a_side(claims_of: Extract, lang: str, text: str) -> None:
    [change] = [c for c in claims_of(text, lang) if c.type == "territorial_change"]
    assert names(change.targets) in (["Islamic State"], ["Hezbollah"])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Hæren i Syria bekrefter at det ble gjennomført et luftangrep i Aleppo onsdag."),
        ("da", "Hæren i Syrien oplyser, at der blev gennemført et luftangreb i Aleppo onsdag."),
    ],
)
def test_who_tells_what_happened_did_not_do_it(claims_of: Extract, lang: str, text: str) -> None:
    [raid] = [c for c in claims_of(text, lang) if c.type == "airstrike"]
    assert raid.agents == ()


WARNED = [
    ("nb", "Granater traff en base i Aleppo i Syria onsdag. Russland ble varslet på forhånd, sier hæren.", "Russia"),
    ("sv", "Granater träffade en bas i Aleppo i Syrien på onsdagen. Ryssland varnades i förväg, säger armén.", "Russia"),
]


@pytest.mark.parametrize(("lang", "text", "target"), WARNED)
def test_who_is_warned_is_a_target(claims_of: Extract, lang: str, text: str, target: str) -> None:
    [warning] = [c for c in claims_of(text, lang) if c.type == "statement"]
    assert (names(warning.agents), names(warning.targets)) == ([], [target])
