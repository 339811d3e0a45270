"""A real server in a thread that says what each test wants it to say, a clock that nobody waits for, and somebody who listens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ifolge.errors import Issue

Reply = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]
TEXTS = (
    "Minst elleve mennesker er drept i et luftangrep mot et marked i Idlib i Syria, opplyser Syrian Observatory for Human Rights.",
    "Tre soldater ble drept av en veibombe utenfor Mogadishu i Somalia, sier politiet.",
    "Fem sivile ble såret da en rakett traff Kharkiv i Ukraina, ifølge guvernøren.",
)
NOW = datetime(2031, 5, 7, 12, 0, tzinfo=UTC)
"""A Wednesday, and later than any file that the tests write."""


class Clock:
    """A clock that goes only when somebody sleeps or a test says so."""

    def __init__(self) -> None:
        self.moment = NOW
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)

    def wait(self, **time: float) -> None:
        self.moment += timedelta(**time)


class Ears:
    def __init__(self) -> None:
        self.told: list[Issue] = []
        self.said: list[str] = []

    def tell(self, problem: Issue) -> None:
        self.told.append(problem)

    def say(self, text: str) -> None:
        self.said.append(text)

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.told]


class News:
    """A server of feeds: replies by path, the last one again and again; ``asked`` are paths with headers of the requests."""

    def __init__(self) -> None:
        self.url = ""
        self.http: Any = None
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.lock = threading.Lock()

    def says(self, path: str, *replies: Reply) -> str:
        self.replies[path] = list(replies)
        return self.url + path

    def take(self, handler: BaseHTTPRequestHandler) -> Reply:
        with self.lock:
            self.asked.append((handler.path, dict(handler.headers)))
            waiting = self.replies.get(handler.path, [(404, {}, b"")])
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def _handler(news: News) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = news.take(self)
            if callable(reply):
                return reply(self)
            status, headers, content = reply
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
            return None

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> Iterator[News]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    served = News()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served))
    http.daemon_threads = True
    http.block_on_close = False
    served.http = http
    served.url = f"http://127.0.0.1:{http.server_address[1]}"
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield served
    http.shutdown()
    http.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def texts() -> tuple[str, ...]:
    """Three short articles, each with a claim."""
    return TEXTS


@pytest.fixture
def rss() -> Callable[..., bytes]:
    """An RSS feed of texts."""

    def made(*texts: str, channel: str = "", encoding: str = "utf-8", declared: str | None = None) -> bytes:
        items = "".join(
            f"<item><title>{i}</title><link>https://avisa.example/{abs(hash(text))}</link><pubDate>Wed, 07 May 2031 10:00:00 GMT</pubDate>"
            f"<description>{escape(text)}</description></item>"
            for i, text in enumerate(texts)
        )
        head = f'<?xml version="1.0" encoding="{declared or encoding}"?><rss version="2.0"><channel><title>Avisa</title>{channel}'
        return f"{head}{items}</channel></rss>".encode(encoding)

    return made
