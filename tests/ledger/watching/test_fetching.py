"""Asking for a feed of a real server."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from ifolge import __version__
from ifolge.ledger.watching.fetching import PAUSE_SECONDS, REDIRECTS, Answer, Fetcher

BODY = b"<rss/>"


def fetcher(clock: Any, *, max_bytes: int = 1000, timeout: float = 5) -> Fetcher:
    return Fetcher(max_bytes=max_bytes, now=clock.now, sleep=clock.sleep, timeout=timeout)


def problem(answer: Answer) -> str:
    assert answer.problem is not None
    return f"{answer.problem.code} {answer.problem.text}"


def test_an_answer_and_who_asked(news: Any, clock: Any) -> None:
    url = news.says("/feed", (200, {"ETag": '"1"', "Last-Modified": "Wed, 07 May 2031 10:00:00 GMT", "Cache-Control": "public, max-age=600"}, BODY))
    answer = fetcher(clock).fetch(url)
    assert (answer.status, answer.body, answer.etag, answer.max_age, answer.problem) == (200, BODY, '"1"', 600, None)
    [(_, headers)] = news.asked
    assert headers["User-Agent"] == f"ifolge/{__version__}"
    assert "If-None-Match" not in headers


def test_a_second_question_asks_for_what_is_new(news: Any, clock: Any) -> None:
    url = news.says("/feed", (304, {"Cache-Control": "max-age=60"}, b""))
    answer = fetcher(clock).fetch(url, etag='"1"', modified="Wed, 07 May 2031 10:00:00 GMT")
    assert (answer.status, answer.problem) == (304, None)
    [(_, headers)] = news.asked
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "Wed, 07 May 2031 10:00:00 GMT")


@pytest.mark.parametrize(
    ("hops", "location"),
    [((301, 308), "/end"), ((302, 301), None), ((301, 302), "/1"), ((307, 303), None)],
)
def test_redirects_are_followed_and_those_for_good_told(news: Any, clock: Any, hops: tuple[int, int], location: str | None) -> None:
    news.says("/0", (hops[0], {"Location": "/1"}, b"moved"))
    news.says("/1", (hops[1], {"Location": news.url + "/end"}, b"moved"))
    news.says("/end", (200, {}, BODY))
    answer = fetcher(clock).fetch(news.url + "/0", etag='"1"')
    assert (answer.status, answer.body, answer.location) == (200, BODY, location and news.url + location)
    assert [headers["If-None-Match"] for _, headers in news.asked] == ['"1"'] * 3


def test_redirects_come_to_an_end(news: Any, clock: Any) -> None:
    url = news.says("/a", (302, {"Location": "/a"}, b""))
    assert problem(fetcher(clock).fetch(url)).startswith("IF822")
    assert len(news.asked) == REDIRECTS + 1


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/xml,<rss/>", "http://me:pw@127.0.0.1/", ""])
def test_no_redirect_leads_out_of_http(news: Any, clock: Any, to: str) -> None:
    url = news.says("/a", (301, {"Location": to} if to else {}, b""))
    answer = fetcher(clock).fetch(url)
    assert problem(answer).startswith("IF822")
    assert (answer.problem.where, answer.body) == (url, b"")
    assert ":pw" not in str(answer.problem)


def test_a_redirect_in_raw_letters_is_followed(news: Any, clock: Any) -> None:
    url = news.says("/a", (302, {"Location": "/østlandet".encode().decode("latin-1")}, b""))
    news.says("/%C3%B8stlandet", (200, {}, BODY))
    assert fetcher(clock).fetch(url).body == BODY


def test_gone_is_told_apart(news: Any, clock: Any) -> None:
    answer = fetcher(clock).fetch(news.says("/a", (410, {}, b"")))
    assert (answer.status, answer.problem) == (410, None)


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 429, 500, 503])
def test_other_answers_are_problems(news: Any, clock: Any, status: int) -> None:
    answer = fetcher(clock).fetch(news.says("/a", (status, {}, b"")))
    assert problem(answer).startswith(f"IF822 the feed did not come: {status} ")


def test_retry_after_is_a_number_or_a_date(news: Any, clock: Any) -> None:
    for said, seconds in (("120", 120), (format_datetime(clock.now() + timedelta(hours=3), usegmt=True), 3 * 3600), ("soon", 0), ("-5", 0)):
        assert fetcher(clock).fetch(news.says("/a", (429, {"Retry-After": said}, b""))).retry_after == pytest.approx(seconds, abs=5)


def test_packed_feeds_are_unpacked(news: Any, clock: Any) -> None:
    url = news.says("/a", (200, {"Content-Encoding": "gzip"}, gzip.compress(BODY)))
    assert fetcher(clock).fetch(url).body == BODY


def in_chunks(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<rs\r\n3\r\ns/>\r\n0\r\n\r\n")


def in_chunks_cut(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<rs\r\n3\r\ns")


def test_an_answer_in_chunks_is_whole_or_no_answer(news: Any, clock: Any) -> None:
    assert fetcher(clock).fetch(news.says("/a", in_chunks)).body == BODY
    assert problem(fetcher(clock).fetch(news.says("/b", in_chunks_cut))).startswith("IF822")


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ((200, {}, b"x" * 1001), "IF104"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 10_000_000)), "IF104"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(BODY * 50)[:-12]), "IF822 the feed did not come: the answer was cut off"),
        ((200, {"Content-Encoding": "gzip"}, b"not packed"), "IF822"),
        ((200, {"Content-Encoding": "br"}, b"..."), "IF822 the feed did not come: it is packed with br"),
        ((200, {"Content-Length": "500"}, BODY), "IF822"),
    ],
)
def test_what_is_too_large_or_no_whole_answer(news: Any, clock: Any, reply: Any, says: str) -> None:
    answer = fetcher(clock, max_bytes=10_000 if reply[2][:2] == b"\x1f\x8b" else 1000, timeout=1).fetch(news.says("/a", reply))
    assert problem(answer).startswith(says)
    assert answer.body == b""


def silent(handler: Any) -> None:
    time.sleep(1.5)


def dripping_headers(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    for _ in range(100):
        time.sleep(0.05)
        handler.wfile.write(b"x")


def dripping_body(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        time.sleep(0.05)
        handler.wfile.write(b"x")


@pytest.mark.parametrize("slow", [silent, dripping_headers, dripping_body])
def test_nobody_keeps_us_waiting(news: Any, clock: Any, slow: Any) -> None:
    began = time.monotonic()
    answer = fetcher(clock, timeout=0.4).fetch(news.says("/a", slow))
    assert problem(answer) == "IF822 the feed did not come: it takes too long"
    assert time.monotonic() - began < 1.2


def nonsense(handler: Any) -> None:
    handler.wfile.write(b"what?\r\n\r\n")


def test_no_http_and_nobody_there(news: Any, clock: Any) -> None:
    assert problem(fetcher(clock).fetch(news.says("/a", nonsense))).startswith("IF822")
    assert problem(fetcher(clock).fetch("http://127.0.0.1:9/")).startswith("IF822")
    assert problem(fetcher(clock).fetch("http://no-such-host.invalid/")).startswith("IF822")


def test_a_host_is_left_alone_between_two_requests(news: Any, clock: Any) -> None:
    asking = fetcher(clock)
    for path in ("/a", "/b"):
        asking.fetch(news.says(path, (200, {}, BODY)))
    assert clock.slept == [PAUSE_SECONDS]
    clock.wait(seconds=PAUSE_SECONDS)
    asking.fetch(news.url + "/a")
    assert clock.slept == [PAUSE_SECONDS]


def test_through_a_proxy_where_the_environment_names_one(news: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", news.url)
    news.says("http://avisa.example/feed", (200, {}, BODY))
    assert fetcher(clock).fetch("http://avisa.example/feed").body == BODY


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_https_is_asked_with_a_certificate_that_holds(news: Any, clock: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [str(tmp_path / name) for name in ("key.pem", "cert.pem")]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", made[0], "-out", made[1], *names], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made[1], made[0])
    news.http.socket = context.wrap_socket(news.http.socket, server_side=True)
    monkeypatch.setenv("NO_PROXY", "localhost")
    url = news.url.replace("http://127.0.0.1", "https://localhost") + "/a"
    news.says("/a", (302, {"Location": "http://localhost/b"}, b""), (200, {}, BODY))
    assert "certificate" in problem(fetcher(clock).fetch(url))
    monkeypatch.setenv("SSL_CERT_FILE", made[1])
    assert problem(fetcher(clock).fetch(url)).endswith("/b, an unprotected address")
    assert fetcher(clock).fetch(url).body == BODY
