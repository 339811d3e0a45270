"""OPML: lists of feeds, as feed readers write them."""

from __future__ import annotations

from collections.abc import Iterator

from ifolge.errors import IfolgeError, Issue, fail
from ifolge.ledger.watching.addresses import address
from ifolge.ledger.watching.feeds import Feed
from ifolge.ledger.watching.markup import xml


def feeds_in(data: bytes, *, where: str) -> Iterator[Feed | Issue]:
    """The feeds of a list and of the lists in it, in its order, with their titles as publishers; an issue (IF820) for each that cannot be watched.

    :raises IfolgeError: IF821 where it is no OPML.
    """
    root = xml(data)
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise fail("IF821", where=where, detail="no XML" if root is None else f"its outermost element is {root.tag!r}")
    for outline in root.iter("outline"):
        known = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        if not known.get("xmlurl"):
            continue
        try:
            yield Feed(address(known["xmlurl"]), known.get("title") or known.get("text") or None)
        except IfolgeError as error:
            yield error.issue
