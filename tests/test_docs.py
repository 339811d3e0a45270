"""The documentation says what the code says."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from ifolge.errors import MESSAGES
from ifolge.records import Claim

DOCS = Path(__file__).resolve().parent.parent / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES: dict[str, str] = generator().pages()


@pytest.mark.parametrize("page", PAGES)
def test_generated_page_is_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page], "run: make docs"


def test_no_generated_page_is_left_over() -> None:
    marked = {p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md") if p.read_text(encoding="utf-8").startswith("<!-- Generated")}
    assert marked == set(PAGES)


def test_every_message_is_documented() -> None:
    assert set(re.findall(r"`(IF\d+)`", PAGES["reference/errors.md"])) == set(MESSAGES)


def test_quickstart_claim_is_a_claim_of_the_example_it_names(root: Path) -> None:
    page = (DOCS / "quickstart.md").read_text(encoding="utf-8")
    shown = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert shown is not None
    claim = Claim.from_json(json.dumps(json.loads(shown.group(1))))
    article = (root / "examples" / claim.doc).read_text(encoding="utf-8")
    assert all(article[span.start : span.end] == span.text for span in claim.spans())


def test_quickstart_names_examples_that_exist(root: Path) -> None:
    named = re.findall(r"examples/([\w-]+\.txt)", (DOCS / "quickstart.md").read_text(encoding="utf-8"))
    assert named
    assert all((root / "examples" / name).is_file() for name in named)
