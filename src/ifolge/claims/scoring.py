"""Learned decisions over what the grammar proposes: is this a claim at all, is this its agent, its source, its place, is it the event of another, and how sure is it.

Each decision is a logistic regression over the signs of ``claims.features``, trained by ``python -m training.decisions`` on the train part of ``corpus/`` and stored as
plain JSON (``data/decisions.json``): a bias, a weight for each sign, the threshold below which a proposal is dropped, and for the claim itself two numbers that make its probability
the calibrated ``confidence`` (Platt, on the dev part). Where a decision did not pay on the corpus it has no entry, and the grammar's proposal stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp

from ifolge.claims.features import Features
from ifolge.claims.scene import Scene
from ifolge.records import Claim

DECISIONS = ("claim", "agent", "target", "source", "place", "time")
"""What is decided of the claims that the grammar proposes, in this order."""

LINK = "link"
"""Whether two claims are one event, decided while they are made (``claims.links``)."""

SPEECH = "statement"
"""Whether somebody's words are worth a claim is the codebook's choice, not a matter of evidence: statements stand while the article tells of anything else."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One logistic regression. ``slope`` and ``offset`` turn its sum into a calibrated probability."""

    bias: float
    weights: Mapping[str, float]
    threshold: float
    slope: float = 1.0
    offset: float = 0.0

    def total(self, signs: Iterable[str]) -> float:
        """Sum of the weights that hold, in log odds."""
        return self.bias + sum(self.weights.get(sign, 0.0) for sign in sorted(set(signs)))

    def chance(self, signs: Iterable[str]) -> float:
        """How likely, by its own training."""
        return logistic(self.total(signs))

    def keeps(self, signs: Iterable[str]) -> bool:
        """Whether a proposal stands."""
        return self.chance(signs) >= self.threshold

    def confidence(self, signs: Iterable[str]) -> float:
        """Calibrated probability that the proposal is right."""
        return logistic(self.slope * self.total(signs) + self.offset)


def logistic(x: float) -> float:
    """1 / (1 + e^-x)."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


@lru_cache(maxsize=1)
def decisions() -> dict[str, Decision]:
    """The trained decisions that ship, by name."""
    stored = json.loads(files("ifolge.data").joinpath("decisions.json").read_text(encoding="utf-8"))
    return {name: Decision(**values) for name, values in stored["decisions"].items()}


def decide(scene: Scene, claims: Sequence[Claim], learned: Mapping[str, Decision] | None = None) -> tuple[Claim, ...]:
    """The claims that stand, with the slots that stand and their confidence. ``learned`` defaults to the decisions that ship; an empty mapping keeps all."""
    known = decisions() if learned is None else learned
    features = Features(scene, claims)
    if (told := known.get("claim")) is None:
        return tuple(claim.model_copy(update=_slots(features, claim, known)) for claim in claims)
    kept = []
    for claim in claims:
        signs = features.claim(claim)
        if claim.type == SPEECH or told.keeps(signs):
            kept.append(claim.model_copy(update={"confidence": round(told.confidence(signs), 2), **_slots(features, claim, known)}))
    return tuple(kept) if scene.is_conflict or any(claim.type != SPEECH for claim in kept) else ()


def _slots(features: Features, claim: Claim, known: Mapping[str, Decision]) -> dict[str, object]:
    """The slots of a claim that a decision leaves with less, by field."""
    agent, target, source, place, time = (known.get(name) for name in DECISIONS[1:])
    left: dict[str, object] = {}
    if agent is not None:
        left["agents"] = tuple(p for p in claim.agents if agent.keeps(features.participant(claim, p, "agent")))
    if target is not None:
        left["targets"] = tuple(p for p in claim.targets if target.keeps(features.participant(claim, p, "target")))
    if source is not None:
        sources = tuple(s for s in claim.attribution.sources if source.keeps(features.source(claim, s)))
        left["attribution"] = claim.attribution.model_copy(update={"sources": sources})
    if place is not None and claim.place is not None and not place.keeps(features.setting(claim, claim.place)):
        left["place"] = None
    if time is not None and claim.time is not None and not time.keeps(features.setting(claim, claim.time)):
        left["time"] = None
    return left
