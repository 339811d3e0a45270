"""The store: articles, claims, incidents and judgements, kept for years."""

from ifolge.ledger.entries import STANDINGS, Card, Entry, Standing, Tombstone
from ifolge.ledger.filters import EVERYTHING, ORDERS, Filters, Order
from ifolge.ledger.judging import Judged, Misfit
from ifolge.ledger.lines_in import restore
from ifolge.ledger.lines_out import export_lines
from ifolge.ledger.running import Summary, misfit_issue, run
from ifolge.ledger.store import Size, Store, Written

__all__ = [
    "EVERYTHING",
    "ORDERS",
    "STANDINGS",
    "Card",
    "Entry",
    "Filters",
    "Judged",
    "Misfit",
    "Order",
    "Size",
    "Standing",
    "Store",
    "Summary",
    "Tombstone",
    "Written",
    "export_lines",
    "misfit_issue",
    "restore",
    "run",
]
