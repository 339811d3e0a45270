"""The store: articles, claims, incidents and judgements, kept for years."""

from ifolge.ledger.entries import STANDINGS, Card, Entry, Standing, Tombstone
from ifolge.ledger.filters import EVERYTHING, ORDERS, Filters, Order

__all__ = ["EVERYTHING", "ORDERS", "STANDINGS", "Card", "Entry", "Filters", "Order", "Standing", "Tombstone"]
