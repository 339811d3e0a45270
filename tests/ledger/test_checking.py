"""A ledger that was damaged in one way or another: each is found, named, and mended where it was derived."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ifolge.extraction import Extraction
from ifolge.ledger import Filters, Store
from ifolge.ledger.checking import check, extent
from ifolge.ledger.migrations.guards import KEPT, missing_guards, renew_guards
from ifolge.ledger.opening import reading

Extractions = tuple[Extraction, ...]
EVERYTHING = Filters(statuses=("unreviewed", "accepted", "rejected"))


def harm(store: Store, *statements: str) -> None:
    """Write past guards and references, as no program of ours can."""
    sqlite = store.engine.dialect.name == "sqlite"
    guards = [f"DROP TRIGGER {table}_{what}" for table in KEPT for what in ("kept", "fixed")]
    raw = store.engine.raw_connection()
    if not sqlite:
        raw.driver_connection.autocommit = True  # type: ignore[union-attr]
    cursor = raw.cursor()
    for statement in (*(["PRAGMA foreign_keys = OFF", *guards] if sqlite else ["SET session_replication_role = replica"]), *statements):
        cursor.execute(statement)
    raw.invalidate()
    if sqlite:
        with store.engine.begin() as connection:
            renew_guards(connection)


def found(store: Store, *, repair: bool = False) -> list[tuple[str, bool]]:
    return [(finding.issue.code, finding.mended) for finding in check(store, repair=repair)]


def said(store: Store) -> str:
    return "\n".join(str(finding.issue) for finding in check(store))


def claims(store: Store) -> list[Any]:
    return [(e.claim, e.status, e.corrected) for e in store.entries(EVERYTHING)]


def test_a_sound_ledger_has_nothing_to_tell(little: Store) -> None:
    steps: list[int] = []
    assert list(check(little, step=steps.append)) == []
    assert sum(steps) == extent(little) == 3 + 5 + 9


@pytest.mark.parametrize("texts", ["evidence", "hashes"])
def test_a_sound_ledger_without_texts_has_nothing_to_tell(where: str, extractions: Extractions, texts: Any) -> None:
    with Store.open(where, create=True, texts=texts) as store:
        store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
        store.judge(next(store.entries()).claim.claim_id, "accept", reviewer="a", reason="b")
        store.store([Extraction(e.article, e.claims[1:]) for e in extractions], extractor="two", run_id=store.begin("run", extractor="two"))
        assert list(check(store)) == []


KEPT_HARM = {
    "text": ("UPDATE article SET text = text || '.' WHERE doc = 'made-1.txt'", "made-1.txt"),
    "text of the same length": ("UPDATE article SET text = replace(text, 'Homs', 'Hama') WHERE doc = 'made-1.txt'", "another hash"),
    "hash": ("UPDATE article SET text_sha256 = 'x' WHERE doc = 'made-1.txt'", "another hash"),
    "length": ("UPDATE article SET length = 5 WHERE doc = 'made-1.txt'", "another length"),
    "text gone": ("UPDATE article SET text = NULL WHERE doc = 'made-1.txt'", "this text is not"),
    "beginning of the body": ("UPDATE article SET body_start = 0 WHERE doc = 'made-1.txt'", "another id"),
    "policy": ("UPDATE ledger SET texts = 'hashes'", "not to keep"),
    "register": ("UPDATE register SET content = 'else'", "register own.csv"),
    "span": ("UPDATE claim SET record = replace(record, '\"start\":', '\"start\":1') WHERE claim_id = 'clm_1a'", "clm_1a"),
    "words of a span": ("UPDATE claim SET record = replace(record, 'drept', 'levde') WHERE claim_id = 'clm_1a'", "is not 'levde'"),
    "record": ("UPDATE claim SET record = '{}' WHERE claim_id = 'clm_1a'", "cannot be read"),
    "another record": ("UPDATE claim SET record = (SELECT record FROM claim WHERE claim_id = 'clm_1b') WHERE claim_id = 'clm_1a'", "that of clm_1b"),
    "reviewer": ("UPDATE judgement SET reviewer = 'somebody' WHERE number = 1", "what it says has another hash"),
    "verdict": ("UPDATE judgement SET verdict = 'reject' WHERE number = 1", "what it says has another hash"),
    "moment": (
        "UPDATE judgement SET judged_at = (SELECT judged_at FROM judgement WHERE number = 2) WHERE number = 1",
        "what it says has another hash",
    ),
    "state": ("UPDATE judgement SET state = replace(state, 'killing', 'shelling') WHERE number = 1", "the state it was made on has another hash"),
    "state that is none": ("UPDATE judgement SET state = '{}' WHERE number = 1", "cannot be read"),
    "article of a claim": ("DELETE FROM article WHERE doc = 'made-1.txt'", "there is no article"),
    "run of an article": ("DELETE FROM run", "there is no run"),
}


@pytest.mark.parametrize("what", KEPT_HARM)
def test_kept_data_that_was_changed_is_found_and_left_as_it_is(little: Store, what: str) -> None:
    statement, words = KEPT_HARM[what]
    harm(little, statement)
    if what == "policy":
        little.texts = "hashes"
    assert words in said(little)
    assert dict(found(little, repair=True))["IF844"] is False
    assert words in said(little)


DERIVED_HARM = {
    "type": "UPDATE claim SET type = 'shelling' WHERE claim_id = 'clm_1a'",
    "killed": "UPDATE claim SET killed = 1000 WHERE claim_id = 'clm_1a'",
    "days": "UPDATE claim SET latest = '2022-01-01' WHERE claim_id = 'clm_1a'",
    "confidence": "UPDATE claim SET confidence = 1 WHERE claim_id = 'clm_1a'",
    "place of a claim": "UPDATE claim SET place = NULL WHERE claim_id = 'clm_1a'",
    "place that is not there": "UPDATE claim SET place = 99 WHERE claim_id = 'clm_1a'",
    "place itself": "UPDATE place SET lat = 0, folded = 'x'",
    "key of a place": "UPDATE place SET key = 'x'",
    "status": "UPDATE claim SET status = 'unreviewed'",
    "status of nobody": "UPDATE claim SET status = 'accepted' WHERE claim_id = 'clm_1a'",
    "standing": "UPDATE claim SET standing = NULL, corrected = ''",
    "standing of nobody": "UPDATE claim SET standing = record, corrected = 'type' WHERE claim_id = 'clm_1a'",
    "retired": "UPDATE claim SET retired_at = changed_at WHERE claim_id = 'clm_1a'",
    "participants gone": "DELETE FROM participant",
    "participant of another role": "UPDATE participant SET role = 'target', position = 7 WHERE role = 'agent'",
    "participant of nobody": "INSERT INTO participant (claim, role, position, party) SELECT 99, 'agent', 0, party FROM participant LIMIT 1",
    "party that is not there": "UPDATE participant SET party = 99",
    "party itself": "UPDATE party SET name = 'Else'",
    "actors gone": "DELETE FROM actor",
    "counts gone": "DELETE FROM tally",
    "count": "UPDATE tally SET low = 1",
    "count of nobody": "INSERT INTO tally (claim, position, effect, who, approximate, certainty) VALUES (99, 0, 'killed', 'unknown', false, 'asserted')",
    "fit": "UPDATE attachment SET fit = 'lost'",
    "incident that is not there": "UPDATE claim SET incident_id = 'inc_9' WHERE claim_id = 'clm_1a'",
    "no extraction stands": "UPDATE extraction SET retired_at = made_at",
    "index": "DROP INDEX ix_claim_judged",
    "index of another column": "DROP INDEX ix_claim_incident_id; CREATE INDEX ix_claim_incident_id ON claim (lang)",
}


@pytest.mark.parametrize("what", DERIVED_HARM)
def test_derived_data_that_is_wrong_is_found_and_made_anew(little: Store, what: str) -> None:
    before = claims(little)
    harm(little, *DERIVED_HARM[what].split("; "))
    assert set(found(little)) == {("IF845", False)}
    assert set(found(little, repair=True)) == {("IF845", True)}
    assert said(little) == ""
    assert claims(little) == before
    assert list(little.entries(Filters(places=("Homs",), order="time"))) != []


ATTACHED_HARM = {
    "gone": "DELETE FROM attachment",
    "to nothing": "UPDATE attachment SET claim = NULL",
    "to a claim that is not there": "UPDATE attachment SET claim = 99",
    "to another article": "UPDATE attachment SET claim = (SELECT id FROM claim WHERE claim_id = 'clm_1a')",
}


@pytest.mark.parametrize("what", ATTACHED_HARM)
@pytest.mark.parametrize("again", [False, True])
def test_orphaned_judgements_are_found_and_attached_anew(little: Store, small: Extractions, what: str, again: bool) -> None:
    if again:  # they belong to the claims of the newest extractor
        renamed = [c.model_copy(update={"claim_id": f"{c.claim_id}2"}) for c in small[0].claims]
        little.store([Extraction(small[0].article, tuple(renamed))], extractor="two", run_id=little.begin("run", extractor="two"))
    before = claims(little)
    harm(little, ATTACHED_HARM[what])
    assert ("IF846", False) in found(little)
    assert ("IF846", True) in found(little, repair=True)
    assert said(little) == ""
    assert claims(little) == before


def test_two_extractions_that_stand_are_found_and_the_newest_is_taken(little: Store, small: Extractions) -> None:
    little.store([Extraction(e.article, e.claims[:1]) for e in small], extractor="two", run_id=little.begin("run", extractor="two"))
    before = claims(little)
    harm(little, "DROP INDEX uq_extraction_current", "UPDATE extraction SET retired_at = NULL", "UPDATE claim SET retired_at = NULL")
    assert "2 extractions of it stand" in said(little)
    # The index cannot be put back while two stand: first these are mended.
    with reading(little.engine, little.name) as connection:
        assert missing_guards(connection) == []
    assert ("IF845", True) in found(little, repair=True)
    assert said(little) == ""
    assert claims(little) == before


@pytest.mark.parametrize("guard", ["claim_kept", "judgement_fixed"])
def test_missing_guards_are_found_and_put_back(little: Store, guard: str) -> None:
    table = guard.split("_")[0]
    with little.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER {guard}" + (f" ON {table}" if connection.dialect.name == "postgresql" else "")))
    assert found(little) == [("IF847", False)]
    assert guard in said(little)
    assert found(little, repair=True) == [("IF847", True)]
    assert said(little) == ""
    with pytest.raises(Exception, match="append-only"), little.engine.begin() as connection:
        connection.execute(text("UPDATE judgement SET reviewer = 'x'"))


def test_a_guard_that_does_nothing_is_none(little: Store) -> None:
    with little.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER claim_kept"))
            connection.execute(text("CREATE TRIGGER claim_kept BEFORE DELETE ON claim BEGIN SELECT 1; END"))
        else:
            connection.execute(text("ALTER TABLE claim DISABLE TRIGGER claim_kept"))
    assert found(little) == [("IF847", False)]
    assert found(little, repair=True) == [("IF847", True)]
    assert said(little) == ""


def test_a_missing_column_is_another_schema(little: Store) -> None:
    harm(little, "ALTER TABLE feed DROP COLUMN told")
    assert found(little, repair=True) == [("IF848", False)]
    assert "told" in said(little) or "feed" in said(little)


def test_tables_of_others_in_the_same_database_are_their_own(little: Store) -> None:
    harm(little, "CREATE TABLE theirs (x integer)")
    assert said(little) == ""


def test_damaged_pages_are_found(tmp_path: Path, extractions: Extractions) -> None:
    path = tmp_path / "ledger.db"
    with Store.open(path, create=True) as store:
        store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute("SELECT pageno FROM dbstat WHERE name = 'feed' LIMIT 1").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with Store.open(path) as store:
        assert ("IF843", False) in found(store)


def test_an_index_that_does_not_fit_its_table_is_made_anew(tmp_path: Path, small: Extractions) -> None:
    path = tmp_path / "ledger.db"
    with Store.open(path, create=True) as store:
        store.store(small, extractor="one", run_id=store.begin("run", extractor="one"))
        with store.engine.begin() as connection:  # the index is of another column now, its entries are not
            connection.exec_driver_sql("PRAGMA writable_schema = ON")
            connection.exec_driver_sql("UPDATE sqlite_master SET sql = replace(sql, '(doc)', '(lang)') WHERE name = 'ix_article_doc'")
        store.engine.dispose()
        with store.engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA writable_schema = ON")
            connection.exec_driver_sql("UPDATE article SET doc = doc WHERE 0")
        assert "ix_article_doc" in said(store)
