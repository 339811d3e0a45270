"""What the learned decisions look at: signs of a claim and of each of its slots, as plain words.

A sign is a string such as ``rule=airstrike.noun`` or ``slots=agent+place``; a decision is a sum of weights over the signs that hold (``claims.scoring``). Nothing here is learned, and nothing names
a place, a person or a word of one article: triggers go in by lemma, everything else by kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ifolge.claims.scene import ARMED, VIOLENT, Scene
from ifolge.parsing.document import Token
from ifolge.records import Actor, Claim, Participant, Place, Source, Time

Signs = tuple[str, ...]
PER = 10  # shares are counted in tenths
STEPS = (0, 1, 2, 4, 7, 11)
"""Upper ends of the steps that a number is told by."""


def step(number: float) -> str:
    """A number as the step it lies on: "0", "1", "2", "4", "7", "11" or "more"."""
    return next((str(top) for top in STEPS if number <= top), "more")


class Features:
    """The signs of one article's proposed claims."""

    def __init__(self, scene: Scene, claims: Sequence[Claim]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.claims = claims

    @cached_property
    def article(self) -> Signs:
        """Signs of the article as a whole: how much of armed conflict is in it, by theme words, by armed parties, and by what the other proposals say."""
        conflict, rival = self.scene.themes
        armed = sum(1 for m in self.scene.actors if m.is_armed)
        violent = [c for c in self.claims if c.type in VIOLENT]
        partied = sum(1 for c in violent if any(p.actor is not None and p.actor.kind in ARMED for p in (*c.agents, *c.targets)))
        share = "none" if not violent else str(round(3 * partied / len(violent)))
        return (
            f"rival={step(PER * rival / max(1, conflict + rival))}",
            f"armed={step(armed)}",
            f"partied={share}",
            f"conflict={self.scene.is_conflict}",
        )

    def claim(self, claim: Claim) -> Signs:
        """Signs of a whole claim: whether it is told at all."""
        token = self.doc.token_at(claim.trigger.start)
        form = claim.extractor.rule.rpartition(".")[2]
        violent = claim.type in VIOLENT
        slots = _filled(claim)
        agent, target = _kind(claim.agents[0].actor if claim.agents else None), _kind(claim.targets[0].actor if claim.targets else None)
        about = self.article
        return (
            f"rule={claim.extractor.rule}",
            f"type={claim.type}",
            f"form={form}",
            f"slots={'+'.join(slots) or 'none'}",
            *(f"has={s}" for s in slots),
            f"{form}:has={len(slots)}",
            f"agent={agent}",
            f"target={target}",
            f"violent={violent}:agent={agent}",
            f"violent={violent}:target={target}",
            f"modality={claim.modality}",
            f"polarity={claim.polarity}",
            f"stance={claim.attribution.stance}",
            f"mode={claim.attribution.mode}",
            f"implied={claim.attribution.implied}",
            f"source={claim.attribution.sources[0].kind if claim.attribution.sources else 'none'}",
            f"place={_reason(claim.place)}",
            f"time={_reason(claim.time)}",
            *self._words(token, claim),
            *about,
            *(f"violent={violent}:{sign}" for sign in about),
        )

    def _words(self, token: Token | None, claim: Claim) -> Signs:
        """Signs of the trigger word: lemma, relation, where it stands."""
        if token is None:
            return ()
        sentence = self.doc.sentences[token.sentence]
        quote = self.doc.quote_at(token.start)
        again = any(c is not claim and c.event_id == claim.event_id and c.trigger.start < claim.trigger.start for c in self.claims)
        near = sum(1 for c in self.claims if c is not claim and sentence.start <= c.trigger.start < sentence.end)
        return (
            f"lemma={self.scene.lang}:{token.lemma.lower()}",
            f"upos={token.upos}",
            f"rel={token.rel}",
            f"head={self.doc.tokens[token.head].upos if token.head != token.i else 'root'}",
            f"definite={self.scene.is_definite(token)}:{token.upos}",
            f"paragraph={step(self.doc.blocks[sentence.block].i)}",
            f"quote={quote is not None}",
            f"question={self.doc.tokens[sentence.last - 1].text == '?'}",
            f"again={again}",
            f"near={min(near, 3)}",
        )

    def participant(self, claim: Claim, p: Participant, role: str) -> Signs:
        """Signs of an agent or target: whether it is one."""
        others = claim.agents if role == "agent" else claim.targets
        return (
            *self._mention(claim, p.mention.start, p.mention.end, p.actor),
            f"{role}s={min(len(others), 3)}",
            f"certainty={p.certainty}",
            *self._of(claim),
        )

    def source(self, claim: Claim, s: Source) -> Signs:
        """Signs of a source: whether the claim is its word."""
        return (
            *self._mention(claim, s.span.start, s.span.end, s.actor),
            f"sources={min(len(claim.attribution.sources), 3)}",
            f"implied={claim.attribution.implied}",
            f"mode={claim.attribution.mode}",
            f"stance={claim.attribution.stance}",
            f"source={s.kind}",
            *self._of(claim),
        )

    def setting(self, claim: Claim, found: Place | Time) -> Signs:
        """Signs of a place or time: whether it is the event's."""
        precision = found.precision
        return (
            *self._mention(claim, found.span.start, found.span.end, None),
            f"reason={_reason(found)}",
            f"precision={precision}",
            f"{_reason(found)}:precision={precision}",
            *self._of(claim),
        )

    def _of(self, claim: Claim) -> Signs:
        return (f"rule={claim.extractor.rule}", f"type={claim.type}", f"polarity={claim.polarity}", f"modality={claim.modality}")

    def _mention(self, claim: Claim, start: int, end: int, actor: Actor | None) -> Signs:
        """Signs of a mention against its trigger: what it is, how far away, on which side, in which relation."""
        tokens = self.doc.tokens_between(start, end)
        trigger = self.doc.token_at(claim.trigger.start)
        if not tokens or trigger is None:
            return ("mention=none",)
        inside = {t.i for t in tokens}
        head = next((t for t in tokens if t.head not in inside), tokens[-1])
        apart = self.doc.tokens[head.i].sentence - trigger.sentence
        side = "before" if head.i < trigger.i else "after"
        form = claim.extractor.rule.rpartition(".")[2]
        kind = _kind(actor)
        return (
            f"kind={kind}",
            f"type={claim.type}:kind={kind}",
            f"why={(actor.reason or '').partition(':')[0] if actor is not None else 'none'}",
            f"upos={head.upos}",
            f"rel={head.rel}",
            f"form={form}:rel={head.rel}",
            f"case={next((c.lower for c in self.doc.children(head.i, 'case')), 'none')}:{self.scene.lang}",
            f"side={side}:{form}",
            f"far={step(abs(head.i - trigger.i))}",
            f"sentences={max(-3, min(3, apart))}",
            f"governed={'trigger' if head.head == trigger.i else 'clause' if head.head == trigger.head else 'else'}",
            f"words={step(len(tokens))}",
        )


def _filled(claim: Claim) -> list[str]:
    slots = {
        "agent": claim.agents,
        "target": claim.targets,
        "count": claim.counts,
        "place": claim.place,
        "time": claim.time,
        "source": claim.attribution.sources,
    }
    return [name for name, value in slots.items() if value]


def _kind(actor: Actor | None) -> str:
    if actor is None:
        return "none"
    return f"kind:{actor.kind}" if actor.id.startswith("kind:") else actor.kind


def _reason(found: Place | Time | None) -> str:
    return "none" if found is None else (found.reason or "own").partition(":")[0]
