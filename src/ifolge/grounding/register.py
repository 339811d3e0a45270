"""The actor register: who can act in the ledger, read from ``ifolge/data/actors/*.csv`` and from a user's own file on top.

A row gives a stable id, the usual English name, the kind, the countries, the years of activity, ids in other registers, aliases by language, acronyms (matched with
their case), the parent and tags (``jihadist``, ``kurdish`` …). Organs of a state are made by rule: ``SY:military-forces`` is "Military Forces of Syria". No persons.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import cast, get_args

from ifolge.errors import IfolgeError, Issue, issue
from ifolge.languages import LANGUAGES
from ifolge.records import Actor, ActorKind

PARTS = ("armed.csv", "organisations.csv", "media.csv", "states.csv", "ucdp.csv")
COLUMNS = (
    "id",
    "name",
    "kind",
    "country",
    "active_from",
    "active_to",
    "ucdp",
    "wikidata",
    *(f"aliases_{lang}" for lang in LANGUAGES),
    "acronyms",
    "parent",
    "epithets",
)
KINDS = frozenset(get_args(ActorKind)) - {"person", "civilians"}


RANK_UCDP = len(PARTS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the register. ``countries`` are ISO 3166-1 alpha-2, the main one first; ``rank`` is the order of trust of the file it came from (0 = the user's)."""

    id: str
    name: str
    kind: ActorKind
    countries: tuple[str, ...]
    active_from: int | None
    active_to: int | None
    external: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    acronyms: tuple[str, ...]
    parent: str | None
    tags: frozenset[str]
    rank: int

    @property
    def is_state(self) -> bool:
        """Whether it is a state, or rules a territory of its own like one ("polity": Abkhazia, Somaliland)."""
        return self.id in self.countries or "polity" in self.tags

    @property
    def is_curated(self) -> bool:
        """Whether the row was written for this register or by the user, not taken from UCDP's list as it stands."""
        return self.rank < RANK_UCDP

    def active(self, year: int | None) -> bool:
        """Whether the actor existed in a year, with a year's grace after its end; true where either is unknown."""
        if year is None:
            return True
        return (self.active_from is None or self.active_from <= year) and (self.active_to is None or year <= self.active_to + 1)


@dataclass(frozen=True)
class Register:
    """All actors by id. ``issues``: rows of the user's files that could not be read, and files that are not there (IF203, by line)."""

    entries: Mapping[str, Entry]
    issues: tuple[Issue, ...] = ()

    def actor(self, actor_id: str, reason: str | None = None) -> Actor:
        """The record of a register id, or of an organ of a state (``SY:military-forces``). What belongs to a parent carries it as affiliation. Raises ``KeyError``."""
        if actor_id not in self.entries and ":" in actor_id:
            code, _, organ = actor_id.partition(":")
            return self.organ(code, ORGANS[organ][0], ORGANS[organ][1], reason)
        entry = self.entries[actor_id]
        return Actor(
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            country=entry.countries[0] if entry.countries else None,
            external=dict(entry.external),
            reason=reason,
            affiliation=self._owner(entry.parent) if entry.parent else None,
        )

    def organ(self, code: str, organ: str, kind: ActorKind, reason: str | None = None) -> Actor:
        """An organ of a state by its English name: ``organ("SY", "Police", "state_government")`` is "Police of Syria", affiliated to Syria."""
        state = self.entries[code]
        country = state.countries[0]
        owner = Actor(id=state.id, name=state.name, kind=state.kind, country=country, external=dict(state.external))
        return Actor(
            id=f"{code}:{organ.lower().replace(' ', '-')}",
            name=f"{organ} of {state.name}",
            kind=kind if state.kind == "state_government" else state.kind,
            country=country,
            affiliation=owner,
            reason=reason,
            external=dict(state.external) if organ == "Government" else {},
        )

    def _owner(self, parent: str) -> Actor:
        return self.actor(parent).model_copy(update={"affiliation": None})

    def tagged(self, tags: Iterable[str]) -> tuple[Entry, ...]:
        """Actors with one of the tags."""
        wanted = frozenset(tags)
        return tuple(e for e in self.entries.values() if wanted & e.tags)


ORGANS: Mapping[str, tuple[str, ActorKind]] = MappingProxyType(
    {
        "military-forces": ("Military Forces", "state_military"),
        "government": ("Government", "state_government"),
        "police": ("Police", "state_government"),
    }
)


def _years(cell: str, column: str) -> int | None:
    if cell and not (cell.isdigit() and len(cell) == 4):
        raise ValueError(f"{column}: {cell!r} is no year")
    return int(cell) if cell else None


def _entry(row: Mapping[str, str], rank: int) -> Entry:
    """The entry of a row. Raises ``ValueError`` that names the column."""

    def many(column: str, separator: str = ";") -> tuple[str, ...]:
        return tuple(v for part in row[column].split(separator) if (v := part.strip()))

    if not row["id"] or not row["name"]:
        raise ValueError("id and name must be given")
    if row["kind"] not in KINDS:
        raise ValueError(f"kind: {row['kind']!r} not among {', '.join(sorted(KINDS))}")
    countries = many("country", " ")
    if bad := [c for c in countries if not (len(c) == 2 and c.isalpha() and c.isupper())]:
        raise ValueError(f"country: {' '.join(bad)} is no ISO 3166-1 alpha-2 code")
    external = {column: row[column].replace(" ", ";") for column in ("ucdp", "wikidata") if row[column]}
    return Entry(
        id=row["id"],
        name=row["name"],
        kind=cast(ActorKind, row["kind"]),
        countries=countries,
        active_from=_years(row["active_from"], "active_from"),
        active_to=_years(row["active_to"], "active_to"),
        external=MappingProxyType(external),
        aliases=MappingProxyType({lang: many(f"aliases_{lang}") for lang in LANGUAGES}),
        acronyms=many("acronyms"),
        parent=row["parent"] or None,
        tags=frozenset(many("epithets")),
        rank=rank,
    )


def parse_register(text: str, *, where: str, rank: int, parents: Collection[str] | None = None) -> Iterator[Entry | Issue]:
    """Entries of a register's text in order, and an ``IF203`` issue with its line for each row that cannot be read. Columns left out are empty; id, name and kind may not be.

    ``parents``: ids that a parent can be, next to those of the text itself; any where ``None``.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    header = [h.strip() for h in reader.fieldnames or []]
    reader.fieldnames = header
    if unknown := [h for h in header if h not in COLUMNS] or [h for h in ("id", "name", "kind") if h not in header]:
        yield issue("IF203", where=where, line=1, detail=f"columns {', '.join(unknown)}: unknown or missing; there are {', '.join(COLUMNS)}")
        return
    rows = [(reader.line_num, row) for row in reader]
    own = {(row.get("id") or "").strip() for _, row in rows}
    seen: set[str] = set()
    for line, row in rows:
        try:
            if None in row:
                raise ValueError("more cells than columns")
            entry = _entry({c: (row.get(c) or "").strip() for c in COLUMNS}, rank)
            if entry.id in seen:
                raise ValueError(f"id {entry.id} stands twice")
            if entry.parent and parents is not None and not {entry.parent, entry.parent.partition(":")[0]} & {*parents, *own}:
                raise ValueError(f"parent: nobody is {entry.parent}")
            seen.add(entry.id)
            yield entry
        except ValueError as error:
            yield issue("IF203", where=where, line=line, detail=str(error))


def _read_user(path: Path, known: Collection[str]) -> Iterator[Entry | Issue]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield issue("IF203", where=str(path), detail=str(error))
        return
    yield from parse_register(text, where=str(path), rank=0, parents=known)


@lru_cache(maxsize=8)
def load_register(user_files: tuple[str, ...] = ()) -> Register:
    """The register that ships, with the users' files on top: a row with an id that is there already replaces it. What cannot be read is in ``issues``, the rest is used."""
    entries: dict[str, Entry] = {}
    folder = files("ifolge").joinpath("data", "actors")
    for rank, part in enumerate(PARTS, start=1):
        for item in parse_register(folder.joinpath(part).read_text(encoding="utf-8"), where=part, rank=rank):
            if isinstance(item, Issue):
                raise IfolgeError(item)
            entries[item.id] = item
    issues: list[Issue] = []
    for name in user_files:
        for item in list(_read_user(Path(name), entries)):
            if isinstance(item, Issue):
                issues.append(item)
            else:
                entries[item.id] = item
    return Register(MappingProxyType(entries), tuple(issues))
