"""Claims as JSON lines, JSON and CSV, onto standard output or into a file that is whole or not there at all."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Generic, Literal, TypeVar

from ifolge.errors import fail
from ifolge.records import Claim, Count, Participant, Source
from ifolge.wording import actor_name, count_range

LIST_SEPARATOR = "; "
"""Between the values of a cell that holds several."""


Datatype = Literal["string", "integer", "decimal", "boolean", "date", "datetime"]
"""Of a column, by its XML Schema name; a ``datetime`` is in UTC."""
Value = str | int | float | date | None
"""What a column holds for one record; ``None`` where nothing is known."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table whose rows are made of records: what it is called, holds and means, and how it is read off a record."""

    name: str
    datatype: Datatype
    doc: str
    read: Callable[[T], Value]

    def value(self, record: T) -> Value:
        """The value, typed; ``None`` for a text without characters too, which in CSV is the same."""
        value = self.read(record)
        return None if value == "" else value

    def values(self, records: Sequence[T]) -> list[Any]:
        """The value of each record, as ``value`` gives it, many at once."""
        found = map(self.read, records)
        return [value or None for value in found] if self.datatype == "string" else list(found)

    def text(self, record: T) -> str:
        """The value as a cell of text; no value is an empty cell."""
        value = self.read(record)
        return "" if value is None else AS_TEXT[self.datatype](value)


def _decimal(value: float) -> str:
    """All digits of a number, without an exponent."""
    digits = repr(value)
    return format(Decimal(digits), "f") if "e" in digits else digits


AS_TEXT: dict[Datatype, Callable[[Any], str]] = {
    "string": str,
    "integer": str,
    "decimal": _decimal,
    "boolean": lambda value: "yes" if value else "no",
    "date": date.isoformat,
    "datetime": lambda value: value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z",
}
"""How a value of a datatype is written in a cell."""


def json_lines(claims: Iterable[Claim]) -> Iterator[str]:
    """One claim a line, every field."""
    for claim in claims:
        yield claim.to_json() + "\n"


def json_array(claims: Iterable[Claim]) -> Iterator[str]:
    """One JSON array, a claim a line."""
    return array_of(claim.to_json() for claim in claims)


def array_of(values: Iterable[str]) -> Iterator[str]:
    """Values that are JSON already as one array, each on a line of its own."""
    before = "[\n"
    for value in values:
        yield before + value
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csv_rows(claims: Iterable[Claim]) -> Iterator[str]:
    """A header and one line a claim; the columns are ``CSV_COLUMNS``."""
    return csv_table(CSV_COLUMNS, claims)


def csv_table(columns: Sequence[Column[T]], records: Iterable[T]) -> Iterator[str]:
    """A header and one line a record, RFC 4180 with ``\\n`` line ends."""
    yield csv_line(column.name for column in columns)
    for record in records:
        yield csv_line(column.text(record) for column in columns)


def csv_line(cells: Iterable[object]) -> str:
    """One line of CSV; ``None`` is an empty cell."""
    line: str = csv.writer(_Echo()).writerow(cells)  # ends with \r\n, and so knows to quote either inside a cell
    return line.removesuffix("\r\n") + "\n"


class _Echo:
    """A file that hands back what it is to write."""

    def write(self, text: str) -> str:
        return text


WRITERS: dict[str, Callable[[Iterable[Claim]], Iterator[str]]] = {"jsonl": json_lines, "json": json_array, "csv": csv_rows}
"""Every machine-readable format by name: claims in, pieces of text out, each piece ready as soon as its claim is."""


def joined(values: Iterable[object]) -> str:
    """Several values in one cell."""
    return LIST_SEPARATOR.join(map(str, values))


def _names(people: Iterable[Participant]) -> str:
    return joined(actor_name(p.actor, p.mention.text) for p in people)


def _sources(sources: Iterable[Source]) -> str:
    return joined(actor_name(s.actor, s.span.text) for s in sources)


def _ids(people: Iterable[Participant | Source]) -> str:
    return joined(p.actor.id if p.actor else "" for p in people)


def _counts(counts: Iterable[Count]) -> str:
    return joined(f"{c.effect} {c.who} {count_range(c)}" for c in counts)


def _total(effect: str, bound: Literal["low", "best", "high"]) -> Callable[[Claim], int | None]:
    """The bound of the first whole count (not a subset of another) of an effect."""
    return lambda claim: next((getattr(c, bound) for c in claim.counts if c.effect == effect and c.subset_of is None), None)


CSV_COLUMNS: tuple[Column[Claim], ...] = (
    Column("claim_id", "string", "the claim's stable id: same article, same version, same id", lambda c: c.claim_id),
    Column("doc_id", "string", "the article's stable id, a hash of its content", lambda c: c.doc_id),
    Column("doc", "string", "the name that the article was read under", lambda c: c.doc),
    Column("event_id", "string", "shared by claims of one article about one event", lambda c: c.event_id),
    Column("lang", "string", "language of the article: `nb`, `nn`, `da`, `sv`, `en`", lambda c: c.lang),
    Column("type", "string", "event type, a slug of the codebook", lambda c: c.type),
    Column("polarity", "string", "`affirmed` or `denied`", lambda c: c.polarity),
    Column("modality", "string", "how surely, in the text's own terms", lambda c: c.modality),
    Column("trigger", "string", "the words that name the event", lambda c: c.trigger.text),
    Column(
        "trigger_start",
        "integer",
        "where the words of the trigger begin, in code points of the article's text, counted from 0",
        lambda c: c.trigger.start,
    ),
    Column("trigger_end", "integer", "where the words of the trigger end, exclusive", lambda c: c.trigger.end),
    Column("agents", "string", "who did it: resolved names, a person's affiliation in brackets; else the text's words", lambda c: _names(c.agents)),
    Column("agent_ids", "string", "ids of the agents in the register of actors; empty for one that was not resolved", lambda c: _ids(c.agents)),
    Column("agent_certainty", "string", "how surely each agent is said to have done it", lambda c: joined(p.certainty for p in c.agents)),
    Column("targets", "string", "to whom it was done, named like agents", lambda c: _names(c.targets)),
    Column("target_ids", "string", "ids of the targets in the register of actors", lambda c: _ids(c.targets)),
    Column("target_certainty", "string", "how surely it was done to each target", lambda c: joined(p.certainty for p in c.targets)),
    Column("counts", "string", "effect, who, range: `killed civilian ≥2; injured unknown ~19`; `~` about, `?` unknown", lambda c: _counts(c.counts)),
    Column("killed_low", "integer", "lower bound of the first count of killed that is no part of another; empty = open", _total("killed", "low")),
    Column("killed_best", "integer", "best value of the same count of killed", _total("killed", "best")),
    Column("killed_high", "integer", "upper bound of the same count of killed; empty = open", _total("killed", "high")),
    Column("injured_low", "integer", "lower bound of the first count of injured that is no part of another; empty = open", _total("injured", "low")),
    Column("injured_best", "integer", "best value of the same count of injured", _total("injured", "best")),
    Column("injured_high", "integer", "upper bound of the same count of injured; empty = open", _total("injured", "high")),
    Column("place", "string", "name of the place of the event", lambda c: c.place.name if c.place else None),
    Column("place_id", "string", "gazetteer id, `geonames:N` where GeoNames has the place", lambda c: c.place.id if c.place else None),
    Column("country", "string", "country of the place, ISO 3166-1 alpha-2", lambda c: c.place.country if c.place else None),
    Column("adm1", "string", "first-level unit of the place: province, governorate", lambda c: c.place.adm1 if c.place else None),
    Column("adm2", "string", "second-level unit of the place: district", lambda c: c.place.adm2 if c.place else None),
    Column("lat", "decimal", "latitude of the place, decimal degrees WGS 84", lambda c: c.place.lat if c.place else None),
    Column("lon", "decimal", "longitude of the place, decimal degrees WGS 84", lambda c: c.place.lon if c.place else None),
    Column("where_prec", "integer", "UCDP precision of the place, 1 (exact) to 7", lambda c: c.place.precision if c.place else None),
    Column("earliest", "date", "first day that the event can have happened on", lambda c: c.time.earliest if c.time else None),
    Column("latest", "date", "last day that the event can have happened on", lambda c: c.time.latest if c.time else None),
    Column("date_prec", "integer", "UCDP precision of the time, 1 (a day) to 5", lambda c: c.time.precision if c.time else None),
    Column("mode", "string", "`direct` quote, `indirect` speech, or `narrated` by the article", lambda c: c.attribution.mode),
    Column("stance", "string", "what the source does by saying it: `states`, `confirms`, `denies` …", lambda c: c.attribution.stance),
    Column("sources", "string", "who says so, nearest the fact; empty where the article names nobody", lambda c: _sources(c.attribution.sources)),
    Column("source_ids", "string", "ids of the sources in the register of actors", lambda c: _ids(c.attribution.sources)),
    Column("source_kinds", "string", "for each source: party, monitor, official …", lambda c: joined(s.kind for s in c.attribution.sources)),
    Column("via", "string", "relays and channels between source and publisher, in order", lambda c: joined(v.name for v in c.attribution.via)),
    Column("publisher", "string", "who published the article", lambda c: c.attribution.publisher),
    Column("source_implied", "boolean", "`yes` where the source was carried over from the sentence before", lambda c: c.attribution.implied),
    Column("superseded_by", "string", "id of the claim that the article corrects this one with", lambda c: c.superseded_by),
    Column("confidence", "decimal", "0–1: of claims at 0.8, four in five should be right", lambda c: c.confidence),
    Column("rule", "string", "the rule that fired", lambda c: c.extractor.rule),
    Column("evidence", "string", "the words that carry the claim, pieces joined by ` … `", lambda c: " … ".join(span.text for span in c.evidence)),
)
"""The flat form of a claim, which ``docs/reference/columns.md`` lays out."""


def write(pieces: Iterable[str], output: Path | None = None) -> None:
    """Write pieces of text as UTF-8, each as soon as it is there, onto standard output or into a file that is whole or not there at all.

    Raises ``IfolgeError`` IF903 where the file cannot be written, ``BrokenPipeError`` where nobody reads standard output any more.
    """
    with whole_file(output) if output else nullcontext(sys.stdout.buffer) as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8"))
            stream.flush()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place only when it is complete; what stood there before stays when writing fails or is interrupted.

    A device or a pipe (``/dev/null``) is written directly. Raises ``IfolgeError`` IF903 where the file cannot be written.
    """
    path = path.resolve()
    direct = path.exists() and not path.is_file()
    draft = path if direct else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        if not direct:
            draft.replace(path)
    except OSError as error:
        raise fail("IF903", where=str(path), path=path, detail=error.strerror or error) from error
    finally:
        if not direct:
            draft.unlink(missing_ok=True)
