"""Sentence boundaries that punctuation alone decides, the same for every engine."""

from __future__ import annotations

from collections.abc import Sequence

TERMINAL = frozenset({".", "!", "?", "…", "..."})
DIVIDERS = frozenset({":", ";", "–", "—", "-"})
CLOSING = frozenset({"»", "”", '"', "'", ")", "]"})
OPENING = frozenset({"«", "“", "„", "–", "—", "-", "("})


def boundaries(forms: Sequence[str]) -> list[bool | int | None]:
    """What punctuation alone says about sentence starts in a paragraph: yes, no, or ``None`` where the parser decides.

    After . ! ? … (and closing marks) a capital, digit or opening mark begins a sentence; without any mark before it nothing does.
    """
    found: list[bool | int | None] = [True]
    for i in range(1, len(forms)):
        k = i - 1
        while k > 0 and forms[k] in CLOSING:
            k -= 1
        if forms[k] in TERMINAL:
            begins = forms[i][:1].isupper() or forms[i][:1].isdigit() or forms[i] in OPENING
            found.append(True if begins and forms[i] not in CLOSING else (False if forms[i] in CLOSING else None))
        else:
            found.append(None if forms[i - 1] in DIVIDERS else False)
    return found
