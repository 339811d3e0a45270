"""``time``, ``number``, ``place`` and ``actor``: one resolver asked alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import told
from ifolge.cli.options import ActorsOption, ContextOption, MentionArgument, MentionLangOption, TextOption

if TYPE_CHECKING:
    from ifolge.console import Report
    from ifolge.errors import Issue


@app.command()
def time(
    mention: MentionArgument = "-",
    lang: MentionLangOption = None,
    published: Annotated[str | None, typer.Option(help="When the text was published: a day or only a month.", metavar="YYYY-MM[-DD]")] = None,
    tense: Annotated[str, typer.Option(help="Tense of the event's verb: past, present or future.", metavar="TENSE")] = "past",
    text: TextOption = None,
) -> None:
    """Resolve a time expression to the days it can mean, as JSON."""
    _ask("time", mention, lang=lang, published=published, tense=tense, text=text)


@app.command()
def number(mention: MentionArgument = "-", lang: MentionLangOption = None, text: TextOption = None) -> None:
    """Read a number expression as a range, or say why it is no count, as JSON."""
    _ask("number", mention, lang=lang, text=text)


@app.command()
def place(mention: MentionArgument = "-", lang: MentionLangOption = None, context: ContextOption = None, text: TextOption = None) -> None:
    """Find the place that a name means, with what else it could be, as JSON."""
    _ask("place", mention, lang=lang, country=context, text=text)


@app.command()
def actor(
    mention: MentionArgument = "-",
    lang: MentionLangOption = None,
    context: ContextOption = None,
    published: Annotated[str | None, typer.Option(help="When the text was published: actors are those of that year.", metavar="YYYY-MM[-DD]")] = None,
    text: TextOption = None,
    actors: ActorsOption = None,
) -> None:
    """Find the actor that a name or description means, as JSON."""
    _ask("actor", mention, actors=actors or (), lang=lang, country=context, published=published, text=text)


def _ask(resolver: str, mention: str, actors: Sequence[Path] = (), **known: str | None) -> None:
    """One answer for a mention, or one JSON line for each line of standard input."""
    import json

    from ifolge.grounding.actor import load_register
    from ifolge.grounding.asking import Question, ask, ask_all
    from ifolge.writing import write

    registers = tuple(map(str, actors))
    with told(status=1 if mention == "-" else 2) as report:
        for issue in load_register(registers).issues if registers else ():
            report.tell(issue)
        if mention == "-":
            write(_json_lines(ask_all(resolver, sys.stdin, known=known, registers=registers), report))
        else:
            question = Question.of({"mention": mention, **known}, registers=registers)
            write([json.dumps(ask(resolver, question), ensure_ascii=False, indent=2) + "\n"])


def _json_lines(answers: Iterable[dict[str, object] | Issue], report: Report) -> Iterator[str]:
    from pydantic_core import to_json

    from ifolge.errors import Issue

    for answer in answers:
        if isinstance(answer, Issue):
            report.tell(answer)
        else:
            yield to_json(answer).decode() + "\n"
