"""``ifolge run``: what is there already is passed over, what a better extractor says takes its place, and everything is counted."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from signal import SIGINT
from typing import Any

import pytest
from sqlalchemy import select

from ifolge.errors import Issue
from ifolge.extraction import Extractor
from ifolge.ledger import Store, run, schema
from ifolge.ledger.opening import reading
from ifolge.reading import read
from ifolge.records import Article, Claim
from tests.ledger.content import content

OWN_ACTORS = "id,name,kind\nown:x,Own Army,non_state_armed\n"


def rows(store: Store, table: Any) -> list[Any]:
    with reading(store.engine, store.name) as connection:
        return list(connection.execute(select(table)).all())


def test_a_second_run_adds_nothing(store: Store, extractor: Extractor, short_articles: Path) -> None:
    first = run(store, read([short_articles]), extractor=extractor, sources=["short"])
    held = content(store)
    assert first.articles == first.extracted == first.read == len(held["article"]) > 0
    assert first.claims == len(held["claim"]) > 0
    second = run(store, read([short_articles]), extractor=extractor)
    assert (second.read, second.known) == (first.read, first.read)
    assert (second.extracted, second.articles, second.claims, second.retired) == (0, 0, 0, 0)
    assert content(store) == held
    noted = rows(store, schema.run)
    assert sorted((one.articles, one.articles_new, one.claims_new) for one in noted) == [
        (first.read, 0, 0),
        (first.read, first.articles, first.claims),
    ]
    assert all(one.ended_at >= one.started_at and one.extractor == extractor.version for one in noted)
    assert {one.sources for one in noted} == {"short", ""}


def test_a_newer_extractor_takes_the_ledgers_own_texts(store: Store, extractor: Extractor, short_articles: Path, tmp_path: Path) -> None:
    before = run(store, read([short_articles]), extractor=extractor)
    register = tmp_path / "own.csv"
    register.write_text(OWN_ACTORS, encoding="utf-8")
    newer = Extractor(actors=[register])
    assert newer.version != extractor.version
    after = run(store, store.articles(), extractor=newer)
    assert (after.read, after.extracted, after.articles) == (before.read, before.read, 0)
    assert after.retired == before.claims
    assert [row.content for row in rows(store, schema.register)] == [OWN_ACTORS]


@pytest.mark.parametrize("texts", ["full", "evidence", "hashes"])
def test_every_policy_of_texts_runs_twice(where: str, texts: Any, extractor: Extractor, short_articles: Path) -> None:
    with Store.open(where, create=True, texts=texts) as store:
        first, second = (run(store, read([short_articles]), extractor=extractor) for _ in range(2))
        assert first.claims > 0 == second.claims


def test_the_same_words_under_another_name_are_the_same_article(store: Store, extractor: Extractor, short_articles: Path, tmp_path: Path) -> None:
    run(store, read([short_articles]), extractor=extractor)
    (tmp_path / "again.txt").write_text((short_articles / "00.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert run(store, read([tmp_path / "again.txt"]), extractor=extractor).known == 1


def test_the_same_words_with_other_white_space_are_left_out_where_the_text_is_not_kept(
    where: str, extractor: Extractor, short_articles: Path, tmp_path: Path
) -> None:
    other = tmp_path / "own.csv"
    other.write_text(OWN_ACTORS, encoding="utf-8")
    [article] = [one for one in read([short_articles / "00.txt"]) if isinstance(one, Article)]
    spaced = article.model_copy(update={"text": article.text.replace(" ", "  "), "doc": "spaced.txt"})
    with Store.open(where, create=True, texts="hashes") as store:
        run(store, [article], extractor=extractor)
        done = run(store, [spaced], extractor=Extractor(actors=[other]))
        assert [fault.code for fault in done.faults] == ["IF814"]
        assert [(row.code, row.at) for row in rows(store, schema.fault)] == [("IF814", "spaced.txt")]


class Failing(Extractor):
    """Fails on one article, as a fault in our code would."""

    def extract_all(self, articles: Any) -> Any:
        for article in articles:
            broken = article.model_copy(update={"body_start": None}) if article.doc == "03.txt" else article
            yield from super().extract_all([broken])


def test_an_article_that_fails_is_counted_and_the_rest_goes_on(store: Store, short_articles: Path) -> None:
    told: list[Issue] = []
    done = run(store, read([short_articles]), extractor=Failing(), step=lambda _, issue: told.append(issue) if issue else None)
    assert [fault.code for fault in done.faults] == [issue.code for issue in told] == ["IF501"]
    assert done.extracted == done.read - 1
    assert [(row.code, row.at) for row in rows(store, schema.fault)] == [("IF501", "03.txt")]
    [noted] = rows(store, schema.run)
    assert noted.errors == 1


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_stored_and_notes_the_end(where: str, runs: Any, short_articles: Path, undisturbed: Any) -> None:
    Store.open(where, create=True).close()
    [(status, said)] = runs(where, [short_articles], statement=60, signal=SIGINT)
    assert status == 130, said
    assert "articles read" in said
    with Store.open(where) as store:
        assert 0 < len(list(store.articles())) < len(undisturbed.held["article"])
        assert all(row.ended_at is not None for row in rows(store, schema.run))
    assert runs(where, [short_articles])[0][0] == 0
    with Store.open(where) as store:
        assert content(store) == undisturbed.held


@pytest.mark.parametrize("terminal", [True, False])
def test_a_bar_on_a_terminal_only_and_a_summary_always(terminal: bool, tmp_path: Path, short_articles: Path) -> None:
    command = [sys.executable, "-m", "ifolge", "run", str(short_articles), "--ledger", str(tmp_path / "x.db")]
    if not terminal:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    else:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"})
        os.close(theirs)
        said = ""
        while part := _read(ours):
            said += part
        assert process.wait() == 0
    assert ("━" in said) is terminal
    assert "new claims" in said
    with Store.open(tmp_path / "x.db") as store:
        assert all(isinstance(entry.claim, Claim) for entry in store.entries())


def _read(descriptor: int) -> str:
    try:
        return os.read(descriptor, 65536).decode(errors="replace")
    except OSError:  # how Linux tells that the other side is closed
        return ""
