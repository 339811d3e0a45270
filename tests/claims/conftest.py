"""Claims of short constructed texts, by the real pipeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ifolge.claims import extract
from ifolge.parsing import load_engine, parse
from ifolge.records import Article, Claim, Published

Extract = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def claims_of() -> Extract:
    """``claims_of(text, lang)``: the claims of a text published on Thursday 14 March 2019."""
    engine = load_engine()

    def run(text: str, lang: str = "nb") -> tuple[Claim, ...]:
        day = date(2019, 3, 14)
        article = Article(
            doc_id="doc_test", doc="test.txt", text=text, lang=lang, published=Published(earliest=day, latest=day, precision="day", origin="header")
        )
        found = extract(parse(article, engine=engine))
        for claim in found:
            for span in claim.spans():
                assert text[span.start : span.end] == span.text
        return found

    return run
