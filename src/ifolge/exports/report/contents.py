"""The contents of a report, before they are set: countries, provinces, places, days, and under each day the claims in words.

Claims of one article about one event stand together, under the most exact place and the shortest interval that any of them gives; a claim with another place
or another time says so itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from ifolge.codebook import values
from ifolge.exports.report import words
from ifolge.ledger import Entry
from ifolge.records import Count, Place, Span, Time
from ifolge.wording import published

URL_CHARACTERS = "/:?#@!$&'*+,;=%~-._"

Quote = tuple[tuple[str, bool], ...]
"""A piece of evidence, cut into stretches; true for those of the trigger."""
Key = TypeVar("Key", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Told:
    """One claim in words. ``rows`` are label and text; ``notes`` review, confidence and ids."""

    claim_id: str
    lang: str
    title: str
    rows: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    article: str
    url: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number beside others: effect, what in words, how many, who says so, and whether a reviewer looked."""

    effect: str
    what: str
    number: str
    source: str
    article: str
    status: str

    def cells(self) -> tuple[str, ...]:
        """In the order of ``FIGURE_COLUMNS``."""
        return self.what, self.number, self.source, self.article, self.status


FIGURE_COLUMNS = ("what", "how many", "who says so", "article", "status")


@dataclass(frozen=True, slots=True)
class Day:
    """What is told of one place and one day or interval: stories (the claims of one article about one event), and the numbers where there are several."""

    name: str
    stories: tuple[tuple[Told, ...], ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of one precision with its days, undated last."""

    name: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its places; ``name`` is empty where nothing is known of provinces in that country."""

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its provinces, and how many claims and articles there are."""

    name: str
    provinces: tuple[Province, ...]
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Story:
    """The claims of one article about one event, in reading order, with the place and time that they stand under."""

    entries: tuple[Entry, ...]
    place: Place | None
    time: Time | None


def countries(entries: Iterable[Entry]) -> Iterator[Country]:
    """The contents: countries by name, claims without a country last."""
    for (_, name), group in _grouped(stories(entries), lambda s: (s.place is None or s.place.country is None, words.country(s.place))):
        told = [entry for story in group for entry in story.entries]
        yield Country(name, tuple(_provinces(group)), len(told), len({entry.article.doc_id for entry in told}))


def stories(entries: Iterable[Entry]) -> list[Story]:
    """Claims by article and event, in reading order."""
    by_event: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: (e.article.doc, e.claim.doc_id, e.claim.trigger.start, e.claim.claim_id)):
        by_event[entry.claim.doc_id, entry.claim.event_id].append(entry)
    return [_story(group) for group in by_event.values()]


def _story(entries: Sequence[Entry]) -> Story:
    places = [entry.claim.place for entry in entries if entry.claim.place]
    times = [entry.claim.time for entry in entries if entry.claim.time and entry.claim.time.earliest]
    return Story(tuple(entries), min(places, key=lambda place: place.precision, default=None), min(times, key=_width, default=None))


def _width(time: Time) -> int:
    return (time.latest - time.earliest).days if time.earliest and time.latest else 0


def _grouped(group: Iterable[Story], key: Callable[[Story], Key]) -> list[tuple[Key, list[Story]]]:
    """Stories by key, in the order of keys; those of one key as they came."""
    by_key: dict[Key, list[Story]] = defaultdict(list)
    for story in group:
        by_key[key(story)].append(story)
    return sorted(by_key.items(), key=lambda item: item[0])


def _provinces(group: Iterable[Story]) -> Iterator[Province]:
    for (_, name), inside in _grouped(group, lambda s: (not (s.place and s.place.adm1), (s.place and s.place.adm1) or "")):
        yield Province(name, tuple(_spots(inside)))


def _spots(group: Iterable[Story]) -> Iterator[Spot]:
    for _, inside in _grouped(group, lambda s: place_key(s.place)):
        yield Spot(words.where(inside[0].place), tuple(_days(inside)))


def _days(group: Iterable[Story]) -> Iterator[Day]:
    for _, inside in _grouped(group, lambda s: time_key(s.time)):
        entries = [entry for story in inside for entry in story.entries]
        yield Day(words.when(inside[0].time), tuple(tuple(told(entry, story) for entry in story.entries) for story in inside), figures(entries))


def place_key(place: Place | None) -> tuple[str, str, int]:
    """What makes two places one: name, id and precision."""
    return (place.name, place.id or "", place.precision) if place else ("", "", 0)


def time_key(time: Time | None) -> tuple[bool, date, date, tuple[date, ...]]:
    """What makes two times one: the interval and its candidates; undated is one time, and the last."""
    if time is None or time.earliest is None or time.latest is None:
        return True, date.max, date.max, ()
    return False, time.earliest, time.latest, time.candidates


def figures(entries: Iterable[Entry]) -> tuple[Figure, ...]:
    """The numbers of all claims, by what they count; none where fewer than two claims give any."""
    with_counts = [entry for entry in entries if entry.claim.counts]
    if len(with_counts) < 2:
        return ()
    order = list(values("effect"))
    found = [_figure(entry, count) for entry in with_counts for count in entry.claim.counts]
    return tuple(sorted(found, key=lambda figure: (order.index(figure.effect) if figure.effect in order else len(order), figure.what)))


def _figure(entry: Entry, count: Count) -> Figure:
    claim = entry.claim
    marks = [mark for mark, usual in ((claim.polarity, "affirmed"), (claim.modality, "asserted"), (count.certainty, "asserted")) if mark != usual]
    part = "" if count.subset_of is None else " (part of another number)"
    what = " ".join(filter(None, (count.effect.replace("_", " "), words.people(count)))) + part
    return Figure(
        count.effect, what, ", ".join([words.number(count), *dict.fromkeys(marks)]), words.chain(entry), article(entry), words.STATUS[entry.status]
    )


def told(entry: Entry, story: Story) -> Told:
    """One claim in words, under the place and time of its story."""
    claim = entry.claim
    return Told(
        claim_id=claim.claim_id,
        lang=claim.lang,
        title=words.title(claim),
        rows=tuple((label, text) for label, text in _rows(entry, story) if text),
        quotes=tuple(quoted(span, claim.trigger) for span in claim.evidence),
        article=article(entry),
        url=link(entry.article.url),
        notes=tuple(words.review(entry)),
    )


def _rows(entry: Entry, story: Story) -> Iterator[tuple[str, str]]:
    claim = entry.claim
    yield "Who to whom", words.parties(claim)
    yield "How many", "; ".join(words.figure(claim, count) for count in claim.counts)
    if place_key(claim.place) != place_key(story.place):
        yield "Where", words.where(claim.place)
    if time_key(claim.time) != time_key(story.time):
        yield "When", words.when(claim.time)
    if claim.time and claim.time.earliest is None:
        yield "Words of time", f"“{claim.time.span.text}”"
    yield "Who says so", words.chain(entry)
    yield "How it is said", words.manner(claim)
    yield "Note", claim.note or ""


def article(entry: Entry) -> str:
    """The article's title, else its name, with the day that it was published."""
    card = entry.article
    return f"{card.title or card.doc}, {published(card.published)}"


def quoted(span: Span, trigger: Span) -> Quote:
    """A piece of evidence, cut where the trigger begins and ends."""
    start, end = (min(max(at - span.start, 0), len(span.text)) for at in (trigger.start, trigger.end))
    cut = ((span.text[:start], False), (span.text[start:end], True), (span.text[end:], False))
    return tuple(piece for piece in cut if piece[0])


def link(url: str | None) -> str | None:
    """A web address that is safe to write down in HTML and Markdown; ``None`` for anything but http and https."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return quote(parts.geturl(), safe=URL_CHARACTERS) if parts.scheme in ("http", "https") and parts.netloc else None
