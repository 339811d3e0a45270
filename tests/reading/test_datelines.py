from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.reading.datelines import find_datelines, read_header

PROSE = "Minst elleve mennesker ble drept i et angrep mot byen.\n" * 6


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.booleans(), st.sampled_from(["", " ", "\ufeff"[:0], "\n"]), st.text(max_size=40))
def test_every_header_gives_its_days_and_where_the_body_begins(day, whole, lead, rest):
    value = day.isoformat() if whole else day.isoformat()[:7]
    header = read_header(f"{lead}date {value} x{rest}")
    assert header.value == value
    assert header.end == len(f"{lead}date {value} ")
    assert header.moment.earliest <= day <= header.moment.latest
    assert (header.moment.earliest == header.moment.latest) is whole


@given(st.text(max_size=60))
def test_a_header_never_reaches_beyond_the_text(text):
    header = read_header(text)
    assert header is None or header.end <= len(text)


@pytest.mark.parametrize("text", ["Date 2019-03 a", "the date 2019-03 a", " date of birth", " date 12 x", "update 2019-03 x", ""])
def test_what_is_no_header(text):
    assert read_header(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "Publisert 16. januar 2019 kl. 19:20",
        "Publisert: 16.01.2019 19:20",
        "PUBLISERT 16. JAN. 2019",
        "Publisert onsdag 16. januar 2019",
        "Onsdag 16. januar 2019 kl. 19:20",
        "Onsdag 16. januar 2019 kl. 19:20Den amerikanske hæren",
        "16. januar 2019",
        "Først publisert 16.1.2019",
        "Av Kari Nordmann, publisert 16. januar 2019",
        "Oppdatert 17. januar 2019 Publisert 16. januar 2019",
        "Fyrst publisert: onsdag 16. januar 2019",
        "Offentliggjort d. 16. januar 2019 klokken 19.20",
        "Publiceret den 16. jan. 2019 kl. 19.20",
        "Publicerad: 16 januari 2019, 19:20",
        "Publicerad onsdag den 16 januari 2019",
        "Published on Wednesday 16 January 2019 at 19:20",
        "Published: Jan 16, 2019",
        "Publisert:\n16. januar 2019",
        "2019-01-16",
    ],
)
def test_lines_that_say_when_a_page_was_published(line):
    for text in (f"{line}\n{PROSE}", f"{PROSE}{line}\n"):
        assert find_datelines(text)["published"].earliest == date(2019, 1, 16)


@pytest.mark.parametrize(
    "line",
    [
        "Oppdatert 16. januar 2019",
        "Sist oppdatert: 16.01.2019",
        "Senast uppdaterad 16 januari 2019",
        "Opdateret den 16. januar 2019",
        "Last updated 16 January 2019",
        "Sist endra 16. januar 2019",
    ],
)
def test_an_update_is_kept_apart(line):
    assert {k: str(v) for k, v in find_datelines(f"{line}\n{PROSE}").items()} == {"updated": "2019-01-16"}


@pytest.mark.parametrize(
    "line",
    [
        "Videoen ble publisert 16. januar 2019 av gruppen.",
        "Onsdag 16. januar 2019 kl. 19.20 gikk bomben av i byen.",
        "Den 16. januar 2019 ble tolv drept.",
        "Nå nettopp",
        "Sist oppdatert nå nettopp",
        "Publisert for 17 dager siden",
        "Publisert 16. januar",
        "Foto: NTB, 16. januar 2019",
        "Publisert 31. februar 2019",
    ],
)
def test_lines_that_say_no_such_thing(line):
    assert find_datelines(f"{line}\n{PROSE}") == {}


def test_only_the_first_and_last_lines_count():
    assert find_datelines(f"{PROSE}16. januar 2019\n{PROSE}") == {}
