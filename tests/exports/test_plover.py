"""PLOVER: every line against a JSON Schema built from the names and codes of its manual; then what each record says of its claim."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ifolge.codebook import event_types
from ifolge.exports.plover import CONTEXTS, MODES, PLOVER_FIELDS, QUADS, SECTORS, plover_jsonl
from ifolge.ledger import Card, Entry
from ifolge.records import Actor, Attribution, Claim, Count, Participant, Source, Span

HERE = Path(__file__).parent
MANUAL: dict[str, Any] = json.loads((HERE / "data" / "plover.json").read_text(encoding="utf-8"))
CLAIM = Claim.from_json((HERE.parent / "data" / "claim.json").read_bytes())
CARD = Card(doc_id=CLAIM.doc_id, doc=CLAIM.doc, lang=CLAIM.lang)
SPAN = Span(start=5, end=8, text="xxx")
ARMY = Actor(id="SY:army", name="Military Forces of Syria", kind="state_military", country="SY", external={"wikidata": "Q1"})
IS = Actor(id="islamic-state", name="Islamic State", kind="non_state_armed", country="SY")
UN = Actor(id="un", name="United Nations", kind="international_organisation", country="US")
SPOKESMAN = Actor(id="p", name="A B", kind="person", affiliation=ARMY)


def one_of(values: list[str]) -> dict[str, Any]:
    return {"type": "array", "maxItems": 1, "items": {"enum": values}}


def schema() -> dict[str, Any]:
    """What the manual says of a record, and of ours that no other name is used but those that the documentation marks as ours."""
    ours = [name for name, field in PLOVER_FIELDS.items() if field.description.endswith("(ours)")]
    text, number, bound = {"type": ["string", "null"]}, {"type": ["number", "null"]}, {"type": ["integer", "null"], "minimum": 0}
    actor = {
        "type": "object",
        "propertyNames": {"enum": MANUAL["actor"]},
        "properties": {
            "code": {"anyOf": [{"enum": [None, *MANUAL["actorCodes"]]}, {"type": "string", "pattern": "^[A-Z]{3}$"}]},
            "sector": {"enum": [None, *MANUAL["sectors"]]},
            "identifier_id": text,
        },
    }
    day = {"type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    place = {
        "type": ["object", "null"],
        "propertyNames": {"enum": [*MANUAL["event_loc"], "admin1_name", "admin2_name", "where_prec"]},
        "properties": {"latitude": number, "longitude": number, "cc3": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}, "geonameid": bound},
    }
    categories = [category for quad in MANUAL["quads"].values() for category in quad]
    modes = sorted({mode for listed in MANUAL["modes"].values() for mode in listed})
    return {
        "type": "object",
        "required": MANUAL["required"],
        "propertyNames": {"enum": [*MANUAL["fields"], *ours]},
        "properties": {
            "id": {"type": "string", "minLength": 1},
            "has_event": {"type": "boolean"},
            "date": day,
            "enddate": day,
            "source": {"type": "array", "items": actor},
            "recipient": {"type": "array", "items": actor},
            "event": one_of(categories),
            "mode": one_of(modes),
            "context": {"type": "array", "items": {"enum": MANUAL["contexts"]}},
            "quad_code": {"enum": [1, 2, 3, 4, None]},
            "event_loc": place,
            "text_info": {"type": "object", "propertyNames": {"enum": MANUAL["text_info"]}},
            "cite_info": {"type": "object", "propertyNames": {"enum": MANUAL["cite_info"]}},
            **dict.fromkeys(("dead", "injured", "size"), bound),
        },
    }


def records(*claims: Claim) -> list[dict[str, Any]]:
    entries = [Entry(claim, CARD, "unreviewed", (), None, datetime(2026, 1, 1, tzinfo=UTC)) for claim in claims]
    return [json.loads(line) for line in plover_jsonl(entries)]


def record(stance: str = "states", **changes: object) -> dict[str, Any]:
    attribution = Attribution.model_validate({"stance": stance, "sources": [Source(span=SPAN, kind="party", actor=UN)]})
    people = {"agents": (Participant(mention=SPAN, actor=ARMY),), "targets": (Participant(mention=SPAN, actor=IS),)}
    (found,) = records(CLAIM.model_copy(update={"modality": "asserted", "attribution": attribution, **people, **changes}))
    return found


def coded(**changes: Any) -> tuple[list[str], list[str], list[str]]:
    found = record(**changes)
    return found["event"], found["mode"], found["context"]


def names(people: list[dict[str, Any]]) -> list[str]:
    return [actor["identifier_text"] for actor in people]


@pytest.mark.parametrize("which", ["entries", "edge_entries"])
def test_every_line_keeps_to_the_manual(which: str, request: pytest.FixtureRequest) -> None:
    validator = Draft202012Validator(schema())
    lines = "".join(plover_jsonl(request.getfixturevalue(which))).splitlines()
    assert len(lines) > 100
    for line in lines:
        found = json.loads(line)
        validator.validate(found)
        assert list(found) == list(PLOVER_FIELDS)
        assert found["has_event"] == bool(found["event"])
        assert found["quad_code"] == next((int(quad) for quad, of in MANUAL["quads"].items() if found["event"] and found["event"][0] in of), None)
        assert all(mode in MANUAL["modes"][found["event"][0]] for mode in found["mode"])


def test_a_name_that_plover_does_not_have_would_be_found() -> None:
    assert not Draft202012Validator(schema()).is_valid({**record(), "target": []})


def test_our_tables_hold_nothing_that_the_manual_does_not() -> None:
    assert {quad: sorted(c for c, q in QUADS.items() if str(q) == quad) for quad in "1234"} == {
        quad: sorted(of) for quad, of in MANUAL["quads"].items()
    }
    assert all(modes <= set(MANUAL["modes"][category]) for category, modes in MODES.items())
    assert set(SECTORS.values()) <= set(MANUAL["sectors"])
    assert set(CONTEXTS.values()) <= set(MANUAL["contexts"])
    assert all(category in QUADS for kind in event_types().values() for category in kind.plover_events)


def test_every_affirmed_claim_has_a_line(entries: tuple[Entry, ...]) -> None:
    written = {json.loads(line)["id"] for line in plover_jsonl(entries)}
    assert {e.claim.claim_id for e in entries if e.claim.polarity == "affirmed"} <= written


@pytest.mark.parametrize(
    ("changes", "coding"),
    [
        ({}, (["ASSAULT"], ["aerial"], [])),
        ({"type": "chemical_attack"}, (["ASSAULT"], ["unconventional"], ["cbrn"])),
        ({"modality": "possible"}, (["ASSAULT"], ["aerial"], [])),
        ({"modality": "hypothetical"}, (["ASSAULT"], ["aerial"], ["hypothetical"])),
        ({"modality": "planned"}, (["THREATEN"], ["violence"], [])),
        ({"modality": "planned", "type": "territorial_change"}, (["THREATEN"], ["territory"], [])),
        ({"modality": "planned", "type": "aid"}, (["AGREE"], [], ["humanitarian"])),
        ({"modality": "planned", "type": "negotiation"}, (["CONSULT"], [], ["future"])),
        ({"modality": "demanded"}, (["REQUEST"], [], [])),
        ({"type": "statement"}, ([], [], [])),
        ({"type": "statement", "modality": "planned"}, (["THREATEN"], [], [])),
        ({"type": "statement", "modality": "demanded"}, (["REQUEST"], [], [])),
        ({"type": "statement", "stance": "accuses"}, (["ACCUSE"], ["allege"], [])),
        ({"type": "statement", "polarity": "denied"}, (["REJECT"], [], [])),
        ({"polarity": "denied", "stance": "denies"}, (["REJECT"], [], [])),
        ({"type": "negotiation", "polarity": "denied"}, (["REJECT"], ["meet"], [])),
        ({"type": "killing"}, (["ASSAULT"], [], [])),
    ],
)
def test_category_mode_and_context(changes: dict[str, Any], coding: tuple[list[str], list[str], list[str]]) -> None:
    assert coded(**changes) == coding


def test_what_did_not_happen_is_no_record() -> None:
    assert records(CLAIM.model_copy(update={"polarity": "denied"})) == []


@pytest.mark.parametrize(
    ("changes", "source", "recipient"),
    [
        ({}, [ARMY.name], [IS.name]),
        ({"type": "armed_clash"}, [ARMY.name, IS.name], []),
        ({"modality": "demanded"}, [UN.name], [ARMY.name]),
        ({"type": "violation"}, [UN.name], [ARMY.name]),
        ({"polarity": "denied", "stance": "denies", "agents": ()}, [UN.name], [IS.name]),
        ({"agents": (), "targets": ()}, [], []),
    ],
)
def test_who_does_it_to_whom(changes: dict[str, Any], source: list[str], recipient: list[str]) -> None:
    found = record(**changes)
    assert (names(found["source"]), names(found["recipient"])) == (source, recipient)
    assert names(found["said_by"]) == [UN.name]


def test_codes_of_actors() -> None:
    people = tuple(Participant(mention=SPAN, actor=actor) for actor in (ARMY, IS, UN, SPOKESMAN, None))
    found = record(agents=people)["source"]
    assert [(actor["code"], actor["sector"]) for actor in found] == [("SYR", "MIL"), ("SYR", "REB"), ("IGO", None), ("SYR", "MIL"), (None, None)]
    assert [actor["identifier_id"] for actor in found] == ["Q1", "islamic-state", "un", "p", None]


def test_numbers_are_best_with_their_bounds() -> None:
    counts = [
        Count(effect=effect, low=5, best=best, high=high, span=SPAN)
        for effect, best, high in (("killed", 5, None), ("injured", None, 9), ("killed_or_injured", 7, 7))
    ]
    found = record(counts=tuple(counts))
    assert [found[name] for name in ("dead", "dead_low", "dead_high", "injured", "injured_high", "size")] == [5, 5, None, None, 9, 7]


def test_a_ledger_of_hashes_gives_no_words(edge_entries: tuple[Entry, ...]) -> None:
    lines = list(plover_jsonl(edge_entries))
    assert "█" not in "".join(lines)
    bare = json.loads(lines[-1])
    assert bare["text"] is None
    assert bare["event_text"] == []
