"""The error report: every difference between gold and extraction, grouped by kind, with the evidence in its context, as Markdown or HTML.

A difference is a claim that only one side has, or a slot of a pair in which a fact is missing or too many (``evaluation.facts``). Groups stand in the order
of their size, the differences of each in reading order.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ifolge.evaluation.facts import SLOTS, facts
from ifolge.evaluation.gold import GoldActor, GoldArticle, GoldClaim, GoldCount
from ifolge.evaluation.score import pair
from ifolge.records import Actor, Claim, Count, Participant, Source

CONTEXT = 140
"""Characters of the article shown before and after the trigger."""
MISSED, SPURIOUS = "missed claim", "claim that gold has not"
SLOT_KINDS = {slot: f"wrong {slot}" for slot in SLOTS} | {"type": "wrong type", "who": "wrong victims"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that gold and extraction do not share. ``before``, ``trigger`` and ``after`` are the article's own words."""

    kind: str
    doc: str
    start: int
    before: str
    trigger: str
    after: str
    gold: str
    found: str


def differences(article: GoldArticle, text: str, claims: Sequence[Claim]) -> Iterator[Difference]:
    """Everything in which the claims of an article differ from its gold, in reading order."""
    pairs = pair(article.claims, claims)
    known = [gold.place for gold in article.claims if gold.place]
    rows: list[tuple[GoldClaim | None, Claim | None]] = [(gold, claims[pairs[i]] if i in pairs else None) for i, gold in enumerate(article.claims)]
    rows += [(None, claim) for j, claim in enumerate(claims) if j not in pairs.values()]
    found = []
    for gold, claim in rows:
        start, end = gold.triggers[0] if gold else (claim.trigger.start, claim.trigger.end) if claim else (0, 0)
        if gold is None or claim is None:
            if gold is None or not gold.optional:
                found.append((start, end, SPURIOUS if gold is None else MISSED, _claim_in_gold(gold), _claim_found(claim)))
            continue
        for slot, tally in facts(gold, claim, known_places=known).items():
            if tally.right < max(tally.gold, tally.predicted):
                found.append((start, end, SLOT_KINDS[slot], _slot_in_gold(gold, slot), _slot_found(claim, slot)))
    for start, end, kind, wanted, got in sorted(found, key=lambda f: (f[0], SLOTS.index(f[2].split()[-1]) if f[2].split()[-1] in SLOTS else -1)):
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        yield Difference(kind, article.doc, start, _flat(before), _flat(text[start:end]), _flat(after), wanted, got)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


# one side in words


def _actor(actor: Actor | None, mention: str) -> str:
    return f"{actor.name} “{mention}”" if actor is not None else f"“{mention}”"


def _names(found: Iterable[GoldActor | Participant | Source]) -> str:
    return "; ".join(
        one.names[0] if isinstance(one, GoldActor) else _actor(one.actor, (one.mention if isinstance(one, Participant) else one.span).text)
        for one in found
    )


def _counts(found: Iterable[GoldCount | Count]) -> str:
    return "; ".join(f"{c.effect} {c.who} {'' if c.low is None else c.low}–{'' if c.high is None else c.high}" for c in found)


def _slot_in_gold(gold: GoldClaim, slot: str) -> str:
    return {
        "type": "|".join(gold.types),
        "agent": _names(gold.agents),
        "target": _names(gold.targets),
        "source": _names(gold.sources),
        "count": _counts(gold.counts),
        "who": _counts(gold.counts),
        "place": gold.place.names[0] if gold.place else "",
        "time": gold.time.truth.isoformat() if gold.time else "",
        "modality": gold.modality,
        "polarity": gold.polarity,
    }[slot]


def _slot_found(claim: Claim, slot: str) -> str:
    time = claim.time
    return {
        "type": claim.type,
        "agent": _names(claim.agents),
        "target": _names(claim.targets),
        "source": _names(claim.attribution.sources),
        "count": _counts(claim.counts),
        "who": _counts(claim.counts),
        "place": f"{claim.place.name} “{claim.place.span.text}”" if claim.place else "",
        "time": f"{time.earliest}…{time.latest} “{time.span.text}”" if time else "",
        "modality": claim.modality,
        "polarity": claim.polarity,
    }[slot]


def _claim_in_gold(gold: GoldClaim | None) -> str:
    if gold is None:
        return ""
    parts = (f"{slot}: {value}" for slot in SLOTS if (value := _slot_in_gold(gold, slot)) and value not in ("asserted", "affirmed") and slot != "who")
    return ", ".join(parts)


def _claim_found(claim: Claim | None) -> str:
    if claim is None:
        return ""
    parts = (f"{slot}: {value}" for slot in SLOTS if (value := _slot_found(claim, slot)) and value not in ("asserted", "affirmed") and slot != "who")
    return ", ".join([*parts, f"rule: {claim.extractor.rule}"])


# the report


def grouped(found: Iterable[Difference]) -> Mapping[str, list[Difference]]:
    """Differences by kind, the kind with most first."""
    groups: dict[str, list[Difference]] = {}
    for difference in found:
        groups.setdefault(difference.kind, []).append(difference)
    return dict(sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])))


def as_markdown(found: Iterable[Difference]) -> Iterator[str]:
    """The report as Markdown: a table of kinds, then each kind."""
    groups = grouped(found)
    yield "# What extraction and gold do not share\n\n| kind | number |\n|---|---|\n"
    yield from (f"| {kind} | {len(group)} |\n" for kind, group in groups.items())
    for kind, group in groups.items():
        yield f"\n## {kind} ({len(group)})\n"
        for d in group:
            words = " ".join(filter(None, (_escaped(d.before), f"**{_escaped(d.trigger)}**", _escaped(d.after))))
            yield f"\n- `{d.doc}:{d.start}` …{words}…\n  - gold: {_escaped(d.gold) or '–'}\n  - found: {_escaped(d.found) or '–'}\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in text.strip())


def as_html(found: Iterable[Difference]) -> Iterator[str]:
    """The report as one HTML page that needs nothing else."""
    groups = grouped(found)
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>What extraction and gold do not share</title>\n'
    yield "<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}mark{background:#fd6}dt{margin-top:1em}dd{margin-left:1em}</style>\n"
    yield "</head>\n<body>\n<h1>What extraction and gold do not share</h1>\n<table>\n"
    yield from (f"<tr><td>{html.escape(kind)}</td><td>{len(group)}</td></tr>\n" for kind, group in groups.items())
    yield "</table>\n"
    for kind, group in groups.items():
        yield f"<h2>{html.escape(kind)} ({len(group)})</h2>\n<dl>\n"
        for d in group:
            yield f"<dt><code>{html.escape(d.doc)}:{d.start}</code> …{html.escape(d.before)}<mark>{html.escape(d.trigger)}</mark>{html.escape(d.after)}…</dt>\n"
            yield f"<dd>gold: {html.escape(d.gold) or '–'}</dd>\n<dd>found: {html.escape(d.found) or '–'}</dd>\n"
        yield "</dl>\n"
    yield "</body>\n</html>\n"


WRITERS = {".md": as_markdown, ".html": as_html}
"""How the report is written, by the suffix of its file."""
