"""Words of a text and the phrases a language pack knows: what the time and number finders read before they apply their rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

# Words; dates, clock times, numbers with separators, digits with a suffix (14-tiden, 1990s, 5:e), plain digits; then any other sign.
_TOKEN = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d{4}-\d{2}-\d{2}(?![\w-])|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\w)|\d{1,2}/\d{1,2}-\d{4}(?!\w)"
    r"|\d{1,3}(?:[.,\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:,\d+)?|\d{1,2}[.:]\d{2}(?::\d{2})?(?!\d)|\d+[.,/]\d+(?!\w)"
    r"|\d+(?:[-‑'’:]?[^\W\d_]+)+|\d+|[^\w\s]"
)


SIGNS = frozenset({"dot", "comma", "dash"})


class Word(NamedTuple):
    """One token of a text: its characters ``[start, end)`` and its lower-case form."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str) -> list[Word]:
    """Words, numbers and signs of a text, in order. Hyphens part words; separators inside numbers do not."""
    return [Word(m.start(), m.end(), s := m.group(), s.lower()) for m in _TOKEN.finditer(text)]


class Reading(NamedTuple):
    """One way to read the words from a place on: how many words, the class of the phrase and its value."""

    length: int
    cls: str
    value: str


@dataclass
class Lexicon:
    """Phrases by their first word, those of two words or more by their second, too. ``upper`` phrases count only with a capital (English *May*, *March*)."""

    _alone: dict[str, list[tuple[Reading, bool]]] = field(default_factory=dict)
    _longer: dict[str, dict[str, list[tuple[tuple[str, ...], Reading, bool]]]] = field(default_factory=dict)

    def add(self, phrase: str, cls: str, value: str, *, upper: bool = False) -> None:
        first, *rest = (w.low for w in tokens(phrase))
        reading = Reading(1 + len(rest), cls, value)
        if rest:
            entries = self._longer.setdefault(first, {}).setdefault(rest[0], [])
            entries.append((tuple(rest[1:]), reading, upper))
        elif (reading, upper) not in (ones := self._alone.setdefault(first, [])):
            ones.append((reading, upper))

    def at(self, words: list[Word], i: int) -> list[Reading]:
        """Every phrase that begins at word ``i``."""
        return self.alone(words[i].low, capital=words[i].text[0].isupper()) + self.longer(words, i)

    def alone(self, low: str, *, capital: bool) -> list[Reading]:
        """Every phrase that is this one word."""
        return [reading for reading, upper in self._alone.get(low, ()) if capital or not upper]

    def longer(self, words: list[Word], i: int) -> list[Reading]:
        """Every phrase of two words or more that begins at word ``i``."""
        seconds = self._longer.get(words[i].low)
        if seconds is None or i + 1 == len(words) or (phrases := seconds.get(words[i + 1].low)) is None:
            return []
        following = tuple([w.low for w in words[i + 2 : i + 8]])
        capital = words[i].text[0].isupper()
        return [reading for rest, reading, upper in phrases if following[: len(rest)] == rest and (capital or not upper)]


@dataclass
class _Node:
    edges: dict[str, _Node] = field(default_factory=dict)
    rule: tuple[int, str, tuple[str, ...]] | None = None


class Grammar:
    """Rules over phrase classes, kept as a tree so that all are tried at once; the longest match wins, then the earlier rule.

    A rule is a name and a pattern: class names separated by spaces, ``a|b`` for either class, a closing ``?`` for what may be missing, and ``class:key`` to
    keep the value under another key. No match begins or ends in a sign, or has two prepositions side by side.
    """

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        self.root = _Node()
        for rank, (name, pattern) in enumerate(rules):
            for path in _expand(pattern.split()):
                if path[0][0] in SIGNS or path[-1][0] in SIGNS or any(a[0] == b[0] == "prep" for a, b in pairwise(path)):
                    continue
                node = self.root
                for cls, _ in path:
                    node = node.edges.setdefault(cls, _Node())
                if node.rule is None:
                    node.rule = (rank, name, tuple(key for _, key in path))

    def match(self, readings: list[list[Reading]], i: int) -> tuple[int, str, tuple[tuple[str, str], ...]] | None:
        """Longest match from word ``i``: the word after it, the rule's name, and its (key, value) pairs; or ``None``."""
        best: tuple[int, str, tuple[tuple[str, str], ...]] | None = None
        farthest, first = -1, 0
        todo: list[tuple[_Node, int, tuple[str, ...]]] = [(self.root, i, ())]
        size = len(readings)
        while todo:
            node, at, values = todo.pop()
            if node.rule is not None:
                rank, name, keys = node.rule
                if at > farthest or (at == farthest and rank < first):
                    farthest, first = at, rank
                    best = (at, name, tuple(zip(keys, values, strict=True)))
            if at < size and node.edges:
                for length, cls, value in readings[at]:
                    if (following := node.edges.get(cls)) is not None:
                        todo.append((following, at + length, (*values, value)))
        return best


def _expand(pattern: list[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    if not pattern:
        yield ()
        return
    head, *rest = pattern
    tails = list(_expand(rest))
    classes, _, key = head.rstrip("?").partition(":")
    for cls in classes.split("|"):
        yield from (((cls, key or cls), *tail) for tail in tails)
    if head.endswith("?"):
        yield from tails
