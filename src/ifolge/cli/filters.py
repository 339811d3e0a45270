"""The filters of a ledger as options, each described once.

A verb asks for them by a parameter ``filters`` and ``@filtered``:

    @app.command()
    @filtered
    def claims(ledger: LedgerOption, filters: Filters) -> None: ...
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from ifolge.cli.doing import told

if TYPE_CHECKING:
    from ifolge.ledger import Filters

_Several = list[str] | None


def _option(kind: Any, name: str, help: str, metavar: str | None = None) -> Any:
    return Annotated[kind, typer.Option(name, help=help, metavar=metavar, show_default=False, rich_help_panel="Filters")]


CHOOSING: dict[str, Any] = {
    "since": _option(str | None, "--since", "Events that can have been in this year, month, day or later.", "YYYY[-MM[-DD]]"),
    "until": _option(str | None, "--until", "Events that can have been in this year, month, day or earlier.", "YYYY[-MM[-DD]]"),
    "countries": _option(_Several, "--country", "Country of the place (ISO 3166-1 alpha-2); may be given more than once.", "CODE"),
    "places": _option(
        _Several,
        "--place",
        "Name or part of a name of the place, its district or province, or a GeoNames id; may be given more than once.",
        "NAME|ID",
    ),
    "box": _option(str | None, "--box", "Places inside: west,south,east,north in decimal degrees.", "W,S,E,N"),
    "types": _option(_Several, "--type", "Event type, or a group: violence, control, dealings, speech; may be given more than once.", "TYPE"),
    "actors": _option(
        _Several, "--actor", "Id or part of a name of an agent or target, or of whom it belongs to; may be given more than once.", "NAME|ID"
    ),
    "sources": _option(_Several, "--source", "Id or part of a name of who says it, relays among them; may be given more than once.", "NAME|ID"),
    "languages": _option(_Several, "--lang", "Language of the article: nb, nn, da, sv, en; may be given more than once.", "LANG"),
    "modalities": _option(
        _Several, "--modality", "How sure: asserted, probable, possible, planned, demanded, hypothetical; may be given more than once.", "VALUE"
    ),
    "polarity": _option(str | None, "--polarity", "What is said to have happened (affirmed) or not to have (denied).", "VALUE"),
    "statuses": _option(
        _Several,
        "--status",
        "What reviewers decided: unreviewed, accepted, rejected; may be given more than once; all but rejected if not given.",
        "STATUS",
    ),
    "reviewed": _option(bool, "--reviewed", "Only what a reviewer accepted or corrected."),
    "min_confidence": _option(float | None, "--min-confidence", "Leave out claims less sure than this.", "0–1"),
    "documents": _option(_Several, "--article", "Name or doc_id of the article; may be given more than once.", "NAME|ID"),
    "incidents": _option(_Several, "--incident", "Id of the incident it is linked into; may be given more than once.", "ID"),
    "updated_since": _option(str | None, "--updated-since", "Changed at this moment or later (ISO 8601, UTC if it has no zone).", "MOMENT"),
}
"""Which claims: filters by their names in ``ifolge.ledger.Filters``."""
ORDERING: dict[str, Any] = {
    "order": _option(str | None, "--sort", "Sorted by reading (article and place in it), time, place, type, confidence, killed or changed.", "ORDER"),
    "descending": _option(bool, "--descending", "The other way round."),
    "limit": _option(int | None, "--limit", "So many at most.", "N"),
}
"""In which order, and how many."""


def filtered(verb: Callable[..., None], options: dict[str, Any] = CHOOSING | ORDERING) -> Callable[..., None]:
    """The verb with all filters as options in the place of its parameter ``filters``. A value that means nothing is wrong usage (IF811)."""
    hints = get_type_hints(verb, localns={"Filters": object}, include_extras=True)
    parameters: list[inspect.Parameter] = []
    for own in inspect.signature(verb).parameters.values():
        if own.name != "filters":
            parameters.append(own.replace(kind=own.KEYWORD_ONLY, annotation=hints[own.name]))
            continue
        for name, kind in options.items():
            parameters.append(inspect.Parameter(name, own.KEYWORD_ONLY, annotation=kind, default=None if kind.__origin__ is not bool else False))

    def with_filters(**given: Any) -> None:
        asked = {name: given.pop(name) for name in options}
        verb(filters=_filters(asked), **given)

    with_filters.__name__, with_filters.__doc__, with_filters.__module__ = verb.__name__, verb.__doc__, verb.__module__
    with_filters.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_filters.__annotations__ = {own.name: own.annotation for own in parameters}
    return with_filters


def chosen(verb: Callable[..., None]) -> Callable[..., None]:
    """As ``filtered``, for a verb that lists something else than claims and has an order of its own."""
    return filtered(verb, CHOOSING)


def _filters(asked: dict[str, Any]) -> Filters:
    """The filters asked for."""
    from ifolge.ledger import Filters

    with told(status=2):
        return Filters.of(**{name: value for name, value in asked.items() if value not in (None, [])})
