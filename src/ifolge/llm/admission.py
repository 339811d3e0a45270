"""The gate: a model's claims go in value by value, as far as the article and our resolvers bear them out.

What a claim rests on (form, trigger, polarity, modality, stance, source) must hold, or the claim is left out; a participant, a number, a place, a time or a relay that does not hold is left out alone.
Everything left out is told with article, claim and field; nothing is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from ifolge.claims.identity import digest
from ifolge.errors import Issue, issue
from ifolge.llm.anchoring import Refused, anchored, shown
from ifolge.llm.client import first_fault
from ifolge.llm.deriving import Resolvers, differs
from ifolge.llm.prompt import version
from ifolge.llm.reply import Marked, Quote, SaidClaim, SaidCount, SaidParticipant, SaidSource, SaidVia
from ifolge.parsing.document import Document
from ifolge.records import Actor, Attribution, Claim, Count, Extractor, Mode, Participant, Source, Span, Via

T = TypeVar("T")
S = TypeVar("S")
CONFIDENCE = 0.5
"""Of every claim: how often a model is right is not known, and what it says of itself is no measure."""
CLAIM, VALUE, NAME = "the claim", "the value", "the name"


class Admission:
    """Judges the claims of one reply about one parsed article."""

    def __init__(self, document: Document, *, model: str, registers: tuple[str, ...] = ()) -> None:
        self._doc = document
        self._resolvers = Resolvers(document, registers)
        self._extractor = Extractor(name="llm", version=model, rule=f"prompt.{version()}")
        self._events: dict[int, str] = {}
        self._issues: list[Issue] = []
        self._before: tuple[date, date] | None = None
        self._label = ""

    def admit(self, said: Sequence[Any]) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
        """The claims that hold, in reading order, and what was left out."""
        kept: dict[str, Claim] = {}
        for n, raw in enumerate(said, 1):
            self._label = f"claim {n}"
            try:
                one = SaidClaim.model_validate(raw)
                self._label = f"claim {n} ({one.type} {shown(one.trigger.q)})"
                claim = self._claim(one)
            except ValidationError as error:
                self._issues.append(self._issue("IF711", detail=first_fault(error)))
            except Refused as error:
                self._tell(error, CLAIM)
            else:
                if claim.claim_id in kept:
                    self._issues.append(self._issue("IF715"))
                kept.setdefault(claim.claim_id, claim)
        return tuple(sorted(kept.values(), key=lambda c: (c.trigger.start, c.trigger.end, c.type, c.claim_id))), tuple(self._issues)

    # --- one claim ----------------------------------------------------------------------------------------------------------

    def _claim(self, said: SaidClaim) -> Claim:
        article = self._doc.article
        trigger = self._trigger(said.trigger)
        polarity = self._marked(said.polarity, "affirmed", "polarity")
        modality = self._marked(said.modality, "asserted", "modality")
        stance = self._marked(said.stance, "states", "stance")
        sources = tuple(self._source(s, f"sources[{k}]") for k, s in enumerate(said.sources))
        planned = modality in {"planned", "demanded"}
        counts = self._counts(said.counts)
        agents, targets = self._each(said.agents, "agents", self._participant), self._each(said.targets, "targets", self._participant)
        via = self._each(said.via, "via", self._via)
        place = self._one(said.place, "place", lambda p, f: self._resolvers.place(p, self._span(p, f), f))
        time = self._one(said.time, "time", lambda t, f: self._resolvers.time(t, self._span(t, f), f, anchor=self._before, planned=planned))
        if time is not None and time.earliest is not None and time.latest is not None:
            self._before = (time.earliest, time.latest)
        mode = self._mode(trigger, sources)
        told_at = [self._sentence(s) for source in sources for s in (source.span, source.cue) if s is not None]
        rests_on = [trigger, *(c.span for c in counts), *(s.span for s in sources)]
        return Claim(
            claim_id="clm_"
            + digest(
                article.doc_id, *self._extractor.to_dict().values(), said.type, trigger.start, trigger.end, *(s.span.start for s in sources[:1])
            ),
            doc_id=article.doc_id,
            doc=article.doc,
            event_id=self._events.setdefault(said.event, "evt_" + digest(article.doc_id, trigger.start, said.type)),
            lang=article.lang,
            type=said.type,
            polarity=polarity,
            modality=modality,
            trigger=trigger,
            evidence=tuple(self._doc.span(s.start, s.end) for s in self._doc.sentences if s.i in {self._sentence(r) for r in rests_on}),
            agents=agents,
            targets=targets,
            counts=counts,
            place=place,
            time=time,
            attribution=Attribution(
                mode=mode,
                stance=stance,
                sources=sources,
                via=via,
                publisher=article.publisher,
                implied=mode == "indirect" and all(at < self._sentence(trigger) for at in told_at),
            ),
            confidence=CONFIDENCE,
            extractor=self._extractor,
        )

    def _trigger(self, quote: Quote) -> Span:
        span = self._span(quote, "trigger")
        token = self._doc.token_at(span.start)
        if token is None or not self._resolvers.scene.is_body(token):
            raise Refused("IF712", "trigger", quote=shown(quote.q), detail="stand in no running text there (a heading, a caption, a sign-off)")
        return span

    def _participant(self, said: SaidParticipant, field: str) -> Participant:
        span = self._span(said, field)
        certainty = self._marked(said.certainty, "asserted", f"{field}.certainty")
        return Participant(mention=span, certainty=certainty, actor=self._actor(said.name, span, f"{field}.name"))

    def _source(self, said: SaidSource, field: str) -> Source:
        span = self._span(said, field)
        cue = self._span(said.cue, f"{field}.cue") if said.cue is not None else None
        return Source(span=span, kind=said.kind, actor=self._actor(said.name, span, f"{field}.name"), cue=cue)

    def _actor(self, name: str | None, span: Span, field: str) -> Actor | None:
        """Whom we read in the words. A name that means another party than ours is refused with its value; one that we can only not confirm is left out alone."""
        actor = self._resolvers.actor(span)
        if name is None or self._resolvers.bear(span, name, actor):
            return actor
        refused = differs(field, shown(name), span, actor.name if actor is not None else "nobody we know")
        if actor is not None and not actor.id.startswith("kind:"):
            raise refused
        self._tell(refused, NAME)
        return actor

    def _via(self, said: SaidVia, field: str) -> Via:
        span = self._span(said, field)
        actor = self._resolvers.actor(span) if said.kind == "relay" else None
        return Via(span=span, name=actor.name if actor is not None else span.text, kind=said.kind, actor=actor)

    def _counts(self, said: Sequence[SaidCount]) -> tuple[Count, ...]:
        """The counts that hold; one that is part of another falls with it."""
        kept: list[Count] = []
        at: dict[int, int] = {}
        for k, one in enumerate(said):
            count = self._one(one, f"counts[{k}]", lambda c, f: self._count(c, f, at))
            if count is not None:
                at[k] = len(kept)
                kept.append(count)
        return tuple(kept)

    def _count(self, said: SaidCount, field: str, at: dict[int, int]) -> Count:
        span = self._span(said, field)
        number = self._resolvers.number(said, span, field)
        if said.part_of is not None and said.part_of not in at:
            raise Refused("IF714", f"{field}.part_of", value=f"counts[{said.part_of}]", detail="a count that stands before it and holds")
        return Count(
            effect=said.effect,
            who=said.who,
            low=number.low,
            best=number.best,
            high=number.high,
            approximate=number.approximate,
            certainty=self._marked(said.certainty, "asserted", f"{field}.certainty"),
            span=span,
            subset_of=None if said.part_of is None else at[said.part_of],
        )

    def _mode(self, trigger: Span, sources: Sequence[Source]) -> Mode:
        if not sources:
            return "narrated"
        return "direct" if self._doc.quote_at(trigger.start) is not None else "indirect"

    # --- values ---------------------------------------------------------------------------------------------------------------

    def _span(self, quote: Quote, field: str) -> Span:
        return anchored(quote, self._doc.article, field)

    def _sentence(self, span: Span) -> int:
        """The sentence that a span begins in, or the last one before it."""
        return max((s.i for s in self._doc.sentences if s.start <= span.start), default=0)

    def _marked(self, said: Marked[T] | None, usual: T, field: str) -> T:
        """A value whose cue stands in the article; the usual one needs none."""
        if said is None:
            return usual
        self._span(said.cue, f"{field}.cue")
        return said.value

    def _one(self, said: S | None, field: str, make: Callable[[S, str], T]) -> T | None:
        """A value that may fail alone."""
        try:
            return None if said is None else make(said, field)
        except Refused as error:
            self._tell(error, VALUE)
            return None

    def _each(self, said: Sequence[S], field: str, make: Callable[[S, str], T]) -> tuple[T, ...]:
        made = (self._one(one, f"{field}[{k}]", make) for k, one in enumerate(said))
        return tuple(one for one in made if one is not None)

    def _tell(self, refused: Refused, lost: str) -> None:
        self._issues.append(self._issue(refused.code, field=refused.field, lost=lost, **refused.values))

    def _issue(self, code: str, **values: Any) -> Issue:
        return issue(code, where=self._doc.article.doc, claim=self._label, **values)
