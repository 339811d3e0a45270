from __future__ import annotations

import io
import json
import re
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import geopandas
import jsonschema
import pandas as pd
import pytest

from ifolge.codebook import values
from ifolge.exports.columns import COLUMNS
from ifolge.exports.geojson import geojson
from ifolge.ledger import Entry
from ifolge.records import Place, Span

# RFC 7946, sections 3 and 4, as far as a collection of points goes.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "not": {"anyOf": [{"required": [member]} for member in ("crs", "coordinates", "geometries", "geometry", "properties")]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "not": {"anyOf": [{"required": [member]} for member in ("crs", "features", "coordinates", "geometries")]},
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "anyOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "additionalProperties": False,
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                        "minItems": 2,
                                        "maxItems": 2,
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}


def features(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    return list(json.loads("".join(geojson(entries)))["features"])


@pytest.mark.parametrize("of", ["entries", "odd_entries", None])
def test_collection_is_as_the_rfc_says(of: str | None, request: pytest.FixtureRequest) -> None:
    entries = request.getfixturevalue(of) if of else ()
    collection = json.loads("".join(geojson(entries)))
    jsonschema.validate(collection, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert [feature["id"] for feature in collection["features"]] == [entry.claim.claim_id for entry in entries]


def test_schema_finds_latitude_first(odd_entries: tuple[Entry, ...]) -> None:
    collection = json.loads("".join(geojson(odd_entries)))
    point = next(f["geometry"] for f in collection["features"] if f["geometry"] and abs(f["geometry"]["coordinates"][0]) > 90)
    point["coordinates"].reverse()
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(collection, SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("of", ["entries", "odd_entries"])
def test_geopandas_finds_the_same_rows(of: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    entries: tuple[Entry, ...] = request.getfixturevalue(of)
    path = tmp_path / "claims.geojson"
    path.write_text("".join(geojson(entries)), encoding="utf-8")
    frame = geopandas.read_file(path)
    assert frame.crs == "EPSG:4326"
    assert len(frame) == len(entries)
    for column in COLUMNS:
        if column.datatype == "datetime":
            continue  # GDAL keeps milliseconds
        for found, entry in zip(frame[column.name], entries, strict=True):
            value = column.value(entry)
            assert (None if pd.isna(found) else found.date() if column.datatype == "date" else found) == value, column.name
    for point, entry in zip(frame.geometry, entries, strict=True):
        place = entry.claim.place
        assert (place is None or place.lat is None) == (point is None)
        if place and point:
            assert (point.x, point.y) == pytest.approx((place.lon, place.lat), abs=5e-7)


def test_empty_ledger_opens_as_a_map_of_nothing() -> None:
    assert len(geopandas.read_file(io.BytesIO("".join(geojson(())).encode()))) == 0


def test_coordinates_have_six_decimals_at_most(odd_entries: tuple[Entry, ...]) -> None:
    coordinates = re.findall(r'"coordinates":\[([^]]*)]', "".join(geojson(odd_entries)))
    assert "-0.123457,1e-06" in coordinates
    assert not re.search(r"\.\d{7}", " ".join(coordinates))


@pytest.mark.parametrize(("precision", "radius"), [(1, 0), (2, 25), (3, None), (4, None), (5, None), (6, None), (7, None)])
def test_precision_is_told_in_number_words_and_radius(odd_entries: tuple[Entry, ...], precision: int, radius: int | None) -> None:
    place = Place(span=Span.of("x", 0, 1), name="X", lat=1, lon=2, precision=precision)
    entry = odd_entries[0]
    (feature,) = features((Entry(entry.claim.model_copy(update={"place": place}), entry.article, "unreviewed", (), None, entry.changed_at),))
    told = feature["properties"]
    assert (told["where_prec"], told["uncertainty_km"]) == (precision, radius)
    assert told["where_meaning"] == values("where_prec")[str(precision)]


@pytest.mark.parametrize(("lat", "lon"), [(None, None), (1.0, None), (None, 1.0)])
def test_half_a_point_is_none(odd_entries: tuple[Entry, ...], lat: float | None, lon: float | None) -> None:
    place = Place(span=Span.of("x", 0, 1), name="X", lat=lat, lon=lon, precision=6)
    entry = odd_entries[0]
    (feature,) = features((Entry(entry.claim.model_copy(update={"place": place}), entry.article, "unreviewed", (), None, entry.changed_at),))
    assert feature["geometry"] is None
    assert feature["properties"]["where_prec"] == 6


def test_properties_are_typed(odd_entries: tuple[Entry, ...]) -> None:
    told = features(odd_entries)[0]["properties"]
    assert (told["killed_low"], told["killed_high"], told["source_implied"]) == (2, None, False)
    assert (told["earliest"], told["changed_at"]) == ("2021-05-26", "2026-03-03T23:30:15.123456Z")


def test_same_entries_give_the_same_text(odd_entries: tuple[Entry, ...]) -> None:
    assert "".join(geojson(odd_entries)) == "".join(geojson(iter(odd_entries)))


def test_features_come_as_entries_do(entries: tuple[Entry, ...]) -> None:
    assert len(list(islice(geojson(cycle(entries)), 1000))) == 1000
