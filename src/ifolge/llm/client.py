"""The endpoint: one question to ``/chat/completions`` and its answer, with time-outs, retries and back-off.

The key comes from an environment variable only, is sent only in the header of the request, and is taken out of whatever a server sends back before anything else sees it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError

from ifolge.errors import IfolgeError, fail
from ifolge.llm.account import Account

if TYPE_CHECKING:
    import httpx

KEY_VARIABLE = "IFOLGE_LLM_KEY"
LARGEST = 4_000_000  # bytes of an answer
LONGEST_PAUSE = 60.0  # seconds, whatever a server asks for
TIMEOUT = 120.0  # seconds
CONNECT_WITHIN = 10.0  # seconds
PASSING = frozenset({408, 409, 425, 429, *range(500, 600)})
"""Statuses that a later try may mend."""
OF_THE_ARTICLE = frozenset({400, 413, 422})
"""Statuses that can be about this one article, such as one that is too long; the others (a wrong key, address or model) end the work."""


class Answer(BaseModel):
    """What a model said, why it stopped, and the tokens that its server counted."""

    content: str
    finish: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Which model is asked, where and how patiently. ``timeout`` is in seconds for a whole answer, ``pause`` in seconds before the second try, doubled before each further one."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT
    tries: int = 4
    pause: float = 1.0

    @classmethod
    def of(cls, url: str, model: str, *, environment: Mapping[str, str], timeout: float | None = None) -> Endpoint:
        """The endpoint at a base address (``http://localhost:11434/v1``), with the key of the environment.

        Raises ``IfolgeError`` IF702 for an address with a password or query in it, or that is none, and for a key that no header can carry.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password or parts.query or parts.fragment:
            raise fail("IF702", where="--llm-url", detail=f"an address is http(s)://host/v1 and no more; a key goes into {KEY_VARIABLE}")
        key = environment.get(KEY_VARIABLE, "").strip()
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise fail("IF702", where=KEY_VARIABLE, detail="the key has characters that no header can carry")
        return cls(url=url.rstrip("/"), model=model, key=key, timeout=timeout or TIMEOUT)


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class _Passing(Exception):
    """A failure that a later try may mend; ``wait`` is how long the server asks for, in seconds."""

    def __init__(self, detail: str, *, wait: float = 0.0, code: str = "IF705") -> None:
        super().__init__(detail)
        self.wait = min(wait, LONGEST_PAUSE)
        self.code = code


class Client:
    """Asks one endpoint, from any number of threads, and writes down what it costs. Raises ``IfolgeError`` IF701 where httpx is not installed."""

    def __init__(self, endpoint: Endpoint, account: Account) -> None:
        try:
            import httpx
        except ImportError:
            raise fail("IF701", where="--extractor llm", package="httpx", extra="llm") from None
        self._endpoint = endpoint
        self._account = account
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})
        patience = httpx.Timeout(endpoint.timeout, connect=min(CONNECT_WITHIN, endpoint.timeout))
        self._http = httpx.Client(headers=headers, timeout=patience, follow_redirects=False)

    def ask(self, question: bytes, *, where: str) -> Answer:
        """The answer to a request body.

        Raises ``IfolgeError``: IF703 where nobody listens, IF704 where the server refuses us, IF705 where no try brought an answer, IF706 where what came is no chat completion, IF709 where
        the server refuses this question.
        """
        for n in range(self._endpoint.tries):
            if n:
                self._account.add(retried=1)
            try:
                return self._once(question, where)
            except _Passing as error:
                failure = error
            if n + 1 < self._endpoint.tries:
                time.sleep(max(failure.wait, self._endpoint.pause * 2**n * random.uniform(0.8, 1.2)))
        raise fail(failure.code, where=where, url=self._endpoint.url, tries=self._endpoint.tries, detail=self._clean(str(failure)))

    def _once(self, question: bytes, where: str) -> Answer:
        import httpx

        until = time.monotonic() + self._endpoint.timeout
        try:
            with self._http.stream("POST", f"{self._endpoint.url}/chat/completions", content=question) as response:
                received = b"".join(self._pieces(response, until))
        except httpx.TimeoutException as error:
            code = "IF703" if isinstance(error, httpx.ConnectTimeout) else "IF705"
            raise _Passing(f"no whole answer within {self._endpoint.timeout:g} s", code=code) from None
        except httpx.ConnectError as error:
            raise _Passing(f"{error}", code="IF703") from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Passing(f"{type(error).__name__}: {error}") from None
        if response.status_code != 200:
            raise self._refusal(response, received, where)
        return self._answer(received, where)

    def _pieces(self, response: httpx.Response, until: float) -> Iterator[bytes]:
        """The body piece by piece, as long as time and size allow: a server that drips bytes is slow, too."""
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if time.monotonic() > until:
                raise _Passing(f"no whole answer within {self._endpoint.timeout:g} s")
            if size > LARGEST:
                raise _Passing(f"an answer of more than {LARGEST} bytes")
            yield piece

    def _refusal(self, response: httpx.Response, received: bytes, where: str) -> Exception:
        status = response.status_code
        if status in {401, 403}:  # servers like to repeat half of a wrong key
            return fail("IF704", where=where, url=self._endpoint.url, detail=f"{status}, the key in {KEY_VARIABLE} is missing or not accepted")
        said = self._clean(_said(received))
        detail = f"{status} {said}".strip()
        if status in PASSING:
            return _Passing(detail, wait=_seconds(response.headers.get("Retry-After", "")))
        return fail("IF709" if status in OF_THE_ARTICLE else "IF704", where=where, url=self._endpoint.url, detail=detail)

    def _answer(self, received: bytes, where: str) -> Answer:
        try:
            completion = _Completion.model_validate_json(received)
        except ValidationError as error:
            self._account.add(asked=1, uncounted=1)
            raise bad_reply(error, where) from None
        usage, first = completion.usage, completion.choices[0]
        self._account.add(
            asked=1,
            uncounted=usage is None,
            tokens_in=usage.prompt_tokens if usage else 0,
            tokens_out=usage.completion_tokens if usage else 0,
        )
        return Answer(
            content=self._clean(first.message.content or ""),
            finish=first.finish_reason,
            tokens_in=usage.prompt_tokens if usage else None,
            tokens_out=usage.completion_tokens if usage else None,
        )

    def _clean(self, text: str) -> str:
        return text.replace(self._endpoint.key, "[key]") if self._endpoint.key else text


def bad_reply(error: ValidationError, where: str) -> IfolgeError:
    """IF706 for the first fault that pydantic found, without the value it found it in."""
    return fail("IF706", where=where, detail=first_fault(error))


def first_fault(error: ValidationError) -> str:
    """The way to the first faulty field, and what is wrong with it, without repeating its value."""
    fault = error.errors(include_url=False, include_input=False)[0]
    way = ".".join(str(step) for step in fault["loc"])
    return f"{way}: {fault['msg']}" if way else str(fault["msg"])


def _said(received: bytes) -> str:
    """The message in the body of an error, else its beginning."""
    try:
        return str(json.loads(received)["error"]["message"])[:300]
    except (ValueError, KeyError, TypeError):
        return " ".join(received[:300].decode("utf-8", "replace").split())


def _seconds(text: str) -> float:
    """``Retry-After`` in seconds; its other form, a date, is not waited for."""
    return float(text) if text.strip().isdigit() else 0.0
