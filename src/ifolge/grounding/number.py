"""Numbers: finds number expressions and reads them by the codebook's table of counts (section 5), rejecting what counts no people or things."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ifolge.grounding.number_words import Cardinal, cardinal, read_cardinal
from ifolge.grounding.readings import NumberMention
from ifolge.grounding.time_find import find_times
from ifolge.grounding.words import Lexicon, Reading, Word, tokens
from ifolge.languages import pack

REASONS: dict[str, str] = {
    "age": "a person's age",
    "distance": "a distance, length, area or speed",
    "clock": "a clock time",
    "percent": "a percentage",
    "year": "a year",
    "ordinal": "a place in a row",
    "date": "part of a date",
    "unit_number": "the number of a military unit",
    "duration": "how long something lasts",
    "money": "a sum of money",
    "calibre": "a calibre",
    "weight": "a weight",
    "temperature": "a temperature",
    "score": "a score",
    "times": "how many times",
    "phone": "a telephone number",
    "reference": "the number of a document, road, room …",
    "fraction": "a share of another number",
    "decimal": "no whole number",
    "compound": "part of a longer word or name",
}

_PREFIXES = ("least", "over", "upto", "under", "nearly", "about", "additive", "total")
_POST = {"post_least": "least", "post_most": "upto", "post_about": "about"}
_TIME_CODES = {
    "clock": "clock",
    "date": "date",
    "dates": "date",
    "night": "date",
    "duration": "duration",
    "ago": "duration",
    "ahead": "duration",
    "within": "duration",
    "shift": "duration",
    "last_units": "duration",
    "set": "duration",
    "year": "year",
    "years": "year",
    "decade": "year",
    "quarter": "date",
}
_DASHES = frozenset("-–‑—")
# Three or more groups of two to four digits, or an area code and a hyphen; thousands ("1 250 000") are no such thing.
_PHONE = re.compile(r"(?<![\w.,–-])(?:\+\d{1,3}[ -]?)?(?:\d{2,4}[ -]){2,4}\d{2,4}(?![\w–-])|(?<![\w.,–-])0\d{1,3}-\d{5,8}(?!\w)")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")


@dataclass(frozen=True)
class NumberWords:
    """Phrases of the number table by class, and the suffixes that a numeral can carry ("32-åring")."""

    phrases: Lexicon
    suffixes: tuple[tuple[str, str], ...]
    lang: str


@lru_cache(maxsize=None)
def number_words(lang: str) -> NumberWords:
    """The number phrases of a language, from its table ``numbers``. Raises ``IfolgeError`` IF201/IF202 for a missing or malformed table."""
    phrases, suffixes = Lexicon(), []
    for row in pack(lang).table("numbers"):
        for form in (f.strip() for f in row["forms"].split(";")):
            if row["class"] == "suffix":
                suffixes.append((form, row["value"]))
            elif row["class"] not in ("cardinal", "scale", "link", "separator"):
                phrases.add(form, row["class"], row["value"])
    return NumberWords(phrases, tuple(sorted(suffixes, key=lambda s: -len(s[0]))), lang)


@dataclass(frozen=True)
class _Core:
    """A quantity without its bounds: words ``[first, last)`` and what the codebook's table gives for it alone."""

    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    about: bool = False
    rejected: str = ""
    role: str = ""
    exact: bool = True


class _Scan:
    """One pass over the words of a text; ``core`` reads a quantity, ``mention`` one with its bounds and its surroundings."""

    def __init__(self, text: str, lang: str) -> None:
        self.text, self.words = text, tokens(text)
        self.known = number_words(lang)
        self.lang = lang
        self.times = find_times(text, lang) if any(w.low[0].isdigit() or cardinal(w.low, lang) is not None for w in self.words) else []
        self.phones = [m.span() for m in _PHONE.finditer(text) if not _GROUPED.fullmatch(m.group())]

    def phrase(self, i: int, *classes: str) -> Reading | None:
        """The longest phrase of the given classes at word ``i``."""
        if i >= len(self.words):
            return None
        found = [r for r in self.known.phrases.at(self.words, i) if r.cls in classes]
        return max(found, key=lambda r: r.length) if found else None

    def core(self, i: int, *, link: bool = True) -> _Core | None:
        """A vague quantity, an article or a number at word ``i``."""
        vague = self.phrase(i, "vague", "fraction", "equal")
        exact = self.exact(i, link=link)
        if vague is not None and (exact is None or i + vague.length >= exact.last):
            return self.vague(i, vague)
        return exact

    def vague(self, i: int, found: Reading) -> _Core:
        if found.cls != "vague":
            return _Core(
                i,
                i + found.length,
                None,
                None,
                None,
                rejected="fraction" if found.cls == "fraction" else "",
                role="equal" if found.cls == "equal" else "",
                exact=False,
            )
        values = found.value.split(",")
        low, best, high = (int(v) if v else None for v in values[:3])
        return _Core(i, i + found.length, low, best, high, about=len(values) > 3, exact=low is not None and low == high)

    def exact(self, i: int, *, link: bool = True) -> _Core | None:
        word = self.words[i]
        if word.low[0].isdigit() and not word.low[-1].isdigit():
            return self.suffixed(i, i + 1, word)
        if i and self._glued_before(i):
            return None
        number = read_cardinal(self.words, i, self.lang, link=link)
        if number is None:
            return None
        if word.low[0].isdigit() and self.text[max(0, word.start - 1) : word.start].isalpha():
            return _Core(i, number.last, None, None, None, rejected="compound")
        if number.last < len(self.words) and (joined := self._hyphen_suffix(i, number)) is not None:
            return joined
        article = self.phrase(i, "article")
        if article is not None and number.last == i + 1:
            follows = self.phrase(i + 1, "link_of")
            return _Core(i, i + 1, 1, 1, 1, role="" if follows else "article")
        if number.value.denominator != 1:
            return _Core(i, number.last, None, None, None, rejected="decimal")
        n = int(number.value)
        return _Core(i, number.last, n, n, n)

    def _glued_before(self, i: int) -> bool:
        """Whether the numeral ends a name or a designation ("F-16", "Mi-8")."""
        before, word = self.words[i - 1], self.words[i]
        return (
            before.low in _DASHES
            and before.end == word.start
            and i > 1
            and self.words[i - 2].end == before.start
            and self.words[i - 2].low[-1].isalpha()
            and read_cardinal(self.words, i - 2, self.lang) is None
        )

    def _hyphen_suffix(self, i: int, number: Cardinal) -> _Core | None:
        """A number glued to a word ("10 000-tals", "tre-dagers", "three-day")."""
        words, at = self.words, number.last
        while self._dash(at) is not None and words[at + 1].low[0].isalpha() and read_cardinal(words, at + 1, self.lang) is None:
            at += 2
        suffix = self.text[words[number.last].end : words[at - 1].end].lower()
        return self._by_suffix(i, at, suffix, number.value) if at > number.last else None

    def suffixed(self, i: int, last: int, word: Word) -> _Core | None:
        """A numeral with letters after it in one token ("32-åring", "122mm", "64th")."""
        digits = len(word.low) - len(word.low.lstrip("0123456789"))
        return self._by_suffix(i, last, word.low[digits:].lstrip("-‑'’:"), Fraction(int(word.low[:digits])))

    def _by_suffix(self, first: int, last: int, suffix: str, value: Fraction) -> _Core:
        n = int(value)
        for form, kind in self.known.suffixes:
            if suffix == form or (form[-1] == "*" and suffix.startswith(form[:-1])):
                if kind == "multiple":
                    return _Core(first, last, 2 * n, None, 10 * n - 1, exact=False)
                if kind == "about":
                    return _Core(first, last, n, n, n, about=True)
                return _Core(first, last, n, n, n, rejected="year" if kind == "date" else kind)
        return _Core(first, last, n, n, n, rejected="compound")

    # ranges

    def ranged(self, i: int) -> _Core | None:
        """A range ("mellom 12 og 15", "fem til seks hundre", "12–15"), or the quantity alone."""
        between = self.phrase(i, "between")
        if between is not None:
            first = self.core(i + between.length, link=False)
            if first is not None and (joint := self.phrase(first.last, "and") or self._dash(first.last)) is not None:
                second = self.core(first.last + joint.length)
                found = self._span(i, first, second) if second is not None else None
                if found is not None:
                    return found
            return None
        first = self.core(i)
        if first is None or first.rejected not in ("", "decimal") or first.role or (first.best is None and not first.rejected):
            return first
        opened = self._rises(i)
        joint = self._dash(first.last) or (None if opened else self.phrase(first.last, "to"))
        second = self.core(first.last + joint.length) if joint is not None and first.last + joint.length < len(self.words) else None
        if second is not None:
            if (
                joint is not None
                and joint.cls == "dash"
                and second.best is not None
                and first.best is not None
                and second.best <= first.best
                and second.best < 20
                and not second.rejected
            ):
                return replace(first, last=second.last, rejected="score")
            return self._span(i, first, second) or first
        return first

    def _rises(self, i: int) -> bool:
        """Whether "from" stands before a number behind a word of change: "steg fra 12 til 15" is two numbers, "fra 12 til 15 soldater" a range."""
        if i == 0 or self.phrase(i - 1, "from") is None:
            return False
        return any(self.phrase(at, "change") is not None for at in range(max(0, i - 7), i - 1))

    def _dash(self, i: int) -> Reading | None:
        if (
            0 < i < len(self.words) - 1
            and self.words[i].low in _DASHES
            and self.words[i - 1].end == self.words[i].start
            and self.words[i].end == self.words[i + 1].start
        ):
            return Reading(1, "dash", "")
        return None

    def _span(self, i: int, first: _Core, second: _Core) -> _Core | None:
        start = read_cardinal(self.words, first.first, self.lang, link=False)
        if start is None or second.best is None or (first.best is None and not first.rejected) or second.role == "article":
            return None
        low, high = start.value, second.best
        number = read_cardinal(self.words, second.first, self.lang)
        if number is not None and number.scale > 1 and number.coefficient > low and number.last == second.last:
            low *= number.scale  # one multiplier over both: "fem til seks hundre"
        if low >= high or low.denominator != 1:
            return None
        return _Core(i, second.last, int(low), None, high, about=first.about or second.about, rejected=second.rejected, exact=False)

    # bounds, roles, rejections

    def mention(self, i: int) -> tuple[int, NumberMention] | None:
        """The number expression whose bound words or number begin at word ``i``, and the word after it."""
        bounds: list[str] = []
        at = i
        while (prefix := self.phrase(at, *_PREFIXES)) is not None and len(bounds) < 3:
            whole = self.phrase(at, "vague", "fraction", "equal")
            if whole is not None and whole.length > prefix.length:
                break
            bounds.append(prefix.cls)
            at += prefix.length
            if at < len(self.words) and self.words[at].low == ".":
                at += 1  # "ca."
        core = self.ranged(at) if at < len(self.words) else None
        if core is None:
            return None
        if core.role == "article" and bounds:
            if bounds[-1] not in ("least", "over", "upto", "additive"):
                return core.last, NumberMention(
                    self.words[core.first].start, self.words[core.first].end, self.words[core.first].text, 1, 1, 1, role="article"
                )
            core = replace(core, role="")
        after = self.phrase(core.last, *_POST) if core.exact else None
        last = core.last + (after.length if after else 0)
        if after is not None:
            bounds.append(_POST[after.cls])
        core = _bounded(core, bounds)
        rejected = self.rejection(core, i) if core.rejected in ("", "decimal") else core.rejected
        if self.phrase(last, "additive_after") is not None:
            bounds.append("additive")
        role = core.role or ("former" if self._rises(i) else "additive" if "additive" in bounds else "total" if "total" in bounds else "")
        start, end = self.words[i].start, self.words[last - 1].end
        return last, NumberMention(start, end, self.text[start:end], core.low, core.best, core.high, core.about, rejected, role)

    def rejection(self, core: _Core, first: int) -> str:
        """Why the number counts no people or things: what stands round it. Empty where it does."""
        words, last = self.words, core.last
        if any(a <= words[core.first].start < b for a, b in self.phones):
            return "phone"
        unit = self.phrase(last, "unit")
        if unit is not None and unit.value == "age":
            return "age"
        start, end = words[core.first].start, words[last - 1].end
        digits = words[last - 1].low.isdigit() or words[core.first].low[0].isdigit()
        aged = core.role == "article" and last < len(words) and words[last].low[0].isdigit()  # "en 17 år gammel gutt"
        for time in () if aged else self.times:
            if time.start < end and start < time.end and (code := self._time_code(time.kind, core)):
                return code
        if unit is not None and not (unit.value == "force" or (unit.value == "score" and not digits)):
            return unit.value
        if last < len(words) and words[last].low in ("%", "‰"):
            return "percent"
        if last < len(words) and words[last].low in ("°", "$", "€", "£"):
            return "temperature" if words[last].low == "°" else "money"
        return (self._rejected_digits(core, first, last) if digits else "") or core.rejected

    def _rejected_digits(self, core: _Core, first: int, last: int) -> str:
        words, text = self.words, self.text
        end = words[last - 1].end
        if (
            last + 1 < len(words)
            and words[last].low == "."
            and words[last].start == end
            and core.first + 1 == last
            and (text[words[last].end : words[last].end + 1] == " ")
        ):
            force = self.phrase(last + 1, "unit")
            if force is not None and force.value == "force":
                return "unit_number"
            if words[last + 1].text[0].islower():
                return "ordinal"
        before = self._before(first)
        if before in ("reference", "age", "clock", "money"):
            return before
        low = words[core.first].low
        if low.isdigit() and (len(low) >= 8 or (len(low) > 1 and low[0] == "0")):
            return "phone"
        if core.low is not None and self._is_age(core, last):
            return "age"
        if len(low) == 4 and low.isdigit() and 1800 <= int(low) <= 2099 and last > core.first + 1 and words[core.first + 1].low in _DASHES:
            return "year"  # 2014-16
        if (
            low.isdigit()
            and core.low == core.high
            and core.low is not None
            and 1900 <= core.low <= 2099
            and core.first == first
            and last == first + 1
        ):
            follows = last < len(words) and words[last].low.isalpha()
            if before == "year" or not follows or core.low % 50:
                return "year"
        return ""

    def _before(self, first: int) -> str:
        for at in range(max(0, first - 5), first):
            for reading in self.known.phrases.at(self.words, at):
                length = reading.length
                if at + length + 1 == first and self.words[at + length].low == "." and not self.words[first].text[0].isupper():
                    length += 1  # "nr. 5"
                if reading.cls == "before" and at + length == first:
                    return reading.value
        return ""

    def _is_age(self, core: _Core, last: int) -> bool:
        """ "Name (27)" and "Name, 27,": an age in apposition."""
        words, i = self.words, core.first
        if not (
            i >= 2 and last < len(words) and core.low is not None and core.low < 120 and core.low == core.high and words[i - 2].text[0].isupper()
        ):
            return False
        return (words[i - 1].low, words[last].low) in (("(", ")"), (",", ",")) and words[i - 2].text[1:].islower()

    def _time_code(self, kind: str, core: _Core) -> str:
        if (code := _TIME_CODES.get(kind)) is not None:
            return code
        return "year" if core.low is not None and 1900 <= core.low <= 2099 else "date"


def _bounded(core: _Core, bounds: list[str]) -> _Core:
    """Applies bound words to a quantity by the codebook's table."""
    for bound in bounds:
        if core.low is None and core.high is None:
            continue
        n, top = core.best if core.best is not None else core.low, core.high
        if bound == "about":
            core = replace(core, about=True)
        elif bound == "least":
            core = replace(core, low=n, high=None)
        elif bound == "over" and n is not None:
            core = replace(core, low=n + 1, best=None, high=None, about=False)
        elif bound == "upto":
            core = replace(core, low=None, best=None, high=top, about=False)
        elif bound in ("under", "nearly") and top is not None:
            core = replace(core, low=None, best=None, high=top - 1, about=False)
    return core


def find_numbers(text: str, lang: str) -> list[NumberMention]:
    """Number expressions of a stretch of text, in order, none overlapping; those that count no people or things carry why in ``rejected``.

    Parameters: the text; its language (BCP 47 tag of a pack). Spans count code points of ``text`` and cover bound words ("minst to"). The role ``article`` marks a bare "en", "et",
    "a", which is a number only before a victim noun. Raises ``IfolgeError`` IF201/IF202 for a bad pack.
    """
    scan = _Scan(text, lang)
    found: list[NumberMention] = []
    i = 0
    while i < len(scan.words):
        result = scan.mention(i)
        if result is None:
            i += 1
        else:
            i, mention = result
            found.append(mention)
    return found
