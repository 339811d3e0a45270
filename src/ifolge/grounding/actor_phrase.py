"""What a noun phrase is made of, as far as its actor goes: head, names, state, person, role; read from its words alone, without a parse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Literal

from ifolge.grounding.actor_index import ActorIndex, Hit
from ifolge.grounding.actor_lexicon import Sense, Word, words_of
from ifolge.grounding.number_words import ages, amounts, cardinal

# Words inside names of persons, of Arabic, Spanish, Dutch, German … origin.
PARTICLES = frozenset(
    "al el ul ad as ash an ar at bin ibn abu abd abdel ben van von der den de da di del della la le dos das ter zu af av du mac o san y e".split()
)
HYPHENS = frozenset("-‑–")
STOPS = frozenset(",(;:")
DESCRIBED = frozenset({"group", "coalition", "organisation"})
GrammaticalNumber = Literal["singular", "plural"]


def name_parts(name: str) -> frozenset[str]:
    """The parts of a person's name that can stand for it, in lower case, without particles and genitive endings."""
    words = [w for w in name.replace("-", " ").lower().split() if w not in PARTICLES]
    return frozenset(w for w in words if w)


def singular(word: str) -> str:
    """A word without the plural ending of English, and of Nordic names taken over as they are."""
    return word.removesuffix("s") if len(word) > 4 else word


@dataclass(frozen=True)
class Phrase:
    """A noun phrase. ``words`` are its tokens, ``hits`` the register's forms in it."""

    text: str
    words: list[Word]
    hits: list[Hit]
    index: ActorIndex

    @classmethod
    def of(cls, mention: str, index: ActorIndex) -> Phrase:
        words = words_of(mention)
        return cls(mention, words, index.hits(words, opening=False), index)

    @cached_property
    def _covered(self) -> dict[int, Hit]:
        return {k: hit for hit in self.hits for k in range(hit.first, hit.last)}

    @cached_property
    def senses(self) -> dict[int, Sense]:
        """Common nouns by the position of their last word."""
        found: dict[int, Sense] = {}
        lexical = self.index.words
        i = 0
        while i < len(self.words):
            phrase = lexical.phrase(self.words, i) if i not in self._covered else None
            if phrase:
                found[i + phrase[0] - 1] = phrase[1]
                i += phrase[0]
                continue
            word = self.words[i]
            fused = self._covered.get(i)
            if word.is_word and fused is None and (sense := lexical.sense(word.lower)) and (sense.table == "role" or not self._inside_name(i, sense)):
                found[i] = sense
            elif fused and fused.tail and fused.last == i + 1 and word.end != fused.end and (sense := lexical.sense(fused.tail)):
                found[i] = sense
            i += 1
        return found

    def _inside_name(self, i: int, sense: Sense) -> bool:
        """Whether a capitalised word stands beside another one, so that it is part of a name rather than a noun; roles are excepted ("Defence Minister Ida Holm")."""
        leads = i > 0 and sense.table == "kind" and self.words[i].is_capital and i + 1 < len(self.words) and self.words[i + 1].is_capital
        return leads or (
            i > 0
            and self.words[i].is_capital
            and self.words[i - 1].text not in HYPHENS
            and self.words[i - 1].is_capital
            and i - 1 not in self._covered
        )

    @cached_property
    def core_end(self) -> int:
        """Where the first complement, apposition or clause begins."""
        lexical = self.index.words
        for i, word in enumerate(self.words):
            if i and i not in self._covered and (word.text in STOPS or word.lower in lexical.prepositions or word.lower in lexical.relatives):
                return i
        return len(self.words)

    @cached_property
    def head_at(self) -> int | None:
        inside = [i for i in self.senses if i < self.core_end]
        return max(inside) if inside else None

    @cached_property
    def head(self) -> Sense | None:
        """The common noun at the head, where the phrase has one."""
        return self.senses[self.head_at] if self.head_at is not None else None

    @property
    def definite(self) -> bool:
        return (self.head_at is not None and self.index.words.is_definite(self.words, self.words[self.head_at].lower)) or (
            self.head_at is None
            and bool(self.words)
            and self.index.words.is_definite(self.words, self.words[min(self.core_end, len(self.words)) - 1].lower)
        )

    @cached_property
    def qualifiers(self) -> frozenset[str]:
        """Words before the head that can be part of a group's name ("Tiger rebels", "maoistiske opprørere"), in lower case."""
        end = self.head_at if self.head_at is not None else len(self.words)
        country = {k for h in self.hits if h.pattern.form in ("demonym", "inhabitant") or self._state(h) for k in range(h.first, h.last)}
        return frozenset(singular(w.lower) for i, w in enumerate(self.words[:end]) if w.is_word and len(w.lower) >= 4 and i not in country)

    @cached_property
    def peoples(self) -> frozenset[str]:
        """Codes of the peoples without a state that an adjective of the phrase names (``kurdish``), as the register's tags have them."""
        rows = self.index.words.peoples.items()
        forms = {" ".join(h.pattern.tokens) for h in self.hits if h.pattern.form == "demonym"}
        return frozenset(code for code, row in rows if len(code) > 2 and forms & set(row["adjectives"].lower().split(";")))

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a determiner or number stands before the head, and nothing behind it."""
        before = self.words[: self.head_at or 0]
        lang = self.index.words.pack.lang
        counted = all(
            not w.is_word
            or w.text[0].isdigit()
            or self.index.words.determines(w.lower)
            or w.lower in amounts(lang)
            or cardinal(w.lower, lang) is not None
            for w in before
        )
        return self.head_at == len(self.words) - 1 and counted

    @cached_property
    def number(self) -> GrammaticalNumber | None:
        """Singular or plural, where a number or the indefinite article stands before the head; an age counts nothing ("17 år gammel gutt", "17-årig")."""
        before = [w for w in self.words[: self.head_at or 0] if w.is_word or w.text in HYPHENS]
        lang = self.index.words.pack.lang
        for word, following in zip_longest(before, before[1:]):
            amount = cardinal(word.lower, lang)
            if amount and not (following and (following.text in HYPHENS or following.lower.startswith(ages(lang)))):
                return "plural" if amount > 1 else "singular"
        return None

    @property
    def bare_name(self) -> str:
        """The phrase's word without a genitive ending that an apostrophe or colon sets off."""
        return re.split(r"['’ʼ:]", self.text.strip(' .,;:«»“”"()'))[0]

    @property
    def is_pronoun(self) -> bool:
        return len(self.words) == 1 and self.words[0].lower in self.index.words.pronouns

    # -- parties ----------------------------------------------------------------------------------------------------------------------------------

    def is_modifier(self, hit: Hit) -> bool:
        """Whether a name only qualifies another word by a participle ("kurdiskdominerte", "Houthi-run")."""
        lexical = self.index.words
        return hit.tail in lexical.led or hit.tail in lexical.backed

    @cached_property
    def names(self) -> list[Hit]:
        """Names and acronyms in the order in which they can be the party: not mere modifiers, no bare states where anything else is named; modifiers last."""
        own = [h for h in self.hits if h.pattern.form in ("name", "acronym") and not self.is_modifier(h)]
        return sorted(own, key=lambda h: self._state(h))

    def _state(self, hit: Hit) -> bool:
        entry = self.index.register.entries.get(hit.pattern.ids[0]) if hit.pattern.ids else None
        return entry is not None and entry.is_state

    @cached_property
    def country(self) -> Hit | None:
        """The state or people of the phrase: its name, adjective, inhabitants, or capital where that is placed or possesses."""
        found = [h for h in self.hits if not self.is_modifier(h) and (h.pattern.form in ("demonym", "inhabitant", "metonym") or self._state(h))]
        return min(found, key=lambda h: (h.first > self._clause_at, h.pattern.form == "metonym", h.first)) if found else None

    @property
    def _clause_at(self) -> int:
        """Where the first apposition or relative clause begins: what stands there is said of the head, and is no part of its name."""
        relatives = self.index.words.relatives
        return next(
            (i for i, w in enumerate(self.words) if i and i not in self._covered and (w.text in STOPS or w.lower in relatives)), len(self.words)
        )

    @cached_property
    def leader(self) -> Hit | None:
        """The party that leads ("USA-ledede", "saudisk-ledede"), or stands as an adjective before the coalition."""
        led = [h for h in self.hits if h.tail in self.index.words.led]
        plain = [h for h in self.hits if not h.tail and (h.pattern.form == "demonym" or self._state(h))]
        return next(iter([*led, *plain]), None)

    @cached_property
    def holder(self) -> Hit | None:
        """The party that controls what the head names, where it is no state ("Hamas-kontrollerte helsemyndigheter")."""
        return next((h for h in self.hits if self.is_modifier(h) and h.pattern.form != "demonym" and not self._state(h)), None)

    @property
    def is_led(self) -> bool:
        return any(h.tail in self.index.words.led for h in self.hits)

    @property
    def counted(self) -> bool:
        """Whether the phrase begins with a number in digits."""
        return bool(self.words) and self.words[0].text[0].isdigit()

    @property
    def owned_by_state(self) -> bool:
        """Whether the country of the phrase has what the head names, and is not where it stands ("Frankrikes ambassade" against "ambassaden i Paris")."""
        hit = self.country
        return hit is not None and (hit.first < self.core_end or self.words[hit.first - 1].lower not in self.index.words.places)

    def unknown_head(self, hit: Hit) -> bool:
        """Whether a noun that no table knows stands between an adjective and the end of the core."""
        return any(w.is_word and not w.is_capital and w.lower not in self.index.words.joiners for w in self.words[hit.last : self.core_end])

    @cached_property
    def epithet(self) -> Sense | None:
        """The first organ of a state or armed group among the nouns that are not the role itself."""
        first = self.index.words.first_part(self.role.before) if self.role and not self.is_office else None
        return self.parties[0] if self.parties else first

    @cached_property
    def parties(self) -> list[Sense]:
        """Organs of a state, armed groups and organisations among the nouns, in order."""
        return [s for _, s in sorted(self.senses.items()) if s.table == "epithet" and s.scope != "unknown"]

    @property
    def owner(self) -> str | None:
        """The description in the genitive before the head ("*bevegelsens* krigere", "*gruppens* egne folk")."""
        for i, sense in sorted(self.senses.items()):
            if (
                self.head_at is not None
                and i < self.head_at
                and sense.table == "epithet"
                and sense.scope in DESCRIBED
                and self.words[i].lower != sense.form
            ):
                return self.text[: self.words[i].end]
        return None

    def behind_head(self, hit: Hit) -> bool:
        return self.head_at is not None and hit.first > self.core_end - 1

    def apposed(self, hit: Hit) -> bool:
        """Whether the name stands right behind its noun ("militsen Hizbollah") or is the whole phrase."""
        return self.head_at is not None and hit.first == self.head_at + 1

    # -- persons ----------------------------------------------------------------------------------------------------------------------------------

    @cached_property
    def role(self) -> Sense | None:
        """The role of the phrase: in its core, else in an apposition."""
        found = [s for _, s in sorted(self.senses.items()) if s.table == "role"]
        return found[0] if found else None

    @property
    def is_office(self) -> bool:
        """Whether the role is an office of a state (minister, president, governor)."""
        return self.role is not None and self.role.row["lemma"].endswith(self.index.words.offices)

    @property
    def is_rank(self) -> bool:
        """Whether the role is a military rank."""
        return self.role is not None and self.role.row["lemma"].endswith(self.index.words.ranks)

    @cached_property
    def _free_names(self) -> list[tuple[int, int]]:
        """Runs of capitalised words that are neither known forms nor nouns, with the particles inside them."""
        runs: list[tuple[int, int]] = []
        i = 0
        while i < len(self.words):
            j = self._run(i)
            opener = i == 0 and j - i == 1 and j < len(self.words) and self.words[j].is_word and not self.words[j].is_capital
            if j > i and not (opener and not self.words[i].lower.endswith("s")):
                runs.append((i, j))
            i = max(j, i + 1)
        return runs

    def _run(self, i: int) -> int:
        last = i
        j = i
        while j < len(self.words) and j not in self._covered:
            word = self.words[j]
            if word.is_word and word.is_capital and j not in self.senses:
                last = j + 1
            elif not (word.lower in PARTICLES or (word.text in HYPHENS and word.glued and j > i)):
                break
            elif j == i and not (word.is_word and j + 1 < len(self.words)):
                break
            j += 1
        return last

    @cached_property
    def person_name(self) -> str | None:
        """The name of a person in the phrase: behind a role, or alone; ``None`` where the capitalised words name something else."""
        for first, last in self._free_names:
            after = [i for i in self.senses if last <= i < self.core_end]
            noun = self.senses.get(first - 1)
            if after or any(w.text.isupper() and len(w.text) > 2 for w in self.words[first:last]):
                continue
            if noun and ((noun.table == "kind" and noun.sort != "people") or noun.table == "epithet"):
                continue
            if first >= self.core_end and self.role is None:
                continue
            if first >= self.core_end and self.words[self.core_end].text not in STOPS and first < self._second_stop:
                continue
            return self._text(first, last)
        return None

    @property
    def _second_stop(self) -> int:
        return next((i for i in range(self.core_end + 1, len(self.words)) if self.words[i].text in STOPS), len(self.words))

    @property
    def possessor(self) -> str | None:
        """A name before the head ("Haddads styrker")."""
        return next((self._text(a, b) for a, b in self._free_names if self.head_at is not None and b <= self.head_at), None)

    @property
    def unknown_name(self) -> str | None:
        """A capitalised name the register does not have, right behind the head."""
        return next((self._text(a, b) for a, b in self._free_names if self.head_at is not None and a == self.head_at + 1), None)

    @property
    def coined_name(self) -> str | None:
        """A capitalised name that the register does not have, joined to the head by a hyphen ("*Jenin*-brigadene")."""
        ends = (self.head_at or 0) - 1
        hyphened = ends > 0 and self.words[ends].text in HYPHENS
        return next((self._text(a, b) for a, b in self._free_names if hyphened and b == ends), None)

    def _text(self, first: int, last: int) -> str:
        text = self.text[self.words[first].start : self.words[last - 1].end]
        for ending in ("'s", "’s"):
            text = text.removesuffix(ending)
        return text
