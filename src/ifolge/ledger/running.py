"""From sources into a ledger: read, extract, store; interrupt it at any moment and begin again, nothing is lost and nothing is there twice.

An article and its claims are written in one transaction, a handful of articles at a time, so a killed run leaves whole articles only, and the next one passes over
what is done. Any number of runs may go on at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from ifolge.errors import IfolgeError, Issue, issue
from ifolge.extraction import Extraction, Extractor
from ifolge.ledger.judging import Misfit
from ifolge.ledger.store import Store
from ifolge.records import Article

SECONDS_BETWEEN = 1.0
"""How often what was extracted is written: the most work that an interruption costs."""
ARTICLES_BETWEEN = 1000


@dataclass(slots=True)
class Summary:
    """What a run did. ``known`` articles were in the ledger with this extractor's claims already; ``retired`` claims were made by an earlier one."""

    read: int = 0
    known: int = 0
    extracted: int = 0
    articles: int = 0
    claims: int = 0
    retired: int = 0
    misfits: list[Misfit] = field(default_factory=list)
    faults: list[Issue] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: Summary) -> None:
        """Count what another run did, too."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


Step = Callable[[Article | None, Issue | None], None]
"""Called for each article that is done with, and for each issue."""


def run(
    store: Store,
    articles: Iterable[Article | Issue],
    *,
    extractor: Extractor,
    verb: str = "run",
    sources: Sequence[str] = (),
    step: Step = lambda article, issue: None,
    summary: Summary | None = None,
) -> Summary:
    """Extract the claims of articles that the ledger does not have by this extractor, and store them.

    :param sources: what the articles were asked for by, for the ledger's list of runs.
    :param summary: counted on where it is given: it holds after an interruption, too.
    :raises IfolgeError: IF3xx where the pipeline cannot be loaded, IF804 … IF808 where the ledger cannot be written; what was stored before stays.
    """
    done = summary if summary is not None else Summary()
    began = time.monotonic()
    for path in extractor.registers:
        store.add_register(Path(path).name, Path(path).read_text(encoding="utf-8"))
    run_id = store.begin(verb, extractor=extractor.version, sources=sources)
    try:
        for batch in _batches(_extracted(store, articles, extractor, done, step)):
            written = store.store(batch, extractor=extractor.version, run_id=run_id)
            done.articles += written.articles
            done.extracted += written.extractions
            done.claims += written.claims
            done.retired += written.retired
            done.misfits += written.misfits
    finally:
        done.seconds += time.monotonic() - began
        _end(store, run_id, done)
    return done


def _end(store: Store, run_id: str, done: Summary) -> None:
    """Note the end of a run; a ledger that could not be written cannot note it either, and its error has been raised already."""
    try:
        store.end(run_id, articles=done.read, articles_new=done.articles, claims_new=done.claims, faults=done.faults)
    except IfolgeError as error:
        done.faults.append(error.issue)


def _extracted(store: Store, articles: Iterable[Article | Issue], extractor: Extractor, done: Summary, step: Step) -> Iterator[Extraction]:
    """The articles that are not done, with their claims; everything else is counted."""
    for article in articles:
        found = article if isinstance(article, Issue) else _new(store, article, extractor, done)
        if isinstance(found, Article):
            for made in extractor.extract_all([found]):
                if isinstance(made, Extraction):
                    yield made
                else:
                    found = made
        if isinstance(found, Issue):
            done.faults.append(found)
            step(None, found)
        if isinstance(article, Article):
            step(article, None)


def _new(store: Store, article: Article, extractor: Extractor, done: Summary) -> Article | Issue | None:
    """The article as it is to be extracted; ``None`` where its claims are there."""
    done.read += 1
    if store.is_done(article.doc_id, extractor.version):
        done.known += 1
        return None
    return store.as_kept(article)


def _batches(extractions: Iterable[Extraction]) -> Iterator[list[Extraction]]:
    """Extractions of different articles, as many as come within a second."""
    batch: dict[str, Extraction] = {}
    since = time.monotonic()
    for one in extractions:
        batch.setdefault(one.article.doc_id, one)
        if len(batch) >= ARTICLES_BETWEEN or time.monotonic() - since >= SECONDS_BETWEEN:
            yield list(batch.values())
            batch, since = {}, time.monotonic()
    if batch:
        yield list(batch.values())


def misfit_issue(misfit: Misfit) -> Issue:
    """What is to be said of a judgement that does not simply apply to what the newest extractor says (IF815)."""
    one = misfit.judgement
    words = {
        "changed": f"the extractor now says otherwise on {', '.join(misfit.differs)}; what was decided stands",
        "kept": "the extractor no longer makes this claim; what was decided stands",
        "lost": "the extractor no longer makes this claim; there is nothing left to apply it to",
        "same": "applies",
    }
    return issue(
        "IF815",
        where=misfit.claim_id or one.subject,
        judgement=one.judgement_id,
        verdict=one.verdict,
        reviewer=one.reviewer,
        detail=words[misfit.fit],
    )
