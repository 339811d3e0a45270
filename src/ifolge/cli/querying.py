"""``claims``, ``incidents``, ``sources``, ``actors`` and ``sql``: what a ledger holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import format_for, told
from ifolge.cli.filters import chosen, filtered
from ifolge.cli.options import Format, FormatOption, LedgerOption, OutputOption
from ifolge.cli.showing import Flat, json_of, show

if TYPE_CHECKING:
    from ifolge.console import Report
    from ifolge.ledger import Entry, Filters, IncidentRow
    from ifolge.sql import Session

CLAIMS_AT_ONCE = 500
"""Rows of one table on a terminal; the next ones follow under a head of their own."""
INCIDENT_COLUMNS = (
    "incident_id",
    "type",
    "status",
    "earliest",
    "latest",
    "place",
    "country",
    "agents",
    "targets",
    "counts",
    "claims",
    "independent_sources",
    "contradictions",
    "changed_at",
)
INCIDENT_SHOWN = ("incident_id", "status", "type", "earliest", "latest", "place", "country", "claims", "independent_sources")
DescendingOption = Annotated[bool, typer.Option("--descending", help="The other way round.")]
LimitOption = Annotated[int | None, typer.Option(help="So many at most.", min=0, metavar="N")]


@app.command()
@filtered
def claims(ledger: LedgerOption, filters: Filters, format: FormatOption = None, output: OutputOption = None) -> None:
    """List the claims of a ledger as they stand now, corrections included.

    JSON has a claim with its article, status, corrected slots, incident and time of change on each line.
    """
    from ifolge.console import console_for
    from ifolge.exports.flat import flat_csv
    from ifolge.ledger import Store
    from ifolge.writing import write

    with told(), Store.open(ledger, writable=False) as store:
        found, how = store.entries(filters), format_for(format, output)
        if how is Format.table:
            write(_claim_tables(found, console_for(output)), output)
        elif how is Format.csv:
            write(flat_csv(found), output)
        else:
            write(json_of(found, lines=how is Format.jsonl), output)


def _claim_tables(entries: Iterable[Entry], console: Any) -> Iterator[str]:
    from ifolge.console import WIDE_FROM, claims_table, rendered

    claims = (entry.claim for entry in entries)
    some = list(islice(claims, CLAIMS_AT_ONCE))
    while True:
        yield rendered(claims_table(some, wide=console.width >= WIDE_FROM), console)
        if not (some := list(islice(claims, CLAIMS_AT_ONCE))):
            return


@app.command()
@chosen
def incidents(
    ledger: LedgerOption,
    filters: Filters,
    sort: Annotated[str, typer.Option(help="Sorted by time, type, status, place, claims, sources or changed.", metavar="ORDER")] = "time",
    descending: DescendingOption = False,
    limit: LimitOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the incidents of a ledger of which the filters want at least one claim."""
    from ifolge.ledger import INCIDENT_ORDERS, Store, one_of

    with told(status=2):
        one_of("--sort", sort, INCIDENT_ORDERS)
    with told(), Store.open(ledger, writable=False) as store:
        found = store.incidents(filters, order=sort, descending=descending, limit=limit)  # type: ignore[arg-type]
        show(found, INCIDENT_COLUMNS, _flat_incident, format=format, output=output, shown=INCIDENT_SHOWN)


def _flat_incident(row: IncidentRow) -> Flat:
    from ifolge.wording import count_range

    one = row.incident
    return {
        "incident_id": one.incident_id,
        "type": one.type,
        "status": one.status,
        "earliest": one.time and one.time.earliest,
        "latest": one.time and one.time.latest,
        "place": one.place and one.place.name,
        "country": one.place and one.place.country,
        "agents": [actor.name for actor in one.agents],
        "targets": [actor.name for actor in one.targets],
        "counts": [f"{count.effect} {count.who} {count_range(count)}" for count in one.counts],
        "claims": row.claims,
        "independent_sources": one.independent_sources,
        "contradictions": len(one.contradictions),
        "changed_at": row.changed_at,
    }


@app.command()
@chosen
def sources(
    ledger: LedgerOption,
    filters: Filters,
    sort: Annotated[
        str | None,
        typer.Option(help="Sorted by name, claims, relayed, articles, first or last; those with most claims first if not given.", metavar="ORDER"),
    ] = None,
    descending: DescendingOption = False,
    limit: LimitOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List who says the claims of a ledger: how many, in how many articles, how, on events of which days."""
    from ifolge.ledger import SOURCE_ORDERS, SourceRow, Store, one_of

    with told(status=2):
        one_of("--sort", sort or "name", SOURCE_ORDERS)
    with told(), Store.open(ledger, writable=False) as store:
        found = store.sources(filters, order=sort, descending=descending, limit=limit)  # type: ignore[arg-type]
        columns = tuple(SourceRow.__dataclass_fields__)
        shown = ("name", "kind", "claims", "relayed", "articles", "denied", "first", "last")
        show(found, columns, asdict, format=format, output=output, shown=shown)


@app.command()
@chosen
def actors(
    ledger: LedgerOption,
    filters: Filters,
    sort: Annotated[
        str | None,
        typer.Option(
            help="Sorted by name, agent, target, articles, killed_as_agent, killed_as_target, first or last; those with most claims first if not given.",
            metavar="ORDER",
        ),
    ] = None,
    descending: DescendingOption = False,
    limit: LimitOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List agents and targets of the claims of a ledger: how many have them in which role, and the most dead that one claim tells."""
    from ifolge.ledger import ACTOR_ORDERS, ActorRow, Store, one_of

    with told(status=2):
        one_of("--sort", sort or "name", ACTOR_ORDERS)
    with told(), Store.open(ledger, writable=False) as store:
        found = store.actors(filters, order=sort, descending=descending, limit=limit)  # type: ignore[arg-type]
        columns = tuple(ActorRow.__dataclass_fields__)
        shown = ("name", "agent", "target", "articles", "killed_as_agent", "killed_as_target", "first", "last")
        show(found, columns, asdict, format=format, output=output, shown=shown)


@app.command()
def sql(
    ledger: LedgerOption,
    query: Annotated[
        str | None,
        typer.Argument(
            help="The question, in DuckDB's SQL; without one, statements are read from standard input, each up to its semicolon.",
            metavar="QUERY",
            show_default=False,
        ),
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Ask a ledger in SQL, over read-only views (needs the extra sql). Nothing can be written, no file opened."""
    from ifolge.ledger import Store
    from ifolge.sql import session, statements

    asking = query is None and sys.stdin.isatty()
    with told() as report, Store.open(ledger, writable=False) as store, session(store) as opened:
        for line, statement in statements(query.splitlines() if query is not None else _asked() if asking else sys.stdin):
            _answer(opened, statement, line, format, output, report if asking else None)


def _asked() -> Iterator[str]:
    """Lines that a person types, until end of file, ``.quit`` or ``.exit``."""
    import readline  # noqa: F401 lines can be edited and called back

    prompt = "ifolge> "
    while True:
        try:
            line = input(prompt)
        except EOFError:
            return
        if line.strip() in (".quit", ".exit"):
            return
        prompt = "ifolge> " if line.rstrip().endswith(";") else "   ...> "
        yield line + "\n"


def _answer(opened: Session, statement: str, line: int, format: Format | None, output: Any, report: Report | None) -> None:
    """Write what a statement gives. Bad SQL is told, and is wrong usage; a person who is asking may go on."""
    from ifolge.errors import IfolgeError

    try:
        table = opened.run(statement, line=line)
    except IfolgeError as error:
        if report is None:
            with told(status=2):
                raise
        report.tell(error.issue)
        return
    rows = (row for batch in table.to_batches() for row in batch.to_pylist())
    show(rows, table.schema.names, lambda row: row, format=format, output=output)
