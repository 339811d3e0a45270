"""The vocabulary of the house: frozen, typed records that every room shares.

Field by field they follow the codebook (``ifolge.codebook``, sections 1–9). All spans are half-open ranges of Unicode code points
in the stored text of one article; days are ISO 8601; countries ISO 3166-1 alpha-2; coordinates decimal degrees WGS 84.
``Record.to_json`` and ``Record.from_json`` go out and in without loss.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Lang = Literal["nb", "nn", "da", "sv", "en"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "probable", "possible", "planned", "demanded", "hypothetical"]
Mode = Literal["direct", "indirect", "narrated"]
Stance = Literal["states", "confirms", "claims", "denies", "accuses", "suspects", "retracts"]
SourceKind = Literal["party", "monitor", "official", "witness", "media", "document", "anonymous"]
ActorKind = Literal[
    "state_military",
    "state_government",
    "non_state_armed",
    "international_coalition",
    "international_organisation",
    "ngo",
    "media",
    "civilians",
    "person",
    "unknown",
]
DateOrigin = Literal["dateline", "url_day", "metadata", "header", "option"]
DatePrecision = Literal["time", "day", "month", "year"]
IncidentStatus = Literal["single_source", "corroborated", "contested", "admitted", "denied"]
JudgementVerdict = Literal["accept", "reject", "correct", "merge", "split", "note"]


class Record(BaseModel):
    """Base of all records: immutable, closed to unknown fields, JSON both ways."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    def to_json(self) -> str:
        """One line of JSON with every field, non-ASCII characters kept as they are."""
        return self.model_dump_json()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready values (days as ISO strings, tuples as lists)."""
        return self.model_dump(mode="json")

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Read what ``to_json`` wrote. Raises ``pydantic.ValidationError`` on anything else."""
        return cls.model_validate_json(line)


class Span(Record):
    """Exact characters of an article: ``article.text[start:end] == text``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _length_matches(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}–{self.end} does not have the length of its text {self.text!r}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span ``[start, end)`` of an article's text."""
        return cls(start=start, end=end, text=text[start:end])


class Published(Record):
    """When an article was published: always an interval, with where it was read from (codebook, section 1)."""

    earliest: date
    latest: date
    precision: DatePrecision
    origin: DateOrigin
    at: datetime | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest > self.latest:
            raise ValueError(f"published: earliest {self.earliest} is after latest {self.latest}")
        return self


class Article(Record):
    """One dated text (codebook, section 1).

    ``text`` is immutable; every span of every claim points into it. ``body_start`` is where the article proper begins: what stands before
    (a ``date`` header line) is never parsed. ``doc`` is the name it was read under, ``doc_id`` a hash of the normalised content.
    """

    doc_id: str
    doc: str
    text: str
    lang: Lang
    published: Published | None = None
    body_start: int = 0
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


class Actor(Record):
    """Who a mention refers to (codebook, section 4). ``name`` is the canonical English name; a person may have an ``affiliation``.

    ``external`` holds ids of other registers (``ucdp``, ``wikidata``), only where a source gives them. ``reason`` says why this actor was chosen.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    affiliation: Actor | None = None
    external: dict[str, str] = Field(default_factory=dict)
    reason: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its own name, and its affiliation's."""
        return (self.name,) if self.affiliation is None else (self.name, self.affiliation.name)


class Participant(Record):
    """A mention in the role of agent or target, with how sure that role is."""

    mention: Span
    certainty: Modality = "asserted"
    actor: Actor | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it goes by: the words themselves, and the names of the actor where known."""
        return (self.mention.text, *(self.actor.names if self.actor else ()))


class Count(Record):
    """A number of people or things and what befell them (codebook, section 5). ``None`` bounds are open.

    ``subset_of`` is the index, in the same claim's counts, of the count that this one is part of.
    """

    effect: str
    who: str = "unknown"
    side: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    approximate: bool = False
    certainty: Modality = "asserted"
    span: Span
    subset_of: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"count: low {self.low}, best {self.best}, high {self.high} are not in order")
        return self


class Place(Record):
    """Where the event happened (codebook, section 6). ``precision`` is UCDP ``where_prec`` 1–7; ``candidates`` what else it could be."""

    span: Span
    id: str | None = None
    name: str
    country: str | None = None
    adm1: str | None = None
    adm2: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    precision: int = Field(ge=1, le=7)
    candidates: tuple[str, ...] = ()
    reason: str | None = None


class Time(Record):
    """When the event happened: an interval, never one invented day (codebook, section 7). ``precision`` is UCDP ``date_prec`` 1–5.

    An expression that cannot be resolved keeps its span with null days and a reason.
    """

    span: Span
    earliest: date | None = None
    latest: date | None = None
    candidates: tuple[date, ...] = ()
    precision: int | None = Field(default=None, ge=1, le=5)
    reason: str | None = None

    @model_validator(mode="after")
    def _holds_candidates(self) -> Self:
        if (self.earliest is None) != (self.latest is None):
            raise ValueError("time: earliest and latest are known together or not at all")
        if self.earliest is not None and self.latest is not None:
            if self.earliest > self.latest:
                raise ValueError(f"time: earliest {self.earliest} is after latest {self.latest}")
            if any(not self.earliest <= day <= self.latest for day in self.candidates):
                raise ValueError("time: a candidate lies outside the interval")
        return self


class Source(Record):
    """One link of an attribution chain: who says it, by which cue (codebook, section 8)."""

    span: Span
    kind: SourceKind
    actor: Actor | None = None
    cue: Span | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it goes by: the words themselves, and the names of the actor where known."""
        return (self.span.text, *(self.actor.names if self.actor else ()))


class Via(Record):
    """A relay (an agency, a paper) or a channel (Twitter, a statement) that the source's words came through."""

    span: Span
    name: str
    kind: Literal["relay", "channel"]
    actor: Actor | None = None


class Attribution(Record):
    """Who says it, and how: the chain from the source nearest the fact (``sources``) through ``via`` to the publisher."""

    mode: Mode = "narrated"
    stance: Stance = "states"
    sources: tuple[Source, ...] = ()
    via: tuple[Via, ...] = ()
    publisher: str | None = None
    implied: bool = False


class Extractor(Record):
    """What made a claim: program, version, and the rule that fired."""

    name: str
    version: str
    rule: str


class Claim(Record):
    """One source's statement that one event or state of one type happened, or did not (codebook, section 2)."""

    claim_id: str
    doc_id: str
    doc: str
    event_id: str
    lang: Lang
    type: str
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    trigger: Span
    evidence: tuple[Span, ...] = Field(min_length=1)
    agents: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    counts: tuple[Count, ...] = ()
    place: Place | None = None
    time: Time | None = None
    attribution: Attribution = Attribution()
    superseded_by: str | None = None
    note: str | None = None
    confidence: float = Field(ge=0, le=1)
    extractor: Extractor

    def spans(self) -> list[Span]:
        """Every span of the claim, in no particular order: each must reproduce the article's characters."""
        found = [self.trigger, *self.evidence, *(p.mention for p in (*self.agents, *self.targets)), *(c.span for c in self.counts)]
        found += [x.span for x in (self.place, self.time) if x is not None]
        for source in self.attribution.sources:
            found += [source.span, *([source.cue] if source.cue else [])]
        return found + [v.span for v in self.attribution.via]


class Contradiction(Record):
    """Two claims of one incident that cannot both be right, and on what."""

    slot: Literal["fact", "agent", "target", "counts", "place", "time"]
    claim_a: str
    claim_b: str
    explanation: str


class Incident(Record):
    """A revisable hypothesis that several claims are about one happening (codebook, section 9)."""

    incident_id: str
    type: str
    claim_ids: tuple[str, ...] = Field(min_length=1)
    agents: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    place: Place | None = None
    time: Time | None = None
    counts: tuple[Count, ...] = ()
    independent_sources: int = Field(default=1, ge=0)
    status: IncidentStatus = "single_source"
    contradictions: tuple[Contradiction, ...] = ()


class Judgement(Record):
    """One person's signed decision on a claim or an incident; undone only by another judgement."""

    judgement_id: str
    subject: str
    verdict: JudgementVerdict
    reviewer: str
    at: datetime
    reason: str
    slot: str | None = None
    value: Any = None
    made_on: str
    undoes: str | None = None


RECORDS: dict[str, type[Record]] = {
    "article": Article,
    "claim": Claim,
    "participant": Participant,
    "actor": Actor,
    "count": Count,
    "place": Place,
    "time": Time,
    "attribution": Attribution,
    "incident": Incident,
    "judgement": Judgement,
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record by its lower-case name. Raises ``KeyError`` for an unknown one."""
    schema = RECORDS[name].model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
