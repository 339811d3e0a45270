from __future__ import annotations

import pytest

from ifolge.llm.anchoring import LONGEST_SHOWN, Refused, anchored, shown
from ifolge.llm.reply import Quote

from .conftest import article

TEXT = "date 2019-03 \nLik ble funnet. Like etter ble to lik til funnet, sa IS-krigere om 3\u00a0000 menn; caf\u00e9en brant.\n– Nei, sier\nhun."


@pytest.mark.parametrize(
    ("words", "nth", "stands"),
    [
        ("Lik", None, "Lik"),
        ("lik", None, "lik"),
        ("ble", 2, "ble"),
        ("IS", None, "IS"),
        ("3 000 menn", None, "3\u00a0000 menn"),
        ("sier hun", None, "sier\nhun"),
        ("cafe\u0301en", None, "café" + "en"),
        ("– Nei", 1, "– Nei"),
        ("hun.", None, "hun."),
    ],
)
def test_words_are_found_where_they_stand(words: str, nth: int | None, stands: str) -> None:
    span = anchored(Quote(q=words, nth=nth), article(TEXT), "trigger")
    assert span.text == TEXT[span.start : span.end] == stands


def test_which_time_is_counted_from_one() -> None:
    text = "ble ble ble"
    assert [anchored(Quote(q="ble", nth=n), article(text), "trigger").start for n in (1, 2, 3)] == [0, 4, 8]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (Quote(q="drept"), "do not stand there"),
        (Quote(q="li"), "do not stand there"),
        (Quote(q="LIK"), "do not stand there"),
        (Quote(q="ble", nth=3), "stand there 2 times, not 3"),
        (Quote(q="ble"), "stand there 2 times, and it is not said which is meant"),
        (Quote(q=".*"), "do not stand there"),
    ],
)
def test_nothing_is_chosen_for_the_model(quote: Quote, told: str) -> None:
    with pytest.raises(Refused) as refused:
        anchored(quote, article(TEXT), "trigger")
    assert (refused.value.code, refused.value.field, refused.value.values["detail"]) == ("IF712", "trigger", told)


def test_the_header_before_the_body_holds_no_words() -> None:
    with pytest.raises(Refused):
        anchored(Quote(q="date"), article(TEXT, body_start=13), "time")


def test_a_message_shows_no_endless_words() -> None:
    assert len(shown("x" * 1000)) <= LONGEST_SHOWN + 2
