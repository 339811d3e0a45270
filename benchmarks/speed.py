"""How fast, how large, how soon, beside the bare parser: ``make bench``, or ``python benchmarks/speed.py --json FILE``.

Our example articles are multiplied into folders of distinct articles. Each measurement is a process of its own, with one thread, and alternates
with *bare*: a process that loads a spaCy pipeline trained on the same data and only parses the same texts. The ratio of the two is comparable between machines,
the absolute figures are not. Medians of five runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
RSS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
IMPORT = "import time; began = time.perf_counter(); import {}; print(time.perf_counter() - began)"
MEASURES = {"first_article_s": ("start to first article, s", 2), "words_per_cpu_s": ("words a CPU second", 0), "peak_mb": ("peak memory, MB", 0)}

Run = dict[str, float]


def main() -> None:
    """Measure, print a table, and write JSON where asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[10, 40, 160], metavar="N", help="numbers of articles (default: 10 40 160)")
    options.add_argument("--repeats", type=int, default=5, metavar="N", help="runs of each measurement (default: 5)")
    options.add_argument("--nlp", metavar="NAME|PATH", help="a spaCy pipeline in place of our own model, for both sides")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file too")
    options.add_argument("--measure", choices=sorted(SIDES), help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--began", type=float, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measured(SIDES[given.measure], given.folder, given.nlp, given.began)))
        return
    figures = benchmark(given.sizes, given.repeats, given.nlp)
    print(table(figures))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def benchmark(sizes: list[int], repeats: int, nlp: str | None) -> dict[str, Any]:
    """All figures: ``import_s``, ``install_mb``, and for each number of articles both sides and their ratio."""
    sys.path.insert(0, str(ROOT))
    from benchmarks.size import install_sizes

    imports = [(_import_time("ifolge"), _import_time("spacy")) for _ in range(repeats)]
    growth = []
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            folder = Path(scratch, str(size))
            multiply(folder, size)
            pairs = [(_in_process("ours", folder, nlp), _in_process("bare", folder, nlp)) for _ in range(repeats)]
            ours, bare = _medians(p[0] for p in pairs), _medians(p[1] for p in pairs)
            growth.append({"articles": size, "ours": ours, "bare": bare, "ratio": {key: ours[key] / bare[key] for key in bare}})
    installed = install_sizes()
    return {
        "import_s": {"ours": median(i[0] for i in imports), "bare": median(i[1] for i in imports)},
        "growth": growth,
        "install_mb": {"all": sum(installed.values()), "ifolge": installed["ifolge"], "largest": dict(list(installed.items())[:8])},
    }


def multiply(folder: Path, wanted: int) -> None:
    """Write so many distinct articles into a folder, our examples in turn."""
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    for i in range(wanted):
        Path(folder, f"{i:06}.txt").write_text(f"{texts[i % len(texts)]}\n({i})\n", encoding="utf-8")


def extract_first_then_rest(folder: Path, nlp: str | None) -> Iterable[str]:
    """Our side: read and extract; the texts as they are done."""
    from ifolge.extraction import Extraction, Extractor
    from ifolge.reading import read

    for result in Extractor(nlp=nlp).extract_all(read([folder])):
        if isinstance(result, Extraction):
            yield result.article.text
        elif result.severity == "error":
            raise SystemExit(str(result))


def parse_first_then_rest(folder: Path, nlp: str | None) -> Iterable[str]:
    """The bare side: a spaCy pipeline trained on the same data over the same texts, and nothing else."""
    import spacy

    pipeline = spacy.load(nlp or str(ROOT / "benchmarks" / "spacy_pipeline"))
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    yield from (pipeline(text).text for text in texts)


SIDES: dict[str, Callable[[Path, str | None], Iterable[str]]] = {"ours": extract_first_then_rest, "bare": parse_first_then_rest}


def measured(side: Callable[[Path, str | None], Iterable[str]], folder: Path, nlp: str | None, began: float) -> Run:
    """One run in this process. ``began`` is the monotonic time at which the process was asked for."""
    texts = iter(side(folder, nlp))
    next(texts)
    first = time.monotonic() - began
    cpu = time.process_time()
    words = sum(len(text.split()) for text in texts)
    cpu = time.process_time() - cpu
    return {
        "first_article_s": first,
        "words_per_cpu_s": words / cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / RSS_PER_MB,
    }


def _in_process(side: str, folder: Path, nlp: str | None) -> Run:
    command = [sys.executable, __file__, "--measure", side, "--folder", str(folder), "--began", str(time.monotonic())]
    done = subprocess.run(
        [*command, *(["--nlp", nlp] if nlp else [])], check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_THREAD}
    )
    run: Run = json.loads(done.stdout)
    return run


def _import_time(module: str) -> float:
    return float(subprocess.run([sys.executable, "-c", IMPORT.format(module)], check=True, capture_output=True, text=True).stdout)


def _medians(runs: Iterable[Run]) -> Run:
    gathered = list(runs)
    return {key: median(run[key] for run in gathered) for key in gathered[0]}


def table(figures: dict[str, Any]) -> str:
    """The figures as a person reads them."""
    lines = [f"{'':34}{'ifolge':>10}{'bare spaCy':>12}{'ratio':>8}"]

    def line(name: str, ours: float, bare: float, digits: int) -> None:
        lines.append(f"{name:34}{ours:>10.{digits}f}{bare:>12.{digits}f}{ours / bare:>8.2f}")

    line("import, s", figures["import_s"]["ours"], figures["import_s"]["bare"], 3)
    for step in figures["growth"]:
        lines.append(f"{step['articles']} articles")
        for key, (name, digits) in MEASURES.items():
            line(f"  {name}", step["ours"][key], step["bare"][key], digits)
    size = figures["install_mb"]
    lines.append(f"default install: {size['all']:.0f} MB, of which ifolge {size['ifolge']:.0f} MB")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
