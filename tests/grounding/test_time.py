"""Time: expression sets with days worked out by a calendar, properties of intervals, and dateparser beside us on the same sets."""

from __future__ import annotations

import csv
import string
from calendar import monthrange
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.peers.times import PEERS
from ifolge.grounding.readings import TimeMention, TimeReading
from ifolge.grounding.time import REASONS, find_times, precision, resolve
from ifolge.languages import LANGUAGES, pack
from ifolge.records import Published

DATA = Path(__file__).parent / "data"
FLOORS = {"open": 0.97, "held": 0.95, "later": 0.91}


def published(text: str) -> Published | None:
    """ "2019-03-13", "2019-03" or nothing."""
    if not text:
        return None
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        return Published(earliest=date(year, month, 1), latest=date(year, month, monthrange(year, month)[1]), precision="month", origin="header")
    day = date.fromisoformat(text)
    return Published(earliest=day, latest=day, precision="day", origin="header")


def day_interval(first: date, last: date) -> Published:
    return Published(earliest=first, latest=last, precision="day" if first == last else "month", origin="header")


def one(text: str, lang: str, when: str = "2019-03-13", *, tense: str = "past", anchor: tuple[date, date] | None = None) -> TimeReading:
    [mention] = find_times(text, lang)
    return resolve(mention, published=published(when), lang=lang, tense=tense, anchor=anchor)


def expressions(lang: str, part: str) -> list[dict[str, str]]:
    with (DATA / f"times_{lang}.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return [{k: v or "" for k, v in row.items()} for row in rows if row["part"] == part]


def right(row: dict[str, str], lang: str) -> bool:
    """Whether span and interval both come out as written."""
    text = row["text"].replace("[", "").replace("]", "")
    found = find_times(text, lang)
    if "[" not in row["text"]:
        return not found
    if [(m.start, m.end) for m in found] != [(row["text"].index("["), row["text"].index("]") - 1)]:
        return False
    day = date.fromisoformat(row["anchor"]) if row["anchor"] else None
    reading = resolve(found[0], published=published(row["published"]), lang=lang, tense=row["tense"], anchor=(day, day) if day else None)
    return (str(reading.earliest or ""), str(reading.latest or "")) == (row["earliest"], row["latest"])


@pytest.mark.parametrize("part", sorted(FLOORS))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_expression_sets(lang: str, part: str) -> None:
    rows = expressions(lang, part)
    score = sum(right(row, lang) for row in rows)
    print(f"\n{lang} {part}: {score}/{len(rows)}")
    assert len(rows) >= 60
    assert score >= FLOORS[part] * len(rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_peers_on_the_same_sets(lang: str) -> None:
    """A comparison to be read (pytest -s); ``make peers`` has one on whole articles. A peer's answer counts as right where any of its days lies inside the interval, and where both have none."""
    for peer in PEERS:
        pytest.importorskip(peer)
    ours = total = 0
    theirs = dict.fromkeys(PEERS, 0)
    for row in (row for part in sorted(FLOORS) for row in expressions(lang, part)):
        inside = row["text"].split("[")[-1].split("]")[0]
        window = published(row["published"])
        day = window.latest if window else date(2019, 3, 13)
        total += 1
        ours += right(row, lang)
        for name, ask in PEERS.items():
            answer = ask(inside, lang, datetime(day.year, day.month, day.day, 12), row["tense"])
            if answer is None or not row["earliest"]:
                theirs[name] += answer is None and not row["earliest"]
            else:
                theirs[name] += answer[0].isoformat() <= row["latest"] and row["earliest"] <= answer[1].isoformat()
    print(f"\n{lang}: ifolge {ours}/{total}, " + ", ".join(f"{name} {n}/{total}" for name, n in theirs.items()))
    assert ours > max(theirs.values())


# Weekdays and candidates


def test_weekday_month_only_gives_candidates() -> None:
    reading = one("onsdag", "nb", "2019-03")
    assert reading.candidates == (date(2019, 2, 27), date(2019, 3, 6), date(2019, 3, 13), date(2019, 3, 20), date(2019, 3, 27))
    assert reading.precision == 4


def test_weekday_never_more_than_six_candidates() -> None:
    counts = {len(one(day, "nb", f"2019-{month:02}").candidates) for month in range(1, 13) for day in ("mandag", "torsdag", "søndag")}
    assert counts <= {5, 6}


@pytest.mark.parametrize(
    ("text", "lang", "days"),
    [
        ("forrige onsdag", "nb", ["2019-03-06"]),
        ("forrige mandag", "nb", ["2019-03-04", "2019-03-11"]),
        ("i onsdags", "sv", ["2019-03-06"]),
        ("i onsdags", "da", ["2019-03-06"]),
        ("förra måndagen", "sv", ["2019-03-04", "2019-03-11"]),
    ],
)
def test_weekday_modifiers(text: str, lang: str, days: list[str]) -> None:
    reading = one(text, lang)
    expected = [date.fromisoformat(d) for d in days]
    assert list(reading.candidates) == (expected if len(expected) > 1 else [])
    assert (reading.earliest, reading.latest) == (expected[0], expected[-1])


def test_weekday_present_tense_looks_both_ways() -> None:
    assert one("fredag", "nb", tense="present").candidates == (date(2019, 3, 8), date(2019, 3, 15))
    assert one("onsdag", "nb", tense="present").latest == date(2019, 3, 13)


def test_weekday_conflict_is_told() -> None:
    assert one("tirsdag 11. mars", "nb").reason == "time_weekday_conflict"


def test_numeric_date_ambiguous_in_english_only() -> None:
    assert one("03/04/2018", "en").candidates == (date(2018, 3, 4), date(2018, 4, 3))
    assert one("03.04.2018", "da").earliest == one("03.04.2018", "da").latest == date(2018, 4, 3)


def test_impossible_date_is_null() -> None:
    assert one("31. februar 2019", "nb").reason == "time_impossible"
    assert one("30. februar", "nb").reason == "time_impossible"


def test_leap_day_without_year() -> None:
    assert one("29. februar", "nb").earliest == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Bruno Mars sang", "nb"),
        ("forlaget Oktober", "nb"),
        ("mars-offensiven", "nb"),
        ("Theresa May spoke", "en"),
        ("they march on", "en"),
        ("nrk.no skriver", "nn"),
        ("killed at 14 sites", "en"),
        ("et godt forsøk", "nb"),
        ("februari", "sv"),
        ("2014", "nb"),
        ("måndagsklubben", "sv"),
        ("søndagsskolen", "da"),
        ("i vår by", "nb"),
    ],
)
def test_no_time(text: str, lang: str) -> None:
    assert find_times(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "mention"),
    [
        ("Byen har vært beleiret siden krigen brøt ut i 2011, sier FN.", "nb", "siden krigen brøt ut i 2011"),
        ("Tidligt om morgenen den 16. januar blev lejren ramt.", "da", "Tidligt om morgenen den 16. januar"),
        ("Attacken skedde klockan 2.15 natten till lördagen lokal tid.", "sv", "klockan 2.15 natten till lördagen lokal tid"),
        ("Åtaket kom midt på dagen onsdag i førre veke.", "nn", "midt på dagen onsdag i førre veke"),
        ("The raid began at 2.30 pm on Tuesday, officials said.", "en", "at 2.30 pm on Tuesday"),
    ],
)
def test_whole_expression(text: str, lang: str, mention: str) -> None:
    assert [m.text for m in find_times(text, lang)] == [mention]


@pytest.mark.parametrize(
    ("text", "lang", "first", "last"),
    [
        ("på 1800-tallet", "nb", "1800-01-01", "1899-12-31"),
        ("i vår", "nb", "2019-03-01", "2019-03-13"),
        ("i höstas", "sv", "2018-09-01", "2018-11-30"),
        ("vinteren 2015", "nb", "2014-12-01", "2016-02-29"),
        ("i fjor høst", "nb", "2018-09-01", "2018-11-30"),
        ("i slutten av forrige måned", "nb", "2019-02-15", "2019-02-28"),
        ("de siste ukene", "nb", "2019-02-21", "2019-03-13"),
        ("for mer enn ti år siden", "nb", "1999-03-13", "2009-03-13"),
        ("tirsdag nat", "da", "2019-03-12", "2019-03-13"),
        ("første halvår 2017", "nb", "2017-01-01", "2017-06-30"),
        ("natt til 5. mars", "nb", "2019-03-04", "2019-03-05"),
        ("natten till i går", "sv", "2019-03-11", "2019-03-12"),
        ("dödades 2014", "sv", "2014-01-01", "2014-12-31"),
        ("det siste halvåret", "nb", "2018-09-13", "2019-03-13"),
        ("for et halvår siden", "da", "2018-06-14", "2018-12-13"),
        ("förra halvåret", "sv", "2018-07-01", "2018-12-31"),
        ("in the last fortnight", "en", "2019-02-28", "2019-03-13"),
        ("a fortnight ago", "en", "2019-02-24", "2019-03-02"),
    ],
)
def test_periods(text: str, lang: str, first: str, last: str) -> None:
    reading = one(text, lang)
    assert (str(reading.earliest), str(reading.latest)) == (first, last)


def test_weekends_in_general_are_a_set() -> None:
    assert find_times("i helgene", "nb")[0].shape == "set"


def test_later_word_is_no_since() -> None:
    assert [m.text for m in find_times("Siden ble han drept i 2014", "nb")] == ["i 2014"]


@pytest.mark.parametrize(("width", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5)])
def test_precision_is_ucdp(width: int, code: int) -> None:
    assert precision(width) == code


def test_anchor_interval_is_kept_wide() -> None:
    reading = one("dagen etter", "nb", anchor=(date(2019, 3, 1), date(2019, 3, 4)))
    assert (reading.earliest, reading.latest) == (date(2019, 3, 2), date(2019, 3, 5))


# Properties

MENTIONS = [
    (text, lang)
    for lang, texts in {
        "nb": (
            "onsdag",
            "natt til tirsdag",
            "i går",
            "det siste døgnet",
            "i forrige uke",
            "for to uker siden",
            "i helgen",
            "siden mandag",
            "i natt",
            "for tre måneder siden",
            "sist fredag",
            "forrige søndag",
            "denne uken",
            "de siste ukene",
            "tidligere i måneden",
            "i forgårs",
            "torsdag i forrige uke",
            "siden i går",
            "5. august",
            "fredag 15. mars",
            "3.–5. mai",
            "natt til 5. mars",
            "i november",
            "i begynnelsen av juni",
            "i fjor høst",
            "i vinter",
            "i påsken",
            "sist jul",
            "i andre kvartal",
            "i fjor",
        ),
        "da": ("i mandags", "natten til søndag", "i sidste uge", "de seneste tre dage"),
        "sv": ("i tisdags", "förra veckan", "i förrgår"),
        "en": ("last week", "yesterday", "Friday"),
    }.items()
    for text in texts
]
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(st.sampled_from(MENTIONS), DAYS, st.integers(0, 400), st.sampled_from(["past", "present", "future"]))
def test_interval_holds_every_candidate(expression: tuple[str, str], first: date, length: int, tense: str) -> None:
    [mention] = find_times(*expression)
    reading = resolve(mention, published=day_interval(first, first + timedelta(length)), lang=expression[1], tense=tense)
    assert reading.earliest is not None
    assert reading.latest is not None
    assert reading.earliest <= reading.latest
    assert all(reading.earliest <= day <= reading.latest for day in reading.candidates)
    assert len(reading.candidates) <= 6
    assert reading.reason in REASONS


@given(st.sampled_from(MENTIONS), DAYS, st.integers(0, 400), st.sampled_from(["past", "present", "future"]), st.data())
def test_narrowing_publication_never_widens(expression: tuple[str, str], first: date, length: int, tense: str, data: st.DataObject) -> None:
    """The narrower answer lies inside the wider one. A day or holiday without its year may move to another year instead, whole: of an article of March "20. mars" is of that
    March, on 10 March it is not past."""
    a = data.draw(st.integers(0, length))
    b = data.draw(st.integers(a, length))
    [mention] = find_times(*expression)
    wide = resolve(mention, published=day_interval(first, first + timedelta(length)), lang=expression[1], tense=tense)
    narrow = resolve(mention, published=day_interval(first + timedelta(a), first + timedelta(b)), lang=expression[1], tense=tense)
    assert wide.earliest
    assert wide.latest
    assert narrow.earliest
    assert narrow.latest
    if (mention.kind == "holiday" or mention.get("day")) and not (narrow.earliest <= wide.latest and wide.earliest <= narrow.latest):
        assert abs(narrow.earliest.year - wide.earliest.year) <= 2
        return
    assert wide.earliest <= narrow.earliest <= narrow.latest <= wide.latest
    assert not wide.candidates or set(narrow.candidates or (narrow.earliest, narrow.latest)) <= set(wide.candidates)


WEEKDAYS = {
    "nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "nn": "måndag tysdag onsdag torsdag fredag laurdag sundag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


@given(st.sampled_from(LANGUAGES), st.integers(0, 6), DAYS, st.integers(0, 35), st.sampled_from(["past", "present", "future"]))
def test_every_candidate_has_the_named_weekday(lang: str, number: int, first: date, length: int, tense: str) -> None:
    [mention] = find_times(WEEKDAYS[lang].split()[number], lang)
    reading = resolve(mention, published=day_interval(first, first + timedelta(length)), lang=lang, tense=tense)
    assert reading.earliest is not None
    assert reading.latest is not None
    assert {day.weekday() for day in (reading.earliest, reading.latest, *reading.candidates)} == {number}


@given(st.text(alphabet=string.ascii_lowercase + "åæøäö .,0123456789-–:/'", max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_read_and_spans_reproduce_it(text: str, lang: str) -> None:
    last = 0
    for mention in find_times(text, lang):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        last = mention.end
        assert resolve(mention, published=published("2019-03"), lang=lang).reason in REASONS


WORDS = {lang: [row["text"].replace("[", "").replace("]", "") for part in sorted(FLOORS) for row in expressions(lang, part)] for lang in LANGUAGES}


@given(
    st.data(),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["", "2019-03", "2019-03-13"]),
    st.sampled_from(["past", "present", "future"]),
    st.booleans(),
)
def test_joined_expressions_are_read(data: st.DataObject, lang: str, when: str, tense: str, anchored: bool) -> None:
    """Expressions side by side, in any order: never an error, spans in order, every reason listed."""
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[lang]), min_size=1, max_size=4)))
    anchor = (date(2019, 3, 1), date(2019, 3, 2)) if anchored else None
    for mention in find_times(text, lang):
        assert text[mention.start : mention.end] == mention.text
        reading = resolve(mention, published=published(when), lang=lang, tense=tense, anchor=anchor)
        assert reading.reason in REASONS
        assert (reading.earliest is None) == (reading.latest is None) == (reading.precision is None)


@pytest.mark.parametrize("table", ["times", "numbers"])
def test_word_classes_are_documented(table: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / f"grounding-{table.removesuffix('s')}.md").read_text(encoding="utf-8")
    classes = {row["class"] for lang in LANGUAGES for row in pack(lang).table(table)}
    assert sorted(c for c in classes if f"`{c}`" not in page) == []


def test_mentions_keep_their_parts() -> None:
    [mention] = find_times("sent tirsdag kveld", "nb")
    assert isinstance(mention, TimeMention)
    assert (mention.kind, mention.shape, mention.get("weekday"), mention.get("part")) == ("weekday", "point", "2", "evening")


@pytest.mark.parametrize("text", ["² mars 2019", "10. ² mars", "kl. ²", "②"])
def test_digits_that_are_no_numerals_break_nothing(text: str) -> None:
    for lang in ("nb", "nn", "da", "sv", "en"):
        assert all(text[m.start : m.end] == m.text for m in find_times(text, lang))
