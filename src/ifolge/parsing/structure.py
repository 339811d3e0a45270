"""Structure before syntax: an article's blocks, and which of them are no running text.

Each newline-delimited piece is a block and is parsed by itself; a dateline that opens it ("BEIRUT (NTB): …") and a sign-off that ends it ("… (©NTB)") are
blocks of their own. Headings, photo captions, kickers, sign-offs, widgets and datelines are marked, never cut out, so that offsets stay true. Patterns of
whole lines are data (table ``structure`` of each language pack).
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

# Agencies and papers sign alike in all languages: "(©NTB)", "/ritzau/AFP", "TT-Reuters"; in front with a place: "BEIRUT (AFP) –", "Kabul. ".
AGENCY = r"(?:NTB|NPK|TT|Tt|FNB|STT|BNS|BNB|AFP|AP|DPA|dpa|PA|EPA|TASS|Xinhua|Anadolu|Reuters|[Rr]euters|REUTERS|Ritzau|ritzau|RITZAU|NRK|VG|DR|SVT|TV ?2|E24|Dagbladet)"
SIGNED = rf"{AGENCY}(?:\s?[-/–,]\s?{AGENCY}){{0,3}}"
SIGNOFF = re.compile(rf"(?<=[.!?…»”\"’'])\s*(?:\((?:©\s?)?{SIGNED}\)|©\s?{SIGNED}|/{SIGNED}/?|(?<=\s){SIGNED})\.?$")
CAPITAL, PLACE = "[A-ZÆØÅÄÖÉ]", r"[\w'’-]+(?:[ /][A-ZÆØÅÄÖÉ][\w'’-]+){0,2}(?:, [^.:()]{3,20})?"
DATELINE = re.compile(
    rf"{CAPITAL}{PLACE}\s?\((?:©\s?)?{SIGNED}\)\s*[:.–—-]?\s+(?=\S)|{CAPITAL}{{4,}}(?:[ /-]{CAPITAL}{{2,}})*(?:\.|\s?[–—-])\s+(?=\S)"
)
FIRST_DATELINE = re.compile(rf"{CAPITAL}(?=[\w'’-]{{3}}){PLACE}\.\s+(?=[–«»“”\"'-]?\s?[A-ZÆØÅÄÖÉ0-9])")
"""A place with a full stop, only where an article's text begins."""


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
            begun = any(b.kind == "body" for b in found)
            for first, last, kind in _pieces(text, article.lang, begun=begun):
                found.append(Block(len(found), start + first, start + last, kind))
    return tuple(found)


def _pieces(line: str, lang: str, *, begun: bool) -> list[tuple[int, int, BlockKind]]:
    """A line's dateline, text and sign-off, each with its characters in the line; ``begun`` where the article's text has begun before."""
    opening = DATELINE.match(line) or (None if begun else FIRST_DATELINE.match(line))
    closing = SIGNOFF.search(line)
    first, last = opening.end() if opening else 0, closing.start() if closing else len(line)
    kind = kind_of(line[first:last], lang)
    if kind != "body" and opening is not None:
        return [(0, len(line), kind_of(line, lang))]
    found: list[tuple[int, int, BlockKind]] = [(first, last, kind)]
    if opening is not None:
        found.insert(0, (0, len(opening.group().rstrip()), "dateline"))
    if closing is not None:
        found.append((last + len(closing.group()) - len(closing.group().lstrip()), len(line), "signoff"))
    return found


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
