from __future__ import annotations

from pathlib import Path

import pytest

from ifolge.reading import identify, identify_passage
from ifolge.reading.language import declared_language, function_words, is_norwegian

OTHERS = {
    "de": "Bei einem Luftangriff auf ein Krankenhaus in der Provinz sind nach Angaben der Behörden mindestens zwölf Menschen getötet worden.",
    "nl": "Bij een luchtaanval op een ziekenhuis in de provincie zijn volgens de autoriteiten zeker twaalf mensen omgekomen.",
    "is": "Að minnsta kosti tólf létust í loftárás á sjúkrahús í norðurhluta landsins í gær, að sögn mannréttindasamtaka.",
    "fo": "Í minsta lagi tólv fólk doyðu í einum loftálopi á eitt sjúkrahús í norðurpartinum av landinum, sigur felagið.",
    "fi": "Ainakin kaksitoista ihmistä sai surmansa ilmaiskussa sairaalaan maan pohjoisosassa, kertoo järjestö.",
    "fr": "Au moins douze personnes ont été tuées dans une frappe aérienne sur un hôpital de la province, selon les autorités.",
    "pl": "Co najmniej dwanaście osób zginęło w nalocie na szpital w prowincji, podały władze.",
    "ar": "قتل اثنا عشر شخصا على الأقل في غارة جوية على مستشفى في المحافظة",
}
FILES = {
    "nb": ["nob-ud-test.gold"],
    "nn": ["nno-ud-test.gold"],
    "da": ["da-ud-test.gold"],
    "sv": ["sv-ud-test.gold", "sv_pud-ud-test"],
    "en": ["en_ewt-ud-test", "en_pud-ud-test"],
}


@pytest.mark.parametrize("lang", OTHERS)
def test_other_languages_are_unknown_and_the_guess_is_told(lang):
    guess = identify(OTHERS[lang])
    assert guess.lang is None
    assert guess.scores[0][0] == lang


@pytest.mark.parametrize("text", ["", "Mogadishu", "12 345 67", "– – –", "Oslo Stockholm"])
def test_text_that_says_too_little_is_unknown(text):
    assert identify(text).lang is None
    assert identify(text).detail == "too little text"


def test_our_five_languages(body):
    assert {lang: identify(text).lang for lang, text in body.items()} == {lang: lang for lang in body}


@pytest.mark.parametrize(
    ("tag", "lang"), [("nb", "nb"), ("nn-NO", "nn"), ("da_DK", "da"), ("SWE", "sv"), ("eng", "en"), ("no", None), ("de", None), ("", None)]
)
def test_declared_tags(tag, lang):
    assert declared_language(tag) == lang
    assert is_norwegian(tag) is (tag == "no")


def test_every_language_has_function_words_of_its_own():
    words = function_words()
    assert all(len(words[a] - words[b]) > 20 for a in words for b in words if a != b)


@pytest.mark.parametrize("lang", FILES)
def test_pieces_of_treebanks(shared: Path, lang):
    """At least 99 of 100 pieces of 300 characters or more."""
    right = total = 0
    for name in FILES[lang]:
        piece = ""
        for line in (shared / "data" / "ud" / f"{name}.conllu").read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                piece = f"{piece} {line[9:].strip()}".strip()
                if len(piece) >= 300:
                    right, total, piece = right + (identify(piece).lang == lang), total + 1, ""
    assert total > 100
    assert right / total >= 0.99


NEIGHBOURS = {"nb": "da", "nn": "nb", "da": "sv", "sv": "en", "en": "nb"}


@pytest.mark.parametrize("lang", FILES)
def test_single_sentences_of_treebanks(shared: Path, lang):
    """A quote keeps its article's language 99 times in 100; of those in a neighbouring language, 100 characters or more, 80 are found out."""
    lines = [line for name in FILES[lang] for line in (shared / "data" / "ud" / f"{name}.conllu").read_text(encoding="utf-8").splitlines()]
    said = [line[9:].strip() for line in lines if line.startswith("# text = ")]
    single = [text for text in said if len(text) >= 60]
    assert sum(identify_passage(text, lang) == lang for text in single) / len(single) >= 0.99
    strange = [text for text in said if len(text) >= 100]
    assert sum(identify_passage(text, NEIGHBOURS[lang]) == lang for text in strange) / len(strange) >= 0.8
