from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ifolge.codebook import values
from ifolge.exports.report import words
from ifolge.ledger import Entry
from ifolge.records import Attribution, Count, Participant, Place, Source, Span, Time, Via

SPAN = Span.of("x", 0, 1)


def time(first: str, last: str, *candidates: str) -> Time:
    return Time.model_validate({"span": SPAN, "earliest": first, "latest": last, "candidates": candidates})


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (None, "Day not known"),
        (Time(span=SPAN), "Day not known"),
        (time("2018-05-30", "2018-05-30"), "Wednesday 30 May 2018"),
        (time("2018-06-01", "2018-06-30"), "Some time in June 2018"),
        (time("2016-02-01", "2016-02-29"), "Some time in February 2016"),
        (time("2016-02-01", "2016-02-28"), "Some time between 1 February 2016 and 28 February 2016"),
        (time("2018-01-01", "2018-12-31"), "Some time in 2018"),
        (time("2018-06-05", "2018-06-09"), "Some time between 5 June 2018 and 9 June 2018"),
        (time("9999-12-01", "9999-12-31"), "Some time in December 9999"),
        (time("2018-05-30", "2018-06-13", "2018-05-30", "2018-06-06", "2018-06-13"), "One of 3 Wednesdays between 30 May 2018 and 13 June 2018"),
        (time("2018-05-30", "2018-06-13", "2018-05-30", "2018-06-13"), "One of 2 Wednesdays between 30 May 2018 and 13 June 2018"),
        (time("2018-05-30", "2018-06-02", "2018-05-30", "2018-06-02"), "One of 2 days between 30 May 2018 and 2 June 2018"),
    ],
)
def test_no_day_is_invented(known: Time | None, told: str) -> None:
    assert words.when(known) == told


def test_weekdays_and_months_are_those_of_the_calendar() -> None:
    assert words.when(time("2026-11-21", "2026-11-21")) == f"{date(2026, 11, 21):%A %d %B %Y}"


@pytest.mark.parametrize(
    ("count", "told"),
    [
        ({"low": 7, "best": 7, "high": 7}, "7"),
        ({"low": 7}, "at least 7"),
        ({"high": 30}, "at most 30"),
        ({"low": 12, "high": 15}, "12 to 15"),
        ({"low": 12, "best": 13, "high": 15}, "12 to 15 (best 13)"),
        ({"low": 2, "best": 2}, "at least 2"),
        ({"low": 400, "best": 400, "high": 400, "approximate": True}, "about 400"),
        ({"best": 5}, "number not told (best 5)"),
        ({}, "number not told"),
        ({"low": 0, "best": 0, "high": 0}, "0"),
    ],
)
def test_open_bounds_stay_open(count: dict[str, int], told: str) -> None:
    assert words.number(Count(effect="killed", span=SPAN, **count)) == told  # type: ignore[arg-type]


def test_figure_says_effect_people_certainty_and_words(variant: Callable[..., Entry]) -> None:
    whole = Count(effect="killed_or_injured", low=9, high=9, span=SPAN)
    part = Count(effect="killed", who="aid_worker", low=2, high=2, span=SPAN, subset_of=0, certainty="possible")
    same = Count(effect="killed_or_injured", who="child", low=1, high=1, span=SPAN, subset_of=0)
    claim = variant(counts=(whole, part, same)).claim
    assert [words.figure(claim, count) for count in claim.counts] == [
        "killed or injured: 9, “x”",
        "of those killed or injured, killed: 2 aid workers, held to be possible, “x”",
        "of those killed or injured: 1 children, “x”",
    ]


def test_title_marks_all_that_is_less_than_asserted(variant: Callable[..., Entry]) -> None:
    assert words.title(variant(type="armed_clash").claim) == "Armed clash"
    denied = words.title(variant(type="armed_clash", polarity="denied", modality="planned").claim)
    assert denied == "Armed clash (denied: the source says that this did not happen; planned, promised or threatened)"


@pytest.mark.parametrize(
    ("table", "field", "usual"),
    [
        (words.POLARITY, "polarity", {"affirmed"}),
        (words.MODALITY, "modality", {"asserted"}),
        (words.MODE, "mode", set()),
        (words.STANCE, "stance", set()),
        ({str(code): told for code, told in words.EXACTNESS.items()}, "where_prec", set()),
    ],
)
def test_every_value_of_the_codebook_has_words(table: dict[str, str], field: str, usual: set[str]) -> None:
    assert set(table) | usual == set(values(field))


def test_chain_runs_from_source_to_publisher(variant: Callable[..., Entry]) -> None:
    sources = (Source(span=SPAN, kind="party", cue=Span.of("sier", 0, 4)), Source(span=SPAN, kind="witness"))
    told = Attribution(sources=sources, via=(Via(span=SPAN, name="AFP", kind="relay"),), publisher="NTB")
    assert words.chain(variant(attribution=told)) == "x (a party to the conflict, “sier”) → x (witness) → AFP (relay) → NTB (publisher)"
    assert words.chain(variant(attribution=Attribution(), card={"publisher": "DR"})) == "the article itself → DR (publisher)"
    assert words.manner(variant(attribution=Attribution()).claim) == "told by the article itself, no source is named"


def test_place_says_how_exactly_it_is_meant() -> None:
    place = Place(span=SPAN, name="Hodeidah", country="YE", precision=2)
    assert words.where(place) == "Hodeidah: near this place, within about 25 km"
    assert words.country(place) == "Yemen"
    assert words.country(place.model_copy(update={"country": "ZZ"})) == "ZZ"
    assert words.country(None) == "Country not told"


def test_parties_keep_an_open_side_open(variant: Callable[..., Entry]) -> None:
    someone = Participant(mention=SPAN, certainty="possible")
    assert words.parties(variant(agents=(someone,), targets=()).claim) == "x (held to be possible)"
    assert words.parties(variant(agents=(), targets=(someone,)).claim) == "nobody named → x (held to be possible)"
    assert words.parties(variant(agents=(), targets=()).claim) == ""


def test_review_names_what_was_corrected_and_what_replaced_it(variant: Callable[..., Entry]) -> None:
    notes = list(words.review(variant(superseded_by="clm_2", entry={"status": "accepted", "corrected": ("counts", "place"), "incident_id": "inc_1"})))
    assert notes[0] == "accepted by a reviewer, corrected by a reviewer: counts, place"
    assert "incident inc_1" in notes
    assert "the article itself replaces this by clm_2" in notes
