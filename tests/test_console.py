from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from ifolge.console import Report, article_views, claims_table, rendered
from ifolge.errors import issue
from ifolge.extraction import Extraction
from ifolge.records import Article, Claim, Place, Span

DATA = Path(__file__).parent / "data"
ARTICLE = Article.from_json((DATA / "article.json").read_bytes())
CLAIM = Claim.from_json((DATA / "claim.json").read_bytes())
LONG = CLAIM.model_copy(update={"type": "responsibility_claim", "polarity": "denied"})
SPAN = Span.of("x", 0, 1)


def plain(width: int) -> Console:
    return Console(file=StringIO(), width=width, highlight=False)


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_table_fits_its_width_and_breaks_no_word(width: int) -> None:
    text = "".join(article_views([Extraction(ARTICLE, (CLAIM, LONG))], plain(width)))
    assert max(map(cell_len, text.splitlines())) <= width
    for word in ("5f0c2f9f", "2021-05-26", "Marib", "airstrike", "responsibility", "(possible)", "Saudi", "≥2", "injured", "Nasser", "AFP"):
        assert word in text


def test_article_is_headed_by_name_language_and_publication() -> None:
    text = "".join(article_views([Extraction(ARTICLE, ())], plain(100)))
    assert text.splitlines()[0] == "marib.txt · Norwegian bokmål · published 2021-06-01 … 2021-06-30"
    assert "no claims" in text


def test_unsure_claims_are_left_out_on_request() -> None:
    assert "5f0c2f9f" not in "".join(article_views([Extraction(ARTICLE, (CLAIM,))], plain(100), min_confidence=0.82))


def test_escape_sequences_and_markup_in_an_article_stay_words() -> None:
    claim = CLAIM.model_copy(update={"place": Place(span=SPAN, name="\x1b[31m[red]Marib[/red]", precision=1)})
    text = rendered(claims_table([claim], wide=True), plain(160))
    assert "\x1b" not in text
    assert "[red]" in text


def test_report_counts_and_tells(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    results = [issue("IF101", where="a.txt"), Extraction(ARTICLE, (CLAIM, CLAIM)), issue("IF111", where="b.txt", encoding="latin-1")]
    assert len(list(report.watch(results))) == 1
    report.close()
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "a.txt: error IF101: no such file or folder",
        "b.txt: warning IF111: not UTF-8: read as latin-1",
        "1 article, 2 claims; 1 error, 1 warning",
    ]
