"""Sources → articles: which format a file has, and the way through the room."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ifolge.errors import IfolgeError, Issue, fail, issue
from ifolge.reading.articles import Desk
from ifolge.reading.columns import drafts
from ifolge.reading.decoding import decode
from ifolge.reading.drafts import Draft
from ifolge.reading.feeds import read_feed
from ifolge.reading.options import Format, ReadOptions
from ifolge.reading.pages import read_page
from ifolge.reading.rows import read_csv, read_json, read_jsonl, read_parquet
from ifolge.reading.sources import Source, expand
from ifolge.records import Article

_SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "rss",
    ".atom": "rss",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_HEAD = 2048


def read(sources: Iterable[str | Path], *, options: ReadOptions | None = None) -> Iterator[Article | Issue]:
    """Read articles, one after another, in an order that depends on nothing but the sources' names.

    :param sources: files, folders, globs, and ``-`` for standard input.
    :param options: how to read; the defaults where it is ``None``.
    :returns: the articles, and before each (or in its place) what is to be said of it. A bad input never stops the others.
    """
    yield from read_files(expand(sources), options=options or ReadOptions())


def read_files(sources: Iterable[Source | Issue], *, options: ReadOptions) -> Iterator[Article | Issue]:
    """Read the articles of files that have been found already. Issues among them are passed on."""
    desk = Desk(options)
    for source in sources:
        if isinstance(source, Issue):
            yield source
            continue
        for draft in _drafts(source, options):
            if isinstance(draft, Issue):
                yield draft
            else:
                yield from desk.article(draft)


def read_entries(data: bytes, *, url: str, publisher: str | None, options: ReadOptions) -> Iterator[Article | Issue]:
    """Read the entries of a feed that came from the net. An entry is named by its link, which stays when others come before it.

    :param publisher: what is known to publish it; else it is named by the feed's title.
    :raises IfolgeError: IF110 where the bytes are no feed.
    """
    desk = Desk(options)
    for draft in read_feed(data, doc=url, where=url):
        name = draft.url or draft.doc
        yield from desk.article(replace(draft, doc=name, where=name, publisher=publisher or draft.publisher))


def expected(sources: Iterable[str | Path]) -> int | None:
    """About how many articles the sources hold, for a progress bar: one a file, one a line of JSON lines; ``None`` where only reading them would tell."""
    number = 0
    for source in expand(sources):
        if isinstance(source, Issue):
            continue
        if source.path is None or _SUFFIXES.get(source.suffix) in ("json", "csv", "parquet", "rss"):
            return None
        number += _lines(source.path) if _SUFFIXES.get(source.suffix) == "jsonl" else 1
    return number


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))


def _drafts(source: Source, options: ReadOptions) -> Iterator[Draft | Issue]:
    stream = None
    try:
        stream = source.open()
        yield from _parsed(source, stream, options)
    except IfolgeError as error:
        yield error.issue
    except OSError as error:
        yield issue("IF110", where=source.where, format=options.format or "a file", detail=error.strerror or str(error))
    finally:
        if stream is not None and source.path is not None:
            stream.close()


def _parsed(source: Source, stream: io.BufferedReader, options: ReadOptions) -> Iterator[Draft | Issue]:
    format = options.format or _SUFFIXES.get(source.suffix)
    if format is None:
        format = _sniffed(stream.peek(_HEAD)[:_HEAD])
    where, doc = source.where, source.doc
    if format == "jsonl":
        yield from drafts(read_jsonl(stream, where=where, options=options), doc=doc, where=where, options=options)
    elif format == "csv":
        yield from drafts(read_csv(stream, where=where, options=options), doc=doc, where=where, options=options, one_header=True)
    elif format == "parquet":
        yield from drafts(read_parquet(stream, where=where), doc=doc, where=where, options=options, one_header=True)
    else:
        yield from _whole(format, _limited(stream, where, options), where, doc, options)


def _whole(format: Format, data: bytes, where: str, doc: str, options: ReadOptions) -> Iterator[Draft | Issue]:
    """Formats that are read at once."""
    if not data.strip():
        yield issue("IF102", where=where, line=1)
    elif format == "json":
        yield from drafts(read_json(data, where=where, options=options), doc=doc, where=where, options=options)
    elif format == "rss":
        yield from read_feed(data, doc=doc, where=where)
    elif format == "html":
        page, said = read_page(data, doc=doc, where=where, encoding=options.encoding)
        yield from said
        yield page
    else:
        text, said = decode(data, where=where, encoding=options.encoding)
        yield from said
        yield Draft(doc=doc, where=where, text=text)


def _limited(stream: io.BufferedReader, where: str, options: ReadOptions) -> bytes:
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise fail("IF104", where=where, limit=f"{options.max_mb:g}")
    return data


def _sniffed(head: bytes) -> Format:
    """The format of a file whose name does not tell it, by its first bytes. CSV looks like text and must be told."""
    text = head.decode(errors="replace").lstrip("\ufeff \t\r\n")
    if head.startswith(b"PAR1"):
        return "parquet"
    if re.match(r"<(?:\?xml|!--|!doctype|html|head|body|rss|feed|rdf:rdf)", text, re.IGNORECASE):
        return "rss" if re.search(r"<(?:rss|feed|rdf:rdf)\b", text, re.IGNORECASE) else "html"
    if text.startswith("{"):
        return "jsonl" if re.match(r"\{.*\}\s*(?:\n|\Z)", text) or "\n" not in text else "json"
    return "json" if re.match(r"\[\s*\{", text) else "text"
