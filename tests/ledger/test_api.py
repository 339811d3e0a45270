"""The ledger in Python is the ledger of the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ifolge
from ifolge.errors import IfolgeError
from ifolge.ledger import Filters, Store

GUIDE = Path(__file__).parents[2] / "docs" / "ledger-python.md"


@pytest.fixture
def ledger(filled: Store) -> ifolge.Ledger:
    return ifolge.Ledger(filled)


def test_claims_and_tables_are_those_of_the_store(ledger: ifolge.Ledger) -> None:
    given = {"types": "violence", "since": "2019", "order": "confidence", "descending": True}
    entries = list(ledger.store.entries(Filters.of(**given)))
    assert entries
    assert list(ledger.claims(**given)) == entries
    assert ledger.count(**given) == len(entries)
    ids = [e.claim.claim_id for e in entries]
    assert ledger.arrow(**given).column("claim_id").to_pylist() == ids
    assert list(ledger.pandas(**given)["claim_id"]) == ids
    assert ledger.polars(**given)["claim_id"].to_list() == ids


def test_listings_are_those_of_the_store(ledger: ifolge.Ledger) -> None:
    wanted = Filters(languages=("nb",))
    assert list(ledger.sources(languages="nb", limit=3)) == list(ledger.store.sources(wanted, limit=3))
    assert list(ledger.actors(languages="nb", order="name", descending=True)) == list(ledger.store.actors(wanted, order="name", descending=True))
    assert list(ledger.incidents(languages="nb")) == []
    assert ledger.sql("SELECT count(*) AS n FROM claims; SELECT 2 AS n").to_pylist() == [{"n": 2}]


def test_decisions_are_the_stores(ledger: ifolge.Ledger) -> None:
    claim = next(ledger.claims()).claim.claim_id
    one = ledger.judge(claim, "accept", reviewer="a", reason="b")
    assert next(e for e in ledger.claims(reviewed=True)).claim.claim_id == claim
    ledger.undo(one.judgement_id, reviewer="a", reason="c")
    assert ledger.count(reviewed=True) == 0


def test_filters_are_checked_when_asked_for(ledger: ifolge.Ledger) -> None:
    for ask in (ledger.claims, ledger.count, ledger.arrow, ledger.sources, ledger.actors, ledger.incidents):
        with pytest.raises(IfolgeError) as error:
            ask(types="murder")
        assert error.value.issue.code == "IF811"


def test_the_guide_runs_as_it_is_written(where: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(root)
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 6
    names: dict[str, object] = {}
    for block in blocks:
        exec(block.replace('"news.db"', repr(where)), names)
    said = capsys.readouterr().out
    assert re.match(r"\d+ articles, \d+ claims\n", said)
    assert "AFP" in said
    with Store.open(where) as store:
        assert [one.undoes is None for one in store.judgements()] == [True, False]
