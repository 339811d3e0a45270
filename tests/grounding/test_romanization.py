"""Slavic names of Nordic news, spelt as English spells them."""

from __future__ import annotations

import pytest

from ifolge.grounding.romanization import english_name


@pytest.mark.parametrize(
    ("nordic", "english"),
    [
        ("Igor Misjenkov", "Igor Mishenkov"),
        ("Vjatsjeslav Antonov", "Vyacheslav Antonov"),
        ("Vjatjeslav Antonov", "Vyacheslav Antonov"),
        ("Volodymyr Kovalskyj", "Volodymyr Kovalsky"),
        ("Jevgenij Janukovitsj", "Yevgeny Yanukovich"),
        ("Petro Sjtsjerbin", "Petro Shcherbin"),
        ("Ruslan Alijev", "Ruslan Aliyev"),
    ],
)
def test_slavic_names_are_spelt_as_in_english(nordic: str, english: str) -> None:
    assert english_name(nordic) == english


@pytest.mark.parametrize(
    "name", ["Erik Sjöberg", "Kristin Tjernberg", "Benjamin Levin", "Martin Krasnik", "Jens Stoltenberg", "Kjell Magne", "Oleh Tarasjuk"]
)
def test_other_names_stay_as_they_are(name: str) -> None:
    assert english_name(name) == name
