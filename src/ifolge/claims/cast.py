"""The cast of an article: who its phrases refer to, with what was learnt earlier in the text.

Pronouns and definite descriptions are resolved by the article's own order of appearance ("gruppen", "han", "organisasjonen"); "vi" in a quote is
the speaker's side (codebook, section 4).
"""

from __future__ import annotations

from functools import lru_cache

from ifolge.claims.scene import Scene
from ifolge.grounding.actor import ActorContext, ActorResolver
from ifolge.records import Actor

MEMORY = 60


class Cast:
    """Resolves phrases of one article to actors; reads the article once in text order."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self._resolver = actor_resolver(scene.lang)
        self._cache: dict[tuple[int, int], Actor | None] = {}
        self._seen = self._first_names()
        self.speakers: list[tuple[int, Actor]] = []
        self._speaking: list[tuple[int, int, Actor]] = []

    def _first_names(self) -> list[tuple[int, Actor]]:
        """Actors by name in text order: what definite descriptions can refer to."""
        found: list[tuple[int, Actor]] = []
        for mention in self.scene.actors:
            if mention.form in {"name", "acronym", "compound"}:
                actor = self._ask(mention.start, mention.end, found)
                if actor is not None:
                    found.append((mention.start, actor))
        return found

    def _ask(self, start: int, end: int, seen: list[tuple[int, Actor]]) -> Actor | None:
        before = tuple(a for at, a in seen if at < start)[-MEMORY:]
        published = self.doc.article.published
        context = ActorContext(countries=self.scene.countries if seen else self.scene.actor_countries, resolved=before, published=published.latest if published else None)
        return self._resolver.resolve(self.doc.text[start:end], context=context).actor

    def resolve(self, start: int, end: int) -> Actor | None:
        """The actor that the characters ``[start, end)`` refer to, or ``None``."""
        key = (start, end)
        if key not in self._cache:
            self._cache[key] = self._pronoun(start, end) or self._ask(start, end, self._memory(start))
        return self._cache[key]

    def _memory(self, start: int) -> list[tuple[int, Actor]]:
        return sorted((*self._seen, *self.speakers), key=lambda p: p[0])

    def _pronoun(self, start: int, end: int) -> Actor | None:
        row = self.scene.lexicon.pronouns.get(self.doc.text[start:end].lower())
        if row is None:
            return None
        if row["person"] == "1":
            speaker = next((a for s, e, a in self._speaking if s <= start < e), None)
            return (speaker.affiliation or speaker) if speaker is not None else None
        if row["person"] == "3" and row["animacy"] == "human" and row["number"] == "sing":
            persons = [a for at, a in sorted(self.speakers, key=lambda p: p[0]) if at < start and a.kind == "person"]
            return persons[-1] if persons else None
        if row["person"] == "3" and row["animacy"] == "thing" and row["possessive"] == "no":
            groups = [a for at, a in self._memory(start) if at < start and a.kind not in {"person", "media", "unknown", "civilians"}]
            return groups[-1] if groups else None
        if row["person"] == "3" and row["number"] == "plur":
            groups = [a for at, a in self._memory(start) if at < start and a.kind not in {"person", "media"}]
            return groups[-1] if groups else None
        return None

    def speaks(self, start: int, end: int, actor: Actor) -> None:
        """Remember whose direct speech the characters ``[start, end)`` are, for "vi" and "jeg"."""
        self._speaking.append((start, end, actor))

    def heard(self, start: int, actor: Actor) -> None:
        """Remember who spoke, for later pronouns and short names."""
        self.speakers.append((start, actor))




@lru_cache(maxsize=None)
def actor_resolver(lang: str) -> ActorResolver:
    """The actor resolver of a language, opened once."""
    return ActorResolver(lang)
