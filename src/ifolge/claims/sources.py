"""From frames to attributions: the chain of a claim, ordered from the source nearest the fact to the publisher.

Codebook, section 8. Of the frames that hold a trigger the narrowest with a source that is no news medium gives the sources; media, outer frames and named
channels go into ``via``. A medium that stands alone is the source.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from ifolge.claims.attribution import Frame, Link
from ifolge.claims.cast import Cast
from ifolge.claims.scene import ARMED, PARTIES, Scene
from ifolge.grounding.english import singular_of
from ifolge.parsing.document import Token
from ifolge.records import Actor, Attribution, Source, SourceKind, Span, Stance, Via

SPOKESPERSON = "kind:spokesperson"
SEEN_SPOKESPERSON = "actor_role_seen:spokesperson"
"""Why an actor is a guess: whom a bare spokesman can speak for among those named before."""
BOTH = frozenset({"kind:parties", "kind:both-sides"})
MESSAGES = frozenset({"kind:document", "kind:statement"})
SPOKEN_FOR = (PARTIES | {"international_organisation", "ngo"}) - {"civilians"}
GUESSED = frozenset({"actor_organ_country", "actor_organ_seen", "actor_named_unknown"})
"""Why an actor is a guess: an organ of a state that the phrase does not name, a word with a capital that nobody has."""
SEATS = frozenset({"actor_seat", "actor_state", "actor_demonym"})
"""Why an actor is a whole state: what stands in a place does not speak for it."""
EMPLOYERS = frozenset({"ngo", "international_organisation", "non_state_armed", "international_coalition", "state_military"})
PRONOUN_REACH = 2  # sentences
SHORTEST_HEAD = 4
KINDS: dict[str, SourceKind] = {
    "state_military": "party",
    "non_state_armed": "party",
    "international_coalition": "party",
    "state_government": "official",
    "international_organisation": "official",
    "ngo": "monitor",
    "media": "media",
    "civilians": "witness",
    "person": "official",
    "unknown": "official",
}
ROLE_KINDS: dict[str, SourceKind] = {
    "witness": "witness",
    "victim": "witness",
    "anonymous": "anonymous",
    "media": "media",
    "monitor": "monitor",
    "document": "document",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A frame with its sources and relays resolved."""

    frame: Frame
    sources: tuple[Source, ...]
    relays: tuple[Via, ...]

    @property
    def is_media(self) -> bool:
        return bool(self.sources) and all(s.kind == "media" for s in self.sources)


class Voices:
    """The voices of one article, and the attribution of any place in its text."""

    def __init__(self, scene: Scene, cast: Cast, frames: list[Frame]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.cast = cast
        self.voices: list[Voice] = []
        for frame in sorted(frames, key=lambda f: (f.cue, f.start)):
            self.voices.append(self._told_by(self._voice(frame)))
        for voice in self.voices:
            if voice.frame.direct and voice.sources and voice.sources[0].actor is not None:
                cast.speaks(voice.frame.start, voice.frame.end, voice.sources[0].actor)

    def _voice(self, frame: Frame) -> Voice:
        cue = self.doc.span(*frame.cue)
        sources = tuple(side for link in frame.sources for side in self._sides(self._source(link, cue)))
        relays = [self._relay(link) for link in frame.relays]
        relays += [Via(span=self.doc.span(s, e), name=name, kind="channel") for s, e, name in frame.channels]
        return Voice(frame, sources, tuple(relays))

    def _sides(self, source: Source) -> tuple[Source, ...]:
        """The two parties of the conflict where both speak: "begge parter", "partene", "both sides"; those named most before."""
        if source.actor is None or source.actor.id not in BOTH:
            return (source,)
        named = [a for _, a in self.cast.named_before(source.span.start) if a.kind in ARMED | {"state_government"}]
        sides = Counter((a.country if a.kind.startswith("state") else None) or a.id for a in named)
        most = [side for side, _ in sides.most_common(2)]
        found = [next(a for a in named if side in (a.country, a.id)) for side in most]
        return tuple(source.model_copy(update={"actor": a}) for a in found) if len(found) == 2 else (source,)

    def _told_by(self, voice: Voice) -> Voice:
        """A bare document ("i en erklæring") speaks for the party that spoke last in the paragraph, a definite one ("i meddelelsen") for the last at all; where nobody
        spoke, for the party that acted."""
        if not voice.sources or any(s.kind != "document" for s in voice.sources):
            return voice
        nouns = [t for s in voice.sources for t in self.doc.tokens_between(s.span.start, s.span.end) if t.upos == "NOUN"]
        definite = any(self.scene.is_definite(t) for t in nouns)
        signer = self._signed(voice.frame.sources[0]) if voice.frame.sources else None
        if signer is not None:
            return self._by(voice, signer)
        if not all(_is_bare(s.actor, definite=definite) for s in voice.sources):
            return voice
        block = self._block(voice)
        parties = (v for v in reversed(self.voices) if v.sources and not v.is_media and v.sources[0].kind != "document")
        party = next((v.sources for v in parties if definite or self._block(v) == block), None)
        if party is not None:
            channels = tuple(Via(span=s.span, name=s.span.text, kind="channel") for s in voice.sources)
            return Voice(voice.frame, party, (*voice.relays, *channels))
        issuer = self._speaks_for(voice.frame.sources[0]) if voice.frame.sources else None
        return self._by(voice, issuer) if issuer is not None else voice

    @staticmethod
    def _by(voice: Voice, issuer: Actor) -> Voice:
        """A voice whose documents are somebody's."""
        return replace(voice, sources=tuple(s.model_copy(update={"actor": issuer, "kind": KINDS[issuer.kind]}) for s in voice.sources))

    def _signed(self, link: Link) -> Actor | None:
        """Who a document is by: "A statement issued *by the army*", "en video lagt ut *av gruppen*"."""
        made = (v for v in self.doc.children(link.head, "acl", "acl:relcl") if v.i > link.head)
        agents = (t for v in made for t in self.doc.children(v.i, "obl", "obl:agent") if self._leads_to(t, "agent"))
        return next((a for t in agents if (a := self.cast.resolve(*self._phrase(t))) is not None), None)

    def _leads_to(self, noun: Token, role: str) -> bool:
        return any(role in self.scene.lexicon.prepositions.get(c.lower, ()) for c in self.doc.children(noun.i, "case"))

    def _phrase(self, token: Token) -> tuple[int, int]:
        span = self.doc.token_span(*self.scene.clauses.noun_phrase(token.i))
        return span.start, span.end

    def _tokens(self, link: Link) -> list[Token]:
        return self.doc.tokens_between(link.start, link.end)

    def _block(self, voice: Voice) -> int:
        return self.doc.sentences[self.doc.tokens[voice.frame.cue_token].sentence].block

    def _source(self, link: Link, cue: Span) -> Source:
        actor = self._who(link)
        if actor is not None:
            self.cast.heard(link.start, actor)
        return Source(span=self.doc.span(link.start, link.end), kind=self._kind(link, actor), actor=actor, cue=cue)

    def _who(self, link: Link) -> Actor | None:
        """Who speaks: the name that a speaker gives himself, who spoke before, whose part of a group it is, else what the phrase says."""
        told = self._called(link) or self._spoke_before(link)
        if told is not None:
            return told
        actor = self.cast.resolve(link.start, link.wide_end) or (self.cast.resolve(link.start, link.end) if link.wide_end != link.end else None)
        actor = actor or self._core(link) or self._goes_on(link)
        if actor is None or actor.id.startswith("kind:") or actor.reason in GUESSED:
            actor = self._apposed(link) or self._part_of(link) or self._employer(link) or self._same_head(link) or actor
        if actor is not None:
            actor = self._same_kind(link, actor) or self._same_army(link, actor) or actor
        if actor is not None and (actor.id == SPOKESPERSON or actor.reason == SEEN_SPOKESPERSON):
            actor = self._speaks_for(link) or actor
        return actor

    def _called(self, link: Link) -> Actor | None:
        """ "en mann som kaller seg Abu Karim": whom a speaker says to be."""
        if link.called is None:
            return None
        name = self.doc.text[slice(*link.called)]
        return self.cast.resolve(*link.called) or Actor(
            id="person:" + "-".join(name.lower().split()), name=name, kind="person", reason="actor_person_alone"
        )

    def _spoke_before(self, link: Link) -> Actor | None:
        """Whom "han" or "hun" means that speaks: the person who spoke in the sentences right before, named or not."""
        row = self.scene.lexicon.pronouns.get(self.doc.text[link.start : link.end].lower())
        if row is not None and row["person"] == "gen":
            return self._spoke_last(link)
        if row is None or row["person"] != "3" or row["number"] != "sing" or row["animacy"] != "human":
            return None
        here = self.doc.tokens[link.head].sentence
        for voice in reversed(self.voices):
            if here - self.doc.tokens[voice.frame.cue_token].sentence > PRONOUN_REACH:
                return None
            if voice.sources and not voice.is_media and self._is_person(voice.sources[0]):
                return voice.sources[0].actor
        return None

    def _goes_on(self, link: Link) -> Actor | None:
        """Whom "it", "den" or "de" means that speaks where the text tells of nobody else: the party that spoke right before."""
        row = self.scene.lexicon.pronouns.get(self.doc.text[link.start : link.end].lower())
        if row is None or row["person"] != "3" or row["animacy"] == "human":
            return None
        return self._spoke_last(link)

    def _spoke_last(self, link: Link) -> Actor | None:
        """Whom "man" means that speaks: who spoke right before ("… ifølge Pentagon. Der hevder man at …")."""
        here = self.doc.tokens[link.head].sentence
        last = next((v for v in reversed(self.voices) if v.sources and not v.is_media), None)
        near = last is not None and here - self.doc.tokens[last.frame.cue_token].sentence <= PRONOUN_REACH
        return last.sources[0].actor if last is not None and near else None

    def _is_person(self, source: Source) -> bool:
        """Whether a source is one human being: a person by name, a singular role or kind of people."""
        if source.actor is not None and source.actor.kind == "person":
            return True
        tokens = self.doc.tokens_between(source.span.start, source.span.end)
        row = self.scene.lexicon.pronouns.get(tokens[0].lower) if len(tokens) == 1 else None
        if row is not None:
            return row["number"] == "sing" and row["animacy"] == "human"
        head = next((t for t in tokens if self.scene.lexicon.roles.of(t.lower)[0] or self.scene.kind(t) is not None), None)
        return head is not None and "Number=Sing" in head.feats

    def _apposed(self, link: Link) -> Actor | None:
        """ "et medlem av parlamentet, Ida Holm": the person named behind the comma."""
        tokens = self._tokens(link)
        name = next((b for a, b in pairwise(tokens) if a.text == "," and b.entity.endswith("PER")), None)
        return self.cast.resolve(name.start, link.end) if name is not None else None

    def _part_of(self, link: Link) -> Actor | None:
        """ "en av militsens ledere", "to av dem": those of whom the speaker is one."""
        tokens = self._tokens(link)
        cut = next((k for k, t in enumerate(tokens) if t.upos == "ADP"), None)
        if not cut or any(t.upos not in {"PRON", "NUM", "DET", "ADJ", "ADV"} or self.scene.lexicon.roles.of(t.lower)[0] for t in tokens[:cut]):
            return None
        if cut + 1 < len(tokens) and tokens[cut + 1].lower in self.scene.lexicon.pronouns:
            spoke = self._spoke_last(link)  # "To overlevende sier … En av dem forteller …"
            if spoke is not None and spoke.id.startswith("kind:") and spoke.name != singular_of(spoke.name):
                return spoke
        return self.cast.resolve(tokens[cut + 1].start, link.end) if cut + 1 < len(tokens) else None

    def _employer(self, link: Link) -> Actor | None:
        """For whom a speaker without a name works: the organisation behind the preposition ("en medarbeider i hjelpeorganisasjonen")."""
        tokens = self._tokens(link)
        cut = next((k for k, t in enumerate(tokens) if t.upos == "ADP"), None)
        if not cut or cut + 1 >= len(tokens) or tokens[cut + 1].lower in self.scene.lexicon.pronouns:
            return None  # "slektninger av dem"
        inner = replace(link, start=tokens[cut + 1].start, head=tokens[cut + 1].i)
        actor = self.cast.resolve(inner.start, link.end)
        if actor is None or actor.id.startswith("kind:") or actor.reason in SEATS:
            actor = self._same_head(inner)
        return actor if actor is not None and actor.kind in EMPLOYERS and actor.reason not in SEATS and not actor.id.startswith("kind:") else None

    def _same_head(self, link: Link) -> Actor | None:
        """Whom a bare definite noun means that ends as a noun before it did ("kontoret" after "FNs menneskerettighetskontor")."""
        tokens = self._tokens(link)
        cut = next((k for k, t in enumerate(tokens) if t.upos == "ADP"), len(tokens))
        head = tokens[cut - 1] if cut else None
        if head is None or head.upos != "NOUN" or cut > 2 or len(head.lemma) < SHORTEST_HEAD or not self.scene.is_definite(head):
            return None
        for other in reversed(self.doc.tokens[: tokens[0].i]):
            ends = other.lemma.lower().endswith(head.lemma.lower()) or other.lower.endswith(head.lower)
            if other.upos in {"NOUN", "PROPN"} and ends and other.lower != head.lower:
                named = self.doc.tokens[other.head] if other.head == other.i + 1 and self.doc.tokens[other.head].upos == "PROPN" else other
                span = self.doc.token_span(*self.scene.clauses.noun_phrase(named.i, extended=True))
                return self.cast.resolve(min(span.start, other.start), span.end)
        return None

    def _speaks_for(self, link: Link) -> Actor | None:
        """For whom a bare spokesman speaks: the organisation that spoke last, in this paragraph or the one before; where none did, the one that acted."""
        here = self.doc.sentences[self.doc.tokens[link.head].sentence].block
        near = (v for v in reversed(self.voices) if v.sources and not v.is_media and self._block(v) >= here - 1)
        for last in (v.sources[0].actor for v in near):
            side = last.affiliation if last is not None and last.kind == "person" else last
            if side is not None and side.kind in SPOKEN_FOR and not side.id.startswith("kind:"):
                return side
        return self.cast.antecedents.side(self.doc.tokens[link.head], SPOKEN_FOR)

    def _same_army(self, link: Link, actor: Actor) -> Actor | None:
        """Whose "hæren" or "en militær talsmann" is where the phrase names no state: of the state that acted or spoke last in the sentences before."""
        if actor.kind != "state_military":
            return None
        last = self.cast.antecedents.side(self.doc.tokens[link.head], frozenset({"state_military", "state_government"}))
        if last is None or last.country is None or last.country == actor.country:
            return None
        found = self.cast.of_country(link.start, link.end, last.country)
        return found if found is not None and found.country == last.country else None

    def _same_kind(self, link: Link, actor: Actor) -> Actor | None:
        """Who definite people without more are: the last that spoke of the same kind, told closer ("sikkerhetskilder … kildene")."""
        head = self.doc.tokens[link.head]
        if not actor.id.startswith("kind:") or not self.scene.is_definite(head) or any(t.upos == "ADJ" for t in self._tokens(link)):
            return None
        kin = f" {singular_of(actor.name)}"
        spoke = (a for _, a in reversed(self.cast.speakers) if a.id.startswith("kind:"))
        return next((a for a in spoke if singular_of(a.name).endswith(kin)), None)

    def _core(self, link: Link) -> Actor | None:
        """Who the phrase before its first preposition is ("Liu i Genève")."""
        tokens = self._tokens(link)
        cut = next((k for k, t in enumerate(tokens) if k and t.upos == "ADP"), None)
        return self.cast.resolve(link.start, tokens[cut - 1].end) if cut else None

    def _kind(self, link: Link, actor: Actor | None) -> SourceKind:
        roles = [r for t in self._tokens(link) for r in self.scene.lexicon.roles.of(t.lower)[0]]
        for kind, _ in roles:
            if kind in ROLE_KINDS and (actor is None or actor.kind not in {"media", "ngo"}):
                return ROLE_KINDS[kind]
        if actor is None:
            return "document" if any(t.lower in self.scene.lexicon.channels for t in self._tokens(link)) else "anonymous"
        side = actor.affiliation.kind if actor.affiliation is not None else actor.kind
        return KINDS[side]

    def _relay(self, link: Link) -> Via:
        actor = self.cast.resolve(link.start, link.end)
        return Via(
            span=self.doc.span(link.start, link.end), name=actor.name if actor else self.doc.text[link.start : link.end], kind="relay", actor=actor
        )

    # --- the attribution of a place in the text ---------------------------------------------------------------------------------

    def around(self, offset: int, *, token: int) -> list[Voice]:
        """Voices whose words hold a character, the narrowest first; a verb of saying is not inside its own words, and "Det avviser X" is no voice of what it denies."""
        holding = [
            v
            for v in self.voices
            if not v.frame.is_denial_of_before
            and v.frame.start <= offset < v.frame.end
            and v.frame.cue_token != token
            and not v.frame.cue[0] <= offset < v.frame.cue[1]
            and not any(s.span.start <= offset < s.span.end for s in v.sources)
        ]
        return sorted(holding, key=lambda v: (v.frame.end - v.frame.start, v.frame.cue))

    def own(self, token: int) -> Voice | None:
        """The voice whose verb of saying is the token itself ("fordømmer")."""
        return next((v for v in self.voices if v.frame.cue_token == token), None)

    @staticmethod
    def _main(voices: list[Voice]) -> Voice:
        """The voice nearest the fact: the narrowest with a source that is no medium; a demand that somebody reports is told by the reporter."""
        nearest, *outer = [v.frame for v in voices[:2]]
        if voices[0].is_media and {f.construction for f in (nearest, *outer)} == {"verb"} and nearest.start >= nearest.cue[1]:
            return voices[0]  # "X sier …, mens nyhetsbyrået Y melder at …"
        people = [v for v in voices if v.sources and not v.is_media]
        if len(people) > 1 and people[0].frame.cls == "demanding":
            return people[1]
        return people[0] if people else voices[0]

    def attribution(self, voices: list[Voice], *, implied: bool = False) -> Attribution:
        """The chain of a claim that stands inside the given voices."""
        publisher = self.doc.article.publisher
        if not voices:
            return Attribution(publisher=publisher)
        main = self._main(voices)
        via: list[Via] = list(main.relays)
        for voice in voices:
            if voice is not main:
                via += [
                    Via(span=s.span, name=s.actor.name if s.actor else s.span.text, kind="relay", actor=s.actor)
                    for s in voice.sources
                    if _new(s, main.sources)
                ]
                via += list(voice.relays)
        stance: Stance = next((v.frame.stance for v in voices if v.frame.stance != "states"), "states")
        direct = any(v.frame.direct for v in voices)
        return Attribution(
            mode="direct" if direct else "indirect",
            stance=stance,
            sources=main.sources,
            via=_unique(via),
            publisher=publisher,
            implied=implied or main.frame.implied,
        )


def _is_bare(actor: Actor | None, *, definite: bool) -> bool:
    """Whether a document is nobody's by its phrase: a message ("i en uttalelse"), a definite one of any kind ("rapporten")."""
    return actor is None or actor.id in MESSAGES or (definite and actor.id.startswith("kind:"))


def _new(source: Source, known: tuple[Source, ...]) -> bool:
    ids = {s.actor.id for s in known if s.actor is not None}
    return source.span not in [s.span for s in known] and (source.actor is None or source.actor.id not in ids)


def _unique(found: list[Via]) -> tuple[Via, ...]:
    kept: dict[str, Via] = {}
    for via in found:
        kept.setdefault(via.name, via)
    return tuple(kept.values())
