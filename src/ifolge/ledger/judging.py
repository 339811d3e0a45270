"""Judgements: what people decided, what a claim says after it, and what becomes of it when a better extractor comes.

A judgement is kept with the state it was made on and never changed; undoing one is another judgement. What stands now is *derived*: the extracted record, then
each judgement in the order they were made that was not undone. Accepting a claim keeps what was accepted, correcting a slot keeps that slot, whatever a later
extractor says; the difference is reported (``Misfit``), and nothing a person decided is lost.

After a new extraction each judgement is attached to the claim at the same words (``ifolge.ledger.matching``). Where there is none, a claim that was accepted or
corrected stands on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

from sqlalchemy import Connection, Select, insert, select, update

from ifolge.ledger import schema
from ifolge.ledger.correcting import SLOTS
from ifolge.ledger.entries import Standing
from ifolge.ledger.matching import matches
from ifolge.ledger.rows import sha256
from ifolge.ledger.writing import Known, restate
from ifolge.records import Claim, Judgement, JudgementVerdict

Fit = Literal["same", "changed", "kept", "lost"]
ACCEPTED = (*SLOTS, "event_id", "trigger", "evidence")
"""What accepting a claim keeps of it."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A judgement that does not simply apply to what the newest extractor says.

    ``fit`` is ``changed`` where the claim is there but ``differs`` from what was judged in these slots, ``kept`` where no claim is there any more and the accepted or
    corrected one stands on, ``lost`` where none is there and the judgement has nothing to apply to.
    """

    judgement: Judgement
    doc_id: str
    claim_id: str | None
    fit: Fit
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what has become of it: whether it ``counts`` (is neither undone nor an undoing), and its misfit where it counts and has one."""

    judgement: Judgement
    counts: bool
    misfit: Misfit | None


@dataclass(frozen=True, slots=True)
class Made:
    """A judgement with the claim as it stood when it was made."""

    judgement: Judgement
    state: Claim


@dataclass(frozen=True, slots=True)
class Decided:
    """What judgements make of a claim. ``held`` is whether people accepted or corrected it, so that it stands even where no extractor makes it."""

    claim: Claim
    status: Standing
    corrected: tuple[str, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class Derived:
    """All that follows from a claim's record and the judgements on it: what was decided, whether it stands, and how each judgement fits (by id)."""

    decided: Decided
    stands: bool
    fits: dict[str, tuple[Fit, tuple[str, ...]]]


def active(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that count, in the order they were made: neither undone nor themselves only an undoing. An undoing that is undone undoes nothing."""
    made = list(judgements)
    undone: set[str] = set()
    for one in reversed(made):
        if one.undoes is not None and one.judgement_id not in undone:
            undone.add(one.undoes)
    return [one for one in made if one.undoes is None and one.judgement_id not in undone]


def decide(claim: Claim, made: Sequence[Made]) -> Decided:
    """The claim as it stands after judgements in the order they were made."""
    counting = {one.judgement_id for one in active(each.judgement for each in made)}
    status: Standing = "unreviewed"
    slots: dict[str, Any] = {}
    for one, state in ((each.judgement, each.state) for each in made if each.judgement.judgement_id in counting):
        if one.verdict == "accept":
            status = "accepted"
            said = state.to_dict()
            slots.update({slot: said[slot] for slot in ACCEPTED})
        elif one.verdict == "reject":
            status = "rejected"
        elif one.verdict == "correct" and one.slot is not None:
            slots[one.slot] = one.value
    extracted = claim.to_dict()
    differ = tuple(slot for slot in ACCEPTED if slot in slots and slots[slot] != extracted[slot])
    said_now = Claim.model_validate({**extracted, **{slot: slots[slot] for slot in differ}}) if differ else claim
    return Decided(said_now, status, differ, held=bool(slots))


def derive(claim: Claim, made: Sequence[Made], *, current: bool) -> Derived:
    """What follows from a record and all judgements on it, in the order they were made.

    A judgement is compared with what its reviewer would see today: the record after the judgements before it.

    :param current: whether the newest extractor makes this claim.
    """
    decided = decide(claim, made)
    stands = current or decided.held
    fits: dict[str, tuple[Fit, tuple[str, ...]]] = {}
    for index, one in enumerate(made):
        differs = differences(one.state, decide(claim, made[:index]).claim, one.judgement) if current else ()
        fits[one.judgement.judgement_id] = (("changed" if differs else "same") if current else "kept" if stands else "lost"), differs
    return Derived(decided, stands, fits)


def differences(judged: Claim, now: Claim, one: Judgement) -> tuple[str, ...]:
    """The slots in which a claim differs from what was judged, as far as they matter to the judgement."""
    if one.verdict == "note":
        return ()
    slots = (one.slot,) if one.verdict == "correct" and one.slot else SLOTS
    before, after = _without_reasons(judged.to_dict()), _without_reasons(now.to_dict())
    return tuple(slot for slot in slots if before[slot] != after[slot])


def _without_reasons(value: Any) -> Any:
    """What is said, without why."""
    if isinstance(value, list):
        return [_without_reasons(each) for each in value]
    if isinstance(value, dict):
        return {key: _without_reasons(each) for key, each in value.items() if key != "reason"}
    return value


# Rows


def judgement_of(row: Any) -> Judgement:
    """The record of a row."""
    return Judgement(
        judgement_id=row.judgement_id,
        subject=row.subject,
        verdict=cast(JudgementVerdict, row.verdict),
        reviewer=row.reviewer,
        at=row.judged_at,
        reason=row.reason,
        slot=row.slot,
        value=None if row.value is None else json.loads(row.value),
        made_on=row.made_on,
        undoes=row.undoes,
    )


def made_of(row: Any) -> Made:
    """The judgement of a row on a claim, with its state."""
    return Made(judgement_of(row), Claim.from_json(row.state))


def judgement_row(one: Judgement, *, state: str, doc_id: str | None) -> dict[str, Any]:
    """The row of a judgement; ``state`` is the record it was made on, as JSON."""
    return {
        "judgement_id": one.judgement_id,
        "subject": one.subject,
        "verdict": one.verdict,
        "reviewer": one.reviewer,
        "judged_at": one.at,
        "reason": one.reason,
        "slot": one.slot,
        "value": None if one.value is None and one.slot is None else json.dumps(one.value, ensure_ascii=False, sort_keys=True),
        "made_on": one.made_on,
        "state": state,
        "undoes": one.undoes,
        "doc_id": doc_id,
    }


def signed(
    *,
    subject: str,
    verdict: JudgementVerdict,
    reviewer: str,
    at: datetime,
    reason: str,
    state: str,
    slot: str | None = None,
    value: Any = None,
    undoes: str | None = None,
) -> Judgement:
    """A judgement with its id, and with the hash of the state it was made on."""
    unnamed = Judgement(
        judgement_id="",
        subject=subject,
        verdict=verdict,
        reviewer=reviewer,
        at=at.astimezone(UTC),
        reason=reason,
        slot=slot,
        value=value,
        made_on=sha256(state),
        undoes=undoes,
    )
    return unnamed.model_copy(update={"judgement_id": judgement_id(unnamed)})


def judgement_id(one: Judgement) -> str:
    """The id that a judgement must have: a hash of all it says."""
    said = [one.subject, one.verdict, one.reviewer, one.at.isoformat(), one.reason, one.slot, one.value, one.made_on, one.undoes]
    return f"jud_{sha256(json.dumps(said, ensure_ascii=False, sort_keys=True))[:16]}"


def record_judgement(connection: Connection, one: Judgement, *, state: str, doc_id: str | None, claim: int | None) -> None:
    """Write a judgement, attached to a claim's row where it is one on a claim."""
    connection.execute(insert(schema.judgement), [judgement_row(one, state=state, doc_id=doc_id)])
    if claim is not None:
        connection.execute(insert(schema.attachment), [{"judgement_id": one.judgement_id, "claim": claim, "fit": "same"}])


def judged(connection: Connection, wanted: Select[Any] | None = None) -> list[Judged]:
    """Judgements with what has become of them, in the order they were made.

    :param wanted: a selection of judgement ids; all where it is ``None``.
    """
    j, a, c = schema.judgement, schema.attachment, schema.claim
    joined = j.outerjoin(a, a.c.judgement_id == j.c.judgement_id).outerjoin(c, a.c.claim == c.c.id)
    chosen = select(j, a.c.fit, a.c.differs, c.c.claim_id).select_from(joined).order_by(j.c.number)
    rows = connection.execute(chosen if wanted is None else chosen.where(j.c.judgement_id.in_(wanted))).all()
    made = [judgement_of(row) for row in rows]
    counting = {one.judgement_id for one in active(made)}
    return [
        Judged(one, one.judgement_id in counting, _misfit(one, row) if one.judgement_id in counting else None)
        for one, row in zip(made, rows, strict=True)
    ]


def _misfit(one: Judgement, row: Any) -> Misfit | None:
    if row.fit in (None, "same"):
        return None
    return Misfit(one, row.doc_id, None if row.fit == "lost" else row.claim_id, row.fit, tuple(filter(None, row.differs.split(","))))


# Deriving


def rederive(connection: Connection, number: int, *, now: datetime, known: Known) -> None:
    """Derive a claim's row anew from its record and the judgements attached to it."""
    claim, extraction, attachment = schema.claim, schema.extraction, schema.attachment
    row = connection.execute(
        select(claim.c.record, claim.c.retired_at, extraction.c.retired_at.label("replaced_at"))
        .join_from(claim, extraction, claim.c.extraction == extraction.c.id)
        .where(claim.c.id == number)
    ).one()
    derived = derive(Claim.from_json(row.record), judgements_on(connection, number), current=row.replaced_at is None)
    for judgement, (fit, differs) in derived.fits.items():
        values = {"fit": fit, "differs": ",".join(differs)}
        connection.execute(update(attachment).where(attachment.c.judgement_id == judgement).values(**values))
    decided = derived.decided
    restate(
        connection,
        number,
        decided.claim,
        known,
        standing=decided.claim.to_json() if decided.corrected else None,
        corrected=",".join(decided.corrected),
        status=decided.status,
        changed_at=now,
        retired_at=None if derived.stands else row.retired_at or row.replaced_at or now,
    )


def judgements_on(connection: Connection, number: int) -> list[Made]:
    """The judgements attached to a claim's row, in the order they were made."""
    joined = schema.judgement.join(schema.attachment, schema.attachment.c.judgement_id == schema.judgement.c.judgement_id)
    wanted = select(schema.judgement).select_from(joined).where(schema.attachment.c.claim == number).order_by(schema.judgement.c.number)
    return [made_of(row) for row in connection.execute(wanted)]


def reattach(connection: Connection, documents: Sequence[str], *, now: datetime, known: Known) -> list[Misfit]:
    """After a new extraction of documents: attach their judgements to the new claims, and tell which do not simply apply."""
    table = schema.judgement
    wanted = sorted(connection.execute(select(table.c.doc_id).where(table.c.doc_id.in_(documents)).distinct()).scalars()) if documents else []
    for doc_id in wanted:
        _reattach_document(connection, doc_id, now, known)
    found = judged(connection, select(table.c.judgement_id).where(table.c.doc_id.in_(wanted))) if wanted else []
    return [one.misfit for one in found if one.misfit is not None]


def attach_anew(connection: Connection, judgement: str, *, now: datetime, known: Known) -> None:
    """Attach a judgement whose claim was lost sight of: to the newest claim of the id it was made on, and from there to what stands at these words today."""
    j, a, claim = schema.judgement, schema.attachment, schema.claim
    row = connection.execute(select(j.c.subject, j.c.doc_id).where(j.c.judgement_id == judgement)).one()
    same = select(claim.c.id).where(claim.c.claim_id == row.subject, claim.c.doc_id == row.doc_id).order_by(claim.c.id.desc()).limit(1)
    number = connection.execute(same).scalar()
    if number is None:
        return
    connection.execute(a.delete().where(a.c.judgement_id == judgement))
    connection.execute(insert(a), [{"judgement_id": judgement, "claim": number, "fit": "same"}])
    _reattach_document(connection, row.doc_id, now, known)
    now_at = connection.execute(select(a.c.claim).where(a.c.judgement_id == judgement)).scalar_one()
    rederive(connection, now_at, now=now, known=known)


def _reattach_document(connection: Connection, doc_id: str, now: datetime, known: Known) -> None:
    claim, extraction, attachment = schema.claim, schema.extraction, schema.attachment
    attached = select(attachment.c.claim).join(schema.judgement).where(schema.judgement.c.doc_id == doc_id, attachment.c.claim.is_not(None))
    rows = connection.execute(
        select(claim.c.id, claim.c.extraction, claim.c.record, extraction.c.retired_at)
        .join_from(claim, extraction, claim.c.extraction == extraction.c.id)
        .where(claim.c.doc_id == doc_id)
        .order_by(claim.c.id)
    ).all()
    current = {row.id: Claim.from_json(row.record) for row in rows if row.retired_at is None}
    on = {number: judgements_on(connection, number) for number in connection.execute(attached.distinct()).scalars() if number not in current}
    judged_on = {row.id: Claim.from_json(row.record) for row in rows if row.id in on}
    made_by = {row.extraction for row in rows if row.id in on}
    rivals = {row.id: Claim.from_json(row.record) for row in rows if row.extraction in made_by and row.id not in on}
    held = {number for number, was in judged_on.items() if decide(was, on[number]).held}
    found = matches(judged_on, rivals, current, held=held)
    for old in sorted(judged_on):
        if old in found:
            connection.execute(update(attachment).where(attachment.c.claim == old).values(claim=found[old]))
            rederive(connection, found[old], now=now, known=known)
        rederive(connection, old, now=now, known=known)
