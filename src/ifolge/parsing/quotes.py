"""Direct speech: dash quotes and quotation marks with the speech tags that belong to them.

A dash quote begins a block with – or - and goes on to its tag (", sier X") or to the end of the block; after a tag a new dash in the same block goes on
with the same speaker. A dash block without a tag belongs to the speaker of the dash block before it. Marked quotes are found inside blocks; an unclosed
mark runs to the end of its block. Rules: ``design/findings/linguistics.md``, codes DASH and QUOTE.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ifolge.languages import pack
from ifolge.parsing.document import Block, Quote

DASH = re.compile(r"[–—-]\s?(?=\S)")
DASH_INSIDE = re.compile(r"(?<=[.!?…])\s+[–—-]\s?(?=\S)")
PAIRS = {"«": "»", "»": "«", "“": "”", "„": "“", "”": "”", '"': '"', "‘": "’"}
SENTENCE_END = re.compile(r"(?<![\s.]\w)(?<!\bkl)(?<!\bca)[.!?…](?=\s|$)")


@lru_cache(maxsize=None)
def _tag_start(lang: str) -> re.Pattern[str]:
    """A comma or closing mark followed by a finite verb of saying, or a source phrase, that ends the spoken words."""
    rows = [
        row
        for row in pack(lang).table("reporting")
        if row["class"] not in {"witnessing", "hearing"} and (not row["with"] or row["class"] == "neutral")
    ]
    function_words = {row["form"] for table in ("connectives", "conditions", "pronouns") for row in pack(lang).table(table)}
    forms = {w for row in rows for w in (row["active"] + " " + row["passive"]).split()} - function_words
    verbs = sorted(forms, key=lambda w: (-len(w), w))
    according = sorted((row["cue"] for row in pack(lang).table("according") if row["side"] == "before"), key=len, reverse=True)
    words = "|".join(re.escape(w) for w in (*verbs, *according))
    return re.compile(rf"[,?!…]\s+(?=(?:{words})\b)", re.IGNORECASE)


def quotes(text: str, blocks: tuple[Block, ...], lang: str) -> tuple[Quote, ...]:
    """All quotes of the body blocks, in text order, with groups numbered from 0."""
    found: list[Quote] = []
    group = -1
    previous_dash: Quote | None = None
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
        for piece in _marked_quotes(text, block, lang):
            if not any(p.start <= piece.start < p.end for p in pieces):
                group += 1
                found.append(replace(piece, group=group))
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))


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


def _marked_quotes(text: str, block: Block, lang: str) -> list[Quote]:
    found: list[Quote] = []
    at = block.start
    while at < block.end:
        opener = text[at]
        if opener not in PAIRS or not _opens(text, at):
            at += 1
            continue
        close = _closing(text, at, block.end)
        inner_end = close if close is not None else block.end
        after = (close + 1) if close is not None else block.end
        if inner_end > at + 1:
            found.append(Quote(at + 1, inner_end, "marks", block.i, 0, _tag_after(text, after, block.end, lang)))
        at = after
    return found


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after.strip()) and (not before or not before.isalnum())


def _closing(text: str, at: int, end: int) -> int | None:
    wanted = {PAIRS[text[at]]} | ({"”", '"'} if text[at] in '“”"' else set())
    for i in range(at + 2, end):
        if text[i] in wanted and not (text[i + 1 : i + 2].isalnum()):
            return i
    return None


def _tag_after(text: str, at: int, end: int, lang: str) -> tuple[int, int] | None:
    window = re.match(r",?\s*", text[at:end])
    begin = at + (window.end() if window else 0)
    probe = ", " + text[begin:end]
    if begin == at or not _tag_start(lang).match(probe):
        return None
    stop = SENTENCE_END.search(text, begin, end)
    return begin, stop.start() if stop else end
