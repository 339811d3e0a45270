"""Claims on a map, each place in the shape of its precision, over coasts and borders of Natural Earth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import cos, radians, sqrt
from typing import TYPE_CHECKING, Literal

from ifolge.exports.plots.canvas import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    SKY,
    VERMILION,
    most_frequent,
    nothing,
    settle,
    sheet,
    short,
    style,
)
from ifolge.ledger import Entry
from ifolge.wording import plural

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation

TITLE = "Where the claims are said to have happened"
CAPTION = (
    "Each mark is a place, larger for more claims; claims are not events. Only a filled circle is the place itself: every other shape stands at a point "
    "chosen for a wider area. Coasts and borders: Natural Earth, public domain, 1:50 million. They are for orientation only and say nothing about whom a "
    "territory belongs to."
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a place of one precision is drawn and named."""

    marker: str
    colour: str
    filled: bool
    name: str


SHAPES = {
    1: Shape("o", BLUE, True, "the place itself"),
    2: Shape("o", BLUE, False, "near it (25 km)"),
    3: Shape("s", GREEN, False, "district"),
    4: Shape("D", VERMILION, False, "province"),
    5: Shape("h", ORANGE, False, "line or area"),
    6: Shape("P", PURPLE, False, "country"),
    7: Shape("^", SKY, False, "sea or airspace"),
}
"""By ``where_prec``."""
NARROWEST = 6.0
"""Degrees of latitude that a map shows at least."""
TALLEST, FLATTEST = 0.9, 0.4
"""Height of a map, in its widths."""
ACROSS = 7.4
"""Inches of a map from west to east."""
FINEST = 600
"""So many points of a coast can be told apart across a map."""
MOST_LABELS = 25
OFFSETS: tuple[tuple[float, float, Literal["left", "right", "center"]], ...] = (
    (1, 0, "left"),
    (-1, 0, "right"),
    (0, 1.3, "center"),
    (0, -1.3, "center"),
)
"""Where a label may stand: steps from the mark to the right and upwards, and what of it stands there."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Spot = tuple[float, float, int, str]


@cache
def outline() -> dict[str, list[list[Point]]]:
    """Coasts and borders as lines of longitude and latitude; written by ``training/outline.py``."""
    stored = json.loads(files(__package__).joinpath("outline.json").read_text(encoding="utf-8"))
    unit = stored.pop("unit")
    return {
        kind: [list(zip((x * unit for x in accumulate(steps[::2])), (y * unit for y in accumulate(steps[1::2])), strict=True)) for steps in lines]
        for kind, lines in stored.items()
    }


def claims_on_map(entries: Iterable[Entry]) -> Figure:
    """The plot; the caption says how many claims have no place on a map. Raises ``IfolgeError`` IF809 where matplotlib is missing."""
    spots: Counter[Spot] = Counter()
    without = 0
    for entry in entries:
        place = entry.claim.place
        if place is None or place.lat is None or place.lon is None:
            without += 1
        else:
            spots[place.lon, place.lat, place.precision, short(place.name)] += 1
    left_out = f" Not drawn: {plural(without, 'claim')} without a place on a map." if without else ""
    with style():
        return drawn(spots, CAPTION + left_out) if spots else nothing(TITLE, "No claim here has a place on a map." + left_out)


def drawn(spots: Counter[Spot], caption: str) -> Figure:
    """The map, as wide as the figure and as tall as the claims need."""
    west, east, south, north = frame = extent((lon, lat) for lon, lat, *_ in spots)
    figure = sheet(TITLE, caption, height=ACROSS * (north - south) * stretch(south, north) / (east - west) + 0.6)
    ax = figure.subplots()
    ax.set_aspect(stretch(south, north))
    ax.set_xlim(west, east)
    ax.set_ylim(south, north)
    background(ax, frame)
    for precision, shape in SHAPES.items():
        marks(ax, [(spot, number) for spot, number in sorted(spots.items()) if spot[2] == precision], shape)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=len(SHAPES), frameon=False, fontsize=8, handletextpad=0.3, columnspacing=1.2, borderpad=0.2
    )
    labels(settle(figure), ax, spots)
    return figure


def extent(points: Iterable[Point]) -> Box:
    """West, east, south and north of a map that holds all points with a margin, neither too flat nor too tall."""
    lons, lats = zip(*points, strict=True)
    margin = max(NARROWEST / 2, 0.08 * max(max(lons) - min(lons), max(lats) - min(lats)))
    west, east, south, north = min(lons) - margin, max(lons) + margin, min(lats) - margin, max(lats) + margin
    shape = (north - south) * stretch(south, north) / (east - west)
    wider = (max(shape / TALLEST, 1) - 1) * (east - west) / 2
    taller = (max(FLATTEST / shape, 1) - 1) * (north - south) / 2
    return west - wider, east + wider, south - taller, north + taller


def stretch(south: float, north: float) -> float:
    """How much longer a degree of latitude is than one of longitude, halfway up the map."""
    return 1 / cos(radians(min(abs(south + north) / 2, 75)))


def background(ax: Axes, frame: Box) -> None:
    """Coasts and borders, as far and as finely as they can be seen."""
    from matplotlib.collections import LineCollection

    for kind, colour, width in (("borders", "#bdbdbd", 0.6), ("coasts", "#8c8c8c", 0.8)):
        lines = [part for line in outline()[kind] for part in visible(line, frame)]
        ax.add_collection(LineCollection(lines, colors=colour, linewidths=width, zorder=1), autolim=False)
    ax.set_facecolor("#fafafa")
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color("#bdbdbd")
    ax.tick_params(labelsize=7, color="#bdbdbd")
    ax.xaxis.set_major_formatter(lambda x, _: f"{abs(x):g}°{'W' if x < 0 else 'E'}")
    ax.yaxis.set_major_formatter(lambda y, _: f"{abs(y):g}°{'S' if y < 0 else 'N'}")


def visible(line: list[Point], frame: Box) -> Iterator[list[Point]]:
    """The parts of a line inside a frame, each with a point outside at either end, without points too near each other to be told apart."""
    west, east, south, north = frame
    near = (east - west) / FINEST
    part: list[Point] = []
    for before, point, after in zip([line[0], *line], line, [*line[1:], line[-1]], strict=False):
        if not any(west <= x <= east and south <= y <= north for x, y in (before, point, after)):
            if len(part) > 1:
                yield part
            part = []
        elif not part or after == point or abs(point[0] - part[-1][0]) + abs(point[1] - part[-1][1]) >= near:
            part.append(point)
    if len(part) > 1:
        yield part


def marks(ax: Axes, spots: list[tuple[Spot, int]], shape: Shape) -> None:
    """All places of one precision, the larger ones below."""
    if spots:
        spots.sort(key=lambda item: -item[1])
        lons, lats = [lon for (lon, *_), _ in spots], [lat for (_, lat, *_), _ in spots]
        face = shape.colour if shape.filled else "none"
        ax.scatter([], [], s=40, marker=shape.marker, facecolor=face, edgecolor=shape.colour, linewidth=1.5, label=shape.name)
        sizes = [area(number) for _, number in spots]
        ax.scatter(lons, lats, s=sizes, marker=shape.marker, facecolor=face, edgecolor=shape.colour, linewidth=1.5, alpha=0.85, zorder=3)


def area(number: int) -> float:
    """Square points of the mark of so many claims."""
    return 22 + 14 * (sqrt(number) - 1) * 2


def labels(figure: Figure, ax: Axes, spots: Counter[Spot]) -> None:
    """Names of the places with most claims, wherever they cover no other name and no other mark."""
    ax.apply_aspect()
    taken = [around(ax, spot, number) for spot, number in sorted(spots.items())]
    frame = ax.get_window_extent()
    names: dict[str, list[Spot]] = {}
    for spot in spots:
        names.setdefault(spot[3], []).append(spot)
    for name in most_frequent(spots_named(spots), MOST_LABELS):
        spot = max(names[name], key=lambda s: (spots[s], s))
        for text in tried(ax, spot, spots[spot]):
            box = text.get_window_extent()
            inside = frame.x0 < box.x0 and box.x1 < frame.x1 and frame.y0 < box.y0 and box.y1 < frame.y1
            if inside and not any(overlap((box.x0, box.x1, box.y0, box.y1), other) for other in taken):
                taken.append((box.x0, box.x1, box.y0, box.y1))
                break
            text.remove()


def spots_named(spots: Counter[Spot]) -> Iterator[str]:
    """The name of every claim's place."""
    for (*_, name), number in spots.items():
        yield from [name] * number


def around(ax: Axes, spot: Spot, number: int) -> Box:
    """The pixels of a mark: west, east, south, north."""
    x, y = ax.transData.transform(spot[:2])
    half = 0.4 * sqrt(area(number)) * ax.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
    return x - half, x + half, y - half, y + half


def tried(ax: Axes, spot: Spot, number: int) -> Iterator[Annotation]:
    """The label of a place at each side of its mark in turn."""
    away = sqrt(area(number)) / 2 + 2.5
    for right, up, side in OFFSETS:
        yield ax.annotate(
            spot[3], spot[:2], xytext=(right * away, up * away), textcoords="offset points", ha=side, va="center", size=7.5, color=INK, zorder=4,
            bbox={"facecolor": PAPER, "alpha": 0.55, "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share a point."""
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
