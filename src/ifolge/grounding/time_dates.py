"""Time expressions that name the calendar: dates, months, seasons, quarters, years, decades; with their year they need no day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from ifolge.grounding.time_calendar import Data, Run, Unresolved, clip, coming, month, part_of
from ifolge.grounding.time_holidays import holiday

_SEASONS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}

Fixed = Callable[[Data, Run | None, str], tuple[list[Run], str] | None]


def _years_of(parts: Data, window: Run | None) -> list[int]:
    """The year as written, or those relative to each possible day of publication ("i fjor"); empty where none is said."""
    if "year" not in parts:
        return []
    year = int(parts["year"])
    if year > 1000:
        return [year]
    if window is None:
        raise Unresolved("time_no_publication")
    return [window[0].year + year + n for n in range(window[1].year - window[0].year + 1)]


def _nearest(make: Callable[[int], Run], window: Run | None, tense: str, *, reach: int = 8) -> list[Run]:
    """The period in each year that it can mean, in order: one for each day that publication can be of."""
    if window is None:
        raise Unresolved("time_no_publication")
    found = []
    for year in range(window[0].year - reach, window[1].year + reach + 1):
        try:
            found.append(make(year))
        except ValueError:  # 29 February
            continue
    first, last = (_nearest_to(day, found, tense, window) for day in window)
    return [run for run in found if first <= run <= last]


def _nearest_to(day: date, found: list[Run], tense: str, window: Run) -> Run:
    """The latest period begun by a day; in announcements the first that ends after it; in the present tense the nearer. What begins while the article
    can have been published is neither of the year before nor of the year after.
    """
    past = max(r for r in found if r[0] <= day or (r[0] <= window[1] and _month_of(r[0]) == _month_of(day)))
    future = min(r for r in found if r[1] >= day or (r[1] >= window[0] and _month_of(r[0]) == _month_of(day)))
    if tense == "future":
        return future
    if tense == "present":
        return min((past, future), key=lambda r: abs((r[0] - day).days))
    return past


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _date(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    if "iso" in parts:
        day = date.fromisoformat(parts["iso"])
        return [(day, day)], "time_date"
    if "numeric" in parts or "dm" in parts:
        return _numeric(parts, window, tense)
    d, m = int(parts["day"]), int(parts["month"])
    years = _years_of(parts, window)
    if not years and d > 29 and d > monthrange(2023, m)[1]:
        raise Unresolved("time_impossible")
    runs = [(date(y, m, d), date(y, m, d)) for y in years] or _nearest(lambda y: (date(y, m, d), date(y, m, d)), window, tense)
    reason = "time_date" if years else "time_year_assumed"
    if "weekday" in parts:
        fitting = [run for run in runs if run[0].isoweekday() == int(parts["weekday"])]
        return (fitting, reason) if fitting else (runs, "time_weekday_conflict")
    return runs, reason


def _numeric(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    text, *orders = parts.get("numeric", parts.get("dm", "")).split()
    numbers = [int(n) for n in re.split(r"[./-]", text)]
    if "year" in parts:
        numbers.append(max(_years_of(parts, window)))
    runs: list[Run] = []
    for order in orders:
        d, m = (numbers[0], numbers[1]) if order == "dmy" else (numbers[1], numbers[0])
        try:
            if len(numbers) == 2:
                runs += _nearest(lambda y, m=m, d=d: (date(y, m, d), date(y, m, d)), window, tense)  # type: ignore[misc]
            else:
                year = numbers[2] + (2000 if numbers[2] < 70 else 1900 if numbers[2] < 100 else 0)
                runs.append((date(year, m, d), date(year, m, d)))
        except ValueError:
            continue
    if not runs:
        raise Unresolved("time_impossible")
    runs = sorted(set(runs))
    return runs, "time_ambiguous" if len(runs) > 1 else "time_date"


def _dates(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    runs, reason = _date({**parts, "day": parts["day_to"]}, window, tense)
    return [(min(last.replace(day=int(parts["day"])), last), last) for last, _ in runs], reason


def _night_of_date(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str] | None:
    if "day" not in parts:
        return None
    last = parts.get("day_to", parts["day"])
    runs, _ = _date({**{k: v for k, v in parts.items() if k != "weekday"}, "day": last}, window, tense)
    return [(day - timedelta(1), day) for day, _ in runs], "time_night"


def _month_rule(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    m = int(parts["month"])
    years = _years_of(parts, window)
    if years:
        runs = [month(year, m) for year in years]
    elif "prev" in parts and window is not None:
        before = (window[0].replace(day=1) - timedelta(1), window[1].replace(day=1) - timedelta(1))
        runs = _nearest(lambda y: month(y, m), before, "past")
    else:
        runs = _nearest(lambda y: month(y, m), window, "future" if "next" in parts else tense)
    runs = _within(runs, parts, window, "past" if "earlier" in parts else tense)
    return runs, "time_calendar" if years else "time_year_assumed"


def _within(runs: list[Run], parts: Data, window: Run | None, tense: str) -> list[Run]:
    """The part of each period that is meant (beginning, middle, end), ended by publication where it is told as past."""
    if "period" in parts:
        runs = [part_of(*run, parts["period"]) for run in runs]
    return [clip(*run, window[1], tense) for run in runs] if window is not None else runs


def _recurring(make: Callable[[int], Run], parts: Data, window: Run | None, tense: str, *, reach: int = 8) -> list[Run]:
    """The period nearest publication; "last" takes the one before where it is not over, "next" the first to come."""
    move = int(parts["of"]) if parts.get("of") in ("-1", "1") else 0
    runs = _nearest(make, window, "future" if move > 0 else coming(parts, tense), reach=reach)
    if move < 0 and window is not None:
        runs = sorted({run if run[1] < window[0] else make(run[1].year - 1) for run in runs})
    return runs


def _season(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    first, last = _SEASONS[parts["season"] if "season" in parts else parts["season_last"]]
    years = _years_of(parts, window)

    def make(y: int) -> Run:
        return date(y - (first > last), first, 1), month(y, last)[1]

    runs = [(make(y)[0], make(y + (first > last))[1]) for y in years] or _recurring(make, parts, window, tense)
    return _within(runs, parts, window, tense), "time_calendar" if years else "time_year_assumed"


def _holiday(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    name = parts["holiday"] if "holiday" in parts else parts["holiday_last"]
    tense = "past" if "holiday_last" in parts else tense
    runs = [holiday(name, y) for y in _years_of(parts, window)] or _recurring(lambda y: holiday(name, y), parts, window, tense, reach=2)
    return _within(runs, parts, window, tense), "time_holiday"


def _quarter(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    months = 3 if parts["quarter"] == "quarter" else 6
    n = int(parts["ord"])
    if n > 12 // months:
        raise Unresolved("time_impossible")

    def make(y: int) -> Run:
        return date(y, (n - 1) * months + 1, 1), month(y, n * months)[1]

    years = _years_of(parts, window)
    return ([make(y) for y in years], "time_calendar") if years else (_nearest(make, window, tense), "time_year_assumed")


def _year(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    years = _years_of(parts, window)
    runs = _within(
        [(date(y, 1, 1), date(y, 12, 31)) for y in years], parts, window, "past" if "earlier" in parts else "future" if "later" in parts else tense
    )
    if window is not None and "later" in parts:
        runs = [(min(max(a, window[0]), b), b) for a, b in runs]
    return runs, "time_calendar" if int(parts["year"]) > 1000 else "time_period"


def _years(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    a, b = int(parts["year"]), int(parts["year_to"])
    a, b = sorted((a, b if b >= 100 else a - a % 100 + b))  # 1940–45
    return [(date(a, 1, 1), date(b, 12, 31))], "time_range"


def _week(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    """An ISO week by its number."""

    def make(y: int) -> Run:
        return date.fromisocalendar(y, int(parts["weekno"]), 1), date.fromisocalendar(y, int(parts["weekno"]), 7)

    years = _years_of(parts, window)
    return ([make(y) for y in years], "time_calendar") if years else (_nearest(make, window, tense), "time_year_assumed")


def _nth_weekday(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    """The first, second … or last such weekday of a month."""
    number, m, nth = int(parts["weekday"]) - 1, int(parts["month"]), parts["nth"]

    def make(y: int) -> Run:
        first, last = month(y, m)
        day = last - timedelta((last.weekday() - number) % 7) if not nth else first + timedelta((number - first.weekday()) % 7 + 7 * (int(nth) - 1))
        if day > last:
            raise ValueError(f"no such weekday in {m}/{y}")
        return day, day

    years = _years_of(parts, window)
    return ([make(y) for y in years], "time_calendar") if years else (_nearest(make, window, tense), "time_year_assumed")


def _century(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    n = int(parts["ord"])
    return _within([(date(100 * n - 99, 1, 1), date(100 * n, 12, 31))], parts, window, tense), "time_calendar"


def _decade(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    n = int(parts["decade"])
    if n < 100:
        if window is None and n < 30:
            raise Unresolved("time_no_publication")
        n += 2000 if window is not None and 2000 + n <= window[1].year else 1900
    a, b = date(n - n % 10, 1, 1), date(n - n % 10 + (99 if n % 100 == 0 else 9), 12, 31)
    if "period" in parts:
        a, b = part_of(a, b, parts["period"])
    return [clip(a, b, window[1], tense) if window else (a, b)], "time_calendar"


DATED: dict[str, Fixed] = {
    "date": _date,
    "dates": _dates,
    "night": _night_of_date,
    "month": _month_rule,
    "season": _season,
    "holiday": _holiday,
    "quarter": _quarter,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "week": _week,
    "nth_weekday": _nth_weekday,
}
