"""The cast of an article: who its phrases refer to, with what was learnt earlier in the text.

Pronouns and definite descriptions are resolved by the article's own order of appearance ("gruppen", "han", "organisasjonen"); "vi" in a quote is
the speaker's side (codebook, section 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ifolge.claims.antecedents import Antecedents
from ifolge.claims.scene import ARMED, Scene
from ifolge.grounding.actor import ActorContext, ActorResolver
from ifolge.grounding.actor_phrase import GrammaticalNumber
from ifolge.grounding.number_words import partitives
from ifolge.parsing.document import Token
from ifolge.records import Actor

MEMORY = 60
NUMBERS: dict[str, GrammaticalNumber] = {"Number=Sing": "singular", "Number=Plur": "plural"}
NOBODY: frozenset[str] = frozenset()
ANYBODYS = frozenset({"soldiers", "troops", "forces", "units", "pilots"})  # words for forces that name no side
ANYBODY = frozenset({"people", "men"})
BELONGING = ANYBODY | {"members"}  # words for people who can be a party's
NO_PARTY = frozenset({"person", "civilians", "media", "unknown"})
GUESSED = frozenset({"actor_organ_country", "actor_organ_seen", "actor_role_country", "actor_person_country"})
GROUND = frozenset({"infrastructure", "place"})
ROLE_WITHIN = 5  # words behind a name in which its role must stand
SHORTEST_PART = 6  # letters of a word that compounds of other kinds do not happen to end in ("huset" is no "sykehuset")
MOST_BEFORE_OWNER = 3  # words before the possessive: "et av dens fly"


class Cast:
    """Resolves phrases of one article to actors; reads the article once in text order."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self._resolver = actor_resolver(scene.lang, scene.registers)
        self._cache: dict[tuple[int, int], Actor | None] = {}
        self._seen = self._first_names()
        self._seen = sorted((*self._seen, *self._introduced()), key=lambda p: p[0])
        self.speakers: list[tuple[int, Actor]] = []
        self._speaking: list[tuple[int, int, Actor]] = []
        self.antecedents = Antecedents(scene, self.resolve, self._spoke)

    def _first_names(self) -> list[tuple[int, Actor]]:
        """Actors by name in text order: what definite descriptions can refer to."""
        found: list[tuple[int, Actor]] = []
        for mention in self.scene.actors:
            token = self.doc.token_at(mention.start)
            described = token is not None and token.upos in {"ADJ", "VERB"}
            if mention.form in {"name", "acronym", "compound"} and not described:
                actor = self._ask(mention.start, mention.end, found)
                if actor is not None:
                    found.append((mention.start, actor))
        return found

    def _introduced(self) -> list[tuple[int, Actor]]:
        """Persons named in full, with what stands at their names: whom a surname alone means later."""
        found: list[tuple[int, Actor]] = []
        for token in self.doc.tokens:
            following = self.doc.tokens[token.i + 1] if token.i + 1 < len(self.doc.tokens) else None
            if not token.entity.startswith("B-PER") or following is None or not following.entity.startswith("I-PER"):
                continue
            span = self.doc.token_span(*self.scene.clauses.noun_phrase(self._head_of_name(token.i), extended=True))
            actor = self._ask(span.start, span.end, self._seen)
            if actor is not None and actor.kind == "person":
                found.append((token.start, actor))
        return found

    def _head_of_name(self, first: int) -> int:
        """The token of a person's name that the rest of the phrase hangs on: outside the name, where a role leads it ("president X Y")."""
        i = first
        while self.doc.tokens[i].rel.split(":")[0] in {"flat", "appos", "nmod", "compound"} and self.doc.tokens[i].head != i:
            i = self.doc.tokens[i].head
        return i

    def _ask(self, start: int, end: int, seen: list[tuple[int, Actor]], countries: Mapping[str, float] | None = None) -> Actor | None:
        before = tuple(a for at, a in seen if at < start)[-MEMORY:]
        published = self.doc.article.published
        context = ActorContext(
            countries=countries or (self.scene.countries if seen else self.scene.actor_countries),
            resolved=before,
            published=published.latest if published else None,
        )
        numbers = {t.start - start: NUMBERS[feat] for t in self.doc.tokens_between(start, end) for feat in NUMBERS if feat in t.feats}
        return self._resolver.resolve(self.doc.text[start:end], context=context, numbers=numbers).actor

    def resolve(self, start: int, end: int) -> Actor | None:
        """The actor that the characters ``[start, end)`` refer to, or ``None``."""
        key = (start, end)
        if key not in self._cache:
            self._cache[key] = None
            found = self._pronoun(start, end) or self._owner(start, end) or self._ask(start, end, self._memory(start))
            found = self._of_place(start, end, found)
            self._cache[key] = self._settled(start, end, found) if found is not None else None
        return self._cache[key]

    def _of_place(self, start: int, end: int, found: Actor | None) -> Actor | None:
        """An organ or office of a state that only the rest of the article told, or nothing did: of the country of the place behind it ("guvernøren i Adana")."""
        if found is not None and (found.reason or "").split(":")[0] not in GUESSED:
            return found
        behind = [c for t in self.doc.tokens_between(start, end) for c in self.doc.children(t.i, "nmod") if c.i > t.i]
        countries = (p.reading.country for c in behind for p in self.scene.within(self.scene.places, c.start, max(c.end, end)))
        country = next((c for c in countries if c), None) or self._country_before(behind)
        if country is None or (found is not None and country == found.country):
            return found
        return self.of_country(start, end, country) or found

    def of_country(self, start: int, end: int, country: str) -> Actor | None:
        """What a phrase means in an article about one country alone."""
        return self._ask(start, end, [], countries={country: 1.0})

    def _country_before(self, nouns: list[Token]) -> str | None:
        """The country of the place named last, for a place that is only described ("guvernøren i *regionen*")."""
        there = next((t for t in nouns if (k := self.scene.kind(t)) is not None and k.sort == "place" and self.scene.is_definite(t)), None)
        before = [p for p in self.scene.places if there is not None and p.end <= there.start and p.reading.country]
        return before[-1].reading.country if before else None

    def _settled(self, start: int, end: int, found: Actor) -> Actor | None:
        """What the article around a phrase adds to how it reads by itself."""
        if found.id.startswith("kind:") or found.reason == "actor_organ_country":
            return self._from(start, end) or self._same_kind_before(start, end, found) or self._narrower_before(start, end) or found
        if found.kind == "person" and found.affiliation is None:
            return self._in_office(start, end) or found
        return None if found.reason == "actor_named_unknown" and self._is_common(start, end) else found

    def _from(self, start: int, end: int) -> Actor | None:
        """Whose forces or aircraft are by the phrase behind them: "soldater *fra UNITA*", "a warplane *of the coalition*", "medlemmer *av gruppen*"."""
        tokens = self.doc.tokens_between(start, end)
        head = next(
            (t for t in reversed(tokens) if (k := self.scene.kind(t)) is not None and (k.sort == "force" or self._belongs(t) or self._is_arm(t))),
            None,
        )
        following = self.doc.tokens[tokens[-1].i + 1] if tokens and tokens[-1].i + 1 < len(self.doc.tokens) else None
        if head is None or following is None or following.rel != "case" or following.head <= following.i:
            return None
        kind = self.scene.kind(head)
        by = kind is not None and kind.english in ANYBODY  # "avrättades männen *av* soldater"
        whole = following.lower in partitives(self.scene.lang) and not by
        if not whole and "origin" not in self.scene.lexicon.prepositions.get(following.lower, ()):
            return None
        party = self.doc.token_span(*self.scene.clauses.noun_phrase(following.head))
        owner = self._ask(start, party.end, self._memory(start))
        if owner is not None and not owner.id.startswith("kind:") and owner.reason != "actor_organ_country":
            return owner
        side = self.resolve(party.start, party.end) if self._belongs(head) else None
        return side if side is not None and side.kind in ARMED and not side.id.startswith("kind:") else None

    def _belongs(self, token: Token) -> bool:
        """Whether a word is for people who can be a party's: "medlemmer", "folk"."""
        kind = self.scene.kind(token)
        return kind is not None and kind.english in BELONGING

    def _is_arm(self, token: Token) -> bool:
        """Whether a word is for a vehicle of war."""
        kind = self.scene.kind(token)
        return kind is not None and kind.sort == "vehicle" and bool(self.scene.lexicon.weapons.of(token.lower)[0])

    def _in_office(self, start: int, end: int) -> Actor | None:
        """A person with the role that stands behind the name: "sier Ida Holm, *som er talsmann for hæren*"."""
        after = [t for t in self.doc.sentence_tokens(self.doc.tokens_between(start, end)[-1].sentence) if t.start >= end]
        if not after or after[0].text != "," or not any(self.scene.lexicon.roles.of(t.lower)[0] for t in after[1:ROLE_WITHIN]):
            return None
        stop = next((t.start for t in after[1:] if t.upos == "PUNCT"), after[-1].end)
        actor = self._ask(start, stop, self._memory(start))
        return actor if actor is not None and actor.kind == "person" and actor.affiliation is not None else None

    def _is_common(self, start: int, end: int) -> bool:
        """Whether a capitalised word is a noun that opens a sentence, and no name that stands elsewhere in the article ("Parterne")."""
        tokens = self.doc.tokens_between(start, end)
        names = (t.text for t in self.doc.tokens if t.upos == "PROPN")
        return all(t.upos == "NOUN" and t.entity == "O" for t in tokens) and not any(n.startswith(tokens[0].text) for n in names)

    def _memory(self, start: int) -> list[tuple[int, Actor]]:
        return sorted((*self._seen, *self.speakers), key=lambda p: p[0])

    def named_before(self, start: int) -> list[tuple[int, Actor]]:
        """Actors named before a place in the text, in its order."""
        return [(at, a) for at, a in self._seen if at < start]

    def _pronoun(self, start: int, end: int) -> Actor | None:
        row = self.scene.lexicon.pronouns.get(self.doc.text[start:end].lower())
        token = self.doc.token_at(start)
        if row is None or token is None or row["possessive"] == "yes" or self.antecedents.is_no_anaphor(token):
            return None
        match row["person"], row["number"], row["animacy"]:
            case "1", number, _:
                speaker = self._speaker(start)
                return (number == "plur" and self._party(speaker)) or (None if number == "plur" and self.antecedents.acts(token) else speaker)
            case "3", "sing", "human":
                return self.antecedents.person(token) or self._last_speaker(start)
            case "3", "sing", "any":
                group = self._party(self.antecedents.reporter(token, group=True))
                return group or self.antecedents.person(token) or self._last_speaker(start)
            case "3", ("sing" | "plur") as number, _:
                return self.antecedents.group(token, plural=number == "plur", speaker=self._speaker(start))
            case "gen", "sing", _ if token.rel == "nsubj" and self._speaker(start) is None:
                return self._party(self.antecedents.reporter(token))
        return None

    def _owner(self, start: int, end: int) -> Actor | None:
        """Whose "dens fly", "våre menn", "et av dets skip", "egne styrker" are: forces and vehicles count as those of the party that a possessive points to."""
        tokens = self.doc.tokens_between(start, end)
        near = [t for k, t in enumerate(tokens[: MOST_BEFORE_OWNER + 1]) if not k or t.upos != "ADJ"]  # "hans egne styrker" are his
        person = next((p for t in near if (p := self._possessor(t)) is not None), None)
        kinds = [k for t in tokens if (k := self.scene.kind(t)) is not None]
        if person is None or not any(k.sort in {"force", "vehicle"} or k.english in {"men", "people"} for k in kinds):
            return None
        owner = self._party(self._speaker(start)) if person == "1" else self._party_before(start)
        return owner.model_copy(update={"reason": "actor_owner"}) if owner is not None else None

    @staticmethod
    def _party(actor: Actor | None) -> Actor | None:
        """An actor as a party: a person as the organisation, nobody for those who are no party."""
        side = actor.affiliation if actor is not None and actor.kind == "person" else actor
        return None if side is None or side.kind in NO_PARTY else side

    def _speaker(self, start: int) -> Actor | None:
        """Who speaks in the direct speech that a character stands in."""
        return next((a for s, e, a in self._speaking if s <= start < e), None)

    def _spoke(self, start: int, end: int) -> bool:
        """Whether somebody who is quoted stands in a stretch of text."""
        return any(start <= at < end for at, _ in self.speakers)

    def _last_speaker(self, start: int) -> Actor | None:
        """The human being who spoke last before a place in the text: a person, or one without a name who speaks for a party."""
        before = [a for at, a in self.speakers if at < start]
        return next((a for a in reversed(before) if a.kind == "person" or (a.reason or "").startswith("actor_role")), None)

    def _possessor(self, token: Token) -> str | None:
        """The grammatical person of a possessive that can stand for a party: "1" ("våre"), "3" ("dens", not "hans")."""
        row = self.scene.lexicon.pronouns.get(token.lower)
        if row is None or row["possessive"] != "yes":
            return None
        owners = {"1": {"any", "thing", "human"}, "3": {"any", "thing"}}
        return row["person"] if row["animacy"] in owners.get(row["person"], ()) else None

    def _party_before(self, start: int) -> Actor | None:
        """The party named last before a place in the text, in the same paragraph."""
        token = self.doc.token_at(start)
        if token is None:
            return None
        begins = self.doc.blocks[self.doc.sentences[token.sentence].block].start
        near = [a for at, a in self._memory(start) if begins <= at < start and a.kind not in NO_PARTY]
        return near[-1] if near else None

    def _same_kind_before(self, start: int, end: int, found: Actor) -> Actor | None:
        """Whose "soldatene" or "flyene" are: the party of the last phrase of the same kind that named one, for forces else the armed party that acted last."""
        tokens = self.doc.tokens_between(start, end)
        head = next((t for t in reversed(tokens) if self.scene.kind(t) is not None), None)
        kind = self.scene.kind(head) if head is not None else None
        if head is None or kind is None or kind.sort not in {"force", "vehicle"} or not self.scene.is_definite(head):
            return None
        excluded = frozenset({"non_state_armed"}) if found.country and kind.english != "soldiers" else NOBODY  # security forces are a state's
        for other in reversed(self.doc.tokens[: tokens[0].i]):
            same = self.scene.kind(other)
            if same is not None and same.sort == kind.sort and (_is_such(same.english, kind.english) or self._flies(other, head)):
                span = self.doc.token_span(*self.scene.clauses.noun_phrase(other.i))
                actor = self.resolve(span.start, span.end)
                if actor is not None and not actor.id.startswith("kind:") and actor.kind not in excluded:
                    return actor
        if self._flies(head, head):
            return self.antecedents.side(head, ARMED - {"non_state_armed"})
        return self.antecedents.side(head, ARMED - excluded) if kind.english in ANYBODYS else None

    def _narrower_before(self, start: int, end: int) -> Actor | None:
        """What "basen" or "senteret" is, where the article spoke of a "flybase" or an "interneringssenter" before: the narrower kind."""
        head = next(reversed(self.doc.tokens_between(start, end)), None)
        kind = self.scene.kind(head) if head is not None else None
        if head is None or kind is None or kind.sort not in GROUND or not self.scene.is_definite(head):
            return None
        for other in reversed(self.doc.tokens[: head.i]):
            same = self.scene.kind(other)
            if same is None or same.sort != kind.sort or same.english == kind.english:
                continue
            if _is_such(same.english, kind.english) or _is_compound(other.lower, head.lower):
                return self.resolve(other.start, other.end)
        return None

    def _flies(self, one: Token, other: Token) -> bool:
        """Whether two words are for aircraft: "etiopiske jagerfly … Flyene"."""
        return all("airstrike" in self.scene.lexicon.weapons.of(t.lower)[0] for t in (one, other))

    def speaks(self, start: int, end: int, actor: Actor) -> None:
        """Remember whose direct speech the characters ``[start, end)`` are, for "vi" and "jeg"."""
        self._speaking.append((start, end, actor))

    def heard(self, start: int, actor: Actor) -> None:
        """Remember who spoke, for later pronouns and short names."""
        self.speakers.append((start, actor))


def _is_such(narrower: str, wider: str) -> bool:
    """Whether an English noun is for the same kind as another, or for a narrower one ("government soldiers" are "soldiers")."""
    return narrower == wider or narrower.endswith(f" {wider}")


def _is_compound(longer: str, word: str) -> bool:
    """Whether a word is the last part of a longer one: "gassanlegget", "anlegget"."""
    return len(word) >= SHORTEST_PART and longer != word and longer.endswith(word)


@lru_cache(maxsize=None)
def actor_resolver(lang: str, registers: tuple[str, ...] = ()) -> ActorResolver:
    """The actor resolver of a language with the user's registers, opened once."""
    return ActorResolver(lang, user_files=registers)
