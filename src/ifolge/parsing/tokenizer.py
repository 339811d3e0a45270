"""One tokenizer for nb, nn, da, sv and en, with exact offsets.

It follows the treebanks' habits: hyphen compounds, genitives ("SDFs", "IS'", "USA:s"), thousands ("3.000"), clock times ("22.30"), ordinals before a
lower-case word ("5. august") and abbreviations are one token; a full stop after a year or at a sentence end is its own. English clitics are
split as in English treebanks (``CLITICS``). Rules: ``design/findings/parsing.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

LETTER = r"[^\W\d_\u00ad\u200b]"
WORDISH = r"(?:[^\W_]|[\u00ad\u200b\u0300-\u036f])"

PATTERN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s<>«»"”]+[^\s<>«»"”.,;:!?)\]])
    | (?P<mail>[\w.+-]+@[\w-]+\.[\w.-]*\w)
    | (?P<handle>[@\#]\w+)
    | (?P<dateRange>\d{{1,2}}\.[-–]\d{{1,2}}\.(?=\s))
    | (?P<number>\d+(?:[.,:]\d+)*(?:[-–/]\d+(?:[.,:]\d+)*)*(?:[-–]?{LETTER}{WORDISH}*(?:-{WORDISH}+)*)?%?)
    | (?P<dotted>(?:{LETTER}{{1,3}}\.){{2,}}(?:{LETTER}{{1,2}}(?![\w]))?)
    | (?P<word>{LETTER}{WORDISH}*(?:[-‑’'/:&.](?={WORDISH}){WORDISH}+)*)
    | (?P<dots>\.{{2,}}|…)
    | (?P<dashes>-{{2,}}|[–—-])
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
ORDINAL_NEXT = re.compile(r"\.(?=\s?[^\W\d_A-ZÆØÅÄÖ])")
CLITICS = re.compile(r"(?i)(?<=\w)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Piece:
    """One token: half-open character range in the text it was cut from."""

    start: int
    end: int


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Abbreviations that keep their full stop."""
    raw = files("ifolge.parsing").joinpath("abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in raw.splitlines() if line.strip() and not line.startswith("#"))


def tokenize(text: str, *, start: int = 0, end: int | None = None, clitics: bool = False) -> list[Piece]:
    """Cut ``text[start:end]`` into tokens; offsets refer to ``text``. ``clitics`` splits "don't" and "Kyiv's" as English treebanks do."""
    stop = len(text) if end is None else end
    pieces: list[Piece] = []
    position = start
    while (match := PATTERN.search(text, position, stop)) is not None:
        cut = _word(text, match, stop) if match.lastgroup in {"word", "number", "dotted"} else [Piece(match.start(), match.end())]
        if clitics and match.lastgroup == "word" and len(cut) == 1:
            cut = _split_clitic(text, cut[0])
        pieces.extend(cut)
        position = cut[-1].end
    return pieces


def _word(text: str, match: re.Match[str], stop: int) -> list[Piece]:
    start, end = match.span()
    if match.lastgroup == "word":
        end = _trim(text, start, end)
    following = text[end : end + 1] if end < stop else ""
    if following == ".":
        word = text[start:end].lower() + "."
        if match.lastgroup == "number" and end - start <= 2 and ORDINAL_NEXT.match(text, end, stop):
            end += 1
        elif match.lastgroup == "word" and (_is_initial(text, start, end, stop) or (word in abbreviations() and _goes_on(text, end + 1, stop))):
            end += 1
    elif following and following in APOSTROPHES and text[end - 1] in "sxzSXZ" and not text[end + 1 : end + 2].strip() and match.lastgroup == "word":
        end += _belongs(text, start, end)
    elif following == "-" and match.lastgroup == "word" and re.match(r"-(?:\s+(?:og|eller|och|and|or|samt)\b|,)", text[end:stop]):
        end += 1
    return [Piece(start, end)]


def _trim(text: str, start: int, end: int) -> int:
    """Undo a join over a full stop that lost its space ("krigen.Den"), or over a slash or colon between words."""
    cut = re.search(rf"(?<={LETTER}{{2}})\.(?={LETTER})|/(?={WORDISH})|:(?!s\b|n\b|en\b|er\b|ere\b|ens\b|are\b)", text[start:end])
    return start + cut.start() if cut and cut.start() > 0 else end


def _is_initial(text: str, start: int, end: int, stop: int) -> bool:
    """A single capital before another capitalised word: "J. Hansen"."""
    return end - start == 1 and text[start].isupper() and bool(re.match(r"\.\s?[A-ZÆØÅÄÖ]", text[end:stop]))


def _goes_on(text: str, at: int, stop: int) -> bool:
    """Whether the sentence can go on after an abbreviation: it does unless the paragraph ends there."""
    return at < stop and bool(text[at:stop].strip())


def _belongs(text: str, start: int, end: int) -> int:
    """1 where an apostrophe after s, x or z is a genitive ("IS' siste"), 0 where it closes a quotation opened before."""
    opened = text.rfind(text[end], max(0, start - 200), start)
    return 0 if opened >= 0 and (opened == 0 or not text[opened - 1].isalnum()) and text[opened + 1 : opened + 2].strip() else 1


def _split_clitic(text: str, piece: Piece) -> list[Piece]:
    match = CLITICS.search(text[piece.start : piece.end])
    if match is None:
        return [piece]
    at = piece.start + match.start()
    return [Piece(piece.start, at), Piece(at, piece.end)]


def compound_parts(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Character spans of the parts of a hyphen compound ("SDF-kriger" → SDF, kriger); empty for a simple word."""
    word = text[start:end]
    if not any(ch in "-‑" for ch in word[1:]):
        return ()
    parts, at = [], start
    for i, ch in enumerate(word + "-"):
        if ch in "-‑":
            if start + i > at:
                parts.append((at, start + i))
            at = start + i + 1
    return tuple(parts) if len(parts) > 1 or word.endswith(("-", "‑")) else ()
