"""The quality reached on gold, held by the floors of ``evaluation/floors.json``, and how these move: raised by a command, lowered with a reason."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evaluation.corpora import Corpus, shared_corpus, split_corpus
from evaluation.floors import ALARMS, FILE, SMALLEST, Floor, is_higher, main, measured, missed, read_floors, renew, renewed, sizes, write_floors
from ifolge.extraction import Extractor

KNOWN = read_floors(FILE.read_text(encoding="utf-8"))
DAY = date(2030, 1, 2)
OTHER_GOLD = "the shared gold is not the one that its floors were measured on: make floors"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def assert_reached(corpus: Corpus, extractor: Extractor) -> None:
    low = missed(KNOWN[corpus.name][1], measured(corpus, extractor))
    assert not low, f"{corpus.name}: below the floors of {FILE}\n" + "\n".join(low)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_corpus_reaches_its_floors(split: str, extractor: Extractor) -> None:
    corpus = split_corpus(split)
    assert corpus.sha256 == KNOWN[corpus.name][0], f"{corpus.name} has changed since its floors were measured: make floors"
    assert_reached(corpus, extractor)


@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_shared_gold_reaches_its_floors(name: str, shared: Path, extractor: Extractor) -> None:
    corpus = shared_corpus(name, shared)
    if corpus.sha256 != KNOWN[corpus.name][0]:
        pytest.skip(OTHER_GOLD)
    assert_reached(corpus, extractor)


def test_splits_share_no_article_and_have_hard_negatives() -> None:
    parts = [split_corpus(split) for split in ("train", "dev", "test")]
    files = [path for part in parts for path in (*part.gold_files, *part.negative_files)]
    assert len(files) == len(set(files))
    assert all(len(part.negatives) >= 16 for part in parts)


def test_only_slots_with_enough_facts_have_a_floor() -> None:
    corpus = split_corpus("dev")
    facts = sizes(corpus)
    assert set(KNOWN[corpus.name][1]) == {key for key, n in facts.items() if n >= SMALLEST} | {("all", ALARMS)}
    assert 0 < facts["en", "modality"] < SMALLEST


# How floors move


def test_floor_rises_to_a_point_below_what_is_reached() -> None:
    assert renewed("claim", Floor(0.5), 0.6789, None, DAY) == Floor(0.668)
    assert renewed("claim", None, 0.6789, None, DAY) == Floor(0.668)


def test_floor_never_sinks_without_a_reason() -> None:
    assert renewed("claim", Floor(0.5), 0.4, None, DAY) == Floor(0.5)
    assert renewed("claim", Floor(0.5), 0.505, "within the slack, so that nothing sinks", DAY) == Floor(0.5)


def test_lowered_floor_bears_its_reason_until_it_is_as_high_again() -> None:
    lowered = renewed("claim", Floor(0.5), 0.4, "gold corrected", DAY)
    assert lowered == Floor(0.39, 0.5, "gold corrected", "2030-01-02")
    assert renewed("claim", lowered, 0.3, "again", DAY) == Floor(0.29, 0.5, "again", "2030-01-02")
    assert renewed("claim", lowered, 0.45, None, DAY) == replace(lowered, floor=0.44)
    assert renewed("claim", lowered, 0.51, None, DAY) == Floor(0.5)


def test_alarms_have_a_ceiling() -> None:
    assert renewed(ALARMS, Floor(9), 5, None, DAY) == Floor(6)
    assert renewed(ALARMS, Floor(9), 12, None, DAY) == Floor(9)
    assert renewed(ALARMS, Floor(9), 12, "harder articles", DAY) == Floor(13, 9, "harder articles", "2030-01-02")
    assert missed({("all", ALARMS): Floor(9)}, {("all", ALARMS): 10}) == ["all alarms: 10 where the ceiling is 9"]
    assert not missed({("all", ALARMS): Floor(9)}, {("all", ALARMS): 9})


def test_missed_tells_what_is_low_and_what_has_no_floor() -> None:
    floors = {("nb", "claim"): Floor(0.5), ("nb", "time"): Floor(0.5)}
    reached = {("nb", "claim"): 0.4999, ("nb", "time"): 0.5, ("sv", "time"): 0.9}
    assert missed(floors, reached) == ["sv time: no floor", "nb claim: 0.4999 where the floor is 0.5"]


def test_floors_are_written_as_they_are_read() -> None:
    assert write_floors(KNOWN) == FILE.read_text(encoding="utf-8")
    lowered = {"corpus": ("00", {("nb", "claim"): Floor(0.4), ("all", "fact"): Floor(0.3, 0.5, "gold corrected", "2030-01-02")})}
    assert read_floors(write_floors(lowered)) == lowered


def test_command_raises_what_rose_and_lowers_only_for_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train = split_corpus("train")
    few = Corpus("few", train.gold_files[:4], negative_files=train.negative_files[:2])
    key, file = ("all", "claim"), tmp_path / "floors.json"
    start = {("all", "claim"): Floor(0.001), ("all", "fact"): Floor(0.999)}
    file.write_text(write_floors({"few": ("old", start), "other": ("00", {key: Floor(0.9)})}), encoding="utf-8")

    [low] = renew(file, [few], None, DAY)
    sha256, floors = read_floors(file.read_text(encoding="utf-8"))["few"]
    assert low.startswith("few all fact: ")
    assert sha256 == few.sha256
    assert floors["all", "fact"] == Floor(0.999)
    assert 0.001 < floors[key].floor < 1
    assert floors[key].was is None
    assert f"→ {floors[key].floor:g}" in capsys.readouterr().out

    assert renew(file, [few], "gold corrected", DAY) == []
    after = read_floors(file.read_text(encoding="utf-8"))
    assert after["few"][1]["all", "fact"].reason == "gold corrected"
    assert after["few"][1][key] == floors[key]
    assert after["other"] == ("00", {key: Floor(0.9)})


def test_lowering_demands_a_reason() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lower", " "])
    assert ended.value.code == 2


# The floors of this repository


def test_lowered_floor_bears_a_reason() -> None:
    for name, (_, floors) in KNOWN.items():
        for (lang, slot), floor in floors.items():
            if floor.was is not None:
                assert floor.reason.strip(), f"{name} {lang} {slot}: lowered without a reason"
                assert date.fromisoformat(floor.date)


def test_no_floor_was_lowered_by_hand(root: Path) -> None:
    """Against every earlier state of the file on this line of commits."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout

    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("no git checkout, or no git")
    for commit in git("log", "--first-parent", "--format=%h", "--", str(FILE)).split():
        text = git("show", f"{commit}:{FILE.relative_to(root)}")
        if '"floors"' not in text:  # an older form of the file
            continue
        for name, (_, before) in read_floors(text).items():
            floors = KNOWN.get(name, ("", {}))[1]
            sunk = [
                key for key, old in before.items() if key in floors and floors[key].was is None and is_higher(key[1], old.floor, floors[key].floor)
            ]
            assert not sunk, f'{name}: {sunk} lower than in {commit}, without a reason: make floors LOWER="why"'
