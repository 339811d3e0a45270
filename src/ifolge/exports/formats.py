"""The formats that a ledger goes out in, by name. A format's module is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from ifolge.ledger import Entry, Tombstone
from ifolge.writing import csv_line

Writer = Callable[[Iterable[Entry]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format that is text: where its writer lives, and whether a CSVW description goes beside it."""

    module: str
    function: str
    described: bool = False

    @property
    def writer(self) -> Writer:
        """Entries in, pieces of text out."""
        found: Writer = getattr(import_module(f"ifolge.exports.{self.module}"), self.function)
        return found


TEXT_FORMATS: dict[str, TextFormat] = {
    "ged-csv": TextFormat("ged", "ged_csv"),
    "acled-csv": TextFormat("acled", "acled_csv"),
    "plover-jsonl": TextFormat("plover", "plover_jsonl"),
    "hxl-csv": TextFormat("hxl", "hxl_csv"),
    "geojson": TextFormat("geojson", "geojson"),
    "csv": TextFormat("flat", "flat_csv", described=True),
}
"""Formats that are made of entries alone. ``claims-jsonl`` is made by the ledger itself, ``parquet`` and ``report`` by modules of their own."""


def gone_csv(tombstones: Iterable[Tombstone]) -> Iterator[str]:
    """The claims that a reader of an earlier export has to drop, as CSV: ``claim_id``, ``doc_id``, ``gone_at`` (ISO 8601), ``why``."""
    yield csv_line(("claim_id", "doc_id", "gone_at", "why"))
    for one in tombstones:
        yield csv_line((one.claim_id, one.doc_id, one.gone_at.isoformat(), one.why))
