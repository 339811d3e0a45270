"""Baselines of triggers: lists of words learned from the train part, matched as they stand or by spaCy's lemmas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.tokens import Span as Words
from spacy.util import filter_spans

from ifolge.evaluation.gold import GoldArticle
from ifolge.records import Article, Claim, Extractor, Span

Example = tuple[Article, GoldArticle]
SURE = 0.5
"""A phrase is listed where at least this share of its occurrences in the train part are triggers."""


def words_only() -> Language:
    """spaCy without any model: words and, by punctuation, sentences."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    return nlp


class TriggerList:
    """Phrases with the event type that each has most often in gold. ``by`` is what is compared: ``LOWER`` (the word) or ``LEMMA``."""

    def __init__(self, nlp: Language, by: str, train: Iterable[Example]) -> None:
        self.nlp = nlp
        self._by = by
        docs = [(nlp(article.text), gold) for article, gold in train]
        types: dict[str, Counter[str]] = {}
        samples: dict[str, Doc] = {}
        for doc, gold in docs:
            for claim in gold.claims:
                words = doc.char_span(*claim.triggers[0], alignment_mode="expand")
                if words is not None:
                    types.setdefault(self._key(words), Counter())[claim.types[0]] += 1
                    samples.setdefault(self._key(words), words.as_doc())
        self._types = {key: found.most_common(1)[0][0] for key, found in types.items()}
        self._matcher = self._of(samples)
        self._matcher = self._of({key: samples[key] for key in self._sure(docs)})

    def claims(self, article: Article, _: Sequence[Claim] = ()) -> list[Claim]:
        """Claims that have a type and a trigger and nothing else; evidence is the sentence. What others made of the article is of no use here."""
        return [self._claim(article, words) for words in self._find(self.nlp(article.text))]

    def _claim(self, article: Article, words: Words) -> Claim:
        sentence = Span.of(article.text, words.sent.start_char, words.sent.end_char)
        return Claim(
            claim_id=f"{article.doc_id}:{words.start}",
            doc_id=article.doc_id,
            doc=article.doc,
            event_id=f"{article.doc_id}:{words.start}",
            lang=article.lang,
            type=self._types[self._key(words)],
            trigger=Span.of(article.text, words.start_char, words.end_char),
            evidence=(sentence,),
            confidence=1,
            extractor=Extractor(name="spacy", version=spacy.__version__, rule=self._by),
        )

    def _key(self, words: Words) -> str:
        return " ".join(word.lemma_.lower() if self._by == "LEMMA" else word.lower_ for word in words)

    def _of(self, samples: dict[str, Doc]) -> PhraseMatcher:
        matcher = PhraseMatcher(self.nlp.vocab, attr=self._by)
        matcher.add("trigger", list(samples.values()))
        return matcher

    def _find(self, doc: Doc) -> Sequence[Words]:
        return [words for words in filter_spans(self._matcher(doc, as_spans=True)) if self._key(words) in self._types]

    def _sure(self, docs: Iterable[tuple[Doc, GoldArticle]]) -> Iterator[str]:
        seen, right = Counter[str](), Counter[str]()
        for doc, gold in docs:
            for words in self._find(doc):
                seen[self._key(words)] += 1
                right[self._key(words)] += any(
                    start < words.end_char and words.start_char < end for claim in gold.claims for start, end in claim.triggers
                )
        return (key for key, n in seen.items() if right[key] >= SURE * n)
