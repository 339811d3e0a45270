"""Which of two weekdays in one sentence comes first: "mandagens angrep førte til at soldater rykket inn onsdag" lets the Monday be before the Wednesday.

Both count from one day of publication. A day on which the order cannot hold is none; where no day of publication holds it, the earlier weekday is one of a week before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise, product

from ifolge.grounding.readings import TimeMention, TimeReading
from ifolge.grounding.time_calendar import Run
from ifolge.grounding.time_resolve import reading_of, resolve
from ifolge.grounding.words import Lexicon, tokens
from ifolge.languages import pack
from ifolge.records import Published

LONGEST = 62  # days of publication: of more nothing is known anyway
MOST = 4  # weekdays in one order
_WEEK = timedelta(7)
_SENTENCE_END = re.compile(r"[.!?:;]\s+\W*[^\W\d_]")


@lru_cache(maxsize=None)
def _cues(lang: str) -> Lexicon:
    found = Lexicon()
    for row in pack(lang).table("times"):
        if row["class"] == "sequence":
            for form in row["forms"].split(";"):
                found.add(form.strip(), "sequence", row["value"])
    return found


def in_order(text: str, mentions: Sequence[TimeMention], lang: str) -> list[tuple[int, int]]:
    """Pairs (i, j): weekday ``mentions[i]`` comes no later than ``mentions[j]``, by a word of cause or sequence between two in one sentence, or before both of them.

    ``mentions`` are of ``text``, in order. The words are the class ``sequence`` of the table ``times``: ``then`` (led to), ``before``, ``after``.
    """
    words = tokens(text)
    cues: list[tuple[int, int, str]] = []
    for i in range(len(words)):
        if found := _cues(lang).at(words, i):
            longest = max(found, key=lambda r: r.length)
            if not cues or cues[-1][1] <= words[i].start:
                cues.append((words[i].start, words[i + longest.length - 1].end, longest.value))
    weekdays = [k for k, m in enumerate(mentions) if m.kind == "weekday"]
    pairs = []
    for a, b in pairwise(weekdays):
        if _SENTENCE_END.search(text, mentions[a].end, mentions[b].start):
            continue
        between = {value for start, end, value in cues if mentions[a].end <= start and end <= mentions[b].start}
        opening = {value for _, end, value in cues if end <= mentions[a].start and not _SENTENCE_END.search(text, end, mentions[a].start)}
        if len(between) == 1:
            pairs.append((b, a) if between == {"after"} else (a, b))
        elif not between and opening in ({"after"}, {"before"}):
            pairs.append((a, b) if opening == {"after"} else (b, a))
    return pairs


def ordered(
    mentions: Sequence[TimeMention], pairs: Sequence[tuple[int, int]], *, published: Published | None, lang: str
) -> Mapping[int, TimeReading]:
    """Readings, told as past, of the mentions that stand in an order: the days of all those days of publication that let every pair hold.

    Empty where publication is not known, or no order can hold. ``pairs`` are of ``in_order``.
    """
    involved = sorted({k for pair in pairs for k in pair})
    if not involved or len(involved) > MOST or published is None or (published.latest - published.earliest).days > LONGEST:
        return {}
    possible: dict[int, list[dict[int, Run]]] = {}
    for n in range((published.latest - published.earliest).days + 1):
        day = published.earliest + timedelta(n)
        known = published.model_copy(update={"earliest": day, "latest": day})
        readings = {k: resolve(mentions[k], published=known, lang=lang) for k in involved}
        days = {k: (r.earliest, r.latest) for k, r in readings.items() if r.earliest and r.latest}
        for back in product((0, 1), repeat=len(involved)) if len(days) == len(involved) else ():
            moved = {k: (days[k][0] - weeks * _WEEK, days[k][1] - weeks * _WEEK) for k, weeks in zip(involved, back, strict=True)}
            if all(moved[a][0] <= moved[b][1] for a, b in pairs):
                possible.setdefault(sum(back), []).append(moved)
    if not possible:
        return {}
    nearest = possible[min(possible)]
    return {k: reading_of(sorted({moved[k] for moved in nearest}), "time_ordered", listed=True) for k in involved}
