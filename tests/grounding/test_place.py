"""Finding and settling places. All sentences are our own."""

from __future__ import annotations

import csv
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ifolge.grounding.place import REASONS, PlaceMention, PlaceReading, PlaceResolver, find_places

TOPONYMS = Path(__file__).with_name("data") / "toponyms.tsv"
FARTHEST = {"place": 25, "adm1": 150, "region": 300, "water": 400}  # km; areas have a point somewhere in them
FRAMES = {"nb": "Flere ble drept i {}.", "nn": "Fleire vart drepne i {}.", "da": "Flere blev dræbt i {}.", "sv": "Flera dödades i {}."}


def settled(text: str, lang: str, *, anaphors: bool = False) -> list[tuple[PlaceMention, PlaceReading | None]]:
    mentions = find_places(text, lang, anaphors=anaphors)
    return list(zip(mentions, PlaceResolver(lang).settle(mentions), strict=True))


def reading(text: str, lang: str, written: str) -> tuple[PlaceMention, PlaceReading | None]:
    return next((m, r) for m, r in settled(text, lang) if text[m.start : m.end] == written)


def km(lat: float, lon: float, place: PlaceReading) -> float:
    assert place.lat is not None
    assert place.lon is not None
    h = sin(radians(place.lat - lat) / 2) ** 2 + cos(radians(lat)) * cos(radians(place.lat)) * sin(radians(place.lon - lon) / 2) ** 2
    return 12742 * asin(sqrt(h))


@lru_cache(maxsize=1)
def toponyms() -> tuple[dict[str, str], ...]:
    with TOPONYMS.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def answer(row: dict[str, str]) -> PlaceReading | None:
    text = FRAMES[row["lang"]].format(row["name"] + ("-provinsen" if row["kind"] == "adm1" else ""))
    mentions = find_places(text, row["lang"])
    found = PlaceResolver(row["lang"]).settle(mentions, countries={row["country"]: 1.0})
    return next((r for m, r in zip(mentions, found, strict=True) if m.start == text.index(row["name"])), None)


@pytest.mark.parametrize("half", [0, 1], ids=["dev", "held"])
def test_toponyms_of_conflicts_are_right_first(half: int) -> None:
    rows = toponyms()[half::2]
    answers = [(row, answer(row)) for row in rows]
    near = [r is not None and r.lat is not None and km(float(row["lat"]), float(row["lon"]), r) < FARTHEST[row["kind"]] for row, r in answers]
    given_answers = sum(r is not None and r.lat is not None for _, r in answers)
    print(f"{len(rows)} names, {given_answers} answered, {sum(near)} right")
    assert sum(near) / len(rows) >= 0.95
    assert sum(near) / given_answers >= 0.96


def test_toponyms_cover_countries() -> None:
    assert len(toponyms()) >= 400
    assert len({row["country"] for row in toponyms()}) >= 25


@pytest.mark.parametrize(
    ("text", "lang", "written", "phrase", "construction", "country", "precision"),
    [
        ("Ti ble drept i Saraqib i Syria.", "nb", "Saraqib", "Saraqib", "in", "SY", 1),
        ("Ti ble drept i landsbyen Robotyne i Ukraina.", "nb", "Robotyne", "landsbyen Robotyne", "in", "UA", 1),
        ("Kamper raser utenfor Kidal nord i Mali.", "nb", "Kidal", "Kidal", "near", "ML", 2),
        ("Kamper raser utenfor Kidal nord i Mali.", "nb", "Mali", "nord i Mali", "compass", "ML", 5),
        ("Angrepet skjedde i Idlib-provinsen.", "nb", "Idlib-provinsen", "Idlib-provinsen", "in", "SY", 4),
        ("Angrepet skjedde i Idlib-provinsen nordvest i landet.", "nb", "Idlib-provinsen", "Idlib-provinsen nordvest i landet", "in", "SY", 4),
        ("En kolonne er på vei mot Raqqa i Syria.", "nb", "Raqqa", "Raqqa", "toward", "SY", 1),
        ("Granater slo ned 15 km nord for Mosul.", "nb", "Mosul", "15 km nord for Mosul", "near", "IQ", 2),
        ("Granater slo ned 60 km nord for Mosul.", "nb", "Mosul", "60 km nord for Mosul", "near", "IQ", 5),
        ("Det vart skote i utkanten av Hodeida aust i Jemen.", "nn", "Hodeida", "Hodeida", "near", "YE", 2),
        ("Åtaket skjedde i Helmand.", "nn", "Helmand", "Helmand", "in", "AF", 4),
        ("Soldater er på vej ind i det østlige Syrien.", "da", "Syrien", "det østlige Syrien", "compass", "SY", 5),
        ("I Nordsyrien falder bomber.", "da", "Nordsyrien", "Nordsyrien", "compass", "SY", 5),
        ("Et skib blev ramt i Det Røde Hav.", "da", "Det Røde Hav", "Det Røde Hav", "in", None, 7),
        ("Kampe ved grænsen mellem Mali og Niger.", "da", "Mali", "grænsen mellem Mali og Niger", "border", "ML", 5),
        ("Bomben sprang i provinsen Saada.", "da", "Saada", "provinsen Saada", "in", "YE", 4),
        ("Striderna rasar i nordöstra Nigeria.", "sv", "Nigeria", "nordöstra Nigeria", "compass", "NG", 5),
        ("En bilbomb exploderade i Afghanistans huvudstad Kabul.", "sv", "Kabul", "huvudstad Kabul", "plain", "AF", 1),
        ("Flygattacken träffade Gaza.", "sv", "Gaza", "Gaza", "plain", "PS", 4),
        ("Three died in Helmand province.", "en", "Helmand", "Helmand province", "in", "AF", 4),
        ("Shells hit the town of Avdiivka in eastern Ukraine.", "en", "Avdiivka", "the town of Avdiivka", "plain", "UA", 1),
    ],
)
def test_construction_gives_phrase_and_precision(
    text: str, lang: str, written: str, phrase: str, construction: str, country: str | None, precision: int
) -> None:
    mention, place = reading(text, lang, written)
    assert text[mention.phrase_start : mention.phrase_end] == phrase
    assert mention.construction == construction
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Brett McGurk møtte Mustefa Bali. Sean Ryan sier at de er enige.", "nb"),
        ("Leger Uten Grenser og Human Rights Watch fordømmer det som skjedde.", "nb"),
        ("Den er ny. Men her er det stille. For oss er det over. Over hundre kom. I går regnet det. Man ventet.", "nb"),
        ("Hamas, Taliban og Hizbollah avviser det. Boko Haram og Al-Shabaab likeså.", "nb"),
        ("Rosenborg slo Molde etter at Haaland scoret to mål mot Brann.", "nb"),
        ("Damaskus-regimet og Kabul-regjeringen nekter.", "nb"),
        ("Lars Løkke mødte Mette Frederiksen, og Novo Nordisk steg. Man håber.", "da"),
        ("Alle kom. Der var mange. Ham så vi ikke. Hun sagde det til Berlingske.", "da"),
        ("Magdalena Andersson träffade Ulf Kristersson. Malmö FF vann mot Djurgården.", "sv"),
        ("Sex av dem skadades. Andra klarade sig. Man väntar.", "sv"),
        ("Jordan Henderson scored. Paris Hilton laughed. Israel Adesanya won on Monday.", "en"),
        ("The Jordan Times and Damascus University said nothing in March.", "en"),
    ],
)
def test_no_place_where_none_is_named(text: str, lang: str) -> None:
    assert [m.name for m, r in settled(text, lang) if r is not None] == []


def test_excluded_spans_yield_no_place() -> None:
    text = "Ti ble drept i Aleppo."
    start = text.index("Aleppo")
    assert find_places(text, "nb", exclude=[(start, start + 6)]) == []


def test_other_places_settle_an_ambiguous_name() -> None:
    for country, code in (("Libanon", "LB"), ("Libya", "LY")):
        _, place = reading(f"Fire ble drept i Tripoli nord i {country}.", "nb", "Tripoli")
        assert place is not None
        assert place.country == code
    _, place = reading("Kampene i Deir al-Zor og ved Abu Kamal fortsatte. Ti døde i Hajin.", "nb", "Hajin")
    assert place is not None
    assert place.country == "SY"


def test_little_known_name_without_a_country_abstains() -> None:
    assert [r for _, r in settled("Ti døde i Nawa.", "nb")] == [None]


def test_bare_name_is_the_town_unless_the_article_says_province() -> None:
    _, town = reading("Ti ble drept i Kunduz i Afghanistan.", "nb", "Kunduz")
    text = "Ti ble drept i Kunduz i Afghanistan. Kunduz-provinsen er uten strøm."
    province = settled(text, "nb")[0][1]
    assert town is not None
    assert town.kind == "place"
    assert any(c.startswith("geonames:") for c in town.candidates)
    assert province is not None
    assert province.kind == "adm1"


def test_ellipsis_of_a_compound_tail() -> None:
    text = "Fly bombet Hama- og Idlib-provinsen i Syria."
    found = settled(text, "nb")
    assert [(text[m.start : m.end], r.kind if r else None) for m, r in found[:2]] == [("Hama-", "adm1"), ("Idlib-provinsen", "adm1")]


def test_members_of_a_list_share_the_preposition() -> None:
    mentions = find_places("Bomber falt utenfor Aleppo, Hama og Latakia.", "nb")
    assert [(m.name, m.construction) for m in mentions] == [("Aleppo", "near"), ("Hama", "near"), ("Latakia", "near")]


def test_dateline_is_marked() -> None:
    mentions = find_places("KABUL (NTB-AFP): Ti ble drept i Kunduz.\nUSAs hær svarer.", "nb")
    assert [(m.name, m.construction) for m in mentions] == [("Kabul", "dateline"), ("Kunduz", "in"), ("USA", "plain")]


def test_anaphors_take_up_the_place_before() -> None:
    text = "Ti ble drept i Kunduz i Afghanistan. Byen ble angrepet fra øst. Sørvest i landet er det rolig."
    found = {text[m.phrase_start : m.phrase_end]: r for m, r in settled(text, "nb", anaphors=True) if not m.name}
    town, country = found["Byen"], found["Sørvest i landet"]
    assert town is not None
    assert (town.name, town.precision, town.reason) == ("Kunduz", 1, "place_anaphor")
    assert country is not None
    assert (country.country, country.precision) == ("AF", 5)


def test_spelling_no_source_has_is_found_in_the_article_s_country_only() -> None:
    mentions = find_places("Ti døde i landsbyen Sjtsjastija.", "nb")
    resolver = PlaceResolver("nb")
    (inside,) = resolver.settle(mentions, countries={"UA": 1.0})
    (outside,) = resolver.settle(mentions, countries={"ML": 1.0})
    assert inside is not None
    assert inside.reason == "place_spelling"
    assert inside.country == "UA"
    assert outside is not None
    assert (outside.name, outside.country, outside.lat, outside.reason) == ("Sjtsjastija", "ML", None, "place_unlisted")


@pytest.mark.parametrize(
    ("text", "lang", "written", "conflict"),
    [
        ("Angrepet skjedde i Idlib-provinsen nordvest i landet, ifølge syriske medier i Syria.", "nb", "Idlib-provinsen", False),
        ("Angrepet skjedde i Idlib-provinsen sørøst i landet, ifølge syriske medier i Syria.", "nb", "Idlib-provinsen", True),
        ("Ti vart drepne i Deir al-Zor søraust i Syria.", "nn", "Deir al-Zor", False),
        ("Ti vart drepne i Raqqa søraust i Syria, i Lattakia nordaust i Syria.", "nn", "Lattakia", True),
        ("Ti blev dræbt i Mariupol i det vestlige Ukraine.", "da", "Mariupol", True),
        ("Ti blev dræbt i Mariupol i det sydøstlige Ukraine.", "da", "Mariupol", False),
        ("Tio dödades i Kunduz i södra Afghanistan.", "sv", "Kunduz", True),
        ("Tio dödades i Kunduz i norra Afghanistan.", "sv", "Kunduz", False),
        ("Ten were killed in Maiduguri in southwestern Nigeria.", "en", "Maiduguri", True),
        ("Ten were killed in Maiduguri in northeastern Nigeria.", "en", "Maiduguri", False),
    ],
)
def test_compass_phrase_that_contradicts_the_gazetteer_is_told_and_the_place_kept(text: str, lang: str, written: str, conflict: bool) -> None:
    _, place = reading(text, lang, written)
    assert place is not None
    assert place.kind in ("place", "adm1")
    assert (place.reason == "place_compass_conflict") == conflict


def test_several_villages_of_one_name_are_the_unit_that_holds_them_all() -> None:
    [mention] = find_places("Ti ble drept i Ljubimivka.", "nb")
    [place] = PlaceResolver("nb").settle([mention], countries={"UA": 1.0})
    assert place is not None
    assert (place.name, place.precision, place.reason) == ("Ukraine", 6, "place_undecided")
    assert len(place.candidates) >= 2


def test_village_that_no_source_has_keeps_its_name_in_the_country_of_the_article() -> None:
    mentions = find_places("Ti ble drept i landsbyen Qwzarbikhutr.", "nb")
    [place] = PlaceResolver("nb").settle(mentions, countries={"SY": 1.0})
    assert place is not None
    assert (place.name, place.country, place.lat, place.precision, place.reason) == ("Qwzarbikhutr", "SY", None, 1, "place_unlisted")
    assert PlaceResolver("nb").settle(mentions, countries={"SY": 1.0, "IQ": 1.0}) == [None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Ti ble drept utenfor Qwzarbik nær Raqqa i Syria."),
        ("nn", "Ti vart drepne utanfor Qwzarbik nær Raqqa i Syria."),
        ("da", "Ti blev dræbt uden for Qwzarbik nær Raqqa i Syrien."),
        ("sv", "Tio dödades utanför Qwzarbik nära Raqqa i Syrien."),
        ("en", "Ten were killed outside Qwzarbik near Raqqa in Syria."),
    ],
)
def test_name_that_no_source_has_keeps_its_name_behind_a_preposition_of_place(lang: str, text: str) -> None:
    _, place = reading(text, lang, "Qwzarbik")
    assert place is not None
    assert (place.id, place.name, place.country, place.lat, place.precision) == (None, "Qwzarbik", "SY", None, 2)


def test_name_of_two_words_is_taken_whole_though_its_first_alone_is_a_place() -> None:
    assert [m.name for m in find_places("Ti ble drept i Adi Qwzarbik.", "nb")] == ["Adi Qwzarbik"]


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("nb", "Ukraina svarte. Ti ble drept i den russiske byen Aleksejevka.", "RU"),
        ("nn", "Ukraina svara. Ti vart drepne i den russiske byen Aleksejevka.", "RU"),
        ("da", "Ukraine svarede. Ti blev dræbt i den russiske by Aleksejevka.", "RU"),
        ("sv", "Ukraina svarade. Tio dödades i den ryska staden Aleksejevka.", "RU"),
        ("en", "Ukraine responded. Ten were killed in the Ukrainian town of Alekseyevka, said Russia.", "UA"),
        ("en", "Ukraine responded. Ten were killed in the Russian town of Alekseyevka, said Ukraine.", "RU"),
    ],
)
def test_demonym_before_the_town_says_its_country(lang: str, text: str, code: str) -> None:
    place = next(r for m, r in settled(text, lang) if m.name.startswith("Ale"))
    assert place is not None
    assert place.country == code


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Freetown i Sierra Leone er stille. Ti ble drept i bydelen Wellington."),
        ("nn", "Freetown i Sierra Leone er stille. Ti vart drepne i forstaden Wellington."),
        ("da", "Freetown i Sierra Leone er stille. Ti blev dræbt i forstaden Wellington."),
        ("sv", "Freetown i Sierra Leone är stilla. Tio dödades i förorten Wellington."),
        ("en", "Freetown in Sierra Leone is calm. Ten were killed in the Wellington suburb."),
    ],
)
def test_quarter_lies_in_a_town_of_the_article(lang: str, text: str) -> None:
    _, place = reading(text, lang, "Wellington")
    assert place is not None
    assert place.country == "SL"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Ti ble drept i Hodan i Somalia. En bombe sprang utenfor den somaliske hovedstaden."),
        ("nb", "Ti ble drept i Kismayo i Somalia. En bombe sprang i hovedstaden."),
        ("nn", "Ti vart drepne i Kismayo i Somalia. Ei bombe sprang i hovudstaden."),
        ("da", "Ti blev dræbt i Kismayo i Somalia. En bombe sprang i den somaliske hovedstad."),
        ("sv", "Tio dödades i Kismayo i Somalia. En bomb sprängdes i huvudstaden."),
        ("en", "Ten were killed in Kismayo in Somalia. A bomb went off in the capital."),
    ],
)
def test_capital_without_its_name_is_that_of_the_country_told_of(lang: str, text: str) -> None:
    place = settled(text, lang, anaphors=True)[-1][1]
    assert place is not None
    assert (place.name, place.reason) == ("Mogadishu", "place_anaphor")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Ti ble drept i Ariha i Syria. Tusener flykter fra provinsen."),
        ("nn", "Ti vart drepne i Ariha i Syria. Tusenar rømmer frå provinsen."),
        ("da", "Ti blev dræbt i Ariha i Syrien. Tusinder flygter fra provinsen."),
        ("sv", "Tio dödades i Ariha i Syrien. Tusentals flyr från provinsen."),
        ("en", "Ten were killed in Ariha in Syria. Thousands flee the province."),
    ],
)
def test_province_without_a_name_is_that_of_the_town_told_of(lang: str, text: str) -> None:
    place = settled(text, lang, anaphors=True)[-1][1]
    assert place is not None
    assert (place.kind, place.adm1) == ("adm1", "Idlib")


@pytest.mark.parametrize(
    ("lang", "text", "written"),
    [
        ("nb", "Ti ble drept i Homs i Syria. De gjemmer seg på byens stadion.", "byens"),
        ("sv", "Tio dödades i Homs i Syrien. De gömmer sig i stadens hamn.", "stadens"),
        ("da", "Ti blev dræbt i Homs i Syrien. De gemmer sig på byens stadion.", "byens"),
        ("en", "Ten were killed in Homs in Syria. They hide in the city's stadium.", "city's"),
        ("en", "Ten were killed in Homs in Syria. They hide in the city.", "city"),
    ],
)
def test_town_taken_up_by_a_definite_noun(lang: str, text: str, written: str) -> None:
    place = next(r for m, r in settled(text, lang, anaphors=True) if text[m.start : m.end] == written)
    assert place is not None
    assert place.name == "Homs"


def test_town_in_the_plural_or_without_its_article_is_none_told_before() -> None:
    text = "Ten were killed in Homs in Syria. They hide in a town. They hide in towns."
    assert [m.name for m, _ in settled(text, "en", anaphors=True)] == ["Homs", "Syria"]


def test_town_of_the_article_s_country_stands_before_a_province_elsewhere() -> None:
    [mention] = find_places("Ti ble drept i Amara.", "nb")
    [place] = PlaceResolver("nb").settle([mention], countries={"IQ": 1.0})
    assert place is not None
    assert (place.country, place.kind) == ("IQ", "place")


def test_reasons_are_listed() -> None:
    text = "I Kunduz i Afghanistan, ved grensen til Pakistan falt bomber. Byen brenner."
    text += " Sørvest i landet, i Moskva og Idlib-provinsen er det stille."
    found = {r.reason for _, r in settled(text, "nb", anaphors=True) if r is not None}
    assert found
    assert found <= set(REASONS)


@example(". 0", "nb")
@given(st.text(alphabet="ABIKLMSabdeilmnorsuåø .,-–\n'’:«»0123", max_size=120), st.sampled_from(["nb", "nn", "da", "sv", "en"]))
def test_spans_lie_in_the_text_and_the_answer_is_stable(text: str, lang: str) -> None:
    first, second = settled(text, lang, anaphors=True), settled(text, lang, anaphors=True)
    assert first == second
    for mention, _ in first:
        assert 0 <= mention.phrase_start <= mention.start < mention.end <= mention.phrase_end <= len(text)
