"""Time expressions that name the calendar: dates, months, seasons, quarters, years, decades; with their year they need no day of publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from ifolge.grounding.time_calendar import Data, Run, Unresolved, clip, month, part_of
from ifolge.grounding.time_holidays import holiday

_SEASONS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}

Fixed = Callable[[Data, Run | None, str], tuple[list[Run], str] | None]


def _year_of(parts: Data, window: Run | None) -> int | None:
    """The year as written or relative to publication ("i fjor"), or ``None`` where none is said."""
    if "year" not in parts:
        return None
    year = int(parts["year"])
    if year > 1000:
        return year
    if window is None:
        raise Unresolved("time_no_publication")
    return window[1].year + year


def _nearest(make: Callable[[int], Run], window: Run | None, tense: str, *, reach: int = 8) -> list[Run]:
    """The latest such period begun by the end of publication; in announcements the first that ends after its beginning; in the present tense the nearer."""
    if window is None:
        raise Unresolved("time_no_publication")
    found = []
    for year in range(window[1].year - reach, window[1].year + reach + 1):
        try:
            found.append(make(year))
        except ValueError:  # 29 February
            continue
    past = max(r for r in found if r[0] <= window[1])
    future = min(r for r in found if r[1] >= window[0])
    if tense == "future":
        return [future]
    if tense == "present":
        return [min((past, future), key=lambda r: abs((r[0] - window[1]).days))]
    return [past]


def _date(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    if "iso" in parts:
        day = date.fromisoformat(parts["iso"])
        return [(day, day)], "time_date"
    if "numeric" in parts or "dm" in parts:
        return _numeric(parts, window, tense)
    d, m = int(parts["day"]), int(parts["month"])
    year = _year_of(parts, window)
    if year is None:
        if d > 29 and d > monthrange(2023, m)[1]:
            raise Unresolved("time_impossible")
        runs = _nearest(lambda y: (date(y, m, d), date(y, m, d)), window, tense)
    else:
        runs = [(date(year, m, d), date(year, m, d))]
    if "weekday" in parts and runs[0][0].isoweekday() != int(parts["weekday"]):
        return runs, "time_weekday_conflict"
    return runs, "time_date" if year is not None else "time_year_assumed"


def _numeric(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    text, *orders = parts.get("numeric", parts.get("dm", "")).split()
    numbers = [int(n) for n in text.replace("/", ".").replace("-", ".").split(".")]
    if "year" in parts:
        numbers.append(_year_of(parts, window) or 0)
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
    last, reason = _date({**parts, "day": parts["day_to"]}, window, tense)
    first = last[0][0].replace(day=int(parts["day"]))
    return [(min(first, last[0][0]), last[0][0])], reason


def _night_of_date(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str] | None:
    if "day" not in parts:
        return None
    last = parts.get("day_to", parts["day"])
    runs, _ = _date({**{k: v for k, v in parts.items() if k != "weekday"}, "day": last}, window, tense)
    return [(runs[0][0] - timedelta(1), runs[0][0])], "time_night"


def _month_rule(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    m = int(parts["month"])
    year = _year_of(parts, window)
    if year is not None:
        run = month(year, m)
    elif "prev" in parts and window is not None:
        [run] = _nearest(lambda y: month(y, m), (window[0], date(window[1].year, window[1].month, 1) - timedelta(1)), "past")
    elif "next" in parts:
        [run] = _nearest(lambda y: month(y, m), window, "future")
    else:
        [run] = _nearest(lambda y: month(y, m), window, tense)
    if "period" in parts:
        run = part_of(*run, parts["period"])
    if window is not None and (tense == "past" or "earlier" in parts):
        run = clip(*run, window[1], "past")
    return [run], "time_calendar" if year is not None else "time_year_assumed"


def _season(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    first, last = _SEASONS[parts["season"] if "season" in parts else parts["season_last"]]
    year = _year_of(parts, window)

    def make(y: int) -> Run:
        return date(y - (first > last), first, 1), month(y, last)[1]

    if year is not None:
        run = (make(year)[0], make(year + 1)[1]) if first > last else make(year)
    else:
        move = int(parts["of"]) if parts.get("of") in ("-1", "1") else 0
        [run] = _nearest(make, window, "future" if move > 0 else tense)
        if move < 0 and window is not None and run[1] >= window[0]:
            run = make(run[1].year - 1)
    if "period" in parts:
        run = part_of(*run, parts["period"])
    return [clip(*run, window[1], tense) if window else run], "time_calendar" if year is not None else "time_year_assumed"


def _holiday(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    name, year = parts["holiday"], _year_of(parts, window)
    if year is not None:
        run = holiday(name, year)
    else:
        move = int(parts["of"]) if parts.get("of") in ("-1", "1") else 0
        [run] = _nearest(lambda y: holiday(name, y), window, "future" if move > 0 else tense, reach=2)
        if move < 0 and window is not None and run[1] >= window[0]:
            run = holiday(name, run[1].year - 1)
    if "period" in parts:
        run = part_of(*run, parts["period"])
    return [clip(*run, window[1], tense) if window else run], "time_holiday"


def _quarter(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    months = 3 if parts["quarter"] == "quarter" else 6
    n = int(parts["ord"])
    if n > 12 // months:
        raise Unresolved("time_impossible")

    def make(y: int) -> Run:
        return date(y, (n - 1) * months + 1, 1), month(y, n * months)[1]

    year = _year_of(parts, window)
    return ([make(year)], "time_calendar") if year is not None else (_nearest(make, window, tense), "time_year_assumed")


def _year(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    year = _year_of(parts, window)
    if year is None:
        raise Unresolved("time_no_publication")
    a, b = date(year, 1, 1), date(year, 12, 31)
    if "period" in parts:
        a, b = part_of(a, b, parts["period"])
    if window is not None and "later" in parts:
        a = min(max(a, window[0]), b)
    elif window is not None and (tense == "past" or "earlier" in parts):
        a, b = clip(a, b, window[1], "past")
    return [(a, b)], "time_calendar" if int(parts["year"]) > 1000 else "time_period"


def _years(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    a, b = sorted((int(parts["year"]), int(parts["year_to"])))
    return [(date(a, 1, 1), date(b, 12, 31))], "time_range"


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
}
