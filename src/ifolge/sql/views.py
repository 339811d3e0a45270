"""The views that SQL sees, column by column: what each holds, and how it is read from the ledger. ``docs/reference/sql.md`` is written from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, FromClause, Select, func, select

from ifolge.ledger import schema

Kind = Literal["text", "integer", "decimal", "boolean", "date", "moment"]
"""Of a column; a moment is in UTC."""

claim, article, extraction, place = schema.claim, schema.article, schema.extraction, schema.place
incident, judgement, attachment = schema.incident, schema.judgement, schema.attachment


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view: its name, what kind of values it has, what they say, and where they stand."""

    name: str
    kind: Kind
    doc: str
    source: ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class View:
    """A view: what a row of it is, the tables it is read from, and which of their rows; all of them where ``only`` is ``None``."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    rows: FromClause
    only: ColumnElement[bool] | None = None

    def select(self) -> Select[Any]:
        """The question that reads it from the ledger."""
        wanted = select(*(column.source.label(column.name) for column in self.columns)).select_from(self.rows)
        return wanted if self.only is None else wanted.where(self.only)


def _of_place(lat_lon_of: str) -> tuple[Column, ...]:
    return (
        Column("place", "text", f"name of the place {lat_lon_of}", place.c.name),
        Column("place_id", "text", "its id in the gazetteer (`geonames:…`)", place.c.place_id),
        Column("country", "text", "its country, ISO 3166-1 alpha-2", place.c.country),
        Column("adm1", "text", "its province", place.c.adm1),
        Column("adm2", "text", "its district", place.c.adm2),
        Column("lat", "decimal", "its latitude, decimal degrees WGS 84", place.c.lat),
        Column("lon", "decimal", "its longitude, decimal degrees WGS 84", place.c.lon),
    )


_STANDS = claim.c.retired_at.is_(None)
_CLAIM_ID = Column("claim_id", "text", "the claim; `claims` has one row for each", claim.c.claim_id)

CLAIMS = View(
    "claims",
    "A claim as it stands now, with what reviewers corrected. Claims that they rejected are among them (`status`); those of earlier extractors are not.",
    (
        Column("claim_id", "text", "id of the claim", claim.c.claim_id),
        Column("event_id", "text", "the event within its article that it is about", claim.c.event_id),
        Column("incident_id", "text", "the incident that it is linked into", claim.c.incident_id),
        Column("doc_id", "text", "the article; `articles` has one row for each", claim.c.doc_id),
        Column("doc", "text", "name of the article", article.c.doc),
        Column("position", "integer", "place among the claims of its article, from 0", claim.c.position),
        Column("lang", "text", "language of the article", claim.c.lang),
        Column("type", "text", "event type", claim.c.type),
        Column("polarity", "text", "`affirmed`, or `denied`: said not to have happened", claim.c.polarity),
        Column("modality", "text", "how surely it is said", claim.c.modality),
        Column("stance", "text", "what the source does by saying it", claim.c.stance),
        Column("earliest", "date", "first day that the event can have been on", claim.c.earliest),
        Column("latest", "date", "last day that the event can have been on", claim.c.latest),
        Column("date_prec", "integer", "how wide the interval is, UCDP `date_prec` 1–5", claim.c.date_prec),
        *_of_place("of the event"),
        Column("where_prec", "integer", "how exactly the place is known, UCDP `where_prec` 1–7", claim.c.where_prec),
        Column("killed", "integer", "the dead it tells of: best, else lowest, else highest number", claim.c.killed),
        Column("confidence", "decimal", "how sure the extractor is, 0–1", claim.c.confidence),
        Column("status", "text", "what reviewers decided last: `unreviewed`, `accepted`, `rejected`", claim.c.status),
        Column("corrected", "text", "slots that reviewers corrected, with commas between", claim.c.corrected),
        Column("extractor", "text", "the program and version that made it", extraction.c.extractor),
        Column("changed_at", "moment", "when any of this changed last", claim.c.changed_at),
    ),
    claim.join(article, claim.c.doc_id == article.c.doc_id)
    .join(extraction, claim.c.extraction == extraction.c.id)
    .outerjoin(place, claim.c.place == place.c.id),
    _STANDS,
)
RECORDS = View(
    "records",
    "The whole record of each claim, spans and reasons included.",
    (
        _CLAIM_ID,
        Column(
            "record",
            "text",
            "JSON as in `ifolge schema claim`; `record->>'$.trigger.text'` takes a value out",
            func.coalesce(claim.c.standing, claim.c.record),
        ),
    ),
    claim,
    _STANDS,
)
_participant, _party = schema.participant, schema.party
PARTICIPANTS = View(
    "participants",
    "Somebody with a role in a claim.",
    (
        _CLAIM_ID,
        Column("role", "text", "`agent`, `target`, `source` (who says it) or `via` (what it came through)", _participant.c.role),
        Column("position", "integer", "place among those of this role, from 0", _participant.c.position),
        Column("name", "text", "the actor's name, or the words of the text where no actor is known", _party.c.name),
        Column("actor_id", "text", "id of the actor; `actors` has one row for each", _party.c.actor_id),
        Column("affiliation_id", "text", "id of the actor that a person belongs to", _party.c.affiliation_id),
        Column("certainty", "text", "how surely an agent or target has this role", _participant.c.certainty),
        Column("kind", "text", "of a source: where it stands; of a via: `relay` or `channel`", _participant.c.kind),
    ),
    claim.join(_participant, _participant.c.claim == claim.c.id).join(_party, _participant.c.party == _party.c.id),
    _STANDS,
)
_tally = schema.tally
COUNTS = View(
    "counts",
    "A number of people or things in a claim, and what befell them. An open bound is `NULL`.",
    (
        _CLAIM_ID,
        Column("position", "integer", "place among the claim's counts, from 0", _tally.c.position),
        Column("effect", "text", "what befell them: `killed`, `injured` …", _tally.c.effect),
        Column("who", "text", "who is counted: `civilian`, `child` …", _tally.c.who),
        Column("side", "text", "whose they are", _tally.c.side),
        Column("low", "integer", "lower bound", _tally.c.low),
        Column("best", "integer", "best value", _tally.c.best),
        Column("high", "integer", "upper bound", _tally.c.high),
        Column("approximate", "boolean", "whether the text says about", _tally.c.approximate),
        Column("certainty", "text", "how surely the number is given", _tally.c.certainty),
        Column("subset_of", "integer", "position of the count that this one is part of", _tally.c.subset_of),
    ),
    claim.join(_tally, _tally.c.claim == claim.c.id),
    _STANDS,
)
ARTICLES = View(
    "articles",
    "An article, without its text.",
    (
        Column("doc_id", "text", "id of the article, a hash of its content", article.c.doc_id),
        Column("doc", "text", "the name it was read under", article.c.doc),
        Column("lang", "text", "language", article.c.lang),
        Column("published_earliest", "date", "first day that it can have been published on", article.c.published_earliest),
        Column("published_latest", "date", "last day that it can have been published on", article.c.published_latest),
        Column("published_precision", "text", "how exactly that is known", article.c.published_precision),
        Column("published_origin", "text", "where that was read", article.c.published_origin),
        Column("title", "text", "title", article.c.title),
        Column("url", "text", "address", article.c.url),
        Column("publisher", "text", "who published it", article.c.publisher),
        Column("length", "integer", "characters of its text", article.c.length),
        Column("text_sha256", "text", "SHA-256 of its text in UTF-8", article.c.text_sha256),
        Column("added_at", "moment", "when the ledger got it", article.c.added_at),
        Column("run_id", "text", "the run that brought it", article.c.run_id),
    ),
    article,
)
PLACES = View("places", "A place that any claim or incident is about.", _of_place("itself"), place)
_actor = schema.actor
ACTORS = View(
    "actors",
    "An actor that any claim speaks of, or that such an actor belongs to.",
    (
        Column("actor_id", "text", "id of the actor in the register", _actor.c.actor_id),
        Column("name", "text", "canonical English name", _actor.c.name),
        Column("kind", "text", "what sort of actor", _actor.c.kind),
        Column("country", "text", "its country, ISO 3166-1 alpha-2", _actor.c.country),
    ),
    _actor,
)
INCIDENTS = View(
    "incidents",
    "An incident that stands: several claims that are thought to be about one happening.",
    (
        Column("incident_id", "text", "id of the incident; `claims.incident_id` links into it", incident.c.incident_id),
        Column("type", "text", "event type", incident.c.type),
        Column("status", "text", "how its claims stand to each other", incident.c.status),
        Column("earliest", "date", "first day that it can have been on", incident.c.earliest),
        Column("latest", "date", "last day that it can have been on", incident.c.latest),
        *_of_place("of the incident"),
        Column("sources", "integer", "number of independent sources", incident.c.sources),
        Column("record", "text", "the whole record, JSON as in `ifolge schema incident`", incident.c.record),
        Column("run_id", "text", "the run that made it as it is", incident.c.run_id),
        Column("added_at", "moment", "when the ledger got it", incident.c.added_at),
        Column("changed_at", "moment", "when it changed last", incident.c.changed_at),
    ),
    incident.outerjoin(place, incident.c.place == place.c.id),
    incident.c.retired_at.is_(None),
)
JUDGEMENTS = View(
    "judgements",
    "One person's decision on a claim or an incident, undone ones among them.",
    (
        Column("number", "integer", "order in which they were made", judgement.c.number),
        Column("judgement_id", "text", "id of the judgement", judgement.c.judgement_id),
        Column("subject", "text", "the claim or incident that it was made on", judgement.c.subject),
        Column("verdict", "text", "what was decided", judgement.c.verdict),
        Column("reviewer", "text", "who decided", judgement.c.reviewer),
        Column("judged_at", "moment", "when", judgement.c.judged_at),
        Column("reason", "text", "why", judgement.c.reason),
        Column("slot", "text", "the slot that was corrected", judgement.c.slot),
        Column("value", "text", "what it was corrected to, JSON", judgement.c.value),
        Column("made_on", "text", "SHA-256 of the record that it was made on", judgement.c.made_on),
        Column("undoes", "text", "the judgement that this one undoes", judgement.c.undoes),
        Column("doc_id", "text", "the article of the claim", judgement.c.doc_id),
        Column("claim_id", "text", "the claim that it applies to now", claim.c.claim_id),
        Column("fit", "text", "how it applies there: `same`, `changed`, `kept` or `lost`", attachment.c.fit),
        Column("differs", "text", "slots in which that claim differs from what was judged, with commas between", attachment.c.differs),
    ),
    judgement.outerjoin(attachment, attachment.c.judgement_id == judgement.c.judgement_id).outerjoin(claim, attachment.c.claim == claim.c.id),
)
_run = schema.run
RUNS = View(
    "runs",
    "A run that wrote into the ledger.",
    (
        Column("run_id", "text", "id of the run", _run.c.run_id),
        Column("verb", "text", "the command", _run.c.verb),
        Column("extractor", "text", "the program and version", _run.c.extractor),
        Column("sources", "text", "what it read, one a line", _run.c.sources),
        Column("started_at", "moment", "when it began", _run.c.started_at),
        Column("ended_at", "moment", "when it ended; `NULL` where it was interrupted or goes on", _run.c.ended_at),
        Column("articles", "integer", "articles read", _run.c.articles),
        Column("articles_new", "integer", "articles that were new", _run.c.articles_new),
        Column("claims_new", "integer", "claims that were new", _run.c.claims_new),
        Column("errors", "integer", "errors told", _run.c.errors),
    ),
    _run,
)

VIEWS: dict[str, View] = {view.name: view for view in (CLAIMS, RECORDS, PARTICIPANTS, COUNTS, ARTICLES, PLACES, ACTORS, INCIDENTS, JUDGEMENTS, RUNS)}
"""Every view by its name."""
