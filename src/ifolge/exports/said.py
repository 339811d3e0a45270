"""Who says it: the names of a claim's sources, relays and publisher, and the words of its article where the ledger kept them."""

from __future__ import annotations

from ifolge.exports.rows import joined
from ifolge.ledger import HIDDEN, Entry
from ifolge.records import Actor, Claim
from ifolge.wording import actor_name


def shown(text: str) -> str:
    """The words of an article; nothing where the ledger keeps no words."""
    return "" if HIDDEN in text else text


def name_of(actor: Actor | None, mention: str) -> str:
    """The resolved name, a person's affiliation in brackets; else the words of the text, where the ledger keeps them."""
    return actor_name(actor, shown(mention))


def sources(claim: Claim) -> str:
    """Those nearest the fact."""
    return joined(name_of(source.actor, source.span.text) for source in claim.attribution.sources)


def relays(claim: Claim) -> list[str]:
    """Agencies, papers and broadcasters that passed the words on, in the order of the chain."""
    return [via.name for via in claim.attribution.via if via.kind == "relay" and HIDDEN not in via.name]


def publisher(entry: Entry) -> str | None:
    """Who published the article."""
    return entry.article.publisher or entry.claim.attribution.publisher


def offices(entry: Entry) -> str:
    """The relays and the publisher."""
    return joined([*relays(entry.claim), publisher(entry)])


def day_published(entry: Entry) -> str | None:
    """The day of publication as ISO 8601, where it is known to the day."""
    published = entry.article.published
    return published.earliest.isoformat() if published and published.earliest == published.latest else None


def evidence(claim: Claim) -> str:
    """The words that carry the claim."""
    return joined((shown(span.text) for span in claim.evidence), " … ")
