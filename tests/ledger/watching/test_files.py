"""Which files of a folder are to be read."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ifolge.ledger import Store
from ifolge.ledger.watching.files import SETTLED_SECONDS, Fresh, Mark, fresh_in, known_files, note_files
from ifolge.reading import Source

LATER = datetime.now(UTC) + timedelta(hours=1)


def names(folder: Path, known: dict[str, Mark] | None = None, passing: tuple[str, ...] = (), now: datetime = LATER) -> list[str]:
    return [one.source.doc if isinstance(one, Fresh) else one.code for one in fresh_in(folder, known=known or {}, passing=passing, now=now)]


def test_files_are_named_by_their_way_from_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/deep/c.txt", ".hidden", ".git/x", "d.txt.part", "e.TMP", "f.crdownload", "g.txt~", "ledger.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dead").symlink_to(tmp_path / "none")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    assert names(tmp_path, passing=(str(tmp_path / "ledger.db"),)) == ["a.txt", "b.txt", "link", "sub/deep/c.txt"]


def test_a_file_is_fresh_until_it_is_noted_and_when_it_changes(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("x", encoding="utf-8")
    [one] = fresh_in(folder, known=known_files(store), passing=(), now=LATER)
    assert isinstance(one, Fresh)
    note_files(store, [one], at=LATER)
    assert names(folder, known_files(store)) == []
    os.utime(folder / "a.txt", (1_000_000_000, 1_000_000_000))
    assert names(folder, known_files(store)) == ["a.txt"]
    (folder / "a.txt").write_text("xy", encoding="utf-8")
    [one] = fresh_in(folder, known=known_files(store), passing=(), now=LATER)
    assert isinstance(one, Fresh)
    note_files(store, [one], at=LATER)
    assert names(folder, known_files(store)) == []


def test_large_files_are_noted(tmp_path: Path, store: Store) -> None:
    note_files(store, [Fresh(Source(tmp_path, "/a", "a"), Mark(5_000_000_000, 2**62))], at=LATER)
    assert known_files(store) == {"/a": Mark(5_000_000_000, 2**62)}


def test_a_file_that_is_being_written_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assert names(tmp_path, now=written + timedelta(seconds=SETTLED_SECONDS / 2)) == []
    assert names(tmp_path, now=written + timedelta(seconds=SETTLED_SECONDS + 0.1)) == ["a.txt"]
    assert names(tmp_path, now=written - timedelta(hours=1)) == ["a.txt"]  # a wrong clock keeps no file from being read for ever


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert names(tmp_path / "none") == ["IF825"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
def test_a_closed_folder_does_not_close_the_others(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "z.txt").write_text("x", encoding="utf-8")
    assert names(tmp_path) == ["open/z.txt", "IF825"]
