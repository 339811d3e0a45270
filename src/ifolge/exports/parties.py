"""The parties of a claim as event data sets see them: two sides, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ifolge.exports.countries import Country, country_of
from ifolge.records import Actor, Claim, Participant

STATE = frozenset({"state_military", "state_government"})
ARMED = STATE | {"non_state_armed", "international_coalition"}
NAMELESS = "kind:"
"""How the id of an actor begins that is a kind of people or things ("fighters") and no party of its own."""

SURE = frozenset({"asserted", "probable"})
"""How surely a participant must be said to have taken part to be written down as a side: the formats have no word for a doubt."""


def party(participant: Participant) -> Actor | None:
    """Who stands behind a participant: a person acts for the organisation."""
    actor = participant.actor
    return actor.affiliation if actor is not None and actor.kind == "person" and actor.affiliation is not None else actor


def is_named(actor: Actor) -> bool:
    """Whether an actor is one party, and not a kind of people or things."""
    return not actor.id.startswith(NAMELESS)


def state_of(actor: Actor | None) -> Country | None:
    """The country whose government or forces an actor is."""
    return country_of(actor.country) if actor is not None and actor.kind in STATE else None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a fight, with the participants that told of it. ``civilians`` have no actor of their own."""

    actor: Actor
    told_by: Participant

    @property
    def is_state(self) -> bool:
        """A state, or an alliance of states."""
        return self.actor.kind in STATE or self.actor.kind == "international_coalition"

    @property
    def is_civilian(self) -> bool:
        return self.actor.kind == "civilians"


@dataclass(frozen=True, slots=True)
class Sides:
    """Side A and side B by the rules of UCDP; ``None`` is not known."""

    a: Side | None
    b: Side | None

    @property
    def type_of_violence(self) -> int | None:
        """UCDP's 1 state-based, 2 non-state, 3 one-sided; ``None`` where a side is not known."""
        if self.a is None or self.b is None:
            return None
        if self.b.is_civilian:
            return 3
        return 1 if self.a.is_state or self.b.is_state else 2


def sides(claim: Claim) -> Sides:
    """The two sides of a claim of violence.

    A is the attacker and B the one attacked, civilians only where no armed party is attacked too; but where one side is a state, it is A, as UCDP has it. Both parties
    of an ``armed_clash`` may be agents.
    """
    attackers, attacked = _armed(claim.agents), _armed(claim.targets)
    civilians = [Side(actor, p) for p in claim.targets if p.certainty in SURE and (actor := party(p)) and actor.kind == "civilians"]
    a = attackers[0] if attackers else None
    opponents = [*attacked, *(attackers if claim.type == "armed_clash" else ())]
    b = next((side for side in opponents if a is None or side.actor.id != a.actor.id), None)
    if b is None:
        return Sides(a, civilians[0] if civilians else None)
    return Sides(b, a) if b.is_state and not (a and a.is_state) else Sides(a, b)


def _armed(people: Iterable[Participant]) -> list[Side]:
    return [Side(actor, p) for p in people if p.certainty in SURE and (actor := party(p)) and actor.kind in ARMED]
