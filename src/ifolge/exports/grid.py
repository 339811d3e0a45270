"""PRIO-GRID: the cells of half a degree that UCDP and others count events in."""

from __future__ import annotations

import math

CELL_DEGREES = 0.5
ROWS, COLUMNS = 360, 720


def priogrid_gid(lat: float, lon: float) -> int:
    """The number of the cell that a point lies in: from 1 at the south-western corner of the world, eastwards, row by row northwards, to 259200.

    :param lat: decimal degrees; the North Pole lies in the last row.
    :param lon: decimal degrees; 180 is the eastern edge of the last column.
    """
    row = min(math.floor((lat + 90) / CELL_DEGREES), ROWS - 1)
    column = min(math.floor((lon + 180) / CELL_DEGREES), COLUMNS - 1)
    return row * COLUMNS + column + 1
