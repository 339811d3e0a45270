"""Sources and actors as the database counts them are those that one counts by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from ifolge.errors import IfolgeError
from ifolge.ledger import ACTOR_ORDERS, SOURCE_ORDERS, ActorRow, Entry, Filters, SourceRow, Store
from ifolge.ledger.rows import killed
from ifolge.records import Actor

SOME = (Filters(), Filters(types=("violence",)), Filters(languages=("nb", "sv"), min_confidence=0.6), Filters(countries=("AQ",)))


def key(actor: Actor | None, words: str) -> str:
    return actor.id if actor else words.casefold()


def days(entries: Iterable[Entry]) -> tuple[date | None, date | None]:
    times = [e.claim.time for e in entries if e.claim.time and e.claim.time.earliest and e.claim.time.latest]
    return min((t.earliest for t in times if t.earliest), default=None), max((t.latest for t in times if t.latest), default=None)


def speakers(entry: Entry) -> Iterator[tuple[str, str, str]]:
    told = entry.claim.attribution
    for source in told.sources:
        yield key(source.actor, source.span.text), "source", source.kind
    for via in told.via:
        if via.kind == "relay":
            yield key(via.actor, via.name), "via", "relay"


def row_key(row: SourceRow | ActorRow) -> str:
    return row.actor_id or row.name.casefold()


@pytest.mark.parametrize("filters", SOME)
def test_sources_are_counted_right(filled: Store, filters: Filters) -> None:
    entries = list(filled.entries(filters))
    said: dict[str, dict[str, list[Entry]]] = {}
    kinds: dict[str, Counter[str]] = {}
    for entry in entries:
        for who, role, kind in speakers(entry):
            mine = said.setdefault(who, {"source": [], "via": []})[role]
            if entry not in mine:
                mine.append(entry)
            kinds.setdefault(who, Counter())[kind] += 1
    rows = {row_key(row): row for row in filled.sources(filters)}
    assert rows.keys() == said.keys()
    for who, row in rows.items():
        own, passed = said[who]["source"], said[who]["via"]
        assert (row.claims, row.relayed) == (len(own), len(passed))
        assert row.articles == len({e.claim.doc_id for e in own + passed})
        assert row.stances == Counter(e.claim.attribution.stance for e in own)
        assert row.denied == sum(e.claim.polarity == "denied" for e in own)
        assert row.kind in kinds[who]
        assert (row.first, row.last) == days(own + passed)


@pytest.mark.parametrize("filters", SOME)
def test_actors_are_counted_right(filled: Store, filters: Filters) -> None:
    entries = list(filled.entries(filters))
    roles: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        for role, people in (("agent", entry.claim.agents), ("target", entry.claim.targets)):
            for who in {key(p.actor, p.mention.text) for p in people}:
                roles.setdefault(who, {"agent": [], "target": []})[role].append(entry)
    rows = {row_key(row): row for row in filled.actors(filters)}
    assert rows.keys() == roles.keys()
    for who, row in rows.items():
        does, suffers = roles[who]["agent"], roles[who]["target"]
        any_role = does + [x for x in suffers if x not in does]
        assert (row.agent, row.target, row.articles) == (len(does), len(suffers), len({e.claim.doc_id for e in any_role}))
        assert row.denied == sum(e.claim.polarity == "denied" for e in any_role)
        for dead, some in ((row.killed_as_agent, does), (row.killed_as_target, suffers)):
            told = [n for e in some if e.claim.polarity == "affirmed" and (n := killed(e.claim)) is not None]
            assert dead == max(told, default=None)
        assert (row.first, row.last) == days(any_role)


def test_corrections_count(filled: Store) -> None:
    row = next(row for row in filled.sources() if row.stances.get("states"))
    entry = next(
        e
        for e in filled.entries()
        if row_key(row) in {who for who, role, _ in speakers(e) if role == "source"} and e.claim.attribution.stance == "states"
    )
    filled.judge(entry.claim.claim_id, "correct", reviewer="a", reason="b", slot="attribution", value={"stance": "retracts"})
    after = next(one for one in filled.sources() if row_key(one) == row_key(row))
    assert after.stances["retracts"] == row.stances.get("retracts", 0) + 1
    filled.judge(entry.claim.claim_id, "reject", reviewer="a", reason="b")
    gone = next((one.claims for one in filled.sources() if row_key(one) == row_key(row)), 0)
    assert gone == row.claims - 1


def test_orders_and_limits(filled: Store) -> None:
    usual = [row.claims + row.relayed for row in filled.sources()]
    assert usual == sorted(usual, reverse=True)
    both = [row.agent + row.target for row in filled.actors()]
    assert both == sorted(both, reverse=True)
    for listed, orders in ((filled.sources, SOURCE_ORDERS), (filled.actors, ACTOR_ORDERS)):
        for order in orders:
            for descending in (False, True):
                rows = list(listed(order=order, descending=descending))  # type: ignore[operator]
                values = [getattr(row, order) for row in rows]
                known = [value for value in values if value is not None]
                assert values == sorted(known, reverse=descending) + [None] * (len(values) - len(known))
                assert list(listed(order=order, descending=descending, limit=3)) == rows[:3]  # type: ignore[operator]
        with pytest.raises(IfolgeError) as error:
            list(listed(order="size"))  # type: ignore[operator]
        assert error.value.issue.code == "IF811"
