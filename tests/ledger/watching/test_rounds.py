"""Rounds over folders and feeds into a ledger, on both back ends; the server is real, the clock is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ifolge.errors import IfolgeError
from ifolge.extraction import Extractor
from ifolge.ledger import Store, Summary, schema
from ifolge.ledger.opening import reading
from ifolge.ledger.watching import targets_of, watch
from ifolge.ledger.watching.feeds import OFTEN_SECONDS, SPREAD, State, states
from ifolge.reading import ReadOptions

LATER = {"seconds": OFTEN_SECONDS * (1 + SPREAD)}


class Watched:
    """One ledger, watched round by round, each time as after a restart."""

    def __init__(self, store: Store, extractor: Extractor, clock: Any, ears: Any) -> None:
        self.store, self.extractor, self.clock, self.ears = store, extractor, clock, ears

    def __call__(self, *sources: object, once: bool = True, **named: Any) -> Summary:
        targets = targets_of(map(str, sources))
        assert not targets.issues
        return watch(self.store, targets, extractor=self.extractor, listener=self.ears, clock=self.clock, once=once, **named)

    def state(self, url: str) -> State:
        return states(self.store, targets_of([url]).feeds)[url]

    def rows(self, table: str) -> int:
        with reading(self.store.engine, self.store.name) as connection:
            return len(connection.execute(select(schema.metadata.tables[table])).all())


@pytest.fixture
def watched(store: Store, extractor: Extractor, clock: Any, ears: Any) -> Watched:
    return Watched(store, extractor, clock, ears)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    return made


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f" date 2031-05-07 {text}", encoding="utf-8")
    return path


# Feeds


def test_entries_come_in_once_and_what_is_new_is_asked_for(watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]) -> None:
    one, two = rss(*texts[:2]), rss(*texts)
    url = news.says("/feed", (200, {"ETag": '"1"'}, one), (304, {}, b""), (200, {"ETag": '"2"'}, two))
    first = watched(url)
    assert (first.articles, first.claims > 1, watched.ears.told) == (2, True, [])
    assert len(watched.ears.said) == 1
    watched.clock.wait(**LATER)
    assert watched(url).read == 0
    assert news.asked[1][1]["If-None-Match"] == '"1"'
    assert watched.state(url).etag == '"1"'
    watched.clock.wait(**LATER)
    third = watched(url)
    assert (third.read, third.known, third.articles) == (3, 2, 1)
    assert watched.store.size().articles == 3
    assert len(watched.ears.said) == 2
    card = next(watched.store.entries()).article
    assert card.publisher == "Avisa"
    assert card.doc == card.url


def test_an_unchanged_feed_of_a_server_that_cannot_tell_adds_nothing(
    watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]
) -> None:
    url = news.says("/feed", (200, {}, rss(*texts)))
    watched(url)
    before = [watched.rows(table) for table in ("run", "article", "claim", "extraction")]
    watched.clock.wait(**LATER)
    assert watched(url).known == 3
    assert [watched.rows(table) for table in ("run", "article", "claim", "extraction")] == before
    assert len(news.asked) == 2


def test_a_feed_is_not_asked_before_its_time(watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]) -> None:
    url = news.says("/feed", (200, {"Cache-Control": "max-age=7200"}, rss(*texts)))
    watched(url)
    watched.clock.wait(seconds=7190)
    watched(url)
    assert len(news.asked) == 1
    watched.clock.wait(hours=1)
    watched(url)
    assert len(news.asked) == 2


def test_titles_of_opml_are_publishers(watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...], tmp_path: Path) -> None:
    urls = [news.says(path, (200, {}, rss(text))) for path, text in zip(("/a", "/b"), texts, strict=False)]
    outlines = "".join(f'<outline title="Paper {n}" xmlUrl="{url}"/>' for n, url in enumerate(urls))
    (tmp_path / "feeds.opml").write_text(f"<opml><body><outline text='all'>{outlines}</outline></body></opml>", encoding="utf-8")
    watched(tmp_path / "feeds.opml")
    assert {entry.article.publisher for entry in watched.store.entries()} == {"Paper 0", "Paper 1"}


def test_a_failure_is_told_once_and_the_feed_left_alone_longer(
    watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]
) -> None:
    url = news.says("/feed", (500, {}, b""), (500, {}, b""), (200, {}, rss(*texts)))
    for _ in range(2):
        watched(url)
        watched.clock.wait(days=1)
    assert watched.ears.codes == ["IF822"]
    assert watched.rows("fault") == 1
    assert watched.state(url).failures == 2
    watched(url)
    assert (watched.state(url).failures, watched.state(url).told, watched.store.size().articles) == (0, None, 3)


def test_who_is_sent_away_comes_back_no_sooner(watched: Watched, news: Any) -> None:
    url = news.says("/feed", (429, {"Retry-After": "36000"}, b""))
    watched(url)
    watched.clock.wait(seconds=35_990)
    watched(url)
    assert len(news.asked) == 1


def test_a_feed_that_is_gone_is_dropped(watched: Watched, news: Any) -> None:
    url = news.says("/feed", (410, {}, b""))
    assert watched(url, once=False).faults  # ends by itself: there is nothing left to watch
    assert watched.ears.codes == ["IF824"]
    watched.clock.wait(days=400)
    watched(url, once=False)
    assert (len(news.asked), watched.ears.codes) == (1, ["IF824"])


def test_a_feed_that_moved_for_good_is_asked_where_it_is(watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]) -> None:
    url = news.says("/old", (301, {"Location": "/new"}, b""))
    news.says("/new", (200, {}, rss(*texts)))
    for _ in range(2):
        watched(url)
        watched.clock.wait(**LATER)
    assert news.paths == ["/old", "/new", "/new"]
    assert watched.ears.codes == ["IF823"]
    assert watched.state(url).location == news.url + "/new"


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"", "IF110"), (b"<html><body>Not found</body></html>", "IF110"), (b"<rss><channel><tit", "IF110"), (b"x" * 20_001, "IF104")],
)
def test_no_feed_is_a_failure_and_stops_no_other(
    watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...], body: bytes, code: str
) -> None:
    bad, good = news.says("/bad", (200, {"ETag": '"1"'}, body)), news.says("/good", (200, {}, rss(*texts)))
    assert watched(bad, good, options=ReadOptions(max_mb=0.02)).articles == 3
    assert watched.ears.codes == [code]
    assert (watched.state(bad).failures, watched.state(bad).etag) == (1, None)


def test_a_feed_in_another_encoding_than_it_says(watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]) -> None:
    watched(news.says("/feed", (200, {"Content-Type": "text/xml; charset=utf-8"}, rss(*texts, encoding="cp1252", declared="utf-8"))))
    assert {article.text for article in watched.store.articles()} == set(texts)


def test_what_is_wrong_with_an_entry_is_told_once(watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]) -> None:
    german = "Bei einem Angriff auf einen Markt sind nach Angaben der Behörden mindestens elf Menschen getötet worden."
    url = news.says("/feed", (200, {}, rss(german)), (200, {}, rss(texts[0], german)))
    watched(url)
    watched.clock.wait(**LATER)
    assert watched(url).articles == 1
    assert watched.ears.codes == ["IF106"]


def test_nothing_that_a_feed_links_to_is_fetched(watched: Watched, news: Any, rss: Callable[..., bytes], texts: tuple[str, ...]) -> None:
    page = news.says("/page", (200, {}, b"a page"))
    body = rss(texts[0]).replace(b"https://avisa.example/", page.encode() + b"/").replace(b"</item>", f'<enclosure url="{page}"/></item>'.encode())
    assert watched(news.says("/feed", (200, {}, body))).articles == 1
    assert news.paths == ["/feed"]


# Folders


def test_files_come_in_once_and_new_and_changed_ones_later(watched: Watched, folder: Path, texts: tuple[str, ...]) -> None:
    put(folder, "a.txt", texts[0])
    assert (watched(folder).articles, watched(folder).read) == (1, 0)
    put(folder, "b.txt", texts[1])
    assert watched(folder).read == 1
    put(folder, "a.txt", texts[2])
    assert watched(folder).articles == 1
    assert sorted(article.doc for article in watched.store.articles()) == ["a.txt", "a.txt", "b.txt"]
    assert watched.rows("file") == 2


def test_a_file_that_fails_is_tried_again_when_it_has_changed(watched: Watched, folder: Path, texts: tuple[str, ...]) -> None:
    path = folder / "a.txt"
    path.write_bytes(b"%PDF-1.4")
    watched(folder)
    watched(folder)
    assert watched.ears.codes == ["IF103"]
    put(folder, "a.txt", texts[0])
    assert watched(folder).articles == 1


def test_the_ledger_itself_is_not_read(extractor: Extractor, clock: Any, ears: Any, folder: Path, texts: tuple[str, ...]) -> None:
    put(folder, "a.txt", texts[0])
    with Store.open(folder / "ledger.db", create=True) as store:
        Watched(store, extractor, clock, ears)(folder)
        assert Watched(store, extractor, clock, ears)(folder).read == 0
    assert ears.told == []


def test_a_folder_that_goes_is_told_once_and_looked_for(watched: Watched, folder: Path, texts: tuple[str, ...]) -> None:
    rounds = 0

    def stopping() -> bool:
        nonlocal rounds
        if watched.clock.slept and len(watched.clock.slept) % 120 == 0 and rounds < len(watched.clock.slept) // 120:
            rounds = len(watched.clock.slept) // 120
            if rounds == 3:
                folder.mkdir()
                put(folder, "a.txt", texts[0])
        return rounds == 5

    targets = targets_of([str(folder)])
    folder.rmdir()
    done = watch(watched.store, targets, extractor=watched.extractor, listener=watched.ears, clock=watched.clock, stopping=stopping)
    assert watched.ears.codes == ["IF825"]
    assert done.articles == 1


def test_what_is_stopped_keeps_what_was_begun_and_goes_on_later(watched: Watched, folder: Path, texts: tuple[str, ...], news: Any, rss: Any) -> None:
    for n, text in enumerate(texts):
        put(folder, f"{n}.txt", text)
    asked = 0

    def stopping() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    url = news.says("/feed", (200, {}, rss(*texts)))
    assert watched(folder, url, once=False, stopping=stopping).articles == 2
    assert (watched.rows("article"), watched.rows("file"), news.asked) == (2, 2, [])
    assert watched.ears.told == []
    assert watched(folder, url).articles == 1
    assert (watched.rows("article"), watched.rows("file"), len(news.asked)) == (3, 3, 1)


def test_nothing_is_noted_that_could_not_be_stored(watched: Watched, folder: Path, texts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "a.txt", texts[0])

    def broken(*_: object, **__: object) -> None:
        raise IfolgeError(targets_of(["none"]).issues[0])

    with monkeypatch.context() as patched:
        patched.setattr(watched.store, "store", broken)
        with pytest.raises(IfolgeError):
            watched(folder)
    assert (watched.rows("file"), watched.rows("article")) == (0, 0)
    assert watched(folder).articles == 1


def test_rounds_go_on_until_they_are_stopped(watched: Watched, folder: Path, news: Any, rss: Any, texts: tuple[str, ...]) -> None:
    url = news.says("/feed", (200, {"ETag": '"1"'}, rss(texts[0])), (304, {}, b""))
    put(folder, "a.txt", texts[1])
    began = watched.clock.now()
    done = watched(folder, url, once=False, every=300, stopping=lambda: (watched.clock.now() - began).total_seconds() > 2 * LATER["seconds"])
    assert done.articles == 2
    assert len(news.asked) in (2, 3)
    assert max(watched.clock.slept) <= 2
    assert len(watched.ears.said) == 2
    assert os.listdir(folder) == ["a.txt"]
