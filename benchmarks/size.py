"""How much disk the default install takes: ifolge and every distribution that it needs, extras left out."""

from __future__ import annotations

from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

MB = 1024 * 1024


def install_sizes() -> dict[str, float]:
    """MB of each distribution that the default install brings, the largest first."""
    sizes: dict[str, float] = {}
    todo = ["ifolge"]
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name in sizes:
            continue
        found = distribution(name)
        sizes[name] = (package_size() if name == "ifolge" else files_size(found)) / MB
        needed = (Requirement(line) for line in found.requires or ())
        todo += [r.name for r in needed if r.marker is None or r.marker.evaluate({"extra": ""})]
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def files_size(found: Distribution) -> int:
    """Bytes of the files that a distribution's record lists; compiled caches left out."""
    paths = (Path(str(f.locate())) for f in found.files or () if f.suffix != ".pyc")
    return sum(p.stat().st_size for p in paths if p.is_file())


def package_size() -> int:
    """Bytes of our own package: where it is installed editable, its record does not list it."""
    import ifolge

    files = Path(ifolge.__file__).parent.rglob("*")
    return sum(p.stat().st_size for p in files if p.is_file() and p.suffix != ".pyc")
