from __future__ import annotations

import pytest

from ifolge.errors import IfolgeError
from ifolge.reading import ReadOptions


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"published": "soon"}, "IF109"),
        ({"lang": "de"}, "IF202"),
        ({"format": "pdf"}, "IF904"),
        ({"columns": {"txt": "a"}}, "IF904"),
        ({"max_mb": 0}, "IF904"),
        ({"encoding": "utf-9"}, "IF904"),
    ],
)
def test_an_option_that_means_nothing_is_an_error(given, code):
    with pytest.raises(IfolgeError) as error:
        ReadOptions(**given)
    assert error.value.issue.code == code


def test_a_declared_month_is_an_interval():
    assert str(ReadOptions(published="2020-02").declared.latest) == "2020-02-29"
