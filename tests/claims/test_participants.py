"""Who did it and to whom: constructed sentences about invented events, in the languages that a rule serves."""

from __future__ import annotations

import pytest

from .conftest import Extract
from .test_extract import names

NAMED = [
    ("nb", "Soldater ble drept i Gao i Mali onsdag. Den islamistiske gruppen JNIM angrep leiren, opplyser hæren.", "armed_attack"),
    ("nn", "Soldatar vart drepne i Gao i Mali onsdag. Den islamistiske gruppa JNIM angreip leiren, opplyser hæren.", "armed_attack"),
    ("da", "Soldater blev dræbt i Gao i Mali onsdag. Den islamistiske gruppe JNIM angreb lejren, oplyser hæren.", "armed_attack"),
    ("sv", "Soldater dödades i Gao i Mali på onsdagen. Den islamistiska gruppen JNIM anföll lägret, uppger armén.", "armed_attack"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), NAMED)
def test_a_group_is_the_party_named_behind_it(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert any(names(c.agents) == ["Jama'at Nusrat al-Islam wal-Muslimin"] for c in claims_of(text, lang) if c.type == kind), claims_of(text, lang)


AGENTS = [
    ("nb", "Minst ti soldater ble drept i Aleppo i Syria. Regjeringen beskylder IS for å ha angrepet leiren.", "armed_attack", "Islamic State"),
    ("da", "Mindst ti soldater blev dræbt i Aleppo i Syrien. Regeringen beskylder IS for at have angrebet lejren.", "armed_attack", "Islamic State"),
    ("sv", "Minst tio soldater dödades i Aleppo i Syrien. Regeringen anklagar IS för att ha attackerat staden.", "armed_attack", "Islamic State"),
    (
        "en",
        "At least ten soldiers were killed in Aleppo in Syria. The government accuses Hezbollah of having attacked the camp.",
        "armed_attack",
        "Hezbollah",
    ),
    ("nb", "Minst ti soldater ble drept i Aleppo i Syria. IS avviser å ha angrepet leiren.", "armed_attack", "Islamic State"),
    ("da", "Mindst ti soldater blev dræbt i Aleppo i Syrien. IS afviser at have angrebet lejren.", "armed_attack", "Islamic State"),
    ("sv", "Minst tio soldater dödades i Aleppo i Syrien. IS förnekar att ha attackerat staden.", "armed_attack", "Islamic State"),
    ("nb", "Minst ti sivile ble drept i Aleppo i Syria. Hæren mener at IS sto bak massakren.", "killing", "Islamic State"),
    ("da", "Mindst ti civile blev dræbt i Aleppo i Syrien. Hæren mener, at IS stod bag massakren.", "killing", "Islamic State"),
    ("sv", "Minst tio civila dödades i Aleppo i Syrien. Armén anser att IS låg bakom massakern.", "killing", "Islamic State"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "agent"), AGENTS)
def test_who_is_accused_or_denies_did_what_the_words_tell(claims_of: Extract, lang: str, text: str, kind: str, agent: str) -> None:
    told = [c for c in claims_of(text, lang) if c.type == kind and c.agents]
    assert [names(c.agents) for c in told] == [[agent]]


FIGHTS = [
    ("nb", "Minst ti sivile ble drept i kamper mellom IS og Hizbollah ved Aleppo i Syria onsdag."),
    ("nn", "Minst ti sivile vart drepne i kampar mellom IS og Hizbollah ved Aleppo i Syria onsdag."),
    ("da", "Mindst ti civile blev dræbt i kampe mellem IS og Hizbollah ved Aleppo i Syrien onsdag."),
    ("sv", "Minst tio civila dödades i strider mellan IS och Hizbollah vid Aleppo i Syrien på onsdagen."),
    ("en", "At least ten civilians were killed in fighting between IS and Hezbollah near Aleppo in Syria on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), FIGHTS)
def test_both_sides_of_a_fight_are_agents(claims_of: Extract, lang: str, text: str) -> None:
    [fight] = [c for c in claims_of(text, lang) if c.type == "armed_clash"]
    assert names(fight.agents) == ["Islamic State", "Hezbollah"]


STRUCK = [
    ("nb", "Et sykehus i Aleppo i Syria ble rammet av et luftangrep onsdag. Ti soldater ble drept.", "airstrike", "hospital"),
    ("nn", "Eit sjukehus i Aleppo i Syria vart råka av eit luftåtak onsdag. Ti soldatar vart drepne.", "airstrike", "hospital"),
    ("da", "Et hospital i Aleppo i Syrien blev ramt af et luftangreb onsdag. Ti soldater blev dræbt.", "airstrike", "hospital"),
    ("sv", "Ett sjukhus i Aleppo i Syrien träffades av en flygattack på onsdagen. Tio soldater dödades.", "airstrike", "hospital"),
    ("nb", "Ti soldater ble drept onsdag. Luftangrepet, som drepte 22 sivile på et sykehus i Aleppo, blir gransket.", "airstrike", "hospital"),
    ("nb", "Regjeringsstyrkene angrep Aleppo i Syria. Soldatene stormet landsbyene.", "armed_attack", "villages"),
    ("nb", "Ti soldater ble drept i Aleppo i Syria. De skjøt med vilje mot en skole.", "armed_attack", "school"),
    ("da", "Ti soldater blev dræbt i Aleppo i Syrien. Ni personer blev såret ved granatangrebet på en skole.", "shelling", "school"),
    ("da", "Ti soldater blev dræbt. Den lejr, som oprørerne angreb i Aleppo i Syrien, er brændt.", "armed_attack", "camp"),
    ("sv", "Tio soldater dödades. Den militärförläggning som rebellerna anföll i Aleppo har bränts.", "armed_attack", "military camp"),
    ("nb", "En bølgebryter i Aleppo i Syria ble rammet av et luftangrep onsdag. Ti soldater ble drept.", "airstrike", "breakwater"),
    ("nn", "Ein bølgjebrytar i Aleppo i Syria vart råka av eit luftåtak onsdag. Ti soldatar vart drepne.", "airstrike", "breakwater"),
    ("da", "En bølgebryder i Aleppo i Syrien blev ramt af et luftangreb onsdag. Ti soldater blev dræbt.", "airstrike", "breakwater"),
    ("sv", "En vågbrytare i Aleppo i Syrien träffades av en flygattack på onsdagen. Tio soldater dödades.", "airstrike", "breakwater"),
    ("en", "A breakwater in Aleppo in Syria was hit by an airstrike on Wednesday. Ten soldiers were killed.", "airstrike", "breakwater"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "target"), STRUCK)
def test_what_an_attack_strikes_wherever_it_stands(claims_of: Extract, lang: str, text: str, kind: str, target: str) -> None:
    assert any(target in names(c.targets) for c in claims_of(text, lang) if c.type == kind), [
        (c.type, c.trigger.text, names(c.targets)) for c in claims_of(text, lang)
    ]


def test_a_name_that_ends_like_a_noun_is_none(claims_of: Extract) -> None:
    found = claims_of("Tio soldater dödades i Ukraina. Ryska plan anföll i natt Charkiv och Kiev.", "sv")
    assert not {n for c in found for n in names(c.targets)} & {"archive", "Charkiv"}


LATE = [
    ("nb", "Krigen i Mali går videre, sier regjeringshæren. Tre politifolk ble drept fredag morgen i Gao av menn på motorsykkel.", "men"),
    ("da", "Tre betjente blev dræbt fredag morgen i Gao i Mali af mænd på motorcykel.", "men"),
    ("sv", "I Gao i Mali sköts tre poliser ihjäl på fredagsmorgonen av män på motorcykel.", "men"),
]


@pytest.mark.parametrize(("lang", "text", "agent"), LATE)
def test_a_by_phrase_far_from_its_verb(claims_of: Extract, lang: str, text: str, agent: str) -> None:
    assert any(names(c.agents) == [agent] for c in claims_of(text, lang)), [(c.type, names(c.agents)) for c in claims_of(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "target"),
    [
        ("nb", "Soldater satte fyr på husene i Homs onsdag.", "husene"),
        ("da", "Soldater satte ild til huse i Homs onsdag.", "huse"),
        ("sv", "Soldater tände eld på en skola i Homs på onsdagen.", "en skola"),
        ("nb", "Militæret har stengt kontrollposten ved Homs.", "kontrollposten"),
        ("da", "Militæret har lukket kontrolposten ved Homs.", "kontrolposten"),
        ("sv", "Soldaterna brände ner moskén i Homs på onsdagen.", "moskén"),
    ],
)
def test_what_a_fixed_expression_is_about_is_its_target(claims_of: Extract, lang: str, text: str, target: str) -> None:
    assert [t.mention.text for c in claims_of(text, lang) for t in c.targets] == [target]


WHO_TOOK = [
    (
        "en",
        "The Ethiopian army said it had overrun three Eritrean positions south of the town and captured 250 soldiers.",
        "Ethiopian National Defense Force",
    ),
]


@pytest.mark.parametrize(("lang", "text", "agent"), WHO_TOOK)
def test_an_auxiliary_taken_for_a_verb_keeps_the_subject(claims_of: Extract, lang: str, text: str, agent: str) -> None:
    found = claims_of(text, lang)
    assert {c.type for c in found} == {"territorial_change", "detention"}
    assert all([a.actor.name for a in c.agents if a.actor] == [agent] for c in found)


LOST_TO = [
    ("nb", "Hæren har tatt tilbake tre stillinger fra Taliban.", "Taliban"),
    ("nn", "Hæren har teke tilbake tre stillingar frå Taliban.", "Taliban"),
    ("da", "Hæren har generobret tre stillinger fra Taliban.", "Taliban"),
    ("sv", "Armén har återtagit tre ställningar från talibanerna.", "Taliban"),
    ("en", "The army has recaptured three positions from the Taliban.", "Taliban"),
]


@pytest.mark.parametrize(("lang", "text", "loser"), LOST_TO)
def test_works_of_war_that_change_hands_are_targets(claims_of: Extract, lang: str, text: str, loser: str) -> None:
    (claim,) = claims_of(text, lang)
    assert claim.type == "territorial_change"
    assert {t.actor.name for t in claim.targets if t.actor} & {"positions", "position", loser}


def test_both_who_agree_are_agents(claims_of: Extract) -> None:
    found = claims_of("Armenia og Aserbajdsjan vart laurdag samde om ei ny våpenkvile i Nagorno-Karabakh.", "nn")
    assert {a.actor.name for c in found for a in c.agents if a.actor} == {"Armenia", "Azerbaijan"}


ABOARD = [
    ("nb", "Kampfly bombet en konvoi med krigere fra IS ved Raqqa i Syria.", "Islamic State"),
    ("nn", "Kampfly bomba ein konvoi med krigarar frå IS ved Raqqa i Syria.", "Islamic State"),
    ("da", "Kampfly bombede en konvoj med krigere fra IS ved Raqqa i Syrien.", "Islamic State"),
    ("sv", "Stridsflyg bombade en konvoj med krigare från IS vid Raqqa i Syrien.", "Islamic State"),
    ("en", "Warplanes bombed a convoy of Taliban fighters near Kunduz in Afghanistan.", "Taliban"),
]


@pytest.mark.parametrize(("lang", "text", "whose"), ABOARD)
def test_a_convoy_is_of_those_who_ride_in_it(claims_of: Extract, lang: str, text: str, whose: str) -> None:
    [claim] = claims_of(text, lang)
    assert [p.actor.name for p in claim.targets if p.actor is not None] == [whose]


ACCUSED = [
    ("nb", "Amnesty anklager hæren i Jemen for ikke å beskytte innbyggerne i Taiz, der krigen fortsetter."),
    ("nn", "Amnesty skuldar hæren i Jemen for ikkje å verne innbyggjarane i Taiz, der krigen held fram."),
    ("da", "Amnesty anklager hæren i Yemen for ikke at beskytte indbyggerne i Taiz, hvor krigen fortsætter."),
    ("sv", "Amnesty anklagar armén i Jemen för att inte skydda invånarna i Taiz, där kriget fortsätter."),
    ("en", "Amnesty accuses the army in Yemen of not protecting people in Taiz, where the war goes on."),
]


@pytest.mark.parametrize(("lang", "text"), ACCUSED)
def test_a_statement_has_whom_it_accuses(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = claims_of(text, lang)
    assert claim.type == "statement"
    assert [p.actor.name for p in claim.agents if p.actor is not None] == ["Military Forces of Yemen"]


def test_who_is_warned_is_no_source(claims_of: Extract) -> None:
    claims = claims_of("Hæren i Libanon gikk til angrep ved Arsal. Norge ble ikke varslet på forhånd, sier statsminister Ola Holm.", "nb")
    [claim] = [c for c in claims if c.type == "statement"]
    assert [p.mention.text for p in claim.targets] == ["Norge"]
    assert (claim.modality, claim.agents) == ("asserted", ())


def test_who_finds_bodies_did_not_kill(claims_of: Extract) -> None:
    [claim] = claims_of("Redningsfolk fandt 14 lig i ruinerne i Taiz i Yemen.", "da")
    assert (claim.type, claim.agents) == ("killing", ())


BEFORE_THE_NOUN = [
    ("nb", "IS-angrepet på politistasjonen i Kirkuk i Irak kostet ti livet.", "Islamic State"),
    ("nn", "IS-åtaket på politistasjonen i Kirkuk i Irak kosta ti livet.", "Islamic State"),
    ("da", "IS-angrebet på politistationen i Kirkuk i Irak kostede ti livet.", "Islamic State"),
    ("sv", "IS-attacken mot polisstationen i Kirkuk i Irak krävde tio liv.", "Islamic State"),
    ("en", "An Islamic State attack on the police station in Kirkuk in Iraq killed ten people.", "Islamic State"),
    ("nb", "NATOs luftangrep mot en militærleir ved Novi Sad i Serbia varte hele natten.", "NATO"),
]


@pytest.mark.parametrize(("lang", "text", "agent"), BEFORE_THE_NOUN)
def test_the_party_before_a_word_of_attack_is_its_author(claims_of: Extract, lang: str, text: str, agent: str) -> None:
    assert agent in names(claims_of(text, lang)[0].agents)


def test_a_state_in_a_compound_can_be_where_it_happened(claims_of: Extract) -> None:
    assert all(not c.agents for c in claims_of("Mali-angrepet i Gao kostet ti soldater livet.", "nb"))


SIDES = [
    ("nb", "Irakiske styrker er i kamp med IS ved Mosul i Irak.", {"Military Forces of Iraq", "Islamic State"}),
    ("nn", "Irakiske styrkar er i kamp med IS ved Mosul i Irak.", {"Military Forces of Iraq", "Islamic State"}),
    ("da", "Irakiske styrker er i kamp med IS ved Mosul i Irak.", {"Military Forces of Iraq", "Islamic State"}),
    ("sv", "Strider mellan irakiska styrkor och IS rasar vid Mosul i Irak.", {"Military Forces of Iraq", "Islamic State"}),
    ("nb", "Hæren i Irak kjempet mot IS i Mosul i går.", {"Military Forces of Iraq", "Islamic State"}),
    ("sv", "Armén i Irak stred mot IS i Mosul i går.", {"Military Forces of Iraq", "Islamic State"}),
]


@pytest.mark.parametrize(("lang", "text", "sides"), SIDES)
def test_a_fight_has_two_sides(claims_of: Extract, lang: str, text: str, sides: set[str]) -> None:
    [claim] = [c for c in claims_of(text, lang) if c.type == "armed_clash"]
    assert {*names(claim.agents), *names(claim.targets)} == sides


EACH_OTHER = [
    ("nn", "Houthiane og regjeringshæren i Jemen skuldar kvarandre for å ha opna eld først i Taiz i Jemen."),
    ("da", "Houthierne og regeringshæren i Yemen beskylder hinanden for at have åbnet ild først i Taiz i Yemen."),
    ("sv", "Houthierna och regeringsarmén i Jemen anklagar varandra för att ha öppnat eld först i Taiz i Jemen."),
]


@pytest.mark.parametrize(("lang", "text"), EACH_OTHER)
def test_who_accuse_each_other_are_the_accused(claims_of: Extract, lang: str, text: str) -> None:
    claim = next(c for c in claims_of(text, lang) if c.type == "armed_attack")
    assert set(names(claim.agents)) == {"Military Forces of Yemen", "Houthis"}


def test_an_agent_behind_the_complement_of_a_passive(claims_of: Extract) -> None:
    [claim] = claims_of("Two police officers were shot dead by Taliban fighters in Quetta in Pakistan.", "en")
    assert len(claim.agents) == 1


def test_a_suicide_bomber_is_no_aircraft(claims_of: Extract) -> None:
    claim = claims_of("A suicide bomber struck a checkpoint in Mogadishu.", "en")[0]
    assert [p.mention.text for p in claim.agents] == ["A suicide bomber"]


def test_a_number_with_a_preposition_hides_no_object(claims_of: Extract) -> None:
    [claim] = claims_of("Militante islamister bortførte over hundre skolejenter i Nigeria.", "nb")
    assert len(claim.targets) == 1


def test_the_village_of_a_name_is_a_target(claims_of: Extract) -> None:
    [claim] = claims_of("Russian artillery shelled the village of Robotyne in Ukraine.", "en")
    assert len(claim.targets) == 1


BOTH_SIGNED = [
    ("nb", "Rwanda undertegnet en fredsavtale med Uganda i går."),
    ("sv", "Rwanda undertecknade ett fredsavtal med Uganda i går."),
]


@pytest.mark.parametrize(("lang", "text"), BOTH_SIGNED)
def test_who_an_agreement_is_with_signs_it_too(claims_of: Extract, lang: str, text: str) -> None:
    assert any(len(c.agents) == 2 for c in claims_of(text, lang) if c.type == "agreement")


def test_coordinated_passives_share_their_author(claims_of: Extract) -> None:
    [claim] = claims_of("En 14 år gammel gutt ble skutt og drept av israelske soldater i Jenin.", "nb")
    assert names(claim.agents) == ["Military Forces of Israel"]


def test_a_second_subject_behind_the_verb_is_its_object(claims_of: Extract) -> None:
    [claim] = claims_of("Israelsk artilleri beskjøt landsbyen Aita al-Shaab i Libanon.", "nb")
    assert (names(claim.agents), len(claim.targets)) == (["Military Forces of Israel"], 1)


def test_who_is_accused_in_the_passive_is_the_author(claims_of: Extract) -> None:
    claim = next(c for c in claims_of("Israeli soldiers are accused of killing two villagers near Jenin.", "en") if c.type == "killing")
    assert names(claim.agents) == ["Military Forces of Israel"]


DENIERS = [
    ("nb", "Elleve sivile ble drept i Aleppo i Syria onsdag, opplyser leger. Det avviser IS."),
    ("da", "Elleve civile blev dræbt i Aleppo i Syrien onsdag, oplyser læger. Det afviser IS."),
]


@pytest.mark.parametrize(("lang", "text"), DENIERS)
def test_an_armed_party_denies_what_it_is_accused_of(claims_of: Extract, lang: str, text: str) -> None:
    assert [names(c.agents) for c in claims_of(text, lang) if c.polarity == "denied"] == [["Islamic State"]]


ON_THE_WAY = [
    ("nb", "To soldater ble drept i kamper onsdag. Opprørerne er på vei mot Taiz i Jemen."),
    ("nn", "To soldatar vart drepne i kampar onsdag. Opprørarane er på veg mot Taiz i Jemen."),
    ("da", "To soldater blev dræbt i kampe onsdag. Houthierne er på vej mod Taiz i Yemen."),
    ("sv", "Två soldater dödades i strider på onsdagen. Rebellerna är på väg mot Taiz i Jemen."),
    ("en", "Two soldiers were killed in clashes on Wednesday. The rebels are on their way to Taiz in Yemen."),
]


@pytest.mark.parametrize(("lang", "text"), ON_THE_WAY)
def test_who_is_on_the_way_moves(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = [c for c in claims_of(text, lang) if c.type == "movement"]
    assert names(claim.agents) == ["Houthis"]
