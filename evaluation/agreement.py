"""How far two annotators agree who read the same articles independently: the ceiling for any extractor (``python -m evaluation.agreement``, ``make agreement``).

The second annotation (``corpus/second``) is scored against the first as if an extractor had made it, then the first against the second; both directions are counted
together, so neither is the measure of the other. An annotation that is scored gives its first choice of type, polarity and modality, all its names of an actor (two actors are one
when they share a name, as the scorer compares names), the point of its place, and for its time an interval half as wide as it allows, around the true day. A claim that one
marks ``optional`` and the other has not costs nothing. Cohen's kappa compares the first choices of both on the claims that both have.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sklearn.metrics import cohen_kappa_score

from evaluation.corpora import CORPUS, split_articles
from ifolge.evaluation.facts import Tally
from ifolge.evaluation.gold import GoldActor, GoldArticle, GoldClaim, GoldTime
from ifolge.evaluation.matching import matches, normal, same_actor, same_count, same_place, same_time
from ifolge.evaluation.score import Scores, pair, score_article
from ifolge.languages import LANGUAGES
from ifolge.records import Attribution, Claim, Count, Extractor, Participant, Place, Source, Span, Time

SECOND = CORPUS / "second"
README = CORPUS / "README.md"
MARKS = "<!-- agreement: written by evaluation/agreement.py -->\n", "<!-- /agreement -->"
CATEGORIES = ("type", "polarity", "modality", "mode", "stance")
SHARED = (*CATEGORIES, "agent", "target", "source", "via", "count", "place", "time")
COMMONEST = 5
SENTENCE = re.compile(r"\S(?:(?![.!?]\s|\n).)*.?", re.DOTALL)

Names = tuple[str, ...]


class Annotation(GoldClaim):
    """A gold claim with what the scorer does not ask for. ``via`` holds the accepted names of each link; mode and stance may hold alternatives."""

    via: tuple[Names, ...] = ()
    mode: str = "narrated"
    stance: str | None = None

    def choices(self, category: str) -> Sequence[str]:
        """The accepted values of one of ``CATEGORIES``, the best first."""
        return self.types if category == "type" else (getattr(self, category) or "none").split("|")


class AnnotatedArticle(GoldArticle):
    """The annotations of one article."""

    claims: tuple[Annotation, ...]


class Party(Participant):
    """A participant with all names that its annotator accepts."""

    accepted: Names

    @property
    def names(self) -> Names:
        """The accepted names, without the words of the article."""
        return self.accepted


class Voice(Source):
    """A source with all names that its annotator accepts."""

    accepted: Names

    @property
    def names(self) -> Names:
        """The accepted names, without the words of the article."""
        return self.accepted


def claim_of(one: Annotation, article: GoldArticle, text: str) -> Claim:
    """What an extractor would have written that read the article as this annotator did. Spans of slots, which no score asks for, are the trigger's."""
    trigger = Span.of(text, *one.triggers[0])
    sentence = next(m.span() for m in SENTENCE.finditer(text) if m.end() > trigger.start)
    place, time = one.place, one.time

    def parties(actors: Iterable[GoldActor]) -> tuple[Party, ...]:
        return tuple(Party(mention=trigger, accepted=actor.names) for actor in actors)

    return Claim.model_validate(
        {
            "claim_id": one.id,
            "doc_id": article.doc,
            "doc": article.doc,
            "event_id": one.id,
            "lang": article.lang,
            **{category: one.choices(category)[0] for category in ("type", "polarity", "modality")},
            "trigger": trigger,
            "evidence": (Span.of(text, *sentence),),
            "agents": parties(one.agents),
            "targets": parties(one.targets),
            "counts": [Count(effect=c.effect, who=c.who.split("|")[0], low=c.low, high=c.high, span=trigger) for c in one.counts],
            "place": place
            and Place(
                span=trigger,
                name=place.names[0],
                country=place.country.split("|")[0],
                lat=place.lat,
                lon=place.lon,
                precision=(place.precision or (6,))[0],
            ),
            "time": time and interval(time, trigger),
            "attribution": Attribution(sources=tuple(Voice(span=trigger, kind="party", accepted=source.names) for source in one.sources)),
            "confidence": 1,
            "extractor": Extractor(name="annotator", version="1", rule="read"),
        }
    )


def interval(time: GoldTime, span: Span) -> Time:
    """The true day, and a quarter of the widest accepted interval before and after it."""
    slack = timedelta(days=time.max_width_days // 4)
    return Time(span=span, earliest=time.truth - slack, latest=time.truth + slack)


@dataclass(frozen=True)
class Agreement:
    """What two annotators share. Scores and shared facts are of both directions together, hence each number of claims or facts twice."""

    claims: Tally = field(default_factory=Tally)
    """All claims, the optional ones too: those with a partner, of one, of the other."""
    scores: Scores = field(default_factory=Scores)
    """All claims, as the scorer counts."""
    shared: Mapping[str, Tally] = field(default_factory=lambda: dict.fromkeys(SHARED, Tally()))
    """The facts of the claims that both have, without the scorer's mercies."""
    both: tuple[tuple[Annotation, Annotation], ...] = ()
    """The claims that both have."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How often they disagree in what."""

    def __add__(self, other: Agreement) -> Agreement:
        shared = {slot: self.shared[slot] + other.shared[slot] for slot in SHARED}
        return Agreement(self.claims + other.claims, self.scores + other.scores, shared, self.both + other.both, self.kinds + other.kinds)

    def kappa(self, category: str) -> float:
        """Cohen's kappa of the first choices; not a number where all claims have one value."""
        one, other = ([claim.choices(category)[0] for claim in side] for side in zip(*self.both, strict=True))
        return float(cohen_kappa_score(one, other)) if len({*one, *other}) > 1 else math.nan


def agreement(first: AnnotatedArticle, second: AnnotatedArticle, text: str) -> Agreement:
    """The agreement on one article."""
    forth, back = scored(first, second, text), scored(second, first, text)
    return replace(forth + back, both=forth.both, kinds=forth.kinds)


def scored(gold: AnnotatedArticle, other: AnnotatedArticle, text: str) -> Agreement:
    """One annotation scored against the other."""
    claims = [claim_of(one, other, text) for one in other.claims]
    pairs = pair(gold.claims, claims)
    kept = [claim for j, claim in enumerate(claims) if j in pairs.values() or not other.claims[j].optional]
    facts = [compared(gold.claims[i], other.claims[j], claims[j]) for i, j in pairs.items()]
    kinds = Counter(disagreement(slot, tally) for one in facts for slot, tally in one.items() if tally.right < max(tally.gold, tally.predicted))
    kinds["claim: only one has it"] = len(gold.claims) + len(claims) - 2 * len(pairs)
    return Agreement(
        Tally(len(pairs), len(gold.claims), len(claims)),
        score_article(gold, kept),
        {slot: sum((one[slot] for one in facts), Tally()) for slot in SHARED},
        tuple((gold.claims[i], other.claims[j]) for i, j in pairs.items()),
        +kinds,
    )


def compared(gold: Annotation, other: Annotation, claim: Claim) -> dict[str, Tally]:
    """The facts of a pair; ``claim`` is what the other annotation would be as a claim."""
    chosen = {name: Tally(int(other.choices(name)[0] in gold.choices(name)), 1, 1) for name in CATEGORIES}
    return chosen | {
        "agent": _matched(gold.agents, claim.agents, same_actor),
        "target": _matched(gold.targets, claim.targets, same_actor),
        "source": _matched(gold.sources, claim.attribution.sources, same_actor),
        "via": _matched(gold.via, other.via, lambda one, another: not set(map(normal, one)).isdisjoint(map(normal, another))),
        "count": _matched(gold.counts, claim.counts, same_count),
        "place": _matched(_filled(gold.place), _filled(claim.place), same_place),
        "time": _matched(_filled(gold.time), _filled(claim.time), same_time),
    }


def _matched(golds: Sequence[Any], others: Sequence[Any], same: Callable[[Any, Any], bool]) -> Tally:
    return Tally(matches(golds, others, same), len(golds), len(others))


def _filled(slot: Any) -> Sequence[Any]:
    return () if slot is None else (slot,)


def disagreement(slot: str, tally: Tally) -> str:
    """What is amiss with a slot of a pair, in words."""
    return f"{slot}: not the same" if tally.gold == tally.predicted else f"{slot}: one has more"


def annotated_twice() -> Iterator[tuple[AnnotatedArticle, AnnotatedArticle, str]]:
    """The first and the second annotation of each article that has two, and its text."""
    for path in sorted(SECOND.glob("*.gold.json")):
        second = AnnotatedArticle.model_validate_json(path.read_bytes())
        [first] = (CORPUS / "articles").glob(f"*/{path.name}")
        yield AnnotatedArticle.model_validate_json(first.read_bytes()), second, (first.parent / second.doc).read_text(encoding="utf-8")


def report() -> str:
    """The tables of ``corpus/README.md``."""
    train = {path.name.replace(".gold.json", ".txt") for _, path in split_articles("train")}
    by_language, articles, seen = dict.fromkeys(["all", *LANGUAGES], Agreement()), Counter[str](), Agreement()
    for first, second, text in annotated_twice():
        found = agreement(first, second, text)
        for lang in ("all", first.lang):
            by_language[lang] += found
            articles[lang] += 1
        seen += found if first.doc in train else Agreement()
    heads = [f"{lang} ({articles[lang]})" for lang in by_language]
    columns = by_language.values()
    scores = {"claim, optional too": [one.claims.f1 for one in columns]}
    scores |= {row: [one.scores.rows()[row].f1 for one in columns] for row in Scores().rows()}
    shared = {slot: [one.shared[slot].f1 for one in columns] for slot in SHARED}
    kappas = {name: [one.kappa(name) for one in columns] for name in CATEGORIES}
    kinds = [f"| {kind} | {number} |\n" for kind, number in seen.kinds.most_common(COMMONEST)]
    return "\n".join(
        (
            "".join(_table("F1, all claims", heads, scores)),
            "".join(_table("F1, claims of both", heads, shared)),
            "".join(_table("Cohen's κ", heads, kappas)),
            "".join(["| disagreements in the train part | |\n|---|---|\n", *kinds]),
        )
    )


def _table(title: str, heads: Sequence[str], rows: Mapping[str, Sequence[float]]) -> Iterator[str]:
    yield f"| {title} | {' | '.join(heads)} |\n|{'---|' * (len(heads) + 1)}\n"
    for name, figures in rows.items():
        yield f"| {name} | {' | '.join('–' if math.isnan(figure) else f'{figure:.2f}' for figure in figures)} |\n"


def filled(page: str) -> str:
    """A page with the tables between its marks as they should be."""
    begin, end = MARKS
    head, rest = page.split(begin)
    return f"{head}{begin}\n{report()}\n{end}{rest.split(end)[1]}"


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    print(report())
