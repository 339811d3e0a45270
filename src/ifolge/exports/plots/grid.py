"""Claims by source and type: how many claims each source made of each type of event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ifolge.exports.plots.canvas import FAINT, INK, OTHERS, PAPER, most_frequent, nearest, nothing, settle, sheet, style
from ifolge.ledger import Entry

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Claims by source and type"
CAPTION = (
    "Number of claims, not of events: several sources can tell of one event, and one source several times. Sources are those nearest the fact; claims that "
    "were denied or only planned are counted too."
)
MOST_SOURCES = 15
MOST_TYPES = 12
OTHER_TYPES = "other types"
CELL = 0.27
"""Inches from one row to the next."""


def claims_by_source_and_type(entries: Iterable[Entry]) -> Figure:
    """The plot; the most frequent sources and types by name, the others together. Raises ``IfolgeError`` IF809 where matplotlib is missing."""
    pairs = [(nearest(entry), entry.claim.type) for entry in entries]
    with style():
        return drawn(pairs) if pairs else nothing(TITLE, "There are no claims here.")


def drawn(pairs: list[tuple[str, str]]) -> Figure:
    """A grid with a number in every cell that is not empty."""
    sources, types = most_frequent((s for s, _ in pairs), MOST_SOURCES), most_frequent((t for _, t in pairs), MOST_TYPES)
    kept = [(s if s in sources else OTHERS, t if t in types else OTHER_TYPES) for s, t in pairs]
    rows = sources + [OTHERS] * any(s == OTHERS for s, _ in kept)
    columns = types + [OTHER_TYPES] * any(t == OTHER_TYPES for _, t in kept)
    cells, by_source, by_type = Counter(kept), Counter(s for s, _ in kept), Counter(t for _, t in kept)
    other = len({s for s, _ in pairs}) - len(sources)
    figure = sheet(TITLE, CAPTION, height=1.35 + CELL * len(rows))
    ax = figure.subplots()
    most = max((n for (row, _), n in cells.items() if row != OTHERS), default=0) or max(cells.values())
    ax.imshow([[cells[row, column] for column in columns] for row in rows], cmap="Blues", vmin=0, vmax=most * 1.1, aspect="auto")
    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            if number := cells[row, column]:
                ax.text(x, y, str(number), ha="center", va="center", size=8, color=PAPER if number > most / 2 else INK)
    names = [f"{row} ({other})" if row == OTHERS else row for row in rows]
    ax.set_yticks(range(len(rows)), [f"{name} · {by_source[row]}" for name, row in zip(names, rows, strict=True)])
    ax.set_xticks(range(len(columns)), [f"{column.replace('_', ' ')} · {by_type[column]}" for column in columns], rotation=40, ha="right")
    ax.set_xlim(-0.5, max(len(columns), 4) - 0.5)
    ax.set_xticks([x + 0.5 for x in range(len(columns) - 1)], minor=True)
    ax.set_yticks([y + 0.5 for y in range(len(rows) - 1)], minor=True)
    ax.grid(which="minor", color=PAPER, linewidth=2)
    ax.tick_params(which="both", length=0, labelcolor=FAINT)
    ax.spines[:].set_visible(False)
    return settle(figure)
