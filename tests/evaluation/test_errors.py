"""The error report: what it counts is what the scorer counts, and its context is the article's own words."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from ifolge.evaluation.claims import read_claims
from ifolge.evaluation.errors import MISSED, SPURIOUS, WRITERS, Difference, as_html, as_markdown, differences, grouped
from ifolge.evaluation.gold import read_gold
from ifolge.evaluation.score import score

DATA = Path(__file__).parent / "data"
GOLD = sorted(DATA.glob("*.gold.json"))


@pytest.fixture(scope="module")
def found() -> list[Difference]:
    claims = read_claims(DATA / "claims.jsonl")
    return [d for a in read_gold(GOLD) for d in differences(a, (DATA / a.doc).read_text(encoding="utf-8"), claims.get(a.doc, ()))]


def test_missed_and_spurious_claims_are_those_of_the_score(found: list[Difference]) -> None:
    articles, claims = read_gold(GOLD), read_claims(DATA / "claims.jsonl")
    total = score(articles, claims).claim
    groups = grouped(found)
    wrong_types = len(groups.get("wrong type", ()))
    assert len(groups.get(SPURIOUS, ())) + wrong_types == total.predicted - total.right
    assert len(groups.get(MISSED, ())) + wrong_types == total.gold - total.right
    assert found


def test_context_is_the_text_around_the_trigger(found: list[Difference]) -> None:
    for d in found:
        text = (DATA / d.doc).read_text(encoding="utf-8").replace("\n", " ")
        assert text[d.start : d.start + len(d.trigger)] == d.trigger
        assert d.before + d.trigger + d.after in text


def test_a_perfect_extraction_leaves_nothing_to_report() -> None:
    assert list(as_markdown([]))[-1].endswith("|---|---|\n")


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_every_difference_is_in_the_report(found: list[Difference], suffix: str) -> None:
    page = "".join(WRITERS[suffix](found))
    assert page.count("gold:") == len(found)
    for kind, group in grouped(found).items():
        assert f"{kind} ({len(group)})" in page


def test_html_lets_no_markup_of_an_article_through() -> None:
    evil = Difference(MISSED, "a<b>.txt", 3, "x <script>alert(1)</script>", "bombet", "", "type: <i>", "")
    page = "".join(as_html([evil]))
    assert "<script>" not in page
    assert html.escape("<i>") in page
