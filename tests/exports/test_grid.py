from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ifolge.exports.grid import COLUMNS, ROWS, priogrid_gid

HALF_A_CELL = 0.25 + 1e-9  # floating point moves a point on an edge by less than a tenth of a millimetre


def centre(gid: int) -> tuple[float, float]:
    row, column = divmod(gid - 1, 720)
    return -89.75 + row / 2, -179.75 + column / 2


def test_every_centre_lies_in_its_cell() -> None:
    assert [priogrid_gid(*centre(gid)) for gid in range(1, ROWS * COLUMNS + 1)] == list(range(1, 259200 + 1))


def test_published_corners_and_cells() -> None:
    assert priogrid_gid(-89.75, -179.75) == 1
    assert priogrid_gid(89.75, 179.75) == 259200
    assert priogrid_gid(90, 180) == 259200
    assert priogrid_gid(15.3547, 44.2067) == 151649  # Sana'a


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_lies_within_its_cell(lat: float, lon: float) -> None:
    middle_lat, middle_lon = centre(priogrid_gid(lat, lon))
    assert abs(lat - middle_lat) <= HALF_A_CELL
    assert abs(lon - middle_lon) <= HALF_A_CELL
