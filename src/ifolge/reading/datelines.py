"""Dates that stand in the text of a page: the header of a plain-text file, and lines that say when the page was published.

A line counts only where it is marked: by a cue word ("Publisert", "Senast uppdaterad") before the day, or by being nothing but weekday, day and clock.
A day in running prose is never a dateline. Words like "i går" or "17 dager siden" hang on the day of reading and are no dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ifolge.reading.moments import DatedText, Moment, alternatives, find_days, parse_moment, words

FIRST_LINES = 5
LAST_LINES = 3
LONGEST_CAPTION = 120  # characters of a line that is page furniture and no paragraph

Cue = Literal["published", "updated"]

_HEADER = re.compile(r"\s*date[ \t]+(?P<value>\d{4}-[\w:.+-]*)(?:\s+|\Z)")


@dataclass(frozen=True)
class Header:
    """The `` date YYYY-MM `` that a plain text begins with. ``moment`` is ``None`` where the value is no date; ``end`` is where the body begins."""

    value: str
    moment: Moment | None
    end: int


def read_header(text: str) -> Header | None:
    """The date header at the beginning of a text, if it has one."""
    match = _HEADER.match(text)
    return Header(match["value"], parse_moment(match["value"]), match.end()) if match else None


def find_datelines(text: str, start: int = 0) -> dict[Cue, Moment]:
    """Days that the first five or the last three lines of ``text[start:]`` mark as those of publication and of update; the first of each."""
    lines = [line for line in text[start:].splitlines() if line.strip()]
    ends = lines[:FIRST_LINES] + lines[max(FIRST_LINES, len(lines) - LAST_LINES) :]
    found: dict[Cue, Moment] = {}
    opened: str = ""
    for line in ends:
        for cue, moment in _in_line(opened + line.strip()):
            found.setdefault(cue, moment)
        # "Publisert:" on a line of its own marks the day on the next.
        opened = line.strip() + " " if _patterns().lone_cue.fullmatch(line.strip()) else ""
    return found


def is_dateline(line: str) -> bool:
    """Whether a line says when the page was published or updated."""
    return bool(_in_line(line.strip()))


@dataclass(frozen=True)
class _Patterns:
    cue: re.Pattern[str]
    lone_cue: re.Pattern[str]
    gap: re.Pattern[str]
    kinds: dict[str, Cue]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    kinds: dict[str, Cue] = {**dict.fromkeys(words("published"), "published"), **dict.fromkeys(words("updated"), "updated")}
    cue, filler, weekday = alternatives(kinds), alternatives(words("filler")), alternatives(words("weekday"))
    return _Patterns(
        re.compile(rf"(?<!\w)(?:{cue})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{cue})\s*:?", re.IGNORECASE),
        re.compile(rf"(?:[\s:,.|–-]|(?:{filler}|{weekday})(?!\w))*", re.IGNORECASE),
        kinds,
    )


def _in_line(line: str) -> list[tuple[Cue, Moment]]:
    days = list(find_days(line))
    if not days:
        return []
    if _is_bare(line, days[0]):
        return [("published", days[0].moment)]
    # In a paragraph ("Videoen ble publisert 3. mai 2019 av gruppen.") a cue counts only as the very first word.
    caption = len(line) <= LONGEST_CAPTION and not line.endswith((".", "!", "?"))
    found: list[tuple[Cue, Moment]] = []
    for match in _patterns().cue.finditer(line):
        day = next((d for d in days if d.start >= match.end()), None)
        if day and (caption or not line[: match.start()].strip(" –-|•")) and _patterns().gap.fullmatch(line, match.end(), day.start):
            kind = _patterns().kinds[" ".join(match[0].lower().split())]
            found.append((kind, day.moment))
    return found


def _is_bare(line: str, day: DatedText) -> bool:
    """Nothing before the day, and nothing behind it but what a dateline may be glued to ("… kl. 19:20Den amerikanske")."""
    rest = line[day.end :]
    return day.start == 0 and (not rest.strip(" .|–-") or (day.moment.at is not None and rest[:1].isupper()))
