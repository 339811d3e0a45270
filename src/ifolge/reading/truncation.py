"""Texts that are cut off: a word or a number at the very end may be half of one ("over 37" of 370).

The rule. A text is cut where its last line ends in no closing punctuation, is no sign-off, dateline or heading, and goes on a running text:

- it ends in a comma, a hyphen, an opening mark or a function word ("… drept og", "… av"), or
- it ends in a digit or letter, and has a full sentence before that in the same line, or at least eight words and no kicker ("Les også: …").

A text in which no line ends in closing punctuation is a list of headlines, not a cut article, unless it ends in a digit, comma or hyphen.
"""

from __future__ import annotations

import re

from ifolge.reading.datelines import is_dateline
from ifolge.reading.language import function_words

SENTENCE_WORDS = 8

_CLOSED = re.compile(r"[.!?…:;»”\"“’')\]}/*|©>%]$")
_ELLIPSIS_AFTER_DIGIT = re.compile(r"\d\s?(?:…|\.\.\.)$")
_OPEN_END = re.compile(r"[,–\-«(\[]$")
_SENTENCE_END = re.compile(r"[^\W\d_][.!?][»”\")]?\s+[«“\"–-]?\s?[^\W\d_]")
_TEASER = re.compile(r"(?:\S+\s+){0,3}\S+:\s")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")


def cut_tail(text: str, *, start: int = 0) -> tuple[int, int] | None:
    """Span of the word or number in the middle of which ``text[start:]`` ends, or ``None`` where it ends as texts do."""
    end = len(text.rstrip())
    if end <= start:
        return None
    lines = [line.strip() for line in text[start:end].splitlines() if line.strip()]
    if not _is_cut(lines):
        return None
    tail = re.search(r"\S+\Z", text[start:end])
    assert tail is not None  # the text does not end in white space
    return start + tail.start(), end


def _is_cut(lines: list[str]) -> bool:
    last = lines[-1]
    words = last.split()
    if _ELLIPSIS_AFTER_DIGIT.search(last):
        return True
    if _CLOSED.search(last) or is_dateline(last) or _ADDRESS.search(words[-1]) or not any(c.islower() for c in last):
        return False
    has_sentence = _SENTENCE_END.search(last) is not None
    prose = has_sentence or (len(words) >= SENTENCE_WORDS and not _TEASER.match(last))
    if _OPEN_END.search(last) or last[-1].isdigit():
        return prose
    running = has_sentence or any(_CLOSED.search(line) and len(line.split()) >= SENTENCE_WORDS for line in lines[:-1])
    return running and (prose or (len(words) > 2 and _is_function_word(words[-1])))


def _is_function_word(word: str) -> bool:
    return any(word in words for words in function_words().values())
