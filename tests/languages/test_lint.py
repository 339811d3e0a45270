"""Each fault that a table can have is found, at its file and line, and all of them in one run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ifolge.cli import app
from ifolge.errors import MESSAGES, IfolgeError, Issue
from ifolge.languages import LANGUAGES, shipped
from ifolge.languages.lint import RULES, lint
from ifolge.languages.tables import TABLES

Edit = Callable[[str], str]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with a copy of one pack."""
    shutil.copytree(Path(str(shipped("nb").path)), tmp_path / "packs" / "nb")
    return tmp_path / "packs"


def edit(packs: Path, table: str, change: Edit) -> None:
    path = packs / "nb" / f"{table}.tsv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


@cache
def known() -> frozenset[tuple[str, str]]:
    """What is found in the pack that ships."""
    return frozenset((found.code, found.text) for found in lint(["nb"])["nb"])


def added(packs: Path) -> list[Issue]:
    """What is found in the copy only."""
    return [found for found in lint(folder=packs)["nb"] if (found.code, found.text) not in known()]


def row(*values: str) -> Edit:
    return lambda text: text + "\t".join(values) + "\n"


def without(word: str) -> Edit:
    return lambda text: "".join(line + "\n" for line in text.splitlines() if word not in line.split("\t"))


FORMS = "flodhestgruppe flodhestgruppen flodhestgrupper flodhestgruppene"
CASES = [
    pytest.param("negation", row("overhodet", "nei"), "IF202", "kind: nei not among", id="closed value"),
    pytest.param("negation", row("overhodet"), "IF202", "column kind is empty", id="empty cell"),
    pytest.param("negation", row("overhodet", "adverb", "x"), "IF202", "3 cells for 2 columns", id="cell too many"),
    pytest.param("negation", lambda text: text.replace("form\tkind", "form kind"), "IF202", "columns are ['form kind']", id="columns"),
    pytest.param("themes", row("flodhest", "conflict", "4"), "IF202", "weight: 4 not among 1, 2, 3", id="weight"),
    pytest.param("negation", row("ikke", "adverb"), "IF204", "ikke stands here and on line", id="row twice"),
    pytest.param("according", row("Ifølge flodhesten", "before"), "IF205", "'Ifølge flodhesten' is not lower case", id="capital"),
    pytest.param("according", row("pa\u030a flodhest", "before"), "IF205", "normal form C", id="decomposed"),
    pytest.param("weapons", row("flodhest", "stampede", FORMS + " flodhest", "no"), "IF205", "'stampede' is not an event type", id="event type"),
    pytest.param("tolls", row("flodhestet", "trampled", "participle"), "IF205", "'trampled' is not an effect", id="effect"),
    pytest.param("kinds", row("flodhestgruppe", "herd", "people", "hippo", FORMS, "no"), "IF205", "'hippo' is not a 'who'", id="who"),
    pytest.param("structure", row("(flodhest", "widget"), "IF205", "'(flodhest' is not a regular expression", id="pattern"),
    pytest.param("paradigms", row("kinds", "hest", "many"), "IF205", "'many' is not a number", id="number"),
    pytest.param("kinds", row("flodhest", "herd", "people", "", FORMS, "no"), "IF206", "'flodhest' is not among", id="lemma"),
    pytest.param("kinds", row("flodhest", "hippo", "thing", "", "flodhest", "no"), "IF207", "has 1 of the 4 or more forms", id="short noun"),
    pytest.param("verbs", row("flodhe", "killing", "transitive", "killed", "flodhe flodhet"), "IF207", "has 2 of the 4", id="short verb"),
    pytest.param("intents", row("flodhe", "planned", "affirmed", "nekte flodhe"), "IF208", "nekte here, and with another meaning", id="two meanings"),
    pytest.param("kinds", row("soldatgruppe", "herd", "thing", "", FORMS + " soldat soldatgruppe", "no"), "IF210", "soldat here", id="homograph"),
    pytest.param("connectives", without("simultaneous"), "IF211", "no class simultaneous", id="class that the others have"),
    pytest.param("kinds", without("refugee camp"), "IF211", "refugee camp", id="sense that the others have"),
    pytest.param("paradigms", lambda text: text.replace("verbs\t\t4\n", ""), "IF213", "table verbs", id="no paradigm"),
]


@pytest.mark.parametrize(("table", "change", "code", "words"), CASES)
def test_fault_is_found_where_it_is(packs: Path, table: str, change: Edit, code: str, words: str) -> None:
    edit(packs, table, change)
    text = (packs / "nb" / f"{table}.tsv").read_text(encoding="utf-8")
    found = [issue for issue in added(packs) if issue.code == code and words in issue.text]
    assert len(found) == 1
    assert found[0].where == str(packs / "nb" / f"{table}.tsv")
    assert found[0].line in {None, len(text.splitlines())} or "columns are" in found[0].text


def test_missing_table_is_found(packs: Path) -> None:
    (packs / "nb" / "verbs.tsv").unlink()
    assert "IF201" in {issue.code for issue in added(packs)}


def test_file_that_is_no_utf_8_is_found(packs: Path) -> None:
    (packs / "nb" / "negation.tsv").write_bytes("form\tkind\nikkje på\tadverb\n".encode("latin-1"))
    assert [issue.code for issue in added(packs) if issue.where.endswith("negation.tsv")] == ["IF202"]


def test_event_type_without_a_trigger_is_found(packs: Path) -> None:
    edit(packs, "verbs", without("siege"))
    assert "IF209" not in {issue.code for issue in added(packs)}  # a noun is enough
    edit(packs, "nouns", without("siege"))
    assert [issue.text for issue in added(packs) if issue.code == "IF209"] == ["language pack nb: no verb or noun for siege"]


def test_all_faults_are_told_at_once(packs: Path) -> None:
    for change in (row("overhodet", "nei"), row("ikke", "adverb"), row("Ei", "adverb")):
        edit(packs, "negation", change)
    assert sorted(issue.code for issue in added(packs)) == ["IF202", "IF204", "IF205"]


def test_every_message_about_packs_has_a_case() -> None:
    cased = {case.values[2] for case in CASES} | {"IF201", "IF209", "IF212"}
    assert cased == {code for code in MESSAGES if code.startswith("IF2")} - {"IF203"}  # registers of actors


def test_every_table_has_a_rule() -> None:
    assert set(RULES) == set(TABLES)


@pytest.mark.parametrize("name", RULES)
def test_rules_name_columns_of_their_table(name: str) -> None:
    rule = RULES[name]
    named = {*rule.key, *rule.words, *rule.inflected, *rule.forms, *rule.meaning, *rule.covered}
    assert named <= {column.name for column in TABLES[name].columns}


def test_a_language_of_ones_own_is_held_to_the_others(packs: Path) -> None:
    (packs / "nb").rename(packs / "is")
    assert list(lint(folder=packs)) == ["is"]
    assert not [issue for issue in lint(folder=packs)["is"] if issue.severity == "error"]


@pytest.mark.parametrize(("langs", "folder", "code"), [(["xx"], None, "IF202"), ([], "no-such", "IF212"), ([], "packs/nb", "IF212")])
def test_no_pack_to_check_is_an_error(packs: Path, langs: list[str], folder: str | None, code: str) -> None:
    with pytest.raises(IfolgeError, match=code):
        lint(langs, folder=packs.parent / folder if folder else None)


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["lint-pack", *map(str, arguments)])


def test_command_passes_the_packs_that_ship() -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout.startswith(", ".join(LANGUAGES) + ": ")
    assert ": error IF" not in result.output


def test_command_tells_faults_by_file_and_line_and_exits_1(packs: Path) -> None:
    edit(packs, "negation", row("ikke", "adverb"))
    result = run("--dir", packs)
    line = len((packs / "nb" / "negation.tsv").read_text(encoding="utf-8").splitlines())
    assert result.exit_code == 1
    assert f"{packs / 'nb' / 'negation.tsv'}:{line}: error IF204" in result.stderr
    assert result.stdout.startswith("nb: 1 error")
    assert run("da", "--dir", packs).exit_code == 2
