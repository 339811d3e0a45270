"""Why a resolver chose what it chose: the words that ``ifolge explain`` shows for each reason code.

Each resolver keeps its own table ``REASONS`` beside its rules; a test asserts that every reason emitted is listed.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

RESOLVERS = ("time", "number", "place", "actor")


@lru_cache(maxsize=1)
def reasons() -> dict[str, str]:
    """All reason codes with their words."""
    found: dict[str, str] = {"inherited": "told elsewhere in the article of the same event", "unread": "nothing of the kind is known in these words"}
    for name in RESOLVERS:
        found |= import_module(f"ifolge.grounding.{name}").REASONS
    return found


def explain(reason: str) -> str:
    """The words for a reason code. A code may carry a detail after a colon ("anchor:onsdag"), shown in brackets."""
    code, _, detail = reason.partition(":")
    words = reasons().get(code, code)
    return f"{words} ({detail})" if detail else words
