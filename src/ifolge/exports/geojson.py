"""A ledger as GeoJSON (RFC 7946): a feature a claim, with the precision of its place beside the point.

A point says more than most articles do: that of a province is its middle. Every feature therefore has ``where_prec``, what it means in words, and
a radius in km where one follows from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ifolge.codebook import values
from ifolge.exports.columns import COLUMNS
from ifolge.ledger import Entry
from ifolge.records import Place
from ifolge.writing import AS_TEXT, Column, T, Value

DECIMALS = 6
"""Of a coordinate: a tenth of a metre, far finer than any article."""

RADIUS_KM: dict[int, int] = {1: 0, 2: 25}
"""How far from the point the place can be, by ``where_prec`` (UCDP GED codebook, 2.2); the other precisions name areas of any size."""

PRECISION_COLUMNS: tuple[Column[Place | None], ...] = (
    Column("where_meaning", "string", "what `where_prec` means", lambda place: values("where_prec")[str(place.precision)] if place else None),
    Column(
        "uncertainty_km",
        "integer",
        "how far from the point the event can have been: 0 at the place itself, 25 near it; empty where the place is an area, of whatever size",
        lambda place: RADIUS_KM.get(place.precision) if place else None,
    ),
)
"""What GeoJSON tells beyond the flat form."""


def geojson(entries: Iterable[Entry]) -> Iterator[str]:
    """A ``FeatureCollection``, a feature a line; the geometry is null where the claim has no coordinates."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    before = '{"type":"FeatureCollection","features":[\n'
    for entry in entries:
        yield before + encode(feature(entry))
        before = ",\n"
    yield before + "]}\n" if before.startswith("{") else "\n]}\n"


def feature(entry: Entry) -> dict[str, Any]:
    """One claim as a feature; its id is the claim's, its properties are the flat form and the precision of the place."""
    place = entry.claim.place
    properties = {column.name: _property(column, entry) for column in COLUMNS}
    properties |= {column.name: column.value(place) for column in PRECISION_COLUMNS}
    return {"type": "Feature", "id": entry.claim.claim_id, "geometry": _point(place), "properties": properties}


def _property(column: Column[T], record: T) -> Value:
    """The value as JSON has it; days and moments as CSV writes them."""
    value = column.value(record)
    return AS_TEXT[column.datatype](value) if isinstance(value, date) else value


def _point(place: Place | None) -> dict[str, Any] | None:
    """Longitude first, as GeoJSON wants it; no ``crs``, which is WGS 84 by definition."""
    if place is None or place.lon is None or place.lat is None:
        return None
    return {"type": "Point", "coordinates": [round(place.lon, DECIMALS), round(place.lat, DECIMALS)]}
