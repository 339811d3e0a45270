from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ifolge.evaluation.claims import read_claims
from ifolge.evaluation.facts import SLOTS, Tally
from ifolge.evaluation.gold import GoldArticle, read_gold
from ifolge.evaluation.score import Scores, score, score_by_language
from ifolge.records import Claim

DATA = Path(__file__).parent / "data"
GOLD = sorted(DATA.glob("*.gold.json"))


def tool(shared: Path, gold: list[Path], claims: Path) -> dict[str, Any]:
    """What the project's own scorer says."""
    command = [sys.executable, str(shared / "tools" / "score_claims.py"), *map(str, gold), "--claims", str(claims), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def ifolge_says(gold: list[Path], claims: Path) -> dict[str, Any]:
    return json.loads(json.dumps(score(read_gold(gold), read_claims(claims)).to_dict()))


@pytest.mark.parametrize("seed", range(40))
def test_seed_articles_score_as_the_tool_scores_them(seed: int, shared: Path, seeds: Any, tmp_path: Path) -> None:
    claims = seeds.write(tmp_path / "claims.jsonl", seed=seed)
    assert ifolge_says(seeds.gold, claims) == tool(shared, seeds.gold, claims)


@pytest.mark.parametrize("seed", range(40))
def test_our_articles_score_as_the_tool_scores_them(seed: int, shared: Path, ours: Any, tmp_path: Path) -> None:
    claims = ours.write(tmp_path / "claims.jsonl", seed=seed)
    assert ifolge_says(ours.gold, claims) == tool(shared, ours.gold, claims)


def test_spoilt_claims_score_as_recorded_from_the_tool() -> None:
    recorded = json.loads((DATA / "scores.json").read_text(encoding="utf-8"))
    assert ifolge_says(GOLD, DATA / "claims.jsonl") == recorded


def test_claims_made_from_gold_are_all_right(ours: Any, tmp_path: Path) -> None:
    claims = ours.write(tmp_path / "claims.jsonl", seed=None)
    for name, tally in score(read_gold(ours.gold), read_claims(claims)).rows().items():
        assert tally.right == tally.gold == tally.predicted > 0, name


def test_no_claims_miss_all_but_the_optional() -> None:
    total = score(read_gold(GOLD), {})
    assert total.claim == Tally(0, 11, 0)
    assert total.fact.right == total.fact.predicted == 0
    assert total.fact.f1 == 0


def test_language_scores_add_up_to_the_whole() -> None:
    gold, claims = read_gold(GOLD), read_claims(DATA / "claims.jsonl")
    parts = score_by_language(gold, claims)
    assert list(parts) == ["da", "nb", "sv"]
    assert sum(parts.values(), Scores()) == score(gold, claims)


def claim(**changed: Any) -> Claim:
    words = {"start": 3, "end": 10, "text": "angrepe"}
    return Claim.model_validate(
        {
            "claim_id": "c",
            "doc_id": "d",
            "doc": "a.txt",
            "event_id": "e",
            "lang": "nb",
            "type": "airstrike",
            "trigger": words,
            "evidence": [words],
            "confidence": 1,
            "extractor": {"name": "test", "version": "0", "rule": "-"},
            **changed,
        }
    )


def gold(**changed: Any) -> GoldArticle:
    empty: dict[str, Any] = {"agents": [], "targets": [], "sources": [], "counts": [], "place": None, "time": None}
    plain = {"id": "g", "triggers": [[3, 10]], "types": ["airstrike"], **empty}
    return GoldArticle.model_validate({"doc": "a.txt", "lang": "nb", "claims": [{**plain, **changed}]})


def missed(article: GoldArticle, predicted: Claim) -> dict[str, Tally]:
    """The slots that are not wholly right."""
    slots = score([article], {"a.txt": [predicted]}).slots
    return {slot: slots[slot] for slot in SLOTS if len({slots[slot].right, slots[slot].gold, slots[slot].predicted}) > 1}


SPAN = {"start": 0, "end": 2, "text": "IS"}
PLACE = {"names": ["Idlib"], "country": "SY", "lat": 35.9, "lon": 36.6, "precision": [4]}


def at(lat: float | None, lon: float | None, country: str | None = "SY", name: str = "Idlib") -> dict[str, Any]:
    return {"span": SPAN, "name": name, "country": country, "lat": lat, "lon": lon, "precision": 4}


@pytest.mark.parametrize(
    ("wanted", "got", "right"),
    [
        (PLACE, at(35.9, 36.6), True),
        (PLACE, at(36.9, 36.6), True),
        (PLACE, at(37.1, 36.6), False),
        ({**PLACE, "precision": [1]}, at(36.3, 36.6), False),
        ({**PLACE, "precision": [5]}, at(37.1, 36.6), True),
        (PLACE, at(35.9, 36.6, "TR"), False),
        (PLACE, at(None, None, "TR", "idlib."), True),
        ({**PLACE, "loose": True, "country": "SY|LB"}, at(33.0, 35.9, "LB"), True),
    ],
)
def test_place_is_right_within_the_distance_of_its_precision(wanted: dict[str, Any], got: dict[str, Any], right: bool) -> None:
    assert (missed(gold(place=wanted), claim(place=got)) == {}) is right


def test_place_inherited_from_another_gold_claim_is_harmless() -> None:
    article = gold(place=None)
    other = GoldArticle.model_validate(gold(id="h", triggers=[[90, 91]], place=PLACE, optional=True).model_dump())
    both = article.model_copy(update={"claims": article.claims + other.claims})
    assert missed(both, claim(place=at(35.9, 36.6))) == {}
    assert missed(both, claim(place=at(50.0, 30.0, "UA", "Kyiv"))) == {"place": Tally(0, 0, 1)}


@pytest.mark.parametrize(
    ("earliest", "latest", "right"),
    [
        ("2019-03-13", "2019-03-13", True),
        ("2019-03-12", "2019-03-14", True),
        ("2019-03-12", "2019-03-15", False),
        ("2019-03-14", "2019-03-14", False),
    ],
)
def test_time_holds_the_truth_and_is_no_wider_than_allowed(earliest: str, latest: str, right: bool) -> None:
    time = {"span": SPAN, "earliest": earliest, "latest": latest}
    assert (missed(gold(time={"truth": "2019-03-13", "max_width_days": 3}), claim(time=time)) == {}) is right


def test_time_that_gold_leaves_out_is_no_fault() -> None:
    assert missed(gold(), claim(time={"span": SPAN, "earliest": "2019-03-13", "latest": "2019-03-13"})) == {}


def test_implied_source_of_a_narrated_claim_is_no_fault() -> None:
    source = {"span": SPAN, "kind": "party"}
    assert missed(gold(), claim(attribution={"sources": [source], "implied": True})) == {}
    assert missed(gold(), claim(attribution={"sources": [source]})) == {"source": Tally(0, 0, 1)}


def test_actor_is_right_by_affiliation_and_without_accents() -> None:
    army = {"id": "o", "name": "FSÁ", "kind": "non_state_armed"}
    spokesman = {"id": "p", "name": "X", "kind": "person", "affiliation": army}
    assert missed(gold(agents=[{"names": ["Fsa"]}]), claim(agents=[{"mention": SPAN, "actor": spokesman}])) == {}


def test_victims_are_asked_for_only_where_the_count_is_right() -> None:
    wanted = {"effect": "killed", "who": "civilian|child", "low": 2, "high": None}
    got = {"effect": "killed", "low": 2, "best": 2, "span": SPAN}
    assert missed(gold(counts=[wanted]), claim(counts=[{**got, "who": "child"}])) == {}
    assert missed(gold(counts=[wanted]), claim(counts=[{**got, "who": "woman"}])) == {"who": Tally(0, 1, 1)}
    assert missed(gold(counts=[wanted]), claim(counts=[{**got, "low": 1}])) == {"count": Tally(0, 1, 1)}


@pytest.mark.parametrize(
    ("wanted", "got", "fault"),
    [
        ("asserted", "asserted", {}),
        ("hedged", "possible", {}),
        ("asserted|planned", "planned", {}),
        ("asserted", "planned", {"modality": Tally(0, 0, 1)}),
        ("demanded", "asserted", {"modality": Tally(0, 1, 0)}),
        ("demanded", "planned", {"modality": Tally(0, 1, 1)}),
    ],
)
def test_modality_is_a_fact_only_where_it_is_marked(wanted: str, got: str, fault: dict[str, Tally]) -> None:
    assert missed(gold(modality=wanted), claim(modality=got)) == fault
