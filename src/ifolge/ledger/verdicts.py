"""A person's decision becomes a judgement in the ledger: on a claim, on an incident, or on an earlier judgement, which it undoes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from ifolge.errors import fail
from ifolge.ledger import querying, schema
from ifolge.ledger.correcting import corrected, storable
from ifolge.ledger.judging import record_judgement, rederive, signed
from ifolge.ledger.rows import Texts, hidden
from ifolge.ledger.writing import Known
from ifolge.records import Incident, Judgement, JudgementVerdict

ON_CLAIMS: tuple[JudgementVerdict, ...] = ("accept", "reject", "correct", "note")
ON_INCIDENTS: tuple[JudgementVerdict, ...] = ("accept", "reject", "merge", "split", "note")


def judge(
    connection: Connection,
    subject: str,
    verdict: JudgementVerdict,
    *,
    reviewer: str,
    reason: str,
    slot: str | None,
    value: Any,
    now: datetime,
    at: datetime,
    texts: Texts,
    known: Known,
) -> Judgement:
    """Write a judgement inside a writing transaction. Parameters and errors as of ``Store.judge``."""
    _check_signature(reviewer, reason)
    if (verdict == "correct") != (slot is not None):
        raise fail("IF812", where=subject, slot=slot or "–", detail="a correction names a slot, nothing else does")
    incident = connection.execute(select(schema.incident.c.record).where(schema.incident.c.incident_id == subject)).scalar()
    allowed = ON_CLAIMS if incident is None else ON_INCIDENTS
    if verdict not in allowed:
        raise fail(
            "IF811", where=subject, value=verdict, expected=f"a verdict on {'a claim' if incident is None else 'an incident'}: {', '.join(allowed)}"
        )
    if value is not None and verdict not in ("correct", "merge", "split"):
        raise fail("IF811", where=subject, value=value, expected=f"wanted: {verdict!r} takes no value")
    if incident is not None:
        value = _checked(connection, Incident.from_json(incident), verdict, value)
        one = signed(subject=subject, verdict=verdict, reviewer=reviewer, at=at, reason=reason, state=incident, value=value)
        record_judgement(connection, one, state=incident, doc_id=None, claim=None)
        return one
    number, entry = querying.only(querying.find(connection, subject), subject)
    claim = entry.claim
    if slot is not None:
        article = connection.execute(select(schema.article.c.text, schema.article.c.length).where(schema.article.c.doc_id == claim.doc_id)).one()
        value = corrected(claim, slot, value, text=article.text, length=article.length)
        value = hidden(value) if texts == "hashes" else value
    state = claim.to_json()
    one = signed(subject=claim.claim_id, verdict=verdict, reviewer=reviewer, at=at, reason=reason, state=state, slot=slot, value=value)
    record_judgement(connection, one, state=state, doc_id=claim.doc_id, claim=number)
    rederive(connection, number, now=now, known=known)
    return one


def undo(connection: Connection, judgement: str, *, reviewer: str, reason: str, where: str, now: datetime, at: datetime, known: Known) -> Judgement:
    """Write the undoing of a judgement inside a writing transaction. Parameters and errors as of ``Store.undo``."""
    _check_signature(reviewer, reason)
    j, a, c = schema.judgement, schema.attachment, schema.claim
    begun = judgement if judgement.startswith("jud_") else f"jud_{judgement}"
    rows = connection.execute(select(j).where(j.c.judgement_id.between(begun, begun + "g")).order_by(j.c.judgement_id).limit(2)).all()
    if len(rows) != 1 and (not rows or rows[0].judgement_id != begun):
        raise fail("IF813", where=where, judgement=judgement, detail="several begin so" if rows else "there is none")
    undone = rows[0]
    by = connection.execute(select(j.c.judgement_id).where(j.c.undoes == undone.judgement_id)).scalar()
    if by is not None:
        raise fail("IF813", where=where, judgement=undone.judgement_id, detail=f"{by} undid it already; undo that one to have it count again")
    on = connection.execute(
        select(c.c.id, c.c.standing, c.c.record).join_from(a, c, a.c.claim == c.c.id).where(a.c.judgement_id == undone.judgement_id)
    ).first()
    state = undone.state if on is None else on.standing or on.record
    one = signed(subject=undone.subject, verdict="note", reviewer=reviewer, at=at, reason=reason, state=state, undoes=undone.judgement_id)
    record_judgement(connection, one, state=state, doc_id=undone.doc_id, claim=None if on is None else on.id)
    if on is not None:
        rederive(connection, on.id, now=now, known=known)
    return one


def _check_signature(reviewer: str, reason: str) -> None:
    """A judgement is signed and gives a reason. Raises ``IfolgeError`` IF811 where it does not."""
    for value, expected in ((reviewer, "the name of a reviewer"), (reason, "a reason")):
        if not value.strip() or not storable(value):
            raise fail("IF811", where="judgement", value=value, expected=expected)


def _checked(connection: Connection, incident: Incident, verdict: JudgementVerdict, value: Any) -> Any:
    """What an incident is merged with, or the claims that are split from it. Raises ``IfolgeError`` IF811 where it cannot be."""
    if verdict == "merge":
        table = schema.incident
        other = isinstance(value, str) and value != incident.incident_id
        if not other or connection.execute(select(table.c.incident_id).where(table.c.incident_id == value)).first() is None:
            raise fail("IF811", where=incident.incident_id, value=value, expected="another incident of this ledger")
    if verdict == "split":
        claims = value if isinstance(value, list) and all(isinstance(each, str) for each in value) else []
        if not (claims and len(set(claims)) == len(claims) and set(claims) < set(incident.claim_ids)):
            raise fail("IF811", where=incident.incident_id, value=value, expected="a list of some of its claims, not all")
    return value
