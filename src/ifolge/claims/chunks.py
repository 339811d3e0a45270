"""Noun phrases read from left to right: what a speaker's name looks like after "sier", "ifølge" or "fra".

A chain of words is sturdier than one arc of the tree: about one attachment in four of i/på/for phrases is wrong on real news.
"""

from __future__ import annotations

from collections.abc import Callable

from ifolge.parsing.document import Document, Token

INSIDE = {"DET", "ADJ", "NUM", "NOUN", "PROPN", "X", "SYM"}
NAMES = {"NOUN", "PROPN", "X"}
ARGUMENTS = {"nsubj", "nsubj:pass", "obj", "obl"}
"""What a determiner is that stands for a noun: "*En* av dem sier"."""
LONGEST_APPOSITION = 9
"""Tokens, at most, of a name behind a comma with its title: ", den 34 år gamle læreren Ida Holm"."""
GENITIVES = {"'s", "’s", "'", "’"}
"""Endings that stand as a token of their own: "the town 's mayor"."""


class Chunker:
    """Reads noun phrases of one document. ``binds`` tells which prepositions go on inside a name ("for", "fra", "i"); ``stops`` which tokens end it, ``name_end``
    where a known name of several words that begins at a token ends, ``alone`` which pronouns take nothing behind them ("han", not "en av dem")."""

    def __init__(
        self,
        doc: Document,
        *,
        binds: Callable[[Token], bool],
        stops: Callable[[Token], bool],
        name_end: Callable[[Token], int | None],
        alone: Callable[[Token], bool],
        is_title: Callable[[Token], bool],
        joins: frozenset[str],
    ) -> None:
        self.doc = doc
        self._name_end = name_end
        self._binds = binds
        self._stops = stops
        self._alone = alone
        self._is_title = is_title
        self._joins = joins

    def read(self, i: int, limit: int) -> tuple[int, int] | None:
        """The noun phrase that begins at token ``i``: token range, or ``None`` where no noun or pronoun stands there."""
        end = self._core(i, limit)
        if end == i:
            return None
        if end == i + 1 and self.doc.tokens[i].upos == "PRON" and self._alone(self.doc.tokens[i]):
            return i, end
        while True:
            grown = self._grow(end, limit)
            if grown == end:
                return i, end
            end = grown

    def _core(self, i: int, limit: int) -> int:
        """End of determiners, adjectives and nouns from ``i`` on; ``i`` itself where there is no noun."""
        tokens = self.doc.tokens
        k, nominal = i, False
        while k < limit:
            token = tokens[k]
            whole = self._name_end(token)
            if whole is not None and whole <= limit:
                k, nominal = whole, True
                continue
            if self._stops(token) or (nominal and (self._begins_another(tokens[k - 1], token) or self._is_inner_subject(token))):
                break
            if token.upos == "PRON" and (k == i or token.rel in {"nmod:poss", "det"}):
                if token.rel not in {"nmod:poss", "det"}:
                    return k + 1
            elif token.upos in INSIDE or token.entity != "O" or token.rel in {"amod", "flat", "flat:name", "nmod:poss"}:
                nominal = nominal or token.upos in NAMES or token.entity != "O" or token.upos in {"NUM", "ADJ"} or token.rel in ARGUMENTS | {"amod"}
            elif self._is_title(token):
                nominal = True
            elif nominal and token.lower in GENITIVES:
                pass
            elif token.upos == "ADV" and k + 1 < limit and tokens[k + 1].upos == "ADJ":
                pass
            elif token.text in "«»\"“”'" and nominal is False:
                pass
            elif token.text == "(" and nominal:
                close = next((n for n in range(k + 1, min(limit, k + 8)) if tokens[n].text == ")"), None)
                if close is None:
                    break
                k = close
            elif token.lower in self._joins and nominal and k + 1 < limit and tokens[k + 1].rel in {"amod", "nmod:poss"} and token.head == k + 1:
                pass
            else:
                break
            k += 1
        return k if nominal else i

    def _is_inner_subject(self, token: Token) -> bool:
        """Whether a relative clause without a pronoun begins: "kilder *AFP* har snakket med"; where the parser missed it, its verb has two subjects."""
        verb, before = self.doc.tokens[token.head], self.doc.tokens[token.i - 1]
        several = before.upos == "NOUN" and bool({"Number=Plur", "Definite=Ind"} & before.feats)
        two = several and token.entity.endswith("ORG") and before.rel == "nsubj" and before.head == token.head
        return token.rel == "nsubj" and verb.i > token.i and (two or (before.head != token.i and verb.rel in {"acl:relcl", "advcl"}))

    @staticmethod
    def _begins_another(before: Token, token: Token) -> bool:
        """Whether a determiner, numeral or adjective right after a noun opens another phrase, or a noun after a definite one; after a genitive it goes on."""
        noun = token.upos == "NOUN" and "Definite=Def" in before.feats and token.rel not in {"compound", "appos", "nmod"}
        measured = before.head == token.i  # "34 *år gamle* Fatima"
        opens = ((token.upos in {"DET", "NUM", "ADJ"} and not measured) or noun) and token.entity == "O" and token.rel not in {"flat", "flat:name"}
        return opens and before.upos in NAMES and "Case=Gen" not in before.feats and not before.lower.endswith(("s", "'", "’"))

    def _grow(self, end: int, limit: int) -> int:
        """Go on over a binding preposition and its phrase, or over ", NAME" in apposition."""
        tokens = self.doc.tokens
        if end >= limit:
            return end
        if self._binds(tokens[end]):
            return after if (after := self._core(end + 1, limit)) > end + 1 else end
        if tokens[end].text == "," and end + 1 < limit:
            after = self._core(end + 1, limit)
            named = any(t.upos == "PROPN" or t.entity.endswith("PER") for t in tokens[end + 1 : after])
            closed = after >= limit or tokens[after].upos == "PUNCT" or tokens[after].upos in {"VERB", "AUX", "ADP"}
            short = after - end <= LONGEST_APPOSITION
            if named and closed and short:
                return after
        return end
