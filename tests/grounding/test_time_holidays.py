"""Holidays: the days checked by hand against printed calendars, the same in all languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.grounding.time import find_times, resolve
from ifolge.grounding.time_holidays import holiday, holiday_names
from ifolge.languages import LANGUAGES, pack
from ifolge.records import Published


def days(text: str, lang: str, published: str) -> tuple[str, str] | None:
    day = date.fromisoformat(published)
    [mention] = find_times(text, lang)
    reading = resolve(mention, published=Published(earliest=day, latest=day, precision="day", origin="option"), lang=lang)
    assert mention.text == text
    assert reading.reason == "time_holiday"
    return (reading.earliest.isoformat(), reading.latest.isoformat()) if reading.earliest and reading.latest else None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-04-14", "2019-04-22", {"nb": "i påsken", "nn": "i påska", "da": "i påsken", "sv": "under påsken", "en": "during Easter week"}),
        ("2019-04-19", "2019-04-19", {"nb": "langfredag", "nn": "langfredag", "da": "langfredag", "sv": "på långfredagen", "en": "on Good Friday"}),
        (
            "2019-04-21",
            "2019-04-21",
            {"nb": "første påskedag", "nn": "1. påskedag", "da": "påskesøndag", "sv": "på påskdagen", "en": "on Easter Sunday"},
        ),
        ("2018-12-24", "2018-12-24", {"nb": "julaften", "nn": "julaftan", "da": "juleaften", "sv": "på julafton", "en": "on Christmas Eve"}),
        ("2018-12-31", "2018-12-31", {"nb": "nyttårsaften", "nn": "nyttårsaftan", "da": "nytårsaften", "sv": "nyårsafton", "en": "New Year's Eve"}),
        ("2019-06-08", "2019-06-10", {"nb": "i pinsen", "nn": "i pinsa", "da": "i pinsen", "sv": "under pingsten"}),
        ("2019-06-21", "2019-06-21", {"nb": "midtsommeraften", "da": "midsommeraften", "sv": "på midsommarafton", "en": "on Midsummer Eve"}),
        (
            "2019-05-05",
            "2019-06-05",
            {"nb": "under ramadan", "nn": "under ramadan", "da": "under ramadanen", "sv": "under ramadan", "en": "during Ramadan"},
        ),
        (
            "2019-06-03",
            "2019-06-07",
            {"nb": "under id al-fitr", "nn": "under id al-fitr", "da": "under eid al-fitr", "sv": "under eid al-fitr", "en": "during Eid al-Fitr"},
        ),
        (
            "2018-09-18",
            "2018-09-19",
            {"nb": "under jom kippur", "nn": "under jom kippur", "da": "under yom kippur", "sv": "under jom kippur", "en": "on Yom Kippur"},
        ),
    ],
)
def test_holidays_have_their_days_in_every_language(first: str, last: str, words: dict[str, str]) -> None:
    assert {lang: days(text, lang, "2019-07-01") for lang, text in words.items()} == dict.fromkeys(words, (first, last))


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("under jom kippur i 1973", "nb", ("1973-10-05", "1973-10-06")),
        ("på påskdagen 2014", "sv", ("2014-04-20", "2014-04-20")),
        ("forrige jul", "nb", ("2018-12-24", "2018-12-26")),
        ("last Christmas", "en", ("2018-12-24", "2018-12-26")),
        ("juleaften 2015", "da", ("2015-12-24", "2015-12-24")),
    ],
)
def test_holidays_take_a_year(text: str, lang: str, expected: tuple[str, str]) -> None:
    assert days(text, lang, "2019-07-01") == expected


@pytest.mark.parametrize("text", ["Han viste falsk id til vakten.", "Byen Eidsvoll ligger nord for Oslo.", "Lucia sa nei."])
def test_words_that_look_like_holidays_are_none(text: str) -> None:
    assert find_times(text, "nb") == []


@given(st.sampled_from(sorted(holiday_names())), st.integers(1995, 2030))
def test_every_holiday_has_days_in_every_year(name: str, year: int) -> None:
    first, last = holiday(name, year)
    assert first <= last
    assert abs((first - date(year, 7, 1)).days) < 370


@pytest.mark.parametrize("lang", LANGUAGES)
def test_packs_name_only_known_holidays_and_the_great_ones(lang: str) -> None:
    named = {row["value"] for row in pack(lang).table("times") if row["class"] == "holiday"}
    assert named <= holiday_names()
    assert {"easter", "christmas", "new_years_eve", "ramadan", "eid_al_fitr", "eid_al_adha", "yom_kippur", "nowruz", "orthodox_easter"} <= named
