"""The corpus is what its datasheet says: every gold file fits its article, and its draft, and its incident."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ifolge.codebook import event_types
from ifolge.evaluation.gold import read_gold
from training.annotate import gold_of

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GOLD = sorted((CORPUS / "articles").glob("*/*.gold.json"))
SECOND = sorted((CORPUS / "second").glob("*.gold.json"))
WORDS = range(100, 421)


def incidents() -> dict[str, dict[str, str]]:
    with (CORPUS / "incidents.tsv").open(encoding="utf-8") as lines:
        return {row["incident"]: row for row in csv.DictReader(lines, delimiter="\t")}


def spans(claim: dict[str, Any]) -> list[list[int]]:
    slots = [slot for key in ("agents", "targets", "sources", "counts") for slot in claim[key]]
    slots += [claim[key] for key in ("place", "time") if claim[key]]
    return [*claim["triggers"], *(slot["span"] for slot in slots if "span" in slot)]


def test_there_are_articles_of_every_incident_begun() -> None:
    known = incidents()
    assert GOLD
    assert {path.parent.name for path in GOLD} <= set(known)
    assert {row["split"] for row in known.values()} == {"train", "dev", "test"}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_gold_fits_its_article(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (path.parent / gold["doc"]).read_text(encoding="utf-8")
    assert gold["doc"] == path.name.replace(".gold.json", ".txt")
    assert gold["incident"] == path.parent.name
    assert gold["note"] == "constructed"
    assert re.match(r" date \d{4}-\d\d(-\d\d)? \S", text)
    assert text[6:].startswith(gold["published"])
    assert len(text.split()) in WORDS
    [article] = read_gold([path])
    assert len({claim.id for claim in article.claims}) == len(article.claims) >= 2
    for claim in gold["claims"]:
        assert set(claim["types"]) <= set(event_types())
        for start, end in spans(claim):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for count in claim["counts"]:
            assert count["low"] is None or count["high"] is None or count["low"] <= count["high"]


@pytest.mark.parametrize("path", [*GOLD, *SECOND], ids=lambda path: f"{path.parent.name}-{path.name.removesuffix('.gold.json')}")
def test_gold_is_what_the_draft_says(path: Path) -> None:
    draft = path.with_name(path.name.replace(".gold.", ".draft."))
    assert gold_of(draft, CORPUS / "articles" if path in SECOND else None) == json.loads(path.read_text(encoding="utf-8"))


def test_second_annotation_is_of_forty_articles_none_of_the_test_part() -> None:
    assert len(SECOND) == 40
    known = incidents()
    for path in SECOND:
        gold = json.loads(path.read_text(encoding="utf-8"))
        first = json.loads((CORPUS / "articles" / gold["incident"] / path.name).read_text(encoding="utf-8"))
        assert known[gold["incident"]]["split"] in ("train", "dev")
        assert all(gold[key] == first[key] for key in ("doc", "lang", "published", "incident", "note"))
    assert {path.name.split(".")[0] for path in SECOND} == {path.name.split(".")[0] for path in (CORPUS / "second").iterdir()}


NEGATIVES = sorted((CORPUS / "negatives").glob("*.txt"))


def test_every_negative_is_listed_once_with_its_split() -> None:
    with (CORPUS / "negatives.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert [row["article"] for row in rows] == [path.stem for path in NEGATIVES]
    assert len(NEGATIVES) >= 80
    assert {row["split"] for row in rows} == {"train", "dev", "test"}


@pytest.mark.parametrize("path", NEGATIVES, ids=lambda path: path.stem)
def test_negative_is_an_article_without_claims(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    assert gold["doc"] == path.name
    assert gold["note"] == "constructed"
    assert gold["claims"] == []
    assert re.match(r" date \d{4}-\d\d(-\d\d)? \S", text)
    assert text[6:].startswith(gold["published"])
    assert len(text.split()) in WORDS


def test_datasheet_tells_the_corpus_as_it_is() -> None:
    sheet = (CORPUS / "README.md").read_text(encoding="utf-8")
    for name, paths in {"articles": GOLD, "hard negatives": NEGATIVES}.items():
        langs = [json.loads(p.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))["lang"] for p in paths]
        numbers = [langs.count(lang) for lang in ("nb", "nn", "da", "sv", "en")]
        assert f"| {name} | " + " | ".join(map(str, [*numbers, len(langs)])) + " |" in sheet
