"""What a ledger hands out: claims as they stand now, the particulars of their articles, and claims that are gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from ifolge.records import Claim, Lang, Published, Record

Standing = Literal["unreviewed", "accepted", "rejected"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)


class Card(Record):
    """An article without its text: what a reader needs to find it (codebook, section 1)."""

    doc_id: str
    doc: str
    lang: Lang
    published: Published | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it stands now.

    ``claim`` has the values that reviewers corrected in the place of those that were extracted; ``corrected`` names these slots. ``status`` is the last
    decision on it that was not undone. ``incident_id`` is the incident it is linked into, if any. ``changed_at`` (UTC) is when any of this changed last.
    """

    claim: Claim
    article: Card
    status: Standing
    corrected: tuple[str, ...]
    incident_id: str | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A claim that may have been handed out before and is no longer: drop it.

    ``why`` is ``retired`` where a later extractor no longer makes it, ``rejected`` where a reviewer rejected it, ``filtered`` where it changed and the filters no longer
    want it.
    """

    claim_id: str
    doc_id: str
    gone_at: datetime
    why: Literal["retired", "rejected", "filtered"]
