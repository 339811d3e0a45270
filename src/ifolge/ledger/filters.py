"""Which claims are wanted: one set of filters for the command line, the exports and the Python interface."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, Self, TypeVar, get_args

from ifolge.codebook import event_types
from ifolge.errors import fail
from ifolge.ledger.entries import STANDINGS, Standing
from ifolge.records import Lang, Modality, Polarity

T = TypeVar("T")
Order = Literal["reading", "time", "place", "type", "confidence", "killed", "changed"]
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a claim must be to be handed out; what is left out does not matter. Several values of one filter are alternatives.

    A value that no claim can have raises ``IfolgeError`` IF811. ``Filters.of`` reads values from words.

    :param since: the event can have been on this day or later (its interval reaches there); a claim without a time is left out.
    :param until: the event can have been on this day or earlier.
    :param countries: ISO 3166-1 alpha-2 codes of the event's place.
    :param places: names or parts of names of the place, of its district or province, or GeoNames ids (``geonames:…``).
    :param box: west, south, east, north in decimal degrees; a box with west > east crosses the date line.
    :param types: event types or groups of them (``violence``, ``control``, ``dealings``, ``speech``).
    :param actors: ids, or parts of names, of agents or targets, or of those they belong to.
    :param sources: ids, or parts of names, of those who say it, relays among them.
    :param languages: of the article.
    :param modalities: as in the codebook, section 2.
    :param polarity: ``affirmed`` or ``denied``.
    :param statuses: what reviewers decided; ``None`` is everything but what they rejected.
    :param reviewed: only what a reviewer accepted or corrected.
    :param min_confidence: 0–1.
    :param documents: ``doc_id`` or name of the article.
    :param incidents: incident ids.
    :param updated_since: changed at this moment (with its time zone) or later.
    :param order: what entries are sorted by; ``reading`` is by article in the order they came, then by place in its text.
    :param descending: the other way round.
    :param limit: so many at most.
    """

    since: date | None = None
    until: date | None = None
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    polarity: str | None = None
    statuses: tuple[Standing, ...] | None = None
    reviewed: bool = False
    min_confidence: float = 0
    documents: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    updated_since: datetime | None = None
    order: Order = "reading"
    descending: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, known in _VOCABULARIES.items():
            given = getattr(self, name) or ()
            for value in (given,) if isinstance(given, str) else given:
                one_of(name, value, known())
        for code in self.countries:
            _need(re.fullmatch("[A-Za-z]{2}", code) is not None, "countries", code, "an ISO 3166-1 alpha-2 code")
        if self.box is not None:
            west, south, east, north = self.box
            inside = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90
            _need(inside, "box", self.box, "west, south, east, north in decimal degrees")
        _need(0 <= self.min_confidence <= 1, "min_confidence", self.min_confidence, "a number from 0 to 1")
        _need(self.limit is None or self.limit >= 0, "limit", self.limit, "a whole number from 0 on")
        _need(self.updated_since is None or self.updated_since.tzinfo is not None, "updated_since", self.updated_since, "a moment with its time zone")

    @classmethod
    def of(cls, **given: Any) -> Self:
        """Filters from values as people write them.

        Days are dates or ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` (``since`` is the first day of it, ``until`` the last), moments are ISO 8601 (UTC where they have no zone), one
        value of several may stand alone, a box may be ``"west,south,east,north"``; ``None`` leaves a filter out.

        :raises IfolgeError: IF811 where a value is none.
        :raises TypeError: where there is no such filter.
        """
        return cls(**{name: _READERS[name](name, value) if name in _READERS else value for name, value in given.items() if value is not None})

    def event_types(self) -> list[str]:
        """The event types among ``types``, groups spread out."""
        return [slug for word in self.types for slug, one in event_types().items() if word in (slug, one.group)]


_VOCABULARIES: dict[str, Callable[[], tuple[str, ...]]] = {
    "types": lambda: (*event_types(), *dict.fromkeys(one.group for one in event_types().values())),
    "languages": lambda: get_args(Lang),
    "modalities": lambda: get_args(Modality),
    "polarity": lambda: get_args(Polarity),
    "statuses": lambda: STANDINGS,
    "order": lambda: ORDERS,
}
"""Filters whose values are known beforehand."""


def one_of(name: str, value: T, known: Sequence[T]) -> T:
    """The value, which must be one of those known. Raises ``IfolgeError`` IF811 otherwise."""
    _need(value in known, name, value, f"one of {', '.join(map(str, known))}")
    return value


def _need(holds: bool, name: str, value: object, expected: str) -> None:
    if not holds:
        raise fail("IF811", where=name, value=value, expected=expected)


def _several(name: str, value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _first_day(name: str, value: str | date) -> date:
    return _days(name, value)[0]


def _last_day(name: str, value: str | date) -> date:
    return _days(name, value)[1]


def _days(name: str, value: str | date) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    if isinstance(value, datetime):
        return value.date(), value.date()
    if isinstance(value, date):
        return value, value
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value.strip(), re.ASCII)
    year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, None, None)
    try:
        return date(year or 0, month or 1, day or 1), date(year or 0, month or 12, day or monthrange(year or 0, month or 12)[1])
    except ValueError:
        raise fail("IF811", where=name, value=value, expected="a year, month or day (YYYY, YYYY-MM, YYYY-MM-DD)") from None


def _moment(name: str, value: str | datetime) -> datetime:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value.strip())
    except ValueError:
        raise fail("IF811", where=name, value=value, expected="a moment (ISO 8601, as in 2026-01-31T12:00:00Z)") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _box(name: str, value: str | Iterable[float]) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = map(float, value.split(",") if isinstance(value, str) else value)
    except ValueError:
        raise fail("IF811", where=name, value=value, expected="west,south,east,north in decimal degrees") from None
    return west, south, east, north


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "since": _first_day,
    "until": _last_day,
    "updated_since": _moment,
    "box": _box,
    **dict.fromkeys(("countries", "places", "types", "actors", "sources", "languages", "modalities", "statuses", "documents", "incidents"), _several),
}
"""How words become the values of a filter."""

EVERYTHING = Filters()
