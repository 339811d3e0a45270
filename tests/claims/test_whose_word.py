"""Unnamed and anaphoric sources: whose word it is."""

from __future__ import annotations

import pytest

from .conftest import Extract

NOUNS = [
    ("nb", "En hjelpegruppe i byen sier at tre barn ble drept i flyangrepet i Taiz.", "aid group"),
    ("nn", "Ei hjelpegruppe i byen seier at tre born vart drepne i flyåtaket i Taiz.", "aid group"),
    ("da", "En hjælpegruppe i byen siger, at tre børn blev dræbt i luftangrebet i Taiz.", "aid group"),
    ("sv", "En hjälpgrupp i staden säger att tre barn dödades i flyganfallet i Taiz.", "aid group"),
    ("en", "An aid group in the town said three children were killed in the air strike on Taiz.", "aid group"),
    ("en", "Diplomats in Sanaa said three children were killed in the air strike on Taiz.", "diplomats"),
    ("en", "A village chief said the rebels burned 40 houses near Taiz.", "village chief"),
    ("sv", "Boende uppger att soldater sköt tre barn i Taiz.", "residents"),
    ("sv", "Enligt ögonvittnen sköt soldater tre barn i Taiz.", "eyewitnesses"),
    ("nb", "Stammeledere sier at soldater skjøt tre barn i Taiz.", "tribal leaders"),
    ("nn", "Stammeleiarar seier at soldatar skaut tre born i Taiz.", "tribal leaders"),
    ("da", "Stammeledere siger, at soldater skød tre børn i Taiz.", "tribal leaders"),
    ("nb", "Gruvens ledelse opplyser at soldater skjøt tre arbeidere i Taiz.", "mine management"),
    ("nn", "Leiinga i gruva opplyser at soldatar skaut tre arbeidarar i Taiz.", "management"),
    ("da", "Minens ledelse oplyser, at soldater skød tre arbejdere i Taiz.", "mine management"),
    ("sv", "Gruvans ledning uppger att soldater sköt tre arbetare i Taiz.", "mine management"),
    ("en", "The factory's management said soldiers shot three workers in Taiz.", "factory management"),
    ("nb", "Helsekilder sier at ti soldater ble drept i Taiz. Ifølge kildene ble 50 såret.", "health sources"),
    ("nn", "Helsekjelder seier at ti soldatar vart drepne i Taiz. Ifølgje kjeldene vart 50 såra.", "health sources"),
    ("da", "Sundhedskilder siger, at ti soldater blev dræbt i Taiz. Ifølge kilderne blev 50 såret.", "health sources"),
    ("sv", "Sjukhuskällor säger att tio soldater dödades i Taiz. Enligt källorna skadades 50.", "hospital sources"),
    ("en", "Medical sources said ten soldiers were killed in Taiz. According to the sources, 50 were wounded.", "medical sources"),
]


@pytest.mark.parametrize(("lang", "text", "source"), NOUNS)
def test_unnamed_sources_keep_their_own_noun_and_number(claims_of: Extract, lang: str, text: str, source: str) -> None:
    assert sources(claims_of, lang, text) == [source]


PARTIES = [
    ("nb", "Al-Shabaab angrep et hotell i Mogadishu. En talsmann sier at 20 soldater ble drept.", "al-Shabaab"),
    ("nn", "Al-Shabaab gjekk til åtak på eit hotell i Mogadishu. Ein talsmann seier at 20 soldatar vart drepne.", "al-Shabaab"),
    ("da", "Al-Shabaab angreb et hotel i Mogadishu. En talsmand siger, at 20 soldater blev dræbt.", "al-Shabaab"),
    ("sv", "Al-Shabaab anföll ett hotell i Mogadishu. En talesman säger att 20 soldater dödades.", "al-Shabaab"),
    ("en", "Al-Shabaab attacked a hotel in Mogadishu. A spokesman said 20 soldiers were killed.", "al-Shabaab"),
    ("nb", "Al-Shabaab angrep et hotell i Mogadishu. I en uttalelse heter det at 20 soldater ble drept.", "al-Shabaab"),
    ("da", "Al-Shabaab angreb et hotel i Mogadishu. I en udtalelse hedder det, at 20 soldater blev dræbt.", "al-Shabaab"),
    ("sv", "Al-Shabaab anföll ett hotell i Mogadishu. I ett uttalande heter det att 20 soldater dödades.", "al-Shabaab"),
    ("en", "A statement issued by al-Shabaab said 20 soldiers were killed in Mogadishu.", "al-Shabaab"),
    ("nb", "Human Rights Watch la fram en rapport torsdag. Rapporten slår fast at soldater drepte 100 sivile i Kano.", "Human Rights Watch"),
    ("da", "Human Rights Watch fremlagde en rapport. Rapporten siger, at soldater dræbte 100 civile i Kano.", "Human Rights Watch"),
    ("sv", "Human Rights Watch lade fram en rapport. Enligt rapporten dödade soldater 100 civila i Kano.", "Human Rights Watch"),
    ("en", "Human Rights Watch published a report. The report said soldiers killed 100 civilians in Kano.", "Human Rights Watch"),
    ("nb", "Israels forsvar angrep en bygning i Damaskus. En militær talsmann sier at en soldat ble drept.", "Military Forces of Israel"),
    ("da", "Israels hær angreb en bygning i Damaskus. En militær talsmand siger, at en soldat blev dræbt.", "Military Forces of Israel"),
    ("sv", "Israels armé anföll en byggnad i Damaskus. En militär talesman säger att en soldat dödades.", "Military Forces of Israel"),
    ("en", "The Israeli army struck a building in Damascus. A military spokesman said a soldier was killed.", "Military Forces of Israel"),
    ("nb", "Den franske ambassaden i Bamako opplyser at to soldater ble drept.", "Embassy of France"),
    ("da", "Frankrigs ambassade i Bamako oplyser, at to soldater blev dræbt.", "Embassy of France"),
    ("sv", "Frankrikes ambassad i Bamako uppger att två soldater dödades.", "Embassy of France"),
    ("en", "Col. Musa Danladi said 30 insurgents were killed in Borno.", "Musa Danladi"),
    ("en", "Gen. Danladi said 30 insurgents were killed in Borno.", "Danladi"),
    ("nb", "Talibans talsmann Zabihullah Mujahid sier at soldater ble drept. Mujahid hevder at fire kjøretøy ble ødelagt.", "Zabihullah Mujahid"),
    ("nb", "AMISOM ble angrepet i Somalia. Misjonen sier at to soldater ble drept.", "African Union Mission in Somalia"),
    ("nn", "AMISOM vart angripen i Somalia. Misjonen seier at to soldatar vart drepne.", "African Union Mission in Somalia"),
    ("da", "AMISOM blev angrebet i Somalia. Missionen siger, at to soldater blev dræbt.", "African Union Mission in Somalia"),
    ("sv", "AMISOM anfölls i Somalia. Missionen säger att två soldater dödades.", "African Union Mission in Somalia"),
    ("en", "AMISOM was attacked in Somalia. The mission said two soldiers were killed.", "African Union Mission in Somalia"),
    ("nb", "Hizbollah skjøt raketter mot Haifa. Organisasjonen sier at to soldater ble drept.", "Hezbollah"),
    ("da", "Hizbollah skød raketter mod Haifa. Organisationen siger, at to soldater blev dræbt.", "Hezbollah"),
    ("sv", "Hizbollah sköt raketer mot Haifa. Organisationen säger att två soldater dödades.", "Hezbollah"),
    ("nb", "Myndighetene i Stepanakert sier at to soldater ble drept.", "Government of Artsakh"),
    ("da", "Myndighederne i Stepanakert siger, at to soldater blev dræbt.", "Government of Artsakh"),
    ("sv", "Sydossetiska myndigheter säger att två soldater dödades.", "Government of South Ossetia"),
    ("nb", "Russiske styrker angrep Sumy i Ukraina. Guvernøren i regionen sier at fire sivile ble drept.", "Government of Ukraine"),
    ("nb", "Innbyggere AFP har snakket med, sier at 40 mennesker ble drept i Kano.", "residents"),
]


@pytest.mark.parametrize(("lang", "text", "source"), PARTIES)
def test_a_bare_source_is_the_party_that_acted_or_spoke_last(claims_of: Extract, lang: str, text: str, source: str) -> None:
    assert sources(claims_of, lang, text) == [source]


BOTH = [
    ("nb", "Ukraina og Russland utvekslet fanger. Begge sider sier at 100 soldater ble frigitt."),
    ("nn", "Ukraina og Russland utveksla fangar. Begge partar seier at 100 soldatar vart frigjevne."),
    ("da", "Ukraine og Rusland udvekslede fanger. Begge parter siger, at 100 soldater blev løsladt."),
    ("sv", "Ukraina och Ryssland utväxlade fångar. Båda parter uppger att 100 soldater frigavs."),
    ("en", "Ukraine and Russia exchanged prisoners. Both sides said 100 soldiers were released."),
]


@pytest.mark.parametrize(("lang", "text"), BOTH)
def test_both_parties_are_two_sources(claims_of: Extract, lang: str, text: str) -> None:
    assert sorted(sources(claims_of, lang, text)) == ["Russia", "Ukraine"]


def sources(claims_of: Extract, lang: str, text: str) -> list[str]:
    """Names of the sources of the last claim that has any."""
    last = max((c for c in claims_of(text, lang) if c.attribution.sources), key=lambda c: c.trigger.start)
    return [s.actor.name for s in last.attribution.sources if s.actor]


INFORMED = [
    ("nb", "En politikilde sier at åtte ble drept i Mogadishu i Somalia."),
    ("nn", "Ei politikjelde seier at åtte vart drepne i Mogadishu i Somalia."),
    ("da", "En politikilde siger, at otte blev dræbt i Mogadishu i Somalia."),
    ("sv", "En poliskälla säger att åtta dödades i Mogadishu i Somalia."),
    ("en", "A police source said eight people were killed in Mogadishu in Somalia."),
]


@pytest.mark.parametrize(("lang", "text"), INFORMED)
def test_a_police_source_is_of_the_states_police(claims_of: Extract, lang: str, text: str) -> None:
    [source] = [s.actor for c in claims_of(text, lang) for s in c.attribution.sources if s.actor]
    assert "Police of Somalia" in {a.name for a in (source, source.affiliation) if a}


SEVERAL_STATES = [
    ("nb", "Pakistan og India skjøt mot hverandre. En tjenestemann sier at tre soldater ble drept."),
    ("da", "Pakistan og Indien skød mod hinanden. En embedsmand siger, at tre soldater blev dræbt."),
    ("sv", "Pakistan och Indien sköt mot varandra. En tjänsteman säger att tre soldater dödades."),
    ("en", "Pakistan and India shot at each other. An official said three soldiers were killed."),
]


@pytest.mark.parametrize(("lang", "text"), SEVERAL_STATES)
def test_an_official_is_of_no_state_where_two_are_in_question(claims_of: Extract, lang: str, text: str) -> None:
    assert sources(claims_of, lang, text) == ["official"]
