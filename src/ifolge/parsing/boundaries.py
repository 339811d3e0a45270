"""Sentence boundaries that punctuation alone decides, the same for every engine."""

from __future__ import annotations

from collections.abc import Sequence

TERMINAL = frozenset({".", "!", "?", "…", "..."})
DIVIDERS = frozenset({":", ";", "–", "—", "-"})
OPENING = frozenset({"–", "—", "-", "("})
MARKS = frozenset({"«", "»", "“", "”", "„", "‘", "’", '"', "'", "''", ")", "]"})
"""Any mark of these may close; which of those that also open do, the space around them tells."""
ALWAYS_OPEN = frozenset({"„", "‘"})


def boundaries(words: Sequence[tuple[str, bool]]) -> list[bool | int | None]:
    """What punctuation alone says about sentence starts in a paragraph of (token, space follows) pairs: yes, no, or ``None`` where the parser decides.

    After . ! ? … (and closing marks) a capital, digit or opening mark begins a sentence; without any mark before it nothing does.
    """
    closes = [_closes(words, i) for i in range(len(words))]
    found: list[bool | int | None] = [True]
    for i in range(1, len(words)):
        k = i - 1
        while k > 0 and closes[k]:
            k -= 1
        form = words[i][0]
        if words[k][0] not in TERMINAL:
            found.append(None if words[i - 1][0] in DIVIDERS else False)
        elif closes[i]:
            found.append(False)
        else:
            found.append(True if form[:1].isupper() or form[:1].isdigit() or form in OPENING or form in MARKS else None)
    return found


def _closes(words: Sequence[tuple[str, bool]], i: int) -> bool:
    """Whether a token is a closing mark: no space before it, or space on both sides."""
    form, space_after = words[i]
    return form in MARKS and form not in ALWAYS_OPEN and not (i == 0 or (words[i - 1][1] and not space_after))
