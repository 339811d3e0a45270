"""Peers beside us: each really runs, does what it is said to do, and is scored like we are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import pytest
import spacy
from spacy.language import Language

from evaluation.corpora import Corpus, split_corpus
from evaluation.peers.compare import PIPELINE, System, as_we_do, compared, quoted, table, versions
from evaluation.peers.quotes import speakers, with_sources_by_textacy
from evaluation.peers.times import with_times_by
from evaluation.peers.triggers import Example, TriggerList, words_only
from ifolge.evaluation.gold import GoldArticle
from ifolge.records import Article, Claim, Extractor, Published, Span, Time

DAY = Published(earliest=date(2019, 3, 14), latest=date(2019, 3, 14), precision="day", origin="header")


@lru_cache(maxsize=1)
def pipeline() -> Language:
    return spacy.load(PIPELINE)


def article(text: str, lang: str = "nb") -> Article:
    return Article(doc_id="doc_test", doc="test.txt", text=text, lang=lang, published=DAY)


def example(text: str, *triggers: tuple[str, str]) -> Example:
    slots = {"agents": (), "targets": (), "sources": (), "counts": (), "place": None, "time": None}
    claims = [
        {"id": word, "triggers": [(text.index(word), text.index(word) + len(word))], "types": [type_], "polarity": "affirmed", **slots}
        for word, type_ in triggers
    ]
    return article(text), GoldArticle.model_validate({"doc": "test.txt", "lang": "nb", "claims": claims})


def claim(text: str, trigger: str, **slots: object) -> Claim:
    at = text.index(trigger)
    return Claim.model_validate(
        {
            "claim_id": "c",
            "doc_id": "doc_test",
            "doc": "test.txt",
            "event_id": "e",
            "lang": "nb",
            "type": "airstrike",
            "trigger": Span.of(text, at, at + len(trigger)),
            "evidence": [Span.of(text, 0, len(text))],
            "confidence": 1,
            "extractor": Extractor(name="test", version="0", rule="test"),
            **slots,
        }
    )


TRAIN = [
    example("Flyene bombet byen. Hæren tok byen.", ("bombet", "airstrike"), ("tok byen", "territorial_change")),
    example("Hæren tok imot ham. Hun tok bussen.", ("bussen", "movement")),
    example(
        "De stod ved bussen. Bussen gikk.",
    ),
]


def found(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    return [(one.trigger.text, one.type) for one in claims]


def test_word_list_knows_the_triggers_of_gold_with_their_types() -> None:
    claims = TriggerList(words_only(), "LOWER", TRAIN).claims(article("Hæren rykket fram. Flyene BOMBET igjen, og hæren tok byen."))
    assert found(claims) == [("BOMBET", "airstrike"), ("tok byen", "territorial_change")]
    assert [one.evidence[0].text for one in claims] == ["Flyene BOMBET igjen, og hæren tok byen."] * 2


def test_word_list_leaves_out_what_is_seldom_a_trigger() -> None:
    assert found(TriggerList(words_only(), "LOWER", TRAIN).claims(article("De tok bussen."))) == []


def test_lemmas_find_other_forms() -> None:
    text = "Hæren tar byen i dag."
    assert found(TriggerList(pipeline(), "LEMMA", TRAIN).claims(article(text))) == [("tar byen", "territorial_change")]
    assert found(TriggerList(words_only(), "LOWER", TRAIN).claims(article(text))) == []


def test_textacy_gives_quotes_their_speakers() -> None:
    pytest.importorskip("textacy")
    text = "Hæren var der.\n»Vi bombede byen i går,« siger Ruslands forsvarsminister.\n»Uden ende"
    [(start, end, speaker)] = speakers(pipeline(), article(text, "da"))
    assert text[start:end] == "»Vi bombede byen i går,«"
    assert speaker.text == "Ruslands forsvarsminister"
    inside, outside = with_sources_by_textacy(pipeline(), article(text, "da"), [claim(text, "bombede"), claim(text, "Hæren")])
    assert [source.span.text for source in inside.attribution.sources] == ["Ruslands forsvarsminister"]
    assert inside.attribution.sources[0].actor is not None
    assert outside.attribution.sources == ()


@pytest.mark.parametrize("peer", ["dateparser", "duckling"])
def test_times_are_read_by_the_peer(peer: str) -> None:
    pytest.importorskip(peer)
    text = "Flyene bombet byen 5. mars 2018 og sultne."
    timed = claim(text, "bombet", time=Time(span=Span.of(text, 19, 31), earliest=date(2001, 1, 1), latest=date(2001, 1, 1)))
    unread = claim(text, "bombet", time=Time(span=Span.of(text, 35, 41), earliest=date(2001, 1, 1), latest=date(2001, 1, 1)))
    first, second, third = with_times_by(peer, article(text), [timed, unread, claim(text, "bombet")])
    assert first.time is not None
    assert (first.time.earliest, first.time.latest) == (date(2018, 3, 5), date(2018, 3, 5))
    assert second.time is not None
    assert (second.time.earliest, second.time.latest) == (None, None)
    assert third.time is None


def test_quoted_is_between_marks_of_one_paragraph() -> None:
    text = 'Han sa «vi kom» og „vi så“.\nHun sa "nei", og »uden\nende« dér'
    assert [text[start:end] for start, end in quoted(text)] == ["«vi kom»", "„vi så“", '"nei"']


def test_systems_are_scored_on_the_same_articles() -> None:
    train = split_corpus("train")
    few = Corpus("few", train.gold_files[:4], negative_files=train.negative_files[:2])
    nothing = System("trigger", "nobody", "claim", lambda _article, _ours: ())
    ours, nobody, all_sources, quoted_sources = compared(
        few,
        [
            System("trigger", "ifolge", "claim", as_we_do),
            nothing,
            System("source", "ifolge", "source", as_we_do),
            System("source", "ifolge", "source", as_we_do, True),
        ],
    )
    assert ours.tally.right > 0
    assert (nobody.tally.right, nobody.tally.predicted, nobody.alarms) == (0, 0, 0)
    assert 0 < quoted_sources.tally.gold < all_sources.tally.gold
    assert all_sources.alarms is None
    lines = list(table([ours, nobody]))
    assert lines[1].startswith("trigger")
    assert f"{ours.tally.f1:.3f}" in lines[1]


def test_versions_are_told() -> None:
    assert f"spacy {spacy.__version__}" in list(versions())
