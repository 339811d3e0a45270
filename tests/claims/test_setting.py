"""Where and when: of the event, not of the speaker. All sentences are our own; incidents are invented."""

from __future__ import annotations

from datetime import date

import pytest

from ifolge.records import Claim

from .conftest import Extract


def of(claims: tuple[Claim, ...], *kinds: str) -> Claim:
    return next(c for c in reversed(claims) if c.type in kinds)


def place(claim: Claim) -> str | None:
    return claim.place.name if claim.place else None


def days(claim: Claim) -> tuple[date | None, date | None]:
    return (claim.time.earliest, claim.time.latest) if claim.time else (None, None)


TUESDAY = date(2019, 3, 12)
OTHER_CUES = [
    ("nb", "Hæren vedgår at den bombet en skole i Raqqa i Syria tirsdag, men nekter for at noen ble drept."),
    ("nb", "Opprørere skal tirsdag ha bombet en skole i Raqqa i Syria, ifølge en lærer avisen har snakket med."),
    ("nn", "Hæren vedgår at han bomba ein skule i Raqqa i Syria tysdag, men nektar for at nokon vart drepne."),
    ("da", "Hæren indrømmer, at den bombede en skole i Raqqa i Syrien tirsdag, men nægter, at nogen blev dræbt."),
    ("sv", "Armén medger att den bombade en skola i Raqqa i Syrien på tisdagen, men förnekar att någon dödades."),
    ("en", "The army admits that it bombed a school in Raqqa in Syria on Tuesday, but denies that anyone was killed."),
]


@pytest.mark.parametrize(("lang", "text"), OTHER_CUES)
def test_a_day_belongs_to_the_event_though_another_cue_stands_outside(claims_of: Extract, lang: str, text: str) -> None:
    told = next(c for c in claims_of(text, lang) if c.polarity == "affirmed" and c.type in {"airstrike", "bombing", "shelling", "armed_attack"})
    assert days(told) == (TUESDAY, TUESDAY)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Tre soldater ble drept i Raqqa i Syria, opplyste hæren tirsdag."),
        ("da", "Tre soldater blev dræbt i Raqqa i Syrien, oplyste hæren tirsdag."),
        ("sv", "Tre soldater dödades i Raqqa i Syrien, uppgav armén på tisdagen."),
        ("en", "Three soldiers were killed in Raqqa in Syria, the army said on Tuesday."),
    ],
)
def test_a_day_beside_the_cue_is_that_of_the_saying(claims_of: Extract, lang: str, text: str) -> None:
    assert of(claims_of(text, lang), "killing").time is None


TOWNS = [
    ("nb", "Ti soldater ble drept i et angrep i Raqqa i Syria mandag. Regjeringen i Damaskus avviser det. Fly bombet senere et lager i byen."),
    ("nn", "Ti soldatar vart drepne i eit åtak i Raqqa i Syria måndag. Regjeringa i Damaskus avviser det. Fly bomba seinare eit lager i byen."),
    ("da", "Ti soldater blev dræbt i et angreb i Raqqa i Syrien mandag. Regeringen i Damaskus afviser det. Fly bombede senere et lager i byen."),
    (
        "sv",
        "Tio soldater dödades i ett anfall i Raqqa i Syrien i måndags. Regeringen i Damaskus avvisar det. Flyg bombade senare ett lager i staden.",
    ),
    ("en", "Ten soldiers were killed in an attack in Raqqa in Syria. The government in Damascus denies it. Jets later bombed a depot in the city."),
]


@pytest.mark.parametrize(("lang", "text"), TOWNS)
def test_the_town_is_where_it_last_happened_not_a_government_s_seat(claims_of: Extract, lang: str, text: str) -> None:
    assert place(of(claims_of(text, lang), "airstrike", "bombing")) == "Raqqa"


TAKEN = [
    ("nb", "Kunduz ble inntatt av Taliban mandag."),
    ("nn", "Kunduz vart teken av Taliban måndag."),
    ("da", "Kunduz blev indtaget af Taliban mandag."),
    ("sv", "Kunduz intogs av talibanerna i måndags."),
    ("en", "Kunduz was captured by the Taliban on Monday."),
]


@pytest.mark.parametrize(("lang", "text"), TAKEN)
def test_a_town_that_something_is_done_to_is_the_place(claims_of: Extract, lang: str, text: str) -> None:
    assert place(of(claims_of(text, lang), "territorial_change")) == "Kunduz"


PARTS = [
    ("nb", "Væpnede menn angrep det sørlige Israel mandag og drepte ti soldater.", "Israel"),
    ("da", "Bevæbnede mænd angreb det sydlige Israel mandag og dræbte ti soldater.", "Israel"),
]


@pytest.mark.parametrize(("lang", "text", "name"), PARTS)
def test_a_part_of_a_country_is_a_place_without_a_preposition(claims_of: Extract, lang: str, text: str, name: str) -> None:
    assert place(of(claims_of(text, lang), "armed_attack")) == name


CLAIMED = [
    ("nb", "En bilbombe drepte ti mennesker i Raqqa i Syria mandag. Den islamske staten (IS) har tatt på seg ansvaret."),
    ("nn", "Ei bilbombe drap ti menneske i Raqqa i Syria måndag. Den islamske staten (IS) har teke på seg ansvaret."),
    ("da", "En bilbombe dræbte ti mennesker i Raqqa i Syrien mandag. Islamisk Stat (IS) har taget ansvaret."),
    ("sv", "En bilbomb dödade tio människor i Raqqa i Syrien i måndags. Islamiska staten (IS) har tagit på sig ansvaret."),
    ("en", "A car bomb killed ten people in Raqqa in Syria on Monday. Islamic State (IS) has claimed responsibility."),
]


@pytest.mark.parametrize(("lang", "text"), CLAIMED)
def test_responsibility_is_for_what_happened_where_it_was_told(claims_of: Extract, lang: str, text: str) -> None:
    assert place(of(claims_of(text, lang), "responsibility_claim")) == "Raqqa"


FLED = [
    ("nb", "Fem soldater ble drept i et angrep mandag. Rundt 3000 mennesker har flyktet fra Raqqa til Homs i Syria på grunn av krigen."),
    ("nn", "Fem soldatar vart drepne i eit åtak måndag. Rundt 3000 menneske har flykta frå Raqqa til Homs i Syria på grunn av krigen."),
    ("da", "Fem soldater blev dræbt i et angreb mandag. Omkring 3000 mennesker er flygtet fra Raqqa til Homs i Syrien på grund af krigen."),
    ("sv", "Fem soldater dödades i ett anfall i måndags. Omkring 3000 människor har flytt från Raqqa till Homs i Syrien på grund av kriget."),
    ("en", "Five soldiers were killed in an attack on Monday. About 3,000 people have fled from Raqqa to Homs in Syria because of the war."),
]


@pytest.mark.parametrize(("lang", "text"), FLED)
def test_people_flee_where_they_come_from(claims_of: Extract, lang: str, text: str) -> None:
    assert place(of(claims_of(text, lang), "displacement")) == "Raqqa"


SEEN = [
    ("nb", "Innbyggere i Raqqa i Syria forteller at soldater skjøt og drepte tre barn."),
    ("nn", "Innbyggjarar i Raqqa i Syria fortel at soldatar skaut og drap tre born."),
    ("da", "Indbyggere i Raqqa i Syrien fortæller, at soldater skød og dræbte tre børn."),
    ("sv", "Invånare i Raqqa i Syrien berättar att soldater sköt och dödade tre barn."),
    ("en", "Residents of Raqqa in Syria said that soldiers shot and killed three children."),
]


@pytest.mark.parametrize(("lang", "text"), SEEN)
def test_what_residents_saw_happened_where_they_live(claims_of: Extract, lang: str, text: str) -> None:
    assert place(of(claims_of(text, lang), "killing", "armed_attack")) == "Raqqa"


MEANWHILE = [
    ("nb", "Fem soldater ble drept i Raqqa i Syria tirsdag. Samtidig skal 60 opprørere ha overgitt seg i Homs."),
    ("nn", "Fem soldatar vart drepne i Raqqa i Syria tysdag. Samstundes skal 60 opprørarar ha overgjeve seg i Homs."),
    ("da", "Fem soldater blev dræbt i Raqqa i Syrien tirsdag. Samtidig skal 60 oprørere have overgivet sig i Homs."),
    ("sv", "Fem soldater dödades i Raqqa i Syrien på tisdagen. Samtidigt ska 60 rebeller ha gett sig i Homs."),
    ("en", "Five soldiers were killed in Raqqa in Syria on Tuesday. At the same time 60 rebels surrendered in Homs."),
]


@pytest.mark.parametrize(("lang", "text"), MEANWHILE)
def test_at_the_same_time_is_the_day_told_before(claims_of: Extract, lang: str, text: str) -> None:
    assert days(of(claims_of(text, lang), "surrender")) == (TUESDAY, TUESDAY)


SINCE = [
    ("nb", "Opprørerne angrep Raqqa i Syria tirsdag. Siden da er 300 sivile drept, ifølge FN."),
    ("nn", "Opprørarane gjekk til åtak på Raqqa i Syria tysdag. Sidan då er 300 sivile drepne, ifølgje FN."),
    ("da", "Oprørerne angreb Raqqa i Syrien tirsdag. Siden da er 300 civile dræbt, ifølge FN."),
    ("sv", "Rebellerna anföll Raqqa i Syrien på tisdagen. Sedan dess har 300 civila dödats, enligt FN."),
    ("en", "The rebels attacked Raqqa in Syria on Tuesday. Since then 300 civilians have been killed, according to the UN."),
]


@pytest.mark.parametrize(("lang", "text"), SINCE)
def test_since_then_is_from_the_day_told_before_to_publication(claims_of: Extract, lang: str, text: str) -> None:
    assert days(of(claims_of(text, lang), "killing")) == (TUESDAY, date(2019, 3, 14))


DAY_BEFORE = [
    ("nb", "Hæren innrømmet onsdag at den bombet en skole i Raqqa i Syria dagen før."),
    ("nn", "Hæren innrømte onsdag at han bomba ein skule i Raqqa i Syria dagen før."),
    ("da", "Hæren indrømmede onsdag, at den bombede en skole i Raqqa i Syrien dagen før."),
    ("sv", "Armén medgav på onsdagen att den bombade en skola i Raqqa i Syrien dagen innan."),
    ("en", "The army admitted on Wednesday that it bombed a school in Raqqa in Syria the day before."),
]


@pytest.mark.parametrize(("lang", "text"), DAY_BEFORE)
def test_the_day_before_counts_from_the_day_of_saying_where_nothing_else_is_told(claims_of: Extract, lang: str, text: str) -> None:
    assert days(of(claims_of(text, lang), "airstrike", "bombing", "shelling")) == (TUESDAY, TUESDAY)


LAST_WEEK = [
    ("nb", "Ti sivile ble drept i forrige ukes massakre i Raqqa i Syria."),
    ("da", "Ti civile blev dræbt i sidste uges massakre i Raqqa i Syrien."),
    ("sv", "Tio civila dödades i förra veckans massaker i Raqqa i Syrien."),
    ("en", "Ten civilians were killed in last week's massacre in Raqqa in Syria."),
]


@pytest.mark.parametrize(("lang", "text"), LAST_WEEK)
def test_last_week_in_the_genitive(claims_of: Extract, lang: str, text: str) -> None:
    assert days(of(claims_of(text, lang), "killing", "armed_attack")) == (date(2019, 3, 4), date(2019, 3, 10))


DEMANDED = [
    ("nb", "FN krever en uavhengig undersøkelse av luftangrepet, som tirsdag drepte ti barn i Raqqa i Syria."),
    ("da", "FN kræver en uafhængig undersøgelse af luftangrebet, der tirsdag dræbte ti børn i Raqqa i Syrien."),
    ("sv", "FN kräver en oberoende utredning av flyganfallet, som på tisdagen dödade tio barn i Raqqa i Syrien."),
]


@pytest.mark.parametrize(("lang", "text"), DEMANDED)
def test_a_day_told_as_past_is_past_within_a_demand(claims_of: Extract, lang: str, text: str) -> None:
    assert days(of(claims_of(text, lang), "airstrike", "killing")) == (TUESDAY, TUESDAY)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Minister Ola Berg sa i Genève torsdag at 12 soldater ble drept i Helmand."),
        ("nn", "Minister Ola Berg sa i Genève torsdag at 12 soldatar vart drepne i Helmand."),
        ("da", "Minister Ole Berg sagde i Genève torsdag, at 12 soldater blev dræbt i Helmand."),
        ("sv", "Minister Ola Berg sade i Genève på torsdagen att 12 soldater dödades i Helmand."),
        ("en", "Minister Ola Berg said in Geneva on Thursday that 12 soldiers were killed in Helmand."),
    ],
)
def test_where_and_when_somebody_spoke_before_what_he_said_is_not_the_event(claims_of: Extract, lang: str, text: str) -> None:
    told = of(claims_of(text, lang), "killing")
    assert (place(told), told.time) == ("Helmand", None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Flere titalls mennesker ble drept nær grensen til Pakistan fredag."),
        ("nn", "Fleire titals menneske vart drepne nær grensa til Pakistan fredag."),
        ("da", "Flere end ti mennesker blev dræbt nær grænsen til Pakistan fredag."),
        ("sv", "Flera människor dödades nära gränsen till Pakistan på fredagen."),
        ("en", "Several people were killed near the border with Pakistan on Friday."),
    ],
)
def test_the_border_of_a_country_is_a_place(claims_of: Extract, lang: str, text: str) -> None:
    told = of(claims_of(text, lang), "killing").place
    assert told is not None
    assert (told.country, told.precision) == ("PK", 5)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Byen Bentiu i Unity-delstaten i Sør-Sudan ble inntatt av opprørerne."),
        ("nn", "Byen Bentiu i Unity-delstaten i Sør-Sudan vart teken av opprørarane."),
        ("da", "Byen Bentiu i Unity-delstaten i Sydsudan blev indtaget af oprørerne."),
        ("sv", "Staden Bentiu i delstaten Unity i Sydsudan erövrades av rebellerna."),
        ("en", "The rebels have retaken the town of Bentiu in Unity state in South Sudan."),
    ],
)
def test_a_town_that_is_taken_goes_before_the_province_it_lies_in(claims_of: Extract, lang: str, text: str) -> None:
    assert place(of(claims_of(text, lang), "territorial_change")) == "Bentiu"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Et luftangrep rammet et marked i Raqqa i Syria mandag. Samtidig arresterte politiet 20 menn."),
        ("nn", "Eit luftåtak råka ein marknad i Raqqa i Syria måndag. Samstundes arresterte politiet 20 menn."),
        ("da", "Et luftangreb ramte et marked i Raqqa i Syrien mandag. Samtidig anholdt politiet 20 mænd."),
        ("sv", "En flygattack träffade en marknad i Raqqa i Syrien på måndagen. Samtidigt grep polisen 20 män."),
        ("en", "An airstrike hit a market in Raqqa in Syria on Monday. Meanwhile police arrested 20 men."),
    ],
)
def test_a_deed_without_a_place_happened_where_the_last_one_did(claims_of: Extract, lang: str, text: str) -> None:
    assert place(of(claims_of(text, lang), "detention")) == "Raqqa"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Et luftangrep rammet et marked i Raqqa i Syria mandag. I 2011 ble 200 soldater drept av opprørere."),
        ("nn", "Eit luftåtak råka ein marknad i Raqqa i Syria måndag. I 2011 vart 200 soldatar drepne av opprørarar."),
        ("da", "Et luftangreb ramte et marked i Raqqa i Syrien mandag. I 2011 blev 200 soldater dræbt af oprørere."),
        ("sv", "En flygattack träffade en marknad i Raqqa i Syrien på måndagen. År 2011 dödades 200 soldater av rebeller."),
        ("en", "An airstrike hit a market in Raqqa in Syria on Monday. In 2011, 200 soldiers were killed by rebels."),
    ],
)
def test_a_deed_of_another_year_takes_no_place_from_the_last_one(claims_of: Extract, lang: str, text: str) -> None:
    assert of(claims_of(text, lang), "killing").place is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Et luftangrep rammet en gård utenfor Saraqib i Idlib-provinsen mandag."),
        ("nn", "Eit luftåtak råka ein gard utanfor Saraqib i Idlib-provinsen måndag."),
        ("da", "Et luftangreb ramte en gård uden for Saraqib i Idlib-provinsen mandag."),
        ("sv", "En flygattack träffade en gård utanför Saraqib i Idlibprovinsen på måndagen."),
        ("en", "An airstrike hit a farm just outside Saraqib in Idlib province on Monday."),
    ],
)
def test_outside_a_town_goes_before_the_province_it_lies_in(claims_of: Extract, lang: str, text: str) -> None:
    told = of(claims_of(text, lang), "airstrike").place
    assert told is not None
    assert (told.name, told.precision) == ("Saraqib", 2)


def test_a_noun_behind_a_preposition_is_no_verb_of_saying(claims_of: Extract) -> None:
    told = claims_of("Ten pupils were abducted from a school in Zamfara state in northwestern Nigeria three days ago.", "en")
    assert place(of(told, "abduction")) == "Zamfara"


WISHED = [
    ("nb", "Terroristene bør drepes ved grensen til Irak, sier en talsmann for hæren. Luftangrep ødela en bro, opplyser han."),
    ("nn", "Terroristane bør drepast ved grensa til Irak, seier ein talsmann for hæren. Luftangrep øydela ei bru, opplyser han."),
    ("da", "Terroristerne bør dræbes ved grænsen til Irak, siger en talsmand for hæren. Luftangreb ødelagde en bro, oplyser han."),
    ("sv", "Terroristerna bör dödas vid gränsen till Irak, säger en talesman för armén. Luftangrepp förstörde en bro, uppger han."),
    ("en", "The terrorists should be killed at the border with Iraq, an army spokesman said. Air strikes destroyed a bridge, he said."),
]


@pytest.mark.parametrize(("lang", "text"), WISHED)
def test_where_something_is_wished_for_is_not_where_it_happened(claims_of: Extract, lang: str, text: str) -> None:
    claims = claims_of(text, lang)
    assert of(claims, "killing").modality == "demanded"
    assert place(of(claims, "killing")) == "Iraq"
    assert place(of(claims, "airstrike", "destruction")) is None


def test_a_town_in_a_demand_is_where_it_happened(claims_of: Extract) -> None:
    claims = claims_of("Terroristene bør drepes i Raqqa i Syria, sier en talsmann for hæren. Luftangrep ødela en bro, opplyser han.", "nb")
    assert place(of(claims, "airstrike", "destruction")) == "Raqqa"
