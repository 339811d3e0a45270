"""What our own resolvers read from the words that a model pointed at.

The reading that enters a claim is always ours; what the model said of a number, a day, a country or a name is only compared with it, and a value on which the two differ is refused (IF713). Words that
are part of a longer expression ("tolv" of "minst tolv") are refused, too, unless they read the same by themselves ("14" of "ytterligare 14").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ifolge.claims.attribution import Attributor
from ifolge.claims.cast import Cast, actor_resolver
from ifolge.claims.scene import M, Scene
from ifolge.claims.setting import DATING, Setting
from ifolge.claims.sources import Voices
from ifolge.grounding.actor import ActorContext
from ifolge.grounding.number import find_numbers
from ifolge.grounding.readings import NumberMention, TimeMention
from ifolge.grounding.time import find_times
from ifolge.llm.anchoring import Refused, shown
from ifolge.llm.reply import SaidCount, SaidPlace, SaidTime
from ifolge.parsing.document import Document
from ifolge.records import Actor, Place, Span, Time

OF_STATES = frozenset({"state_military", "state_government"})
"""A state and its forces are one party: "russiske fly" are Russia's."""


class Resolvers:
    """The resolvers at work on one parsed article. ``registers`` are the user's actor registers."""

    def __init__(self, document: Document, registers: tuple[str, ...] = ()) -> None:
        self.scene = Scene(document, registers)
        frames = Attributor(self.scene).frames()
        self._cast = Cast(self.scene)
        Voices(self.scene, self._cast, frames)  # tells the cast who speaks where
        self._setting = Setting(self.scene, frames, [])

    def number(self, said: SaidCount, span: Span, field: str) -> NumberMention:
        """The one number in the words. Raises ``Refused`` where there is none or another, where it counts nothing, and where its bounds are not those said."""
        here = self.scene.within(self.scene.numbers, span.start, span.end)
        counting = [n for n in here if n.role != "article"] or here
        number = self._one(counting, span, field, "number", lambda n: (n.low, n.high, n.approximate, n.rejected), find_numbers)
        if number.rejected:
            raise differs(field, _bounds(said.low, said.high), span, f"no count but: {number.rejected}")
        if (said.low, said.high) != (number.low, number.high):
            raise differs(field, _bounds(said.low, said.high), span, _bounds(number.low, number.high))
        return number

    def time(self, said: SaidTime, span: Span, field: str, *, anchor: tuple[date, date] | None, planned: bool) -> Time:
        """The days that the words can mean; ``anchor`` are those of the claim before. Raises ``Refused`` where they are no time that dates an event, and where a day said is none of these."""

        def reading(mention: TimeMention) -> Time:
            return self._setting.time(mention, anchor, planned=planned)

        def days(mention: TimeMention) -> tuple[date | None, date | None]:
            return (time := reading(mention)).earliest, time.latest

        mention = self._one(self.scene.times, span, field, "time", days, find_times)
        if mention.shape not in DATING:
            raise differs(field, "a time", span, f"a {mention.shape}")
        found = reading(mention)
        earliest, latest = found.earliest, found.latest
        for day in (said.earliest, said.latest):
            if day is not None and not (earliest is not None and latest is not None and earliest <= day <= latest):
                raise differs(field, str(day), span, f"{earliest} to {latest}" if earliest else "no known day")
        return found

    def place(self, said: SaidPlace, span: Span, field: str) -> Place:
        """The place that the words name. Raises ``Refused`` where they name none or several, and where it lies in another country than said."""
        place = self._setting.place(self._one(self.scene.places, span, field, "place", lambda p: p, lambda text, lang: []))
        if said.country is not None and said.country != place.country:
            raise differs(field, said.country, span, f"{place.name}, {place.country or 'in no country'}")
        return place

    def actor(self, span: Span) -> Actor | None:
        """Who the words mean, ``None`` where we cannot tell."""
        return self._cast.resolve(span.start, span.end)

    def bear(self, span: Span, name: str, actor: Actor | None) -> bool:
        """Whether words that mean ``actor`` bear an English name: they hold it, or it means the same party, or the state or organisation that the party belongs to."""
        ours = _with_party(actor)
        if name.casefold() in span.text.casefold() or any(a.name.casefold() == name.casefold() for a in ours):
            return True
        published = self.scene.doc.article.published
        context = ActorContext(countries=self.scene.countries, published=published.latest if published else None)
        theirs = _with_party(actor_resolver("en", self.scene.registers).resolve(name, context=context).actor)
        return any(a.id == b.id or (a.country is not None and a.country == b.country and {a.kind, b.kind} <= OF_STATES) for a in ours for b in theirs)

    def _one(self, mentions: list[M], span: Span, field: str, what: str, read: Callable[[M], object], find: Callable[[str, str], list[M]]) -> M:
        """The one of all mentions that the words hold whole, or that reads the same by these words alone."""
        here = self.scene.within(mentions, span.start, span.end)
        if len(here) == 1 and span.start <= here[0].start and here[0].end <= span.end:
            return here[0]
        alone = [replace(m, start=m.start + span.start, end=m.end + span.start) for m in find(span.text, self.scene.lang)]  # type: ignore[type-var]
        if len(here) == len(alone) == 1 and read(alone[0]) == read(here[0]):
            return alone[0]
        raise differs(field, f"one {what}", span, " and ".join(shown(self.scene.doc.text[m.start : m.end]) for m in here) or "none")


def differs(field: str, said: str, span: Span, read: str) -> Refused:
    """The refusal of what does not follow from the words."""
    return Refused("IF713", field, said=said, quote=shown(span.text), read=read)


def _with_party(actor: Actor | None) -> list[Actor]:
    return [a for a in (actor, actor.affiliation if actor else None) if a is not None]


def _bounds(low: int | None, high: int | None) -> str:
    return f"{'' if low is None else low}…{'' if high is None else high}"
