"""Claims said again by a voice that does not name their event: denied ("Det avviser Russland"), or with an author that it blames.

Codebook, sections 8 and 10: a denial keeps the type, place and parties of what was told before, the word of who did it the type and place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ifolge.claims.identity import digest
from ifolge.claims.participants import Participants
from ifolge.claims.scene import ARMED, ATTACKS, DEEDS, VIOLENT, Scene, overlap
from ifolge.claims.sources import Voice, Voices
from ifolge.claims.triggers import GENERAL
from ifolge.claims.untruth import is_thing, untruths
from ifolge.parsing.document import Token
from ifolge.records import Actor, Claim, Extractor, Participant

TOLD_WITHIN = 2  # sentences between a claim and a denial of it
LAID_WITHIN = 8  # sentences between an attack and the word of who did it
TARGET = "target"
ASIDE = {"advcl", "acl:relcl", "acl", "obl", "nmod"}


@dataclass(frozen=True, slots=True)
class Denial:
    """Where something told before is denied: the word that does it, the voice, whether it is one's own part in it, and whose, where that is said."""

    cue: Token
    voice: Voice
    own_part: bool = False
    whose: Participant | None = None


class Repeats:
    """Finds what the voices of one article deny or blame without naming it."""

    def __init__(self, scene: Scene, voices: Voices, participants: Participants, version: str) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.voices = voices
        self.participants = participants
        self.version = version
        self._parts = scene.lexicon.connectives.get("part", ())
        self._behind = {form[0] for form in scene.lexicon.connectives.get("behind", ())}

    # --- denials ----------------------------------------------------------------------------------------------------------------

    def denied(self, found: list[Claim]) -> list[Claim]:
        """ "Det avviser Russland": the claim told before, denied (codebook, section 8)."""
        made: list[Claim] = []
        for denial in (*self._by_verb(), *self._by_untruth(), *self._by_part()):
            taken = any(self._sentence_of(c) == denial.cue.sentence for c in made) or self._says_what(found, denial)
            last = None if taken else self._what(found, denial)
            if last is not None:
                agents = self._accused(denial) if denial.own_part else last.agents or self._armed(denial, last)
                named = next(iter(self._named_events(denial.cue)), None) if denial.own_part else None
                made.append(self._repeated(last, named or denial.cue, denial.voice, "denied", agents=agents))
        return [*made, *self._untargeted(found)]

    def _says_what(self, found: list[Claim], denial: Denial) -> bool:
        """Whether the sentence itself tells what is denied ("avviser at sivile ble drept, og kaller meldingene løgn"), so that nothing told before is meant."""
        return not denial.own_part and any(
            c.polarity == "denied" and c.type != "statement" and self._sentence_of(c) == denial.cue.sentence for c in found
        )

    def _by_verb(self) -> Iterator[Denial]:
        """A verb of denial whose object is a pronoun, an account of what happened, or one's part in it."""
        for voice in self.voices.voices:
            cue = self.doc.tokens[voice.frame.cue_token]
            if voice.frame.cls != "denying":
                continue
            objects = [t for t in self.doc.children(cue.i, "obj", "obl") if t.i > cue.i]
            kinds = {self.scene.lexicon.accounts.get(t.lower) for t in objects}
            named = not any(self.doc.children(cue.i, "ccomp")) and bool(kinds - {None, "norm"} or any(is_thing(self.scene, t) for t in objects))
            if voice.frame.is_denial_of_before or named:
                yield Denial(cue, voice, own_part="part" in kinds)

    def _by_untruth(self) -> Iterator[Denial]:
        """ "Det er løgn", "opplysningen er feil": what was told is called untrue."""
        for sentence in self.doc.sentences:
            for token, _ in untruths(self.scene, sentence):
                yield from (Denial(token, voice) for voice in self._voice_at(token))

    def _by_part(self) -> Iterator[Denial]:
        """ "Vi har ikke noe med det å gjøre", "avviser at den hadde noe med angrepet å gjøre"."""
        for sentence in self.doc.sentences:
            words = self.doc.tokens[sentence.first : sentence.last]
            at = next((t for t in words for p in self._parts if tuple(w.lower for w in words[t.i - sentence.first :][: len(p)]) == p), None)
            if at is None:
                continue
            denying = [v for v in self.voices.voices if v.sources and v.frame.cls == "denying" and sentence.start <= v.frame.cue[0] < at.start]
            no = any(self.scene.lexicon.negation.get(t.lower) for t in words if abs(t.i - at.i) <= 4)
            for voice in denying[-1:] or (self._voice_at(at) if no else []):
                cue = self.doc.tokens[voice.frame.cue_token] if denying else at
                yield Denial(cue, voice, own_part=True, whose=self._whose(at, voice))

    def _whose(self, at: Token, voice: Voice) -> Participant | None:
        """Whose part is denied, where it is not the speaker's: "regjeringen avviser at hæren hadde noe med det å gjøre"."""
        subject = self.scene.clauses.subject(self.scene.clauses.head_of[at.i])
        if subject is None or subject.upos not in {"NOUN", "PROPN"} or any(s.span.start <= subject.start < s.span.end for s in voice.sources):
            return None
        return self.participants.named(subject)

    def _accused(self, denial: Denial) -> tuple[Participant, ...]:
        """Who denies to have done it: the one whose part it is said to be, else the speaker."""
        if denial.whose is not None:
            return (denial.whose,)
        return tuple(Participant(mention=s.span, actor=s.actor, certainty="asserted") for s in denial.voice.sources[-1:])

    def _armed(self, denial: Denial, last: Claim) -> tuple[Participant, ...]:
        """An armed party that denies violence of which nobody is named as the author: it is understood to be accused of it."""
        if last.type not in VIOLENT:
            return ()
        return tuple(
            p for p in self._accused(denial) if p.actor is not None and p.actor.kind in ARMED and p.actor not in [t.actor for t in last.targets]
        )

    def _voice_at(self, token: Token) -> list[Voice]:
        return [v for v in self.voices.around(token.start, token=token.i) if v.sources][:1]

    def _what(self, found: list[Claim], denial: Denial) -> Claim | None:
        """What is denied: one's part in an attack, else what was told right before, else the violence told last."""
        if denial.own_part:
            return self._violence(found, denial.cue)
        owners = self._whose_account(denial.cue)
        found = [c for c in found if c.modality != "demanded"]
        theirs = [c for c in found if any(self._is_of(s.actor, o) for s in c.attribution.sources for o in owners)]
        last = self._told_before(theirs, denial.cue, types=None, within=LAID_WITHIN) or self._told_before(
            found, denial.cue, types=None, within=TOLD_WITHIN
        )
        return last or self._told_before(found, denial.cue, types=VIOLENT, within=2 * TOLD_WITHIN)

    def _violence(self, found: list[Claim], cue: Token) -> Claim | None:
        """The violence that somebody has a part in: of the type that a noun behind the cue names, else the attack told last."""
        types = frozenset(s.type for t in self._named_events(cue) for s in self.scene.lexicon.nouns.of(t.lower)[0]) & DEEDS
        wide = ATTACKS if types & ATTACKS else types
        tiers = (types - GENERAL, wide, ATTACKS, VIOLENT)
        return next((told for t in tiers if (told := self._told_before(found, cue, types=t, within=LAID_WITHIN)) is not None), None)

    def _whose_account(self, cue: Token) -> list[Actor]:
        """Whose version is denied, where that is said: "avviser *hærens* versjon", "dismisses the *Russian* account"."""
        accounts = [t for t in self.doc.children(cue.i, "obj", "obl") if self.scene.lexicon.accounts.get(t.lower) == "account"]
        owners = [self.participants.named(o) for t in accounts for o in self.doc.children(t.i, "nmod:poss", "amod")]
        return [p.actor for p in owners if p is not None and p.actor is not None]

    @staticmethod
    def _is_of(source: Actor | None, owner: Actor) -> bool:
        """Whether a source is the owner of an account, speaks for it, or is of the state that it names."""
        if source is None:
            return False
        sides = [a for a in (source, source.affiliation) if a is not None]
        return any(a.id == owner.id or (owner.country is not None and a.country == owner.country) for a in sides)

    def _named_events(self, cue: Token) -> list[Token]:
        """Nouns of violence behind a denial ("drapene", "angrepet")."""
        words = self.doc.sentence_tokens(cue.sentence)
        return [t for t in words if t.i > cue.i and t.upos == "NOUN" and any(s.type in DEEDS for s in self.scene.lexicon.nouns.of(t.lower)[0])]

    def _untargeted(self, found: list[Claim]) -> Iterator[Claim]:
        """ "Sivile var ikke målet": the attack told before, denied, with those who were not the target (codebook, section 10: denied status)."""
        for token in self.doc.tokens:
            kind = self.scene.kind(token)
            subject = next(iter(self.doc.children(token.i, "nsubj")), None)
            if kind is None or kind.english != TARGET or subject is None or not any(self.doc.children(token.i, "cop")):
                continue
            voices = self._voice_at(token)
            no = any(self.scene.lexicon.negation.get(t.lower) == "adverb" for t in self.doc.children(token.i, "advmod"))
            last = self._told_before(found, token, types=ATTACKS, within=LAID_WITHIN)
            spared = self.participants.named(subject)
            if last is None or spared is None or no == any(v.frame.cls == "denying" for v in voices):
                continue
            claim = self._repeated(last, token, voices[0] if voices else None, "denied", agents=last.agents)
            yield claim.model_copy(update={"targets": (spared,)})

    # --- blame ------------------------------------------------------------------------------------------------------------------

    def blamed(self, found: list[Claim]) -> list[Claim]:
        """ "Regjeringen gir IS skylden": the violence told before, by the one who is blamed (codebook, section 10: responsibility)."""
        made: list[Claim] = []
        for voice in self.voices.voices:
            cue = self.doc.tokens[voice.frame.cue_token]
            sentence = self.doc.sentences[cue.sentence]
            author = self._blamed(voice.frame.cls, cue) if voice.sources else None
            if author is None or any(overlap(s.span, author.mention) for s in voice.sources):
                continue
            attack = self._told_before(found, cue, types=ATTACKS, within=LAID_WITHIN)
            last = attack or self._told_before(found, cue, types=VIOLENT, within=TOLD_WITHIN)
            told = [c for c in found if cue.start < c.trigger.start < sentence.end and (c.type in VIOLENT or self._is_charge(c, cue))]
            if last is not None and not told:
                made.append(self._repeated(last, cue, voice, "blamed", agents=(author,)).model_copy(update={"targets": ()}))
        at = {c.trigger.start for c in made}
        return [c for c in found if not (c.type == "statement" and c.trigger.start in at)] + made

    def _is_charge(self, claim: Claim, cue: Token) -> bool:
        """Whether a claim stands under a verb of blame, as what somebody is blamed for ("skuldar dei for *å ha brote avtalen*")."""
        token = self.doc.token_at(claim.trigger.start)
        chain = (token, *self.doc.ancestors(token.i)) if token is not None and claim.type != "statement" else ()
        return any(t.head == cue.i and t.rel != "conj" for t in chain)

    def _blamed(self, cls: str, cue: Token) -> Participant | None:
        """Whom a verb of blame ("gir X skylden") or one that can also point at things ("mistenker X", "peker på X") names as the author."""
        if cls == "blaming":
            return self.participants.blamed(cue)
        return self.participants.pointed_at(cue) if cls == "pointing" else None

    # --- authorship ---------------------------------------------------------------------------------------------------------------

    def authored(self, found: list[Claim]) -> list[Claim]:
        """ "Rørsla nektar for å stå bak", "mener at det var PKK som sto bak": no claim of responsibility but the violence told of, denied or laid on somebody."""
        behind = [c for c in found if self._is_authorship(c) and not self._owns_up(c)]
        named = [c for c in behind if self._names_event(found, c)]
        return [self._authored(found, c) if c in behind else c for c in found if c not in named]

    def _is_authorship(self, claim: Claim) -> bool:
        """Whether a claim says who was *behind* something."""
        token = self.doc.token_at(claim.trigger.start)
        words = {claim.trigger.text.lower().split()[-1]} | ({c.lower for c in self.doc.children(token.i)} if token is not None else set())
        return claim.type == "responsibility_claim" and not words.isdisjoint(self._behind)

    def _names_event(self, found: list[Claim], claim: Claim) -> bool:
        """Whether the violence is a claim of its own, behind the word ("ei regjering som står bak *folkemord*")."""
        cue = self.doc.token_at(claim.trigger.start)
        events = {t.start for t in self._named_events(cue)} if cue is not None else set()
        return any(c.trigger.start in events for c in found)

    def _owns_up(self, claim: Claim) -> bool:
        """Whether those who are said to be behind it say so themselves, or nobody says who they are."""
        if claim.polarity == "denied" or claim.modality in {"probable", "possible"}:
            return False
        speakers = {a.id for s in claim.attribution.sources if s.actor is not None for a in (s.actor, s.actor.affiliation) if a is not None}
        return not claim.agents or any(a.actor is None or a.actor.id in speakers or self._points_back(a) for a in claim.agents)

    def _points_back(self, agent: Participant) -> bool:
        """Whether a phrase has a pronoun of the third person ("den", "dess medlemmar")."""
        words = (self.scene.lexicon.pronouns.get(t.lower) for t in self.doc.tokens_between(agent.mention.start, agent.mention.end))
        return any(row is not None and row["person"] == "3" for row in words)

    def _authored(self, found: list[Claim], claim: Claim) -> Claim:
        """The violence that somebody is said, or denies, to be behind; the claim itself where nothing of the kind was told before."""
        cue = self.doc.token_at(claim.trigger.start)
        last = self._violence(found, cue) if cue is not None else None
        if cue is None or last is None:
            return claim
        again = self._repeated(last, cue, None, "denied" if claim.polarity == "denied" else "blamed", agents=claim.agents)
        return again.model_copy(update={k: getattr(claim, k) for k in ("trigger", "evidence", "modality", "attribution")})

    # --- what was told ------------------------------------------------------------------------------------------------------------

    def _sentence_of(self, claim: Claim) -> int:
        token = self.doc.token_at(claim.trigger.start)
        return token.sentence if token is not None else 0

    def _told_before(self, found: list[Claim], cue: Token, *, types: frozenset[str] | None, within: int) -> Claim | None:
        """The claim of one of the types (any but statements, for ``None``) that stands nearest before a cue, so many sentences back at most."""
        told = [
            c
            for c in found
            if c.trigger.start < cue.start
            and (c.type != "statement" if types is None else c.type in types)
            and cue.sentence - self._sentence_of(c) <= within
        ]
        return max(told, key=lambda c: (self._sentence_of(c), -self._depth(c), c.trigger.start), default=None)

    def _depth(self, claim: Claim) -> int:
        """How many clauses of occasion, purpose or description a claim stands in: what is denied is what they belong to ("skjøt mot folk *som flyktet*")."""
        token = self.doc.token_at(claim.trigger.start)
        chain = (token, *self.doc.ancestors(token.i)) if token is not None else ()
        return sum(t.rel in ASIDE for t in chain)

    def _repeated(self, last: Claim, cue: Token, voice: Voice | None, how: Literal["denied", "blamed"], *, agents: tuple[Participant, ...]) -> Claim:
        sentence = self.doc.sentences[cue.sentence]
        span = self.doc.span(cue.start, cue.end)
        return last.model_copy(
            update={
                "claim_id": "clm_" + digest(self.doc.article.doc_id, self.version, last.type, span.start, span.end, how),
                "polarity": "denied" if how == "denied" else "affirmed",
                "modality": "asserted",
                "trigger": span,
                "evidence": (self.doc.span(sentence.start, sentence.end),),
                "counts": (),
                "agents": agents,
                "attribution": self.voices.attribution([voice] if voice is not None else []),
                "extractor": Extractor(name="ifolge", version=self.version, rule={"denied": "denial.anaphoric", "blamed": "blame.anaphoric"}[how]),
            }
        )
