"""``ifolge judge`` and ``ifolge judgements``: what people do from the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from ifolge.cli import app
from ifolge.extraction import Extraction
from ifolge.ledger import Store

Extractions = tuple[Extraction, ...]


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def ledger(store: Store, small: Extractions) -> Store:
    store.store(small, extractor="one", run_id=store.begin("run", extractor="one"))
    return store


def run(ledger: Store, *arguments: str, reviewer: str | None = "Kari") -> Any:
    return CliRunner().invoke(app, [*arguments, "--ledger", ledger.name], env={"IFOLGE_REVIEWER": reviewer} if reviewer else {})


def judged(result: Any) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    return dict(json.loads(result.stdout))


def test_a_claim_is_judged_and_the_judgement_printed(ledger: Store) -> None:
    made = judged(run(ledger, "judge", "0a", "accept", "--reason", "read it"))
    assert (made["subject"], made["verdict"], made["reviewer"], made["reason"]) == ("clm_0a", "accept", "Kari", "read it")
    assert ledger.entry("clm_0a").status == "accepted"
    undoing = judged(run(ledger, "judge", "--undo", made["judgement_id"], "--reason", "wrong one", "--reviewer", "Ola", reviewer=None))
    assert (undoing["undoes"], undoing["reviewer"]) == (made["judgement_id"], "Ola")
    assert ledger.entry("clm_0a").status == "unreviewed"


@pytest.mark.parametrize(
    ("slot", "value", "stands"),
    [("polarity", "denied", "denied"), ("polarity", '"denied"', "denied"), ("note", "sett", "sett"), ("place", "null", None), ("counts", "[]", [])],
)
def test_a_slot_is_corrected_by_json_or_a_word(ledger: Store, slot: str, value: str, stands: Any) -> None:
    assert judged(run(ledger, "judge", "clm_0a", "correct", "--slot", slot, "--value", value, "--reason", "b"))["value"] == stands
    assert ledger.entry("clm_0a").claim.to_dict()[slot] == stands


@pytest.mark.parametrize(
    "arguments",
    [
        ("judge", "clm_0a", "accept"),
        ("judge", "clm_0a", "--reason", "b"),
        ("judge", "--reason", "b"),
        ("judge", "clm_0a", "doubt", "--reason", "b"),
        ("judge", "clm_0a", "correct", "--slot", "place", "--reason", "b"),
        ("judge", "clm_0a", "accept", "--value", "1", "--reason", "b"),
        ("judge", "clm_0a", "accept", "--undo", "jud_1", "--reason", "b"),
        ("judge", "--undo", "jud_1", "--slot", "place", "--reason", "b"),
    ],
)
def test_wrong_usage_exits_2_and_leaves_nothing(ledger: Store, arguments: tuple[str, ...]) -> None:
    assert run(ledger, *arguments).exit_code == 2
    assert ledger.judgements() == []


def test_a_reviewer_is_wanted(ledger: Store) -> None:
    assert run(ledger, "judge", "clm_0a", "accept", "--reason", "b", reviewer=None).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "code"), [(("clm_9", "accept"), "IF901"), (("clm_0a", "merge", "--value", "inc_1"), "IF811"), (("--undo", "jud_1"), "IF813")]
)
def test_what_cannot_be_done_has_a_code_and_exits_1(ledger: Store, arguments: tuple[str, ...], code: str) -> None:
    result = run(ledger, "judge", *arguments, "--reason", "b")
    assert result.exit_code == 1
    assert code in result.stderr
    assert result.stdout == ""


def test_judgements_are_listed_with_what_became_of_them(ledger: Store, small: Extractions) -> None:
    kept, note = (judged(run(ledger, "judge", "clm_0a", verdict, "--reason", f"why {verdict}"))["judgement_id"] for verdict in ("accept", "note"))
    undoing = judged(run(ledger, "judge", "--undo", note, "--reason", "no"))["judgement_id"]
    other = judged(run(ledger, "judge", "clm_1a", "reject", "--reason", "b"))["judgement_id"]
    ledger.store([Extraction(small[0].article, ())], extractor="two", run_id=ledger.begin("run", extractor="two"))
    listed = [json.loads(line) for line in run(ledger, "judgements", "--format", "jsonl").stdout.splitlines()]
    assert [(row["judgement_id"], row["counts"], row["fit"]) for row in listed] == [
        (kept, True, "kept"),
        (note, False, None),
        (undoing, False, None),
        (other, True, "same"),
    ]
    result = run(ledger, "judgements", "--misfits", "--format", "jsonl")
    assert [json.loads(line)["judgement_id"] for line in result.stdout.splitlines()] == [kept]
    assert result.exit_code == 0
    assert f"IF815: judgement {kept} (accept by Kari): the extractor no longer makes this claim; what was decided stands" in result.stderr.replace(
        "\n", " "
    )
    assert [json.loads(line)["judgement_id"] for line in run(ledger, "judgements", "--claim", "clm_1a", "--format", "jsonl").stdout.splitlines()] == [
        other
    ]
    shown = " ".join(run(ledger, "judgements").stdout.split())
    assert all(words in shown for words in ("Kari", "accept", "kept", "undone", "applies"))
    assert run(ledger, "judgements", "--claim", "clm_2a").stdout.strip() == "no judgements"
