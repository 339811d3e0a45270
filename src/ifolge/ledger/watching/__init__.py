"""Watching: new files in folders and new entries of feeds, followed into a ledger."""

from ifolge.ledger.watching.feeds import Feed
from ifolge.ledger.watching.rounds import Clock, watch
from ifolge.ledger.watching.targets import Targets, targets_of

__all__ = ["Clock", "Feed", "Targets", "targets_of", "watch"]
