"""The comparison: each task, ourselves first, then its peers, on the same articles by the same scorer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import spacy

from evaluation.corpora import ROOT, Corpus, extracted
from evaluation.peers.quotes import with_sources_by_textacy
from evaluation.peers.times import with_times_by
from evaluation.peers.triggers import Example, TriggerList, words_only
from ifolge.evaluation.facts import Tally
from ifolge.evaluation.gold import read_gold
from ifolge.evaluation.score import score
from ifolge.extraction import Extractor
from ifolge.reading import read
from ifolge.records import Article, Claim

PIPELINE = ROOT / "benchmarks" / "spacy_pipeline"
"""A spaCy pipeline trained on the treebanks that our parser is trained on."""
PACKAGES = {"spacy": "spacy", "textacy": "textacy", "dateparser": "dateparser", "duckling": "pyduckling-native-phihos"}
"""Modules of peers with the packages that they come in."""

ClaimsOf = Callable[[Article, Sequence[Claim]], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class System:
    """One who does a task: ``claims_of`` an article and our claims of it makes the claims that are scored in one row, all or those in quotation marks."""

    task: str
    name: str
    row: str
    claims_of: ClaimsOf
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a system reached, and how many violent claims it makes of hard negatives, where there are any and it is triggers that are compared."""

    system: System
    tally: Tally
    alarms: int | None


def as_we_do(_: Article, ours: Sequence[Claim]) -> Sequence[Claim]:
    """Our own claims."""
    return ours


def systems(train: Sequence[Example]) -> Iterator[System]:
    """All that are installed."""
    nlp = spacy.load(PIPELINE)
    lists = {"word list": TriggerList(words_only(), "LOWER", train), "spaCy lemmas": TriggerList(nlp, "LEMMA", train)}
    yield System("trigger and type", "ifolge", "claim", as_we_do)
    yield from (System("trigger and type", name, "claim", known.claims) for name, known in lists.items())
    speakers: dict[str, ClaimsOf] = {"ifolge": as_we_do} | ({"textacy": partial(with_sources_by_textacy, nlp)} if find_spec("textacy") else {})
    for task, quoted in (("source", False), ("source of quoted", True)):
        yield from (System(task, name, "source", claims_of, quoted) for name, claims_of in speakers.items())
    yield System("time", "ifolge", "time", as_we_do)
    yield from (System("time", peer, "time", partial(with_times_by, peer)) for peer in ("dateparser", "duckling") if find_spec(peer))


def examples(corpus: Corpus) -> list[Example]:
    """The articles of a corpus with their gold, hard negatives too."""
    articles = {Path(a.doc).name: a for a in read([*corpus.texts, *corpus.negatives]) if isinstance(a, Article)}
    return [(articles[gold.doc], gold) for gold in read_gold([*corpus.gold_files, *corpus.negative_files])]


def compared(corpus: Corpus, known: Iterable[System]) -> Iterator[Result]:
    """What each system reaches on a corpus."""
    ours = extracted([*corpus.texts, *corpus.negatives], Extractor())
    for system in known:
        claims = {Path(one.article.doc).name: system.claims_of(one.article, one.claims) for one in ours}
        alarms = corpus.alarms(claims) if corpus.negatives and system.row == "claim" else None
        gold = corpus.gold
        if system.quoted:
            marks = {Path(one.article.doc).name: quoted(one.article.text) for one in ours}
            claims = {doc: [claim for claim in found if is_inside(claim.trigger.start, marks[doc])] for doc, found in claims.items()}
            gold = [a.model_copy(update={"claims": tuple(c for c in a.claims if is_inside(c.triggers[0][0], marks[a.doc]))}) for a in gold]
        yield Result(system, score(gold, claims).rows()[system.row], alarms)


def quoted(text: str) -> list[tuple[int, int]]:
    """What stands between quotation marks, paragraph by paragraph."""
    return [match.span() for match in re.finditer(r"[\"«»“”„][^\"«»“”„\n]+[\"«»“”„]", text)]


def is_inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= offset < end for start, end in spans)


def table(results: Sequence[Result]) -> Iterator[str]:
    """The results as a person reads them, task by task."""
    yield f"{'':32}{'precision':>10}{'recall':>8}{'F1':>7}{'right':>7}{'gold':>6}{'found':>7}  false alarms"
    for result in results:
        t = result.tally
        figures = f"{t.precision:10.3f}{t.recall:8.3f}{t.f1:7.3f}{t.right:7}{t.gold:6}{t.predicted:7}"
        yield f"{result.system.task:18}{result.system.name:14}{figures}{'' if result.alarms is None else result.alarms:>8}".rstrip()


def versions() -> Iterator[str]:
    """Ourselves and each peer, with its version or that it is not installed."""
    yield f"ifolge {version('ifolge')}"
    yield from (f"{package} {version(package) if find_spec(module) else 'is not installed'}" for module, package in PACKAGES.items())
