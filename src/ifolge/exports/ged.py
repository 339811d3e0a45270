"""The column names and codes of the UCDP Georeferenced Event Dataset (GED), version 23.1, as CSV.

A row is one claim that UCDP could count: organised violence (airstrike, shelling, suicide attack, bombing, chemical attack, clash, attack, killing)
that is said to have happened and to have killed somebody. Denied claims, claims about what is planned, demanded or supposed, and claims without a
number of dead are left out, as are those whose number is zero. One event that three sources tell of is three rows: GED has one row an event, and
joining them is a decision that this export does not take.

What the article does not say stays empty, where GED has a coder's decision. Times are intervals, places have the precision of the words. Of the dead
those count that are no part of another number and that the text tells apart from the wounded ("killed or injured" counts for nothing here).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ifolge.claims.identity import digest
from ifolge.codebook import event_types
from ifolge.exports import said
from ifolge.exports.countries import country_of
from ifolge.exports.grid import priogrid_gid
from ifolge.exports.parties import Side, Sides, is_named, sides, state_of
from ifolge.exports.rows import Column, csv_lines, empty, joined
from ifolge.exports.slots import of_country, of_place, of_time, year
from ifolge.exports.tolls import CIVILIAN, FACTUAL, Toll, total, whole
from ifolge.ledger import Entry
from ifolge.records import Claim, Count, Place

CIVILIANS = "Civilians"
"""UCDP's name of side B in one-sided violence; it has no actor id."""

LOSERS = ("a", "b", "civilians", "unknown")
"""Whose deaths GED counts apart."""

OUR_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Row:
    """What the columns of one row are told from: the claim, its two sides, its dead together, and its dead by the side that lost them."""

    entry: Entry
    sides: Sides
    toll: Toll
    deaths: Mapping[str, Toll]

    @classmethod
    def of(cls, entry: Entry) -> Row:
        counts, both = whole(entry.claim, "killed"), sides(entry.claim)
        losers = {name: [c for c in counts if loser(c, both) == name] for name in LOSERS}
        return cls(entry, both, total(counts), {name: total(lost) for name, lost in losers.items()})

    @property
    def claim(self) -> Claim:
        return self.entry.claim


def ged_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries that UCDP could count as lines of CSV with GED's columns (``GED_COLUMNS``)."""
    return csv_lines(GED_COLUMNS, (Row.of(entry) for entry in entries if is_countable(entry.claim)))


def is_countable(claim: Claim) -> bool:
    """Whether UCDP could count a claim: organised violence that is said to have happened and to have killed."""
    told_as_fact = claim.polarity == "affirmed" and claim.modality in FACTUAL
    kind = event_types().get(claim.type)
    return told_as_fact and kind is not None and kind.ucdp_violence and any(count.high != 0 for count in whole(claim, "killed"))


def loser(count: Count, both: Sides) -> str:
    """Which of GED's columns of deaths a count belongs to. Fighters belong to the side whose mention holds their number, or that the count itself names."""
    if count.who in CIVILIAN:
        return "civilians"
    for name, side in (("a", both.a), ("b", both.b)):
        if side is not None and not side.is_civilian and _lost_by(count, side):
            return name
    return "unknown"


def _lost_by(count: Count, side: Side) -> bool:
    mention = side.told_by.mention
    return count.side in (side.actor.id, side.actor.name) or (count.span.start < mention.end and mention.start < count.span.end)


def stable_number(claim_id: str) -> int:
    """A claim's id as a positive whole number below 2**48: its hexadecimal digits; those of its hash, where it is not one of ours."""
    digits = claim_id.removeprefix("clm_")
    return int(digits if OUR_ID.fullmatch(digits) else digest(claim_id), 16)


def side_name(side: Side | None) -> str | None:
    """A side as UCDP calls it: a state by its government, victims without arms as civilians."""
    if side is None or not (side.is_civilian or is_named(side.actor)):
        return None
    if side.is_civilian:
        return CIVILIANS
    state = state_of(side.actor)
    return f"Government of {state.ucdp_name or state.name}" if state else side.actor.name


def side_id(side: Side | None) -> object:
    """UCDP's id of a side: that of the government for a state and its forces, else the one that the register of actors knows."""
    if side is None:
        return None
    state = state_of(side.actor)
    return state.ucdp_actor if state else side.actor.external.get("ucdp")


def side_gwno(side: Side | None) -> int | None:
    """The Gleditsch–Ward number of a side that is a state."""
    state = state_of(side.actor) if side else None
    return state.gwno if state else None


def dyad_name(both: Sides) -> str | None:
    """Both sides, where both are known."""
    a, b = side_name(both.a), side_name(both.b)
    return f"{a} - {b}" if a and b else None


def source_article(entry: Entry) -> str:
    """Publisher, day and headline of the article, as UCDP writes its sources."""
    return joined([said.publisher(entry), said.day_published(entry), entry.article.title], ", ")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _point(place: Place) -> str | None:
    return f"POINT ({place.lon} {place.lat})" if place.lat is not None and place.lon is not None else None


def _grid(place: Place) -> int | None:
    return priogrid_gid(place.lat, place.lon) if place.lat is not None and place.lon is not None else None


def _country_name(place: Place) -> str | None:
    country = country_of(place.country)
    return (country.ucdp_name or country.name) if country else None


NOT_OURS = "empty: UCDP's own {}"

GED_COLUMNS: Mapping[str, Column[Row]] = {
    "id": Column("a whole number of its own for each row: the hexadecimal digits of the claim's id", lambda r: stable_number(r.claim.claim_id)),
    "relid": Column("the claim's id in the ledger", lambda r: r.claim.claim_id),
    "year": Column("year of the event, where its whole interval lies in one year", of_time(year)),
    "active_year": Column("empty: whether the conflict reached 25 deaths in the year is no statement of an article", empty),
    "code_status": Column(NOT_OURS.format("mark of checked events"), empty),
    "type_of_violence": Column(
        "1 state-based, 2 non-state, 3 one-sided, by what sort of party each side is; empty where one of them is not told. An alliance of states counts as a state; civilians are side B "
        "only where they are what was attacked, not where they died in an attack on somebody else",
        lambda r: r.sides.type_of_violence,
    ),
    "conflict_dset_id": Column(NOT_OURS.format("conflict id before version 17"), empty),
    "conflict_new_id": Column(NOT_OURS.format("conflict id"), empty),
    "conflict_name": Column(NOT_OURS.format("name of the conflict"), empty),
    "dyad_dset_id": Column(NOT_OURS.format("dyad id before version 17"), empty),
    "dyad_new_id": Column(NOT_OURS.format("dyad id"), empty),
    "dyad_name": Column("both sides, where both are known", lambda r: dyad_name(r.sides)),
    "side_a_dset_id": Column(NOT_OURS.format("actor id before version 17"), empty),
    "side_a_new_id": Column("UCDP's actor id of side A (Actor Dataset 22.1)", lambda r: side_id(r.sides.a)),
    "side_a": Column(
        'who did it; in a fight between a state and a group always the state. States and their forces are "Government of …". Only parties that are said, at least with probability, to have '
        "taken part, and that are named or resolved",
        lambda r: side_name(r.sides.a),
    ),
    "side_b_dset_id": Column(NOT_OURS.format("actor id before version 17"), empty),
    "side_b_new_id": Column("UCDP's actor id of side B; `Civilians` have none", lambda r: side_id(r.sides.b)),
    "side_b": Column("to whom it was done, or the other side; `Civilians` in one-sided violence", lambda r: side_name(r.sides.b)),
    "number_of_sources": Column(
        "how many sources the claim names; 1 where the article speaks for itself", lambda r: max(1, len(r.claim.attribution.sources))
    ),
    "source_article": Column("publisher, day and headline of the article, as far as they are known", lambda r: source_article(r.entry)),
    "source_office": Column("the agencies and papers that passed it on, and the publisher; several by `; `", lambda r: said.offices(r.entry)),
    "source_date": Column("day of publication, where it is known to the day", lambda r: said.day_published(r.entry)),
    "source_headline": Column("headline of the article", lambda r: r.entry.article.title),
    "source_original": Column(
        "who says it: the source nearest the fact, a spokesperson with the organisation in brackets; several by `; `", lambda r: said.sources(r.claim)
    ),
    "where_prec": Column(
        "1 exact place, 2 near it, 3 district, 4 province, 5 linear or fuzzy area, 6 country, 7 sea or airspace", of_place(lambda p: p.precision)
    ),
    "where_coordinates": Column("name of the place that the coordinates are of", of_place(lambda p: p.name)),
    "where_description": Column("the words of the article for it", of_place(lambda p: said.shown(p.span.text))),
    "adm_1": Column("province", of_place(lambda p: p.adm1)),
    "adm_2": Column("district", of_place(lambda p: p.adm2)),
    "latitude": Column("decimal degrees WGS 84", of_place(lambda p: p.lat)),
    "longitude": Column("decimal degrees WGS 84", of_place(lambda p: p.lon)),
    "geom_wkt": Column("the same as well-known text, longitude first", of_place(_point)),
    "priogrid_gid": Column("number of the PRIO-GRID cell of half a degree, from the coordinates", of_place(_grid)),
    "country": Column("country of the place, by UCDP's name where it has one", of_place(_country_name)),
    "country_id": Column("its Gleditsch–Ward number; empty where we are not sure of it", of_country("gwno")),
    "region": Column("UCDP's region: Africa, Americas, Asia, Europe, Middle East", of_country("ucdp_region")),
    "event_clarity": Column("empty: whether a report has summed up several incidents is a coder's decision", empty),
    "date_prec": Column("1 day, 2 two to six days, 3 week, 4 up to a month, 5 more than a month", of_time(lambda t: t.precision)),
    "date_start": Column("first day that it can have been, ISO 8601", of_time(lambda t: _iso(t.earliest))),
    "date_end": Column("last day that it can have been", of_time(lambda t: _iso(t.latest))),
    "deaths_a": Column("dead of side A, where the text says that they were its fighters and how many", lambda r: r.deaths["a"].best),
    "deaths_b": Column("dead of side B, likewise", lambda r: r.deaths["b"].best),
    "deaths_civilians": Column("dead whom the text calls civilians, journalists or aid workers", lambda r: r.deaths["civilians"].best),
    "deaths_unknown": Column("other dead", lambda r: r.deaths["unknown"].best),
    "best": Column("the number of dead, the sum of the four before; empty where the text gives only a bound of one of them", lambda r: r.toll.best),
    "high": Column('upper bound; empty where the text leaves it open ("at least seven")', lambda r: r.toll.high),
    "low": Column('lower bound; empty where the text leaves it open ("up to thirty")', lambda r: r.toll.low),
    "gwnoa": Column("Gleditsch–Ward number of side A, where it is a state", lambda r: side_gwno(r.sides.a)),
    "gwnob": Column("Gleditsch–Ward number of side B, where it is a state", lambda r: side_gwno(r.sides.b)),
}
"""The 49 columns of GED 23.1 in their order, with what each holds here."""
