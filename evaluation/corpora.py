"""The gold that quality is measured on: the developers' shared articles, and the parts of our own corpus."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ifolge.claims.scene import VIOLENT
from ifolge.evaluation.gold import GoldArticle, read_gold
from ifolge.evaluation.texts import gold_texts
from ifolge.extraction import Extraction, Extractor
from ifolge.reading import read
from ifolge.records import Claim

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SHARED = Path(os.environ.get("IFOLGE_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True)
class Corpus:
    """Gold files, the folder of their texts (``None``: each beside its gold), and the gold files of hard negatives: articles without a claim."""

    name: str
    gold_files: tuple[Path, ...]
    text_dir: Path | None = None
    negative_files: tuple[Path, ...] = ()

    @cached_property
    def gold(self) -> list[GoldArticle]:
        """The annotated articles, without the hard negatives."""
        return read_gold(self.gold_files)

    @cached_property
    def texts(self) -> list[Path]:
        """The texts of ``gold``."""
        return gold_texts(zip(self.gold_files, self.gold, strict=True), text_dir=self.text_dir)

    @cached_property
    def negatives(self) -> list[Path]:
        """The texts of the hard negatives."""
        return gold_texts(zip(self.negative_files, read_gold(self.negative_files), strict=True))

    def alarms(self, claims: Mapping[str, Sequence[Claim]]) -> int:
        """How many violent claims there are of the hard negatives; claims by the file name of their article."""
        return sum(claim.type in VIOLENT for path in self.negatives for claim in claims[path.name])

    @property
    def sha256(self) -> str:
        """Hash over the names and bytes of all gold files and texts, in the order of their names."""
        digest = hashlib.sha256()
        for path in sorted((*self.gold_files, *self.texts, *self.negative_files, *self.negatives), key=lambda p: p.name):
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def split_articles(split: str) -> Iterator[tuple[str, Path]]:
    """Gold files of a split of ``corpus/`` with the group that they must stay in: the incident, or a hard negative by itself."""
    for row in _rows("incidents.tsv"):
        if row["split"] == split:
            yield from ((row["incident"], path) for path in sorted((CORPUS / "articles" / row["incident"]).glob("*.gold.json")))
    for row in _rows("negatives.tsv"):
        if row["split"] == split:
            yield row["article"], CORPUS / "negatives" / f"{row['article']}.gold.json"


def _rows(table: str) -> list[dict[str, str]]:
    with (CORPUS / table).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def split_corpus(split: str) -> Corpus:
    """A split of ``corpus/``: ``train``, ``dev`` or ``test``."""
    files = [path for _, path in split_articles(split)]
    is_negative = {path: path.parent.name == "negatives" for path in files}
    return Corpus(f"corpus {split}", tuple(p for p in files if not is_negative[p]), negative_files=tuple(p for p in files if is_negative[p]))


def shared_corpus(name: str, shared: Path) -> Corpus:
    """The gold of a set in the developers' shared folder; its texts lie beside it (dev) or in a folder of its name (seeds)."""
    folder = shared / "gold" / name
    return Corpus(f"gold {name}", tuple(sorted(folder.glob("*.gold.json"))), folder if any(folder.glob("*.txt")) else shared / name)


def extracted(texts: Sequence[Path], extractor: Extractor) -> list[Extraction]:
    """Articles with their claims. Raises ``RuntimeError`` for one that cannot be read or extracted from: a failure is no miss."""
    found = []
    for result in extractor.extract_all(read(texts)):
        if isinstance(result, Extraction):
            found.append(result)
        elif result.severity == "error":
            raise RuntimeError(str(result))
    return found
