from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ifolge.errors import Issue
from ifolge.reading import read
from ifolge.reading.reader import _sniffed
from ifolge.records import Article


def test_the_same_sources_give_the_same_articles_byte_for_byte(write, body, tmp_path):
    for lang, text in body.items():
        write(f"{lang}/a.txt", f" date 2020-01 {text}")
    write("rows.jsonl", "\n".join(json.dumps({"text": f"{t} Slutt.", "date": "2020-02-03"}) for t in body.values()))
    runs = [[x.to_json() if hasattr(x, "to_json") else str(x) for x in read([tmp_path])] for _ in range(2)]
    assert len(runs[0]) == 10
    assert runs[0] == runs[1]


def test_reading_streams(write, body, tmp_path):
    write("a.txt", f" date 2020-01 {body['nb']}")
    later = write("b.txt", f" date 2020-01 {body['sv']}")
    articles = read([tmp_path])
    assert next(articles).doc == "a.txt"
    later.unlink()
    assert next(articles).code == "IF110"


@pytest.mark.parametrize(
    ("head", "format"),
    [
        (b"PAR1\x15", "parquet"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "rss"),
        (b"<feed xmlns='x'>", "rss"),
        (b'{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        (b'{\n "text": "a"\n}', "json"),
        (b'[{"text": "a"}]', "json"),
        (b'{"text": "' + b"a" * 3000, "jsonl"),
        (b" date 2020-01 a", "text"),
        (b"[...]", "text"),
        (b"", "text"),
        (b"<3 Oslo", "text"),
    ],
)
def test_formats_are_told_by_content(head, format):
    assert _sniffed(head) == format


def test_the_seeds(reader, shared):
    articles, issues = reader(shared / "seeds")
    assert [(a.lang, a.published.precision, a.published.origin, a.body_start) for a in articles] == [
        ("nb", "month", "header", 14),
        ("da", "month", "header", 14),
    ]
    assert issues == []


MARKS = st.sampled_from(
    [
        b"<p>",
        b"</",
        b"<rss>",
        b"<item>",
        b'{"text": "',
        b'"}',
        b"[",
        b",",
        b'"',
        b"\n",
        b"\r\n",
        b" date 2020-01 ",
        b"\xc3",
        b"\xe5",
        b"\xff\xfe",
        b"PAR1",
        b"\x00",
    ]
)


@given(
    st.lists(st.one_of(MARKS, st.binary(max_size=12), st.text(max_size=12).map(lambda t: t.encode(errors="replace"))), max_size=20).map(b"".join),
    st.sampled_from(["txt", "html", "rss", "json", "jsonl", "csv", "parquet", "bin"]),
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_stop_the_reading(tmp_path, content, suffix):
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(content)
    for found in read([path]):
        assert isinstance(found, Article | Issue)
        assert not isinstance(found, Issue) or str(found).startswith(path.as_posix())
