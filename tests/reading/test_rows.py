from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import pytest


@pytest.fixture
def rows(body):
    return [
        {"text": body["nb"], "date": "2020-01-14", "url": "https://avis.example/a", "language": "nb", "title": "Elleve drept"},
        {"text": body["sv"] + '\n"Citat", sade han.', "date": "2020-01-15T10:00:00Z", "url": "", "language": "", "title": ""},
    ]


def as_csv(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def check(articles, issues, second, rows):
    assert issues == []
    one, other = articles
    assert (one.doc, one.url, one.title, one.lang, one.published.origin) == (
        "https://avis.example/a",
        "https://avis.example/a",
        "Elleve drept",
        "nb",
        "metadata",
    )
    assert (other.doc, other.lang, other.title, other.published.earliest) == (second, "sv", None, date(2020, 1, 15))
    assert [a.text for a in articles] == [r["text"] for r in rows]


def test_json_lines(reader, write, rows):
    check(*reader(write("x.jsonl", "\n".join(json.dumps(r) for r in rows))), "x.jsonl#2", rows)


def test_a_json_array(reader, write, rows):
    check(*reader(write("x.json", json.dumps(rows, indent=1))), "x.json#2", rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_by_its_own_delimiter(reader, write, rows, delimiter):
    check(*reader(write("x.csv", as_csv(rows, delimiter))), "x.csv#3", rows)


def test_csv_of_a_spreadsheet_in_utf_16(reader, write, rows):
    check(*reader(write("x.csv", as_csv(rows, "\t").encode("utf-16"))), "x.csv#3", rows)


def test_csv_counts_lines_not_records(reader, write, rows):
    articles, issues = reader(write("x.csv", as_csv([rows[1], {**rows[0], "url": ""}, {**rows[0], "text": ""}])))
    assert [a.doc for a in articles] == ["x.csv#2", "x.csv#4"]
    assert [(i.code, i.line) for i in issues] == [("IF116", 5)]


def test_csv_with_a_long_cell(reader, write, body):
    text = body["da"] * 1000
    [article], issues = reader(write("x.csv", as_csv([{"text": text, "date": "2020-01"}])))
    assert (len(article.text), issues) == (len(text), [])


def test_parquet(reader, tmp_path, rows):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "x.parquet"
    typed = [{**r, "date": d} for r, d in zip(rows, (datetime(2020, 1, 14, 9), datetime(2020, 1, 15, 9)), strict=True)]
    pq.write_table(pa.Table.from_pylist(typed), path)
    check(*reader(path), "x.parquet#2", rows)


def test_columns_by_option(reader, write, body):
    path = write("x.jsonl", json.dumps({"brødtekst": body["nn"], "dag": "14. januar 2020", "nr": 7}))
    [article], issues = reader(path, columns={"text": "brødtekst", "date": "dag", "id": "nr"})
    assert (article.doc, article.lang, article.published.earliest, issues) == ("7", "nn", date(2020, 1, 14), [])
    _, [issue] = reader(path, columns={"text": "brødtekst", "date": "day"})
    assert (issue.code, issue.text) == ("IF108", "column 'day' is missing; there are brødtekst, dag, nr")


def test_old_encoding_in_lines_is_told_once(reader, write, body):
    lines = [json.dumps({"text": body[lang], "date": "2020-01"}, ensure_ascii=False) for lang in ("nb", "da", "sv")]
    articles, [issue] = reader(write("x.jsonl", "\n".join(lines).encode("cp1252")))
    assert [a.lang for a in articles] == ["nb", "da", "sv"]
    assert (issue.code, issue.line) == ("IF111", 1)


def test_the_language_of_a_column(reader, write, body):
    def one(language):
        return reader(write("x.jsonl", json.dumps({"text": body["nn"], "date": "2020-01", "language": language})))

    assert (one("nb")[0][0].lang, one("nb")[1]) == ("nb", [])
    assert (one("no")[0][0].lang, one("no")[1]) == ("nn", [])
    [article], [issue] = one("de")
    assert (article.lang, issue.code) == ("nn", "IF118")


def test_the_day_of_the_address_beats_the_date_column(reader, write, body):
    row = {"text": body["nb"], "date": "2020-01-14", "url": "https://avis.example/2020/01/13/a"}
    [article], issues = reader(write("x.jsonl", json.dumps(row)))
    assert (article.published.earliest, article.published.origin, issues) == (date(2020, 1, 13), "url_day", [])


def test_a_byte_order_mark_in_tables(reader, write, rows):
    check(*reader(write("x.csv", as_csv(rows).encode("utf-8-sig"))), "x.csv#3", rows)
