"""Days of time expressions by dateparser and by Duckling."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ifolge.records import Article, Claim

GRAINS = {"week": 7, "month": 28, "quarter": 90, "year": 365}
Days = tuple[date, date] | None


def by_dateparser(text: str, lang: str, base: datetime, tense: str) -> Days:
    """dateparser's one day."""
    import dateparser

    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future" if tense == "future" else "past"}
    answer = dateparser.parse(text, languages=[lang], settings=settings)
    return (answer.date(), answer.date()) if answer else None


@lru_cache(maxsize=1)
def _zones() -> Any:
    import duckling

    return duckling.load_time_zones("/usr/share/zoneinfo")


def by_duckling(text: str, lang: str, base: datetime, tense: str) -> Days:
    """Duckling's first value with its grain, or its interval; nynorsk is asked as Norwegian."""
    import duckling

    locale = duckling.default_locale_lang(duckling.parse_lang("NB" if lang == "nn" else lang.upper()))
    now = duckling.parse_ref_time(_zones(), "UTC", int(base.replace(tzinfo=UTC).timestamp()))
    found = duckling.parse(text, duckling.Context(now, locale), duckling.parse_dimensions(["time"]), False)
    values = [value for answer in found for value in (answer["value"], *answer["value"].get("values", ()))]
    for value in values:
        first, last = value.get("from", value), value.get("to", value.get("from", value))
        if "value" in first:
            start, end = (date.fromisoformat(v["value"][:10]) for v in (first, last))
            return start, max(start, end - timedelta(1) if "to" in value else start + timedelta(GRAINS.get(first.get("grain", ""), 1) - 1))
    return None


PEERS: Mapping[str, Callable[[str, str, datetime, str], Days]] = MappingProxyType({"dateparser": by_dateparser, "duckling": by_duckling})
"""By the name of the module. Each is given an expression, its language, noon of the day of publication, and the tense."""


def with_times_by(peer: str, article: Article, claims: Sequence[Claim]) -> list[Claim]:
    """Our claims and our time expressions, their days by a peer. It is told the last day on which the article can have been published."""
    day = article.published.latest if article.published else None
    found = []
    for claim in claims:
        if claim.time is not None and day is not None:
            days = PEERS[peer](claim.time.span.text, article.lang, datetime(day.year, day.month, day.day, 12), "past") or (None, None)
            claim = claim.model_copy(update={"time": claim.time.model_copy(update={"earliest": days[0], "latest": days[1], "candidates": ()})})
        found.append(claim)
    return found
