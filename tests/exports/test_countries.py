from __future__ import annotations

import pytest

from ifolge.exports.countries import countries, country_of
from ifolge.grounding.register import load_register

BANDS = {range(2, 200): "Americas", range(200, 400): "Europe", range(400, 630): "Africa", range(630, 700): "Middle East", range(700, 1000): "Asia"}


def test_codes_are_each_one_country() -> None:
    for name in ("iso2", "iso3", "iso_numeric", "gwno", "ucdp_actor"):
        known = [value for country in countries().values() if (value := getattr(country, name)) is not None]
        assert len(set(known)) == len(known), name
    assert all(len(c.iso2) == 2 and c.name and (c.iso3 is None or len(c.iso3) == 3) for c in countries().values())


def test_region_follows_from_the_number() -> None:
    for country in countries().values():
        assert country.ucdp_region == next((region for band, region in BANDS.items() if country.gwno in band), None)


def test_a_government_of_ucdp_has_ucdps_name() -> None:
    assert all((c.ucdp_actor is None) == (c.ucdp_name is None) for c in countries().values())


@pytest.mark.parametrize(
    ("code", "gwno"),
    [("SY", 652), ("YE", 678), ("RU", 365), ("UA", 369), ("US", 2), ("NA", 565), ("SS", 626), ("VN", 816), ("XK", None), ("PS", None)],
)
def test_numbers_of_well_known_countries(code: str, gwno: int | None) -> None:
    country = country_of(code)
    assert country is not None
    assert country.gwno == gwno


def test_what_is_no_country_is_none() -> None:
    assert country_of(None) is None
    assert country_of("AN") is None


def test_the_register_of_actors_has_the_same_ids() -> None:
    states = {entry.id: entry.external["ucdp"] for entry in load_register().entries.values() if entry.id in countries() and "ucdp" in entry.external}
    assert len(states) > 150
    assert all(str(countries()[code].ucdp_actor) == actor for code, actor in states.items())
