"""The tokenizer: exact offsets, and the forms Nordic news is full of."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.parsing.tokenizer import compound_parts, tokenize


def forms(text: str, **options: bool) -> list[str]:
    return [text[p.start : p.end] for p in tokenize(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det skjedde i august 2014.", ["Det", "skjedde", "i", "august", "2014", "."]),
        ("Den 5. august ble 3.000 drept.", ["Den", "5.", "august", "ble", "3.000", "drept", "."]),
        ("kl. 22.30 eller 15:30", ["kl.", "22.30", "eller", "15:30"]),
        ("IS' siste skanse", ["IS'", "siste", "skanse"]),
        ("SDFs, USA:s og FN's folk", ["SDFs", ",", "USA:s", "og", "FN's", "folk"]),
        ("IS-krigere i Hama- og Idlib-området", ["IS-krigere", "i", "Hama-", "og", "Idlib-området"]),
        ("drone- og rakettangrep", ["drone-", "og", "rakettangrep"]),
        ("1.-2. mars", ["1.-2.", "mars"]),
        ("en 27-åring på 1,5 millioner", ["en", "27-åring", "på", "1,5", "millioner"]),
        ("sier J. K. Hansen f.eks. i dag", ["sier", "J.", "K.", "Hansen", "f.eks.", "i", "dag"]),
        ("Se www.avis.no/krig.", ["Se", "www.avis.no/krig", "."]),
        ("Hun sa 'nei' og gikk", ["Hun", "sa", "'", "nei", "'", "og", "gikk"]),
        ("krigen.Den amerikanske", ["krigen", ".", "Den", "amerikanske"]),
        ("Moskva–Kyiv (©NTB)", ["Moskva", "–", "Kyiv", "(", "©", "NTB", ")"]),
    ],
)
def test_tokenize_cuts_news_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a year at a sentence end, an ordinal inside
        ("Det vart slutt i 2014. Den 3. mai", ["Det", "vart", "slutt", "i", "2014", ".", "Den", "3.", "mai"]),
        ("Det skete i 2014. Den 3. maj", ["Det", "skete", "i", "2014", ".", "Den", "3.", "maj"]),
        ("Det hände 2014. Den 3 maj", ["Det", "hände", "2014", ".", "Den", "3", "maj"]),
        ("It ended in 2014. On 3 May", ["It", "ended", "in", "2014", ".", "On", "3", "May"]),
        # genitives and compounds of acronyms
        ("SDFs menn og IS' leiar", ["SDFs", "menn", "og", "IS'", "leiar"]),
        ("IS's og FN's folk, USA's hær", ["IS's", "og", "FN's", "folk", ",", "USA's", "hær"]),
        ("SDF:s män, FN:s och IS:s", ["SDF:s", "män", ",", "FN:s", "och", "IS:s"]),
        ("PKK-krigarar og YPG-soldatar", ["PKK-krigarar", "og", "YPG-soldatar"]),
        ("IS-krigere og NATO-landenes fly", ["IS-krigere", "og", "NATO-landenes", "fly"]),
        ("FN-soldater och Natoland", ["FN-soldater", "och", "Natoland"]),
        ("al-Qaida-leder i Deir al-Zor", ["al-Qaida-leder", "i", "Deir", "al-Zor"]),
        # numbers and clock times
        ("284 000 flydde, 3,5 millionar", ["284", "000", "flydde", ",", "3,5", "millionar"]),
        ("klokken 22.30, kl. 04.15 og 14:05", ["klokken", "22.30", ",", "kl.", "04.15", "og", "14:05"]),
        ("klockan 22.30 och kl. 04.15", ["klockan", "22.30", "och", "kl.", "04.15"]),
        ("3.000, 12.500 og 1.200.000.", ["3.000", ",", "12.500", "og", "1.200.000", "."]),
        ("10–15 drepte, 40-50 såra, 70 %", ["10–15", "drepte", ",", "40-50", "såra", ",", "70", "%"]),
        ("en 32-årig mand og 18-åringar", ["en", "32-årig", "mand", "og", "18-åringar"]),
        # initials and abbreviations
        ("A. B. Lund og J. Berg", ["A.", "B.", "Lund", "og", "J.", "Berg"]),
        ("bl.a. i Hama, dvs. nordpå, ca. ti", ["bl.a.", "i", "Hama", ",", "dvs.", "nordpå", ",", "ca.", "ti"]),
        ("t.ex. i Hama, d.v.s. norrut, ca. tio", ["t.ex.", "i", "Hama", ",", "d.v.s.", "norrut", ",", "ca.", "tio"]),
        ("m.a. i Hama, f.eks. no", ["m.a.", "i", "Hama", ",", "f.eks.", "no"]),
        # names of accounts, addresses
        ("@sohr skrev #Syria på https://example.org/a?b=1.", ["@sohr", "skrev", "#Syria", "på", "https://example.org/a?b=1", "."]),
        ("Skriv til red@example.org, tak.", ["Skriv", "til", "red@example.org", ",", "tak", "."]),
    ],
)
def test_tokenize_cuts_forms_of_every_language(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_tokenize_splits_clitics_only_where_asked() -> None:
    assert forms("Kyiv's men don't", clitics=True) == ["Kyiv", "'s", "men", "do", "n't"]
    assert forms("Kyiv's men") == ["Kyiv's", "men"]


@given(st.text(max_size=200))
def test_tokens_cover_all_but_space_in_order(text: str) -> None:
    pieces = tokenize(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(pieces))
    covered = {i for p in pieces for i in range(p.start, p.end)}
    assert all(text[i].isspace() or i in covered for i in range(len(text)))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("SDF-kriger", ["SDF", "kriger"]),
        ("Hama-", ["Hama"]),
        ("kurdiskdominerte", []),
        ("al-Nusra-fronten", ["al", "Nusra", "fronten"]),
    ],
)
def test_compound_parts_are_spans(word: str, parts: list[str]) -> None:
    assert [word[s:e] for s, e in compound_parts(word, 0, len(word))] == parts
