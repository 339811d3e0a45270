"""Round after round: look into the folders, ask the feeds that may be asked, put what is new into the ledger.

What was read is noted only after its claims are stored, so a watch that was killed reads a little again and loses nothing; the ledger has each article once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Protocol

from sqlalchemy import select

from ifolge.errors import IfolgeError, Issue, issue
from ifolge.extraction import Extractor
from ifolge.ledger import schema
from ifolge.ledger.opening import reading
from ifolge.ledger.running import Summary, misfit_issue, run
from ifolge.ledger.store import Store
from ifolge.ledger.watching.feeds import Feed, State, came, ended, failed, remember, states
from ifolge.ledger.watching.fetching import TIMEOUT_SECONDS, Answer, Fetcher
from ifolge.ledger.watching.files import Fresh, Mark, fresh_in, known_files, note_files
from ifolge.ledger.watching.targets import Targets
from ifolge.ledger.writing import parts
from ifolge.reading import ReadOptions, read_entries, read_files
from ifolge.records import Article

EVERY_SECONDS = 60.0
FILES_BETWEEN = 200
"""Files after which it is noted that they were read."""
STEP_SECONDS = 0.5
"""How soon a wait ends when it is to end."""


class Clock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Listener(Protocol):
    """Who is told what happens."""

    def tell(self, problem: Issue, /) -> None:
        """Hear of a problem."""

    def say(self, text: str, /) -> None:
        """Hear what came."""


def watch(
    store: Store,
    targets: Targets,
    *,
    extractor: Extractor,
    listener: Listener,
    options: ReadOptions | None = None,
    every: float = EVERY_SECONDS,
    once: bool = False,
    stopping: Callable[[], bool] = lambda: False,
    summary: Summary | None = None,
    clock: Clock | None = None,
    timeout: float = TIMEOUT_SECONDS,
) -> Summary:
    """Follow folders and feeds into a ledger until all feeds are gone and there is no folder, or until it is to stop.

    :param every: seconds between two looks into the folders; a feed is asked no more often than that, and no more often than every 15 minutes.
    :param once: one round only.
    :param stopping: whether to come to an end; asked between articles, and at least twice a second while nothing is done. What was begun is stored.
    :param summary: counted on where it is given: it holds after an error, too.
    :param timeout: seconds to connect to a server, and again for its whole answer.
    :raises IfolgeError: IF3xx where the pipeline cannot be loaded, IF804 … IF808 where the ledger cannot be written; what was stored before stays.
    """
    done = summary if summary is not None else Summary()
    options, clock = options or ReadOptions(), clock or Clock()
    rounds = _Rounds(
        store=store,
        targets=targets,
        extractor=extractor,
        listener=listener,
        options=options,
        every=every,
        stopping=stopping,
        done=done,
        clock=clock,
        fetcher=Fetcher(max_bytes=options.max_bytes, now=clock.now, sleep=clock.sleep, timeout=timeout),
        files=known_files(store),
        feeds=states(store, targets.feeds),
    )
    rounds.go()
    while not once and not stopping() and rounds.rest():
        rounds.go()
    return done


@dataclass(slots=True)
class _Rounds:
    """The rounds of one watch, and what it knows from one to the next."""

    store: Store
    targets: Targets
    extractor: Extractor
    listener: Listener
    options: ReadOptions
    every: float
    stopping: Callable[[], bool]
    done: Summary
    clock: Clock
    fetcher: Fetcher
    files: dict[str, Mark]
    feeds: dict[str, State]
    closed: frozenset[Issue] = frozenset()
    next_look: datetime | None = None

    def go(self) -> None:
        """One round."""
        if self.targets.folders:
            self.next_look = self.clock.now() + timedelta(seconds=self.every)
            self._look()
        for feed in self.targets.feeds:
            if not self.stopping() and self.feeds[feed.url].is_due(self.clock.now()):
                self._ask(feed)

    def rest(self) -> bool:
        """Wait for the next round; false where there will be none."""
        nexts = [moment for moment in (self.next_look, *(state.next_at for state in self.feeds.values())) if moment]
        while nexts and not self.stopping() and (left := (min(nexts) - self.clock.now()).total_seconds()) > 0:
            self.clock.sleep(min(left, STEP_SECONDS))
        return bool(nexts) and not self.stopping()

    # Folders

    def _look(self) -> None:
        own = [os.path.abspath(self.store.name) + end for end in ("", "-wal", "-shm", "-journal")]
        closed: set[Issue] = set()
        for folder in self.targets.folders:
            found = list(fresh_in(folder, known=self.files, passing=own, now=self.clock.now()))
            closed.update(one for one in found if isinstance(one, Issue))
            for part in parts([one for one in found if isinstance(one, Fresh)], FILES_BETWEEN):
                self._read(str(folder), part)
        self._take("folders", sorted(closed - self.closed, key=str))
        self.closed = frozenset(closed)

    def _read(self, folder: str, files: Sequence[Fresh]) -> None:
        whole: list[Fresh] = []

        def articles() -> Iterator[Article | Issue]:
            for file in files:
                yield from read_files([file.source], options=self.options)
                whole.append(file)

        self._take(folder, articles())
        note_files(self.store, whole, at=self.clock.now())
        self.files.update((file.path, file.mark) for file in whole)

    # Feeds

    def _ask(self, feed: Feed) -> None:
        state = self.feeds[feed.url]
        answer = self.fetcher.fetch(state.location or feed.url, etag=state.etag, modified=state.modified)
        entries: list[Article | Issue] = []
        if answer.status == 200 and answer.problem is None:
            entries, problem = self._entries(feed, answer)
            answer = replace(answer, problem=problem)
        self._take(feed.url, chain(self._news(state, answer), self._untold(entries)))
        if not self.stopping():  # else some entries may not have been taken
            self.feeds[feed.url] = self._after(state, answer)
            remember(self.store, self.feeds[feed.url])

    def _entries(self, feed: Feed, answer: Answer) -> tuple[list[Article | Issue], Issue | None]:
        """The articles of a feed, or why there are none. Whatever a feed holds that its reader fails on, it must not stop the others."""
        try:
            return list(read_entries(answer.body, url=feed.url, publisher=feed.publisher, options=self.options)), None
        except IfolgeError as error:
            return [], error.issue
        except Exception as error:
            return [], issue("IF110", where=feed.url, format="rss", detail=f"{type(error).__name__}: {error}")

    def _news(self, state: State, answer: Answer) -> Iterator[Issue]:
        """What is to be said of a feed, once."""
        if answer.status == 410:
            yield issue("IF824", where=state.url)
        elif answer.problem and answer.problem.code != state.told:
            yield answer.problem
        elif answer.location and not answer.problem:
            yield issue("IF823", where=state.url, url=answer.location)

    def _after(self, state: State, answer: Answer) -> State:
        now = self.clock.now()
        if answer.status == 410:
            return ended(state, now=now, told="IF824")
        if answer.problem:
            return failed(state, answer, now=now, every=self.every, told=answer.problem.code)
        return came(state, answer, now=now, every=self.every)

    def _untold(self, entries: Iterable[Article | Issue]) -> Iterator[Article | Issue]:
        """The entries without what was said of them before: a feed shows an entry for days."""
        fault = schema.fault
        for one in entries:
            if isinstance(one, Issue):
                same = select(fault.c.code).where(fault.c.code == one.code, fault.c.at == one.where, fault.c.said == one.text)
                with reading(self.store.engine, self.store.name) as connection:
                    if connection.execute(same.limit(1)).first():
                        continue
            yield one

    # Both

    def _take(self, name: str, articles: Iterable[Article | Issue]) -> None:
        """Put articles into the ledger; a run is noted there only where there is something new."""
        fresh = self._fresh(articles)
        first = next(fresh, None)
        if first is None:
            return
        part = Summary()

        def step(article: Article | None, problem: Issue | None) -> None:
            if problem:
                self.listener.tell(problem)

        try:
            run(self.store, chain([first], fresh), extractor=self.extractor, verb="watch", sources=[name], step=step, summary=part)
        finally:
            self.done.add(part)
            for misfit in part.misfits:
                self.listener.tell(misfit_issue(misfit))
            if part.extracted:
                self.listener.say(f"{self.clock.now():%Y-%m-%d %H:%M}Z {name}: articles {part.extracted}, claims {part.claims}")

    def _fresh(self, articles: Iterable[Article | Issue]) -> Iterator[Article | Issue]:
        """What the ledger does not have, until it is to stop."""
        for one in articles:
            if self.stopping():
                return
            if isinstance(one, Article) and self.store.is_done(one.doc_id, self.extractor.version):
                self.done.read += 1
                self.done.known += 1
            else:
                yield one
