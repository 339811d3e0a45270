"""A whole export restores an equal ledger; a filtered one tells what the filters want."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ifolge.errors import IfolgeError
from ifolge.extraction import Extraction
from ifolge.ledger import Filters, Store
from ifolge.ledger.lines_in import restore
from ifolge.ledger.lines_out import export_lines

Extractions = tuple[Extraction, ...]


@pytest.fixture
def lived(filled: Store, extractions: Extractions) -> Store:
    """A ledger with a history: decisions, an undoing, a second extractor, a register, messages of a run."""
    first, second, third, fourth = [entry.claim.claim_id for entry in filled.entries()][:4]
    filled.judge(first, "accept", reviewer="Åse", reason="sett i kilden")
    filled.judge(second, "reject", reviewer="Åse", reason="sport")
    wrong = filled.judge(third, "correct", reviewer="Bo", reason="«kan ha»", slot="modality", value="possible")
    filled.judge(fourth, "correct", reviewer="Bo", reason="no place", slot="place", value=None)
    filled.undo(wrong.judgement_id, reviewer="Åse", reason="står ikke der")
    filled.add_register("own.csv", "id,name\nå,Å\n")
    later = [Extraction(e.article, e.claims[1:]) for e in extractions[:5]]
    run_id = filled.begin("run", extractor="two", sources=["a", "b"])
    filled.store(later, extractor="two", run_id=run_id)
    filled.end(run_id, articles=5, articles_new=0, claims_new=3)
    return filled


def lines_of(store: Store, filters: Filters | None = None) -> list[str]:
    return list(export_lines(store) if filters is None else export_lines(store, filters))


def kinds(lines: list[str]) -> list[str]:
    return [next(iter(json.loads(line))) for line in lines]


def test_a_whole_export_restores_an_equal_ledger(lived: Store, fresh: Callable[[], str]) -> None:
    lines = lines_of(lived)
    with restore(fresh(), lines, name="x.jsonl") as restored:
        assert lines_of(restored) == lines
        assert list(restored.entries()) == list(lived.entries())
        assert restored.judgements() == lived.judgements()
        assert restored.misfits() == lived.misfits()
        assert list(restored.articles()) == list(lived.articles())


def test_a_restored_ledger_goes_on(lived: Store, fresh: Callable[[], str], extractions: Extractions) -> None:
    with restore(fresh(), lines_of(lived), name="x.jsonl") as restored:
        for store in (lived, restored):
            store.store(extractions, extractor="three", run_id=store.begin("run", extractor="three"))
        assert [(e.claim, e.status) for e in restored.entries()] == [(e.claim, e.status) for e in lived.entries()]


@pytest.mark.parametrize("kept", [0, 1, 20, 60, 150])
def test_an_interrupted_restoring_goes_on(lived: Store, fresh: Callable[[], str], kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ifolge.ledger.lines_in.LINES_AT_ONCE", 7)
    lines, where = lines_of(lived), fresh()
    restore(where, lines[: 1 + kept], name="x.jsonl").close()
    with restore(where, lines, name="x.jsonl") as restored:
        assert lines_of(restored) == lines
    with restore(where, lines, name="x.jsonl") as again:
        assert lines_of(again) == lines


def test_a_ledger_with_more_in_it_is_left_alone(lived: Store, fresh: Callable[[], str], extractions: Extractions) -> None:
    lines, where = lines_of(lived), fresh()
    with restore(where, lines, name="x.jsonl") as restored:
        restored.store(extractions, extractor="own", run_id=restored.begin("run", extractor="own"))
        before = lines_of(restored)
        with pytest.raises(IfolgeError) as error:
            restore(where, lines, name="x.jsonl")
        assert error.value.issue.code == "IF818"
        assert lines_of(restored) == before


def test_another_ledger_is_left_alone(lived: Store, fresh: Callable[[], str]) -> None:
    where = fresh()
    Store.open(where, create=True).close()
    with pytest.raises(IfolgeError) as error:
        restore(where, lines_of(lived), name="x.jsonl")
    assert error.value.issue.code == "IF818"


@pytest.mark.parametrize("texts", ["evidence", "hashes"])
def test_ledgers_without_texts_are_restored_too(where: str, fresh: Callable[[], str], extractions: Extractions, texts: str) -> None:
    with Store.open(where, create=True, texts=texts) as store:  # type: ignore[arg-type]
        store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
        store.judge(next(store.entries()).claim.claim_id, "accept", reviewer="a", reason="b")
        lines = lines_of(store)
    with restore(fresh(), lines, name="x.jsonl") as restored:
        assert restored.texts == texts
        assert lines_of(restored) == lines


def test_a_filtered_export_has_the_claims_wanted_with_articles_and_judgements(lived: Store) -> None:
    wanted = Filters(types=("violence",), reviewed=True, statuses=("accepted", "rejected", "unreviewed"))
    lines = lines_of(lived, wanted)
    told = [json.loads(line) for line in lines]
    assert [row["claim"]["claim_id"] for row in told if "claim" in row] == [e.claim.claim_id for e in lived.entries(wanted)]
    assert {row["article"]["doc_id"] for row in told if "article" in row} == {e.claim.doc_id for e in lived.entries(wanted)}
    assert told[0]["ledger"]["filters"] == {"types": ["violence"], "reviewed": True, "statuses": ["accepted", "rejected", "unreviewed"]}
    with pytest.raises(IfolgeError) as error:
        restore("unused.db", lines, name="x.jsonl")
    assert error.value.issue.code == "IF817"


def test_tombstones_tell_what_is_gone_since(lived: Store, extractions: Extractions) -> None:
    now = datetime.now(UTC)
    assert "tombstone" not in kinds(lines_of(lived, Filters(updated_since=now)))
    before = {e.claim.claim_id for e in lived.entries()}
    gone = next(lived.entries()).claim
    lived.judge(gone.claim_id, "reject", reviewer="a", reason="b")
    since = [json.loads(line) for line in lines_of(lived, Filters(updated_since=now))]
    assert [row["tombstone"]["claim_id"] for row in since if "tombstone" in row] == [gone.claim_id]
    assert [row["tombstone"]["why"] for row in since if "tombstone" in row] == ["rejected"]
    lived.store([Extraction(e.article, ()) for e in extractions], extractor="none", run_id=lived.begin("run", extractor="none"))
    since = [json.loads(line) for line in lines_of(lived, Filters(updated_since=now - timedelta(days=1)))]
    dropped = {row["tombstone"]["claim_id"] for row in since if "tombstone" in row}
    standing = {e.claim.claim_id for e in lived.entries()}
    assert standing
    assert before - standing <= dropped
    assert not standing & dropped


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        (0, 1, "{}\n"),
        (0, 1, "not json\n"),
        (3, 4, "[]\n"),
        (3, 4, '{"people": {}}\n'),
        (3, 4, '{"article": {"doc_id": "x"}}\n'),
        (-1, None, '{"claim": {}}\n'),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_half_written(lived: Store, fresh: Callable[[], str], line: int, number: int | None, text: str) -> None:
    lines = lines_of(lived)
    lines[line] = text
    where = fresh()
    with pytest.raises(IfolgeError) as error:
        restore(where, io.StringIO("".join(lines)), name="x.jsonl")
    assert error.value.issue.code == "IF816"
    assert error.value.issue.line == (number or len(lines))
    with restore(where, lines_of(lived), name="x.jsonl") as restored:
        assert lines_of(restored) == lines_of(lived)
