"""Who the words of an article refer to. All sentences are our own; incidents are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ifolge.claims import extract
from ifolge.claims.cast import Cast
from ifolge.claims.scene import Scene
from ifolge.grounding.actor import find_actors, load_register
from ifolge.grounding.register import ORGANS
from ifolge.parsing import load_engine, parse
from ifolge.reading import read
from ifolge.records import Article, Claim, Participant

from .conftest import Extract


def agent(claims: tuple[Claim, ...], trigger: str) -> str:
    return party(next(c for c in claims if trigger in c.trigger.text).agents)


def target(claims: tuple[Claim, ...], trigger: str) -> str:
    return party(next(c for c in claims if trigger in c.trigger.text).targets)


def party(found: tuple[Participant, ...]) -> str:
    return (found[0].actor.name if found[0].actor else found[0].mention.text) if found else ""


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


IN_QUOTES = [
    (
        "nb",
        "Opprørere og soldater slåss om byen Kidal i Mali. Væpnede menn stormet et marked tirsdag.\n\n– De skjøt mot en buss, sier en bonde til AFP.",
    ),
    (
        "nn",
        "Opprørarar og soldatar slåst om byen Kidal i Mali. Væpna menn storma ein marknad tysdag.\n\n– Dei skaut mot ein buss, seier ein bonde til AFP.",
    ),
    (
        "da",
        "Oprørere og soldater kæmper om byen Kidal i Mali. Bevæbnede mænd stormede et marked tirsdag.\n\n- De skød mod en bus, siger en bonde til AFP.",
    ),
    (
        "sv",
        "Rebeller och soldater slåss om staden Kidal i Mali. Beväpnade män stormade en marknad.\n\n– De sköt mot en buss, säger en bonde till AFP.",
    ),
    ("en", 'Rebels and soldiers are fighting over Kidal in Mali. Gunmen stormed a market.\n\n"They shot at a bus," said a farmer in the town.'),
]


@pytest.mark.parametrize(("lang", "text"), IN_QUOTES)
def test_they_of_a_quote_are_the_armed_and_not_the_witness(claims_of: Extract, lang: str, text: str) -> None:
    found = claims_of(text, lang)
    assert agent(found, {"nb": "skjøt", "nn": "skaut", "da": "skød", "sv": "sköt", "en": "shot"}[lang]) == "gunmen"


THREATENED = [
    ("nb", "Hamas la fredag ut en video av to fangede soldater. Gruppen truer med å drepe dem.", "drepe"),
    ("nn", "Hamas la fredag ut ein video av to fanga soldatar. Gruppa trugar med å drepe dei.", "drepe"),
    ("da", "Hamas offentliggjorde fredag en video af to tilfangetagne soldater. Gruppen truer med at dræbe dem.", "dræbe"),
    ("sv", "Hamas lade på fredagen ut en video av två tillfångatagna soldater. Gruppen hotar att döda dem.", "döda"),
    ("en", "Hamas on Friday released a video of two captured soldiers. The group threatens to kill them.", "kill"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), THREATENED)
def test_an_object_is_not_the_subject_of_its_clause(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert target(claims_of(text, lang), trigger) == "soldiers"


SHOT = [
    ("nb", "En gutt var på vei hjem fra skolen i Jenin. Hæren sier at israelske soldater skjøt ham.", "skjøt"),
    ("nn", "Ein gut var på veg heim frå skulen i Jenin. Hæren seier at israelske soldatar skaut honom.", "skaut"),
    ("da", "En dreng var på vej hjem fra skole i Jenin. Hæren siger, at israelske soldater skød ham.", "skød"),
    ("sv", "En pojke var på väg hem från skolan i Jenin. Armén säger att israeliska soldater sköt honom.", "sköt"),
    ("en", "A boy was on his way home from school in Jenin. The army says that Israeli soldiers shot him.", "shot"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), SHOT)
def test_he_is_a_human_being_and_not_who_spoke(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert target(claims_of(text, lang), trigger) == "boy"


REPORTED = [
    ("nb", "Al-Shabaab sier at man skjøt mot en konvoi utenfor Baidoa i Somalia.", "skjøt", "al-Shabaab"),
    ("nn", "Al-Shabaab seier at ein skaut mot ein konvoi utanfor Baidoa i Somalia.", "skaut", "al-Shabaab"),
    ("da", "Al-Shabaab siger, at man skød mod en konvoj uden for Baidoa i Somalia.", "skød", "al-Shabaab"),
    ("sv", "Al-Shabaab säger att man sköt mot en konvoj utanför Baidoa i Somalia.", "sköt", "al-Shabaab"),
    ("nn", "Koalisjonen som Saudi-Arabia leier i Jemen, seier at han bomba eit lager i Taiz.", "bomba", "Saudi-led coalition"),
    ("nn", "Opprørsrørsla M23 stadfestar at ho har skote mot ein konvoi ved Goma i DR Kongo.", "skote", "March 23 Movement"),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "name"), REPORTED)
def test_one_of_reported_speech_is_who_reports(claims_of: Extract, lang: str, text: str, trigger: str, name: str) -> None:
    assert agent(claims_of(text, lang), trigger) == name


OWNED = [
    ("nb", "Kampfly fra den saudiskledede koalisjonen bombet et lager i Taiz i Jemen.", "bombet", "Saudi-led coalition"),
    ("nn", "Kampfly frå den saudileidde koalisjonen bomba eit lager i Taiz i Jemen.", "bomba", "Saudi-led coalition"),
    ("da", "Kampfly fra den saudiskledede koalition bombede et lager i Taiz i Yemen.", "bombede", "Saudi-led coalition"),
    ("sv", "Stridsflyg från den saudiledda koalitionen bombade ett förråd i Taiz i Jemen.", "bombade", "Saudi-led coalition"),
    ("en", "Warplanes of the Saudi-led coalition bombed a depot in Taiz in Yemen.", "bombed", "Saudi-led coalition"),
    ("nb", "Soldater fra UNITA skjøt mot en lastebil ved Luena i Angola.", "skjøt", "UNITA"),
    ("nb", "Hamas hevder at bevegelsens krigere skjøt mot en stridsvogn i Khan Yunis.", "skjøt", "Hamas"),
    ("da", "Hamas hævder, at bevægelsens krigere skød mod en kampvogn i Khan Yunis.", "skød", "Hamas"),
    ("sv", "Hamas hävdar att rörelsens krigare sköt mot en stridsvagn i Khan Yunis.", "sköt", "Hamas"),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "name"), OWNED)
def test_forces_are_of_the_party_in_their_phrase(claims_of: Extract, lang: str, text: str, trigger: str, name: str) -> None:
    assert agent(claims_of(text, lang), trigger) == name


WE = [
    ("nb", "– Vi bombet et lager ved Misrata, sier oberst Omar Saleh, talsmann for LNA, til Reuters.", "bombet", "Libyan National Army"),
    ("nn", "– Vi bomba eit lager ved Misrata, seier oberst Omar Saleh, talsmann for LNA, til Reuters.", "bomba", "Libyan National Army"),
    ("da", "- Vi bombede et lager ved Misrata, siger oberst Omar Saleh, talsmand for LNA, til Reuters.", "bombede", "Libyan National Army"),
    ("sv", "– Vi bombade ett förråd vid Misrata, säger överste Omar Saleh, talesman för LNA, till Reuters.", "bombade", "Libyan National Army"),
    ("nb", "– Vi skjøt mot bilene ved Misrata, der krigen raser mellom militser og soldater, sier bonden Omar Saleh til Reuters.", "skjøt", ""),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "name"), WE)
def test_we_are_the_side_of_a_spokesman_and_no_side_of_a_witness(claims_of: Extract, lang: str, text: str, trigger: str, name: str) -> None:
    assert agent(claims_of(text, lang), trigger) == name


def test_a_common_noun_that_opens_a_sentence_is_no_party(claims_of: Extract) -> None:
    found = claims_of("Tallet på drepte etter beskytningen av Homs i Syria er steget til 24, melder AFP.", "nb")
    assert not [p for c in found for p in (*c.agents, *c.targets) if p.actor is not None and p.actor.name == "Tallet"]


def test_security_forces_are_of_the_state_and_not_of_the_group_before(claims_of: Extract) -> None:
    text = "Al-Shabaab fighters attacked a hotel in Mogadishu in Somalia. The guests were shot by the security forces, witnesses said."
    assert agent(claims_of(text, "en"), "shot") == "Military Forces of Somalia"


OWN = [
    ("nn", "Innanriksdepartementet i Bagdad nektar for at eigne styrkar skaut mot bussen.", "skaut"),
    ("da", "Indenrigsministeriet i Bagdad afviser, at egne styrker skød mod bussen.", "skød"),
    ("sv", "Inrikesdepartementet i Bagdad förnekar att egna styrkor sköt mot bussen.", "sköt"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), OWN)
def test_own_forces_are_of_who_speaks_of_them(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert agent(claims_of(text, lang), trigger) == "Ministry of Interior of Iraq"


AIRCRAFT = [
    ("nb", "Den syriske hæren rykket fram mot Idlib tirsdag. Flyene bombet et marked i byen.", "bombet"),
    ("da", "Den syriske hær rykkede frem mod Idlib tirsdag. Flyene bombede et marked i byen.", "bombede"),
    ("sv", "Den syriska armén ryckte fram mot Idlib på tisdagen. Planen bombade en marknad i staden.", "bombade"),
    ("en", "The Syrian army advanced on Idlib on Tuesday. The planes bombed a market in the town.", "bombed"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), AIRCRAFT)
def test_the_aircraft_are_of_the_army_before(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert agent(claims_of(text, lang), trigger) == "Military Forces of Syria"


AHEAD = [
    ("nb", "Opprørerne skjøt mot en landsby i Mali. – De som løp ut, ble drept, sier en bonde.", "drept"),
    ("nn", "Opprørarane skaut mot ein landsby i Mali. – Dei som sprang ut, vart drepne, seier ein bonde.", "drepne"),
    ("da", "Oprørerne skød mod en landsby i Mali. - De, som løb ud, blev dræbt, siger en bonde.", "dræbt"),
    ("sv", "Rebellerna sköt mot en by i Mali. – De som sprang ut dödades, säger en bonde.", "dödades"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), AHEAD)
def test_those_who_points_ahead_and_not_back(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert target(claims_of(text, lang), trigger) == ""


@pytest.mark.parametrize(
    ("lang", "text", "trigger"),
    [
        ("nn", "Opprørarane i Mali har sleppt tolv gislar. Dei vart bortførte i mai.", "bortførte"),
        ("nb", "Opprørerne i Mali har sluppet tolv gisler. De ble bortført i mai.", "bortført"),
    ],
)
def test_who_suffers_is_no_party_that_acted_before(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert target(claims_of(text, lang), trigger) == "hostages"


MAOISTS = [
    ("nb", "Maoistene i Nepal skjøt mot en politistasjon.", "skjøt"),
    ("nn", "Maoistane i Nepal skaut mot ein politistasjon.", "skaut"),
    ("da", "Maoisterne i Nepal skød mod en politistation.", "skød"),
    ("sv", "Maoisterna i Nepal sköt mot en polisstation.", "sköt"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), MAOISTS)
def test_maoists_are_those_of_the_country(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert agent(claims_of(text, lang), trigger) == "Communist Party of Nepal (Maoist)"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Ukraina sier at 30 soldater er løslatt. To byer i Ukraina ble angrepet mandag. Forsvarsdepartementet i Moskva opplyser at 20 soldater ble drept."),
        ("nn", "Ukraina seier at 30 soldatar er lauslatne. To byar i Ukraina vart åtekne måndag. Forsvarsdepartementet i Moskva opplyser at 20 soldatar vart drepne."),
        ("da", "Ukraine siger, at 30 soldater er løsladt. To byer i Ukraine blev angrebet mandag. Forsvarsministeriet i Moskva oplyser, at 20 soldater blev dræbt."),
        ("sv", "Ukraina säger att 30 soldater har frigivits. Två städer i Ukraina attackerades i måndags. Försvarsdepartementet i Moskva uppger att 20 soldater dödades."),
        ("en", "Ukraine says 30 soldiers were freed. Two towns in Ukraine were attacked on Monday. The Defence Ministry in Moscow said 20 soldiers were killed."),
        ("nb", "Ukraina sier at 30 soldater er løslatt. To byer i Ukraina ble angrepet mandag. Guvernøren i Rostov opplyser at 20 soldater ble drept."),
        ("sv", "Ukraina säger att 30 soldater har frigivits. Två städer i Ukraina attackerades i måndags. Guvernören i Rostov uppger att 20 soldater dödades."),
    ],
)  # fmt: skip
def test_an_organ_is_of_the_country_of_the_place_behind_it(claims_of: Extract, lang: str, text: str) -> None:
    killing = next(c for c in claims_of(text, lang=lang) if c.type == "killing")
    assert {s.actor.country for s in killing.attribution.sources if s.actor} == {"RU"}


def _names_of_the_register() -> set[str]:
    """Every English name that an actor of the register can have, those of the organs of states included, in lower case."""
    register = load_register()
    organs = (register.actor(f"{e.id}:{organ}").name for e in register.entries.values() if e.is_state for organ in ORGANS)
    others = (name for e in register.entries.values() for name in (e.name, *e.aliases.get("en", ()), *e.acronyms))
    return {name.lower() for name in (*organs, *others)}


def test_gold_mentions_of_the_register_are_linked(shared: Path) -> None:
    """Of the mentions in gold that say something by which the register knows them (a name, an acronym, a demonym, an epithet): 95 in 100."""
    known, engine = _names_of_the_register(), load_engine()
    right = total = 0
    for gold, texts in ((shared / "gold" / "dev", shared / "gold" / "dev"), (shared / "gold" / "seeds", shared / "seeds")):
        for path in sorted(gold.glob("*.gold.json")):
            told = json.loads(path.read_text(encoding="utf-8"))
            [article] = [a for a in read([texts / told["doc"]]) if isinstance(a, Article)]
            document = parse(article, engine=engine)
            cast, claims = Cast(Scene(document)), extract(document)
            linked = [(p.mention, p.actor) for c in claims for p in (*c.agents, *c.targets)] + [
                (s.span, s.actor) for c in claims for s in c.attribution.sources
            ]
            for (start, end), names in {
                tuple(p["span"]): {n.lower() for n in p["names"]}
                for c in told["claims"]
                for role in ("agents", "targets", "sources")
                for p in c[role]
            }.items():
                if not names & known or not find_actors(article.text[start:end], told["lang"]):
                    continue
                ours = [actor for span, actor in linked if span.start < end and start < span.end] or [cast.resolve(start, end)]
                total += 1
                right += any(n and n.name.lower() in names for a in ours if a for n in (a, a.affiliation))
    print(f"gold mentions of the register linked: {right}/{total}")
    assert total > 300
    assert right / total >= 0.95
