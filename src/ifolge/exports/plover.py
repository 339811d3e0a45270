"""Event records with the field names of PLOVER (Political Language Ontology for Verifiable Event Records, draft 0.8), as JSON lines.

A line is one claim: every affirmed claim of every type and modality, and denied ones where PLOVER has a form for them, which is `REJECT`: somebody
denies it, a proposal is turned down, or a meeting or an agreement did not come about. Other denied claims ("nobody was killed") are left out: a
reader who passes over a mark of negation would count what did not happen.

Category and mode follow the [crosswalk](codebook/event-types.md#crosswalks). What is only spoken of has the category of speaking, as the manual wants
it: a demand is `REQUEST`, planned violence is `THREATEN`, planned help or retreat is `AGREE`; other plans have the context `future`, suppositions
`hypothetical`. A `statement` is `REQUEST`, `THREATEN`, `ACCUSE` or `REJECT` by its modality, stance and polarity; PLOVER codes no others, and they
have `has_event` false and no category. A mode that PLOVER does not list for the category is left out.

PLOVER requires a date and a source actor. Ours are `null` and an empty list where the article tells none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ifolge.codebook import event_types
from ifolge.exports import said
from ifolge.exports.countries import country_of
from ifolge.exports.rows import Column
from ifolge.exports.tolls import Toll, total, whole
from ifolge.ledger import Entry
from ifolge.records import Actor, Claim, Participant, Place, Source

CODEBOOK = "plover-base-0.8"

QUADS: Mapping[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""The 16 categories: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. ``REQUEST`` was called ``DEMAND`` up to draft 0.8."""

MODES: Mapping[str, frozenset[str]] = {
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "ASSAULT": frozenset(
        """abduct beat torture sexual assassinate targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control cleansing massacre
        unconventional""".split()
    ),
    "COERCE": frozenset("seize confiscate restrict ban censor curfew martial-law arrest deport withhold misinformation cyber".split()),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "RETREAT": frozenset({"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"}),
    "THREATEN": frozenset({"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"}),
}
"""The modes that PLOVER lists for the categories that we write with one."""

CONTEXTS: Mapping[str, str] = {"chemical_attack": "cbrn", "displacement": "migration", "aid": "humanitarian", "military_support": "military"}
"""What the event type itself says of the context."""

SECTORS: Mapping[str, str] = {
    "state_military": "MIL",
    "state_government": "GOV",
    "non_state_armed": "REB",
    "international_coalition": "MIL",
    "media": "JRN",
    "civilians": "CVL",
}
"""Sector by kind of actor; the others have a code instead, or neither."""

CODES: Mapping[str, str] = {"international_coalition": "IGO", "international_organisation": "IGO", "ngo": "NGO"}
"""Code of an actor that is no country's."""

RECIPROCAL = frozenset({"armed_clash", "negotiation", "agreement"})
"""Types in which both sides do it: PLOVER has all of them as sources and nobody as recipient."""

DEALINGS = frozenset({"negotiation", "agreement"})
SAID_OF = frozenset({"violation"})
"""Types that are an accusation by themselves: those who say it are the sources, the agents are the accused."""

ABOUT_AGREEING = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID", "RETREAT"})
"""Categories whose plans are promises: cooperation "reported in future tense" is ``AGREE`` in PLOVER."""


@dataclass(frozen=True, slots=True)
class Coding:
    """How PLOVER codes a claim. ``by_speaker``: those who say it are the source actors, and those whom they speak of are the recipients."""

    event: str | None
    mode: str | None = None
    context: str | None = None
    by_speaker: bool = False


def plover_jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries that PLOVER has a form for as lines of JSON with PLOVER's field names (``PLOVER_FIELDS``)."""
    for entry in entries:
        coding = coding_of(entry.claim)
        if coding is not None:
            record = {name: field.value((entry, coding)) for name, field in PLOVER_FIELDS.items()}
            yield json.dumps(record, ensure_ascii=False) + "\n"


def coding_of(claim: Claim) -> Coding | None:
    """The category, mode and context of a claim; ``None`` for a denied one that PLOVER has no form for."""
    kind = event_types().get(claim.type)
    if kind is None:
        return None
    if claim.polarity == "denied":
        return _denied(claim)
    if claim.modality == "demanded":
        return Coding("REQUEST", by_speaker=True)
    if len(kind.plover_events) > 1:
        return _spoken(claim)
    event = kind.plover_events[0]
    mode = kind.plover_mode if kind.plover_mode in MODES.get(event, ()) else None
    if claim.modality == "planned":
        return _planned(claim, event, mode)
    return Coding(event, mode, "hypothetical" if claim.modality == "hypothetical" else None, by_speaker=claim.type in SAID_OF)


def _denied(claim: Claim) -> Coding | None:
    if claim.type in DEALINGS:
        return Coding("REJECT", "meet" if claim.type == "negotiation" else None)
    refused = claim.attribution.stance == "denies" or claim.type == "statement"
    return Coding("REJECT", by_speaker=True) if refused else None


def _spoken(claim: Claim) -> Coding:
    """A statement: what it does by its stance, or by what it announces."""
    if claim.attribution.stance in ("accuses", "suspects"):
        return Coding("ACCUSE", "allege", by_speaker=True)
    if claim.attribution.stance == "denies":
        return Coding("REJECT", by_speaker=True)
    return Coding("THREATEN", by_speaker=True) if claim.modality == "planned" else Coding(None)


def _planned(claim: Claim, event: str, mode: str | None) -> Coding:
    if event == "ASSAULT":
        return Coding("THREATEN", "territory" if claim.type == "territorial_change" else "violence")
    return Coding("AGREE") if event in ABOUT_AGREEING else Coding(event, mode, "future")


def actor_record(told_by: Participant | Source) -> dict[str, Any]:
    """A PLOVER actor: code, sector, words of the text, id and name. A person has the code and sector of the organisation."""
    mention = told_by.mention if isinstance(told_by, Participant) else told_by.span
    actor = told_by.actor
    behind = actor.affiliation if actor and actor.kind == "person" else actor
    return {
        "code": _code(behind),
        "sector": SECTORS.get(behind.kind) if behind else None,
        "actor_text": said.shown(mention.text) or None,
        "identifier_id": (actor.external.get("wikidata") or actor.id) if actor else None,
        "identifier_text": actor.name if actor else None,
    }


def _code(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    country = country_of(actor.country)
    return CODES.get(actor.kind) or (country.iso3 if country else None)


Told = tuple[Entry, Coding]
"""What a field is told from."""


def _sources(told: Told) -> list[dict[str, Any]]:
    claim, coding = told[0].claim, told[1]
    if coding.by_speaker:
        return [actor_record(source) for source in claim.attribution.sources]
    both = (*claim.agents, *claim.targets) if claim.type in RECIPROCAL else claim.agents
    return [actor_record(p) for p in both]


def _recipients(told: Told) -> list[dict[str, Any]]:
    claim, coding = told[0].claim, told[1]
    spoken_of = claim.agents or claim.targets
    people = spoken_of if coding.by_speaker else () if claim.type in RECIPROCAL else claim.targets
    return [actor_record(p) for p in people]


def location(place: Place) -> dict[str, Any]:
    """A PLOVER location, with GeoNames' names of fields and three of our own: names of province and district, and the precision."""
    country = country_of(place.country)
    geonames = (place.id or "").removeprefix("geonames:")
    return {
        "geonameid": int(geonames) if geonames.isdigit() else None,
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "country code": place.country,
        "cc3": country.iso3 if country else None,
        "admin1_name": place.adm1,
        "admin2_name": place.adm2,
        "where_prec": place.precision,
    }


def _evidence_span(claim: Claim) -> dict[str, int]:
    return {"start": min(s.start for s in claim.evidence), "end": max(s.end for s in claim.evidence)}


def _citation(entry: Entry) -> dict[str, Any]:
    claim, article = entry.claim, entry.article
    return {
        "citation": article.doc_id,
        "url": article.url,
        "title": article.title,
        "language": article.lang,
        "publication": said.publisher(entry),
        "coder": f"{claim.extractor.name} {claim.extractor.version}",
        "codebook": CODEBOOK,
    }


def _contexts(told: Told) -> list[str]:
    claim, coding = told[0].claim, told[1]
    return [context for context in (CONTEXTS.get(claim.type), coding.context) if context]


def _number(effect: str, bound: str) -> Callable[[Told], object]:
    def number(told: Told) -> object:
        toll: Toll = total(whole(told[0].claim, effect))
        return getattr(toll, bound)

    return number


def _figures(effect: str, field: str, words: str) -> dict[str, Column[Told]]:
    return {
        field: Column(f"{words}, best value; `null` where the text gives only a bound", _number(effect, "best")),
        f"{field}_low": Column(f"{words}, lower bound (ours)", _number(effect, "low")),
        f"{field}_high": Column(f"{words}, upper bound (ours)", _number(effect, "high")),
    }


PLOVER_FIELDS: Mapping[str, Column[Told]] = {
    "id": Column("the claim's id in the ledger", lambda t: t[0].claim.claim_id),
    "has_event": Column("false for a statement that PLOVER has no category for", lambda t: t[1].event is not None),
    "date": Column("first day that it can have been, ISO 8601; `null` where the article does not tell", lambda t: _day(t, "earliest")),
    "enddate": Column("last day that it can have been", lambda t: _day(t, "latest")),
    "source": Column(
        "who does it: a list of actors, each with `code` (ISO 3166-1 alpha-3, or IGO, NGO), `sector`, `actor_text` (the words of the article), `identifier_id` (Wikidata "
        "where known, else our register) and `identifier_text`. Of a request, accusation or rejection those who utter it; of a clash, talks or an agreement both sides",
        _sources,
    ),
    "recipient": Column("to whom it is done, alike; of a request, accusation or rejection those whom it is about", _recipients),
    "event": Column("the category, in a list; empty where `has_event` is false", lambda t: [t[1].event] if t[1].event else []),
    "mode": Column("the mode, in a list; empty where there is none", lambda t: [t[1].mode] if t[1].mode else []),
    "context": Column("`future`, `hypothetical`, and what the type itself tells: `cbrn`, `humanitarian`, `migration`, `military`", _contexts),
    "quad_code": Column(
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", lambda t: QUADS[t[1].event] if t[1].event else None
    ),
    "event_loc": Column(
        "the place with GeoNames' field names (`geonameid`, `name`, `latitude`, `longitude`, `country code`, `cc3`) and ours (`admin1_name`, `admin2_name`, `where_prec`)",
        lambda t: location(t[0].claim.place) if t[0].claim.place else None,
    ),
    "event_text": Column("the words that name the event, in a list", lambda t: [words for words in [said.shown(t[0].claim.trigger.text)] if words]),
    **_figures("killed", "dead", "people killed"),
    **_figures("injured", "injured", "people wounded"),
    "size": Column("people killed or wounded in one number that the text does not divide, best value", _number("killed_or_injured", "best")),
    "link": Column(
        "the incident that it is linked into, else the event within the article: the same for records about the same",
        lambda t: t[0].incident_id or t[0].claim.event_id,
    ),
    "text": Column(
        "the words of the article that carry the claim; PLOVER asks who passes them on to have the right to",
        lambda t: said.evidence(t[0].claim) or None,
    ),
    "text_info": Column("`start` and `end` of these words, code points of the article's text", lambda t: _evidence_span(t[0].claim)),
    "cite_info": Column(
        "the article and what coded it: `citation` (our id of the article), `url`, `title`, `language`, `publication`, `coder`, `codebook`",
        lambda t: _citation(t[0]),
    ),
    "coder": Column("the rule that fired", lambda t: t[0].claim.extractor.rule),
    "claim_type": Column("our event type (ours)", lambda t: t[0].claim.type),
    "polarity": Column("`affirmed` or `denied` (ours)", lambda t: t[0].claim.polarity),
    "modality": Column("how surely, in the text's own terms (ours)", lambda t: t[0].claim.modality),
    "stance": Column("what the source does by saying it (ours)", lambda t: t[0].claim.attribution.stance),
    "said_by": Column("who says it: a list of actors (ours)", lambda t: [actor_record(s) for s in t[0].claim.attribution.sources]),
    "date_precision": Column(
        "UCDP `date_prec`, 1 day to 5 more than a month (ours)", lambda t: t[0].claim.time.precision if t[0].claim.time else None
    ),
    "confidence": Column("how sure the extractor is of the claim, 0–1 (ours)", lambda t: t[0].claim.confidence),
}
"""The fields of a record in their order: PLOVER's names, then ours."""


def _day(told: Told, bound: str) -> str | None:
    day = getattr(told[0].claim.time, bound, None)
    return day.isoformat() if day else None
