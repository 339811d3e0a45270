"""A report as one HTML file: nothing in it is loaded from anywhere, nothing runs, and it reads well on a phone, on paper, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from ifolge.errors import IfolgeError
from ifolge.exports.plots import PLOTS, svg
from ifolge.exports.report.about import CAUTION, TITLE, About, facts
from ifolge.exports.report.contents import FIGURE_COLUMNS, Country, Day, Figure, Quote, Told, countries
from ifolge.ledger import Entry
from ifolge.wording import harmless, plural

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for this page: nothing, whatever an article says."""
IDS = re.compile(r'(\bid="|url\(#|href="#)')


def report_html(entries: Iterable[Entry], *, about: About) -> Iterator[str]:
    """The report, piece by piece. Where matplotlib is missing, a line says so in the place of the plots."""
    kept = tuple(entries)
    found = tuple(countries(kept))
    yield from _head(kept, about)
    yield from _plots(kept)
    yield from _index(found)
    for number, country in enumerate(found):
        yield from _country(country, number)
    yield "</main>\n</body>\n</html>\n"


def text(words: str) -> str:
    """Any words as text of HTML: no character of an article is markup."""
    return escape(harmless(words))


def _head(entries: Sequence[Entry], about: About) -> Iterator[str]:
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{text(f"{TITLE}: {about.ledger}")}</title>\n<style>\n{style}</style>\n</head>\n'
    )
    yield f'<body>\n<main>\n<header>\n<h1>{text(TITLE)}</h1>\n<p class="caution">{text(CAUTION)}</p>\n'
    yield _list("facts", facts(about, entries)) + "</header>\n"


def _list(kind: str, rows: Iterable[tuple[str, str]]) -> str:
    return f'<dl class="{kind}">\n' + "".join(f"<dt>{text(label)}</dt><dd>{text(value)}</dd>\n" for label, value in rows) + "</dl>\n"


def _plots(entries: Sequence[Entry]) -> Iterator[str]:
    try:
        for name, plot in PLOTS.items():
            yield f'<figure class="plot">{_inline(svg(plot(entries)), name)}</figure>\n'
    except IfolgeError as error:
        yield f'<p class="warning">This report has no plots: {text(error.issue.text)}</p>\n'


def _inline(picture: str, name: str) -> str:
    """An SVG file as part of a page: without its XML head, and with ids that no other picture of the page has."""
    drawing = picture[picture.index("<svg") + len("<svg") :].rstrip()
    return '<svg role="img"' + IDS.sub(rf"\g<1>{name}-", drawing)


def _index(found: Sequence[Country]) -> Iterator[str]:
    if not found:
        yield "<p>There are no claims here.</p>\n"
        return
    yield "<nav>\n<h2>Countries</h2>\n<ul>\n"
    for number, country in enumerate(found):
        amount = f"{plural(country.claims, 'claim')} in {plural(country.articles, 'article')}"
        yield f'<li><a href="#country-{number}">{text(country.name)}</a>: {amount}</li>\n'
    yield "</ul>\n</nav>\n"


def _country(country: Country, number: int) -> Iterator[str]:
    yield f'<section id="country-{number}">\n<h2>{text(country.name)}</h2>\n'
    for province in country.provinces:
        yield f"<h3>{text(province.name)}</h3>\n" if province.name else ""
        for spot in province.spots:
            yield f"<h4>{text(spot.name)}</h4>\n"
            for day in spot.days:
                yield from _day(day)
    yield "</section>\n"


def _day(day: Day) -> Iterator[str]:
    yield f"<h5>{text(day.name)}</h5>\n{_figures(day.figures)}"
    for story in day.stories:
        yield '<div class="story">\n' + "".join(map(_claim, story)) + "</div>\n"


def _figures(figures: Sequence[Figure]) -> str:
    if not figures:
        return ""
    head = "".join(f"<th>{text(column)}</th>" for column in FIGURE_COLUMNS)
    rows = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in figure.cells())}</tr>\n" for figure in figures)
    caption = "<caption>Numbers side by side, as their sources give them; not to be added</caption>"
    return f'<div class="figures"><table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'


def _claim(told: Told) -> str:
    quotes = "".join(f'<blockquote lang="{told.lang}" dir="auto">{_quote(quote)}</blockquote>\n' for quote in told.quotes)
    name = text(told.article)
    source = f'<a href="{escape(told.url)}" rel="noopener noreferrer nofollow">{name}</a>' if told.url else name
    notes = text(" · ".join(told.notes))
    return (
        f'<article id="{text(told.claim_id)}">\n<p class="what">{text(told.title)}</p>\n{_list("slots", told.rows)}{quotes}'
        f'<p class="article">{source}</p>\n<p class="notes">{notes}</p>\n</article>\n'
    )


def _quote(quote: Quote) -> str:
    return "".join(f"<mark>{text(piece)}</mark>" if marked else text(piece) for piece, marked in quote)
