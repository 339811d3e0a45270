"""Calendar arithmetic for time expressions: units, parts of periods, amounts, and UCDP's date precision."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Run = tuple[date, date]
Data = dict[str, str]

SLACK = {"week": 3, "fortnight": 3, "weekend": 3, "month": 15, "halfyear": 91, "year": 183, "decade": 1826, "century": 18262}
"""Days either way that a time so many units off can lie: "two months ago" was not two months to the day."""
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "halfyear": 6, "year": 12, "decade": 120, "century": 1200}
_VAGUE = {"few": (2.0, 6.0), "several": (2.0, 6.0), "couple": (2.0, 3.0)}


class Unresolved(Exception):
    """Carries the reason why an expression has no days."""


def precision(width: int, *, listed: bool = False) -> int:
    """UCDP ``date_prec`` of an interval of ``width`` days; with listed candidates at most 4 (codebook, section 7)."""
    if width <= 1:
        return 1
    if width <= 6:
        return 2
    if width == 7:
        return 3
    return 4 if width <= 31 or listed else 5


def no_later(end: date, d: date, start: date, tense: str) -> date:
    """What is told as past was over when it was published, unless it begins after that (then the publication date is in doubt, not the text)."""
    return min(end, d) if tense == "past" and start <= d else end


def clip(a: date, b: date, d: date, tense: str) -> Run:
    """The days ``a`` to ``b``, ended by ``no_later``."""
    return a, no_later(b, d, a, tense)


def coming(parts: Data, tense: str) -> str:
    """The tense under which a period is looked for: "til helgen" is the next one. Told as past it says only how long something went on."""
    if "toward" not in parts:
        return tense
    if tense == "past":
        raise Unresolved("time_open")
    return "future"


def offset(parts: Data) -> int:
    """Units away from the current one: -1 for "forrige", 0, 1 for "neste"."""
    return int(next((parts[k] for k in ("prev", "this", "next") if k in parts), "0"))


def calendar(unit: str, d: date, offset: int, tense: str) -> Run:
    """The calendar unit that holds day ``d``, moved by ``offset`` units; the weekend is the last one begun, in announcements the next."""
    if unit == "day":
        return d + timedelta(offset), d + timedelta(offset)
    if unit == "week":
        monday = d - timedelta(d.weekday() - 7 * offset)
        return monday, monday + timedelta(6)
    if unit == "fortnight":
        monday = d - timedelta(d.weekday() - 14 * offset)
        return monday, monday + timedelta(13)
    if unit == "weekend":
        saturday = d - timedelta((d.weekday() - 5) % 7)
        if tense == "future" and d.weekday() < 5:
            saturday += timedelta(7)
        if (offset and d.weekday() >= 5) or (offset > 0 and tense != "future"):
            saturday += timedelta(7 * offset)
        return saturday, saturday + timedelta(1)
    if unit == "month":
        return month(*move_month(d.year, d.month, offset))
    if unit == "halfyear":
        half = d.year * 2 + (d.month > 6) + offset
        return date(half // 2, 1 + 6 * (half % 2), 1), month(half // 2, 6 + 6 * (half % 2))[1]
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (d.year // years + offset) * years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def amount(parts: Data) -> tuple[float, float] | None:
    """Least and most that an amount can mean ("noen" two to six, "et par" two or three), or ``None`` where none is said."""
    for key in ("few", "several", "couple"):
        if key in parts:
            return _VAGUE[key]
    if "half" in parts:
        return float(parts["half"]), float(parts["half"])
    return (float(parts["num"]), float(parts["num"])) if "num" in parts else None


def back(d: date, n: float, unit: str, *, floor: bool = False) -> date:
    """Day ``n`` units before ``d`` (after it where negative). Hours and minutes reach into the day before unless ``floor``."""
    if unit in ("hour", "minute", "second"):
        days = n / {"hour": 24, "minute": 1440, "second": 86400}[unit]
        whole = int(days) if floor else -int(-days // 1)
        return d - timedelta(whole)
    if unit in _DAYS:
        return d - timedelta(round(n * _DAYS[unit]))
    months = int(n * _MONTHS[unit])
    year, month = move_month(d.year, d.month, -months)
    return date(year, month, min(d.day, monthrange(year, month)[1]))


def move_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def month(year: int, month: int) -> Run:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def part_of(a: date, b: date, period: str) -> Run:
    """Beginning, middle or end of a period. In a month UCDP's days: 1–10, 10–20, 15–end."""
    days = (b - a).days + 1
    if 28 <= days <= 31:
        return {"early": (a, a + timedelta(9)), "mid": (a + timedelta(9), a + timedelta(19)), "late": (a + timedelta(14), b)}[period]
    third = days // 3
    return {"early": (a, a + timedelta(third)), "mid": (a + timedelta(third), b - timedelta(third)), "late": (b - timedelta(third), b)}[period]
