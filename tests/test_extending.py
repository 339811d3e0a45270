"""What docs/extending.md says to do is done here, and what it shows is what comes out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest

from ifolge.languages import pack
from ifolge.languages.lint import lint
from ifolge.languages.tables import TABLES

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "extending.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def steps() -> list[tuple[str, str]]:
    """Each command of the page with the output that is shown for it."""
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks("console")), re.MULTILINE)


def added_rows() -> list[tuple[str, str, str]]:
    """Language, table and line of each row that the page proposes."""
    return re.findall(r"# (\w+)/(\w+)\.tsv\n(.+\n)", "".join(blocks("tsv")))


def test_commands_of_the_page_give_what_it_shows(root: Path, tmp_path: Path) -> None:
    (tmp_path / "src").symlink_to(root / "src")
    script = f"ifolge() {{ '{sys.executable}' -m ifolge \"$@\"; }}\n" + "".join(f"{command}\necho '<end>'\n" for command, _ in steps())
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(root / "src")}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", env=environment)
    came = done.stdout.split("<end>\n")[:-1]
    wrong = [(c, shown, out) for (c, shown), out in zip(steps(), came, strict=True) if not OutputChecker().check_output(shown, out, ELLIPSIS)]
    assert wrong == [], done.stderr


def test_the_page_shows_a_claim_that_the_pack_alone_does_not_give() -> None:
    shown = [output for command, output in steps() if command.startswith("ifolge extract")]
    assert len(shown) == 2
    assert shown[0].splitlines()[0] != shown[1].splitlines()[0]


@pytest.mark.parametrize(("lang", "table", "line"), added_rows())
def test_rows_of_the_page_are_new_and_fit_their_tables(root: Path, tmp_path: Path, lang: str, table: str, line: str) -> None:
    first = TABLES[table].columns[0].name
    assert line.split("\t")[0] not in {row[first] for row in pack(lang).table(table)}
    shutil.copytree(root / "src" / "ifolge" / "languages" / lang, tmp_path / lang)
    with (tmp_path / lang / f"{table}.tsv").open("a", encoding="utf-8") as file:
        file.write(line)
    assert [str(found) for found in lint(folder=tmp_path)[lang] if found.severity == "error"] == []


def test_actor_of_the_page_is_found(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from ifolge.cli import app

    (tmp_path / "my-actors.csv").write_text(blocks("csv")[0], encoding="utf-8")
    command = re.search(r"`ifolge (actor .*?)`", PAGE)
    assert command is not None
    arguments = command.group(1).replace("my-actors.csv", str(tmp_path / "my-actors.csv")).split()
    assert '"example-brigade"' in CliRunner().invoke(app, arguments).stdout
