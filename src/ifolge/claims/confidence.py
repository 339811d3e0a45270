"""How sure an extraction is, 0–1: a plain sum of signs, not yet calibrated on a corpus."""

from __future__ import annotations

from ifolge.claims.triggers import Trigger
from ifolge.records import Attribution, Count, Participant, Place

BASE = 0.55


def confidence(
    trigger: Trigger,
    agents: tuple[Participant, ...],
    targets: tuple[Participant, ...],
    counts: tuple[Count, ...],
    place: Place | None,
    attribution: Attribution,
) -> float:
    """More for each slot that the text filled and for a trigger that needs no context; less for a bare statement."""
    score = BASE
    score += 0.1 * bool(agents) + 0.08 * bool(targets) + 0.08 * bool(counts) + 0.05 * (place is not None)
    score += 0.07 * bool(attribution.sources) - 0.05 * attribution.implied
    score += 0.04 if trigger.rule.endswith((".compound", ".weapon", ".modifier")) else 0.0
    score -= 0.15 if trigger.rule == "statement.speech" and attribution.mode != "direct" else 0.0
    return round(min(0.95, max(0.05, score)), 2)
