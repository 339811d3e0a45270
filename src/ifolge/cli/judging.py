"""``judge`` and ``judgements``: what people decide on claims and incidents, and what became of it."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import as_json, told
from ifolge.cli.options import LedgerOption

if TYPE_CHECKING:
    from ifolge.ledger import Judged


class Verdict(Enum):
    """What a reviewer decided."""

    accept = "accept"
    reject = "reject"
    correct = "correct"
    merge = "merge"
    split = "split"
    note = "note"


class Listed(StrEnum):
    """How judgements are listed."""

    table = "table"
    jsonl = "jsonl"


@app.command()
def judge(
    ledger: LedgerOption,
    reviewer: Annotated[str, typer.Option(envvar="IFOLGE_REVIEWER", help="Who decides.", metavar="NAME", show_default=False)],
    reason: Annotated[str, typer.Option(help="Why.", metavar="TEXT", show_default=False)],
    subject: Annotated[
        str | None,
        typer.Argument(help="A claim, by its id or the beginning of it, or an incident by its id.", metavar="CLAIM|INCIDENT", show_default=False),
    ] = None,
    verdict: Annotated[
        Verdict | None, typer.Argument(help="The decision: correct is for claims, merge and split are for incidents.", show_default=False)
    ] = None,
    slot: Annotated[
        str | None,
        typer.Option(
            help="With correct: what is corrected (type, polarity, modality, agents, targets, counts, place, time, attribution, superseded_by, note).",
            metavar="SLOT",
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(
            help="With correct: the right value as JSON; what is left out of an object stays as it is. With merge: the other incident. "
            "With split: a JSON list of the claims to be taken out. What is no JSON is taken as it stands, so that words need no second quotes.",
            metavar="JSON",
        ),
    ] = None,
    undo: Annotated[str | None, typer.Option(help="Undo this judgement, by its id or the beginning of it.", metavar="JUDGEMENT")] = None,
) -> None:
    """Accept, reject or correct a claim, merge or split incidents, note something, or undo a judgement; prints the judgement as JSON."""
    from ifolge.ledger import Store
    from ifolge.writing import write

    if (undo is None) == (subject is None) or (subject is None) != (verdict is None) or (undo and (slot or value)):
        raise typer.BadParameter("either a claim or incident and a verdict, or --undo alone")
    if (verdict in (Verdict.correct, Verdict.merge, Verdict.split)) != (value is not None):
        raise typer.BadParameter("--value goes with correct, merge and split, and they with it")
    with told(), Store.open(ledger) as store:
        if undo is not None:
            made = store.undo(undo, reviewer=reviewer, reason=reason)
        else:
            assert subject is not None
            assert verdict is not None
            made = store.judge(subject, verdict.value, reviewer=reviewer, reason=reason, slot=slot, value=None if value is None else _read(value))
        write([made.to_json() + "\n"])


@app.command()
def judgements(
    ledger: LedgerOption,
    claim: Annotated[
        str | None,
        typer.Option(help="Only those on this claim or incident, by the id it had when it was judged or has now.", metavar="ID", show_default=False),
    ] = None,
    misfits: Annotated[bool, typer.Option("--misfits", help="Only those that do not simply apply to what the newest extractor says.")] = False,
    form: Annotated[Listed, typer.Option("--format", help="A table, or one JSON object a line.")] = Listed.table,
) -> None:
    """List judgements in the order they were made, with what no longer applies and why."""
    from ifolge.console import console_for, judgements_view, rendered
    from ifolge.ledger import Store, misfit_issue
    from ifolge.writing import write

    with told() as report:
        with Store.open(ledger, writable=False) as store:
            listed = [one for one in store.judged(claim) if one.misfit or not misfits]
        write([rendered(judgements_view(listed), console_for())] if form is Listed.table else map(_line, listed))
        for one in listed:
            if one.misfit:
                report.tell(misfit_issue(one.misfit))


def _read(value: str) -> Any:
    """A value given on the command line: JSON, or else a word as it stands."""
    import json

    try:
        return json.loads(value)
    except ValueError:
        return value


def _line(one: Judged) -> str:
    """A judgement as JSON with what became of it: ``counts``, and ``fit``, ``differs`` and ``claim_id`` of its misfit."""
    misfit = one.misfit
    became = {
        "counts": one.counts,
        "fit": misfit.fit if misfit else "same" if one.counts else None,
        "differs": misfit.differs if misfit else (),
        "claim_id": misfit.claim_id if misfit else None,
    }
    return as_json({**one.judgement.to_dict(), **became})
