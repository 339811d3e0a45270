"""The documentation says what the code says."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
import typer

from ifolge.cli import app
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


def shown_commands() -> list[tuple[str, list[str]]]:
    """Every ``ifolge`` command that a page shows: the page, and the command's words without what is piped, redirected or said beside it."""
    pages = [DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md"))]
    found = []
    for page in pages:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        for line in re.findall(r"^\$ (?:.*\| )?ifolge (\w.*)$", text, re.MULTILINE):
            shown = re.split(r"\s(?:\||>|2>|&&)\s", line)[0]
            if shown.count('"') % 2:  # a quotation that goes on, over a sign or over lines
                shown = shown[: shown.rindex('"')]
            found.append((page.relative_to(DOCS.parent).as_posix(), shlex.split(shown, comments=True)))
    return found


@pytest.mark.parametrize(("page", "words"), shown_commands(), ids=lambda value: value if isinstance(value, str) else value[0])
def test_commands_that_pages_show_are_there(page: str, words: list[str]) -> None:
    verbs = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert words[0] in verbs, page
    known = {name for parameter in verbs[words[0]].params for name in parameter.opts} | {"--help", "-h"}
    assert {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)} <= known, page
