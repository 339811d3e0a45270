"""Numbers of people and things and what befell them. All sentences are our own; incidents are invented."""

from __future__ import annotations

import pytest

from .conftest import Extract


def tallies(claims_of: Extract, text: str, lang: str) -> list[tuple[str, int | None, int | None]]:
    return sorted((c.effect, c.low, c.high) for claim in claims_of(text, lang) for c in claim.counts)


TOLD_BY_SUBJECT = [
    ("nb", "Dødstallet etter angrepet på to landsbyer ved Sana er steget til 31, opplyser Røde Kors."),
    ("nn", "Talet på drepne etter bombinga av ein marknad i Taiz har stige til 31, melder Raudekrossen."),
    ("da", "Dødstallet efter angrebet på to landsbyer ved Taiz er steget til 31, oplyser Røde Kors."),
    ("sv", "Dödssiffran efter torsdagens bilbomber på två marknader i Taiz har stigit till 31, uppger ministeriet."),
    ("en", "The death toll from the attack on two villages near Taiz has risen to 31, the Red Cross said."),
]


@pytest.mark.parametrize(("lang", "text"), TOLD_BY_SUBJECT)
def test_a_toll_named_in_the_subject_takes_the_number_of_its_predicate(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 31, 31)]


BEFELL = [
    ("nb", "Sju av de sårede har dødd på sykehuset i Taiz.", ("killed", 7, 7)),
    ("nn", "Sju av dei såra har døydd på sjukehuset i Taiz.", ("killed", 7, 7)),
    ("da", "Syv af de sårede er døde på hospitalet i Taiz.", ("killed", 7, 7)),
    ("sv", "Sju av de sårade har dött på sjukhuset i Taiz.", ("killed", 7, 7)),
    ("en", "Seven of the wounded have died in hospital in Taiz.", ("killed", 7, 7)),
    ("nb", "Opprørerne slapp fri tolv gisler i Taiz onsdag.", ("released", 12, 12)),
    ("nn", "Opprørarane sleppte fri tolv gislar i Taiz onsdag.", ("released", 12, 12)),
    ("da", "Oprørerne løslod tolv gidsler i Taiz onsdag.", ("released", 12, 12)),
    ("sv", "Rebellerna frigav tolv gisslan i Taiz i onsdags.", ("released", 12, 12)),
    ("en", "The rebels released twelve hostages in Taiz on Wednesday.", ("released", 12, 12)),
]


@pytest.mark.parametrize(("lang", "text", "count"), BEFELL)
def test_victims_are_counted_by_what_befalls_them_now(claims_of: Extract, lang: str, text: str, count: tuple[str, int, int]) -> None:
    assert tallies(claims_of, text, lang) == [count]


KILLERS = [
    ("nb", "Tolv opprørere drepte fem soldater i Taiz onsdag."),
    ("nn", "Tolv opprørarar drap fem soldatar i Taiz onsdag."),
    ("da", "Tolv oprørere dræbte fem soldater i Taiz onsdag."),
    ("sv", "Tolv rebeller dödade fem soldater i Taiz i onsdags."),
    ("en", "Twelve rebels killed five soldiers in Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), KILLERS)
def test_those_who_do_the_deed_are_no_victims(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 5, 5)]


MOST = [
    ("nb", "Minst 41 mennesker ble drept i Taiz onsdag, de fleste av dem kvinner og barn."),
    ("nn", "Minst 41 menneske vart drepne i Taiz onsdag, dei fleste av dei kvinner og born."),
    ("da", "Mindst 41 mennesker blev dræbt i Taiz onsdag, de fleste af dem kvinder og børn."),
    ("sv", "Minst 41 människor dödades i Taiz i onsdags, de flesta kvinnor och barn."),
    ("en", "At least 41 people were killed in Taiz on Wednesday, most of them women and children."),
]


@pytest.mark.parametrize(("lang", "text"), MOST)
def test_a_share_is_no_count(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 41, None)]


PLACES = [
    ("nb", "Hæren raserte hus i to landsbyer nord for Taiz onsdag."),
    ("nn", "Hæren raserte hus i to landsbyar nord for Taiz onsdag."),
    ("da", "Hæren ødelagde huse i to landsbyer nord for Taiz onsdag."),
    ("sv", "Armén förstörde hus i två byar norr om Taiz i onsdags."),
    ("en", "The army destroyed houses in two villages north of Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), PLACES)
def test_places_that_only_say_where_are_not_counted(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == []


TAKEN = [
    ("nb", "Hæren har frigjort to landsbyer nord for Taiz."),
    ("nn", "Hæren har frigjort to landsbyar nord for Taiz."),
    ("da", "Hæren har befriet to landsbyer nord for Taiz."),
    ("sv", "Armén har befriat två byar norr om Taiz."),
    ("en", "The army has captured two villages north of Taiz."),
]


@pytest.mark.parametrize(("lang", "text"), TAKEN)
def test_ground_is_neither_captured_nor_released(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == []


SPEAKERS = [
    ("nb", "Soldater ble drept i angrepet ved Taiz, opplyser to militære kilder."),
    ("nn", "Soldatar vart drepne i åtaket ved Taiz, opplyser to militære kjelder."),
    ("da", "Soldater blev dræbt i angrebet ved Taiz, oplyser to militære kilder."),
    ("sv", "Soldater dödades i anfallet vid Taiz, uppger två militära källor."),
    ("en", "Soldiers were killed in the attack near Taiz, two military sources said."),
]


@pytest.mark.parametrize(("lang", "text"), SPEAKERS)
def test_those_who_tell_are_not_counted(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == []


REVISED = [
    ("nb", "Dødstallet etter angrepet i Taiz er oppjustert fra 21 til 22, opplyser Røde Kors."),
    ("nn", "Dødstalet etter åtaket i Taiz er oppjustert frå 21 til 22, opplyser Raudekrossen."),
    ("da", "Dødstallet efter angrebet i Taiz er opjusteret fra 21 til 22, oplyser Røde Kors."),
    ("sv", "Dödssiffran efter attacken i Taiz har justerats från 21 till 22, uppger Röda korset."),
    ("en", "The death toll from the attack in Taiz has been raised from 21 to 22, the Red Cross said."),
]


@pytest.mark.parametrize(("lang", "text"), REVISED)
def test_only_the_later_of_two_tolls_is_counted(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 22, 22)]


PASSED = [
    ("nb", "Dødstallet etter angrepet i Taiz har passert 45, melder AFP."),
    ("nn", "Dødstalet etter åtaket i Taiz har passert 45, melder AFP."),
    ("da", "Dødstallet efter angrebet i Taiz har passeret 45, skriver AFP."),
    ("sv", "Dödssiffran efter attacken i Taiz har passerat 45, rapporterar AFP."),
    ("en", "The death toll from the attack in Taiz has passed 45, AFP reported."),
]


@pytest.mark.parametrize(("lang", "text"), PASSED)
def test_a_toll_that_has_passed_a_number_is_over_it(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 46, None)]


WHEN = [
    ("nb", "Tolv personer ble drept da bevæpnede menn angrep en landsby ved Taiz onsdag."),
    ("nn", "Tolv personar vart drepne då væpna menn gjekk til åtak på ein landsby ved Taiz onsdag."),
    ("da", "Tolv personer blev dræbt, da bevæbnede mænd angreb en landsby ved Taiz onsdag."),
    ("sv", "Tolv personer dödades när rebeller anföll en by vid Taiz i onsdags."),
    ("en", "Twelve people were killed when rebels attacked a village near Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), WHEN)
def test_a_toll_joins_the_attack_of_its_when_clause(claims_of: Extract, lang: str, text: str) -> None:
    assert [(c.type, [k.low for k in c.counts]) for c in claims_of(text, lang)] == [("armed_attack", [12])]


SIZED = [
    ("nb", "En familie på fem ble drept i Taiz onsdag."),
    ("nn", "Ein familie på fem vart drepen i Taiz onsdag."),
    ("da", "En familie på fem blev dræbt i Taiz onsdag."),
    ("sv", "En familj på fem dödades i Taiz i onsdags."),
    ("en", "A family of five was killed in Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), SIZED)
def test_a_group_is_counted_by_its_size(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 5, 5)]


NOBODY = [
    ("nb", "Ingen ble drept i angrepet i Taiz onsdag."),
    ("nn", "Ingen vart drepne i åtaket i Taiz onsdag."),
    ("da", "Ingen blev dræbt i angrebet i Taiz onsdag."),
    ("sv", "Ingen dödades i attacken i Taiz i onsdags."),
    ("en", "No one was killed in the attack in Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), NOBODY)
def test_nobody_counts_as_zero(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 0, 0)]


PARTS = [
    ("nb", "Tre sivile ble drept i Taiz onsdag, blant dem en gutt."),
    ("nn", "Tre sivile vart drepne i Taiz onsdag, mellom dei to born."),
    ("da", "Tre civile blev dræbt i Taiz onsdag, blandt dem en dreng."),
    ("sv", "Tre civila dödades i Taiz i onsdags, däribland en pojke."),
    ("en", "Three civilians were killed in Taiz on Wednesday, among them a boy."),
]


@pytest.mark.parametrize(("lang", "text"), PARTS)
def test_a_part_is_counted_with_who_it_is(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = claims_of(text, lang)
    assert [(c.effect, c.who, c.subset_of) for c in claim.counts] == [("killed", "civilian", None), ("killed", "child", 0)]


LOST = [
    ("nb", "Opprørerne mistet fire soldater i kampene ved Taiz onsdag."),
    ("nn", "Opprørarane mista fire soldatar i kampane ved Taiz onsdag."),
    ("da", "Oprørerne mistede fire soldater i kampene ved Taiz onsdag."),
    ("sv", "Rebellerna miste fyra soldater i striderna vid Taiz i onsdags."),
    ("en", "The rebels lost four soldiers in the fighting near Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), LOST)
def test_soldiers_lost_are_killed(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 4, 4)]


BURNT = [
    ("nb", "Opprørerne satte fyr på over 40 hus i Taiz onsdag."),
    ("nn", "Opprørarane sette fyr på over 40 hus i Taiz onsdag."),
    ("da", "Oprørerne satte ild til over 40 huse i Taiz onsdag."),
    ("sv", "Rebellerna satte eld på över 40 hus i Taiz i onsdags."),
    ("en", "The rebels set fire to more than 40 houses in Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), BURNT)
def test_houses_set_on_fire_are_counted(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("destroyed", 41, None)]


ASKED = [
    ("nb", "FN krever en gransking av luftangrepet som drepte 50 migranter i Taiz."),
    ("nn", "FN krev ei gransking av luftåtaket som drap 50 migrantar i Taiz."),
    ("da", "FN kræver en undersøgelse af luftangrebet, der dræbte 50 migranter i Taiz."),
    ("sv", "FN kräver en utredning av luftangreppet som dödade 50 migranter i Taiz."),
    ("en", "The UN demanded an inquiry into the air strike that killed 50 migrants in Taiz."),
]


@pytest.mark.parametrize(("lang", "text"), ASKED)
def test_the_toll_told_of_an_attack_joins_it(claims_of: Extract, lang: str, text: str) -> None:
    assert [[c.low for c in claim.counts] for claim in claims_of(text, lang) if claim.type == "airstrike"] == [[50]]
    assert not [claim for claim in claims_of(text, lang) if claim.type == "killing"]


AGED = [
    ("nb", "Soldater drepte en 17 år gammel gutt i Taiz onsdag."),
    ("da", "Soldater dræbte en 17 år gammel dreng i Taiz onsdag."),
    ("sv", "Soldater dödade en 17 år gammal pojke i Taiz i onsdags."),
    ("en", "Soldiers killed a 17-year-old boy in Taiz on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), AGED)
def test_one_of_an_age_is_one(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 1, 1)]


KNOWN_VICTIMS = [
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen. Hæren stanset framrykkingen på grunn av de mange sivile ofrene."),
    ("da", "Tolv mennesker blev dræbt i et luftangreb mod Taiz i Yemen. Mange af ofrene var gæster på et hotel, siger læger."),
]


@pytest.mark.parametrize(("lang", "text"), KNOWN_VICTIMS)
def test_victims_that_readers_know_of_are_no_toll_of_their_own(claims_of: Extract, lang: str, text: str) -> None:
    assert "killing" not in {c.type for c in claims_of(text, lang)}


RELATIVES = [
    ("nb", "Opprørerne slapp onsdag fri elleve bønder som ble bortført fra Taiz i mars."),
    ("nn", "Opprørarane sleppte onsdag fri elleve bønder som vart bortførte frå Taiz i mars."),
    ("da", "Oprørerne løslod onsdag elleve bønder, som blev bortført fra Taiz i marts."),
    ("sv", "Rebellerna frigav i onsdags elva bönder som fördes bort från Taiz i mars."),
    ("en", "The rebels on Wednesday released eleven farmers who were abducted from Taiz in March."),
]


@pytest.mark.parametrize(("lang", "text"), RELATIVES)
def test_a_relative_clause_counts_the_same_people_again(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("abducted", 11, 11), ("released", 11, 11)]


PARTS_OF_WHOLES = [
    ("nb", "Sju av de elleve bøndene er løslatt i Taiz, opplyser politiet."),
    ("nn", "Sju av dei elleve bøndene er lauslatne i Taiz, opplyser politiet."),
    ("da", "Syv af de elleve bønder er løsladt i Taiz, oplyser politiet."),
    ("sv", "Rebellerna frigav sju av de elva bönderna i Taiz, uppger polisen."),
    ("en", "Rebels in Taiz have released seven of the eleven farmers, police said."),
]


@pytest.mark.parametrize(("lang", "text"), PARTS_OF_WHOLES)
def test_the_whole_that_a_part_is_of_is_not_counted(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("released", 7, 7)]


PARTS_THAT_DO_ELSE = [
    ("nb", "Hæren tok 42 soldater til fange ved Taiz. To av dem fortalte om kampene."),
    ("nn", "Hæren tok 42 soldatar til fange ved Taiz. To av dei fortalde om kampane."),
    ("da", "Hæren tog 42 soldater til fange ved Taiz. To af dem fortalte om kampene."),
    ("sv", "Armén tog 42 soldater till fånga vid Taiz. Två av dem berättade om striderna."),
    ("en", "The army captured 42 soldiers near Taiz. Two of them talked about the fighting."),
]


@pytest.mark.parametrize(("lang", "text"), PARTS_THAT_DO_ELSE)
def test_a_part_with_a_verb_of_its_own_is_no_part_of_the_toll(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("captured", 42, 42)]


HELD = [
    ("nb", "Politiet pågrep elleve personer i Taiz. Hæren tok fire opprørere til fange ved Sana."),
    ("nb", "Elleve mistenkte er arrestert i Taiz. Opprørerne holder fire soldater fanget i Sana."),
    ("nn", "Politiet arresterte elleve personar i Taiz. Hæren tok fire opprørarar til fange ved Sana."),
    ("nn", "Elleve mistenkte vart pågripne i Taiz. Opprørarane held fire soldatar i fangenskap i Sana."),
    ("da", "Politiet anholdt elleve personer i Taiz. Hæren tog fire oprørere til fange ved Sana."),
    ("da", "Elleve mistænkte blev fængslet i Taiz. Oprørerne holder fire soldater fanget i Sana."),
    ("sv", "Polisen grep elva personer i Taiz. Armén tog fyra rebeller till fånga vid Sana."),
    ("sv", "Elva misstänkta har häktats i Taiz. Rebellerna håller fyra soldater fångna i Sana."),
    ("en", "Police arrested eleven people in Taiz. The army took four rebels prisoner near Sana."),
    ("en", "Eleven suspects were taken into custody in Taiz. The rebels hold four soldiers captive in Sana."),
]


@pytest.mark.parametrize(("lang", "text"), HELD)
def test_the_arrested_are_detained_and_prisoners_of_the_fighting_captured(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("captured", 4, 4), ("detained", 11, 11)]


KILLED_VICTIMS = [
    ("nb", "Minst 60 mennesker ble drept i Taiz. Sju av ofrene er barn."),
    ("nn", "Minst 60 menneske vart drepne i Taiz. Sju av offera er born."),
    ("da", "Mindst 60 mennesker blev dræbt i Taiz. Syv af ofrene er børn."),
    ("sv", "Minst 60 människor dödades i Taiz. Sju av offren är barn."),
    ("en", "At least 60 people were killed in Taiz. Seven of the victims are children."),
]


@pytest.mark.parametrize(("lang", "text"), KILLED_VICTIMS)
def test_victims_are_what_the_toll_before_says(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", 7, 7), ("killed", 60, None)]


KIN = [
    ("nb", "Broren min ble drept i Taiz onsdag, sier en lærer."),
    ("nn", "Bror min vart drepen i Taiz onsdag, seier ein lærar."),
    ("da", "Min bror blev dræbt i Taiz onsdag, siger en lærer."),
    ("sv", "Min bror dödades i Taiz i onsdags, säger en lärare."),
    ("en", "My brother was killed in Taiz on Wednesday, a teacher said."),
]


@pytest.mark.parametrize(("lang", "text"), KIN)
def test_ones_relative_is_a_toll_of_one(claims_of: Extract, lang: str, text: str) -> None:
    assert [(c.effect, c.low, c.high, c.who) for claim in claims_of(text, lang) for c in claim.counts] == [("killed", 1, 1, "civilian")]


PASSED_ON = [
    ("nb", "Mange fikk beskjed om å bli hjemme og ble siden drept i Taiz av opprørere."),
    ("nn", "Mange fekk beskjed om å bli heime og vart sidan drepne i Taiz av opprørarar."),
    ("da", "Mange fik besked på at blive hjemme og blev siden dræbt i Taiz af oprørere."),
    ("sv", "Många fick besked om att stanna hemma och blev sedan dödade i Taiz av rebeller."),
    ("en", "Many were told to stay at home and were later killed in Taiz by rebels."),
]


@pytest.mark.parametrize(("lang", "text"), PASSED_ON)
def test_the_subject_of_two_verbs_is_counted_by_the_second(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("killed", None, None)]


WHO = [
    ("nb", "Hæren drepte 25 medlemmer av PKK i Diyarbakir og tok tre til fange.", ["combatant", "combatant"]),
    ("nn", "Hæren drap 25 medlemer av PKK i Diyarbakir og tok tre til fange.", ["combatant", "combatant"]),
    ("da", "Hæren dræbte 25 medlemmer af Islamisk Stat i Mosul og tog tre til fange.", ["combatant", "combatant"]),
    ("sv", "Armén dödade 25 medlemmar av Islamiska staten i Mosul och tog tre till fånga.", ["combatant", "combatant"]),
    ("en", "The army killed 25 members of Islamic State in Mosul and captured three.", ["combatant", "combatant"]),
    ("nb", "Mellom 20 og 35 sivile ble drept i Taiz.", ["civilian"]),
    ("nn", "Mellom 20 og 35 sivile vart drepne i Taiz.", ["civilian"]),
    ("da", "Mellem 20 og 35 civile blev dræbt i Taiz.", ["civilian"]),
    ("sv", "Mellan 20 och 35 civila dödades i Taiz.", ["civilian"]),
    ("en", "Between 20 and 35 civilians were killed in Taiz.", ["civilian"]),
]


@pytest.mark.parametrize(("lang", "text", "who"), WHO)
def test_who_is_counted(claims_of: Extract, lang: str, text: str, who: list[str]) -> None:
    assert [c.who for claim in claims_of(text, lang) for c in claim.counts] == who


EMPLOYEES = [
    ("nb", "685 algeriske og 107 utenlandske ansatte slapp fri da hæren stormet basen i Taiz."),
    ("nn", "685 algeriske og 107 utanlandske tilsette slapp fri då hæren storma basen i Taiz."),
    ("da", "685 algeriske og 107 udenlandske ansatte slap fri i Taiz."),
    ("sv", "685 algeriska och 107 utländska anställda släpptes fria i Taiz."),
]


@pytest.mark.parametrize(("lang", "text"), EMPLOYEES)
def test_a_participle_used_as_a_noun_serves_two_numbers(claims_of: Extract, lang: str, text: str) -> None:
    assert tallies(claims_of, text, lang) == [("released", 107, 107), ("released", 685, 685)]


PATIENTS = [
    ("nb", "Hæren bombet Taiz. 53 hardt skadde soldater ble kjørt til et sykehus i Aden.", [("evacuated", 53, 53)]),
    ("nn", "Hæren bomba Taiz. 53 hardt skadde soldatar vart køyrde til eit sjukehus i Aden.", [("evacuated", 53, 53)]),
    ("da", "Hæren bombede Taiz. 53 hårdt sårede soldater blev kørt til et hospital i Aden.", [("evacuated", 53, 53)]),
    ("sv", "Armén bombade Taiz. 53 svårt skadade soldater kördes till ett sjukhus i Aden.", [("evacuated", 53, 53)]),
    ("en", "The army bombed Taiz. 53 badly wounded soldiers were driven to a hospital in Aden.", [("evacuated", 53, 53)]),
    ("nb", "Hæren bombet Taiz. Rundt 60 sårede ble kjørt til sykehuset i Aden.", [("injured", 60, 60)]),
    ("nn", "Hæren bomba Taiz. Rundt 60 såra vart køyrde til sjukehuset i Aden.", [("injured", 60, 60)]),
    ("da", "Hæren bombede Taiz. Omkring 60 sårede blev kørt til hospitalet i Aden.", [("injured", 60, 60)]),
    ("sv", "Armén bombade Taiz. Runt 60 sårade kördes till sjukhuset i Aden.", [("injured", 60, 60)]),
    ("en", "The army bombed Taiz. Around 60 wounded were driven to the hospital in Aden.", [("injured", 60, 60)]),
]


@pytest.mark.parametrize(("lang", "text", "count"), PATIENTS)
def test_wounded_people_brought_away_are_evacuated(claims_of: Extract, lang: str, text: str, count: list[tuple[str, int, int]]) -> None:
    assert tallies(claims_of, text, lang) == count


ONE_BODY = [
    ("nb", "En patrulje ble angrepet ved Taiz, og en soldat ble drept.", [("killed", 1, 1)]),
    ("nn", "Ein patrulje vart angripen ved Taiz, og ein soldat vart drepen.", [("killed", 1, 1)]),
    ("da", "En patrulje blev angrebet ved Taiz, og en soldat blev dræbt.", [("killed", 1, 1)]),
    ("sv", "En patrull anfölls vid Taiz, och en soldat dödades.", [("killed", 1, 1)]),
    ("en", "A patrol was attacked near Taiz, and a soldier was killed.", [("killed", 1, 1)]),
    ("nb", "Opprørerne drepte en familie i Taiz onsdag.", []),
    ("nn", "Opprørarane drap ein familie i Taiz onsdag.", []),
    ("da", "Oprørerne dræbte en familie i Taiz onsdag.", []),
    ("sv", "Rebellerna dödade en familj i Taiz i onsdags.", []),
    ("en", "The rebels killed a family in Taiz on Wednesday.", []),
]


@pytest.mark.parametrize(("lang", "text", "count"), ONE_BODY)
def test_a_body_of_people_is_not_one(claims_of: Extract, lang: str, text: str, count: list[tuple[str, int, int]]) -> None:
    assert tallies(claims_of, text, lang) == count


WHO_HAVE_KILLED = [
    ("nb", "Hæren tok til fange elleve opprørere som har drept fem bønder i Taiz.", [("captured", 11, 11), ("killed", 5, 5)]),
    ("nn", "Hæren tok til fange elleve opprørarar som har drepe fem bønder i Taiz.", [("captured", 11, 11), ("killed", 5, 5)]),
    ("da", "Hæren tog elleve oprørere til fange, som har dræbt fem bønder i Taiz.", [("captured", 11, 11), ("killed", 5, 5)]),
    ("sv", "Armén tog elva rebeller till fånga, som har dödat fem bönder i Taiz.", [("captured", 11, 11), ("killed", 5, 5)]),
    ("en", "The army captured eleven rebels who have killed five farmers in Taiz.", [("captured", 11, 11), ("killed", 5, 5)]),
]


@pytest.mark.parametrize(("lang", "text", "count"), WHO_HAVE_KILLED)
def test_those_who_have_killed_are_not_killed(claims_of: Extract, lang: str, text: str, count: list[tuple[str, int, int]]) -> None:
    assert tallies(claims_of, text, lang) == count


BARE_PARTS = [
    ("nb", "Hæren opplyser at 265 opprørere overga seg i Taiz onsdag, deriblant 51 hardt sårede."),
    ("nn", "Hæren opplyser at 265 opprørarar overgav seg i Taiz onsdag, mellom dei 51 hardt såra."),
    ("da", "Hæren oplyser, at 265 oprørere overgav sig i Taiz onsdag, heriblandt 51 hårdt sårede."),
    ("sv", "Armén uppger att 265 rebeller gav sig i Taiz i onsdags, däribland 51 svårt sårade."),
    ("en", "The army said 265 rebels surrendered in Taiz on Wednesday, among them 51 badly wounded."),
]


@pytest.mark.parametrize(("lang", "text"), BARE_PARTS)
def test_a_part_named_by_what_befell_it_joins_its_whole(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = [c for c in claims_of(text, lang) if c.counts]
    assert [(c.effect, c.low, c.subset_of) for c in claim.counts] == [("surrendered", 265, None), ("injured", 51, 0)]
