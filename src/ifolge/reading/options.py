"""What a reader of articles can be told."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from ifolge.errors import fail
from ifolge.languages import pack
from ifolge.reading.moments import Moment, parse_moment

Format = Literal["text", "html", "rss", "json", "jsonl", "csv", "parquet"]

# Column names that are tried, in this order, for a field that --columns does not name.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content"),
    "date": ("date", "published", "published_at", "pub_date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "site"),
    "id": ("id",),
}


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """How to read. All fields have a default.

    :param published: day, month or time of publication of articles that tell none of their own, ISO 8601 or as newspapers write it.
    :param lang: language of all articles (nb, nn, da, sv, en); each is identified where this is ``None``.
    :param format: format of all sources; by suffix and content where this is ``None``.
    :param columns: field of ours (``text``, ``date``, ``url``, ``language``, ``title``, ``publisher``, ``id``) → column of a table.
    :param max_mb: size limit of one article's text, and of a file that holds one article or one feed, in millions of bytes.
    :param encoding: encoding of all text files; told from the bytes where this is ``None``.
    :raises IfolgeError: IF109 for a ``published`` that is no date, IF202 for an unknown language, IF904 for any other value that means nothing.
    """

    published: str | None = None
    lang: str | None = None
    format: Format | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    max_mb: float = 20
    encoding: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None and self.declared is None:
            raise fail("IF109", where="--published", value=self.published)
        if self.lang is not None:
            pack(self.lang)
        if self.format is not None and self.format not in get_args(Format):
            raise fail("IF904", where="--input-format", detail=f"no format {self.format!r}; there are {', '.join(get_args(Format))}")
        if unknown := set(self.columns) - set(COLUMNS):
            raise fail("IF904", where="--columns", detail=f"no field {', '.join(sorted(unknown))}; there are {', '.join(COLUMNS)}")
        if self.max_mb <= 0:
            raise fail("IF904", where="--max-mb", detail=f"{self.max_mb} is not above 0")
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding)
            except LookupError:
                raise fail("IF904", where="--encoding", detail=f"no encoding {self.encoding!r}") from None

    @property
    def declared(self) -> Moment | None:
        """``published`` as an interval."""
        return parse_moment(self.published) if self.published is not None else None

    @property
    def max_bytes(self) -> int:
        return int(self.max_mb * 1_000_000)
