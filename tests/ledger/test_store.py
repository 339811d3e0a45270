"""A ledger keeps what it is given, once, and nothing of it can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from ifolge.errors import IfolgeError
from ifolge.extraction import Extraction
from ifolge.ledger import Store, schema
from ifolge.ledger.migrations.guards import KEPT
from ifolge.ledger.opening import reading, writing
from ifolge.ledger.rows import HIDDEN, sha256
from ifolge.records import Article, Claim

Extractions = tuple[Extraction, ...]


def claims_of(extractions: Extractions) -> list[Claim]:
    return sorted((claim for e in extractions for claim in e.claims), key=lambda c: c.claim_id)


def claims_in(store: Store) -> list[Claim]:
    return sorted((entry.claim for entry in store.entries()), key=lambda c: c.claim_id)


def test_claims_and_articles_come_out_as_they_went_in(filled: Store, extractions: Extractions) -> None:
    assert claims_in(filled) == claims_of(extractions)
    assert list(filled.articles()) == sorted((e.article for e in extractions), key=lambda a: a.doc)
    assert all(entry.article.doc_id == entry.claim.doc_id for entry in filled.entries())


def test_storing_again_adds_nothing(filled: Store, extractions: Extractions) -> None:
    again = filled.store(extractions, extractor="one", run_id=filled.begin("run", extractor="one"))
    assert (again.articles, again.extractions, again.claims, again.retired) == (0, 0, 0, 0)
    assert claims_in(filled) == claims_of(extractions)


def test_another_extractor_takes_the_place_and_the_earlier_claims_are_kept(filled: Store, extractions: Extractions) -> None:
    fewer = [Extraction(e.article, e.claims[:1]) for e in extractions]
    made = filled.store(fewer, extractor="two", run_id=filled.begin("run", extractor="two"))
    assert (made.articles, made.extractions) == (0, len(extractions))
    assert made.retired == len(claims_of(extractions))
    assert claims_in(filled) == claims_of(tuple(fewer))
    with reading(filled.engine, filled.name) as connection:
        kept = connection.execute(select(schema.claim.c.record).where(schema.claim.c.retired_at.is_not(None))).scalars().all()
    assert sorted(kept) == sorted(claim.to_json() for claim in claims_of(extractions))


def test_a_failed_write_leaves_nothing(filled: Store, extractions: Extractions) -> None:
    article = Article(doc_id="doc_x", doc="x.txt", text="…", lang="nb")
    wrong = extractions[0].claims[0].model_copy(update={"polarity": "perhaps", "doc_id": "doc_x"})
    with pytest.raises(DBAPIError):
        filled.store([Extraction(article, (wrong,))], extractor="one", run_id=filled.begin("run", extractor="one"))
    assert "doc_x" not in {a.doc_id for a in filled.articles()}
    right = extractions[0].claims[0].model_copy(update={"doc_id": "doc_x"})
    assert filled.store([Extraction(article, (right,))], extractor="one", run_id=filled.begin("run", extractor="one")).claims == 1


@pytest.mark.parametrize("table", KEPT)
def test_kept_rows_cannot_be_deleted(filled: Store, table: str) -> None:
    filled.add_register("own.csv", "id,name\n")
    filled.judge(next(filled.entries()).claim.claim_id, "note", reviewer="a", reason="b")
    rows = schema.metadata.tables[table]
    with pytest.raises(DBAPIError, match="append-only"), writing(filled.engine, filled.name) as connection:
        connection.execute(delete(rows))


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, columns in KEPT.items() for c in columns or schema.metadata.tables[t].c.keys()])
def test_kept_columns_cannot_be_changed(filled: Store, table: str, column: str) -> None:
    filled.add_register("own.csv", "id,name\n")
    filled.judge(next(filled.entries()).claim.claim_id, "note", reviewer="a", reason="b")
    rows = schema.metadata.tables[table]
    with pytest.raises(DBAPIError, match="append-only"), writing(filled.engine, filled.name) as connection:
        connection.execute(update(rows).values({column: rows.c[column]}))


def test_references_are_checked(filled: Store) -> None:
    with pytest.raises(DBAPIError), writing(filled.engine, filled.name) as connection:
        connection.execute(text("INSERT INTO participant (claim, role, position, party) VALUES (999999, 'agent', 0, 999999)"))


def test_a_ledger_of_evidence_keeps_the_spans_and_no_text(where: str, extractions: Extractions) -> None:
    with Store.open(where, create=True, texts="evidence") as store:
        store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
        assert list(store.articles()) == []
        assert claims_in(store) == claims_of(extractions)


def test_a_ledger_of_hashes_keeps_no_word_of_the_articles(where: str, extractions: Extractions) -> None:
    with Store.open(where, create=True, texts="hashes") as store:
        store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
        kept, given = claims_in(store), claims_of(extractions)
        for claim, original in zip(kept, given, strict=True):
            assert set("".join(span.text for span in claim.spans())) == {HIDDEN}
            assert [(s.start, s.end) for s in claim.spans()] == [(s.start, s.end) for s in original.spans()]
            assert claim.counts == tuple(n.model_copy(update={"span": c.span}) for n, c in zip(original.counts, claim.counts, strict=True))
        with reading(store.engine, store.name) as connection:
            rows = connection.execute(select(schema.article)).all()
        hashes = {e.article.doc_id: sha256(e.article.text) for e in extractions}
        assert {row.doc_id: row.text_sha256 for row in rows} == hashes
        assert all(row.text is None and row.title is None for row in rows)


def test_what_is_kept_of_texts_is_chosen_once(where: str) -> None:
    Store.open(where, create=True, texts="hashes").close()
    Store.open(where, create=True).close()
    with pytest.raises(IfolgeError) as error:
        Store.open(where, create=True, texts="full")
    assert error.value.issue.code == "IF810"


def test_there_is_no_ledger(where: str) -> None:
    with pytest.raises(IfolgeError) as error:
        Store.open(where)
    assert error.value.issue.code == "IF801"


def test_something_else_is_no_ledger(tmp_path: Path) -> None:
    import sqlite3

    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    (tmp_path / "text.db").write_text("a text, and a long one at that " * 100, encoding="utf-8")
    for name in ("other.db", "text.db"):
        with pytest.raises(IfolgeError) as error:
            Store.open(tmp_path / name, create=True)
        assert error.value.issue.code == "IF802"
    for address in ("mysql://localhost/x", "://"):
        with pytest.raises(IfolgeError) as error:
            Store.open(address, create=True)
        assert error.value.issue.code == "IF802"
