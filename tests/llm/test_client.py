"""The client against a real server: what is tried again, what is given up, what it costs, and that the key goes nowhere else."""

from __future__ import annotations

import json
import logging
import socket
import sys
import time
from typing import Any

import pytest

from ifolge.errors import IfolgeError
from ifolge.llm.account import Account
from ifolge.llm.client import KEY_VARIABLE, LARGEST, Client, Endpoint

from .conftest import Server, completion

KEY = "sk-hemmelig-3f9a77c1e2"
QUESTION = b'{"model": "m"}'


def client(url: str, *, account: Account | None = None, **more: Any) -> Client:
    return Client(Endpoint(url=url, model="m", key=KEY, **{"timeout": 5.0, "tries": 3, "pause": 0.01, **more}), account or Account())


def failure(asking: Client) -> str:
    with pytest.raises(IfolgeError) as error:
        asking.ask(QUESTION, where="a.txt")
    return str(error.value)


def dead_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_an_answer_and_what_it_cost(server: Server) -> None:
    server.answer(completion("{}"))
    account = Account(prices=(0.5, 2.0))
    answer = client(server.url, account=account).ask(QUESTION, where="a.txt")
    assert (answer.content, answer.finish, answer.tokens_in, answer.tokens_out) == ("{}", "stop", 1000, 200)
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert account.cost == pytest.approx((1000 * 0.5 + 200 * 2.0) / 1e6)
    assert str(account) == "second opinion: 1 answers, 0 from the cache, 1000 tokens in, 200 out, cost 0.0009"


def test_without_a_key_no_header_is_sent(server: Server) -> None:
    server.answer(completion("{}"))
    Client(Endpoint(url=server.url, model="m"), Account()).ask(QUESTION, where="a.txt")
    assert "Authorization" not in server.headers[0]


def test_a_server_that_counts_no_tokens_is_told(server: Server) -> None:
    server.answer(completion("{}", usage=None))
    account = Account()
    client(server.url, account=account).ask(QUESTION, where="a.txt")
    assert "1 answers without a count of tokens" in str(account)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_what_may_pass_is_tried_again(server: Server, status: int) -> None:
    server.answer((status, {}, b"later"), (status, {}, b"later"), completion("{}"))
    account = Account()
    assert client(server.url, account=account).ask(QUESTION, where="a.txt").content == "{}"
    assert (len(server.asked), account.retried, account.asked) == (3, 2, 1)


def test_pauses_grow_and_the_server_may_ask_for_longer(server: Server) -> None:
    server.answer((500, {}, b""), (500, {}, b""), completion("{}"))
    began = time.monotonic()
    client(server.url, pause=0.1).ask(QUESTION, where="a.txt")
    assert time.monotonic() - began > 0.8 * (0.1 + 0.2)
    server.answer((429, {"Retry-After": "1"}, b""), completion("{}"))
    began = time.monotonic()
    client(server.url).ask(QUESTION, where="a.txt")
    assert 1.0 <= time.monotonic() - began < 3.0


def test_tries_come_to_an_end(server: Server) -> None:
    server.answer((503, {}, b'{"error": {"message": "model is loading"}}'))
    assert failure(client(server.url)) == f"a.txt: error IF705: no answer from {server.url} after 3 tries: 503 model is loading"
    assert len(server.asked) == 3


@pytest.mark.parametrize(("status", "code"), [(400, "IF709"), (413, "IF709"), (401, "IF704"), (403, "IF704"), (404, "IF704"), (302, "IF704")])
def test_what_will_not_pass_is_not_tried_again(server: Server, status: int, code: str) -> None:
    server.answer((status, {"Location": "http://127.0.0.1:9/"}, b'{"error": {"message": "no"}}'))
    assert f"error {code}: " in failure(client(server.url))
    assert len(server.asked) == 1


def test_without_httpx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(IfolgeError, match=r"IF701: .*httpx.*pip install 'ifolge\[llm\]'"):
        client("http://localhost/v1")


def test_nobody_there() -> None:
    url = f"http://127.0.0.1:{dead_port()}/v1"
    assert f"error IF703: nobody answers at {url} after 3 tries" in failure(client(url))


def slow(server: Server, handler: Any, body: Any) -> None:
    time.sleep(1.5)


def dripping(server: Server, handler: Any, body: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def cut(server: Server, handler: Any, body: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(completion("{}")[:20])


def hanging_up(server: Server, handler: Any, body: Any) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def endless(server: Server, handler: Any, body: Any) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, b" " * (LARGEST + 1)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (slow, "no whole answer within 0.4 s"),
        (dripping, "no whole answer within 0.4 s"),
        (cut, "RemoteProtocolError"),
        (hanging_up, "RemoteProtocolError"),
        (endless, "an answer of more than"),
    ],
)
def test_no_whole_answer(server: Server, reply: Any, says: str) -> None:
    server.answer(reply)
    began = time.monotonic()
    told = failure(client(server.url, timeout=0.4 if reply in (slow, dripping) else 5.0, tries=2))
    assert "error IF705: " in told
    assert says in told
    assert time.monotonic() - began < 3.0
    assert len(server.asked) == 2


def test_a_dropped_connection_is_mended_by_the_next_try(server: Server) -> None:
    server.answer(hanging_up, completion("{}"))
    assert client(server.url).ask(QUESTION, where="a.txt").content == "{}"


@pytest.mark.parametrize("body", [b"", b"no JSON", b"[]", b'{"choices": []}', b'{"choices": [{"message": "x"}]}', b"\xff\xfe"])
def test_what_is_no_completion_is_told(server: Server, body: bytes) -> None:
    server.answer((200, {}, body))
    account = Account()
    assert "error IF706: the answer is not of the form asked for: " in failure(client(server.url, account=account))
    assert account.uncounted == 1


# --- the key ------------------------------------------------------------------------------------------------------------------


def echo(status: int) -> Any:
    def reply(server: Server, handler: Any, body: Any) -> tuple[int, dict[str, str], bytes]:
        heard = handler.headers["Authorization"]
        return status, {}, json.dumps({"error": {"message": f"I got {heard}"}}).encode()

    return reply


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 302, 200])
def test_a_server_that_repeats_the_key_cannot_make_us_tell_it(server: Server, status: int, caplog: pytest.LogCaptureFixture) -> None:
    server.answer(echo(status))
    caplog.set_level(logging.DEBUG)
    asking = client(server.url)
    with pytest.raises(IfolgeError) as error:
        asking.ask(QUESTION, where="a.txt")
    assert KEY in server.headers[0]["Authorization"]
    chain = [error.value, error.value.__cause__, error.value.__context__]
    assert not any(KEY in repr(e) + str(e) for e in chain)
    assert caplog.text
    assert KEY not in caplog.text


def test_the_key_in_a_reply_is_taken_out(server: Server) -> None:
    server.answer(completion(f"the key is {KEY}"))
    assert client(server.url).ask(QUESTION, where="a.txt").content == "the key is [key]"


def test_the_key_is_not_in_what_an_endpoint_looks_like() -> None:
    assert KEY not in repr(Endpoint(url="http://localhost/v1", model="m", key=KEY))


def test_the_key_comes_from_the_environment() -> None:
    assert Endpoint.of("http://localhost/v1/", "m", environment={KEY_VARIABLE: f" {KEY}\n"}).key == KEY
    assert Endpoint.of("http://localhost/v1/", "m", environment={}).key == ""


@pytest.mark.parametrize("key", ["sk-hemmelig\x01", "sk-hemme\nlig", "sk-hemmelig-ø", "Bearer sk-hemmelig"])
def test_a_key_that_no_header_can_carry_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(IfolgeError, match="IF702") as error:
        Endpoint.of("http://localhost/v1", "m", environment={KEY_VARIABLE: key})
    assert "hemme" not in str(error.value)


@pytest.mark.parametrize(
    "url", ["localhost:1234/v1", "ftp://h/v1", "http://user:sk-hemmelig@h/v1", "https://h/v1?key=sk-hemmelig", "http:///v1", "https://h/v1#x"]
)
def test_an_address_is_an_address_and_no_more(url: str) -> None:
    with pytest.raises(IfolgeError, match="IF702") as error:
        Endpoint.of(url, "m", environment={})
    assert "hemmelig" not in str(error.value)
