"""The words around place names in one language, as the finder looks them up: the pack's table ``places`` turned into dictionaries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ifolge.languages import pack

GENITIVES = (":s", "'s", "’s", "s", "'", "’")
LONGEST_PHRASE = 5  # words in the longest relation ("i den østlige utkanten av" is read piece by piece)
_SINGULAR = frozenset({"en", "et", "a", "n"})  # definite endings that no plural of a place noun has
_SHORTEST_HEAD = 3  # letters of a closed compound's first part
_SHORTEST_TAIL = 4  # letters of its last part: shorter ones are chance endings


@dataclass(frozen=True)
class PlaceWords:
    """Look-up tables of one language. Phrases are tuples of lower-case words; ``ends`` are the last letters of ``tails``."""

    lang: str
    nouns: dict[tuple[str, ...], str]
    tails: dict[str, str]
    ends: frozenset[str]
    heads: tuple[str, ...]
    adverbs: frozenset[tuple[str, ...]]
    adjectives: frozenset[str]
    relations: dict[tuple[str, ...], str]
    between: frozenset[str]
    joins: frozenset[str]
    deictics: dict[tuple[str, ...], str]
    determiners: frozenset[tuple[str, ...]]
    units: dict[str, float]
    directions: tuple[tuple[str, str], ...]
    never: frozenset[str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    definite: tuple[str, ...]

    def compound(self, word: str) -> list[tuple[str, str]]:
        """Ways to take a type noun off a compound: (first part, kind of place). "Idlib-provinsen", "Bekaadalen", "Helmandprovinsens"."""
        found = []
        base, hyphen, last = word.rpartition("-")
        if not hyphen and len(word) < _SHORTEST_HEAD + _SHORTEST_TAIL:
            return []
        if hyphen and base:
            kind = self.tails.get(last.lower()) or self.tails.get(ungenitive(last.lower()))
            return [(base, kind)] if kind else []
        lower = word.lower()
        for form in dict.fromkeys((lower, lower if lower in self.tails else ungenitive(lower))):
            if form[-_SHORTEST_TAIL:] in self.ends:
                for size in range(len(form) - _SHORTEST_HEAD, _SHORTEST_TAIL - 1, -1):
                    kind = self.tails.get(form[-size:])
                    if kind:
                        found.append((word[: len(form) - size], kind))
        return list(dict.fromkeys(found))

    def direction(self, phrase: str) -> str:
        """The quarters of the compass that words name, of "nsew": "nw" for "lengst nordvest i"."""
        if not phrase:
            return ""
        low = phrase.lower()
        return "".join(quarter for quarter in "nsew" if any(stem in low for q, stem in self.directions if q == quarter))

    def headed(self, word: str) -> list[str]:
        """What is left of a name without a compass head: "Nord-Syria", "Nordsyrien", "Øst-Aleppo"."""
        first, hyphen, rest = word.partition("-")
        if hyphen:
            return [rest] if first.lower() in self.heads and rest else []
        lower = word.lower()
        if not lower.startswith(self.heads):
            return []
        found = [word[len(h) :] for h in self.heads if lower.startswith(h) and len(word) - len(h) >= 4]
        return [r[0].upper() + r[1:] for r in found]


def ungenitive(word: str) -> str:
    """A word without its genitive ending, itself where it has none."""
    for ending in GENITIVES:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=None)
def place_words(lang: str) -> PlaceWords:
    """The place words of a language. Raises ``IfolgeError`` IF201 or IF202 where the pack's table is missing or broken."""
    nouns: dict[tuple[str, ...], str] = {}
    tails: dict[str, str] = {}
    relations: dict[tuple[str, ...], str] = {}
    deictics: dict[tuple[str, ...], str] = {}
    units: dict[str, float] = {}
    directions: list[tuple[str, str]] = []
    sets: dict[str, list[str]] = {}
    for row in pack(lang).table("places"):
        for form in (f.strip() for f in row["forms"].split(";")):
            words = tuple(form.split())
            sets.setdefault(row["class"], []).append(form)
            if row["class"] == "noun":
                nouns.setdefault(words, row["value"])
                if row["tail"] == "yes":
                    tails.setdefault(form, row["value"])
            elif row["class"] == "relation":
                relations.setdefault(words, row["value"])
            elif row["class"] == "deictic":
                deictics[words] = row["value"]
            elif row["class"] == "direction":
                directions.append((row["value"], form))
            elif row["class"] == "unit":
                units[form] = float(row["value"])
    return PlaceWords(
        lang,
        nouns,
        tails,
        frozenset(tail[-_SHORTEST_TAIL:] for tail in tails),
        tuple(sorted(sets.get("head", ()), key=lambda h: (-len(h), h))),
        frozenset(tuple(a.split()) for a in sets.get("adverb", ())),
        frozenset(sets.get("adjective", ())),
        relations,
        frozenset(sets.get("between", ())),
        frozenset(sets.get("join", ())),
        deictics,
        frozenset(tuple(d.split()) for d in sets.get("determiner", ())),
        units,
        tuple(directions),
        frozenset(sets.get("never", ())),
        {form: row["code"] for row in pack(lang).table("demonyms") for form in row["adjectives"].lower().split(";") if form},
        {row["code"]: row["capitals"].split(";")[0] for row in pack(lang).table("demonyms") if row["capitals"]},
        tuple(e for row in pack(lang).table("traits") if row["name"] == "definite" for e in row["value"].split() if e in _SINGULAR),
    )
