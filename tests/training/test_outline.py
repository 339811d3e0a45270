from __future__ import annotations

import json

from training.outline import OUT, UNIT, outline

# Two squares that share a side: a coast around each, a border between them.
TOPOLOGY = {
    "transform": {"scale": [UNIT, UNIT], "translate": [0, 0]},
    "arcs": [[[10, 0], [0, 5], [0, 5]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]], [[0, -90], [9, 0]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "1", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "2", "arcs": [[[-1, 2]]]},
                {"type": "Polygon", "id": "010", "arcs": [[3]]},
            ]
        }
    },
}


def test_arcs_of_one_country_are_coasts_and_of_two_borders() -> None:
    drawn = outline(TOPOLOGY)
    assert drawn["borders"] == [[10, 0, 0, 10]]  # the point on the way is gone
    assert drawn["coasts"] == [[10, 10, -10, 0, 0, -10, 10, 0], [10, 10, 10, 0, 0, -10, -10, 0]]


def test_the_date_line_is_no_coast() -> None:
    edge = round(180 / UNIT)
    arc = [[edge - 5, 0], [5, 1], [0, 8], [-5, 1]]
    drawn = outline(TOPOLOGY | {"arcs": [*TOPOLOGY["arcs"][:1], arc, *TOPOLOGY["arcs"][2:]]})  # type: ignore[index]
    assert drawn["coasts"][:2] == [[edge - 5, 0, 5, 1], [edge, 9, -5, 1]]


def test_a_leap_across_the_date_line_is_no_coast() -> None:
    edge = round(180 / UNIT)
    arc = [[edge - 5, 0], [3, 1], [-2 * edge + 7, 2], [4, 3]]
    drawn = outline(TOPOLOGY | {"arcs": [*TOPOLOGY["arcs"][:1], arc, *TOPOLOGY["arcs"][2:]]})  # type: ignore[index]
    assert drawn["coasts"][:2] == [[edge - 5, 0, 3, 1], [-edge + 5, 3, 4, 3]]


def test_the_outline_that_ships_has_no_line_across_the_map() -> None:
    shipped = json.loads(OUT.read_text(encoding="utf-8"))
    assert max(abs(step) for kind in ("coasts", "borders") for line in shipped[kind] for step in line[2::2]) * UNIT < 180
