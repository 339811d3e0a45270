"""When a predicted value is the gold value: actors by name, places by distance, times by interval, counts by their bounds."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from ifolge.evaluation.gold import GoldActor, GoldCount, GoldPlace, GoldTime
from ifolge.records import Count, Participant, Place, Source, Time

EARTH_DIAMETER_KM = 12742
TOLERANCE_KM = {4: 120, 5: 200}
"""How far a place may lie from the gold coordinates where a UCDP ``where_prec`` of 4 (ADM1) or 5 (linear or fuzzy) is accepted."""
EXACT_TOLERANCE_KM = 40

G = TypeVar("G")
P = TypeVar("P")


def normal(name: str | None) -> str:
    """A name as it is compared: lower case, without diacritics and punctuation, single spaces."""
    decomposed = unicodedata.normalize("NFKD", name or "").casefold()
    letters = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine) between two points in decimal degrees."""
    to_radians = math.pi / 180
    north, east = (lat2 - lat1) * to_radians / 2, (lon2 - lon1) * to_radians / 2
    h = math.sin(north) ** 2 + math.cos(lat1 * to_radians) * math.cos(lat2 * to_radians) * math.sin(east) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1, h)))


def same_actor(gold: GoldActor, predicted: Participant | Source) -> bool:
    """Whether the actor, its affiliation or the mention itself bears an accepted name."""
    return not {normal(name) for name in gold.names}.isdisjoint({normal(name) for name in predicted.names} - {""})


def same_place(gold: GoldPlace, predicted: Place) -> bool:
    """Whether a place lies in an accepted country and near enough; one without coordinates goes by its name."""
    if predicted.lat is None or predicted.lon is None:
        return normal(predicted.name) in {normal(name) for name in gold.names}
    if predicted.country and predicted.country not in gold.country.split("|"):
        return False
    if gold.by_country or gold.lat is None or gold.lon is None:
        return True
    limit = next((km for precision, km in TOLERANCE_KM.items() if precision in gold.precision), EXACT_TOLERANCE_KM)
    return kilometres(gold.lat, gold.lon, predicted.lat, predicted.lon) <= limit


def same_time(gold: GoldTime, predicted: Time) -> bool:
    """Whether the interval holds the true day and is no wider than the article's dating allows."""
    if predicted.earliest is None or predicted.latest is None:
        return False
    width_days = (predicted.latest - predicted.earliest).days + 1
    return predicted.earliest <= gold.truth <= predicted.latest and width_days <= gold.max_width_days


def same_count(gold: GoldCount, predicted: Count) -> bool:
    """Whether effect and bounds agree. Who the victims are is a fact of its own."""
    return (gold.effect, gold.low, gold.high) == (predicted.effect, predicted.low, predicted.high)


def matches(golds: Iterable[G], predicted: Iterable[P], same: Callable[[G, P], bool]) -> int:
    """How many gold values find a predicted value of their own, in order, first come first served."""
    left, found = list(predicted), 0
    for gold in golds:
        at = next((i for i, value in enumerate(left) if same(gold, value)), None)
        if at is not None:
            del left[at]
            found += 1
    return found
