"""Any number of claims that look like years of news: those of our example and corpus articles, varied, each article with a text of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from ifolge.errors import Issue
from ifolge.extraction import Extraction, Extractor
from ifolge.grounding.gazetteer import gazetteer
from ifolge.grounding.register import load_register
from ifolge.reading import read
from ifolge.records import Actor, Claim, Count, Participant, Place, Published, Source, Span, Time

ROOT = Path(__file__).resolve().parent.parent
CORPUS_STEP = 30
"""Of the corpus articles each so-manieth gives its claims, too."""
GAZETTEER = 479_000
"""Rows of the gazetteer, about."""
PLACES = 20_000
PERSONS = 20_000
YEARS = (date(1990, 1, 1), date(2025, 12, 31))

T = TypeVar("T")


def originals(*, corpus: bool = True) -> list[Extraction]:
    """Our example articles, and some of the corpus, with their claims."""
    paths = [ROOT / "examples", *(sorted((ROOT / "corpus" / "articles").glob("*/*.txt"))[::CORPUS_STEP] if corpus else ())]
    made = Extractor().extract_all(read(paths))
    return [one for one in made if not isinstance(one, Issue) and one.claims]


class Variation:
    """Varies claims by chance; the same seed gives the same ones.

    Places are 20 000 of the gazetteer, actors all of the register and the originals and 20 000 persons, each used more often the earlier it stands (rank in the power of
    ⅓), days lie between 1990 and 2025. Lengths of spans stay true to their words.
    """

    def __init__(self, originals: Sequence[Extraction], *, seed: int = 0) -> None:
        self._chance = random.Random(seed)
        self._originals = originals
        self._places = [gazetteer().row(self._chance.randrange(GAZETTEER) + 1) for _ in range(PLACES)]
        register = load_register()
        self._actors = [register.actor(name) for name in register.entries]
        self._chance.shuffle(self._actors)
        self._number = 0

    def articles(self) -> Iterator[Extraction]:
        """Articles without end."""
        while True:
            yield self._article(self._originals[self._number % len(self._originals)])
            self._number += 1

    def _article(self, one: Extraction) -> Extraction:
        name = name_of(self._number)
        published = self._day()
        article = one.article.model_copy(
            update={
                "doc_id": f"doc_{name}",
                "doc": f"{name}.txt",
                "text": f"{one.article.text}\n({self._number})\n",
                "published": Published(earliest=published, latest=published, precision="day", origin="header"),
            }
        )
        shift = published - (one.article.published.earliest if one.article.published else published)
        country = self._places[self._rank(PLACES)].country
        return Extraction(article, tuple(self._claim(claim, i, name, shift, country) for i, claim in enumerate(one.claims)))

    def _claim(self, claim: Claim, position: int, name: str, shift: timedelta, country: str) -> Claim:
        attribution = claim.attribution
        return claim.model_copy(
            update={
                "claim_id": f"clm_{name_of(self._number, position)[:12]}",
                "event_id": f"evt_{name_of(self._number, claim.event_id)[:12]}",
                "doc_id": f"doc_{name}",
                "doc": f"{name}.txt",
                "place": self._place(claim.place) if claim.place else None,
                "time": _shifted(claim.time, shift) if claim.time else None,
                "agents": tuple(self._participant(one) for one in claim.agents),
                "targets": tuple(self._participant(one) for one in claim.targets),
                "counts": tuple(self._count(one) for one in claim.counts),
                "attribution": attribution.model_copy(update={"sources": tuple(self._source(one) for one in attribution.sources)}),
                "confidence": round(self._chance.betavariate(4, 2), 2),
            }
        )

    def _place(self, place: Place) -> Place:
        found = self._places[self._rank(PLACES)]
        update = {"span": _span(found.name), "id": found.id, "name": found.name, "country": found.country, "lat": found.lat, "lon": found.lon}
        return place.model_copy(update={**update, "adm1": gazetteer().row(found.adm1).name if found.adm1 else None, "adm2": None})

    def _participant(self, one: Participant) -> Participant:
        return one.model_copy(update={"actor": self._actor(one.actor)}) if one.actor else one

    def _source(self, one: Source) -> Source:
        return one.model_copy(update={"actor": self._actor(one.actor)}) if one.actor else one

    def _actor(self, actor: Actor) -> Actor:
        if actor.kind == "person":
            number = self._rank(PERSONS)
            return actor.model_copy(
                update={"id": f"person:{number}", "name": f"Person {number:05}", "affiliation": self._actors[number % len(self._actors)]}
            )
        return self._actors[self._rank(len(self._actors))]

    def _count(self, count: Count) -> Count:
        factor = self._chance.choice((1, 1, 2, 3, 5, 10))
        numbers = {name: number * factor for name in ("low", "best", "high") if (number := getattr(count, name)) is not None}
        return count.model_copy(update=numbers)

    def _rank(self, number: int) -> int:
        return int(number * self._chance.random() ** 3)

    def _day(self) -> date:
        return YEARS[0] + timedelta(days=self._chance.randrange((YEARS[1] - YEARS[0]).days))


def name_of(*parts: Any) -> str:
    """Sixteen digits for the article of a number, or for something in it."""
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _shifted(time: Time, shift: timedelta) -> Time:
    if time.earliest is None or time.latest is None:
        return time
    days = {"earliest": time.earliest + shift, "latest": time.latest + shift, "candidates": tuple(day + shift for day in time.candidates)}
    return time.model_copy(update=days)


def _span(name: str) -> Span:
    return Span(start=0, end=len(name), text=name)
