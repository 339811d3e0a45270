"""``export``, ``report`` and ``import``: a ledger in the field's formats and as a page to read, and back from its own lines."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import told
from ifolge.cli.filters import filtered
from ifolge.cli.options import LedgerOption

if TYPE_CHECKING:
    from ifolge.ledger import Filters, Store


class ExportFormat(StrEnum):
    """What a ledger goes out as."""

    claims_jsonl = "claims-jsonl"
    ged_csv = "ged-csv"
    acled_csv = "acled-csv"
    plover_jsonl = "plover-jsonl"
    hxl_csv = "hxl-csv"
    geojson = "geojson"
    csv = "csv"
    parquet = "parquet"
    report = "report"


class PlotFormat(StrEnum):
    """What a plot is written as."""

    svg = "svg"
    png = "png"


@app.command()
@filtered
def export(
    ledger: LedgerOption,
    filters: Filters,
    format: Annotated[ExportFormat, typer.Option(help="What to write; claims-jsonl without filters is the whole ledger, which import restores.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to a file, which is replaced only when all is done. csv and parquet get a description (CSVW) beside it; with --updated-since the claims to "
            "drop go into FILE.gone.csv.",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Write the claims of a ledger in a format of the field."""
    from ifolge.ledger import Store

    if format is ExportFormat.parquet and output is None:
        raise typer.BadParameter("parquet needs --output", param_hint="--format")
    with told(), Store.open(ledger, writable=False) as store:
        _write(store, filters, format, output)


@app.command("import")
def import_(
    path: Annotated[str, typer.Argument(help="A whole export in claims-jsonl; '-' reads standard input.", metavar="FILE")],
    ledger: LedgerOption,
) -> None:
    """Make the ledger that a whole export tells; the same command goes on after an interruption."""
    import sys
    from contextlib import nullcontext

    from ifolge.errors import fail
    from ifolge.ledger import restore

    with told() as report:
        source = Path(path)
        if path != "-" and not source.is_file():
            raise fail("IF101", where=path)
        stream = nullcontext(sys.stdin) if path == "-" else source.open(encoding="utf-8")
        with stream as lines, report.counting("lines", total=None) as some, restore(ledger, lines, name=path, step=some) as store:
            size = store.size()
            report.say(f"{store.name}: {size.articles} articles, {size.claims} claims, {size.judgements} judgements")


@app.command()
@filtered
def report(
    ledger: LedgerOption,
    filters: Filters,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to a file, HTML or Markdown by its suffix (.html, .md); HTML to standard output if not given.",
            metavar="FILE",
        ),
    ] = None,
    plots: Annotated[
        Path | None,
        typer.Option(
            help="Write the plots into this folder, too: tolls over time by source, map of claims, claims by source and type.", metavar="FOLDER"
        ),
    ] = None,
    plot_format: Annotated[PlotFormat, typer.Option(help="What plots are written as.")] = PlotFormat.svg,
) -> None:
    """Write a readable report of claims by place and day with their sources, and plots of them."""
    from ifolge.exports.plots import PLOTS, png, svg
    from ifolge.ledger import Store
    from ifolge.writing import whole_file, write

    with told(), Store.open(ledger, writable=False) as store:
        _write_report(store, filters, output)
        if plots is not None:
            entries = tuple(store.entries(filters))
            plots.mkdir(parents=True, exist_ok=True)
            for name, plot in PLOTS.items():
                path = plots / f"{name}.{plot_format.value}"
                if plot_format is PlotFormat.svg:
                    write([svg(plot(entries))], path)
                else:
                    with whole_file(path) as stream:
                        stream.write(png(plot(entries)))


def _write(store: Store, filters: Filters, format: ExportFormat, output: Path | None) -> None:
    from ifolge.exports.formats import TEXT_FORMATS, gone_csv
    from ifolge.ledger import export_lines
    from ifolge.writing import write

    if format is ExportFormat.claims_jsonl:
        write(export_lines(store, filters), output)
        return
    if format is ExportFormat.parquet and output is not None:
        _write_parquet(store, filters, output)
    elif format is ExportFormat.report:
        _write_report(store, filters, output)
    else:
        made = TEXT_FORMATS[format.value]
        write(made.writer(store.entries(filters)), output)
        if made.described and output is not None:
            _describe(output)
    if filters.updated_since and output is not None:
        write(gone_csv(store.tombstones(filters)), output.with_name(output.name + ".gone.csv"))


def _write_parquet(store: Store, filters: Filters, output: Path) -> None:
    from ifolge.exports.parquet import write_parquet

    write_parquet(store.entries(filters), output)
    _describe(output)


def _describe(output: Path) -> None:
    """The CSVW description beside a file of claims."""
    from ifolge.exports.flat import csvw_metadata
    from ifolge.writing import write

    write([csvw_metadata(output.name)], output.with_name(output.name + "-metadata.json"))


def _write_report(store: Store, filters: Filters, output: Path | None) -> None:
    from ifolge.exports.report import About, report_html, report_markdown
    from ifolge.writing import write

    make = report_markdown if output is not None and output.suffix.lower() in (".md", ".markdown") else report_html
    write(make(store.entries(filters), about=About(ledger=store.name, filters=filters)), output)
