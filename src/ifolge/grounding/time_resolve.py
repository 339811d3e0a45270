"""Turns a time expression into the days it can mean: offsets from the day of publication, or from the event it is anchored to.

Every rule answers for one day of publication. Where only a month of publication is known the answers for all its days are joined, so an interval is never narrower than
what is known, and knowing more of the publication never widens it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from ifolge.grounding.readings import TimeMention, TimeReading
from ifolge.records import Published

Run = tuple[date, date]
Data = dict[str, str]

REASONS: dict[str, str] = {
    "time_weekday": "the weekday nearest publication: back in reports, forward in announcements; one for each possible week of publication",
    "time_night": "the night leads into that day, so both days are possible",
    "time_date": "a day of the calendar as written",
    "time_weekday_conflict": "a day of the calendar as written, although the weekday beside it does not fit",
    "time_year_assumed": "a day or month without its year: the nearest one that the tense allows, seen from publication",
    "time_relative_day": "counted in days from publication",
    "time_period": "a calendar period counted from publication",
    "time_calendar": "a calendar period as written",
    "time_back": "counted back from publication",
    "time_ahead": "counted forward from publication",
    "time_anchored": "counted from the event it is told after",
    "time_since": "from that time to publication at the latest",
    "time_until": "from publication to that time",
    "time_range": "from the first time to the last",
    "time_no_publication": "relative to a publication date that is not known",
    "time_no_anchor": "relative to an event without a known day",
    "time_duration": "a duration says how long, not when",
    "time_set": "a repeated time names no single day",
    "time_vague": "too vague for days",
    "time_open": "only the end is given, not the beginning",
    "time_impossible": "no such day in the calendar",
    "time_ambiguous": "the numbers can be day and month in either order",
}

MOST_CANDIDATES = 6  # codebook, section 7
_FAR = 62            # a publication interval longer than this is answered by its ends alone
_SEASONS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_VAGUE = {"few": (2, 6), "several": (2, 6), "couple": (2, 3)}
_LAST = {"day": 5, "week": 3, "month": 3, "year": 5, "decade": 3, "hour": 24, "minute": 60, "second": 60, "weekend": 3, "century": 1}


class Unresolved(Exception):
    """Carries the reason why an expression has no days."""


def resolve(mention: TimeMention, *, published: Published | None, lang: str, tense: str = "past", anchor: tuple[date, date] | None = None) -> TimeReading:
    """Days that a time mention can mean (codebook, section 7; UCDP GED codebook for ``date_prec`` and the periods).

    Parameters: ``published``, the interval of publication, or ``None``; ``lang``, the mention's language (rules are the same in all); ``tense`` of the event's verb, ``past``, ``present`` or
    ``future``; ``anchor``, first and last day of the event that "dagen før", "samme dag" and clock times count from. Days are inclusive. Never raises: what has no
    days comes back null with a reason.
    """
    window = (published.earliest, published.latest) if published is not None else None
    return _resolve(mention.kind, mention.data, window, tense, anchor)


@lru_cache(maxsize=16384)
def _resolve(kind: str, data: tuple[tuple[str, str], ...], window: Run | None, tense: str, anchor: Run | None) -> TimeReading:
    parts = dict(data)
    try:
        if kind in _NEVER:
            raise Unresolved(f"time_{kind}")
        if kind in _ANCHORED or _follows(kind, parts):
            if anchor is None:
                raise Unresolved("time_no_anchor")
            return _reading([_shift(kind, parts, anchor)], "time_anchored", listed=False)
        runs, reason = _over_window(kind, parts, window, tense)
    except Unresolved as problem:
        return TimeReading(None, None, (), None, str(problem))
    except (ValueError, OverflowError):
        return TimeReading(None, None, (), None, "time_impossible")
    return _reading(runs, reason, listed=kind == "weekday" or reason == "time_ambiguous")


def _over_window(kind: str, parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    if kind == "since":
        runs, _ = _over_window(parts["of"], _inner(parts, "of"), window, tense)
        if window is None:
            raise Unresolved("time_no_publication")
        start = min(a for a, _ in runs)
        return [(start, max(window[1], start))], "time_since"
    if kind in ("until", "within"):
        return _until(kind, parts, window, tense), "time_until"
    if kind == "range":
        first, _ = _over_window(parts["from"], _inner(parts, "from"), window, tense)
        last, _ = _over_window(parts["to"], _inner(parts, "to"), window, tense)
        a, b = min(r[0] for r in first), max(r[1] for r in last)
        return [(a, b) if a <= b else (b, a)], "time_range"
    fixed = _FIXED.get(kind)
    if fixed is not None and (found := fixed(parts, window, tense)) is not None:
        return found
    rule = _RULES[kind]
    if window is None:
        raise Unresolved("time_no_publication")
    days = [window[0] + timedelta(n) for n in range((window[1] - window[0]).days + 1)] if (window[1] - window[0]).days <= _FAR and kind == "weekday" else sorted(set(window))
    runs = [run for day in days for run in rule(parts, day, tense)]
    return sorted(set(runs)), _REASON_OF[kind]


def _inner(parts: Data, prefix: str) -> Data:
    return {key[len(prefix) + 1:]: value for key, value in parts.items() if key.startswith(prefix + ".")}


def _reading(runs: list[Run], reason: str, *, listed: bool) -> TimeReading:
    earliest, latest = min(a for a, _ in runs), max(b for _, b in runs)
    width = (latest - earliest).days + 1
    days = sorted({a + timedelta(n) for a, b in runs for n in range((b - a).days + 1)}) if listed and all((b - a).days < MOST_CANDIDATES for a, b in runs) else []
    candidates = tuple(days) if 1 < len(days) <= MOST_CANDIDATES and len(days) < width else ()
    return TimeReading(earliest, latest, candidates, precision(width, listed=bool(candidates)), reason)


def precision(width: int, *, listed: bool = False) -> int:
    """UCDP ``date_prec`` of an interval of ``width`` days; with listed candidates at most 4 (codebook, section 7)."""
    if width <= 1:
        return 1
    if width <= 6:
        return 2
    if width == 7:
        return 3
    return 4 if width <= 31 or listed else 5


# Rules for one day of publication

def _weekday(parts: Data, d: date, tense: str) -> list[Run]:
    number = int(next(parts[k] for k in ("weekday", "weekday_gen", "weekday_last", "weekday_next") if k in parts)) - 1
    back, ahead = d - timedelta((d.weekday() - number) % 7), d + timedelta((number - d.weekday()) % 7)
    strictly_back = back if back < d else back - timedelta(7)
    strictly_ahead = ahead if ahead > d else ahead + timedelta(7)
    monday = d - timedelta(d.weekday())
    if "unit" in parts or "unit_week" in parts:
        days = [monday + timedelta(number + 7 * _offset(parts))]
    elif "weekday_last" in parts or "last" in parts:
        days = [strictly_back]
    elif "prev" in parts:
        days = [strictly_back - timedelta(7), strictly_back] if strictly_back >= monday else [strictly_back]
    elif "next" in parts:
        days = [strictly_ahead, strictly_ahead + timedelta(7)] if strictly_ahead < monday + timedelta(7) else [strictly_ahead]
    elif "weekday_next" in parts:
        days = [strictly_ahead]
    elif tense == "future":
        days = [ahead]
    elif tense == "present" and "weekday_gen" not in parts:
        days = [back, ahead]
    else:
        days = [back]
    night = 1 if parts.get("part") == "night" else 0
    return sorted({(x, _no_later(x + timedelta(night), d, x, tense)) for x in days})


def _no_later(end: date, d: date, start: date, tense: str) -> date:
    """What is told as past was over when it was published, unless it begins after that (then the publication date is in doubt, not the text)."""
    return min(end, d) if tense == "past" and start <= d else end


def _clip(a: date, b: date, d: date, tense: str) -> Run:
    return a, _no_later(b, d, a, tense)


def _offset(parts: Data) -> int:
    return int(next((parts[k] for k in ("prev", "this", "next") if k in parts), "0"))


def _night(parts: Data, d: date, tense: str) -> list[Run]:
    if "relday" in parts:
        x = d + timedelta(int(parts["relday"]))
        return [(x - timedelta(1), x)]
    if "weekday_to" in parts:
        [(x, _)] = _weekday({"weekday": parts["weekday_to"]}, d, tense if tense != "present" else "past")
        return [(x - timedelta(1), x)]
    return [(x - timedelta(1), x) for x, _ in _weekday(parts, d, tense)]


def _relative_day(parts: Data, d: date, tense: str) -> list[Run]:
    x = d + timedelta(int(parts["relday"]))
    return [_clip(x, x + timedelta(parts.get("part") == "night"), d, tense)]


def _last_night(parts: Data, d: date, tense: str) -> list[Run]:
    return [(d, d + timedelta(1))] if tense == "future" else [(d - timedelta(1), d)]


def _night_before(parts: Data, d: date, tense: str) -> list[Run]:
    return [(d - timedelta(2), d - timedelta(1))]


def _now(parts: Data, d: date, tense: str) -> list[Run]:
    return [(d, d)]


def _unit(parts: Data, d: date, tense: str) -> list[Run]:
    unit = next((parts[k] for k in ("unit", "this_unit", "unit_now") if k in parts), "day")
    if unit in ("hour", "minute", "second"):
        return [(d, d)]
    a, b = _calendar(unit, d, _offset(parts), tense)
    if "period" in parts:
        a, b = _part_of(a, b, parts["period"])
    if "earlier" in parts:
        return [(a, max(a, min(b, d)))]
    if "later" in parts:
        return [(min(max(a, d), b), b)]
    return [_clip(a, b, d, tense)] if tense != "future" or a > d else [(max(a, d), b)]


def _calendar(unit: str, d: date, offset: int, tense: str) -> Run:
    """The calendar unit that holds day ``d``, moved by ``offset`` units; the weekend is the last one begun, in announcements the next."""
    if unit == "day":
        return d + timedelta(offset), d + timedelta(offset)
    if unit == "week":
        monday = d - timedelta(d.weekday() - 7 * offset)
        return monday, monday + timedelta(6)
    if unit == "weekend":
        saturday = d - timedelta((d.weekday() - 5) % 7)
        if tense == "future" and d.weekday() < 5:
            saturday += timedelta(7)
        if offset and d.weekday() >= 5 or offset > 0 and tense != "future":
            saturday += timedelta(7 * offset)
        return saturday, saturday + timedelta(1)
    if unit == "month":
        return _month(*_move_month(d.year, d.month, offset))
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (d.year // years + offset) * years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def _last_units(parts: Data, d: date, tense: str) -> list[Run]:
    unit = parts["unit"]
    amount = _amount(parts)
    n = amount[1] if amount else float(_LAST[unit] if "plural" in parts else 1)
    if unit == "week":
        return [(d - timedelta(round(7 * n) - 1 if n >= 1 else 3), d)]
    return [(_back(d, n, unit), d)]


def _ago(parts: Data, d: date, tense: str) -> list[Run]:
    unit, (low, high) = parts["unit"], _amount(parts) or (1.0, 1.0)
    slack = {"week": 3, "month": 15, "year": 183, "decade": 1826, "weekend": 3, "century": 18262}.get(unit, 0) if low == high else 0
    near, far = _back(d, low, unit, floor=True), _back(d, high, unit)
    if parts.get("approx") == "over":
        return [(_back(d, 2 * high, unit), near)]
    if parts.get("approx") == "under":
        return [(far, d)]
    return [(far - timedelta(slack), min(near + timedelta(slack), d))]


def _ahead(parts: Data, d: date, tense: str) -> list[Run]:
    if tense == "past":
        raise Unresolved("time_duration")
    low, high = _amount(parts) or (1.0, 1.0)
    slack = {"week": 3, "month": 15, "year": 183}.get(parts["unit"], 0)
    a, b = _back(d, -low, parts["unit"], floor=True), _back(d, -high, parts["unit"])
    return [(max(d, a - timedelta(slack)), b + timedelta(slack))]


def _amount(parts: Data) -> tuple[float, float] | None:
    for key in ("few", "several", "couple"):
        if key in parts:
            return _VAGUE[key]
    if "half" in parts:
        return float(parts["half"]), float(parts["half"])
    return (float(parts["num"]), float(parts["num"])) if "num" in parts else None


def _back(d: date, n: float, unit: str, *, floor: bool = False) -> date:
    """Day ``n`` units before ``d`` (after it where negative). Hours and minutes reach into the day before unless ``floor``."""
    if unit in ("hour", "minute", "second"):
        days = n / {"hour": 24, "minute": 1440, "second": 86400}[unit]
        whole = int(days) if floor else -int(-days // 1)
        return d - timedelta(whole)
    if unit in ("day", "weekend", "week"):
        return d - timedelta(round(n * {"day": 1, "weekend": 7, "week": 7}[unit]))
    months = int(n * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])
    year, month = _move_month(d.year, d.month, -months)
    return date(year, month, min(d.day, monthrange(year, month)[1]))


def _move_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _month(year: int, month: int) -> Run:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _part_of(a: date, b: date, period: str) -> Run:
    """Beginning, middle or end of a period. In a month UCDP's days: 1–10, 10–20, 15–end."""
    days = (b - a).days + 1
    if 28 <= days <= 31:
        return {"early": (a, a + timedelta(9)), "mid": (a + timedelta(9), a + timedelta(19)), "late": (a + timedelta(14), b)}[period]
    third = days // 3
    return {"early": (a, a + timedelta(third)), "mid": (a + timedelta(third), b - timedelta(third)), "late": (b - timedelta(third), b)}[period]


# Rules that may need no day of publication

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


def _nearest(make: Callable[[int], Run], window: Run | None, tense: str) -> list[Run]:
    """The latest such period begun by the end of publication; in announcements the first that ends after its beginning; in the present tense the nearer."""
    if window is None:
        raise Unresolved("time_no_publication")
    found = []
    for year in range(window[1].year - 8, window[1].year + 9):
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
        run = _month(year, m)
    elif "prev" in parts and window is not None:
        [run] = _nearest(lambda y: _month(y, m), (window[0], date(window[1].year, window[1].month, 1) - timedelta(1)), "past")
    elif "next" in parts:
        [run] = _nearest(lambda y: _month(y, m), window, "future")
    else:
        [run] = _nearest(lambda y: _month(y, m), window, tense)
    if "period" in parts:
        run = _part_of(*run, parts["period"])
    if window is not None and (tense == "past" or "earlier" in parts):
        run = _clip(*run, window[1], "past")
    return [run], "time_calendar" if year is not None else "time_year_assumed"


def _season(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    first, last = _SEASONS[parts["season"] if "season" in parts else parts["season_last"]]
    year = _year_of(parts, window)

    def make(y: int) -> Run:
        return date(y - (first > last), first, 1), _month(y, last)[1]

    if year is not None:
        run = (make(year)[0], make(year + 1)[1]) if first > last else make(year)
    else:
        move = int(parts["of"]) if parts.get("of") in ("-1", "1") else 0
        [run] = _nearest(make, window, "future" if move > 0 else tense)
        if move < 0 and window is not None and run[1] >= window[0]:
            run = make(run[1].year - 1)
    if "period" in parts:
        run = _part_of(*run, parts["period"])
    return [_clip(*run, window[1], tense) if window else run], "time_calendar" if year is not None else "time_year_assumed"


def _quarter(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    months = 3 if parts["quarter"] == "quarter" else 6
    n = int(parts["ord"])
    if n > 12 // months:
        raise Unresolved("time_impossible")

    def make(y: int) -> Run:
        return date(y, (n - 1) * months + 1, 1), _month(y, n * months)[1]

    year = _year_of(parts, window)
    return ([make(year)], "time_calendar") if year is not None else (_nearest(make, window, tense), "time_year_assumed")


def _year(parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    year = _year_of(parts, window)
    if year is None:
        raise Unresolved("time_no_publication")
    a, b = date(year, 1, 1), date(year, 12, 31)
    if "period" in parts:
        a, b = _part_of(a, b, parts["period"])
    if window is not None and "later" in parts:
        a = min(max(a, window[0]), b)
    elif window is not None and (tense == "past" or "earlier" in parts):
        a, b = _clip(a, b, window[1], "past")
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
    a, b = date(n - n % 10, 1, 1), date(n - n % 10 + (99 if n % 100 == 0 and n < 1900 else 9), 12, 31)
    if "period" in parts:
        a, b = _part_of(a, b, parts["period"])
    return [_clip(a, b, window[1], tense) if window else (a, b)], "time_calendar"


def _until(kind: str, parts: Data, window: Run | None, tense: str) -> list[Run]:
    if window is None:
        raise Unresolved("time_no_publication")
    if kind == "within":
        if tense == "past":
            raise Unresolved("time_duration")
        amount = _amount(parts) or (1.0, 1.0)
        return [(window[0], _back(window[1], -amount[1], parts["unit"]))]
    if tense == "past":
        raise Unresolved("time_open")
    runs, _ = _over_window(parts["of"], _inner(parts, "of"), window, "future")
    end = max(b for _, b in runs)
    return [(min(window[0], end), end)]


# Expressions counted from an event

def _follows(kind: str, parts: Data) -> bool:
    """Whether a unit counts from an event after all ("tidligere på dagen", "neste dag")."""
    return kind == "unit" and parts.get("unit") == "day" and "this" not in parts


def _shift(kind: str, parts: Data, anchor: Run) -> Run:
    a, b = anchor
    if kind != "shift":
        unit = parts.get("unit", "day")
        if kind == "same" and unit in ("week", "month", "year", "weekend", "decade"):
            return _calendar(unit, a, 0, "past")[0], _calendar(unit, b, 0, "past")[1]
        move = timedelta(_offset(parts))
        return a + move, b + move
    sign = int(parts["sign"])
    unit = parts.get("unit", "day")
    if unit in ("morning", "forenoon", "noon", "afternoon", "evening", "night", "midnight"):
        unit = "day"
    low, high = _amount(parts) or (1.0, 1.0)
    if unit in ("hour", "minute", "second"):
        # A few hours stay on the day told of; whole days of hours move it.
        return a + timedelta(sign * int(low // 24)) if unit == "hour" else a, b + timedelta(sign * int(high // 24)) if unit == "hour" else b
    ends = [_back(a, -sign * low, unit), _back(a, -sign * high, unit), _back(b, -sign * low, unit), _back(b, -sign * high, unit)]
    slack = timedelta({"week": 3, "month": 15, "year": 183}.get(unit, 0))
    return min(ends) - slack, max(ends) + slack


_NEVER = frozenset({"duration", "set", "vague"})
_ANCHORED = frozenset({"shift", "same", "part", "clock"})
_RULES: dict[str, Callable[[Data, date, str], list[Run]]] = {
    "weekday": _weekday, "night": _night, "relative_day": _relative_day, "last_night": _last_night, "night_before": _night_before, "now": _now, "unit": _unit,
    "last_units": _last_units, "ago": _ago, "ahead": _ahead,
}
_REASON_OF = {"weekday": "time_weekday", "night": "time_night", "relative_day": "time_relative_day", "last_night": "time_relative_day", "night_before": "time_night",
              "now": "time_relative_day", "unit": "time_period", "last_units": "time_back", "ago": "time_back", "ahead": "time_ahead"}
_FIXED: dict[str, Callable[[Data, Run | None, str], tuple[list[Run], str] | None]] = {
    "date": _date, "dates": _dates, "night": _night_of_date, "month": _month_rule, "season": _season, "quarter": _quarter, "year": _year, "years": _years, "decade": _decade,
}
