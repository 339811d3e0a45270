"""Decisions that could be learned and do not ship: each trained as it would be, and reported beside what ships.

    python -m training.tried --report test

Each is a logistic regression like those that ship (``training.decisions``). How strongly it is held back and how sure it must be is chosen by cross-validation over the incidents of the
train part, by its own F1 and all facts together; it is then trained on the whole of it and asked once on the part that is reported, on top of what ships.

- ``agent``, ``target``, ``source``, ``place``, ``time``: whether what the grammar put into the slot stands;
- ``chain``: which of two sources of a chain is nearer to the fact (F1: pairs of sources in the order of gold);
- ``modality``: which of the six readings a claim has, beside the one that the rules give;
- ``count``: of which of the claims around it a number tells.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from ifolge.claims.features import Features, Signs, step
from ifolge.claims.scoring import DECISIONS, Decision, decide, decisions
from ifolge.evaluation.facts import HEDGES, Tally
from ifolge.evaluation.gold import GoldClaim
from ifolge.evaluation.matching import same_actor, same_count
from ifolge.evaluation.score import score_article
from ifolge.records import Claim, Count, Modality, Source
from training.decisions import STRENGTHS, Example, Read, examples, fit, fitted, folds, paired, read_split

CUTS = (0.1, 0.2, 0.3, 0.4, 0.5)
"""How likely what stands in a slot must be at least."""
LEADS = (0.0, 0.1, 0.2, 0.4)
"""By how much another answer must be likelier than that of the rules to take its place."""


@dataclass(frozen=True)
class Trial:
    """A decision that could be learned."""

    name: str
    thresholds: Sequence[float]
    examples: Callable[[Read], list[Example]]
    decided: Callable[[Read, Sequence[Claim], Decision], Sequence[Claim]]
    """The claims that ship, as the decision has them."""


def shipped(one: Read) -> Sequence[Claim]:
    """The claims of an article as they ship."""
    return decide(one.scene, one.claims, decisions())


def measured(trial: Trial, data: Sequence[Read], decided: Sequence[Sequence[Claim]]) -> tuple[Tally, Tally]:
    """What is right of the slot that a decision is about, and of all facts."""
    scores = [score_article(one.gold, claims) for one, claims in zip(data, decided, strict=True)]
    facts = sum((s.fact for s in scores), Tally())
    if trial.name == "chain":
        return sum((in_order(one, claims) for one, claims in zip(data, decided, strict=True)), Tally()), facts
    return sum((s.slots[trial.name] for s in scores), Tally()), facts


# --- slots -------------------------------------------------------------------------------------------------------------------------------


def slot(name: str) -> Trial:
    """Whether what stands in a slot stands there rightly."""
    return Trial(name, CUTS, lambda one: examples(one)[name], lambda one, claims, learned: decide(one.scene, claims, {name: learned}))


# --- the order of a chain ------------------------------------------------------------------------------------------------------------------


def neighbours(gold: GoldClaim, claim: Claim) -> Iterator[tuple[Source, Source, bool]]:
    """Sources beside each other in a claim's chain that gold has both, and whether they stand as in gold."""
    for a, b in pairwise(claim.attribution.sources):
        at = [next((i for i, g in enumerate(gold.sources) if same_actor(g, s)), None) for s in (a, b)]
        if at[0] is not None and at[1] is not None and at[0] != at[1]:
            yield a, b, at[0] < at[1]


def in_order(one: Read, claims: Sequence[Claim]) -> Tally:
    """Neighbours in a chain that stand in the order of gold."""
    found = [right for j, gold in paired(one.gold, claims).items() for _, _, right in neighbours(gold, claims[j])]
    return Tally(sum(found), len(found), len(found))


def order_signs(features: Features, claim: Claim, a: Source, b: Source) -> Signs:
    """Signs of two sources, the one nearer to the fact first."""
    side = "before" if a.span.start < b.span.start else "behind"
    each = (f"{which}:{sign}" for which, s in (("nearer", a), ("farther", b)) for sign in features.source(claim, s))
    return (f"side={side}", f"kinds={a.kind}>{b.kind}", f"kinds={a.kind}>{b.kind}:{side}", *each)


def order_examples(one: Read) -> list[Example]:
    """Neighbours in the chains that gold has, in both orders."""
    features = Features(one.scene, one.claims)
    found: list[Example] = []
    for j, gold in paired(one.gold, one.claims).items():
        for a, b, right in neighbours(gold, one.claims[j]):
            found += [(order_signs(features, one.claims[j], a, b), right), (order_signs(features, one.claims[j], b, a), not right)]
    return found


def ordered(one: Read, claims: Sequence[Claim], learned: Decision) -> Sequence[Claim]:
    """The claims, two sources of a chain changed where the other order is likelier."""
    features = Features(one.scene, claims)

    def chained(claim: Claim) -> Claim:
        chain = list(claim.attribution.sources)
        for i in range(len(chain) - 1):
            a, b = chain[i : i + 2]
            stays, goes = (learned.chance(order_signs(features, claim, *two)) for two in ((a, b), (b, a)))
            if goes - stays > learned.threshold:
                chain[i : i + 2] = b, a
        return claim.model_copy(update={"attribution": claim.attribution.model_copy(update={"sources": tuple(chain)})})

    return [chained(claim) for claim in claims]


# --- the reading of the modal ----------------------------------------------------------------------------------------------------------------


def reading_signs(one: Read, claim: Claim, reading: Modality) -> Signs:
    """Signs of a reading of a claim: what the rules give, and the modals, hedges, intents and conditions of its sentence."""
    scene = one.scene
    trigger = scene.doc.token_at(claim.trigger.start)
    if trigger is None:
        return ("trigger=none",)
    sentence = scene.doc.sentences[trigger.sentence]
    signs = [f"rules={claim.modality}", f"type={claim.type}", f"upos={trigger.upos}", f"rel={trigger.rel}", f"stance={claim.attribution.stance}"]
    signs.append(f"quote={scene.doc.quote_at(trigger.start) is not None}")
    for token in scene.doc.tokens[sentence.first : sentence.last]:
        word = token.lower
        if word in scene.lexicon.modals or word in scene.lexicon.intents or word in scene.conditions or scene.hedge(token) is not None:
            side = "before" if token.i < trigger.i else "behind"
            governed = "trigger" if token.head == trigger.i or trigger.head == token.i else "else"
            signs += [f"cue={word}:{side}", f"cue={word}:{governed}", f"cue:{side}:{governed}:{step(abs(token.i - trigger.i))}"]
    return tuple(f"{reading}<{sign}" for sign in ("any", *signs))


def reading_examples(one: Read) -> list[Example]:
    """Every reading of each claim that gold has."""
    found: list[Example] = []
    for j, gold in paired(one.gold, one.claims).items():
        accepted = {value for told in gold.modality.split("|") for value in (HEDGES if told == "hedged" else (told,))}
        found += [(reading_signs(one, one.claims[j], reading), reading in accepted) for reading in get_args(Modality)]
    return found


def read_again(one: Read, claims: Sequence[Claim], learned: Decision) -> Sequence[Claim]:
    """The claims, each with another reading where that is likelier."""

    def read(claim: Claim) -> Modality:
        chances = {reading: learned.chance(reading_signs(one, claim, reading)) for reading in get_args(Modality)}
        best = max(chances, key=lambda reading: chances[reading])
        return best if chances[best] - chances[claim.modality] > learned.threshold else claim.modality

    return [claim.model_copy(update={"modality": read(claim)}) for claim in claims]


# --- of what a number tells --------------------------------------------------------------------------------------------------------------------


def around(one: Read, claims: Sequence[Claim], count: Count) -> list[int]:
    """The claims that a number can be of, by index: those of its sentence and of the next ones to both sides."""
    at = one.scene.doc.token_at(count.span.start)
    told = [(j, one.scene.doc.token_at(claim.trigger.start)) for j, claim in enumerate(claims)]
    return [j for j, token in told if at is not None and token is not None and abs(token.sentence - at.sentence) <= 1]


def count_signs(one: Read, claim: Claim, count: Count, *, own: bool) -> Signs:
    """Signs of a number and a claim: whether the claim tells it."""
    at, trigger = one.scene.doc.token_at(count.span.start), one.scene.doc.token_at(claim.trigger.start)
    if at is None or trigger is None:
        return ("trigger=none",)
    side = "before" if at.i < trigger.i else "behind"
    governed = "trigger" if trigger.i in (at.head, one.scene.doc.tokens[at.head].head) else "else"
    form = claim.extractor.rule.rpartition(".")[2]
    return (
        f"own={own}",
        f"effect={count.effect}:type={claim.type}",
        f"own={own}:type={claim.type}",
        f"own={own}:effect={count.effect}",
        f"apart={max(-1, min(1, at.sentence - trigger.sentence))}:{side}",
        f"far={step(abs(at.i - trigger.i))}",
        f"own={own}:far={step(abs(at.i - trigger.i))}",
        f"form={form}:{side}",
        f"governed={governed}",
        f"polarity={claim.polarity}",
    )


def count_examples(one: Read) -> list[Example]:
    """Every number with each claim around it that gold has."""
    golds = paired(one.gold, one.claims)
    found: list[Example] = []
    for claim in one.claims:
        for count in claim.counts:
            for j in around(one, one.claims, count):
                if j in golds:
                    signs = count_signs(one, one.claims[j], count, own=one.claims[j] is claim)
                    found.append((signs, any(same_count(g, count) for g in golds[j].counts)))
    return found


def recounted(one: Read, claims: Sequence[Claim], learned: Decision) -> Sequence[Claim]:
    """The claims, each number given to the one around it that is likelier."""
    counts: list[list[Count]] = [[] for _ in claims]
    for i, claim in enumerate(claims):
        for count in claim.counts:
            chances = {j: learned.chance(count_signs(one, claims[j], count, own=j == i)) for j in {i, *around(one, claims, count)}}
            best = max(sorted(chances), key=lambda j: chances[j])
            to = best if chances[best] - chances[i] > learned.threshold else i
            if all((c.effect, c.span) != (count.effect, count.span) for c in counts[to]):
                counts[to].append(count if to == i else count.model_copy(update={"subset_of": None}))
    return [claim.model_copy(update={"counts": tuple(told)}) for claim, told in zip(claims, counts, strict=True)]


TRIALS = (
    *(slot(name) for name in DECISIONS[1:]),
    Trial("chain", LEADS, order_examples, ordered),
    Trial("modality", LEADS, reading_examples, read_again),
    Trial("count", LEADS, count_examples, recounted),
)


def trained(trial: Trial, data: Sequence[Read], told: Sequence[Sequence[Example]], claims: Sequence[Sequence[Claim]]) -> tuple[Decision, float]:
    """The decision at the strength and threshold that cross-validation over the incidents of ``data`` likes best, and that strength.

    :param told: the examples of each article; ``claims`` those of it that ship.
    """
    fold = folds([one.group for one in data])
    tried: list[tuple[float, float, float]] = []
    for strength in STRENGTHS:
        made = fitted(told, fold, strength)
        for threshold in trial.thresholds:
            cut = [Decision(m.bias, m.weights, threshold) for m in made]
            slot, facts = measured(trial, data, [trial.decided(one, c, cut[f]) for one, c, f in zip(data, claims, fold, strict=True)])
            tried.append((slot.f1 + facts.f1, strength, threshold))
    _, strength, threshold = max(tried)
    return fit([e for t in told for e in t], strength, threshold), strength


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--report", choices=("dev", "test"), default="dev", help="report on this part (default: dev)")
    data, asked = read_split("train"), read_split(options.parse_args().report)
    ship, ship_asked = [shipped(one) for one in data], [shipped(one) for one in asked]
    print(f"{'decision':10}{'examples':>9}{'strength':>10}{'threshold':>11}{'slot: rules':>13}{'learned':>9}{'facts: rules':>14}{'learned':>9}")
    for trial in TRIALS:
        told = [trial.examples(one) for one in data]
        learned, strength = trained(trial, data, told, ship)
        before, after = (
            measured(trial, asked, claims) for claims in (ship_asked, [trial.decided(o, c, learned) for o, c in zip(asked, ship_asked, strict=True)])
        )
        number = sum(map(len, told))
        print(
            f"{trial.name:10}{number:9}{strength:10}{learned.threshold:11}{before[0].f1:13.3f}{after[0].f1:9.3f}{before[1].f1:14.3f}{after[1].f1:9.3f}"
        )


if __name__ == "__main__":
    main()
