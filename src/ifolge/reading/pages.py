"""HTML pages: the article's text by trafilatura, its address and dates from what the page says of itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from ifolge.errors import Issue, fail
from ifolge.reading.decoding import decode
from ifolge.reading.drafts import Draft

_QUIET = logging.NullHandler()  # what trafilatura logs of a page we say ourselves, with a code
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)


def read_page(data: bytes, *, doc: str, where: str, encoding: str | None = None) -> tuple[Draft, list[Issue]]:
    """The article of an HTML page.

    :raises IfolgeError: IF103 and IF114 for bytes that are no text, IF110 where there is no HTML in it.
    """
    import trafilatura

    logging.getLogger("trafilatura").addHandler(_QUIET)
    declared = _CHARSET.search(data[:4096])
    text, said = decode(data, where=where, encoding=encoding, declared=declared[1].decode() if declared else None)
    tree = trafilatura.load_html(_XML_DECLARATION.sub("", text)) if text.strip() else None
    if tree is None:
        raise fail("IF110" if text.strip() else "IF102", where=where, line=1, format="html", detail="no HTML in it")
    url, dates, site = _url(tree), list(_dates(tree)), _meta(tree, "og:site_name")
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict):
        return Draft(doc=doc, where=where, text="", own_layout=False), said
    dates += [found.date] if found.date else []
    return Draft(
        doc=doc,
        where=where,
        text=found.text or "",
        title=found.title,
        url=url,
        publisher=site or found.sitename,
        dates=tuple(dates),
        own_layout=False,
    ), said


def _url(tree: Any) -> str | None:
    links = tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    return next((str(link).strip() for link in links if link.strip()), None) or _meta(tree, "og:url")


def _meta(tree: Any, name: str) -> str | None:
    """Content of the first ``meta`` of a name, in lower case."""
    for meta in tree.iter("meta"):
        if name in (str(meta.get(key, "")).lower() for key in ("property", "name", "itemprop")) and (meta.get("content") or "").strip():
            return str(meta.get("content")).strip()
    return None


def _dates(tree: Any) -> Iterator[str]:
    """Days of publication that the page declares, the most trusted first: JSON-LD, ``meta``, ``time``."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            yield from _published_in(json.loads(script.text or ""))
        except ValueError:
            continue  # pages with broken JSON-LD are common, and have other dates
    yield from filter(None, (_meta(tree, name) for name in _DATE_NAMES))
    times = tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime") + tree.xpath("(//article | //main)//time/@datetime")
    yield from (str(time) for time in times)


def _published_in(value: Any) -> Iterator[str]:
    """``datePublished`` of all things in JSON-LD, articles first."""
    things = list(_things(value))
    for thing in sorted(things, key=lambda t: not re.search("Article|Posting|Report", str(t.get("@type", "")))):
        if isinstance(day := thing.get("datePublished"), str):
            yield day


def _things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _things(part)
    elif isinstance(value, list):
        for part in value:
            yield from _things(part)
