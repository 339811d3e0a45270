"""Entries to export: the claims of our own example articles, as a ledger would hand them out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from ifolge.codebook import event_types
from ifolge.extraction import Extractor
from ifolge.ledger import Card, Entry
from ifolge.reading import read
from ifolge.records import Article, Attribution, Claim, Modality, Polarity, Record, Span, Stance

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
