"""What a ledger remembers of each feed, and when the feed may be asked again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from ifolge.ledger import schema
from ifolge.ledger.opening import reading, writing
from ifolge.ledger.store import Store
from ifolge.ledger.watching.fetching import Answer
from ifolge.ledger.watching.markup import xml

OFTEN_SECONDS = 15 * 60.0
"""No feed is asked more often."""
SELDOM_SECONDS = 24 * 3600.0
"""However long a feed has failed, and whatever it says of itself, it is asked so often."""
REFUSED_SECONDS = 7 * SELDOM_SECONDS
"""The longest that a server can send us away for."""
SPREAD = 0.2
"""Waits are longer by up to this share, each feed by its own, so that they are not all asked in the same second."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to follow; ``publisher`` is what the user calls it."""

    url: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a feed wants to be asked: minutes that it holds for, hours (0–23, UTC) and days of the week (0 Monday) without news."""

    ttl: int = 0
    hours: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of a feed.

    ``location`` is where it has moved for good. ``next_at`` is ``None`` before it is first asked and when it is gone; ``checked_at`` tells which. ``told`` is the code
    of the last message about it, which is not told again while nothing changes.
    """

    url: str
    location: str | None = None
    etag: str | None = None
    modified: str | None = None
    pace: Pace = Pace()
    checked_at: datetime | None = None
    next_at: datetime | None = None
    failures: int = 0
    told: str | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether the feed may be asked."""
        return self.checked_at is None or (self.next_at is not None and self.next_at <= now)


def came(state: State, answer: Answer, *, now: datetime, every: float) -> State:
    """The state after an answer that could be read, or that said that there is nothing new.

    :param every: seconds between two questions that the user wants.
    """
    new = answer.status == 200
    pace = pace_of(answer.body) if new else state.pace
    wait = max(every, OFTEN_SECONDS, min(SELDOM_SECONDS, max(60.0 * pace.ttl, answer.max_age)), min(REFUSED_SECONDS, answer.retry_after))
    return replace(
        state,
        location=answer.location or state.location,
        etag=answer.etag or (None if new else state.etag),
        modified=answer.modified or (None if new else state.modified),
        pace=pace,
        checked_at=now,
        next_at=_awake(now + _spread(state.url, wait), pace),
        failures=0,
        told=None,
    )


def failed(state: State, answer: Answer, *, now: datetime, every: float, told: str) -> State:
    """The state after a failure: each in a row doubles the wait. A place it had moved to is forgotten, so the old one is asked again.

    :param told: code of the message.
    """
    doubled = min(SELDOM_SECONDS, max(every, OFTEN_SECONDS) * 2.0 ** min(state.failures, 20))
    wait = max(doubled, every, min(REFUSED_SECONDS, answer.retry_after))
    tried = replace(state, failures=state.failures + 1, checked_at=now, next_at=now + _spread(state.url, wait), told=told)
    return replace(tried, location=None, etag=None, modified=None) if state.location else tried


def ended(state: State, *, now: datetime, told: str) -> State:
    """The state after the feed said that it is gone."""
    return replace(state, checked_at=now, next_at=None, told=told)


def _spread(url: str, seconds: float) -> timedelta:
    """A wait made longer by the feed's own share, which is always the same."""
    share = int.from_bytes(sha256(url.encode()).digest()[:4]) / 2**32
    return timedelta(seconds=seconds * (1 + SPREAD * share))


def _awake(moment: datetime, pace: Pace) -> datetime:
    """The moment, or the first full hour after it that is none of the feed's hours and days without news."""
    at = moment
    for _ in range(24 * 8):
        if at.hour not in pace.hours and at.weekday() not in pace.days:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment  # a feed that never has news is asked all the same


def pace_of(data: bytes) -> Pace:
    """``ttl``, ``skipHours`` and ``skipDays`` of an RSS feed (RSS 2.0, rssboard.org); feedparser gives only the last hour and day."""
    root = xml(data)
    if root is None:
        return Pace()

    def said(path: str) -> list[str]:
        return [(element.text or "").strip() for element in root.iterfind(path)]

    ttl = next((int(text) for text in said("channel/ttl") if _is_number(text)), 0)
    hours = sorted({int(text) % 24 for text in said("channel/skipHours/hour") if _is_number(text)})
    days = sorted({DAYS.index(text.capitalize()) for text in said("channel/skipDays/day") if text.capitalize() in DAYS})
    return Pace(ttl, tuple(hours), tuple(days))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def states(store: Store, feeds: Iterable[Feed]) -> dict[str, State]:
    """What a ledger remembers of feeds, by address; of one that it does not know nothing but the address."""
    with reading(store.engine, store.name) as connection:
        rows = {row.url: row._asdict() for row in connection.execute(select(schema.feed))}
    return {feed.url: _state(rows[feed.url]) if feed.url in rows else State(feed.url) for feed in feeds}


def _state(row: dict[str, object]) -> State:
    pace = json.loads(str(row["pace"])) if row["pace"] else {}
    return State(**{**row, "pace": Pace(**{name: tuple(value) if isinstance(value, list) else value for name, value in pace.items()})})  # type: ignore[arg-type]


def remember(store: Store, state: State) -> None:
    """Keep the state of a feed."""
    row = {name: getattr(state, name) for name in State.__slots__} | {"pace": json.dumps(asdict(state.pace))}
    with writing(store.engine, store.name) as connection:
        connection.execute(delete(schema.feed).where(schema.feed.c.url == state.url))
        connection.execute(insert(schema.feed), [row])
