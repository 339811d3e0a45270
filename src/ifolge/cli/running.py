"""``run``: articles into a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import read_options, told
from ifolge.cli.options import (
    ActorsOption,
    ColumnsOption,
    EncodingOption,
    InputFormatOption,
    LangOption,
    LedgerOption,
    MaxMbOption,
    NlpOption,
    PublishedOption,
    Texts,
)

if TYPE_CHECKING:
    from ifolge.errors import Issue
    from ifolge.records import Article


@app.command()
def run(
    ledger: LedgerOption,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders or patterns ('news/*.txt'); '-' reads standard input. Without any, the ledger's own articles are extracted anew.",
            metavar="PATH",
            show_default=False,
        ),
    ] = None,
    texts: Annotated[
        Texts | None,
        typer.Option(
            help="What a new ledger keeps of the articles' words: all (full), only those that claims point at (evidence), or none (hashes); "
            "full if not given. Chosen once.",
            show_default=False,
        ),
    ] = None,
    published: PublishedOption = None,
    lang: LangOption = None,
    input_format: InputFormatOption = None,
    columns: ColumnsOption = None,
    max_mb: MaxMbOption = None,
    encoding: EncodingOption = None,
    nlp: NlpOption = None,
    actors: ActorsOption = None,
) -> None:
    """Extract the claims of articles into a ledger; what is there already is passed over, so the same command goes on after an interruption."""
    from ifolge.console import summary_view
    from ifolge.extraction import Extractor
    from ifolge.ledger import Store, Summary, misfit_issue
    from ifolge.ledger import run as run_into
    from ifolge.reading import expected, read

    with told() as report:
        options = read_options(published=published, lang=lang, format=input_format, columns=columns, max_mb=max_mb, encoding=encoding)
        extractor = Extractor(nlp=nlp, actors=actors or ())
        for issue in extractor.register_issues:
            report.tell(issue)
        with Store.open(ledger, create=paths is not None, texts=texts.value if texts else None) as store:
            articles = read(paths, options=options) if paths else store.articles()
            total = expected(paths) if paths else store.size().articles
            done = Summary()
            with report.counting("articles", total=total) as some:

                def step(article: Article | None, issue: Issue | None) -> None:
                    if issue:
                        report.tell(issue)
                    if article:
                        some(1)

                try:
                    run_into(store, articles, extractor=extractor, sources=paths or (), step=step, summary=done)
                finally:
                    for misfit in done.misfits:
                        report.tell(misfit_issue(misfit))
                    report.show(summary_view(done, store.name))
