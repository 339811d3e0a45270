"""Finds time expressions: word classes from the language packs, one grammar over classes for all languages.

The packs say which words are weekdays, units, "last", "ago" …; the rules below say how such classes combine. Rules named ``kind~`` are too weak to stand alone
(a bare month or year) and count only inside a larger expression ("siden mars").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ifolge.grounding.number_words import cardinal
from ifolge.grounding.readings import TimeMention
from ifolge.grounding.words import SIGNS, Grammar, Lexicon, Reading, Word, tokens
from ifolge.languages import pack

_AMOUNT = "num|few|several|couple|half"
_YEAR = "year|yearrel:year"

RULES: tuple[tuple[str, str], ...] = (
    # weekdays
    ("weekday", "prep? det? degree? earlier? prep? det? weekday part?"),
    ("weekday", "prep? det? degree? weekday prep det? degree? part"),
    ("weekday", "prep? det? degree? weekday degree prep? part?"),
    ("weekday", "degree? earlier? weekday_last part?"),
    ("weekday", "degree? weekday_next part?"),
    ("weekday", "degree? earlier? weekday_gen part?"),
    ("weekday", "prep? det? last weekday part?"),
    ("weekday", "prep? det? coming weekday part?"),
    ("weekday", "now prep weekday part?"),
    ("weekday", "prep? det? prev|this|next weekday part?"),
    ("weekday", "prep? weekday|weekday_last part? prep? det? prev|this|next unit_week"),
    ("weekday_ago", "prep? weekday|weekday_last part? ago_pre? det? num? unit_week|unit_week_plural ago"),
    ("weekday_ago", "prep? weekday|weekday_last part? ago_pre? couple|half unit_week|unit_week_plural ago"),
    ("nth_weekday", f"prep? det? ord|last:nth weekday prep? det? of? month comma? {_YEAR}?"),
    ("set", "prep? each weekday part?"),
    ("set", "prep? weekday_set part?"),
    # nights
    ("night", "prep? degree? prep? night_to det? prev? weekday|weekday_last:weekday"),
    ("night", "prep? degree? prep? night_to weekday prep? det? prev|this|next unit_week"),
    ("night", "prep? degree? prep? night_to relday"),
    ("night", f"prep? degree? prep? night_to weekday? comma? det? day dot? month|month_short:month dot? comma? {_YEAR}?"),
    ("night", f"prep? degree? prep? night_to month_mdy:month day comma? {_YEAR}?"),
    ("night", "prep? degree? prep? night_between weekday and|to weekday:weekday_to"),
    ("night", f"prep? degree? prep? night_between det? day dot? and|to|dash det? day:day_to dot? month {_YEAR}?"),
    ("night", f"prep? degree? prep? night_between month_mdy:month day and|to|dash day:day_to comma? {_YEAR}?"),
    # dates
    ("date", f"prep? degree? prep? weekday? comma? prep? det? day dot? of? month|month_short:month dot? comma? {_YEAR}?"),
    ("date", f"prep? degree? prep? weekday? comma? prep? det? ord:day month comma? {_YEAR}?"),
    ("date", f"prep? degree? prep? weekday? comma? det? month_mdy:month dot? day comma? {_YEAR}?"),
    ("date", "prep? weekday? comma? prep? det? iso|numeric"),
    ("date", "prep? weekday comma? det? dm"),
    ("date", "prep? det dm"),
    ("date", "dm_sure:dm"),
    ("date", "prep? weekday? comma? det? dm year"),
    ("dates", f"prep? between? from? det? day dot? dash|to|and det? day:day_to dot? month {_YEAR}?"),
    ("dates", f"prep? between? from? month_mdy:month day dash|to|and day:day_to comma? {_YEAR}?"),
    # days and parts of days
    ("relative_day", "prep? degree? earlier|later? relday part?"),
    ("last_night", "prep? det? degree? last_night"),
    ("night_before", "night_before"),
    ("now", "now"),
    ("part", "degree? at_part det? degree? part"),
    ("part", "degree prep? part"),
    ("part", "prep det degree part"),
    ("part~", "part"),
    ("part~", "prep? det? degree? part part_of"),
    ("clock", "approx? clock dot? hour|hm|hhmm ampm? zone?"),
    ("clock", "approx? at hm ampm? zone?"),
    ("clock", "approx? clock|at? hour|hm ampm|ampm_hour zone?"),
    ("clock", "approx? at? ampm_hour zone?"),
    ("clock", "approx? clock|at? hour|hm|hhmm zone"),
    ("clock", "between clock dot? hour|hm|hhmm and clock? dot? hour|hm|hhmm zone?"),
    ("clock", "between hm and hm zone?"),
    ("clock", "between hour|hm|hhmm and hour|hm|hhmm zone"),
    ("clock", "clock dot? hour|hm|hhmm dash|to hour|hm|hhmm zone?"),
    ("clock", "approx? prep? around_hour zone?"),
    ("clock", "around"),
    ("clock", "clock half hour zone?"),
    ("clock~", "zone"),
    # calendar units
    ("unit", "prep? prev|this|next unit"),
    ("unit", "prep? prev|next unit_gen|unit_now:unit"),
    ("unit", "prep? earlier|later prep det? this? unit"),
    ("unit", "earlier|later this unit"),
    ("unit", "prep? det? period of? det? prev|this|next? unit"),
    ("unit", "prep det? unit_weekend:unit"),
    ("unit", "toward det? unit_weekend:unit"),
    ("week", f"prep? det? week_word weekno comma? {_YEAR}?"),
    ("unit", "unit_now"),
    ("last_units", "prep? det? last unit"),
    ("last_units", f"prep? det? {_AMOUNT} last unit"),
    ("last_units", f"prep? det? last {_AMOUNT} unit"),
    # distance in time
    ("ago", f"ago_pre? approx? det? num? {_AMOUNT} unit ago"),
    ("ago", f"ago_pre? approx? det? {_AMOUNT} unit_gen:unit span_word ago"),
    ("ago_day", f"relday ago_pre? det? {_AMOUNT} unit ago"),
    ("ago_day", f"ago_pre? det? {_AMOUNT} unit ago relday"),
    ("ahead", f"ahead approx? num? {_AMOUNT} unit"),
    ("ahead", f"ahead approx? det? {_AMOUNT} unit_gen:unit span_word"),
    ("within", f"within approx? num? {_AMOUNT} unit"),
    ("shift", f"approx? {_AMOUNT} unit later|earlier|after|before:sign"),
    ("shift", "prep? unit_def|part_def:unit after|before|later|earlier:sign"),
    ("shift", "prep? det? following:sign unit|part:unit"),
    ("same", "prep? det? same unit|part|weekday:unit"),
    ("same", "meanwhile"),
    ("since_then", "since_then"),
    # months, seasons, years
    ("month", f"in det? month dot? of? comma? {_YEAR}"),
    ("month", "in det? month dot? unit_month?"),
    ("month", f"month dot? unit_month? comma? {_YEAR}"),
    ("month", "in? prev|this|next month"),
    ("month", f"prep? det? period of? month {_YEAR}?"),
    ("month", "earlier|later prep? month"),
    ("month~", "month"),
    ("season", f"prep? det? period? of? season of? {_YEAR}"),
    ("season", "earlier|later? in season"),
    ("season", "toward season"),
    ("season", "prep? det? prev|last|this|next:of season"),
    ("season", "yearrel:year season"),
    ("season", "season_last"),
    ("quarter", f"prep? det? ord quarter prep? of? {_YEAR}?"),
    # holidays
    ("holiday", f"prep? det? degree? period? of? holiday of? comma? {_YEAR}?"),
    ("holiday", f"prep? det? degree? period? of? holiday prep|in|in_year {_YEAR}"),
    ("holiday", "prep? det? prev|last|this|next:of holiday"),
    ("holiday", "toward holiday"),
    ("holiday", "holiday_last"),
    ("holiday", "earlier|later? prep? det? holiday"),
    ("year", "in_year year_word? year"),
    ("year", "prep? det? period of? year|yearrel:year"),
    ("year", "year_word year"),
    ("year", "year_bare:year"),
    ("year", "prep? earlier|later? yearrel:year"),
    ("year~", "year"),
    ("years", "prep? between? from? year dash|to|and year:year_to"),
    ("years", "in_year? year_word year dash|to|and year:year_to"),
    ("years", "prep? between? from? year dash yy:year_to"),
    ("years", "in_year? year_word year dash yy:year_to"),
    ("years", "prep? between year and yy:year_to"),
    ("decade", "prep? det? period? of? det? decade"),
    ("century", "prep? det? period? of? det? ord|day:ord dot? unit_century"),
    # what cannot date an event
    ("set", "prep? each num? unit|part"),
    ("set", "prep? det? unit_weekend_plural"),
    ("set", "set"),
    ("duration", "prep? duration_word"),
    ("duration", f"lasting? approx? det? num? {_AMOUNT} dash? unit|unit_gen long?"),
    ("duration", f"lasting? approx? det? num? {_AMOUNT} unit_gen:unit span_word"),
    ("duration", "prep? det? ord unit"),
    ("vague", "vague"),
    ("vague", "ago_pre? approx? many unit ago"),
    ("vague", "prep? det? many last unit"),
    ("vague", "prep? det? last many unit"),
    ("duration", "lasting? many unit long?"),
    ("block", "block"),
    ("block", "ref dot? year|year_bare|num"),
)

SHAPES = {
    "duration": "duration",
    "set": "set",
    "unit": "span",
    "last_units": "span",
    "month": "span",
    "season": "span",
    "quarter": "span",
    "holiday": "span",
    "year": "span",
    "years": "span",
    "decade": "span",
    "century": "span",
    "week": "span",
    "dates": "span",
    "range": "span",
    "since": "span",
    "since_then": "span",
    "until": "span",
    "within": "span",
}
_DATED = frozenset(
    {
        "weekday",
        "weekday_ago",
        "nth_weekday",
        "week",
        "night",
        "date",
        "relative_day",
        "last_night",
        "unit",
        "last_units",
        "ago",
        "month",
        "season",
        "quarter",
        "holiday",
        "year",
        "dates",
        "shift",
        "same",
    }
)
_SILENT = frozenset(
    {
        "prep",
        "det",
        "dot",
        "comma",
        "of",
        "dash",
        "to",
        "and",
        "in",
        "in_year",
        "year_word",
        "clock",
        "at_part",
        "night_to",
        "night_between",
        "between",
        "from",
        "each",
        "ago",
        "ago_pre",
        "lasting",
        "long",
        "within",
        "ahead",
        "unit_month",
        "zone",
        "now",
        "part_of",
        "meanwhile",
        "since_then",
        "week_word",
        "span_word",
        "ref",
    }
)
_DIGITS_SUFFIX = re.compile(r"(\d+)[-‑'’:]?([^\W\d_]+)")


@dataclass(frozen=True)
class TimeWords:
    """The time lexicon of one language. ``orders``: whether numeric dates put the day or the month first (both where usage differs); ``capitals``: weekdays and
    months are written with a capital; ``bare_years``: a year needs no preposition (Swedish "dödades 2014")."""

    lexicon: Lexicon
    orders: tuple[str, ...]
    suffixes: dict[str, str]
    capitals: bool
    bare_years: bool
    lang: str


class _Item(NamedTuple):
    first: int
    last: int
    kind: str
    data: tuple[tuple[str, str], ...]


@lru_cache(maxsize=None)
def grammar() -> Grammar:
    """The rules as a tree, the same for all languages."""
    return Grammar(RULES)


@lru_cache(maxsize=None)
def time_words(lang: str) -> TimeWords:
    """The time lexicon of a language, from its table ``times``. Raises ``IfolgeError`` IF201/IF202 for a missing or malformed table."""
    lexicon = Lexicon()
    orders: tuple[str, ...] = ("dmy",)
    suffixes: dict[str, str] = {}
    rows = [(row["class"], row["value"], [f.strip() for f in row["forms"].split(";")], row["case"] == "upper") for row in pack(lang).table("times")]
    parts = [(value, form) for cls, value, forms, _ in rows if cls == "part" for form in forms if " " not in form]
    for cls, value, forms, upper in rows:
        if cls == "order":
            orders = tuple(value.split())
        elif cls == "suffix":
            suffixes |= dict.fromkeys(forms, value)
        elif cls == "weekday_stem":
            for stem in forms:
                for part, form in parts:
                    lexicon.add(stem + form, "weekday", f"{value} {part}", upper=upper)
        else:
            for form in forms:
                lexicon.add(form, cls, value, upper=upper)
                if cls == "unit":
                    lexicon.add(form, f"unit_{value.replace(' ', '_')}", value, upper=upper)
                if cls in ("month", "month_short") and "mdy" in orders:
                    lexicon.add(form, "month_mdy", value, upper=upper)
    capitals = any(upper for cls, _, _, upper in rows if cls == "weekday")
    bare_years = any(cls == "bare_years" for cls, *_ in rows)
    return TimeWords(lexicon, orders, suffixes, capitals, bare_years, lang)


_SIGNS = {".": "dot", ",": "comma", "-": "dash", "–": "dash", "—": "dash", "‑": "dash"}


def _readings(words: list[Word], known: TimeWords) -> list[list[Reading]]:
    lang, longer = known.lang, known.lexicon.longer
    return [[*_alone(word.low, word.text[0].isupper(), lang), *longer(words, i)] for i, word in enumerate(words)]


@lru_cache(maxsize=65536)
def _alone(low: str, capital: bool, lang: str) -> tuple[Reading, ...]:
    """How one word can be read by itself."""
    known = time_words(lang)
    if low[0].isdecimal():
        return (*_digits(low, known), *known.lexicon.alone(low, capital=capital))
    if (sign := _SIGNS.get(low[0])) is not None:
        return (Reading(1, sign, ""),)
    here = known.lexicon.alone(low, capital=capital)
    if (n := cardinal(low, lang)) is not None:
        here.append(Reading(1, "num", str(n)))
        if 1 <= n <= 12 and len(low) > 2:
            here.append(Reading(1, "hour", str(n)))
    return tuple(here)


def _digits(low: str, known: TimeWords) -> list[Reading]:
    if low.isdecimal():
        n = int(low)
        found = [Reading(1, "num", str(n))]
        if len(low) <= 2 and 1 <= n <= 31:
            found.append(Reading(1, "day", str(n)))
        if len(low) <= 2 and n <= 24:
            found.append(Reading(1, "hour", low))
        if len(low) <= 2 and 1 <= n <= 53:
            found.append(Reading(1, "weekno", low))
        if len(low) == 2:
            found.append(Reading(1, "yy", low))
        if len(low) == 4:
            if 1800 <= n <= 2099:
                found.append(Reading(1, "year", low))
            if known.bare_years and 1900 <= n <= 2099 and n % 100:
                found.append(Reading(1, "year_bare", low))
            if n // 100 <= 24 and n % 100 < 60:
                found.append(Reading(1, "hhmm", low))
        return found
    if (m := _DIGITS_SUFFIX.fullmatch(low)) is not None:
        cls = known.suffixes.get(m[2])
        return [] if cls is None else [Reading(1, cls, m[1])]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", low):
        return [Reading(1, "iso", low)]
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./-](?:\d\d|\d{4})", low):
        return [Reading(1, "numeric", f"{low} {' '.join(known.orders)}")]
    if (m := re.fullmatch(r"(\d{1,2})/(\d{1,2})", low)) is not None:
        written = f"{low} {' '.join(known.orders)}"
        sure = "mdy" not in known.orders and 31 >= int(m[1]) > int(m[2]) and 1 <= int(m[2]) <= 12  # no share of anything, as 3/4 can be
        return [Reading(1, "dm", written), *([Reading(1, "dm_sure", written)] if sure else [])]
    if re.fullmatch(r"\d{1,2}[.:]\d\d(:\d\d)?", low):
        return [Reading(1, "hm", low)]
    return []


_SMALL = frozenset({"weekday", "month", "relday", "season", "ord"})


def _is_name(text: str, words: list[Word], readings: list[list[Reading]], at: int) -> bool:
    """Whether a weekday or month with a capital is a name ("Bruno Mars", "Dagens Nyheter"), where the language writes them small: inside the sentence."""
    return (
        at > 0
        and not words[at].text.isupper()
        and any(r.cls in _SMALL for r in readings[at])
        and words[at - 1].text[-1].isalpha()
        and text[words[at - 1].end : words[at].start] == " "
    )


def _is_titled(text: str, words: list[Word], readings: list[list[Reading]], item: _Item) -> bool:
    """Whether a weekday between an article and a capital is a name, where the language writes them with a capital ("the Sunday Times")."""
    at = item.last - 1
    return (
        any(r.cls == "weekday" for r in readings[at])
        and at > 0
        and any(r.cls == "det" for r in readings[at - 1])
        and item.last < len(words)
        and words[item.last].text[0].isupper()
        and text[words[at].end : words[item.last].start] == " "
    )


def _glued(text: str, words: list[Word], item: _Item) -> bool:
    """Whether a hyphen makes the expression part of a compound ("mars-offensiven", "Black-Friday")."""
    start, end = words[item.first].start, words[item.last - 1].end
    after = text[end : end + 2]
    before = text[max(0, start - 2) : start]
    return (len(after) == 2 and after[0] in "-‑" and after[1].isalpha()) or (len(before) == 2 and before[1] in "-‑." and before[0].isalpha())


def _homograph(words: list[Word], readings: list[list[Reading]], item: _Item) -> bool:
    """Whether a season is another word before its noun ("i vår by", in our town)."""
    return (
        item.kind == "season"
        and any(r.cls == "homograph" for r in readings[item.last - 1])
        and item.last < len(words)
        and words[item.last].low.isalpha()
    )


def _core(text: str, words: list[Word], readings: list[list[Reading]], known: TimeWords) -> list[_Item]:
    rules, items, i = grammar(), [], 0
    while i < len(words):
        if not readings[i] or (match := rules.match(readings, i)) is None:
            i += 1
            continue
        end, kind, data = match
        named = not known.capitals and any(words[k].text[0].isupper() and _is_name(text, words, readings, k) for k in range(i, end))
        item = _Item(i, end, kind, tuple(_parts(data)))
        named = named or (known.capitals and _is_titled(text, words, readings, item))
        if not (named or _glued(text, words, item) or _homograph(words, readings, item)):
            items.append(item)
        i = end
    return items


def _parts(data: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Captured values without the words that only hold the expression together; "3 morning" of a compound becomes weekday and part."""
    found = []
    for key, value in data:
        if key in _SILENT:
            continue
        if key == "unit" and value.endswith(" plural"):
            value = value.removesuffix(" plural")
            found.append(("plural", "yes"))
        elif key in ("weekday", "weekday_gen", "relday") and " " in value:
            value, part = value.split()
            found.append(("part", part))
        found.append((key, value))
    return found


def _merge_clocks(words: list[Word], items: list[_Item]) -> list[_Item]:
    """Joins clock times and parts of the day with the day beside them ("klokken 2.15 natt til lørdag")."""
    merged: list[_Item] = []
    for item in items:
        last = merged[-1] if merged else None
        zoned = last is not None and item.kind == "clock~" and item.first == last.last + 1 and words[last.last].low == ","
        if last is not None and (last.last == item.first or zoned):
            hours = {"clock", "clock~", "part", "part~"}
            for day, other in ((last, item), (item, last)):
                if other.kind in hours and (day.kind in _DATED or day.kind.rstrip("~") == "clock"):
                    extra = tuple(pair for pair in other.data if pair[0] not in dict(day.data))
                    merged[-1] = _Item(last.first, item.last, day.kind.rstrip("~"), day.data + extra)
                    break
            else:
                merged.append(item)
            continue
        merged.append(item)
    return merged


_RANGEABLE = frozenset({"weekday", "date", "month", "year", "relative_day", "unit", "season", "holiday"})


def _has(readings: list[list[Reading]], at: int, cls: str, last: int) -> bool:
    """Whether a phrase of the class fills words ``[at, last)``."""
    return any(r.cls == cls and at + r.length == last for r in readings[at])


def _opened(readings: list[list[Reading]], first: int, floor: int, *classes: str) -> tuple[int, str] | None:
    """The phrase of one of the classes that ends where word ``first`` begins: its first word and class; the longest counts."""
    for at in range(max(floor, first - 4), first):
        for cls in classes:
            if _has(readings, at, cls, first):
                return at, cls
    return None


def _join_ranges(readings: list[list[Reading]], items: list[_Item]) -> list[_Item]:
    """Joins two days or periods with "til", a dash, or "og" ("fra mars til mai 2019", "lørdag og søndag")."""
    joined: list[_Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before is not None and (found := _range(readings, before, item, joined[-2].last if len(joined) > 1 else 0)) is not None:
            joined[-1] = found
        else:
            joined.append(item)
    return joined


def _range(readings: list[list[Reading]], a: _Item, b: _Item, floor: int) -> _Item | None:
    kinds = (a.kind.rstrip("~"), b.kind.rstrip("~"))
    toward = "toward" in dict(b.data)
    if not set(kinds) <= _RANGEABLE or b.first - a.last not in ((0,) if toward else (1, 2)):
        return None
    link = "to" if toward else next((cls for cls in ("dash", "to", "and") if _has(readings, a.last, cls, b.first)), None)
    opener = _opened(readings, a.first, floor, "between", "from")
    close = kinds[0] == kinds[1]
    if link is None or not (
        opener is not None or (close and (link == "dash" or (kinds[0] == "weekday" or (link == "to" and not a.kind.endswith("~")))))
    ):
        return None
    if link == "and" and not (opener is not None and opener[1] == "between") and kinds != ("weekday", "weekday"):
        return None
    data_a, data_b = dict(a.data), {k: v for k, v in b.data if k != "toward"}
    if "year" not in data_a and kinds[0] in ("date", "month") and "year" in data_b:
        data_a["year"] = data_b["year"]
    pairs = [("from", kinds[0]), ("to", kinds[1]), *((f"from.{k}", v) for k, v in data_a.items()), *((f"to.{k}", v) for k, v in data_b.items())]
    return _Item(opener[0] if opener else a.first, b.last, "range", tuple(pairs))


_BOUNDABLE = _RANGEABLE | {"night", "date", "last_night", "quarter", "decade", "ago"}


def _bound(readings: list[list[Reading]], items: list[_Item]) -> list[_Item]:
    """Puts "siden", "innen" and the like round the expression after them; an event's own day ("etter onsdagens angrep") stays as it is."""
    found: list[_Item] = []
    floor = 0
    for item in items:
        kind = item.kind.rstrip("~")
        opener = None
        if kind in _BOUNDABLE and "weekday_gen" not in (told := {k for k, _ in item.data}):
            toward = "toward" in told
            opener = _opened(readings, item.first + toward, floor, "since", "until") or _outbreak(readings, item.first, floor)
        if opener is not None:
            pairs = (("of", kind), *((f"of.{k}", v) for k, v in item.data if k != "toward"))
            item = _Item(opener[0], item.last, opener[1], pairs)
        found.append(item)
        floor = item.last
    return found


def _outbreak(readings: list[list[Reading]], first: int, floor: int) -> tuple[int, str] | None:
    """A "siden" some words before, with what began between ("siden krigen brøt ut i 2011"): the time counts from there too."""
    for at in range(max(floor, first - 7), first - 1):
        if any(r.cls == "since_event" for r in readings[at]):
            between = readings[at + 1 : first]
            if any(r.cls == "outbreak" for here in between for r in here) and not any(r.cls in SIGNS for here in between for r in here):
                return at, "since"
    return None


def find_times(text: str, lang: str) -> list[TimeMention]:
    """Time expressions of a stretch of text (a sentence), in order, the longest at each place, none overlapping.

    Parameters: the text; its language (BCP 47 tag of a pack). Spans count code points of ``text``. Raises ``IfolgeError`` IF201/IF202 for a bad pack.
    """
    known = time_words(lang)
    words = tokens(text)
    readings = _readings(words, known)
    if not any(readings):
        return []
    items = _bound(readings, _join_ranges(readings, _merge_clocks(words, _core(text, words, readings, known))))
    found = []
    for item in items:
        if item.kind != "block" and not item.kind.endswith("~"):
            start, end = words[item.first].start, words[item.last - 1].end
            found.append(
                TimeMention(start=start, end=end, text=text[start:end], kind=item.kind, shape=SHAPES.get(item.kind, "point"), data=item.data)
            )
    return found
