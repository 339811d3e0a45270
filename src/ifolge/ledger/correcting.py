"""What a reviewer may write into a slot of a claim: the codebook's words, the text's own characters, numbers that a database can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from ifolge.codebook import event_types, values
from ifolge.errors import fail
from ifolge.records import Claim, Place

SLOTS = ("type", "polarity", "modality", "agents", "targets", "counts", "place", "time", "attribution", "superseded_by", "note")
"""What a reviewer can correct."""
MOST = 10**12
"""The highest count, far above all people and things that war has counted."""


def corrected(claim: Claim, slot: str, value: Any, *, text: str | None, length: int) -> Any:
    """The full value of a corrected slot: what is left out of an object is taken from what stood there, but for the reason, which was another's.

    :param text: the article's text, where the ledger has it: every span of the correction must be in it.
    :param length: the article's length in characters.
    :raises IfolgeError: IF812 where there is no such slot, or the value is none for it.
    """
    if slot not in SLOTS:
        raise fail("IF812", where=claim.claim_id, slot=slot, detail=f"slots are {', '.join(SLOTS)}")
    before = claim.to_dict()
    if isinstance(value, dict) and isinstance(before[slot], dict):
        value = {**{key: told for key, told in before[slot].items() if key != "reason"}, **value}
    try:
        after = Claim.model_validate({**before, slot: value})
    except ValidationError as error:
        first = error.errors()[0]
        raise fail("IF812", where=claim.claim_id, slot=slot, detail=f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    full = after.to_dict()[slot]
    for wrong in _faults(after, full, text, length):
        raise fail("IF812", where=claim.claim_id, slot=slot, detail=wrong)
    return full


def storable(value: Any) -> bool:
    """Whether every string in a JSON value can be written: UTF-8 on both back ends, no character zero."""
    if isinstance(value, dict):
        return all(storable(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple):
        return all(map(storable, value))
    return not isinstance(value, str) or ("\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value))


def _faults(claim: Claim, value: Any, text: str | None, length: int) -> Iterator[str]:
    """What is wrong with a corrected claim that its record does not check by itself."""
    if not storable(value):
        yield "a character that cannot be stored"
    if claim.type not in event_types():
        yield f"{claim.type!r} is no event type of the codebook"
    yield from _faults_of_counts(claim)
    if claim.place is not None:
        yield from _faults_of_place(claim.place)
    for span in claim.spans():
        if span.end > length or (text is not None and text[span.start : span.end] != span.text):
            yield f"{span.start}–{span.end} of the article is not {span.text!r}"


def _faults_of_counts(claim: Claim) -> Iterator[str]:
    for index, count in enumerate(claim.counts):
        if count.effect not in values("effect") or count.who not in values("who"):
            yield f"{count.effect!r} of {count.who!r} is not in the codebook"
        if any(n is not None and not 0 <= n <= MOST for n in (count.low, count.best, count.high)):
            yield f"a count lies between 0 and {MOST}"
        if count.subset_of is not None and (count.subset_of == index or not 0 <= count.subset_of < len(claim.counts)):
            yield f"count {index} cannot be part of count {count.subset_of}"


def _faults_of_place(place: Place) -> Iterator[str]:
    if place.country is not None and not (len(place.country) == 2 and place.country.isascii() and place.country.isupper()):
        yield f"{place.country!r} is no ISO 3166-1 alpha-2 code"
    if (place.lat is None) != (place.lon is None):
        yield "latitude and longitude are known together or not at all"
