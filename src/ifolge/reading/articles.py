"""Draft → Article: normal form, hash, language, day of publication, and what is to be said of each."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ifolge.errors import Issue, fail, issue
from ifolge.languages import pack
from ifolge.reading.datelines import Header, find_datelines, read_header
from ifolge.reading.drafts import Draft
from ifolge.reading.language import declared_language, identify, is_norwegian
from ifolge.reading.moments import parse_moment
from ifolge.reading.options import ReadOptions
from ifolge.reading.publication import Evidence, settle, url_day
from ifolge.reading.truncation import cut_tail
from ifolge.records import Article, Lang, Published

_UNSOUND = re.compile("[\x00\ud800-\udfff]")


@dataclass
class Desk:
    """Makes articles of drafts, each text once. ``first_as`` remembers under which name a text was read."""

    options: ReadOptions
    first_as: dict[str, str] = field(default_factory=dict)

    def article(self, draft: Draft) -> Iterator[Article | Issue]:
        """The issues of a draft, then its article unless one of them is an error."""
        given, draft = draft.text, _sound(draft)
        text = unicodedata.normalize("NFC", draft.text)
        if is_larger(text, self.options):
            yield issue("IF104", where=draft.where, line=draft.line, limit=f"{self.options.max_mb:g}")
            return
        header = read_header(text) if draft.own_layout else None
        start = header.end if header else 0
        if not text[start:].strip():
            yield issue("IF102" if draft.line is None else "IF116", where=draft.where, line=draft.line or 1)
            return
        doc_id = content_id(text[start:])
        if doc_id in self.first_as:
            yield issue("IF113", where=draft.where, line=draft.line or 1, first=self.first_as[doc_id])
            return
        if draft.own_layout and text != given:
            yield issue("IF115", where=draft.where, line=draft.line or _first_difference(text, given))
        lang, said = self._language(draft, text[start:])
        yield from said
        published, said = self._published(draft, text, header, lang)
        yield from said
        if lang is None or published is None:
            return
        if tail := cut_tail(text, start=start):
            yield issue("IF112", where=draft.where, line=draft.line or text.count("\n", 0, tail[0]) + 1, tail=text[tail[0] : tail[1]])
        self.first_as[doc_id] = draft.doc
        yield Article(
            doc_id=doc_id,
            doc=draft.doc,
            text=text,
            lang=lang,
            published=published,
            body_start=start,
            title=draft.title or None,
            url=draft.url or None,
            publisher=draft.publisher or None,
        )

    def _language(self, draft: Draft, body: str) -> tuple[Lang | None, list[Issue]]:
        if self.options.lang is not None:
            return cast(Lang, self.options.lang), []
        declared = declared_language(draft.language) if draft.language else None
        if declared is not None:
            return declared, []
        guess = identify(body)
        if guess.lang is None:
            return None, [issue("IF106", where=draft.where, line=draft.line or 1, detail=guess.detail)]
        if draft.language and not is_norwegian(draft.language):
            return guess.lang, [issue("IF118", where=draft.where, line=draft.line or 1, given=draft.language, lang=guess.lang)]
        return guess.lang, []

    def _published(self, draft: Draft, text: str, header: Header | None, lang: Lang | None) -> tuple[Published | None, list[Issue]]:
        said: list[Issue] = []
        evidence = _in_text(text, header)
        if draft.url and (day := url_day(draft.url)):
            evidence.append(Evidence(day, "url_day"))
        moments = [(value, parse_moment(value)) for value in draft.dates]
        if moment := next((moment for _, moment in moments if moment), None):
            evidence.append(Evidence(moment.local(time_zone(lang)) if lang and moment.in_utc else moment, "metadata"))
        if self.options.declared:
            evidence.append(Evidence(self.options.declared, "option"))
        wrong = [header.value] if header and header.moment is None else []
        if moments and not any(moment for _, moment in moments):
            wrong.append(str(moments[0][0]))
        line = draft.line or 1
        said += [issue("IF109", where=draft.where, line=line, value=value) for value in wrong]
        published, conflict = settle(evidence)
        if published is None and not wrong:
            said.append(issue("IF105", where=draft.where, line=line))
        if conflict:
            chosen, other = conflict
            said.append(
                issue(
                    "IF120", where=draft.where, line=line, chosen=chosen.moment, origin=chosen.origin, other=other.moment, other_origin=other.origin
                )
            )
        return published, said


def content_id(body: str) -> str:
    """``doc_`` and 16 hexadecimal digits: the SHA-256 of a text without its header, each run of white space one space."""
    return "doc_" + hashlib.sha256(" ".join(body.split()).encode()).hexdigest()[:16]


def is_larger(text: str, options: ReadOptions) -> bool:
    """Whether a text takes more bytes in UTF-8 than one article may."""
    return len(text) * 4 > options.max_bytes and len(text.encode()) > options.max_bytes


def time_zone(lang: str) -> ZoneInfo:
    """The zone of pages in a language that give their time in UTC. Raises ``IfolgeError`` IF904 where this machine has no time zone data."""
    name = next(row["forms"] for row in pack(lang).table("datelines") if row["kind"] == "zone")
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        raise fail("IF904", where="time zones", detail=f"no {name}: pip install tzdata") from None


def _in_text(text: str, header: Header | None) -> list[Evidence]:
    lines = find_datelines(text, header.end if header else 0)
    evidence = [Evidence(moment, "dateline", update=cue == "updated") for cue, moment in lines.items()]
    return evidence + ([Evidence(header.moment, "header")] if header and header.moment else [])


def _sound(draft: Draft) -> Draft:
    """Half characters (lone surrogates) and NUL, which JSON and feeds can hold, cannot be stored: they become U+FFFD wherever they stand."""
    words = {each.name: getattr(draft, each.name) for each in fields(draft)}
    unsound = {name: value for name, value in words.items() if isinstance(value, str) and _UNSOUND.search(value)}
    whole: dict[str, Any] = {
        name: value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd") for name, value in unsound.items()
    }
    return replace(draft, **whole)


def _first_difference(one: str, other: str) -> int:
    """Number of the first line in which two texts differ."""
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    return next((number for number, (a, b) in enumerate(pairs, start=1) if a != b), 1)
