"""Many articles against a real server: order, concurrency, what is kept, what ends the work and what does not."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ifolge.errors import IfolgeError, Issue, issue
from ifolge.extraction import Extraction
from ifolge.llm import Endpoint, SecondOpinion
from ifolge.llm.opinion import in_order
from ifolge.records import Article

from .conftest import CLAIM, TEXT, Server, article, completion, saying


def opinion(server: Server, folder: Path, *, model: str = "m", **more: Any) -> SecondOpinion:
    return SecondOpinion(Endpoint(url=server.url, model=model, timeout=5.0, tries=2, pause=0.01), cache=folder / "cache", **more)


def articles(n: int) -> list[Article]:
    return [article(f"{TEXT}\nSak nummer {k}.\n", f"{k}.txt") for k in range(n)]


def claims(results: list[Extraction | Issue]) -> list[str]:
    return [c.claim_id for r in results if isinstance(r, Extraction) for c in r.claims]


def codes(results: list[Extraction | Issue]) -> list[str]:
    return [r.code for r in results if isinstance(r, Issue)]


def test_what_was_asked_once_is_not_asked_again(server: Server, tmp_path: Path) -> None:
    server.answer(saying(CLAIM))
    first = opinion(server, tmp_path)
    results = list(first.extract_all(articles(3)))
    assert (len(claims(results)), len(server.asked), first.account.asked) == (3, 3, 3)
    again = opinion(server, tmp_path)
    assert list(again.extract_all(articles(4))) == results + list(opinion(server, tmp_path).extract_all(articles(4)[3:]))
    assert (len(server.asked), again.account.cached, again.account.tokens_in) == (4, 3, 1000)
    list(opinion(server, tmp_path, model="another").extract_all(articles(1)))
    assert len(server.asked) == 5


def test_articles_are_asked_about_together_and_told_in_order(server: Server, tmp_path: Path) -> None:
    def reply(server: Server, handler: Any, body: Any) -> tuple[int, dict[str, str], bytes]:
        text = json.loads(body["messages"][1]["content"])["text"]
        time.sleep(0.5 if "nummer 0" in text else 0.2)
        return 200, {}, saying(CLAIM)

    server.answer(reply)
    asked = opinion(server, tmp_path, at_once=6)
    began = time.monotonic()
    replies = list(in_order(asked._answered, articles(6), at_once=6))
    assert time.monotonic() - began < 1.3
    assert [r[0].doc for r in replies if not isinstance(r, Issue)] == [f"{k}.txt" for k in range(6)]


def test_no_more_are_under_way_than_wanted(server: Server, tmp_path: Path) -> None:
    seen: list[int] = []
    running: list[int] = []

    def work(k: int) -> int:
        running.append(k)
        seen.append(len(running))
        time.sleep(0.05)
        running.remove(k)
        return k

    assert list(in_order(work, range(9), at_once=3)) == list(range(9))
    assert 1 < max(seen) <= 3


BAD_REPLIES = {
    "no JSON": (completion("Here are the claims you asked for:"), "IF706"),
    "fenced": (completion('```json\n{"claims": []}\n```'), "IF706"),
    "a list": (completion("[]"), "IF706"),
    "nothing": (completion(""), "IF706"),
    "another form": (completion('{"events": []}'), "IF706"),
    "half": (completion('{"claims": [{"type": "airst'), "IF706"),
    "cut off": (completion('{"claims": [', finish="length"), "IF707"),
    "cut off but whole": (completion('{"claims": []}', finish="length"), "IF707"),
    "no completion": (b'{"object": "error"}', "IF706"),
    "too long an article": ((400, {}, b'{"error": {"message": "context length exceeded"}}'), "IF709"),
    "overloaded": ((503, {}, b""), "IF705"),
}


@pytest.mark.parametrize("name", BAD_REPLIES)
def test_an_article_without_an_answer_does_not_stop_the_next_and_is_not_kept(server: Server, tmp_path: Path, name: str) -> None:
    bad, code = BAD_REPLIES[name]
    first, second = articles(2)
    server.answer(bad)
    assert codes(list(opinion(server, tmp_path).extract_all([first]))) == [code]
    server.answer(saying(CLAIM))
    results = list(opinion(server, tmp_path).extract_all([first, second]))
    assert (codes(results), len(claims(results))) == ([], 2)


@pytest.mark.parametrize(("status", "code"), [(401, "IF704"), (404, "IF704")])
def test_a_refusal_ends_the_work_and_keeps_what_was_answered(server: Server, tmp_path: Path, status: int, code: str) -> None:
    server.answer(saying(CLAIM), (status, {}, b""))
    told: list[Extraction | Issue] = []
    with pytest.raises(IfolgeError, match=code):
        told.extend(opinion(server, tmp_path, at_once=1).extract_all(articles(50)))
    assert len(server.asked) == 2
    assert len(list((tmp_path / "cache").glob("*.json"))) == 1


def test_a_hallucinating_reply_is_told_by_article_claim_and_field(server: Server, tmp_path: Path) -> None:
    invented = {**CLAIM, "trigger": {"q": "nervegass"}}
    wrong = {**CLAIM, "counts": [{"q": "Minst tolv sivile", "effect": "killed", "low": 120, "high": None}]}
    server.answer(saying(invented, wrong))
    for _ in range(2):  # what was refused is refused from the cache, too
        results = list(opinion(server, tmp_path).extract_all([article()]))
        assert [str(r)[:60] for r in results[:-1]] == [
            "idlib.txt: error IF712: claim 1 (airstrike 'nervegass'), tri",
            "idlib.txt: error IF713: claim 2 (airstrike 'luftangrep'), co",
        ]
        assert len(claims(results)) == 1
    assert len(server.asked) == 1


def test_issues_of_reading_are_passed_on_and_cost_nothing(server: Server, tmp_path: Path) -> None:
    missing = issue("IF101", where="b.txt")
    assert list(opinion(server, tmp_path).extract_all([missing])) == [missing]
    assert server.asked == []


def test_articles_are_read_as_they_are_needed(server: Server, tmp_path: Path) -> None:
    server.answer(saying())
    read: list[int] = []

    def endless() -> Iterator[Article]:
        for k in range(1000):
            read.append(k)
            yield article(f"Sak {k}.", f"{k}.txt")

    next(opinion(server, tmp_path, at_once=3).extract_all(endless()))
    assert len(read) <= 4
