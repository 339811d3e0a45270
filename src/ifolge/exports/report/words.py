"""What a claim says, in whole words: days, places, numbers, modality, the chain of sources, review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ifolge.grounding.gazetteer import gazetteer
from ifolge.ledger import Entry
from ifolge.records import Claim, Count, Place, Source, Time
from ifolge.wording import PLURALS, actor_name

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
ONE_DAY = timedelta(days=1)

EXACTNESS = {
    1: "the place itself",
    2: "near this place, within about 25 km",
    3: "somewhere in this district",
    4: "somewhere in this province",
    5: "a line or an area without sharp bounds",
    6: "somewhere in this country",
    7: "sea or airspace",
}
"""By ``where_prec``."""
POLARITY = {"denied": "denied: the source says that this did not happen"}
MODALITY = {
    "probable": "held to be likely",
    "possible": "held to be possible",
    "planned": "planned, promised or threatened",
    "demanded": "demanded or called for",
    "hypothetical": "only under a condition",
}
"""Asserted is the rule, and not remarked on."""
MODE = {"direct": "in the source's own words", "indirect": "in the article's words", "narrated": "told by the article itself, no source is named"}
STANCE = {
    "states": "says it as a matter of course",
    "confirms": "confirms or admits it",
    "claims": "says it, and the article keeps its distance",
    "denies": "contradicts what others have said",
    "accuses": "blames another party",
    "suspects": "believes or fears it",
    "retracts": "takes back what was said before",
}
SOURCE_KIND = {"party": "a party to the conflict", "official": "an authority", "anonymous": "not named"}
"""Kinds of sources whose word alone does not say it; the others are told by their own name."""
STATUS = {"unreviewed": "not reviewed", "accepted": "accepted by a reviewer", "rejected": "rejected by a reviewer"}


def day(of: date) -> str:
    """A day as people write it: ``30 May 2018``."""
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}"


def when(time: Time | None) -> str:
    """A time in words that invent no day."""
    if time is None or time.earliest is None or time.latest is None:
        return "Day not known"
    first, last = time.earliest, time.latest
    if first == last:
        return f"{WEEKDAYS[first.weekday()]} {day(first)}"
    between = f"between {day(first)} and {day(last)}"
    if len(time.candidates) > 1:
        weekdays = {d.weekday() for d in time.candidates}
        name = f"{WEEKDAYS[weekdays.pop()]}s" if len(weekdays) == 1 else "days"
        return f"One of {len(time.candidates)} {name} {between}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"Some time in {first.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last == date.max or (last + ONE_DAY).day == 1):
        return f"Some time in {MONTHS[first.month - 1]} {first.year}"
    return f"Some time {between}"


def where(place: Place | None) -> str:
    """The name of a place, and how exactly it is meant."""
    if place is None:
        return "Place not told"
    return f"{place.name}: {EXACTNESS[place.precision]}"


def country(place: Place | None) -> str:
    """The English name of a place's country; its code where it has none."""
    if place is None or place.country is None:
        return "Country not told"
    known = gazetteer().country(place.country)
    return known.name if known else place.country


def title(claim: Claim) -> str:
    """What is said to have happened, with all that makes it less than a plain assertion."""
    marks = [marks[value] for marks, value in ((POLARITY, claim.polarity), (MODALITY, claim.modality)) if value in marks]
    return claim.type.replace("_", " ").capitalize() + (f" ({'; '.join(marks)})" if marks else "")


def number(count: Count) -> str:
    """The bounds of a count in words, with its best number where that is neither of them."""
    low, high = count.low, count.high
    if low is None and high is None:
        told = "number not told"
    elif low is None:
        told = f"at most {high}"
    elif high is None:
        told = f"at least {low}"
    else:
        told = str(low) if low == high else f"{low} to {high}"
    best = "" if count.best is None or count.best in (low, high) else f" (best {count.best})"
    return ("about " if count.approximate else "") + told + best


def people(count: Count) -> str:
    """Who is counted; empty where the text does not say."""
    return "" if count.who == "unknown" else PLURALS.get(count.who, f"{count.who}s").replace("_", " ")


def figure(claim: Claim, count: Count) -> str:
    """One count with its effect, certainty and own words: ``killed: 12 to 15 civilians, “mellom 12 og 15”``."""
    effect = count.effect.replace("_", " ")
    if count.subset_of is not None:
        whole = claim.counts[count.subset_of].effect.replace("_", " ")
        effect = f"of those {whole}" + ("" if whole == effect else f", {effect}")
    certainty = f", {MODALITY[count.certainty]}" if count.certainty in MODALITY else ""
    return f"{effect}: {' '.join(filter(None, (number(count), people(count))))}{certainty}, “{count.span.text}”"


def parties(claim: Claim) -> str:
    """Who to whom, each with how sure that is; empty where nobody is named."""
    agents, targets = (
        ", ".join(actor_name(p.actor, p.mention.text) + (f" ({MODALITY[p.certainty]})" if p.certainty in MODALITY else "") for p in side)
        for side in (claim.agents, claim.targets)
    )
    if targets:
        return f"{agents or 'nobody named'} → {targets}"
    return agents


def chain(entry: Entry) -> str:
    """The whole chain: sources, relays and channels, publisher."""
    attribution = entry.claim.attribution
    links = [_source(source) for source in attribution.sources] or ["the article itself"]
    links += [f"{via.actor.name if via.actor else via.name} ({via.kind})" for via in attribution.via]
    if publisher := attribution.publisher or entry.article.publisher:
        links.append(f"{publisher} (publisher)")
    return " → ".join(links)


def _source(source: Source) -> str:
    kind = SOURCE_KIND.get(source.kind, source.kind)
    cue = f", “{source.cue.text}”" if source.cue else ""
    return f"{actor_name(source.actor, source.span.text)} ({kind}{cue})"


def manner(claim: Claim) -> str:
    """In whose words, and what the source does by saying it."""
    attribution = claim.attribution
    implied = "; the source is carried over from a sentence nearby" if attribution.implied else ""
    return MODE[attribution.mode] + (f"; {STANCE[attribution.stance]}" if attribution.sources else "") + implied


def review(entry: Entry) -> Iterator[str]:
    """What people did to it, how sure the program was, and how to find it again."""
    corrected = f", corrected by a reviewer: {', '.join(entry.corrected)}" if entry.corrected else ""
    yield STATUS[entry.status] + corrected
    yield f"confidence {entry.claim.confidence:.2f}"
    yield entry.claim.claim_id
    if entry.incident_id:
        yield f"incident {entry.incident_id}"
    if entry.claim.superseded_by:
        yield f"the article itself replaces this by {entry.claim.superseded_by}"
