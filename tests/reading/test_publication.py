from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.reading.moments import parse_moment
from ifolge.reading.publication import Evidence, settle, url_day


@pytest.mark.parametrize(
    "path",
    ["/2019/03/14/tolv-drept", "/2019/3/14/x", "/nyheter/20190314/x", "/a-2019-03-14-b.html", "/2019-03-14", "/2019/mar/14/x", "/x_2019.03.14"],
)
def test_days_in_addresses(path):
    assert url_day("https://avis.example" + path).earliest == date(2019, 3, 14)


@pytest.mark.parametrize(
    "path", ["/2019/13/14/", "/20191345/", "/2019/03/", "/9201903141/", "/artikkel/48123456", "/2019/02/30/", "/a?date=2019-03-14", "/1019/03/14/"]
)
def test_addresses_without_a_possible_day(path):
    assert url_day("https://avis.example" + path) is None


def evidence(value, origin, update=False):
    return Evidence(parse_moment(value), origin, update)


ORDER = [
    evidence("2019-03-14", "url_day"),
    evidence("2019-03-15", "dateline"),
    evidence("2019-03-16", "metadata"),
    evidence("2019-03-17", "header"),
    evidence("2019-03", "header"),
    evidence("2019-03-18", "dateline", True),
    evidence("2020-01-01", "option"),
]


@given(st.lists(st.sampled_from(ORDER), min_size=1, unique=True))
def test_the_best_evidence_wins_in_whatever_order_it_is_found(found):
    best = min(found, key=ORDER.index)
    published, _ = settle(found)
    assert (published.earliest, published.latest, published.origin) == (best.moment.earliest, best.moment.latest, best.origin)


def test_a_day_takes_the_clock_of_a_page_that_gives_the_same_day():
    published, conflict = settle([evidence("2019-03-14", "url_day"), evidence("2019-03-14T18:20", "metadata")])
    assert (published.origin, published.precision, published.at.hour, conflict) == ("url_day", "time", 18, None)


def test_dates_a_week_apart_are_no_conflict_and_more_is():
    assert settle([evidence("2019-03-14", "url_day"), evidence("2019-03-21", "metadata")])[1] is None
    assert settle([evidence("2019-03-14", "url_day"), evidence("2019-03", "header")])[1] is None
    chosen, other = settle([evidence("2019-03-14", "url_day"), evidence("2019-05", "header")])[1]
    assert (chosen.origin, other.origin) == ("url_day", "header")


def test_nothing_known_is_nothing():
    assert settle([]) == (None, None)
