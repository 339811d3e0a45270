from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ifolge.exports.plots.tolls import Toll, interval, killed, tolls_over_time
from ifolge.ledger import Entry
from ifolge.records import Count, Span, Time

SPAN = Span.of("x", 0, 1)
TOLL = Count(effect="killed", low=3, best=3, high=3, span=SPAN)
DAY = Time(span=SPAN, earliest=date(2020, 1, 5), latest=date(2020, 1, 5))
Variant = Callable[..., Entry]


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({}, 1),
        ({"modality": "possible"}, 1),
        ({"polarity": "denied"}, 0),
        ({"modality": "planned"}, 0),
        ({"modality": "hypothetical"}, 0),
        ({"counts": (TOLL, TOLL.model_copy(update={"subset_of": 0}))}, 1),
        ({"counts": (TOLL.model_copy(update={"effect": "killed_or_injured"}),)}, 0),
        ({"counts": (TOLL.model_copy(update={"effect": "injured"}),)}, 0),
        ({"counts": (TOLL.model_copy(update={"certainty": "hypothetical"}),)}, 0),
        ({"counts": (Count(effect="killed", span=SPAN),)}, 0),
    ],
)
def test_only_whole_numbers_held_true_are_drawn(fields: dict[str, object], number: int, variant: Variant) -> None:
    assert len(list(killed(variant(**{"counts": (TOLL,), "modality": "asserted"} | fields)))) == number


def test_interval_ends_with_its_last_day() -> None:
    assert interval(DAY) == (date(2020, 1, 5), date(2020, 1, 6))
    assert interval(None) is None
    assert interval(Time(span=SPAN)) is None


@pytest.mark.parametrize(("bounds", "level"), [((3, 4, 5), 4), ((3, None, None), 3), ((None, None, 30), 30), ((12, None, 15), 12), ((0, 0, 0), 0)])
def test_level_is_a_number_that_was_told(bounds: tuple[int | None, int | None, int | None], level: int) -> None:
    assert Toll("x", DAY.earliest, DAY.latest, *bounds).level == level  # type: ignore[arg-type]


def test_caption_counts_what_has_no_day(variant: Variant) -> None:
    figure = tolls_over_time([variant(counts=(TOLL,), modality="asserted", time=time) for time in (DAY, None, None)])
    told = " ".join(text.get_text().replace("\n", " ") for text in figure.texts)
    assert "Not drawn: 2 figures without a day." in told
    assert "logarithmic" not in told
    assert [ax.get_yscale() for ax in figure.axes] == ["linear"]


def test_large_numbers_have_a_logarithmic_scale(variant: Variant) -> None:
    figure = tolls_over_time([variant(counts=(TOLL.model_copy(update={"best": 500, "high": 500}),), modality="asserted", time=DAY)])
    assert [ax.get_yscale() for ax in figure.axes] == ["symlog"]
    assert "logarithmic" in " ".join(text.get_text() for text in figure.texts)


def test_marks_stand_at_the_numbers_of_the_claim(variant: Variant) -> None:
    ranged = TOLL.model_copy(update={"low": 12, "best": 13, "high": 15})
    figure = tolls_over_time([variant(counts=(ranged,), modality="asserted", time=DAY)])
    horizontal, vertical = (collection.get_paths()[0].vertices for collection in figure.axes[0].collections)
    days = (date(2020, 1, 5) - date(1970, 1, 1)).days
    assert horizontal.tolist() == [[days, 13], [days + 1, 13]]
    assert vertical.tolist() == [[days + 0.5, 12], [days + 0.5, 15]]
    assert [list(line.get_xydata()[0]) for line in figure.axes[0].lines if len(line.get_xydata())] == [[days + 0.5, 13]]


def test_open_bounds_are_arrows(variant: Variant) -> None:
    for low, high, way in ((4, None, 1), (None, 30, -1)):
        count = TOLL.model_copy(update={"low": low, "best": None, "high": high})
        lines = [line for line in tolls_over_time([variant(counts=(count,), modality="asserted", time=DAY)]).axes[0].lines if len(line.get_xydata())]
        assert len(lines) == 1
        assert lines[0].get_marker().vertices[1][1] * way > 0
