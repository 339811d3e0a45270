"""The store: articles, claims, incidents and judgements, kept for years."""

from ifolge.ledger.entries import STANDINGS, Card, Entry, Standing, Tombstone
from ifolge.ledger.filters import EVERYTHING, ORDERS, Filters, Order, one_of
from ifolge.ledger.incidents import INCIDENT_ORDERS, IncidentOrder, IncidentRow, Linked
from ifolge.ledger.judging import Judged, Misfit
from ifolge.ledger.lines_in import restore
from ifolge.ledger.lines_out import export_lines
from ifolge.ledger.listing import ACTOR_ORDERS, SOURCE_ORDERS, ActorOrder, ActorRow, SourceOrder, SourceRow
from ifolge.ledger.rows import HIDDEN
from ifolge.ledger.running import Summary, misfit_issue, run
from ifolge.ledger.store import Size, Store, Written

__all__ = [
    "ACTOR_ORDERS",
    "EVERYTHING",
    "HIDDEN",
    "INCIDENT_ORDERS",
    "ORDERS",
    "SOURCE_ORDERS",
    "STANDINGS",
    "ActorOrder",
    "ActorRow",
    "Card",
    "Entry",
    "Filters",
    "IncidentOrder",
    "IncidentRow",
    "Judged",
    "Linked",
    "Misfit",
    "Order",
    "Size",
    "SourceOrder",
    "SourceRow",
    "Standing",
    "Store",
    "Summary",
    "Tombstone",
    "Written",
    "export_lines",
    "misfit_issue",
    "one_of",
    "restore",
    "run",
]
