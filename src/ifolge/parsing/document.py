"""The parsed article: tokens with exact offsets, sentences, blocks (paragraphs, headings …) and quotes.

This is the joint between ``parsing`` and ``claims``: whatever engine parses, the result is a ``Document`` of these plain types.
Token, sentence and block indices count from 0; character spans are half-open offsets into ``Article.text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ifolge.records import Article, Lang, Span

BlockKind = Literal["body", "heading", "caption", "kicker", "signoff", "widget", "dateline"]
QuoteKind = Literal["dash", "marks"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``head`` is the index of its governor in the document, itself for a root; ``entity`` an IOB tag or ``O``.

    ``parts`` are the character spans of a compound's parts where it could be split ("SDF-kriger" → SDF, kriger); else empty.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: frozenset[str]
    head: int
    rel: str
    entity: str
    sentence: int
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_participle(self) -> bool:
        return "VerbForm=Part" in self.feats or "VerbForm=Sup" in self.feats

    @property
    def is_passive_form(self) -> bool:
        return "Voice=Pass" in self.feats


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of one sentence, and the block it stands in."""

    i: int
    first: int
    last: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Block:
    """One newline-delimited piece of the article and what it is; only ``body`` blocks yield claims."""

    i: int
    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of direct speech, without its dash or marks.

    ``tag`` is the character span of the speech tag that belongs to it (", sier X"), empty where there is none. ``group`` joins the pieces of one
    quotation that goes on over a tag or a paragraph. ``lang`` is the language of the words said, which can be another than the article's.
    """

    start: int
    end: int
    kind: QuoteKind
    block: int
    group: int
    tag: tuple[int, int] | None = None
    lang: Lang | None = None


@dataclass(frozen=True)
class Document:
    """An article with its syntax. ``model`` names engine and version."""

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    quotes: tuple[Quote, ...]
    model: str

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                found[token.head].append(token.i)
        return tuple(tuple(c) for c in found)

    @property
    def text(self) -> str:
        return self.article.text

    def span(self, start: int, end: int) -> Span:
        """The article's characters ``[start, end)`` as a record."""
        return Span.of(self.article.text, start, end)

    def token_span(self, first: int, last: int) -> Span:
        """The characters of tokens ``[first, last)``."""
        return self.span(self.tokens[first].start, self.tokens[last - 1].end)

    def children(self, i: int, *rels: str) -> Iterator[Token]:
        """Dependents of token ``i``, those of the given relations where any are given; ``nmod`` also matches ``nmod:poss``."""
        for c in self._children[i]:
            token = self.tokens[c]
            if not rels or token.rel in rels or token.rel.split(":")[0] in rels:
                yield token

    def subtree(self, i: int) -> list[int]:
        """Indices of token ``i`` and all below it, in text order."""
        found, todo = set(), [i]
        while todo:
            k = todo.pop()
            if k not in found:
                found.add(k)
                todo.extend(self._children[k])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Governors of token ``i`` from the nearest to the root."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            seen.add(head)
            i = head
            yield self.tokens[i]

    def sentence_tokens(self, s: int) -> tuple[Token, ...]:
        sentence = self.sentences[s]
        return self.tokens[sentence.first : sentence.last]

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """Tokens that start in the characters ``[start, end)``."""
        return list(self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a character, or ``None``."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self.tokens[at].end > offset:
            return self.tokens[at]
        return None

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def quote_at(self, offset: int) -> Quote | None:
        """The innermost quote that covers a character, or ``None``."""
        covering = [q for q in self.quotes if q.start <= offset < q.end]
        return min(covering, key=lambda q: q.end - q.start) if covering else None


def words(tokens: Iterable[Token]) -> list[str]:
    """Lower-case forms."""
    return [t.lower for t in tokens]
