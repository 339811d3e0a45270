"""The way from a parsed article to its claims: a pure function of the document and the version.

Triggers become drafts, drafts become claims with their attribution, reading, participants, counts, place and time; then claims about one happening are
joined, and what a claim does not say of its own event is taken from what the article said of it before, with a reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import ifolge
from ifolge.claims.attribution import Attributor
from ifolge.claims.cast import Cast
from ifolge.claims.counts import PEOPLE, Tallies, Tally
from ifolge.claims.events import Draft, Events, Happening
from ifolge.claims.identity import digest
from ifolge.claims.links import relinked
from ifolge.claims.modality import STRENGTH, Reading, read, says_why
from ifolge.claims.participants import Participants
from ifolge.claims.repeats import Repeats
from ifolge.claims.scene import ARMED, CASUALTY, DEEDS, VIOLENT, Scene, overlap
from ifolge.claims.scoring import LINK, Decision, decide, decisions
from ifolge.claims.setting import WITHIN, Setting
from ifolge.claims.sources import KINDS, Voice, Voices
from ifolge.claims.statements import BIOGRAPHICAL, describes_source, find_statements
from ifolge.claims.triggers import HARM, Trigger, find_triggers
from ifolge.grounding.english import singular_of
from ifolge.grounding.place import PlaceMention
from ifolge.parsing.document import Document, Sentence, Token
from ifolge.records import Attribution, Claim, Count, Extractor, Modality, Participant, Place, Polarity, Source, Span, Time

GENERIC = frozenset({"people", "person", "persons", "victims"})
"""Kinds too general to be a participant where their number is counted."""
UPROOTED = GENERIC | {"civilians", "civilian", "residents", "inhabitants", "children"}
"""The same for those who flee or are driven out, who are a number unless they are a named kind (codebook, section 10: people who move)."""

ROOTED = DEEDS | {"detention", "displacement", "territorial_change"}
"""Types that happen on the spot an article is about, where it names no other; dealings and plans can be anywhere."""
UNREAL = {"planned", "demanded", "hypothetical"}
YEAR = timedelta(days=366)


def extract(document: Document, *, registers: tuple[str, ...] = ()) -> tuple[Claim, ...]:
    """All claims of a parsed article, in reading order. ``registers`` are the user's actor registers, on top of the one that ships."""
    return decide(*propose(document, registers=registers))


def propose(document: Document, *, registers: tuple[str, ...] = (), learned: Mapping[str, Decision] | None = None) -> tuple[Scene, tuple[Claim, ...]]:
    """What the grammar proposes, with the scene it was read from; of ``learned``, by default the decisions that ship, only that of events is asked."""
    scene = Scene(document, registers)
    claims = () if scene.is_off_topic else _Extraction(scene).claims()
    link = (decisions() if learned is None else learned).get(LINK)
    return scene, claims if link is None else relinked(scene, claims, link)


class _Extraction:
    """The rules at work on one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.triggers = find_triggers(scene)
        acts = {t.token for t in self.triggers if t.type in VIOLENT and not t.is_noun}
        attributor = Attributor(scene)
        frames = [f for f in attributor.frames() if f.cue_token not in acts]
        self.triggers = [t for t in self.triggers if t.token not in attributor.norms]
        self.cast = Cast(scene)
        self.voices = Voices(scene, self.cast, frames)
        self.participants = Participants(scene, self.cast)
        self.setting = Setting(scene, frames, self.triggers)
        self.tallies = Tallies(scene, self.triggers, sources=[s.span for v in self.voices.voices for s in v.sources]).find()
        self.version = "+".join(filter(None, (ifolge.__version__, scene.lexicon.pack.edition)))
        self._happenings: list[Happening] = []

    def claims(self) -> tuple[Claim, ...]:
        drafts = Events(self.scene, voice_of=self._voice_of, is_denied=self._is_denied).drafts(self.triggers)
        told = {t.token for d in drafts for t in d.triggers}
        drafts = [w for d in drafts if self._is_said(d, told) for w in self._wished(d, told)]
        self._owner = self._owners(drafts)
        drafts = [d for d in drafts if d.trigger is not None and not self._is_emptied(d)]
        taken = [t.token for d in drafts for t in d.triggers]
        made: list[tuple[Draft, list[Voice]]] = [(d, self.voices.around(self._offset(d.trigger), token=d.trigger.token)) for d in drafts]
        made += [
            (Draft(s.trigger), [s.voice, *[v for v in self.voices.around(self._offset(s.trigger), token=s.trigger.token) if v is not s.voice]])
            for s in find_statements(self.scene, self.voices.voices, taken)
        ]
        made.sort(key=lambda m: (self._offset(m[0].trigger), m[0].trigger.type))
        told_of = [(self._linked(self._claim(draft, voices), draft), draft) for draft, voices in made]
        known = {claim.claim_id for claim, draft in told_of if draft.known and not self._is_counted(draft)}
        found = [c for c in self._flown(self._filled([claim for claim, _ in told_of])) if c.claim_id not in known]
        repeats = Repeats(self.scene, self.voices, self.participants, self.version)
        found = repeats.blamed(repeats.authored(found))
        denials = repeats.denied(found)
        found = [c for c in found if not self._is_denied_account(c, denials)] + denials
        return tuple(sorted(found, key=lambda c: (c.trigger.start, c.trigger.end, c.type, c.claim_id)))

    def _is_counted(self, draft: Draft) -> bool:
        return any(owner is draft.trigger for owner in self._owner)

    def _is_denied_account(self, claim: Claim, denials: list[Claim]) -> bool:
        """Whether a claim is only the word of denial itself, or a statement what it names ("avviser anklagene")."""
        token = self.doc.token_at(claim.trigger.start)
        head = self.doc.tokens[token.head].start if token is not None else -1
        denied = {d.trigger.start for d in denials}
        cues = {s.cue.start for d in denials for s in d.attribution.sources if s.cue is not None}
        return claim.trigger.start in denied or (claim.type == "statement" and not cues.union(denied).isdisjoint({claim.trigger.start, head}))

    def _voice_of(self, trigger: Trigger) -> tuple[int, int] | None:
        """The cue of the narrowest voice that holds a trigger: two triggers of one voice can be one claim."""
        voices = [v for v in self.voices.around(self._offset(trigger), token=trigger.token) if v.frame.construction != "according"]
        return voices[0].frame.cue if voices else None

    def _is_denied(self, trigger: Trigger) -> bool:
        """Whether a trigger is denied by its clause or by who tells of it."""
        return self._reading(Draft(trigger), self.voices.around(self._offset(trigger), token=trigger.token)).polarity == "denied"

    def _owners(self, drafts: list[Draft]) -> list[Trigger | None]:
        """For each tally the trigger of the claim it belongs to: by its toll word, else the toll of its sentence; a mere part joins the toll it is part of."""
        by_token = {i: d.trigger for d in drafts for t in d.triggers for i in t.tokens}
        owners: list[Trigger | None] = []
        for tally in self.tallies:
            owner = by_token.get(tally.toll)
            if owner is None:
                same = [
                    d.trigger for d in drafts if self.doc.tokens[d.trigger.token].sentence == tally.sentence and any(t.effect for t in d.triggers)
                ]
                strange = VIOLENT if tally.effect in HARM else frozenset()
                owner = min(same, key=lambda t: (bool(strange) and t.type not in strange, abs(t.token - tally.toll))) if same else None
            if tally.parent is not None and (
                owner is None or self.tallies[tally.parent].effect != tally.effect or (owner.rule.endswith(".toll") and tally.toll in owner.tokens)
            ):
                owner = owners[tally.parent] or owner
            owners.append(owner)
        return owners

    def _is_emptied(self, draft: Draft) -> bool:
        """A toll word whose numbers all joined the toll they are part of tells nothing by itself, nor do "the many victims" of a known one."""
        trigger = draft.trigger
        mine = [k for k, t in enumerate(self.tallies) if any(t.toll in part.tokens for part in draft.triggers)]
        token = self.doc.tokens[trigger.token]
        if any(self.doc.children(token.i, "nsubj", "cop")):
            return False
        nominal = trigger.rule.endswith((".toll", ".missing")) or (
            trigger.form == "participle"
            and (token.rel.split(":")[0] in {"nsubj", "obj", "obl", "nmod", "iobj"} or (bool(mine) and token.rel in {"conj", "xcomp"}))
            and not any(self.doc.children(token.i, "aux", "cop"))
        )
        if not nominal or any(t.type not in CASUALTY | {"statement"} for t in draft.triggers):
            return False
        if all(self._owner[k] is not trigger for k in mine):
            return True
        told = [self.tallies[k].number for k in mine if self._owner[k] is trigger]
        return trigger.rule.endswith(".toll") and self.scene.is_definite(token) and all(n.low is None and n.high is None for n in told)

    def _offset(self, trigger: Trigger) -> int:
        return self.doc.tokens[trigger.token].start

    def _is_said(self, draft: Draft, told: set[int]) -> bool:
        """Leave out triggers that only name a source, and words of saying that carry another claim (``told``: tokens of all claims)."""
        offset = self._offset(draft.trigger)
        if any(s.span.start <= offset < s.span.end for v in self.voices.voices for s in v.sources):
            return False
        if draft.trigger.type in BIOGRAPHICAL and describes_source(self.scene, self.voices.voices, draft.trigger.token):
            return False
        if self._is_unconfirmed(draft.trigger):
            return False
        own = self.voices.own(draft.trigger.token)
        if draft.trigger.type == "statement" and own is not None:
            inside = [
                t
                for t in self.triggers
                if own.frame.start <= self._offset(t) < own.frame.end
                and t.token in told
                and t.token != draft.trigger.token
                and t.type != "statement"
                and not self._is_coordinated(t.token, draft.trigger.token)
            ]
            return not inside
        return True

    def _is_coordinated(self, below: int, verb: int) -> bool:
        """Whether a token stands under a verb coordinated with the given one ("fordømmer angrepet og krever …"): it is not said by that verb."""
        chain = (self.doc.tokens[below], *self.doc.ancestors(below))
        return any(t.rel == "conj" and t.head == verb for t in chain)

    def _is_unconfirmed(self, trigger: Trigger) -> bool:
        """ "Oplysningerne er ikke bekræftet", "kan verken bekrefte eller avkrefte": no claim (codebook, section 8)."""
        committed = self.scene.lexicon.says(self.doc.tokens[trigger.token].lower, "committed")
        return trigger.type == "statement" and committed and read(self.scene, trigger).polarity == "denied"

    def _is_known(self, trigger: Trigger) -> bool:
        """Whether a definite noun names violence that readers are taken to know of: a demand about it asks for something else ("krever gransking av drapet")."""
        return trigger.is_noun and trigger.type in VIOLENT and self.scene.is_definite(self.doc.tokens[trigger.token])

    def _wished(self, draft: Draft, told: set[int]) -> list[Draft]:
        """A draft, but of violence that somebody only wants stopped a statement, and none where something else is wanted about it ("gransking av drapet")."""
        if not self._is_wish(draft.trigger):
            return [draft]
        token = self.doc.tokens[draft.trigger.token]
        if token.rel.split(":")[0] not in {"obj", "nsubj"} or token.head in told:
            return []
        return [Draft(replace(draft.trigger, type="statement", frame="speech", effect="", rule="statement.noun"))]

    def _is_wish(self, trigger: Trigger) -> bool:
        """Whether known violence is only what a demand or a condition is about, and nothing more is told of it."""
        if not self._is_known(trigger) or any(self.doc.children(trigger.token, "acl:relcl")):
            return False
        here = self.doc.tokens[trigger.token].sentence
        voices = self.voices.around(self._offset(trigger), token=trigger.token)[:1]
        said = [v.frame.modality for v in voices if self.doc.tokens[v.frame.cue_token].sentence == here]
        return not {read(self.scene, trigger).modality, *said}.isdisjoint({"demanded", "hypothetical"})

    # --- one claim ----------------------------------------------------------------------------------------------------------

    def _claim(self, draft: Draft, voices: list[Voice]) -> Claim:
        trigger = draft.trigger
        reading = self._reading(draft, voices)
        attribution = self._attribution(trigger, voices)
        agents, targets = self._parties(draft, reading)
        if trigger.type != "statement":
            targets = tuple(p for p in targets if not any(overlap(s.span, p.mention) for s in attribution.sources))
        counts = self._counts(draft)
        place, time = self._where(draft), self._when(draft, reading)
        span = self._trigger_span(trigger)
        evidence = self._evidence(trigger, voices)
        source_key = attribution.sources[0].span.start if attribution.sources else -1
        claim_id = "clm_" + digest(self.doc.article.doc_id, self.version, trigger.type, span.start, span.end, source_key)
        return Claim(
            claim_id=claim_id,
            doc_id=self.doc.article.doc_id,
            doc=self.doc.article.doc,
            event_id="evt_",
            lang=self.doc.article.lang,
            type=trigger.type,
            polarity=reading.polarity,
            modality=reading.modality,
            trigger=span,
            evidence=evidence,
            agents=agents,
            targets=targets,
            counts=counts,
            place=place,
            time=time,
            attribution=attribution,
            confidence=1.0,  # the learned decision says how sure (claims.scoring)
            extractor=Extractor(name="ifolge", version=self.version, rule=trigger.rule),
        )

    def _reading(self, draft: Draft, voices: list[Voice]) -> Reading:
        readings = [read(self.scene, t) for t in draft.triggers if t.type == draft.trigger.type or t is draft.trigger]
        reading = readings[0]
        modality: Modality = reading.modality
        polarity: Polarity = reading.polarity
        own = self.voices.own(draft.trigger.token)
        for voice in [*voices[:1], *([own] if own is not None and draft.trigger.type == "statement" else [])]:
            said = voice.frame.modality
            if said is not None and STRENGTH[said] > STRENGTH[modality]:
                modality = said
            if self._unsays(voice) and not voice.frame.direct and not self._is_aside(draft.trigger, voice):
                polarity = "denied"
        if modality == "demanded" and self._is_known(draft.trigger):
            modality = "asserted"
        if draft.trigger.rule == "statement.noun" and modality in {"demanded", "hypothetical"}:
            polarity = "affirmed"
        return Reading(modality, polarity, reading.cues)

    def _unsays(self, voice: Voice) -> bool:
        """Whether a voice says that something is not so: a verb of denial, or one that takes back what was said ("trekker tilbake påstanden om at …")."""
        objects = self.doc.children(voice.frame.cue_token, "obj")
        taken_back = voice.frame.cls == "retracting" and any(self.scene.lexicon.accounts.get(t.lower) == "account" for t in objects)
        return taken_back or voice.frame.cls == "denying"

    def _is_aside(self, trigger: Trigger, voice: Voice) -> bool:
        """Whether a trigger stands in a relative or temporal clause of what is denied: it is taken for granted ("nekter for at noen døde da de bombet byen")."""
        chain = itertools.takewhile(lambda h: h != voice.frame.cue_token, self.scene.clauses.chain(trigger.token))
        return any(
            t.rel == "acl:relcl" or (t.rel == "advcl" and (says_why(self.scene, t) or any(map(self._subordinates, self.doc.children(t.i, "mark")))))
            for t in map(self.doc.tokens.__getitem__, chain)
        )

    def _subordinates(self, mark: Token) -> bool:
        """Whether a clause mark makes its clause the circumstances of another, and not what is said ("om at")."""
        return mark.upos == "SCONJ" and not self.scene.opens_clause(mark.i)

    def _attribution(self, trigger: Trigger, voices: list[Voice]) -> Attribution:
        own = self.voices.own(trigger.token)
        if trigger.type in {"statement", "responsibility_claim"} and own is not None:
            return self.voices.attribution([own, *voices])
        if voices:
            return self.voices.attribution(voices)
        if not trigger.is_noun and (trigger.frame == "speech" or trigger.type == "responsibility_claim"):
            return self._speaker_attribution(trigger)
        before = self._carried(trigger)
        return self.voices.attribution(before, implied=True) if before else self.voices.attribution([])

    def _speaker_attribution(self, trigger: Trigger) -> Attribution:
        """The subject of a verb of threat, praise or condemnation is its source; who is accused or urged is none."""
        agents = () if self.participants.is_passive(trigger) else self.participants.speakers(trigger)
        token = self.doc.tokens[trigger.token]
        cue = self.doc.span(token.start, token.end)
        sources = tuple(Source(span=a.mention, kind=KINDS[a.actor.kind] if a.actor else "official", actor=a.actor, cue=cue) for a in agents)
        return Attribution(mode="indirect" if sources else "narrated", sources=sources, publisher=self.doc.article.publisher)

    def _carried(self, trigger: Trigger) -> list[Voice]:
        """Voices of the sentence before in the same paragraph, where this sentence has none (codebook, section 8: implied)."""
        sentence = self.doc.sentences[self.doc.tokens[trigger.token].sentence]
        if sentence.i == 0:
            return []
        before = self.doc.sentences[sentence.i - 1]
        if before.block != sentence.block or self._turns_away(sentence):
            return []
        found = [v for v in self.voices.voices if before.start <= v.frame.cue[0] < before.end and v.sources and v.frame.cls != "denying"]
        return found[-1:]

    def _turns_away(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with words that lead to something else than what was told before ("I mellomtiden …", "Tidligere på måneden …")."""
        return any(self.scene.reads(sentence.first, turn) for turn in self.scene.lexicon.connectives.get("turn", ()))

    def _parties(self, draft: Draft, reading: Reading) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        agents, targets = self.participants.of(draft.trigger, "asserted")
        if draft.trigger.frame == "speech" and reading.modality == "planned":
            agents = self.participants.speakers(draft.trigger)
        for other in draft.joined:
            more_agents, more_targets = self.participants.of(other, "asserted")
            taken = [p.mention for p in (*agents, *targets)]
            agents = (*agents, *[p for p in more_agents if not agents and _free(p, taken)])
            targets = (*targets, *[p for p in more_targets if _free(p, taken)])
        casualty = any(t.type in CASUALTY and (t.is_noun or t.frame != "transitive" or self.participants.is_passive(t)) for t in draft.triggers)
        generic = UPROOTED if draft.trigger.type == "displacement" else GENERIC
        return (
            tuple(p for p in agents if self._takes_part(p, UPROOTED, casualty=False)),
            tuple(p for p in targets if self._takes_part(p, generic, casualty=casualty)),
        )

    def _takes_part(self, p: Participant, generic: frozenset[str], *, casualty: bool) -> bool:
        """Whether a phrase is a participant beside its number: a party, a thing, or a named kind of people outside tolls (codebook, section 10: people who move)."""
        if not any(overlap(t.number, p.mention) for t in self.tallies):
            return not (casualty and _is_one_of_many(p))
        token = next((t for t in reversed(self.doc.tokens_between(p.mention.start, p.mention.end)) if self.scene.kind(t) is not None), None)
        kind = self.scene.kind(token) if token is not None else None
        if kind is None or kind.sort not in PEOPLE:
            return (kind is not None and kind.sort in {"infrastructure", "vehicle"}) or (
                p.actor is not None and p.actor.kind not in {"civilians", "unknown"}
            )
        if kind.sort == "force" or (p.actor is not None and p.actor.kind not in {"civilians", "unknown"}):
            return True
        return not casualty and kind.english not in generic

    def _counts(self, draft: Draft) -> tuple[Count, ...]:
        chosen: list[tuple[int, Tally]] = [(k, t) for k, t in enumerate(self.tallies) if self._owner[k] is draft.trigger]
        index = {k: n for n, (k, _) in enumerate(chosen)}
        return tuple(t.count(self.scene, index.get(t.parent) if t.parent is not None else None) for _, t in chosen)

    def _where(self, draft: Draft) -> Place | None:
        if draft.trigger.type == "statement":
            return None
        for trigger in draft.triggers:
            placed = self.setting.place_mention(trigger)
            if placed is not None:
                place = self.setting.place(placed)
                return place if placed.mention.name else self._meant(place, placed.mention)
        return None

    def _meant(self, place: Place, mention: PlaceMention) -> Place:
        """For "byen", "området": the place where the article last told that something happened, not where somebody spoke."""
        widest = WITHIN.get(mention.feature, 0)
        told = [(c.trigger.start, c.place) for h in self._happenings for c in h.claims if c.place is not None and c.place.precision <= widest]
        last = max(told, key=lambda t: t[0], default=(0, None))[1]
        level = 2 if mention.construction in ("near", "offset") else 1
        if last is None:
            return place
        return last.model_copy(update={"span": place.span, "precision": max(last.precision, level), "reason": "place_anaphor"})

    def _when(self, draft: Draft, reading: Reading) -> Time | None:
        for trigger in draft.triggers:
            mention = self.setting.time_mention(trigger)
            if mention is not None:
                return self.setting.time(mention, self._anchor(), planned=reading.modality in {"planned", "demanded"})
        return None

    def _anchor(self) -> tuple[date, date] | None:
        """Days of the claim before, for "dagen før" and "samme dag"."""
        for happening in reversed(self._happenings):
            for claim in reversed(happening.claims):
                if claim.time is not None and claim.time.earliest is not None and claim.time.latest is not None:
                    return claim.time.earliest, claim.time.latest
        return None

    def _trigger_span(self, trigger: Trigger) -> Span:
        """The trigger word with companions that stand right beside it."""
        first = last = trigger.token
        while last + 1 in trigger.tokens:
            last += 1
        while first - 1 in trigger.tokens:
            first -= 1
        return self.doc.token_span(first, last + 1)

    def _evidence(self, trigger: Trigger, voices: list[Voice]) -> tuple[Span, ...]:
        sentence = self.doc.sentences[self.doc.tokens[trigger.token].sentence]
        spans = [(sentence.start, sentence.end)]
        for voice in voices[:1]:
            tag = self.doc.sentences[self.doc.tokens[voice.frame.cue_token].sentence]
            if trigger.type == "statement" and voice.frame.direct:
                spans = [(min(sentence.start, voice.frame.start), max(sentence.end, voice.frame.end))]
            if not any(s <= voice.frame.cue[0] < e for s, e in spans):
                spans.append((tag.start, tag.end))
        return tuple(self.doc.span(s, e) for s, e in sorted(spans))

    # --- events ---------------------------------------------------------------------------------------------------------------

    def _linked(self, claim: Claim, draft: Draft) -> Claim:
        """The claim with its event: joined to a happening told before where it fits, its open place and time taken from there."""
        token = self.doc.tokens[draft.trigger.token]
        definite = draft.trigger.is_noun and self.scene.is_definite(token)
        home = None
        if claim.type != "statement":
            home = next((h for h in reversed(self._happenings) if h.fits(claim, definite=definite)), None)
        if home is None:
            home = Happening(len(self._happenings), {claim.type})
            self._happenings.append(home)
        event_id = "evt_" + digest(
            self.doc.article.doc_id,
            home.claims[0].trigger.start if home.claims else claim.trigger.start,
            home.claims[0].type if home.claims else claim.type,
        )
        told = [c.place for c in reversed(home.claims) if c.place is not None and _lends(c, claim)]
        if claim.type == "responsibility_claim":
            told += [c.place for h in reversed(self._happenings) for c in reversed(h.claims) if c.place is not None and c.type in VIOLENT]
        place = claim.place or next(map(_inherited, told), None)
        if claim.place is not None and claim.place.precision == 6:
            place = next((_inherited(p) for p in told if p.precision < 6 and p.country == claim.place.country), claim.place)
        place = place or _inherited(self._nearby(claim))
        time = claim.time or (
            next((c.time.model_copy(update={"reason": "inherited"}) for c in reversed(home.claims) if c.time is not None), None)
            if claim.type != "statement"
            else None
        )
        done = claim.model_copy(update={"event_id": event_id, "place": place, "time": time})
        home.types.add(claim.type)
        home.claims.append(done)
        return done

    def _nearby(self, claim: Claim) -> Place | None:
        """Where the article last told that something happened, at about that time: in the same paragraph, or, of deeds and less than a country, anywhere before."""
        told = [c for h in self._happenings for c in h.claims if c.place is not None and c.type != "statement" and _lends(c, claim)]
        last = max(told, key=lambda c: c.trigger.start, default=None)
        if last is None or last.place is None or claim.type == "statement" or _are_apart(claim.time, last.time):
            return None
        near = self._block(last) == self._block(claim)
        return last.place if near or (claim.type in ROOTED and last.place.precision < 6) else None

    def _block(self, claim: Claim) -> int | None:
        token = self.doc.token_at(claim.trigger.start)
        return self.doc.sentences[token.sentence].block if token is not None else None

    def _flown(self, found: list[Claim]) -> list[Claim]:
        """Air raids by aircraft of nobody's, given to the one party that flies in the article ("To fly slapp bomber")."""
        flying = {p.actor.id: p.actor for c in found if c.type == "airstrike" for p in c.agents if p.actor is not None and p.actor.kind in ARMED}
        if len(flying) != 1:
            return found
        owner = next(iter(flying.values())).model_copy(update={"reason": "actor_owner"})
        given = [tuple(p.model_copy(update={"actor": owner}) if self.participants.is_aircraft(p) else p for p in c.agents) for c in found]
        return [c.model_copy(update={"agents": agents}) if agents != c.agents else c for c, agents in zip(found, given, strict=True)]

    def _filled(self, found: list[Claim]) -> list[Claim]:
        """Claims with the time that a later claim of the same event tells ("Angrepet skjedde natt til tirsdag")."""
        times: dict[str, Time] = {}
        for claim in found:
            if claim.time is not None and claim.time.earliest is not None:
                times.setdefault(claim.event_id, claim.time.model_copy(update={"reason": "inherited"}))
        return [c.model_copy(update={"time": times[c.event_id]}) if c.time is None and c.event_id in times else c for c in found]


def _inherited(place: Place | None) -> Place | None:
    return place.model_copy(update={"reason": "inherited"}) if place is not None else None


def _lends(told: Claim, claim: Claim) -> bool:
    """Whether the place of a claim told before can be that of another: the country or border that somebody wants, plans or imagines something at is not where it happened."""
    return told.modality not in UNREAL or claim.modality in UNREAL or (told.place is not None and told.place.precision < 5)


def _are_apart(one: Time | None, other: Time | None) -> bool:
    """Whether more than a year lies between two times."""
    days = sorted((t.earliest, t.latest) for t in (one, other) if t is not None and t.earliest is not None and t.latest is not None)
    return len(days) == 2 and days[1][0] - days[0][1] > YEAR


def _is_one_of_many(p: Participant) -> bool:
    """Whether a victim is one human being without a name or side ("min bror", "en gutt"), or mere people: a number and no party."""
    return p.actor is not None and p.actor.id.startswith("kind:") and p.actor.kind == "civilians" and p.actor.name == singular_of(p.actor.name)


def _free(p: Participant, taken: list[Span]) -> bool:
    return not any(overlap(p.mention, s) for s in taken)
