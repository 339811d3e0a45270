"""Floors: the least F1 of each slot in each language of each corpus, kept in ``floors.json`` and held by ``tests/test_floors.py``.

    make floors                                # measure, and raise every floor that can rise; status 1 where one is not reached
    make floors LOWER="why this must be"       # lower those that are not reached, too; reason and day are written beside each

``alarms``, the violent claims in hard negatives, is a ceiling; everything here that rises sinks for it. Floors stand a little under what was measured, so that a
processor that rounds otherwise breaks nothing.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.corpora import SHARED, Corpus, extracted, shared_corpus, split_corpus
from ifolge.evaluation.score import score, score_by_language
from ifolge.extraction import Extractor
from ifolge.languages import LANGUAGES

FILE = Path(__file__).with_name("floors.json")
SLOTS = ("claim", "fact", "agent", "target", "source", "count", "place", "time", "modality", "polarity")
ALARMS = "alarms"
SMALLEST = 15
"""A slot with fewer facts in gold has no floor: one fact more or less would move it too far."""
SLACK, ALARM_SLACK = 0.01, 1

Rows = dict[tuple[str, str], float]
"""A figure for each language (or ``all``) and slot."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least figure. One that was lowered knows how high it stood, why it was lowered, and when; it forgets that once it stands as high again."""

    floor: float
    was: float | None = None
    reason: str = ""
    date: str = ""

    @classmethod
    def of(cls, stored: float | Mapping[str, Any]) -> Floor:
        """What ``floors.json`` has: a number, or an object where it was lowered."""
        return cls(**stored) if isinstance(stored, Mapping) else cls(stored)

    @property
    def stored(self) -> float | dict[str, Any]:
        """The form in which ``floors.json`` has it."""
        return self.floor if self.was is None else asdict(self)


Floors = dict[tuple[str, str], Floor]


def corpora(shared: Path = SHARED) -> list[Corpus]:
    """What is measured: gold of the shared folder where there is one, and the parts of our corpus that no model is trained on."""
    ours = [split_corpus("dev"), split_corpus("test")]
    return [*(shared_corpus(name, shared) for name in ("seeds", "dev") if shared.is_dir()), *ours]


def sizes(corpus: Corpus) -> Rows:
    """How many facts gold has of each slot in each language, whatever is extracted."""
    return _rows(corpus, {}, "gold")


def measured(corpus: Corpus, extractor: Extractor) -> Rows:
    """F1 of each slot that is large enough, and the number of alarms where there are hard negatives."""
    claims = {Path(one.article.doc).name: one.claims for one in extracted([*corpus.texts, *corpus.negatives], extractor)}
    enough = {key for key, facts in sizes(corpus).items() if facts >= SMALLEST}
    rows = {key: f1 for key, f1 in _rows(corpus, claims, "f1").items() if key in enough}
    if corpus.negatives:
        rows["all", ALARMS] = corpus.alarms(claims)
    return rows


def _rows(corpus: Corpus, claims: Mapping[str, Any], figure: str) -> Rows:
    by_language = score_by_language(corpus.gold, claims)
    scores = {"all": score(corpus.gold, claims), **{lang: by_language[lang] for lang in LANGUAGES if lang in by_language}}
    return {(lang, slot): getattr(one.rows()[slot], figure) for lang, one in scores.items() for slot in SLOTS}


def is_higher(slot: str, one: float, other: float) -> bool:
    """Whether one figure is better than another."""
    return one < other if slot == ALARMS else one > other


def floor_of(slot: str, reached: float) -> float:
    """The floor for what was measured: a point lower, to three decimals; the ceiling one claim higher."""
    return reached + ALARM_SLACK if slot == ALARMS else math.floor((reached - SLACK) * 1000) / 1000


def renewed(slot: str, old: Floor | None, reached: float, reason: str | None, today: date) -> Floor:
    """The floor after a measurement: risen, or lowered where it is not reached and there is a reason, or as it was."""
    new = floor_of(slot, reached)
    if old is None:
        return Floor(new)
    if is_higher(slot, new, old.floor):
        as_high_again = old.was is None or not is_higher(slot, old.was, new)
        return Floor(new) if as_high_again else Floor(new, old.was, old.reason, old.date)
    if is_higher(slot, old.floor, reached) and reason:
        return Floor(new, old.floor if old.was is None else old.was, reason, today.isoformat())
    return old


def missed(floors: Floors, reached: Rows) -> list[str]:
    """Every floor that is not reached, in words, and every slot that has none although it is large enough."""
    found = [f"{lang} {slot}: no floor" for lang, slot in reached if (lang, slot) not in floors]
    for (lang, slot), floor in floors.items():
        if (lang, slot) in reached and is_higher(slot, floor.floor, reached[lang, slot]):
            found.append(f"{lang} {slot}: {reached[lang, slot]:.4g} where the {'ceiling' if slot == ALARMS else 'floor'} is {floor.floor:g}")
    return found


def read_floors(text: str) -> dict[str, tuple[str, Floors]]:
    """Hash and floors of each corpus, as ``floors.json`` has them."""
    stored: dict[str, dict[str, Any]] = json.loads(text)
    return {
        name: (one["sha256"], {(lang, slot): Floor.of(value) for lang, row in one["floors"].items() for slot, value in row.items()})
        for name, one in stored.items()
    }


def write_floors(known: Mapping[str, tuple[str, Floors]]) -> str:
    """The text of ``floors.json``."""
    stored: dict[str, Any] = {}
    for name, (sha256, floors) in known.items():
        rows: dict[str, dict[str, Any]] = {}
        for (lang, slot), floor in floors.items():
            rows.setdefault(lang, {})[slot] = floor.stored
        stored[name] = {"sha256": sha256, "floors": rows}
    return json.dumps(stored, ensure_ascii=False, indent=2) + "\n"


def told(name: str, before: Floors, after: Floors) -> Iterator[str]:
    """A line for every floor that moved."""
    for (lang, slot), floor in after.items():
        old = before.get((lang, slot))
        if old is None or old.floor != floor.floor:
            yield f"{name:12} {lang:4} {slot:9} {'' if old is None else f'{old.floor:g}':>6} → {floor.floor:g}"


def renew(file: Path, measure: Sequence[Corpus], reason: str | None, today: date) -> list[str]:
    """Measure corpora and write their floors anew into a file; those of other corpora stay. What is still not reached, in words."""
    known, extractor, low = read_floors(file.read_text(encoding="utf-8")), Extractor(), []
    for corpus in measure:
        reached = measured(corpus, extractor)
        _, before = known.get(corpus.name, ("", {}))
        after = {key: renewed(key[1], before.get(key), figure, reason, today) for key, figure in reached.items()}
        for line in told(corpus.name, before, after):
            print(line)
        low += [f"{corpus.name} {line}" for line in missed(after, reached)]
        known[corpus.name] = corpus.sha256, after
    file.write_text(write_floors(known), encoding="utf-8")
    return low


def main(arguments: Sequence[str] | None = None) -> int:
    """Renew ``floors.json``. The exit status is 1 where a floor is not reached."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lower", metavar="REASON", help="lower the floors that are not reached, for this reason")
    reason = options.parse_args(arguments).lower
    if reason is not None and not reason.strip():
        options.error("lowering demands a reason")
    if not SHARED.is_dir():
        print(f"NOT MEASURED: the gold of the shared folder ({SHARED} is not there); its floors stay as they are")
    low = renew(FILE, corpora(), reason, date.today())
    for line in low:
        print(f"NOT REACHED: {line}")
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
