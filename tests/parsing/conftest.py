"""Articles for the parsing tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ifolge.records import Article, Lang

MakeArticle = Callable[[str, Lang], Article]


@pytest.fixture
def article() -> MakeArticle:
    """An article of a text in a language, with nothing known about it."""
    return lambda text, lang: Article(doc_id="doc_1", doc="made.txt", text=text, lang=lang)
