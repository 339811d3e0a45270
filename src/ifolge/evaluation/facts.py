"""The facts of a claim: what can be right or wrong about it, slot by slot.

A claim is a bundle of facts, one for each slot that is filled: its type, each agent, target, source and count, its place, its time, its modality
and polarity where marked, and who the victims of each matched count are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ifolge.evaluation.gold import GoldActor, GoldClaim, GoldPlace
from ifolge.evaluation.matching import matches, same_actor, same_count, same_place, same_time
from ifolge.records import Claim, Participant, Source

SLOTS = ("type", "agent", "target", "source", "count", "who", "place", "time", "modality", "polarity")
USUAL = {"modality": "asserted", "polarity": "affirmed"}
"""What a claim is where nothing marks it otherwise: no fact of its own."""
HEDGES = ("probable", "possible")
"""Where gold says only ``hedged``, either of these is right."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Facts that are right, facts in gold, facts predicted."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def facts(gold: GoldClaim | None, claim: Claim | None, *, known_places: Sequence[GoldPlace] = ()) -> dict[str, Tally]:
    """The facts of a pair by slot; either side may be missing. ``known_places`` are all gold places of the article."""
    return {
        "type": Tally(int(gold is not None and claim is not None and claim.type in gold.types), int(gold is not None), int(claim is not None)),
        "agent": _actors(gold.agents if gold else (), claim.agents if claim else ()),
        "target": _actors(gold.targets if gold else (), claim.targets if claim else ()),
        "source": _actors(gold.sources if gold else (), _sources(gold, claim)),
        "count": _counts(gold, claim),
        "who": _victims(gold, claim),
        "place": _place(gold, claim, known_places),
        "time": _time(gold, claim),
        "modality": _marked("modality", gold, claim),
        "polarity": _marked("polarity", gold, claim),
    }


def _actors(golds: Sequence[GoldActor], predicted: Sequence[Participant | Source]) -> Tally:
    return Tally(matches(golds, predicted, same_actor), len(golds), len(predicted))


def _sources(gold: GoldClaim | None, claim: Claim | None) -> Sequence[Source]:
    if claim is None:
        return ()
    # A source carried over from the sentence before is right, or harmless where gold calls the claim narrated.
    carried_over = gold is not None and not gold.sources and claim.attribution.implied
    return () if carried_over else claim.attribution.sources


def _counts(gold: GoldClaim | None, claim: Claim | None) -> Tally:
    golds, predicted = gold.counts if gold else (), claim.counts if claim else ()
    return Tally(matches(golds, predicted, same_count), len(golds), len(predicted))


def _victims(gold: GoldClaim | None, claim: Claim | None) -> Tally:
    """Who was counted, asked only where gold knows it and the count itself is right."""
    if gold is None or claim is None:
        return Tally()
    left, right, asked = list(claim.counts), 0, 0
    for count in gold.counts:
        same = [i for i, predicted in enumerate(left) if same_count(count, predicted)]
        if not same or count.who == "unknown":
            continue
        accepted = count.who.split("|")
        best = next((i for i in same if left[i].who in accepted), same[0])
        right += left.pop(best).who in accepted
        asked += 1
    return Tally(right, asked, asked)


def _place(gold: GoldClaim | None, claim: Claim | None, known_places: Sequence[GoldPlace]) -> Tally:
    wanted, got = gold.place if gold else None, claim.place if claim else None
    if wanted is not None and wanted.optional and got is None:
        wanted = None
    # Inherited from elsewhere in the article: harmless.
    if gold is not None and wanted is None and got is not None and any(same_place(known, got) for known in known_places):
        got = None
    right = wanted is not None and got is not None and same_place(wanted, got)
    return Tally(int(right), int(wanted is not None), int(got is not None))


def _time(gold: GoldClaim | None, claim: Claim | None) -> Tally:
    wanted, got = gold.time if gold else None, claim.time if claim else None
    # An article often implies a time that annotators leave out: in a pair, a predicted time counts only where gold has one.
    if gold is not None and wanted is None:
        got = None
    right = wanted is not None and got is not None and same_time(wanted, got)
    return Tally(int(right), int(wanted is not None), int(got is not None))


def _marked(slot: Literal["modality", "polarity"], gold: GoldClaim | None, claim: Claim | None) -> Tally:
    """Modality or polarity: a fact only where it is marked. Gold may accept several values."""
    usual = USUAL[slot]
    accepted = ((getattr(gold, slot) if gold else None) or usual).split("|")
    value = getattr(claim, slot) if claim else usual
    fits = value in accepted or ("hedged" in accepted and value in HEDGES)
    wanted = usual not in accepted
    excused = gold is not None and usual in accepted and fits
    return Tally(int(claim is not None and wanted and fits), int(wanted), int(value != usual and not excused))
