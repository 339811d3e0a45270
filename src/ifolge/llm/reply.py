"""What a model may say: claims in our schema that quote the article's words instead of counting characters.

Closed to unknown fields, so that a misspelt ``modality`` is a fault and no silent ``asserted``. What can be read from the quoted words (offsets, exact bounds, coordinates, actor ids, the mode of
speech, evidence) is not asked for, or only to see whether the model read what we read.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ifolge.codebook import event_types, values
from ifolge.errors import fail
from ifolge.llm.client import Answer, bad_reply
from ifolge.records import Modality, Polarity, SourceKind, Stance

T = TypeVar("T")


class Said(BaseModel):
    """Base of all that a model says."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _event_type(value: str) -> str:
    if value not in event_types():
        raise ValueError(f"not one of the {len(event_types())} event types")
    return value


def _effect(value: str) -> str:
    if value not in values("effect"):
        raise ValueError("not an effect of the codebook")
    return value


def _who(value: str) -> str:
    if value not in values("who"):
        raise ValueError("not one of those whom the codebook counts")
    return value


class Quote(Said):
    """Words of the article, and which time they stand in it, from 1; that may be missing where they stand once."""

    q: str = Field(min_length=1, max_length=300, pattern=r"\S")
    nth: int | None = Field(default=None, ge=1)


class Marked(Said, Generic[T]):
    """A value that is not the usual one, with the words that show it."""

    value: T
    cue: Quote


class SaidParticipant(Quote):
    """Who takes part: the words, and the party's English name where it is a named one."""

    name: str | None = Field(default=None, max_length=200)
    certainty: Marked[Modality] | None = None


class SaidCount(Quote):
    """A number with its bounds as the model reads them; ``part_of`` is the index of the count that it is part of."""

    effect: Annotated[str, AfterValidator(_effect)]
    who: Annotated[str, AfterValidator(_who)] = "unknown"
    low: int | None = Field(ge=0)
    high: int | None = Field(ge=0)
    certainty: Marked[Modality] | None = None
    part_of: int | None = Field(default=None, ge=0)


class SaidPlace(Quote):
    """Where: the words, and the country (ISO 3166-1 alpha-2) that the model takes them to be in."""

    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")


class SaidTime(Quote):
    """When: the words, and the days that the model takes them to mean."""

    earliest: date | None = None
    latest: date | None = None


class SaidSource(Quote):
    """Who says it, by which cue."""

    name: str | None = Field(default=None, max_length=200)
    kind: SourceKind
    cue: Quote | None = None


class SaidVia(Quote):
    """What stands between source and publisher."""

    kind: Literal["relay", "channel"]


class SaidClaim(Said):
    """One claim; ``event`` is the same number for claims about the same happening."""

    type: Annotated[str, AfterValidator(_event_type)]
    event: int
    trigger: Quote
    polarity: Marked[Polarity] | None = None
    modality: Marked[Modality] | None = None
    stance: Marked[Stance] | None = None
    agents: list[SaidParticipant] = []
    targets: list[SaidParticipant] = []
    counts: list[SaidCount] = []
    place: SaidPlace | None = None
    time: SaidTime | None = None
    sources: list[SaidSource] = []
    via: list[SaidVia] = []


class Reply(Said):
    """A whole reply, as the model is asked for it."""

    claims: list[SaidClaim]


class _Envelope(Said):
    claims: list[Any]


def claims_in(answer: Answer, *, where: str) -> list[Any]:
    """The claims of an answer, each still to be judged by itself. Raises ``IfolgeError`` IF706 where it is no such reply, IF707 where it was cut off."""
    if answer.finish == "length":
        raise fail("IF707", where=where, detail=f"after {answer.tokens_out or 'unknown many'} tokens")
    try:
        return _Envelope.model_validate_json(answer.content).claims
    except ValidationError as error:
        raise bad_reply(error, where) from None
