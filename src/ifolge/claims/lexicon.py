"""The tables of a language pack, compiled for look-up by word form.

Everything here is derived from data; nothing knows a language. Compounds are looked up by their last part ("bilbombeangrep" → angrep), their
first part may settle the type ("bilbombe-" → bombing).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar, get_args

from ifolge.languages import Pack, Row, cells, pack
from ifolge.records import Modality, Polarity

T = TypeVar("T")
SHORTEST_HEAD = 3
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a trigger word. ``form`` tells how it stands: ``active``, ``participle``, ``passive`` or ``noun``."""

    lemma: str
    type: str
    frame: str
    effect: str
    form: str
    fixed: tuple[tuple[str, ...], ...] = ()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying as it stands in the text."""

    lemma: str
    cls: str
    form: str
    fixed: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of people or things: plain English noun, sort, and the codebook's ``who``."""

    lemma: str
    english: str
    sort: str
    who: str


@dataclass(frozen=True, slots=True)
class Intent:
    """A word that makes what it governs planned, demanded, hypothetical …"""

    lemma: str
    modality: Modality
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal verb with its readings: with a perfect infinitive, a bare infinitive, a state."""

    lemma: str
    perfect: Modality
    plain: Modality
    stative: Modality


class Forms(Generic[T]):
    """Senses by word form, with compounds found by their last part."""

    def __init__(self, exact: Mapping[str, list[T]], heads: Mapping[str, list[T]]) -> None:
        self._exact = {k: tuple(v) for k, v in exact.items()}
        self._heads = {k: tuple(v) for k, v in heads.items() if len(k) >= SHORTEST_HEAD}
        self._longest = max((len(h) for h in self._heads), default=0)

    def get(self, word: str) -> tuple[T, ...]:
        """Senses of a lower-case word form itself."""
        return self._exact.get(word, ())

    def of(self, word: str) -> tuple[tuple[T, ...], str]:
        """Senses of a word or of the longest last part of a compound, and its first part ("" for the word itself)."""
        if word in self._exact:
            return self._exact[word], ""
        for cut in range(max(2, len(word) - self._longest), len(word) - SHORTEST_HEAD + 1):
            if word[cut:] in self._heads:
                return self._heads[word[cut:]], word[:cut]
        return (), ""


def _fixed(cell: str) -> tuple[tuple[str, ...], ...]:
    """The options of a column ``with``, those of most words first."""
    return tuple(sorted((tuple(option.split()) for option in cell.split(";") if option.strip()), key=len, reverse=True))


def is_fixed_word(form: str, word: str) -> bool:
    """Whether a lower-case form is a fixed word of a table (column ``with``); one that ends in ``*`` is a stem."""
    return form.startswith(word[:-1]) if word.endswith("*") else form == word


def _collect(rows: tuple[Row, ...], make: dict[str, str] | None = None) -> list[tuple[Row, str, str]]:
    """(row, form, kind of form) for each single-word form of the rows."""
    columns = make or {"forms": "noun"}
    return [(row, form, kind) for row in rows for column, kind in columns.items() for form in cells(row, column) if " " not in form]


MODALITIES: dict[str, Modality] = {m: m for m in get_args(Modality)}
POLARITIES: dict[str, Polarity] = {p: p for p in get_args(Polarity)}


def _intent(row: Row) -> Intent:
    return Intent(row["lemma"], MODALITIES[row["modality"]], POLARITIES[row["polarity"]])


def _modal(row: Row) -> Modal:
    return Modal(row["lemma"], MODALITIES[row["perfect"]], MODALITIES[row["plain"]], MODALITIES[row["stative"]])


VERB_COLUMNS = {"active": "active", "participle": "participle", "passive": "passive"}


class Lexicon:
    """All compiled tables of one language."""

    def __init__(self, source: Pack) -> None:
        self.pack = source
        self.verbs = self._verbs()
        self.nouns = self._headed(
            "nouns", lambda r: Sense(r["lemma"], r["type"], r["frame"], r["effect"], "noun", needs=frozenset(r["needs"].split()))
        )
        self.weapons = self._headed("weapons", lambda r: r["type"])
        self.kinds = self._headed("kinds", lambda r: Kind(r["lemma"], r["english"], r["sort"], r["who"]))
        self.roles = self._headed("roles", lambda r: (r["kind"], r["english"]))
        self.modifier_stems = {r["stem"]: r["type"] for r in source.table("modifiers")}
        self.modifier_words = {w: r["type"] for r in source.table("modifiers") for w in r["adjective"].split()}
        self.tolls = {r["form"]: (r["effect"], r["kind"]) for r in source.table("tolls")}
        self.reporting = self._reporting()
        self.intents = self._plain("intents", _intent)
        self.modals = self._plain("modals", _modal)
        self.channels = {f.lower(): r["english"] for r in source.table("channels") for f in r["forms"].split()}
        self.prepositions = {r["form"]: frozenset(r["roles"].split()) for r in source.table("prepositions")}
        self.pronouns = {r["form"]: r for r in source.table("pronouns")}
        self.negation = {r["form"]: r["kind"] for r in source.table("negation")}
        self.accounts = self._plain("accounts", lambda r: r["kind"])
        self.auxiliaries = self._auxiliaries()
        self.connectives = self._connectives()

    def _verbs(self) -> dict[str, tuple[Sense, ...]]:
        found: dict[str, list[Sense]] = defaultdict(list)
        for row, form, kind in _collect(self.pack.table("verbs"), VERB_COLUMNS):
            sense = Sense(row["lemma"], row["type"], row["frame"], row["effect"], kind, _fixed(row["with"]), frozenset(row["needs"].split()))
            if sense not in found[form]:
                found[form].append(sense)
        return {k: tuple(v) for k, v in found.items()}

    def _reporting(self) -> dict[str, tuple[Report, ...]]:
        found: dict[str, list[Report]] = defaultdict(list)
        for row, form, kind in _collect(self.pack.table("reporting"), VERB_COLUMNS):
            found[form].append(Report(row["lemma"], row["class"], kind, _fixed(row["with"])))
        return {k: tuple(v) for k, v in found.items()}

    def _headed(self, table: str, make: Callable[[Row], T]) -> Forms[T]:
        exact: dict[str, list[T]] = defaultdict(list)
        heads: dict[str, list[T]] = defaultdict(list)
        for row, form, _ in _collect(self.pack.table(table)):
            value = make(row)
            exact[form].append(value)
            if row["head"] == "yes":
                heads[form].append(value)
        return Forms(exact, heads)

    def _plain(self, table: str, make: Callable[[Row], T]) -> dict[str, T]:
        return {form: make(row) for row, form, _ in _collect(self.pack.table(table))}

    def _auxiliaries(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.pack.table("auxiliaries"):
            found[row["form"]].add(row["kind"])
        return {k: frozenset(v) for k, v in found.items()}

    def _connectives(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for row in self.pack.table("connectives"):
            found[row["class"]].append(tuple(row["form"].split()))
        return {k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in found.items()}

    def single(self, *classes: str) -> frozenset[str]:
        """The connectives of some classes that are one word."""
        return NONE.union(*(self._single.get(c, NONE) for c in classes))

    def says(self, word: str, *classes: str) -> bool:
        """Whether a word in lower case is a verb of saying of one of the classes."""
        return any(report.cls in classes for report in self.reporting.get(word, ()))

    @cached_property
    def _single(self) -> Mapping[str, frozenset[str]]:
        return {c: frozenset(p[0] for p in phrases if len(p) == 1) for c, phrases in self.connectives.items()}

    def modifier_type(self, first_part: str) -> str | None:
        """Type that the first part of a compound gives ("luft" → airstrike); the longest stem it ends with, as in "bilbombe"."""
        stem = first_part.rstrip("-").removesuffix("s") if first_part.rstrip("-") not in self.modifier_stems else first_part.rstrip("-")
        for cut in range(len(stem) - 1):
            if stem[cut:] in self.modifier_stems:
                return self.modifier_stems[stem[cut:]]
        return self.modifier_stems.get(first_part.rstrip("-"))


@lru_cache(maxsize=None)
def lexicon(lang: str) -> Lexicon:
    """The compiled tables of a language."""
    return Lexicon(pack(lang))
