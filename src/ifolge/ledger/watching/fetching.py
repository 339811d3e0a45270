"""Asking for a feed over HTTP, with the standard library: only what is new, within limits of size and time, one request at a time and pauses between.

The opener knows http and https and nothing else. Redirects are followed here, not there, so that each step is looked at.
"""

from __future__ import annotations

import io
import re
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ssl import create_default_context
from typing import Any
from urllib.parse import urljoin
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from ifolge import __version__
from ifolge.errors import IfolgeError, Issue, fail, issue
from ifolge.ledger.watching.addresses import address, host_of

USER_AGENT = f"ifolge/{__version__}"
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
TIMEOUT_SECONDS = 30.0
"""To connect, and again for the whole of an answer, its headers and its body."""
REDIRECTS = 5
PAUSE_SECONDS = 2.0
"""Between two requests to one host."""
FOR_GOOD = (301, 308)
FOR_NOW = (302, 303, 307)
GZIP = 31
"""``wbits`` for gzip with its header (zlib manual)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a feed.

    ``status`` is the HTTP status at the end of redirects, ``None`` where there was no answer. ``location`` is where it has moved for good. ``retry_after`` and ``max_age``
    are in seconds. ``problem`` says why there is no feed, and is ``None`` for 200, 304 and 410.
    """

    status: int | None = None
    location: str | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: float = 0.0
    max_age: float = 0.0
    body: bytes = b""
    problem: Issue | None = None


class Fetcher:
    """Asks for feeds, one after another.

    :param max_bytes: limit of a feed's size, packed or not.
    :param now: tells the time.
    :param sleep: waits for so many seconds.
    :param timeout: seconds, see ``TIMEOUT_SECONDS``.
    """

    def __init__(self, *, max_bytes: int, now: Callable[[], datetime], sleep: Callable[[float], None], timeout: float = TIMEOUT_SECONDS) -> None:
        self._max_bytes = max_bytes
        self._now, self._sleep, self._timeout = now, sleep, timeout
        self._asked: dict[str, datetime] = {}
        self._opener = OpenerDirector()
        self._opener.addheaders = []
        for handler in (ProxyHandler(), _Http(), _Https()):
            self._opener.add_handler(handler)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Ask for a feed.

        :param etag: as the last answer had it, likewise ``modified``: where nothing has changed since, the answer is 304 without a body.
        :returns: an answer, whatever happens; problems are IF104 (too large) and IF822 (all others).
        """
        headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        try:
            return self._follow(url, headers)
        except IfolgeError as error:
            return Answer(problem=replace(error.issue, where=url))
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            return Answer(problem=issue("IF822", where=url, detail=_reason(error)))

    def _follow(self, url: str, headers: dict[str, str]) -> Answer:
        at, location, for_good = url, None, True
        for _ in range(REDIRECTS + 1):
            self._pause(host_of(at))
            with self._opener.open(Request(at, headers=headers), timeout=self._timeout) as response:
                if response.status not in FOR_GOOD + FOR_NOW:
                    return self._answer(response, url, location)
                to = _target(at, response)
                for_good = for_good and response.status in FOR_GOOD
                at, location = to, to if for_good else location
        raise fail("IF822", where=url, detail=f"more than {REDIRECTS} redirects")

    def _pause(self, host: str) -> None:
        """Leave a host alone for a while after each request."""
        if host in self._asked:
            since = (self._now() - self._asked[host]).total_seconds()
            if 0 <= since < PAUSE_SECONDS:
                self._sleep(PAUSE_SECONDS - since)
        self._asked[host] = self._now()

    def _answer(self, response: HTTPResponse, url: str, location: str | None) -> Answer:
        status, said = response.status, response.headers
        problem = None if status in (200, 304, 410) else issue("IF822", where=url, detail=f"{status} {response.reason}".strip())
        return Answer(
            status=status,
            location=location,
            etag=said["ETag"],
            modified=said["Last-Modified"],
            retry_after=_retry_after(said["Retry-After"], self._now()),
            max_age=_max_age(said["Cache-Control"]),
            body=self._body(response, url) if status == 200 else b"",
            problem=problem,
        )

    def _body(self, response: HTTPResponse, url: str) -> bytes:
        """The whole body, unpacked. Raises ``IfolgeError`` IF104 where it is too large, IF822 where it is packed otherwise or was cut off."""
        packing = (response.headers["Content-Encoding"] or "identity").strip().lower()
        if packing not in ("identity", "gzip", "x-gzip"):
            raise fail("IF822", where=url, detail=f"it is packed with {packing}")
        data = response.read(self._max_bytes + 1)
        if len(data) <= self._max_bytes and response.length:
            raise fail("IF822", where=url, detail="the answer was cut off")
        if len(data) <= self._max_bytes and packing != "identity":
            unpacking = zlib.decompressobj(GZIP)
            data = unpacking.decompress(data, self._max_bytes + 1)
            if len(data) <= self._max_bytes and not unpacking.eof:
                raise fail("IF822", where=url, detail="the answer was cut off")
        if len(data) > self._max_bytes:
            raise fail("IF104", where=url, limit=f"{self._max_bytes / 1_000_000:g}")
        return data


def _target(at: str, response: HTTPResponse) -> str:
    """Where a redirect leads. Raises ``IfolgeError`` IF822 where it leads nowhere, or to where we do not go."""
    to = response.headers["Location"]
    if not to:
        raise fail("IF822", where=at, detail=f"{response.status} without a place to go")
    try:
        found = address(urljoin(at, to), encoding="latin-1")  # http.client reads the bytes of headers so
    except IfolgeError as error:
        raise fail("IF822", where=at, detail=f"it sends us to {error.issue.where}, which {error.issue.text}") from None
    if at.startswith("https:") and not found.startswith("https:"):
        raise fail("IF822", where=at, detail=f"it sends us to {found}, an unprotected address")
    return found


def _retry_after(value: str | None, now: datetime) -> float:
    """Seconds, from a number of them or a date (RFC 9110, 10.2.3); 0 where there is neither."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds())


def _max_age(value: str | None) -> float:
    """Seconds that an answer holds (RFC 9111, 5.2.2.1); 0 where it does not say."""
    found = re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", value or "", re.ASCII | re.IGNORECASE)
    return float(found[1]) if found else 0.0


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return "it takes too long"
    return str(getattr(cause, "strerror", None) or cause) or type(cause).__name__


class _Until(io.RawIOBase):
    """Bytes of a connection, all within its time-out: one that gives a byte now and then cannot keep us for ever."""

    def __init__(self, connection: socket.socket, raw: io.RawIOBase) -> None:
        self._connection, self._raw = connection, raw
        self._until = time.monotonic() + (connection.gettimeout() or TIMEOUT_SECONDS)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **named: Any) -> None:
        super().__init__(sock, *args, **named)
        self.fp: Any = io.BufferedReader(_Until(sock, self.fp.detach()))


class _HttpConnection(HTTPConnection):
    response_class = _Response


class _HttpsConnection(HTTPSConnection):
    response_class = _Response


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_HttpConnection, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_HttpsConnection, req, context=create_default_context())
