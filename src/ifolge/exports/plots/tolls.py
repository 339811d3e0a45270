"""Tolls over time by source: for every source that named a number of killed, its figures, each at the days that it is told for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ifolge.exports.plots.canvas import BLUE, FAINT, OTHERS, PAPER, most_frequent, nearest, nothing, settle, sheet, style
from ifolge.ledger import Entry
from ifolge.records import Count, Time
from ifolge.wording import plural

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

TITLE = "Killed, as claimed, over time and by source"
CAPTION = (
    "Each mark is one claim's number of killed, not an event. Vertical line: its lowest to highest number. Horizontal line: the days that it can have been. "
    "Point: its best number. Arrow: a bound left open (“at least”, “up to”). Sources are those nearest the fact; their numbers are never added."
)
MOST_SOURCES = 7
"""Panels of their own; the other sources share one."""
PANEL = 1.05
LINEAR_UP_TO = 60
"""The highest number that is drawn on an even scale; above it the scale is logarithmic."""
HELD_TRUE = ("asserted", "probable", "possible")
ONE_DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Toll:
    """One number of killed and its days; at least one of the bounds is known. ``until`` is the day after the last."""

    source: str
    since: date
    until: date
    low: int | None
    best: int | None
    high: int | None

    @property
    def level(self) -> int:
        """Where the horizontal line lies."""
        return next(n for n in (self.best, self.low, self.high, 0) if n is not None)

    @property
    def ends(self) -> tuple[int, int]:
        """Beginning and end of the interval as matplotlib counts days."""
        return (self.since - EPOCH).days, (self.until - EPOCH).days

    @property
    def middle(self) -> float:
        return sum(self.ends) / 2


def tolls_over_time(entries: Iterable[Entry]) -> Figure:
    """The plot. Figures that a source denies, plans or only supposes are left out, parts of a toll too; the caption says how many had no day.

    Raises ``IfolgeError`` IF809 where matplotlib is missing.
    """
    tolls: list[Toll] = []
    undated = 0
    for entry in entries:
        for count in killed(entry):
            days = interval(entry.claim.time)
            if days:
                tolls.append(Toll(nearest(entry), *days, count.low, count.best, count.high))
            else:
                undated += 1
    left_out = f" Not drawn: {plural(undated, 'figure')} without a day." if undated else ""
    with style():
        return drawn(tolls, CAPTION + left_out) if tolls else nothing(TITLE, "No claim here gives a number of killed and a day." + left_out)


def killed(entry: Entry) -> Iterator[Count]:
    """The whole numbers of killed that a claim holds true."""
    claim = entry.claim
    if claim.polarity == "affirmed" and claim.modality in HELD_TRUE:
        for count in claim.counts:
            told = (count.low, count.high) != (None, None)
            if count.effect == "killed" and count.subset_of is None and count.certainty in HELD_TRUE and told:
                yield count


def interval(time: Time | None) -> tuple[date, date] | None:
    """First day and day after the last, where they are known."""
    if time is None or time.earliest is None or time.latest is None:
        return None
    return time.earliest, min(time.latest, date.max - ONE_DAY) + ONE_DAY


def drawn(tolls: list[Toll], caption: str) -> Figure:
    """One panel a source, with the same scales in all."""
    tolls = sorted(tolls, key=lambda t: (t.ends, t.level, t.source))
    named = most_frequent((toll.source for toll in tolls), MOST_SOURCES)
    panels = {name: [t for t in tolls if t.source == name] for name in named}
    rest = [t for t in tolls if t.source not in panels]
    if rest:
        panels[f"{OTHERS} ({len({t.source for t in rest})})"] = rest
    top = max(n for t in tolls for n in (t.low, t.best, t.high) if n is not None)
    scale = "" if top <= LINEAR_UP_TO else " The scale of numbers is logarithmic."
    figure = sheet(TITLE, caption + scale, height=0.5 + PANEL * len(panels) + (0.5 if len(panels) == 1 else 0))
    axes = figure.subplots(len(panels), sharex=True, sharey=True, squeeze=False)[:, 0]
    for ax, (name, shown) in zip(axes, panels.items(), strict=True):
        ax.set_title(f"{name} · {plural(len(shown), 'figure')}", loc="left", size=8.5, pad=3)
        ax.grid(axis="both", color="#e4e4e4", linewidth=0.6)
        ax.set_axisbelow(True)
        mark(ax, shown)
    count_axis(axes[0], top)
    time_axis(axes[-1], tolls)
    figure.supylabel("killed, as claimed", size=8.5, color=FAINT)
    return settle(figure)


def mark(ax: Axes, tolls: list[Toll]) -> None:
    """The figures of one panel: ranges, intervals, best numbers, open bounds."""
    line: dict[str, Any] = {"color": BLUE, "linewidth": 1.6, "alpha": 0.75}
    ax.hlines([t.level for t in tolls], [t.ends[0] for t in tolls], [t.ends[1] for t in tolls], **line)
    ranges = [(t.middle, t.low, t.high) for t in tolls if t.low is not None and t.high is not None]
    ax.vlines([x for x, *_ in ranges], [low for _, low, _ in ranges], [high for *_, high in ranges], **line)
    for marker, points in (
        (arrow(1), [(t.middle, t.low) for t in tolls if t.low is not None and t.high is None]),
        (arrow(-1), [(t.middle, t.high) for t in tolls if t.high is not None and t.low is None]),
    ):
        ax.plot(*across(points), linestyle="none", marker=marker, markersize=26, color=BLUE, fillstyle="none", markeredgewidth=1.3)
    best = [(t.middle, t.best) for t in tolls if t.best is not None]
    ax.plot(*across(best), linestyle="none", marker="o", markersize=4.5, color=BLUE, markeredgecolor=PAPER, markeredgewidth=0.6)


def across(points: list[tuple[float, int]]) -> tuple[list[float], list[int]]:
    """Points as two lists."""
    return [x for x, _ in points], [y for _, y in points]


def arrow(way: int) -> Path:
    """An arrow from a point upwards (1) or downwards (-1), half as long as the size of the marker."""
    from matplotlib.path import Path

    tip, head = way * 0.5, way * 0.34
    move, line = Path.MOVETO, Path.LINETO
    return Path([(0, 0), (0, tip), (-0.1, head), (0, tip), (0.1, head)], [move, line, move, line, line])


def count_axis(ax: Axes, top: int) -> None:
    """Whole numbers from a little below nought, with room for an arrow above."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

    if top <= LINEAR_UP_TO:
        ax.set_ylim(-0.12 * max(top, 1), 1.45 * max(top, 1))
        ax.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        return
    ax.set_yscale("symlog", linthresh=1, linscale=0.5)
    ax.set_ylim(-0.4, top * 6)
    decades = [0, *(10**n for n in range(len(str(top)) + 1))]
    ax.yaxis.set_major_locator(FixedLocator(decades[:: 1 if len(decades) < 5 else 2]))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(FuncFormatter(lambda n, _: f"{n:,.0f}".replace(",", " ")))


def time_axis(ax: Axes, tolls: list[Toll]) -> None:
    """From the first day to the last with some room; ISO days on an axis too short for months."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    first, last = min(t.ends[0] for t in tolls), max(t.ends[1] for t in tolls)
    room = max(2, (last - first) / 25)
    ax.set_xlim(max((date.min - EPOCH).days, first - room), min((date.max - EPOCH).days, last + room))
    locator = AutoDateLocator(minticks=3, maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
