"""What a column reads off a claim's place and time; empty where the claim has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ifolge.exports.countries import country_of
from ifolge.records import Claim, Place, Time


class OfClaim(Protocol):
    """Anything that is told of one claim: an entry, or a row made of it."""

    @property
    def claim(self) -> Claim: ...


def of_place(value: Callable[[Place], object]) -> Callable[[OfClaim], object]:
    """A value of the place."""
    return lambda row: value(row.claim.place) if row.claim.place else None


def of_time(value: Callable[[Time], object]) -> Callable[[OfClaim], object]:
    """A value of the time."""
    return lambda row: value(row.claim.time) if row.claim.time else None


def of_country(name: str) -> Callable[[OfClaim], object]:
    """A field of the place's country, where it is one that we know (``ifolge.exports.countries``)."""
    return of_place(lambda place: getattr(country_of(place.country), name, None))


def year(time: Time) -> int | None:
    """The year, where the whole interval lies in one."""
    return time.earliest.year if time.earliest and time.latest and time.earliest.year == time.latest.year else None
