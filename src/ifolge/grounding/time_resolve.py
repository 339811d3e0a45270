"""Turns a time expression into the days it can mean: offsets from the day of publication, or from the event it is anchored to.

Every rule answers for one day of publication. Where only a month of publication is known the answers for all its days are joined, so an interval is never narrower than
what is known, and knowing more of the publication never widens it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from ifolge.grounding.readings import TimeMention, TimeReading
from ifolge.grounding.time_calendar import SLACK, Data, Run, Unresolved, amount, back, calendar, clip, coming, no_later, offset, part_of, precision
from ifolge.grounding.time_dates import DATED
from ifolge.records import Published

REASONS: dict[str, str] = {
    "time_weekday": "the weekday nearest publication: back in reports, forward in announcements; one for each possible week of publication",
    "time_night": "the night leads into that day, so both days are possible",
    "time_date": "a day of the calendar as written",
    "time_weekday_conflict": "a day of the calendar as written, although the weekday beside it does not fit",
    "time_year_assumed": "a day or month without its year: the nearest one that the tense allows, one for each year that publication leaves open",
    "time_relative_day": "counted in days from publication",
    "time_period": "a calendar period counted from publication",
    "time_calendar": "a calendar period as written",
    "time_holiday": "a holiday by the calendar of those who keep it; a day either way where the moon decides",
    "time_back": "counted back from publication",
    "time_ahead": "counted forward from publication",
    "time_anchored": "counted from the event it is told after",
    "time_ordered": "a weekday that must come before or after the other one in its sentence, both seen from one day of publication",
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
_LISTED = frozenset({"time_weekday", "time_ambiguous", "time_year_assumed", "time_holiday"})
_FAR = 62  # a publication interval longer than this is answered by its ends alone, without candidates
_LAST = {
    "day": 5,
    "week": 3,
    "month": 3,
    "year": 5,
    "decade": 3,
    "hour": 24,
    "minute": 60,
    "second": 60,
    "weekend": 3,
    "century": 1,
    "halfyear": 3,
    "fortnight": 3,
}


def resolve(
    mention: TimeMention, *, published: Published | None, lang: str, tense: str = "past", anchor: tuple[date, date] | None = None
) -> TimeReading:
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
            if kind == "since_then":
                return reading_of([(anchor[0], max(anchor[1], window[1] if window else anchor[1]))], "time_since", listed=False)
            return reading_of([_shift(kind, parts, anchor)], "time_anchored", listed=False)
        runs, reason = _over_window(kind, parts, window, tense)
    except Unresolved as problem:
        return TimeReading(None, None, (), None, str(problem))
    except (ValueError, OverflowError):
        return TimeReading(None, None, (), None, "time_impossible")
    return reading_of(runs, reason, listed=reason in _LISTED)


def _over_window(kind: str, parts: Data, window: Run | None, tense: str) -> tuple[list[Run], str]:
    if kind == "since":
        runs, _ = _over_window(parts["of"], _inner(parts, "of"), window, "past")
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
    fixed = DATED.get(kind)
    if fixed is not None and (found := fixed(parts, window, tense)) is not None:
        return found
    rule = _RULES[kind]
    if window is None:
        raise Unresolved("time_no_publication")
    length = (window[1] - window[0]).days
    days = [window[0] + timedelta(n) for n in range(length + 1)] if kind == "weekday" and length <= _FAR else sorted(set(window))
    runs = sorted({run for day in days for run in rule(parts, day, tense)})
    return runs if length <= _FAR else [(min(a for a, _ in runs), max(b for _, b in runs))], _REASON_OF[kind]


def _inner(parts: Data, prefix: str) -> Data:
    return {key[len(prefix) + 1 :]: value for key, value in parts.items() if key.startswith(prefix + ".")}


def reading_of(runs: list[Run], reason: str, *, listed: bool) -> TimeReading:
    """What several possible stretches of days come to: the interval round them, and the days themselves where they are ``listed`` and few."""
    earliest, latest = min(a for a, _ in runs), max(b for _, b in runs)
    width = (latest - earliest).days + 1
    days = (
        sorted({a + timedelta(n) for a, b in runs for n in range((b - a).days + 1)})
        if listed and all((b - a).days < MOST_CANDIDATES for a, b in runs)
        else []
    )
    candidates = tuple(days) if 1 < len(days) <= MOST_CANDIDATES and len(days) < width else ()
    return TimeReading(earliest, latest, candidates, precision(width, listed=bool(candidates)), reason)


# Rules for one day of publication


def _weekday(parts: Data, d: date, tense: str) -> list[Run]:
    number = int(next(parts[k] for k in ("weekday", "weekday_gen", "weekday_last", "weekday_next") if k in parts)) - 1
    back, ahead = d - timedelta((d.weekday() - number) % 7), d + timedelta((number - d.weekday()) % 7)
    strictly_back = back if back < d else back - timedelta(7)
    strictly_ahead = ahead if ahead > d else ahead + timedelta(7)
    monday = d - timedelta(d.weekday())
    if "unit" in parts or "unit_week" in parts:
        days = [monday + timedelta(number + 7 * offset(parts))]
    elif "weekday_last" in parts or "last" in parts:
        days = [strictly_back]
    elif "prev" in parts:
        days = [strictly_back - timedelta(7), strictly_back] if strictly_back >= monday else [strictly_back]
    elif "next" in parts:
        days = [strictly_ahead, strictly_ahead + timedelta(7)] if strictly_ahead < monday + timedelta(7) else [strictly_ahead]
    elif "weekday_next" in parts or "coming" in parts:
        days = [strictly_ahead]
    elif tense == "future":
        days = [ahead]
    elif tense == "present" and "weekday_gen" not in parts:
        days = [back, ahead]
    else:
        days = [back]
    night = 1 if parts.get("part") == "night" else 0
    return sorted({(x, no_later(x + timedelta(night), d, x, tense)) for x in days})


def _weekday_ago(parts: Data, d: date, tense: str) -> list[Run]:
    """ "Fredag for to uker siden" is the Friday nearest to that day, "i lørdags for en uge siden" that many weeks before the last Saturday."""
    _, weeks = amount(parts) or (1.0, 1.0)
    far = d - timedelta(round(7 * weeks))
    if "weekday_last" in parts:
        [(last, _)] = _weekday({"weekday_last": parts["weekday_last"]}, far, tense)
        return [(last, last)]
    near = far + timedelta((int(parts["weekday"]) - 1 - far.weekday() + 3) % 7 - 3)
    return [(near, near)]


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
    return [clip(x, x + timedelta(parts.get("part") == "night"), d, tense)]


def _last_night(parts: Data, d: date, tense: str) -> list[Run]:
    return [(d, d + timedelta(1))] if tense == "future" else [(d - timedelta(1), d)]


def _night_before(parts: Data, d: date, tense: str) -> list[Run]:
    return [(d - timedelta(2), d - timedelta(1))]


def _now(parts: Data, d: date, tense: str) -> list[Run]:
    return [(d, d)]


def _unit(parts: Data, d: date, tense: str) -> list[Run]:
    unit = next((parts[k] for k in ("unit", "unit_now") if k in parts), "day")
    if unit in ("hour", "minute", "second"):
        return [(d, d)]
    tense = coming(parts, tense)
    a, b = calendar(unit, d, offset(parts), tense)
    if "period" in parts:
        a, b = part_of(a, b, parts["period"])
    if "earlier" in parts:
        return [(a, max(a, min(b, d)))]
    if "later" in parts:
        return [(min(max(a, d), b), b)]
    return [(d, b)] if tense == "future" and a <= d <= b else [clip(a, b, d, tense)]


def _last_units(parts: Data, d: date, tense: str) -> list[Run]:
    unit = parts["unit"]
    given = amount(parts) if "few" not in parts and "several" not in parts else None
    n = given[1] if given else float(_LAST[unit] if "plural" in parts else 1)
    if unit in ("week", "fortnight"):
        n *= 2 if unit == "fortnight" else 1
        return [(d - timedelta(round(7 * n) - 1 if n >= 1 else 3), d)]
    return [(back(d, n, unit), d)]


def _ago(parts: Data, d: date, tense: str) -> list[Run]:
    unit, (low, high) = parts["unit"], amount(parts) or (1.0, 1.0)
    slack = SLACK.get(unit, 0)
    near, far = back(d, low, unit, floor=True), back(d, high, unit)
    if parts.get("approx") == "over":
        return [(back(d, 2 * high, unit), near)]
    if parts.get("approx") == "under":
        return [(far, d)]
    return [(far - timedelta(slack), min(near + timedelta(slack), d))]


def _ago_day(parts: Data, d: date, tense: str) -> list[Run]:
    """To the day: "i dag for ti år siden"."""
    x = d + timedelta(int(parts["relday"]))
    low, high = amount(parts) or (1.0, 1.0)
    return [(back(x, high, parts["unit"]), back(x, low, parts["unit"]))]


def _ahead(parts: Data, d: date, tense: str) -> list[Run]:
    if tense == "past":
        raise Unresolved("time_duration")
    low, high = amount(parts) or (1.0, 1.0)
    slack = SLACK.get(parts["unit"], 0)
    a, b = back(d, -low, parts["unit"], floor=True), back(d, -high, parts["unit"])
    return [(max(d, a - timedelta(slack)), b + timedelta(slack))]


def _until(kind: str, parts: Data, window: Run | None, tense: str) -> list[Run]:
    if window is None:
        raise Unresolved("time_no_publication")
    if kind == "within":
        if tense == "past":
            raise Unresolved("time_duration")
        _, most = amount(parts) or (1.0, 1.0)
        return [(window[0], back(window[1], -most, parts["unit"]))]
    if tense == "past":
        raise Unresolved("time_open")
    runs, _ = _over_window(parts["of"], _inner(parts, "of"), window, "future")
    end = max(b for _, b in runs)
    return [(min(window[0], end), end)]


# Expressions counted from an event


def _follows(kind: str, parts: Data) -> bool:
    """Whether a unit counts from an event after all ("tidligere på dagen", "neste dag", "denne dagen")."""
    return kind == "unit" and parts.get("unit") == "day"


def _shift(kind: str, parts: Data, anchor: Run) -> Run:
    a, b = anchor
    if kind != "shift":
        unit = parts.get("unit", "day")
        if kind == "same" and unit in ("week", "month", "year", "weekend", "decade"):
            return calendar(unit, a, 0, "past")[0], calendar(unit, b, 0, "past")[1]
        move = timedelta(offset(parts))
        return a + move, b + move
    sign = int(parts["sign"])
    unit = parts.get("unit", "day")
    if unit in ("morning", "forenoon", "noon", "afternoon", "evening", "night", "midnight"):
        unit = "day"
    low, high = amount(parts) or (1.0, 1.0)
    if unit in ("hour", "minute", "second"):
        # A few hours stay on the day told of; whole days of hours move it.
        return a + timedelta(sign * int(low // 24)) if unit == "hour" else a, b + timedelta(sign * int(high // 24)) if unit == "hour" else b
    ends = [back(a, -sign * low, unit), back(a, -sign * high, unit), back(b, -sign * low, unit), back(b, -sign * high, unit)]
    slack = timedelta(SLACK.get(unit, 0))
    return min(ends) - slack, max(ends) + slack


_NEVER = frozenset({"duration", "set", "vague"})
_ANCHORED = frozenset({"shift", "same", "part", "clock", "since_then"})
_RULES: dict[str, Callable[[Data, date, str], list[Run]]] = {
    "weekday": _weekday,
    "weekday_ago": _weekday_ago,
    "night": _night,
    "relative_day": _relative_day,
    "last_night": _last_night,
    "night_before": _night_before,
    "now": _now,
    "unit": _unit,
    "last_units": _last_units,
    "ago": _ago,
    "ago_day": _ago_day,
    "ahead": _ahead,
}
_REASON_OF = {
    "weekday": "time_weekday",
    "weekday_ago": "time_back",
    "night": "time_night",
    "relative_day": "time_relative_day",
    "last_night": "time_relative_day",
    "night_before": "time_night",
    "now": "time_relative_day",
    "unit": "time_period",
    "last_units": "time_back",
    "ago": "time_back",
    "ago_day": "time_back",
    "ahead": "time_ahead",
}
