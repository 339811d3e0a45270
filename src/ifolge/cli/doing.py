"""What verbs have in common: telling errors, exit status, sources read and extracted."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ifolge.cli.options import Format
from ifolge.errors import IfolgeError

if TYPE_CHECKING:
    from ifolge.console import Report
    from ifolge.errors import Issue
    from ifolge.extraction import Extraction
    from ifolge.llm import SecondOpinion
    from ifolge.reading import ReadOptions


@contextmanager
def told(*, progress: bool = False, status: int = 1, opinion: SecondOpinion | None = None) -> Iterator[Report]:
    """Tell errors with their code, and end with the exit status that they mean. A reader that has enough (``| head``) is no error.

    What a second opinion cost is told however the work ends.
    """
    from ifolge.console import Report

    report = Report(progress=progress)
    try:
        yield report
    except IfolgeError as error:
        report.tell(error.issue)
        raise typer.Exit(status) from None
    except BrokenPipeError:
        # Python flushes standard output once more at exit: let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        if opinion is not None:
            report.say(str(opinion.account))
    if report.errors:
        raise typer.Exit(1)


def read_options(**given: object) -> ReadOptions:
    """Options of reading; what was not given keeps its default there. A value that means nothing is wrong usage."""
    from ifolge.reading import ReadOptions

    with told(status=2):
        return ReadOptions(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def results(
    paths: Sequence[str | Path], options: ReadOptions | None, nlp: str | None, *, actors: Sequence[Path] = (), opinion: SecondOpinion | None = None
) -> Iterator[Extraction | Issue]:
    """The articles of the sources with their claims, and what is to be said of them."""
    from ifolge.extraction import Extractor
    from ifolge.reading import read

    extractor = Extractor(nlp=nlp, actors=actors)
    yield from extractor.register_issues
    yield from (opinion or extractor).extract_all(read(paths, options=options))


def as_json(value: object) -> str:
    """One line of JSON."""
    import json

    return json.dumps(value) + "\n"


def format_for(chosen: Format | None, output: Path | None) -> Format:
    """How results are written: as chosen, else as the file's suffix tells, else a table on a terminal and JSON lines elsewhere."""
    if chosen is not None:
        return chosen
    if output is not None:
        suffix = output.suffix.removeprefix(".").lower()
        return Format(suffix) if suffix in ("json", "csv") else Format.jsonl
    return Format.table if sys.stdout.isatty() else Format.jsonl
