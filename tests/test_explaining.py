from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from ifolge.console import rendered
from ifolge.errors import IfolgeError
from ifolge.explaining import Labelled, explanation, find, labelled, passages, slots
from ifolge.extraction import Extraction
from ifolge.records import Article, Claim, Span

DATA = Path(__file__).parent / "data"
ARTICLE = Article.from_json((DATA / "article.json").read_bytes())
CLAIM = Claim.from_json((DATA / "claim.json").read_bytes())
OTHER = CLAIM.model_copy(update={"claim_id": "clm_5f0caaaaaaaa"})
BOTH = [Extraction(ARTICLE, (CLAIM, OTHER))]


def shown_of(evidence: list[Span], spans: list[Labelled], *, styled: bool) -> Text:
    (only,) = passages(ARTICLE, evidence, spans, styled=styled)
    return only


@pytest.mark.parametrize("asked", ["clm_5f0c2f9f6f1e", "5f0c2f9f6f1e", "5f0c2", "clm_5f0c2"])
def test_claim_is_found_by_the_beginning_of_its_id(asked: str) -> None:
    assert find(asked, BOTH) == (ARTICLE, CLAIM)


@pytest.mark.parametrize(("asked", "code"), [("f0c2", "IF901"), ("5f0c", "IF905"), ("", "IF905")])
def test_claim_that_is_not_there_or_not_one_is_told(asked: str, code: str) -> None:
    with pytest.raises(IfolgeError, match=code):
        find(asked, BOTH)


def test_the_same_article_read_twice_is_one_claim() -> None:
    assert find("5f0c2", BOTH + BOTH) == (ARTICLE, CLAIM)


def test_plain_passage_brackets_every_span_and_keeps_every_character() -> None:
    evidence = CLAIM.evidence[0]
    shown = shown_of([evidence], list(labelled(CLAIM)), styled=False).plain
    assert "[count: Minst to sivile] er drept" in shown
    assert "[cue: ifølge] [source: talskvinnen" in shown
    assert re.sub(r"\[\w+: |\]", "", shown) == evidence.text


def test_crossing_spans_keep_every_character() -> None:
    spans = [("agent", CLAIM.trigger), ("target", CLAIM.trigger), ("place", CLAIM.evidence[0])]
    shown = shown_of([CLAIM.evidence[0]], spans, styled=False).plain
    assert "luftangrep]]" in shown
    assert re.sub(r"\[\w+: |\]", "", shown) == CLAIM.evidence[0].text


def test_styled_passage_has_the_words_alone() -> None:
    shown = shown_of([CLAIM.evidence[0]], list(labelled(CLAIM)), styled=True)
    assert shown.plain == CLAIM.evidence[0].text
    styled = {ARTICLE.text[CLAIM.evidence[0].start + s.start : CLAIM.evidence[0].start + s.end]: str(s.style) for s in shown.spans}
    assert "red" in styled["luftangrep"]
    assert "green" in styled["Marib"]


def test_passage_shows_the_paragraph_around_a_clause_and_no_other() -> None:
    shown = shown_of([CLAIM.trigger], [], styled=True).plain
    assert shown.startswith("Minst to")
    assert "Flere ventes" not in shown


def test_clauses_of_one_paragraph_are_shown_once_and_others_apart() -> None:
    last = ARTICLE.text.index("Flere")
    apart = Span.of(ARTICLE.text, last, last + 5)
    assert len(list(passages(ARTICLE, [CLAIM.trigger, CLAIM.evidence[0]], [], styled=True))) == 1
    assert [t.plain for t in passages(ARTICLE, [apart, CLAIM.trigger], [], styled=True)][1] == "Flere ventes."


def test_dateline_header_is_not_shown() -> None:
    first = Span.of(ARTICLE.text, ARTICLE.body_start, ARTICLE.body_start + 10)
    assert shown_of([first], [], styled=True).plain == "Overskrift fra Marib"


def test_every_span_of_a_claim_is_labelled() -> None:
    known = [span for _, span in labelled(CLAIM)]
    assert sorted(map(str, known)) == sorted(str(s) for s in CLAIM.spans() if s not in CLAIM.evidence)


def test_slots_tell_value_words_and_reason() -> None:
    rows = {slot: (value, span, why) for slot, value, span, why in slots(CLAIM)}
    assert rows["agent"][0] == "Saudi Arabia (possible)"
    assert "ucdp:123" in rows["agent"][2]
    assert rows["target"][2] == "not resolved to an actor"
    assert "(15.4591, 45.3253), precision 2" in rows["place"][0]
    assert "geonames:71133" in rows["place"][2]
    assert "one of 6" in rows["time"][0]
    assert "2021-06-16" in rows["time"][2]
    assert rows["says"][0].endswith("via AFP")
    assert rows["publisher"][0] == "Avisen"


def test_explanation_names_rule_and_article() -> None:
    text = rendered(explanation(ARTICLE, CLAIM, styled=False), Console(file=StringIO(), width=120))
    assert "airstrike.noun, ifolge 0.1.0" in text
    assert "marib.txt" in text
    assert "confidence 0.81" in text
