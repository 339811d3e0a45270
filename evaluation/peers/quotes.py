"""Speakers of direct quotes by textacy: pairs of quotation marks, the nearest verb of saying outside of them, and its subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from ifolge.grounding.actor import ActorContext, ActorResolver, article_countries
from ifolge.languages import LANGUAGES, pack
from ifolge.records import Article, Attribution, Claim, Source, Span

CLAUSES = ("acl", "acl:relcl", "appos", "parataxis", "punct", "conj", "cc")
"""What hangs on a speaker's noun and is no part of the name."""


def with_sources_by_textacy(nlp: Language, article: Article, claims: Sequence[Claim]) -> list[Claim]:
    """Our claims, their sources by textacy: the speaker of the quote that the trigger stands in, named by our register."""
    found = list(speakers(nlp, article))
    resolver = ActorResolver(article.lang)
    day = article.published.latest if article.published else None
    context = ActorContext(countries=article_countries(article.text, article.lang), published=day)

    def said(claim: Claim) -> tuple[Source, ...]:
        spans = [speaker for start, end, speaker in found if start <= claim.trigger.start < end]
        return tuple(Source(span=s, kind="party", actor=resolver.resolve(s.text, context=context).actor) for s in spans)

    return [claim.model_copy(update={"attribution": Attribution(sources=said(claim))}) for claim in claims]


def speakers(nlp: Language, article: Article) -> Iterator[tuple[int, int, Span]]:
    """Where a quote starts and ends, and its speaker's noun phrase. By paragraph, for textacy gives up on a text with an odd quotation mark."""
    from textacy import constants
    from textacy.extract import direct_quotations

    # It knows English verbs only; it is lent ours.
    constants.REPORTING_VERBS.setdefault(nlp.lang, {row["lemma"] for lang in LANGUAGES for row in pack(lang).table("reporting")})
    at = 0
    for paragraph in article.text.split("\n"):
        doc = nlp(paragraph)
        if sum(token.is_quote for token in doc) % 2 == 0:
            for quote in direct_quotations(doc):
                start, end = _phrase(doc, quote.speaker[0])
                yield at + quote.content.start_char, at + quote.content.end_char, Span.of(article.text, at + start, at + end)
        at += len(paragraph) + 1


def _phrase(doc: Doc, head: Token) -> tuple[int, int]:
    inside = [head, *(t for child in head.children if child.dep_ not in CLAUSES for t in child.subtree)]
    words = doc[min(t.i for t in inside) : max(t.i for t in inside) + 1]
    return words.start_char, words.end_char
