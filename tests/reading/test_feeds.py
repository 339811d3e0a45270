from __future__ import annotations

from datetime import date
from html import escape

import pytest


def feed(*items, encoding="utf-8"):
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Avisa</title>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode(encoding)


@pytest.mark.parametrize(
    "day", ["Tue, 14 Jan 2020 18:20:00 GMT", "tir, 14 jan 2020 18:20:00 +0100", "Tirs., 14. januar 2020 kl. 18.20", "2020-01-14T18:20:00Z"]
)
def test_entries_with_summaries_and_local_day_names(reader, write, body, day):
    item = f"<title>Elleve &amp; tolv</title><link>https://avis.example/a</link><pubDate>{day}</pubDate><description>{escape('<p>' + body['da'] + '</p>')}</description>"
    [article], issues = reader(write("a.rss", feed(item)))
    assert issues == []
    assert (article.doc, article.text, article.title, article.publisher) == ("a.rss#1", body["da"], "Elleve & tolv", "Avisa")
    assert (article.published.earliest, article.published.origin) == (date(2020, 1, 14), "metadata")


def test_full_text_beats_the_summary_and_keeps_its_paragraphs(reader, write, body):
    full = f"<p>{body['nb']}</p><script>x()</script><p>Byen ligger <b>nord</b> i&nbsp;landet.</p>"
    item = f"<pubDate>Tue, 14 Jan 2020 18:20:00 GMT</pubDate><description>Kort.</description><content:encoded><![CDATA[{full}]]></content:encoded>"
    [article], _ = reader(write("a.xml", feed(item, encoding="iso-8859-1")))
    assert article.text == f"{body['nb']}\nByen ligger nord i landet."


def test_atom(reader, write, body):
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Avisa</title><entry><id>1</id><title>T</title><updated>2020-01-16T10:00:00Z</updated>'
        f'<published>2020-01-14T10:00:00Z</published><link href="https://avis.example/b"/><content type="text">{body["sv"]}</content></entry></feed>'
    )
    [article], issues = reader(write("a", atom))
    assert (article.lang, article.published.earliest, article.url, issues) == ("sv", date(2020, 1, 14), "https://avis.example/b", [])


def test_an_entry_without_text_or_day_is_named(reader, write, body):
    articles, issues = reader(write("a.rss", feed("<title>a</title>", f"<description>{body['nb']}</description>")))
    assert articles == []
    assert [(i.code, i.where.rpartition("/")[2]) for i in issues] == [("IF102", "a.rss#1"), ("IF105", "a.rss#2")]


@pytest.mark.parametrize("broken", ["&#xD800;", "&#0;", "\x00", "\x01", "&amp;lt;p&amp;gt;&amp;#0;", "]]>", "<![CDATA[", "\ufeff<?xml?>"])
def test_a_broken_feed_is_told_or_read_as_far_as_it_can_be(reader, write, body, broken):
    item = f"<title>{broken}</title><link>http://[x/{broken}</link><pubDate>Tue, 14 Jan 2020 18:20:00 GMT</pubDate><description>{broken}{escape('<p>' + body['da'])}{broken}</description>"
    articles, issues = reader(write("a.rss", feed(item)))
    assert issues or body["da"] in articles[0].text
    for article in articles:
        assert "\0" not in article.to_json()


@pytest.mark.parametrize(
    "data", [b"<?xml version='1.0' encoding='utf-16'?><rss>\xff", b"<rss\xff\xfe><channel>\xe7", b"<?xml version='1.0' encoding='no\0ne'?><rss/>"]
)
def test_bytes_that_are_no_feed(reader, write, data):
    _, [issue] = reader(write("a.rss", data))
    assert issue.code in ("IF110", "IF102")
