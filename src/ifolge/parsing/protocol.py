"""What a parsing engine must be able to do: the small joint between our structure and any UD-labelled parser.

An engine gets the token texts of one paragraph and returns one ``ParsedToken`` for each, in order. Everything about characters, blocks,
quotes and compounds is ours and the same for all engines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ParsedToken:
    """Syntax of one token. ``head`` is an index in the same paragraph, itself for a root; ``feats`` as in CoNLL-U ("Tense=Past|Voice=Pass")."""

    lemma: str
    upos: str
    feats: str
    head: int
    rel: str
    entity: str
    starts_sentence: bool


@dataclass(frozen=True, slots=True)
class Component:
    """One task of a pipeline and the labels it gives; none for an open task (lemmas)."""

    name: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What an engine says of itself: name, version, the languages it was made for (empty where it does not say) and its components in order."""

    name: str
    version: str
    languages: tuple[str, ...]
    components: tuple[Component, ...]


class Engine(Protocol):
    """A parser of pre-tokenised paragraphs."""

    @property
    def name(self) -> str:
        """Name and version, written into every claim's provenance."""
        ...

    @property
    def pipeline(self) -> Pipeline:
        """The engine's declaration of components, labels and version."""
        ...

    def parse(self, paragraphs: Sequence[Sequence[tuple[str, bool]]], *, lang: str) -> list[list[ParsedToken]]:
        """Parse paragraphs given as (token text, whether a space follows) pairs, all in one language (BCP 47)."""
        ...
