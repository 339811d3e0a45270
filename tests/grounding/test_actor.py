"""The actor register, the scan for actors, and the reading of noun phrases."""

from __future__ import annotations

import json
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifolge.grounding.actor import REASONS, ActorContext, ActorReading, ActorResolver, article_countries, find_actors, load_register
from ifolge.grounding.actor_index import FORMS
from ifolge.languages import LANGUAGES, pack
from ifolge.records import Actor

SHARED = Path(__file__).parents[3] / "shared"
STATES = sorted(e.id for e in load_register().entries.values() if e.is_state)
SYRIA = ActorContext(countries={"SY": 8.0, "IQ": 2.0}, published=date(2019, 3, 1))


def read(mention: str, lang: str = "nb", context: ActorContext = SYRIA) -> ActorReading:
    return ActorResolver(lang).resolve(mention, context=context)


def name(mention: str, lang: str = "nb", context: ActorContext = SYRIA) -> str | None:
    actor = read(mention, lang, context).actor
    return actor.name if actor else None


def story(*mentions: str, lang: str = "nb", context: ActorContext = SYRIA) -> list[Actor | None]:
    """Read mentions one after another, each seeing those before it."""
    seen: tuple[Actor, ...] = ()
    found = []
    for mention in mentions:
        actor = read(mention, lang, ActorContext(countries=context.countries, resolved=seen, published=context.published)).actor
        found.append(actor)
        seen = (*seen, actor) if actor else seen
    return found


# -- register -------------------------------------------------------------------------------------------------------------------------------------


def test_register_is_broad() -> None:
    entries = load_register().entries.values()
    assert len(entries) >= 1500
    assert sum(e.kind == "non_state_armed" for e in entries) >= 800
    assert sum(e.kind == "media" and "platform" not in e.tags for e in entries) >= 150
    assert len(STATES) >= 195


def test_register_organ_belongs_to_its_state() -> None:
    actor = load_register().actor("US:military-forces")
    assert (actor.name, actor.kind, actor.affiliation and actor.affiliation.name) == (
        "Military Forces of United States",
        "state_military",
        "United States",
    )


def test_register_carries_ids_of_ucdp() -> None:
    register = load_register()
    assert [register.actor(i).external["ucdp"] for i in ("islamic-state", "hezbollah", "SY")] == ["234", "366", "118"]


USER = "id,name,kind,country,aliases_nb,acronyms\n"


def test_user_register_adds_and_replaces(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(USER + "river-guard,River Guard,non_state_armed,SY,Elvevakten,EVG\nreuters,Reuters News,media,GB,Reuters,\n", encoding="utf-8")
    resolver = ActorResolver("nb", user_files=(file,))
    named = resolver.resolve("EVG-talsmann Omar Haddad", context=SYRIA).actor
    assert named is not None
    assert named.affiliation is not None
    assert (named.name, named.affiliation.id) == ("Omar Haddad", "river-guard")
    again = resolver.resolve("nyhetsbyrået Reuters", context=SYRIA).actor
    assert again is not None
    assert again.name == "Reuters News"
    assert name("EVG") is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("x,,media,GB,,", "name"),
        ("x,X,army,GB,,", "kind"),
        ("x,X,media,Britain,,", "country"),
        ("x,X,media,GB,,,,,", "cells"),
        ("ok,Y,media,GB,,", "twice"),
    ],
)
def test_user_register_errors_name_the_line(tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "own.csv"
    file.write_text(USER + "ok,OK,media,GB,,\n" + line + "\n", encoding="utf-8")
    register = load_register((str(file),))
    [problem] = register.issues
    assert (problem.code, problem.where, problem.line) == ("IF203", str(file), 3)
    assert words in problem.text
    assert register.entries["ok"].name == "OK"


def test_user_register_errors_cover_header_and_missing_file(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("id,title\na,b\n", encoding="utf-8")
    assert [p.line for p in load_register((str(file),)).issues] == [1]
    assert [p.code for p in load_register((str(tmp_path / "none.csv"),)).issues] == ["IF203"]


def test_user_register_parents_are_of_the_register_or_the_file(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("id,name,kind,parent\na,A,ngo,b\nb,B,ngo,RU:military-forces\nc,C,ngo,nobody\nd,D,ngo,nato\n", encoding="utf-8")
    register = load_register((str(file),))
    assert [(p.line, "nobody" in p.text) for p in register.issues] == [(4, True)]
    assert {"a", "b", "d"} <= register.entries.keys()


# -- demonyms -------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_demonyms_of_every_state_are_found(lang: str) -> None:
    """Every adjective, with every kind of force behind it, and every word for inhabitants leads to its state."""
    rows = {row["code"]: row for row in pack(lang).table("demonyms")}
    assert set(STATES) <= set(rows)
    for code in STATES:
        for column, form in (("adjectives", "demonym"), ("inhabitants", "inhabitant")):
            words = rows[code][column].split(";")
            assert words
            assert words[0]
            for word in words:
                hits = [m for m in find_actors(f"X {word}.", lang) if m.text == word]
                assert hits, word
                assert code in hits[0].actor_ids or form != hits[0].form, word


@pytest.mark.parametrize(
    ("lang", "code", "words"),
    [
        ("nb", "SY", "syrisk syriske syrer syreren syrere syrerne"),
        ("nn", "SY", "syrisk syriske syrar syraren syrarar syrarane"),
        ("da", "SY", "syrisk syriske syrer syreren syrere syrerne"),
        ("sv", "SY", "syrisk syriskt syriska syrier syriern syrierna"),
        ("en", "SY", "Syrian Syrians"),
        ("nb", "FR", "fransk franske franskmann franskmannen franskmenn franskmennene"),
        ("nn", "US", "amerikanar amerikanaren amerikanarar amerikanarane"),
        ("da", "YE", "yemenitisk yemenit yemenitten yemenitter yemenitterne"),
        ("sv", "RU", "rysk ryskt ryska ryss ryssen ryssar ryssarna"),
        ("sv", "FR", "fransman fransmannen fransmän fransmännen"),
        ("da", "NO", "nordmand nordmanden nordmænd nordmændene"),
        ("sv", "UA", "ukrainare ukrainaren ukrainarna"),
    ],
)
def test_demonym_paradigms(lang: str, code: str, words: str) -> None:
    row = next(row for row in pack(lang).table("demonyms") if row["code"] == code)
    assert set(words.split()) <= set(f"{row['adjectives']};{row['inhabitants']}".split(";"))


@pytest.mark.parametrize(("lang", "mention"), [("nb", "tsjadiske styrker"), ("nb", "regjeringshæren i Tsjad"), ("nb", "Tsjads hær")])
def test_demonym_and_possessor_give_the_same_forces(lang: str, mention: str) -> None:
    assert name(mention, lang) == "Military Forces of Chad"


FORCES = {"nb": "styrker", "nn": "styrkar", "da": "styrker", "sv": "styrkor", "en": "forces"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_adjective_before_forces_is_the_state_s_military(lang: str) -> None:
    rows = {row["code"]: row["adjectives"].split(";") for row in pack(lang).table("demonyms")}
    resolver, wrong = ActorResolver(lang), []
    for code in STATES:
        for adjective in rows[code]:
            shared = {c for c, adjectives in rows.items() if adjective in adjectives}
            actor = resolver.resolve(f"{adjective} {FORCES[lang]}", context=ActorContext(countries={code: 1.0})).actor
            if actor is None or actor.id not in {f"{c}:military-forces" for c in shared}:
                wrong.append((code, adjective, actor and actor.id))
    assert wrong == []


# Genitives and compounds an acronym takes in each language.
ACRONYM_FORMS = {
    "nb": ("{}", "{}s", "{}-talsmann", "{}-krigere"),
    "nn": ("{}", "{}s", "{}-talsmann", "{}-krigarar"),
    "da": ("{}", "{}s", "{}'s", "{}-talsmand", "{}-krigere"),
    "sv": ("{}", "{}:s", "{}-talesman", "{}-krigare"),
    "en": ("{}", "{}'s", "{}’s", "{}-backed forces"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_acronym_is_found_in_all_its_forms(lang: str) -> None:
    wrong = []
    for entry in load_register().entries.values():
        for acronym in entry.acronyms:
            for form in ACRONYM_FORMS[lang]:
                if acronym.endswith("s") and form == "{}s":
                    continue
                text = f"Nu {form.format(acronym)} ."
                found = [m for m in find_actors(text, lang) if entry.id in m.actor_ids]
                if not found or not found[0].text.startswith(acronym):
                    wrong.append((entry.id, text))
    assert wrong == []


# -- scan -----------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "span", "form", "actor"),
    [
        ("nb", "Folk i SDFs rekker", "SDFs", "acronym", "sdf-syria"),
        ("da", "IS's våben", "IS's", "acronym", "islamic-state"),
        ("da", "USA's fly", "USA's", "acronym", "US"),
        ("nb", "Da IS' krigere kom", "IS'", "acronym", "islamic-state"),
        ("sv", "SDF:s ledare", "SDF:s", "acronym", "sdf-syria"),
        ("sv", "USA:s plan", "USA:s", "acronym", "US"),
        ("nb", "En SDF-talsmann sa", "SDF", "compound", "sdf-syria"),
        ("nb", "Ti IS-krigere falt", "IS", "compound", "islamic-state"),
        ("nn", "Iran-støtta grupper", "Iran", "compound", "IR"),
        ("nb", "Hamas-kontrollerte områder", "Hamas", "compound", "hamas"),
        ("da", "de amerikanskledede styrker", "amerikansk", "compound", "US"),
        ("nb", "Russlands planer", "Russlands", "name", "RU"),
        ("sv", "Natos flotta", "Natos", "acronym", "nato"),
        ("nb", "hos Leger Uten Grenser nå", "Leger Uten Grenser", "name", "msf"),
        ("sv", "då huthirebellerna sköt", "huthirebellerna", "name", "houthis"),
        ("nb", "at russerne trakk seg", "russerne", "inhabitant", "RU"),
        ("nb", "i Moskva nå", "Moskva", "metonym", "RU"),
        ("en", "the U.S. army", "U.S.", "acronym", "US"),
        ("nb", "fra Nord-Korea og", "Nord-Korea", "name", "KP"),
        ("nn", "houthiane skaut", "houthiane", "name", "houthis"),
        ("da", "fra DR Congo nu", "DR Congo", "name", "CD"),
    ],
)
def test_scan_finds_forms(lang: str, text: str, span: str, form: str, actor: str) -> None:
    found = {m.text: m for m in find_actors(text, lang)}
    assert span in found, found
    assert actor in found[span].actor_ids
    assert found[span].form == form


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "is på vannet"),
        ("da", "Is er koldt"),
        ("nb", "Uten grenser i nord"),
        ("nb", "under krigen"),
        ("sv", "Bild på en bro"),
        ("en", "She is here who left"),
        ("nb", "en fnugg"),
    ],
)
def test_scan_respects_case(lang: str, text: str) -> None:
    assert [m for m in find_actors(text, lang) if m.form != "epithet"] == []


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("nb", "jihadistene"),
        ("nb", "opprørere"),
        ("nn", "opprørarane"),
        ("nn", "tryggingsstyrkane"),
        ("da", "oprørernes"),
        ("da", "regeringsstyrkerne"),
        ("sv", "rebellerna"),
        ("sv", "regimens"),
        ("en", "jihadists"),
        ("en", "security forces"),
    ],
)
def test_scan_finds_epithets(lang: str, word: str) -> None:
    [found] = find_actors(word, lang)
    assert (found.text, found.form, found.actor_ids) == (word, "epithet", ())


PIECES = st.sampled_from(
    [
        "IS",
        "SDF-",
        "talsmann",
        " ",
        "'",
        "s",
        ":s",
        "USA",
        "-ledede",
        "Leger uten grenser",
        "russiske",
        "fly",
        ".",
        "«",
        "Røde Kors",
        "ø",
        "\n",
        "Kim Holm",
        "i",
        "12",
        "(",
        "–",
        "houthi",
        "bevegelsens ",
        "krigere ",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(LANGUAGES))
def test_scan_spans_reproduce_the_text(text: str, lang: str) -> None:
    found = find_actors(text, lang)
    assert all(text[m.start : m.end] == m.text and m.form in FORMS for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_description_in_the_genitive_behind_the_head_owns_nothing() -> None:
    assert name("krigerne fra oprørsbevægelsens", "da") == "fighters"


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=10).map("".join) | st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_resolver_takes_any_text_and_gives_listed_reasons(text: str, lang: str) -> None:
    first, second = read(text, lang), read(text, lang)
    assert first == second
    assert first.reason in REASONS
    if first.actor and first.actor.reason:
        assert first.actor.reason.partition(":")[0] in REASONS


# -- resolver -------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mention", "person", "party"),
    [
        ("SDF-talsmann Karim Osman", "Karim Osman", "Syrian Democratic Forces"),
        ("SDFs talsmann Karim Osman", "Karim Osman", "Syrian Democratic Forces"),
        ("Koalisjonens talsmann Ian Price", "Ian Price", "US-led coalition"),
        ("Talibans talsmann Wali Noor", "Wali Noor", "Taliban"),
        ("Wali Noor, talsmann for Taliban", "Wali Noor", "Taliban"),
        ("Frankrikes president Luc Morel", "Luc Morel", "France"),
        ("den russiske generalen Oleg Sidorov", "Oleg Sidorov", "Military Forces of Russia"),
        ("FNs spesialutsending Jan van der Berg", "Jan van der Berg", "United Nations"),
        ("IS' leder Abu Yusuf al-Halabi", "Abu Yusuf al-Halabi", "Islamic State"),
        ("AFP-korrespondent Anna Dahl", "Anna Dahl", "AFP"),
    ],
)
def test_person_has_the_organisation_named_with_it(mention: str, person: str, party: str) -> None:
    reading = read(mention)
    assert reading.head == "person"
    assert reading.actor is not None
    assert reading.actor.affiliation is not None
    assert (reading.actor.name, reading.actor.kind, reading.actor.affiliation.name) == (person, "person", party)


def test_person_without_organisation_stays_without() -> None:
    reading = read("Kari Holm")
    assert reading.reason == "actor_person_alone"
    assert reading.actor is not None
    assert reading.actor.affiliation is None


def test_person_is_known_again_by_one_name() -> None:
    first, again, genitive = story("SDF-talsmann Karim Osman", "Osman", "Osmans")
    assert first is not None
    for actor in (again, genitive):
        assert actor is not None
        assert (actor.id, actor.affiliation) == (first.id, first.affiliation)


def test_person_is_known_again_by_role() -> None:
    _, again = story("Frankrikes president Luc Morel", "presidenten")
    assert again is not None
    assert again.name == "Luc Morel"


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "en talsmann for koalisjonen", "US-led coalition"),
        ("nb", "en SDF-kommandant", "Syrian Democratic Forces"),
        ("nb", "en kilde i den syriske hæren", "Military Forces of Syria"),
        ("nb", "AFPs korrespondent", "AFP"),
    ],
)
def test_role_without_a_name_is_its_party(lang: str, mention: str, expected: str) -> None:
    reading = read(mention, lang)
    assert reading.actor is not None
    assert (reading.actor.name, reading.reason) == (expected, "actor_role")


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "den kurdiskdominerte SDF-alliansen", "Syrian Democratic Forces"),
        ("nb", "den britiskbaserte eksilgruppen Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"),
        ("nb", "Den USA-ledede koalisjonen", "US-led coalition"),
        ("nb", "den libanesiske Hizbollah-militsen", "Hezbollah"),
        ("nb", "terrorgruppen IS", "Islamic State"),
        ("nb", "IS-krigere", "Islamic State"),
        ("nb", "krigere fra Den islamske stat", "Islamic State"),
        ("nb", "nyhetsbyrået AFP", "AFP"),
        ("nb", "De hvite hjelmene", "White Helmets"),
        ("nb", "FNs sikkerhetsråd", "United Nations Security Council"),
        ("nb", "Det hvite hus", "White House"),
        ("nb", "russiske fly", "Military Forces of Russia"),
        ("nb", "Tyrkias luftvåpen", "Military Forces of Turkey"),
        ("nb", "det tyrkiske politiet", "Police of Turkey"),
        ("nb", "regjeringen i Kabul", "Government of Afghanistan"),
        ("nb", "Det irakiske innenriksdepartementet", "Ministry of Interior of Iraq"),
        ("nb", "Russland", "Russia"),
        ("nb", "Moskva", "Russia"),
        ("nb", "russerne", "Russia"),
        ("nb", "regjeringsstyrkene", "Military Forces of Syria"),
        ("nb", "politiet", "Police of Syria"),
        ("nb", "regimet", "Government of Syria"),
        ("nb", "koalisjonen", "US-led coalition"),
        ("nb", "Hamas-kontrollerte helsemyndigheter", "Hamas"),
        ("nb", "syriske opprørere", "Opposition Rebels (Syria)"),
        ("nb", "gruppen Ansar al-Bahr", "Ansar al-Bahr"),
    ],
)
def test_group_is_resolved(lang: str, mention: str, expected: str) -> None:
    reading = read(mention, lang)
    assert reading.actor is not None
    assert (reading.actor.name, reading.head) == (expected, "group")


@pytest.mark.parametrize(("country", "expected"), [("YE", "Saudi-led coalition"), ("IQ", "US-led coalition")])
def test_coalition_is_that_of_the_country(country: str, expected: str) -> None:
    assert name("koalisjonen", "nb", ActorContext(countries={country: 3.0}, published=date(2018, 5, 1))) == expected


@pytest.mark.parametrize(
    ("seen", "mention", "expected"),
    [
        ("IS", "jihadistene", "Islamic State"),
        ("Taliban", "opprørerne", "Taliban"),
        ("Hizbollah", "militsen", "Hezbollah"),
        ("M23", "gruppen", "March 23 Movement"),
        ("Amnesty", "organisasjonen", "Amnesty International"),
        ("NATO", "alliansen", "NATO"),
        ("Reuters", "nyhetsbyrået", "Reuters"),
        ("Israel", "landet", "Israel"),
    ],
)
def test_epithet_is_the_fitting_party_named_last(seen: str, mention: str, expected: str) -> None:
    actor = story(seen, mention)[1]
    assert actor is not None
    assert actor.name == expected


def test_forces_of_a_person_are_those_of_the_organisation() -> None:
    actor = story("SDF-talsmann Karim Osman", "Osmans styrker")[1]
    assert actor is not None
    assert actor.name == "Syrian Democratic Forces"
    assert name("president Karim Osmans styrker") == "Military Forces of Syria"


def test_epithet_passes_over_parties_that_do_not_fit() -> None:
    actor = story("Al-Qaida", "Israel", "Kim Holm", "SOHR", "jihadistene")[-1]
    assert actor is not None
    assert actor.name == "al-Qaeda"


def test_epithet_that_fits_several_is_the_kind_with_candidates() -> None:
    reading = read("jihadistene")
    assert (reading.actor and reading.actor.name, reading.reason, reading.head) == ("jihadists", "actor_epithet_kind", "kind")
    assert {"islamic-state", "hts"} <= set(reading.candidates)


def test_epithet_that_fits_one_of_the_country_is_that() -> None:
    assert name("opprørerne", "nb", ActorContext(countries={"YE": 2.0}, published=date(2019, 1, 1))) == "Houthis"


def test_acronym_of_several_actors_is_settled_by_country_or_stays_open() -> None:
    assert name("AA", "nb", ActorContext(countries={"MM": 2.0})) == "Arakan Army"
    assert name("AA", "nb", ActorContext(countries={"TR": 2.0})) == "Anadolu"
    reading = read("AA", "nb", ActorContext())
    assert (reading.actor, reading.reason) == (None, "actor_name_ambiguous")
    assert set(reading.candidates) == {"arakan-army", "anadolu"}


@pytest.mark.parametrize(
    ("mention", "expected", "kind"),
    [
        ("minst to sivile", "civilians", "civilians"),
        ("et sykehus", "hospital", "unknown"),
        ("to busser", "buses", "unknown"),
        ("en flyktningleir", "refugee camp", "unknown"),
        ("IS' sykehus", "hospital", "unknown"),
        ("sivile i Syria", "civilians", "civilians"),
        ("to amerikanere", "Americans", "civilians"),
    ],
)
def test_kinds_are_plain_english_nouns(mention: str, expected: str, kind: str) -> None:
    reading = read(mention)
    assert reading.actor is not None
    assert (reading.actor.name, reading.actor.kind, reading.head) == (expected, kind, "kind")


def test_pronouns_and_unknown_words_have_no_actor() -> None:
    assert read("de").reason == "actor_pronoun"
    assert read("noko heilt ukjent").actor is None


def test_article_countries_weigh_places_over_mentions() -> None:
    weights = article_countries("Fly fra USA bombet i Jemen. Amerikanske kilder sier at kampene i Jemen fortsetter.", "nb")
    assert next(iter(weights)) == "YE"


def test_resolver_is_fast_enough() -> None:
    resolver = ActorResolver("nb")
    mentions = [
        "den kurdiskdominerte SDF-alliansen",
        "SDF-talsmann Karim Osman",
        "regjeringsstyrkene",
        "russiske fly",
        "jihadistene",
        "minst to sivile",
    ]
    rounds = []
    for _ in range(3):  # the best of three, by the processor's own time: other work on the machine is not counted
        start = time.process_time()
        for _ in range(100):
            for mention in mentions:
                resolver.resolve(mention, context=SYRIA)
        rounds.append(100 * len(mentions) / (time.process_time() - start))
    assert max(rounds) > 1500


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "tre medlemmer av Taliban", "Taliban"),
        ("nb", "IS-medlemmer", "Islamic State"),
        ("nn", "medlemer av Taliban", "Taliban"),
        ("da", "formodede medlemmer af Taliban", "Taliban"),
        ("sv", "medlemmar i Taliban", "Taliban"),
        ("en", "members of the Taliban", "Taliban"),
        ("nb", "medlemmer av Røde Kors", "members"),
        ("sv", "medlemmar i Röda Korset", "members"),
    ],
)
def test_members_of_an_armed_group_are_the_group(lang: str, mention: str, expected: str) -> None:
    assert name(mention, lang) == expected


@pytest.mark.parametrize(
    ("lang", "mention"),
    [
        ("nb", "opposisjonens nasjonale koalisjon"),
        ("nn", "den nasjonale koalisjonen"),
        ("da", "oppositionens nationale koalition"),
        ("sv", "den nationella koalitionen"),
    ],
)
def test_coalition_called_by_a_word_of_a_groups_name_is_that_group(lang: str, mention: str) -> None:
    assert name(mention, lang) == "Syrian National Coalition"
    assert name({"nb": "koalisjonen", "nn": "koalisjonen", "da": "koalitionen", "sv": "koalitionen"}[lang], lang) != "Syrian National Coalition"


# -- gold (a sample that is not part of the package) ----------------------------------------------------------------------------------------------

SAMPLE = [f"dev/dev_{d}" for d in ("nb_01", "nb_02", "nb_03", "nb_04", "da_01", "da_02", "da_03", "da_04", "sv_01", "sv_02", "nn_01", "en_01")]


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="gold sample ../shared/gold is not here")
def test_gold_mentions_resolve_to_accepted_names() -> None:
    right = total = 0
    for stem in SAMPLE:
        text = (SHARED / "gold" / f"{stem}.txt").read_text(encoding="utf-8")
        gold = json.loads((SHARED / "gold" / f"{stem}.gold.json").read_text(encoding="utf-8"))
        spans = {tuple(p["span"]): p["names"] for c in gold["claims"] for role in ("agents", "targets", "sources") for p in c[role]}
        seen = [(m.start, m.end) for m in find_actors(text, gold["lang"]) if m.form in ("name", "acronym", "inhabitant")]
        resolver, countries, resolved = ActorResolver(gold["lang"]), article_countries(text, gold["lang"]), ()
        for start, end in sorted({*spans, *(s for s in seen if not any(a < s[1] and s[0] < b for a, b in spans))}):
            reading = resolver.resolve(text[start:end], context=ActorContext(countries=countries, resolved=resolved))
            actor = reading.actor
            resolved = (*resolved, actor) if actor else resolved
            if (start, end) in spans and reading.reason != "actor_pronoun":
                total += 1
                names = {actor.name, actor.affiliation.name if actor.affiliation else ""} if actor else set()
                right += bool({n.lower() for n in names} & {n.lower() for n in spans[start, end]})
    print(f"gold mentions with an accepted name: {right}/{total}")
    assert right / total >= 0.9


NUMBERS = [
    ("nb", "en 17 år gammel gutt", "boy"),
    ("nb", "to øyenvitner", "eyewitnesses"),
    ("nb", "en boligblokk", "residential building"),
    ("nb", "flere boligblokker", "residential buildings"),
    ("nb", "tre forretningsmenn", "businessmen"),
    ("nn", "ein 15 år gammal gut", "boy"),
    ("nn", "ein konvoi", "convoy"),
    ("da", "en 24-årig kvinde", "woman"),
    ("da", "et olielager", "oil depot"),
    ("da", "tre konvojer", "convoys"),
    ("sv", "en granne", "neighbour"),
    ("sv", "två grannar", "neighbours"),
    ("en", "a 17-year-old boy", "boy"),
    ("en", "two boys", "boys"),
]


@pytest.mark.parametrize(("lang", "mention", "english"), NUMBERS)
def test_kind_is_named_in_the_number_of_the_phrase(lang: str, mention: str, english: str) -> None:
    assert name(mention, lang, ActorContext()) == english


def test_parser_tells_the_number_where_the_form_does_not() -> None:
    resolver = ActorResolver("nn")
    told = resolver.resolve("Husa", context=ActorContext(), numbers={0: "plural"}).actor
    assert told is not None
    assert told.name == "houses"


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "libanesiske sikkerhetskilder", "security sources"),
        ("nn", "israelske medium", "media"),
        ("da", "lokale medier", "local media"),
        ("sv", "libanesiska säkerhetskällor", "security sources"),
        ("en", "hospital officials", "hospital officials"),
        ("sv", "statliga medier", "Syrian state media"),
        ("nb", "en diplomat i Beirut", "diplomat"),
    ],
)
def test_a_nationality_makes_sources_nobodys_word(lang: str, mention: str, expected: str) -> None:
    reading = read(mention, lang)
    assert reading.actor is not None
    assert reading.actor.name.startswith(expected.removesuffix("s"))


# -- institutions ---------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "den norske ambassaden i Kabul", "Embassy of Norway"),
        ("nn", "Frankrikes ambassade i Bamako", "Embassy of France"),
        ("da", "den britiske ambassade i Nairobi", "Embassy of United Kingdom"),
        ("sv", "Rysslands ambassad i Damaskus", "Embassy of Russia"),
        ("en", "the embassy of Norway in Kabul", "Embassy of Norway"),
        ("nb", "ambassaden i Paris", "embassy"),
        ("en", "the embassy in Norway", "embassy"),
        ("nb", "Moldovas redningstjeneste", "Rescue Service of Moldova"),
        ("nn", "redningstenesta", "rescue service"),
        ("sv", "räddningstjänsten i Ukraina", "Rescue Service of Ukraine"),
        ("nb", "krisestaben", "Crisis Staff of Syria"),
        ("da", "den ukrainske anklagemyndighed", "Prosecutor's Office of Ukraine"),
        ("sv", "Turkiets högsta domstol", "Supreme Court of Turkey"),
        ("nn", "det indiske energidepartementet", "Ministry of Energy of India"),
        ("en", "the Libyan coast guard", "Coast Guard of Libya"),
        ("da", "den amerikanske kommando i Kabul", "Military Forces of United States"),
    ],
)
def test_organs_of_a_state(lang: str, mention: str, expected: str) -> None:
    assert name(mention, lang) == expected


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "FN-kontoret i Haiti", "United Nations"),
        ("nn", "hæren sitt pressekontor", "Military Forces of Syria"),
        ("da", "den irakiske hærs pressetjeneste", "Military Forces of Iraq"),
        ("sv", "PKK:s ledning", "Kurdistan Workers' Party"),
        ("en", "Hezbollah's media office", "Hezbollah"),
        ("nb", "statsministerkontoret i Pakistan", "Office of the Prime Minister of Pakistan"),
        ("da", "præsidentens kontor", "Office of the President of Syria"),
        ("sv", "ett kontor", "office"),
    ],
)
def test_a_bureau_speaks_for_the_one_that_has_it(lang: str, mention: str, expected: str) -> None:
    assert name(mention, lang) == expected


@pytest.mark.parametrize(
    ("lang", "mention"),
    [
        ("nb", "kontoret i Genève"),
        ("nn", "kontoret i Genève"),
        ("da", "kontoret i Genève"),
        ("sv", "kontoret i Genève"),
        ("en", "the office in Geneva"),
    ],
)
def test_the_office_is_that_of_the_organisation_named_last(lang: str, mention: str) -> None:
    found = story("Unicef", mention, lang=lang)
    assert [a and a.id for a in found] == ["unicef", "unicef"]


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "sørossetiske myndigheter", "Government of South Ossetia"),
        ("da", "det abkhasiske forsvarsministerium", "Ministry of Defence of Abkhazia"),
        ("sv", "myndigheterna i Nagorno-Karabach", "Government of Artsakh"),
        ("en", "the authorities in Stepanakert", "Government of Artsakh"),
        ("nn", "styresmaktene i Transnistria", "Government of Transnistria"),
        ("en", "Somaliland's defence ministry", "Ministry of Defence of Somaliland"),
        ("nb", "de palestinske selvstyremyndighetene", "Palestinian Authority"),
        ("nb", "de kurdiske selvstyremyndighetene i Nord-Irak", "Kurdistan Regional Government"),
    ],
)
def test_breakaway_authorities_are_their_own(lang: str, mention: str, expected: str) -> None:
    georgia = ActorContext(countries={"GE": 8.0, "RU": 2.0})
    assert name(mention, lang, georgia) == expected


def test_forces_of_a_polity_are_of_its_kind_and_country() -> None:
    actor = read("abkhasiske styrker").actor
    assert actor is not None
    assert (actor.id, actor.kind, actor.country) == ("abkhazia:military-forces", "non_state_armed", "GE")


@pytest.mark.parametrize(
    ("lang", "mention"),
    [
        ("nb", "Røde Kors i landet"),
        ("nn", "Raude Krossen i landet"),
        ("da", "Kenyas Røde Kors"),
        ("sv", "det kenyanska röda korset"),
        ("en", "the Kenyan Red Cross"),
    ],
)
def test_a_country_s_own_society(lang: str, mention: str) -> None:
    assert name(mention, lang, ActorContext(countries={"KE": 5.0})) == "Kenyan Red Cross"


def test_a_country_in_a_relative_clause_is_not_the_organ_s() -> None:
    assert name("innenriksdepartementet i Tbilisi, som anklager russiske soldater") == "Ministry of Interior of Georgia"


def test_local_authorities_belong_to_their_government() -> None:
    actor = read("regionadministrasjonen i Ukraina").actor
    assert actor is not None
    assert (actor.name, actor.affiliation and actor.affiliation.name) == ("regional authorities", "Government of Ukraine")


@pytest.mark.parametrize(
    ("lang", "mention", "expected"),
    [
        ("nb", "ei hjelpegruppe i byen", "aid group"),
        ("nn", "hjelpegrupper", "aid groups"),
        ("da", "en menneskerettighedsgruppe", "human rights group"),
        ("sv", "människorättsgrupper", "human rights groups"),
        ("en", "a rights group", "human rights group"),
        ("nb", "en hjelpeorganisasjon", "aid organisation"),
    ],
)
def test_groups_and_organisations_are_told_apart(lang: str, mention: str, expected: str) -> None:
    assert name(mention, lang, ActorContext()) == expected


def test_a_name_behind_its_noun_outranks_the_party_before_it() -> None:
    assert name("FN-missionen UNMISS", "da") == "UNMISS"


def test_a_ministry_is_that_of_the_one_who_controls_it() -> None:
    assert name("Houthi-kontrollerte helsemyndigheter i Sana") == "Houthis"


def test_authorities_of_an_armed_group_are_not_the_state_s() -> None:
    assert name("separatistmyndighetene", context=ActorContext(countries={"MX": 5.0})) == "separatists"


@pytest.mark.parametrize(
    ("lang", "mention"), [("nb", "opprørsledelsen"), ("nn", "opprørsleiinga"), ("da", "oprørsledelsen"), ("sv", "rebelledningen")]
)
def test_the_leadership_of_rebels_is_the_rebels(lang: str, mention: str) -> None:
    assert name(mention, lang, ActorContext()) == "rebels"


@pytest.mark.parametrize(("lang", "mention"), [("nb", "kilder i Egypt"), ("da", "kilder i Egypten"), ("sv", "källor i Egypten")])
def test_sources_in_a_country_are_not_the_country(lang: str, mention: str) -> None:
    assert name(mention, lang) == "sources"
