"""The gazetteer: a read-only SQLite file of places, found by the sound of their names.

Nothing is loaded at start. ``exact`` finds the places one of whose names is the asked one but for case, diacritics, punctuation and articles;
``alike`` those of one
country whose names have the same consonants.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from ifolge.errors import fail
from ifolge.grounding.toponyms import bare, key_hash, likeness, plain, skeleton, skeletons

KINDS = ("country", "adm1", "adm2", "place", "quarter", "region", "river", "water", "site")
SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, src, name TEXT, names TEXT, others TEXT, kind INTEGER, cc TEXT,
    adm1 INTEGER, adm2 INTEGER, lat INTEGER, lon INTEGER, pop INTEGER, prec INTEGER, fame INTEGER);
CREATE TABLE keys (skeleton TEXT, hash INTEGER, place INTEGER, PRIMARY KEY (skeleton, hash, place)) WITHOUT ROWID;
CREATE TABLE countries (cc TEXT PRIMARY KEY, first INTEGER, last INTEGER) WITHOUT ROWID;
CREATE TABLE common (lang TEXT, word TEXT, PRIMARY KEY (lang, word)) WITHOUT ROWID;
CREATE TABLE actors (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
LARGE = 100_000  # people of a town that needs no preposition to be known as one
MOST = 400  # rows of one key looked at; more is a syllable, not a name


class GazetteerEntry(NamedTuple):
    """One place. ``kind`` is one of ``KINDS``; ``names`` are those of Nordic and English texts, ``others`` further Latin spellings.

    ``precision`` is the UCDP code that the place has by itself, 0 where the kind decides. ``fame`` is 2 for countries and places of our own table, 1
    where a Nordic catalogue has them. ``adm1`` and ``adm2`` are row numbers, looked up by ``Gazetteer.row``.
    """

    row: int
    id: str
    name: str
    names: tuple[str, ...]
    others: tuple[str, ...]
    kind: str
    country: str
    adm1: int | None
    adm2: int | None
    lat: float
    lon: float
    population: int
    precision: int
    fame: int

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.names, *self.others)


class Gazetteer:
    """Read-only access to a gazetteer file. Raises ``IfolgeError`` IF401 where there is none."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise fail("IF401", where=str(path), path=path)
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.row = lru_cache(maxsize=8192)(self._row)
        self.exact = lru_cache(maxsize=4096)(self._exact)
        self.alike = lru_cache(maxsize=4096)(self._alike)
        self.units = lru_cache(maxsize=64)(self._units)
        self.standing = lru_cache(maxsize=16384)(self._standing)
        self._common = lru_cache(maxsize=None)(self._read_common)

    @cached_property
    def _ranges(self) -> dict[str, tuple[int, int]]:
        return {cc: (first, last) for cc, first, last in self._db.execute("SELECT cc, first, last FROM countries")}

    def _row(self, number: int) -> GazetteerEntry:
        """The place in a row. Raises ``KeyError`` for a number that is no row."""
        found = self._db.execute("SELECT * FROM places WHERE id = ?", (number,)).fetchone()
        if found is None:
            raise KeyError(number)
        return _entry(*found)

    def _exact(self, name: str) -> tuple[tuple[GazetteerEntry, float], ...]:
        """Places with this name, each with 1.0 for a primary name, 0.97 for one but for an article, 0.93 and 0.9 for further spellings."""
        rows = self._db.execute(
            "SELECT places.* FROM keys JOIN places ON id = place WHERE skeleton = ? AND hash = ? ORDER BY place LIMIT ?",
            (skeleton(name), key_hash(name), MOST),
        )
        asked, asked_bare = plain(name), bare(name)
        entries = [_entry(*row) for row in rows]
        return tuple([(entry, score) for entry in entries if (score := 1.0 if entry.name == name else _agreement(entry, asked, asked_bare))])

    def _alike(self, name: str, country: str) -> tuple[tuple[GazetteerEntry, float], ...]:
        """Places of a country whose names have the consonants of this one, with their likeness (below 0.9)."""
        first, last = self._ranges.get(country, (1, 0))
        entries: dict[int, GazetteerEntry] = {}
        for key in skeletons(name):
            rows = self._db.execute(
                "SELECT * FROM places WHERE id IN (SELECT DISTINCT place FROM keys WHERE skeleton = ? AND place BETWEEN ? AND ? LIMIT ?)",
                (key, first, last, MOST),
            )
            entries |= {row[0]: _entry(*row) for row in rows}
        found = ((entries[r], 0.89 * max(likeness(name, s) for s in entries[r].spellings)) for r in sorted(entries))
        return tuple((entry, score) for entry, score in found if score >= 0.7)

    def country(self, code: str) -> GazetteerEntry | None:
        """The country of an ISO code."""
        first, last = self._ranges.get(code, (1, 0))
        entry = self.row(first) if first <= last else None
        return entry if entry is not None and entry.kind == "country" else None

    def _units(self, code: str) -> tuple[GazetteerEntry, ...]:
        """First-level units of a country."""
        first, last = self._ranges.get(code, (1, 0))
        rows = self._db.execute(
            "SELECT id FROM places WHERE id BETWEEN ? AND ? AND kind = ? ORDER BY id", (first, min(last, first + 1000), KINDS.index("adm1"))
        )
        return tuple(self.row(r) for (r,) in rows.fetchall())

    def is_common(self, word: str, lang: str) -> bool:
        """Whether a lower-case word that is also a place name is mostly no name in this language."""
        return word in self._common(lang)

    def is_actor(self, name: str) -> bool:
        """Whether an armed group has this name (Hamas is no genitive of Hama)."""
        return bare(name) in self._actors

    @cached_property
    def _actors(self) -> frozenset[str]:
        return frozenset(n for (n,) in self._db.execute("SELECT name FROM actors"))

    def _read_common(self, lang: str) -> frozenset[str]:
        return frozenset(w for (w,) in self._db.execute("SELECT word FROM common WHERE lang = ?", (lang,)))

    def verbatim(self, name: str) -> bool:
        """Whether a place is written just so, articles included: "Jordan er" is not "Jordan" with an Arabic article."""
        return any(score in (1.0, 0.93) for _, score in self.exact(name))

    def _standing(self, name: str) -> int:
        """How well known the best place of this name is: 3 country or atlas, 2 province, region or large town, 1 other, 0 none."""
        return max((standing(entry, score) for entry, score in self.exact(name)), default=0)


def standing(entry: GazetteerEntry, agreement: float) -> int:
    """How well known a place is under a name (``Gazetteer.standing``); further spellings count one less."""
    rank = 3 if entry.fame == 2 else 2 if entry.fame or entry.kind in ("adm1", "region", "water", "river") or entry.population >= LARGE else 1
    return rank if agreement >= 0.97 else max(rank - 1, 1)


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()


def _entry(
    row: int,
    src: int | str,
    name: str,
    names: str,
    others: str,
    kind: int,
    cc: str,
    adm1: int | None,
    adm2: int | None,
    lat: int,
    lon: int,
    population: int,
    precision: int,
    fame: int,
) -> GazetteerEntry:
    """The place of a row of the table ``places``."""
    return GazetteerEntry(
        row,
        f"geonames:{src}" if isinstance(src, int) else src,
        name,
        _split(names),
        _split(others),
        KINDS[kind],
        cc,
        adm1,
        adm2,
        lat / 10000,
        lon / 10000,
        population,
        precision,
        fame,
    )


def _agreement(entry: GazetteerEntry, asked: str, asked_bare: str) -> float:
    """How a name, ``plain`` and ``bare``, agrees with an entry's spellings: the primary ones first, letter by letter before without articles."""
    for names, exact, loose in (((entry.name, *entry.names), 1.0, 0.97), (entry.others, 0.93, 0.9)):
        if asked in map(plain, names):
            return exact
        if asked_bare in map(bare, names):
            return loose
    return 0.0


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package."""
    return Gazetteer(Path(str(files("ifolge").joinpath("data", "gazetteer.sqlite"))))


def best_by_row(found: Iterable[tuple[GazetteerEntry, float]]) -> list[tuple[GazetteerEntry, float]]:
    """One pair for each place, the higher score kept."""
    best: dict[int, tuple[GazetteerEntry, float]] = {}
    for entry, score in found:
        if entry.row not in best or best[entry.row][1] < score:
            best[entry.row] = (entry, score)
    return [best[r] for r in sorted(best)]
