"""Every language pack has every table, well formed: no duplicates, whole paradigms, every event type, lower case and NFC."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from ifolge import codebook
from ifolge.languages import LANGUAGES, pack
from ifolge.languages.tables import TABLES

WORDS = {
    "verbs": ("lemma", "active", "participle", "passive", "with"),
    "nouns": ("lemma", "forms"),
    "modifiers": ("stem", "adjective"),
    "weapons": ("lemma", "forms"),
    "tolls": ("form",),
    "kinds": ("lemma", "forms"),
    "reporting": ("lemma", "active", "participle", "passive", "with"),
    "according": ("cue",),
    "hearsay": ("cue",),
    "hedges": ("form",),
    "modals": ("lemma", "forms"),
    "intents": ("lemma", "forms"),
    "conditions": ("form",),
    "negation": ("form",),
    "roles": ("lemma", "forms"),
    "prepositions": ("form",),
    "pronouns": ("form",),
    "connectives": ("form",),
    "auxiliaries": ("form",),
    "themes": ("stem",),
}
KEYS = {
    "verbs": ("lemma", "type", "with"),
    "nouns": ("lemma", "type"),
    "modifiers": ("stem",),
    "weapons": ("lemma",),
    "tolls": ("form",),
    "kinds": ("lemma",),
    "reporting": ("lemma", "class", "with"),
    "according": ("cue",),
    "hedges": ("form", "kind"),
    "conditions": ("form",),
    "negation": ("form",),
    "roles": ("lemma", "kind"),
    "prepositions": ("form",),
    "connectives": ("form", "class"),
    "auxiliaries": ("form", "kind"),
    "structure": ("pattern",),
    "themes": ("stem",),
}
SHORTEST_PARADIGM = 3
INFLECTED = tuple(lang for lang in LANGUAGES if lang != "en")  # English mass nouns have a single form


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_table_parses_and_is_not_empty(lang: str, name: str) -> None:
    assert pack(lang).table(name)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", KEYS)
def test_no_row_twice(lang: str, name: str) -> None:
    rows = Counter(tuple(row[column] for column in KEYS[name]) for row in pack(lang).table(name))
    assert [key for key, n in rows.items() if n > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", WORDS)
def test_words_are_lower_case_and_composed(lang: str, name: str) -> None:
    cells = [(row[column], column) for row in pack(lang).table(name) for column in WORDS[name]]
    assert [c for c, _ in cells if c != c.lower()] == []
    assert [c for c, _ in cells if not unicodedata.is_normalized("NFC", c)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_verbs_have_paradigms(lang: str) -> None:
    rows = pack(lang).table("verbs")
    assert [row["lemma"] for row in rows if len(f"{row['active']} {row['participle']} {row['passive']}".split()) < SHORTEST_PARADIGM] == []


@pytest.mark.parametrize("lang", INFLECTED)
def test_nouns_have_paradigms(lang: str) -> None:
    assert [row["lemma"] for row in pack(lang).table("nouns") if len(row["forms"].split()) < SHORTEST_PARADIGM] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_type_has_a_trigger(lang: str) -> None:
    found = {row["type"] for name in ("verbs", "nouns") for row in pack(lang).table(name)}
    assert found == set(codebook.event_types())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["modifiers", "weapons"])
def test_types_of_attack_words_are_in_the_ontology(lang: str, name: str) -> None:
    assert {row["type"] for row in pack(lang).table(name)} <= set(codebook.event_types())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_patterns_compile(lang: str) -> None:
    for row in pack(lang).table("structure"):
        re.compile(row["pattern"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_theme_weights_are_one_to_three(lang: str) -> None:
    assert {row["weight"] for row in pack(lang).table("themes")} <= {"1", "2", "3"}
