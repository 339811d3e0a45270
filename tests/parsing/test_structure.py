"""Blocks of an article: running text and what is none, in all languages. All lines are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ifolge.parsing.structure import blocks, kind_of
from ifolge.records import Article, Lang

MakeArticle = Callable[[str, Lang], Article]


def found(made: Article) -> list[tuple[str, str]]:
    return [(b.kind, made.text[b.start : b.end]) for b in blocks(made)]


@pytest.mark.parametrize(
    ("lang", "line", "kind"),
    [
        ("nb", "Den nye offensiven", "heading"),
        ("nn", "Den nye offensiven", "heading"),
        ("da", "Den nye offensiv", "heading"),
        ("sv", "Den nya offensiven", "heading"),
        ("en", "The new offensive", "heading"),
        ("nb", "FLYKTER: Familier på vei ut av byen. Foto: Kari Vik / NTB", "caption"),
        ("nn", "Familiar på veg ut av byen. Foto: Kari Vik / NTB", "caption"),
        ("da", "Familier på vej ud af byen. Foto: Mads Lund/Ritzau Scanpix", "caption"),
        ("sv", "Familjer på väg ut ur staden. Foto: Eva Ek/TT", "caption"),
        ("en", "Families leave the city. Photo: Ann Lee / AFP", "caption"),
        ("nb", "UTENRIKS", "kicker"),
        ("nn", "Utanriks", "kicker"),
        ("da", "Udland", "kicker"),
        ("sv", "Utrikes", "kicker"),
        ("en", "World", "kicker"),
        ("nb", "(©NTB)", "signoff"),
        ("nn", "(©NPK)", "signoff"),
        ("da", "/ritzau/AFP", "signoff"),
        ("sv", "(TT-AFP)", "signoff"),
        ("nb", "Les også: Slik begynte krigen", "widget"),
        ("nn", "Les også: Slik byrja krigen", "widget"),
        ("da", "Læs også: Sådan begyndte krigen", "widget"),
        ("sv", "Läs mer: Så började kriget", "widget"),
        ("en", "Read more: How the war began", "widget"),
        ("nb", "Mandag 4. mars 2019 kl. 12.30", "dateline"),
        ("da", "Mandag den 4. marts 2019", "dateline"),
    ],
)
def test_line_is_no_running_text(lang: str, line: str, kind: str) -> None:
    assert kind_of(line, lang) == kind


SENTENCES = {
    "nb": "Minst ti soldater ble drept i et luftangrep tirsdag.",
    "nn": "Minst ti soldatar vart drepne i eit luftåtak tysdag.",
    "da": "Mindst ti soldater blev dræbt i et luftangreb tirsdag.",
    "sv": "Minst tio soldater dödades i ett flyganfall på tisdagen.",
    "en": "At least ten soldiers were killed in an airstrike on Tuesday.",
}


@pytest.mark.parametrize("lang", SENTENCES)
@pytest.mark.parametrize("dateline", ["BEIRUT (AFP):", "Kabul (NTB-AFP) –", "DEIR EZ-ZOR (Reuters) -", "Mogadishu.", "KYIV –", "Sana, tirsdag."])
def test_dateline_that_opens_the_text_is_a_block_of_its_own(lang: Lang, dateline: str, article: MakeArticle) -> None:
    assert found(article(f"{dateline} {SENTENCES[lang]}", lang)) == [("dateline", dateline), ("body", SENTENCES[lang])]


@pytest.mark.parametrize("lang", SENTENCES)
@pytest.mark.parametrize("signoff", ["(©NTB)", "(NPK)", "/ritzau/", "/ritzau/AFP", "(TT-AFP)", "TT-Reuters", "©NTB", "(NTB/Reuters)"])
def test_signoff_that_ends_the_text_is_a_block_of_its_own(lang: Lang, signoff: str, article: MakeArticle) -> None:
    assert found(article(f"{SENTENCES[lang]} {signoff}", lang)) == [("body", SENTENCES[lang]), ("signoff", signoff)]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("nb", "Observatoriet (SOHR) melder om ti drepte."),
        ("nb", "Det melder AFP."),
        ("nb", "Angrepet ble utført av hæren, skriver Reuters."),
        ("da", "Partilederen Lund (S): Krigen må slutte."),
        ("sv", "Det rapporterar TT."),
        ("en", "The Observatory (SOHR) counted ten dead."),
    ],
)
def test_source_in_running_text_is_no_dateline_or_signoff(lang: Lang, line: str, article: MakeArticle) -> None:
    assert found(article(line, lang)) == [("body", line)]


def test_place_with_full_stop_is_a_dateline_only_where_the_text_begins(article: MakeArticle) -> None:
    made = article("Kabul. Ti ble drept mandag.\nStille. Byen er stille nå.", "nb")
    assert [kind for kind, _ in found(made)] == ["dateline", "body", "body"]


def test_blocks_keep_order_and_offsets_and_leave_blank_lines_out(article: MakeArticle) -> None:
    made = article("\n  Første avsnitt er her.\r\n\n\tAndre avsnitt er her. (NTB)\n", "nb")
    assert found(made) == [("body", "Første avsnitt er her."), ("body", "Andre avsnitt er her."), ("signoff", "(NTB)")]
    assert [b.i for b in blocks(made)] == [0, 1, 2]
