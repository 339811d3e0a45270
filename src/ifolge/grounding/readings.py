"""What the resolvers of this room return: intervals and candidate sets, each with a precision and a reason, never a silent guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression found in a text: character span and what kind of expression it is.

    ``kind`` is the name of the rule family (``weekday``, ``date``, ``relative_day``, ``last_units``, ``month`` …). ``shape`` tells ``point`` and ``span`` times, which can
    date an event, from ``duration`` ("i over 30 minutter") and ``set`` ("daglig"), which cannot. ``data`` holds the parsed parts for the resolver.
    """

    start: int
    end: int
    text: str
    kind: str
    shape: str
    data: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        return dict(self.data).get(key)


@dataclass(frozen=True, slots=True)
class TimeReading:
    """Days a time mention can mean. All null when it cannot be known; ``reason`` is a code of ``grounding.reasons``.

    ``precision`` is UCDP ``date_prec``: 1 a day, 2 two to six days, 3 a week, 4 eight to thirty days or a month, 5 more.
    """

    earliest: date | None
    latest: date | None
    candidates: tuple[date, ...]
    precision: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number expression found in a text, as the codebook's table of counts reads it (section 5). ``None`` bounds are open.

    ``start``–``end`` cover bound words too ("minst to", "over 20", "mellom 12 og 15"). ``rejected`` names why it is no count of people or things
    (``age``, ``distance``, ``clock``, ``percent``, ``year``, ``ordinal``, ``date``, ``unit_number``, ``duration``, ``money`` …) or is empty. ``role`` is ``additive`` ("ytterligere fem"),
    ``total`` ("til sammen"), ``equal`` ("like mange"), ``former`` ("steg *fra 12* til 15"), or empty.
    """

    start: int
    end: int
    text: str
    low: int | None
    best: int | None
    high: int | None
    approximate: bool = False
    rejected: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a place mention can mean: the best gazetteer entry with its UCDP ``where_prec``, and the runners-up.

    ``id`` is ``geonames:N`` where GeoNames has the place, else another register's id with its prefix. ``kind`` is ``place``, ``adm1``, ``adm2``, ``country``, ``region``, ``water``, ``border``.
    """

    id: str | None
    name: str
    country: str | None
    adm1: str | None
    adm2: str | None
    lat: float | None
    lon: float | None
    kind: str
    precision: int
    score: float
    candidates: tuple[str, ...]
    reason: str
