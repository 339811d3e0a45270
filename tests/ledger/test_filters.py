"""Each filter, in SQL, wants the claims that the same filter in plain Python wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ifolge.codebook import event_types
from ifolge.errors import IfolgeError
from ifolge.extraction import Extraction
from ifolge.ledger import EVERYTHING, ORDERS, STANDINGS, Entry, Filters, Store
from ifolge.ledger.rows import killed
from ifolge.records import Actor, Incident

Extractions = tuple[Extraction, ...]


@pytest.fixture
def judged(filled: Store) -> Store:
    """A ledger with all kinds of status, corrections and an incident."""
    ids = [entry.claim.claim_id for entry in filled.entries()]
    for claim in ids[::7]:
        filled.judge(claim, "accept", reviewer="a", reason="read it")
    for claim in ids[3::11]:
        filled.judge(claim, "reject", reviewer="b", reason="not so")
    for claim in ids[5::13]:
        filled.judge(claim, "correct", reviewer="c", reason="a typing error", slot="note", value="attempt")
    incident = Incident(incident_id="inc_1", type="killing", claim_ids=tuple(ids[:4]))
    filled.store_incidents([incident], run_id=filled.begin("link", extractor="one"))
    return filled


def names_of(actor: Actor | None, words: str) -> Iterator[str]:
    yield (actor.name if actor else words).casefold()
    if actor and actor.affiliation:
        yield actor.affiliation.name.casefold()


def is_one(actor: Actor | None, words: str, wanted: str) -> bool:
    ids = {actor.id, actor.affiliation.id if actor.affiliation else None} if actor else set()
    return wanted in ids or any(wanted.casefold() in name for name in names_of(actor, words))


def takes_part(entry: Entry, wanted: str) -> bool:
    return any(is_one(p.actor, p.mention.text, wanted) for p in (*entry.claim.agents, *entry.claim.targets))


def says(entry: Entry, wanted: str) -> bool:
    told = entry.claim.attribution
    return any(is_one(s.actor, s.span.text, wanted) for s in told.sources) or any(is_one(v.actor, v.name, wanted) for v in told.via)


def is_at(entry: Entry, wanted: str) -> bool:
    place = entry.claim.place
    if place is None:
        return False
    if wanted.startswith("geonames:"):
        return place.id == wanted
    return any(wanted.casefold() in name.casefold() for name in (place.name, place.adm1, place.adm2) if name)


def in_box(entry: Entry, box: tuple[float, float, float, float]) -> bool:
    place, (west, south, east, north) = entry.claim.place, box
    if place is None or place.lat is None or place.lon is None:
        return False
    across = west <= place.lon <= east if west <= east else place.lon >= west or place.lon <= east
    return across and south <= place.lat <= north


def in_group(entry: Entry, wanted: str) -> bool:
    return wanted in (entry.claim.type, event_types()[entry.claim.type].group)


PLAIN: dict[str, Callable[[Entry, Any], bool]] = {
    "since": lambda e, day: bool(e.claim.time and e.claim.time.latest and e.claim.time.latest >= day),
    "until": lambda e, day: bool(e.claim.time and e.claim.time.earliest and e.claim.time.earliest <= day),
    "countries": lambda e, given: bool(e.claim.place) and e.claim.place.country in {code.upper() for code in given},
    "places": lambda e, given: any(is_at(e, one) for one in given),
    "box": in_box,
    "types": lambda e, given: any(in_group(e, one) for one in given),
    "actors": lambda e, given: any(takes_part(e, one) for one in given),
    "sources": lambda e, given: any(says(e, one) for one in given),
    "languages": lambda e, given: e.article.lang in given,
    "modalities": lambda e, given: e.claim.modality in given,
    "polarity": lambda e, given: e.claim.polarity == given,
    "statuses": lambda e, given: e.status in given,
    "reviewed": lambda e, given: not given or e.status == "accepted" or (bool(e.corrected) and e.status != "rejected"),
    "min_confidence": lambda e, given: e.claim.confidence >= given,
    "documents": lambda e, given: e.article.doc in given or e.article.doc_id in given,
    "incidents": lambda e, given: e.incident_id in given,
    "updated_since": lambda e, given: e.changed_at >= given,
}
"""Each filter once more, over entries in memory."""


def wanted(entries: list[Entry], filters: Filters) -> set[str]:
    asked = {name: getattr(filters, name) for name in PLAIN if getattr(filters, name) != getattr(EVERYTHING, name)}
    statuses = filters.statuses if filters.statuses is not None else ("unreviewed", "accepted")
    return {e.claim.claim_id for e in entries if e.status in statuses and all(PLAIN[name](e, value) for name, value in asked.items())}


def found(store: Store, filters: Filters) -> set[str]:
    ids = [entry.claim.claim_id for entry in store.entries(filters)]
    assert len(ids) == len(set(ids)) == store.count(filters)
    return set(ids)


def values(entries: list[Entry]) -> dict[str, list[Any]]:
    """For each filter all the values that could matter to these entries, and one that wants none."""
    claims = [e.claim for e in entries]
    places = [c.place for c in claims if c.place]
    times = sorted({day for c in claims if c.time and c.time.earliest for day in (c.time.earliest, c.time.latest)})
    people = [(p.actor, p.mention.text) for c in claims for p in (*c.agents, *c.targets)]
    speakers = [(s.actor, s.span.text) for c in claims for s in c.attribution.sources]
    speakers += [(v.actor, v.name) for c in claims for v in c.attribution.via]

    def who(given: list[tuple[Actor | None, str]]) -> list[tuple[str, ...]]:
        ids = {one for actor, _ in given if actor for one in (actor.id, actor.affiliation and actor.affiliation.id) if one}
        words = {name for actor, text in given for name in names_of(actor, text)}
        return [(one,) for one in sorted(ids | words)] + [("a%",), ("_",), ("Æ",), ("nobody at all",)]

    named = {name for p in places for name in (p.name, p.adm1, p.id) if name}
    changes = sorted({e.changed_at for e in entries})
    return {
        "since": [*times, times[-1] + timedelta(days=1)],
        "until": [*times, times[0] - timedelta(days=1)],
        "countries": [(code,) for code in sorted({p.country for p in places if p.country})] + [("lY", "so"), ("AQ",)],
        "places": [(name,) for name in sorted(named)] + [("tripOLI",), ("%",), ("nowhere at all",)],
        "box": [(p.lon - 1, max(p.lat - 1, -90), p.lon + 1, p.lat + 1) for p in places if p.lat is not None and p.lon is not None]
        + [(30.0, -90.0, -30.0, 90.0), (0.0, 0.0, 0.0, 0.0)],
        "types": [(slug,) for slug in event_types()] + [("violence",), ("speech", "killing")],
        "actors": who(people),
        "sources": who(speakers),
        "languages": [("nb",), ("nn",), ("da", "sv"), ("en",)],
        "modalities": [("asserted",), ("possible", "probable"), ("planned",), ("demanded",), ("hypothetical",)],
        "polarity": ["affirmed", "denied"],
        "statuses": [(), *((one,) for one in STANDINGS), ("accepted", "rejected"), STANDINGS],
        "reviewed": [True],
        "min_confidence": [0.1, 0.5, 0.67, 0.9, 1.0],
        "documents": [(e.article.doc,) for e in entries[::20]] + [(entries[0].article.doc_id, entries[-1].article.doc)] + [("no.txt",)],
        "incidents": [("inc_1",), ("inc_2",)],
        "updated_since": [*changes[:: max(1, len(changes) // 8)], changes[-1] + timedelta(microseconds=1)],
    }


def test_every_filter_has_a_plain_one() -> None:
    assert set(PLAIN) == {field.name for field in fields(Filters)} - {"order", "descending", "limit"}


def test_each_value_of_each_filter_wants_the_same_as_in_plain_python(judged: Store) -> None:
    entries = list(judged.entries(Filters(statuses=STANDINGS)))
    assert {e.status for e in entries} == set(STANDINGS)
    given = values(entries)
    assert set(given) == set(PLAIN)
    for name, each in given.items():
        filters = [Filters(**{name: value}) for value in each]
        sets = [wanted(entries, one) for one in filters]
        assert any(sets)
        for one, ids in zip(filters, sets, strict=True):
            assert found(judged, one) == ids, one


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_filters_together_want_what_each_of_them_wants(judged: Store, data: st.DataObject) -> None:
    entries = list(judged.entries(Filters(statuses=STANDINGS)))
    given = values(entries)
    names = data.draw(st.lists(st.sampled_from(sorted(given)), min_size=2, max_size=4, unique=True))
    filters = Filters(**{name: data.draw(st.sampled_from(given[name])) for name in names})
    assert found(judged, filters) == wanted(entries, filters), filters


KEYS: dict[str, Callable[[Entry], Any]] = {
    "time": lambda e: (e.claim.time.earliest, e.claim.time.latest) if e.claim.time and e.claim.time.earliest else None,
    "type": lambda e: e.claim.type,
    "confidence": lambda e: e.claim.confidence,
    "killed": lambda e: killed(e.claim),
    "changed": lambda e: e.changed_at,
    "place": lambda e: e.claim.place and (e.claim.place.country, e.claim.place.adm1 or "\uffff", e.claim.place.name),
    "reading": lambda e: e.article.doc_id,
}


@pytest.mark.parametrize("descending", [False, True])
def test_every_order_is_one_and_what_is_not_known_comes_last(judged: Store, descending: bool) -> None:
    assert set(KEYS) == set(ORDERS)
    for order in ORDERS:
        if order == "place" and descending:
            continue  # an unknown province is last both ways
        ordered = list(judged.entries(Filters(order=order, descending=descending)))
        keys = [KEYS[order](e) for e in ordered]
        known = [key for key in keys if key is not None]
        assert keys == sorted(known, reverse=descending) + [None] * (len(keys) - len(known)), order
        few = [e.claim.claim_id for e in judged.entries(Filters(order=order, descending=descending, limit=5))]
        assert few == [e.claim.claim_id for e in ordered[:5]]


def test_words_are_read_as_values() -> None:
    read = Filters.of(since="2019", until="2020-02", types="killing", box="-10,20,30,40.5", updated_since="2026-01-02T03:04", countries=["LY", "SO"])
    assert read == Filters(
        since=date(2019, 1, 1),
        until=date(2020, 2, 29),
        types=("killing",),
        box=(-10, 20, 30, 40.5),
        updated_since=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
        countries=("LY", "SO"),
    )
    assert Filters.of(since="2019-03-04", until=date(2019, 3, 4), limit=None) == Filters(since=date(2019, 3, 4), until=date(2019, 3, 4))
    assert Filters.of(updated_since="2026-01-02T03:04:05+02:00").updated_since == datetime(2026, 1, 2, 1, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "2019-13"),
        ("since", "19"),
        ("until", "yesterday"),
        ("until", "2019-02-30"),
        ("countries", "Norge"),
        ("box", "1,2,3"),
        ("box", "a,b,c,d"),
        ("box", (0, 10, 1, 9)),
        ("box", (0, 0, 190, 1)),
        ("types", "murder"),
        ("languages", "fi"),
        ("modalities", "sure"),
        ("polarity", "maybe"),
        ("statuses", "new"),
        ("min_confidence", 1.1),
        ("min_confidence", float("nan")),
        ("order", "size"),
        ("limit", -1),
        ("updated_since", "noon"),
    ],
)
def test_a_value_that_means_nothing_is_refused(name: str, value: Any) -> None:
    with pytest.raises(IfolgeError) as error:
        Filters.of(**{name: value})
    assert error.value.issue.code == "IF811"


def test_a_filter_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError):
        Filters.of(colour="red")


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(IfolgeError):
        replace(EVERYTHING, updated_since=datetime(2026, 1, 1))
