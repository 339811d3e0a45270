"""How many a claim says were killed, or whatever else befell them: the bounds of several counts together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ifolge.records import Claim, Count

FACTUAL = frozenset({"asserted", "probable", "possible"})
"""Modalities in which something is said to have happened; the others (planned, demanded, hypothetical) only speak of it."""

CIVILIAN = frozenset({"civilian", "journalist", "aid_worker"})
"""Whom the text calls civilians or people of a civilian calling. Children and women may be either."""


@dataclass(frozen=True, slots=True)
class Toll:
    """Bounds of a number of people; ``None`` is open or not known."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


def whole(claim: Claim, effect: str) -> tuple[Count, ...]:
    """The counts of an effect that are no part of another and are told as fact. Their numbers may be added up."""
    return tuple(c for c in claim.counts if c.effect == effect and c.subset_of is None and c.certainty in FACTUAL)


def total(counts: Iterable[Count]) -> Toll:
    """The bounds of counts together. ``best`` and ``high`` are known only where each count has its own; a count with an open ``low`` adds nothing to the sum of the others."""
    counts = tuple(counts)
    lows = [c.low for c in counts if c.low is not None]
    return Toll(sum(lows) if lows else None, _sum(c.best for c in counts), _sum(c.high for c in counts))


def _sum(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    known = [n for n in found if n is not None]
    return sum(known) if known and len(known) == len(found) else None


def of_whom(claim: Claim, effect: str, who: str) -> Toll:
    """How many of one kind of people (``who``), whether counted by themselves or as a part of others; a part of the same kind is not counted again."""
    counts = [c for c in claim.counts if c.effect == effect and c.who == who and c.certainty in FACTUAL]
    return total(c for c in counts if c.subset_of is None or claim.counts[c.subset_of] not in counts)
