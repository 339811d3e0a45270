"""Places: find where a text names them, and settle which places it means.

``find_places`` reads the words, ``PlaceResolver.settle`` decides over all mentions of one article together, and gives UCDP ``where_prec`` from the
construction
(codebook, section 6). Reason codes are explained in ``REASONS``.
"""

from __future__ import annotations

from ifolge.grounding.gazetteer import Gazetteer, GazetteerEntry, gazetteer
from ifolge.grounding.place_finder import find_places
from ifolge.grounding.place_mention import PlaceMention
from ifolge.grounding.place_settle import REASONS, PlaceResolver
from ifolge.grounding.readings import PlaceReading

__all__ = ["REASONS", "Gazetteer", "GazetteerEntry", "PlaceMention", "PlaceReading", "PlaceResolver", "find_places", "gazetteer"]
