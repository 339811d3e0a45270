from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import markdown
from markdown_it import MarkdownIt

from ifolge.exports.report import About, report_markdown
from ifolge.exports.report.markdown import text
from ifolge.ledger import Entry
from ifolge.wording import harmless

ABOUT = About(ledger="<i>war</i> *peace*_.db")
KINDS = ["examples", "hostile", "none", "one", "no places", "no days", "200 sources", "no text kept", "long evidence"]
READERS = {
    "python-markdown": lambda source: markdown(source, extensions=["tables"]),
    "commonmark": MarkdownIt("commonmark").enable("table").render,
}
Collections = dict[str, tuple[Entry, ...]]


def one_line(words: str) -> str:
    return re.sub(r"\s+", " ", harmless(words)).strip()


def shown(source: str, reader: str) -> html.HtmlElement:
    return html.document_fromstring(READERS[reader](source))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_two_readers_find_every_claim_and_its_evidence(kind: str, reader: str, collections: Collections) -> None:
    entries = collections[kind]
    found = shown("".join(report_markdown(entries, about=ABOUT)), reader)
    quotes = sorted(one_line(p.text_content()) for p in found.xpath("//blockquote/p"))
    expected = [one_line(f"“{span.text}”") for e in entries for span in e.claim.evidence]
    assert [q for q in quotes if q.startswith("“")] == sorted(expected)
    whole = one_line(found.text_content())
    assert all(len(re.findall(rf"\b{e.claim.claim_id}\b", whole)) >= 1 for e in entries)
    assert whole.count("Who says so: ") == len(entries)


@pytest.mark.parametrize("reader", READERS)
def test_words_of_articles_make_no_markup(reader: str, collections: Collections) -> None:
    found = shown("".join(report_markdown(collections["hostile"], about=ABOUT)), reader)
    tags = {element.tag for element in found.iter()}
    assert tags <= {"html", "body", "h1", "h2", "h3", "h4", "h5", "p", "blockquote", "ul", "li", "strong", "a", "br"}
    assert len(list(found.iter("h1"))) == 1
    assert all(link.get("href").startswith("https://example.org/") for link in found.iter("a"))


@pytest.mark.parametrize("reader", READERS)
def test_numbers_of_several_sources_are_a_table(reader: str, collections: Collections) -> None:
    found = shown("".join(report_markdown(collections["examples"], about=ABOUT)), reader)
    assert len(list(found.iter("table"))) > 3
    assert {len(list(row)) for row in found.iter("tr")} == {5}


@pytest.mark.parametrize("reader", READERS)
@given(words=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_any_text_comes_back_as_it_was(reader: str, words: str) -> None:
    paragraph = shown(f"- a: {text(words)}.", reader).find(".//li")
    assert [e.tag for e in paragraph.iter() if e.tag != "p"] == ["li"]
    assert one_line(paragraph.text_content()) == one_line(f"a: {words}.")


def test_head_comes_first_and_holds_the_caution() -> None:
    source = "".join(report_markdown((), about=ABOUT))
    assert source.startswith("# Claims of armed conflict")
    assert "A claim is not an event" in source
    assert "There are no claims here." in source
    assert "&#60;i&#62;war" in source
