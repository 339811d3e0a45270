"""Numbers: the codebook's table in five languages, number words against num2words, and what is no count."""

from __future__ import annotations

import csv
import random
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.grounding.number import REASONS, find_numbers
from ifolge.grounding.number_words import cardinal, numeral
from ifolge.grounding.readings import NumberMention
from ifolge.languages import LANGUAGES

Bounds = tuple[int | None, int | None, int | None]


def first(text: str, lang: str) -> NumberMention:
    return next(m for m in find_numbers(text, lang) if m.role != "article")


# One row a reading of the codebook's table (section 5): nb, nn, da, sv, en.
TABLE: list[tuple[Bounds, str, str, str, str, str]] = [
    ((19, 19, 19), "19 såret", "19 såra", "19 sårede", "19 skadade", "19 wounded"),
    ((2, 2, None), "minst to sivile", "minst to sivile", "mindst to civile", "minst två civila", "at least two civilians"),
    ((21, None, None), "over 20 drepte", "over 20 drepne", "over 20 dræbte", "över 20 dödade", "over 20 killed"),
    ((21, None, None), "flere enn 20", "fleire enn 20", "flere end 20", "fler än 20", "more than 20"),
    ((None, None, 30), "opp mot 30", "opp mot 30", "op mod 30", "uppemot 30", "up to 30"),
    ((None, None, 30), "inntil 30", "inntil 30", "op til 30", "upp till 30", "as many as 30"),
    ((None, None, 29), "færre enn 30", "færre enn 30", "færre end 30", "färre än 30", "fewer than 30"),
    ((12, None, 15), "mellom 12 og 15", "mellom 12 og 15", "mellem 12 og 15", "mellan 12 och 15", "between 12 and 15"),
    ((12, None, 15), "12 til 15 døde", "12 til 15 døde", "12 til 15 døde", "12 till 15 döda", "12 to 15 dead"),
    ((12, None, 15), "12-15 personer", "12–15 personar", "12-15 personer", "12–15 personer", "12-15 people"),
    ((500, None, 600), "fem til seks hundre", "fem til seks hundre", "fem til seks hundrede", "fem till sex hundra", "five to six hundred"),
    ((5, None, 20), "mellom fem og tjue", "mellom fem og tjue", "mellem fem og tyve", "mellan fem och tjugo", "between five and twenty"),
    ((None, None, 49), "nesten 50", "nesten 50", "tæt på 50", "nästan 50", "nearly 50"),
    ((20, None, 99), "flere titall", "fleire titals", "snesevis", "tiotals", "dozens"),
    ((20, None, 99), "dusinvis", "dusinvis", "dusinvis", "dussintals", "scores"),
    ((12, 12, 12), "et dusin", "eit dusin", "et dusin", "ett dussin", "a dozen"),
    ((10, None, 99), "et tosifret antall", "eit tosifra tal", "et tocifret antal", "ett tvåsiffrigt antal", "a double-digit number"),
    ((200, None, 999), "hundrevis", "hundrevis", "hundredvis", "hundratals", "hundreds"),
    ((200, None, 999), "flere hundre", "fleire hundre", "flere hundrede", "flera hundra", "several hundred"),
    ((2000, None, 9999), "tusenvis", "tusenvis", "tusindvis", "tusentals", "thousands"),
    ((20000, None, 99999), "titusenvis", "titusenvis", "titusindvis", "tiotusentals", "tens of thousands"),
    ((200000, None, 999999), "flere hundre tusen", "fleire hundre tusen", "flere hundrede tusind", "flera hundra tusen", "hundreds of thousands"),
    ((None, None, None), "et ukjent antall", "eit ukjent tal", "et ukendt antal", "ett okänt antal", "an unknown number"),
    ((None, None, None), "mange", "mange", "mange", "många", "many"),
    ((2, None, None), "flere", "fleire", "flere", "flera", "several"),
    ((3000, 3000, 3000), "3.000", "3 000", "3.000", "3\u00a0000", "3,000"),
    ((284000, 284000, 284000), "284 000", "284 000", "284.000", "284 000", "284,000"),
    ((60000, 60000, 60000), "60 tusen", "60 tusen", "60 tusind", "60 tusen", "60 thousand"),
    ((1500000, 1500000, 1500000), "1,5 millioner", "1,5 millionar", "1,5 millioner", "1,5 miljoner", "1.5 million"),
    ((160, 160, 160), "hundre og seksti", "hundre og seksti", "hundrede og tres", "hundra och sextio", "a hundred and sixty"),
    ((25, 25, 25), "tjuefem", "tjuefem", "femogtyve", "tjugofem", "twenty-five"),
    ((101, None, None), "over hundre", "over hundre", "over hundrede", "över hundra", "over a hundred"),
    ((20, 20, None), "20 eller flere", "20 eller fleire", "20 eller flere", "20 eller fler", "20 or more"),
    ((1, 1, None), "minst én", "minst éin", "mindst én", "minst en", "at least one"),
    ((0, 0, 0), "ingen drept", "ingen drepne", "ingen dræbt", "ingen dödad", "zero killed"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[1])
def test_table_of_counts(row: tuple[Bounds, str, str, str, str, str]) -> None:
    for lang, text in zip(("nb", "nn", "da", "sv", "en"), row[1:], strict=True):
        mention = first(text, lang)
        assert (mention.low, mention.best, mention.high) == row[0], (lang, text, mention)
        assert not mention.rejected
        assert not mention.approximate


def right(row: dict[str, str], lang: str) -> bool:
    """Whether the number in brackets is read as written, or rejected where it is no count."""
    text, start, end = row["text"].replace("[", "").replace("]", ""), row["text"].index("["), row["text"].index("]") - 1
    found = [m for m in find_numbers(text, lang) if m.start < end and m.end > start]
    if row["count"] == "0":
        return all(m.rejected for m in found)
    values = [("" if v is None else str(v)) for m in found[:1] for v in (m.low, m.best, m.high)]
    return values == [row["low"], row["best"], row["high"]] and not found[0].rejected and found[0].approximate == (row["approximate"] == "1")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_expressions_of_others(lang: str) -> None:
    """Seventy expressions a language by an annotator who never saw the rules: 94 % right at first sight, the misses looked at since."""
    with (Path(__file__).parent / "data" / f"numbers_{lang}.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) >= 70
    assert sum(right(row, lang) for row in rows) >= 0.98 * len(rows)


@pytest.mark.parametrize(
    ("text", "lang", "n"),
    [
        ("rundt 400", "nb", 400),
        ("om lag 400", "nn", 400),
        ("omkring 400", "da", 400),
        ("omkring 400", "sv", 400),
        ("around 400", "en", 400),
        ("ca. 400", "nb", 400),
        ("et hundretall", "nb", 100),
        ("ett hundratal", "sv", 100),
        ("ett 20-tal", "sv", 20),
        ("et halvt hundrede", "da", 50),
        ("ett femtiotal", "sv", 50),
        ("et tjuetall", "nb", 20),
    ],
)
def test_approximate(text: str, lang: str, n: int) -> None:
    mention = first(text, lang)
    assert (mention.low, mention.best, mention.high, mention.approximate) == (n, n, n, True)


@pytest.mark.parametrize(
    ("text", "lang", "role"),
    [
        ("ytterligere fem", "nb", "additive"),
        ("yderligere 13", "da", "additive"),
        ("ytterligare fem", "sv", "additive"),
        ("another five", "en", "additive"),
        ("fem andre", "nb", "additive"),
        ("five others", "en", "additive"),
        ("til sammen 24", "nb", "total"),
        ("i alt 24", "da", "total"),
        ("totalt 24", "sv", "total"),
        ("til saman 24", "nn", "total"),
        ("a total of 24", "en", "total"),
        ("like mange", "nb", "equal"),
        ("lige så mange", "da", "equal"),
        ("lika många", "sv", "equal"),
        ("en mann", "nb", "article"),
        ("ett barn", "sv", "article"),
        ("a man", "en", "article"),
    ],
)
def test_roles(text: str, lang: str, role: str) -> None:
    assert find_numbers(text, lang)[0].role == role


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("en 27-åring", "nb", "age"),
        ("27 år gammel", "nb", "age"),
        ("den 27-årige", "da", "age"),
        ("en 27-årig man", "sv", "age"),
        ("Ali Hassan (34)", "nb", "age"),
        ("John Smith, 27, said", "en", "age"),
        ("a 25-year-old", "en", "age"),
        ("the three-year-old", "en", "age"),
        ("i en alder av 71", "nb", "age"),
        ("20 kilometer unna", "nb", "distance"),
        ("15 mil bort", "sv", "distance"),
        ("300 meter", "da", "distance"),
        ("40 miles", "en", "distance"),
        ("klokken 14.30", "nb", "clock"),
        ("kl. 14", "da", "clock"),
        ("12 prosent", "nb", "percent"),
        ("12 %", "sv", "percent"),
        ("12 percent", "en", "percent"),
        ("i 2014", "nb", "year"),
        ("2014", "nb", "year"),
        ("på 1990-tallet", "nb", "year"),
        ("5. august", "nb", "date"),
        ("den 17 mars", "sv", "date"),
        ("March 5", "en", "date"),
        ("64. brigade", "nb", "unit_number"),
        ("brigade 64", "nb", "reference"),
        ("den 5. gangen", "nb", "ordinal"),
        ("the 64th brigade", "en", "ordinal"),
        ("200 000 dollar", "nb", "money"),
        ("$5,000", "en", "money"),
        ("40 kr.", "da", "money"),
        ("i tre dager", "nb", "duration"),
        ("in 72-hour talks", "en", "duration"),
        ("for to uger siden", "da", "duration"),
        ("122 mm", "nb", "calibre"),
        ("122mm", "sv", "calibre"),
        ("40 tonn", "nb", "weight"),
        ("vant 3–1", "nb", "score"),
        ("resolusjon 2254", "nb", "reference"),
        ("nr. 5", "nb", "reference"),
        ("§ 20", "nb", "reference"),
        ("03030", "nb", "phone"),
        ("halvparten", "nb", "fraction"),
        ("tre ganger", "nb", "times"),
        ("MH17", "nb", "compound"),
        ("2014–2016", "nb", "year"),
        ("0,15 gram", "da", "weight"),
        ("tre-dagers", "nb", "duration"),
    ],
)
def test_no_count(text: str, lang: str, reason: str) -> None:
    found = [m for m in find_numbers(text, lang) if m.role != "article"]
    assert [m.rejected for m in found] == [reason], found


def test_designations_and_numeric_dates_are_no_counts() -> None:
    assert [m for m in find_numbers("F-16 og Mi-8 og S-300, 12.03.2019, 2019-03-12", "nb") if not m.rejected] == []


def test_round_thousands_before_people_are_counts() -> None:
    assert not first("2000 mennesker flyktet", "nb").rejected
    assert first("siden 2000 har krigen rast", "nb").rejected == "year"


def test_rise_from_one_number_to_another_is_no_range() -> None:
    assert [(m.best, m.role) for m in find_numbers("Tallet steg fra 12 til 15", "nb")] == [(12, "former"), (15, "")]


def test_several_numbers_in_a_sentence() -> None:
    text = "Minst 12 ble drept og over 40 såret da to raketter traff, opplyser politiet i byen 20 kilometer unna."
    assert [(m.text, m.rejected) for m in find_numbers(text, "nb")] == [("Minst 12", ""), ("over 40", ""), ("to", ""), ("20", "distance")]


@pytest.mark.parametrize(
    ("word", "lang", "n"),
    [
        ("halvtreds", "da", 50),
        ("tooghalvfems", "da", 92),
        ("syvoghalvfjerdsindstyve", "da", 77),
        ("tohundredeogfemogtyve", "da", 225),
        ("tjugofem", "sv", 25),
        ("trehundratjugoen", "sv", 321),
        ("tjueein", "nn", 21),
        ("tjueåtte", "nn", 28),
        ("femogtyve", "nb", 25),
        ("ettusen", "nb", 1000),
        ("femog", "nb", None),
        ("fjorten", "nn", 14),
        ("gullfem", "nb", None),
        ("og", "nb", None),
    ],
)
def test_cardinal_words(word: str, lang: str, n: int | None) -> None:
    assert cardinal(word, lang) == n


@pytest.mark.parametrize(("lang", "other"), [("nb", "no"), ("da", "da"), ("sv", "sv"), ("en", "en")])
def test_words_of_num2words_are_read(lang: str, other: str) -> None:
    num2words = pytest.importorskip("num2words").num2words
    sample = [*range(2, 1001), *random.Random(lang).sample(range(1001, 1_000_000), 600), 1_000_000]
    texts = [(n, num2words(n, lang=other).replace(",", "")) for n in sample]
    wrong = [(n, text) for n, text in texts if [m.best for m in find_numbers(text, lang) if m.role != "article"] != [n]]
    assert wrong == []


@given(st.integers(2, 99), st.sampled_from(LANGUAGES))
def test_numerals_are_read(n: int, lang: str) -> None:
    assert first(f"minst {n} xyz" if lang != "en" else f"{n} xyz", lang).best == n


@given(st.text(alphabet=string.ascii_lowercase + "åæøäö .,0123456789-–:()%$", max_size=60), st.sampled_from(LANGUAGES))
def test_spans_reproduce_the_text(text: str, lang: str) -> None:
    last = 0
    for mention in find_numbers(text, lang):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        assert not mention.rejected or mention.rejected in REASONS
        assert mention.low is None or mention.high is None or mention.low <= mention.high
        last = mention.end


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", ["² soldater", "2² hus", "① tirsdag", "10. ² mars", "²:³", "minst ² drept"])
def test_digits_that_are_no_numerals_are_no_numbers(text: str, lang: str) -> None:
    assert all(n.best is None or n.best >= 1 for n in find_numbers(text, lang))
    assert cardinal("²", lang) is None
    assert numeral("2²", lang) is None
