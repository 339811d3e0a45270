from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ifolge.errors import IfolgeError
from ifolge.evaluation.claims import read_claims
from ifolge.evaluation.gold import read_gold

DATA = Path(__file__).parent / "data"


def spoilt(**changed: Any) -> str:
    article = json.loads((DATA / "talks_sv.gold.json").read_text(encoding="utf-8"))
    for key, value in changed.items():
        if value is None:
            del article["claims"][0][key]
        else:
            article["claims"][0][key] = value
    return json.dumps(article)


def test_gold_keeps_order_of_claims_and_files() -> None:
    articles = read_gold([DATA / "talks_sv.gold.json", DATA / "border_da.gold.json"])
    assert [a.doc for a in articles] == ["talks_sv.txt", "border_da.txt"]
    assert [c.id for c in articles[0].claims] == ["t1", "t2", "t3", "t4"]


def test_unknown_fields_are_the_annotators_own(tmp_path: Path) -> None:
    path = tmp_path / "x.gold.json"
    path.write_text(spoilt(note="checked twice"), encoding="utf-8")
    assert len(read_gold([path])[0].claims) == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "object"),
        ("{", "JSON"),
        (spoilt(targets=None), "claims.0.targets"),
        (spoilt(types=[]), "claims.0.types"),
        (spoilt(place={"names": ["X"], "country": "SY"}), "lat, lon and precision"),
        (spoilt(time={"truth": "2019-13-01", "max_width_days": 1}), "truth"),
    ],
)
def test_a_file_that_is_no_gold_says_where(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "x.gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IfolgeError, match="IF601") as caught:
        read_gold([path])
    assert told in caught.value.issue.text


def test_the_same_article_twice_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes((DATA / "talks_sv.gold.json").read_bytes())
    with pytest.raises(IfolgeError, match="IF601"):
        read_gold([DATA / "talks_sv.gold.json", copy])


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(IfolgeError, match="IF101"):
        read_gold([tmp_path / "none.json"])
    with pytest.raises(IfolgeError, match="IF101"):
        read_claims(tmp_path / "none.jsonl")


def test_a_line_that_is_no_claim_is_told_by_number(tmp_path: Path) -> None:
    lines = (DATA / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join([lines[0], "", '{"doc": "x"}']), encoding="utf-8")
    with pytest.raises(IfolgeError, match="IF603") as caught:
        read_claims(path)
    assert caught.value.issue.line == 3
