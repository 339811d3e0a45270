from __future__ import annotations

from collections.abc import Sequence

import pytest

import ifolge
from ifolge.errors import IfolgeError, Issue, issue
from ifolge.extraction import Extraction, Extractor, extract
from ifolge.parsing import Engine
from ifolge.parsing.protocol import ParsedToken
from ifolge.records import Article

TEXT = "Minst sju sivile ble drept og 23 såret i et luftangrep mot markedet i Marib tirsdag, ifølge helsedepartementet."


def article(text: str = TEXT, doc: str = "a.txt") -> Article:
    return Article(doc_id=f"doc_{doc}", doc=doc, text=text, lang="nb")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


class Brittle:
    """The real engine, but for one word that it cannot stand."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name

    def parse(self, paragraphs: Sequence[Sequence[tuple[str, bool]]], *, lang: str) -> list[list[ParsedToken]]:
        if any(word == "Umulig" for paragraph in paragraphs for word, _ in paragraph):
            raise RecursionError("too deep")
        return self._engine.parse(paragraphs, lang=lang)


def test_every_span_is_the_articles_own_characters(extractor: Extractor) -> None:
    found = extractor.extract(article())
    assert found
    assert all(TEXT[span.start : span.end] == span.text for claim in found for span in claim.spans())


def test_the_same_article_gives_the_same_claims(extractor: Extractor) -> None:
    assert extractor.extract(article()) == extractor.extract(article()) == extract(article()) == ifolge.extract(article())


def test_one_article_that_fails_does_not_stop_the_rest() -> None:
    brittle = Extractor()
    brittle.engine = Brittle(brittle.engine)  # type: ignore[assignment]
    missing = issue("IF101", where="b.txt")
    results = list(brittle.extract_all([article(), missing, article("Umulig.", "c.txt"), article(doc="d.txt")]))
    first, second, third, fourth = results
    assert isinstance(first, Extraction)
    assert first.claims
    assert second == missing
    assert isinstance(third, Issue)
    assert str(third) == "c.txt: error IF501: the extractor failed on this article: RecursionError: too deep"
    assert isinstance(fourth, Extraction)


def test_a_pipeline_that_is_not_there_stops_the_work() -> None:
    with pytest.raises(IfolgeError, match="IF301"):
        list(Extractor(nlp="no_such_pipeline").extract_all([article()]))


def test_nothing_is_loaded_for_nothing() -> None:
    assert list(Extractor(nlp="no_such_pipeline").extract_all([issue("IF101", where="b.txt")])) == [issue("IF101", where="b.txt")]
