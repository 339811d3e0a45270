"""Entries to export: the claims of our own example articles, as a ledger would hand them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from ifolge.codebook import event_types
from ifolge.extraction import Extractor
from ifolge.ledger import Card, Entry
from ifolge.reading import read
from ifolge.records import Article, Attribution, Claim, Modality, Place, Polarity, Published, Record, Span, Stance

NOTED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def entries(root: Path) -> tuple[Entry, ...]:
    """Every claim of ``examples``, unreviewed, in reading order."""
    articles = (found for found in read([root / "examples"]) if isinstance(found, Article))
    extractor = Extractor()
    return tuple(Entry(claim, card(article), "unreviewed", (), None, NOTED) for article in articles for claim in extractor.extract(article))


def card(article: Article) -> Card:
    """An article without its text."""
    return Card(**{name: getattr(article, name) for name in Card.model_fields})


def edges(claim: Claim) -> Iterator[Claim]:
    """What claims can be that those of the examples are not, starting from an ordinary one."""
    place, time, killed = claim.place, claim.time, claim.counts[0]
    assert place is not None
    assert time is not None
    told = [
        killed.model_copy(update={"low": low, "best": best, "high": high})
        for low, best, high in ((None, None, 30), (21, None, None), (None, None, None), (0, 0, 0))
    ]
    changes: list[dict[str, object]] = [
        {"place": None, "time": None, "agents": (), "targets": (), "counts": (killed,), "attribution": Attribution()},
        {"time": time.model_copy(update={"earliest": None, "latest": None, "candidates": (), "precision": None})},
        {"time": time.model_copy(update={"earliest": date(2020, 12, 20), "latest": date(2021, 1, 20), "candidates": (), "precision": 4})},
        {"place": place.model_copy(update={"precision": 6, "adm1": None, "adm2": None})},
        {"place": place.model_copy(update={"country": "XK", "lat": 90.0, "lon": 180.0})},
        {"place": place.model_copy(update={"country": "AN", "lat": None, "lon": None})},
        {"counts": (killed.model_copy(update={"effect": "killed_or_injured"}),)},
        {"counts": (killed, killed.model_copy(update={"effect": "killed_or_injured"}))},
        {"counts": (killed, killed.model_copy(update={"who": "child", "low": 1, "best": 1, "high": 1, "subset_of": 0}))},
        *({"counts": (count,)} for count in told),
        {"counts": tuple(told)},
        {"agents": claim.agents * 2, "targets": claim.agents},
    ]
    yield from (claim.model_copy(update=change) for change in changes)
    for kind, polarity, modality, stance in product(event_types(), get_args(Polarity), get_args(Modality), get_args(Stance)):
        attribution = claim.attribution.model_copy(update={"stance": stance})
        yield claim.model_copy(update={"type": kind, "polarity": polarity, "modality": modality, "attribution": attribution})


def hidden(value: object) -> object:
    """A record, or a part of one, without any words of the article, as a ledger of hashes hands it out."""
    if isinstance(value, Span):
        return value.model_copy(update={"text": "█" * len(value.text)})
    if isinstance(value, Record):
        return value.model_copy(update={name: hidden(getattr(value, name)) for name in type(value).model_fields})
    return tuple(hidden(one) for one in value) if isinstance(value, tuple) else value


@pytest.fixture(scope="session")
def edge_entries(root: Path) -> tuple[Entry, ...]:
    """Claims at the edges: open bounds, no place, no days, every type in every modality, words that CSV must quote, and no words at all."""
    claim = Claim.from_json((root / "tests" / "data" / "claim.json").read_bytes())
    quoted = {"title": 'Angrep: «tøft»; "ti, tolv"\nog én,\r\nto', "url": "https://example.org/å?a=1,2", "publisher": "Åsnes; Ødeavisa"}
    article = Card(doc_id=claim.doc_id, doc=claim.doc, lang=claim.lang, **quoted)
    claims = [*edges(claim), Claim.model_validate(hidden(claim))]
    numbered = (one.model_copy(update={"claim_id": f"clm_{number:012x}"}) for number, one in enumerate(claims, start=1))
    return tuple(Entry(one, article, "accepted", ("place",), "inc_1", NOTED) for one in numbered)


@pytest.fixture(scope="session")
def odd_entries(root: Path) -> tuple[Entry, ...]:
    """What our examples do not have: made from one claim with everything in it, a change or two each."""
    whole = Claim.from_json((root / "tests" / "data" / "claim.json").read_bytes())
    place = whole.place
    assert place is not None
    person = whole.attribution.sources[0].actor
    denied = {"polarity": "denied", "time": {"span": whole.trigger, "reason": "vague"}, "place": None, "note": "attempt"}
    killed, injured = whole.counts
    union = killed.model_copy(update={"effect": "killed_or_injured", "low": None, "best": None, "high": 30, "who": "unknown"})
    part = killed.model_copy(update={"low": 6, "best": None, "high": None, "who": "child", "subset_of": 0})
    words = "Sjöbo, \"Ærø\" – ‘Ĝ’; 😀\r\nnew line\tand tab, \\ and 'quotes'\n"
    agent = whole.agents[0]
    changes: list[dict[str, Any]] = [
        {},
        denied,
        {"counts": (union, part, injured)},
        {"counts": (), "targets": (), "agents": (), "attribution": {}},
        {"agents": (agent, agent.model_copy(update={"actor": person, "certainty": "probable"}), agent.model_copy(update={"actor": None}))},
        {"evidence": (span(words), span("=1+1")), "trigger": span(words)},
        {
            "evidence": (span("█" * 40),),
            "trigger": span("██████"),
            "agents": (),
            "targets": (),
            "place": place.model_copy(update={"span": span("█")}),
        },
        {"place": Place(span=span("Jemen"), name="Yemen", country="YE", adm1="", precision=6)},
        {"place": place.model_copy(update={"lat": -90.0, "lon": 180.0, "precision": 7})},
        {"place": place.model_copy(update={"lat": 0.00000123, "lon": -0.1234567891, "precision": 4}), "confidence": 0.00001},
        {"superseded_by": "clm_x", "confidence": 1.0, "time": None},
    ]
    claims = [Claim.model_validate({**dict(whole), **change, "claim_id": f"clm_{n}"}) for n, change in enumerate(changes)]
    published = Published(earliest=date(2021, 6, 1), latest=date(2021, 6, 30), precision="month", origin="dateline")
    articles = [
        Card(doc_id=whole.doc_id, doc=whole.doc, lang="nb"),
        Card(doc_id=whole.doc_id, doc=whole.doc, lang="nb", published=published, title='«Drept», "såret"', url="https://avisen.example/a?b=c&d=å"),
    ]
    later = datetime(2026, 3, 4, 0, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))
    made = [Entry(claim, articles[n % 2], "unreviewed", (), None, NOTED) for n, claim in enumerate(claims)]
    return (Entry(claims[0], articles[1], "accepted", ("place", "counts"), "inc_1", later), *made[1:])


def span(text: str) -> Span:
    """Words from the beginning of an article."""
    return Span.of(text, 0, len(text))


Variant = Callable[..., Entry]


@pytest.fixture(scope="session")
def variant(entries: tuple[Entry, ...]) -> Variant:
    """A function that makes an entry unlike the first one: fields of the claim, ``card`` for those of the article, ``entry`` for its own."""

    def made(*, card: dict[str, Any] | None = None, entry: dict[str, Any] | None = None, **claim: Any) -> Entry:
        first = entries[0]
        own = Claim.from_json(first.claim.model_copy(update=claim).to_json())
        return replace(first, claim=own, article=first.article.model_copy(update=card or {}), **(entry or {}))

    return made
