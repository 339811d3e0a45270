"""Many articles, a few at a time: asked, answered, judged, in their order.

An answer is kept the moment it comes, so an interrupted run loses at most what was under way, and the same command goes on where it stopped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from ifolge.errors import IfolgeError, Issue, issue
from ifolge.extraction import Extraction, Extractor
from ifolge.llm.account import Account
from ifolge.llm.admission import Admission
from ifolge.llm.cache import Cache, default_folder
from ifolge.llm.client import Client, Endpoint
from ifolge.llm.prompt import question
from ifolge.llm.reply import claims_in
from ifolge.parsing import parse
from ifolge.records import Article

S = TypeVar("S")
T = TypeVar("T")
AT_ONCE = 4
ENDING = frozenset({"IF703", "IF704", "IF708"})
"""What no other article would fare better with: nobody listens, we are refused, answers cannot be kept."""


class SecondOpinion:
    """Asks a model for the claims of articles and lets in what holds.

    :param endpoint: which model, and where.
    :param extractor: whose pipeline and registers the words are read with.
    :param cache: folder that answers are kept in; the user's cache where ``None``.
    :param at_once: how many articles are asked about at a time.
    :param prices: of a million tokens in, and out.
    :raises IfolgeError: IF701 where the extra ``llm`` is not installed, IF708 where the folder cannot be written to.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        extractor: Extractor | None = None,
        cache: Path | None = None,
        at_once: int = AT_ONCE,
        prices: tuple[float, float] | None = None,
    ) -> None:
        self.account = Account(prices)
        self._model = endpoint.model
        self._client = Client(endpoint, self.account)
        self._extractor = extractor or Extractor()
        self._cache = Cache(cache or default_folder())
        self._at_once = at_once

    def extract_all(self, articles: Iterable[Article | Issue]) -> Iterator[Extraction | Issue]:
        """The claims of many articles, in their order, each after the issues of what was left out of it. Issues of reading are passed on.

        An article without a usable answer becomes an ``Issue`` and the rest goes on. Raises ``IfolgeError`` where no other article would fare better (IF703, IF704, IF708).
        """
        for answered in in_order(self._answered, articles, at_once=self._at_once):
            if isinstance(answered, Issue):
                yield answered
            else:
                yield from self._judged(*answered)

    def _answered(self, article: Article | Issue) -> tuple[Article, list[Any]] | Issue:
        if isinstance(article, Issue):
            return article
        try:
            return article, self._reply(article)
        except IfolgeError as error:
            if error.issue.code in ENDING:
                raise
            return error.issue

    def _reply(self, article: Article) -> list[Any]:
        """The claims of an answer, from the cache where it was given before; only what is a reply is kept."""
        asked = question(article, model=self._model)
        kept = self._cache.get(asked)
        answer = kept or self._client.ask(asked, where=article.doc)
        claims = claims_in(answer, where=article.doc)
        if kept is None:
            self._cache.put(asked, answer)
        else:
            self.account.add(cached=1)
        return claims

    def _judged(self, article: Article, reply: list[Any]) -> Iterator[Extraction | Issue]:
        document = parse(article, engine=self._extractor.engine)
        try:
            claims, issues = Admission(document, model=self._model, registers=self._extractor.registers).admit(reply)
        except Exception as error:  # as in extraction: one article of thousands must not stop the others
            yield issue("IF501", where=article.doc, detail=f"{type(error).__name__}: {error}")
            return
        yield from issues
        yield Extraction(article, claims)


def in_order(work: Callable[[S], T], items: Iterable[S], *, at_once: int) -> Iterator[T]:
    """``work`` of each item in the order of the items, up to ``at_once`` of them under way. Threads are daemons: an interruption waits for none of them."""
    under_way: deque[Future[T]] = deque()
    for item in items:
        under_way.append(_started(work, item))
        if len(under_way) >= at_once:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def _started(work: Callable[[S], T], item: S) -> Future[T]:
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work(item))
        except BaseException as error:  # told to whoever asks for the result
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future
