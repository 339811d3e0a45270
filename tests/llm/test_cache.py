from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from ifolge.errors import IfolgeError
from ifolge.llm.cache import Cache, default_folder
from ifolge.llm.client import Answer

ANSWER = Answer(content="{}", finish="stop", tokens_in=3, tokens_out=1)


def test_an_answer_is_kept_for_its_question_only(tmp_path: Path) -> None:
    Cache(tmp_path / "a" / "b").put(b"q", ANSWER)
    again = Cache(tmp_path / "a" / "b")
    assert again.get(b"q") == ANSWER
    assert again.get(b"p") is None


@pytest.mark.parametrize("broken", [b"", b'{"content": "{', b"\xff", b"[]"])
def test_a_broken_file_is_no_answer_and_is_replaced(tmp_path: Path, broken: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(b"q", ANSWER)
    next(tmp_path.glob("*.json")).write_bytes(broken)
    assert cache.get(b"q") is None
    cache.put(b"q", ANSWER)
    assert cache.get(b"q") == ANSWER
    assert [p.suffix for p in tmp_path.iterdir()] == [".json"]


def test_writers_at_once_leave_one_whole_answer(tmp_path: Path) -> None:
    writers = [threading.Thread(target=Cache(tmp_path).put, args=(b"q", ANSWER)) for _ in range(16)]
    for w in writers:
        w.start()
    for w in writers:
        w.join()
    assert Cache(tmp_path).get(b"q") == ANSWER
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(IfolgeError, match="IF708"):
        Cache(tmp_path / "file" / "cache")
    cache = Cache(tmp_path / "cache")
    os.rmdir(tmp_path / "cache")
    with pytest.raises(IfolgeError, match="IF708"):
        cache.put(b"q", ANSWER)


def test_the_users_cache_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "ifolge" / "llm"
