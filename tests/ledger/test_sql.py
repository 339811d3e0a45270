"""SQL over a ledger: the same on both back ends, described column by column, and closed in."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from ifolge.errors import IfolgeError
from ifolge.ledger import STANDINGS, Filters, Store
from ifolge.records import Claim, Incident
from ifolge.sql import VIEWS, Session, answer, session, statements

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "sql.md"
KINDS = {"text": "VARCHAR", "integer": "BIGINT", "decimal": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE", "moment": "TIMESTAMP"}


@pytest.fixture
def judged(filled: Store) -> Store:
    """A ledger with a row in every view."""
    ids = [entry.claim.claim_id for entry in filled.entries()]
    filled.judge(ids[0], "accept", reviewer="a", reason="b")
    filled.judge(ids[1], "reject", reviewer="a", reason="b")
    filled.judge(ids[2], "correct", reviewer="a", reason="b", slot="note", value="attempt")
    filled.store_incidents([Incident(incident_id="inc_1", type="killing", claim_ids=tuple(ids[:3]))], run_id=filled.begin("link", extractor="one"))
    return filled


@pytest.fixture
def opened(judged: Store) -> Iterator[Session]:
    with session(judged) as one:
        yield one


def test_views_hold_the_claims_as_they_stand(opened: Session, judged: Store) -> None:
    entries = {e.claim.claim_id: e for e in judged.entries(Filters(statuses=STANDINGS))}
    rows = opened.run("SELECT * FROM claims").to_pylist()
    assert {row["claim_id"] for row in rows} == set(entries)
    for row in rows:
        entry = entries[row["claim_id"]]
        claim = entry.claim
        assert (row["type"], row["polarity"], row["modality"], row["stance"]) == (
            claim.type,
            claim.polarity,
            claim.modality,
            claim.attribution.stance,
        )
        assert (row["earliest"], row["latest"]) == ((claim.time.earliest, claim.time.latest) if claim.time else (None, None))
        assert (row["place"], row["lat"], row["country"]) == (
            (claim.place.name, claim.place.lat, claim.place.country) if claim.place else (None,) * 3
        )
        assert (row["status"], row["incident_id"], row["corrected"]) == (entry.status, entry.incident_id, ",".join(entry.corrected))
        assert (row["doc"], row["changed_at"].replace(tzinfo=UTC)) == (entry.article.doc, entry.changed_at)
    records = opened.run("SELECT claim_id, record FROM records").to_pylist()
    assert {row["claim_id"]: Claim.from_json(row["record"]) for row in records} == {key: e.claim for key, e in entries.items()}


def test_the_other_views_hold_what_claims_are_made_of(opened: Session, judged: Store) -> None:
    claims = [e.claim for e in judged.entries(Filters(statuses=STANDINGS))]
    roles = {row["role"]: row["n"] for row in opened.run("SELECT role, count(*) AS n FROM participants GROUP BY ALL").to_pylist()}
    assert roles == {
        "agent": sum(len(c.agents) for c in claims),
        "target": sum(len(c.targets) for c in claims),
        "source": sum(len(c.attribution.sources) for c in claims),
        "via": sum(len(c.attribution.via) for c in claims),
    }
    effects = {row["effect"]: row["n"] for row in opened.run("SELECT effect, count(*) AS n FROM counts GROUP BY ALL").to_pylist()}
    assert effects == Counter(n.effect for c in claims for n in c.counts)
    size = judged.size()
    for view, number in (("articles", size.articles), ("judgements", 3), ("runs", 2), ("incidents", 1)):
        assert opened.run(f"SELECT count(*) AS n FROM {view}").to_pylist() == [{"n": number}]
    named = opened.run("SELECT count(*) AS n FROM participants ANTI JOIN actors USING (actor_id) WHERE actor_id IS NOT NULL")
    assert named.to_pylist() == [{"n": 0}]
    assert opened.run("SELECT j.verdict FROM judgements j JOIN claims USING (claim_id) ORDER BY number").column(0).to_pylist() == [
        "accept",
        "reject",
        "correct",
    ]


def test_every_column_is_described_and_of_the_kind_it_is_said_to_be(opened: Session) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for view in VIEWS.values():
        told = {row["column_name"]: row["column_type"] for row in opened.run(f"DESCRIBE {view.name}").to_pylist()}
        assert told == {column.name: KINDS[column.kind] for column in view.columns}
        section = page.partition(f"\n## {view.name}\n")[2].partition("\n## ")[0]
        described = dict(re.findall(r"^\| `(\w+)` \| \w+ \| (.+) \|$", section, re.MULTILINE))
        assert described.keys() == told.keys()
        assert all(words.strip() for words in described.values())
        assert view.doc in section


@pytest.mark.parametrize(
    "statement",
    [
        "COPY claims TO '{there}'",
        "COPY (SELECT 1) TO '{there}' (FORMAT parquet)",
        "EXPORT DATABASE '{there}'",
        "ATTACH '{there}' AS other",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM sqlite_scan('{file}', 'claim')",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET python_enable_replacements = true",
        "SET temp_directory = '{folder}'",
        "SELECT * FROM judged",
        "SELECT * FROM VIEWS",
        "SELECT getenv('HOME')",
        "INSERT INTO claims (claim_id) VALUES ('x')",
        "UPDATE claims SET type = 'killing'",
        "DELETE FROM claims",
    ],
)
def test_nothing_outside_can_be_reached_and_nothing_written(opened: Session, judged: Store, tmp_path: Path, statement: str) -> None:
    file = tmp_path / "data.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    before = judged.size()
    with pytest.raises(IfolgeError) as error:
        opened.run(statement.format(there=tmp_path / "out", file=file, folder=tmp_path))
    assert error.value.issue.code == "IF832"
    assert not (tmp_path / "out").exists()
    assert judged.size() == before


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * FRM claims", 1, 14),
        ("SELECT 'ø' AS ø,\n  nope\nFROM claims", 2, 3),
        ("SELECT 1;\n\nSELECT\n nope FROM claims", 4, 2),
        ("SELECT 'a", 1, 8),
        ("SELECT CAST(type AS INTEGER) FROM claims", 1, 8),
    ],
)
def test_bad_sql_is_told_with_its_position(judged: Store, query: str, line: int, column: int) -> None:
    with pytest.raises(IfolgeError) as error:
        answer(judged, query)
    assert error.value.issue.code == "IF832"
    assert error.value.issue.line == line
    assert f"column {column}:" in error.value.issue.text


def test_names_of_columns_are_told_apart(opened: Session) -> None:
    assert opened.run("SELECT 1 AS a, 2 AS a, 3 AS b, 4 AS a").to_pylist() == [{"a": 1, "a_2": 2, "b": 3, "a_3": 4}]


def test_a_session_is_one_state_of_the_ledger(judged: Store) -> None:
    with session(judged) as opened:
        before = opened.run("SELECT count(*) AS n FROM judgements").to_pylist()
        judged.judge(next(judged.entries()).claim.claim_id, "note", reviewer="a", reason="b")
        assert opened.run("SELECT count(*) AS n FROM judgements").to_pylist() == before
        assert opened.run("SELECT count(*) AS n FROM claims WHERE status = 'rejected'").to_pylist() == [{"n": 1}]
    assert answer(judged, "SELECT count(*) AS n FROM judgements").to_pylist() == [{"n": before[0]["n"] + 1}]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("SELECT 1", [(1, "SELECT 1\n")]),
        ("SELECT 1; SELECT 2;", [(1, "SELECT 1;"), (1, " SELECT 2;")]),
        ("SELECT ';' -- ;\n;\n\nSELECT 2", [(1, "SELECT ';' -- ;\n;"), (3, "\nSELECT 2\n")]),
        ('/* ;\n; */ SELECT ";";', [(1, '/* ;\n; */ SELECT ";";')]),
        ("-- nothing\n", []),
        ("", []),
    ],
)
def test_statements_end_at_semicolons_that_are_none_of_a_string(text: str, parts: list[tuple[int, str]]) -> None:
    found = list(statements(text.splitlines()))
    assert [statement.strip() for _, statement in found] == [statement.strip() for _, statement in parts]
    for begins, statement in found:
        words = statement.strip().splitlines()[0]
        assert any(words in line for line in text.splitlines()[begins - 1 :])


@pytest.mark.parametrize("package", ["duckdb", "pyarrow"])
def test_a_missing_extra_says_which(judged: Store, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(IfolgeError) as error:
        answer(judged, "SELECT 1")
    assert error.value.issue.code == "IF809"
    assert "ifolge[sql]" in error.value.issue.text
