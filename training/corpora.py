"""What the engines are trained on: which file is read how often in one pass, and what its trees and name labels weigh."""

from __future__ import annotations

from pathlib import Path

from training.treebanks import Treebank

CONFLICT = Path(__file__).parent / "conflict-ud"
TRAIN = (
    Treebank("nob-ud-train.conv.conllu", "nb"),
    Treebank("nno-ud-train.conv.conllu", "nn"),
    Treebank("da-ud-train.conv.conllu", "da", repeats=2, trees=0.75),
    Treebank("sv-ud-train.conv.conllu", "sv", repeats=2, names="none"),
    Treebank("en_ewt-ud-train.rebuilt.conllu", "en", names="some"),
    *(Treebank(str(CONFLICT / f"{lang}.conllu"), lang, repeats=repeats) for lang, repeats in (("nb", 2), ("nn", 3), ("da", 4), ("sv", 5))),
)
DEV = {
    "nb": "nob-ud-dev.gold.conllu",
    "nn": "nno-ud-dev.gold.conllu",
    "da": "da-ud-dev.gold.conllu",
    "sv": "sv-ud-dev.gold.conllu",
    "en": "en_ewt-ud-dev.conllu",
}
SEED = 20261121
