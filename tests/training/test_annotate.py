"""Drafts with quotations become gold with offsets; what an annotator got wrong is told with its claim."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ifolge.evaluation.gold import read_gold
from training.annotate import Fault, gold_of, main, place_of

TEXT = " date 2019-05-14 Minst tolv ble drept da fly bombet Sarmin. Tolv ble såret da fly bombet Binnish, ifølge SOHR.\n"
CLAIM: dict[str, Any] = {
    "trigger": ["bombet", 2],
    "type": "airstrike",
    "sources": [{"q": "SOHR", "names": ["Syrian Observatory for Human Rights"]}],
    "counts": [{"effect": "injured", "low": 12, "best": 12, "high": 12, "q": "Tolv"}],
    "place": {"q": "Binnish", "names": ["Binnish"], "country": "SY", "lat": 35.95, "lon": 36.71, "precision": [1]},
}


def draft(folder: Path, **change: Any) -> Path:
    (folder / "a_nb.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "a_nb.draft.json"
    path.write_text(json.dumps({"doc": "a_nb.txt", "lang": "nb", "claims": [{**CLAIM, **change}]}), encoding="utf-8")
    return path


def test_quotations_become_offsets(tmp_path: Path) -> None:
    assert list(main([draft(tmp_path)])) == []
    [article] = read_gold([tmp_path / "a_nb.gold.json"])
    [claim] = article.claims
    [(start, end)] = claim.triggers
    assert TEXT[start:end] == "bombet"
    assert start > TEXT.index("Tolv")
    gold = json.loads((tmp_path / "a_nb.gold.json").read_text(encoding="utf-8"))["claims"][0]
    for slot, words in (("sources", "SOHR"), ("counts", "Tolv")):
        start, end = gold[slot][0]["span"]
        assert TEXT[start:end] == words


def test_words_and_their_second_place() -> None:
    assert place_of("fly", TEXT) == [TEXT.index("fly"), TEXT.index("fly") + 3]
    assert place_of(["fly", 2], TEXT)[0] == TEXT.rindex("fly")
    with pytest.raises(Fault, match="no 3"):
        place_of(["fly", 3], TEXT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"trigger": "skjøt"}, "no such words"),
        ({"type": "battle"}, "type"),
        ({"modality": "sure"}, "modality"),
        ({"stance": "says"}, "stance"),
        ({"sources": [{"q": "SOHR"}]}, "names"),
        ({"place": {"q": "Binnish", "names": ["Binnish"], "country": "SY"}}, "lat"),
    ],
)
def test_faults_are_told_and_nothing_is_written(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    [told] = main([draft(tmp_path, **change)])
    assert words in told
    assert not (tmp_path / "a_nb.gold.json").exists()
    with pytest.raises(Fault):
        gold_of(tmp_path / "a_nb.draft.json")


def test_articles_may_lie_elsewhere(tmp_path: Path) -> None:
    drafts, texts = tmp_path / "drafts", tmp_path / "texts"
    drafts.mkdir()
    path = draft(drafts)
    for incident in ("one", "two"):
        (texts / incident).mkdir(parents=True)
    (drafts / "a_nb.txt").rename(texts / "one" / "a_nb.txt")
    assert list(main([path], texts)) == []
    [told] = main([path])
    assert "0 articles of the name a_nb.txt" in told
    (texts / "two" / "a_nb.txt").write_text(TEXT, encoding="utf-8")
    [told] = main([path], texts)
    assert "2 articles" in told
