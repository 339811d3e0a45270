"""What all plots share: one style, a title above and a caption below, names of sources, and figures as SVG or PNG."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ifolge.errors import fail
from ifolge.ledger import Entry
from ifolge.wording import actor_name, harmless

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 8.0
"""Inches, of every plot."""
DPI = 150
LINE = 0.17
"""Inches from one line of a caption to the next."""
CAPTION_COLUMNS = 140
LONGEST_NAME = 40
INK, FAINT, PAPER = "#222222", "#666666", "white"
BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9"
"""Okabe and Ito's colours, told apart with every kind of colour vision."""

STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same picture on every machine
    "font.size": 9,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.hashsalt": "ifolge",
}
OTHERS = "other sources"


@contextmanager
def style() -> Iterator[None]:
    """Our own style while a figure is made or saved, whatever the user's configuration of matplotlib says.

    Raises ``IfolgeError`` IF809 where matplotlib is missing.
    """
    try:
        import matplotlib
    except ImportError as error:
        raise fail("IF809", where="plots", package="matplotlib", what="plots", install="'ifolge[plots]'") from error
    with warnings.catch_warnings(), matplotlib.rc_context():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # a name in another script is drawn as boxes
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)  # type: ignore[arg-type]  # its keys are literals
        yield


def sheet(title: str, caption: str, *, height: float) -> Figure:
    """An empty figure with a title and a caption; ``height`` in inches is that of the room between them. To be called within ``style``."""
    from matplotlib.figure import Figure

    lines = wrap(caption, CAPTION_COLUMNS)
    above, below = 0.45, LINE * len(lines) + 0.2
    whole = above + height + below
    figure = Figure(figsize=(WIDTH, whole), layout="constrained")
    figure.get_layout_engine().set(rect=(0.01, below / whole, 0.98, height / whole))  # type: ignore[union-attr, call-arg]
    figure.set_label(title)
    figure.text(0.015, 1 - 0.15 / whole, title, ha="left", va="top", size=12, weight="bold")
    figure.text(0.015, 0.1 / whole, "\n".join(lines), ha="left", va="bottom", size=7.5, color=FAINT, linespacing=1.35)
    return figure


def settle(figure: Figure) -> Figure:
    """Lay a finished figure out for good, at round numbers: the solver's last digits are not the same in every process."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for ax in figure.axes:
        ax.set_position([round(number, 3) for number in ax.get_position(original=True).bounds])  # type: ignore[arg-type]
    return figure


def nothing(title: str, why: str) -> Figure:
    """A figure that says why there is nothing to be seen."""
    figure = sheet(title, "", height=1.2)
    figure.text(0.5, 0.4, why, ha="center", va="center", color=FAINT)
    return figure


def svg(figure: Figure) -> str:
    """A figure as SVG 1.1 with its title, without date and other metadata: the same entries give the same text."""
    return _saved(figure, "svg", {"Title": str(figure.get_label())} | dict.fromkeys(("Creator", "Date", "Format", "Type"))).decode("utf-8")


def png(figure: Figure) -> bytes:
    """A figure as PNG, 1200 pixels wide."""
    return _saved(figure, "png", {"Software": None})


def _saved(figure: Figure, form: str, metadata: Mapping[str, str | None]) -> bytes:
    stream = BytesIO()
    with style():
        figure.savefig(stream, format=form, dpi=DPI, metadata=metadata)
    return stream.getvalue()


def nearest(entry: Entry) -> str:
    """The source nearest the fact; the publisher, or the article itself, where no source is named. Never longer than a label may be."""
    attribution = entry.claim.attribution
    for source in attribution.sources:
        return short(actor_name(source.actor, source.span.text))
    publisher = attribution.publisher or entry.article.publisher
    return short(publisher) if publisher else "the article itself"


def short(name: str) -> str:
    """A name that fits beside an axis."""
    name = harmless(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def most_frequent(names: Iterable[str], most: int) -> list[str]:
    """The names, most frequent first, then by letter; at most so many."""
    counted = Counter(names)
    return sorted(counted, key=lambda name: (-counted[name], name))[:most]
