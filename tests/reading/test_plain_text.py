from __future__ import annotations

import unicodedata
from datetime import date

import pytest


@pytest.mark.parametrize("lang", ["nb", "nn", "da", "sv", "en"])
def test_a_text_with_a_header_is_read_in_each_language(reader, write, body, lang):
    articles, issues = reader(write("a.txt", f" date 2020-01 {body[lang]}\n"))
    assert issues == []
    [article] = articles
    assert (article.lang, article.doc, article.text[article.body_start :]) == (lang, "a.txt", body[lang] + "\n")
    assert (article.published.earliest, article.published.latest) == (date(2020, 1, 1), date(2020, 1, 31))
    assert (article.published.precision, article.published.origin) == ("month", "header")


def test_line_ends_stay_as_in_the_file(reader, write, body):
    raw = f" date 2020-01-14 {body['nb']}\r\n\r\nByen ligger nord i landet. 😀 Ål.\r\n"
    [article], issues = reader(write("a.txt", raw))
    assert issues == []
    assert article.text == raw
    at = raw.index("Ål")
    assert article.text[at : at + 2] == "Ål"
    assert article.text[at - 2] == "😀"
    assert article.published.precision == "day"


def test_a_byte_order_mark_is_no_character_of_the_text(reader, write, body):
    raw = f" date 2020-01-14 {body['nb']}"
    for name, data in {"utf-8": raw.encode("utf-8-sig"), "utf-16": raw.encode("utf-16")}.items():
        [article], issues = reader(write("a.txt", data))
        assert (article.text, issues) == (raw, []), name


def test_decomposed_characters_are_composed_once_and_offsets_are_those_of_the_stored_text(reader, write, body):
    raw = f" date 2020-01-14 {body['nb']}\nÅsen ble også rammet på søndag."
    [article], [issue] = reader(write("a.txt", unicodedata.normalize("NFD", raw)))
    assert article.text == raw
    assert (issue.code, issue.line) == ("IF115", 1)
    assert article.text[raw.index("Åsen") :][:4] == "Åsen"


def test_an_old_encoding_is_repaired_and_named_with_its_line(reader, write, body):
    raw = f" date 2020-01-14 Uten tegn.\n{body['nb']} «Førti år», sa han – på lørdag."
    for encoding in ("cp1252", "mac_roman", "cp850"):
        [article], [issue] = reader(write("a.txt", raw.replace("«", '"').replace("»", '"').replace("–", "-").encode(encoding)))
        assert "på lørdag" in article.text, encoding
        assert (issue.code, issue.line) == ("IF111", 2)


def test_a_few_broken_bytes_and_double_encoding_are_repaired(reader, write, body):
    raw = f" date 2020-01-14 {body['nb']} På lørdag døde én, i går én til, sier læreren Åse Øye på øya."
    broken = raw.encode() + " Også såret.".encode() + b" F\xf8rste dag."
    [article], [issue] = reader(write("a.txt", broken))
    assert article.text.endswith(" Også såret. Første dag.")
    assert issue.code == "IF111"
    [article], [issue] = reader(write("b.txt", raw.encode().decode("cp1252", errors="ignore").encode()))
    assert article.text == raw
    assert "twice" in issue.text


def test_a_text_cut_inside_a_character_is_read_up_to_it(reader, write, body):
    [article], issues = reader(write("a.txt", f" date 2020-01-14 {body['nb']} Fem ble så".encode()[:-1]))
    assert article.text.endswith("Fem ble s")
    assert [i.code for i in issues] == ["IF111", "IF112"]


def test_a_declared_day_is_for_texts_without_one_and_narrows_a_month(reader, write, body):
    undated, month, day = write("a.txt", body["nb"]), write("b.txt", " date 2020-01 " + body["da"]), write("c.txt", " date 2019-12-24 " + body["sv"])
    articles, issues = reader(undated, month, day, published="2020-01-14")
    assert issues == []
    assert [(a.published.earliest, a.published.origin) for a in articles] == [
        (date(2020, 1, 14), "option"),
        (date(2020, 1, 14), "option"),
        (date(2019, 12, 24), "header"),
    ]
    [article], _ = reader(month, published="2021-06-01")
    assert article.published.origin == "header"


def test_the_same_text_is_read_once_whatever_its_line_ends(reader, write, body):
    one, other = write("a.txt", f" date 2020-01 {body['nb']}\n"), write("b.txt", f" date 2020-01-14 {body['nb']}\r\n\r\n")
    articles, [issue] = reader(one, other)
    assert [a.doc for a in articles] == ["a.txt"]
    assert (issue.code, issue.where) == ("IF113", other.as_posix())
    assert "a.txt" in issue.text


def test_a_text_that_could_not_be_dated_does_not_hide_a_dated_twin(reader, write, body):
    articles, [issue] = reader(write("a.txt", body["nb"]), write("b.txt", " date 2020-01 " + body["nb"]))
    assert [a.doc for a in articles] == ["b.txt"]
    assert issue.code == "IF105"


def test_identifiers_are_stable(reader, write, body):
    [article], _ = reader(write("a.txt", f" date 2020-01 {body['en']}\n"))
    assert article.doc_id == "doc_ec313425449f3aad"
