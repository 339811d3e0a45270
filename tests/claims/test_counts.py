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
    ("en", "The death toll from the attack in Taiz rose from 21 to 22, the Red Cross said."),
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
