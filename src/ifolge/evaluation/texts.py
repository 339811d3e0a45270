"""Where the texts of gold articles are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ifolge.errors import fail
from ifolge.evaluation.gold import GoldArticle


def gold_texts(gold: Iterable[tuple[Path, GoldArticle]], *, text_dir: Path | None = None) -> list[Path]:
    """The article files of gold files: in ``text_dir``, else beside each gold file. Raises ``IfolgeError`` IF602 for the first that is missing."""
    found = []
    for path, article in gold:
        text = (text_dir or path.parent) / article.doc
        if not text.is_file():
            raise fail("IF602", where=str(path), doc=article.doc)
        found.append(text)
    return found
