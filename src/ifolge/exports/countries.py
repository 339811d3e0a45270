"""Countries as other schemes number and name them (``countries.csv``; its origin is told in the README beside it)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Country:
    """Codes of ISO 3166-1, our English name, and what UCDP has: its name, its Gleditsch–Ward number, region, and the actor id of its government."""

    iso2: str
    iso3: str | None
    iso_numeric: int | None
    name: str
    ucdp_name: str | None
    gwno: int | None
    ucdp_region: str | None
    ucdp_actor: int | None


@cache
def countries() -> Mapping[str, Country]:
    """All countries by ISO 3166-1 alpha-2 code."""
    lines = files(__package__).joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    return MappingProxyType({row["iso2"]: _country(row) for row in csv.DictReader(lines)})


def _country(row: dict[str, str]) -> Country:
    return Country(
        iso2=row["iso2"],
        iso3=row["iso3"] or None,
        iso_numeric=_number(row["iso_numeric"]),
        name=row["name"],
        ucdp_name=row["ucdp_name"] or None,
        gwno=_number(row["gwno"]),
        ucdp_region=row["ucdp_region"] or None,
        ucdp_actor=_number(row["ucdp_actor"]),
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def country_of(code: str | None) -> Country | None:
    """The country of an ISO code; ``None`` for none or for one that the table does not have."""
    return countries().get(code) if code else None
