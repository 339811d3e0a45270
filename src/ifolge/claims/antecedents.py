"""Whom a pronoun stands for: grammar first (number, whose clause it is), then the nearest phrase; in acts of war an armed party before anybody else.

What is said in a quote is about others than the one who speaks: "they" is neither the witness nor the office that is quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ifolge.claims.clauses import SUBJECTS
from ifolge.claims.scene import ARMED, DEEDS, NOMINAL, Scene
from ifolge.grounding.english import singular_of
from ifolge.parsing.document import Token
from ifolge.records import Actor

NEAR, FAR = 2, 4  # sentences before, for a pronoun of the article and for one in a quote
NOBODY = frozenset({"person", "media"})
UNNAMED = frozenset({"civilians", "unknown"})
THINGS = frozenset({"document"})  # roles that no human being has
PRESS = frozenset({"correspondent", "journalist", "reporter", "photographer", "editor", "blogger", "staff member"})


class Antecedents:
    """Finds what pronouns refer to; ``resolve`` reads a stretch of text as an actor, ``spoke`` tells whether one begins with somebody who is quoted."""

    def __init__(self, scene: Scene, resolve: Callable[[int, int], Actor | None], spoke: Callable[[int, int], bool]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.clauses = scene.clauses
        self._resolve = resolve
        self._spoke = spoke

    # --- groups ---------------------------------------------------------------------------------------------------------------

    def group(self, pronoun: Token, *, plural: bool, speaker: Actor | None = None) -> Actor | None:
        """The party or people that a third-person pronoun refers to. ``speaker``: who says it, where it stands in a quote."""
        barred = self._barred(pronoun) | ({a.id for a in (speaker, speaker.affiliation) if a} if speaker else set())
        found = [
            (token, actor)
            for token, actor in self._phrases(pronoun, FAR if speaker else NEAR)
            if actor.id not in barred and actor.kind not in NOBODY and self._agrees(token, actor, plural=plural)
        ]
        acts = self.acts(pronoun)
        if plural and not acts:  # only one who acts can be one group: "politiet … de skjøt"
            found = [(t, a) for t, a in found if "Number=Sing" not in t.feats and a.kind != "state_government"]
        if plural and acts and self._harms(pronoun):
            armed = [(t, a) for t, a in found if self._is_armed(t, a)]
            found = armed or ([] if speaker else found)
        if speaker is not None:
            found = [(t, a) for t, a in found if a.kind in ARMED or not self._spoke(*self._span(t))]
        subjects = [a for t, a in found if t.rel.startswith("nsubj")]
        anybody = [a for _, a in found] if plural and (speaker or not acts) else []
        return next(iter((*subjects, *anybody) if acts or not plural else anybody), None)

    def side(self, token: Token, kinds: frozenset[str]) -> Actor | None:
        """The party (of ``kinds``) that is the nearest subject before a token, in its sentence or the two before."""
        phrases = self._phrases(token, NEAR, quoted=False)
        return next((a for t, a in phrases if t.rel == "nsubj" and a.kind in kinds and not a.id.startswith("kind:")), None)

    def reporter(self, token: Token, *, group: bool = False) -> Actor | None:
        """Who says the clause that a token stands in: "*Hizbollah* säger att man sköt"; ``group``: only where it is no human being ("*rørsla* seier at ho …")."""
        for head in list(self.clauses.chain(token.i))[1:]:
            subject = self.clauses.subject(head)
            if self.doc.tokens[head].lower in self.scene.lexicon.reporting and subject is not None and subject.upos in {"NOUN", "PROPN"}:
                return None if group and (self._is_human(subject) or "Number=Plur" in subject.feats) else self._resolve(*self._span(subject))
        return None

    def is_no_anaphor(self, pronoun: Token) -> bool:
        """Whether a pronoun points ahead ("*de* som løp ut") or at nothing ("*det* var PKK som sto bak")."""
        defined = any(self.doc.children(pronoun.i, "acl:relcl"))
        row = self.scene.lexicon.pronouns[pronoun.lower]
        named = pronoun.rel == "nsubj" and self.doc.tokens[pronoun.head].upos in {"NOUN", "PROPN"} and any(self.doc.children(pronoun.head, "cop"))
        return row["person"] == "3" and (defined or (row["animacy"] == "thing" and named))

    def _phrases(self, pronoun: Token, sentences: int, *, quoted: bool = True) -> Iterator[tuple[Token, Actor]]:
        """Noun phrases before a token with their actors, the nearest first; ``quoted``: those in quotes too, whose speaker must be known by then."""
        first = self.doc.sentences[max(0, pronoun.sentence - sentences)].first
        for token in reversed(self.doc.tokens[first : pronoun.i]):
            named = token.upos in {"NOUN", "PROPN"} or (
                token.upos == "ADJ" and token.rel in NOMINAL and self.scene.kind(token) is not None
            )  # "overlevende"
            if not named or token.rel.startswith(("flat", "compound", "appos")) or not self.scene.is_body(token):
                continue
            if self.scene.time_at(token) is not None or (not quoted and self.doc.quote_at(token.start) is not None):
                continue
            actor = self._resolve(*self._span(token))
            unknown = actor is not None and actor.reason == "actor_named_unknown"
            if actor is not None and not (unknown and (token.upos == "NOUN" or token.entity.endswith("LOC"))):
                yield token, actor

    def _span(self, token: Token) -> tuple[int, int]:
        """The characters of a noun phrase; the party's name that stands right behind its noun alone ("opprørsrørsla *M23*")."""
        span = self.doc.token_span(*self.clauses.noun_phrase(token.i))
        named = (m for m in self.scene.actors if m.start == span.end + 1 and m.form in {"name", "acronym"} and m.is_party)
        name = next(named, None) if token.upos == "NOUN" else None
        return (name.start, name.end) if name is not None else (span.start, span.end)

    def _agrees(self, token: Token, actor: Actor, *, plural: bool) -> bool:
        """A plural is no single human being; a singular is no mere kind but one of forces ("*militsen* … den"), nor anything plural."""
        if plural:
            return self._is_people(token, actor) and not self._is_one(actor)
        kind = self.scene.kind(token)
        body = kind is not None and kind.sort == "force" and self.scene.is_definite(token)
        return (body or not actor.id.startswith("kind:")) and "Number=Plur" not in token.feats

    def _is_people(self, token: Token, actor: Actor) -> bool:
        kind = self.scene.kind(token)
        if kind is not None:
            return kind.sort in {"people", "force"} or not actor.id.startswith("kind:")
        return not any(role in THINGS for role, _ in self.scene.lexicon.roles.of(token.lower)[0])

    @staticmethod
    def _is_one(actor: Actor) -> bool:
        return actor.id.startswith("kind:") and actor.kind in UNNAMED and actor.name == singular_of(actor.name)

    def _is_armed(self, token: Token, actor: Actor) -> bool:
        kind = self.scene.kind(token)
        return actor.kind in ARMED or (kind is not None and kind.sort == "force")

    def acts(self, pronoun: Token) -> bool:
        """Whether a pronoun is the subject of an active verb."""
        verb = self.doc.tokens[pronoun.head]
        return pronoun.rel == "nsubj" and not verb.is_passive_form and not any(self.doc.children(verb.i, "aux:pass"))

    def _harms(self, pronoun: Token) -> bool:
        """Whether a verb of violence stands in the clause of a pronoun or in one that shares its subject."""
        head = self.clauses.head_of[pronoun.i]
        verbs = (self.doc.tokens[head], *self.doc.children(head, "conj", "xcomp"))
        words = {t.lower for t in self.doc.sentence_tokens(pronoun.sentence)}
        senses = (s for v in verbs for s in self.scene.lexicon.verbs.get(v.lower, ()) if s.type in DEEDS)
        return any(not s.fixed or any(words.issuperset(f) for f in s.fixed) for s in senses)

    def _barred(self, pronoun: Token) -> set[str]:
        """Who the pronoun cannot be: the subject of its own clause, also where another clause lends it."""
        subject = self.clauses.subject(self.clauses.head_of[pronoun.i])
        if pronoun.rel in SUBJECTS or subject is None or subject.i == pronoun.i:
            return set()
        actor = self._resolve(*self._span(subject))
        return {actor.id} if actor is not None else set()

    # --- persons --------------------------------------------------------------------------------------------------------------

    def person(self, pronoun: Token) -> Actor | None:
        """The person that "han" or "hun" refers to, within three sentences: who is named or has a role as a subject; for one who suffers or acts, any human being."""
        subject = pronoun.rel in SUBJECTS
        says = subject and self.doc.tokens[self.clauses.head_of[pronoun.i]].lower in self.scene.lexicon.reporting
        barred = self._barred(pronoun)
        first = self.doc.sentences[max(0, pronoun.sentence - 3)].first
        for token in reversed(self.doc.tokens[first : pronoun.i]):
            if token.upos not in {"NOUN", "PROPN"} or (subject and not self._leads(token)):
                continue
            if not (self._is_named(token) if says else self._is_human(token)):
                continue
            span = self.doc.token_span(*self.clauses.noun_phrase(token.i, extended=True))
            actor = self._resolve(span.start, span.end)
            if actor is not None and actor.id not in barred and (actor.kind == "person" or self._is_one_in_role(token, actor)):
                return actor
        return None

    def _leads(self, token: Token) -> bool:
        """Whether a token is a subject, or the name that stands behind one ("*politimesteren, Ida Holm*")."""
        while token.rel == "appos" and token.head != token.i:
            token = self.doc.tokens[token.head]
        return token.rel.startswith("nsubj")

    def _is_named(self, token: Token) -> bool:
        """Whether a token is a person's name or role."""
        roles = self.scene.lexicon.roles.of(token.lower)[0]
        return token.entity.endswith("PER") or any(kind not in THINGS and (kind != "media" or english in PRESS) for kind, english in roles)

    def _is_human(self, token: Token) -> bool:
        kind = self.scene.kind(token)
        return self._is_named(token) or (kind is not None and kind.sort == "people" and "Number=Plur" not in token.feats)

    @staticmethod
    def _is_one_in_role(token: Token, actor: Actor) -> bool:
        """Whether a phrase without a name is for one human being: "en gutt", "en talsmann for hæren"."""
        if "Number=Plur" in token.feats:
            return False
        return (actor.reason or "").startswith("actor_role") or (actor.id.startswith("kind:") and actor.name == singular_of(actor.name))
