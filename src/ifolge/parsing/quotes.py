"""Direct speech: dash quotes and quotation marks with the speech tags that belong to them.

A dash quote begins a block with – or - and goes on to its tag (", sier X") or to the end of the block; after a tag a new dash in the same block goes on
with the same speaker. A dash block without a tag belongs to the speaker of the dash block before it. An unclosed mark runs to the end of its block, and the
next block goes on with it where it opens with a mark or holds the closing one. A single quotation mark must be closed, since it is an apostrophe, too.
Rules: ``design/findings/linguistics.md``, codes DASH and QUOTE.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ifolge.languages import pack
from ifolge.parsing.document import Block, Quote
from ifolge.reading import identify_passage
from ifolge.records import Lang

DASH = re.compile(r"[–—-]\s?(?=\S)")
DASH_INSIDE = re.compile(r"(?<=[.!?…])\s+[–—-]\s?(?=\S)")
PAIRS = {"«": "»", "»": "«", "“": "”", "„": "“", "”": "”", '"': '"', "‘": "’", "‚": "‘", "'": "'", "’": "’", "''": "''", "’’": "’’"}
DOUBLE = {"“", "”", "„", '"', "''", "’’"}
"""Marks of which any may close any: writers and converters mix them."""
SINGLE = {"'", "’", "‘", "‚"}
SAYING = {"continuation", "correction", "called"}
"""Classes of connectives whose words are verbs of saying themselves ("fortsetter", "heter det"), and no function words."""
SENTENCE_END = re.compile(r"(?<![\s.]\w)(?<!\bkl)(?<!\bca)[.!?…](?=\s|$)")


@lru_cache(maxsize=None)
def _tag_start(lang: str) -> re.Pattern[str]:
    """A comma or closing mark followed by a finite verb of saying, or a source phrase, that ends the spoken words."""
    rows = [
        row
        for row in pack(lang).table("reporting")
        if row["class"] not in {"witnessing", "hearing"} and (not row["with"] or row["class"] == "neutral")
    ]
    tables = ("connectives", "conditions", "pronouns")
    function_words = {row["form"] for table in tables for row in pack(lang).table(table) if row.get("class") not in SAYING}
    forms = {w for row in rows for w in (row["active"] + " " + row["passive"]).split()} - function_words
    verbs = sorted(forms, key=lambda w: (-len(w), w))
    according = sorted((row["cue"] for row in pack(lang).table("according") if row["side"] == "before"), key=len, reverse=True)
    words = "|".join(re.escape(w) for w in (*verbs, *according))
    return re.compile(rf"[,?!…]\s+(?=(?:{words})\b)", re.IGNORECASE)


def quotes(text: str, blocks: tuple[Block, ...], lang: Lang) -> tuple[Quote, ...]:
    """All quotes of the body blocks, in text order, with groups numbered from 0."""
    found: list[Quote] = []
    group = -1
    previous_dash: Quote | None = None
    unclosed: tuple[str, int] | None = None
    for block in blocks:
        if block.kind != "body":
            continue
        pieces = _dash_quotes(text, block, lang)
        if pieces:
            follows_on = previous_dash is not None and previous_dash.block == block.i - 1 and all(p.tag is None for p in pieces)
            if not follows_on:
                group += 1
            pieces = [replace(p, group=group) for p in pieces]
            previous_dash = pieces[-1]
        found.extend(pieces)
        marked, left_open = _marked_quotes(text, block, lang, unclosed[0] if unclosed else None)
        for k, piece in enumerate(marked):
            if not any((p.start < piece.end and piece.start < p.end) or p.start == piece.start for p in pieces):
                goes_on = k == 0 and unclosed is not None and _begins(text, piece, block)
                group += not goes_on
                found.append(replace(piece, group=unclosed[1] if goes_on and unclosed else group))
        unclosed = (left_open, found[-1].group) if left_open and marked and found[-1].kind == "marks" else None
    ordered = sorted(found, key=lambda q: (q.start, q.end))
    return tuple(replace(q, lang=identify_passage(text[q.start : q.end], lang)) for q in ordered)


def _begins(text: str, piece: Quote, block: Block) -> bool:
    """Whether nothing but an opening mark stands before a quote in its block."""
    return len(text[block.start : piece.start].strip()) <= 2 and not text[block.start : piece.start].strip().isalnum()


def _dash_quotes(text: str, block: Block, lang: str) -> list[Quote]:
    opening = DASH.match(text, block.start, block.end)
    starts = [opening.end()] if opening else []
    starts += [m.end() for m in DASH_INSIDE.finditer(text, block.start, block.end)]
    found = []
    for i, start in enumerate(starts):
        limit = starts[i + 1] if i + 1 < len(starts) else block.end
        limit = len(text[:limit].rstrip().rstrip("–—-").rstrip()) if limit < block.end else limit
        tag = _tag_start(lang).search(text, start, limit)
        if tag is None:
            found.append(Quote(start, limit, "dash", block.i, 0))
            continue
        end = SENTENCE_END.search(text, tag.end(), limit)
        tag_end = end.start() if end else limit
        colon = text.find(":", tag.end(), tag_end)
        if colon > 0 and colon + 1 < tag_end:
            tag_end = colon
        found.append(Quote(start, tag.start() + (text[tag.start()] in "?!…"), "dash", block.i, 0, (tag.end(), tag_end)))
        rest = tag_end + 1
        if colon > 0 and text[rest:limit].strip():
            found.append(Quote(rest + len(text[rest:limit]) - len(text[rest:limit].lstrip()), limit, "dash", block.i, 0))
    return found


def _marked_quotes(text: str, block: Block, lang: str, unclosed: str | None) -> tuple[list[Quote], str | None]:
    """The marked quotes of a block and the mark left open at its end. ``unclosed`` is the mark left open by the block before."""
    found: list[Quote] = []
    left: str | None = None
    at = block.start
    if unclosed is not None and _mark(text, at) is None:
        close = _closing(text, at - 1, unclosed, block.end)
        opens_first = any(_mark(text, i) and _opens(text, i) for i in range(at, close or at))
        if close is not None and not opens_first:
            found.append(Quote(at, close, "marks", block.i, 0, _tag_after(text, close + 1, block.end, lang)))
            at = close + 1
    while at < block.end:
        mark = _mark(text, at)
        if mark is None or not _opens(text, at):
            at += len(mark or " ")
            continue
        inside = at + len(mark)
        close = _closing(text, at, mark, block.end)
        if close is None and mark in SINGLE:
            at = inside
            continue
        inner_end = close if close is not None else block.end
        at = inner_end + len(mark) if close is not None else block.end
        left = None if close is not None else mark
        if inner_end > inside:
            found.append(Quote(inside, inner_end, "marks", block.i, 0, _tag_after(text, at, block.end, lang)))
    return found, left


def _mark(text: str, at: int) -> str | None:
    """The quotation mark at a place, two apostrophes being one."""
    pair = text[at : at + 2]
    return pair if pair in PAIRS else pair[:1] if pair[:1] in PAIRS else None


def _opens(text: str, at: int) -> bool:
    after = at + len(_mark(text, at) or " ")
    return bool(text[after : after + 1].strip()) and (at == 0 or not text[at - 1].isalnum())


def _closing(text: str, at: int, mark: str, end: int) -> int | None:
    """Where a quote that ``mark`` opened at ``at`` is closed."""
    wanted = {PAIRS[mark]} | (DOUBLE if mark in DOUBLE else {"»"} if mark == "»" else set())
    i = at + len(mark) + 1
    while i < end:
        found = _mark(text, i)
        if found in wanted and not text[i + len(found) : i + len(found) + 1].isalnum() and (mark not in SINGLE or _closes_single(text, i)):
            return i
        i += len(found or " ")
    return None


def _closes_single(text: str, at: int) -> bool:
    """A single mark closes after punctuation or where no s, x or z makes it a genitive ("'IS' soldater' …" is left to the last mark)."""
    return text[at - 1] not in "sxzSXZ" or not text[at + 1 : at + 2].isspace() or text[at + 2 : at + 3] in {"", "–", "-"}


def _tag_after(text: str, at: int, end: int, lang: str) -> tuple[int, int] | None:
    window = re.match(r",?\s*", text[at:end])
    begin = at + (window.end() if window else 0)
    probe = ", " + text[begin:end]
    if begin == at or not _tag_start(lang).match(probe):
        return None
    stop = SENTENCE_END.search(text, begin, end)
    return begin, stop.start() if stop else end
