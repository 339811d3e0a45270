"""Article → Document: structure, tokens, syntax, names and quotes.

``parse(article, engine=load_engine())`` is the one way in.
"""

from __future__ import annotations

import itertools
from functools import lru_cache

from ifolge.languages import pack
from ifolge.parsing.document import Document, Sentence, Token
from ifolge.parsing.protocol import Engine, ParsedToken
from ifolge.parsing.quotes import quotes
from ifolge.parsing.structure import blocks
from ifolge.parsing.tokenizer import Piece, compound_parts, tokenize
from ifolge.records import Article

__all__ = ["Document", "Engine", "load_engine", "parse"]


@lru_cache(maxsize=2)
def load_engine(name: str | None = None) -> Engine:
    """The parsing engine: our own joint model, or a UD-labelled spaCy pipeline by installed name or folder (extra ``spacy``).

    Raises ``IfolgeError`` IF301 where there is none, IF302 where it cannot be read, IF303 where spaCy is not installed.
    """
    if name is None:
        from ifolge.parsing.joint_engine import load_joint

        return load_joint()
    from ifolge.parsing.spacy_engine import load_spacy

    return load_spacy(name)


def parse(article: Article, *, engine: Engine) -> Document:
    """Parse an article. Same article and engine, same document."""
    text = article.text
    parts = blocks(article)
    has_clitics = any(row["name"] == "clitics" and row["value"] == "yes" for row in pack(article.lang).table("traits"))
    pieces = [tokenize(text, start=b.start, end=b.end, clitics=has_clitics) for b in parts]
    parsed = engine.parse([[(text[p.start : p.end], text[p.end : p.end + 1].isspace()) for p in row] for row in pieces], lang=article.lang)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for block, row, syntax in zip(parts, pieces, parsed, strict=True):
        _add_block(text, block.i, row, syntax, tokens, sentences)
    return Document(
        article=article, tokens=tuple(tokens), sentences=tuple(sentences), blocks=parts, quotes=quotes(text, parts, article.lang), model=engine.name
    )


def _add_block(text: str, block: int, row: list[Piece], syntax: list[ParsedToken], tokens: list[Token], sentences: list[Sentence]) -> None:
    offset = len(tokens)
    starts = [k for k, s in enumerate(syntax) if k == 0 or s.starts_sentence] + [len(row)]
    for first, last in itertools.pairwise(starts):
        for k in range(first, last):
            piece, s = row[k], syntax[k]
            tokens.append(
                Token(
                    i=offset + k,
                    start=piece.start,
                    end=piece.end,
                    text=text[piece.start : piece.end],
                    lemma=s.lemma,
                    upos=s.upos,
                    feats=frozenset(s.feats.split("|")) if s.feats and s.feats != "_" else frozenset(),
                    head=offset + s.head,
                    rel=s.rel,
                    entity=s.entity,
                    sentence=len(sentences),
                    parts=compound_parts(text, piece.start, piece.end),
                )
            )
        sentences.append(Sentence(len(sentences), offset + first, offset + last, row[first].start, row[last - 1].end, block))
