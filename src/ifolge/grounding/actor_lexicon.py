"""The words around actors in one language: epithets, roles, kinds of people and things, found also at the end of compounds and with genitive endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from ifolge.languages import Row, cells, pack

# A word may hold an apostrophe ("Sana'a", "FN's"); everything else that is no space stands alone.
TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|[^\w\s]")
APOSTROPHES = "'’ʼ"
SCOPES = frozenset(("state", "ministry", "country", "group", "coalition", "organisation", "media", "bureau", "unknown"))
SPEAKING = frozenset(("spokesperson", "official", "anonymous", "media", "monitor"))
SHORTEST_TAIL = 4
LONGEST_ENDING = 4
SHORTEST_FIRST = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text. ``glued`` says that no space stands before it."""

    start: int
    end: int
    text: str
    lower: str
    glued: bool

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sense:
    """What a common noun says about the actor behind it. ``before`` is the first part of the compound it ended, lower case."""

    table: Literal["epithet", "role", "kind"]
    row: Row
    form: str
    before: str = ""

    @property
    def scope(self) -> str:
        return self.row.get("scope", "")

    @property
    def english(self) -> str:
        return self.row["english"]

    def _lemma(self, word: str) -> str:
        """The form that a word is inflected from: the rows of descriptions hold several lemmas ("aid group", "aid agency")."""
        forms = cells(self.row) if self.table == "epithet" else []
        stems = (f for f in forms if word.startswith(f) and len(word) <= len(f) + LONGEST_ENDING)
        return min((s for s in stems if any(f != s and f.startswith(s) for f in forms)), key=len, default=self.row["lemma"])

    def is_plural(self, word: str, endings: tuple[str, ...]) -> bool:
        """Whether a form is neither the lemma nor the lemma with a singular definite ending."""
        lemma = self._lemma(word)
        word = word[:-1] if word != lemma and word.endswith("s") and word[:-1] in cells(self.row) else word
        neuter = word == lemma + "n" and lemma + "t" in cells(self.row)  # Swedish "vittnen"
        definite = word.endswith(endings) and not word.endswith(("ne", "na")) and len(word) <= len(lemma) + 3 and not neuter
        return word != lemma and not definite

    def is_genitive(self, word: str) -> bool:
        """Whether a form is a genitive: by an ending that the tables do not list, or one that they do."""
        return word != self.form or (word.endswith("s") and word[:-1] in cells(self.row))

    @property
    def sort(self) -> str:
        return self.row.get("sort", "")

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(self.row.get("tags", "").split())


def words_of(text: str) -> list[Word]:
    """The tokens of a text."""
    found: list[Word] = []
    end = -1
    for match in TOKEN.finditer(text):
        token = match.group()
        found.append(Word(match.start(), match.end(), token, token.lower(), match.start() == end))
        end = match.end()
    return found


def stems(word: str) -> Iterator[str]:
    """The word and what is left of it without a genitive ending."""
    yield word
    for apostrophe in APOSTROPHES:
        if word.endswith(apostrophe + "s"):
            yield word[:-2]
            return
    if word.endswith("s") and len(word) > 2:
        yield word[:-1]


class Lexicon:
    """Epithets, roles and kinds of one language, by word form."""

    def __init__(self, lang: str) -> None:
        self.pack = pack(lang)
        self._forms: dict[str, Sense] = {}
        self._phrases: dict[str, list[str]] = {}
        self._tails: dict[str, Sense] = {}
        # A word of several tables: descriptions of actors first, then roles that speak for somebody, then kinds, then witnesses, victims and experts.
        for row in self.pack.table("epithets"):
            if row["scope"] in SCOPES:
                self._add("epithet", row)
        for row in self.pack.table("roles"):
            if row["kind"] in SPEAKING:
                self._add("role", row)
        for row in self.pack.table("kinds"):
            self._add("kind", row)
        for row in self.pack.table("roles"):
            self._add("role", row)

    def _add(self, table: Literal["epithet", "role", "kind"], row: Row) -> None:
        spaced = table == "role"  # "chief-of-staff", as people write it
        for form in [row["forms"]] if table == "epithet" and ";" not in row["forms"] else cells(row):
            form = form.lower()
            for written in dict.fromkeys((form, form.replace("-", " ") if spaced else form)):
                if " " in written or "-" in written:
                    self._phrases.setdefault(re.split(r"[ -]", written)[0], []).append(written)
                self._forms.setdefault(written, Sense(table, row, form))
            if row["head"] == "yes" and len(form) >= SHORTEST_TAIL:
                self._tails.setdefault(form, Sense(table, row, form))

    def sense(self, word: str) -> Sense | None:
        """The sense of a lower-case word, whole or as the last part of a compound, with or without a genitive ending; descriptions of actors before other nouns."""
        whole = [found for stem in stems(word) if (found := self._forms.get(stem))]
        if whole:
            return min(whole, key=lambda s: s.table != "epithet")
        return next((found for stem in stems(word) if (found := self._tail(stem))), None)

    def _tail(self, stem: str) -> Sense | None:
        for cut in range(2, len(stem) - SHORTEST_TAIL + 1):
            if tail := self._tails.get(stem[cut:]):
                return Sense(tail.table, tail.row, tail.form, stem[:cut].removesuffix("s"))
        return None

    def first_part(self, word: str) -> Sense | None:
        """The epithet that the first part of a compound stands for: "politi" in "politisjef", "opprør" in "opprørsleder"."""
        if len(word) < SHORTEST_TAIL - 1:
            return None
        sense = self._forms.get(word)
        if sense is None:
            sense = next(
                (
                    s
                    for f, s in self._forms.items()
                    if len(word) >= SHORTEST_FIRST and f.startswith(word) and s.table == "epithet" and len(f) <= len(word) + 3
                ),
                None,
            )
        return sense if sense and sense.table == "epithet" else None

    def phrase(self, words: list[Word], at: int) -> tuple[int, Sense] | None:
        """The longest fixed phrase of several words that begins at a word ("security forces"), and how many tokens it takes."""
        best: tuple[int, Sense] | None = None
        for form in self._phrases.get(words[at].lower, ()):
            parts = re.findall(r"[^\s-]+|-", form)
            here = [w.lower for w in words[at : at + len(parts)]]
            if here and (here == parts or (here[:-1] == parts[:-1] and parts[-1] in stems(here[-1]))) and (best is None or len(parts) > best[0]):
                best = len(parts), self._forms[form]
        return best

    def affixes(self, scope: str) -> frozenset[str]:
        """Words of the epithet rows ``led``, ``backed`` or ``definite``."""
        return frozenset(f for row in self.pack.table("epithets") if row["scope"] == scope for f in cells(row))

    @cached_property
    def ranks(self) -> tuple[str, ...]:
        return tuple(sorted(self.affixes("rank")))

    @cached_property
    def offices(self) -> tuple[str, ...]:
        return tuple(sorted(self.affixes("office")))

    @cached_property
    def qualifiers(self) -> Mapping[str, Row]:
        """Rows of words that narrow a head ("lokal", "helse-"), by form."""
        return {f: row for row in self.pack.table("epithets") if row["scope"] == "qualifier" for f in cells(row)}

    @cached_property
    def led(self) -> frozenset[str]:
        return self.affixes("led")

    @cached_property
    def backed(self) -> frozenset[str]:
        return self.affixes("backed")

    @cached_property
    def _definite(self) -> tuple[frozenset[str], tuple[str, ...]]:
        found = self.affixes("definite")
        return frozenset(f for f in found if not f.startswith("-")), tuple(sorted(f[1:] for f in found if f.startswith("-")))

    @property
    def definite_endings(self) -> tuple[str, ...]:
        return self._definite[1]

    def is_definite(self, words: list[Word], head: str) -> bool:
        """Whether a noun phrase is definite, by its first word or the ending of its head."""
        determiners, endings = self._definite
        return (bool(words) and words[0].lower in determiners) or any(stem.endswith(endings) for stem in stems(head))

    def determines(self, word: str) -> bool:
        """Whether a word is a determiner of definite phrases ("de", "the")."""
        return word in self._definite[0]

    @cached_property
    def prepositions(self) -> frozenset[str]:
        return frozenset(row["form"] for row in self.pack.table("prepositions") if " " not in row["form"])

    @cached_property
    def places(self) -> frozenset[str]:
        """Prepositions that can mark a place."""
        return frozenset(row["form"] for row in self.pack.table("prepositions") if "place" in row["roles"].split())

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Endings of definite plurals: members of a group, written small too."""
        return tuple(ending for row in self.pack.table("traits") if row["name"] == "members" for ending in row["value"].split())

    @cached_property
    def relatives(self) -> frozenset[str]:
        return frozenset(row["form"] for row in self.pack.table("pronouns") if row["person"] == "rel")

    @cached_property
    def pronouns(self) -> frozenset[str]:
        return frozenset(row["form"] for row in self.pack.table("pronouns"))

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Words for "and" and "or"."""
        return frozenset(row["form"] for row in self.pack.table("connectives") if row["class"] in ("and", "or", "union"))

    @cached_property
    def peoples(self) -> Mapping[str, Row]:
        """Rows of the demonym table by code."""
        return {row["code"]: row for row in self.pack.table("demonyms")}


@lru_cache(maxsize=None)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of a language, built once."""
    return Lexicon(lang)
