"""Our example articles are whole, dated and listed as constructed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.txt"))
HEADER = re.compile(r" date \d{4}-\d{2}(-\d{2})? \S")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_example_is_dated_listed_and_signed_off(path: Path, root: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert HEADER.match(text)
    assert "ifolge)" in text.splitlines()[-1]
    assert f"`{path.name}`" in (root / "docs" / "examples.md").read_text(encoding="utf-8")


def test_examples_cover_every_language() -> None:
    assert {p.name[:2] for p in EXAMPLES} == {"nb", "nn", "da", "sv", "en"}
