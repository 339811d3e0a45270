import pytest

from ifolge.grounding.english import plural_of, singular_of

PAIRS = [
    ("soldier", "soldiers"),
    ("businessman", "businessmen"),
    ("fisherman", "fishermen"),
    ("schoolchild", "schoolchildren"),
    ("city", "cities"),
    ("convoy", "convoys"),
    ("wife", "wives"),
    ("church", "churches"),
    ("bus", "buses"),
    ("hostage taker", "hostage takers"),
    ("residential building", "residential buildings"),
    ("prisoner of war", "prisoners of war"),
]


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_both_ways(one: str, many: str) -> None:
    assert plural_of(one) == many
    assert singular_of(many) == one


@pytest.mark.parametrize("noun", ["police", "medical staff", "special forces", "aircraft", "food"])
def test_what_has_one_number_keeps_it(noun: str) -> None:
    assert plural_of(noun) == singular_of(noun) == noun


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_what_has_the_number_already_stays(one: str, many: str) -> None:
    assert singular_of(one) == one
    assert plural_of(many) == many
