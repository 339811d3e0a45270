"""The flat form of an entry: one table of columns behind CSV, its CSVW metadata, GeoJSON, Parquet, Arrow tables and their reference page.

What does not fit a cell (participants, counts, sources …) stands beside it, where a format can nest, as lists of structs whose fields are
columns too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from ifolge.ledger import Entry
from ifolge.records import Count, Participant, Source, Span, Via
from ifolge.writing import CSV_COLUMNS, Column, T, Value, joined


def _of_claim(column: Column[Any]) -> Column[Entry]:
    read = column.read
    return Column(column.name, column.datatype, column.doc, lambda entry: read(entry.claim))


LEDGER_COLUMNS: tuple[Column[Entry], ...] = (
    Column("note", "string", "what else is to be said of the claim, such as `attempt`", lambda e: e.claim.note),
    Column("extractor", "string", "the program that made the claim", lambda e: e.claim.extractor.name),
    Column("extractor_version", "string", "the version of that program", lambda e: e.claim.extractor.version),
    Column("title", "string", "title of the article", lambda e: e.article.title),
    Column("url", "string", "where the article was published", lambda e: e.article.url),
    Column("published_earliest", "date", "first day that the article can have been published on", lambda e: _published(e, "earliest")),
    Column("published_latest", "date", "last day that the article can have been published on", lambda e: _published(e, "latest")),
    Column("published_precision", "string", "how exactly the publication is known: time, day, month or year", lambda e: _published(e, "precision")),
    Column("published_origin", "string", "where the publication date was read", lambda e: _published(e, "origin")),
    Column("status", "string", "what reviewers decided last: `unreviewed`, `accepted` or `rejected`", lambda e: e.status),
    Column("corrected", "string", "the slots that reviewers corrected: the row has their values", lambda e: joined(e.corrected)),
    Column("incident_id", "string", "the incident that the claim is linked into", lambda e: e.incident_id),
    Column("changed_at", "datetime", "when any of this changed last, UTC", lambda e: e.changed_at),
)
"""What a ledger knows of a claim beyond the claim itself."""

COLUMNS: tuple[Column[Entry], ...] = (*map(_of_claim, CSV_COLUMNS), *LEDGER_COLUMNS)
"""The flat form: the columns of a claim, then those of the ledger."""

KEY = "claim_id"
"""The column that no two rows share."""


@dataclass(frozen=True, slots=True)
class Nested(Generic[T]):
    """A column of lists: what it is called and means, its items in an entry, and the fields of one item."""

    name: str
    doc: str
    items: Callable[[Entry], Sequence[T]]
    fields: tuple[Column[T], ...]


def _published(entry: Entry, field: str) -> Value:
    value: Value = getattr(entry.article.published, field, None)
    return value


def _span(of: Callable[[T], Span]) -> tuple[Column[T], ...]:
    return (
        Column("text", "string", "the words of the article", lambda x: of(x).text),
        Column("start", "integer", "where they begin, in code points of the article's text, counted from 0", lambda x: of(x).start),
        Column("end", "integer", "where they end, exclusive", lambda x: of(x).end),
    )


def _of_actor(field: str) -> Callable[[Any], Value]:
    return lambda x: getattr(x.actor, field, None)


def _of_affiliation(field: str) -> Callable[[Any], Value]:
    return lambda x: getattr(x.actor.affiliation, field, None) if x.actor else None


def _external(register: str) -> Callable[[Any], Value]:
    return lambda x: x.actor.external.get(register) if x.actor else None


ACTOR_FIELDS: tuple[Column[Any], ...] = (
    Column("actor_id", "string", "id in the register of actors; empty where it was not resolved", _of_actor("id")),
    Column("actor", "string", "canonical English name", _of_actor("name")),
    Column("actor_kind", "string", "what sort of actor", _of_actor("kind")),
    Column("actor_country", "string", "ISO 3166-1 alpha-2", _of_actor("country")),
    Column("affiliation_id", "string", "id of the organisation that a person belongs to", _of_affiliation("id")),
    Column("affiliation", "string", "its canonical English name", _of_affiliation("name")),
    Column("ucdp", "string", "id in the UCDP Actor Dataset", _external("ucdp")),
    Column("wikidata", "string", "id in Wikidata", _external("wikidata")),
)
"""Who a mention refers to, wherever a record has an actor."""

PARTICIPANT_FIELDS: tuple[Column[Participant], ...] = (
    *_span(lambda p: p.mention),
    Column("certainty", "string", "how surely this role is said of it", lambda p: p.certainty),
    *ACTOR_FIELDS,
)
COUNT_FIELDS: tuple[Column[Count], ...] = (
    *_span(lambda c: c.span),
    Column("effect", "string", "what befell them", lambda c: c.effect),
    Column("who", "string", "who is counted", lambda c: c.who),
    Column("side", "string", "whose they are", lambda c: c.side),
    Column("low", "integer", "lower bound; empty = open", lambda c: c.low),
    Column("best", "integer", "best value", lambda c: c.best),
    Column("high", "integer", "upper bound; empty = open", lambda c: c.high),
    Column("approximate", "boolean", "whether the text says about", lambda c: c.approximate),
    Column("certainty", "string", "how surely the number is given", lambda c: c.certainty),
    Column("subset_of", "integer", "position in this list, from 0, of the count that this one is part of", lambda c: c.subset_of),
)
SOURCE_FIELDS: tuple[Column[Source], ...] = (
    *_span(lambda s: s.span),
    Column("kind", "string", "party, monitor, official, witness, media, document or anonymous", lambda s: s.kind),
    Column("cue", "string", "the words that attribute the claim to it", lambda s: s.cue.text if s.cue else None),
    Column("cue_start", "integer", "where the cue begins", lambda s: s.cue.start if s.cue else None),
    Column("cue_end", "integer", "where the cue ends, exclusive", lambda s: s.cue.end if s.cue else None),
    *ACTOR_FIELDS,
)
VIA_FIELDS: tuple[Column[Via], ...] = (
    *_span(lambda v: v.span),
    Column("name", "string", "name of the relay or channel", lambda v: v.name),
    Column("kind", "string", "relay or channel", lambda v: v.kind),
    *ACTOR_FIELDS,
)
EVIDENCE_FIELDS: tuple[Column[Span], ...] = _span(lambda s: s)
DAY_FIELDS: tuple[Column[date], ...] = (Column("day", "date", "a day that the event can have happened on", lambda day: day),)
PLACE_FIELDS: tuple[Column[str], ...] = (Column("place_id", "string", "gazetteer id of another place that the words can mean", lambda place: place),)

NESTED: tuple[Nested[Any], ...] = (
    Nested("agent_list", "who did it", lambda e: e.claim.agents, PARTICIPANT_FIELDS),
    Nested("target_list", "to whom it was done", lambda e: e.claim.targets, PARTICIPANT_FIELDS),
    Nested("count_list", "numbers of people or things, and what befell them", lambda e: e.claim.counts, COUNT_FIELDS),
    Nested("source_list", "who says so, nearest the fact first", lambda e: e.claim.attribution.sources, SOURCE_FIELDS),
    Nested("via_list", "relays and channels between source and publisher, in order", lambda e: e.claim.attribution.via, VIA_FIELDS),
    Nested("evidence_list", "the words that carry the claim", lambda e: e.claim.evidence, EVIDENCE_FIELDS),
    Nested(
        "day_list",
        "the candidate days, where they are fewer than the interval has",
        lambda e: e.claim.time.candidates if e.claim.time else (),
        DAY_FIELDS,
    ),
    Nested("place_list", "what else the place can be", lambda e: e.claim.place.candidates if e.claim.place else (), PLACE_FIELDS),
)
"""What a cell cannot hold, for formats that nest."""
