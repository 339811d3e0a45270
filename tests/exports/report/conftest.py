"""Entries that try to break a report: markup, Markdown signs, control characters, silence, and plenty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ifolge.ledger import Entry
from ifolge.records import Attribution, Claim, Participant, Place, Source, Span, Time

HOSTILE = (
    "<script>alert(1)</script>",
    "</blockquote></article><h1>x</h1>",
    "<img src=http://evil.example/x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#42;",
    "**bold** _it_ `code` ~~gone~~ [a](http://evil.example/) ![b](http://evil.example/c.png) <http://evil.example/>",
    "# head\n- item\n1. one\n> quote\n---\n| a | b |\n\n    code\n```\nfence",
    "http://evil.example/ www.evil.example me@evil.example $x$ {{ 7*7 }} \\* \\",
    "\x00\x1b[31m\r\n\u2028\u202eabc",
    "██ ████",
    "æøå “ß” ‘ə’ 中文 العربية 🕊",
)


def poisoned(words: str) -> dict[str, Any]:
    """Fields of a claim in which every text is these words."""
    span = Span.of(words, 0, len(words))
    return {
        "trigger": span,
        "evidence": (span,),
        "agents": (Participant(mention=span),),
        "place": Place(span=span, name=words, country="SY", adm1=words, precision=1),
        "time": Time(span=span),
        "attribution": Attribution(mode="direct", sources=(Source(span=span, kind="party", cue=span),), publisher=words),
        "note": words,
    }


def repainted(claim: Claim) -> dict[str, Any]:
    """The spans of a claim as a ledger that keeps no text gives them."""
    hidden = [Span(start=s.start, end=s.end, text="█" * len(s.text)) for s in (claim.trigger, *claim.evidence)]
    return {"trigger": hidden[0], "evidence": tuple(hidden[1:])}


@pytest.fixture(scope="session")
def hostile(variant: Callable[..., Entry]) -> tuple[Entry, ...]:
    """One entry for each hostile text, which stands wherever a text can stand."""
    return tuple(
        variant(
            **poisoned(words), claim_id=f"clm_{n}", event_id=f"evt_{n}", card={"doc": words, "title": words, "url": f"https://example.org/{words}"}
        )
        for n, words in enumerate(HOSTILE)
    )


@pytest.fixture(scope="session")
def collections(entries: tuple[Entry, ...], hostile: tuple[Entry, ...], variant: Callable[..., Entry]) -> dict[str, tuple[Entry, ...]]:
    """Ledgers of every kind by name."""
    long = "Svært langt. " * 2000
    span = Span.of("x", 0, 1)
    many = (Attribution(mode="direct", sources=(Source(span=Span.of(name := f"kilde {n}", 0, len(name)), kind="anonymous"),)) for n in range(200))
    return {
        "examples": entries,
        "hostile": hostile,
        "none": (),
        "one": entries[:1],
        "no places": tuple(variant(claim_id=f"clm_{n}", place=None) for n in range(3)),
        "no days": tuple(variant(claim_id=f"clm_{n}", time=time) for n, time in enumerate((None, Time(span=span)))),
        "200 sources": tuple(variant(claim_id=f"clm_{n}", event_id=f"evt_{n}", attribution=told) for n, told in enumerate(many)),
        "no text kept": tuple(variant(**repainted(e.claim), claim_id=e.claim.claim_id) for e in entries[:5]),
        "long evidence": (variant(evidence=(Span(start=1000, end=1000 + len(long), text=long),)),),
    }
