"""The page about the ledger names verbs and options that there are."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from ifolge.cli import app
from ifolge.errors import MESSAGES


def test_the_page_names_what_there_is(root: Path) -> None:
    page = (root / "docs" / "ledger.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    used = [
        line.split("#")[0] for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in re.split(r"\n|&&", block) if "ifolge " in line
    ]
    assert len(used) >= 10
    for line in used:
        verb = re.search(r"ifolge (\w+)", line)
        assert verb
        options = {option for parameter in commands[verb.group(1)].params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", line)) <= options, line
    assert set(re.findall(r"IF\d{3}", page)) <= set(MESSAGES)
