"""What a format yields: a text with all that its file says of it, before language and date are settled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One text as read.

    :param doc: name of the article.
    :param where: file it was read from; ``line`` its line there (rows only).
    :param dates: values of metadata that may give its day of publication, the most trusted first; the first that can be read counts.
    :param language: language that a column declares.
    :param own_layout: whether ``text`` is the file's own, in which offsets are counted; not so for text extracted from HTML.
    """

    doc: str
    where: str
    text: str
    line: int | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    dates: tuple[object, ...] = ()
    own_layout: bool = True
