"""Clauses over a dependency tree: which predicate a token belongs to, its subject, objects and prepositional phrases.

UD trees of five languages, read forgivingly: a missing subject is looked for where Nordic clauses put it (antecedent of a relative clause, the
governor's subject under control and coordination).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ifolge.parsing.document import Document, Token

CLAUSAL = {"ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "xcomp"}
VERBAL = {"VERB", "AUX"}
SUBJECTS = ("nsubj", "nsubj:pass")


@dataclass(frozen=True)
class Phrase:
    """A noun phrase by its head token, with the preposition that governs it ("" for none)."""

    head: int
    case: str = ""


class Clauses:
    """Clause structure of a document."""

    def __init__(self, doc: Document, *, relatives: frozenset[str]) -> None:
        self.doc = doc
        self.relatives = relatives

    @cached_property
    def head_of(self) -> tuple[int, ...]:
        """For each token the head token of its clause."""
        found = [-1] * len(self.doc.tokens)

        def settle(i: int) -> int:
            path = []
            while found[i] < 0:
                path.append(i)
                token = self.doc.tokens[i]
                if token.head == i or self._is_clause(token):
                    found[i] = i
                    break
                i = token.head
                if i in path:
                    found[i] = i
                    break
            for k in path:
                found[k] = found[i]
            return found[i]

        for token in self.doc.tokens:
            settle(token.i)
        return tuple(found)

    def _is_clause(self, token: Token) -> bool:
        if token.rel in CLAUSAL:
            return token.upos in VERBAL or any(self.doc.children(token.i, "nsubj", "cop", "aux", "mark")) or token.is_participle
        if token.upos in VERBAL and token.rel in {"obj", "obl", "nsubj", "nmod", "appos"}:
            return any(self.doc.children(token.i, "mark"))
        if token.rel == "conj":
            own = any(self.doc.children(token.i, "nsubj", "aux", "cop"))
            return own or (token.upos in VERBAL and self.doc.tokens[token.head].upos in VERBAL | {"ADJ"})
        return False

    def tokens(self, head: int) -> list[Token]:
        """Tokens of a clause in order, without its subordinate clauses."""
        sentence = self.doc.sentences[self.doc.tokens[head].sentence]
        return [self.doc.tokens[i] for i in range(sentence.first, sentence.last) if self.head_of[i] == head]

    def chain(self, i: int) -> Iterator[int]:
        """Clause heads from the clause of token ``i`` up to the main clause."""
        head = self.head_of[i]
        while True:
            yield head
            token = self.doc.tokens[head]
            if token.head == head:
                return
            upper = self.head_of[token.head]
            if upper == head:
                return
            head = upper

    def own_subject(self, head: int) -> Token | None:
        """The subject that stands in the clause itself."""
        return next(self.dependents(head, "nsubj"), None) or next(self.dependents(head, "csubj"), None)

    def dependents(self, head: int, *rels: str) -> Iterator[Token]:
        """Dependents of a predicate, those that a parser hung on its auxiliary included."""
        yield from self.doc.children(head, *rels)
        for auxiliary in (*self.doc.children(head, "aux", "cop"), *self.sisters(head)):
            yield from self.doc.children(auxiliary.i, *rels)

    def sisters(self, i: int) -> list[Token]:
        """The auxiliary right before a participle that the parser made its sister: "said it *had* overrun the town"."""
        token, before = self.doc.tokens[i], self.doc.tokens[max(0, i - 1)]
        sister = before.upos in VERBAL and before.head == token.head and before.rel == token.rel == "ccomp"
        return [before] if sister and token.is_participle else []

    def subject(self, head: int) -> Token | None:
        """The subject, looked for in antecedents, coordinated and controlling clauses where the clause has none of its own."""
        seen: set[int] = set()
        while head not in seen:
            seen.add(head)
            own = self.own_subject(head)
            token = self.doc.tokens[head]
            if own is not None and not (own.lower in self.relatives and token.rel.startswith("acl")):
                return own
            if any(self.doc.children(head, "expl")):
                return None
            governor = self.doc.tokens[token.head]
            if token.rel.startswith("acl") and governor.i != head:
                return governor
            if governor.i == head or token.rel in {"parataxis", "csubj"} or (token.rel == "ccomp" and not self._is_infinitive(token)):
                return None
            if token.rel == "advcl" and any(c.upos == "SCONJ" for c in self.doc.children(head, "mark")):
                return None
            head = self.head_of[governor.i] if token.rel == "conj" and governor.upos not in VERBAL and not self._is_clause(governor) else governor.i
        return None

    def _is_infinitive(self, verb: Token) -> bool:
        """Whether a clause behind its governor is an infinitive, whose subject is the governor's: "hævder at have taget byen", "denies having shelled it"."""
        marks = any(c.upos == "PART" for c in self.doc.children(verb.i, "mark"))
        return verb.head < verb.i and (
            marks or any({"VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part"} & c.feats for c in self.doc.children(verb.i, "aux"))
        )

    def objects(self, head: int) -> list[Token]:
        """Direct and indirect objects."""
        return [*self.dependents(head, "obj"), *self.dependents(head, "iobj")]

    def equated(self, i: int) -> list[Token]:
        """What a copula says a noun is, or is it: "sivile" of "sivile var målet"."""
        token = self.doc.tokens[i]
        if any(self.doc.children(i, "cop")):
            return list(self.doc.children(i, "nsubj"))
        head = self.doc.tokens[token.head]
        return [head] if token.rel == "nsubj" and any(self.doc.children(head.i, "cop")) else []

    def phrases(self, head: int) -> list[Phrase]:
        """Prepositional phrases that hang on a token, each with its preposition in lower case."""
        found = []
        for child in self.dependents(head, "obl", "nmod", "advmod", "obj", "xcomp", "iobj", "advcl"):
            case = self.case(child.i)
            if case:
                found.append(Phrase(child.i, case))
        return found

    def case(self, i: int) -> str:
        """The preposition of a noun phrase, "" for none."""
        cases = [t for t in self.doc.children(i, "case") if t.upos in {"ADP", "ADV", "SCONJ", "PART"} or t.i < i]
        return " ".join(t.lower for t in cases[:2]) if cases else ""

    def conjuncts(self, i: int) -> list[Token]:
        """A token and what is coordinated with it."""
        found, todo = [], [i]
        while todo:
            k = todo.pop(0)
            found.append(self.doc.tokens[k])
            todo.extend(t.i for t in self.doc.children(k, "conj") if not self._is_clause(t))
        return found

    def noun_phrase(self, i: int, *, extended: bool = False) -> tuple[int, int]:
        """Token range ``[first, last)`` of a noun phrase: determiners, adjectives, names; ``extended`` adds prepositional modifiers and appositions."""
        wanted = {"det", "amod", "nummod", "nmod:poss", "compound", "flat", "flat:name", "fixed", "advmod"} | (
            {"nmod", "appos", "acl:relcl"} if extended else set()
        )
        inside, todo = {i}, [i]
        while todo:
            k = todo.pop()
            for child in self.doc.children(k):
                before = child.rel in {"nmod", "nmod:poss"} and child.i < k and not any(self.doc.children(child.i, "case"))
                if (
                    child.rel in wanted
                    or before
                    or (k != i and child.rel not in {"acl:relcl", "acl", "punct", "cc", "conj"})
                    or (child.rel == "case" and k != i)
                ):
                    if child.rel == "advmod" and k == i and child.i > i:
                        continue
                    inside.add(child.i)
                    todo.append(child.i)
        first = last = i
        while first - 1 in inside or (
            first - 1 >= 0 and first - 2 in inside and self.doc.tokens[first - 1].upos == "PUNCT" and self.doc.tokens[first - 1].text not in ",;:–—-"
        ):
            first -= 1
        while last + 1 in inside or (last + 2 in inside and (extended or self.doc.tokens[last + 1].text in "«»\"“”'")):
            last += 1
        return first, last + 1
