from __future__ import annotations

import json
from datetime import date

import pytest


def page(body, *, head="", time="", charset="utf-8"):
    paragraphs = "".join(f"<p>{s.strip()}.</p>" for s in body.rstrip(".").split(". "))
    return (
        f'<!doctype html><html><head><meta charset="{charset}"><title>Elleve drept</title>{head}</head><body><nav><a href="/">Hjem</a></nav>'
        f"<article><h1>Elleve drept</h1>{time}{paragraphs}<p>Byen ligger nord i landet og har vært beleiret siden våren.</p></article>"
        "<footer>Copyright 2024</footer></body></html>"
    )


LINKED = '<link rel="canonical" href="https://avis.example/krig/elleve-drept"><meta property="og:site_name" content="Avisa">'


def linked_data(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_text_title_address_and_publisher(reader, write, body):
    head = LINKED + '<meta property="article:published_time" content="2020-01-14T18:20:00+01:00">'
    [article], issues = reader(write("a.html", page(body["nb"], head=head)))
    assert issues == []
    assert (article.doc, article.lang, article.title, article.publisher) == ("a.html", "nb", "Elleve drept", "Avisa")
    assert article.url == "https://avis.example/krig/elleve-drept"
    assert "Minst elleve mennesker ble drept" in article.text
    assert "Copyright" not in article.text
    assert (article.published.precision, article.published.origin, article.published.at.hour) == ("time", "metadata", 18)


@pytest.mark.parametrize(("lang", "day"), [("nb", 15), ("sv", 15), ("en", 14)])
def test_a_time_in_utc_gives_the_local_day(reader, write, body, lang, day):
    head = linked_data(
        {"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, {"@type": "NewsArticle", "datePublished": "2020-01-14T23:30:00Z"}]}
    )
    [article], issues = reader(write("a.html", page(body[lang], head=head)))
    assert (article.published.earliest, issues) == (date(2020, 1, day), [])


@pytest.mark.parametrize(
    "given",
    [
        {"time": '<time datetime="2020-01-14">i går</time>'},
        {"time": '<time itemprop="datePublished" datetime="2020-01-14T10:00">nå</time>'},
        {"head": '<meta name="dc.date.issued" content="2020-01-14">'},
        {"head": "<script type='application/ld+json'>{broken</script><meta itemprop='datePublished' content='2020-01-14'>"},
        {"head": linked_data([{"@type": ["NewsArticle"], "datePublished": "2020-01-14"}])},
    ],
)
def test_places_where_pages_keep_their_day(reader, write, body, given):
    [article], issues = reader(write("a.html", page(body["da"], **given)))
    assert (article.published.earliest, article.published.origin, issues) == (date(2020, 1, 14), "metadata", [])


def test_the_day_of_the_address_comes_first(reader, write, body):
    head = '<meta property="og:url" content="https://avis.example/2020/01/13/a"><meta property="article:published_time" content="2020-01-14">'
    [article], _ = reader(write("a.htm", page(body["nb"], head=head)))
    assert (article.published.earliest, article.published.origin) == (date(2020, 1, 13), "url_day")


def test_a_declared_character_set_is_believed(reader, write, body):
    head = '<meta property="article:published_time" content="2020-01-14">'
    [article], issues = reader(write("a.html", page(body["nb"], head=head, charset="iso-8859-1").encode("iso-8859-1")))
    assert "våren" in article.text
    assert issues == []


def test_an_undated_page_is_an_error_and_the_footer_is_no_date(reader, write, body):
    articles, [issue] = reader(write("a.html", page(body["nb"])))
    assert (articles, issue.code) == ([], "IF105")


def test_a_page_is_known_without_its_suffix(reader, write, body):
    [article], _ = reader(write("page", page(body["nb"])), published="2020-01")
    assert article.text.startswith("Elleve drept")
