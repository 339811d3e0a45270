"""A real server in a thread that speaks ``/v1/chat/completions``, and says what each test wants it to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ifolge.llm.admission import Admission
from ifolge.parsing import load_engine, parse
from ifolge.records import Article, Published

TEXT = """\
Minst tolv sivile ble drept og 30 såret i et luftangrep i Idlib onsdag, opplyser Den syriske observasjonsgruppen for menneskerettigheter (SOHR) til AFP.

Russland avviser at russiske fly skal ha angrepet byen. – Vi bombet ikke Idlib, sier en talsmann for det russiske forsvaret.
"""
CLAIM: dict[str, Any] = {
    "type": "airstrike",
    "event": 1,
    "trigger": {"q": "luftangrep"},
    "counts": [
        {"q": "Minst tolv sivile", "effect": "killed", "who": "civilian", "low": 12, "high": None},
        {"q": "30", "effect": "injured", "low": 30, "high": 30},
    ],
    "place": {"q": "Idlib", "nth": 1, "country": "SY"},
    "time": {"q": "onsdag", "earliest": "2019-03-13", "latest": "2019-03-13"},
    "sources": [
        {
            "q": "Den syriske observasjonsgruppen for menneskerettigheter",
            "name": "Syrian Observatory for Human Rights",
            "kind": "monitor",
            "cue": {"q": "opplyser"},
        }
    ],
    "via": [{"q": "AFP", "kind": "relay"}],
}
DENIED: dict[str, Any] = {
    "type": "airstrike",
    "event": 1,
    "trigger": {"q": "angrepet"},
    "polarity": {"value": "denied", "cue": {"q": "avviser"}},
    "stance": {"value": "denies", "cue": {"q": "avviser"}},
    "agents": [{"q": "russiske fly", "name": "Russia"}],
    "sources": [{"q": "Russland", "name": "Russia", "kind": "party", "cue": {"q": "avviser"}}],
}


def article(text: str = TEXT, doc: str = "idlib.txt", **more: Any) -> Article:
    day = date(2019, 3, 14)
    published = Published(earliest=day, latest=day, precision="day", origin="header")
    return Article(doc_id=f"doc_{doc}", doc=doc, text=text, lang="nb", published=published, **more)


def admitted(*said: Any, of: Article | None = None) -> tuple[tuple[Any, ...], list[str]]:
    """Claims that hold, and the messages of what was left out."""
    claims, issues = Admission(parse(of or article(), engine=load_engine()), model="test-model").admit(said)
    return claims, [str(i) for i in issues]


def completion(content: str, *, finish: str = "stop", **more: Any) -> bytes:
    """A chat completion that says something."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return json.dumps(
        {"id": "x", "object": "chat.completion", "choices": [choice], "usage": {"prompt_tokens": 1000, "completion_tokens": 200}, **more}
    ).encode()


def saying(*claims: Any) -> bytes:
    return completion(json.dumps({"claims": list(claims)}))


Reply = tuple[int, dict[str, str], bytes]
Respond = Callable[["Server", BaseHTTPRequestHandler, dict[str, Any]], Reply | None]


@dataclass
class Server:
    """What was asked, and what is to be answered: one reply after the other, the last one for ever."""

    url: str = ""
    replies: list[bytes | Reply | Respond] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, *replies: bytes | Reply | Respond) -> None:
        self.replies = list(replies)

    def next(self) -> bytes | Reply | Respond:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with server.lock:
                server.asked.append(body)
                server.headers.append(dict(self.headers))
                server.paths.append(self.path)
                reply = server.next()
            if callable(reply):
                made = reply(server, self, body)
                if made is None:
                    return
                reply = made
            status, headers, content = (200, {}, reply) if isinstance(reply, bytes) else reply
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    told = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(told))
    http.daemon_threads = True
    http.block_on_close = False
    told.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield told
    http.shutdown()
    http.server_close()
