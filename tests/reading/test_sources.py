from __future__ import annotations

import io
import sys

import pytest

from ifolge.errors import Issue
from ifolge.reading.sources import expand


def names(*sources):
    return [x.code if isinstance(x, Issue) else x.doc for x in expand(sources)]


@pytest.fixture
def folder(tmp_path, write):
    for name in ("b.txt", "a.txt", "2020/a.txt", "2020/c.html", ".hidden", ".git/x.txt"):
        write(name, "x")
    return tmp_path


def test_a_folder_is_walked_by_name_without_hidden_files(folder):
    assert names(folder) == ["2020/a.txt", "c.html", f"{folder.name}/a.txt", "b.txt"]


def test_files_of_one_name_are_told_apart_by_their_folders(folder):
    assert names(folder / "a.txt") == ["a.txt"]
    assert names(folder / "a.txt", folder / "2020" / "a.txt") == [f"{folder.name}/a.txt", "2020/a.txt"]


def test_a_file_that_is_named_twice_is_read_once(folder):
    assert names(folder / "b.txt", str(folder / "b*"), folder / "2020" / ".." / "b.txt", "-", "-") == ["b.txt", "stdin"]


def test_globs_are_expanded_by_name(folder):
    assert names(str(folder / "*.txt")) == ["a.txt", "b.txt"]
    assert names(str(folder / "**" / "*.html")) == ["c.html"]
    assert names(str(folder / "*.xml")) == ["IF119"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(write, tmp_path):
    assert names(write("a[1].txt", "x")) == ["a[1].txt"]


@pytest.mark.parametrize("buffered", [True, False])
def test_standard_input_is_read_as_bytes(reader, body, monkeypatch, buffered):
    raw = io.BytesIO((" date 2020-01 " + body["da"]).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(raw) if buffered else raw))
    [article], issues = reader("-")
    assert (article.doc, article.lang, issues) == ("stdin", "da", [])
