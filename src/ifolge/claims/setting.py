"""Place and time of the event: not of the speaker, not of the desk.

Codebook, sections 6, 7 and 10. Every mention in the sentence is a candidate, ranked by clause and nearness: one arc of the tree is wrong in one case of four. A weekday
on the verb of saying is never the event's.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from functools import cached_property

from ifolge.claims.attribution import Frame
from ifolge.claims.clauses import VERBAL
from ifolge.claims.scene import ATTACKS, Placed, Scene
from ifolge.claims.triggers import Trigger
from ifolge.grounding.readings import TimeMention, TimeReading
from ifolge.grounding.time import in_order, narrowed, ordered
from ifolge.grounding.time import resolve as resolve_time
from ifolge.parsing.document import Token
from ifolge.records import Place, Published, Time

DATING = {"point", "span"}
AIMED = ATTACKS | {"movement", "displacement", "responsibility_claim"}
"""Types whose place can be what they are aimed at: "mot X"."""
SIDE_BY_SIDE = 8
"""Steps that "samtidig", the home of a witness and the goal of a flight stand behind a time or place that the sentence itself gives."""
SPEAKING = {"official", "spokesperson", "media"}
WITHIN = {"place": 2, "quarter": 2, "area": 3, "site": 2}
"""Kinds of place that stand for one told before ("byen", "området"), with the widest precision that it can have."""


class Setting:
    """Finds where and when the events of one article happened."""

    def __init__(self, scene: Scene, frames: list[Frame], triggers: list[Trigger]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self._frames = frames
        self._triggers = triggers
        self._speakers = [(link.start, link.wide_end) for f in frames for link in (*f.sources, *f.relays)]
        self._complementizers = frozenset(w for p in scene.lexicon.connectives.get("complementizer", ()) for w in p)

    @cached_property
    def _published(self) -> Published | None:
        """When the article can have been published, by its own account and by the days it tells of."""
        told = ((mention, "past") for mention in self.scene.times if self._is_told_as_past(mention))
        return narrowed(self.doc.article.published, told, lang=self.scene.lang)

    def _is_told_as_past(self, mention: TimeMention) -> bool:
        """Whether the nearest verb above a time mention tells what has been: a past form, or a perfect, without a modal; "to" or "by" that day is no such thing."""
        token = next(iter(self.doc.tokens_between(mention.start, mention.end)), None)
        if token is None or (token.i > 0 and self.doc.tokens[token.i - 1].upos == "ADP"):
            return False
        verb = next((t for t in self.doc.ancestors(token.i) if t.upos in {"VERB", "AUX"}), None)
        if verb is None:
            return False
        helpers = list(self.doc.children(verb.i, "aux", "cop"))
        if self.scene.lexicon.modals.keys() & {t.lower for t in helpers}:
            return False
        has = any(t.lemma in {"ha", "have"} for t in helpers)
        return "Tense=Past" in verb.feats or any("Tense=Past" in t.feats for t in helpers) or (has and verb.is_participle)

    @cached_property
    def _in_order(self) -> dict[TimeMention, TimeReading]:
        """Weekdays that a word of cause or sequence puts before or after another one of their sentence."""
        found: dict[TimeMention, TimeReading] = {}
        for sentence in self.doc.sentences:
            mentions = self.scene.within(self.scene.times, sentence.start, sentence.end)
            here = [replace(m, start=m.start - sentence.start, end=m.end - sentence.start) for m in mentions]
            pairs = in_order(self.doc.text[sentence.start : sentence.end], here, self.scene.lang) if len(here) > 1 else []
            found |= {mentions[k]: r for k, r in ordered(here, pairs, published=self._published, lang=self.scene.lang).items()}
        return found

    # --- when ---------------------------------------------------------------------------------------------------------------

    def time_mention(self, trigger: Trigger) -> TimeMention | None:
        """The time expression that dates a trigger in its own sentence, or ``None``."""
        sentence = self.doc.sentences[self.doc.tokens[trigger.token].sentence]
        ranked = []
        for mention in self.scene.within(self.scene.times, sentence.start, sentence.end):
            if mention.shape in DATING:
                rank = self._time_rank(mention, trigger)
                if rank is not None:
                    ranked.append((rank, mention.start, mention))
        return min(ranked, key=lambda r: r[:2])[2] if ranked else None

    def _time_rank(self, mention: TimeMention, trigger: Trigger) -> tuple[int, int] | None:
        token = next(iter(self.doc.tokens_between(mention.start, mention.end)), None)
        if token is None or self._dates_speech(token, trigger):
            return None
        steps = self._steps(token, trigger)
        if steps is None:
            return None
        owner = self._nearest_trigger(token)
        other = (
            owner is not None
            and owner.token != trigger.token
            and owner.clause != trigger.clause
            and self.scene.clauses.head_of[token.i] == owner.clause
        )
        loose = mention.kind == "same" and not mention.data
        return steps + (2 if other else 0) + (SIDE_BY_SIDE if loose else 0), abs(token.i - trigger.token)

    def _dates_speech(self, token: Token, trigger: Trigger) -> bool:
        """Whether a time hangs on the verb of saying: it stands outside what is said, in the clause of the cue."""
        for frame in self._frames:
            cue = self.doc.tokens[frame.cue_token]
            if cue.sentence != token.sentence or frame.construction == "according" or frame.cue_token == trigger.token:
                continue
            if frame.start <= token.start < frame.end:
                between = range(cue.i + 1, token.i)
                tight = frame.start <= cue.end and all(self._is_light(self.doc.tokens[k], frame) for k in between) and cue.i < token.i
                if tight and any(t.lower in self._complementizers for t in self.doc.tokens[token.i + 1 : token.i + 5]):
                    return True
            elif self._belongs_to_cue(token, cue, trigger):
                return True
        return False

    def _belongs_to_cue(self, token: Token, cue: Token, trigger: Trigger) -> bool:
        """Whether a time outside what is said stands in the clause of the cue; where cue and trigger share a clause, whether it stands nearer to the cue."""
        clause = self.scene.clauses.head_of
        return clause[token.i] == clause[cue.i] and (clause[cue.i] != trigger.clause or abs(token.i - cue.i) < abs(token.i - trigger.token))

    def _is_light(self, token: Token, frame: Frame) -> bool:
        return (
            token.upos in {"ADV", "PUNCT", "PART"}
            or any(s.start <= token.start < s.wide_end for s in (*frame.sources, *frame.relays))
            or self.scene.time_at(token) is not None
            or token.upos == "ADP"
            or bool(self.scene.within(self.scene.places, token.start, token.end))
        )

    def _steps(self, token: Token, trigger: Trigger) -> int | None:
        """Clauses between a mention and a trigger: 0 for the same, one more for each step up or down, ``None`` in a foreign branch."""
        here, there = list(self.scene.clauses.chain(token.i)), list(self.scene.clauses.chain(trigger.token))
        if here[0] == there[0]:
            return 0
        if here[0] in there:
            return there.index(here[0])
        if there[0] in here:
            return here.index(there[0]) + 1
        return 4

    def _nearest_trigger(self, token: Token) -> Trigger | None:
        same = [t for t in self._triggers if self.doc.tokens[t.token].sentence == token.sentence]
        return min(same, key=lambda t: (abs(t.token - token.i), t.token)) if same else None

    def time(self, mention: TimeMention, anchor: tuple[date, date] | None, *, planned: bool) -> Time:
        """The reading of a time mention, with its reason; a day told as past is past, though it stands in what is demanded or planned."""
        planned = planned and not self._is_told_as_past(mention)
        tense = "future" if planned else "past"
        anchor = anchor or self._other_day(mention)
        reading = self._in_order.get(mention) if not planned else None
        if reading is None:
            reading = resolve_time(mention, published=self._published, lang=self.scene.lang, tense=tense, anchor=anchor)
        return Time(
            span=self.doc.span(mention.start, mention.end),
            earliest=reading.earliest,
            latest=reading.latest,
            candidates=reading.candidates,
            precision=reading.precision,
            reason=reading.reason,
        )

    def _other_day(self, mention: TimeMention) -> tuple[date, date] | None:
        """The days of a time before a mention in its sentence, be it that of the saying: "medgav på fredagen … dagen innan"."""
        token = self.doc.token_at(mention.start)
        sentence = self.doc.sentences[token.sentence] if token is not None else None
        before = self.scene.within(self.scene.times, sentence.start, mention.start) if sentence is not None else []
        readings = [resolve_time(m, published=self._published, lang=self.scene.lang) for m in before if m.shape in DATING]
        return next(((r.earliest, r.latest) for r in reversed(readings) if r.earliest is not None and r.latest is not None), None)

    # --- where --------------------------------------------------------------------------------------------------------------

    def place_mention(self, trigger: Trigger) -> Placed | None:
        """The place of a trigger in its own sentence, or ``None``."""
        sentence = self.doc.sentences[self.doc.tokens[trigger.token].sentence]
        ranked = []
        for placed in self.scene.within(self.scene.places, sentence.start, sentence.end):
            rank = self._place_rank(placed, trigger)
            if rank is not None:
                ranked.append((rank, placed.start, placed))
        return min(ranked, key=lambda r: r[:2])[2] if ranked else None

    def _place_rank(self, placed: Placed, trigger: Trigger) -> tuple[int, ...] | None:
        token = self.doc.token_at(placed.start)
        away = placed.mention.construction == "toward" and trigger.type not in AIMED
        if token is None or placed.mention.construction == "dateline" or away or self._is_seat(token) or self._acts(placed, token, trigger):
            return None
        steps = self._steps(token, trigger)
        if steps is None:
            return None
        vague = {1: 0, 2: 0, 3: 0, 4: 1, 5: 2, 6: 3, 7: 3}[placed.reading.precision]
        located = 0 if self._is_located(placed) or self._undergoes(placed) else 1
        fled = trigger.type == "displacement" and placed.mention.construction == "toward"
        aside = fled or self._is_neighbour(token) or self._dates_speech(token, trigger)
        return steps // 2 + (SIDE_BY_SIDE if aside else 0), located + vague, located, steps, abs(token.i - trigger.token)

    def _is_neighbour(self, token: Token) -> bool:
        """Whether a place tells where people live who tell what they saw ("innbyggere i X forteller"): it happened there."""
        head = self.doc.tokens[token.head]
        if head.upos == "PROPN" and head.rel == "nmod" and head.i < token.i:
            return self._is_neighbour(head)
        return head.i < token.i <= head.i + 5 and any(role == "witness" for role, _ in self.scene.lexicon.roles.of(head.lower)[0])

    def _is_seat(self, token: Token) -> bool:
        """Whether a place tells where somebody who speaks or rules has his seat ("regjeringen i X"), not where anything happened."""
        if self._is_neighbour(token):
            return False
        head = self.doc.tokens[token.head]
        phrase = list(itertools.takewhile(lambda t: t.upos not in VERBAL, (token, *self.doc.ancestors(token.i))))
        named = any(t.rel == "appos" for t in phrase)
        if any(s <= t.start < e for t in (phrase if named else phrase[:1]) for s, e in self._speakers):
            return True
        if token.rel != "nmod" or not head.i < token.i <= head.i + 3 or any(self.doc.children(head.i, "case")):
            return False
        kind = self.scene.kind(head)
        return any(role in SPEAKING for role, _ in self.scene.lexicon.roles.of(head.lower)[0]) and (
            kind is None or (kind.sort == "infrastructure" and head.rel == "nsubj")
        )

    def _acts(self, placed: Placed, token: Token, trigger: Trigger) -> bool:
        """A country or capital that acts ("Russland hevder") is an actor, not a place; what something is done to ("X ble inntatt") and a part of a country are none."""
        country = placed.reading.kind == "country"
        if placed.mention.construction in {"compass", "border"} or self._is_located(placed, only_in=country):
            return False
        undergoes = (token.rel == "nsubj:pass" or trigger.form == "participle") and self.scene.clauses.subject(trigger.clause) is token
        if not country and (placed.mention.feature or undergoes):
            return False
        return country or token.rel in {"nsubj", "nmod:poss", "nsubj:pass"}

    def _undergoes(self, placed: Placed) -> bool:
        """Whether something is done to a place less than a country ("byen X i provinsen Y ble inntatt", "raided the X refugee camp")."""
        phrase = self.doc.tokens_between(placed.mention.phrase_start, placed.mention.phrase_end)
        inside = {t.i for t in phrase}
        top = (t for t in phrase if t.head not in inside)
        return placed.reading.kind != "country" and any(t.rel in {"obj", "nsubj:pass"} for t in top)

    def _is_located(self, placed: Placed, *, only_in: bool = False) -> bool:
        """Whether a preposition of place stands before the place phrase; ``only_in`` takes "i" and "på", not "til" or "mot"."""
        if placed.mention.construction in {"in", "near"}:
            return True
        wanted = {"place"} if only_in else {"place", "near", "toward", "target", "cause"}
        start = placed.mention.phrase_start
        before = list(self.doc.tokens_between(max(0, start - 60), start))[-4:]
        while len(before) > 2 and before[-1].upos not in {"DET", "ADJ"}:
            before.pop(0)
        before = before[-2:] if len(before) < 3 else before
        return any(self.scene.lexicon.prepositions.get(t.lower, frozenset()) & wanted for t in before)

    def place(self, placed: Placed, *, inherited: bool = False) -> Place:
        """The record of a settled place, with its reason."""
        r = placed.reading
        return Place(
            span=self.doc.span(placed.mention.start, placed.mention.end),
            id=r.id,
            name=r.name,
            country=r.country,
            adm1=r.adm1,
            adm2=r.adm2,
            lat=r.lat,
            lon=r.lon,
            precision=r.precision,
            candidates=r.candidates,
            reason="inherited" if inherited else r.reason,
        )
