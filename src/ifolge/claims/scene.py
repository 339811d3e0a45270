"""The scene of an article: its document, its language's lexicon, and everything grounded that the rules look at.

Built once per article and then only read: times, numbers, places and actors found in the text, the countries the article is about, and whether it is about
armed conflict at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from ifolge.claims.clauses import Clauses
from ifolge.claims.lexicon import MODALITIES, Kind, Lexicon, lexicon
from ifolge.claims.mending import mend
from ifolge.grounding.actor import article_countries, find_actors
from ifolge.grounding.number import find_numbers
from ifolge.grounding.place import PlaceMention, PlaceResolver, find_places
from ifolge.grounding.readings import NumberMention, PlaceReading, TimeMention
from ifolge.grounding.register import load_register
from ifolge.grounding.time import find_times
from ifolge.languages import pack
from ifolge.parsing.document import Document, Token
from ifolge.reading import cut_tail
from ifolge.records import Modality


class Mention(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def overlap(one: Mention, other: Mention) -> bool:
    """Whether two places in the text share a character."""
    return one.start < other.end and other.start < one.end


M = TypeVar("M", bound=Mention)
Phrases = dict[str, tuple[tuple[tuple[str, ...], Modality, str], ...]]
"""Phrases by their first word, longest first, each with its modality and kind."""
NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "appos"})
"""What a noun is in a clause; a participle that is one of these is used as a noun ("slapp 107 ansatte fri")."""
ATTACKS = frozenset({"airstrike", "shelling", "suicide_attack", "bombing", "chemical_attack", "armed_clash", "armed_attack"})
CASUALTY = frozenset({"killing", "injury"})
VIOLENT = ATTACKS | CASUALTY | {"destruction", "abuse", "sexual_violence"}
DEEDS = VIOLENT | {"abduction"}
"""What somebody does to others by force, and can be behind."""
ARMED = frozenset({"state_military", "non_state_armed", "international_coalition"})
PARTIES = frozenset({"state_military", "state_government", "non_state_armed", "international_coalition", "civilians"})
FLYING = frozenset({"state_military", "state_government", "international_coalition"})
AIR_POWERS = {"coalition", "air force", "government forces"}
CONFLICT_FLOOR = 3
HIT = frozenset({"people", "force", "infrastructure", "vehicle"})
"""Sorts of what can be the target of an attack; "målet" of other sorts is an aim."""
TOLL_BEFORE = 2  # sentences between a toll and "tallet"
WAR_TOO = frozenset({"conflict", "politics", "history", "health"})
"""Themes that reports of war share; they rival nothing."""
WORDS_PER_FLOOR = 60
"""A longer article must show more of the theme: one point for each so many tokens, up to twice the floor."""
PEOPLES = {"inhabitant", "demonym"}
PATIENTS = "patients"
UNARMED = {"civilian", "woman", "child", "unknown"}
EVIDENCE_FORMS = {"name", "acronym", "compound", "inhabitant", "demonym", "epithet"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A place mention with its reading; offsets are the article's."""

    mention: PlaceMention
    reading: PlaceReading

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end


@dataclass(frozen=True, slots=True)
class Named:
    """An actor mention with what the register knows of its candidates; offsets are the article's.

    ``is_party`` is true where it can take part in a conflict (states, armed groups, coalitions, their people), ``is_media`` where it is a news medium, ``is_state`` where
    it is a country by name, which can be a place too, ``is_armed`` where all candidates bear arms, ``has_aircraft`` where all are states, their forces or coalitions.
    """

    start: int
    end: int
    text: str
    actor_ids: tuple[str, ...]
    form: str
    is_party: bool
    is_media: bool
    is_state: bool
    is_armed: bool
    has_aircraft: bool


class Scene:
    """Everything the claim rules read about one article."""

    def __init__(self, doc: Document, registers: tuple[str, ...] = ()) -> None:
        self.registers = registers
        self.lang = doc.article.lang
        self.lexicon: Lexicon = lexicon(self.lang)
        self.doc = mend(doc, self.lexicon)
        relatives = frozenset(f for f, row in self.lexicon.pronouns.items() if row["person"] == "rel")
        self.clauses = Clauses(self.doc, relatives=relatives)

    @cached_property
    def _body_blocks(self) -> frozenset[int]:
        return frozenset(b.i for b in self.doc.blocks if b.kind == "body")

    def is_body(self, token: Token) -> bool:
        """Whether a token stands in running text (no heading, caption, sign-off or widget)."""
        return self.doc.sentences[token.sentence].block in self._body_blocks

    def is_name(self, token: Token) -> bool:
        """Whether a token is part of a name the tagger saw or of an actor's name."""
        return token.entity != "O" or any(m.form in {"name", "acronym"} for m in self.within(self.actors, token.start, token.end))

    def is_nobody(self, token: Token) -> bool:
        """Whether a word names no one of its own: "ingen", "seg"."""
        row = self.lexicon.pronouns.get(token.lower)
        reflexive = row is not None and row["person"] == "3" and row["number"] == "any" and row["animacy"] == "any" and row["possessive"] == "no"
        return reflexive or (token.upos in {"PRON", "DET"} and self.lexicon.negation.get(token.lower) == "determiner")

    # --- mentions -------------------------------------------------------------------------------------------------------------

    @cached_property
    def times(self) -> list[TimeMention]:
        """Times of the whole article, in text order, with the article's offsets."""
        return self._by_block(find_times)

    @cached_property
    def numbers(self) -> list[NumberMention]:
        """Numbers of the whole article that are no part of a time, nor cut off at the end of the text; rejected ones too."""
        times = [(t.start, t.end) for t in self.times]
        cut = cut_tail(self.doc.text, start=self.doc.article.body_start)
        cuts = [cut] if cut is not None else []

        def is_taken(n: NumberMention) -> bool:
            one = n.role == "article" and not n.rejected  # "en 17 år gammel gutt": the finder of numbers knows better
            return any(s < n.end and n.start < e for s, e in (cuts if one else [*times, *cuts]))

        return [n for n in self._by_block(find_numbers) if not is_taken(n)]

    @cached_property
    def actors(self) -> list[Named]:
        """Register names, demonyms and epithets of the whole article."""
        entries = load_register(self.registers).entries
        found = []
        for mention in self._by_block(lambda text, lang: find_actors(text, lang, user_files=self.registers)):
            kinds = {entries[i].kind for i in mention.actor_ids if i in entries}
            found.append(
                Named(
                    mention.start,
                    mention.end,
                    mention.text,
                    mention.actor_ids,
                    mention.form,
                    is_party=not kinds or bool(kinds & PARTIES),
                    is_media=kinds == {"media"},
                    is_state=bool(mention.actor_ids) and all(i in entries and entries[i].is_state for i in mention.actor_ids),
                    is_armed=bool(kinds) and kinds <= ARMED,
                    has_aircraft=bool(kinds) and kinds <= FLYING,
                )
            )
        return found

    def _by_block(self, find: Callable[[str, str], list[M]]) -> list[M]:
        """Mentions block by block, so that none runs over a paragraph's end, with the article's offsets."""
        found: list[M] = []
        for block in self.doc.blocks:
            for mention in find(self.doc.text[block.start : block.end], self.lang):
                moved: M = replace(mention, start=mention.start + block.start, end=mention.end + block.start)  # type: ignore[type-var]
                found.append(moved)
        return found

    @cached_property
    def places(self) -> list[Placed]:
        """Settled places of the article; mentions that nothing was found for are left out."""
        names = [(m.start, m.end) for m in self.actors if m.form in {"name", "acronym"} and not m.is_state and not self._is_land(m)]
        tagged = [(t.start, t.end) for t in self.doc.tokens if t.entity.endswith("LOC")]
        persons = [(t.start, t.end) for t in self.doc.tokens if t.entity.endswith("PER") and not self._stands_in_place(t)]
        mentions: list[PlaceMention] = []
        for block in self.doc.blocks:
            text = self.doc.text[block.start : block.end]
            exclude = [(s - block.start, e - block.start) for s, e in (*names, *persons) if block.start <= s < block.end]
            inside = [(s - block.start, e - block.start) for s, e in tagged if block.start <= s < block.end]
            for m in find_places(text, self.lang, exclude=exclude, tagged=inside, anaphors=True):
                mentions.append(
                    replace(
                        m,
                        start=m.start + block.start,
                        end=m.end + block.start,
                        phrase_start=m.phrase_start + block.start,
                        phrase_end=m.phrase_end + block.start,
                    )
                )
        readings = place_resolver(self.lang).settle(mentions, countries=self.actor_countries)
        lands = {m.name for m in mentions if self._is_tagged_place(m)}
        return [
            Placed(m, r)
            for m, r in zip(mentions, readings, strict=True)
            if r is not None and (r.reason != "place_unlisted" or m.feature or m.construction == "near" or m.name in lands)
        ]

    def _is_tagged_place(self, mention: PlaceMention) -> bool:
        """Whether the tagger takes a name for a place: what no gazetteer has must not be one by "i" or "på" alone."""
        return any(t.entity.endswith("LOC") for t in self.doc.tokens_between(mention.start, mention.end))

    def _is_land(self, mention: Named) -> bool:
        """Whether a party that bears the name of a land ("i Sør-Ossetia") stands behind a preposition of place or origin."""
        token = self.doc.token_at(mention.start)
        before = self.doc.tokens[token.i - 1] if token is not None and token.i else None
        roles = self.lexicon.prepositions.get(before.lower, frozenset()) if before is not None else frozenset()
        return bool(roles & {"place", "near", "origin"}) and place_resolver(self.lang).atlas.standing(mention.text) >= 2

    def _stands_in_place(self, token: Token) -> bool:
        """Whether a preposition or noun of place leads to a name ("i Khan Yunis", "byen Khan Yunis"): then it is no person, whatever the tagger says."""
        i = token.i
        while i > 0 and self.doc.tokens[i].entity.endswith("PER"):
            i -= 1
        kind = self.kind(self.doc.tokens[i])
        return (kind is not None and kind.sort == "place") or bool(
            self.lexicon.prepositions.get(self.doc.tokens[i].lower, frozenset()) & {"place", "near"}
        )

    @cached_property
    def actor_countries(self) -> Mapping[str, float]:
        """Countries by how often the article names them, their capitals or their people."""
        return article_countries(self.doc.text[self.doc.article.body_start :], self.lang, user_files=self.registers)

    @cached_property
    def countries(self) -> Mapping[str, float]:
        """Countries by the weight of the article's places and, less, its actors."""
        found = dict(self.actor_countries)
        for placed in self.places:
            if placed.reading.country:
                found[placed.reading.country] = found.get(placed.reading.country, 0.0) + 2.0
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def within(self, mentions: Iterable[M], start: int, end: int) -> list[M]:
        """Mentions that overlap the characters ``[start, end)``."""
        return [m for m in mentions if m.start < end and start < m.end]

    def is_definite(self, token: Token) -> bool:
        """Whether a noun is definite: by its features, by its article, or by its ending where the treebank of the language marks none."""
        marked = [f for f in token.feats if f.startswith("Definite=")]
        if marked:
            return "Definite=Def" in marked
        if any({"Definite=Def", "PronType=Dem"} & d.feats for d in self.doc.children(token.i, "det")):
            return True
        return token.lower != token.lemma.lower() and token.lower.endswith(self._definite_endings)

    @cached_property
    def _definite_endings(self) -> tuple[str, ...]:
        return tuple(e for row in self.lexicon.pack.table("traits") if row["name"] == "definite" for e in row["value"].split())

    def time_at(self, token: Token) -> TimeMention | None:
        """The time expression that a token is part of."""
        at = bisect_right(self._time_starts, token.start) - 1
        if at >= 0 and self.times[at].end >= token.end:
            return self.times[at]
        return None

    @cached_property
    def _time_starts(self) -> list[int]:
        return [t.start for t in self.times]

    def kind(self, token: Token) -> Kind | None:
        """The kind of people or things a noun names."""
        used_as_noun = token.upos == "VERB" and token.rel in NOMINAL and token.lower not in self.lexicon.tolls
        if token.upos not in {"NOUN", "PROPN", "ADJ", "X", "NUM"} and not used_as_noun:
            return None
        senses, first = self.lexicon.kinds.of(token.lower)
        if (
            first
            and token.upos == "PROPN"
            and token.text[0].isupper()
            and "-" not in token.text
            and token.i != self.doc.sentences[token.sentence].first
        ):
            return None  # a name that only ends like a noun: "Charkiv"
        return senses[0] if senses else None

    # --- what a sense needs ---------------------------------------------------------------------------------------------------

    def shows(self, need: str, token: Token, frame: str = "transitive") -> bool:
        """Whether the clause of a token (or, for ``conflict``, the article) shows the evidence a word sense of a frame needs."""
        if need == "conflict":
            return self.is_conflict
        if need in {"placed", "site", "force", "civilian"}:
            return any(self._is(need, t) for t in self._undergoers(token, frame))
        if need == "wounded":
            return any(map(self._is_wounded, self._undergoers(token, frame)))
        if need == "fallen":
            return any(map(self._is_counted, self.clauses.dependents(token.i, "nsubj")))
        if need == "lost":
            return any(map(self._is_counted, self.clauses.objects(token.i)))
        if need == "thrown":
            return any(self.lexicon.weapons.of(t.lower)[0] for t in self.clauses.dependents(token.i, "nsubj", "obj", "obl:agent"))
        if need == "aimed":
            return self.is_definite(token) and any(k.sort in HIT for t in self.clauses.equated(token.i) if (k := self.kind(t)) is not None)
        if need == "flown":
            return self._is_by_state(token)
        if need == "predicate":
            return any(self.doc.children(token.i, "cop")) and any(map(self._are_people, self._undergoers(token, frame)))
        if need == "toll":
            return self._counts_the_dead(token)
        if need == "struck":
            return self._is_struck(token)
        head = self.clauses.head_of[token.i]
        inside = self.clauses.tokens(head)
        subject = self.clauses.subject(head)
        around = (
            inside + ([subject] if subject is not None else []) + [t for t in self.doc.sentence_tokens(token.sentence) if abs(t.i - token.i) <= 4]
        )
        if need == "actor":
            return any(self._is_actor(t) for t in around)
        if need == "people":
            people = any((k := self.kind(t)) is not None and k.sort in {"people", "force"} for t in around)
            return people or any(map(self._is_actor, around)) or any(map(self._is_counted, self._undergoers(token, frame)))
        if need == "place":
            return any(self.is_place(t) for t in around)
        return any(
            self.lexicon.weapons.of(t.lower)[0] or (t.i != token.i and any(s.type in ATTACKS for s in self.lexicon.nouns.of(t.lower)[0]))
            for t in around
        )

    def _is_by_state(self, noun: Token) -> bool:
        """Whether a noun of attack is that of a state, its forces or a coalition: they bomb from the air ("koalisjonens bombeangrep", "Saudi bombing")."""
        owners = [
            t
            for t in self.doc.children(noun.i, "nmod:poss", "amod", "compound", "nmod")
            if not any(self.doc.children(t.i, "case")) or t.rel != "nmod"
        ]
        kinds = filter(None, map(self.kind, owners))
        return any(k.english in AIR_POWERS for k in kinds) or any(m.has_aircraft for t in owners for m in self.within(self.actors, t.start, t.end))

    def _is_wounded(self, token: Token) -> bool:
        """Whether a noun names people who need care: "hardt skadde soldater", "pasienter", "de sårede"; but "60 sårede" are a toll that is only now told."""
        kind = self.kind(token)
        hurt = {t.i for t in (token, *self.doc.children(token.i, "amod")) if self.lexicon.tolls.get(t.lower, ("", ""))[0] == "injured"}
        return (
            (kind is not None and kind.english == PATIENTS) or bool(hurt - {token.i}) or (token.i in hurt and any(self.doc.children(token.i, "det")))
        )

    def _is_counted(self, token: Token) -> bool:
        """Whether a noun names a force, people by number, or only their number or none of them: "soldater", "fire mann", "23", "ingen"."""
        kind = self.kind(token)
        if kind is None:
            return (token.upos == "NUM" and self.time_at(token) is None) or self.is_nobody(token)
        return kind.sort == "force" or (kind.sort == "people" and any(self.doc.children(token.i, "nummod")))

    def _counts_the_dead(self, token: Token) -> bool:
        """Whether a word for a number ("tallet er nå 124") is said of the dead told just before, and of nothing else."""
        first = max(0, token.sentence - TOLL_BEFORE)
        before = self.doc.tokens[self.doc.sentences[first].first : self.doc.sentences[token.sentence].first]
        dead = any(map(self._tells_of_the_dead, before))
        numbers = any(t.upos == "NUM" and self.time_at(t) is None for t in self.clauses.tokens(self.clauses.head_of[token.i]))
        return dead and numbers and self.is_definite(token) and not any(self.doc.children(token.i, "nmod"))

    def _tells_of_the_dead(self, token: Token) -> bool:
        plain = [s for s in self.lexicon.verbs.get(token.lower, ()) if not s.fixed and s.needs <= {"conflict"}]
        return self.lexicon.tolls.get(token.lower, ("", ""))[0] == "killed" or any(s.effect == "killed" for s in plain)

    def _is_struck(self, verb: Token) -> bool:
        """Whether what a verb is aimed at can be hit: people only where it is passive or a preposition says so ("møtte" is "traff" too)."""
        aimed = [
            self.doc.tokens[p.head] for p in self.clauses.phrases(verb.i) if self.lexicon.prepositions.get(p.case, frozenset()) & {"target", "toward"}
        ]
        things = [
            k for t in (*self.clauses.objects(verb.i), *aimed) if (k := self.kind(t)) is not None and k.sort in {"infrastructure", "vehicle", "place"}
        ]
        people = (*aimed, *self.doc.children(verb.i, "nsubj:pass"))
        return bool(things) or any(self.kind(t) is not None or t.upos == "NUM" for t in people)

    def _undergoers(self, token: Token, frame: str) -> Iterable[Token]:
        """Whom or what a verb says something of: its objects and passive subject; of a verb that takes none, its subject, behind the verb too ("kom 200 flyktninger")."""
        if frame in {"intransitive", "unaccusative"}:
            head = self.clauses.head_of[token.i]
            subject = self.clauses.subject(head)
            behind = (t for t in self.doc.children(head, "obl", "obj") if any(self.doc.children(t.i, "nummod")) and not self.clauses.case(t.i))
            found = [*self.doc.children(head, "nsubj", "nsubj:pass"), *behind, *([subject] if subject is not None else [])]
        else:
            state = ("nsubj", "nsubj:pass") if any(self.doc.children(token.i, "cop", "aux:pass")) else ("nsubj:pass",)
            found = [*self.clauses.objects(token.i), *self.doc.children(token.i, *state)]
        parts = [t for f in found if f.upos in {"NUM", "PRON", "DET", "ADJ"} for t in self.doc.children(f.i, "nmod", "amod", "obl")]
        return (*found, *parts)

    def _is(self, need: str, token: Token) -> bool:
        """Whether a noun is a named place, a place of any name, an armed force, or people without arms."""
        kind = self.kind(token)
        named = self.within(self.actors, token.start, token.end)
        if need == "placed":
            return any(p.start <= token.start < p.end and p.mention.name for p in self.places)
        if need == "site":
            return self.is_place(token)
        if need == "force":
            return (kind is not None and kind.sort == "force") or any(m.is_armed and m.form not in PEOPLES for m in named)
        if token.upos == "NUM":
            return self.time_at(token) is None
        row = self.lexicon.pronouns.get(token.lower, {})
        they = row.get("number") == "plur" and row.get("person") in {"1", "3"}
        return they or (kind is not None and kind.sort == "people" and kind.who in UNARMED) or any(m.form in PEOPLES for m in named)

    def _are_people(self, token: Token) -> bool:
        """Whether a word stands for people, armed or not."""
        kind = self.kind(token)
        return (kind is not None and kind.sort == "people") or self._is("force", token) or self._is("civilian", token)

    def _is_actor(self, token: Token) -> bool:
        kind = self.kind(token)
        if kind is not None and kind.sort == "force":
            return True
        return any(m.form in EVIDENCE_FORMS and m.is_party for m in self.within(self.actors, token.start, token.end))

    def is_place(self, token: Token) -> bool:
        kind = self.kind(token)
        if kind is not None and kind.sort in {"place", "infrastructure"}:
            return True
        return bool(self.within(self.places, token.start, token.end))

    @cached_property
    def is_conflict(self) -> bool:
        """Whether the article is about armed conflict at all, and nothing else outweighs it."""
        conflict, rival = self.themes
        floor = min(2 * CONFLICT_FLOOR, CONFLICT_FLOOR + len(self.doc.tokens) // WORDS_PER_FLOOR)
        return conflict >= floor and conflict >= 2 * rival

    @cached_property
    def is_off_topic(self) -> bool:
        """Whether the article is plainly about something else: sport, traffic, weather, a book."""
        conflict, rival = self.themes
        return rival >= 2 and 2 * rival > conflict

    @cached_property
    def themes(self) -> tuple[int, int]:
        """Weight of armed conflict (theme words, armed parties, words of attack) and of the strongest other theme in the article."""
        scores = theme_scores(self.doc.text[self.doc.article.body_start :], self.lang)
        armed = {m.actor_ids for m in self.actors if m.is_armed}
        attacks = {
            t.lower
            for t in self.doc.tokens
            if any(s.type in ATTACKS | {"killing"} for s in (*self.lexicon.verbs.get(t.lower, ()), *self.lexicon.nouns.of(t.lower)[0]))
        }
        conflict = scores.get("conflict", 0) + 2 * min(len(armed), 2) + min(len(attacks), 1)
        rival = max((n for theme, n in scores.items() if theme not in WAR_TOO), default=0)
        return conflict, rival

    # --- hedges and conditions ------------------------------------------------------------------------------------------------

    def hedge(self, token: Token) -> tuple[Modality, str, int] | None:
        """(modality, kind, words) of a hedge that begins at a token."""
        for words, modality, kind in hedges(self.lang).get(token.lower, ()):
            if self.reads(token.i, words):
                return modality, kind, len(words)
        return None

    def reads(self, i: int, words: tuple[str, ...]) -> bool:
        """Whether the tokens from ``i`` on are the given words."""
        return tuple(t.lower for t in self.doc.tokens[i : i + len(words)]) == words

    def opens_clause(self, i: int) -> bool:
        """Whether a complementizer or infinitive mark stands at a token ("om at", "om å")."""
        return i < len(self.doc.tokens) and self.doc.tokens[i].lower in self._openers

    @cached_property
    def _openers(self) -> frozenset[str]:
        return frozenset(w for c in ("complementizer", "infinitive") for p in self.lexicon.connectives.get(c, ()) for w in p)

    @cached_property
    def conditions(self) -> frozenset[str]:
        return frozenset(row["form"] for row in self.lexicon.pack.table("conditions"))

    def hearsay_in(self, clause: list[Token], *, over: int | None = None) -> tuple[Modality, str] | None:
        """(modality, cue) of an impersonal cue in a clause ("meldes", "angivelig"); ``over`` is a token that it must hold."""
        for token in clause:
            for words, modality, _ in hearsay(self.lang).get(token.lower, ()):
                if self.reads(token.i, words) and modality != "asserted" and (over is None or token.i <= over < token.i + len(words)):
                    return modality, token.text
        return None

    def hearsay_over(self, clause: Token) -> tuple[Modality, str] | None:
        """(modality, cue) of the impersonal predicate whose content a clause is ("*det ble hevdet* at …")."""
        if clause.rel not in {"ccomp", "csubj", "csubj:pass", "obj"} or clause.head == clause.i:
            return None
        return self.hearsay_in(self.clauses.tokens(self.clauses.head_of[clause.head]), over=clause.head)


@lru_cache(maxsize=None)
def place_resolver(lang: str) -> PlaceResolver:
    """The place resolver of a language, opened once."""
    return PlaceResolver(lang)


@lru_cache(maxsize=None)
def hedges(lang: str) -> Phrases:
    """Hedges by first word, longest first."""
    return _phrases(lang, "hedges", "form")


@lru_cache(maxsize=None)
def hearsay(lang: str) -> Phrases:
    """Contiguous impersonal cues by first word, longest first."""
    return _phrases(lang, "hearsay", "cue")


def _phrases(lang: str, table: str, column: str) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Modality, str]]] = {}
    for row in pack(lang).table(table):
        words = tuple(w for w in row[column].split() if w != "…")
        if "…" not in row[column]:
            found.setdefault(words[0], []).append((words, MODALITIES[row["modality"]], row["kind"]))
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in found.items()}


@lru_cache(maxsize=None)
def _theme_stems(lang: str) -> tuple[dict[str, tuple[str, int]], dict[str, tuple[str, int]], int]:
    exact: dict[str, tuple[str, int]] = {}
    open_ended: dict[str, tuple[str, int]] = {}
    for row in pack(lang).table("themes"):
        target = open_ended if row["stem"].endswith("*") else exact
        target[row["stem"].rstrip("*")] = (row["theme"], int(row["weight"]))
    return exact, open_ended, max((len(s) for s in open_ended), default=0)


def theme_scores(text: str, lang: str) -> dict[str, int]:
    """Weight of each theme in a text: the sum over the distinct theme words that occur."""
    exact, open_ended, longest = _theme_stems(lang)
    found: Counter[str] = Counter()
    for word in set(re.findall(r"\w[\w-]*", text.lower())):
        hit = exact.get(word)
        for size in range(min(len(word), longest), 2, -1):
            if hit is not None:
                break
            hit = open_ended.get(word[:size])
        if hit is not None:
            found[hit[0]] += hit[1]
    return dict(sorted(found.items()))
