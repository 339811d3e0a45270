"""Ids of claims and events: the same parts give the same id, in any process and at any time."""

from __future__ import annotations

from hashlib import sha256


def digest(*parts: object) -> str:
    """Twelve hexadecimal digits of the hash of the parts as text."""
    return sha256("|".join(str(p) for p in parts).encode()).hexdigest()[:12]
