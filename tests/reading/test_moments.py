from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.languages import LANGUAGES, pack
from ifolge.reading.moments import find_days, parse_moment


@pytest.mark.parametrize(
    ("value", "shown", "precision"),
    [
        ("2019", "2019", "year"),
        ("2019-03", "2019-03", "month"),
        ("2019-03-14", "2019-03-14", "day"),
        ("20190314", "2019-03-14", "day"),
        ("2019-03-14T18:20:00+01:00", "2019-03-14", "time"),
        ("2019-03-14 18:20", "2019-03-14", "time"),
        ("2019-03-14T18:20:00.5Z", "2019-03-14", "time"),
        ("Thu, 14 Mar 2019 18:20:00 GMT", "2019-03-14", "time"),
        ("Thu, 14 Mar 2019 18:20:00 EST", "2019-03-14", "time"),
        ("tor, 14 mar 2019 18:20:00 +0100", "2019-03-14", "time"),
        ("ons, 15 mai 2019 08:00:00 +0200", "2019-05-15", "time"),
        ("Ons, 2 okt 2019 08:00:00 GMT", "2019-10-02", "time"),
        ("lør., 14. des. 2019", "2019-12-14", "day"),
        ("onsdag 13. mars 2019 kl. 18.20", "2019-03-13", "time"),
        ("den 13 marts 2019", "2019-03-13", "day"),
        ("torsdagen den 14 mars 2019", "2019-03-14", "day"),
        ("Torsdag den 14. marts 2019 klokken 9:05", "2019-03-14", "time"),
        ("14 augusti 2019", "2019-08-14", "day"),
        ("March 14th, 2019", "2019-03-14", "day"),
        ("14.3.2019", "2019-03-14", "day"),
        ("14.03.19", "2019-03-14", "day"),
        ("14/3-2019", "2019-03-14", "day"),
        ("14/03/2019", "2019-03-14", "day"),
        ("03/04/2019", None, None),
        ("2019-02-30", None, None),
        ("30. februar 2019", None, None),
        ("2019-13", None, None),
        ("0019-01-01", None, None),
        ("i går", None, None),
        ("17 dager siden", None, None),
        ("", None, None),
        ("mandag", None, None),
        (date(2019, 3, 14), "2019-03-14", "day"),
        (datetime(2019, 3, 14, 9), "2019-03-14", "time"),
    ],
)
def test_values_of_metadata(value, shown, precision):
    moment = parse_moment(value)
    assert (str(moment), moment.precision) == (shown, precision) if shown else moment is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(LANGUAGES), st.data())
def test_every_day_is_read_in_the_words_of_every_language(day, lang, data):
    rows = [r for r in pack(lang).table("datelines") if r["kind"] == "month" and int(r["value"]) == day.month]
    month = data.draw(st.sampled_from([f.strip() for f in rows[0]["forms"].split(";")]))
    for text in (f"{day.day}. {month} {day.year}", f"{day.day} {month.capitalize()}. {day.year}", f"{month.upper()} {day.day}, {day.year}"):
        assert parse_moment(text).earliest == day


def test_a_time_in_utc_is_moved_to_the_local_day_and_an_offset_is_believed():
    oslo = timezone(timedelta(hours=1))
    assert str(parse_moment("2019-03-13T23:30:00Z").local(oslo)) == "2019-03-14"
    assert str(parse_moment("2019-03-13T23:30:00-05:00").local(oslo)) == "2019-03-13"
    assert str(parse_moment("2019-03-13T23:30").local(oslo)) == "2019-03-13"


def test_days_in_a_line_take_the_clock_behind_them():
    first, second = find_days("Publisert 13. mars 2019 kl. 10.12 Oppdatert 14.03.2019, 09:30 av")
    assert (first.moment.at, second.moment.at) == (datetime(2019, 3, 13, 10, 12), datetime(2019, 3, 14, 9, 30))
    assert list(find_days("ring 13-03 201 eller 1.2.3")) == []
