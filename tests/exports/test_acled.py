"""ACLED: every column against the codes of its codebook, by frictionless; then what each row says of its claim."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from frictionless import Resource, Schema

from ifolge.codebook import event_types
from ifolge.exports.acled import ACLED_COLUMNS, DISORDER, acled_csv
from ifolge.ledger import Card, Entry
from ifolge.records import Actor, Claim, Count, Participant, Span

HERE = Path(__file__).parent
SCHEMA = HERE / "data" / "acled.schema.json"
CLAIM = Claim.from_json((HERE.parent / "data" / "claim.json").read_bytes())
CARD = Card(doc_id=CLAIM.doc_id, doc=CLAIM.doc, lang=CLAIM.lang)
CHANGED = datetime(2026, 1, 1, tzinfo=UTC)
YEMEN = Actor(id="YE:army", name="Military Forces of Yemen", kind="state_military", country="YE")
SAUDI = Actor(id="SA", name="Saudi Arabia", kind="state_government", country="SA")
HOUTHIS = Actor(id="houthis", name="Ansarallah", kind="non_state_armed", country="YE")
PEOPLE = Actor(id="kind:civilians", name="civilians", kind="civilians")
CAMP = Actor(id="kind:camp", name="camp", kind="unknown")
SPAN = Span(start=5, end=8, text="xxx")


def told(*people: Actor) -> tuple[Participant, ...]:
    return tuple(Participant(mention=SPAN, actor=actor) for actor in people)


def killed(low: int | None, best: int | None, high: int | None) -> tuple[Count, ...]:
    return (Count(effect="killed", low=low, best=best, high=high, span=SPAN),)


def rows(*claims: Claim) -> list[dict[str, str]]:
    entries = [Entry(claim, CARD, "unreviewed", (), None, CHANGED) for claim in claims]
    return list(csv.DictReader(io.StringIO("".join(acled_csv(entries)))))


def row(**changes: object) -> dict[str, str]:
    (found,) = rows(CLAIM.model_copy(update=changes))
    return found


def test_columns_are_those_of_acled_in_their_order() -> None:
    assert list(ACLED_COLUMNS) == Schema.from_descriptor(json.loads(SCHEMA.read_text(encoding="utf-8"))).field_names


@pytest.mark.parametrize("which", ["entries", "edge_entries"])
def test_every_cell_keeps_to_the_codebook(which: str, request: pytest.FixtureRequest) -> None:
    text = "".join(acled_csv(request.getfixturevalue(which)))
    report = Resource(text.encode(), format="csv", schema=Schema.from_descriptor(json.loads(SCHEMA.read_text(encoding="utf-8")))).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    sub_events = json.loads(SCHEMA.read_text(encoding="utf-8"))["subEvents"]
    found = list(csv.DictReader(io.StringIO(text)))
    assert len(found) > 50
    assert all(not cells["sub_event_type"] or cells["sub_event_type"] in sub_events[cells["event_type"]] for cells in found)
    assert all(bool(cells["event_date"]) <= (cells["time_precision"] == "1") for cells in found)


def test_every_event_type_of_the_crosswalk_has_a_disorder_type() -> None:
    assert {kind.acled_event for kind in event_types().values()} == set(DISORDER)


def test_a_row_says_what_the_claim_says() -> None:
    found = row()
    assert (found["event_type"], found["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (found["iso"], found["country"], found["geo_precision"]) == ("887", "Yemen", "2")
    assert found["source"] == "Amal Nasser (Yemeni Ministry of Health); AFP; Avisen"
    assert found["notes"].endswith("skriver AFP. [Amal Nasser (Yemeni Ministry of Health), via AFP: states, possible]")
    assert found["timestamp"] == str(int(CHANGED.timestamp()))
    assert (found["actor1"], found["actor2"]) == ("", "")  # possibly Saudi Arabia, against a camp


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "denied"},
        {"modality": "planned"},
        {"modality": "demanded"},
        {"modality": "hypothetical"},
        {"type": "statement"},
        {"type": "responsibility_claim"},
    ],
)
def test_what_acled_would_not_code_has_no_row(change: dict[str, object]) -> None:
    assert rows(CLAIM.model_copy(update=change)) == []


@pytest.mark.parametrize(
    ("taker", "sub_event"),
    [((YEMEN,), "Government regains territory"), ((HOUTHIS,), "Non-state actor overtakes territory"), ((SAUDI,), ""), ((), ""), ((PEOPLE,), "")],
)
def test_sub_event_of_a_change_of_control_is_who_gains(taker: tuple[Actor, ...], sub_event: str) -> None:
    assert row(type="territorial_change", agents=told(*taker))["sub_event_type"] == sub_event


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        (YEMEN, PEOPLE, ("1", "7", "17")),
        (SAUDI, YEMEN, ("8", "1", "18")),
        (SAUDI, SAUDI, ("8", "8", "")),
        (HOUTHIS, PEOPLE, ("", "7", "")),
        (PEOPLE, CAMP, ("7", "", "")),
    ],
)
def test_codes_of_actors(first: Actor, second: Actor, codes: tuple[str, str, str]) -> None:
    found = row(agents=told(first), targets=told(second))
    assert (found["inter1"], found["inter2"], found["interaction"]) == codes
    assert found["civilian_targeting"] == ("Civilian targeting" if second is PEOPLE else "")


def test_protesters_and_names_of_civilians() -> None:
    found = row(type="protest", agents=told(PEOPLE, HOUTHIS), targets=())
    assert (found["actor1"], found["assoc_actor_1"], found["inter1"]) == ("Civilians (Yemen)", "Ansarallah", "6")
    assert row(agents=told(PEOPLE), place=None)["actor1"] == "Civilians"


def test_those_who_stand_beside_the_first() -> None:
    army = YEMEN.model_copy(update={"affiliation": SAUDI})
    brigade = HOUTHIS.model_copy(update={"name": "Brigade", "affiliation": HOUTHIS})
    assert row(agents=told(army, SAUDI))["assoc_actor_1"] == "Saudi Arabia"
    assert row(agents=told(army))["assoc_actor_1"] == ""
    assert row(targets=told(brigade, army))["assoc_actor_2"] == "Ansarallah; Military Forces of Yemen"


def test_a_state_without_a_place_has_no_code() -> None:
    assert row(agents=told(YEMEN), place=None)["inter1"] == ""


@pytest.mark.parametrize(
    ("counts", "figure"), [(killed(2, 3, 4), "2"), (killed(None, 5, 9), "5"), (killed(None, None, 30), ""), (killed(0, 0, 0), "0"), ((), "")]
)
def test_one_conservative_figure(counts: tuple[Count, ...], figure: str) -> None:
    assert row(counts=counts)["fatalities"] == figure


def test_an_interval_is_no_day() -> None:
    assert CLAIM.time is not None
    found = row()
    assert (found["event_date"], found["tags"]) == ("", f"date={CLAIM.time.earliest}/{CLAIM.time.latest}")
    day = CLAIM.time.model_copy(update={"earliest": CLAIM.time.latest, "precision": 1})
    found = row(time=day)
    assert (found["event_date"], found["tags"], found["time_precision"]) == (str(CLAIM.time.latest), "", "1")


def test_a_ledger_of_hashes_gives_no_words(edge_entries: tuple[Entry, ...]) -> None:
    assert "█" not in "".join(acled_csv(edge_entries))
