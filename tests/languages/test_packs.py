"""Every language pack that ships has every table, well formed: no duplicates, whole paradigms, every event type, lower case and NFC."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ifolge.errors import IfolgeError
from ifolge.languages import LANGUAGES, OWN, pack, read_table, shipped
from ifolge.languages.lint import lint
from ifolge.languages.tables import TABLES

SHORTEST_PARADIGM = 3
KINDS_LACKING = 0.005
"""Share of kinds that a language may lack: no word of its own, or only one that means much else besides."""
INFLECTED = tuple(lang for lang in LANGUAGES if lang != "en")  # English mass nouns have a single form


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Packs are kept once read; a test that sets ``IFOLGE_PACKS`` reads them anew, and leaves none behind."""
    pack.cache_clear()
    yield
    pack.cache_clear()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_table_parses_and_is_not_empty(lang: str, name: str) -> None:
    assert pack(lang).table(name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lint_finds_no_error(lang: str) -> None:
    assert [str(found) for found in lint([lang])[lang] if found.severity == "error"] == []


@pytest.mark.parametrize(("name", "langs"), [("verbs", LANGUAGES), ("reporting", LANGUAGES), ("nouns", INFLECTED)])
def test_packs_ask_for_whole_paradigms(name: str, langs: tuple[str, ...]) -> None:
    least = {lang: {row["ending"]: int(row["least"]) for row in pack(lang).table("paradigms") if row["table"] == name} for lang in langs}
    assert [lang for lang in langs if least[lang][""] < SHORTEST_PARADIGM] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_verbs_have_paradigms(lang: str) -> None:
    rows = pack(lang).table("verbs")
    assert [row["lemma"] for row in rows if len(f"{row['active']} {row['participle']} {row['passive']}".split()) < SHORTEST_PARADIGM] == []


def kinds(lang: str) -> set[str]:
    return {row["english"] for row in pack(lang).table("kinds")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_kinds_that_two_packs_know_are_in_all(lang: str) -> None:
    known = Counter(kind for one in LANGUAGES for kind in kinds(one))
    shared = {kind for kind, packs in known.items() if packs > 1}
    assert len(shared - kinds(lang)) < KINDS_LACKING * len(shared), sorted(shared - kinds(lang))


def test_a_kind_has_one_label() -> None:
    plain = {re.sub(r"[ '-]", "", kind.lower()) for kind in set().union(*map(kinds, LANGUAGES))}
    assert len(plain) == len(set().union(*map(kinds, LANGUAGES)))


def test_nynorsk_nouns_drop_an_unstressed_e_before_an_ending() -> None:
    rows = [row for row in pack("nn").table("kinds") if row["lemma"].endswith("e") and not row["lemma"].endswith("tre")]
    wrong = [
        form for row in rows for form in row["forms"].split() if form.removesuffix("s") in {f"{row['lemma']}{end}" for end in ("a", "ar", "ane")}
    ]
    assert len(rows) > 100
    assert wrong == []


def test_a_pack_that_ships_has_no_edition() -> None:
    assert {pack(lang).edition for lang in LANGUAGES} == {""}


def test_own_pack_stands_for_that_language_and_is_told_by_its_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWN, str(tmp_path))
    for name in TABLES:
        table = shipped("nn").path.joinpath(f"{name}.tsv").read_bytes()
        (tmp_path / "nn").mkdir(exist_ok=True)
        (tmp_path / "nn" / f"{name}.tsv").write_bytes(table)
    same = pack("nn")
    assert same.edition.startswith("nn.")
    assert pack("nb").edition == ""
    with (tmp_path / "nn" / "negation.tsv").open("a", encoding="utf-8") as file:
        file.write("slett ikkje\tadverb\n")
    pack.cache_clear()
    assert pack("nn").table("negation")[-1]["form"] == "slett ikkje"
    assert pack("nn").edition != same.edition


def test_own_packs_are_never_passed_over_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWN, str(tmp_path / "nb"))
    with pytest.raises(IfolgeError, match="IF212"):
        read_table("nb", "verbs")
    monkeypatch.setenv(OWN, str(tmp_path))
    (tmp_path / "nb").mkdir()
    with pytest.raises(IfolgeError, match="IF201"):
        read_table("nb", "verbs")
