"""Weekdays of one sentence that a word of cause or sequence puts in order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.grounding.readings import TimeReading
from ifolge.grounding.time import find_times, in_order, ordered, resolve
from ifolge.records import Published


def published(first: str, last: str = "") -> Published:
    return Published(earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first), precision="day", origin="header")


def days(text: str, lang: str, when: Published) -> list[TimeReading]:
    mentions = find_times(text, lang)
    found = ordered(mentions, in_order(text, mentions, lang), published=when, lang=lang)
    return [found.get(k) or resolve(m, published=when, lang=lang) for k, m in enumerate(mentions)]


@pytest.mark.parametrize(
    ("text", "lang", "order"),
    [
        ("Angrepet mandag førte til at soldater rykket inn onsdag.", "nb", [(0, 1)]),
        ("Mandagens angrep utløste opptøyer onsdag.", "nb", [(0, 1)]),
        ("Soldater rykket inn onsdag etter at en bombe gikk av mandag.", "nb", [(1, 0)]),
        ("Etter at en bombe gikk av mandag, rykket soldater inn onsdag.", "nb", [(0, 1)]),
        ("Før soldatene kom onsdag, gikk en bombe av mandag.", "nb", [(1, 0)]),
        ("Soldatar rykte inn onsdag som svar på åtaket måndag.", "nn", [(1, 0)]),
        ("Bomben mandag blev besvaret med luftangreb onsdag.", "da", [(0, 1)]),
        ("Soldater gik ind onsdag, inden byen faldt fredag.", "da", [(0, 1)]),
        ("Bomben i måndags ledde till att soldater gick in på onsdagen.", "sv", [(0, 1)]),
        ("Soldater gick in på onsdagen efter att en bomb exploderat på måndagen.", "sv", [(1, 0)]),
        ("Troops moved in on Wednesday in response to a bombing on Monday.", "en", [(1, 0)]),
        ("A bombing on Monday triggered riots on Wednesday.", "en", [(0, 1)]),
        ("En bombe gikk av mandag, og en annen onsdag.", "nb", []),
        ("En bombe gikk av mandag. Etter det rykket soldater inn onsdag.", "nb", []),
        ("Angrepet mandag førte til ti døde etter at soldater kom onsdag.", "nb", []),
    ],
)
def test_order_of_two_weekdays(text: str, lang: str, order: list[tuple[int, int]]) -> None:
    assert in_order(text, find_times(text, lang), lang) == order


def test_day_of_publication_between_the_two_moves_the_earlier_back() -> None:
    monday, wednesday = days("Angrepet mandag førte til at soldater rykket inn onsdag.", "nb", published("2019-03-12"))
    assert (monday.earliest, monday.latest) == (date(2019, 3, 4), date(2019, 3, 4))
    assert (wednesday.earliest, wednesday.reason) == (date(2019, 3, 6), "time_ordered")


def test_days_of_publication_on_which_the_order_fails_are_left_out() -> None:
    when = published("2019-03-05", "2019-03-07")  # Tuesday to Thursday
    monday, wednesday = days("Soldater rykket inn onsdag etter at en bombe gikk av mandag.", "nb", when)[::-1]
    assert (wednesday.earliest, wednesday.latest) == (date(2019, 3, 6), date(2019, 3, 6))
    assert (monday.earliest, monday.latest) == (date(2019, 3, 4), date(2019, 3, 4))
    [alone] = days("Soldater rykket inn onsdag.", "nb", when)
    assert (alone.earliest, alone.latest) == (date(2019, 2, 27), date(2019, 3, 6))


NAMES = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_order_always_holds_and_weekdays_are_those_named(first: str, second: str, day: date) -> None:
    a, b = days(f"Angrepet {first} førte til opptøyer {second}.", "nb", published(day.isoformat()))
    assert a.latest
    assert b.earliest
    assert a.latest <= b.earliest <= day
    assert (a.latest.weekday(), b.earliest.weekday()) == (NAMES.index(first), NAMES.index(second))


def test_unknown_publication_stays_unknown() -> None:
    text = "Angrepet mandag førte til opptøyer onsdag."
    mentions = find_times(text, "nb")
    assert ordered(mentions, in_order(text, mentions, "nb"), published=None, lang="nb") == {}
