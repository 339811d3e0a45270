"""CoNLL-U treebanks as training material: reading and harmonising.

The files are those of ``../shared/data/ud`` or official UD releases with the same layout; names of people, organisations and
places stand in MISC as ``name=B-PER`` and the like. Source of the set-up: ``design/findings/parsing.md``.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

KEPT_FEATURES = ("Case", "Definite", "Degree", "Mood", "Number", "PronType", "Tense", "VerbForm", "Voice")
# Our four labels, and those of NorNE, DaNE and UNER as released.
ENTITY_LABELS = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "MISC": "MISC",
    "GPE_LOC": "LOC",
    "GPE_ORG": "ORG",
    "PROD": "MISC",
    "EVT": "MISC",
}
UNSURE, UNSURE_LABELS = "?", {"OTH", "O"}
Names = Literal["all", "some", "none"]
FLAT_SUBTYPES = {
    "nmod:unmarked": "nmod",
    "obl:unmarked": "obl",
    "nmod:desc": "nmod",
    "advcl:relcl": "advcl",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "det:predet": "det",
    "cc:preconj": "cc",
    "csubj:pass": "csubj",
}


@dataclass(frozen=True)
class Word:
    """One CoNLL-U token. ``head`` is the 0-based index in the sentence (itself for a root); ``None`` where there is no tree."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int | None
    rel: str | None
    entity: str | None
    space_after: bool


@dataclass(frozen=True)
class Sentence:
    """One sentence with its language; ``has_entities`` is false where the file has no name labels, ``trees`` weighs its heads and relations."""

    words: tuple[Word, ...]
    lang: str
    has_entities: bool = True
    trees: float = 1.0


@dataclass(frozen=True)
class Treebank:
    """A file to train on: how often it is seen in one pass, how much its trees weigh, and how far its labels of names hold."""

    path: str
    lang: str
    repeats: int = 1
    trees: float = 1.0
    names: Names = "all"


def _features(raw: str) -> str:
    if raw == "_":
        return ""
    return "|".join(f for f in sorted(raw.split("|")) if f.split("=")[0] in KEPT_FEATURES)


def _word(columns: list[str]) -> Word:
    misc = dict(m.split("=", 1) for m in columns[9].split("|") if "=" in m)
    head, rel = columns[6], columns[7]
    has_tree = head != "_" and rel != "_"
    index = int(columns[0]) - 1
    return Word(
        form=columns[1],
        lemma=columns[2],
        upos=columns[3],
        feats=_features(columns[5]),
        head=(index if head == "0" else int(head) - 1) if has_tree else None,
        rel=(("ROOT" if rel == "root" else FLAT_SUBTYPES.get(rel, rel)) if has_tree else None),
        entity=_entity(misc["name"]) if "name" in misc else None,
        space_after=misc.get("SpaceAfter") != "No",
    )


def _entity(tag: str) -> str:
    place, _, label = tag.partition("-")
    return f"{place}-{ENTITY_LABELS[label]}" if label in ENTITY_LABELS else UNSURE if label in UNSURE_LABELS else "O"


def read_conllu(path: Path, *, lang: str, names: Names = "all", trees: float = 1.0) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; multiword ranges and empty nodes are left out.

    ``names`` says how far the name labels hold: "all"; "some" (labelled names do, and words in small letters are none: UNER over EWT); or "none" (the
    model then learns nothing about names from the file). ``trees`` weighs the heads and relations.
    """
    rows: list[Word] = []
    with path.open(encoding="utf-8") as lines:
        for line in itertools.chain(lines, [""]):
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                rows.append(_word(columns))
            elif rows and not columns[0]:
                if names == "some":
                    rows = [replace(w, entity=UNSURE) if w.entity == "O" and not w.form[:1].islower() and w.form[:1].isalpha() else w for w in rows]
                yield Sentence(tuple(rows), lang, names != "none" and any(w.entity is not None for w in rows), trees)
                rows = []


def paragraphs(sentences: list[Sentence], rng: random.Random, *, longest: int = 6) -> Iterator[list[Sentence]]:
    """Join neighbouring sentences of one file into paragraphs of random length, so that sentence boundaries are learnt."""
    i = 0
    while i < len(sentences):
        size = rng.choice((1, 1, 2, 3, 4, longest))
        yield sentences[i : i + size]
        i += size


def klintan_sentences(path: Path, *, longest: int = 60) -> list[Sentence]:
    """Swedish name labels without trees: one token and one tag a line, IO tags, "0" outside; used for names only."""
    out: list[Sentence] = []
    rows: list[Word] = []
    previous = "0"
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.strip().split()
        if len(parts) == 2:
            form, tag = parts
            entity = "O" if tag == "0" else f"{'I' if tag == previous else 'B'}-{tag}"
            rows.append(Word(form, "_", "_", "", None, None, entity, True))
            previous = tag
        if rows and (not parts or parts[0] in {".", "!", "?"} or len(rows) >= longest):
            out.append(Sentence(tuple(rows), "sv"))
            rows, previous = [], "0"
    return out


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entity spans of IOB tags."""
    found: set[tuple[int, int, str]] = set()
    start, label = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and not (tag.startswith("I-") and tag[2:] == label):
            found.add((start, i, label))
            start = -1
        if tag not in {"O", UNSURE} and start < 0:
            start, label = i, tag[2:]
    return found
