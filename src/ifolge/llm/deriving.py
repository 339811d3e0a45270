"""What our own resolvers read from the words that a model pointed at.

The reading that enters a claim is always ours; what the model said of a number, a day, a country or a name is only compared with it, and a value on which the two differ is refused (IF713).
"""

from __future__ import annotations

from ifolge.claims.attribution import Attributor
from ifolge.claims.cast import Cast, actor_resolver
from ifolge.claims.scene import M, Scene
from ifolge.claims.setting import DATING, Setting
from ifolge.claims.sources import Voices
from ifolge.grounding.actor import ActorContext
from ifolge.grounding.readings import NumberMention
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
        number = self._only(self.scene.numbers, span, field, "number")
        if number.rejected:
            raise _differs(field, _bounds(said.low, said.high), span, f"no count but: {number.rejected}")
        if (said.low, said.high) != (number.low, number.high):
            raise _differs(field, _bounds(said.low, said.high), span, _bounds(number.low, number.high))
        return number

    def time(self, said: SaidTime, span: Span, field: str, *, planned: bool) -> Time:
        """The days that the words can mean. Raises ``Refused`` where they are no time that dates an event, and where the days said are none of these."""
        mention = self._only(self.scene.times, span, field, "time")
        if mention.shape not in DATING:
            raise _differs(field, "a time", span, f"a {mention.shape}")
        time = self._setting.time(mention, None, planned=planned)
        read = f"{time.earliest} to {time.latest}" if time.earliest else "no known day"
        for day in (said.earliest, said.latest):
            if day is not None and not (time.earliest is not None and time.latest is not None and time.earliest <= day <= time.latest):
                raise _differs(field, str(day), span, read)
        return time

    def place(self, said: SaidPlace, span: Span, field: str) -> Place:
        """The place that the words name. Raises ``Refused`` where they name none or several, and where it lies in another country than said."""
        place = self._setting.place(self._only(self.scene.places, span, field, "place"))
        if said.country is not None and said.country != place.country:
            raise _differs(field, said.country, span, f"{place.name}, {place.country or 'in no country'}")
        return place

    def actor(self, name: str | None, span: Span, field: str) -> Actor | None:
        """Who the words mean, ``None`` where we cannot tell. Raises ``Refused`` where they neither hold the name said nor mean that party."""
        actor = self._cast.resolve(span.start, span.end)
        if name is None or name.casefold() in span.text.casefold() or (actor is not None and self._is(actor, name)):
            return actor
        raise _differs(field, shown(name), span, actor.name if actor is not None else "nobody we know")

    def _is(self, actor: Actor, name: str) -> bool:
        """Whether an English name means an actor, or the state or organisation that it belongs to."""
        published = self.scene.doc.article.published
        context = ActorContext(countries=self.scene.countries, published=published.latest if published else None)
        named = actor_resolver("en", self.scene.registers).resolve(name, context=context).actor
        ours = [a for a in (actor, actor.affiliation) if a is not None]
        if any(a.name.casefold() == name.casefold() for a in ours):
            return True
        theirs = [a for a in (named, named.affiliation if named else None) if a is not None]
        return any(a.id == b.id or (a.country is not None and a.country == b.country and {a.kind, b.kind} <= OF_STATES) for a in ours for b in theirs)

    def _only(self, mentions: list[M], span: Span, field: str, what: str) -> M:
        """The one mention that lies in a span whole."""
        found = self.scene.within(mentions, span.start, span.end)
        if len(found) == 1 and span.start <= found[0].start and found[0].end <= span.end:
            return found[0]
        words = [self.scene.doc.text[m.start : m.end] for m in found]
        raise _differs(field, f"one {what}", span, " and ".join(map(shown, words)) or "none")


def _differs(field: str, said: str, span: Span, read: str) -> Refused:
    return Refused("IF713", field, said=said, quote=shown(span.text), read=read)


def _bounds(low: int | None, high: int | None) -> str:
    return f"{'' if low is None else low}…{'' if high is None else high}"
