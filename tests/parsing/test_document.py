"""The parsed article: every offset is true, for made texts and for any."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ifolge.parsing import Document, load_engine, parse
from ifolge.records import Article, Lang

TEXT = """BEIRUT (AFP): SDF-krigere tok byen Hama tirsdag. Minst 3.000 flyktet.

– Vi gir oss aldri, sier general Omar Sadi. – Byen er vår.
Drone- og rakettangrep drepte ti i IS' siste skanse i august 2014. (NTB)"""


def check(doc: Document) -> None:
    text = doc.text
    for token in doc.tokens:
        assert text[token.start : token.end] == token.text != ""
        assert doc.token_at(token.start) is token
        assert all(token.start <= a < b <= token.end for a, b in token.parts)
        assert doc.sentences[token.sentence].first <= token.head < doc.sentences[token.sentence].last
        assert (token.head == token.i) == (token.rel == "root")
    assert [t.i for t in doc.tokens] == list(range(len(doc.tokens)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(doc.tokens))
    assert [t.i for s in doc.sentences for t in doc.sentence_tokens(s.i)] == list(range(len(doc.tokens)))
    for sentence in doc.sentences:
        block = doc.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sum(t.head == t.i for t in doc.sentence_tokens(sentence.i)) == 1


@pytest.mark.parametrize("lang", ["nb", "nn", "da", "sv", "en"])
def test_offsets_of_an_article_are_true(lang: Lang) -> None:
    doc = parse(Article(doc_id="doc_1", doc="made.txt", text=TEXT, lang=lang), engine=load_engine())
    check(doc)
    assert [b.kind for b in doc.blocks] == ["dateline", "body", "body", "body", "signoff"]
    parts = {t.text: [doc.text[a:b] for a, b in t.parts] for t in doc.tokens if t.parts}
    assert parts["SDF-krigere"] == ["SDF", "krigere"]
    assert parts["Drone-"] == ["Drone"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
def test_offsets_of_any_text_are_true(text: str) -> None:
    check(parse(Article(doc_id="doc_1", doc="made.txt", text=text, lang="nb"), engine=load_engine()))
