from __future__ import annotations

from collections.abc import Callable

from ifolge.exports.plots import claims_by_source_and_type
from ifolge.ledger import Entry
from ifolge.records import Attribution


def test_every_claim_is_counted_once(variant: Callable[..., Entry]) -> None:
    told = [("NTB", "airstrike"), ("NTB", "airstrike"), ("NTB", "siege"), ("DR", "siege")]
    figure = claims_by_source_and_type(variant(type=kind, attribution=Attribution(publisher=name)) for name, kind in told)
    [ax] = figure.axes
    assert [label.get_text() for label in ax.get_yticklabels()] == ["NTB · 3", "DR · 1"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["airstrike · 2", "siege · 2"]
    assert {text.get_position(): text.get_text() for text in ax.texts} == {(0, 0): "2", (1, 0): "1", (1, 1): "1"}
