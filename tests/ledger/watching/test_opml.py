from __future__ import annotations

from pathlib import Path

import pytest

from ifolge.errors import IfolgeError, Issue
from ifolge.ledger.watching import Feed, targets_of
from ifolge.ledger.watching.opml import feeds_in

NESTED = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Norden"><outline text="Norge">
  <outline type="rss" text="a" title="Avisa &amp; co" xmlUrl="https://Avisa.example/rss?a=1&amp;b=2#top" htmlUrl="https://avisa.example"/></outline>
  <outline type="rss" text="Bladet" xmlurl=" http://bladet.example:8080 "/></outline>
<outline text="no feed" htmlUrl="https://x.example"/><outline text="empty" xmlUrl=""/>
<outline xmlUrl="https://avisa.example/rss?a=1&amp;b=2"/></body></opml>"""


def test_nested_lists_with_titles_as_publishers() -> None:
    assert list(feeds_in(NESTED.encode(), where="x")) == [
        Feed("https://avisa.example/rss?a=1&b=2", "Avisa & co"),
        Feed("http://bladet.example:8080/", "Bladet"),
        Feed("https://avisa.example/rss?a=1&b=2", None),
    ]


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://x.example/feed", "feed.rss", "//x.example/a", "https://", "javascript:1", "http://x.example:port/", "http://[x/"],
)
def test_only_http_and_https_are_watched(url: str) -> None:
    [found] = feeds_in(f'<opml><body><outline xmlUrl="{url}"/></body></opml>'.encode(), where="x")
    assert isinstance(found, Issue)
    assert (found.code, found.where) == ("IF820", url)


def test_a_password_is_refused_and_not_repeated() -> None:
    [found] = targets_of(["https://me:secret@x.example/feed"]).issues
    assert found.code == "IF820"
    assert "secret" not in str(found)


@pytest.mark.parametrize("data", [b"", b"not XML", b"<rss><channel/></rss>", b"<opm", b"\x00\xff"])
def test_what_is_no_opml_is_told(data: bytes) -> None:
    with pytest.raises(IfolgeError) as error:
        list(feeds_in(data, where="x.opml"))
    assert error.value.issue.code == "IF821"


def test_a_list_with_a_loose_ampersand_is_read_all_the_same() -> None:
    data = b'<opml><body><outline text="Krig & fred" xmlUrl="https://x.example/a"/></body></opml>'
    assert [feed.url for feed in feeds_in(data, where="x") if isinstance(feed, Feed)] == ["https://x.example/a"]


def test_entities_from_outside_and_entities_of_entities_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret", encoding="utf-8")
    outside = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "{secret.as_uri()}">]><opml><body>&x;<outline text="a" xmlUrl="https://x.example/a"/></body></opml>'
    assert list(feeds_in(outside.encode(), where="x")) == [Feed("https://x.example/a", "a")]
    laughs = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    many = f'<!DOCTYPE opml [<!ENTITY a "ha">{laughs}]><opml><body><outline text="&j;" xmlUrl="https://x.example/a"/></body></opml>'
    assert len("".join(map(str, read_or_refused(many.encode())))) < 10_000


def read_or_refused(data: bytes) -> list[object]:
    try:
        return list(feeds_in(data, where="x"))
    except IfolgeError as error:
        return [error]


def test_targets_are_each_named_once_and_what_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(NESTED, encoding="utf-8")
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    found = targets_of(
        [str(tmp_path), str(tmp_path), str(tmp_path / "feeds.opml"), "HTTP://bladet.example:8080", str(tmp_path / "none"), str(tmp_path / "a.txt")]
    )
    assert found.folders == (tmp_path,)
    assert [feed.url for feed in found.feeds] == ["https://avisa.example/rss?a=1&b=2", "http://bladet.example:8080/"]
    assert [one.code for one in found.issues] == ["IF101", "IF821"]


def test_nordic_letters_in_an_address_are_sent_as_ascii() -> None:
    [feed] = targets_of(["https://tromsø.example/nyheter/østlandet?søk=krig"]).feeds
    assert feed.url == "https://xn--troms-zua.example/nyheter/%C3%B8stlandet?s%C3%B8k=krig"
