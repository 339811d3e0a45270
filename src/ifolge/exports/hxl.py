"""Casualty figures with the hashtags of the Humanitarian Exchange Language (HXL), as CSV: a row of headings, a row of hashtags, then the data.

A row is one claim that says that people were killed or wounded: any type of event, affirmed, told as fact (asserted, probable or possible), with at
least one number of killed, of wounded, or of both together. Several sources about one event are several rows, each with its own figures: that is what
HXL's `#meta+source` is for, and adding rows up would count people twice.

A number has a lower bound, a best value and an upper bound (`+min`, `+best`, `+max`); what the text leaves open is empty. Parts ("among them three
children") are in the columns of those people and in the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ifolge.exports import said
from ifolge.exports.rows import Column, joined
from ifolge.exports.slots import of_country, of_place, of_time
from ifolge.exports.tolls import FACTUAL, Toll, of_whom, total, whole
from ifolge.ledger import Entry
from ifolge.records import Claim, Participant
from ifolge.writing import csv_line

CASUALTIES = ("killed", "injured", "killed_or_injured")
BOUNDS: Mapping[str, tuple[str, str]] = {"min": ("low", "at least"), "best": ("best", "best value"), "max": ("high", "at most")}
"""HXL attribute of a bound: our name of it, and its heading."""


def hxl_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries with casualty figures as lines of CSV, with the headings and hashtags of ``HXL_COLUMNS`` above them."""
    yield csv_line(heading for heading, _ in HXL_COLUMNS.values())
    yield csv_line(HXL_COLUMNS)
    for entry in entries:
        if has_casualties(entry.claim):
            yield csv_line(column.value(entry) for _, column in HXL_COLUMNS.values())


def has_casualties(claim: Claim) -> bool:
    """Whether a claim says as a fact that a number of people were killed or wounded."""
    return claim.polarity == "affirmed" and claim.modality in FACTUAL and any(whole(claim, effect) for effect in CASUALTIES)


Cells = dict[str, tuple[str, Column[Entry]]]
"""Heading and column by hashtag."""


def _figures(hashtag: str, heading: str, description: str, toll: Callable[[Claim], Toll]) -> Cells:
    """The three columns of one number."""
    return {
        f"{hashtag}+{attribute}": (f"{heading}, {words}", Column(f"{description}: {words}", _bound(toll, bound)))
        for attribute, (bound, words) in BOUNDS.items()
    }


def _bound(toll: Callable[[Claim], Toll], bound: str) -> Callable[[Entry], object]:
    return lambda entry: getattr(toll(entry.claim), bound)


def _names(people: Iterable[Participant]) -> str:
    return joined(said.name_of(p.actor, p.mention.text) for p in people)


HXL_COLUMNS: Mapping[str, tuple[str, Column[Entry]]] = {
    "#meta+claim_id": ("Claim", Column("the claim's id in the ledger", lambda e: e.claim.claim_id)),
    "#meta+event_id": ("Event in the article", Column("shared by claims of one article about one event", lambda e: e.claim.event_id)),
    "#meta+incident_id": ("Incident", Column("the incident that it is linked into, if any", lambda e: e.incident_id)),
    "#date+start": ("First day", Column("first day that it can have been, ISO 8601", of_time(lambda t: t.earliest))),
    "#date+end": ("Last day", Column("last day that it can have been", of_time(lambda t: t.latest))),
    "#date+precision": (
        "Precision of the date",
        Column("UCDP `date_prec`: 1 day, 2 two to six days, 3 week, 4 up to a month, 5 more", of_time(lambda t: t.precision)),
    ),
    "#event+type": ("Event", Column("event type, see [event types](codebook/event-types.md)", lambda e: e.claim.type)),
    "#event+modality": ("How surely", Column("`asserted`, `probable` or `possible`", lambda e: e.claim.modality)),
    **_figures("#affected+killed", "Killed", "people killed", lambda c: total(whole(c, "killed"))),
    **_figures(
        "#affected+killed+civilians", "Killed civilians", "those of them whom the text calls civilians", lambda c: of_whom(c, "killed", "civilian")
    ),
    **_figures("#affected+killed+children", "Killed children", "those of them whom the text calls children", lambda c: of_whom(c, "killed", "child")),
    **_figures("#affected+killed+f", "Killed women", "those of them whom the text calls women", lambda c: of_whom(c, "killed", "woman")),
    **_figures("#affected+injured", "Injured", "people wounded", lambda c: total(whole(c, "injured"))),
    **_figures(
        "#affected+injured+civilians", "Injured civilians", "those of them whom the text calls civilians", lambda c: of_whom(c, "injured", "civilian")
    ),
    **_figures(
        "#affected+injured+children", "Injured children", "those of them whom the text calls children", lambda c: of_whom(c, "injured", "child")
    ),
    **_figures("#affected+injured+f", "Injured women", "those of them whom the text calls women", lambda c: of_whom(c, "injured", "woman")),
    **_figures(
        "#affected+killed_or_injured",
        "Killed or injured",
        "people killed or wounded in one number that the text does not divide; in no other column",
        lambda c: total(whole(c, "killed_or_injured")),
    ),
    "#loc+name": ("Place", Column("name of the place", of_place(lambda p: p.name))),
    "#loc+id": ("Place id", Column("`geonames:N` where GeoNames has the place", of_place(lambda p: p.id))),
    "#country+code+v_iso2": ("Country code", Column("ISO 3166-1 alpha-2", of_place(lambda p: p.country))),
    "#country+name": ("Country", Column("English name", of_country("name"))),
    "#adm1+name": ("Province", Column("first-level unit", of_place(lambda p: p.adm1))),
    "#adm2+name": ("District", Column("second-level unit", of_place(lambda p: p.adm2))),
    "#geo+lat": ("Latitude", Column("decimal degrees WGS 84", of_place(lambda p: p.lat))),
    "#geo+lon": ("Longitude", Column("decimal degrees WGS 84", of_place(lambda p: p.lon))),
    "#geo+precision": (
        "Precision of the place",
        Column(
            "UCDP `where_prec`: 1 exact place, 2 near it, 3 district, 4 province, 5 linear or fuzzy area, 6 country, 7 sea or airspace",
            of_place(lambda p: p.precision),
        ),
    ),
    "#org+agent": ("Done by", Column("who did it, as the claim has it; several by `; `", lambda e: _names(e.claim.agents))),
    "#org+target": ("Done to", Column("to whom it was done; several by `; `", lambda e: _names(e.claim.targets))),
    "#meta+source": ("Source", Column("who says it: the source nearest the fact; several by `; `", lambda e: said.sources(e.claim))),
    "#meta+source+type": (
        "Kind of source",
        Column(
            "`party`, `monitor`, `official`, `witness`, `media`, `document` or `anonymous`, in the order of the sources",
            lambda e: "; ".join(s.kind for s in e.claim.attribution.sources),
        ),
    ),
    "#meta+via": ("Through", Column("agencies and papers that passed it on, and the publisher", said.offices)),
    "#meta+url": ("Address", Column("where the article is", lambda e: e.article.url)),
    "#meta+article": ("Article", Column("the article's stable id", lambda e: e.claim.doc_id)),
    "#meta+confidence": ("Confidence", Column("how sure the extractor is of the claim, 0–1", lambda e: e.claim.confidence)),
    "#meta+status": ("Review", Column("`unreviewed`, `accepted` or `rejected`", lambda e: e.status)),
}
"""The columns by hashtag: heading, and what each holds."""
