from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.records import Attribution, Claim, Count, Place, Span, Time
from ifolge.wording import count_range, harmless, says, what, when, where

CLAIM = Claim.from_json((Path(__file__).parent / "data" / "claim.json").read_bytes())
SPAN = Span.of("x", 0, 1)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (None, ""),
        (Time(span=SPAN), "“x”"),
        (Time(span=SPAN, earliest="2021-06-02", latest="2021-06-02"), "2021-06-02"),  # type: ignore[arg-type]
        (Time(span=SPAN, earliest="2021-06-02", latest="2021-06-04"), "2021-06-02 …06-04"),  # type: ignore[arg-type]
        (
            Time(span=SPAN, earliest="2020-12-31", latest="2021-01-07", candidates=("2020-12-31", "2021-01-07")),  # type: ignore[arg-type]
            "2020-12-31 …2021-01-07\none of 2",
        ),
    ],
)
def test_time_is_shown_as_an_interval(time: Time | None, told: str) -> None:
    assert when(time) == told


def test_marks_show_only_what_is_unusual() -> None:
    assert what(CLAIM) == "airstrike (possible)"
    assert what(CLAIM.model_copy(update={"modality": "asserted", "type": "armed_clash"})) == "armed clash"
    assert what(CLAIM.model_copy(update={"polarity": "denied"})) == "airstrike (denied, possible)"


def test_country_is_not_told_twice() -> None:
    assert where(CLAIM) == "near Marib, YE"
    assert where(CLAIM.model_copy(update={"place": Place(span=SPAN, name="YE", country="YE", precision=6)})) == "YE"


def test_chain_runs_from_the_source_to_the_relay() -> None:
    assert says(CLAIM.attribution) == "Amal Nasser (Yemeni Ministry of Health) via AFP"
    assert says(Attribution()) == "the article"
    assert says(Attribution(mode="direct", stance="denies", implied=True)) == "the article (quoted, denies, implied)"


@given(st.text())
def test_no_text_steers_the_terminal(text: str) -> None:
    safe = harmless(text)
    assert len(safe) == len(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in safe)


@pytest.mark.parametrize(
    ("low", "high", "approximate", "told"),
    [
        (7, 7, False, "7"),
        (7, None, False, "≥7"),
        (None, 30, False, "≤30"),
        (12, 15, False, "12–15"),
        (400, 400, True, "~400"),
        (None, None, False, "?"),
        (0, 0, False, "0"),
    ],
)
def test_count_range_shows_its_bounds(low: int | None, high: int | None, approximate: bool, told: str) -> None:
    assert count_range(Count(effect="killed", low=low, high=high, approximate=approximate, span=Span.of("x", 0, 1))) == told
