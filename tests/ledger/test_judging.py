"""What people decide stands, whatever becomes of the extractor, and every decision can be undone."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ifolge.errors import IfolgeError
from ifolge.extraction import Extraction
from ifolge.ledger import Filters, Misfit, Store, schema
from ifolge.ledger.correcting import SLOTS
from ifolge.ledger.judging import judgement_id
from ifolge.ledger.opening import reading
from ifolge.ledger.rows import HIDDEN, claim_columns, participants, party_row, place_row, sha256, tallies
from ifolge.records import Claim, Incident, Span

Extractions = tuple[Extraction, ...]
WHO: dict[str, Any] = {"reviewer": "Kari", "reason": "I read it"}
EVERYTHING = Filters(statuses=("unreviewed", "accepted", "rejected"))


@pytest.fixture
def ledger(store: Store, small: Extractions) -> Store:
    store.store(small, extractor="one", run_id=store.begin("run", extractor="one"))
    return store


@pytest.fixture
def killing(small: Extractions) -> Claim:
    return small[0].claims[0]


@pytest.fixture
def airstrike(small: Extractions) -> Claim:
    return small[0].claims[1]


def code(error: pytest.ExceptionInfo[IfolgeError]) -> str:
    return error.value.issue.code


def standing(store: Store) -> dict[str, Claim]:
    return {entry.claim.claim_id: entry.claim for entry in store.entries(EVERYTHING)}


def extract_again(store: Store, extractor: str, article: Extraction, *claims: Claim) -> tuple[Misfit, ...]:
    return store.store([Extraction(article.article, claims)], extractor=extractor, run_id=store.begin("run", extractor=extractor)).misfits


def changed(claim: Claim, name: str, **fields: Any) -> Claim:
    """The claim as another extractor makes it: another id, other values."""
    return Claim.model_validate(
        {**claim.to_dict(), "claim_id": f"clm_{name}", **{k: v.to_dict() if hasattr(v, "to_dict") else v for k, v in fields.items()}}
    )


def fits(misfits: tuple[Misfit, ...] | list[Misfit]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(m.judgement.verdict, m.fit, m.differs) for m in misfits]


def assert_derived(store: Store) -> None:
    """Columns, participants and tallies are those of the claims as they stand."""
    c, p, t, place, party = schema.claim, schema.participant, schema.tally, schema.place, schema.party
    with reading(store.engine, store.name) as connection:
        for row in connection.execute(select(c, place.c.key).select_from(c.outerjoin(place, c.c.place == place.c.id))).all():
            claim = Claim.from_json(row.standing or row.record)
            wanted = claim_columns(claim)
            assert {name: getattr(row, name) for name in wanted} == wanted
            assert row.key == (place_row(claim.place)["key"] if claim.place else None)
            people = connection.execute(select(p, party.c.key).join(party, p.c.party == party.c.id).where(p.c.claim == row.id)).all()
            assert {(x.role, x.position, x.certainty, x.kind, x.key) for x in people} == {
                (one["role"], one["position"], one["certainty"], one["kind"], party_row(actor, name)["key"])
                for one, actor, name in participants(claim)
            }
            counted = connection.execute(select(t).where(t.c.claim == row.id).order_by(t.c.position)).all()
            assert [{k: getattr(x, k) for k in one} for x, one in zip(counted, tallies(claim), strict=True)] == list(tallies(claim))


# Deciding


@pytest.mark.parametrize(("verdict", "status"), [("accept", "accepted"), ("reject", "rejected"), ("note", "unreviewed")])
def test_a_verdict_sets_the_status_and_nothing_else(ledger: Store, killing: Claim, verdict: Any, status: str) -> None:
    made = ledger.judge(killing.claim_id, verdict, **WHO)
    entry = ledger.entry(killing.claim_id)
    assert (entry.status, entry.claim, entry.corrected) == (status, killing, ())
    assert ledger.judgements(killing.claim_id) == [made]
    assert (made.verdict, made.reviewer, made.reason, made.made_on) == (verdict, "Kari", "I read it", sha256(killing.to_json()))


def test_the_last_verdict_counts_and_undoing_brings_the_one_before_back(ledger: Store, killing: Claim) -> None:
    ledger.judge(killing.claim_id, "accept", **WHO)
    rejected = ledger.judge(killing.claim_id, "reject", **WHO)
    assert ledger.entry(killing.claim_id).status == "rejected"
    undoing = ledger.undo(rejected.judgement_id, **WHO)
    assert ledger.entry(killing.claim_id).status == "accepted"
    again = ledger.undo(undoing.judgement_id, **WHO)
    assert ledger.entry(killing.claim_id).status == "rejected"
    ledger.undo(again.judgement_id, **WHO)
    assert ledger.entry(killing.claim_id).status == "accepted"
    assert len(ledger.judgements()) == 5
    assert [one.counts for one in ledger.judged()] == [True, False, False, False, False]


def test_a_judgement_is_undone_once_and_the_error_names_by_what(ledger: Store, killing: Claim) -> None:
    made = ledger.judge(killing.claim_id, "accept", **WHO)
    undoing = ledger.undo(made.judgement_id.removeprefix("jud_")[:10], **WHO)
    assert undoing.undoes == made.judgement_id
    with pytest.raises(IfolgeError, match=undoing.judgement_id) as error:
        ledger.undo(made.judgement_id, **WHO)
    assert code(error) == "IF813"
    for wrong in ("jud_ffffffffffffffff", "x"):
        with pytest.raises(IfolgeError) as error:
            ledger.undo(wrong, **WHO)
        assert code(error) == "IF813"


CANNOT: list[tuple[dict[str, Any], str]] = [
    ({"reviewer": " "}, "IF811"),
    ({"reason": ""}, "IF811"),
    ({"reason": "a\0b"}, "IF811"),
    ({"reviewer": "\ud800"}, "IF811"),
    ({"verdict": "merge", "value": "inc_1"}, "IF811"),
    ({"verdict": "doubt"}, "IF811"),
    ({"value": 1}, "IF811"),
    ({"verdict": "correct"}, "IF812"),
    ({"slot": "type", "value": "shelling"}, "IF812"),
    ({"subject": "clm_9"}, "IF901"),
    ({"subject": "clm_0"}, "IF905"),
]


def test_what_cannot_be_judged_is_told_and_leaves_nothing(ledger: Store) -> None:
    for changes, wanted in CANNOT:
        with pytest.raises(IfolgeError) as error:
            ledger.judge(**{"subject": "clm_0a", "verdict": "accept", **WHO, **changes})
        assert code(error) == wanted, changes
    assert ledger.judgements() == []


def test_a_judgement_keeps_its_moment_whatever_the_time_zone(ledger: Store, killing: Claim) -> None:
    at = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    made = ledger.judge(killing.claim_id, "accept", at=at, **WHO)
    assert made.at == at
    assert made.at.tzinfo is UTC
    (read,) = ledger.judgements()
    assert read == made
    assert judgement_id(read) == read.judgement_id


# Correcting

SPAN = {"start": 0, "end": 5, "text": " date"}
VALID: list[tuple[str, Any]] = [
    ("type", "shelling"),
    ("polarity", "denied"),
    ("modality", "probable"),
    ("agents", []),
    ("agents", [{"mention": SPAN, "actor": {"id": "x", "name": "X", "kind": "person", "affiliation": {"id": "y", "name": "Y", "kind": "ngo"}}}]),
    ("targets", [{"mention": SPAN, "certainty": "possible"}]),
    ("counts", []),
    (
        "counts",
        [
            {"effect": "killed", "low": 1, "best": 2, "high": 10**12, "span": SPAN},
            {"effect": "killed", "who": "child", "best": 1, "span": SPAN, "subset_of": 0},
        ],
    ),
    ("place", None),
    ("place", {"name": "Hama", "id": None, "lat": 35, "lon": 36.75}),
    ("place", {"span": SPAN, "name": "Sjø", "precision": 7, "country": None}),
    ("time", None),
    ("time", {"earliest": "2021-06-01", "latest": "2021-06-30", "precision": 4}),
    ("attribution", {"sources": []}),
    ("attribution", {"via": [{"span": SPAN, "name": "NTB", "kind": "relay"}], "mode": "direct"}),
    ("superseded_by", "clm_1a"),
    ("note", "sett av en lege"),
    ("note", None),
]
INVALID: list[tuple[str, Any]] = [
    ("type", "quarrel"),
    ("type", None),
    ("polarity", "perhaps"),
    ("polarity", {"is": "denied"}),
    ("modality", 3),
    ("agents", {"mention": SPAN}),
    ("agents", [{"mention": {"start": 0, "end": 5, "text": "wrong"}}]),
    ("agents", [{"mention": {"start": 10**6, "end": 10**6 + 1, "text": "x"}}]),
    ("targets", [{"mention": SPAN, "certainty": "sure"}]),
    ("targets", [{"mention": SPAN, "actor": {"id": "a\0", "name": "X", "kind": "ngo"}}]),
    ("counts", [{"effect": "killed", "low": 5, "high": 2, "span": SPAN}]),
    ("counts", [{"effect": "killed", "low": -5, "span": SPAN}]),
    ("counts", [{"effect": "killed", "low": 10**30, "span": SPAN}]),
    ("counts", [{"effect": "eaten", "low": 1, "span": SPAN}]),
    ("counts", [{"effect": "killed", "who": "giant", "low": 1, "span": SPAN}]),
    ("counts", [{"effect": "killed", "low": 1, "span": SPAN, "subset_of": 0}]),
    ("place", {"lat": 91}),
    ("place", {"lat": None}),
    ("place", {"country": "Syria"}),
    ("place", {"colour": "red"}),
    ("time", {"earliest": "2021-07-01"}),
    ("time", {"earliest": "yesterday"}),
    ("attribution", {"mode": "sung"}),
    ("attribution", []),
    ("superseded_by", 7),
    ("note", "half \ud800"),
    ("trigger", SPAN),
    ("claim_id", "clm_x"),
    ("confidence", 1),
]


def test_the_examples_cover_every_slot() -> None:
    assert {slot for slot, _ in VALID} == set(SLOTS) <= {slot for slot, _ in INVALID}


def test_a_correction_stands_and_all_that_is_derived_with_it(ledger: Store, killing: Claim) -> None:
    for slot, value in VALID:
        made = ledger.judge(killing.claim_id, "correct", slot=slot, value=value, **WHO)
        claim = ledger.entry(killing.claim_id).claim
        told = claim.to_dict()[slot]
        assert made.value == told
        if slot in ("place", "time") and value:
            assert told == {**killing.to_dict()[slot], "reason": None, **value}
        assert {k: v for k, v in claim.to_dict().items() if k != slot} == {k: v for k, v in killing.to_dict().items() if k != slot}
        assert_derived(ledger)
        assert ledger.judgements()[-1] == made
        ledger.undo(made.judgement_id, **WHO)
        entry = ledger.entry(killing.claim_id)
        assert (entry.claim.to_json(), entry.corrected) == (killing.to_json(), ())
        assert_derived(ledger)


def test_a_wrong_correction_is_refused_and_leaves_nothing(ledger: Store, killing: Claim) -> None:
    for slot, value in INVALID:
        with pytest.raises(IfolgeError) as error:
            ledger.judge(killing.claim_id, "correct", slot=slot, value=value, **WHO)
        assert code(error) == "IF812", (slot, value)
    assert ledger.judgements() == []
    assert ledger.entry(killing.claim_id).claim == killing


DECISIONS = st.lists(
    st.tuples(st.integers(0, 2), st.one_of(st.sampled_from(VALID), st.sampled_from(["accept", "reject", "note", "undo"]))), min_size=1, max_size=6
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DECISIONS)
def test_whatever_is_decided_is_derived_and_can_be_undone(ledger: Store, small: Extractions, decisions: list[tuple[int, Any]]) -> None:
    before = len(ledger.judgements())
    for number, what in decisions:
        claim_id = small[0].claims[number].claim_id
        if what == "undo":
            open_ones = [one for one in ledger.judged() if one.counts]
            if open_ones:
                ledger.undo(open_ones[number % len(open_ones)].judgement.judgement_id, **WHO)
        elif isinstance(what, str):
            ledger.judge(claim_id, what, **WHO)  # type: ignore[arg-type]
        else:
            slot, value = what
            with suppress(IfolgeError):  # a part of a place where there is none
                ledger.judge(claim_id, "correct", slot=slot, value=value, **WHO)
    assert_derived(ledger)
    assert ledger.misfits() == []
    for one in reversed(ledger.judged()):
        if one.counts:
            ledger.undo(one.judgement.judgement_id, **WHO)
    assert len(ledger.judgements()) >= before
    for claim in small[0].claims:
        entry = ledger.entry(claim.claim_id)
        assert (entry.claim.to_json(), entry.status, entry.corrected) == (claim.to_json(), "unreviewed", ())
    assert_derived(ledger)


def test_a_ledger_of_hashes_hides_the_words_of_a_correction(where: str, small: Extractions) -> None:
    with Store.open(where, create=True, texts="hashes") as store:
        store.store(small, extractor="one", run_id=store.begin("run", extractor="one"))
        text = small[0].article.text
        span = Span.of(text, text.index("Homs"), text.index("Homs") + 4).to_dict()
        made = store.judge("clm_0b", "correct", slot="agents", value=[{"mention": span}], **WHO)
        part = store.judge("clm_0b", "correct", slot="place", value={"span": span, "name": "Homs by"}, **WHO)
        assert made.value[0]["mention"]["text"] == part.value["span"]["text"] == HIDDEN * 4
        with reading(store.engine, store.name) as connection:
            kept = connection.execute(select(schema.judgement.c.value, schema.judgement.c.state)).all()
        words = ("luftangrep", "sivile", "Hæren", "AFP")
        assert not any(word in text.replace("airstrike", "") for row in kept for text in row for word in words)
        with pytest.raises(IfolgeError) as error:
            store.judge("clm_0b", "correct", slot="agents", value=[{"mention": {**span, "end": span["start"] + 1}}], **WHO)
        assert code(error) == "IF812"


# A better extractor comes


def test_the_same_claims_under_other_ids_keep_their_judgements(ledger: Store, small: Extractions) -> None:
    one, two, three = small[0].claims
    ledger.judge(one.claim_id, "accept", **WHO)
    ledger.judge(two.claim_id, "reject", **WHO)
    ledger.judge(three.claim_id, "correct", slot="polarity", value="denied", **WHO)
    ledger.judge(three.claim_id, "accept", **WHO)
    again = [changed(claim, f"new{n}") for n, claim in enumerate(small[0].claims)]
    assert extract_again(ledger, "two", small[0], *again) == ()
    assert [ledger.entry(c.claim_id).status for c in again] == ["accepted", "rejected", "accepted"]
    assert ledger.entry("clm_new2").claim == again[2].model_copy(update={"polarity": "denied"})
    assert set(standing(ledger)) == {"clm_new0", "clm_new1", "clm_new2", *(c.claim_id for e in small[1:] for c in e.claims)}
    assert (
        [one.judgement.verdict for one in ledger.judged("clm_new2")]
        == [one.judgement.verdict for one in ledger.judged(three.claim_id)]
        == ["correct", "accept"]
    )
    assert_derived(ledger)


def test_an_accepted_claim_stands_where_the_extractor_says_otherwise(ledger: Store, small: Extractions, killing: Claim) -> None:
    ledger.judge(killing.claim_id, "accept", **WHO)
    other = changed(killing, "new", polarity="denied", place=None, confidence=0.9)
    assert fits(extract_again(ledger, "two", small[0], other)) == [("accept", "changed", ("polarity", "place"))]
    entry = ledger.entry("clm_new")
    assert (entry.claim.polarity, entry.claim.place, entry.claim.confidence) == ("affirmed", killing.place, 0.9)
    assert (entry.status, entry.corrected) == ("accepted", ("polarity", "place"))
    assert fits(ledger.misfits()) == [("accept", "changed", ("polarity", "place"))]
    assert_derived(ledger)
    assert extract_again(ledger, "three", small[0], killing) == ()
    assert ledger.entry(killing.claim_id).corrected == ()


def test_a_rejected_claim_stays_rejected(ledger: Store, small: Extractions, killing: Claim) -> None:
    ledger.judge(killing.claim_id, "reject", **WHO)
    assert fits(extract_again(ledger, "two", small[0], changed(killing, "new", modality="probable"))) == [("reject", "changed", ("modality",))]
    assert ledger.entry("clm_new").status == "rejected"
    assert fits(extract_again(ledger, "three", small[0])) == [("reject", "lost", ())]
    assert "clm_new" not in standing(ledger)
    assert extract_again(ledger, "four", small[0], changed(killing, "back")) == ()
    assert ledger.entry("clm_back").status == "rejected"


def test_a_correction_is_compared_in_its_own_slot_only(ledger: Store, small: Extractions, killing: Claim) -> None:
    ledger.judge(killing.claim_id, "correct", slot="modality", value="possible", **WHO)
    assert extract_again(ledger, "two", small[0], changed(killing, "new", polarity="denied")) == ()
    entry = ledger.entry("clm_new")
    assert (entry.claim.polarity, entry.claim.modality, entry.corrected) == ("denied", "possible", ("modality",))
    assert fits(extract_again(ledger, "three", small[0], changed(killing, "newer", modality="probable"))) == [("correct", "changed", ("modality",))]
    assert ledger.entry("clm_newer").claim.modality == "possible"


def test_another_reason_for_the_same_is_no_difference(ledger: Store, small: Extractions, killing: Claim) -> None:
    ledger.judge(killing.claim_id, "accept", **WHO)
    assert killing.time is not None
    assert extract_again(ledger, "two", small[0], changed(killing, "new", time=killing.time.model_copy(update={"reason": "better"}))) == ()


def test_a_trigger_that_moved_a_little_is_the_same(ledger: Store, small: Extractions, killing: Claim) -> None:
    ledger.judge(killing.claim_id, "accept", **WHO)
    text, at = small[0].article.text, killing.trigger.start
    assert extract_again(ledger, "two", small[0], changed(killing, "new", trigger=Span.of(text, at - 5, at + 3))) == ()
    entry = ledger.entry("clm_new")
    assert (entry.status, entry.claim.trigger) == ("accepted", killing.trigger)


def test_without_the_trigger_the_evidence_tells_where_only_one_of_the_type_has_it(ledger: Store, small: Extractions, killing: Claim) -> None:
    ledger.judge(killing.claim_id, "accept", **WHO)
    text = small[0].article.text
    away = [changed(killing, f"new{n}", trigger=Span.of(text, at, at + 2)) for n, at in enumerate((18, 21))]
    assert fits(extract_again(ledger, "two", small[0], *away)) == [("accept", "kept", ())]
    assert extract_again(ledger, "three", small[0], away[0]) == ()
    assert ledger.entry("clm_new0").status == "accepted"
    assert killing.claim_id not in standing(ledger)


def test_what_was_accepted_stands_where_the_claim_is_gone_and_joins_it_when_it_comes_back(ledger: Store, small: Extractions, killing: Claim) -> None:
    accepted = ledger.judge(killing.claim_id, "accept", **WHO)
    assert fits(extract_again(ledger, "two", small[0])) == [("accept", "kept", ())]
    assert ledger.entry(killing.claim_id).status == "accepted"
    assert set(standing(ledger)) & {c.claim_id for c in small[0].claims} == {killing.claim_id}
    assert ledger.judge(killing.claim_id, "note", **WHO)
    assert fits(ledger.misfits()) == [("accept", "kept", ()), ("note", "kept", ())]
    assert fits(extract_again(ledger, "three", small[0])) == [("accept", "kept", ()), ("note", "kept", ())]
    assert extract_again(ledger, "four", small[0], changed(killing, "back")) == ()
    assert set(standing(ledger)) & {killing.claim_id, "clm_back"} == {"clm_back"}
    assert ledger.entry("clm_back").status == "accepted"
    ledger.undo(accepted.judgement_id, **WHO)
    assert ledger.entry("clm_back").status == "unreviewed"
    assert_derived(ledger)


def test_a_kept_claim_goes_when_nothing_holds_it_any_more(ledger: Store, small: Extractions, killing: Claim) -> None:
    accepted = ledger.judge(killing.claim_id, "accept", **WHO)
    extract_again(ledger, "two", small[0])
    undoing = ledger.undo(accepted.judgement_id, **WHO)
    assert killing.claim_id not in standing(ledger)
    ledger.undo(undoing.judgement_id, **WHO)
    assert ledger.entry(killing.claim_id).status == "accepted"
    ledger.judge(killing.claim_id, "reject", **WHO)
    assert ledger.entry(killing.claim_id).status == "rejected"
    assert fits(ledger.misfits()) == [("accept", "kept", ()), ("reject", "kept", ())]


def test_of_two_claims_at_one_trigger_each_finds_its_own(ledger: Store, small: Extractions, killing: Claim) -> None:
    by_army = changed(killing, "army", attribution={"sources": [{"span": small[0].claims[1].agents[0].mention.to_dict(), "kind": "party"}]})
    extract_again(ledger, "two", small[0], killing.model_copy(update={"claim_id": "clm_sohr"}), by_army)
    ledger.judge("clm_sohr", "accept", **WHO)
    ledger.judge("clm_army", "reject", **WHO)
    assert extract_again(ledger, "three", small[0], changed(by_army, "army3"), changed(killing, "sohr3")) == ()
    assert (ledger.entry("clm_army3").status, ledger.entry("clm_sohr3").status) == ("rejected", "accepted")
    # One of them goes: its judgement does not move to the other, which nobody judged so.
    assert fits(extract_again(ledger, "four", small[0], changed(killing, "sohr4"))) == [("reject", "lost", ())]
    assert ledger.entry("clm_sohr4").status == "accepted"
    assert fits(extract_again(ledger, "five", small[0], changed(by_army, "army5"))) == [("accept", "kept", ())]
    assert (ledger.entry("clm_army5").status, ledger.entry("clm_sohr4").status) == ("rejected", "accepted")


def test_a_judged_claim_does_not_take_the_place_of_one_that_nobody_judged(ledger: Store, small: Extractions, killing: Claim) -> None:
    by_army = changed(killing, "army", attribution={"sources": [{"span": small[0].claims[1].agents[0].mention.to_dict(), "kind": "party"}]})
    extract_again(ledger, "two", small[0], killing.model_copy(update={"claim_id": "clm_sohr"}), by_army)
    ledger.judge("clm_sohr", "reject", **WHO)
    assert fits(extract_again(ledger, "three", small[0], changed(by_army, "army3"))) == [("reject", "lost", ())]
    assert ledger.entry("clm_army3").status == "unreviewed"


def test_a_corrected_type_and_an_extractor_that_learnt_it_are_one_claim(ledger: Store, small: Extractions, airstrike: Claim) -> None:
    ledger.judge(airstrike.claim_id, "correct", slot="type", value="shelling", **WHO)
    ledger.judge(airstrike.claim_id, "accept", **WHO)
    assert extract_again(ledger, "two", small[0], changed(airstrike, "still")) == ()
    assert ledger.entry("clm_still").claim.type == "shelling"
    misfits = extract_again(ledger, "three", small[0], changed(airstrike, "learnt", type="shelling"))
    assert fits(misfits) == [("correct", "changed", ("type",))]
    assert ledger.entry("clm_learnt").corrected == ()
    assert [c.type for c in standing(ledger).values() if c.doc_id == airstrike.doc_id] == ["shelling"]


def test_a_rejection_does_not_pass_to_another_type(ledger: Store, small: Extractions, airstrike: Claim) -> None:
    ledger.judge(airstrike.claim_id, "reject", **WHO)
    assert fits(extract_again(ledger, "two", small[0], changed(airstrike, "new", type="shelling"))) == [("reject", "lost", ())]
    assert ledger.entry("clm_new").status == "unreviewed"


def test_judgements_of_other_articles_are_left_alone(ledger: Store, small: Extractions) -> None:
    ledger.judge("clm_1a", "accept", **WHO)
    before = ledger.entry("clm_1a")
    assert extract_again(ledger, "two", small[0]) == ()
    assert ledger.entry("clm_1a") == before


# Incidents


@pytest.fixture
def incidents(ledger: Store) -> Store:
    """A ledger with two incidents."""
    one = Incident(incident_id="inc_1", type="killing", claim_ids=("clm_0a", "clm_1a"))
    other = Incident(incident_id="inc_2", type="killing", claim_ids=("clm_2a",))
    ledger.store_incidents([one, other], run_id=ledger.begin("link", extractor="hand"))
    return ledger


def test_incidents_are_merged_and_split_on_record(incidents: Store) -> None:
    merged = incidents.judge("inc_1", "merge", value="inc_2", **WHO)
    split = incidents.judge("inc_1", "split", value=["clm_0a"], **WHO)
    undone = incidents.undo(split.judgement_id, **WHO)
    assert incidents.judgements("inc_1") == [merged, split, undone]
    assert [(one.counts, one.misfit) for one in incidents.judged("inc_1")] == [(True, None), (False, None), (False, None)]
    with reading(incidents.engine, incidents.name) as connection:
        states = connection.execute(select(schema.judgement.c.state)).scalars().all()
    assert [json.loads(state)["incident_id"] for state in states] == ["inc_1"] * 3
    assert all(one.made_on == sha256(states[0]) for one in (merged, split, undone))


WRONG: list[tuple[Any, Any]] = [
    ("merge", "inc_1"),
    ("merge", "inc_9"),
    ("merge", None),
    ("split", []),
    ("split", ["clm_0a", "clm_1a"]),
    ("split", ["clm_2a"]),
    ("split", "clm_0a"),
    ("correct", None),
]


def test_a_wrong_merge_or_split_is_refused(incidents: Store) -> None:
    for verdict, value in WRONG:
        with pytest.raises(IfolgeError) as error:
            incidents.judge("inc_1", verdict, value=value, **WHO)
        assert code(error) in ("IF811", "IF812"), (verdict, value)
    assert incidents.judgements() == []
