"""Draw the outline of the world that maps of claims lie on: ``python -m training.outline --topology countries-50m.json``.

The topology is that of the npm package ``world-atlas`` (Natural Earth, 1:50m; ``npm pack world-atlas@2.0.2``). An arc that one country has is a coast, one that
two have is a border. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

UNIT = 0.02
"""Degrees that one step of the outline stands for: 2 km, less than a line is wide."""
ANTARCTICA = "010"
OUT = Path("src/ifolge/exports/plots/outline.json")

Point = tuple[int, int]


def outline(topology: dict[str, Any]) -> dict[str, list[list[int]]]:
    """Coasts and borders: of each line the first point, then the steps from point to point, in ``UNIT`` degrees, x before y."""
    users = Counter(
        arc for country in topology["objects"]["countries"]["geometries"] if country.get("id") != ANTARCTICA for arc in set(arcs(country))
    )
    drawn: dict[str, list[list[int]]] = {"coasts": [], "borders": []}
    for number, steps in enumerate(topology["arcs"]):
        for line in parts(thinned(points(steps, topology["transform"]))) if users[number] else ():
            drawn["coasts" if users[number] == 1 else "borders"].append(stepwise(line))
    return drawn


def arcs(geometry: dict[str, Any]) -> Iterator[int]:
    """The numbers of the arcs of a geometry, whichever way they run."""

    def flat(nested: Any) -> Iterator[int]:
        if isinstance(nested, int):
            yield nested if nested >= 0 else ~nested
        else:
            for part in nested:
                yield from flat(part)

    return flat(geometry["arcs"])


def points(steps: Iterable[Point], transform: dict[str, Any]) -> Iterator[Point]:
    """The points of an arc in units of the outline."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        yield round((x * kx + dx) / UNIT), round((y * ky + dy) / UNIT)


def thinned(line: Iterable[Point]) -> list[Point]:
    """A line without repeated points and without those on the way straight on."""
    kept: list[Point] = []
    for point in line:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def straight(a: Point, b: Point, c: Point) -> bool:
    """Whether the way from a to c by b turns nowhere."""
    (ux, uy), (vx, vy) = (b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1])
    return ux * vy == uy * vx and ux * vx + uy * vy > 0


def parts(line: list[Point]) -> Iterator[list[Point]]:
    """A line without its stretches along the date line, which are no coast, and without leaps across it."""
    half = round(180 / UNIT)
    part = line[:1]
    for a, b in pairwise(line):
        if (abs(a[0]) >= half - 1 and abs(b[0]) >= half - 1) or abs(a[0] - b[0]) > half:
            yield part
            part = []
        part.append(b)
    yield part


def stepwise(line: list[Point]) -> list[int]:
    """First point and steps, one after the other."""
    return [n for (ax, ay), (bx, by) in pairwise([(0, 0), *line]) for n in (bx - ax, by - ay)]


def main() -> None:
    """Read the topology, write the outline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topology", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    wanted = parser.parse_args()
    drawn = outline(json.loads(wanted.topology.read_text(encoding="utf-8")))
    lines = {kind: [line for line in found if len(line) > 2] for kind, found in drawn.items()}
    wanted.out.write_text(json.dumps({"unit": UNIT} | lines, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
