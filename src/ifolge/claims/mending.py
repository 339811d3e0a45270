"""Verbs that the tagger took for another word, given back as verbs before the rules read the sentence, and bare numbers hung on a verb as numerals.

A parser that takes "attackerat" in "ha attackerat lägret" for a noun makes the object or the auxiliary the verb of the clause, and every rule that asks for
subject or object fails. Only what the tables and the auxiliary before it leave no doubt about is mended; which forms are verbs the pack says.
"""

from __future__ import annotations

from dataclasses import replace

from ifolge.claims.clauses import VERBAL
from ifolge.claims.lexicon import Lexicon
from ifolge.parsing.document import Document, Token

BETWEEN = frozenset({"ADV", "PART"})
PERFECT = frozenset({"participle", "passive"})
REACH = 3


def mend(doc: Document, lexicon: Lexicon) -> Document:
    """The document with its hidden verbs mended; the same object where there is none."""
    mended = _Mended(doc, lexicon)
    for token in doc.tokens:
        mended.mend(token.i)
    return replace(doc, tokens=tuple(mended.tokens)) if mended.tokens != list(doc.tokens) else doc


class _Mended:
    """Tokens of a document while they are mended."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.tokens = list(doc.tokens)
        self._sentences = doc.sentences
        self.lexicon = lexicon

    def mend(self, i: int) -> None:
        token = self.tokens[i]
        forms = self._forms(token)
        have = self._have(token) if forms & PERFECT else None
        if have is not None:
            self._mend_perfect(i, have)
        elif "active" in forms and token.upos in {"ADV", "NOUN"} and self._is_verb_of_clause(token):
            self._mend_finite(i)
        elif "active" in forms and token.upos == "NOUN" and self._is_behind_passive(token):
            self.tokens[i] = replace(token, upos="VERB", rel="xcomp")
        elif token.upos == "NUM" and token.rel == "nummod" and token.i > token.head and self._takes_object(self.tokens[token.head]):
            self.tokens[i] = replace(token, rel="obj")

    def _below(self, i: int) -> list[Token]:
        """The dependents of token ``i`` as they are hung now."""
        sentence = self._sentences[self.tokens[i].sentence]
        return [t for t in self.tokens[sentence.first : sentence.last] if t.head == i and t.i != i]

    def _forms(self, token: Token) -> frozenset[str]:
        """The verb forms that a word can be; none where the tables also know it as a noun."""
        word = token.lower
        if self.lexicon.nouns.get(word) or self.lexicon.kinds.get(word) or word in self.lexicon.prepositions:
            return frozenset()
        verbs, reports = self.lexicon.verbs.get(word, ()), self.lexicon.reporting.get(word, ())
        return frozenset(s.form for s in verbs) | frozenset(r.form for r in reports)

    def _have(self, token: Token) -> int | None:
        """The auxiliary of the perfect before a token, with nothing but adverbs between them."""
        for before in reversed(self.tokens[max(0, token.i - REACH) : token.i]):
            if before.sentence != token.sentence:
                return None
            if "have" in self.lexicon.auxiliaries.get(before.lower, ()):
                return before.i
            if before.upos not in BETWEEN:
                return None
        return None

    def _mend_perfect(self, i: int, have: int) -> None:
        """ "har begravts" with "har" as the verb, "ha attackerat lägret" with "lägret" as the verb, or the tag alone."""
        token, auxiliary = self.tokens[i], self.tokens[have]
        head = self.tokens[token.head]
        if auxiliary.upos == "VERB" and (token.head == have or (token.rel == "amod" and head.head == have)):
            self._take_place(i, auxiliary)
            if token.rel == "amod":
                self._attach(head.i, i, "obj")
            self.tokens[have] = replace(auxiliary, upos="AUX", head=i, rel="aux")
        elif token.rel in {"obj", "aux"} and token.head in {have, auxiliary.head} and self._is_false_verb(self.tokens[auxiliary.head], i):
            self._take_place(i, self.tokens[auxiliary.head], before=i)
            self.tokens[auxiliary.head] = replace(self.tokens[auxiliary.head], upos="NOUN", head=i, rel="obj")
        if self.tokens[i].upos not in VERBAL | {"ADJ"}:
            self.tokens[i] = replace(self.tokens[i], upos="VERB")

    def _is_false_verb(self, head: Token, i: int) -> bool:
        """Whether what is tagged as the verb behind a perfect is no verb form of the tables, and so its object."""
        return head.i > i and head.upos in VERBAL and not self._forms(head)

    def _is_verb_of_clause(self, token: Token) -> bool:
        """Whether a finite form stands where the verb of a sentence does: it is the root with a subject, or an "auxiliary" of a verb behind a conjunction."""
        if token.head == token.i:
            return any(t.rel.startswith("nsubj") and t.i < token.i for t in self._below(token.i))
        return token.upos == "ADV" and token.rel == "aux" and self._joins(token, self.tokens[token.head])

    def _joins(self, token: Token, head: Token) -> bool:
        return any(t.upos == "CCONJ" and t.head == head.i for t in self.tokens[token.i + 1 : head.i])

    def _is_behind_passive(self, token: Token) -> bool:
        """Whether a bare word is taken for a second subject right behind a passive: it is its infinitive ("tusentals väntas fly")."""
        head = self.tokens[token.head]
        return head.i == token.i - 1 and head.is_passive_form and token.rel.startswith("nsubj")

    def _takes_object(self, verb: Token) -> bool:
        """Whether a word is a verb that no object is hung on, so that a number behind it is one ("har släppt 21 av flickorna")."""
        return verb.upos == "VERB" and not any(t.rel in {"obj", "ccomp", "xcomp"} for t in self._below(verb.i))

    def _mend_finite(self, i: int) -> None:
        """ "Elva människor dog" with "dog" as an adverb; "tio dog och fem skadades" with it as an auxiliary of the second verb."""
        token = self.tokens[i]
        if token.head != i:
            second = self.tokens[token.head]
            self._take_place(i, second, before=i)
            for child in [t for t in self._below(i) if i < t.i < second.i]:
                self._attach(child.i, second.i, "nsubj" if child.rel == "nummod" else child.rel)
            self._attach(second.i, i, "conj")
        self.tokens[i] = replace(self.tokens[i], upos="VERB")

    def _take_place(self, i: int, other: Token, *, before: int | None = None) -> None:
        """Let token ``i`` govern what another did (of its dependents those before ``before`` only), under that one's own governor."""
        for child in [t for t in self._below(other.i) if t.i != i]:
            if before is None or child.i < before or child.rel in {"punct", "obl", "advcl", "conj"}:
                self._attach(child.i, i, child.rel)
        self.tokens[i] = replace(self.tokens[i], upos="VERB", head=i if other.head == other.i else other.head, rel=other.rel)

    def _attach(self, i: int, head: int, rel: str) -> None:
        self.tokens[i] = replace(self.tokens[i], head=head, rel=rel)
