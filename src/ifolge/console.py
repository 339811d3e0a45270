"""What a person reads in a terminal: claims, scores and language packs as tables, messages and progress on standard error.

Text from articles is shown with control characters replaced, so that no article can steer the terminal.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ifolge.errors import Issue
from ifolge.languages import NAMES
from ifolge.records import Article, Claim
from ifolge.wording import SHORT_ID, harmless, numbers, parties, plural, published, says, short_id, what, when, where

if TYPE_CHECKING:
    from ifolge.evaluation.score import Scores
    from ifolge.extraction import Extraction
    from ifolge.ledger import Judged, Summary

WIDE_FROM = 110
"""From this many columns on, counts have a column of their own."""
FILE_WIDTH = 120
PROGRESS_FROM = 4
"""Articles before a progress line is worth its place."""
SHORT_CELL = 10
"""A column whose cells are no longer, such as days and numbers, is not narrowed."""
LONGEST_TYPE_WORD = len("responsibility")


def console_for(output: Path | None = None) -> Console:
    """The console that renders for standard output, or plainly for a file."""
    return Console(highlight=False) if output is None else Console(file=StringIO(), width=FILE_WIDTH, highlight=False)


def rendered(view: RenderableType, console: Console) -> str:
    """A view as text, with colour where the console has it."""
    with console.capture() as captured:
        console.print(view, markup=False)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def article_views(extractions: Iterable[Extraction], console: Console, *, min_confidence: float = 0) -> Iterator[str]:
    """The claims of each article as a table under its name, language and publication."""
    for extraction in extractions:
        claims = [c for c in extraction.claims if c.confidence >= min_confidence]
        yield rendered(Group(heading(extraction.article), claims_table(claims, wide=console.width >= WIDE_FROM), ""), console)


def heading(article: Article) -> Text:
    """An article's name, language and publication interval in one line."""
    title = Text(harmless(article.doc), style="bold")
    return title.append(f" · {NAMES[article.lang]} · {published(article.published)}", style="not bold")


def claims_table(claims: Iterable[Claim], *, wide: bool) -> RenderableType:
    """One row a claim: when, where, what, who to whom, how many, who says so."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, padding=(0, 1, 0, 0))
    table.add_column("claim", width=SHORT_ID, style="dim")
    table.add_column("when", width=10)
    table.add_column("where", ratio=3, overflow="fold")
    table.add_column("what", width=LONGEST_TYPE_WORD)
    table.add_column("who → whom" if wide else "who → whom, how many", ratio=6, overflow="fold")
    if wide:
        table.add_column("how many", ratio=4, overflow="fold")
    table.add_column("says", ratio=5, overflow="fold")
    for claim in claims:
        who, how_many = parties(claim), numbers(claim)
        middle = [who, how_many] if wide else ["\n".join(filter(None, (who, how_many)))]
        cells = [short_id(claim), when(claim.time), where(claim), what(claim), *middle, says(claim.attribution)]
        table.add_row(*(Text(cell) for cell in cells))
    return table if table.row_count else Text("no claims", style="dim")


def scores_view(total: Scores, by_language: Mapping[str, Scores]) -> RenderableType:
    """Precision, recall and F1 of every kind of fact, and the headline for each language where there are several."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for name in ("precision", "recall", "F1", "right", "gold", "predicted"):
        table.add_column(name, justify="right")
    rows = dict(total.rows())
    if len(by_language) > 1:
        rows |= {f"{row} {lang}": scores.rows()[row] for lang, scores in by_language.items() for row in ("claim", "fact")}
    for name, t in rows.items():
        table.add_row(name, *(f"{x:.3f}" for x in (t.precision, t.recall, t.f1)), *map(str, (t.right, t.gold, t.predicted)))
        if name in ("fact", "polarity"):
            table.add_section()
    return table


def summary_view(done: Summary, ledger: str) -> RenderableType:
    """What a run did, line by line."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=False)
    table.add_column("")
    table.add_column("", justify="right")
    rate = f"{done.extracted / done.seconds:.1f} a second" if done.extracted and done.seconds else ""
    rows: list[tuple[str, object]] = [
        ("ledger", ledger),
        ("articles read", done.read),
        ("there already", done.known),
        ("extracted", f"{done.extracted} ({rate})" if rate else done.extracted),
        ("new articles", done.articles),
        ("new claims", done.claims),
        ("claims replaced", done.retired),
        ("judgements to look at", len(done.misfits)),
        ("messages", len(done.faults)),
    ]
    for name, value in rows:
        table.add_row(name, str(value))
    return table


def judgements_view(listed: Iterable[Judged]) -> RenderableType:
    """One row a judgement: which, when, on what, the verdict, by whom and why, and what became of it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("judgement", "when", "on", "verdict", "by", "why", ""):
        table.add_column(name, overflow="fold")
    for judged in listed:
        one = judged.judgement
        value = "" if one.value is None and one.slot is None else json.dumps(one.value, ensure_ascii=False)
        verdict = " ".join(filter(None, (f"undoes {one.undoes}" if one.undoes else one.verdict, one.slot, value)))
        became = "" if one.undoes else "undone" if not judged.counts else judged.misfit.fit if judged.misfit else "applies"
        cells = (one.judgement_id, f"{one.at:%Y-%m-%d %H:%M}", one.subject, verdict, one.reviewer, one.reason, became)
        table.add_row(*(Text(harmless(cell)) for cell in cells))
    return table if table.row_count else Text("no judgements", style="dim")


def rows_table(columns: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[str]]) -> RenderableType:
    """Any rows under the names of their columns; ``numeric`` columns stand at the right, short ones keep their width."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for i, (name, number) in enumerate(zip(columns, numeric, strict=True)):
        words = harmless(name.replace("_", " "))
        cells, longest_word = max((len(row[i]) for row in rows), default=0), max(map(len, words.split()), default=0)
        least = max(longest_word, cells if cells <= SHORT_CELL else 0)
        table.add_column(Text(words), justify="right" if number else "left", overflow="fold", min_width=least)
    for row in rows:
        table.add_row(*(Text(harmless(cell)) for cell in row))
    return table if table.row_count else Text("none", style="dim")


def packs_view(sizes: Mapping[str, Mapping[str, int | None]]) -> RenderableType:
    """Rows of every table of every language pack; a missing table is a dash."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("table")
    for lang in sizes:
        table.add_column(lang, justify="right")
    for name in next(iter(sizes.values())):
        table.add_row(name, *("–" if (rows := pack[name]) is None else str(rows) for pack in sizes.values()))
    names = ", ".join(f"{lang} {NAMES[lang]}" for lang in sizes)
    return Group(table, Text(f"Rows of each table. {names}"))


class Report:
    """Messages, progress and the closing line on standard error, in colour only on a terminal."""

    def __init__(self, *, progress: bool = False) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._wants_progress = progress and self._console.is_terminal
        self.articles = self.claims = self.errors = self.warnings = 0

    def tell(self, problem: Issue) -> None:
        """Show one message and count it."""
        if problem.severity == "error":
            self.errors += 1
        else:
            self.warnings += 1
        colour = "red" if problem.severity == "error" else "yellow"
        line = Text(harmless(str(problem)))
        line.highlight_words([f"{problem.severity} {problem.code}"], style=colour)
        self._console.print(line)

    def say(self, text: str) -> None:
        """Show a line that is neither error nor warning."""
        self._console.print(Text(harmless(text)))

    def watch(self, results: Iterable[Extraction | Issue]) -> Iterator[Extraction]:
        """Pass extractions on, telling the issues between them. No progress where the results themselves are shown on the terminal."""
        columns = (SpinnerColumn(), TextColumn("{task.completed} articles · {task.fields[claims]} claims · {task.fields[doc]}"), TimeElapsedColumn())
        with Progress(*columns, console=self._console, transient=True, disable=not self._wants_progress or sys.stdout.isatty()) as progress:
            task = progress.add_task("extracting", total=None, visible=False, claims=0, doc="")
            for result in results:
                if isinstance(result, Issue):
                    self.tell(result)
                    continue
                self.articles += 1
                self.claims += len(result.claims)
                progress.update(task, advance=1, claims=self.claims, doc=harmless(result.article.doc), visible=self.articles >= PROGRESS_FROM)
                yield result

    @contextmanager
    def counting(self, what: str, *, total: int | None) -> Iterator[Callable[[int], None]]:
        """A bar with rate and remaining time while something is worked through, of which so many are done each time that what is given is called."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        with Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal) as progress:
            task = progress.add_task(what, total=total, rate="")

            def some(number: int) -> None:
                progress.advance(task, number)
                speed = progress.tasks[0].speed
                progress.update(task, rate=f"{speed:.1f} a second" if speed else "")

            yield some

    def show(self, view: RenderableType) -> None:
        """Show a table or anything else that is no result."""
        self._console.print(view)

    def close(self) -> None:
        """The closing line: how much was read, found and left out."""
        said = f"{plural(self.articles, 'article')}, {plural(self.claims, 'claim')}"
        self._console.print(Text("; ".join(filter(None, (said, self.faults())))))

    def faults(self) -> str:
        """The number of errors and of warnings so far, in words; empty where there were none."""
        return ", ".join(plural(n, word) for n, word in ((self.errors, "error"), (self.warnings, "warning")) if n)
