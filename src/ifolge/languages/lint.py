"""What can be checked of a language pack: every table there, every word inflected, no row twice, no form with two meanings, nothing that the other packs
have and this one lacks. ``ifolge lint-pack`` tells all of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ifolge import codebook
from ifolge.errors import Issue, fail, issue
from ifolge.languages import LANGUAGES, Folder, Row, cells, scan_table, shipped
from ifolge.languages.tables import TABLES

VERB_FORMS = ("active", "participle", "passive")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a table is held to.

    ``key``: columns that no two rows share (all, where empty). ``words``: columns of lower-case words. ``inflected``: columns that hold the whole paradigm
    of the lemma. ``meaning``: columns that say what the ``forms`` mean, ``many`` where a form may have several meanings (the first is preferred).
    ``covered``: columns whose values every pack should have that all the others have.
    """

    key: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    inflected: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    meaning: tuple[str, ...] = ()
    many: bool = False
    covered: tuple[str, ...] = ()


NOUN = ("lemma", "forms")
VERB = ("lemma", *VERB_FORMS, "with")

# Forms of modals, intents, channels and epithets are those that carry the reading, and not always the whole paradigm: nothing is inflected there.
RULES: Mapping[str, Rule] = {
    "verbs": Rule(("lemma", "type", "with", "needs"), VERB, VERB_FORMS, covered=("type", "frame", "effect")),
    "nouns": Rule(("lemma", "type"), NOUN, ("forms",), ("forms",), ("type", "frame", "effect"), many=True, covered=("type", "frame", "effect")),
    "modifiers": Rule(("stem",), ("stem", "adjective"), (), ("adjective",), ("type",), covered=("type",)),
    "weapons": Rule(("lemma",), NOUN, ("forms",), ("forms",), ("type",), many=True, covered=("type",)),
    "tolls": Rule(("form",), ("form",), covered=("effect", "kind")),
    "kinds": Rule(("lemma",), NOUN, ("forms",), ("forms",), ("english", "sort", "who"), many=True, covered=("english", "sort", "who")),
    "reporting": Rule(("lemma", "class", "with"), VERB, VERB_FORMS, covered=("class",)),
    "according": Rule(("cue",), ("cue",), covered=("side",)),
    "hearsay": Rule(("cue", "kind"), ("cue",), covered=("modality", "kind")),
    "hedges": Rule(("form", "kind"), ("form",), covered=("modality", "kind")),
    "modals": Rule(("lemma",), NOUN, (), ("forms",), ("perfect", "plain", "stative"), covered=("perfect", "plain", "stative")),
    "intents": Rule((), NOUN, (), ("forms",), ("modality", "polarity"), covered=("modality", "polarity")),
    "conditions": Rule(("form",), ("form",)),
    "negation": Rule(("form",), ("form",), covered=("kind",)),
    "roles": Rule(("lemma", "kind"), NOUN, ("forms",), ("forms",), ("kind", "english"), many=True, covered=("kind", "english")),
    "channels": Rule(("lemma",), ("forms",), (), ("forms",), ("english",), covered=("english",)),
    "prepositions": Rule(("form",), ("form",), covered=("roles",)),
    "pronouns": Rule((), ("form",), covered=("person", "number", "animacy", "possessive")),
    "connectives": Rule(("form", "class"), ("form",), covered=("class",)),
    "auxiliaries": Rule(("form", "kind"), ("form",), covered=("kind",)),
    "structure": Rule(("pattern",), covered=("kind",)),
    "themes": Rule(("stem",), ("stem",), covered=("theme",)),
    "accounts": Rule(("lemma",), NOUN, ("forms",), ("forms",), ("kind",), covered=("kind",)),
    "traits": Rule(("name",)),
    "paradigms": Rule(("table", "ending"), ("ending",), covered=("table",)),
    "places": Rule((), ("forms",), covered=("class", "value")),
    "datelines": Rule((), (), covered=("kind",)),
    "times": Rule((), ("forms",), covered=("class",)),
    "numbers": Rule((), ("forms",), covered=("class",)),
    "demonyms": Rule(("code",), covered=("code",)),
    "epithets": Rule(("lemma", "kind", "scope"), ("forms",), covered=("scope",)),
}


def _is_pattern(value: str) -> bool:
    try:
        re.compile(value)
    except re.error:
        return False
    return True


VALUES: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "type": ("an event type of the codebook", lambda value: value in codebook.event_types()),
    "effect": ("an effect of the codebook", lambda value: value in codebook.values("effect")),
    "who": ("a 'who' of the codebook", lambda value: value in codebook.values("who")),
    "pattern": ("a regular expression", _is_pattern),
    "least": ("a number", str.isdecimal),
}
"""Columns whose values are known elsewhere: what a value must be, in words and as a test."""


@dataclass
class Linted:
    """One pack as it was read: its rows with their lines, table by table, and what was wrong so far."""

    lang: str
    folder: Folder
    rows: dict[str, list[tuple[int, Row]]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def tell(self, code: str, table: str = "", line: int | None = None, **values: object) -> None:
        """Note something that is wrong."""
        where = f"{self.folder.name}/{table}.tsv" if table else self.folder.name
        self.issues.append(issue(code, where=where, line=line, lang=self.lang, table=table, **values))

    def values(self, table: str, column: str) -> set[str]:
        """Values of a column; of a column that may hold several, each."""
        closed = next(c.values for c in TABLES[table].columns if c.name == column)
        return {v for _, row in self.rows[table] for v in (row[column].split() if closed else [row[column]]) if v}


def lint(langs: Sequence[str] = (), *, folder: Path | None = None) -> dict[str, list[Issue]]:
    """All that is wrong with the packs of some languages, language by language, in the order of their tables.

    :param langs: BCP 47 tags; all that there are where empty.
    :param folder: a folder with a folder of tables for each language, instead of the packs that ship. What a pack lacks that all others have is told by
        these packs, and by those that ship where a language is not among them.
    :raises IfolgeError: IF202 where there is no pack of a language, IF212 where the folder holds none.
    """
    folders = _folders(langs, folder)
    packs = {lang: _read(lang, folders.get(lang) or shipped(lang)) for lang in dict.fromkeys((*folders, *LANGUAGES))}
    for lang in folders:
        _lint(packs[lang], others=[packs[other] for other in LANGUAGES if other != lang])
    return {lang: packs[lang].issues for lang in folders}


def _lint(pack: Linted, *, others: Sequence[Linted]) -> None:
    for table, rule in RULES.items():
        _lint_rows(pack, table, rule)
        _lint_values(pack, table, rule)
        _lint_paradigms(pack, table, rule)
        _lint_meanings(pack, table, rule)
        _lint_coverage(pack, table, rule, others)
    if missing := set(codebook.event_types()) - pack.values("verbs", "type") - pack.values("nouns", "type"):
        pack.tell("IF209", types=", ".join(sorted(missing)))


def _folders(langs: Sequence[str], folder: Path | None) -> dict[str, Folder]:
    """The packs to check."""
    if folder is None:
        there = {lang: shipped(lang) for lang in LANGUAGES}
    else:
        there = {path.parent.name: Folder(path.parent, str(path.parent)) for path in sorted(folder.glob("*/*.tsv"))}
    if not there:
        raise fail("IF212", where=str(folder), known=", ".join(LANGUAGES))
    for lang in langs:
        if lang not in there:
            raise fail("IF202", where=str(folder or "languages"), lang=lang, detail=f"no such pack; there are {', '.join(there)}")
    return {lang: there[lang] for lang in langs or there}


def _read(lang: str, folder: Folder) -> Linted:
    """A pack with what is wrong with the shape of its tables."""
    pack = Linted(lang, folder)
    for table in TABLES:
        pack.rows[table] = []
        for line, found in scan_table(folder, table, lang=lang):
            if isinstance(found, Issue):
                pack.issues.append(found)
            else:
                pack.rows[table].append((line, found))
    return pack


def _lint_rows(pack: Linted, table: str, rule: Rule) -> None:
    """No row twice."""
    key = rule.key or tuple(c.name for c in TABLES[table].columns)
    first: dict[tuple[str, ...], int] = {}
    for line, row in pack.rows[table]:
        values = tuple(row[column] for column in key)
        if first.setdefault(values, line) != line:
            pack.tell("IF204", table, line, what=" ".join(filter(None, values)), first=first[values])


def _lint_values(pack: Linted, table: str, rule: Rule) -> None:
    """Words lower-case and composed, values of open columns known."""
    for line, row in pack.rows[table]:
        for column, value in row.items():
            if expected := _expected(column, value, rule):
                pack.tell("IF205", table, line, column=column, value=value, expected=expected)


def _expected(column: str, value: str, rule: Rule) -> str | None:
    """What a value should be and is not."""
    if not unicodedata.is_normalized("NFC", value):
        return "in Unicode normal form C"
    if column in rule.words and value != value.lower():
        return "lower case"
    words, fits = VALUES.get(column, ("", bool))
    return words if value and not fits(value) else None


def _lint_paradigms(pack: Linted, table: str, rule: Rule) -> None:
    """Every lemma among its forms, and of these as many as its kind has."""
    if not rule.inflected:
        return
    kinds = {row["ending"]: int(row["least"]) for _, row in pack.rows["paradigms"] if row["table"] == table and row["least"].isdecimal()}
    if "" not in kinds:
        pack.tell("IF213", "paradigms", of=table)
    for line, row in pack.rows[table]:
        lemma, forms = row["lemma"], _forms(row, rule.inflected)
        if lemma not in forms:
            pack.tell("IF206", table, line, lemma=lemma)
        kind = max((ending for ending in kinds if lemma.endswith(ending)), key=len, default="")
        if len(forms) < (least := kinds.get(kind, 1)):
            pack.tell("IF207", table, line, lemma=lemma, found=len(forms), least=least)


def _lint_meanings(pack: Linted, table: str, rule: Rule) -> None:
    """No form under two rows that mean different things."""
    if not rule.meaning:
        return
    seen: dict[str, tuple[int, tuple[str, ...]]] = {}
    for line, row in pack.rows[table]:
        meaning = tuple(row[column] for column in rule.meaning)
        clashes: dict[int, list[str]] = defaultdict(list)
        for form in sorted(_forms(row, rule.forms)):
            first, other = seen.setdefault(form, (line, meaning))
            if other != meaning:
                clashes[first].append(form)
        for first, forms in clashes.items():
            pack.tell("IF210" if rule.many else "IF208", table, line, forms=", ".join(forms), first=first)


def _lint_coverage(pack: Linted, table: str, rule: Rule, others: Sequence[Linted]) -> None:
    """What all other packs have. A table that could not be read has had its message."""
    for column in rule.covered if pack.rows[table] else ():
        common = set.intersection(*(other.values(table, column) for other in others))
        if missing := common - pack.values(table, column):
            pack.tell("IF211", table, column=column, values=", ".join(sorted(missing)))


def _forms(row: Row, columns: Sequence[str]) -> set[str]:
    return {form for column in columns for form in cells(row, column)}
