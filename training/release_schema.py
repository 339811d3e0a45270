"""A small ledger with data of every kind, as SQL: ``python training/release_schema.py`` writes ``tests/ledger/released/<schema>.sql`` for the schema of today.

Run it when a schema is released, and never again for that schema: tests bring each of these files forward to the newest one.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from ifolge.extraction import Extraction, Extractor
from ifolge.ledger import Store
from ifolge.ledger.migrations import SCHEMA
from ifolge.reading import read
from ifolge.records import Article

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 2


def main() -> None:
    shortest = sorted((ROOT / "examples").glob("*.txt"), key=lambda path: path.stat().st_size)[:ARTICLES]
    extractor = Extractor()
    made = [Extraction(one, extractor.extract(one)) for one in read(shortest) if isinstance(one, Article)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        fill(path, made)
        with sqlite3.connect(path) as connection:
            dump = "\n".join(connection.iterdump())
        connection.close()
    (ROOT / "tests" / "ledger" / "released" / f"{SCHEMA}.sql").write_text(dump + "\n", encoding="utf-8")


def fill(path: Path, made: list[Extraction]) -> None:
    """Two extractors, a register, and judgements of all kinds, one of which fits no more and one of which is undone."""
    signed = {"reviewer": "reviewer", "reason": "an example"}
    with Store.open(path, create=True) as store:
        store.add_register("own.csv", "id,name\n")
        store.store(made, extractor="first", run_id=store.begin("run", extractor="first", sources=["examples"]))
        one, two, three, *_ = (entry.claim.claim_id for entry in store.entries())
        store.judge(one, "accept", **signed)
        store.judge(two, "reject", **signed)
        store.judge(three, "correct", slot="modality", value="possible", **signed)
        store.undo(store.judge(three, "note", **signed).judgement_id, **signed)
        run_id = store.begin("run", extractor="second")
        fewer = [Extraction(each.article, each.claims[1:]) for each in made]
        written = store.store(fewer, extractor="second", run_id=run_id)
        store.end(run_id, articles=len(made), articles_new=written.articles, claims_new=written.claims)


if __name__ == "__main__":
    main()
