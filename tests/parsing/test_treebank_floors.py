"""The engine's scores on the treebanks' test parts, held by floors (``evaluation/parsing_floors.json``, with the hash of each file).

Floors lie half a point below what was measured, since int8 arithmetic differs a little between processors. A change may raise them, and lowers one only with
a reason in its commit.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from ifolge.parsing import load_engine
from training.score_engines import score
from training.treebanks import klintan_sentences, read_conllu

FLOORS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parents[2] / "evaluation" / "parsing_floors.json").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("test", FLOORS)
def test_scores_reach_the_floors(test: str, shared: Path) -> None:
    wanted = FLOORS[test]
    path, lang = shared / "data" / wanted["file"], wanted["lang"]
    if hashlib.sha256(path.read_bytes()).hexdigest() != wanted["sha256"]:
        pytest.skip(f"{wanted['file']} is not the file that its floors were measured on: measure them anew in evaluation/parsing_floors.json")
    trees, names = "LAS" in wanted["floors"], "NER" in wanted["floors"]
    sentences = list(read_conllu(path, lang=lang, names="all" if names else "none")) if trees else klintan_sentences(path)
    reached = score(load_engine(), sentences, lang, trees=trees, names=names)
    missed = {k: (round(reached[k], 2), least) for k, least in wanted["floors"].items() if reached[k] < least}
    assert not missed, f"(reached, wanted) {missed}"
