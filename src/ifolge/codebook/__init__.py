"""The codebook as data: what a claim may say, and what each value means.

The unit is the claim: one source's statement, in one article, that one event or state of one type happened, is happening, will or must happen,
or did not happen. This room holds the closed vocabularies behind the fields of ``ifolge.records``, each value with its definition, and for
event types the crosswalks to ACLED, PLOVER, CAMEO and UCDP. Three tables lie beside this file: ``ontology.csv`` (event types), ``values.csv``
(all other vocabularies) and ``counts.csv`` (how number words are read). The reference pages in ``docs/codebook`` are written from them.

Precision codes are those of the UCDP Georeferenced Event Dataset codebook (``date_prec``, ``where_prec``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "polarity": "Whether the source says that it happened or that it did not. Of a claim.",
        "modality": "How surely, in the text's own terms. Of a claim; as `certainty`, also of one participant or count.",
        "mode": "In whose words the source speaks. Of an attribution.",
        "stance": "What the source does by saying it. Of an attribution.",
        "source_kind": "Where the source stands. Of each link of an attribution chain.",
        "via_kind": "What stands between source and publisher. Of an attribution's `via`.",
        "actor_kind": "What sort of actor a mention refers to.",
        "effect": "What befell the people or things counted. An open list: these are the values in use, and a language pack may use no other.",
        "who": "Who is counted.",
        "date_prec": "UCDP `date_prec`: how wide the interval of a time is.",
        "where_prec": "UCDP `where_prec`: how exactly a place is known.",
        "published_precision": "How exactly an article's publication date is known.",
        "published_origin": "Where an article's publication date was read.",
        "incident_status": "How an incident's claims stand to each other, in the manner of casualty recorders.",
        "contradiction_slot": "On what two claims of one incident contradict each other.",
        "verdict": "What a reviewer decided.",
    }
)
"""Every vocabulary of ``values.csv``, in reading order, with what it says of what."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event or state, with what other schemes call it.

    Several entries in a crosswalk mean that the other scheme divides what we keep together. ``plover_mode`` is empty where PLOVER has none;
    ``ucdp_violence`` says whether UCDP would count it as organised violence.
    """

    slug: str
    group: str
    definition: str
    acled_event: str
    acled_sub_events: tuple[str, ...]
    plover_events: tuple[str, ...]
    plover_mode: str
    cameo_roots: tuple[str, ...]
    ucdp_violence: bool


@dataclass(frozen=True, slots=True)
class CountReading:
    """How expressions of number are read: ``texts`` all mean the same bounds, and ``None`` is open."""

    texts: tuple[str, ...]
    low: int | None
    best: int | None
    high: int | None
    approximate: bool


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines())


@cache
def event_types() -> Mapping[str, EventType]:
    """All event types by slug, in the order of the codebook (violence, control, dealings, speech)."""
    return MappingProxyType(
        {
            row["type"]: EventType(
                slug=row["type"],
                group=row["group"],
                definition=row["definition"],
                acled_event=row["acled_event"],
                acled_sub_events=tuple(row["acled_sub_event"].split("|")),
                plover_events=tuple(row["plover_event"].split("|")),
                plover_mode=row["plover_mode"],
                cameo_roots=tuple(row["cameo_root"].split("|")),
                ucdp_violence=row["ucdp_violence"] == "yes",
            )
            for row in _rows("ontology.csv")
        }
    )


def group_of(event_type: str) -> str:
    """The group of an event type: ``violence``, ``control``, ``dealings`` or ``speech``. Raises ``KeyError`` for an unknown type."""
    return event_types()[event_type].group


@cache
def values(field: str) -> Mapping[str, str]:
    """The values of one of ``FIELDS`` with their definitions, in the order of the codebook. Raises ``KeyError`` for an unknown field."""
    if field not in FIELDS:
        raise KeyError(field)
    return MappingProxyType({row["value"]: row["definition"] for row in _rows("values.csv") if row["field"] == field})


@cache
def count_readings() -> tuple[CountReading, ...]:
    """The table of section 5: how expressions of number become low, best and high."""
    return tuple(
        CountReading(
            texts=tuple(row["text"].split("; ")),
            low=_bound(row["low"]),
            best=_bound(row["best"]),
            high=_bound(row["high"]),
            approximate=row["approximate"] == "yes",
        )
        for row in _rows("counts.csv")
    )


def _bound(cell: str) -> int | None:
    return int(cell) if cell else None
