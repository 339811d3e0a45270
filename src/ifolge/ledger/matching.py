"""Which claim of a new extraction stands at the words of which of an earlier one.

Claims are paired one to one, the closest first, so that of two claims at one trigger (by two sources, say) each finds its own. Words that moved a little, other
sources and other evidence make a pair less close, no more. Another type at the very same trigger is taken for the same claim only where people hold the earlier one:
what they accepted or corrected must not stand beside its own successor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ifolge.records import Claim, Span

SAME_EVIDENCE = 0.5
"""Share of the characters of two evidences together that must be common to both where the triggers lie apart."""

Closeness = tuple[bool, bool, bool, float]


def matches(judged: Mapping[int, Claim], rivals: Mapping[int, Claim], now: Mapping[int, Claim], *, held: Collection[int]) -> dict[int, int]:
    """Pairs of rows, of judged claims to new ones; a row without its like is left out.

    :param rivals: claims of the same extractions that nobody judged: what is nearer to one of them is not the judged one.
    :param held: judged rows that people accepted or corrected.
    """
    others = {row: claim for row, claim in rivals.items() if not any(_is_same(claim, each) for each in judged.values())}
    before = {**judged, **others}
    pairs = [
        (closeness, old, new)
        for old, was in before.items()
        for new, claim in now.items()
        if (closeness := _closeness(was, claim, other_type=old in held)) is not None
    ]
    found: dict[int, int] = {}
    for _, old, new in sorted(pairs, key=lambda pair: (*(-part for part in pair[0]), pair[1], pair[2])):
        if old not in found and new not in found.values():
            found[old] = new
    for old, was in before.items():
        if old not in found:
            alike = [n for n, claim in now.items() if n not in found.values() and claim.type == was.type and _is_same_evidence(was, claim)]
            if len(alike) == 1:
                found[old] = alike[0]
    return {old: new for old, new in found.items() if old in judged}


def _is_same(one: Claim, other: Claim) -> bool:
    """Whether two extractors made the same of the same words."""
    return one.type == other.type and _overlap(one.trigger, other.trigger) and _is_same_source(one, other)


def _closeness(was: Claim, claim: Claim, *, other_type: bool) -> Closeness | None:
    """How close two claims at one trigger are: by type, trigger, source, evidence; ``None`` where they are not at one."""
    same_type, same_trigger = was.type == claim.type, was.trigger == claim.trigger
    if not _overlap(was.trigger, claim.trigger) or not (same_type or (other_type and same_trigger)):
        return None
    return same_type, same_trigger, _is_same_source(was, claim), _shared(was.evidence, claim.evidence)


def _is_same_source(was: Claim, claim: Claim) -> bool:
    one, other = ([source.span for source in each.attribution.sources] for each in (was, claim))
    return not (one or other) or any(_overlap(a, b) for a in one for b in other)


def _is_same_evidence(was: Claim, claim: Claim) -> bool:
    return _shared(was.evidence, claim.evidence) >= SAME_EVIDENCE


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _shared(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Characters of both over characters of either."""
    a, b = ({i for span in spans for i in range(span.start, span.end)} for spans in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0
