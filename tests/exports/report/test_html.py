from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from ifolge.exports.plots import PLOTS
from ifolge.exports.report import About, report_html
from ifolge.exports.report.html import text
from ifolge.ledger import Entry
from ifolge.wording import harmless

ABOUT = About(ledger="<i>war</i> & peace.db")
KINDS = ["examples", "hostile", "none", "one", "no places", "no days", "200 sources", "no text kept", "long evidence"]
ALLOWED = {"rel", "lang", "dir", "class", "id", "href"}
Collections = dict[str, tuple[Entry, ...]]


def page(entries: tuple[Entry, ...]) -> html.HtmlElement:
    return html.document_fromstring(report(entries))


def report(entries: tuple[Entry, ...]) -> str:
    return "".join(report_html(entries, about=ABOUT))


@pytest.fixture(scope="module")
def reports(collections: Collections) -> dict[str, str]:
    """Each made once: their plots take seconds."""
    return {kind: report(entries) for kind, entries in collections.items()}


@pytest.fixture
def pages(reports: dict[str, str]) -> dict[str, html.HtmlElement]:
    return {kind: html.document_fromstring(made) for kind, made in reports.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_claim_and_its_evidence_is_found_by_another_parser(kind: str, collections: Collections, pages: dict[str, html.HtmlElement]) -> None:
    entries, found = collections[kind], pages[kind]
    quotes = {article.get("id"): [quote.text_content() for quote in article.iter("blockquote")] for article in found.iter("article")}
    assert quotes == {e.claim.claim_id: [harmless(span.text) for span in e.claim.evidence] for e in entries}
    assert len(list(found.iter("article"))) == len(entries)


@pytest.mark.parametrize("kind", KINDS)
def test_trigger_is_marked(kind: str, collections: Collections, pages: dict[str, html.HtmlElement]) -> None:
    marked = {article.get("id"): "".join(mark.text_content() for mark in article.iter("mark")) for article in pages[kind].iter("article")}
    for entry in collections[kind]:
        if any(span.start <= entry.claim.trigger.start and entry.claim.trigger.end <= span.end for span in entry.claim.evidence):
            assert harmless(entry.claim.trigger.text) in marked[entry.claim.claim_id]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_loaded_and_nothing_runs(kind: str, pages: dict[str, html.HtmlElement]) -> None:
    found = pages[kind]
    tags = {element.tag for element in found.iter() if isinstance(element.tag, str)}
    assert tags.isdisjoint({"script", "iframe", "img", "object", "embed", "link", "base", "form", "video", "audio"})
    for element in found.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("src", "srcset", "action", "data", "background")
            if name.endswith("href"):
                own = element.tag == "a" and element.getparent().get("class") == "article" and value.startswith("https://example.org/")
                assert value.startswith(("#", "data:image/png;base64,")) or own, value
    style = "".join(element.text_content() for element in found.iter("style"))
    assert "@import" not in style
    assert "url(" not in style


def test_words_of_articles_make_no_elements(pages: dict[str, html.HtmlElement]) -> None:
    for article in pages["hostile"].iter("article"):
        assert {e.tag for e in article.iter()} <= {"article", "p", "dl", "dt", "dd", "blockquote", "mark", "a"}
        assert {name for e in article.iter() for name in e.attrib} <= ALLOWED


def test_ids_are_unique_and_links_inside_lead_somewhere(pages: dict[str, html.HtmlElement], reports: dict[str, str]) -> None:
    found = pages["examples"]
    ids = [element.get("id") for element in found.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    inside = {value[1:] for e in found.iter() for name, value in e.attrib.items() if name.endswith("href") and value.startswith("#")}
    assert inside <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", reports["examples"])) <= set(ids)


def test_plots_are_well_formed_inside_the_page(reports: dict[str, str]) -> None:
    whole = reports["examples"]
    drawn = re.findall(r"<svg.*?</svg>", whole, re.DOTALL)
    assert len(drawn) == len(PLOTS)
    assert all(etree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg" for svg in drawn)


def test_headings_go_down_one_step_at_a_time(pages: dict[str, html.HtmlElement]) -> None:
    levels = [int(e.tag[1]) for e in pages["examples"].iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3, 4, 5}


def test_link_only_where_the_article_is_on_the_web(variant: Callable[..., Entry]) -> None:
    linked = page((variant(card={"url": "https://example.org/a?b=1&c=2", "title": "T"}),))
    assert linked.xpath("//article//a/@href") == ["https://example.org/a?b=1&c=2"]
    assert not page((variant(card={"url": "javascript:alert(1)"}),)).xpath("//article//a")


def test_head_says_what_it_is_of(collections: Collections, pages: dict[str, html.HtmlElement]) -> None:
    head = pages["examples"].find(".//header").text_content()
    for told in ("<i>war</i> & peace.db", "none; everything", f"{len(collections['examples'])} claims", "A claim is not an event", "never added"):
        assert told in head


def test_same_entries_give_the_same_bytes(collections: Collections, reports: dict[str, str]) -> None:
    assert report(collections["examples"][::-1]) == reports["examples"]


def test_text_has_no_markup_left() -> None:
    assert text("<a href='x'>\"&\x00") == "&lt;a href=&#x27;x&#x27;&gt;&quot;&amp; "


def test_without_matplotlib_the_report_comes_without_plots(root: Path) -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from ifolge.exports.report import About, report_html\n"
        "print(''.join(report_html([], about=About(ledger='x'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert "<svg" not in done.stdout
    assert "This report has no plots" in done.stdout
    assert "ifolge[plots]" in done.stdout
    assert done.stdout.rstrip().endswith("</html>")
