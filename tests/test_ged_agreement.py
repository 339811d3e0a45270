"""The agreement of the GED export with gold: nothing but agreement for claims that are gold's own, and each fault where it is made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.ged import Agreement, compared, gold_claim, main, table
from ifolge.evaluation.gold import GoldArticle, GoldClaim
from ifolge.records import Article, Claim

DATA = Path(__file__).parent / "evaluation" / "data"
GOLD = GoldArticle.model_validate_json((DATA / "talks_sv.gold.json").read_bytes())
ARTICLE = Article(doc_id="doc_1", doc=GOLD.doc, text=(DATA / "talks_sv.txt").read_text(encoding="utf-8"), lang="sv")


def as_found(article: Article = ARTICLE, gold: GoldArticle = GOLD, **changes: object) -> Agreement:
    """The agreement when we find just what gold has, but for some changes."""
    claims = [gold_claim(claim, i, article).model_copy(update=changes) for i, claim in enumerate(gold.claims)]
    return compared(gold, article, claims)


def changed(**changes: object) -> GoldArticle:
    """Gold whose one claim with dead is changed."""
    claims = [GoldClaim.model_validate({**claim.model_dump(), **changes}) if claim.id == "t2" else claim for claim in GOLD.claims]
    return GOLD.model_copy(update={"claims": tuple(claims)})


def test_golds_own_claims_agree_in_everything() -> None:
    agreement = as_found()
    assert (agreement.gold, agreement.ours, agreement.found) == (1, 1, 1)  # the other claims are no fights or have no dead
    assert agreement.right == agreement.of == dict.fromkeys(("place", "date", "low", "best", "high"), 1)


@pytest.mark.parametrize(
    ("change", "slot"),
    [
        ({"place": {"names": ["Baku"], "country": "AZ", "lat": 40.4, "lon": 49.9, "precision": [1]}}, "place"),
        ({"time": {"truth": "2020-11-08", "max_width_days": 1}}, "date"),
        ({"counts": [{"effect": "killed", "low": 10, "high": None}]}, "high"),
    ],
)
def test_a_fault_in_one_slot_is_a_fault_in_that_slot(change: dict[str, object], slot: str) -> None:
    found = [gold_claim(claim, i, ARTICLE) for i, claim in enumerate(changed(**change).claims)]
    agreement = compared(GOLD, ARTICLE, found)
    wrong = {name for name in agreement.of if agreement.right[name] < agreement.of[name]}
    assert wrong == ({slot, "best"} if slot == "high" else {slot})


def test_a_place_that_is_only_implied_may_be_left_out() -> None:
    place = {"names": ["Stepanakert"], "country": "AZ", "lat": 39.82, "lon": 46.75, "precision": [1]}
    assert as_found(place=None).of["place"] == 1
    assert as_found(gold=changed(place={**place, "optional": True}), place=None).of["place"] == 0


def test_a_place_where_only_the_country_is_known_goes_by_the_country() -> None:
    loose = changed(place={"names": ["the front"], "country": "AM|AZ", "loose": True})
    found = [gold_claim(claim, i, ARTICLE) for i, claim in enumerate(GOLD.claims)]
    assert compared(loose, ARTICLE, found).right["place"] == 1


def test_rows_are_joined_by_their_triggers() -> None:
    elsewhere = changed(triggers=[[0, 4]])
    found: list[Claim] = [gold_claim(claim, i, ARTICLE) for i, claim in enumerate(GOLD.claims)]
    agreement = compared(elsewhere, ARTICLE, found)
    assert (agreement.gold, agreement.ours, agreement.found) == (1, 1, 0)
    assert compared(changed(triggers=[[0, 4]], optional=True), ARTICLE, found).gold == 0
    assert compared(None, ARTICLE, found).ours == 1


def test_a_part_of_a_number_is_not_added_to_it() -> None:
    counts = [
        {"effect": "killed", "who": who, "low": n, "high": n}
        for who, n in (("unknown", 22), ("aid_worker|unknown", 12), ("civilian", 10), ("child", 3))
    ]
    claim = next(claim for claim in changed(counts=counts).claims if claim.id == "t2")
    assert [count.subset_of for count in gold_claim(claim, 0, ARTICLE).counts] == [None, 0, 0, 0]


def test_table_has_a_line_for_each_language_with_rows() -> None:
    lines = list(table("dev", {"all": as_found(), "nb": Agreement(), "sv": as_found()}))
    assert [line.split()[0] for line in lines] == ["dev", "all", "sv"]
    assert "100.0 (1)" in lines[1]


def test_command_prints_a_split(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from evaluation import ged
    from evaluation.corpora import Corpus

    monkeypatch.setattr(ged, "split_corpus", lambda split: Corpus(split, tuple(sorted(DATA.glob("*.gold.json")))))
    main(["dev"])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("dev")
    assert int(printed[1].split()[1]) == sum(
        any(count["effect"] == "killed" for count in claim["counts"])
        for path in DATA.glob("*.gold.json")
        for claim in json.loads(path.read_text())["claims"]
    )
