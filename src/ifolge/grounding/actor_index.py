"""Finding the names of the register, demonyms and epithets in running text: one longest match after another over the tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ifolge.grounding.actor_lexicon import Lexicon, Word, lexicon, stems, words_of
from ifolge.grounding.register import Register, load_register

FORMS = ("name", "acronym", "demonym", "inhabitant", "metonym", "epithet", "compound")
SENTENCE_END = frozenset('.!?:–—-«»"“”(')
SHORTEST_FUSED = 4
SHORTEST_SPOKEN = 4
ARTICLES = frozenset({"al", "el"})  # written with or without a capital: Al-Manar, al-Manar


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Characters of a text that can name an actor. ``actor_ids`` are the candidates, best first; none for epithets, which only context settles.

    ``form`` is one of ``FORMS``; for ``compound`` the span is the part that names the party ("SDF" in "SDF-talsmann", "Hamas" in "Hamas-kontrollerte").
    """

    start: int
    end: int
    text: str
    actor_ids: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form to look for: its tokens in lower case, the one that must be capitalised (-1: none), the exact text for acronyms."""

    tokens: tuple[str, ...]
    capital: int
    exact: str
    form: str
    ids: tuple[str, ...]
    common: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A match over tokens ``[first, last)``. ``genitive``: the last token stood with a genitive ending. ``tail``: the rest of a compound, lower case, "" where there is none."""

    first: int
    last: int
    end: int
    pattern: Pattern
    genitive: bool
    tail: str = ""


class ActorIndex:
    """All forms of one language, by their first token."""

    def __init__(self, register: Register, words: Lexicon) -> None:
        self.register = register
        self.words = words
        self._by_first: dict[str, list[Pattern]] = {}
        self._fused: dict[str, Pattern] = {}
        gathered: dict[tuple[tuple[str, ...], int, str, str, bool], list[str]] = {}
        adjectives = {a.lower() for row in words.peoples.values() for a in row["adjectives"].split(";")}
        for text, form, ids, common in self._texts():
            tokens = words_of(text)
            capitals = [i for i, w in enumerate(tokens) if w.is_capital and w.lower not in ARTICLES] or [-1]
            # "Lebanese Forces" are a party, "Lebanese forces" Lebanon's.
            capital = capitals[-1] if form == "name" and tokens[0].lower in adjectives else capitals[0]
            if form == "name" and len(tokens) == 1 and tokens[0].lower.endswith(words.members):
                capital = -1
            key = tuple(w.lower for w in tokens), capital, text if form == "acronym" else "", form, common
            known = gathered.setdefault(key, [])
            known += [i for i in ids if i not in known]
        for (lowers, capital, exact, form, common), found in gathered.items():
            pattern = Pattern(lowers, capital, exact, form, tuple(found), common)
            self._by_first.setdefault(lowers[0], []).append(pattern)
            self._fuse(pattern)
        for patterns in self._by_first.values():
            patterns.sort(key=lambda p: (-len(p.tokens), FORMS.index(p.form), p.tokens, p.exact))

    def _texts(self) -> Iterable[tuple[str, str, tuple[str, ...], bool]]:
        lang = self.words.pack.lang
        for entry in sorted(self.register.entries.values(), key=lambda e: e.rank):
            common = "common-word" in entry.tags
            for alias in dict.fromkeys((entry.name, *entry.aliases[lang], *self._romanised(entry.aliases["en"], lang, entry.is_state))):
                # Short forms in capitals are acronyms in whatever column they stand.
                yield alias, "acronym" if alias.isupper() and len(alias) <= 6 else "name", (entry.id,), common
            for acronym in entry.acronyms:
                yield acronym, "acronym", (entry.id,), common
                if entry.is_curated and not common and _is_spoken(acronym):
                    yield acronym.capitalize(), "acronym", (entry.id,), False
        for code, row in self.words.peoples.items():
            ids = (code,) if code in self.register.entries else tuple(e.id for e in sorted(self.register.tagged((code,)), key=lambda e: e.rank))
            for column, form in (("adjectives", "demonym"), ("inhabitants", "inhabitant"), ("capitals", "metonym")):
                for text in row[column].split(";"):
                    if text:
                        yield text, form, ids, False

    @staticmethod
    def _romanised(aliases: tuple[str, ...], lang: str, state: bool) -> tuple[str, ...]:
        """English and original names are used in every language, countries' English names are not."""
        return () if state else tuple(a for a in aliases if a[0].isupper())

    def _fuse(self, pattern: Pattern) -> None:
        word = pattern.tokens[0]
        fusing = pattern.form in ("name", "demonym") or pattern.exact[1:].islower()
        if len(pattern.tokens) != 1 or len(word) < SHORTEST_FUSED or not fusing or pattern.common:
            return
        entry = self.register.entries.get(pattern.ids[0]) if pattern.ids else None
        if entry and entry.kind != "media":
            self._fused.setdefault(word, pattern)

    def hits(self, words: list[Word], *, opening: bool = True) -> list[Hit]:
        """Names and demonyms over the tokens, none inside another, in order. ``opening``: the first token begins a sentence."""
        found: list[Hit] = []
        i = 0
        while i < len(words):
            hit = self._at(words, i, opening) if words[i].is_word else None
            if hit:
                found.append(hit)
            i = hit.last if hit else i + 1
        return found

    def _at(self, words: list[Word], i: int, opening: bool) -> Hit | None:
        best: Hit | None = None
        for n, stem in enumerate(stems(words[i].lower)):
            for pattern in self._by_first.get(stem, ()):
                size = len(pattern.tokens)
                if (best and size < best.last - best.first) or (n and size > 1):
                    continue
                hit = self._match(words, i, pattern, opening)
                if hit and (best is None or self._rank(hit) > self._rank(best)):
                    best = hit
        return best or self._fusion(words, i)

    @staticmethod
    def _rank(hit: Hit) -> tuple[int, bool, bool]:
        return len(hit.pattern.tokens), bool(hit.pattern.exact), not hit.genitive

    def _match(self, words: list[Word], i: int, pattern: Pattern, opening: bool) -> Hit | None:
        last = i + len(pattern.tokens)
        if last > len(words) or any(words[i + k].lower != pattern.tokens[k] for k in range(len(pattern.tokens) - 1)):
            return None
        final, wanted = words[last - 1], pattern.tokens[-1]
        if wanted not in stems(final.lower) and final.lower != f"{wanted}s":
            return None
        if pattern.exact and "".join(w.text for w in words[i:last])[: len(pattern.exact.replace(" ", ""))] != pattern.exact.replace(" ", ""):
            return None
        if pattern.exact and final.lower != wanted and final.text[len(wanted) :] not in ("s", "'s", "’s"):
            return None
        if pattern.capital >= 0 and not words[i + pattern.capital].is_capital and not self._heads_compound(words, last, pattern):
            return None
        if pattern.common and ((opening and i == 0) or (i and words[i - 1].text in SENTENCE_END)):
            return None
        return self._ended(words, i, last, pattern, genitive=final.lower != wanted)

    def _ended(self, words: list[Word], first: int, last: int, pattern: Pattern, *, genitive: bool) -> Hit:
        """Take in what hangs on the name: ``:s``, an apostrophe, or a hyphen and the rest of a compound."""
        end = words[last - 1].end
        after = words[last] if last < len(words) and words[last].glued else None
        behind = words[last + 1] if after and last + 1 < len(words) and words[last + 1].glued else None
        if after and after.text == ":" and behind and behind.lower == "s":
            return Hit(first, last + 2, behind.end, pattern, True)
        if after and after.text in "'’ʼ" and words[last - 1].lower.endswith(("s", "x", "z")) and behind is None:
            return Hit(first, last + 1, after.end, pattern, True)
        if after and after.text in "-‑–" and behind and behind.is_word and not genitive:
            return Hit(first, last, end, pattern, False, behind.lower)
        return Hit(first, last, end, pattern, genitive)

    def _heads_compound(self, words: list[Word], last: int, pattern: Pattern) -> bool:
        """Whether a name written small is the first part of a compound with a hyphen ("houthi-opprørere", "seleka-rebellene")."""
        if pattern.form != "name" or pattern.common or len(pattern.tokens) != 1 or len(pattern.tokens[0]) < SHORTEST_FUSED:
            return False
        rest = words[last : last + 2]
        return len(rest) == 2 and all(w.glued for w in rest) and rest[0].text in "-‑–" and self._is_noun(rest[1].lower)

    def _fusion(self, words: list[Word], i: int) -> Hit | None:
        """A compound written in one word: "huthirebellerna", "amerikanskledede", "Talibankrigere"."""
        word = words[i].lower
        for cut in range(len(word) - 3, SHORTEST_FUSED - 1, -1):
            if pattern := self._fused.get(word[:cut]):
                rest = word[cut:].removeprefix("-")
                for tail in (rest, rest.removeprefix("s")):
                    if tail in self.words.led or tail in self.words.backed or (pattern.form == "name" and self._is_noun(tail)):
                        return Hit(i, i + 1, words[i].start + cut, pattern, False, tail)
        return None

    def _is_noun(self, tail: str) -> bool:
        sense = self.words.sense(tail) if len(tail) > SHORTEST_FUSED else None
        return sense is not None and not sense.before


def _is_spoken(acronym: str) -> bool:
    """Whether an acronym can be read as a word, and is then often written as a name (Unicef, Farc)."""
    return len(acronym) >= SHORTEST_SPOKEN and acronym.isalpha() and acronym.isupper() and any(c in "AEIOUY" for c in acronym)


@lru_cache(maxsize=16)
def actor_index(lang: str, user_files: tuple[str, ...] = ()) -> ActorIndex:
    """The index of a language over the register that ships and the users' files, built once."""
    return ActorIndex(load_register(user_files), lexicon(lang))


def find_actors(text: str, lang: str, *, user_files: tuple[str, ...] = ()) -> list[ActorMention]:
    """Names, acronyms, demonyms, capitals and epithets in a text, in order and never overlapping; ``text[m.start:m.end] == m.text``.

    Capitals are found as candidates only (form ``metonym``): whether the government or the place is meant is for the caller. Raises ``IfolgeError`` for an
    unknown language.
    """
    index = actor_index(lang, user_files)
    words = words_of(text)
    found: list[ActorMention] = []
    taken = 0
    for hit in [*index.hits(words), None]:
        until = hit.first if hit else len(words)
        found += _epithets(text, words, taken, until, index.words)
        if hit:
            start = words[hit.first].start
            found.append(ActorMention(start, hit.end, text[start : hit.end], hit.pattern.ids, "compound" if hit.tail else hit.pattern.form))
            taken = hit.last
    return found


def _epithets(text: str, words: list[Word], first: int, last: int, lexical: Lexicon) -> list[ActorMention]:
    found = []
    i = first
    while i < last:
        phrase = lexical.phrase(words, i)
        sense = phrase[1] if phrase else lexical.sense(words[i].lower) if words[i].is_word else None
        end = i + (phrase[0] if phrase else 1)
        if sense and sense.table == "epithet" and end <= last:
            found.append(ActorMention(words[i].start, words[end - 1].end, text[words[i].start : words[end - 1].end], (), "epithet"))
        i = max(i + 1, min(end, last))
    return found
