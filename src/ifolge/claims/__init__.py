"""Document → Claims: who says that who did what, how surely.

``extract(document)`` is the one way in.
"""

from __future__ import annotations

from ifolge.claims.extract import extract

__all__ = ["extract"]
