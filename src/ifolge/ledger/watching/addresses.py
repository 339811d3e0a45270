"""Addresses of feeds: http and https, a host, and no secrets."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from ifolge.errors import fail

SCHEMES = ("http", "https")
"""Nothing else is ever opened: no list of feeds and no redirect can make us read a file of this machine."""
_KEPT = "%/?:@!$&'()*+,;=-._~"


def is_address(text: str) -> bool:
    """Whether a person means an address rather than a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text) is not None


def address(text: str, *, encoding: str = "utf-8") -> str:
    """The address as it is sent: ASCII only, without the part after ``#``.

    :param encoding: of characters beyond ASCII.
    :raises IfolgeError: IF820 where it is not of http or https, names no host, or holds a password.
    """
    try:
        parts = urlsplit(text.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        name = f"[{host}]" if ":" in host else host.encode("idna").decode()
    except ValueError as error:
        raise fail("IF820", where=text, detail=f"no address: {error}") from None
    if "@" in parts.netloc:
        raise fail("IF820", where=f"{scheme}://…@{host}", detail="an address with a password in it; the ledger would keep it")
    if scheme not in SCHEMES or not name:
        raise fail("IF820", where=text, detail="not an address of http or https")
    path, query = (quote(part, safe=_KEPT, encoding=encoding) for part in (parts.path or "/", parts.query))
    return urlunsplit((scheme, name if port is None else f"{name}:{port}", path, query, ""))


def host_of(url: str) -> str:
    """The host of an address of ours."""
    return urlsplit(url).hostname or ""
