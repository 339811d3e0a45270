from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date

from ifolge import __version__
from ifolge.exports.report.about import FILTERS, About, chosen, facts
from ifolge.ledger import EVERYTHING, Entry, Filters
from ifolge.records import Span, Time


def test_every_filter_that_chooses_has_a_name() -> None:
    assert set(FILTERS) | {"order", "descending"} == {field.name for field in fields(Filters)}


def test_filters_are_told_in_words() -> None:
    assert chosen(EVERYTHING) == "none; everything that reviewers did not reject"
    told = chosen(Filters(since=date(2020, 1, 2), countries=("SY", "IQ"), reviewed=True, min_confidence=0.5, order="killed"))
    expected = "on this day or later: 2020-01-02; countries: SY, IQ; accepted or corrected by a reviewer only: yes; confidence at least: 0.5"
    assert told == expected


def test_head_counts_what_is_there(entries: tuple[Entry, ...], variant: Callable[..., Entry]) -> None:
    head = dict(facts(About(ledger="war.db"), entries))
    assert head["Ledger"] == "war.db"
    assert head["Claims"] == f"{len(entries)} claims in {len({e.article.doc for e in entries})} articles"
    assert head["Made with"] == f"ifolge {__version__}"
    assert head["Last change"] == "2026-01-02 03:04 UTC"
    assert head["Reviewed"] == "no claim yet"
    reviewed = [variant(entry={"status": "accepted"}), variant(entry={"status": "rejected", "corrected": ("place",)})]
    assert dict(facts(About(ledger="x"), reviewed))["Reviewed"] == "1 claim accepted, 1 claim rejected, 1 claim corrected"


def test_span_of_days_says_how_many_have_none(variant: Callable[..., Entry]) -> None:
    span = Span.of("x", 0, 1)
    dated = variant(time=Time.model_validate({"span": span, "earliest": "2020-01-02", "latest": "2020-02-01"}))
    undated = variant(time=None)
    assert dict(facts(About(ledger=""), [dated, undated]))["Days"] == "2 January 2020 to 1 February 2020; 1 claim without a day"
    assert dict(facts(About(ledger=""), [undated]))["Days"] == "none known; 1 claim without a day"
    assert dict(facts(About(ledger=""), []))["Days"] == "none known"
