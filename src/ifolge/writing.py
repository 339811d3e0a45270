"""Claims as JSON lines, JSON and CSV, onto standard output or into a file that is whole or not there at all."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from ifolge.errors import fail
from ifolge.records import Claim, Count, Participant, Source
from ifolge.wording import actor_name, count_range

LIST_SEPARATOR = "; "
"""Between the values of a cell that holds several."""


def json_lines(claims: Iterable[Claim]) -> Iterator[str]:
    """One claim a line, every field."""
    for claim in claims:
        yield claim.to_json() + "\n"


def json_array(claims: Iterable[Claim]) -> Iterator[str]:
    """One JSON array, a claim a line."""
    before = "[\n"
    for claim in claims:
        yield before + claim.to_json()
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csv_rows(claims: Iterable[Claim]) -> Iterator[str]:
    """A header and one line a claim, RFC 4180 with ``\\n`` line ends; the columns are ``CSV_COLUMNS``."""
    yield _csv_line(CSV_COLUMNS)
    for claim in claims:
        yield _csv_line(_cell(column(claim)) for column in CSV_COLUMNS.values())


WRITERS: dict[str, Callable[[Iterable[Claim]], Iterator[str]]] = {"jsonl": json_lines, "json": json_array, "csv": csv_rows}
"""Every machine-readable format by name: claims in, pieces of text out, each piece ready as soon as its claim is."""


def _joined(values: Iterable[object]) -> str:
    return LIST_SEPARATOR.join(map(str, values))


def _names(people: Iterable[Participant]) -> str:
    return _joined(actor_name(p.actor, p.mention.text) for p in people)


def _ids(people: Iterable[Participant | Source]) -> str:
    return _joined(p.actor.id if p.actor else "" for p in people)


def _counts(counts: Iterable[Count]) -> str:
    return _joined(f"{c.effect} {c.who} {count_range(c)}" for c in counts)


def _total(effect: str, bound: str) -> Callable[[Claim], object]:
    """The bound of the first whole count (not a subset of another) of an effect."""
    return lambda claim: next((getattr(c, bound) for c in claim.counts if c.effect == effect and c.subset_of is None), None)


CSV_COLUMNS: dict[str, Callable[[Claim], object]] = {
    "claim_id": lambda c: c.claim_id,
    "doc_id": lambda c: c.doc_id,
    "doc": lambda c: c.doc,
    "event_id": lambda c: c.event_id,
    "lang": lambda c: c.lang,
    "type": lambda c: c.type,
    "polarity": lambda c: c.polarity,
    "modality": lambda c: c.modality,
    "trigger": lambda c: c.trigger.text,
    "trigger_start": lambda c: c.trigger.start,
    "trigger_end": lambda c: c.trigger.end,
    "agents": lambda c: _names(c.agents),
    "agent_ids": lambda c: _ids(c.agents),
    "agent_certainty": lambda c: _joined(p.certainty for p in c.agents),
    "targets": lambda c: _names(c.targets),
    "target_ids": lambda c: _ids(c.targets),
    "target_certainty": lambda c: _joined(p.certainty for p in c.targets),
    "counts": lambda c: _counts(c.counts),
    "killed_low": _total("killed", "low"),
    "killed_best": _total("killed", "best"),
    "killed_high": _total("killed", "high"),
    "injured_low": _total("injured", "low"),
    "injured_best": _total("injured", "best"),
    "injured_high": _total("injured", "high"),
    "place": lambda c: c.place and c.place.name,
    "place_id": lambda c: c.place and c.place.id,
    "country": lambda c: c.place and c.place.country,
    "adm1": lambda c: c.place and c.place.adm1,
    "adm2": lambda c: c.place and c.place.adm2,
    "lat": lambda c: c.place.lat if c.place else None,
    "lon": lambda c: c.place.lon if c.place else None,
    "where_prec": lambda c: c.place and c.place.precision,
    "earliest": lambda c: c.time and c.time.earliest,
    "latest": lambda c: c.time and c.time.latest,
    "date_prec": lambda c: c.time and c.time.precision,
    "mode": lambda c: c.attribution.mode,
    "stance": lambda c: c.attribution.stance,
    "sources": lambda c: _joined(actor_name(s.actor, s.span.text) for s in c.attribution.sources),
    "source_ids": lambda c: _ids(c.attribution.sources),
    "source_kinds": lambda c: _joined(s.kind for s in c.attribution.sources),
    "via": lambda c: _joined(v.name for v in c.attribution.via),
    "publisher": lambda c: c.attribution.publisher,
    "source_implied": lambda c: "yes" if c.attribution.implied else "no",
    "superseded_by": lambda c: c.superseded_by,
    "confidence": lambda c: c.confidence,
    "rule": lambda c: c.extractor.rule,
    "evidence": lambda c: " … ".join(span.text for span in c.evidence),
}
"""The columns of the flat form, described one by one in ``docs/reference/csv.md``."""


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)  # ends the line with \r\n, and so knows to quote either inside a cell
    return line.getvalue().removesuffix("\r\n") + "\n"


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
