"""Direct speech: what is said, how it is marked, and the speech tag that belongs to it. All sentences are made up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ifolge.parsing.document import Block
from ifolge.parsing.quotes import quotes
from ifolge.records import Lang


def blocks_of(text: str) -> tuple[Block, ...]:
    found, at = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Block(len(found), at, at + len(line), "body"))
        at += len(line) + 1
    return tuple(found)


def said(text: str, lang: Lang) -> list[tuple[str, str | None]]:
    return [(text[q.start : q.end], text[q.tag[0] : q.tag[1]] if q.tag else None) for q in quotes(text, blocks_of(text), lang)]


SPEECH = {
    "nb": ("Vi gir oss aldri", "sier general Omar Sadi"),
    "nn": ("Vi gir oss aldri", "seier general Omar Sadi"),
    "da": ("Vi giver aldrig op", "siger general Omar Sadi"),
    "sv": ("Vi ger aldrig upp", "säger general Omar Sadi"),
    "en": ("We will never give up", "said General Omar Sadi"),
}
MARKS = [("«", "»"), ("»", "«"), ("»", "»"), ("“", "”"), ("”", "”"), ("„", "“"), ('"', '"'), ("''", "''"), ("’’", "’’"), ("'", "'"), ("‘", "’")]


@pytest.mark.parametrize("lang", SPEECH)
@pytest.mark.parametrize(("opening", "closing"), MARKS)
def test_quotation_marks_of_all_kinds_hold_speech_with_its_tag(lang: Lang, opening: str, closing: str) -> None:
    words, tag = SPEECH[lang]
    assert said(f"{opening}{words}{closing}, {tag}.", lang) == [(words, tag)]
    assert said(f"{opening}{words},{closing} {tag}.", lang) == [(words + ",", tag)]


@pytest.mark.parametrize("lang", SPEECH)
@pytest.mark.parametrize("dash", ["– ", "- ", "— ", "–", "-"])
def test_dash_opens_speech_with_its_tag(lang: Lang, dash: str) -> None:
    words, tag = SPEECH[lang]
    assert said(f"{dash}{words}, {tag}.", lang) == [(words, tag)]


@pytest.mark.parametrize("lang", SPEECH)
def test_dash_speech_goes_on_after_its_tag_and_in_the_next_paragraph(lang: Lang) -> None:
    words, tag = SPEECH[lang]
    text = f"– {words}, {tag}. – {words}.\n– {words}."
    assert said(text, lang) == [(words, tag), (words + ".", None), (words + ".", None)]
    assert {q.group for q in quotes(text, blocks_of(text), lang)} == {0}


@pytest.mark.parametrize("lang", SPEECH)
@pytest.mark.parametrize(("opening", "closing"), [("«", "»"), ("»", "«"), ("”", "”"), ('"', '"')])
def test_speech_left_open_goes_on_in_the_next_paragraph(lang: Lang, opening: str, closing: str) -> None:
    words, tag = SPEECH[lang]
    opened_anew = f"{opening}{words}.\n{opening}{words}{closing}, {tag}."
    assert said(opened_anew, lang) == [(words + ".", None), (words, tag)]
    only_closed = f"{opening}{words}.\n{words}{closing}, {tag}."
    assert said(only_closed, lang) == [(words + ".", None), (words, tag)]
    for text in (opened_anew, only_closed):
        assert len({q.group for q in quotes(text, blocks_of(text), lang)}) == 1


def test_mark_never_closed_ends_with_its_paragraph() -> None:
    text = "«Vi gir oss aldri.\nHæren tok byen «Ny» tirsdag."
    assert said(text, "nb") == [("Vi gir oss aldri.", None), ("Ny", None)]
    assert [q.group for q in quotes(text, blocks_of(text), "nb")] == [0, 1]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "IS' soldater tok byen, og Asadis' folk flyktet."),
        ("da", "IS' soldater tog byen, og Assads folk flygtede."),
        ("en", "The soldiers' families don't know the rebels' plans."),
    ],
)
def test_apostrophe_is_no_quotation_mark(lang: Lang, text: str) -> None:
    assert said(text, lang) == []


def test_genitive_apostrophe_does_not_end_a_single_quote() -> None:
    assert said("'The soldiers' homes burnt', said the mayor.", "en")[0][0] == "The soldiers' homes burnt"


def test_speech_in_another_language_is_known_as_such() -> None:
    said_in = {
        "en": "We have lost our homes and nobody has come to help us since the bombing began.",
        "sv": "Vi har förlorat våra hem och ingen har kommit för att hjälpa oss sedan bombningarna började.",
        "nb": "Vi har mistet hjemmene våre, og ingen har kommet for å hjelpe oss siden bombingen begynte.",
    }
    for lang, words in said_in.items():
        text = f"«{words}», skrev han."
        assert [q.lang for q in quotes(text, blocks_of(text), "nb")] == [lang]
    assert [q.lang for q in quotes("«No way», sa han.", blocks_of("«No way», sa han."), "nb")] == ["nb"]


@example('”A\n-A"')
@given(st.text(alphabet="«»”\"'’–- .,\nabsAS", max_size=60))
def test_quotes_lie_inside_their_blocks_and_never_cross(text: str) -> None:
    parts = blocks_of(text)
    found = quotes(text, parts, "nb")
    for q in found:
        block = parts[q.block]
        assert block.start <= q.start <= q.end <= block.end
        assert q.tag is None or q.end <= q.tag[0] <= q.tag[1] <= block.end
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start or other.end <= one.end


TAGS = [
    ("nb", "– Vi bombet havnen, fortsetter general Omar Sadi.", "fortsetter general Omar Sadi"),
    ("nb", "– Vi bombet havnen, heter det i en uttalelse.", "heter det i en uttalelse"),
    ("nn", "– Vi bomba hamna, heiter det i ei fråsegn.", "heiter det i ei fråsegn"),
    ("da", "- Vi bombede havnen, hedder det i en erklæring.", "hedder det i en erklæring"),
    ("sv", "– Vi bombade hamnen, tillade general Omar Sadi.", "tillade general Omar Sadi"),
    ("en", "“We bombed the port,” added General Omar Sadi.", "added General Omar Sadi"),
]


@pytest.mark.parametrize(("lang", "text", "tag"), TAGS)
def test_a_verb_that_goes_on_with_a_speech_is_a_tag(lang: Lang, text: str, tag: str) -> None:
    [(_, found)] = said(text, lang)
    assert found == tag
