"""What a report is of: the ledger, the filters in words, how much there is, and the caution that every reader must see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from ifolge import __version__
from ifolge.exports.report.words import day
from ifolge.ledger import EVERYTHING, Entry, Filters
from ifolge.wording import plural

TITLE = "Claims of armed conflict, by place and day"
CAUTION = (
    "Every entry below is a claim: what one source is said to have said, in one article. A claim is not an event. Several claims can tell of one event, they can "
    "contradict each other, and any of them can be wrong. Numbers are those of their sources: they are shown side by side, never added and never averaged. "
    "Claims were found by a program in the words quoted; the status of each says whether a person has looked at it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a report says of itself.

    :param ledger: the ledger's name, as readers know it; never an address with a password.
    :param filters: by which the entries were chosen.
    :param version: of ifolge.
    """

    ledger: str
    filters: Filters = EVERYTHING
    version: str = __version__


FILTERS = {
    "since": "on this day or later",
    "until": "on this day or earlier",
    "countries": "countries",
    "places": "places",
    "box": "inside west, south, east, north",
    "types": "types",
    "actors": "agents or targets",
    "sources": "sources",
    "languages": "languages",
    "modalities": "modalities",
    "polarity": "polarity",
    "statuses": "review status",
    "reviewed": "accepted or corrected by a reviewer only",
    "min_confidence": "confidence at least",
    "documents": "articles",
    "incidents": "incidents",
    "updated_since": "changed since",
    "limit": "at most so many claims",
}
"""What each filter is called; order and direction choose nothing and are left out, since a report has an order of its own."""


def chosen(filters: Filters) -> str:
    """The filters that are set, in words."""
    told = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        if field.name in FILTERS and value != field.default:
            values = ", ".join(map(str, value)) if isinstance(value, tuple) else "yes" if value is True else str(value)
            told.append(f"{FILTERS[field.name]}: {values}")
    return "; ".join(told) or "none; everything that reviewers did not reject"


def facts(about: About, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The head of a report: label and value."""
    yield "Ledger", about.ledger
    yield "Filters", chosen(about.filters)
    yield "Claims", f"{plural(len(entries), 'claim')} in {plural(len({e.article.doc_id for e in entries}), 'article')}"
    yield "Days", days(entries)
    yield "Reviewed", reviewed(entries)
    if entries:
        yield "Last change", f"{max(e.changed_at for e in entries):%Y-%m-%d %H:%M} UTC"
    yield "Made with", f"ifolge {about.version}"


def days(entries: Sequence[Entry]) -> str:
    """From the first day that any claim can be of to the last; and how many have none."""
    known = [(time.earliest, time.latest) for e in entries if (time := e.claim.time) and time.earliest and time.latest]
    undated = len(entries) - len(known)
    without = f"; {plural(undated, 'claim')} without a day" if undated else ""
    if not known:
        return f"none known{without}"
    first, last = min(first for first, _ in known), max(last for _, last in known)
    return (day(first) if first == last else f"{day(first)} to {day(last)}") + without


def reviewed(entries: Sequence[Entry]) -> str:
    """How many claims a person accepted, rejected, corrected."""
    told = [
        plural(n, f"claim {status}", many=f"claims {status}")
        for status in ("accepted", "rejected")
        if (n := sum(e.status == status for e in entries))
    ]
    corrected = sum(bool(e.corrected) for e in entries)
    told += [plural(corrected, "claim corrected", many="claims corrected")] if corrected else []
    return ", ".join(told) or "no claim yet"
