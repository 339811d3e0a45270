"""The quality reached on the gold articles, held by floors.

``evaluation/floors.json`` has, for each gold corpus of the shared folder, the hash of its gold files and texts and the least F1 of claims and facts;
a change may raise a floor, and lowers one only with a reason in its commit.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FLOORS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parents[1] / "evaluation" / "floors.json").read_text(encoding="utf-8"))


def corpus_hash(folders: list[Path]) -> str:
    """SHA-256 over the names and bytes of the folders' gold files and texts, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted((p for folder in folders for p in folder.iterdir() if p.suffix in {".json", ".txt"}), key=lambda p: p.name):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@pytest.mark.parametrize("corpus", FLOORS)
def test_scores_reach_the_floors(corpus: str, shared: Path) -> None:
    floor = FLOORS[corpus]
    gold, texts = shared / floor["gold"], shared / floor["texts"]
    if corpus_hash(sorted({gold, texts})) != floor["sha256"]:
        pytest.skip(f"the {corpus} corpus is not the one that its floors were measured on: measure them anew in evaluation/floors.json")
    command = [sys.executable, "-m", "ifolge", "evaluate", *map(str, sorted(gold.glob("*.gold.json"))), "--text-dir", str(texts), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    reached = {kind: scores[kind][2] for kind in floor["f1"]}  # precision, recall, F1
    assert all(reached[kind] >= least for kind, least in floor["f1"].items()), f"{reached} reached, {floor['f1']} wanted"
