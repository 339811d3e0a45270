"""Which claims are wanted: one set of filters for the command line, the exports and the Python interface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from ifolge.ledger.entries import Standing

Order = Literal["reading", "time", "place", "type", "confidence", "killed", "changed"]
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a claim must be to be handed out; what is left out does not matter. Several values of one filter are alternatives.

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
    :param order: what entries are sorted by; ``reading`` is by article, then by place in its text.
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


EVERYTHING = Filters()
