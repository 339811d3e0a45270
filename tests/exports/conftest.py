"""Entries to export: the claims of our own example articles, as a ledger would hand them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ifolge.extraction import Extractor
from ifolge.ledger import Card, Entry
from ifolge.reading import read
from ifolge.records import Article, Claim

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


Variant = Callable[..., Entry]


@pytest.fixture(scope="session")
def variant(entries: tuple[Entry, ...]) -> Variant:
    """A function that makes an entry unlike the first one: fields of the claim, ``card`` for those of the article, ``entry`` for its own."""

    def made(*, card: dict[str, Any] | None = None, entry: dict[str, Any] | None = None, **claim: Any) -> Entry:
        first = entries[0]
        own = Claim.from_json(first.claim.model_copy(update=claim).to_json())
        return replace(first, claim=own, article=first.article.model_copy(update=card or {}), **(entry or {}))

    return made
