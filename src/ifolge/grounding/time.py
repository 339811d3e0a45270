"""Time: finds the time expressions of a text and resolves them to honest intervals (codebook, section 7)."""

from ifolge.grounding.time_calendar import precision
from ifolge.grounding.time_find import find_times
from ifolge.grounding.time_order import in_order, ordered
from ifolge.grounding.time_resolve import REASONS, resolve
from ifolge.grounding.time_together import narrowed

__all__ = ["REASONS", "find_times", "in_order", "narrowed", "ordered", "precision", "resolve"]
