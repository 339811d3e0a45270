"""The parse suite: our own sentences of war reporting with the relations that claims are built from, scored by construction.

``data/suite_<lang>.tsv`` gives the construction, the sentence and its key relations as ``dependent<relation<head`` by word form, a repeated form as ``form#2``;
``ROOT`` stands for the sentence's head. Floors in ``data/suite_floors.json`` are the shares reached by the shipped pipeline, less two points.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from ifolge.languages import pack
from ifolge.parsing import load_engine
from ifolge.parsing.tokenizer import tokenize

DATA = Path(__file__).parent / "data"
SUITES = sorted(DATA.glob("suite_*.tsv"))
FLOORS: dict[str, float] = json.loads((DATA / "suite_floors.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Item:
    construction: str
    text: str
    expected: tuple[tuple[str, str, str], ...]


def language(path: Path) -> str:
    return path.stem.removeprefix("suite_")


@lru_cache(maxsize=8)
def items(path: Path) -> tuple[Item, ...]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "construction\t")):
            construction, text, relations = line.split("\t")
            found.append(Item(construction, text, tuple(_triple(r) for r in relations.split(" ; "))))
    return tuple(found)


def _triple(written: str) -> tuple[str, str, str]:
    dependent, relation, head = written.split("<")
    return dependent, relation, head


def forms(text: str, lang: str) -> list[tuple[str, bool]]:
    clitics = any(row["name"] == "clitics" and row["value"] == "yes" for row in pack(lang).table("traits"))
    return [(text[p.start : p.end], text[p.end : p.end + 1].isspace()) for p in tokenize(text, clitics=clitics)]


def numbered(words: list[str]) -> list[str]:
    """Forms with ``#n`` on every repetition after the first."""
    seen: Counter[str] = Counter()
    names = []
    for word in words:
        seen[word] += 1
        names.append(word if seen[word] == 1 else f"{word}#{seen[word]}")
    return names


def right(expected: str, found: str) -> bool:
    """A subtype counts as its base where the expectation names only the base: nsubj:pass is right for nsubj, nsubj is not for nsubj:pass."""
    return expected in {found, found.split(":")[0]}


def score(path: Path) -> tuple[dict[str, list[int]], list[str]]:
    """Right and all relations by construction, and the misses in words."""
    lang = language(path)
    suite = items(path)
    pieces = [forms(item.text, lang) for item in suite]
    parsed = load_engine().parse(pieces, lang=lang)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    misses = []
    for item, row, syntax in zip(suite, pieces, parsed, strict=True):
        names = numbered([word for word, _ in row])
        for dependent, relation, head in item.expected:
            token = syntax[names.index(dependent)]
            governor = "ROOT" if token.rel == "root" else names[token.head]
            hit = governor == head and right(relation, token.rel)
            counts[item.construction][0] += hit
            counts[item.construction][1] += 1
            if not hit:
                misses.append(f"{lang} {item.construction}: {dependent}<{relation}<{head} found {dependent}<{token.rel}<{governor} | {item.text}")
    return counts, misses


def test_there_are_suites() -> None:
    assert {"nb", "nn"} <= {language(path) for path in SUITES}


@pytest.mark.parametrize("path", SUITES, ids=language)
def test_suite_names_words_of_its_sentences(path: Path) -> None:
    for item in items(path):
        names = [*numbered([word for word, _ in forms(item.text, language(path))]), "ROOT"]
        for dependent, relation, head in item.expected:
            assert dependent in names, (item.text, dependent)
            assert head in names, (item.text, head)
            assert relation == relation.strip() != ""
            assert (head == "ROOT") == (relation == "root"), (item.text, dependent)


@pytest.mark.parametrize("path", SUITES, ids=language)
def test_suite_sentences_are_not_training_sentences(path: Path) -> None:
    trained = Path(__file__).resolve().parents[2] / "training" / "conflict-ud" / f"{language(path)}.conllu"
    if trained.exists():
        lines = trained.read_text(encoding="utf-8").splitlines()
        assert not {item.text for item in items(path)} & {line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")}
    assert len({item.text for item in items(path)}) == len(items(path))


@pytest.mark.slow
@pytest.mark.parametrize("path", SUITES, ids=language)
def test_share_of_key_relations_reaches_its_floor(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts, misses = score(path)
    hits, total = (sum(column) for column in zip(*counts.values(), strict=True))
    with capsys.disabled():
        print(f"\n{language(path)}: {hits}/{total} key relations right, {100 * hits / total:.1f} %")
        for construction, (got, of) in sorted(counts.items()):
            print(f"  {construction:28} {got:3}/{of:3}  {100 * got / of:5.1f} %")
    assert 100 * hits / total >= FLOORS[language(path)], "\n".join(misses)
