"""Structure before syntax: an article's blocks, and which of them are no running text.

Each newline-delimited piece is a block and is parsed by itself. Headings, photo captions, kickers, sign-offs and widgets are marked, never cut out,
so that offsets stay true. Patterns are data (table ``structure`` of each language pack).
"""

from __future__ import annotations

import re
from functools import lru_cache

from ifolge.languages import pack
from ifolge.parsing.document import Block, BlockKind
from ifolge.records import Article

LONGEST_HEADING = 90
LONGEST_MARK = 120
"""Sign-offs, widgets and datelines are short lines; a longer one is text that happens to begin alike."""
TERMINAL = re.compile(r"[.!?…:;,][»”\"'’)\]]*$|[»”\"]$")
KICKER = re.compile(r"^[■●▪*\s]*(?=[^:]*[A-ZÆØÅÄÖÉ]{6,})(?:[A-ZÆØÅÄÖÉ][A-ZÆØÅÄÖÉ0-9-]{2,}(?:\s+[A-ZÆØÅÄÖÉ0-9-]{2,}){0,4}):\s")
LINE = re.compile(r"[^\r\n]+")


@lru_cache(maxsize=None)
def _patterns(lang: str) -> tuple[tuple[re.Pattern[str], BlockKind], ...]:
    kinds: dict[str, BlockKind] = {"caption": "caption", "kicker": "kicker", "signoff": "signoff", "widget": "widget", "dateline": "dateline"}
    return tuple((re.compile(row["pattern"]), kinds[row["kind"]]) for row in pack(lang).table("structure"))


def blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of an article's body, in order; blank lines are none."""
    found: list[Block] = []
    for match in LINE.finditer(article.text, article.body_start):
        raw = match.group()
        text = raw.strip()
        if text:
            start = match.start() + len(raw) - len(raw.lstrip())
            found.append(Block(len(found), start, start + len(text), kind_of(text, article.lang)))
    return tuple(found)


def kind_of(line: str, lang: str) -> BlockKind:
    """What one line is. A short line that does not end as a sentence does is a heading; patterns of the pack come first."""
    for pattern, kind in _patterns(lang):
        match = pattern.search(line)
        if match is not None and (kind == "caption" or (len(line) <= LONGEST_MARK and len(match.group()) >= len(line) / 2)):
            return kind
    if KICKER.match(line):
        return "caption"
    if len(line) <= LONGEST_HEADING and not TERMINAL.search(line):
        return "heading"
    return "body"
