"""Incidents are kept once under their ids, linked to claims that stand, and never lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ifolge.errors import IfolgeError
from ifolge.extraction import Extraction
from ifolge.ledger import Filters, Store, schema
from ifolge.ledger.opening import reading
from ifolge.records import Claim, Incident

Extractions = tuple[Extraction, ...]


@pytest.fixture
def claims(extractions: Extractions) -> list[Claim]:
    """Claims with a time and a place, in reading order."""
    return sorted((c for e in extractions for c in e.claims if c.place and c.time and c.time.earliest), key=lambda c: (c.doc_id, c.claim_id))


def incident(number: int, *claims: Claim, **said: object) -> Incident:
    first = claims[0]
    actors = tuple(p.actor for p in first.agents if p.actor)
    return Incident(
        incident_id=f"inc_{number}",
        type=first.type,
        claim_ids=tuple(c.claim_id for c in claims),
        agents=actors,
        place=first.place,
        time=first.time,
        counts=first.counts,
        **said,
    )


def run(store: Store) -> str:
    return store.begin("link", extractor="one")


def links(store: Store) -> dict[str, str]:
    return {e.claim.claim_id: e.incident_id for e in store.entries() if e.incident_id}


def stored(store: Store) -> list[Incident]:
    return [row.incident for row in store.incidents()]


def test_incidents_come_out_as_they_went_in_with_their_claims(filled: Store, claims: list[Claim]) -> None:
    made = [incident(1, *claims[:3], independent_sources=2, status="corroborated"), incident(2, claims[3])]
    done = filled.store_incidents(made, run_id=run(filled))
    assert (done.new, done.replaced, done.retired, done.claims) == (2, 0, 0, 4)
    assert sorted(stored(filled), key=lambda one: one.incident_id) == made
    assert links(filled) == {c.claim_id: "inc_1" for c in claims[:3]} | {claims[3].claim_id: "inc_2"}
    assert {row.incident.incident_id: row.claims for row in filled.incidents()} == {"inc_1": 3, "inc_2": 1}


def test_storing_again_changes_nothing(filled: Store, claims: list[Claim]) -> None:
    made = [incident(1, *claims[:3]), incident(2, claims[3])]
    filled.store_incidents(made, run_id=run(filled))
    before, entries = list(filled.incidents()), list(filled.entries())
    done = filled.store_incidents(made, run_id=run(filled))
    assert (done.new, done.replaced, done.retired, done.claims) == (0, 0, 0, 0)
    assert (list(filled.incidents()), list(filled.entries())) == (before, entries)


def test_an_incident_that_says_something_else_is_replaced(filled: Store, claims: list[Claim]) -> None:
    filled.store_incidents([incident(1, *claims[:3])], run_id=run(filled))
    before = {e.claim.claim_id: e.changed_at for e in filled.entries()}
    changed = incident(1, *claims[1:4], status="contested")
    done = filled.store_incidents([changed], run_id=run(filled))
    assert (done.new, done.replaced, done.retired, done.claims) == (0, 1, 0, 2)
    assert stored(filled) == [changed]
    assert links(filled) == {c.claim_id: "inc_1" for c in claims[1:4]}
    moved = {e.claim.claim_id for e in filled.entries() if e.changed_at != before[e.claim.claim_id]}
    assert moved == {claims[0].claim_id, claims[3].claim_id}


def test_an_incident_that_lost_its_claims_is_retired_and_kept_and_can_come_back(filled: Store, claims: list[Claim]) -> None:
    first = incident(1, *claims[:2])
    filled.store_incidents([first], run_id=run(filled))
    done = filled.store_incidents([incident(2, *claims[:3])], run_id=run(filled))
    assert (done.new, done.retired) == (1, 1)
    assert [one.incident_id for one in stored(filled)] == ["inc_2"]
    with reading(filled.engine, filled.name) as connection:
        rows = connection.execute(select(schema.incident.c.incident_id, schema.incident.c.record, schema.incident.c.retired_at)).all()
    kept = {row.incident_id: row for row in rows}
    assert kept["inc_1"].record == first.to_json()
    assert kept["inc_1"].retired_at is not None
    assert kept["inc_2"].retired_at is None
    filled.store_incidents([first], run_id=run(filled))
    assert {one.incident_id for one in stored(filled)} == {"inc_1", "inc_2"}
    assert links(filled)[claims[2].claim_id] == "inc_2"


def test_a_claim_is_in_one_incident_and_known_or_nothing_is_stored(filled: Store, claims: list[Claim]) -> None:
    stranger = claims[4].model_copy(update={"claim_id": "clm_0"})
    for made, code in (([incident(1, *claims[:2]), incident(2, *claims[1:3])], "IF830"), ([incident(1, claims[0]), incident(2, stranger)], "IF831")):
        with pytest.raises(IfolgeError) as error:
            filled.store_incidents(made, run_id=run(filled))
        assert error.value.issue.code == code
        assert (stored(filled), links(filled)) == ([], {})


def test_claims_that_a_later_extractor_made_are_linked_when_the_incident_is_stored_again(
    filled: Store, extractions: Extractions, claims: list[Claim]
) -> None:
    made = [incident(1, *claims[:2])]
    filled.store_incidents(made, run_id=run(filled))
    filled.store(extractions, extractor="two", run_id=filled.begin("run", extractor="two"))
    assert links(filled) == {}
    done = filled.store_incidents(made, run_id=run(filled))
    assert (done.replaced, done.claims) == (0, 2)
    assert links(filled) == {c.claim_id: "inc_1" for c in claims[:2]}


def test_filters_and_orders(filled: Store, claims: list[Claim]) -> None:
    by_day = sorted({c.time.earliest: c for c in claims if c.time}.values(), key=lambda c: str(c.time and c.time.earliest))
    made = [incident(i, c, independent_sources=9 - i) for i, c in enumerate(by_day[:4])]
    filled.store_incidents(made, run_id=run(filled))
    assert stored(filled) == made
    assert [row.incident for row in filled.incidents(order="time", descending=True, limit=2)] == [made[3], made[2]]
    assert [row.incident for row in filled.incidents(order="sources")] == made[::-1]
    doc = by_day[1].doc_id
    assert {row.incident.incident_id for row in filled.incidents(Filters(documents=(doc,)))} == {
        f"inc_{i}" for i, c in enumerate(by_day[:4]) if c.doc_id == doc
    }
    with pytest.raises(IfolgeError) as error:
        list(filled.incidents(order="size"))  # type: ignore[arg-type]
    assert error.value.issue.code == "IF811"


def test_what_reviewers_rejected_is_not_counted(filled: Store, claims: list[Claim]) -> None:
    filled.store_incidents([incident(1, *claims[:3])], run_id=run(filled))
    filled.judge(claims[0].claim_id, "reject", reviewer="a", reason="b")
    assert [row.claims for row in filled.incidents()] == [2]
