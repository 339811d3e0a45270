"""Gold files: one JSON file per annotated article, the claims in reading order.

The format is described in ``docs/evaluation.md``. Unknown fields (an annotator's notes, the outlet, an incident id) are left alone; a missing one
that the scores need is an error, so that a misspelt slot never counts as an empty one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ifolge.errors import fail
from ifolge.records import Lang

Offsets = tuple[int, int]


class _Gold(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldActor(_Gold):
    """An agent, target or source: every name that the resolved actor may be given."""

    names: tuple[str, ...] = Field(min_length=1)


class GoldCount(_Gold):
    """A number and what befell whom (codebook, section 5). ``who`` may hold alternatives, ``civilian|child``."""

    effect: str
    who: str = "unknown"
    low: int | None
    high: int | None


class GoldPlace(_Gold):
    """Where the event happened. ``country`` may hold alternatives (``SY|LB``), ``precision`` lists all accepted UCDP codes.

    ``loose``: only the country can be checked. ``optional``: the place is only implied, and leaving it out is no miss.
    """

    names: tuple[str, ...] = Field(min_length=1)
    country: str
    lat: float | None = None
    lon: float | None = None
    precision: tuple[int, ...] = ()
    loose: bool = False
    optional: bool = False

    @property
    def by_country(self) -> bool:
        """Whether the right country is all that can be asked for."""
        return self.loose or 6 in self.precision

    @model_validator(mode="after")
    def _can_be_measured(self) -> Self:
        if not self.by_country and (self.lat is None or self.lon is None or not self.precision):
            raise ValueError("a place that is not loose needs lat, lon and precision")
        return self


class GoldTime(_Gold):
    """When the event happened: the predicted interval must hold ``truth`` and span at most ``max_width_days`` days."""

    truth: date
    max_width_days: int = Field(ge=1)


class GoldClaim(_Gold):
    """What the annotator saw. ``triggers`` and ``types`` are alternatives, the best first; ``optional`` claims cost nothing when missed.

    ``event_id`` is shared by claims about one event, where the annotator said so.

    A type that is not in the ontology is only one that no claim can match: gold may be older than the codebook.
    """

    id: str
    triggers: tuple[Offsets, ...] = Field(min_length=1)
    types: tuple[str, ...] = Field(min_length=1)
    polarity: str = "affirmed"
    modality: str = "asserted"
    agents: tuple[GoldActor, ...]
    targets: tuple[GoldActor, ...]
    sources: tuple[GoldActor, ...]
    counts: tuple[GoldCount, ...]
    place: GoldPlace | None
    time: GoldTime | None
    event_id: str = ""
    optional: bool = False


class GoldArticle(_Gold):
    """The gold claims of one article. ``doc`` is the article's file name."""

    doc: str
    lang: Lang
    claims: tuple[GoldClaim, ...]


def read_gold(paths: Iterable[str | Path]) -> list[GoldArticle]:
    """Read gold files. Raises ``IfolgeError`` IF101 for a missing file, IF601 for one that is no gold file or repeats an article."""
    found: dict[str, str] = {}
    articles = []
    for path in map(Path, paths):
        article = _read_one(path)
        if article.doc in found:
            raise fail("IF601", where=str(path), detail=f"{article.doc} is annotated in {found[article.doc]} too")
        found[article.doc] = str(path)
        articles.append(article)
    return articles


def _read_one(path: Path) -> GoldArticle:
    if not path.is_file():
        raise fail("IF101", where=str(path))
    try:
        return GoldArticle.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise fail("IF601", where=str(path), detail=first_fault(error)) from None


def first_fault(error: ValidationError) -> str:
    """The first fault that pydantic found, in one line: the way to the field, and what is wrong with it."""
    fault = error.errors(include_url=False)[0]
    way = ".".join(str(step) for step in fault["loc"])
    return f"{way}: {fault['msg']}" if way else str(fault["msg"])
