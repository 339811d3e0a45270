"""One mention by itself: what each resolver says of words given outside any article (``ifolge time``, ``number``, ``place``, ``actor``).

``ask`` answers one question as plain values; ``ask_all`` answers JSON lines with JSON lines, in order. An answer has the mention, its language, the resolver's
values, and the ``reason`` code with its words in ``why``; words in which the resolver finds nothing get null values and the reason ``unread``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, get_args

from pydantic_core import from_json

from ifolge.errors import IfolgeError, Issue, fail
from ifolge.grounding import actor, number, place, time
from ifolge.grounding.place_words import place_words
from ifolge.grounding.readings import NumberMention, TimeMention, TimeReading
from ifolge.grounding.reasons import explain
from ifolge.languages import pack
from ifolge.reading.moments import parse_moment
from ifolge.records import Actor, Published

Tense = Literal["past", "present", "future"]
Answer = dict[str, Any]
FIELDS = ("mention", "lang", "published", "text", "country", "tense")
_APPOSED = 60  # characters behind a person's name in which an organisation can be the person's
_FIELDS = frozenset(FIELDS)
_NEEDED = ("mention", "lang")
_TENSES = frozenset(get_args(Tense))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A mention and what is known around it.

    ``published`` is the interval of publication (time, actor); ``text`` the words around the mention (all), which holds it or stands beside it; ``country`` a country by
    name in ``lang`` or by ISO code (place, actor); ``tense`` that of the event's verb (time). ``registers`` are the user's actor registers (actor).
    """

    mention: str
    lang: str
    published: Published | None = None
    text: str = ""
    country: str = ""
    tense: Tense = "past"
    registers: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, object], *, registers: tuple[str, ...] = (), where: str = "question", line: int | None = None) -> Question:
        """A question of plain values. Raises ``IfolgeError`` IF906 for a field that is missing, unknown or no text, IF109 for no date, IF202 for no language of ours."""
        values: dict[str, Any] = {k: v for k, v in row.items() if v is not None}
        wrong = [k for k, v in values.items() if k not in _FIELDS or not isinstance(v, str)]
        wrong += [k for k in _NEEDED if not values.get(k)]
        if wrong or values.get("tense", "past") not in _TENSES:
            detail = f"{', '.join(sorted(set(wrong)) or ['tense'])}: missing, unknown or no text that fits; there are {', '.join(FIELDS)}"
            raise fail("IF906", where=where, line=line, detail=detail)
        pack(values["lang"])
        if "published" in values:
            values["published"] = _published(values["published"])
            if values["published"] is None:
                raise fail("IF109", where=where, line=line, value=str(row["published"]))
        return cls(**values, registers=registers)

    @property
    def around(self) -> tuple[str, int]:
        """A text that holds the mention, and where in it the mention begins."""
        at = self.text.find(self.mention)
        return (self.text, at) if at >= 0 else (self.mention, 0)

    def meets(self, start: int, end: int) -> bool:
        """Whether a span of that text lies in the mention or over it."""
        at = self.around[1]
        return start < at + len(self.mention) and end > at


@lru_cache(maxsize=16384)
def _published(text: str) -> Published | None:
    moment = parse_moment(text)
    if moment is None:
        return None
    return Published(earliest=moment.earliest, latest=moment.latest, precision=moment.precision, origin="option", at=moment.at)


def ask_time(question: Question) -> Answer | None:
    """Days the expression can mean: the longest one found in the mention."""
    found = [m for m in _times(question.around[0], question.lang) if question.meets(m.start, m.end)]
    if not found:
        return None
    mention = max(found, key=lambda m: m.end - m.start)
    reading = _in_order(question, mention) or time.resolve(mention, published=question.published, lang=question.lang, tense=question.tense)
    return {
        "kind": mention.kind,
        "earliest": reading.earliest.isoformat() if reading.earliest else None,
        "latest": reading.latest.isoformat() if reading.latest else None,
        "candidates": [day.isoformat() for day in reading.candidates],
        "date_prec": reading.precision,
        "reason": reading.reason,
    }


def _in_order(question: Question, mention: TimeMention) -> TimeReading | None:
    """The reading of a weekday that the text puts before or after another one."""
    text = question.around[0]
    mentions = _times(text, question.lang)
    if len(mentions) < 2 or question.tense != "past":
        return None
    pairs = time.in_order(text, mentions, question.lang)
    return time.ordered(mentions, pairs, published=question.published, lang=question.lang).get(mentions.index(mention))


@lru_cache(maxsize=16384)
def _times(text: str, lang: str) -> tuple[TimeMention, ...]:
    return tuple(time.find_times(text, lang))


@lru_cache(maxsize=16384)
def _numbers(text: str, lang: str) -> tuple[NumberMention, ...]:
    return tuple(number.find_numbers(text, lang))


def ask_number(question: Question) -> Answer | None:
    """The amount of the first number in the mention, or why it is no count of people or things."""
    found = [m for m in _numbers(question.around[0], question.lang) if question.meets(m.start, m.end)]
    if not found:
        return None
    first = found[0]
    values = {"low": first.low, "best": first.best, "high": first.high, "approximate": first.approximate, "role": first.role or None}
    return {**values, "count": not first.rejected, "reason": first.rejected or None}


def ask_place(question: Question) -> Answer | None:
    """The place meant, with its runners-up. A bare name is read behind a preposition of place, and where that gives nothing, as it stands; other words the other way round."""
    text, at = question.around
    if text == question.text:
        return _place(question, text, at)
    inside = f"{_inside(question.lang)} "
    after = f". {question.text}"
    readings = [(inside + question.mention + after, len(inside)), (question.mention + after, 0)]
    ordered = readings if question.mention[:1].isupper() else readings[::-1]
    return next((answer for words, at in ordered if (answer := _place(question, words, at))), None)


def _place(question: Question, text: str, at: int) -> Answer | None:
    mentions = place.find_places(text, question.lang)
    readings = _place_resolver(question.lang).settle(mentions, countries=_countries(question))
    for mention, reading in zip(mentions, readings, strict=True):
        if mention.phrase_start < at + len(question.mention) and mention.phrase_end > at:
            if reading is None:
                return {"reason": "place_undecided"}
            values = {k: getattr(reading, k) for k in ("id", "name", "country", "adm1", "adm2", "lat", "lon", "kind")}
            return {**values, "where_prec": reading.precision, "candidates": list(reading.candidates), "reason": reading.reason}
    return None


def ask_actor(question: Question) -> Answer | None:
    """The actor meant, with the others it could be."""
    resolver = _actor_resolver(question.lang, question.registers)
    published = question.published.latest if question.published else None
    context = actor.ActorContext(countries=_countries(question), published=published)
    text, at = question.around
    named = [m.text for m in actor.find_actors(text[:at], question.lang, user_files=question.registers) if m.form in ("name", "acronym")]
    before = tuple(a for name in named if (a := resolver.resolve(name, context=context).actor) is not None)
    context = replace(context, resolved=before)
    reading = resolver.resolve(question.mention, context=context)
    if reading.reason == "actor_person_alone":
        wider = (resolver.resolve(words, context=context) for words in _apposed(text, at, question.mention))
        reading = next(
            (r for r in wider if r.actor and reading.actor and _is_named(r.actor.affiliation) and r.actor.name == reading.actor.name), reading
        )
    return {"actor": _plain(reading.actor), "head": reading.head, "candidates": list(reading.candidates), "reason": reading.reason}


def _is_named(party: Actor | None) -> bool:
    return party is not None and not party.id.startswith("kind:")


def _apposed(text: str, at: int, name: str) -> Iterator[str]:
    """A person's name with the words of its clause before it, then with more and more of those after it ("talsmann X", "X, talsmann for Y")."""
    end = at + len(name)
    yield re.split(r"[.!?:;,\n«»“”\"]\s", text[:at])[-1].lstrip() + name
    for words in re.finditer(r"\S+", text[end:].split(". ")[0]):
        if words.end() > _APPOSED:
            return
        yield text[at : end + words.end()]


RESOLVERS: Mapping[str, Callable[[Question], Answer | None]] = {"time": ask_time, "number": ask_number, "place": ask_place, "actor": ask_actor}


def ask(resolver: str, question: Question) -> Answer:
    """The answer of a resolver (``time``, ``number``, ``place``, ``actor``), ready for JSON."""
    answer = RESOLVERS[resolver](question) or {"reason": "unread"}
    reason = answer.pop("reason")
    return {"mention": question.mention, "lang": question.lang, **answer, "reason": reason, "why": explain(reason) if reason else None}


def ask_all(
    resolver: str, lines: Iterable[str], *, known: Mapping[str, str | None], registers: tuple[str, ...] = (), where: str = "standard input"
) -> Iterator[Answer | Issue]:
    """An answer for each JSON line, in order; what a line lacks is taken from ``known``. A line that is no question gives an answer with the code in ``error``, and the issue."""
    for line, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            yield ask(resolver, Question.of({**known, **_row(raw, where, line)}, registers=registers, where=where, line=line))
        except IfolgeError as error:
            yield {"error": error.issue.code}
            yield error.issue


def _row(raw: str, where: str, line: int) -> dict[str, object]:
    try:
        row = from_json(raw)
    except ValueError as error:
        raise fail("IF107", where=where, line=line, detail=str(error)) from None
    if not isinstance(row, dict):
        raise fail("IF906", where=where, line=line, detail="not a JSON object")
    return row


@lru_cache(maxsize=16)
def _place_resolver(lang: str) -> place.PlaceResolver:
    return place.PlaceResolver(lang)


@lru_cache(maxsize=16)
def _actor_resolver(lang: str, registers: tuple[str, ...]) -> actor.ActorResolver:
    return actor.ActorResolver(lang, user_files=registers)


@lru_cache(maxsize=16)
def _inside(lang: str) -> str:
    """The first preposition of place of a language ("i", "in")."""
    return next(" ".join(words) for words, relation in place_words(lang).relations.items() if relation == "in")


@lru_cache(maxsize=4096)
def _weights(text: str, lang: str) -> tuple[tuple[str, float], ...]:
    return tuple(actor.article_countries(text, lang).items())


def _countries(question: Question) -> dict[str, float]:
    """Weights of the countries that the question names."""
    weights = dict(_weights(question.text, question.lang)) if question.text else {}
    for code in filter(None, map(str.strip, question.country.split(","))):
        named = {code: 3.0} if len(code) == 2 and code.isupper() else dict(_weights(code, question.lang))
        weights |= {c: max(w, 3.0) for c, w in named.items()}
    return weights


def _plain(found: Actor | None) -> Answer | None:
    if found is None:
        return None
    values = {"id": found.id, "name": found.name, "kind": found.kind, "country": found.country, "external": dict(found.external)}
    return {**values, "affiliation": _plain(found.affiliation)}
