"""Check hand-corrected CoNLL-U files before anything is trained on them.

    python -m training.check_conllu training/conflict-ud/*.conllu

Checked are the ten columns, token numbers, heads (one root, no cycle), the text against the tokens, the labels against those of the Norwegian, Danish and
Swedish training treebanks, and the name tags. What is wrong is printed, one fault a line; the exit status is the number of faults, at most 99.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

UPOS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
FEATURES = frozenset(
    "Abbr Case Definite Degree Foreign Gender Mood NumType Number Number[psor] Person Polarity Poss PronType Reflex Tense VerbForm Voice".split()
)
SHARED_RELATIONS = frozenset(
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp conj cop csubj dep det discourse dislocated expl flat iobj mark nmod nmod:poss nsubj "
    "nsubj:pass nummod obj obl obl:agent orphan parataxis punct root vocative xcomp".split()
)
RELATIONS = {
    "nb": SHARED_RELATIONS | {"compound"},
    "nn": SHARED_RELATIONS | {"compound"},
    "da": SHARED_RELATIONS | {"compound:prt", "fixed"},
    "sv": SHARED_RELATIONS | {"compound:prt", "fixed"},
}
NAMES = frozenset({"PER", "ORG", "LOC", "MISC"})
COLUMNS = 10


def check_file(path: Path) -> list[str]:
    """The faults of one file, each with file, sentence and token; the file's name is its language (``nb.conllu``)."""
    faults: list[str] = []
    seen: set[str] = set()
    for comments, rows in sentences(path):
        name = comments.get("sent_id", "")
        where = f"{path.name} {name or '(no sent_id)'}"
        if not name or name in seen:
            faults.append(f"{where}: sent_id missing or used before")
        seen.add(name)
        found = _columns(rows) or [*_heads(rows), *_labels(rows, path.stem), *_names(rows), *_text(rows, comments.get("text", ""))]
        faults.extend(f"{where}: {fault}" for fault in found)
    if not seen:
        faults.append(f"{path.name}: no sentences")
    return faults


def sentences(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """Comments ("# key = value") and rows of each sentence."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        pairs = (line[1:].split("=", 1) for line in lines if line.startswith("#") and "=" in line)
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        if rows:
            yield {key.strip(): value.strip() for key, value in pairs}, rows


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    for i, row in enumerate(rows, 1):
        if len(row) != COLUMNS or not all(row):
            return [f"token {i}: {len(row)} columns, or an empty one"]
        if row[0] != str(i):
            return [f"token {i}: numbered {row[0]}"]
        if not row[6].isdigit() or int(row[6]) > len(rows):
            return [f"token {i}: head {row[6]}"]
    return []


def _heads(rows: Sequence[Sequence[str]]) -> list[str]:
    heads = [0, *(int(row[6]) for row in rows)]
    found = []
    if (roots := heads[1:].count(0)) != 1:
        found.append(f"{roots} roots")
    for i, row in enumerate(rows, 1):
        if (heads[i] == 0) != (row[7] == "root"):
            found.append(f"token {i}: relation {row[7]} with head {heads[i]}")
        at, steps = i, 0
        while at and steps <= len(rows):
            at, steps = heads[at], steps + 1
        if at:
            found.append(f"token {i}: in a cycle")
    return found


def _labels(rows: Sequence[Sequence[str]], lang: str) -> list[str]:
    found = []
    for i, row in enumerate(rows, 1):
        if row[3] not in UPOS:
            found.append(f"token {i}: part of speech {row[3]}")
        if row[7] not in RELATIONS[lang]:
            found.append(f"token {i}: relation {row[7]} is not one of the treebank's")
        if (row[3] == "PUNCT") != (row[7] == "punct"):
            found.append(f"token {i}: {row[3]} as {row[7]}")
        features = [] if row[5] == "_" else row[5].split("|")
        if features != sorted(features, key=str.lower) or any(f.split("=")[0] not in FEATURES for f in features):
            found.append(f"token {i}: features {row[5]}")
    return found


def _names(rows: Sequence[Sequence[str]]) -> list[str]:
    found, before = [], "O"
    for i, row in enumerate(rows, 1):
        tag = _misc(row).get("name", "")
        label = tag[2:]
        if tag != "O" and (tag[:2] not in {"B-", "I-"} or label not in NAMES):
            found.append(f"token {i}: name tag {tag!r}")
        if tag.startswith("I-") and before[2:] != label:
            found.append(f"token {i}: {tag} after {before}")
        before = tag
    return found


def _text(rows: Sequence[Sequence[str]], text: str) -> list[str]:
    joined = "".join(row[1] + ("" if _misc(row).get("SpaceAfter") == "No" else " ") for row in rows).rstrip()
    return [] if joined == text else [f"text and tokens differ: {text!r}, {joined!r}"]


def _misc(row: Sequence[str]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)


def main(paths: Sequence[str]) -> int:
    faults = [fault for path in paths for fault in check_file(Path(path))]
    print("\n".join(faults) or f"{len(paths)} files, no faults")
    return min(len(faults), 99)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
