"""RSS and Atom feeds: an article for each entry, its full text where the feed has it, else its summary."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from ifolge.errors import fail
from ifolge.reading.drafts import Draft
from ifolge.reading.markup import fragment_text


def read_feed(data: bytes, *, doc: str, where: str) -> Iterator[Draft]:
    """The entries of a feed, in its order. Raises ``IfolgeError`` IF110 where the bytes are no feed.

    ``pubDate`` with Danish or Norwegian names ("ons, 13 mai 2019"), which feedparser does not read, is kept as written and read by ``moments``.
    """
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(data))
    except (ValueError, LookupError) as error:  # broken bytes and impossible characters, at which feedparser gives up
        raise fail("IF110", where=where, format="rss", detail=ascii(error)) from None
    if not feed.entries and (feed.bozo or not feed.version):
        raise fail("IF110", where=where, line=_line(feed), format="rss", detail=str(feed.get("bozo_exception", "no feed in it")))
    for number, entry in enumerate(feed.entries, start=1):
        dates = tuple(entry[key] for key in ("published", "updated") if key in entry)
        yield Draft(
            doc=f"{doc}#{number}",
            where=f"{where}#{number}",
            text=_text(entry),
            title=fragment_text(entry.get("title", "")),
            url=entry.get("link"),
            publisher=feed.feed.get("title"),
            dates=dates,
            own_layout=False,
        )


def _text(entry: Any) -> str:
    full = [piece.value for piece in entry.get("content", ()) if piece.value]
    return fragment_text(max([*full, entry.get("summary", "")], key=len))


def _line(feed: Any) -> int | None:
    locate = getattr(feed.get("bozo_exception"), "getLineNumber", None)
    return int(locate()) if locate else None
