"""Reads cardinals: numerals with Nordic or English separators, number words in one or several words (halvtreds, tjugofem, hundre og seksti, 1,5 millioner)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ifolge.grounding.words import Word
from ifolge.languages import pack

_DASHES = frozenset("-–‑")
_LONGEST_WORD = 60  # "niohundranittionitusenniohundranittionio" has 40 letters


@dataclass(frozen=True)
class Numerals:
    """The number words of one language. ``atoms`` are words below a hundred, ``scales`` hundred, thousand and more, ``links`` the "and" between them,
    ``halves`` the phrases for a half before a scale ("en halv" million), longest first.
    """

    atoms: dict[str, Fraction]
    scales: dict[str, int]
    links: frozenset[str]
    thousands: frozenset[str]
    decimal: str
    halves: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number read from words ``[first, last)``; ``coefficient`` × ``scale`` where it ends in a multiplier (six × hundred), else the value × 1."""

    last: int
    value: Fraction
    coefficient: Fraction
    scale: int


@lru_cache(maxsize=None)
def numerals(lang: str) -> Numerals:
    """The number words of a language, from its table ``numbers``. Raises ``IfolgeError`` IF201/IF202 for a missing or malformed table."""
    atoms: dict[str, Fraction] = {}
    scales: dict[str, int] = {}
    links: set[str] = set()
    thousands: set[str] = set()
    decimal = ","
    halves: set[tuple[str, ...]] = set()
    for row in pack(lang).table("numbers"):
        forms = [f.strip() for f in row["forms"].split(";")]
        if row["class"] in ("cardinal", "article"):
            atoms |= dict.fromkeys(forms, Fraction(row["value"]))
        elif row["class"] == "scale":
            scales |= dict.fromkeys(forms, int(row["value"]))
        elif row["class"] == "link":
            links |= set(forms)
        elif row["class"] == "half":
            halves |= {tuple(f.split()) for f in forms}
        elif row["class"] == "separator":
            thousands |= set(row["value"]) if forms == ["thousands"] else set()
            decimal = row["value"] if forms == ["decimal"] else decimal
    return Numerals(atoms, scales, frozenset(links), frozenset(thousands), decimal, tuple(sorted(halves, key=lambda h: (-len(h), h))))


AMOUNTS = frozenset({"least", "over", "upto", "under", "nearly", "about", "additive", "vague"})


@lru_cache(maxsize=None)
def amounts(lang: str) -> frozenset[str]:
    """The single words that go with a number or stand for one: "minst", "over", "ytterligere", "flere"."""
    return frozenset(word for kind in AMOUNTS for form in _forms(lang, kind) for word in form.split())


@lru_cache(maxsize=None)
def ages(lang: str) -> tuple[str, ...]:
    """How the word behind a number begins that makes it an age: "år" gammel, "years" old."""
    return tuple(sorted({next(word for word in form.split() if word.isalpha()) for form in _forms(lang, "unit", "age")}))


@lru_cache(maxsize=None)
def partitives(lang: str) -> frozenset[str]:
    """The words between a part and its whole: "to *av* dem"."""
    return frozenset(_forms(lang, "link_of"))


@lru_cache(maxsize=None)
def sizes(lang: str) -> frozenset[str]:
    """The words between a group and how many it is: "en familie *på* fem"."""
    return frozenset(_forms(lang, "size"))


def _forms(lang: str, kind: str, value: str | None = None) -> Iterator[str]:
    """Words and phrases of a class of the table ``numbers``, of one value where it is given."""
    for row in pack(lang).table("numbers"):
        if row["class"] == kind and value in (None, row["value"]):
            yield from (form.strip() for form in row["forms"].split(";"))


@lru_cache(maxsize=65536)
def cardinal(word: str, lang: str) -> int | None:
    """The whole number a single lower-case word or plain numeral means ("tooghalvfems" → 92), articles as 1; ``None`` for any other word."""
    if word.isdecimal():
        return int(word)
    parts = _split(word, lang)
    value = _evaluate(parts) if parts is not None else None
    return int(value) if value is not None and value.denominator == 1 else None


@lru_cache(maxsize=65536)
def _split(word: str, lang: str) -> tuple[Fraction | int | None, ...] | None:
    """Parts of a number word: a fraction for a word below a hundred, an int for a scale, ``None`` for a link; ``None`` for no number word."""
    if len(word) > _LONGEST_WORD or not word.isalpha():
        return None
    known = numerals(lang)
    for size in range(len(word), 0, -1):
        head, tail = word[:size], word[size:]
        part: Fraction | int | None
        if head in known.atoms:
            part = known.atoms[head]
        elif head in known.scales:
            part = known.scales[head]
        elif head in known.links and tail:
            part = None
        else:
            continue
        if not tail:
            return (part,)
        rest = _split(tail, lang)
        if rest is not None and _evaluate((part, *rest), partial=True) is not None:
            return (part, *rest)
    return None


def _evaluate(parts: tuple[Fraction | int | None, ...], *, partial: bool = False) -> Fraction | None:
    """The value of parts in order, or ``None`` where they make no number; ``partial`` lets a link stand first."""
    total, current, linked, last_scale = Fraction(0), Fraction(0), False, 10**15
    if not parts or (parts[0] is None and not partial) or parts[-1] is None:
        return None
    for part in parts:
        if part is None:
            if linked:
                return None
            linked = True
            continue
        if isinstance(part, Fraction):
            if not _fits(current, part, linked):
                return None
            current += part
        elif part == 100:
            if current >= 100 or (linked and not current and not total and not partial):
                return None
            current = (current or Fraction(1)) * 100
        else:
            if part >= last_scale:
                return None
            total, current, last_scale = total + (current or Fraction(1)) * part, Fraction(0), part
        linked = False
    return total + current


def _fits(current: Fraction, part: Fraction, linked: bool) -> bool:
    below = current % 100
    if below == 0:
        return True
    if below in range(20, 100, 10):
        return 1 <= part <= 9 and not linked
    return linked and 1 <= below <= 9 and part in range(20, 100, 10)


@lru_cache(maxsize=65536)
def numeral(text: str, lang: str) -> Fraction | None:
    """The value of a numeral: "3.000", "3 000", "1,5" (Nordic), "3,000", "1.5" (English). ``None`` where it is none."""
    known = numerals(lang)
    if text.isdecimal():
        return Fraction(int(text))
    groups = re.split(r"[.,\u00a0\u202f\u2009 ]", text)
    if not all(g.isdecimal() for g in groups):
        return None
    marks = [c for c in text if not c.isdecimal()]
    if marks and marks[-1] == known.decimal and (marks[-1] not in known.thousands):
        whole, fraction = "".join(groups[:-1]), groups[-1]
        return Fraction(int(whole + fraction), 10 ** len(fraction))
    if all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3 and all(m in known.thousands or m.isspace() for m in marks):
        return Fraction(int("".join(groups)))
    return Fraction(int(groups[0] + groups[1]), 10 ** len(groups[1])) if len(groups) == 2 else None


def read_cardinal(words: list[Word], i: int, lang: str, *, link: bool = True) -> Cardinal | None:
    """The longest number that begins at word ``i``; ``link`` lets "and" join words ("hundre og seksti"), which it may not after "between"."""
    known = numerals(lang)
    if (half := _half(words, i, 0, known)) is not None:
        return half
    parts: list[Fraction | int | None] = []
    best: Cardinal | None = None
    at = i
    while at < len(words):
        word = words[at]
        if word.low[0].isdigit():
            if parts:
                break
            value = numeral(word.low, lang)
            if value is None:
                return None
            parts.append(value)
        elif (inner := _split(word.low, lang)) is not None:
            parts.extend(inner)
        elif parts and ((link and word.low in known.links) or _joins(words, at)):
            parts.extend([None] if word.low in known.links else [])
            at += 1
            continue
        else:
            break
        total = _digits_first(parts)
        if total is None:
            break
        at += 1
        scale = parts[-1] if isinstance(parts[-1], int) else 1
        best = Cardinal(at, total, total / scale, scale)
    if best is not None and link and best.scale == 1 and best.last < len(words) and words[best.last].low in known.links:
        return _half(words, best.last + 1, int(best.value), known) or best
    return best


def _half(words: list[Word], i: int, whole: int, known: Numerals) -> Cardinal | None:
    """Half a multiplier, or so many and a half ("en halv million", "to og en halv million")."""
    for half in known.halves:
        at = i + len(half)
        if at < len(words) and words[at].low in known.scales and tuple([w.low for w in words[i:at]]) == half:
            scale = known.scales[words[at].low]
            return Cardinal(at + 1, (whole + Fraction(1, 2)) * scale, whole + Fraction(1, 2), scale)
    return None


def _joins(words: list[Word], at: int) -> bool:
    """Whether a hyphen glues number words ("twenty-five", "to-og-halvfems")."""
    return (
        words[at].low in _DASHES
        and at + 1 < len(words)
        and words[at - 1].end == words[at].start
        and words[at].end == words[at + 1].start
        and words[at + 1].low.isalpha()
        and words[at - 1].low.isalpha()
    )


def _digits_first(parts: list[Fraction | int | None]) -> Fraction | None:
    """As ``_evaluate``, but a numeral of any size may stand first, and after it only multipliers ("60 tusen", "1,5 millioner")."""
    first = parts[0]
    if isinstance(first, Fraction) and (first >= 100 or first.denominator > 2 or len(parts) == 1):
        value = first
        for part in parts[1:]:
            if not isinstance(part, int):
                return None
            value *= part
        return value
    return _evaluate(tuple(parts))
