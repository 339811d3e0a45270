"""Why a claim says what it says: its words in their sentence, the rule that fired, and every slot with its value, words and reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ifolge.codebook import values
from ifolge.console import heading
from ifolge.errors import fail
from ifolge.grounding.reasons import explain
from ifolge.records import Actor, Article, Claim, Span
from ifolge.wording import actor_name, count_range, harmless, says, what, when, where

if TYPE_CHECKING:
    from ifolge.extraction import Extraction

STYLES = {
    "trigger": "bold red",
    "agent": "magenta",
    "target": "yellow",
    "count": "cyan",
    "place": "green",
    "time": "blue",
    "source": "bold",
    "cue": "underline",
    "via": "italic",
}
CONTEXT = 160
"""Characters of the paragraph shown before and after the evidence."""

Labelled = tuple[str, Span]
Row = tuple[str, str, Span | None, str]


def find(claim_id: str, extractions: Iterable[Extraction]) -> tuple[Article, Claim]:
    """The claim with an id, or the only one whose id begins so (with or without ``clm_``).

    Raises ``IfolgeError`` IF901 where there is none, IF905 where several begin so.
    """
    found: dict[str, tuple[Article, Claim]] = {}
    for extraction in extractions:
        for claim in extraction.claims:
            if claim.claim_id == claim_id:
                return extraction.article, claim
            if claim.claim_id.startswith((claim_id, f"clm_{claim_id}")):
                found[claim.claim_id] = (extraction.article, claim)
    if not found:
        raise fail("IF901", where="explain", claim=claim_id)
    if len(found) > 1:
        raise fail("IF905", where="explain", claim=claim_id, names=", ".join(found))
    return next(iter(found.values()))


def explanation(article: Article, claim: Claim, *, styled: bool) -> RenderableType:
    """All there is to know of a claim. Words are highlighted by colour where ``styled``, else by labelled brackets."""
    headline = Text.assemble((claim.claim_id, "bold"), f" · {what(claim)} · confidence {claim.confidence:.2f}")
    rule = f"{claim.extractor.rule}, {claim.extractor.name} {claim.extractor.version}"
    notes = [f"rule: {rule}", f"event: {claim.event_id}"]
    notes += [f"note: {claim.note}"] if claim.note else []
    notes += [f"superseded by: {claim.superseded_by}"] if claim.superseded_by else []
    parts: list[RenderableType] = [headline, heading(article), ""]
    for text in passages(article, claim.evidence, labelled(claim), styled=styled):
        parts += [text, ""]
    return Group(*parts, slots_table(claim), *(Text(harmless(note)) for note in notes))


def labelled(claim: Claim) -> Iterator[Labelled]:
    """Every span of a claim but the evidence, with the slot it fills."""
    yield "trigger", claim.trigger
    for slot, people in (("agent", claim.agents), ("target", claim.targets)):
        yield from ((slot, p.mention) for p in people)
    yield from (("count", c.span) for c in claim.counts)
    yield from ((slot, x.span) for slot, x in (("place", claim.place), ("time", claim.time)) if x is not None)
    for source in claim.attribution.sources:
        yield "source", source.span
        if source.cue is not None:
            yield "cue", source.cue
    yield from (("via", v.span) for v in claim.attribution.via)


def passages(article: Article, evidence: Iterable[Span], spans: Iterable[Labelled], *, styled: bool) -> Iterator[Text]:
    """The evidence in its paragraphs, with the spans marked. The words around the evidence are dimmed, and cut where they are many."""
    pieces, marked = sorted((e.start, e.end) for e in evidence), list(spans)
    for start, end in _windows(article, pieces):
        inside = [(slot, s.start - start, s.end - start) for slot, s in marked if start <= s.start and s.end <= end]
        words = harmless(article.text[start:end])
        if not styled:
            yield Text(_bracketed(words, inside))
            continue
        shown = Text(words, style="dim")
        for first, last in pieces:
            if start <= first < end:
                shown.stylize("not dim", first - start, last - start)
        for slot, first, last in inside:
            shown.stylize(f"not dim {STYLES[slot]}", first, last)
        yield shown


def _windows(article: Article, pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The characters around each piece, within its paragraph and the body; windows that touch become one."""
    text = article.text
    windows: list[tuple[int, int]] = []
    for first, last in pieces:
        start = max(text.rfind("\n", 0, first) + 1, first - CONTEXT, min(article.body_start, first))
        line_end = text.find("\n", last)
        end = min(len(text) if line_end < 0 else line_end, last + CONTEXT)
        if windows and start <= windows[-1][1]:
            start, end = windows[-1][0], max(end, windows.pop()[1])
        windows.append((start, end))
    return windows


def _bracketed(words: str, spans: list[tuple[str, int, int]]) -> str:
    """Words with ``[slot: …]`` around each span. Where two spans cross, brackets close and open in the order of their places."""
    marks = [(last, 0, -first, "]") for _, first, last in spans] + [(first, 1, -last, f"[{slot}: ") for slot, first, last in spans]
    pieces, at = [], 0
    for place, group in groupby(sorted(marks), key=lambda mark: mark[0]):
        pieces.append(words[at:place])
        pieces += [mark for *_, mark in group]
        at = place
    return "".join([*pieces, words[at:]])


def slots_table(claim: Claim) -> Table:
    """One row a slot: its value, the characters it was read from, and why."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("slot", no_wrap=True)
    table.add_column("value", ratio=4)
    table.add_column("words", ratio=4)
    table.add_column("why", ratio=5)
    for slot, value, span, why in slots(claim):
        words = f"{span.text} [{span.start}–{span.end}]" if span else ""
        table.add_row(Text(slot, style=STYLES.get(slot, "")), *(Text(harmless(cell)) for cell in (value, words, why)))
    return table


def slots(claim: Claim) -> Iterator[Row]:
    """Slot, value, span and reason of everything a claim says."""
    yield "trigger", what(claim), claim.trigger, claim.extractor.rule
    if claim.modality != "asserted":
        yield "modality", claim.modality, None, values("modality")[claim.modality]
    if claim.polarity != "affirmed":
        yield "polarity", claim.polarity, None, values("polarity")[claim.polarity]
    for slot, people in (("agent", claim.agents), ("target", claim.targets)):
        for p in people:
            certainty = "" if p.certainty == "asserted" else f" ({p.certainty})"
            yield slot, actor_name(p.actor, p.mention.text) + certainty, p.mention, _actor(p.actor)
    for number, c in enumerate(claim.counts):
        subset = "" if c.subset_of is None else f", of count {c.subset_of}"
        certainty = "" if c.certainty == "asserted" else f" ({c.certainty})"
        yield "count", f"{number}: {c.effect} {c.who} {count_range(c)}{subset}{certainty}", c.span, values("effect").get(c.effect, "")
    if claim.place is not None:
        place = claim.place
        coordinates = "" if place.lat is None or place.lon is None else f" ({place.lat:.4f}, {place.lon:.4f})"
        region = "".join(f", {name}" for name in (place.adm2, place.adm1) if name)
        value = f"{where(claim)}{region}{coordinates}, precision {place.precision}: {values('where_prec')[str(place.precision)]}"
        yield "place", value, place.span, _because(place.reason, place.candidates)
    if claim.time is not None:
        time = claim.time
        exactness = "" if time.precision is None else f", precision {time.precision}: {values('date_prec')[str(time.precision)]}"
        yield "time", when(time).replace("\n", ", ") + exactness, time.span, _because(time.reason, map(str, time.candidates))
    yield from _chain(claim)


def _chain(claim: Claim) -> Iterator[Row]:
    attribution = claim.attribution
    yield "says", says(attribution), None, "; ".join((values("mode")[attribution.mode], values("stance")[attribution.stance]))
    for source in attribution.sources:
        yield "source", f"{actor_name(source.actor, source.span.text)} ({source.kind})", source.span, _actor(source.actor)
        if source.cue is not None:
            yield "cue", "", source.cue, ""
    for via in attribution.via:
        yield "via", f"{via.name} ({via.kind})", via.span, _actor(via.actor)
    if attribution.publisher is not None:
        yield "publisher", attribution.publisher, None, ""


def _actor(actor: Actor | None) -> str:
    if actor is None:
        return "not resolved to an actor"
    known = ", ".join([actor.id, actor.kind.replace("_", " "), *([actor.country] if actor.country else [])])
    return f"{explain(actor.reason)}; {known}" if actor.reason else known


def _because(reason: str | None, candidates: Iterable[str]) -> str:
    others = ", ".join(candidates)
    return "; ".join(filter(None, (explain(reason) if reason else "", f"candidates: {others}" if others else "")))
