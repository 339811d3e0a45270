"""``schema``, ``languages``, ``lint-pack`` and ``pipeline``: what ifolge is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import as_json, told
from ifolge.cli.options import NlpOption
from ifolge.errors import IfolgeError


@app.command()
def schema(
    record: Annotated[str, typer.Argument(help="A record: article, claim, participant, actor, count, place, time …", metavar="RECORD")] = "claim",
) -> None:
    """Print the JSON Schema of a record."""
    import json

    from ifolge.errors import fail
    from ifolge.records import RECORDS, json_schema
    from ifolge.writing import write

    with told(status=2):
        if record not in RECORDS:
            raise fail("IF902", where="schema", name=record, names=", ".join(RECORDS))
        write([json.dumps(json_schema(record), ensure_ascii=False, indent=2) + "\n"])


@app.command()
def languages() -> None:
    """List the language packs with the size of each table."""
    from ifolge.console import console_for, packs_view, rendered
    from ifolge.languages import LANGUAGES, read_table
    from ifolge.languages.tables import TABLES
    from ifolge.writing import write

    with told() as report:
        sizes: dict[str, dict[str, int | None]] = {lang: {} for lang in LANGUAGES}
        for lang, pack in sizes.items():
            for name in TABLES:
                try:
                    pack[name] = len(read_table(lang, name))
                except IfolgeError as error:
                    report.tell(error.issue)
                    pack[name] = None
        write([rendered(packs_view(sizes), console_for())])


@app.command("lint-pack")
def lint_pack(
    langs: Annotated[
        list[str] | None, typer.Argument(help="Languages to check; all where none is given.", metavar="LANG", show_default=False)
    ] = None,
    dir: Annotated[
        Path | None,
        typer.Option("--dir", help="A folder with packs of your own, one folder a language, instead of those that ship.", metavar="FOLDER"),
    ] = None,
) -> None:
    """Check the tables of language packs: each there, each word inflected, no row twice, nothing missing that the other packs have."""
    from ifolge.languages.lint import lint
    from ifolge.writing import write

    with told(status=2) as report:
        found = lint(langs or (), folder=dir)
        for issue in (issue for issues in found.values() for issue in issues):
            report.tell(issue)
        write([f"{', '.join(found)}: {report.faults() or 'nothing to mend'}\n"])


@app.command()
def pipeline(nlp: NlpOption = None) -> None:
    """Print what the parsing pipeline declares: name, version, languages, components and their labels, as JSON."""
    from dataclasses import asdict

    from ifolge.parsing import load_engine
    from ifolge.writing import write

    with told(status=2):
        write([as_json(asdict(load_engine(nlp).pipeline))])
