"""Names for entity-swap augmentation, from the open sources of ``../shared/data`` (facts only; no text is copied)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from training.treebanks import NameBank

ACRONYMS = (
    "IS",
    "SDF",
    "YPG",
    "PKK",
    "HTS",
    "FSA",
    "SNA",
    "RSF",
    "M23",
    "ADF",
    "PLO",
    "IDF",
    "AFP",
    "SOHR",
    "FN",
    "NATO",
    "EU",
    "USA",
    "IAEA",
    "WHO",
    "UNHCR",
    "OCHA",
    "OPCW",
    "ISIL",
    "ISIS",
    "ELN",
    "FARC",
    "ETA",
    "IRA",
    "TPLF",
    "OLF",
    "JNIM",
    "MINUSMA",
    "UNIFIL",
)


def _is_plain(name: str) -> bool:
    return name.replace("-", "").isalpha() and name[:1].isupper() and 3 <= len(name) <= 16 and name.isascii()


def place_names(wof: Path, *, limit: int = 6000) -> list[str]:
    """Single-word settlement and region names of the 26 conflict countries, most populous first, as WOF spells them."""
    import pyarrow.parquet as pq

    table = pq.read_table(wof, columns=["name", "pt", "pop", "names"])
    rows = sorted(table.to_pylist(), key=lambda r: (-(r["pop"] or 0), r["name"] or ""))
    found: dict[str, None] = {}
    for row in rows:
        for name in (row["name"] or "", *_nordic(row["names"])):
            if _is_plain(name):
                found.setdefault(name)
        if len(found) >= limit:
            break
    return list(found)


def _nordic(names: str | None) -> list[str]:
    every = json.loads(names) if names else {}
    return [n for lang in ("nob", "nor", "nno", "dan", "swe") for n in every.get(lang, [])]


def organisation_names(aliases: Path) -> dict[str, list[str]]:
    """Single-word names and acronyms of armed actors and source organisations by language."""
    found: dict[str, list[str]] = {}
    with aliases.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for lang, column in (("nb", "alias_nb"), ("nn", "alias_nb"), ("da", "alias_da"), ("sv", "alias_sv")):
                found.setdefault(lang, []).extend(a for a in (row[column] or "").split(";") if a and " " not in a)
    return {lang: sorted(set(names) | set(ACRONYMS)) for lang, names in found.items()} | {"*": sorted(ACRONYMS)}


def name_bank(shared: Path) -> NameBank:
    """The bank built from the shared data folder."""
    return NameBank(
        {"LOC": {"*": place_names(shared / "data/geo/wof.parquet")}, "ORG": organisation_names(shared / "data/actors/nordic_actor_aliases_seed.tsv")}
    )
