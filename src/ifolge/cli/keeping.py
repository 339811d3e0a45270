"""``check``, ``backup``, ``restore`` and ``upgrade``: a ledger looked after for years."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import told
from ifolge.cli.options import LedgerOption


@app.command()
def check(
    ledger: LedgerOption,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Make derived data, indices, guards and attachments anew where they are wrong; kept data is never touched."),
    ] = False,
) -> None:
    """Verify a ledger: pages, tables, guards, references, texts, spans, judgements and all that is derived; says what to do. Exits with 1 if anything was found."""
    from ifolge.ledger import Store
    from ifolge.ledger.checking import check as findings
    from ifolge.ledger.checking import extent

    with told(progress=True) as report:
        found = mended = 0
        with Store.open(ledger, writable=repair) as store:
            total = extent(store)
            with report.counting("rows", total=total) as one:
                for finding in findings(store, repair=repair, step=one):
                    report.tell(finding.issue)
                    found += 1
                    mended += finding.mended
        report.say(f"{total} rows looked at, {found} found" + (f", {mended} mended" if repair else ""))


@app.command()
def backup(
    ledger: LedgerOption,
    file: Annotated[
        Path,
        typer.Argument(help="The backup: one SQLite file. An earlier backup of the same ledger is replaced.", metavar="FILE", show_default=False),
    ],
) -> None:
    """Copy a ledger in a SQLite file into one compact file, consistent while others write, and verified. For PostgreSQL it names the command."""
    from ifolge.ledger.backing import backup as copy

    with told() as report:
        report.say(f"{file}: {_rows(copy(ledger, file))}")


@app.command()
def restore(
    ledger: LedgerOption,
    file: Annotated[Path, typer.Argument(help="A backup that 'ifolge backup' made.", metavar="FILE", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Where there is a ledger already, put it aside under another name.")] = False,
) -> None:
    """Make a ledger of a backup, verified before it takes its place."""
    from ifolge.ledger.backing import restore as bring_back

    with told() as report:
        rows, aside = bring_back(file, ledger, force=force)
        report.say(f"{ledger}: {_rows(rows)}" + (f"; what stood there is {aside} now" if aside else ""))


@app.command()
def upgrade(ledger: LedgerOption) -> None:
    """Bring a ledger that an older ifolge made to the schema of this one, all or nothing. Make a backup before."""
    from ifolge.ledger import Store
    from ifolge.ledger.migrations import SCHEMA
    from ifolge.ledger.opening import schema_at

    with told() as report:
        before = schema_at(ledger)
        with Store.open(ledger, upgrade=True) as store:
            report.say(f"{store.name}: schema {SCHEMA} already" if before == SCHEMA else f"{store.name}: from schema {before} to {SCHEMA}")


def _rows(rows: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for name, number in rows.items())
