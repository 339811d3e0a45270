"""Train the learned decisions of ``ifolge.claims.scoring`` from the corpus, and report them beside the rules alone.

    python -m training.decisions                     # writes src/ifolge/data/decisions.json, reports on the dev part
    python -m training.decisions --only link         # trains the links anew, leaves the other decisions that ship
    python -m training.decisions --report test       # reports what ships on the test part, trains nothing

Labels come from pairing the grammar's proposals with gold. Strength of regularisation and thresholds are chosen by cross-validation over incidents within the train part; confidence is
calibrated on dev (Platt). A decision ships where cross-validation says that it pays: in fact F1, or, for which claims are one event (``link``), in pairs of claims rightly joined. The same corpus
gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from evaluation.corpora import split_articles
from ifolge.claims.extract import propose
from ifolge.claims.features import Features, Signs
from ifolge.claims.links import pair_signs, relinked
from ifolge.claims.scene import Scene
from ifolge.claims.scoring import DECISIONS, LINK, Decision, decide, decisions
from ifolge.evaluation.facts import Tally, facts
from ifolge.evaluation.gold import GoldArticle, GoldClaim, read_gold
from ifolge.evaluation.matching import same_actor
from ifolge.evaluation.score import Scores, pair, score_article
from ifolge.parsing import load_engine, parse
from ifolge.reading import read
from ifolge.records import Article, Claim

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src/ifolge/data/decisions.json"
FOLDS = 6
STRENGTHS = (0.03, 0.1)
LINK_STRENGTHS = (0.1, 0.3)
LINK_THRESHOLDS = (0.25, 0.3, 0.35, 0.4)
THRESHOLDS = (0.05, 0.1, 0.15)  # what has a better chance than three in twenty is never dropped: real news is sparser than the corpus
SMALLEST = 0.01  # weights nearer to nothing are left out
RAREST = 3  # a sign seen less often is left out
CURVE = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9)
GAIN = 0.01  # of fact F1 (of links: of link F1), in cross-validation, for a decision to ship: below one point the simpler way stays


@dataclass(frozen=True)
class Read:
    """One article with its gold and what the grammar proposes."""

    group: str
    gold: GoldArticle
    scene: Scene
    claims: tuple[Claim, ...]

    def linked(self, link: Decision) -> Read:
        """The article with its claims joined to events by a decision."""
        return replace(self, claims=relinked(self.scene, self.claims, link))


Example = tuple[Signs, bool]


@dataclass(frozen=True)
class Choice:
    """How a decision is trained, what that gave in cross-validation, and the decisions of each article's fold."""

    strength: float
    threshold: float
    fact: Tally
    by_article: Sequence[Mapping[str, Decision]]


def read_split(split: str) -> list[Read]:
    """All articles of a split, parsed and proposed by the rules alone."""
    engine = load_engine(None)
    found = []
    for group, path in split_articles(split):
        [gold] = read_gold([path])
        [article] = [a for a in read([path.parent / gold.doc]) if isinstance(a, Article)]
        scene, claims = propose(parse(article, engine=engine), learned={})
        found.append(Read(group, gold, scene, claims))
    return found


def paired(gold: GoldArticle, claims: Sequence[Claim]) -> dict[int, GoldClaim]:
    """The gold claim of each claim that has one, by its index."""
    return {j: gold.claims[i] for i, j in pair(gold.claims, claims).items()}


def examples(one: Read) -> dict[str, list[Example]]:
    """The signs and the truth of every proposal of an article, by decision. Slots are asked of claims that gold has."""
    features = Features(one.scene, one.claims)
    pairs = paired(one.gold, one.claims)
    places = [g.place for g in one.gold.claims if g.place]
    found: dict[str, list[Example]] = {name: [] for name in DECISIONS}
    for j, claim in enumerate(one.claims):
        gold = pairs.get(j)
        found["claim"].append((features.claim(claim), gold is not None and claim.type in gold.types))
        if gold is None:
            continue
        for p in claim.agents:
            found["agent"].append((features.participant(claim, p, "agent"), any(same_actor(g, p) for g in gold.agents)))
        for p in claim.targets:
            found["target"].append((features.participant(claim, p, "target"), any(same_actor(g, p) for g in gold.targets)))
        if gold.sources or not claim.attribution.implied:
            for s in claim.attribution.sources:
                found["source"].append((features.source(claim, s), any(same_actor(g, s) for g in gold.sources)))
        tallies = facts(gold, claim, known_places=places)
        if claim.place is not None and tallies["place"].predicted:
            found["place"].append((features.setting(claim, claim.place), bool(tallies["place"].right)))
        if claim.time is not None and tallies["time"].predicted:
            found["time"].append((features.setting(claim, claim.time), bool(tallies["time"].right)))
    return found


def link_examples(one: Read) -> list[Example]:
    """The signs of every pair of an article's proposals that gold has, and whether gold calls them one event."""
    events = _gold_events(one)
    asked = [(i, j) for i, j in combinations(range(len(one.claims)), 2) if i in events and j in events]
    return [(pair_signs(one.scene, one.claims[i], one.claims[j], j - i - 1), events[i] == events[j]) for i, j in asked]


def _gold_events(one: Read) -> dict[int, str]:
    """The event of each proposal that gold has, by its index."""
    return {j: gold.event_id or gold.id for j, gold in paired(one.gold, one.claims).items()}


def links(one: Read) -> Tally:
    """Pairs of claims that are rightly said to be one event, over those that gold has."""
    total = Tally()
    for (i, a), (j, b) in combinations(sorted(_gold_events(one).items()), 2):
        said = one.claims[i].event_id == one.claims[j].event_id
        total += Tally(int(said and a == b), int(a == b), int(said))
    return total


def cross_validated_links(data: Sequence[Read]) -> tuple[tuple[float, float], list[Decision]] | None:
    """Strength and threshold of the links with the best link F1 over left-out incidents, with the decision of each article's fold."""
    fold = folds([one.group for one in data])
    told = [link_examples(one) for one in data]
    base = sum(map(links, data), Tally())
    tried: list[tuple[Tally, tuple[float, float], list[Decision]]] = []
    for strength in LINK_STRENGTHS:
        made = fitted(told, fold, strength)
        for threshold in LINK_THRESHOLDS:
            by_article = [replace(made[f], threshold=threshold) for f in fold]
            found = sum((links(one.linked(link)) for one, link in zip(data, by_article, strict=True)), Tally())
            tried.append((found, (strength, threshold), by_article))
    best, how, chosen = max(tried, key=lambda t: t[0].f1)
    print(f"link     link F1 in cross-validation: rules {base.f1:.4f}, best {best.f1:.4f} with strength {how[0]}, threshold {how[1]}")
    return (how, chosen) if best.f1 > base.f1 + GAIN else None


def fit(data: Sequence[Example], strength: float, threshold: float) -> Decision:
    """A logistic regression over examples; signs seen seldom and weights near nothing are left out."""
    seen: dict[str, int] = {}
    for signs, _ in data:
        for sign in set(signs):
            seen[sign] = seen.get(sign, 0) + 1
    rows = [dict.fromkeys((s for s in signs if seen[s] >= RAREST), 1.0) for signs, _ in data]
    vectors = DictVectorizer(sparse=False)
    x = vectors.fit_transform(rows)
    y = np.array([right for _, right in data])
    model = LogisticRegression(C=strength, solver="liblinear", random_state=0, tol=1e-6, max_iter=1000).fit(x, y)
    weights = {str(n): round(float(w), 3) for n, w in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)}
    return Decision(round(float(model.intercept_[0]), 3), {n: w for n, w in sorted(weights.items()) if abs(w) >= SMALLEST}, threshold)


def scored(data: Sequence[Read], learned: Sequence[Mapping[str, Decision]]) -> Scores:
    """Scores of articles, each decided by its own decisions."""
    return sum((score_article(one.gold, decide(one.scene, one.claims, known)) for one, known in zip(data, learned, strict=True)), Scores())


def cross_validated(
    data: Sequence[Read], told: Sequence[dict[str, list[Example]]], name: str, others: Sequence[Mapping[str, Decision]]
) -> Choice | None:
    """Strength and threshold of one decision on top of others made before, by fact F1 over left-out incidents; ``None`` where the best gains too little.

    Among those that gain enough, by F2: a true claim lost costs a reader more than a false alarm kept.
    """
    fold = folds([one.group for one in data])
    base = scored(data, others).fact
    tried = []
    for strength in STRENGTHS:
        made = fitted([t[name] for t in told], fold, strength)
        for threshold in THRESHOLDS:
            cut = [Decision(m.bias, m.weights, threshold) for m in made]
            by_article = [{**o, name: cut[f]} for o, f in zip(others, fold, strict=True)]
            tried.append(Choice(strength, threshold, scored(data, by_article).fact, by_article))
    enough = [c for c in tried if c.fact.f1 > base.f1 + GAIN]
    chosen = max(enough, key=lambda c: _f2(c.fact), default=None)
    best = max(c.fact.f1 for c in tried)
    told_as = f"{chosen.fact.f1:.4f} with strength {chosen.strength}, threshold {chosen.threshold}" if chosen else "the rules stand"
    print(f"{name:8} fact F1 in cross-validation: rules {base.f1:.4f}, best {best:.4f}; {told_as}")
    return chosen


def _f2(facts: Tally) -> float:
    weighed = 4 * facts.precision + facts.recall
    return 5 * facts.precision * facts.recall / weighed if weighed else 0.0


def fitted(told: Sequence[Sequence[Example]], fold: Sequence[int], strength: float) -> list[Decision]:
    """A decision for each fold, trained on the articles of the others. ``told`` are the examples of each article, ``fold`` its fold."""
    return [fit([e for t, f in zip(told, fold, strict=True) if f != k for e in t], strength, 0.0) for k in range(FOLDS)]


def folds(groups: Sequence[str]) -> list[int]:
    """The fold of each article: those of one incident are in one."""
    order = {g: i % FOLDS for i, g in enumerate(dict.fromkeys(groups))}
    return [order[g] for g in groups]


def calibrated(decision: Decision, data: Sequence[Example]) -> Decision:
    """The decision with Platt's two numbers, fitted to the proposals that stand."""
    kept = [(decision.total(signs), right) for signs, right in data if decision.keeps(signs)]
    x, y = np.array([[t] for t, _ in kept]), np.array([right for _, right in kept])
    model = LogisticRegression(C=1e6, solver="lbfgs", max_iter=1000).fit(x, y)
    return Decision(decision.bias, decision.weights, decision.threshold, round(float(model.coef_[0][0]), 3), round(float(model.intercept_[0]), 3))


def report(data: Sequence[Read], learned: Mapping[str, Decision]) -> None:
    """Rules alone against each learned decision added in turn, and the reliability of confidence. ``data`` are proposed by the rules alone."""
    print(f"{'decision added':16}" + "".join(f"{n:>9}" for n in ("claim", "fact", *DECISIONS[1:], LINK)) + "  false alarms in negatives")
    known: dict[str, Decision] = {}
    for name in ("rules alone", *(n for n in (LINK, *DECISIONS) if n in learned)):
        if name in learned:
            known[name] = learned[name]
        if name == LINK:
            data = [one.linked(known[LINK]) for one in data]
        linked = sum(map(links, data), Tally()).f1
        rows = scored(data, [known] * len(data)).rows()
        alarms = sum(len(decide(one.scene, one.claims, known)) for one in data if not one.gold.claims)
        print(f"{name:16}" + "".join(f"{rows[n].f1:9.3f}" for n in ("claim", "fact", *DECISIONS[1:])) + f"{linked:9.3f}{alarms:6}")
    print("min-confidence  precision  recall     F1  (claims)")
    for least in CURVE:
        right = sum((_sure_enough(one, learned, least) for one in data), Tally())
        print(f"{least:14.1f}  {right.precision:9.3f}  {right.recall:6.3f}  {right.f1:.3f}")
    table = reliability(data, learned)
    print("confidence  claims  mean  right")
    for low, n, mean, right in table:
        print(f"{low:.1f}–{low + 0.1:.1f}   {n:6}  {mean:.3f}  {right:.3f}")
    print(f"expected calibration error {sum(n * abs(mean - right) for _, n, mean, right in table) / max(1, sum(n for _, n, _, _ in table)):.3f}")


def _sure_enough(one: Read, learned: Mapping[str, Decision], least: float) -> Tally:
    return score_article(one.gold, [c for c in decide(one.scene, one.claims, learned) if c.confidence >= least]).claim


def reliability(data: Sequence[Read], learned: Mapping[str, Decision]) -> list[tuple[float, int, float, float]]:
    """Of the claims in each tenth of confidence: lower end, number, mean confidence, share right."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in data:
        claims = decide(one.scene, one.claims, learned)
        pairs = paired(one.gold, claims)
        for j, claim in enumerate(claims):
            right = j in pairs and claim.type in pairs[j].types
            bins.setdefault(min(9, int(claim.confidence * 10)), []).append((claim.confidence, right))
    return [(b / 10, len(v), sum(c for c, _ in v) / len(v), sum(r for _, r in v) / len(v)) for b, v in sorted(bins.items())]


def train(only: Sequence[str]) -> None:
    """Train what is asked for, calibrate, write, report on dev. What ships of the rest is left as it is."""
    data, dev = read_split("train"), read_split("dev")
    learned = {name: decision for name, decision in decisions().items() if name not in only}
    if LINK in only and (found := cross_validated_links(data)) is not None:
        how, by_article = found
        learned[LINK] = fit([e for one in data for e in link_examples(one)], *how)
        data = [one.linked(link) for one, link in zip(data, by_article, strict=True)]
    elif LINK in learned:
        data = [one.linked(learned[LINK]) for one in data]
    told = [examples(one) for one in data]
    others: Sequence[Mapping[str, Decision]] = [{} for _ in data]
    for name in (n for n in DECISIONS if n in only):
        choice = cross_validated(data, told, name, others)
        if choice is not None:
            others = choice.by_article
            learned[name] = fit([e for t in told for e in t[name]], choice.strength, choice.threshold)
    if "claim" in only and "claim" in learned:
        linked = [one.linked(learned[LINK]) for one in dev] if LINK in learned else dev
        learned["claim"] = calibrated(learned["claim"], [e for one in linked for e in examples(one)["claim"]])
    stored = {"corpus": "train part of corpus/; confidence calibrated on its dev part", "decisions": {n: asdict(d) for n, d in learned.items()}}
    OUT.write_text(json.dumps(stored, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    report(dev, learned)


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", nargs="+", choices=(LINK, *DECISIONS), default=(LINK, *DECISIONS), help="train these, leave the rest that ships")
    options.add_argument("--report", choices=("train", "dev", "test"), help="report what ships on this part")
    chosen = options.parse_args()
    if chosen.report:
        report(read_split(chosen.report), decisions())
    else:
        train(chosen.only)


if __name__ == "__main__":
    main()
