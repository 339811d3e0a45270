"""Claims in words: when, where, what, who to whom, how many, who says so. Terminal, tables and reports say it alike.

Text from articles keeps its characters but for control characters, so that no article can steer a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ifolge.records import Actor, Attribution, Claim, Count, Participant, Published, Time

SHORT_ID = 8
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
PLURALS = {"child": "children", "woman": "women", "police": "police"}
"""Kinds of people whose plural does not end in s."""


def harmless(text: str) -> str:
    """The same number of characters, without any that a terminal obeys."""
    return CONTROL.sub(" ", text)


def plural(number: int, word: str, *, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number} {word if number == 1 else many or word + 's'}"


def short_id(claim: Claim) -> str:
    """The beginning of a claim's id, enough for ``explain`` to find it."""
    return claim.claim_id.removeprefix("clm_")[:SHORT_ID]


def actor_name(actor: Actor | None, mention: str) -> str:
    """The resolved name, a person's affiliation in brackets; else the words of the text."""
    if actor is None:
        return mention
    return f"{actor.name} ({actor.affiliation.name})" if actor.affiliation and actor.kind == "person" else actor.name


def published(known: Published | None) -> str:
    """The publication interval in words."""
    if known is None:
        return "publication date unknown"
    return f"published {known.earliest}" + ("" if known.earliest == known.latest else f" … {known.latest}")


def when(time: Time | None) -> str:
    """Interval and number of candidate days, else the words of the text."""
    if time is None:
        return ""
    if time.earliest is None or time.latest is None:
        return f"“{harmless(time.span.text)}”"
    if time.earliest == time.latest:
        return str(time.earliest)
    latest = str(time.latest)[5:] if time.earliest.year == time.latest.year else str(time.latest)
    one_of = f"\none of {len(time.candidates)}" if time.candidates else ""
    return f"{time.earliest} …{latest}{one_of}"


def where(claim: Claim) -> str:
    """Place, country, and what is known of exactness where the place is not exact."""
    place = claim.place
    if place is None:
        return ""
    country = f", {place.country}" if place.country and place.country != place.name else ""
    return f"{'near ' if place.precision == 2 else ''}{harmless(place.name)}{country}"


def what(claim: Claim) -> str:
    """The type with its marks: denied, planned, possible …"""
    marks = [mark for mark, usual in ((claim.polarity, "affirmed"), (claim.modality, "asserted")) if mark != usual]
    return claim.type.replace("_", " ") + (f" ({', '.join(marks)})" if marks else "")


def parties(claim: Claim) -> str:
    """Agents → targets; an unfilled side stays open."""
    agents, targets = _people(claim.agents), _people(claim.targets)
    if targets:
        return f"{agents} → {targets}".strip()
    return agents


def _people(people: Iterable[Participant]) -> str:
    named = (harmless(actor_name(p.actor, p.mention.text)) + ("" if p.certainty == "asserted" else f" ({p.certainty})") for p in people)
    return ", ".join(named)


def numbers(claim: Claim) -> str:
    """Counts by effect."""
    told = []
    for count in claim.counts:
        who = "" if count.who == "unknown" else f" {PLURALS.get(count.who, count.who + 's')}"
        of_them = "" if count.subset_of is None else " of them"
        told.append(harmless(f"{count_range(count)}{who} {count.effect}{of_them}".replace("_", " ")))
    return ", ".join(told)


def count_range(count: Count) -> str:
    """The bounds of a count: ``7``, ``≥7``, ``≤30``, ``12–15``, ``~400`` (about), ``?`` (unknown)."""
    about = "~" if count.approximate else ""
    match (count.low, count.high):
        case (None, None):
            return "?"
        case (low, None):
            return f"{about}≥{low}"
        case (None, high):
            return f"{about}≤{high}"
        case (low, high):
            return f"{about}{low}" if low == high else f"{about}{low}–{high}"


def says(attribution: Attribution) -> str:
    """The chain from the source nearest the fact outwards; the article itself where it names no source."""
    sources = ", ".join(harmless(actor_name(s.actor, s.span.text)) for s in attribution.sources) or "the article"
    marks = [
        mark
        for mark, shown in (
            ("quoted", attribution.mode == "direct"),
            (attribution.stance, attribution.stance != "states"),
            ("implied", attribution.implied),
        )
        if shown
    ]
    via = "".join(f" via {harmless(v.actor.name if v.actor else v.name)}" for v in attribution.via)
    return sources + (f" ({', '.join(marks)})" if marks else "") + via
