"""Entries to export: the claims of our own example articles, as a ledger would hand them out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ifolge.extraction import Extractor
from ifolge.ledger import Card, Entry
from ifolge.reading import read
from ifolge.records import Article

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
