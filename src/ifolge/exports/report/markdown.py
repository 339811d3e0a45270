"""A report as Markdown (CommonMark with tables), for repositories, wikis and word processors; without plots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ifolge.exports.report.about import CAUTION, TITLE, About, facts
from ifolge.exports.report.contents import FIGURE_COLUMNS, Country, Day, Figure, Quote, Told, countries
from ifolge.ledger import Entry
from ifolge.wording import harmless

SPECIAL = re.compile(r"[\\`*\[\]<>&#|~$@{}^]|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""Characters that some reader of Markdown takes for markup inside a line. Nothing of an article stands at the beginning of one."""
WORD = re.compile(r"[^\W_](?:.*[^\W_])?|█(?:.*█)?", re.DOTALL)
"""Words that can be set bold in the middle of a line, whatever stands around them; triggers are such words."""
RUNS = re.compile(r"\s+")


def report_markdown(entries: Iterable[Entry], *, about: About) -> Iterator[str]:
    """The report, piece by piece."""
    kept = tuple(entries)
    yield f"# {TITLE}\n\n> {CAUTION}\n\n"
    yield from (f"- {label}: {text(value)}\n" for label, value in facts(about, kept))
    yield "" if kept else "\nThere are no claims here.\n"
    for country in countries(kept):
        yield from _country(country)


def text(words: str) -> str:
    """Any words as text on one line of Markdown: what could be markup is written as a character reference."""
    return SPECIAL.sub(lambda found: f"&#{ord(found.group())};", RUNS.sub(" ", harmless(words)))


def _country(country: Country) -> Iterator[str]:
    yield f"\n## {text(country.name)}\n"
    for province in country.provinces:
        yield f"\n### {text(province.name)}\n" if province.name else ""
        for spot in province.spots:
            yield f"\n#### {text(spot.name)}\n"
            for day in spot.days:
                yield from _day(day)


def _day(day: Day) -> Iterator[str]:
    yield f"\n##### {text(day.name)}\n{_figures(day.figures)}"
    for story in day.stories:
        yield from map(_claim, story)


def _figures(figures: Sequence[Figure]) -> str:
    if not figures:
        return ""
    lines = [FIGURE_COLUMNS, ("---",) * len(FIGURE_COLUMNS), *(tuple(map(text, figure.cells())) for figure in figures)]
    return "\nNumbers side by side, as their sources give them; not to be added:\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _claim(told: Told) -> str:
    name = text(told.article)
    source = f"[{name}]({told.url})" if told.url else name
    rows = "".join(f"- {label}: {text(value)}\n" for label, value in told.rows)
    quotes = "".join(f"> “{_quote(quote)}”\n\n" for quote in told.quotes)
    return f"\n**{text(told.title)}**\n\n{rows}\n{quotes}{source}  \n{text(' · '.join(told.notes))}\n"


def _quote(quote: Quote) -> str:
    return "".join(f"**{text(piece)}**" if marked and WORD.fullmatch(piece) else text(piece) for piece, marked in quote)
