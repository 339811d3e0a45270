"""Each kind of bad input has its code and names file and line; the rest is read."""

from __future__ import annotations

import sys

import pytest

GERMAN = "Bei einem Luftangriff auf ein Krankenhaus im Norden des Landes sind nach Angaben der Behörden mindestens zwölf Menschen getötet worden."

BAD = {
    "no date": ("x.txt", "{nb}", "IF105", 1),
    "no such day": ("x.txt", " date 2020-02-31 {nb}", "IF109", 1),
    "nothing": ("x.txt", "", "IF102", 1),
    "white space": ("x.txt", " \n\n", "IF102", 1),
    "header alone": ("x.txt", " date 2020-01 \n", "IF102", 1),
    "zero bytes": ("x.txt", b" date 2020-01 to\nlin\x00jer\x00\n", "IF103", 2),
    "a picture": ("x.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "IF103", 1),
    "control characters": ("x.txt", bytes(range(256)) * 8, "IF103", 1),
    "no known encoding": ("x.txt", b" date 2020-01 En linje.\n" + "æøå på".encode() + b" k\x81\x8dl\x8f\x90\x9dv", "IF114", 2),
    "German": ("x.txt", " date 2020-01 " + GERMAN, "IF106", 1),
    "too short to tell": ("x.txt", " date 2020-01 Mogadishu", "IF106", 1),
    "cut in a number": ("x.txt", " date 2020-01 {nb}\n\nAntallet drepte i provinsen er nå ifølge myndighetene over 37", "IF112", 3),
    "broken line": ("x.jsonl", '{"text": "{nb}", "date": "2020-01"}\n{"text": "{da}", "date":\n', "IF107", 2),
    "line that is no object": ("x.jsonl", "[1]\n", "IF107", 1),
    "broken document": ("x.json", '[{"text": "a"},\n{"text": ]', "IF107", 2),
    "row without text": ("x.jsonl", '\n{"text": " ", "date": "2020-01"}', "IF116", 2),
    "row of another kind": ("x.jsonl", '{"headline": "a"}', "IF108", 1),
    "row with a wrong date": ("x.jsonl", '{"text": "{nb}", "date": "soon"}', "IF109", 1),
    "row without date": ("x.jsonl", '{"text": "{nb}"}', "IF105", 1),
    "table without text column": ("x.csv", "day,words\n2020-01,a\n2020-02,b\n", "IF108", 1),
    "row with too many cells": ("x.csv", 'date,text\n2020-01,"a\nb",c\n', "IF110", 2),
    "names alone": ("x.csv", "date,text\n", "IF102", 1),
    "empty table": ("x.csv", "", "IF102", 1),
    "not Parquet": ("x.parquet", b"PAR1 no more", "IF110", None),
    "not a feed": ("x.rss", "hello", "IF110", None),
    "page without article": ("x.html", "<html><body><p></p></body></html>", "IF102", 1),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_and_the_rest_is_read(reader, write, body, case):
    name, content, code, line = BAD[case]
    if isinstance(content, str):
        for lang in ("nb", "da"):
            content = content.replace("{" + lang + "}", body[lang])
    bad, good = write(name, content), write("y.txt", " date 2020-01 " + body["sv"])
    articles, issues = reader(bad, good)
    assert [(i.code, i.where) for i in issues] == [(code, bad.as_posix())], case
    if line is not None:
        assert issues[0].line == line
    assert articles[-1].doc == "y.txt"
    assert len(articles) == (2 if case in ("cut in a number", "broken line") else 1)


def test_a_large_text_is_refused_before_it_is_read_whole(reader, write, body):
    large, good = write("x.txt", b" date 2020-01 " + b"a " * 25_000_000), write("y.txt", " date 2020-01 " + body["sv"])
    articles, [issue] = reader(large, good)
    assert (issue.code, issue.text) == ("IF104", "larger than the limit of 20 MB")
    assert [a.doc for a in articles] == ["y.txt"]


def test_a_table_is_limited_by_row_not_by_size(reader, write, body):
    rows = [
        f'{{"text": "{body["nb"]}", "date": "2020-01"}}',
        f'{{"text": "{"a " * 3000}", "date": "2020-01"}}',
        f'{{"text": "{"b" * 50000}"}}',
        f'{{"text": "{body["sv"]}", "date": "2020-01"}}',
    ]
    articles, issues = reader(write("x.jsonl", "\n".join(rows)), max_mb=0.002)
    assert [(i.code, i.line) for i in issues] == [("IF104", 2), ("IF104", 3)]
    assert [a.doc for a in articles] == ["x.jsonl#1", "x.jsonl#4"]


def test_missing_paths_and_empty_globs(reader, tmp_path):
    articles, issues = reader(tmp_path / "none.txt", str(tmp_path / "*.txt"))
    assert articles == []
    assert [i.code for i in issues] == ["IF101", "IF119"]


def test_a_declared_encoding_that_does_not_fit(reader, write, body):
    _, [issue] = reader(write("x.txt", " date 2020-01 En.\n" + body["nb"] + "å"), encoding="ascii")
    assert (issue.code, issue.line) == ("IF114", 2)


def test_without_pyarrow_the_extra_is_named(reader, write, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, [issue] = reader(write("x.parquet", b"PAR1"))
    assert issue.code == "IF117"
    assert "ifolge[parquet]" in issue.text


def test_lone_surrogates_in_json_become_replacement_characters(reader, write, body):
    [article], _ = reader(write("x.jsonl", f'{{"text": "{body["nb"]} \\ud800.", "date": "2020-01"}}'))
    assert article.text.endswith(" �.")
    [article], _ = reader(
        write("y.jsonl", f'{{"text": "{body["nb"]} \\u0000.", "date": "2020-01", "title": "a\\ud800", "publisher": "\\u0000", "id": "1\\udfff"}}')
    )
    assert article.text.endswith(" �.")
    assert (article.title, article.publisher, article.doc) == ("a�", "�", "1�")


def test_dates_that_disagree_are_told(reader, write, body):
    [article], [issue] = reader(write("x.jsonl", f'{{"text": "{body["nb"]}", "date": "2018-06-01", "url": "https://avis.example/2015/10/03/a"}}'))
    assert article.published.earliest.year == 2015
    assert issue.code == "IF120"
    assert "2018-06-01" in issue.text
