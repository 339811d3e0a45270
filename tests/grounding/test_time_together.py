"""The days one article tells of narrow the interval in which it can have been published."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.grounding.time import find_times, narrowed, resolve
from ifolge.records import Published

MARCH = Published(earliest=date(2019, 3, 1), latest=date(2019, 3, 31), precision="month", origin="header")


def window(text: str, tense: str, lang: str = "nb") -> tuple[date, date]:
    found = narrowed(MARCH, [(m, tense) for m in find_times(text, lang)], lang=lang)
    assert found is not None
    return found.earliest, found.latest


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("tirsdag 12. mars", "nb"),
        ("tysdag 12. mars", "nn"),
        ("tirsdag den 12. marts", "da"),
        ("tisdagen den 12 mars", "sv"),
        ("on Tuesday, March 12", "en"),
        ("12. mars 2019", "nb"),
        ("2019-03-12", "sv"),
    ],
)
def test_a_dated_day_told_as_past_comes_before_publication(text: str, lang: str) -> None:
    assert window(text, "past", lang) == (date(2019, 3, 12), date(2019, 3, 31))
    assert window(text, "future", lang) == (date(2019, 3, 1), date(2019, 3, 12))


@pytest.mark.parametrize("text", ["12. mars", "tirsdag 13. mars", "12. mars 2018", "i mars", "tirsdag", "12. april 2019"])
def test_what_is_no_sure_day_of_the_interval_changes_nothing(text: str) -> None:
    assert window(text, "past") == (MARCH.earliest, MARCH.latest)


def test_weekdays_of_the_article_lose_candidates() -> None:
    [weekday] = find_times("onsdag", "nb")
    told = narrowed(MARCH, [(m, "past") for m in find_times("Byen falt tirsdag 19. mars", "nb")], lang="nb")
    assert len(resolve(weekday, published=MARCH, lang="nb").candidates) == 5
    assert resolve(weekday, published=told, lang="nb").candidates == (date(2019, 3, 13), date(2019, 3, 20), date(2019, 3, 27))


def test_contradiction_leaves_what_was_known() -> None:
    told = [(m, tense) for text, tense in (("20. mars 2019", "past"), ("10. mars 2019", "future")) for m in find_times(text, "nb")]
    assert narrowed(MARCH, told, lang="nb") == MARCH


def test_unknown_publication_stays_unknown() -> None:
    assert narrowed(None, [(m, "past") for m in find_times("12. mars 2019", "nb")], lang="nb") is None


@given(st.lists(st.tuples(st.dates(date(2019, 2, 1), date(2019, 4, 30)), st.sampled_from(["past", "future"])), max_size=4))
def test_interval_is_never_wider_and_never_empty(days: list[tuple[date, str]]) -> None:
    told = [(m, tense) for day, tense in days for m in find_times(day.isoformat(), "nb")]
    found = narrowed(MARCH, told, lang="nb")
    assert found is not None
    assert MARCH.earliest <= found.earliest <= found.latest <= MARCH.latest
