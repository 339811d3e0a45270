"""GED: every column against the codes of UCDP's codebook, by frictionless; then what each row says of its claim."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from frictionless import Resource, Schema

from ifolge.exports.ged import GED_COLUMNS, ged_csv, stable_number
from ifolge.ledger import Card, Entry
from ifolge.records import Actor, Claim, Count, Participant, Span

HERE = Path(__file__).parent
SCHEMA = HERE / "data" / "ged.schema.json"
CLAIM = Claim.from_json((HERE.parent / "data" / "claim.json").read_bytes())
CARD = Card(doc_id=CLAIM.doc_id, doc=CLAIM.doc, lang=CLAIM.lang, title="Tittel", publisher="Avisa")
SYRIA = Actor(id="SY:army", name="Military Forces of Syria", kind="state_military", country="SY")
RUSSIA = Actor(id="RU", name="Russia", kind="state_government", country="RU", external={"ucdp": "57"})
IS = Actor(id="islamic-state", name="Islamic State", kind="non_state_armed", country="SY", external={"ucdp": "234"})
SDF = Actor(id="sdf", name="Syrian Democratic Forces", kind="non_state_armed", country="SY")
COALITION = Actor(id="us-led-coalition", name="US-led coalition", kind="international_coalition")
PEOPLE = Actor(id="kind:civilians", name="civilians", kind="civilians")
FIGHTERS = Actor(id="kind:fighters", name="fighters", kind="non_state_armed")
BARRACKS = Actor(id="kind:barracks", name="barracks", kind="unknown")
BALI = Actor(id="person:bali", name="Mustefa Bali", kind="person", affiliation=SDF)


def told(people: Iterable[Actor], at: int = 1000, **other: object) -> tuple[Participant, ...]:
    spans = (Span(start=at + 10 * i, end=at + 10 * i + 5, text="xxxxx") for i in range(99))
    return tuple(Participant.model_validate({"mention": span, "actor": actor, **other}) for actor, span in zip(people, spans, strict=False))


def killed(number: int | None, who: str = "unknown", at: int = 0, **other: object) -> Count:
    return Count.model_validate(
        {"effect": "killed", "who": who, "low": number, "best": number, "high": number, "span": Span(start=at, end=at + 3, text="xxx"), **other}
    )


def rows(*claims: Claim) -> list[dict[str, str]]:
    entries = [Entry(claim, CARD, "unreviewed", (), None, datetime(2026, 1, 1, tzinfo=UTC)) for claim in claims]
    return list(csv.DictReader(io.StringIO("".join(ged_csv(entries)))))


def row(agents: Sequence[Actor] = (), targets: Sequence[Actor] = (), **changes: object) -> dict[str, str]:
    (found,) = rows(CLAIM.model_copy(update={"agents": told(agents), "targets": told(targets, 2000), **changes}))
    return found


def faults(text: str) -> list[object]:
    """What frictionless has against a file by the codebook: row, column, and why."""
    report = Resource(text.encode(), format="csv", schema=Schema.from_descriptor(json.loads(SCHEMA.read_text(encoding="utf-8")))).validate()
    return list(report.flatten(["rowNumber", "fieldName", "note"]))


def test_columns_are_those_of_ged_in_their_order() -> None:
    assert list(GED_COLUMNS) == Schema.from_descriptor(json.loads(SCHEMA.read_text(encoding="utf-8"))).field_names
    assert len(GED_COLUMNS) == 49


@pytest.mark.parametrize("which", ["entries", "edge_entries"])
def test_every_cell_keeps_to_the_codebook(which: str, request: pytest.FixtureRequest) -> None:
    text = "".join(ged_csv(request.getfixturevalue(which)))
    assert faults(text) == []
    found = list(csv.DictReader(io.StringIO(text)))
    assert len(found) > 20
    for cells in found:
        assert cells["date_start"] <= cells["date_end"]
        bounds = [int(cells[name]) for name in ("low", "best", "high") if cells[name]]
        assert bounds == sorted(bounds)
        if cells["best"]:
            assert int(cells["best"]) == sum(int(cells[name] or 0) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))


def test_a_broken_code_would_be_found(entries: tuple[Entry, ...]) -> None:
    header, first, *_ = "".join(ged_csv(entries)).splitlines()
    cells = next(csv.reader([first]))
    cells[list(GED_COLUMNS).index("where_prec")] = "8"
    assert [fault[:2] for fault in faults(f"{header}\n{','.join(cells)}\n")] == [[2, "where_prec"]]


def test_a_row_says_what_the_claim_says() -> None:
    (found,) = rows(CLAIM)
    assert found["relid"] == CLAIM.claim_id
    assert found["id"] == str(0x5F0C2F9F6F1E)
    assert (found["low"], found["best"], found["high"]) == ("2", "2", "")
    assert (found["deaths_civilians"], found["deaths_unknown"], found["deaths_a"]) == ("2", "", "")
    assert (found["country"], found["country_id"], found["region"]) == ("Yemen (North Yemen)", "678", "Middle East")
    assert found["source_original"] == "Amal Nasser (Yemeni Ministry of Health)"
    assert found["source_office"] == "AFP; Avisa"
    assert (found["source_article"], found["source_headline"]) == ("Avisa, Tittel", "Tittel")
    assert (found["side_a"], found["gwnoa"], found["type_of_violence"]) == ("", "", "")  # it is only possible that Saudi Arabia did it
    assert (found["where_prec"], found["where_description"]) == ("2", "Marib")
    assert found["geom_wkt"] == f"POINT ({found['longitude']} {found['latitude']})"


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "denied"},
        *({"modality": modality} for modality in ("planned", "demanded", "hypothetical")),
        *({"type": kind} for kind in ("injury", "abduction", "territorial_change", "statement", "no_such_type")),
        {"counts": ()},
        {"counts": (killed(0),)},
        {"counts": (killed(3, effect="killed_or_injured"), killed(3, effect="injured"))},
        {"counts": (killed(3, certainty="hypothetical"),)},
    ],
)
def test_what_ucdp_could_not_count_has_no_row(change: dict[str, object]) -> None:
    assert rows(CLAIM.model_copy(update=change)) == []


@pytest.mark.parametrize("modality", ["asserted", "probable", "possible"])
def test_what_is_told_as_fact_has_one(modality: str) -> None:
    assert len(rows(CLAIM.model_copy(update={"modality": modality}))) == 1


@pytest.mark.parametrize(
    ("agents", "targets", "violence", "side_a", "side_b", "ids"),
    [
        ([SYRIA], [IS], "1", "Government of Syria", "Islamic State", ("118", "234")),
        ([IS], [SYRIA], "1", "Government of Syria", "Islamic State", ("118", "234")),
        ([RUSSIA], [SYRIA], "1", "Government of Russia (Soviet Union)", "Government of Syria", ("57", "118")),
        ([COALITION], [IS], "1", "US-led coalition", "Islamic State", ("", "234")),
        ([IS], [SDF], "2", "Islamic State", "Syrian Democratic Forces", ("234", "")),
        ([IS], [PEOPLE], "3", "Islamic State", "Civilians", ("234", "")),
        ([IS], [PEOPLE, SYRIA], "1", "Government of Syria", "Islamic State", ("118", "234")),
        ([BALI], [IS], "2", "Syrian Democratic Forces", "Islamic State", ("", "234")),
        ([SYRIA], [FIGHTERS], "1", "Government of Syria", "", ("118", "")),
        ([SYRIA], [BARRACKS], "", "Government of Syria", "", ("118", "")),
        ([], [SYRIA], "", "Government of Syria", "", ("118", "")),
        ([], [PEOPLE], "", "", "Civilians", ("", "")),
        ([IS], [IS], "", "Islamic State", "", ("234", "")),
        ([], [], "", "", "", ("", "")),
    ],
)
def test_sides_by_the_rule_of_the_codebook(
    agents: list[Actor], targets: list[Actor], violence: str, side_a: str, side_b: str, ids: tuple[str, str]
) -> None:
    found = row(agents, targets)
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (violence, side_a, side_b)
    assert (found["side_a_new_id"], found["side_b_new_id"]) == ids
    assert found["dyad_name"] == (f"{side_a} - {side_b}" if side_a and side_b else "")


def test_both_parties_of_a_clash_may_be_agents() -> None:
    assert row([IS, SYRIA], type="armed_clash")["dyad_name"] == "Government of Syria - Islamic State"
    assert row([IS, SYRIA], type="armed_attack")["side_b"] == ""


@pytest.mark.parametrize(
    ("certainty", "side"), [("asserted", "Islamic State"), ("probable", "Islamic State"), ("possible", ""), ("hypothetical", "")]
)
def test_only_those_who_are_said_to_have_taken_part_are_a_side(certainty: str, side: str) -> None:
    (found,) = rows(CLAIM.model_copy(update={"agents": told([IS], certainty=certainty)}))
    assert found["side_a"] == side


def test_deaths_go_to_the_side_that_the_text_gives_them() -> None:
    counts = (killed(4, "combatant", at=2001), killed(3, "civilian"), killed(2, "child"), killed(1, "police", side="SY:army"))
    found = row([SYRIA], [IS], counts=counts)
    assert [found[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown")] == ["1", "4", "3", "2"]
    assert (found["low"], found["best"], found["high"]) == ("10", "10", "10")


def test_an_open_number_of_one_side_leaves_best_open() -> None:
    found = row([SYRIA], [IS], counts=(killed(3, "civilian"), killed(None, low=5)))
    assert (found["deaths_civilians"], found["deaths_unknown"], found["best"], found["low"], found["high"]) == ("3", "", "", "8", "")


@pytest.mark.parametrize(("claim_id", "number"), [("clm_00000000000a", 10), ("clm_ffffffffffff", 2**48 - 1)])
def test_the_number_of_a_row_is_that_of_its_claim(claim_id: str, number: int) -> None:
    assert stable_number(claim_id) == number


def test_ids_of_others_are_numbers_too() -> None:
    numbers = [stable_number(claim_id) for claim_id in ("clm_x", "clm_1", "", "x_00000000000a")]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 2**48 for number in numbers)


def test_a_ledger_of_hashes_gives_no_words(edge_entries: tuple[Entry, ...]) -> None:
    assert any("█" in entry.claim.trigger.text for entry in edge_entries)
    assert "█" not in "".join(ged_csv(edge_entries))


def test_output_is_the_same_twice_and_starts_with_the_header(edge_entries: tuple[Entry, ...]) -> None:
    assert list(ged_csv(edge_entries)) == list(ged_csv(iter(edge_entries)))
    assert list(ged_csv([])) == [",".join(GED_COLUMNS) + "\n"]
