from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.codebook import values
from ifolge.exports.plots.map import FLATTEST, NARROWEST, SHAPES, TALLEST, claims_on_map, extent, outline, overlap, stretch, visible
from ifolge.ledger import Entry
from ifolge.records import Place, Span

SPAN = Span.of("x", 0, 1)
POINTS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1)


def test_every_precision_has_a_shape_of_its_own() -> None:
    assert {str(code) for code in SHAPES} == set(values("where_prec"))
    assert len({(shape.marker, shape.filled) for shape in SHAPES.values()}) == len(SHAPES)
    assert [code for code, shape in SHAPES.items() if shape.filled] == [1]


def test_outline_is_small_and_lies_on_the_earth(root: Path) -> None:
    folder = root / "src" / "ifolge" / "exports" / "plots"
    assert (folder / "outline.json").stat().st_size <= 400_000
    assert "public domain" in (folder / "README-outline.md").read_text(encoding="utf-8")
    lines = outline()
    readme = (folder / "README-outline.md").read_text(encoding="utf-8")
    assert f"{len(lines['coasts']):,} coasts, {len(lines['borders']):,} borders" in readme
    assert all(-180.01 <= x <= 180.01 and -90 <= y <= 90 for kind in lines.values() for line in kind for x, y in line)


@pytest.mark.parametrize(("kind", "lon", "lat"), [("coasts", 10.6, 57.75), ("borders", 11.4, 59.1), ("coasts", 42.95, 14.8)])
def test_outline_passes_where_coasts_and_borders_are(kind: str, lon: float, lat: float) -> None:
    assert min(abs(x - lon) + abs(y - lat) for line in outline()[kind] for x, y in line) < 0.3


@given(POINTS)
def test_map_holds_every_point_and_has_a_shape_to_look_at(points: list[tuple[float, float]]) -> None:
    west, east, south, north = extent(points)
    assert all(west < x < east and south < y < north for x, y in points)
    assert north - south >= NARROWEST
    assert FLATTEST * 0.9 <= (north - south) * stretch(south, north) / (east - west) <= TALLEST * 1.1


def test_only_the_visible_part_of_a_line_is_drawn() -> None:
    line = [(float(x), 0.0) for x in range(-10, 11)]
    assert list(visible(line, (-2, 2, -1, 1))) == [line[7:14]]
    assert list(visible(line, (20, 30, -1, 1))) == []


def test_places_are_counted_and_those_without_coordinates_told(variant: Callable[..., Entry]) -> None:
    here = Place(span=SPAN, name="Aleppo", country="SY", lat=36.2, lon=37.1, precision=1)
    near = here.model_copy(update={"precision": 2})
    nowhere = here.model_copy(update={"lat": None, "lon": None})
    figure = claims_on_map(variant(place=place) for place in (here, here, near, nowhere, None))
    told = " ".join(text.get_text().replace("\n", " ") for text in figure.texts)
    assert "Not drawn: 2 claims without a place on a map." in told
    assert "say nothing about whom a territory belongs to" in told
    [ax] = figure.axes
    assert [text.get_text() for text in ax.texts] == ["Aleppo"]
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["the place itself", "near it (25 km)"]


def test_labels_cover_no_other_label(variant: Callable[..., Entry]) -> None:
    crowd = [Place(span=SPAN, name=f"Sted {n}", lat=36 + n % 7 / 5, lon=37 + n % 11 / 5, precision=1 + n % 7) for n in range(60)]
    figure = claims_on_map(variant(place=place) for place in crowd)
    figure.draw_without_rendering()
    boxes = [(b.x0, b.x1, b.y0, b.y1) for b in (text.get_window_extent() for text in figure.axes[0].texts)]
    assert boxes
    assert not any(overlap(a, b) for n, a in enumerate(boxes) for b in boxes[:n])
