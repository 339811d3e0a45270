"""The column names and codes of ACLED (Armed Conflict Location & Event Data), as CSV.

A row is one claim of a kind of event that ACLED codes (all of ours but the group *speech*) that is said to have happened; denied claims and claims
about what is planned, demanded or supposed are left out. ACLED has one row an event; joining the claims about one event is a decision that this
export does not take. The columns are named as ACLED names them so that its tools can read them; no data of ACLED are contained, and ACLED's terms
forbid to build a competing data set from theirs.

Event and sub-event follow the [crosswalk](codebook/event-types.md#crosswalks). For `territorial_change` the sub-event says who gains ground:
*Government regains territory* where the state in whose country it lies does, *Non-state actor overtakes territory* where an armed group does, else it
stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ifolge.codebook import EventType, event_types
from ifolge.exports import said
from ifolge.exports.countries import country_of
from ifolge.exports.parties import STATE, SURE, is_named, party
from ifolge.exports.rows import Column, csv_lines, empty, joined
from ifolge.exports.slots import of_country, of_place, of_time, year
from ifolge.exports.tolls import FACTUAL, total, whole
from ifolge.ledger import Entry
from ifolge.records import Actor, Claim, Participant, Place, Time

NOT_CODED = "speech"
"""The group of event types that ACLED has nothing like: it codes what happened, not what was said."""

DISORDER: Mapping[str, str] = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
"""ACLED's disorder type of an event type."""

TIME_PRECISION: Mapping[int, int] = {1: 1, 2: 2, 3: 2, 4: 3}
"""ACLED's 1 day, 2 week, 3 month, by UCDP ``date_prec``; an interval of more than a month has no code."""

GEO_PRECISION: Mapping[int, int] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
"""ACLED's 1 town, 2 near it or a small area, 3 larger region, by UCDP ``where_prec``; a country and the sea have no code."""

STATE_FORCES, PROTESTERS, CIVILIANS, OTHERS = 1, 6, 7, 8
INTERACTIONS = frozenset({11, 16, 17, 18, 66, 67, 68, 78})
"""The pairs of these codes that ACLED lists, the smaller one first."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the columns of one row are told from: the claim, its kind of event, and the participants that stand first and second."""

    entry: Entry
    kind: EventType
    first: tuple[Participant, ...]
    second: tuple[Participant, ...]

    @classmethod
    def of(cls, entry: Entry) -> Row:
        claim = entry.claim
        return cls(entry, event_types()[claim.type], _actors(claim.agents), _actors(claim.targets))

    @property
    def claim(self) -> Claim:
        return self.entry.claim


def acled_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries that ACLED could code as lines of CSV with ACLED's columns (``ACLED_COLUMNS``)."""
    return csv_lines(ACLED_COLUMNS, (Row.of(entry) for entry in entries if is_coded(entry.claim)))


def is_coded(claim: Claim) -> bool:
    """Whether ACLED could code a claim: a kind of event of theirs that is said to have happened."""
    kind = event_types().get(claim.type)
    return claim.polarity == "affirmed" and claim.modality in FACTUAL and kind is not None and kind.group != NOT_CODED


def sub_event(row: Row) -> str | None:
    """ACLED's sub-event; ``None`` where the claim does not tell which of several it is."""
    if len(row.kind.acled_sub_events) == 1:
        return row.kind.acled_sub_events[0]
    gainer = party(row.first[0]) if row.first else None
    if gainer is None:
        return None
    if gainer.kind == "non_state_armed":
        return "Non-state actor overtakes territory"
    return "Government regains territory" if inter(gainer, row) == STATE_FORCES else None


def _actors(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """Participants that are parties, or civilians: a barracks or a convoy is no actor."""
    found = ((p, party(p)) for p in people if p.certainty in SURE)
    return tuple(p for p, actor in found if actor is not None and (is_named(actor) or actor.kind == "civilians"))


def actor_name(actor: Actor, place: Place | None) -> str:
    """The canonical name; civilians with the country in brackets, as ACLED writes them."""
    if actor.kind != "civilians":
        return actor.name
    country = country_of(place.country) if place else None
    return f"Civilians ({country.name})" if country else "Civilians"


def inter(actor: Actor, row: Row) -> int | None:
    """ACLED's code of a kind of actor. Rebels and militias differ by aims that an article does not tell: armed groups have none here."""
    if row.claim.type == "protest" and actor.kind == "civilians":
        return PROTESTERS
    if actor.kind == "civilians":
        return CIVILIANS
    if actor.kind in ("international_coalition", "international_organisation"):
        return OTHERS
    place = row.claim.place
    if actor.kind in STATE and actor.country and place and place.country:
        return STATE_FORCES if actor.country == place.country else OTHERS
    return None


def interaction(row: Row) -> int | None:
    """Both codes as one number, the smaller first, where both are known."""
    first, second = _inter(row, row.first), _inter(row, row.second)
    if first is None or second is None:
        return None
    pair = 10 * min(first, second) + max(first, second)
    return pair if pair in INTERACTIONS else None


def _inter(row: Row, people: tuple[Participant, ...]) -> int | None:
    actor = party(people[0]) if people else None
    return inter(actor, row) if actor else None


def _name(row: Row, people: tuple[Participant, ...]) -> str | None:
    actor = party(people[0]) if people else None
    return actor_name(actor, row.claim.place) if actor else None


def _associates(people: tuple[Participant, ...]) -> str:
    """Those who stand beside the first, and the organisations that they belong to; a state's forces belong to the state by their name."""
    found: list[str] = []
    for i, participant in enumerate(people):
        actor = party(participant)
        if actor is not None:
            found += [actor.name] if i else []
            found += [actor.affiliation.name] if actor.affiliation and actor.kind not in STATE else []
    return joined(found)


def is_civilian_targeting(claim: Claim) -> bool:
    """Whether civilians are what was attacked."""
    return event_types()[claim.type].group == "violence" and any(
        p.actor and p.actor.kind == "civilians" and p.certainty in SURE for p in claim.targets
    )


def fatalities(claim: Claim) -> int | None:
    """ACLED wants one figure, the most conservative: the lower bound, else the best; ``None`` where there is neither."""
    toll = total(whole(claim, "killed"))
    return toll.low if toll.low is not None else toll.best


def notes(entry: Entry) -> str:
    """The words that carry the claim, and who says it how."""
    claim = entry.claim
    who = joined([said.sources(claim) or said.publisher(entry), *(f"via {name}" for name in said.relays(claim))], ", ")
    how = claim.attribution.stance + ("" if claim.modality == "asserted" else f", {claim.modality}")
    return joined([said.evidence(claim), f"[{who}: {how}]" if who else f"[{how}]"], " ")


def _day(time: Time) -> str | None:
    return time.earliest.isoformat() if time.earliest and time.earliest == time.latest else None


def _interval(time: Time) -> str | None:
    return f"date={time.earliest}/{time.latest}" if time.earliest and time.earliest != time.latest else None


ACLED_COLUMNS: Mapping[str, Column[Row]] = {
    "event_id_cnty": Column("the claim's id in the ledger", lambda r: r.claim.claim_id),
    "event_date": Column(
        "the day, ISO 8601, where it is known; ACLED would choose one of a longer interval, we leave it empty and give the interval in `tags`",
        of_time(_day),
    ),
    "year": Column("year, where the whole interval lies in one", of_time(year)),
    "time_precision": Column(
        "1 the day, 2 an interval of up to a week, 3 of up to a month; empty for longer ones", of_time(lambda t: TIME_PRECISION.get(t.precision or 0))
    ),
    "disorder_type": Column(
        "Political violence, Demonstrations or Strategic developments, by the event type", lambda r: DISORDER[r.kind.acled_event]
    ),
    "event_type": Column("by the crosswalk", lambda r: r.kind.acled_event),
    "sub_event_type": Column("by the crosswalk; empty where it names several and the claim does not tell which", sub_event),
    "actor1": Column("the first agent that is a party, or `Civilians (country)`", lambda r: _name(r, r.first)),
    "assoc_actor_1": Column(
        "further agents, and the organisations that those who are no state belong to; several by `; `", lambda r: _associates(r.first)
    ),
    "inter1": Column(
        "1 state forces in their own country, 6 protesters, 7 civilians, 8 forces from abroad, coalitions and international organisations; empty for armed groups, which ACLED divides by aims",
        lambda r: _inter(r, r.first),
    ),
    "actor2": Column("the first target that is a party, or `Civilians (country)`", lambda r: _name(r, r.second)),
    "assoc_actor_2": Column("as `assoc_actor_1`, of the targets", lambda r: _associates(r.second)),
    "inter2": Column("as `inter1`, of `actor2`", lambda r: _inter(r, r.second)),
    "interaction": Column("both codes, the smaller first, where both are known", interaction),
    "civilian_targeting": Column(
        "`Civilian targeting` where civilians are what was attacked", lambda r: "Civilian targeting" if is_civilian_targeting(r.claim) else None
    ),
    "iso": Column("numeric ISO 3166-1 code of the country", of_country("iso_numeric")),
    "region": Column("empty: ACLED's own division of the world", empty),
    "country": Column("English name of the country", of_country("name")),
    "admin1": Column("province", of_place(lambda p: p.adm1)),
    "admin2": Column("district", of_place(lambda p: p.adm2)),
    "admin3": Column("empty: the gazetteer goes no deeper", empty),
    "location": Column("name of the place", of_place(lambda p: p.name)),
    "latitude": Column("decimal degrees WGS 84", of_place(lambda p: p.lat)),
    "longitude": Column("decimal degrees WGS 84", of_place(lambda p: p.lon)),
    "geo_precision": Column(
        "1 the place, 2 near it or a district, 3 a province or larger area; empty for a country and for the sea",
        of_place(lambda p: GEO_PRECISION.get(p.precision)),
    ),
    "source": Column(
        "the sources named, the relays and the publisher; several by `; `", lambda r: joined([said.sources(r.claim), said.offices(r.entry)])
    ),
    "source_scale": Column("empty: how far a source reaches is ACLED's judgement", empty),
    "notes": Column("the words of the article that carry the claim; in square brackets who says it, through whom, and how", lambda r: notes(r.entry)),
    "fatalities": Column(
        "the most conservative figure: the lower bound, else the best; empty where the claim has neither, where ACLED has 0",
        lambda r: fatalities(r.claim),
    ),
    "tags": Column("`date=first/last`, where the day is not known", of_time(_interval)),
    "timestamp": Column("when the claim changed last in the ledger, seconds since 1970 (UTC)", lambda r: int(r.entry.changed_at.timestamp())),
}
"""ACLED's columns in their order, with what each holds here."""
