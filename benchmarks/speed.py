"""How fast, how large, how soon: ``make bench``.

Our example articles are multiplied into a folder of distinct articles and read by the command line, as a user would. Start-up is measured apart,
on one article, so that the rate is that of the articles alone. One process; the machine's load shows in the figures, so compare runs on one
machine only.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
MAXRSS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=200, help="how many articles to read (default: %(default)s)")
    wanted = options.parse_args().articles
    with tempfile.TemporaryDirectory() as scratch:
        one, many = Path(scratch, "one"), Path(scratch, "many")
        multiply(one, 1)
        characters = multiply(many, wanted)
        start = extract(one)
        seconds = max(extract(many) - start, 1e-9)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MAXRSS_PER_MB
    print(f"first article   {start:8.2f} s  start-up included")
    print(f"articles        {wanted / seconds:8.1f} a second  ({wanted} articles, {characters:,} characters, {seconds:.1f} s)")
    print(f"peak memory     {memory:8.0f} MB")


def multiply(folder: Path, wanted: int) -> int:
    """Write so many distinct articles into a folder; the number of their characters."""
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    characters = 0
    for i in range(wanted):
        text = texts[i % len(texts)] + f"\n({i})\n"
        Path(folder, f"{i:06}.txt").write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


def extract(folder: Path) -> float:
    """Seconds that the command line needs for a folder."""
    began = time.perf_counter()
    program = [sys.executable, "-c", "from ifolge.cli import app; app()"]
    subprocess.run([*program, "extract", str(folder), "--format", "jsonl"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
