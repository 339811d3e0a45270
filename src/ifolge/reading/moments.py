"""Days and times as pages, feeds and columns write them: ISO 8601, RFC 2822, and the calendar words of all language packs.

The words of all packs are used together: a date is most often read before the language is known, and a Norwegian feed may have English dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache

from ifolge.languages import LANGUAGES, pack
from ifolge.records import DatePrecision

YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as precisely as it was written: an interval of days, and the time of day where there is one.

    ``at`` may lack a time zone; then it is local time where the text was published.
    """

    earliest: date
    latest: date
    precision: DatePrecision
    at: datetime | None = None

    @classmethod
    def of_day(cls, day: date) -> Moment:
        return cls(day, day, "day")

    @classmethod
    def of_time(cls, at: datetime) -> Moment:
        return cls(at.date(), at.date(), "time", at)

    @property
    def in_utc(self) -> bool:
        return self.at is not None and self.at.tzinfo is not None and not self.at.utcoffset()

    def local(self, zone: tzinfo) -> Moment:
        """The same moment on the wall of ``zone``, for a time given in UTC. An offset other than UTC is the page's own local time and stays."""
        return Moment.of_time(self.at.astimezone(zone)) if self.at and self.in_utc else self

    def __str__(self) -> str:
        return self.earliest.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]


@dataclass(frozen=True)
class DatedText:
    """A full day found in ``line[start:end]``; a clock time that follows it belongs to it."""

    start: int
    end: int
    moment: Moment


def parse_moment(value: object) -> Moment | None:
    """Read a whole value as a date. ``None`` where it is none, or an impossible one (2019-02-30, years outside 1900–2199).

    Read are ``datetime`` and ``date`` objects; ISO years, months, days and times; ``20190314``; RFC 2822 with English or Nordic names; and days as
    newspapers write them ("onsdag 13. mars 2019 kl. 18.20").
    """
    if isinstance(value, datetime):
        return _in_range(Moment.of_time(value))
    if isinstance(value, date):
        return _in_range(Moment.of_day(value))
    text = str(value).strip()
    found = _iso(text) or _whole_day(text) or _rfc2822(text)
    return _in_range(found) if found else None


def find_days(line: str) -> Iterator[DatedText]:
    """All full days (day, month and year) in a line of text, in order, each with its clock time."""
    at = 0
    while match := _patterns().day.search(line, at):
        at = match.end()
        if moment := _moment(match):
            yield DatedText(match.start(), match.end(), moment)


_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)")
_MONTH = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)")
_YEAR = re.compile(r"\d{4}")


def _iso(text: str) -> Moment | None:
    try:
        if match := _COMPACT.fullmatch(text):
            return Moment.of_day(date(int(match["y"]), int(match["m"]), int(match["d"])))
        if match := _MONTH.fullmatch(text):
            year, month = int(match["y"]), int(match["m"])
            return Moment(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
        if _YEAR.fullmatch(text):
            return Moment(date(int(text), 1, 1), date(int(text), 12, 31), "year")
        if len(text) == 10:
            return Moment.of_day(date.fromisoformat(text))
        return Moment.of_time(datetime.fromisoformat(text))
    except ValueError:
        return None


def _whole_day(text: str) -> Moment | None:
    match = _patterns().day.fullmatch(text.strip(" ."))
    return _moment(match) if match else None


def _rfc2822(text: str) -> Moment | None:
    try:
        return Moment.of_time(parsedate_to_datetime(text))
    except ValueError:
        return None


def _in_range(moment: Moment) -> Moment | None:
    return moment if moment.earliest.year in YEARS else None


# -- dates in running text --------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Patterns:
    day: re.Pattern[str]
    months: dict[str, int]


def words(kind: str) -> dict[str, str]:
    """Forms of one kind in the ``datelines`` tables of all packs, each with its value."""
    rows = [row for lang in LANGUAGES for row in pack(lang).table("datelines") if row["kind"] == kind]
    return {form.strip(): row["value"] for row in rows for form in row["forms"].split(";")}


def alternatives(forms: Iterable[str]) -> str:
    """A regular expression for any of the forms, the longest first; a space in one stands for any white space."""
    return "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in sorted(forms, key=lambda f: (-len(f), f)))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    months = words("month")
    month, weekday, filler = alternatives(months), alternatives(words("weekday")), alternatives(words("filler"))
    named = [
        rf"(?P<d1>\d{{1,2}})(?:\.|:e|st|nd|rd|th)?\s*(?:of\s+)?(?P<mon1>{month})\b\.?,?\s+(?P<y1>\d{{4}})",
        rf"(?P<mon2>{month})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})",
    ]
    figures = [
        r"(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)",
        r"(?P<d4>\d{1,2})\.\s?(?P<m4>\d{1,2})\.\s?(?P<y4>\d{4}|\d\d)",
        r"(?P<d5>\d{1,2})-(?P<m5>\d{1,2})-(?P<y5>\d{4})",
        r"(?P<d6>\d{1,2})/(?P<m6>\d{1,2})[- ](?P<y6>\d{4})",
        r"(?P<d7>\d{1,2})/(?P<m7>\d{1,2})/(?P<y7>\d{4})",
    ]
    hour = r"(?P<H>[01]?\d|2[0-3])[.:](?P<M>[0-5]\d)(?:[.:](?P<S>[0-5]\d))?(?!\d)(?:\s*(?P<zone>Z\b|GMT\b|UTC\b|[+-]\d\d:?\d\d(?!\d)))?"
    clock = rf"(?:(?:T|[\s,]*(?:[–|-]\s*)?(?:(?:{filler})\b\.?\s*)?){hour})?"
    opening = rf"(?<![\w./-])(?:(?:{weekday})\b[.,]*\s+)?(?:(?:{filler})\b\.?\s+)?"
    day = re.compile(rf"{opening}(?:{'|'.join(named + figures)})(?![\d/]){clock}", re.IGNORECASE)
    return _Patterns(day, {form: int(value) for form, value in months.items()})


def _moment(match: re.Match[str]) -> Moment | None:
    found = {name.rstrip("1234567"): value for name, value in match.groupdict().items() if value is not None}
    month = int(found["m"]) if "m" in found else _patterns().months[found["mon"].lower()]
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    if match["d7"] and int(match["d7"]) <= 12 and int(match["d7"]) != month:
        return None  # 03/04/2019: which comes first, the day or the month, is not told
    try:
        day = date(year, month, int(found["d"]))
        if "H" not in found:
            return Moment.of_day(day)
        at = datetime(year, month, day.day, int(found["H"]), int(found["M"]), int(found.get("S", 0)), tzinfo=_zone(found.get("zone")))
    except ValueError:
        return None
    return Moment.of_time(at)


def _zone(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    return datetime.strptime("+0000" if text.isalpha() else text, "%z").tzinfo
