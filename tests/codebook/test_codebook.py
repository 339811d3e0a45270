"""The codebook says what the records allow, value for value, and what the language packs use."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from ifolge import codebook, records
from ifolge.languages import LANGUAGES, pack
from ifolge.languages.tables import TABLES

CLOSED = {
    "polarity": records.Polarity,
    "modality": records.Modality,
    "mode": records.Mode,
    "stance": records.Stance,
    "source_kind": records.SourceKind,
    "actor_kind": records.ActorKind,
    "published_origin": records.DateOrigin,
    "published_precision": records.DatePrecision,
    "incident_status": records.IncidentStatus,
    "verdict": records.JudgementVerdict,
    "via_kind": records.Via.model_fields["kind"].annotation,
    "contradiction_slot": records.Contradiction.model_fields["slot"].annotation,
}
PRECISIONS = {"date_prec": records.Time, "where_prec": records.Place}
OPEN = {"effect", "who"}


def literals() -> set[Any]:
    """Every closed vocabulary that a field of a record refers to."""
    found, todo = set(), [field.annotation for record in records.Record.__subclasses__() for field in record.model_fields.values()]
    while todo:
        annotation = todo.pop()
        if str(annotation).startswith("typing.Literal"):
            found.add(annotation)
        else:
            todo.extend(get_args(annotation))
    return found


@pytest.mark.parametrize("field", CLOSED)
def test_values_are_those_of_the_records(field: str) -> None:
    assert list(codebook.values(field)) == list(get_args(CLOSED[field]))


def test_every_closed_vocabulary_of_the_records_is_in_the_codebook() -> None:
    assert literals() - {records.Lang} == set(CLOSED.values())


@pytest.mark.parametrize("field", PRECISIONS)
def test_precision_codes_are_the_bounds_of_the_records(field: str) -> None:
    schema = PRECISIONS[field].model_json_schema()["properties"]["precision"]
    integer = schema if "minimum" in schema else schema["anyOf"][0]
    assert [int(code) for code in codebook.values(field)] == list(range(integer["minimum"], integer["maximum"] + 1))


def test_every_vocabulary_is_one_of_those_checked() -> None:
    assert set(codebook.FIELDS) == {*CLOSED, *PRECISIONS, *OPEN}


def test_every_value_has_a_definition() -> None:
    assert all(meaning for field in codebook.FIELDS for meaning in codebook.values(field).values())
    assert all(t.definition for t in codebook.event_types().values())


def test_values_of_an_unknown_field_raise() -> None:
    with pytest.raises(KeyError):
        codebook.values("mood")


def test_event_types_are_grouped_and_crosswalked() -> None:
    types = codebook.event_types()
    assert len(types) == 30
    assert {t.group for t in types.values()} == {"violence", "control", "dealings", "speech"}
    assert all(t.acled_event and all(t.acled_sub_events) and all(t.plover_events) for t in types.values())
    assert all(1 <= int(root) <= 20 for t in types.values() for root in t.cameo_roots)
    assert {t.slug for t in types.values() if t.ucdp_violence} <= {slug for slug in types if codebook.group_of(slug) == "violence"}


def test_event_types_divided_elsewhere_keep_all_parts() -> None:
    assert len(codebook.event_types()["territorial_change"].acled_sub_events) == 3
    assert codebook.event_types()["statement"].cameo_roots == ("10", "12", "13", "11", "05")


def test_group_of_an_unknown_type_raises() -> None:
    with pytest.raises(KeyError):
        codebook.group_of("earthquake")


def test_count_readings_are_ordered_and_open_where_the_text_is() -> None:
    readings = {text: r for r in codebook.count_readings() for text in r.texts}
    assert (readings["minst to sivile"].low, readings["minst to sivile"].best, readings["minst to sivile"].high) == (2, 2, None)
    assert (readings["inntil 30"].low, readings["inntil 30"].high) == (None, 30)
    assert readings["rundt 400"].approximate
    for r in readings.values():
        known = [n for n in (r.low, r.best, r.high) if n is not None]
        assert known == sorted(known)


def packed(column: str) -> set[tuple[str, str]]:
    """Values of a column, wherever a table of a language pack has it, with the place where they stand."""
    return {
        (row[column], f"{lang}/{name}")
        for lang in LANGUAGES
        for name, table in TABLES.items()
        if any(c.name == column for c in table.columns)
        for row in pack(lang).table(name)
        if row[column]
    }


@pytest.mark.parametrize("field", sorted(OPEN))
def test_language_packs_use_documented_values_only(field: str) -> None:
    assert {(value, where) for value, where in packed(field) if value not in codebook.values(field)} == set()


def test_language_packs_use_known_event_types_only() -> None:
    assert {(value, where) for value, where in packed("type") if value not in codebook.event_types()} == set()
