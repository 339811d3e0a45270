"""Time: finds the time expressions of a text and resolves them to honest intervals (codebook, section 7)."""

from ifolge.grounding.time_calendar import precision
from ifolge.grounding.time_find import find_times
from ifolge.grounding.time_resolve import REASONS, resolve
from ifolge.grounding.time_together import narrowed

__all__ = ["REASONS", "find_times", "narrowed", "precision", "resolve"]
