"""Judgements: what people decided, what a claim says after it, and what becomes of it when a better extractor comes.

A judgement is kept with the state it was made on and never changed; undoing one is another judgement. What stands now is *derived*: the extracted record, then
each judgement in the order they were made that was not undone. Accepting a claim keeps what was accepted, correcting a slot keeps that slot, whatever a later
extractor says; the difference is reported (``Misfit``), and nothing a person decided is lost.

After a new extraction each judgement is attached to the claim at the same words: the same type with overlapping trigger, else the only one of its type whose
evidence is mostly the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select, update

from ifolge.errors import fail
from ifolge.ledger import schema
from ifolge.ledger.entries import Standing
from ifolge.ledger.rows import sha256
from ifolge.ledger.writing import Known, restate
from ifolge.records import Claim, Judgement, JudgementVerdict, Span

Fit = Literal["same", "changed", "kept", "lost"]
SLOTS = ("type", "polarity", "modality", "agents", "targets", "counts", "place", "time", "attribution", "superseded_by", "note")
"""What a reviewer can correct."""
ACCEPTED = (*SLOTS, "event_id", "trigger", "evidence")
"""What accepting a claim keeps of it."""
SAME_EVIDENCE = 0.5
"""Share of the characters of two evidences together that must be common to both."""


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
class Decided:
    """What judgements make of a claim."""

    claim: Claim
    status: Standing
    corrected: tuple[str, ...]


def active(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that count, in the order they were made: neither undone nor themselves only an undoing. An undoing that is undone undoes nothing."""
    made = list(judgements)
    undone: set[str] = set()
    for one in reversed(made):
        if one.undoes is not None and one.judgement_id not in undone:
            undone.add(one.undoes)
    return [one for one in made if one.undoes is None and one.judgement_id not in undone]


def decide(claim: Claim, judgements: Sequence[tuple[Judgement, Claim]]) -> Decided:
    """The claim as it stands after judgements that count, each with the state it was made on."""
    status: Standing = "unreviewed"
    slots: dict[str, Any] = {}
    for one, state in judgements:
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
    return Decided(Claim.model_validate({**extracted, **{slot: slots[slot] for slot in differ}}) if differ else claim, status, differ)


def corrected(claim: Claim, slot: str, value: Any, text: str | None) -> Any:
    """The full value of a corrected slot: what is left out of an object is taken from what stood there.

    :param text: the article's text, where the ledger has it: every span of the correction must be in it.
    :raises IfolgeError: IF812 where there is no such slot, or the value is none for it.
    """
    if slot not in SLOTS:
        raise fail("IF812", where=claim.claim_id, slot=slot, detail=f"slots are {', '.join(SLOTS)}")
    before = claim.to_dict()
    if isinstance(value, dict):
        value = {**(before[slot] or {}), **value}
    try:
        after = Claim.model_validate({**before, slot: value})
    except ValidationError as error:
        first = error.errors()[0]
        raise fail("IF812", where=claim.claim_id, slot=slot, detail=f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    wrong = next((span for span in after.spans() if text is not None and text[span.start : span.end] != span.text), None)
    if wrong is not None:
        raise fail("IF812", where=claim.claim_id, slot=slot, detail=f"{wrong.start}–{wrong.end} of the article is not {wrong.text!r}")
    return after.to_dict()[slot]


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
    *, subject: str, verdict: JudgementVerdict, reviewer: str, at: datetime, reason: str, state: str, slot: str | None, value: Any, undoes: str | None
) -> Judgement:
    """A judgement with its id, which is a hash of all it says, and of the state it was made on."""
    made_on = sha256(state)
    body = json.dumps([subject, verdict, reviewer, at.isoformat(), reason, slot, value, made_on, undoes], ensure_ascii=False, sort_keys=True)
    return Judgement(
        judgement_id=f"jud_{sha256(body)[:16]}",
        subject=subject,
        verdict=verdict,
        reviewer=reviewer,
        at=at,
        reason=reason,
        slot=slot,
        value=value,
        made_on=made_on,
        undoes=undoes,
    )


def record_judgement(connection: Connection, one: Judgement, *, state: str, doc_id: str | None, claim: int | None) -> None:
    """Write a judgement, attached to a claim's row where it is one on a claim."""
    connection.execute(insert(schema.judgement), [judgement_row(one, state=state, doc_id=doc_id)])
    if claim is not None:
        connection.execute(insert(schema.attachment), [{"judgement_id": one.judgement_id, "claim": claim, "fit": "same"}])


def rederive(connection: Connection, number: int, *, now: datetime, known: Known) -> None:
    """Derive a claim's row anew from its record and the judgements attached to it."""
    claim = Claim.from_json(connection.execute(select(schema.claim.c.record).where(schema.claim.c.id == number)).scalar_one())
    joined = schema.judgement.join(schema.attachment, schema.attachment.c.judgement_id == schema.judgement.c.judgement_id)
    rows = connection.execute(
        select(schema.judgement).select_from(joined).where(schema.attachment.c.claim == number).order_by(schema.judgement.c.number)
    ).all()
    states = {row.judgement_id: Claim.from_json(row.state) for row in rows if row.verdict == "accept"}
    counting = active(judgement_of(row) for row in rows)
    decided = decide(claim, [(one, states.get(one.judgement_id, claim)) for one in counting])
    restate(
        connection,
        number,
        decided.claim,
        known,
        standing=decided.claim.to_json() if decided.corrected else None,
        corrected=",".join(decided.corrected),
        status=decided.status,
        changed_at=now,
    )


def reattach(connection: Connection, documents: Sequence[str], *, now: datetime, known: Known) -> list[Misfit]:
    """After a new extraction of documents: attach their judgements to the new claims, and tell which do not simply apply."""
    table = schema.judgement
    judged = connection.execute(select(table.c.doc_id).where(table.c.doc_id.in_(documents)).distinct()).scalars().all() if documents else []
    return [misfit for doc_id in sorted(judged) for misfit in _reattach_document(connection, doc_id, now, known)]


def _reattach_document(connection: Connection, doc_id: str, now: datetime, known: Known) -> list[Misfit]:
    claim = schema.claim
    rows = connection.execute(select(schema.judgement).where(schema.judgement.c.doc_id == doc_id).order_by(schema.judgement.c.number)).all()
    states = {row.judgement_id: Claim.from_json(row.state) for row in rows}
    made = [judgement_of(row) for row in rows]
    counting = {one.judgement_id for one in active(made)}
    current = {
        row.id: Claim.from_json(row.record)
        for row in connection.execute(
            select(claim.c.id, claim.c.record).where(claim.c.doc_id == doc_id, claim.c.retired_at.is_(None)).order_by(claim.c.id)
        )
    }
    attached = schema.attachment.join(schema.judgement, schema.attachment.c.judgement_id == schema.judgement.c.judgement_id)
    where_now = select(schema.attachment.c.judgement_id, schema.attachment.c.claim).select_from(attached).where(schema.judgement.c.doc_id == doc_id)
    before = {row.judgement_id: row.claim for row in connection.execute(where_now)}
    misfits: list[Misfit] = []
    touched: set[int] = set()
    for old in sorted({before[one.judgement_id] for one in made if before.get(one.judgement_id) is not None}):
        on_it = [one for one in made if before.get(one.judgement_id) == old]
        holding = [one for one in on_it if one.judgement_id in counting]
        number = match(states[on_it[-1].judgement_id], current)
        keep = number is None and any(one.verdict in ("accept", "correct") for one in holding)
        if keep:
            connection.execute(update(claim).where(claim.c.id == old).values(retired_at=None, changed_at=now))
        for one in on_it:
            differs = differences(states[one.judgement_id], current[number], one) if number is not None else ()
            fit: Fit = ("changed" if differs else "same") if number is not None else "kept" if keep else "lost"
            values = {"claim": number if number is not None else old, "fit": fit, "differs": ",".join(differs)}
            connection.execute(update(schema.attachment).where(schema.attachment.c.judgement_id == one.judgement_id).values(**values))
            if fit != "same" and one in holding:
                found = current[number].claim_id if number is not None else None
                misfits.append(Misfit(one, doc_id, found, fit, differs))
        touched.add(number if number is not None else old)
    for number in sorted(touched):
        rederive(connection, number, now=now, known=known)
    return misfits


def differences(judged: Claim, now: Claim, one: Judgement) -> tuple[str, ...]:
    """The slots in which a claim differs from what was judged, as far as they matter to the judgement."""
    if one.verdict == "note":
        return ()
    slots = (one.slot,) if one.verdict == "correct" and one.slot else SLOTS
    return tuple(slot for slot in slots if _told(judged, slot) != _told(now, slot))


def _told(claim: Claim, slot: str) -> Any:
    """What a slot says, without the reasons for it."""
    return _without_reasons(claim.to_dict()[slot])


def _without_reasons(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_reasons(each) for each in value]
    if isinstance(value, dict):
        return {key: _without_reasons(each) for key, each in value.items() if key != "reason"}
    return value


def match(judged: Claim, current: dict[int, Claim]) -> int | None:
    """The row of the claim that stands at the words of a judged one."""
    alike = {number: claim for number, claim in current.items() if claim.type == judged.type}
    at_trigger = [number for number, claim in alike.items() if _common([judged.trigger], [claim.trigger])]
    if at_trigger:
        return max(at_trigger, key=lambda n: (_closeness(judged, alike[n]), -n))
    same = [number for number, claim in alike.items() if _shared(judged.evidence, claim.evidence) >= SAME_EVIDENCE]
    return same[0] if len(same) == 1 else None


def _closeness(judged: Claim, claim: Claim) -> tuple[bool, bool, float]:
    sources = [s.span for s in judged.attribution.sources]
    same_source = _shared(sources, [s.span for s in claim.attribution.sources]) > 0 or not (sources or claim.attribution.sources)
    return claim.trigger == judged.trigger, same_source, _shared(judged.evidence, claim.evidence)


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def _common(one: Iterable[Span], other: Iterable[Span]) -> bool:
    return bool(_characters(one) & _characters(other))


def _shared(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Characters of both over characters of either."""
    a, b = _characters(one), _characters(other)
    return len(a & b) / len(a | b) if a | b else 0.0
