"""Read place names from words: the longest capitalised sequence the gazetteer knows, without genitives, compound tails and compass heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ifolge.grounding.gazetteer import Gazetteer
from ifolge.grounding.place_words import GENITIVES, PlaceWords

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’‘`ʻ][^\W_]+)*(?:['’](?=\s)|:s\b|-(?=[\s,]))?")
_OPENS_SENTENCE = re.compile(r"[.!?:…\n]|^\s*[-–—]\s*$|[«\"“”»]\s*$")
_SPACES = frozenset({" ", "\u00a0"})
_ARTICLE = re.compile(r"^(?:[aAeE](?:l|d|r|s|t|z|n|sh|sj|dh|th)|[uU]l)[-‐](?=\w)")
_LONE_ARTICLES = frozenset({"al", "el"})
_UNITS = frozenset({"adm1", "adm2", "region", "area"})  # "Helmand province" is Helmand, asked for as a province
_LONGEST_NAME = 6  # words: "Den demokratiske republikken Kongo"


class Word(NamedTuple):
    """One word with what precedes it: whether it is ``joined`` to the word before by a mere space."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    joined: bool
    first: bool

    @property
    def acronym(self) -> bool:
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 1 and all(c.isupper() for c in self.text if c.isalpha())


class Name(NamedTuple):
    """A place name at words ``[first, last)``: what to look up, the kind of place its tail asks for, and whether it carries a compass head."""

    first: int
    last: int
    text: str
    feature: str
    compass: bool
    standing: int


def words_of(text: str) -> list[Word]:
    """The words of a text; the first of a sentence or line is marked."""
    found: list[Word] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match.group()
        gap = text[end:start]
        joined = gap in _SPACES
        first = not found or (not joined and bool(_OPENS_SENTENCE.search(gap)))
        if first and found and gap == ". " and found[-1].capital and len(found[-1].text) <= 2:
            first, joined = False, True
        end = match.end()
        found.append(Word(start, end, word, word.lower(), _is_capital(word), joined, first))
    return found


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, an Arabic article aside ("al-Raqqa")."""
    return _ARTICLE.sub("", word)[:1].isupper() if "-" in word or "‐" in word else word[:1].isupper()


class NameReader:
    """Place names of one text, word by word. ``blocked`` marks words that belong to persons and actors."""

    def __init__(self, text: str, language: PlaceWords, atlas: Gazetteer, exclude: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.language = language
        self.atlas = atlas
        self.words = words_of(text)
        self.blocked = [bool(exclude) and any(s < w.end and w.start < e for s, e in exclude) for w in self.words]

    def name_at(self, i: int) -> Name | None:
        """The place name that begins at word ``i``, ``None`` where there is none."""
        word = self.words[i]
        opens = word.capital or (word.lower in _LONE_ARTICLES and self.capital(i + 1) and self.words[i + 1].joined)
        if not opens or self.blocked[i] or word.lower in self.language.never:
            return None
        if word.capital and self.is_place_word(i):
            longest = self._longest(i, least=2)
            return longest if longest is not None and longest.standing >= 2 else None
        return self._longest(i, least=1) or self._unknown(i)

    def _longest(self, i: int, *, least: int) -> Name | None:
        reach = 1
        while reach < _LONGEST_NAME and i + reach < len(self.words) and self.words[i + reach].joined and not self.blocked[i + reach]:
            reach += 1
        for size in range(reach, least - 1, -1):
            last = self.words[i + size - 1]
            lowered = any(not w.capital and w.lower not in _LONE_ARTICLES for w in self.words[i + 1 : i + size])
            if lowered and not (size > 1 and self._may_hold_lower(i, size)):
                continue
            if (
                size > 1
                and self.language.nouns.get((last.lower,)) in _UNITS
                and self.atlas.standing(self.text[self.words[i].start : self.words[i + size - 2].end]) >= 1
            ):
                continue
            name = self._reading(i, i + size, last)
            if name is not None and (not lowered or (name.standing >= 2 and self.atlas.verbatim(name.text))):
                return name
        return None

    def _may_hold_lower(self, i: int, size: int) -> bool:
        """Names with lower-case words (Gaza by, Det kaspiske hav, Jammu og Kashmir): tried where the sequence is no plain noun phrase of one
        capital and a verb.
        """
        return size <= 5 and not any((w.lower,) in self.language.relations and w.lower not in ("i", "ved") for w in self.words[i + 1 : i + 2])

    def _reading(self, first: int, last: int, final: Word) -> Name | None:
        before = self.text[self.words[first].start : final.start]
        if first + 1 == last and final.acronym:
            return self._acronym(first, last, final)
        if final.text.endswith("-"):
            return self._ellipsis(first, last, before, final)
        options = [
            Name(first, last, before + form, feature, compass, standing)
            for form, feature, compass, least in self._forms(final.text, lone=first + 1 == last)
            if (standing := self.atlas.standing(before + form)) >= least
        ]
        if self.atlas.is_actor(before + final.text) and self.atlas.standing(before + final.text) < 2:
            return None
        return max(options, key=lambda n: n.standing, default=None)

    def _forms(self, word: str, *, lone: bool) -> list[tuple[str, str, bool, int]]:
        """What a written word may stand for, the most literal first: (name, kind asked for, has a compass head, least standing). Closed compounds
        must be of well-known names.
        """
        bases = [word, *dict.fromkeys(word[: -len(g)] for g in GENITIVES if word.endswith(g) and len(word) - len(g) >= 3)]
        compounds = self.language.compound(word)
        found = [(base, kind, False, 1) for base, kind in compounds if "-" in word and kind in ("adm1", "adm2")]
        found += [(b, "", False, 1) for b in bases]
        for base, kind in compounds:
            least = 1 if "-" in word else 2
            found += [(base, kind, False, least)] + ([(base[:-1], kind, False, 2)] if base.endswith("s") and len(base) > 4 else [])
            found += [(rest, kind, True, 2) for rest in self.language.headed(base) if lone]
        return found + [(rest, "", True, 2) for b in bases for rest in self.language.headed(b) if lone]

    def _acronym(self, first: int, last: int, word: Word) -> Name | None:
        """Capitals alone: a country's initials, or a dateline's town."""
        base = re.sub(r"(?::s|['’]s?)$", "", word.text).rstrip(".")
        for name in (word.text, base, base.rstrip("s")):
            if any(entry.kind == "country" and score == 1.0 and len(name) < 6 for entry, score in self.atlas.exact(name)):
                return Name(first, last, name, "", False, 3)
        if (
            len(base) > 3
            and word.first
            and "\n" in ("\n" + self.text)[max(0, word.start - 2) : word.start + 1]
            and self.atlas.standing(base.title()) >= 2
        ):
            return Name(first, last, base.title(), "", False, 3)
        return None

    def _ellipsis(self, first: int, last: int, before: str, final: Word) -> Name | None:
        """The first member of "Hama- og Idlib-området" takes the tail of the last."""
        name = before + final.text[:-1]
        for word in self.words[last : last + 6]:
            if word.capital and "-" in word.text.rstrip("-"):
                kinds = [kind for _, kind in self.language.compound(word.text)]
                standing = self.atlas.standing(name)
                return Name(first, last, name, kinds[0], False, standing) if kinds else None
        return None

    def _unknown(self, i: int) -> Name | None:
        """A capitalised sequence the gazetteer does not know: its sound may still be found, but only behind a preposition of place or a type word."""
        last = i + 1
        while self.capital(last) and self.words[last].joined and not self.words[last].acronym:
            last += 1
        final = self.words[last - 1]
        if (
            self.words[i].acronym
            or self.words[i].first
            or self.atlas.is_actor(self.text[self.words[i].start : final.end])
            or self.atlas.is_common(self.words[i].lower, self.language.lang)
        ):
            return None
        if any(c.isdigit() for w in self.words[i:last] for c in w.text):
            return None
        tails = self.language.compound(final.text)
        form, feature = tails[0] if tails else (final.text, "")
        if "-" in final.text and not tails and final.text.rpartition("-")[2].islower():
            return None
        return Name(i, last, self.text[self.words[i].start : final.start] + form, feature, False, 0)

    def whole(self, name: Name) -> Name:
        """A name with the capitalised words right behind it, as one that the gazetteer does not know; the name itself where there are none."""
        return (self._unknown(name.first) if self.capital(name.last) and self.words[name.last].joined else None) or name

    def capital(self, i: int) -> bool:
        """Whether there is a word ``i`` with a capital."""
        return 0 <= i < len(self.words) and self.words[i].capital

    def is_place_word(self, i: int) -> bool:
        """Whether word ``i`` is a type noun, a compass word, a demonym or a preposition of place."""
        lower = self.words[i].lower
        alone = (lower,)
        return (
            alone in self.language.nouns
            or lower in self.language.adjectives
            or alone in self.language.adverbs
            or alone in self.language.relations
            or (lower in self.language.demonyms and self.atlas.standing(self.words[i].text) < 2)
        )
