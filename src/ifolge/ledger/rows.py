"""Records → rows: what each table holds of an article, a claim, its participants and its counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from ifolge.ledger.entries import Card
from ifolge.records import Actor, Article, Claim, Place, Published

Texts = Literal["full", "evidence", "hashes"]
"""What a ledger keeps of articles' words: all, those that its claims point at, or none."""
Row = dict[str, Any]
Role = tuple[Row, Actor | None, str]
"""Somebody's part in a claim: the row but for its party, the actor, and the name where no actor is known."""
HIDDEN = "█"
"""Stands for every character that a ledger of hashes does not keep."""


def sha256(text: str) -> str:
    """64 hexadecimal digits over the UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def article_row(article: Article, *, texts: Texts) -> Row:
    """The row of an article, but for when and by which run it came. A title is text: a ledger of hashes does not keep it."""
    published = article.published
    return {
        "doc_id": article.doc_id,
        "doc": article.doc,
        "lang": article.lang,
        "published_earliest": published and published.earliest,
        "published_latest": published and published.latest,
        "published_precision": published and published.precision,
        "published_origin": published and published.origin,
        "published_at": published.at.isoformat() if published and published.at else None,
        "body_start": article.body_start,
        "title": None if texts == "hashes" else article.title,
        "url": article.url,
        "publisher": article.publisher,
        "text": article.text if texts == "full" else None,
        "text_sha256": sha256(article.text),
        "length": len(article.text),
    }


def card_of(row: Any) -> Card:
    """An article's particulars from its row."""
    published = None
    if row.published_earliest is not None:
        published = Published(
            earliest=row.published_earliest,
            latest=row.published_latest,
            precision=row.published_precision,
            origin=row.published_origin,
            at=datetime.fromisoformat(row.published_at) if row.published_at else None,
        )
    return Card(doc_id=row.doc_id, doc=row.doc, lang=row.lang, published=published, title=row.title, url=row.url, publisher=row.publisher)


def article_of(row: Any) -> Article | None:
    """The article of a row; ``None`` where the ledger does not keep its text."""
    if row.text is None:
        return None
    return Article(**dict(card_of(row)), text=row.text, body_start=row.body_start)


def kept(claim: Claim, *, texts: Texts) -> Claim:
    """A claim as a ledger keeps it: a ledger of hashes keeps where the words stand, not the words.

    With the article at hand, whose hash the ledger has, the offsets give the words back.
    """
    return Claim.model_validate(hidden(claim.to_dict())) if texts == "hashes" else claim


def hidden(value: Any) -> Any:
    """The same JSON value with the words of every span, and the names that are such words, replaced character by character."""
    if isinstance(value, list):
        return [hidden(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"start", "end", "text"}:
        return {**value, "text": HIDDEN * len(value["text"])}
    shown = {key: hidden(each) for key, each in value.items()}
    if "span" in value and value.get("kind") in ("relay", "channel"):
        shown["name"] = value["actor"]["name"] if value.get("actor") else HIDDEN * len(value["name"])
    return shown


def claim_columns(claim: Claim) -> Row:
    """The columns of a claim that are derived from its record, but for its place."""
    time = claim.time
    return {
        "event_id": claim.event_id,
        "lang": claim.lang,
        "type": claim.type,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "stance": claim.attribution.stance,
        "earliest": time and time.earliest,
        "latest": time and time.latest,
        "date_prec": time and time.precision,
        "where_prec": claim.place and claim.place.precision,
        "killed": killed(claim),
        "confidence": claim.confidence,
    }


def killed(claim: Claim) -> int | None:
    """The dead of a claim: best, else lowest, else highest numbers of its counts of killed that are no part of another; ``None`` where none is told."""
    told = [next((n for n in (c.best, c.low, c.high) if n is not None), None) for c in claim.counts if c.effect == "killed" and c.subset_of is None]
    known = [n for n in told if n is not None]
    return sum(known) if known else None


def place_key(place: Place) -> str:
    """What makes two places one row: the same id, name, units and position."""
    return f"{place.id or ''}|{place.name}|{place.country or ''}|{place.adm1 or ''}|{place.adm2 or ''}|{place.lat or ''}|{place.lon or ''}"


def place_row(place: Place) -> Row:
    """The row of a place."""
    return {
        "key": place_key(place),
        "place_id": place.id,
        "name": place.name,
        "country": place.country,
        "adm1": place.adm1,
        "adm2": place.adm2,
        "lat": place.lat,
        "lon": place.lon,
        "folded": "|".join(part for part in (place.name, place.adm1, place.adm2) if part).casefold(),
    }


def participants(claim: Claim) -> Iterator[Role]:
    """Everybody with a role in a claim."""
    for role, people in (("agent", claim.agents), ("target", claim.targets)):
        for position, one in enumerate(people):
            yield {"role": role, "position": position, "certainty": one.certainty, "kind": None}, one.actor, one.mention.text
    for position, source in enumerate(claim.attribution.sources):
        yield {"role": "source", "position": position, "certainty": None, "kind": source.kind}, source.actor, source.span.text
    for position, via in enumerate(claim.attribution.via):
        yield {"role": "via", "position": position, "certainty": None, "kind": via.kind}, via.actor, via.name


def actors_of(actor: Actor | None) -> Iterator[Row]:
    """The rows of an actor and of those it belongs to. Of a person only what the name tells is kept there: the rest differs from text to text."""
    while actor is not None:
        yield {"actor_id": actor.id, "name": actor.name, "kind": actor.kind, "country": None if actor.kind == "person" else actor.country}
        actor = actor.affiliation


def party_key(actor: Actor | None, name: str) -> str:
    """What makes two parties one row: the same actor under the same name, with the same affiliation; the same name where no actor is known."""
    if actor is None:
        return f"||{name}"
    return f"{actor.id}|{actor.affiliation.id if actor.affiliation else ''}|{actor.name}"


def party_row(actor: Actor | None, name: str) -> Row:
    """The row of a party: an actor under its name, with what it belongs to there, or a name alone."""
    shown = actor.name if actor else name
    group = actor.affiliation if actor else None
    return {
        "key": party_key(actor, name),
        "name": shown,
        "actor_id": actor.id if actor else None,
        "affiliation_id": group.id if group else None,
        "folded": "|".join([shown] + ([group.name] if group else [])).casefold(),
    }


def tallies(claim: Claim) -> Iterator[Row]:
    """The counts of a claim."""
    for position, count in enumerate(claim.counts):
        yield {
            "position": position,
            "effect": count.effect,
            "who": count.who,
            "side": count.side,
            "low": count.low,
            "best": count.best,
            "high": count.high,
            "approximate": count.approximate,
            "certainty": count.certainty,
            "subset_of": count.subset_of,
        }
