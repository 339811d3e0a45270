"""Scores of extracted claims against gold claims.

Claims of an article are paired one to one, best pairs first, and each pair is compared fact by fact (``evaluation.facts``). Precision, recall and
F1 over all facts are the headline. Optional gold claims cost nothing when missed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ifolge.evaluation.facts import SLOTS, Tally, facts
from ifolge.evaluation.gold import GoldArticle, GoldClaim
from ifolge.records import Claim


@dataclass(frozen=True)
class Scores:
    """What was right over a set of articles: ``claim`` counts pairs of the right type, ``slots`` the facts of each of ``SLOTS``."""

    claim: Tally = field(default_factory=Tally)
    slots: Mapping[str, Tally] = field(default_factory=lambda: dict.fromkeys(SLOTS, Tally()))

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.claim + other.claim, {slot: self.slots[slot] + other.slots[slot] for slot in SLOTS})

    @property
    def fact(self) -> Tally:
        """All facts together: the headline."""
        return sum(self.slots.values(), Tally())

    def rows(self) -> dict[str, Tally]:
        """Every tally by name, totals first."""
        return {"claim": self.claim, "fact": self.fact, **self.slots}

    def to_dict(self) -> dict[str, Any]:
        """Precision, recall and F1 of every row, and under ``n`` the numbers right, in gold, predicted."""
        rows = self.rows()
        return {
            **{name: (t.precision, t.recall, t.f1) for name, t in rows.items()},
            "n": {name: (t.right, t.gold, t.predicted) for name, t in rows.items()},
        }


def score(articles: Sequence[GoldArticle], claims: Mapping[str, Sequence[Claim]]) -> Scores:
    """Score claims, given by the file name of their article, against gold. Articles without claims count as misses."""
    return sum((score_article(article, claims.get(article.doc, ())) for article in articles), Scores())


def score_by_language(articles: Sequence[GoldArticle], claims: Mapping[str, Sequence[Claim]]) -> dict[str, Scores]:
    """The scores of each language's articles, in the order in which the languages first occur."""
    languages = dict.fromkeys(article.lang for article in articles)
    return {lang: score([a for a in articles if a.lang == lang], claims) for lang in languages}


def score_article(article: GoldArticle, predicted: Sequence[Claim]) -> Scores:
    """The scores of one article's claims."""
    golds = article.claims
    pairs = pair(golds, predicted)
    rows: list[tuple[GoldClaim | None, Claim | None]] = [(golds[i], predicted[j]) for i, j in pairs.items()]
    rows += [(gold, None) for i, gold in enumerate(golds) if i not in pairs and not gold.optional]
    rows += [(None, claim) for j, claim in enumerate(predicted) if j not in pairs.values()]
    known = [gold.place for gold in golds if gold.place]
    total = Scores()
    for gold, claim in rows:
        slots = facts(gold, claim, known_places=known)
        total += Scores(Tally(slots["type"].right, int(gold is not None), int(claim is not None)), slots)
    return total


def pair(golds: Sequence[GoldClaim], predicted: Sequence[Claim]) -> dict[int, int]:
    """Pair claims one to one, best first: index in gold → index in predicted.

    A pair needs an overlapping trigger, or the same type with the gold trigger inside the predicted evidence. What goes together best is
    settled by trigger and type (2 each), then by the facts that agree (0.2 each), then by reading order.
    """
    candidates = []
    for i, gold in enumerate(golds):
        for j, claim in enumerate(predicted):
            trigger = any(start < claim.trigger.end and claim.trigger.start < end for start, end in gold.triggers)
            typed = claim.type in gold.types
            inside = any(span.start <= gold.triggers[0][0] < span.end for span in claim.evidence)
            if trigger or (typed and inside):
                agreeing = sum(tally.right for tally in facts(gold, claim).values())
                candidates.append((2 * trigger + 2 * typed + 0.2 * agreeing, -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(candidates, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs
