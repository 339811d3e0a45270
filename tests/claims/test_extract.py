"""Claims from constructed sentences: type, parties, source, numbers, reading.

All sentences are our own; incidents are invented.
"""

from __future__ import annotations

import pytest

from ifolge.records import Claim

from .conftest import Extract


def only(claims: tuple[Claim, ...], kind: str) -> Claim:
    found = [c for c in claims if c.type == kind]
    assert len(found) == 1, [(c.type, c.trigger.text) for c in claims]
    return found[0]


def names(participants) -> list[str]:  # type: ignore[no-untyped-def]
    return [p.actor.name if p.actor else p.mention.text for p in participants]


def sources(claim: Claim) -> list[str]:
    return [s.actor.name if s.actor else s.span.text for s in claim.attribution.sources]


TOLLS = [
    (
        "nb",
        "Minst tolv mennesker ble drept og 30 såret i et luftangrep mot et marked i Taiz i Jemen onsdag.",
        "airstrike",
        {("killed", 12, None), ("injured", 30, 30)},
    ),
    (
        "nn",
        "Minst tolv menneske vart drepne og 30 såra i eit luftåtak mot ein marknad i Taiz i Jemen onsdag.",
        "airstrike",
        {("killed", 12, None), ("injured", 30, 30)},
    ),
    (
        "da",
        "Mindst tolv mennesker blev dræbt og 30 såret i et luftangreb mod et marked i Taiz i Yemen onsdag.",
        "airstrike",
        {("killed", 12, None), ("injured", 30, 30)},
    ),
    (
        "sv",
        "Minst tolv människor dödades och 30 skadades i ett flyganfall mot en marknad i Taiz i Jemen på onsdagen.",
        "airstrike",
        {("killed", 12, None), ("injured", 30, 30)},
    ),
    ("nb", "En bilbombe drepte over 20 soldater i Gao i Mali.", "bombing", {("killed", 21, None)}),
    ("da", "En bilbombe dræbte over 20 soldater i Gao i Mali.", "bombing", {("killed", 21, None)}),
    ("da", "Mellem 40 og 50 krigere har overgivet sig.", "surrender", {("surrendered", 40, 50)}),
]


@pytest.mark.parametrize(("lang", "text", "kind", "tolls"), TOLLS)
def test_toll_joins_the_cause_named_beside_it(claims_of: Extract, lang: str, text: str, kind: str, tolls: set[tuple[str, int, int | None]]) -> None:
    claim = only(claims_of(text, lang), kind)
    assert {(c.effect, c.low, c.high) for c in claim.counts} == tolls


SOURCES = [
    ("nb", "Seks soldater ble drept i Gao, ifølge Reuters.", ["Reuters"]),
    ("nb", "Ifølge SOHR ble seks mennesker drept i Idlib.", ["Syrian Observatory for Human Rights"]),
    ("nb", "SOHR melder at seks mennesker ble drept i Idlib.", ["Syrian Observatory for Human Rights"]),
    ("nb", "Seks mennesker ble drept i Idlib, opplyser SOHR.", ["Syrian Observatory for Human Rights"]),
    ("nb", "Seks mennesker ble drept i Idlib. Det opplyser SOHR.", ["Syrian Observatory for Human Rights"]),
    ("da", "Seks mennesker blev dræbt i Idlib, oplyser SOHR.", ["Syrian Observatory for Human Rights"]),
    ("da", "Seks mennesker blev dræbt i Idlib. Det oplyser SOHR.", ["Syrian Observatory for Human Rights"]),
    ("da", "Ifølge SOHR blev seks mennesker dræbt i Idlib.", ["Syrian Observatory for Human Rights"]),
    ("sv", "Sex människor dödades i Idlib, uppger SOHR.", ["Syrian Observatory for Human Rights"]),
    ("nn", "Seks menneske vart drepne i Idlib, opplyser SOHR.", ["Syrian Observatory for Human Rights"]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), SOURCES)
def test_source_is_found_in_every_position(claims_of: Extract, lang: str, text: str, expected: list[str]) -> None:
    assert sources(only(claims_of(text, lang), "killing")) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "– Våre styrker har skutt ned et fly, sier Hamas-talsmann Omar Testmann til AFP."),
        ("da", "- Vores styrker har skudt et fly ned, siger Hamas-talsmand Omar Testmann til AFP."),
    ],
)
def test_dash_quote_has_speaker_side_and_relay(claims_of: Extract, lang: str, text: str) -> None:
    claims = claims_of(text, lang)
    assert claims
    claim = claims[0]
    assert claim.attribution.mode == "direct"
    source = claim.attribution.sources[0]
    assert source.actor is not None
    assert source.actor.name == "Omar Testmann"
    assert source.actor.affiliation is not None
    assert source.actor.affiliation.name == "Hamas"
    assert [v.name for v in claim.attribution.via] == ["Agence France-Presse"] or [v.span.text for v in claim.attribution.via] == ["AFP"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Russiske fly bombet et sykehus i Idlib. Det avviser Russland."),
        ("da", "Russiske fly bombede et hospital i Idlib. Det afviser Rusland."),
    ],
)
def test_anaphoric_denial_repeats_the_claim(claims_of: Extract, lang: str, text: str) -> None:
    claims = claims_of(text, lang)
    assert [(c.type, c.polarity) for c in claims] == [("airstrike", "affirmed"), ("airstrike", "denied")]
    assert sources(claims[1]) == ["Russia"]


READINGS = [
    ("nb", "Fire soldater skal ha blitt drept i Gao.", "killing", "possible", "affirmed"),
    ("nb", "Opprørerne truer med å angripe Gao.", "armed_attack", "planned", "affirmed"),
    ("nb", "Ingen soldater ble drept i Gao.", "killing", "asserted", "denied"),
    ("da", "Ingen soldater blev dræbt i Gao.", "killing", "asserted", "denied"),
    ("da", "Fire soldater er formentlig blevet dræbt i Gao.", "killing", "probable", "affirmed"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "modality", "polarity"), READINGS)
def test_reading_of_the_clause(claims_of: Extract, lang: str, text: str, kind: str, modality: str, polarity: str) -> None:
    claim = only(claims_of(text, lang), kind)
    assert (claim.modality, claim.polarity) == (modality, polarity)


def test_agent_and_target_of_active_and_passive(claims_of: Extract) -> None:
    active = only(claims_of("Taliban angrep en hærleir i Kunduz tirsdag."), "armed_attack")
    passive = only(claims_of("En hærleir i Kunduz ble angrepet av Taliban tirsdag."), "armed_attack")
    assert names(active.agents) == names(passive.agents) == ["Taliban"]
    assert active.targets
    assert passive.targets


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Minst tolv soldater drept i angrep\nSaken oppdateres.\n(©NTB)"),
        ("nb", "Brann angrep fra start og Rosenborg ble senket av to skudd i krysset. Treneren var rasende etter kampen."),
        ("da", "Brøndby angreb fra start, og FC København blev sænket af to skud i krydset. Træneren var rasende efter kampen."),
        ("sv", "AIK anföll från start och Hammarby sänktes av två skott i krysset. Tränaren var rasande efter matchen."),
    ],
)
def test_nothing_is_claimed_of_headings_sport_and_sign_offs(claims_of: Extract, lang: str, text: str) -> None:
    assert claims_of(text, lang) == ()


def test_number_at_the_cut_of_a_text_is_not_used(claims_of: Extract) -> None:
    first = "Minst to soldater ble drept i et angrep i Gao i Mali onsdag, opplyser hæren."
    whole = f"{first} Senere ble det klart at raketter drepte 37 soldater i Kidal."
    cut = whole[: whole.index("37") + 2]
    assert [c.low for claim in claims_of(cut) for c in claim.counts] == [2]
    assert [c.low for claim in claims_of(whole) for c in claim.counts] == [2, 37]


def test_extraction_is_pure(claims_of: Extract) -> None:
    text = "Minst to soldater ble drept i Gao onsdag, ifølge hæren."
    assert [c.to_json() for c in claims_of(text)] == [c.to_json() for c in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Utenriksminister Omar Haddad i Syria ble møtt av demonstranter. Haddad beskylder opprørerne for å ha drept ti sivile.", "nb"),
        ("Syriens udenrigsminister Omar Haddad blev mødt af demonstranter. Haddad beskylder oprørerne for at have dræbt ti civile.", "da"),
        ("Syriens utrikesminister Omar Haddad möttes av demonstranter. Haddad anklagar rebellerna för att ha dödat tio civila.", "sv"),
    ],
)
def test_surname_is_the_person_introduced_before_with_the_same_organisation(claims_of: Extract, text: str, lang: str) -> None:
    sources = [s.actor for c in claims_of(text, lang) for s in c.attribution.sources if s.actor]
    assert {(a.name, a.affiliation.country if a.affiliation else None) for a in sources} == {("Omar Haddad", "SY")}


TARGETS = [
    ("nb", "Taliban gikk natt til torsdag til angrep på byen Ghazni i Afghanistan.", "armed_attack", ["Ghazni"]),
    ("sv", "Regeringsstyrkor besköt stadsdelen Bayada i Homs med granater.", "shelling", ["Bayada"]),
    ("da", "En granat slog ned ved et marked i Homs onsdag, oplyser indbyggere.", "shelling", ["market"]),
    ("nb", "To soldater ble drept av en veibombe i Helmand tirsdag.", "bombing", ["soldiers"]),
]


@pytest.mark.parametrize(("lang", "text", "kind", "targets"), TARGETS)
def test_targets_of_attacks(claims_of: Extract, lang: str, text: str, kind: str, targets: list[str]) -> None:
    assert names(only(claims_of(text, lang), kind).targets) == targets


MEANS = [
    ("nb", "Fire barn ble såret av en granat i Idlib.", "shelling", "injured", 4),
    ("nn", "Tre barn vart drepne av ein granat i Idlib.", "shelling", "killed", 3),
    ("da", "En kvinde blev dræbt af en landmine nær Kherson.", "bombing", "killed", 1),
    ("sv", "Tre män dödades av en granat i Idlib.", "shelling", "killed", 3),
    ("en", "Two soldiers were killed by a roadside bomb in Basra.", "bombing", "killed", 2),
]


@pytest.mark.parametrize(("lang", "text", "kind", "effect", "number"), MEANS)
def test_harm_by_a_weapon_is_a_count_of_its_use_and_no_agent(claims_of: Extract, lang: str, text: str, kind: str, effect: str, number: int) -> None:
    claim = only(claims_of(text, lang), kind)
    assert [(c.effect, c.best) for c in claim.counts] == [(effect, number)]
    assert claim.agents == ()


NATIONS = [
    ("nb", "Russiske raketter traff et hotell i Kyiv.", "Russia"),
    ("sv", "Ryska missiler träffade ett hotell i Kyiv.", "Russia"),
    ("da", "Russiske raketter ramte et hotel i Kyiv.", "Russia"),
]


@pytest.mark.parametrize(("lang", "text", "party"), NATIONS)
def test_a_weapon_acts_for_the_nation_that_it_is_named_by(claims_of: Extract, lang: str, text: str, party: str) -> None:
    assert names(only(claims_of(text, lang), "shelling").agents) == [party]


SPEAKERS = [
    (
        "nb",
        "Hæren i Syria benekter at sivile ble drept. Den opplyser samtidig at elleve soldater er pågrepet.",
        "detention",
        "Military Forces of Syria",
    ),
    ("nb", "RUFs talsmann Ibrahim Kamara avviser anklagene, og hevder at kamajorene sto bak drapene.", "killing", "Ibrahim Kamara"),
    ("da", "Den syriske regering holder fast i, at det var oprørerne, der dræbte ti civile i Homs.", "killing", "Government of Syria"),
    ("sv", "Syriens regering vidhåller att tio civila dödades i Homs av rebeller.", "killing", "Government of Syria"),
    ("nn", "Den syriske regjeringa held fast ved at ti sivile vart drepne i Homs.", "killing", "Government of Syria"),
    ("en", "The Free Syrian Army, which on Friday said that ten soldiers were killed in Homs, did not comment.", "killing", "Free Syrian Army"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "speaker"), SPEAKERS)
def test_who_says_it(claims_of: Extract, lang: str, text: str, kind: str, speaker: str) -> None:
    claim = next(c for c in claims_of(text, lang) if c.type == kind)
    assert sources(claim) == [speaker]


def test_a_bare_spokesman_and_a_definite_document_speak_for_the_party_before(claims_of: Extract) -> None:
    text = (
        "Fem politifolk er drept i Syria, opplyser den syriske hæren.\n\n– Vi skjøt tre opprørere, sier en talsmann.\n\n"
        "– Ti opprørere ble pågrepet i Homs, heter det i uttalelsen."
    )
    claims = claims_of(text)
    assert {s for c in claims for s in sources(c)} == {"Military Forces of Syria"}


BEFORE = {
    "nb": "Minst ti mennesker ble drept i et rakettangrep mot Homs i Syria onsdag.\n\n",
    "nn": "Minst ti menneske vart drepne i eit rakettåtak mot Homs i Syria onsdag.\n\n",
    "da": "Mindst ti mennesker blev dræbt i et raketangreb mod Homs i Syrien onsdag.\n\n",
    "sv": "Minst tio människor dödades i ett raketanfall mot Homs i Syrien i onsdags.\n\n",
    "en": "At least ten people were killed in a rocket attack on Homs in Syria on Wednesday.\n\n",
}
BLAME = [
    ("nb", "Regjeringen legger skylden på IS."),
    ("nn", "Regjeringa gjev IS skulda."),
    ("da", "Myndighederne giver IS skylden for bagholdet."),
    ("sv", "Regeringen skyller attacken på IS."),
    ("en", "The government blamed Islamic State."),
]


@pytest.mark.parametrize(("lang", "text"), BLAME)
def test_blame_is_the_event_told_before_with_its_author(claims_of: Extract, lang: str, text: str) -> None:
    first, blame = (c for c in claims_of(BEFORE[lang] + text, lang) if c.type == "shelling")
    assert names(blame.agents) == ["Islamic State"]
    assert blame.attribution.stance == "accuses"
    assert sources(blame) == ["Government of Syria"]
    assert (blame.event_id, blame.counts) == (first.event_id, ())


CONDEMNATIONS = [
    ("nb", "EU fordømmer angrepet."),
    ("nn", "EU fordømer åtaket."),
    ("da", "EU fordømte torsdag angrebet."),
    ("sv", "EU fördömer attacken."),
    ("en", "The European Union condemned the attack."),
]


@pytest.mark.parametrize(("lang", "text"), CONDEMNATIONS)
def test_a_condemnation_is_a_statement(claims_of: Extract, lang: str, text: str) -> None:
    claim = only(claims_of(BEFORE[lang] + text, lang), "statement")
    assert sources(claim) == ["European Union"]


LIVES = [
    ("nb", "Minst ti liv gikk tapt i angrepet på Homs i Syria.", "De lever et normalt liv i Homs i Syria, sier soldatene."),
    ("nn", "Minst ti liv gjekk tapt i åtaket på Homs i Syria.", "Dei lever eit normalt liv i Homs i Syria, seier soldatane."),
    ("da", "Mindst ti liv gik tabt i angrebet på Homs i Syrien.", "De lever et normalt liv i Homs i Syrien, siger soldaterne."),
    ("sv", "Minst tio liv gick förlorade i attacken mot Homs i Syrien.", "De lever ett normalt liv i Homs i Syrien, säger soldaterna."),
]


@pytest.mark.parametrize(("lang", "lost", "lived"), LIVES)
def test_lives_are_victims_only_where_they_are_counted(claims_of: Extract, lang: str, lost: str, lived: str) -> None:
    assert [(c.effect, c.low) for claim in claims_of(lost, lang) for c in claim.counts] == [("killed", 10)]
    assert not any(c.type == "killing" for c in claims_of(lived, lang))


RESTATED = [
    ("nb", "Ifølge SOHR er tallet på drepte 32, deriblant ni barn.", 32),
    ("nb", "Dødstallet er oppjustert til 12, opplyser politiet.", 12),
    ("da", "Dødstallet er opjusteret til 12, oplyser politiet.", 12),
]


@pytest.mark.parametrize(("lang", "text", "number"), RESTATED)
def test_a_toll_said_anew(claims_of: Extract, lang: str, text: str, number: int) -> None:
    claim = only(claims_of(BEFORE[lang] + text, lang), "killing")
    assert ("killed", number) in [(c.effect, c.best) for c in claim.counts]
