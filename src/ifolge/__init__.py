"""ifolge: attributed claims about armed conflict from Nordic-language news.

>>> import ifolge
>>> for article in ifolge.read(["examples"]):
...     for claim in ifolge.extract(article):
...         print(claim.to_json())

Names are loaded when first used, so importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ifolge.api import Ledger
    from ifolge.errors import IfolgeError, Issue
    from ifolge.extraction import Extraction, Extractor, extract
    from ifolge.reading import ReadOptions, read
    from ifolge.records import (
        Actor,
        Article,
        Attribution,
        Claim,
        Count,
        Incident,
        Judgement,
        Participant,
        Place,
        Published,
        Source,
        Span,
        Time,
        Via,
        json_schema,
    )

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "Attribution",
    "Claim",
    "Count",
    "Extraction",
    "Extractor",
    "IfolgeError",
    "Incident",
    "Issue",
    "Judgement",
    "Ledger",
    "Participant",
    "Place",
    "Published",
    "ReadOptions",
    "Source",
    "Span",
    "Time",
    "Via",
    "extract",
    "json_schema",
    "read",
]

_ELSEWHERE = {
    "IfolgeError": "errors",
    "Issue": "errors",
    "Extraction": "extraction",
    "Extractor": "extraction",
    "extract": "extraction",
    "Ledger": "api",
    "ReadOptions": "reading",
    "read": "reading",
}
"""Where a public name lives; all others are records."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"ifolge.{_ELSEWHERE.get(name, 'records')}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
