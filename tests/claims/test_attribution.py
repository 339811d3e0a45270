"""Who says it, and how: sources, denials and readings of short constructed texts. Incidents are invented."""

from __future__ import annotations

import pytest

from ifolge.records import Claim

from .conftest import Extract


def of_type(claims: tuple[Claim, ...], kind: str) -> list[Claim]:
    return [c for c in claims if c.type == kind]


def names(claim: Claim) -> set[str]:
    return {name for s in claim.attribution.sources for name in s.names}


SPEAKERS = [
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen, opplyser jemenittiske medier.", "media"),
    ("nn", "Tolv menneske vart drepne i eit luftåtak mot Taiz i Jemen, opplyser jemenittiske medium.", "media"),
    ("da", "Tolv mennesker blev dræbt i et luftangreb mod Taiz i Yemen, oplyser yemenitiske medier.", "media"),
    ("sv", "Tolv människor dödades i ett flyganfall mot Taiz i Jemen, uppger jemenitiska medier.", "media"),
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen, opplyser lokale helsekilder.", "health sources"),
    ("nn", "Tolv menneske vart drepne i eit luftåtak mot Taiz i Jemen, opplyser tryggingskjelder.", "security sources"),
    ("da", "Tolv mennesker blev dræbt i et luftangreb mod Taiz i Yemen, oplyser sundhedskilder.", "health sources"),
    ("sv", "Tolv människor dödades i ett flyganfall mot Taiz i Jemen, uppger lokala källor.", "local sources"),
    ("en", "Twelve people were killed in an air strike on Taiz in Yemen, security sources said.", "security sources"),
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen, opplyser de lokale myndighetene.", "local authorities"),
    ("nn", "Tolv menneske vart drepne i eit luftåtak mot Taiz i Jemen, opplyser dei lokale styresmaktene.", "local authorities"),
    ("da", "Tolv mennesker blev dræbt i et luftangreb mod Taiz i Yemen, oplyser de lokale myndigheder.", "local authorities"),
    ("sv", "Tolv människor dödades i ett flyganfall mot Taiz i Jemen, uppger lokala myndigheter.", "local authorities"),
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Garissa i Kenya, opplyser Kenyas Røde Kors.", "Kenyan Red Cross"),
    ("da", "Tolv mennesker blev dræbt i et luftangreb mod Garissa i Kenya, oplyser Kenyas Røde Kors.", "Kenyan Red Cross"),
    ("sv", "Tolv människor dödades i ett flyganfall mot Garissa i Kenya, uppger kenyanska Röda Korset.", "Kenyan Red Cross"),
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen, forteller en mann som kaller seg Abu Samir, til AFP.", "Abu Samir"),
    ("nn", "Tolv menneske vart drepne i eit luftåtak mot Taiz i Jemen, fortel ein mann som kallar seg Abu Samir, til AFP.", "Abu Samir"),
    ("da", "Tolv mennesker blev dræbt i et luftangreb mod Taiz i Yemen, fortæller en mand, der kalder sig Abu Samir, til AFP.", "Abu Samir"),
    ("sv", "Tolv människor dödades i ett flyganfall mot Taiz i Jemen, berättar en man som kallar sig Abu Samir för AFP.", "Abu Samir"),
    ("sv", "Tolv människor dödades i ett flyganfall mot Taiz i Jemen, uppger en läkare för nyhetsbyrån AFP.", "doctor"),
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen, sier et medlem av parlamentet, Ida Holm.", "Ida Holm"),
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen, forteller de eldste i landsbyen.", "elders"),
]

SPEAKERS += [
    (
        "nn",
        "Tolv menneske vart drepne i eit luftåtak mot Taiz i Jemen, viser lista frå Den internasjonale Raudekrosskomiteen.",
        "International Committee of the Red Cross",
    ),
    ("nb", "Tolv mennesker ble drept i et luftangrep mot Taiz i Jemen, skriver AFP, som viser til leger.", "doctors"),
    ("sv", "Tolv människor dödades i ett flyganfall mot Taiz i Jemen, skriver AFP, som hänvisar till en läkare.", "doctor"),
]


@pytest.mark.parametrize(("lang", "text", "source"), SPEAKERS)
def test_source(claims_of: Extract, lang: str, text: str, source: str) -> None:
    [claim] = of_type(claims_of(text, lang), "airstrike")
    assert source in names(claim), names(claim)


AGAIN = [
    ("nb", "Nyhetsbyrået Sana melder om kamper i Homs i Syria. Ifølge byrået ble elleve soldater drept i et luftangrep.", "SANA"),
    ("nn", "Nyhendebyrået Sana melder om kampar i Homs i Syria. Ifølgje byrået vart elleve soldatar drepne i eit luftåtak.", "SANA"),
    ("da", "Nyhedsbureauet Sana melder om kampe i Homs i Syrien. Ifølge bureauet blev elleve soldater dræbt i et luftangreb.", "SANA"),
    ("sv", "Nyhetsbyrån Sana rapporterar om strider i Homs i Syrien. Enligt byrån dödades elva soldater i ett flyganfall.", "SANA"),
    (
        "nb",
        "Røde Kors henter ut lik i Taiz. Tolv mennesker ble drept i et luftangrep, sier en medarbeider i hjelpeorganisasjonen.",
        "International Committee of the Red Cross",
    ),
]


@pytest.mark.parametrize(("lang", "text", "source"), AGAIN)
def test_who_speaks_is_told_before(claims_of: Extract, lang: str, text: str, source: str) -> None:
    [claim] = of_type(claims_of(text, lang), "airstrike")
    assert source in names(claim), names(claim)


def test_things_say_nothing(claims_of: Extract) -> None:
    text = "To stridsvogner ved Idlib i Syria sto i brann etter et luftangrep i natt, melder nyhetsbyrået Sana."
    assert {n for c in of_type(claims_of(text, "nb"), "airstrike") for n in names(c)} >= {"SANA"}


LIES = [
    ("nb", "Russiske fly bombet et sykehus i Idlib, sier opprørerne. – Det er ren løgn, sier forsvarsminister Ivan Petrov."),
    ("nn", "Russiske fly bomba eit sjukehus i Idlib, seier opprørarane. – Det er rein løgn, seier forsvarsminister Ivan Petrov."),
    ("da", "Russiske fly bombede et hospital i Idlib, siger oprørerne. - Det er ren løgn, siger forsvarsminister Ivan Petrov."),
    ("sv", "Ryska flygplan bombade ett sjukhus i Idlib, säger rebellerna. – Det är ren lögn, säger försvarsminister Ivan Petrov."),
    ("en", 'Russian jets bombed a hospital in Idlib, the rebels said. "That is a lie," said Defence Minister Ivan Petrov.'),
    ("nb", "Russiske fly bombet et sykehus i Idlib, sier opprørerne. Russland avviser at landet hadde noe med angrepet å gjøre."),
    ("nn", "Russiske fly bomba eit sjukehus i Idlib, seier opprørarane. Russland avviser at landet hadde noko med åtaket å gjere."),
    ("da", "Russiske fly bombede et hospital i Idlib, siger oprørerne. Rusland afviser at have noget med angrebet at gøre."),
    ("sv", "Ryska flygplan bombade ett sjukhus i Idlib, säger rebellerna. Ryssland förnekar att landet hade något med attacken att göra."),
    ("en", "Russian jets bombed a hospital in Idlib, the rebels said. Russia denied that it had anything to do with the attack."),
    ("nb", "Russiske fly bombet et sykehus i Idlib, sier opprørerne. Sivile var ikke målet, sier Russland."),
    ("da", "Russiske fly bombede et hospital i Idlib, siger oprørerne. Civile var ikke målet, siger Rusland."),
]


@pytest.mark.parametrize(("lang", "text"), LIES)
def test_what_was_told_is_denied(claims_of: Extract, lang: str, text: str) -> None:
    found = claims_of(text, lang)
    second = text.index(". ") + 2
    denied = [c for c in found if c.polarity == "denied" and c.trigger.start >= second]
    assert [c.type for c in denied] == ["airstrike"], [(c.type, c.trigger.text, c.polarity) for c in found]


UNCONFIRMED = [
    ("nb", "Opplysningene er ikke bekreftet fra uavhengig hold."),
    ("nn", "Opplysningane er ikkje stadfesta frå uavhengig hald."),
    ("da", "Oplysningerne er ikke bekræftet fra anden side."),
    ("sv", "Uppgifterna har inte kunnat bekräftas av oberoende källor."),
]


@pytest.mark.parametrize(("lang", "text"), UNCONFIRMED)
def test_what_is_not_confirmed_is_no_claim(claims_of: Extract, lang: str, text: str) -> None:
    before = {
        "nb": "Fly bombet Idlib i Syria.",
        "nn": "Fly bomba Idlib i Syria.",
        "da": "Fly bombede Idlib i Syrien.",
        "sv": "Flygplan bombade Idlib i Syrien.",
    }
    assert [c.type for c in claims_of(f"{before[lang]} {text}", lang)] == ["airstrike"]


READINGS = [
    ("nb", "Hæren anklager opprørerne for å ha skutt granater mot Taiz i Jemen.", "shelling", "asserted"),
    ("nn", "Hæren skuldar opprørarane for å ha skote granatar mot Taiz i Jemen.", "shelling", "asserted"),
    ("da", "Hæren anklager oprørerne for at have skudt granater mod Taiz i Yemen.", "shelling", "asserted"),
    ("sv", "Armén anklagar rebellerna för att ha skjutit granater mot Taiz i Jemen.", "shelling", "asserted"),
    ("nb", "FN anslår at 300 sivile er drept i Taiz i Jemen.", "killing", "asserted"),
    ("da", "FN skønner, at 300 civile er dræbt i Taiz i Yemen.", "killing", "asserted"),
    ("nb", "Rundt 600 mennesker har flyktet fra Taiz i Jemen av frykt for nye luftangrep.", "displacement", "asserted"),
    ("da", "Omkring 600 mennesker er flygtet fra Taiz i Yemen af frygt for nye luftangreb.", "displacement", "asserted"),
    ("nb", "FN krever at luftangrepene mot Taiz i Jemen stanser.", "statement", "demanded"),
    ("sv", "FN kräver att flyganfallen mot Taiz i Jemen upphör.", "statement", "demanded"),
    ("nb", "Gruppa truer med å drepe gislene i Taiz dersom fangene ikke blir satt fri.", "release", "hypothetical"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "modality"), READINGS)
def test_reading(claims_of: Extract, lang: str, text: str, kind: str, modality: str) -> None:
    [claim] = of_type(claims_of(text, lang), kind)
    assert (claim.modality, claim.polarity) == (modality, "affirmed")


def test_a_known_attack_is_no_wish(claims_of: Extract) -> None:
    found = claims_of("Fly bombet Taiz i Jemen. FN krever en uavhengig gransking av angrepet.", "nb")
    assert [c.trigger.text for c in found if c.type in {"airstrike", "armed_attack"}] == ["bombet"]


ASIDES = [
    ("nb", "Hæren avviser at sivile ble drept da flyene bombet Taiz i Jemen."),
    ("nn", "Hæren avviser at sivile vart drepne då flya bomba Taiz i Jemen."),
    ("da", "Hæren afviser, at civile blev dræbt, da flyene bombede Taiz i Yemen."),
    ("sv", "Armén förnekar att civila dödades när flygplan bombade Taiz i Jemen."),
]


@pytest.mark.parametrize(("lang", "text"), ASIDES)
def test_what_a_denial_takes_for_granted_is_not_denied(claims_of: Extract, lang: str, text: str) -> None:
    assert {c.polarity for c in of_type(claims_of(text, lang), "airstrike")} <= {"affirmed"}


@pytest.mark.parametrize(
    "said", ["»Op mod 40 oprørere blev dræbt,« hedder det i meddelelsen.", "„Op mod 40 oprørere blev dræbt,“ hedder det i meddelelsen."]
)
def test_the_words_before_a_danish_tag_are_the_documents(claims_of: Extract, said: str) -> None:
    found = claims_of(f"Militæret i Luanda oplyser, at jagerfly har bombet UNITA's hovedkvarter i Huambo.\n\n{said}", "da")
    assert [c.attribution.sources[0].span.text for c in found if c.type == "killing" and c.attribution.sources] == ["Militæret i Luanda"]


TAGS = [
    ("en", "Rebels killed nine soldiers in Taiz, investigators appointed by the governor said on Saturday.", "investigators"),
    ("en", "Nine hostages were shot in Taiz on Monday, Human Rights Watch said on Wednesday after interviewing survivors.", "Human Rights Watch"),
    ("nn", "Elleve soldatar skulle ha mista livet i kampane, melde helsestyresmaktene på Gazastripa.", "helsestyresmaktene"),
]


@pytest.mark.parametrize(("lang", "text", "source"), TAGS)
def test_the_source_of_a_tag_with_more_than_a_name(claims_of: Extract, lang: str, text: str, source: str) -> None:
    assert all(any(s.span.text.startswith(source) for s in c.attribution.sources) for c in claims_of(text, lang))
    assert claims_of(text, lang)


def test_a_wish_to_stay_unnamed_is_no_statement(claims_of: Extract) -> None:
    found = claims_of("The army attacked Taiz on Monday. The officer asked that his name be withheld by the newspaper.", "en")
    assert found
    assert not of_type(found, "statement")


IMPERSONAL = [
    ("nb", "Det ble hevdet at opprørerne drepte ni soldater i Taiz mandag."),
    ("nn", "Det vart hevda at opprørarane drap ni soldatar i Taiz måndag."),
    ("nn", "Det vert påstått at opprørarane drap ni soldatar i Taiz måndag."),
    ("da", "Det blev påstået, at oprørerne dræbte ni soldater i Taiz mandag."),
    ("sv", "Det påstods att rebellerna dödade nio soldater i Taiz i måndags."),
    ("en", "It was alleged that rebels killed nine soldiers in Taiz on Monday."),
]


@pytest.mark.parametrize(("lang", "text"), IMPERSONAL)
def test_what_is_said_by_nobody_is_hearsay(claims_of: Extract, lang: str, text: str) -> None:
    (claim,) = claims_of(text, lang)
    assert (claim.type, claim.modality) == ("killing", "possible")


UNDER_NORMS = [
    ("nb", "Soldatene har i henhold til en våpenhvileavtale med Hizbollah forlatt byen Arsal i Libanon."),
    ("nn", "Soldatane har i følgje ein fredsplan frå Hizbollah forlate byen Arsal i Libanon."),
    ("da", "Soldaterne har i henhold til en fredsaftale med Hizbollah forladt byen Arsal i Libanon."),
    ("sv", "Soldaterna har enligt ett fredsavtal med Hizbollah lämnat staden Arsal i Libanon."),
    ("en", "According to a peace deal with Hezbollah, the soldiers have left the town of Arsal in Lebanon."),
]


@pytest.mark.parametrize(("lang", "text"), UNDER_NORMS)
def test_what_one_acts_under_is_no_source_and_no_claim(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = claims_of(text, lang)
    assert (claim.type, claim.attribution.sources) == ("movement", ())


INNER_AGENCIES = [
    ("nb", "Guvernøren i Taiz sier at hæren ødela en bro, mens nyhetsbyrået Reuters melder at tolv soldater ble drept."),
    ("nn", "Guvernøren i Taiz seier at hæren øydela ei bru, medan nyhendebyrået Reuters melder at tolv soldatar vart drepne."),
    ("da", "Guvernøren i Taiz siger, at hæren ødelagde en bro, mens nyhedsbureauet Reuters melder, at tolv soldater blev dræbt."),
    ("sv", "Guvernören i Taiz säger att armén förstörde en bro, medan nyhetsbyrån Reuters rapporterar att tolv soldater dödades."),
    ("en", "The governor of Taiz says the army destroyed a bridge, while Reuters reports that twelve soldiers were killed."),
]


@pytest.mark.parametrize(("lang", "text"), INNER_AGENCIES)
def test_an_agency_inside_anothers_words_is_the_source(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = of_type(claims_of(text, lang), "killing")
    assert [s.actor.name for s in claim.attribution.sources if s.actor is not None] == ["Reuters"]


MUTE = [
    ("nb", "Tolv ble drept i et luftangrep mot Idlib i Syria mandag. I byen kunne det høres smell og lyd av granater."),
    ("da", "Tolv blev dræbt i et luftangreb mod Idlib i Syrien mandag. En korrespondent for AFP så, hvordan dele af hospitalet styrtede sammen."),
]


@pytest.mark.parametrize(("lang", "text"), MUTE)
def test_weapons_and_buildings_say_nothing(claims_of: Extract, lang: str, text: str) -> None:
    *_, claim = claims_of(text, lang)
    assert claim.type in {"bombing", "destruction"}
    assert not names(claim) & {"weapons", "hospital", "granater"}


def test_a_source_told_of_by_a_participle(claims_of: Extract) -> None:
    text = "A warplane of the coalition wrongly hit a hall in Sanaa last week after it got false information, investigators appointed by the coalition said."
    [claim] = of_type(claims_of(text, "en"), "airstrike")
    assert [s.span.text for s in claim.attribution.sources] == ["investigators"]


def test_a_title_that_looks_like_a_participle(claims_of: Extract) -> None:
    text = "USA's øverstkommanderende i Afghanistan, general John Holm, sagde mandag, at tolv soldater blev dræbt i Kunduz."
    [claim] = of_type(claims_of(text, "da"), "killing")
    assert "John Holm" in names(claim)


VERSIONS = [
    (
        "nb",
        "Russland hevder at syriske fly bombet et lager i Idlib. Ifølge leger ble tolv drept i en brann. Lederen Hasan Omar avviser den russiske forklaringen.",
    ),
    (
        "da",
        "Rusland hævder, at syriske fly bombede et lager i Idlib. Ifølge læger blev tolv dræbt i en brand. Hasan Omar afviser den russiske forklaring.",
    ),
]


@pytest.mark.parametrize(("lang", "text"), VERSIONS)
def test_whose_version_is_denied(claims_of: Extract, lang: str, text: str) -> None:
    [denial] = [c for c in claims_of(text, lang) if c.polarity == "denied"]
    assert denial.type == "airstrike"


ASIDE = {
    "nb": "Regjeringen i Jemen, som tidligere avviste anklagene, sendte onsdag soldater til Taiz.",
    "nn": "Regjeringa i Jemen, som tidlegare avviste skuldingane, sende onsdag soldatar til Taiz.",
    "da": "Regeringen i Yemen, som tidligere afviste anklagerne, sendte onsdag soldater til Taiz.",
    "sv": "Regeringen i Jemen, som tidigare avvisade anklagelserna, skickade på onsdagen soldater till Taiz.",
    "en": "The government of Yemen, which earlier denied the accusations, sent soldiers to Taiz on Wednesday.",
}


@pytest.mark.parametrize("lang", ASIDE)
def test_what_a_relative_clause_says_ends_where_the_main_clause_goes_on(claims_of: Extract, lang: str) -> None:
    sent = [c for c in claims_of(ASIDE[lang], lang) if c.type in {"movement", "military_support"}]
    assert [(c.polarity, c.attribution.sources) for c in sent] == [("affirmed", ())]


SPOKESMAN = {
    "nb": "Human Rights Watch krever at luftangrepene på Taiz i Jemen stanser. Minst tolv sivile ble drept onsdag, sier en talsmann i Genève.",
    "nn": "Human Rights Watch krev at luftåtaka på Taiz i Jemen stansar. Minst tolv sivile vart drepne onsdag, seier ein talsmann i Genève.",
    "da": "Human Rights Watch kræver, at luftangrebene på Taiz i Yemen stopper. Mindst tolv civile blev dræbt onsdag, siger en talsmand i Genève.",
    "sv": "Human Rights Watch kräver att flygattackerna mot Taiz i Jemen upphör. Minst tolv civila dödades på onsdagen, säger en talesman i Genève.",
    "en": "Human Rights Watch said that air strikes on Taiz in Yemen must stop. At least twelve civilians were killed on Wednesday, a spokesman in Geneva said.",
}


@pytest.mark.parametrize("lang", SPOKESMAN)
def test_a_bare_spokesman_speaks_for_the_organisation_that_spoke_before(claims_of: Extract, lang: str) -> None:
    killed = next(c for c in claims_of(SPOKESMAN[lang], lang) if c.type == "killing")
    assert [s.actor.name for s in killed.attribution.sources if s.actor] == ["Human Rights Watch"]


IMPERSONAL = {
    "nb": "Houthiene beskjøt Taiz i Jemen onsdag, ifølge Human Rights Watch. Der mener man at tolv sivile ble drept.",
    "nn": "Houthiane skaut mot Taiz i Jemen onsdag, ifølgje Human Rights Watch. Der meiner ein at tolv sivile vart drepne.",
    "da": "Houthierne beskød Taiz i Yemen onsdag, ifølge Human Rights Watch. Der mener man, at tolv civile blev dræbt.",
    "sv": "Huthirebellerna besköt Taiz i Jemen på onsdagen, enligt Human Rights Watch. Där menar man att tolv civila dödades.",
}
SUSPECTS = {
    "nb": "Houthiene beskjøt Taiz i Jemen onsdag, ifølge Human Rights Watch. Den mistenker noen av dem for drap på tolv sivile.",
    "da": "Houthierne beskød Taiz i Yemen onsdag, ifølge Human Rights Watch. Den mistænker nogle af dem for drab på tolv civile.",
}


@pytest.mark.parametrize("lang", IMPERSONAL)
def test_one_who_says_is_who_spoke_before(claims_of: Extract, lang: str) -> None:
    killed = next(c for c in claims_of(IMPERSONAL[lang], lang) if c.type == "killing")
    assert [s.actor.name for s in killed.attribution.sources if s.actor] == ["Human Rights Watch"]


@pytest.mark.parametrize("lang", SUSPECTS)
def test_a_pronoun_of_common_gender_suspects_and_is_not_what_was_told(claims_of: Extract, lang: str) -> None:
    spoken = [s.span.text.lower() for c in claims_of(SUSPECTS[lang], lang) for s in c.attribution.sources]
    assert not [s for s in spoken if s.startswith(("noen", "nogle"))]


def test_a_surname_later_means_the_person_whose_name_english_spells_otherwise(claims_of: Extract) -> None:
    text = "Hærens talsmann Igor Misjenkov sier at tolv soldater ble drept i Taiz i Jemen. Senere ble to såret, sier Misjenkov."
    spoken = [s.actor.name for c in claims_of(text, "nb") for s in c.attribution.sources if s.actor]
    assert spoken == ["Igor Mishenkov", "Igor Mishenkov"]


def test_a_definite_document_speaks_for_who_spoke_last(claims_of: Extract) -> None:
    text = (
        "Human Rights Watch said that the army shelled Taiz in Yemen on Wednesday.\n\n"
        '"Twelve civilians were killed by the army in the market," the statement added.'
    )
    killed = next(c for c in claims_of(text, "en") if c.type == "killing")
    assert [s.actor.name for s in killed.attribution.sources if s.actor] == ["Human Rights Watch"]


AROUND = [
    ("nb", "Etter det politiet opplyser, ble tre soldater drept i angrepet i Maiduguri.", "politiet"),
    ("nn", "Etter det politiet opplyser, vart tre soldatar drepne i åtaket i Maiduguri.", "politiet"),
    ("da", "Efter politiets vurdering blev tre soldater dræbt i angrebet i Maiduguri.", "politi"),
    ("sv", "Enligt vad polisen uppger dödades tre soldater i attacken i Maiduguri.", "polisen"),
    ("en", "By the police's own account, its officers killed three civilians in Maiduguri.", "police"),
]


@pytest.mark.parametrize(("lang", "text", "source"), AROUND)
def test_a_cue_stands_around_its_source(claims_of: Extract, lang: str, text: str, source: str) -> None:
    found = claims_of(text, lang=lang)
    assert found
    assert all(any(source in s.span.text for s in c.attribution.sources) for c in found)


NOBODYS = [
    ("nb", "Tre soldater ble drept i et angrep i Maiduguri, ifølge ubekreftede meldinger."),
    ("nn", "Tre soldatar vart drepne i eit åtak i Maiduguri, ifølgje meldingar."),
    ("da", "Ifølge ubekræftede forlydender blev tre soldater dræbt i Maiduguri."),
    ("sv", "Enligt uppgift dödades tre soldater i Maiduguri."),
    ("en", "It was reported that gunmen had killed three soldiers in Maiduguri."),
    ("sv", "Tre personer uppges ha dödats av polisen i Nairobi."),
    ("nb", "Tre personer meldes drept av soldater i Conakry."),
    ("da", "Efter alt at dømme dræbte bomben tre soldater i Maiduguri."),
]


@pytest.mark.parametrize(("lang", "text"), NOBODYS)
def test_reports_that_nobody_is_named_for_are_no_source(claims_of: Extract, lang: str, text: str) -> None:
    found = claims_of(text, lang=lang)
    assert found
    assert not any(c.attribution.sources for c in found)


PASSED_ON = [
    ("nb", "Tre soldater ble drept i Goma, får NRK opplyst fra politiet.", "politiet"),
    ("da", "Netmediet Al-Monitor citerer irakiske embedsmænd for, at Iran affyrede tolv missiler mod Erbil.", "irakiske embedsmænd"),
    ("nb", "Syriske statsmedier siterer en militær kilde på at israelske fly angrep mål i Homs.", "en militær kilde"),
    ("en", "A militia leader, Martin Olum, was quoted as saying that soldiers killed dozens in Bunia.", "A militia leader, Martin Olum"),
    ("nb", "Fra sykehuset i Jenin meldes det at fire palestinere ble drept.", "sykehuset i Jenin"),
    ("sv", "Från sjukhuset i Rafah rapporteras att tre barn dödats.", "sjukhuset i Rafah"),
    ("da", "Af en rapport fra FN fremgår det, at regeringssoldater dræbte 45 civile i Bor.", "en rapport fra FN"),
    ("nb", "Ei gruppe som kaller seg Tigrene, sier de har drept to politifolk i Assam.", "Ei gruppe"),
    ("en", "The attack killed 12 people, Al Jazeera's correspondent in Gaza reported.", "Al Jazeera's correspondent in Gaza"),
    ("en", "Eight soldiers were killed in an ambush, the defence ministry said in a statement read on state television.", "the defence ministry"),
    ("nb", "Tolv personer er drept i Bambari, får NTB bekreftet av politiet.", "politiet"),
    ("nn", "Tolv personar er drepne i Bambari, får NTB stadfesta av politiet.", "politiet"),
    ("sv", "Tolv personer har dödats i Bambari, får TT veta av en källa i polisen.", "en källa i polisen"),
    ("nb", "En politisjef AP har intervjuet, sier at soldater drepte tolv mennesker i Ghazni.", "En politisjef"),
    (
        "en",
        "The governor of Kherson, Oleksandr Prokudin, wrote that Russian artillery killed two people.",
        "The governor of Kherson, Oleksandr Prokudin",
    ),
    ("nb", "Ifølge både politiet og opprørerne ble over 50 mennesker drept i Marib.", "politiet"),
]


@pytest.mark.parametrize(("lang", "text", "source"), PASSED_ON)
def test_who_says_what_another_passes_on(claims_of: Extract, lang: str, text: str, source: str) -> None:
    found = claims_of(text, lang=lang)
    assert found
    assert all(source in [s.span.text for s in c.attribution.sources] for c in found)


def test_a_pronoun_that_speaks_is_the_party_that_spoke_before(claims_of: Extract) -> None:
    text = "Israels hær siger, at den dræbte fem krigere i Rafah. Den fastholder, at tre soldater blev såret."
    told = of_type(claims_of(text, lang="da"), "injury")
    assert [n for c in told for n in names(c) if "Israel" in n]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("sv", "Polisen i Karachi säger att en bomb dödade tolv människor."), ("nn", "Politiet i byen Karachi seier at ei bombe drap tolv menneske.")],
)
def test_an_organ_is_of_the_country_of_its_place(claims_of: Extract, lang: str, text: str) -> None:
    found = claims_of(text, lang=lang)
    assert found
    assert all("Police of Pakistan" in names(c) for c in found)


SAYINGS = [
    # the auxiliary of a perfect before its subject
    ("nb", "Tolv sivile ble drept i et luftangrep mot Taiz i Jemen, har helsemyndighetene opplyst.", {"helsemyndighetene"}),
    ("nn", "Tolv sivile vart drepne i eit luftåtak mot Taiz i Jemen, har helsestyresmaktene opplyst.", {"helsestyresmaktene"}),
    ("da", "Tolv civile blev dræbt i et luftangreb mod Taiz i Yemen, har sundhedsmyndighederne oplyst.", {"sundhedsmyndighederne"}),
    ("sv", "Tolv civila dödades i ett flyganfall mot Taiz i Jemen, har hälsomyndigheterna meddelat.", {"hälsomyndigheterna"}),
    # a tag set into the clause
    ("nb", "Byen Taiz ble, forteller beboere, truffet av tre granater.", {"beboere"}),
    ("da", "Lejren ved Taiz blev, fortæller beboere, ramt af tre granater.", {"beboere"}),
    # a phrase before the verb, the speaker behind it
    ("nb", "Til avisen Fjordposten sier en offiser at soldatene drepte tolv fanger.", {"en offiser"}),
    ("sv", "Till tidningen Expressen säger en officer att soldaterna dödade tolv fångar.", {"en officer"}),
    # the version of another, denied
    ("nb", "Påstanden om at hæren drepte tolv sivile i Taiz, avvises av regjeringen.", {"regjeringen"}),
    ("da", "Anklagen om, at hæren dræbte tolv civile i Taiz, afvises af regeringen.", {"regeringen"}),
    ("en", "The claim that troops killed twelve civilians in Taiz was rejected by the government.", {"the government"}),
    ("nb", "At hæren drepte tolv sivile i Taiz, ble mandag bekreftet av Røde Kors.", {"Røde Kors"}),
    ("sv", "Att armén dödat tolv civila i Taiz bekräftas nu också av Röda Korset.", {"Röda Korset"}),
    # what somebody says to have seen
    ("sv", "Invånare sade sig ha sett soldater döda tolv fångar i Taiz.", {"Invånare"}),
    # whom a reporter spoke to, without a pronoun
    ("nb", "Innbyggere AFP har snakket med, forteller at soldatene drepte tolv sivile.", {"Innbyggere"}),
    # an age before a name
    ("nb", "En av de overlevende, 34 år gamle Ida Holm, forteller at soldatene drepte tolv sivile.", {"En av de overlevende, 34 år gamle Ida Holm"}),
    # pairs
    ("sv", "Enligt såväl polisen som ögonvittnen dödades tolv civila i Taiz.", {"polisen", "ögonvittnen"}),
    ("en", "Residents as well as local officials said helicopters bombed the village near Taiz.", {"Residents", "local officials"}),
    # what stands in brackets of its own
    ("nb", "Politiet skjøt og drepte tolv demonstranter i Taiz – det bekrefter regjeringen.", {"regjeringen"}),
    ("da", "Politiet skød og dræbte tolv demonstranter i Taiz – det bekræfter regeringen.", {"regeringen"}),
    ("sv", "Polisen sköt och dödade tolv demonstranter i Taiz – det bekräftar regeringen.", {"regeringen"}),
    # the source that a report names
    ("nb", "Lokale medier meldte mandag, med politiet som kilde, at tolv sivile ble drept i Taiz.", {"politiet"}),
    ("en", "Jets bombed a depot near Taiz, state media quoted a military source as saying.", {"a military source"}),
    # a place says nothing, and who is backed "according to" somebody does no more
    ("nb", "Det meldes fra Taiz at tolv sivile ble drept i et luftangrep.", set()),
    ("nb", "Militsen, som ifølge FN støttes av Rwanda, har drept tolv sivile i Goma.", set()),
    ("sv", "Milisen, som enligt FN stöds av Rwanda, har dödat tolv civila i Goma.", set()),
    ("en", "The militia, which according to the United Nations is backed by Rwanda, killed twelve civilians in Goma.", set()),
    # what nobody has confirmed
    ("nb", "Hæren har ikke bekreftet at soldatene drepte tolv sivile i Taiz.", set()),
    ("nn", "Korkje hæren eller opprørarane har stadfesta at tolv sivile vart drepne i Taiz.", set()),
    ("da", "Hverken hæren eller oprørerne har bekræftet, at tolv civile blev dræbt i Taiz.", set()),
    ("sv", "Varken armén eller rebellerna har bekräftat att tolv civila dödades i Taiz.", set()),
    ("en", "The army has not confirmed that troops killed twelve civilians in Taiz.", set()),
]


@pytest.mark.parametrize(("lang", "text", "sources"), SAYINGS, ids=[f"{lang}-{k}" for k, (lang, *_) in enumerate(SAYINGS)])
def test_the_words_that_are_a_source(claims_of: Extract, lang: str, text: str, sources: set[str]) -> None:
    claims = claims_of(text, lang)
    [claim] = of_type(claims, "killing") or claims
    assert {s.span.text for s in claim.attribution.sources} == sources


TURNS = [
    ("nb", "Militsen drepte tolv sivile i Taiz, opplyser politiet. I mellomtiden drepte hæren tre opprørere i Aden."),
    ("nn", "Militsen drap tolv sivile i Taiz, opplyser politiet. Annan stad drap hæren tre opprørarar."),
    ("da", "Militsen dræbte tolv civile i Taiz, oplyser politiet. I mellemtiden dræbte hæren tre oprørere i Aden."),
    ("sv", "Milisen dödade tolv civila i Taiz, uppger polisen. Under tiden dödade armén tre rebeller i Aden."),
    ("en", "The militia killed twelve civilians in Taiz, police said. Separately, the army killed three rebels in Aden."),
]


@pytest.mark.parametrize(("lang", "text"), TURNS, ids=[lang for lang, _ in TURNS])
def test_a_source_goes_on_until_the_text_turns_away(claims_of: Extract, lang: str, text: str) -> None:
    first, second = of_type(claims_of(text, lang), "killing")
    assert first.attribution.sources
    assert not second.attribution.sources


GOES_ON = [
    ("nb", "Soldatene bombet en landsby ved Taiz, opplyser hæren og legger til at tre opprørere overga seg.", "hæren"),
    ("nn", "Soldatane bomba ein landsby ved Taiz, opplyser hæren og legg til at tre opprørarar overgav seg.", "hæren"),
    ("da", "Soldaterne bombede en landsby ved Taiz, oplyser hæren og tilføjer, at tre oprørere overgav sig.", "hæren"),
    ("sv", "Soldaterna bombade en by vid Taiz, uppger armén och tillägger att tre rebeller gav upp.", "armén"),
    ("en", "Soldiers bombed a village near Taiz, the army said, adding that three rebels surrendered.", "the army"),
    ("en", "The army said it bombed a village near Taiz and added that three rebels surrendered.", "The army"),
]


@pytest.mark.parametrize(("lang", "text", "source"), GOES_ON, ids=[f"{lang}-{k}" for k, (lang, *_) in enumerate(GOES_ON)])
def test_a_verb_of_saying_takes_up_another(claims_of: Extract, lang: str, text: str, source: str) -> None:
    first, second = claims_of(text, lang)
    assert [s.span.text for s in first.attribution.sources] == [source]
    assert [s.span.text for s in second.attribution.sources] == [source]


CITING = [
    ("nb", "Tolv sivile ble drept i Taiz mandag, meldte Interfax, som viste til kilder i hæren.", "kilder i hæren"),
    ("nn", "Tolv sivile vart drepne i Taiz måndag, melde Interfax, som viste til kjelder i hæren.", "kjelder i hæren"),
    ("da", "Tolv civile blev dræbt i Taiz mandag, meldte Interfax, der henviste til kilder i hæren.", "kilder i hæren"),
    ("sv", "Tolv civila dödades i Taiz i måndags, rapporterade Interfax, som hänvisade till källor i armén.", "källor i armén"),
    ("en", "Twelve civilians were killed in Taiz, according to Interfax, which quoted military sources.", "military sources"),
]


@pytest.mark.parametrize(("lang", "text", "source"), CITING, ids=[lang for lang, *_ in CITING])
def test_whom_an_agency_cites_is_nearest_the_fact(claims_of: Extract, lang: str, text: str, source: str) -> None:
    [claim] = of_type(claims_of(text, lang), "killing")
    assert [s.span.text for s in claim.attribution.sources] == [source]
