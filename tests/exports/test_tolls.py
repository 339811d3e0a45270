from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ifolge.exports.tolls import Toll, of_whom, total, whole
from ifolge.records import Claim, Count, Span

CLAIM = Claim.from_json((Path(__file__).parents[1] / "data" / "claim.json").read_bytes())
SPAN = Span(start=0, end=1, text="x")


def count(low: int | None, best: int | None, high: int | None, **other: object) -> Count:
    return Count.model_validate({"effect": "killed", "low": low, "best": best, "high": high, "span": SPAN, **other})


def claim(*counts: Count) -> Claim:
    return CLAIM.model_copy(update={"counts": counts})


def test_numbers_side_by_side_are_added() -> None:
    assert total([count(6, 6, 6), count(3, 3, 3)]) == Toll(9, 9, 9)


def test_an_open_bound_stays_open() -> None:
    assert total([count(17, 17, None)]) == Toll(17, 17, None)
    assert total([count(5, 5, 5), count(None, None, 30)]) == Toll(5, None, 35)
    assert total([count(21, None, None), count(1, 1, 1)]) == Toll(22, None, None)
    assert total([count(None, None, None)]) == total([]) == Toll()


def test_parts_unions_and_what_is_no_fact_are_left_out() -> None:
    told = claim(
        count(10, 10, 10),
        count(3, 3, 3, who="child", subset_of=0),
        count(50, 50, 50, effect="killed_or_injured"),
        count(7, 7, 7, certainty="hypothetical"),
        count(2, 2, 2, certainty="possible"),
    )
    assert total(whole(told, "killed")) == Toll(12, 12, 12)


def test_people_of_a_kind_are_counted_once() -> None:
    told = claim(
        count(20, 20, 20), count(6, 6, 6, who="civilian", subset_of=0), count(2, 2, 2, who="civilian", subset_of=1), count(4, 4, None, who="civilian")
    )
    assert of_whom(told, "killed", "civilian") == Toll(10, 10, None)
    assert of_whom(told, "killed", "child") == Toll()


@given(st.lists(st.tuples(st.none() | st.integers(0, 999), st.none() | st.integers(0, 999), st.none() | st.integers(0, 999)), max_size=5))
def test_bounds_of_a_sum_are_in_order(numbers: list[tuple[int | None, int | None, int | None]]) -> None:
    ordered = [[n for n in row if n is not None] == sorted(n for n in row if n is not None) for row in numbers]
    toll = total(count(*row) for row, is_fine in zip(numbers, ordered, strict=True) if is_fine)
    known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    assert known == sorted(known)
