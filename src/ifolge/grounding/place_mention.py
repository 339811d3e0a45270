"""A place as a text names it, before anybody knows which place it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in a text and the phrase it stands in. Spans are half-open code points.

    ``start``–``end`` cover the name as written (with a genitive ending or a compound's tail), ``phrase_start``–``phrase_end`` also type words and
    compass words
    ("det østlige Syrien", "landsbyen Hajin"). ``name`` is what to look up; it is empty for an anaphor ("byen", "nordvest i landet"). ``feature`` is
    the kind of place asked for
    (place quarter site adm1 adm2 region area border river water road country) or empty. ``construction`` is how the event lies to it: ``in``,
    ``near``, ``toward``, ``from``, ``of``,
    ``compass``, ``border``, ``road``, ``dateline`` or ``plain``. ``second`` is the other side of a border or end of a road. ``standing`` tells how
    well known the name is: 3 country or
    in every atlas, 2 province or large town, 1 small place, 0 in no gazetteer. ``distance_km`` is a distance the text gives ("20 km nord for X"). ``direction`` are the quarters of the compass,
    of "nsew", that the phrase names: of the country for a place ("X nordvest i landet"), inside the place named for ``compass``. ``home`` is the country
    that a demonym right before the phrase says it lies in ("den syriske byen X"), an ISO code.
    """

    start: int
    end: int
    phrase_start: int
    phrase_end: int
    name: str
    feature: str = ""
    construction: str = "plain"
    second: str = ""
    standing: int = 0
    distance_km: float | None = None
    direction: str = ""
    home: str = ""
