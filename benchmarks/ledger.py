"""How fast a ledger fills and answers: ``make bench``, or ``python benchmarks/ledger.py --claims N … --json FILE``.

Made-up claims (``synthetic.py``) go through ``Store.store`` into a SQLite file, as many articles in a transaction as a run writes at most, in one filling (``Store.filling``),
whose indexes are made at its end; then some more, as runs add them later. *Bare* is the floor beneath it: the same JSON lines into one table of SQLite's own, without any
index. Then each of ``QUESTIONS`` is asked: how many claims, and the first hundred of them. Wall time is what a
user waits, processor time what is left of it on a machine with other things to do; of the questions the best of the repeats.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.synthetic import Variation, name_of, originals
from ifolge.extraction import Extraction
from ifolge.ledger import Filters, Store
from ifolge.ledger.running import ARTICLES_BETWEEN

JUDGED = 200
FIRST = 100
ADDED = 20_000
"""Claims that are added when the indexes stand."""
QUESTIONS: dict[str, dict[str, Any]] = {
    "one country, one year": {"countries": ("SY",), "since": date(2015, 1, 1), "until": date(2015, 12, 31)},
    "one country": {"countries": ("YE",)},
    "five countries, one month": {"countries": ("SY", "IQ", "YE", "UA", "AF"), "since": date(2015, 3, 1), "until": date(2015, 3, 31)},
    "one month": {"since": date(2004, 6, 1), "until": date(2004, 6, 30)},
    "one day": {"since": date(2011, 7, 22), "until": date(2011, 7, 22)},
    "one year, deadliest fifty": {"since": date(2009, 1, 1), "until": date(2009, 12, 31), "order": "killed", "descending": True, "limit": 50},
    "deadliest fifty of all": {"order": "killed", "descending": True, "limit": 50},
    "surest of all": {"order": "confidence", "descending": True},
    "air strikes": {"types": ("airstrike",)},
    "air strikes in one year": {"types": ("airstrike",), "since": date(2016, 1, 1), "until": date(2016, 12, 31)},
    "violence": {"types": ("violence",)},
    "violence in one month": {"types": ("violence",), "since": date(2016, 2, 1), "until": date(2016, 2, 29)},
    "violence in one country": {"types": ("violence",), "countries": ("SY",)},
    "actor by part of name": {"actors": ("houthi",)},
    "actor by id, one year": {"actors": ("islamic-state",), "since": date(2014, 1, 1), "until": date(2014, 12, 31)},
    "source by part of name": {"sources": ("observatory",)},
    "source, sure": {"sources": ("police",), "min_confidence": 0.8},
    "place by name": {"places": ("aleppo",)},
    "province by name, in time": {"places": ("idlib",), "order": "time"},
    "box": {"box": (35.0, 32.0, 42.5, 37.5)},
    "box, one year": {"box": (35.0, 32.0, 42.5, 37.5), "since": date(2012, 1, 1), "until": date(2012, 12, 31)},
    "sure": {"min_confidence": 0.9},
    "sure violence, one country, one year": {
        "min_confidence": 0.7,
        "types": ("violence",),
        "countries": ("IQ",),
        "since": date(2006, 1, 1),
        "until": date(2006, 12, 31),
    },
    "one language": {"languages": ("nn",)},
    "denied": {"polarity": "denied"},
    "planned or demanded": {"modalities": ("planned", "demanded")},
    "reviewed": {"reviewed": True},
    "rejected": {"statuses": ("rejected",)},
    "one article": {"documents": (f"{name_of(3)}.txt",)},
    "changed since the last look": {"updated_since": None, "order": "changed"},
    "everything": {},
}
"""What people ask. ``updated_since`` is filled in with the time before the judgements."""


def main() -> None:
    """Measure, print a table, and write JSON where asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N", help="sizes, growing (1e4 1e5 1e6)")
    options.add_argument("--repeats", type=int, default=5, metavar="N", help="times that each question is asked (default: 5)")
    options.add_argument("--folder", type=Path, metavar="DIR", help="where the ledger is made and kept; a temporary folder if not given")
    options.add_argument("--examples-only", action="store_true", help="vary the examples only, not the corpus: sooner begun")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file too")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        figures = benchmark(given.folder or Path(scratch), given.claims, given.repeats, originals(corpus=not given.examples_only))
    print(table(figures))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def benchmark(folder: Path, sizes: Sequence[int], repeats: int, originals: Sequence[Extraction]) -> dict[str, Any]:
    """All figures: ``loading`` for each size on the way to the last one, ``indexes`` at its end, ``later`` what was added then, ``answers`` at the last size."""
    articles = Variation(originals).articles()
    path = folder / "ledger.db"
    with Store.open(path, create=True) as store, bare(folder / "bare.db") as floor, ExitStack() as filling:
        filling.enter_context(store.filling())
        growth = [loading(store, articles, size, floor) for size in sizes]
        with Clock() as indexing:
            filling.close()
        later = loading(store, articles, store.count() + ADDED, floor)
        since = datetime.now(UTC)
        for entry in list(store.entries(Filters(limit=JUDGED, order="confidence"))):
            verdict = "reject" if entry.claim.polarity == "denied" else "accept"
            store.judge(entry.claim.claim_id, verdict, reviewer="bench", reason="measured")
        answers = {name: answered(store, asked(question, since), repeats) for name, question in QUESTIONS.items()}
    return {
        "loading": growth,
        "indexes": {"s": indexing.wall, "cpu_s": indexing.cpu},
        "whole": {
            "per_s": growth[-1]["claims"] / (indexing.wall + sum(step["s"] for step in growth)),
            "per_cpu_s": growth[-1]["claims"] / (indexing.cpu + sum(step["cpu_s"] for step in growth)),
        },
        "later": later,
        "answers": answers,
        "bytes_per_claim": path.stat().st_size / later["claims"],
    }


def asked(question: dict[str, Any], since: datetime) -> Filters:
    """The filters of a question."""
    return Filters(**question | ({"updated_since": since} if "updated_since" in question else {}))


def loading(store: Store, articles: Iterator[Extraction], size: int, floor: Callable[[Sequence[Extraction]], None]) -> dict[str, float]:
    """Fill a ledger up to a size: claims a second, of the clock's and of the processor's, beside the floor."""
    held = store.count()
    ours, bare, loaded = Clock(), Clock(), 0
    run_id = store.begin("bench", extractor="bench")
    while held + loaded < size:
        batch = list(islice(articles, ARTICLES_BETWEEN))
        with ours:
            loaded += store.store(batch, extractor="bench", run_id=run_id).claims
        with bare:
            floor(batch)
    return {
        "claims": held + loaded,
        "s": ours.wall,
        "cpu_s": ours.cpu,
        "claims_per_s": loaded / ours.wall,
        "claims_per_cpu_s": loaded / ours.cpu,
        "bare_per_s": loaded / bare.wall,
        "bare_per_cpu_s": loaded / bare.cpu,
    }


@contextmanager
def bare(path: Path) -> Iterator[Callable[[Sequence[Extraction]], None]]:
    """The floor: claims as JSON lines into a table of SQLite's own."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE claim (claim_id TEXT, record TEXT)")

    def store(batch: Sequence[Extraction]) -> None:
        connection.executemany("INSERT INTO claim VALUES (?, ?)", [(c.claim_id, c.to_json()) for one in batch for c in one.claims])
        connection.commit()

    yield store
    connection.close()


def answered(store: Store, filters: Filters, repeats: int) -> dict[str, float]:
    """How long a question takes: milliseconds to the number, and to the first hundred, the best of the repeats."""
    count, first = [], []
    for _ in range(repeats):
        with Clock() as clock:
            number = store.count(filters)
        count.append(clock)
        with Clock() as clock:
            list(islice(store.entries(filters), FIRST))
        first.append(clock)
    return {
        "claims": number,
        **{f"{name}_ms": 1000 * min(c.wall for c in clocks) for name, clocks in (("count", count), ("first", first))},
        **{f"{name}_cpu_ms": 1000 * min(c.cpu for c in clocks) for name, clocks in (("count", count), ("first", first))},
    }


class Clock:
    """Adds up wall and processor time."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def __enter__(self) -> Clock:
        self.wall -= time.perf_counter()
        self.cpu -= time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


def table(figures: dict[str, Any]) -> str:
    """The figures as a person reads them."""
    lines = [f"{'claims':>12}{'loaded a second':>18}{'a CPU second':>15}{'bare':>10}{'a CPU second':>15}"]
    for step in (*figures["loading"], figures["later"]):
        rates = (step[f"{name}_per_{unit}"] for name in ("claims", "bare") for unit in ("s", "cpu_s"))
        lines.append(f"{step['claims']:>12,}" + "".join(f"{rate:>{width},.0f}" for rate, width in zip(rates, (18, 15, 10, 15), strict=True)))
    whole, indexes = figures["whole"], figures["indexes"]
    lines.insert(
        -1, f"indexes {indexes['s']:.0f} s; all of it with its indexes {whole['per_s']:,.0f} a second, {whole['per_cpu_s']:,.0f} a CPU second; later:"
    )
    lines.append(f"{figures['bytes_per_claim']:.0f} bytes a claim")
    lines.append(f"\n{'question':40}{'claims':>10}{'number, ms':>12}{'CPU':>8}{f'first {FIRST}, ms':>16}{'CPU':>8}")
    for name, a in figures["answers"].items():
        lines.append(f"{name:40}{a['claims']:>10,}{a['count_ms']:>12.1f}{a['count_cpu_ms']:>8.1f}{a['first_ms']:>16.1f}{a['first_cpu_ms']:>8.1f}")
    for kind in ("count", "first"):
        times = [a[f"{kind}_ms"] for a in figures["answers"].values()]
        lines.append(f"{kind}: median {median(times):.1f} ms, worst {max(times):.1f} ms")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
