"""When an article was published: the evidence and its order of precedence.

A day in the address of a page is set by the system that published it and outlives redesigns; what a page says of itself comes next; the header of
a text file was added by whoever collected it, and one that knows only the month is a mere month (findings on news pages, section d, "Wrong anchors").
A day of update is no day of publication: it counts only where nothing else is known. A day that the user declares is for articles that tell none
of their own; it also narrows a month or year that it lies in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from ifolge.reading.moments import Moment, words
from ifolge.records import DateOrigin, Published

TOLERANCE = 7  # days by which two dates of one article may differ before it is worth a warning

_ORDER: tuple[DateOrigin, ...] = ("url_day", "dateline", "metadata", "header")
_YEARS = range(1990, 2100)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?:(?P<s>[/_.-])(?P<m>\d{1,2}|[a-z]{3,4})(?P=s)(?P<d>\d{1,2})|(?P<mm>\d\d)(?P<dd>\d\d))(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One date that an article gives, and where. ``update`` marks a day on which it was changed."""

    moment: Moment
    origin: DateOrigin
    update: bool = False

    @property
    def is_day(self) -> bool:
        return self.moment.precision in ("day", "time")

    @property
    def rank(self) -> int:
        """Place in the order of precedence, the best first: exact days, then months and years, then updates, then what the user declares."""
        if self.origin == "option":
            return 9
        return 8 if self.update else _ORDER.index(self.origin) + (0 if self.is_day else 4)


def url_day(url: str) -> Moment | None:
    """The day in the path of an address: ``/2019/03/14/``, ``/2019/mar/14/``, ``/20190314``, ``-2019-03-14-``. Impossible days are passed over."""
    months = words("month")
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:  # no address
        return None
    for match in _URL_DAY.finditer(path):
        month = match["m"] or match["mm"]
        number = int(month) if month.isdigit() else int(months.get(month.lower(), 0))
        try:
            day = date(int(match["y"]), number, int(match["d"] or match["dd"]))
        except ValueError:
            continue
        if day.year in _YEARS:
            return Moment.of_day(day)
    return None


def settle(evidence: Iterable[Evidence]) -> tuple[Published | None, tuple[Evidence, Evidence] | None]:
    """The publication interval, and two pieces of evidence that disagree by more than a week, the one that was taken first."""
    ordered: Sequence[Evidence] = sorted(evidence, key=lambda e: e.rank)
    if not ordered:
        return None, None
    best = ordered[0]
    declared = next((e for e in ordered if e.origin == "option"), None)
    if declared and best is not declared and not best.is_day and _within(declared.moment, best.moment):
        best = declared
    moment = best.moment
    if not moment.at:
        # A day from the address takes the clock of a page that gives the same day.
        timed = next((e.moment for e in ordered if e.moment.at and not e.update and e.moment.earliest == moment.earliest == moment.latest), None)
        moment = timed or moment
    rivals = (e for e in ordered if e is not best and not e.update and e.origin != "option" and _gap(e.moment, best.moment) > TOLERANCE)
    rival = next(rivals, None)
    published = Published(earliest=moment.earliest, latest=moment.latest, precision=moment.precision, origin=best.origin, at=moment.at)
    return published, (best, rival) if rival else None


def _within(inner: Moment, outer: Moment) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _gap(one: Moment, other: Moment) -> int:
    """Days between two intervals, 0 where they touch."""
    return max(0, (one.earliest - other.latest).days, (other.earliest - one.latest).days)
