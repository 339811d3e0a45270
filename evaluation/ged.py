"""How far the GED export of what ifolge extracts agrees with the same export of gold: ``python -m evaluation.ged [train dev …]``.

Gold claims become claims of a ledger like any other and go through ``ifolge.exports.ged``. A row of gold is found where a row of ours has an overlapping trigger in the same article; of several, that
which agrees on most. Of the rows found it counts how often place, date and each figure agree, where gold has the cell:

- place: within 25 km of gold's point; 120 km for a province and 200 km for a border, river or region, whose point is a convention; the country alone where gold knows no more. One that
  gold marks as only implied may be left out;
- date: the true day lies in the interval;
- ``low``, ``best``, ``high``: the same cell, an open bound empty in both; ``best`` where gold has one.

Gold seldom marks which number is a part of another. A number of people of some kind that follows a whole at least as large ("22 killed, 12 of them staff") is taken for a part.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from evaluation.corpora import Corpus, extracted, split_corpus
from ifolge.codebook import values
from ifolge.evaluation.gold import GoldActor, GoldArticle, GoldClaim, GoldCount, GoldPlace
from ifolge.evaluation.matching import TOLERANCE_KM, kilometres
from ifolge.exports.ged import ged_csv
from ifolge.extraction import Extractor
from ifolge.languages import LANGUAGES
from ifolge.ledger import Card, Entry
from ifolge.records import Actor, Article, Claim, Count, Participant, Place, Source, Span, Time
from ifolge.records import Extractor as Maker

SPLITS = ("train", "dev")
NEAR_KM = 25
SLOTS = ("place", "date", "low", "best", "high")
KINDS_WITHIN = {"civilian": ("child", "woman", "journalist", "aid_worker"), "unknown": tuple(kind for kind in values("who") if kind != "unknown")}
"""Whose number may be a part of a number of whom."""
GOLD = Maker(name="gold", version="1", rule="gold")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Cells = dict[str, str]


@dataclass
class Agreement:
    """Rows of gold, ours, and found; and of those found, how many agree out of how many that gold has a value for."""

    gold: int = 0
    ours: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SLOTS, 0))
    of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SLOTS, 0))

    def add(self, other: Agreement) -> None:
        """Take the figures of another in."""
        self.gold, self.ours, self.found = self.gold + other.gold, self.ours + other.ours, self.found + other.found
        for slot in SLOTS:
            self.right[slot] += other.right[slot]
            self.of[slot] += other.of[slot]


def entry(claim: Claim, article: Article) -> Entry:
    """A claim as a ledger would hand it out."""
    card = Card(**{name: getattr(article, name) for name in Card.model_fields})
    return Entry(claim, card, "unreviewed", (), None, EPOCH)


def exported(claims: Iterable[Claim], article: Article) -> dict[str, Cells]:
    """The rows of the GED export by claim id."""
    return {row["relid"]: row for row in csv.DictReader(io.StringIO("".join(ged_csv(entry(claim, article) for claim in claims))))}


def gold_claim(gold: GoldClaim, number: int, article: Article) -> Claim:
    """A gold claim as a claim of a ledger; of alternatives the first. Its actors have names and nothing else."""
    trigger = Span.of(article.text, *gold.triggers[0])
    modality = gold.modality.split("|")[0]
    slots: dict[str, Any] = {
        "claim_id": f"clm_{number + 1:012x}",
        "doc_id": article.doc_id,
        "doc": article.doc,
        "event_id": f"evt_{number + 1:012x}",
        "lang": article.lang,
        "type": gold.types[0],
        "polarity": gold.polarity.split("|")[0],
        "modality": "possible" if modality == "hedged" else modality,
        "trigger": trigger,
        "evidence": (trigger,),
        "agents": tuple(Participant(mention=trigger, actor=_actor(a)) for a in gold.agents),
        "targets": tuple(Participant(mention=trigger, actor=_actor(a)) for a in gold.targets),
        "counts": tuple(_counts(gold.counts, trigger)),
        "place": gold.place and _place(gold.place, trigger),
        "time": gold.time and Time(span=trigger, earliest=gold.time.truth, latest=gold.time.truth, precision=1),
        "attribution": {"sources": tuple(Source(span=trigger, kind="party", actor=_actor(s)) for s in gold.sources)},
        "confidence": 1,
        "extractor": GOLD,
    }
    return Claim(**slots)


def _actor(gold: GoldActor) -> Actor:
    return Actor(id=gold.names[0], name=gold.names[0], kind="unknown")


def _counts(golds: Sequence[GoldCount], span: Span) -> Iterator[Count]:
    for i, gold in enumerate(golds):
        whole = next((j for j, other in enumerate(golds[:i]) if _holds(other, gold)), None)
        best = gold.low if gold.low == gold.high else None
        yield Count(effect=gold.effect, who=gold.who.split("|")[0], low=gold.low, best=best, high=gold.high, span=span, subset_of=whole)


def _holds(whole: GoldCount, part: GoldCount) -> bool:
    """Whether a number can be the whole that a later one of the same effect is a part of."""
    size, least = whole.high if whole.high is not None else whole.low, part.low if part.low is not None else part.high
    kinds = whole.effect == part.effect and part.who.split("|")[0] in KINDS_WITHIN.get(whole.who.split("|")[0], ())
    return kinds and size is not None and least is not None and size >= least


def _place(gold: GoldPlace, span: Span) -> Place:
    precision = gold.precision[0] if gold.precision else 6
    return Place(span=span, name=gold.names[0], country=gold.country.split("|")[0], lat=gold.lat, lon=gold.lon, precision=precision)


def same_place(gold: GoldPlace, row: Cells, country: str | None) -> bool:
    """Whether the place of a row is gold's; ``country`` is the row's as an ISO code."""
    if gold.by_country:
        return country in gold.country.split("|")
    if gold.lat is None or gold.lon is None or not row["latitude"]:
        return False
    limit = next((km for precision, km in TOLERANCE_KM.items() if precision in gold.precision), NEAR_KM)
    return kilometres(gold.lat, gold.lon, float(row["latitude"]), float(row["longitude"])) <= limit


def agreements(gold: GoldClaim, truth: Cells, claim: Claim, row: Cells) -> dict[str, bool]:
    """For each slot that gold has, whether our row agrees with it."""
    found = {}
    if gold.place is not None and (claim.place is not None or not gold.place.optional):
        found["place"] = same_place(gold.place, row, claim.place.country if claim.place else None)
    if gold.time is not None:
        found["date"] = bool(row["date_start"]) and date.fromisoformat(row["date_start"]) <= gold.time.truth <= date.fromisoformat(row["date_end"])
    found |= {slot: row[slot] == truth[slot] for slot in ("low", "high")}
    if truth["best"]:
        found["best"] = row["best"] == truth["best"]
    return found


def compared(gold: GoldArticle | None, article: Article, claims: Sequence[Claim]) -> Agreement:
    """Both exports of one article, row by row. Without gold the article is one without a claim."""
    golds = {f"clm_{i + 1:012x}": claim for i, claim in enumerate(gold.claims if gold else ())}
    truths = exported((gold_claim(claim, i, article) for i, claim in enumerate(golds.values())), article)
    ours, by_id = exported(claims, article), {claim.claim_id: claim for claim in claims}
    total, left = Agreement(ours=len(ours)), dict(ours)
    for claim_id, truth in truths.items():
        candidates = [c for c in left if _overlap(golds[claim_id], by_id[c])]
        if not candidates and golds[claim_id].optional:
            continue
        total.gold += 1
        if candidates:
            agreed = {c: agreements(golds[claim_id], truth, by_id[c], left[c]) for c in candidates}
            best = max(candidates, key=lambda c: sum(agreed[c].values()))
            del left[best]
            total.found += 1
            for slot, is_right in agreed[best].items():
                total.of[slot] += 1
                total.right[slot] += is_right
    return total


def _overlap(gold: GoldClaim, claim: Claim) -> bool:
    return any(start < claim.trigger.end and claim.trigger.start < end for start, end in gold.triggers)


def measured(corpus: Corpus, extractor: Extractor) -> Mapping[str, Agreement]:
    """The agreement over a corpus, in each language and in all."""
    golds = {article.doc: article for article in corpus.gold}
    found = {"all": Agreement(), **{lang: Agreement() for lang in LANGUAGES}}
    for one in extracted([*corpus.texts, *corpus.negatives], extractor):
        agreement = compared(golds.get(Path(one.article.doc).name), one.article, one.claims)
        found["all"].add(agreement)
        found[one.article.lang].add(agreement)
    return found


def table(name: str, found: Mapping[str, Agreement]) -> Iterator[str]:
    """The figures in lines of text: rows, and shares in per cent with the number of rows that they are of."""
    yield f"{name:13}{'gold':>6}{'ours':>6}{'found':>7}" + "".join(f"{slot:>15}" for slot in SLOTS)
    for lang, one in found.items():
        if one.gold or one.ours:
            yield f"{lang:13}{one.gold:6}{one.ours:6}{one.found:7}" + "".join(f"{_share(one.right[s], one.of[s]):>15}" for s in SLOTS)


def _share(right: int, of: int) -> str:
    return f"{100 * right / of:.1f} ({of})" if of else "–"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the agreement on splits of the corpus."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("splits", nargs="*", default=SPLITS, help="parts of the corpus (train, dev, test)")
    extractor = Extractor()
    for split in options.parse_args(arguments).splits:
        print(*table(split, measured(split_corpus(split), extractor)), sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
