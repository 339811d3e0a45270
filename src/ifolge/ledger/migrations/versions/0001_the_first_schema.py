"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ifolge.ledger.migrations.guards import GUARDS
from ifolge.ledger.schema import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first schema."""
    op.create_table(
        "actor",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_actor")),
    )
    op.create_table(
        "feed",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("pace", sa.Text(), nullable=True),
        sa.Column("checked_at", Moment, nullable=True),
        sa.Column("next_at", Moment, nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feed")),
    )
    op.create_table(
        "file",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mtime_ns", sa.String(length=20), nullable=False),
        sa.Column("read_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_file")),
    )
    op.create_table(
        "ledger",
        sa.Column("ledger_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("texts", sa.String(length=8), nullable=False),
        sa.CheckConstraint("texts IN ('full', 'evidence', 'hashes')", name=op.f("ck_ledger_texts_known")),
        sa.PrimaryKeyConstraint("ledger_id", name=op.f("pk_ledger")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("adm1", sa.Text(), nullable=True),
        sa.Column("adm2", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_place_lat_in_range")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_place_lon_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("key", name=op.f("uq_place_key")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index("ix_place_country", ["country"], unique=False)
        batch_op.create_index("ix_place_place_id", ["place_id"], unique=False)

    op.create_table(
        "register",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_register")),
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.String(length=32), nullable=False),
        sa.Column("verb", sa.String(length=16), nullable=False),
        sa.Column("extractor", sa.String(length=200), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("ended_at", Moment, nullable=True),
        sa.Column("articles", sa.Integer(), server_default="0", nullable=False),
        sa.Column("articles_new", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claims_new", sa.Integer(), server_default="0", nullable=False),
        sa.Column("errors", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
    )
    op.create_table(
        "article",
        sa.Column("doc_id", sa.String(length=32), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.String(length=8), nullable=True),
        sa.Column("published_origin", sa.String(length=16), nullable=True),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("body_start", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("run_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("length >= 0", name=op.f("ck_article_length_not_negative")),
        sa.CheckConstraint("published_earliest <= published_latest", name=op.f("ck_article_published_in_order")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_article_run_id_run")),
        sa.PrimaryKeyConstraint("doc_id", name=op.f("pk_article")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index("ix_article_doc", ["doc"], unique=False)

    op.create_table(
        "fault",
        sa.Column("run_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_fault_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_fault")),
    )
    op.create_table(
        "incident",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("retired_at", Moment, nullable=True),
        sa.Column("run_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("status IN ('single_source', 'corroborated', 'contested', 'admitted', 'denied')", name=op.f("ck_incident_status_known")),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name=op.f("fk_incident_place_place")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_incident_run_id_run")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incident")),
    )
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("affiliation_id", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.actor_id"], name=op.f("fk_party_actor_id_actor")),
        sa.ForeignKeyConstraint(["affiliation_id"], ["actor.actor_id"], name=op.f("fk_party_affiliation_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("key", name=op.f("uq_party_key")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index("ix_party_actor_id", ["actor_id"], unique=False)
        batch_op.create_index("ix_party_affiliation_id", ["affiliation_id"], unique=False)

    op.create_table(
        "extraction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doc_id", sa.String(length=32), nullable=False),
        sa.Column("extractor", sa.String(length=200), nullable=False),
        sa.Column("run_id", sa.String(length=32), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("retired_at", Moment, nullable=True),
        sa.ForeignKeyConstraint(["doc_id"], ["article.doc_id"], name=op.f("fk_extraction_doc_id_article")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_extraction_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction")),
        sa.UniqueConstraint("doc_id", "extractor", name=op.f("uq_extraction_doc_id_extractor")),
    )
    with op.batch_alter_table("extraction", schema=None) as batch_op:
        batch_op.create_index(
            "uq_extraction_current",
            ["doc_id"],
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )

    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("judgement_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("judged_at", Moment, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("made_on", sa.String(length=64), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(length=32), nullable=True),
        sa.Column("doc_id", sa.String(length=32), nullable=True),
        sa.CheckConstraint("(verdict = 'correct') = (slot IS NOT NULL)", name=op.f("ck_judgement_slot_of_correction")),
        sa.CheckConstraint("verdict IN ('accept', 'reject', 'correct', 'merge', 'split', 'note')", name=op.f("ck_judgement_verdict_known")),
        sa.ForeignKeyConstraint(["doc_id"], ["article.doc_id"], name=op.f("fk_judgement_doc_id_article")),
        sa.ForeignKeyConstraint(["undoes"], ["judgement.judgement_id"], name=op.f("fk_judgement_undoes_judgement")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgement")),
        sa.UniqueConstraint("judgement_id", name=op.f("uq_judgement_judgement_id")),
        sa.UniqueConstraint("undoes", name=op.f("uq_judgement_undoes")),
    )
    with op.batch_alter_table("judgement", schema=None) as batch_op:
        batch_op.create_index("ix_judgement_doc_id", ["doc_id"], unique=False)
        batch_op.create_index("ix_judgement_subject", ["subject"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("extraction", sa.Integer(), nullable=False),
        sa.Column("doc_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("polarity", sa.String(length=8), nullable=False),
        sa.Column("modality", sa.String(length=12), nullable=False),
        sa.Column("stance", sa.String(length=8), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("date_prec", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("where_prec", sa.Integer(), nullable=True),
        sa.Column("killed", sa.BigInteger(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=True),
        sa.Column("corrected", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.String(length=10), server_default="unreviewed", nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=True),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("retired_at", Moment, nullable=True),
        sa.CheckConstraint(
            "modality IN ('asserted', 'probable', 'possible', 'planned', 'demanded', 'hypothetical')", name=op.f("ck_claim_modality_known")
        ),
        sa.CheckConstraint("polarity IN ('affirmed', 'denied')", name=op.f("ck_claim_polarity_known")),
        sa.CheckConstraint(
            "stance IN ('states', 'confirms', 'claims', 'denies', 'accuses', 'suspects', 'retracts')", name=op.f("ck_claim_stance_known")
        ),
        sa.CheckConstraint("status IN ('unreviewed', 'accepted', 'rejected')", name=op.f("ck_claim_status_known")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_claim_confidence_in_range")),
        sa.CheckConstraint("date_prec BETWEEN 1 AND 5", name=op.f("ck_claim_date_prec_known")),
        sa.CheckConstraint("earliest <= latest", name=op.f("ck_claim_in_order")),
        sa.CheckConstraint("where_prec BETWEEN 1 AND 7", name=op.f("ck_claim_where_prec_known")),
        sa.ForeignKeyConstraint(["doc_id"], ["article.doc_id"], name=op.f("fk_claim_doc_id_article")),
        sa.ForeignKeyConstraint(["extraction"], ["extraction.id"], name=op.f("fk_claim_extraction_extraction")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.incident_id"], name=op.f("fk_claim_incident_id_incident")),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name=op.f("fk_claim_place_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("claim_id", "extraction", name=op.f("uq_claim_claim_id_extraction")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index("ix_claim_changed_at", ["changed_at"], unique=False)
        batch_op.create_index(
            "ix_claim_current_article",
            ["doc_id", "position", "status", "retired_at"],
            unique=False,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )
        batch_op.create_index(
            "ix_claim_current_confidence",
            ["confidence", "status", "retired_at"],
            unique=False,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )
        batch_op.create_index(
            "ix_claim_current_killed",
            ["killed", "status", "retired_at"],
            unique=False,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )
        batch_op.create_index(
            "ix_claim_current_manner",
            ["lang", "polarity", "modality", "status", "retired_at"],
            unique=False,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )
        batch_op.create_index(
            "ix_claim_current_place",
            ["place", "earliest", "latest", "type", "status", "retired_at"],
            unique=False,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )
        batch_op.create_index(
            "ix_claim_current_time",
            ["earliest", "latest", "type", "place", "status", "retired_at"],
            unique=False,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )
        batch_op.create_index(
            "ix_claim_current_type",
            ["type", "earliest", "latest", "status", "retired_at"],
            unique=False,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )
        batch_op.create_index(
            "ix_claim_incident_id",
            ["incident_id"],
            unique=False,
            sqlite_where=sa.text("incident_id IS NOT NULL"),
            postgresql_where=sa.text("incident_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_claim_judged",
            ["status"],
            unique=False,
            sqlite_where=sa.text("(status <> 'unreviewed' OR corrected <> '')"),
            postgresql_where=sa.text("(status <> 'unreviewed' OR corrected <> '')"),
        )

    op.create_table(
        "attachment",
        sa.Column("judgement_id", sa.String(length=32), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=True),
        sa.Column("fit", sa.String(length=8), nullable=False),
        sa.Column("differs", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("fit IN ('same', 'changed', 'kept', 'lost')", name=op.f("ck_attachment_fit_known")),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_attachment_claim_claim")),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgement.judgement_id"], name=op.f("fk_attachment_judgement_id_judgement")),
        sa.PrimaryKeyConstraint("judgement_id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("ix_attachment_claim", ["claim"], unique=False)

    op.create_table(
        "participant",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("certainty", sa.String(length=12), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=True),
        sa.CheckConstraint("role IN ('agent', 'target', 'source', 'via')", name=op.f("ck_participant_role_known")),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_participant_claim_claim")),
        sa.ForeignKeyConstraint(["party"], ["party.id"], name=op.f("fk_participant_party_party")),
        sa.PrimaryKeyConstraint("claim", "role", "position", name=op.f("pk_participant")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index("ix_participant_party", ["party", "role", "claim"], unique=False)

    op.create_table(
        "tally",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("best", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("certainty", sa.String(length=12), nullable=False),
        sa.Column("subset_of", sa.Integer(), nullable=True),
        sa.CheckConstraint("low <= high", name=op.f("ck_tally_in_order")),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_tally_claim_claim")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    for statement in GUARDS[op.get_bind().dialect.name]():
        op.execute(statement)
