"""``watch``: folders and feeds, followed into a ledger."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

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


@app.command()
def watch(
    ledger: LedgerOption,
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Folders, addresses of RSS and Atom feeds (https://…), and OPML files, which list feeds.",
            metavar="FOLDER|OPML|URL",
            show_default=False,
        ),
    ],
    every: Annotated[
        float,
        typer.Option(
            help="How often folders are looked into. A feed is asked so often, too, but at most every 15 minutes.", min=1, metavar="SECONDS"
        ),
    ] = 60,
    once: Annotated[bool, typer.Option("--once", help="One round, then end: for cron. Feeds that may not be asked yet are passed over.")] = False,
    texts: Annotated[
        Texts | None,
        typer.Option(help="What a new ledger keeps of the articles' words, as for ifolge run; full if not given.", show_default=False),
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
    """Follow folders and feeds into a ledger: what is new in them is extracted and stored, until Ctrl-C.

    Of a feed only its own content is read, no page that it links to.
    """
    from ifolge.console import summary_view
    from ifolge.extraction import Extractor
    from ifolge.ledger import Store, Summary
    from ifolge.ledger.watching import targets_of
    from ifolge.ledger.watching import watch as watch_into

    with _until_told() as stopping, told() as report:
        options = read_options(published=published, lang=lang, format=input_format, columns=columns, max_mb=max_mb, encoding=encoding)
        targets = targets_of(sources)
        extractor = Extractor(nlp=nlp, actors=actors or ())
        for issue in (*extractor.register_issues, *targets.issues):
            report.tell(issue)
        if not targets.folders and not targets.feeds:
            return
        with Store.open(ledger, create=True, texts=texts.value if texts else None) as store:
            done = Summary()
            try:
                watch_into(
                    store,
                    targets,
                    extractor=extractor,
                    listener=report,
                    options=options,
                    every=every,
                    once=once,
                    stopping=stopping,
                    summary=done,
                )
            finally:
                if not once or done.extracted:
                    report.show(summary_view(done, store.name))
        if stopping():
            raise typer.Exit  # to be told to end is no failure, whatever went wrong in all the time before


@contextmanager
def _until_told() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C or SIGTERM has come. The first asks for an end, a second one ends at once."""
    came: list[int] = []

    def hear(number: int, _frame: object) -> None:
        came.append(number)
        signal.signal(number, before[signal.Signals(number)])

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, hear)
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
