"""Engines behind the parser protocol: our own model, and a spaCy pipeline in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.errors import IfolgeError
from ifolge.parsing import Engine, load_engine
from ifolge.parsing.boundaries import boundaries
from ifolge.parsing.joint_engine import features, lemma_of
from ifolge.parsing.lexicon import Lexicon, packed
from ifolge.parsing.spacy_engine import SpacyEngine
from ifolge.parsing.tokenizer import tokenize

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


def test_engine_declares_version_components_and_labels(engine: Engine) -> None:
    declared = engine.pipeline
    assert engine.name == f"{declared.name}-{declared.version}"
    labels = {label for component in declared.components for label in component.labels}
    assert {"nsubj", "obj", "obl", "PER", "LOC"} <= labels
    assert len({component.name for component in declared.components}) == len(declared.components)
    given = engine.parse([PARAGRAPH], lang="nb")[0]
    assert {t.rel for t in given} - {"root"} <= labels


def test_name_labels_of_other_schemes_become_ours() -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("nb")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "GPE_LOC", "pattern": "Gao"}, {"label": "PRS", "pattern": "Omar"}, {"label": "TME", "pattern": "onsdag"}]
    )
    parsed = SpacyEngine(nlp).parse([[(word, True) for word in "Omar dro til Gao onsdag .".split()]], lang="nb")[0]
    assert [t.entity for t in parsed] == ["B-PER", "O", "O", "B-LOC", "O", "O"]


def test_pipeline_without_universal_dependencies_is_an_error(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    spacy.blank("nb").to_disk(tmp_path / "blank")
    with pytest.raises(IfolgeError, match="IF304"):
        load_engine(str(tmp_path / "blank"))


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


def test_features_tell_compounds_by_their_parts_and_names_by_their_kind() -> None:
    known = Lexicon(packed({"Gao": 2, "Omar": 1, "Hama": 3}))
    assert set(features("luftangrep", 60_000, known)) & set(features("rakettangrep", 60_000, known))
    assert features("Gaos", 2**32, known)[7] == features("Gao", 2**32, known)[7] != features("Omar", 2**32, known)[7]
    assert features("gao", 2**32, known)[7] != features("Gao", 2**32, known)[7]


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.integers(1, 7), max_size=50))
def test_packed_lexicon_knows_what_it_was_made_of(known: dict[str, int]) -> None:
    lexicon = Lexicon(packed(known))
    assert {name: lexicon(name) for name in known} == known


def test_packed_lexicon_hardly_ever_knows_an_unknown_name() -> None:
    lexicon = Lexicon(packed({f"Sted{i}": 2 for i in range(50_000)}))
    assert sum(lexicon(f"Navn{i}") > 0 for i in range(20_000)) < 20


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Han kom. Hun gikk.» Så kl 12", ["Han", "Hun", "Så"]),
        ("«Ja.» Han gikk. «Vi blir.»", ["«", "Han", "«"]),
        ('"Nej." Han gik. "Vi bliver."', ['"', "Han", '"']),
        ("”Nej.” Han gick. ”Vi stannar.”", ["”", "Han", "”"]),
        ("»Nej.« Han gik. »Vi bliver.«", ["»", "Han", "»"]),
        ("(Se side tre.) Det er alt", ["(", "Det"]),
        ("Nei! Jo. 12 ble igjen.", ["Nei", "Jo", "12"]),
    ],
)
def test_boundaries_know_what_punctuation_decides(text: str, starts: list[str]) -> None:
    words = [(text[p.start : p.end], text[p.end : p.end + 1].isspace()) for p in tokenize(text)]
    found = boundaries(words)
    assert [w for (w, _), begins in zip(words, found, strict=True) if begins] == starts
    assert not any(b is None for b in found)


def test_boundaries_leave_the_word_after_a_colon_to_the_parser() -> None:
    assert boundaries([("A", False), (":", True), ("b", False)])[2] is None
