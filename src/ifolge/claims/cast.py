"""The cast of an article: who its phrases refer to, with what was learnt earlier in the text.

Pronouns and definite descriptions are resolved by the article's own order of appearance ("gruppen", "han", "organisasjonen"); "vi" in a quote is
the speaker's side (codebook, section 4).
"""

from __future__ import annotations

from functools import lru_cache

from ifolge.claims.scene import ARMED, Scene
from ifolge.grounding.actor import ActorContext, ActorResolver
from ifolge.grounding.actor_phrase import GrammaticalNumber
from ifolge.parsing.document import Token
from ifolge.records import Actor

MEMORY = 60
NUMBERS: dict[str, GrammaticalNumber] = {"Number=Sing": "singular", "Number=Plur": "plural"}
ANYBODYS = frozenset({"soldiers", "troops", "forces", "units", "pilots"})  # words for forces that name no side
NO_PARTY = frozenset({"person", "civilians", "media", "unknown"})
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

    def _ask(self, start: int, end: int, seen: list[tuple[int, Actor]]) -> Actor | None:
        before = tuple(a for at, a in seen if at < start)[-MEMORY:]
        published = self.doc.article.published
        context = ActorContext(
            countries=self.scene.countries if seen else self.scene.actor_countries, resolved=before, published=published.latest if published else None
        )
        numbers = {t.start - start: NUMBERS[feat] for t in self.doc.tokens_between(start, end) for feat in NUMBERS if feat in t.feats}
        return self._resolver.resolve(self.doc.text[start:end], context=context, numbers=numbers).actor

    def resolve(self, start: int, end: int) -> Actor | None:
        """The actor that the characters ``[start, end)`` refer to, or ``None``."""
        key = (start, end)
        if key not in self._cache:
            self._cache[key] = None
            found = self._pronoun(start, end) or self._owner(start, end) or self._ask(start, end, self._memory(start))
            if found is not None and (found.id.startswith("kind:") or found.reason == "actor_organ_country"):
                found = self._same_kind_before(start, end) or found
            self._cache[key] = found
        return self._cache[key]

    def _memory(self, start: int) -> list[tuple[int, Actor]]:
        return sorted((*self._seen, *self.speakers), key=lambda p: p[0])

    def _pronoun(self, start: int, end: int) -> Actor | None:
        row = self.scene.lexicon.pronouns.get(self.doc.text[start:end].lower())
        if row is None:
            return None
        if row["person"] == "1":
            return self._side_speaking(start)
        if row["person"] == "3" and row["animacy"] == "human" and row["number"] == "sing":
            return self._person_before(start)
        if row["person"] == "3" and row["possessive"] == "no" and row["animacy"] != "human":
            return self._antecedent(start, plural=row["number"] == "plur")
        return None

    def _owner(self, start: int, end: int) -> Actor | None:
        """Whose "dens fly", "våre menn", "et av dets skip" are: forces and vehicles count as those of the party that a possessive points to."""
        tokens = self.doc.tokens_between(start, end)
        person = next((p for t in tokens[: MOST_BEFORE_OWNER + 1] if (p := self._possessor(t)) is not None), None)
        kinds = [k for t in tokens if (k := self.scene.kind(t)) is not None]
        if person is None or not any(k.sort in {"force", "vehicle"} or k.english in {"men", "people"} for k in kinds):
            return None
        owner = self._side_speaking(start) if person == "1" else self._party_before(start)
        return None if owner is None or owner.kind in NO_PARTY else owner.model_copy(update={"reason": "actor_owner"})

    def _side_speaking(self, start: int) -> Actor | None:
        """For whom the one speaks in whose direct speech a character stands: a person for the organisation, anybody else for himself."""
        speaker = next((a for s, e, a in self._speaking if s <= start < e), None)
        return (speaker.affiliation or speaker) if speaker is not None and speaker.kind == "person" else speaker

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

    def _person_before(self, start: int) -> Actor | None:
        """The person that "han" or "hun" refers to: the last subject that is a person, within three sentences, else the last who spoke."""
        token = self.doc.token_at(start)
        first = self.doc.sentences[max(0, token.sentence - 3)].first if token is not None else 0
        for other in reversed(self.doc.tokens[first : token.i if token is not None else 0]):
            if (
                other.rel.startswith("nsubj")
                and other.upos in {"NOUN", "PROPN"}
                and (other.entity.endswith("PER") or self.scene.lexicon.roles.of(other.lower)[0])
            ):
                span = self.doc.token_span(*self.scene.clauses.noun_phrase(other.i, extended=True))
                actor = self.resolve(span.start, span.end)
                if actor is not None and actor.kind == "person":
                    return actor
        before = [a for at, a in sorted(self.speakers, key=lambda p: p[0]) if at < start]
        persons = [a for a in before if a.kind == "person"]
        return persons[-1] if persons else before[-1] if before else None

    def _same_kind_before(self, start: int, end: int) -> Actor | None:
        """Whose "soldatene" or "flyene" are: the party of the last phrase of the same kind that named one, for forces else the armed party that acted last."""
        tokens = self.doc.tokens_between(start, end)
        head = next((t for t in reversed(tokens) if self.scene.kind(t) is not None), None)
        kind = self.scene.kind(head) if head is not None else None
        if head is None or kind is None or kind.sort not in {"force", "vehicle"} or not self.scene.is_definite(head):
            return None
        for other in reversed(self.doc.tokens[: tokens[0].i]):
            same = self.scene.kind(other)
            if same is not None and same.sort == kind.sort and (same.english == kind.english or self._flies(other, head)):
                span = self.doc.token_span(*self.scene.clauses.noun_phrase(other.i))
                actor = self.resolve(span.start, span.end)
                if actor is not None and not actor.id.startswith("kind:"):
                    return actor
        return self._antecedent(start, plural=False, kinds=ARMED) if kind.english in ANYBODYS else None

    def _flies(self, one: Token, other: Token) -> bool:
        """Whether two words are for aircraft: "etiopiske jagerfly … Flyene"."""
        return all("airstrike" in self.scene.lexicon.weapons.of(t.lower)[0] for t in (one, other))

    def _antecedent(self, start: int, *, plural: bool, kinds: frozenset[str] | None = None) -> Actor | None:
        """The party that a third-person pronoun refers to: the nearest subject before it, in its sentence or the two before, that is a group (of ``kinds``)."""
        token = self.doc.token_at(start)
        if token is None:
            return None
        first = self.doc.sentences[max(0, token.sentence - 2)].first
        for other in reversed(self.doc.tokens[first : token.i]):
            if not other.rel.startswith("nsubj") or other.upos not in {"NOUN", "PROPN"} or self.scene.time_at(other) is not None:
                continue
            span = self.doc.token_span(*self.scene.clauses.noun_phrase(other.i))
            actor = self.resolve(span.start, span.end)
            if actor is None or actor.kind in {"person", "media"} or (kinds is not None and actor.kind not in kinds):
                continue
            if plural or not actor.id.startswith("kind:"):
                return actor
        return None

    def speaks(self, start: int, end: int, actor: Actor) -> None:
        """Remember whose direct speech the characters ``[start, end)`` are, for "vi" and "jeg"."""
        self._speaking.append((start, end, actor))

    def heard(self, start: int, actor: Actor) -> None:
        """Remember who spoke, for later pronouns and short names."""
        self.speakers.append((start, actor))


@lru_cache(maxsize=None)
def actor_resolver(lang: str, registers: tuple[str, ...] = ()) -> ActorResolver:
    """The actor resolver of a language with the user's registers, opened once."""
    return ActorResolver(lang, user_files=registers)
