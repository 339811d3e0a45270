"""When a feed is asked again, and that a ledger remembers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ifolge.ledger import Store
from ifolge.ledger.watching.feeds import (
    OFTEN_SECONDS,
    REFUSED_SECONDS,
    SELDOM_SECONDS,
    SPREAD,
    Feed,
    Pace,
    State,
    came,
    ended,
    failed,
    pace_of,
    remember,
    states,
)
from ifolge.ledger.watching.fetching import Answer

URL = "https://avisa.example/rss"
NOW = datetime(2031, 5, 7, 12, 0, tzinfo=UTC)


def waited(state: State) -> float:
    assert state.next_at is not None
    return (state.next_at - NOW).total_seconds()


def between(seconds: float, least: float) -> bool:
    return least <= seconds <= least * (1 + SPREAD)


@pytest.mark.parametrize(
    ("answer", "every", "least"),
    [
        (Answer(304), 60, OFTEN_SECONDS),
        (Answer(304), 7200, 7200),
        (Answer(304, max_age=3600), 60, 3600),
        (Answer(304, max_age=10**8), 60, SELDOM_SECONDS),
        (Answer(304, retry_after=5000), 60, 5000),
        (Answer(304, retry_after=10**8), 60, REFUSED_SECONDS),
        (Answer(200, body=b"<rss><channel><ttl>60</ttl></channel></rss>"), 60, 3600),
    ],
)
def test_the_longest_of_what_user_and_server_want(answer: Answer, every: float, least: float) -> None:
    assert between(waited(came(State(URL), answer, now=NOW, every=every)), least)


def test_a_pace_holds_while_nothing_is_new() -> None:
    state = came(State(URL), Answer(200, etag="1", body=b"<rss><channel><ttl>60</ttl></channel></rss>"), now=NOW, every=60)
    later = came(state, Answer(304), now=NOW, every=60)
    assert between(waited(later), 3600)
    assert later.etag == "1"
    assert came(later, Answer(200), now=NOW, every=60).etag is None


def test_failures_in_a_row_double_the_wait_up_to_a_day() -> None:
    state, waits = State(URL), []
    for _ in range(9):
        state = failed(state, Answer(500), now=NOW, every=60, told="IF822")
        waits.append(waited(state))
    assert [round(wait / waits[0]) for wait in waits] == [1, 2, 4, 8, 16, 32, 64, 96, 96]
    assert between(waits[0], OFTEN_SECONDS)
    assert between(waits[-1], SELDOM_SECONDS)
    assert between(waited(failed(replace(state, failures=0), Answer(429, retry_after=40_000), now=NOW, every=60, told="IF822")), 40_000)
    assert came(state, Answer(304), now=NOW, every=60).failures == 0


def test_waits_differ_from_feed_to_feed_and_are_always_the_same() -> None:
    waits = [waited(came(State(f"{URL}/{n}"), Answer(304), now=NOW, every=60)) for n in range(20)]
    assert len(set(waits)) == 20
    assert waits == [waited(came(State(f"{URL}/{n}"), Answer(304), now=NOW, every=60)) for n in range(20)]


def test_hours_and_days_without_news_are_passed_over() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in (*range(12, 25), "x"))
    data = f"<rss><channel><skipHours>{hours}</skipHours><skipDays><day>Thursday</day><day>friday</day></skipDays></channel></rss>".encode()
    assert pace_of(data) == Pace(0, (0, *range(12, 24)), (3, 4))
    assert came(State(URL), Answer(200, body=data), now=NOW, every=60).next_at == datetime(2031, 5, 10, 1, 0, tzinfo=UTC)
    never = Pace(hours=tuple(range(24)))
    assert between(waited(came(State(URL, pace=never), Answer(304), now=NOW, every=60)), OFTEN_SECONDS)


@pytest.mark.parametrize("data", [b"", b"no XML", b"<feed/>", b"<rss><channel><ttl>often</ttl><ttl>-5</ttl></channel></rss>"])
def test_a_feed_without_a_pace(data: bytes) -> None:
    assert pace_of(data) == Pace()


def test_a_move_is_forgotten_where_nobody_answers_there() -> None:
    moved = came(State(URL), Answer(200, location="https://ny.example/", etag="1"), now=NOW, every=60)
    assert moved.location == "https://ny.example/"
    lost = failed(moved, Answer(404), now=NOW, every=60, told="IF822")
    assert (lost.location, lost.etag) == (None, None)


def test_a_feed_that_is_gone_is_never_due() -> None:
    assert State(URL).is_due(NOW)
    gone = ended(State(URL), now=NOW, told="IF824")
    assert not gone.is_due(NOW + timedelta(days=10_000))


def test_a_ledger_remembers(store: Store) -> None:
    state = State(URL, "https://ny.example/", '"1"', "Wed, 07 May 2031", Pace(60, (1, 2), (6,)), NOW, NOW + timedelta(hours=1), 3, "IF822")
    feeds = [Feed(URL), Feed("https://other.example/")]
    remember(store, State(URL))
    remember(store, state)
    assert states(store, feeds) == {URL: state, "https://other.example/": State("https://other.example/")}


def test_a_state_names_all_columns(store: Store) -> None:
    from ifolge.ledger import schema

    assert list(State.__slots__) == [column.name for column in schema.feed.columns]
