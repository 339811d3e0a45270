"""Whose people, forces, buildings and vehicles the parties of a claim are. All sentences are our own; incidents are invented."""

from __future__ import annotations

import pytest

from .conftest import Extract
from .test_extract import names

SIRTE = {
    "nb": "Minst ti soldater ble drept i Sirte i Libya onsdag. ",
    "nn": "Minst ti soldatar vart drepne i Sirte i Libya onsdag. ",
    "da": "Mindst ti soldater blev dræbt i Sirte i Libyen onsdag. ",
    "sv": "Minst tio soldater dödades i Sirte i Libyen på onsdagen. ",
    "en": "At least ten soldiers were killed in Sirte in Libya on Wednesday. ",
}

MEMBERS = [
    ("nb", "Hæren drepte torsdag minst 20 medlemmer av Boko Haram.", "Boko Haram"),
    ("nn", "Hæren drap torsdag minst 20 medlemer av Boko Haram.", "Boko Haram"),
    ("da", "Hæren dræbte torsdag mindst 20 medlemmer af Boko Haram.", "Boko Haram"),
    ("sv", "Armén dödade på torsdagen minst 20 medlemmar av Boko Haram.", "Boko Haram"),
    ("en", "The army killed 20 members of Boko Haram on Thursday.", "Boko Haram"),
]


@pytest.mark.parametrize(("lang", "text", "party"), MEMBERS)
def test_members_count_as_the_party_they_are_of(claims_of: Extract, lang: str, text: str, party: str) -> None:
    assert [party] in [names(c.targets) for c in claims_of(SIRTE[lang] + text, lang) if c.type == "killing"]


def test_who_does_it_is_not_whose_the_victims_are(claims_of: Extract) -> None:
    [shot] = [c for c in claims_of("På en gård utanför Sirte i Libyen avrättades männen av soldater från Boko Haram.", "sv") if c.type == "killing"]
    assert names(shot.targets) == ["men"]


SOME = [
    ("nb", "Opprørerne bortførte jentene onsdag. Hæren har reddet noen av dem.", "girls"),
    ("da", "Oprørerne bortførte pigerne onsdag. Hæren har reddet nogle af dem.", "girls"),
    ("sv", "Rebellerna rövade bort flickorna på onsdagen. Armén har räddat några av dem.", "girls"),
]


@pytest.mark.parametrize(("lang", "text", "who"), SOME)
def test_some_of_them_are_of_those_named_before(claims_of: Extract, lang: str, text: str, who: str) -> None:
    assert [who] in [names(c.targets) for c in claims_of(SIRTE[lang] + text, lang) if c.type == "release"]


EXCHANGED = [
    ("nb", "Soldatene skal utveksles mot russiske krigsfanger."),
    ("nn", "Soldatane skal utvekslast mot russiske krigsfangar."),
    ("da", "Soldaterne skal udveksles med russiske krigsfanger."),
    ("sv", "Soldaterna ska utväxlas mot ryska krigsfångar."),
]


@pytest.mark.parametrize(("lang", "text"), EXCHANGED)
def test_who_is_exchanged_is_target_and_no_agent(claims_of: Extract, lang: str, text: str) -> None:
    [release] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "release"]
    assert release.targets
    assert not release.agents


CAPTIVES = [
    ("nb", "Russland og Ukraina utvekslet fanger torsdag."),
    ("nn", "Russland og Ukraina utveksla fangar torsdag."),
    ("da", "Rusland og Ukraine udvekslede krigsfanger torsdag."),
    ("sv", "Ryssland och Ukraina utväxlade fångar på torsdagen."),
    ("en", "Russia and Ukraine exchanged prisoners on Thursday."),
]


@pytest.mark.parametrize(("lang", "text"), CAPTIVES)
def test_captives_that_parties_exchange_are_target(claims_of: Extract, lang: str, text: str) -> None:
    [release] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "release"]
    assert (names(release.agents), names(release.targets)) == (["Russia", "Ukraine"], ["prisoners" if lang != "da" else "prisoners of war"])


HOSTAGES = [
    ("nb", "Gruppen holder fortsatt rundt 200 sivile som gisler.", "abduction"),
    ("da", "Oprørerne har taget mindst ti beboere som gidsler.", "abduction"),
    ("sv", "Rebellerna har släppt 40 barn ur sin fångenskap.", "release"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), HOSTAGES)
def test_counted_civilians_are_target_where_they_are_no_toll(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    [claim] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == kind]
    assert claim.targets
    assert claim.counts


@pytest.mark.parametrize(("lang", "text"), [("nb", "Rundt 200 sivile er fordrevet fra byen."), ("da", "1500 indbyggere er flygtet fra byen.")])
def test_those_who_flee_are_a_number_alone(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "displacement"]
    assert (claim.agents, claim.targets) == ((), ())


SEVERAL = [
    ("nb", "Syriske og russiske fly bombet et marked i Aleppo."),
    ("nn", "Syriske og russiske fly bomba ein marknad i Aleppo."),
    ("da", "Syriske og russiske fly bombede et marked i Aleppo."),
    ("sv", "Syriska och ryska flygplan bombade en marknad i Aleppo."),
    ("en", "Syrian and Russian aircraft bombed a market in Aleppo."),
]


@pytest.mark.parametrize(("lang", "text"), SEVERAL)
def test_forces_of_two_countries_are_two_parties(claims_of: Extract, lang: str, text: str) -> None:
    [strike] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "airstrike"]
    assert [name.removeprefix("Military Forces of ") for name in names(strike.agents)] == ["Syria", "Russia"]


NARROWER = [
    ("nb", "Et fly bombet et interneringssenter. En talsmann sier at senteret ble bombet to ganger.", "detention centre"),
    ("nn", "Eit fly bomba ein flybase. Ein talsmann seier at basen vart bomba to gonger.", "air base"),
    ("da", "Et fly bombede et interneringscenter. En talsmand siger, at centret blev bombet to gange.", "detention centre"),
    ("sv", "Ett flygplan bombade en flygbas. En talesman säger att basen bombades två gånger.", "air base"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), NARROWER)
def test_a_building_is_of_the_kind_told_before(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert {tuple(names(c.targets)) for c in claims_of(SIRTE[lang] + text, lang) if c.type == "airstrike"} == {(kind,)}


COLUMNS = [
    ("nb", "Koalisjonen bombet en konvoi med krigere fra IS. Soldatene angrep konvoien mandag."),
    ("nn", "Koalisjonen bomba ein konvoi med krigarar frå IS. Soldatane angreip konvoien måndag."),
    ("da", "Koalitionen bombede en konvoj med krigere fra Islamisk Stat. Soldaterne angreb konvojen mandag."),
    ("sv", "Koalitionen bombade en konvoj med krigare från IS. Soldaterna anföll konvojen i måndags."),
]


@pytest.mark.parametrize(("lang", "text"), COLUMNS)
def test_a_convoy_stays_theirs_who_ride_in_it(claims_of: Extract, lang: str, text: str) -> None:
    [attack] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "armed_attack"]
    assert names(attack.targets) == ["Islamic State"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Franske styrker rykket torsdag nordover mot Gao."),
        ("da", "Franske styrker rykkede torsdag nordpå mod Gao."),
        ("sv", "Franska styrkor ryckte på torsdagen norrut mot Gao."),
    ],
)
def test_where_forces_go_is_no_target(claims_of: Extract, lang: str, text: str) -> None:
    [moved] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "movement"]
    assert moved.agents
    assert not moved.targets


ACCUSED = [
    ("nb", "Hizbollah anklages for grove overgrep mot sivile."),
    ("da", "Hizbollah anklages for grove overgreb på civile."),
    ("sv", "Hizbollah anklagas för grova övergrepp mot civila."),
    ("en", "Hezbollah is accused of abuses against civilians."),
]


@pytest.mark.parametrize(("lang", "text"), ACCUSED)
def test_who_is_accused_is_agent(claims_of: Extract, lang: str, text: str) -> None:
    told = [c for c in claims_of(SIRTE[lang] + text, lang) if "Hezbollah" in names((*c.agents, *c.targets))]
    assert told
    assert all("Hezbollah" in names(c.agents) and "Hezbollah" not in names(c.targets) for c in told)


MEDIATED = [
    ("nb", "Qatar mekler mellom Israel og Hamas."),
    ("nn", "Qatar meklar mellom Israel og Hamas."),
    ("da", "Qatar har mæglet mellem Israel og Hamas."),
    ("sv", "Qatar medlar mellan Israel och Hamas."),
    ("en", "Qatar is mediating between Israel and Hamas."),
]


@pytest.mark.parametrize(("lang", "text"), MEDIATED)
def test_who_is_mediated_between_are_targets(claims_of: Extract, lang: str, text: str) -> None:
    [talks] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "negotiation"]
    assert (names(talks.agents), names(talks.targets)) == (["Qatar"], ["Israel", "Hamas"])


CONVENED = [
    ("nb", "FNs sikkerhetsråd kom torsdag sammen til krisemøte om Libya."),
    ("da", "Frankrig kræver, at FN's Sikkerhedsråd indkaldes til hastemøde om Libyen."),
]


@pytest.mark.parametrize(("lang", "text"), CONVENED)
def test_who_is_convened_meets(claims_of: Extract, lang: str, text: str) -> None:
    [talks] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "negotiation"]
    assert (names(talks.agents), talks.targets) == (["United Nations Security Council"], ())


ROLES = [
    # those who free themselves do it
    ("nb", "Rundt 600 arbeidere har kommet seg fri.", "release", "agents", ["workers"]),
    ("nn", "Rundt 600 arbeidarar har kome seg fri.", "release", "agents", ["workers"]),
    ("en", "Some 600 workers broke free.", "release", "agents", ["workers"]),
    # who is taken, with a phrase that says as what
    ("nb", "Opprørerne tok 41 utlendinger som gisler.", "abduction", "targets", ["foreigners"]),
    ("nn", "Opprørarane tok 41 utlendingar som gislar.", "abduction", "targets", ["foreigners"]),
    ("sv", "Rebellerna tog 41 utlänningar som gisslan.", "abduction", "targets", ["foreigners"]),
    # the other side of a dealing
    ("nb", "USA sender våpen til RUF.", "military_support", "targets", ["Revolutionary United Front"]),
    ("nn", "USA sender våpen til RUF.", "military_support", "targets", ["Revolutionary United Front"]),
    ("da", "USA sender våben til RUF.", "military_support", "targets", ["Revolutionary United Front"]),
    ("sv", "USA skickar vapen till RUF.", "military_support", "targets", ["Revolutionary United Front"]),
    ("sv", "Ryssland stoppar samarbetet med USA.", "sanction", "targets", ["United States"]),
    # buildings that armed people enter, also as "anlegget"
    ("nb", "Væpnede menn tok seg inn på en kostskole.", "armed_attack", "targets", ["boarding school"]),
    ("nn", "Ein talsmann for gassanlegget fortel det. Væpna menn tok seg inn på anlegget.", "armed_attack", "targets", ["gas plant"]),
    # an object that stands behind its subject
    ("da", "Samme dag stormede bevæbnede mænd byen Gamboru Ngala ved grænsen.", "armed_attack", "targets", ["Gamboru Ngala"]),
    ("da", "Mandag aften dræbte en selvforsvarsgruppe seks formodede bandemedlemmer ved en vejspærring.", "killing", "targets", ["gang members"]),
    # a perfect that shares its helper has an object of its own
    ("nn", "Hæren hevdar å ha drepe over 30 opprørarar og teke att brua.", "territorial_change", "targets", ["bridge"]),
    # what bombs are dropped over
    ("nb", "Flyene slapp bomber over en av landsbyene.", "airstrike", "targets", ["villages"]),
    ("nn", "Flya slapp bomber over ein av landsbyane.", "airstrike", "targets", ["villages"]),
    ("sv", "Planen släppte bomber över en av byarna.", "airstrike", "targets", ["villages"]),
    # who is to answer for it
    ("nb", "De ansvarlige må stilles for retten.", "investigation", "targets", ["those responsible"]),
    ("nn", "Dei skuldige må stillast for retten.", "investigation", "targets", ["those responsible"]),
    ("da", "De ansvarlige skal stilles for en domstol.", "investigation", "targets", ["those responsible"]),
    ("sv", "De skyldiga måste ställas inför rätta.", "investigation", "targets", ["those responsible"]),
    ("en", "The culprits must be brought to justice.", "investigation", "targets", ["those responsible"]),
    ("da", "Han vil have soldaterne stillet for en domstol.", "investigation", "agents", []),
    # who takes part by number
    ("da", "I hovedstaden Tripoli demonstrerede flere hundrede kvinder i sidste uge mod regeringens passivitet.", "protest", "agents", ["women"]),
]


@pytest.mark.parametrize(("lang", "text", "kind", "role", "parties"), ROLES)
def test_who_did_it_and_to_whom(claims_of: Extract, lang: str, text: str, kind: str, role: str, parties: list[str]) -> None:
    found = [names(getattr(c, role)) for c in claims_of(SIRTE[lang] + text, lang) if c.type == kind and c.trigger.start >= len(SIRTE[lang])]
    assert parties in found


LED = [
    ("nb", "Opprørsgruppen Boko Haram sendte ut en video. – Vi angrep leiren, sier lederen Abubakar Shekau i opptaket."),
    ("nn", "Opprørsgruppa Boko Haram sende ut ein video. – Vi angreip leiren, seier leiaren Abubakar Shekau i opptaket."),
    ("da", "Oprørsgruppen Boko Haram sendte en video ud. - Vi angreb lejren, siger lederen Abubakar Shekau i optagelsen."),
    ("sv", "Rebellgruppen Boko Haram släppte en video. – Vi anföll lägret, säger ledaren Abubakar Shekau i inspelningen."),
]


@pytest.mark.parametrize(("lang", "text"), LED)
def test_a_leader_is_of_the_armed_group_named_last(claims_of: Extract, lang: str, text: str) -> None:
    assert ["Boko Haram"] in [names(c.agents) for c in claims_of(SIRTE[lang] + text, lang) if c.type == "armed_attack"]


AGAINST = [
    ("nb", "I hovedstaden demonstrerte kvinner i forrige uke mot regjeringens passivitet.", "Libya"),
    ("da", "I hovedstaden demonstrerede kvinder i sidste uge mod regeringens passivitet.", "Libya"),
    ("sv", "I huvudstaden demonstrerade kvinnor förra veckan mot regeringens passivitet.", "Libya"),
]


@pytest.mark.parametrize(("lang", "text", "state"), AGAINST)
def test_a_protest_is_against_those_whose_doings_it_is_against(claims_of: Extract, lang: str, text: str, state: str) -> None:
    [protest] = [c for c in claims_of(SIRTE[lang] + text, lang) if c.type == "protest"]
    assert [name.removeprefix("Government of ") for name in names(protest.targets)] == [state]
