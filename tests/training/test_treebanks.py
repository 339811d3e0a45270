"""Training material: reading releases as they are, and changed copies that keep their trees."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.parsing.joint_engine import lemma_of
from training.augment import augment
from training.lemmas import lemma_script
from training.names import NameBank
from training.treebanks import Sentence, read_conllu, spans

CONFLICT = Path(__file__).resolve().parents[2] / "training" / "conflict-ud"
BANK = NameBank(
    given=[["Omar", "Layla"]],
    family=[["Haddad", "Karimi"]],
    places={1: ["Hama", "Gao"], 2: ["Khan Yunis"]},
    organisations={lang: {1: ["SDF", "JNIM"]} for lang in ("nb", "nn", "da", "sv")},
)
ROWS = """# sent_id = 1
# text = Norge slo Oslos Bykryss her
1\tNorge\tNorge\tPROPN\t_\tCase=Gen|Gender=Neut\t2\tnsubj\t_\tname={0}
2\tslo\tslå\tVERB\t_\tTense=Past\t0\troot\t_\tname=O
3-4\tOslos By\t_\t_\t_\t_\t_\t_\t_\t_
3\tOslos\tOslo\tPROPN\t_\t_\t2\tobj\t_\tname={1}
4\tBykryss\tBykryss\tPROPN\t_\t_\t3\tflat:name\t_\tname={2}|SpaceAfter=No
5\ther\ther\tADV\t_\t_\t2\tadvmod\t_\tname=O
"""


@pytest.mark.parametrize(
    ("labels", "names", "expected"),
    [
        (("B-GPE_ORG", "B-GPE_LOC", "I-GPE_LOC"), "all", ["B-ORG", "O", "B-LOC", "I-LOC", "O"]),  # NorNE as released
        (("B-PER", "B-MISC", "I-MISC"), "all", ["B-PER", "O", "B-MISC", "I-MISC", "O"]),  # DaNE as released
        (("B-EVT", "B-PROD", "I-PROD"), "all", ["B-MISC", "O", "B-MISC", "I-MISC", "O"]),
        (("B-DRV", "O", "O"), "all", ["O", "O", "O", "O", "O"]),
        (("B-OTH", "O", "B-LOC"), "some", ["?", "O", "?", "B-LOC", "O"]),  # UNER over EWT: its silence on a capital says nothing
    ],
)
def test_name_labels_of_releases_become_ours(tmp_path: Path, labels: tuple[str, str, str], names: str, expected: list[str]) -> None:
    path = tmp_path / "release.conllu"
    path.write_text(ROWS.format(*labels), encoding="utf-8")
    (sentence,) = read_conllu(path, lang="nb", names="some" if names == "some" else "all", trees=0.5)
    assert [w.entity for w in sentence.words] == expected
    assert [w.form for w in sentence.words] == ["Norge", "slo", "Oslos", "Bykryss", "her"]
    assert [w.space_after for w in sentence.words] == [True, True, True, False, True]
    assert sentence.words[0].feats == "Case=Gen"
    assert sentence.trees == 0.5


def sentences() -> list[Sentence]:
    return [s for lang in ("nb", "nn", "da", "sv") for s in read_conllu(CONFLICT / f"{lang}.conllu", lang=lang)]


@pytest.mark.parametrize("seed", range(5))
def test_changed_copies_keep_tree_and_labels(seed: int) -> None:
    rng = random.Random(seed)
    plain = sentences()
    changed = [augment(s, BANK, rng) for s in plain]
    assert sum(a != b for a, b in zip(plain, changed, strict=True)) > len(plain) / 8
    for before, after in zip(plain, changed, strict=True):
        assert [(w.head, w.rel, w.upos, w.entity) for w in before.words] == [(w.head, w.rel, w.upos, w.entity) for w in after.words]
        assert all(w.form and " " not in w.form for w in after.words)


def test_changed_copies_depend_on_the_seed_alone() -> None:
    one, other = ([augment(s, BANK, random.Random(7)) for s in sentences()] for _ in range(2))
    assert one == other


def test_swapped_names_keep_their_kind_and_genitive() -> None:
    known = {"Omar", "Layla", "Haddad", "Karimi", "Hama", "Gao", "Khan", "Yunis", "SDF", "JNIM"}
    rng, new = random.Random(3), set()
    for sentence in sentences():
        after = augment(sentence, BANK, rng)
        for first, last, label in spans([w.entity or "O" for w in after.words]):
            for old, word in zip(sentence.words[first:last], after.words[first:last], strict=True):
                if word.lemma in known and word.lemma != old.lemma:
                    new.add((label, word.lemma))
                    assert word.form.lower() == word.lemma.lower() or "Case=Gen" in word.feats
    assert ("PER", "Karimi") in new
    assert ("LOC", "Gao") in new
    assert ("PER", "Gao") not in new


@given(st.text(alphabet="abcdeABSÆøå", min_size=1, max_size=9), st.text(alphabet="abcdeABSÆøå", min_size=1, max_size=9))
def test_lemma_script_gives_the_lemma_back_but_for_capitals(form: str, lemma: str) -> None:
    assert lemma_of(form, lemma_script(form, lemma)).lower() == lemma.lower()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("drept", "drepe"), ("Soldatene", "soldat"), ("SDFs", "SDF"), ("gikk", "gå"), ("større", "stor"), ("Gaos", "Gao"), ("er", "være")],
)
def test_lemma_script_gives_the_lemma_back(form: str, lemma: str) -> None:
    assert lemma_of(form, lemma_script(form, lemma)) == lemma
