"""From quoted words to offsets: where in the article a quotation stands, or why it stands nowhere.

Words count only whole ("lik" does not stand in "like"), any white space matches any other, and characters are compared in Unicode normal form C; nothing else is forgiven. Where the words stand more
than once and the model did not say which is meant, nothing is chosen for it.
"""

from __future__ import annotations

import re
import unicodedata

from ifolge.llm.reply import Quote
from ifolge.records import Article, Span

LONGEST_SHOWN = 80  # characters of a model's words in a message


class Refused(Exception):
    """A value that is not let in: the code of the message, the field, and what the message has to say."""

    def __init__(self, code: str, field: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.values = values


def shown(words: str) -> str:
    """Words of a model as a message shows them: quoted, and not endless."""
    return repr(words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…")


def anchored(quote: Quote, article: Article, field: str) -> Span:
    """Where a quotation stands in what the model was shown of the article. Raises ``Refused`` IF712."""
    found = occurrences(quote.q, article)
    nth = quote.nth or 1
    if quote.nth is None and len(found) > 1:
        raise Refused("IF712", field, quote=shown(quote.q), detail=f"stand there {len(found)} times, and it is not said which is meant")
    if len(found) < nth:
        raise Refused("IF712", field, quote=shown(quote.q), detail=f"stand there {len(found)} times, not {nth}" if found else "do not stand there")
    return Span.of(article.text, *found[nth - 1])


def occurrences(words: str, article: Article) -> list[tuple[int, int]]:
    """Where words stand in what the model was shown of the article."""
    return [m.span() for m in _pattern(words).finditer(article.text, article.body_start)]


def _pattern(words: str) -> re.Pattern[str]:
    pieces = unicodedata.normalize("NFC", words).split()
    before = r"(?<!\w)" if re.match(r"\w", pieces[0]) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", pieces[-1]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, pieces)) + after)
