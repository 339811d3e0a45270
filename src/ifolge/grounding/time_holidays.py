"""The days of holidays, by the ``holidays`` library: Christian, Muslim, Jewish and national ones that news of conflict counts time by (``holidays.tsv``)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from ifolge.grounding.time_calendar import Run


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str, int, int, int]]:
    lines = files("ifolge.grounding").joinpath("holidays.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {key: (country, day, int(first), int(last), int(moon)) for key, country, day, first, last, moon in rows}


def holiday_names() -> frozenset[str]:
    """Every holiday that a language pack's ``holiday`` rows can name."""
    return frozenset(_table())


@lru_cache(maxsize=4096)
def holiday(name: str, year: int) -> Run:
    """First and last day of a holiday in a year; wider by a day on both sides where the sighting of the moon decides. Raises ``ValueError`` where the year has none."""
    country, day, first, last, moon = _table()[name]
    start = _days(country, year).get(day) if country else date.fromisoformat(f"{year}-{day}")
    if start is None:
        raise ValueError(f"no {name} in {year}")
    return start + timedelta(first - moon), start + timedelta(last + moon)


@lru_cache(maxsize=256)
def _days(country: str, year: int) -> dict[str, date]:
    """The first day in a year of each holiday of a country, by its English name."""
    import holidays

    found: dict[str, date] = {}
    for day, names in sorted(holidays.country_holidays(country, years=year, language="en_US", observed=False).items()):
        for name in names.split("; "):
            found.setdefault(name.removesuffix(" (estimated)"), day)
    return found
