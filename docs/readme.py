"""Write the worked example of README.md anew, from the real output of the command line: ``python docs/readme.py`` (``make docs`` does it too).

``tests/test_readme.py`` fails when the README shows anything else.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "examples/nb_binnish.txt"
WIDTH = "120"


def parts() -> dict[str, str]:
    """What stands between the markers of the README: the article, and its claims as the command line shows them."""
    article = (ROOT / EXAMPLE).read_text(encoding="utf-8").strip()
    run = subprocess.run(
        [sys.executable, "-m", "ifolge", "extract", EXAMPLE, "--format", "table"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )
    table = "\n".join(line.rstrip() for line in run.stdout.decode("utf-8").strip().splitlines())
    quoted = "\n".join(f"> {line}".rstrip() for line in article.splitlines())
    return {"article": quoted, "claims": f"```console\n$ ifolge extract {EXAMPLE}\n{table}\n```"}


def filled(readme: str) -> str:
    """The README with its example as it should be."""
    for name, text in parts().items():
        readme = re.sub(
            rf"(<!-- {name}: written by docs/[a-z]+\.py -->\n).*?(<!-- /{name} -->)",
            lambda m, t=text: m[1] + t + "\n" + m[2],
            readme,
            flags=re.DOTALL,
        )
    return readme


if __name__ == "__main__":
    target = ROOT / "README.md"
    target.write_text(filled(target.read_text(encoding="utf-8")), encoding="utf-8")
