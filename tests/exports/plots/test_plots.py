from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import matplotlib
import pytest
from lxml import etree
from matplotlib.figure import Figure

from ifolge.exports.plots import PLOTS, png, svg
from ifolge.exports.plots.canvas import DPI, LONGEST_NAME, OTHERS, WIDTH, most_frequent, nearest, short
from ifolge.ledger import Entry
from ifolge.records import Attribution, Count, Place, Source, Span, Time

SPAN = Span.of("x", 0, 1)
Variant = Callable[..., Entry]


def said_by(name: str) -> Attribution:
    return Attribution(mode="indirect", sources=(Source(span=Span.of(name, 0, len(name)), kind="monitor"),))


@pytest.fixture(scope="module")
def ledgers(entries: tuple[Entry, ...], variant: Variant) -> dict[str, tuple[Entry, ...]]:
    toll = Count(effect="killed", low=3, best=4, high=5, span=SPAN)
    day = Time(span=SPAN, earliest=date(2020, 1, 5), latest=date(2020, 1, 5))
    place = Place(span=SPAN, name="Aleppo", country="SY", lat=36.2, lon=37.1, precision=1)
    one = variant(counts=(toll,), time=day, place=place)
    plenty = (
        variant(
            claim_id=f"clm_{n}",
            attribution=said_by(f"kilde nummer {n % 200}, " + "lang " * 20),
            counts=(toll.model_copy(update={"low": n, "best": n, "high": n * 3}),),
            time=Time(span=SPAN, earliest=date(2015, 1, 1) + timedelta(n), latest=date(2015, 1, 1) + timedelta(n + n % 40)),
            place=place.model_copy(update={"lat": 33 + n % 37 / 10, "lon": 36 + n % 53 / 10, "precision": 1 + n % 7, "name": f"Sted {n}"}),
        )
        for n in range(400)
    )
    hostile = "$\\frac{1}{<b>&\x1b\n🕊"
    ends = (Place(span=SPAN, name=hostile, lat=lat, lon=lon, precision=7) for lat, lon in ((90, 180), (-90, -180), (0, 0)))
    return {
        "examples": entries,
        "none": (),
        "one": (one,),
        "no numbers, no places": (variant(counts=(), place=None, time=None),),
        "200 sources": tuple(plenty),
        "hostile": tuple(variant(counts=(toll,), time=day, place=p, attribution=said_by(hostile)) for p in ends),
        "edges of the calendar": tuple(
            variant(counts=(toll,), time=Time(span=SPAN, earliest=day, latest=day), attribution=said_by(str(day))) for day in (date.min, date.max)
        ),
    }


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize("kind", ["examples", "none", "one", "no numbers, no places", "200 sources", "hostile", "edges of the calendar"])
def test_every_plot_is_drawn_of_every_ledger_to_both_formats(kind: str, plot: str, ledgers: dict[str, tuple[Entry, ...]]) -> None:
    figure = PLOTS[plot](ledgers[kind])
    picture = etree.fromstring(svg(figure).encode())
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert "clm_" not in picture.get("id", "")
    width, height = struct.unpack(">II", png(figure)[16:24])
    assert width == WIDTH * DPI
    assert height == pytest.approx(figure.get_figheight() * DPI, abs=1)
    assert 150 < height < 2500


@pytest.mark.parametrize("plot", PLOTS)
def test_same_entries_give_the_same_bytes_in_any_order(plot: str, ledgers: dict[str, tuple[Entry, ...]]) -> None:
    few = ledgers["examples"][:60]
    first, second = (PLOTS[plot](given) for given in (few, few[::-1]))
    assert svg(first) == svg(second)
    assert png(first) == png(second)


@pytest.mark.parametrize("plot", PLOTS)
def test_drawing_leaves_no_trace_in_matplotlib(plot: str, ledgers: dict[str, tuple[Entry, ...]]) -> None:
    before = dict(matplotlib.rcParams)
    svg(PLOTS[plot](ledgers["one"]))
    assert dict(matplotlib.rcParams) == before


def texts(figure: Figure) -> str:
    return "\n".join([*(t.get_text() for t in figure.texts), *(t.get_text() for ax in figure.axes for t in (ax.title, ax._left_title))])  # type: ignore[attr-defined]


def test_without_a_display_and_without_pyplot(root: Path) -> None:
    code = "import sys\nfrom ifolge.exports.plots import PLOTS, png\nprint(*(png(plot([]))[:4] for plot in PLOTS.values()), 'matplotlib.pyplot' in sys.modules)"
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "MPLBACKEND")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment, cwd=root)
    assert done.stdout.split() == [repr(b"\x89PNG")] * len(PLOTS) + ["False"]


def test_missing_matplotlib_is_a_coded_error(root: Path) -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from ifolge.errors import IfolgeError\nfrom ifolge.exports.plots import PLOTS\n"
        "for plot in PLOTS.values():\n    try:\n        plot([])\n    except IfolgeError as error:\n        print(error.issue.code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.split() == ["IF809"] * len(PLOTS)


def test_importing_loads_no_matplotlib(root: Path) -> None:
    code = "import sys, ifolge.exports.plots, ifolge.exports.report; print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root).stdout == "False\n"


def test_a_source_is_the_one_nearest_the_fact(variant: Variant) -> None:
    assert nearest(variant(attribution=said_by("SOHR"))) == "SOHR"
    assert nearest(variant(attribution=Attribution(publisher="NTB"))) == "NTB"
    assert nearest(variant(attribution=Attribution(), card={"publisher": "DR"})) == "DR"
    assert nearest(variant(attribution=Attribution(), card={"publisher": None})) == "the article itself"


def test_names_are_cut_and_ranked() -> None:
    assert len(short("x" * 100)) == LONGEST_NAME
    assert short("a\nb") == "a b"
    assert most_frequent("b a b c a".split(), 2) == ["a", "b"]


def test_sources_beyond_the_first_share_a_panel_and_a_row(ledgers: dict[str, tuple[Entry, ...]]) -> None:
    assert f"{OTHERS} (193)" in texts(PLOTS["tolls"](ledgers["200 sources"]))
    rows = [label.get_text() for label in PLOTS["sources"](ledgers["200 sources"]).axes[0].get_yticklabels()]
    assert rows[-1].startswith(f"{OTHERS} (185)")
    assert len(rows) == 16
