"""The tables of a ledger, the same on SQLite and PostgreSQL.

Three kinds of table. *Kept* for ever and never changed: ``article``, ``extraction``, the extracted ``record`` of a ``claim``, ``register``, ``judgement``;
triggers on both back ends see to that (``ifolge.ledger.migrations.guards``). *Derived* from these and rebuilt at will: the other columns of ``claim``, ``participant``,
``tally``, ``attachment``, ``incident``. *Operational*: ``run``, ``fault``, ``feed``, ``file``.

The schema changes by migrations only (``ifolge.ledger.migrations``); a test compares what they make with what stands here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql.type_api import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


@lru_cache(maxsize=1024)
def _in_utc(moment: datetime) -> str:
    """ISO 8601 in UTC, always of the same length. Kept, since thousands of rows bear the time of one transaction."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class Moment(TypeDecorator[datetime]):
    """A point in time with its zone: ``timestamptz`` on PostgreSQL, ISO 8601 in UTC with microseconds, which sorts as text, on SQLite."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return _in_utc(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).astimezone(UTC)


def _one_of(column: str, *values: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=f"{column}_known")


STANDS = text("retired_at IS NULL")
"""Of what stands now; the rest is history."""
LINKED = text("incident_id IS NOT NULL")
"""Of claims that are linked into an incident."""
JUDGED = text("(status <> 'unreviewed' OR corrected <> '')")
"""Of claims that people decided on. A question in these very words finds them by their index."""

ledger = Table(
    "ledger",
    metadata,
    Column("ledger_id", String(32), primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("texts", String(8), nullable=False),
    _one_of("texts", "full", "evidence", "hashes"),
)

run = Table(
    "run",
    metadata,
    Column("run_id", String(32), primary_key=True),
    Column("verb", String(16), nullable=False),
    Column("extractor", String(200), nullable=False),
    Column("sources", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("articles", Integer, nullable=False, server_default="0"),
    Column("articles_new", Integer, nullable=False, server_default="0"),
    Column("claims_new", Integer, nullable=False, server_default="0"),
    Column("errors", Integer, nullable=False, server_default="0"),
)

fault = Table(
    "fault",
    metadata,
    Column("run_id", ForeignKey("run.run_id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("code", String(8), nullable=False),
    Column("at", Text, nullable=False),
    Column("line", Integer),
    Column("said", Text, nullable=False),
    PrimaryKeyConstraint("run_id", "position"),
)

register = Table(
    "register",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("doc_id", String(32), primary_key=True),
    Column("doc", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("published_precision", String(8)),
    Column("published_origin", String(16)),
    Column("published_at", Text),
    Column("body_start", Integer, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("text", Text),
    Column("text_sha256", String(64), nullable=False),
    Column("length", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("run_id", ForeignKey("run.run_id"), nullable=False),
    CheckConstraint("published_earliest <= published_latest", name="published_in_order"),
    CheckConstraint("length >= 0", name="length_not_negative"),
    Index("ix_article_doc", "doc"),
)

extraction = Table(
    "extraction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("doc_id", ForeignKey("article.doc_id"), nullable=False),
    Column("extractor", String(200), nullable=False),
    Column("run_id", ForeignKey("run.run_id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("retired_at", Moment),
    UniqueConstraint("doc_id", "extractor"),
    Index("uq_extraction_current", "doc_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
)

place = Table(
    "place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("place_id", Text),
    Column("name", Text, nullable=False),
    Column("country", String(2)),
    Column("adm1", Text),
    Column("adm2", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("folded", Text, nullable=False),
    CheckConstraint("lat BETWEEN -90 AND 90", name="lat_in_range"),
    CheckConstraint("lon BETWEEN -180 AND 180", name="lon_in_range"),
    Index("ix_place_country", "country"),
    Index("ix_place_place_id", "place_id"),
)

actor = Table(
    "actor",
    metadata,
    Column("actor_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("country", String(2)),
)

party = Table(
    "party",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("actor_id", ForeignKey("actor.actor_id")),
    Column("affiliation_id", ForeignKey("actor.actor_id")),
    Column("folded", Text, nullable=False),
    Index("ix_party_actor_id", "actor_id"),
    Index("ix_party_affiliation_id", "affiliation_id"),
)

incident = Table(
    "incident",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("type", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("place", ForeignKey("place.id")),
    Column("sources", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("retired_at", Moment),
    Column("run_id", ForeignKey("run.run_id"), nullable=False),
    _one_of("status", "single_source", "corroborated", "contested", "admitted", "denied"),
)

claim = Table(
    "claim",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("claim_id", Text, nullable=False),
    Column("extraction", ForeignKey("extraction.id"), nullable=False),
    Column("doc_id", ForeignKey("article.doc_id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("record", Text, nullable=False),
    # What follows is derived from the record and the judgements on it.
    Column("event_id", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("type", String(32), nullable=False),
    Column("polarity", String(8), nullable=False),
    Column("modality", String(12), nullable=False),
    Column("stance", String(8), nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("date_prec", Integer),
    Column("place", ForeignKey("place.id")),
    Column("where_prec", Integer),
    Column("killed", BigInteger),
    Column("confidence", Float, nullable=False),
    Column("standing", Text),
    Column("corrected", Text, nullable=False, server_default=""),
    Column("status", String(10), nullable=False, server_default="unreviewed"),
    Column("incident_id", ForeignKey("incident.incident_id")),
    Column("changed_at", Moment, nullable=False),
    Column("retired_at", Moment),
    UniqueConstraint("claim_id", "extraction"),
    _one_of("polarity", "affirmed", "denied"),
    _one_of("modality", "asserted", "probable", "possible", "planned", "demanded", "hypothetical"),
    _one_of("stance", "states", "confirms", "claims", "denies", "accuses", "suspects", "retracts"),
    _one_of("status", "unreviewed", "accepted", "rejected"),
    CheckConstraint("earliest <= latest", name="in_order"),
    CheckConstraint("date_prec BETWEEN 1 AND 5", name="date_prec_known"),
    CheckConstraint("where_prec BETWEEN 1 AND 7", name="where_prec_known"),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_in_range"),
    Index("ix_claim_incident_id", "incident_id", sqlite_where=LINKED, postgresql_where=LINKED),
    Index("ix_claim_changed_at", "changed_at"),
    *(
        Index(f"ix_claim_current_{name}", *columns, "retired_at", sqlite_where=STANDS, postgresql_where=STANDS)
        for name, columns in {
            "article": ("doc_id", "position", "status"),
            "time": ("earliest", "latest", "type", "place", "status"),
            "place": ("place", "earliest", "latest", "type", "status"),
            "type": ("type", "earliest", "latest", "status"),
            "manner": ("lang", "polarity", "modality", "status"),
            "confidence": ("confidence", "status"),
            "killed": ("killed", "status"),
        }.items()
    ),
    Index("ix_claim_judged", "status", sqlite_where=JUDGED, postgresql_where=JUDGED),
)
"""A claim's row is long: what questions ask of it stands in the indexes, too, ``retired_at`` included, or SQLite would look it up in the row."""

participant = Table(
    "participant",
    metadata,
    Column("claim", ForeignKey("claim.id"), nullable=False),
    Column("role", String(6), nullable=False),
    Column("position", Integer, nullable=False),
    Column("party", ForeignKey("party.id"), nullable=False),
    Column("certainty", String(12)),
    Column("kind", String(12)),
    PrimaryKeyConstraint("claim", "role", "position"),
    _one_of("role", "agent", "target", "source", "via"),
    Index("ix_participant_party", "party", "role", "claim"),
    sqlite_with_rowid=False,
)

tally = Table(
    "tally",
    metadata,
    Column("claim", ForeignKey("claim.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("effect", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("side", Text),
    Column("low", BigInteger),
    Column("best", BigInteger),
    Column("high", BigInteger),
    Column("approximate", Boolean, nullable=False),
    Column("certainty", String(12), nullable=False),
    Column("subset_of", Integer),
    PrimaryKeyConstraint("claim", "position"),
    CheckConstraint("low <= high", name="in_order"),
    sqlite_with_rowid=False,
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("judgement_id", String(32), nullable=False, unique=True),
    Column("subject", Text, nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("judged_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("slot", Text),
    Column("value", Text),
    Column("made_on", String(64), nullable=False),
    Column("state", Text, nullable=False),
    Column("undoes", ForeignKey("judgement.judgement_id"), unique=True),
    Column("doc_id", ForeignKey("article.doc_id")),
    _one_of("verdict", "accept", "reject", "correct", "merge", "split", "note"),
    CheckConstraint("(verdict = 'correct') = (slot IS NOT NULL)", name="slot_of_correction"),
    Index("ix_judgement_subject", "subject"),
    Index("ix_judgement_doc_id", "doc_id"),
)

attachment = Table(
    "attachment",
    metadata,
    Column("judgement_id", ForeignKey("judgement.judgement_id"), primary_key=True),
    Column("claim", ForeignKey("claim.id")),
    Column("fit", String(8), nullable=False),
    Column("differs", Text, nullable=False, server_default=""),
    _one_of("fit", "same", "changed", "kept", "lost"),
    Index("ix_attachment_claim", "claim"),
)

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("location", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("pace", Text),
    Column("checked_at", Moment),
    Column("next_at", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("told", Text),
)

file = Table(
    "file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", String(20), nullable=False),
    Column("read_at", Moment, nullable=False),
)
