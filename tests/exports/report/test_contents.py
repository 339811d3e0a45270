from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.exports.report.contents import Country, Day, Spot, countries, link, quoted
from ifolge.ledger import Entry
from ifolge.records import Count, Place, Span, Time

SPAN = Span.of("x", 0, 1)
ALEPPO = Place(span=SPAN, id="a", name="Aleppo", country="SY", adm1="Aleppo", precision=1)
TOLL = Count(effect="killed", low=3, high=3, span=SPAN)


def on(day: str, until: str | None = None) -> Time:
    return Time.model_validate({"span": SPAN, "earliest": day, "latest": until or day})


def spots(found: list[Country]) -> list[Spot]:
    return [spot for country in found for province in country.provinces for spot in province.spots]


def days(found: list[Country]) -> list[Day]:
    return [day for spot in spots(found) for day in spot.days]


def test_every_claim_stands_once(entries: tuple[Entry, ...]) -> None:
    told = [claim.claim_id for day in days(list(countries(entries))) for story in day.stories for claim in story]
    assert sorted(told) == sorted(e.claim.claim_id for e in entries)


def test_countries_by_name_and_those_without_a_place_last(variant: Callable[..., Entry]) -> None:
    yemen, syria = (ALEPPO.model_copy(update={"country": code}) for code in ("YE", "SY"))
    places = [None, yemen, syria]
    found = list(countries(variant(event_id=f"evt_{n}", place=place) for n, place in enumerate(places)))
    assert [c.name for c in found] == ["Syria", "Yemen", "Country not told"]
    assert spots(found)[-1].name == "Place not told"


def test_provinces_by_name_and_none_last(variant: Callable[..., Entry]) -> None:
    units = [None, "Idlib", "Aleppo"]
    found = list(countries(variant(event_id=f"evt_{n}", place=ALEPPO.model_copy(update={"adm1": unit})) for n, unit in enumerate(units)))
    assert [p.name for p in found[0].provinces] == ["Aleppo", "Idlib", ""]


def test_another_precision_is_another_heading(variant: Callable[..., Entry]) -> None:
    found = list(countries(variant(event_id=f"evt_{n}", place=ALEPPO.model_copy(update={"precision": n})) for n in (2, 1)))
    assert [s.name for s in spots(found)] == ["Aleppo: the place itself", "Aleppo: near this place, within about 25 km"]


def test_days_in_order_and_undated_last(variant: Callable[..., Entry]) -> None:
    times = [None, on("2020-01-03"), on("2020-01-02", "2020-01-09"), on("2020-01-02")]
    found = list(countries(variant(event_id=f"evt_{n}", place=ALEPPO, time=time) for n, time in enumerate(times)))
    expected = ["Thursday 2 January 2020", "Some time between 2 January 2020 and 9 January 2020", "Friday 3 January 2020", "Day not known"]
    assert [d.name for d in days(found)] == expected


def test_claims_of_one_event_stand_together_and_say_where_they_differ(variant: Callable[..., Entry]) -> None:
    exact = variant(claim_id="clm_1", place=ALEPPO, time=on("2020-01-02"))
    wide = variant(claim_id="clm_2", place=ALEPPO.model_copy(update={"name": "Syria", "precision": 6}), time=None)
    [day] = days(list(countries([wide, exact])))
    assert day.name == "Thursday 2 January 2020"
    [[first, second]] = day.stories
    assert {"Where", "When"}.isdisjoint(dict(first.rows))
    assert dict(second.rows)["Where"] == "Syria: somewhere in this country"
    assert dict(second.rows)["When"] == "Day not known"


def test_same_event_id_in_two_articles_is_two_stories(variant: Callable[..., Entry]) -> None:
    [day] = days(list(countries(variant(doc_id=doc, claim_id=doc, place=ALEPPO, time=on("2020-01-02")) for doc in ("doc_1", "doc_2"))))
    assert [len(story) for story in day.stories] == [1, 1]


def test_words_of_an_unresolved_time_are_told(variant: Callable[..., Entry]) -> None:
    [day] = days(list(countries([variant(time=Time(span=Span.of("i fjor", 0, 6)))])))
    assert dict(day.stories[0][0].rows)["Words of time"] == "“i fjor”"


def test_numbers_stand_side_by_side_and_are_never_added(variant: Callable[..., Entry]) -> None:
    more = TOLL.model_copy(update={"low": 5, "high": None})
    hurt = Count(effect="injured", low=1, high=1, span=SPAN)
    told = [variant(claim_id="clm_1", counts=(hurt, TOLL)), variant(claim_id="clm_2", polarity="denied", counts=(more,))]
    [day] = days(list(countries(told)))
    assert [(f.what, f.number) for f in day.figures] == [("killed", "3"), ("killed", "at least 5, denied"), ("injured", "1")]


def test_one_claim_with_numbers_makes_no_table(variant: Callable[..., Entry]) -> None:
    [day] = days(list(countries([variant(counts=(TOLL, TOLL)), variant(claim_id="clm_2", counts=())])))
    assert day.figures == ()


@given(st.text(min_size=1), st.data())
def test_evidence_is_cut_without_loss(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, 2 * len(words)))
    trigger = Span(start=start + 7, end=start + 9, text="xx")
    pieces = quoted(Span(start=7, end=7 + len(words), text=words), trigger)
    assert "".join(piece for piece, _ in pieces) == words
    assert "".join(piece for piece, marked in pieces if marked) == words[start : start + 2]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c&d=1#e", "https://example.org/a?b=c&d=1#e"),
        ("HTTP://example.org/ø (1)", "http://example.org/%C3%B8%20%281%29"),
        ("https://example.org/%C3%B8", "https://example.org/%C3%B8"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org/", None),
        ("https://", None),
        ("https://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: str | None) -> None:
    assert link(url) == safe
