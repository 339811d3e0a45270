"""Weekdays of an article dated only by its month are pruned by the days that it tells of."""

from __future__ import annotations

from datetime import date

from ifolge.claims import extract
from ifolge.parsing import load_engine, parse
from ifolge.records import Article, Published

MONTH = Published(earliest=date(2019, 3, 1), latest=date(2019, 3, 31), precision="month", origin="header")


def weekdays(text: str) -> tuple[date, ...]:
    article = Article(doc_id="doc_1", doc="made.txt", text=text, lang="nb", published=MONTH)
    claims = extract(parse(article, engine=load_engine()))
    return next(c.time.candidates for c in claims if c.time is not None and c.time.span.text.lower() == "onsdag")


def test_a_dated_day_in_the_past_prunes_the_candidates() -> None:
    alone = "Minst ti soldater ble drept i et angrep onsdag."
    assert len(weekdays(alone)) == 5
    assert weekdays(alone + "\n\nHæren inntok byen Hama tirsdag 19. mars.") == (date(2019, 3, 13), date(2019, 3, 20), date(2019, 3, 27))


def test_a_dated_day_to_come_does_not() -> None:
    assert len(weekdays("Minst ti soldater ble drept i et angrep onsdag.\n\nVåpenhvilen skal tre i kraft tirsdag 19. mars.")) == 5
