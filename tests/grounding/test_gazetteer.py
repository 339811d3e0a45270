"""The gazetteer file and the keys it is indexed by, and that its builder is reproducible."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.errors import IfolgeError
from ifolge.grounding.gazetteer import KINDS, Gazetteer, gazetteer
from ifolge.grounding.toponyms import bare, likeness, plain, skeletons
from training.gazetteer import trim, write
from training.gazetteer_sources import exonyms, is_latin

FAMILIES = [
    ("Baghouz", "Baghuz", "al-Baghuz"),
    ("Deir al-Zor", "Deir ez-Zor", "Dayr az Zawr", "Deir Ezzor"),
    ("Tsjernihiv", "Tjernihiv", "Chernihiv"),
    ("Hodeida", "Hudaydah", "Al Hudaydah", "Hodejda"),
    ("Avdijivka", "Avdiivka", "Avdijevka"),
    ("Hasaka", "Hassakeh", "Al Hasakah"),
    ("Khan Sheikhun", "Khan Sjeikhun", "Khān Shaykhūn"),
    ("Lashkar Gah", "Lasjkar Gah"),
    ("Qamishli", "Kamisjli"),
    ("Kharkiv", "Charkiv"),
    ("El Fasher", "El-Fasjer", "Al Fāshir"),
    ("Zaporizhzhia", "Zaporizjzja"),
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: str(f[0]))
def test_spellings_of_one_name_share_a_skeleton(family: tuple[str, ...]) -> None:
    first = family[0]
    for other in family[1:]:
        assert set(skeletons(first)) & set(skeletons(other)), other
        assert likeness(first, other) >= 0.9, other


@pytest.mark.parametrize(("one", "other"), [("Lviv", "Mykolaiv"), ("Homs", "Hama"), ("Raqqa", "Rafah"), ("Idlib", "Arbil"), ("Sudan", "Sumy")])
def test_different_names_do_not_sound_alike(one: str, other: str) -> None:
    assert not (set(skeletons(one)) & set(skeletons(other)) and likeness(one, other) >= 0.9)


@given(st.text(max_size=40))
def test_keys_accept_any_text(name: str) -> None:
    assert plain(name) == plain(name.upper()) or not name.isascii()
    assert bare(name) in plain(name) or len(bare(name)) <= len(plain(name))
    assert likeness(name, name) == 1.0


def test_ids_are_geonames_where_known() -> None:
    atlas = gazetteer()
    ids = {(e.id, e.kind) for e, score in atlas.exact("Kunduz") if e.country == "AF" and score == 1.0}
    assert {("geonames:1135689", "place"), ("geonames:1135690", "adm1")} <= ids


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Russland", "RU"),
        ("Ryssland", "RU"),
        ("Rusland", "RU"),
        ("Elfenbenskusten", "CI"),
        ("Sør-Sudan", "SS"),
        ("Hviderusland", "BY"),
        ("Jemen", "YE"),
    ],
)
def test_countries_have_nordic_names(name: str, country: str) -> None:
    assert [e.country for e, score in gazetteer().exact(name) if e.kind == "country" and score == 1.0] == [country]


def test_every_country_has_first_level_units() -> None:
    assert all(gazetteer().units(code) for code in "SY IQ YE UA PS SD SS ML AF NG CD ET MM".split())


def test_alike_stays_in_its_country() -> None:
    assert {e.country for e, _ in gazetteer().alike("Sjtsjastia", "UA")} == {"UA"}
    assert gazetteer().alike("Sjtsjastia", "ML") == ()


def test_missing_file_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(IfolgeError, match="IF401"):
        Gazetteer(tmp_path / "none.sqlite")


def test_shipped_file_is_sound_and_not_too_large() -> None:
    path = Path(str(files("ifolge").joinpath("data", "gazetteer.sqlite")))
    assert path.stat().st_size <= 60e6
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        outside = db.execute(
            "SELECT count(*) FROM places WHERE lat NOT BETWEEN -900000 AND 900000 OR lon NOT BETWEEN -1800000 AND 1800000"
        ).fetchone()
        orphans = db.execute(
            "SELECT count(*) FROM places p WHERE adm1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM places u WHERE u.id = p.adm1)"
        ).fetchone()
    assert (outside, orphans) == ((0,), (0,))


def test_our_own_table_is_well_formed() -> None:
    rows = list(exonyms())
    assert len(rows) >= 400
    assert len({(r.kind, r.cc, r.name) for r in rows}) == len(rows)
    for row in rows:
        assert row.kind in KINDS
        assert 0 <= row.prec <= 7
        assert len(row.cc) in (0, 2)
        assert row.kind == "country" or (row.lat, row.lon) != (0, 0)


def test_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for name in ("a.sqlite", "b.sqlite"):
        entries = [e for e in trim(exonyms()) if e.kind != "country"]
        for number, entry in enumerate(entries):
            entry.src = f"ifolge:{number}"
        write(entries if name == "a.sqlite" else entries[::-1], {"nb": {"bor", "sur"}}, {"hamas"}, tmp_path / name)
        built.append((tmp_path / name).read_bytes())
    assert built[0] == built[1]
    atlas = Gazetteer(tmp_path / "a.sqlite")
    assert [e.name for e, score in atlas.exact("Gazastripen") if score == 1.0] == ["Gaza Strip"]
    assert atlas.is_common("bor", "nb")
    assert atlas.is_actor("Hamas")


@pytest.mark.parametrize(
    ("name", "latin"), [("Kyiv", True), ("Київ", False), ("damasukasu", False), ("DAM", False), ("Şanlıurfa", True), ("A", False)]
)
def test_only_latin_names_are_kept(name: str, latin: bool) -> None:
    assert is_latin(name) is latin
