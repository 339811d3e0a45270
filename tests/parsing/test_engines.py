"""Engines behind the parser protocol: our own model, and a spaCy pipeline in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifolge.errors import IfolgeError
from ifolge.parsing import Engine, load_engine
from ifolge.parsing.boundaries import boundaries
from ifolge.parsing.joint_engine import features, lemma_of

SPACY = Path(__file__).resolve().parents[2] / "benchmarks" / "spacy_pipeline"
PARAGRAPH = [(word, True) for word in "Minst to soldater ble drept i Gao . Det opplyser hæren onsdag .".split()]


@pytest.fixture(scope="module", params=["own", "spacy"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return load_engine(None if request.param == "own" else str(SPACY))


def test_engine_gives_one_tree_a_sentence(engine: Engine) -> None:
    parsed = engine.parse([PARAGRAPH], lang="nb")[0]
    assert [t.starts_sentence for t in parsed] == [i in {0, 8} for i in range(len(PARAGRAPH))]
    roots = [i for i, t in enumerate(parsed) if t.head == i]
    assert len(roots) == 2
    assert all(0 <= t.head < len(PARAGRAPH) for t in parsed)
    assert all((t.rel == "root") == (t.head == i) for i, t in enumerate(parsed))
    assert parsed[4].upos == "VERB"
    assert parsed[2].upos == "NOUN"


def test_engine_is_deterministic_and_takes_paragraphs_apart(engine: Engine) -> None:
    other = [(word, True) for word in "Hun så et fly .".split()]
    assert engine.parse([PARAGRAPH, other], lang="nb") == [*engine.parse([PARAGRAPH], lang="nb"), *engine.parse([other], lang="nb")]


def test_engine_names_itself(engine: Engine) -> None:
    assert "-" in engine.name


def test_pipeline_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(IfolgeError) as caught:
        load_engine("no-such-pipeline")
    assert caught.value.issue.code == "IF301"


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [
        ("drept", "l|0||1|e", "drepe"),
        ("Soldatene", "l|0||3|", "soldat"),
        ("SDFs", "k|0||1|", "SDF"),
        ("er", "w|være", "være"),
        ("x", "l|0||3|e", "xe"),
    ],
)
def test_lemma_scripts_apply(form: str, script: str, lemma: str) -> None:
    assert lemma_of(form, script) == lemma


def test_features_tell_compounds_by_their_parts() -> None:
    assert set(features("luftangrep", 60_000)) & set(features("rakettangrep", 60_000))
    assert features("Gao", 60_000) == features("Gao", 60_000)


def test_boundaries_know_what_punctuation_decides() -> None:
    assert boundaries(["Han", "kom", ".", "Hun", "gikk", ".", "»", "Så", "kl", "12"]) == [
        True,
        False,
        False,
        True,
        False,
        False,
        False,
        True,
        False,
        False,
    ]
    assert boundaries(["A", ":", "b"])[2] is None
