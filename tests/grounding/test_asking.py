"""Each resolver by itself: one question, and many as JSON lines."""

from __future__ import annotations

import json
import time

import pytest

from ifolge.errors import IfolgeError, Issue
from ifolge.grounding.asking import Question, ask, ask_all
from ifolge.grounding.reasons import reasons


def answer(resolver: str, **row: str) -> dict[str, object]:
    found = ask(resolver, Question.of(row))
    assert found["reason"] is None or found["reason"] in reasons()
    assert (found["why"] is None) == (found["reason"] is None)
    return found


@pytest.mark.parametrize(
    ("mention", "lang", "published", "days"),
    [
        ("natt til onsdag", "nb", "2019-03", ("2019-02-26", "2019-03-27")),
        ("natt til onsdag", "nn", "2019-03-14", ("2019-03-12", "2019-03-13")),
        ("i tirsdags", "da", "2019-03-14", ("2019-03-12", "2019-03-12")),
        ("på tisdagen", "sv", "2019-03-14", ("2019-03-12", "2019-03-12")),
        ("last year", "en", "2019-03-14", ("2018-01-01", "2018-12-31")),
        ("i går", "nb", None, (None, None)),
    ],
)
def test_time_is_an_interval_that_is_no_narrower_than_what_is_known(
    mention: str, lang: str, published: str | None, days: tuple[str | None, str | None]
) -> None:
    found = answer("time", mention=mention, lang=lang, **({"published": published} if published else {}))
    assert (found["earliest"], found["latest"]) == days


def test_time_follows_the_tense() -> None:
    row = {"mention": "tirsdag", "lang": "nb", "published": "2019-03-14"}
    assert answer("time", **row)["latest"] == "2019-03-12"
    assert answer("time", **row, tense="future")["latest"] == "2019-03-19"


@pytest.mark.parametrize(
    ("mention", "lang", "low", "high"),
    [("fem til seks hundre", "nb", 500, 600), ("minst tjueein", "nn", 21, None), ("halvfjerds", "da", 70, 70), ("trehundra", "sv", 300, 300)],
)
def test_number_is_a_range(mention: str, lang: str, low: int, high: int | None) -> None:
    found = answer("number", mention=mention, lang=lang)
    assert (found["low"], found["high"], found["count"]) == (low, high, True)


def test_number_that_is_no_count_says_why() -> None:
    found = answer("number", mention="32", lang="nb", text="En 32 år gammel mann ble drept.")
    assert (found["count"], found["reason"]) == (False, "age")


def test_place_is_that_of_the_country_named() -> None:
    assert answer("place", mention="Deir al-Zor", lang="da", country="Syrien")["country"] == "SY"
    assert answer("place", mention="Tripoli", lang="nb", country="LB")["country"] == "LB"
    assert answer("place", mention="Tripoli", lang="nb", text="Kampene i Libya har nådd Tripoli.")["country"] == "LY"
    assert answer("place", mention="utenfor Tripoli", lang="nb", country="LY")["where_prec"] == 2


def test_actor_is_that_of_the_country_named_and_a_person_is_affiliated_by_the_text() -> None:
    forces = answer("actor", mention="regjeringsstyrkene", lang="nb", country="Syria")["actor"]
    assert isinstance(forces, dict)
    assert (forces["country"], forces["kind"]) == ("SY", "state_military")
    person = answer("actor", mention="SDF-talsmann Omar Karimi", lang="nb", country="SY")["actor"]
    assert isinstance(person, dict)
    assert (person["kind"], person["affiliation"]["id"]) == ("person", "sdf-syria")


@pytest.mark.parametrize("resolver", ["time", "number", "place"])
def test_words_in_which_nothing_is_found_are_unread(resolver: str) -> None:
    assert answer(resolver, mention="blomster", lang="nb") == {
        "mention": "blomster",
        "lang": "nb",
        "reason": "unread",
        "why": "nothing of the kind is known in these words",
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"lang": "nb"}, "IF906"),
        ({"mention": "i går"}, "IF906"),
        ({"mention": "i går", "lang": "nb", "when": "nå"}, "IF906"),
        ({"mention": 7, "lang": "nb"}, "IF906"),
        ({"mention": "i går", "lang": "nb", "tense": "perfect"}, "IF906"),
        ({"mention": "i går", "lang": "nb", "published": "forleden"}, "IF109"),
        ({"mention": "i går", "lang": "de"}, "IF202"),
    ],
)
def test_what_is_no_question_is_an_error(row: dict[str, object], code: str) -> None:
    with pytest.raises(IfolgeError) as caught:
        Question.of(row)
    assert caught.value.issue.code == code


def test_many_are_answered_in_order_and_bad_lines_keep_their_place() -> None:
    lines = ['{"mention": "i går", "published": "2020-01-02"}', "no JSON", "[]", '{"mention": "i dag", "lang": "sv", "published": "2020-01-02"}']
    found = list(ask_all("time", lines, known={"lang": "nb"}))
    answers = [a for a in found if not isinstance(a, Issue)]
    assert [a.get("earliest", a.get("error")) for a in answers] == ["2020-01-01", "IF107", "IF906", "2020-01-02"]
    assert [(i.code, i.line) for i in found if isinstance(i, Issue)] == [("IF107", 2), ("IF906", 3)]


@pytest.mark.parametrize(("resolver", "least"), [("time", 4_000), ("number", 3_000), ("place", 800), ("actor", 1_000)])
def test_many_are_answered_quickly(resolver: str, least: int) -> None:
    """A fifth of what one core does on a machine of its own (docs/grounding-alone.md)."""
    words = {"time": "natt til onsdag", "number": "minst 25", "place": "Hama", "actor": "syriske regjeringsstyrker"}[resolver]
    lines = [json.dumps({"mention": words, "lang": "nb", "published": "2019-03-14", "country": "SY"})] * 2_000
    list(ask_all(resolver, lines[:10], known={}))
    start = time.process_time()
    assert len(list(ask_all(resolver, lines, known={}))) == 2_000
    assert 2_000 / (time.process_time() - start) >= least
