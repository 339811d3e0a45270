"""Three plots of a ledger, to PNG or SVG without a display: tolls over time by source, a map of claims, claims by source and type.

Each plot is a function from entries to a ``matplotlib`` figure; ``svg`` and ``png`` turn a figure into text or bytes, the same for the same entries.
A plot counts or ranges what sources said: claims are not events, and nothing is added over sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from ifolge.exports.plots.canvas import png, svg
from ifolge.exports.plots.grid import claims_by_source_and_type
from ifolge.exports.plots.map import claims_on_map
from ifolge.exports.plots.tolls import tolls_over_time
from ifolge.ledger import Entry

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PLOTS", "claims_by_source_and_type", "claims_on_map", "png", "svg", "tolls_over_time"]

PLOTS: MappingProxyType[str, Callable[[Iterable[Entry]], Figure]] = MappingProxyType(
    {"tolls": tolls_over_time, "map": claims_on_map, "sources": claims_by_source_and_type}
)
"""Every plot by name, in the order of the report. Each raises ``IfolgeError`` IF809 where matplotlib is missing."""
