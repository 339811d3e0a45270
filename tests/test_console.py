from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from ifolge.console import Report, article_views, claims_table, harmless, rendered, says, what, when, where
from ifolge.errors import issue
from ifolge.extraction import Extraction
from ifolge.records import Article, Attribution, Claim, Place, Span, Time

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


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (None, ""),
        (Time(span=SPAN), "“x”"),
        (Time(span=SPAN, earliest="2021-06-02", latest="2021-06-02"), "2021-06-02"),  # type: ignore[arg-type]
        (Time(span=SPAN, earliest="2021-06-02", latest="2021-06-04"), "2021-06-02 …06-04"),  # type: ignore[arg-type]
        (
            Time(span=SPAN, earliest="2020-12-31", latest="2021-01-07", candidates=("2020-12-31", "2021-01-07")),  # type: ignore[arg-type]
            "2020-12-31 …2021-01-07\none of 2",
        ),
    ],
)
def test_time_is_shown_as_an_interval(time: Time | None, told: str) -> None:
    assert when(time) == told


def test_marks_show_only_what_is_unusual() -> None:
    assert what(CLAIM) == "airstrike (possible)"
    assert what(CLAIM.model_copy(update={"modality": "asserted", "type": "armed_clash"})) == "armed clash"
    assert what(CLAIM.model_copy(update={"polarity": "denied"})) == "airstrike (denied, possible)"


def test_country_is_not_told_twice() -> None:
    assert where(CLAIM) == "near Marib, YE"
    assert where(CLAIM.model_copy(update={"place": Place(span=SPAN, name="YE", country="YE", precision=6)})) == "YE"


def test_chain_runs_from_the_source_to_the_relay() -> None:
    assert says(CLAIM.attribution) == "Amal Nasser (Yemeni Ministry of Health) via AFP"
    assert says(Attribution()) == "the article"
    assert says(Attribution(mode="direct", stance="denies", implied=True)) == "the article (quoted, denies, implied)"


@given(st.text())
def test_no_text_steers_the_terminal(text: str) -> None:
    safe = harmless(text)
    assert len(safe) == len(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in safe)


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
