"""What the times of one article say of each other: all count from one day of publication, so a day told as past leaves only the days from it on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ifolge.grounding.readings import TimeMention
from ifolge.grounding.time_resolve import resolve
from ifolge.records import Published

_WHOLE = frozenset({"time_date", "time_calendar"})


def narrowed(published: Published | None, told: Iterable[tuple[TimeMention, str]], *, lang: str) -> Published | None:
    """The interval of publication without the days before a day that the article tells of as past, and after one that it announces.

    ``told`` are time mentions with the tense of their verb, ``past`` or ``future``. Only whole dates count: with their year, or with a weekday that
    fits. Weekdays, "i går" and other times relative to publication then have fewer candidates. Where that leaves no day, what was known before stands: then a date of the
    article is wrong, and nobody can say which.
    """
    if published is None or published.earliest == published.latest:
        return published
    first, last = published.earliest, published.latest
    for mention, tense in told:
        day = _whole_date(mention, published, lang)
        if day is not None and tense == "past":
            first = max(first, day)
        elif day is not None and tense == "future":
            last = min(last, day)
    return published.model_copy(update={"earliest": first, "latest": last}) if first <= last else published


def _whole_date(mention: TimeMention, published: Published, lang: str) -> date | None:
    """The one day that a mention names by the calendar, or ``None``."""
    if mention.kind != "date" or (mention.get("weekday") is None and not (mention.get("year") or mention.get("iso"))):
        return None
    reading = resolve(mention, published=published, lang=lang)
    sure = reading.reason in _WHOLE or (reading.reason == "time_year_assumed" and mention.get("weekday") is not None)
    return reading.earliest if sure and reading.earliest == reading.latest else None
