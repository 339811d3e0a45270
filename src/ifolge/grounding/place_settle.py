"""Settle which places an article means: all its mentions together.

Every candidate gets a score from how its name agrees, whether its country is the article's, how well known it is, whether it is the kind of place
asked for, and how near it lies
to the article's other places. Population is part of none of these but the last tie. Where the best candidate does not stand out, or nothing ties it
to the article, there is no reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import asin, cos, exp, log10, radians, sin, sqrt
from typing import NamedTuple

from ifolge.grounding.gazetteer import LARGE, Gazetteer, GazetteerEntry, best_by_row, gazetteer
from ifolge.grounding.place_mention import PlaceMention
from ifolge.grounding.place_words import place_words
from ifolge.grounding.readings import PlaceReading
from ifolge.grounding.toponyms import skeleton

REASONS: dict[str, str] = {
    "place_country": "the place of this name in a country the article is about",
    "place_known": "a well-known place of this name; no other is meant without more words",
    "place_near": "of the places with this name, the one nearest to the article's other places",
    "place_kind": "the text asks for this kind of place",
    "place_spelling": "another spelling of a place in a country the article is about",
    "place_border": "the border between the countries named",
    "place_quarter": "a quarter in no gazetteer: the town named before it",
    "place_anaphor": "taken up from the place named before",
    "place_country_itself": "the country named",
    "place_undecided": "several places far apart have this name, or nothing around it speaks for the best of them: at most the unit or country they all lie in",
    "place_unlisted": "a place that no source has: its name as the text has it, in the country the article is about",
    "place_compass_conflict": "the text puts it in another part of the country than the gazetteer does; the name was followed",
}
PRECISIONS = {"country": 6, "adm1": 4, "adm2": 3, "place": 1, "quarter": 1, "site": 1, "region": 5, "river": 5, "water": 7}
LEVELS = {"": 1, "place": 1, "quarter": 1, "adm2": 3, "adm1": 4}
"""Precision of a place that no source has, by the kind asked for."""
READING_KINDS = {"quarter": "place", "site": "place", "river": "water"}
NAMED_COUNTRY = 1.0  # weight of a country the article names
OWN_PLACE = 0.6  # weight of a country known only by its famous places
FEW_PEOPLE = 0.02
SMALL_TOWN = 10_000
RECENT = 400  # characters an anaphor looks back before it takes whatever was last
ASTRAY = 120.0  # km
FARTHEST = 25.0  # km: candidates this near each other are one place for UCDP
NEIGHBOURS = 600.0  # km between the nearest label points of two countries' provinces: farther is no common border
GAP = len(", in ")
LEAST_UNITS = 4
OVER = 0.45  # share of the way from the middle of a country to its edge
SEAT = 60.0  # km from a district's label point to its town
MARGIN = 0.02
ABROAD = 0.3
SAME_TOWN = 60.0  # km between a quarter and the town it can lie in
LEAST_LIKENESS = 0.8
SAME_SOUND = 0.885
_UNITS = frozenset({"adm1", "adm2"})
_ASKED = {  # kind asked for → adjustment by kind of entry
    "place": {"place": 0.1, "quarter": 0.05, "adm1": -0.3, "adm2": -0.2, "region": -0.2, "country": -0.4, "river": -0.3, "water": -0.4, "site": 0.0},
    "quarter": {"quarter": 0.15, "place": 0.05, "adm1": -0.3, "adm2": -0.2, "country": -0.4},
    "site": {"site": 0.15, "place": 0.05, "quarter": 0.05, "adm1": -0.2, "adm2": -0.1, "country": -0.3},
    "adm1": {"adm1": 0.2, "region": 0.1, "adm2": -0.05, "place": -0.12, "quarter": -0.3, "country": -0.3},
    "adm2": {"adm2": 0.2, "adm1": -0.1, "place": -0.02, "quarter": -0.1, "country": -0.3},
    "region": {"region": 0.2, "adm1": 0.15, "adm2": 0.0, "place": -0.05, "country": -0.2},
    "area": {"region": 0.15, "adm1": 0.05, "place": 0.04, "adm2": 0.02, "country": -0.2},
    "river": {"river": 0.3, "place": -0.1},
    "water": {"water": 0.3, "place": -0.1},
    "country": {"country": 0.3},
    "": {"place": 0.04, "country": 0.04, "site": 0.03, "region": 0.03, "adm1": 0.0, "quarter": -0.04, "adm2": -0.08, "river": -0.02, "water": 0.0},
}


class Candidate(NamedTuple):
    """One entry that a mention may mean, with how its name agrees and its score so far."""

    entry: GazetteerEntry
    agreement: float
    score: float


class PlaceResolver:
    """Settles the place mentions of articles in one language. Safe to reuse over articles: it keeps nothing of them."""

    def __init__(self, lang: str, *, atlas: Gazetteer | None = None) -> None:
        self.lang = lang
        self.atlas = atlas or gazetteer()

    def settle(self, mentions: Sequence[PlaceMention], *, countries: Mapping[str, float] | None = None) -> list[PlaceReading | None]:
        """One reading for each mention, or ``None`` where nothing can be known.

        ``countries`` are further countries the article is about, by ISO code, with weights up to 1 (from demonyms, for instance).
        """
        weights = self._countries(mentions, countries or {})
        mentions = _agreed(mentions)
        provinces = {m.name for m in mentions if m.feature == "adm1"}
        options = [self._candidates(m, weights, m.name in provinces) for m in mentions]
        anchors = self._anchors(mentions, options)
        readings: list[PlaceReading | None] = []
        for mention, candidates in zip(mentions, options, strict=True):
            if mention.name:
                known = self._in_reach(mention, candidates, anchors)
                found = self._reading(mention, known, anchors, weights) or self._town_around(mention, mentions, readings)
                strange = not any(c.agreement >= 0.9 and (c.entry.country in weights or c.entry.fame == 2) for c in known)
                readings.append(found or (self._unlisted(mention, mentions, options, weights) if strange else None))
            else:
                readings.append(self._anaphor(mention, mentions, readings, weights))
        return self._checked(mentions, readings)

    # evidence -----------------------------------------------------------------------------------------------------------------------------------

    def _countries(self, mentions: Sequence[PlaceMention], given: Mapping[str, float]) -> dict[str, float]:
        """Countries the article is about: named, given, or those of its well-known places."""
        weights: dict[str, float] = {}
        for mention in mentions:
            for name in filter(None, (mention.name, mention.second)):
                found = self.atlas.exact(name)
                named = [e for e, score in found if e.kind == "country" and score >= 0.97]
                at_home = any(e.country in given and score >= 0.9 for e, score in found)
                known = [e for e, score in found if e.fame == 2 and score >= 0.97 and e.country and (e.country in given or not at_home)]
                for entry in named or known:
                    weights[entry.country] = max(
                        weights.get(entry.country, 0.0), NAMED_COUNTRY if named else OWN_PLACE / len({e.country for e in known})
                    )
        weights |= {m.home: NAMED_COUNTRY for m in mentions if m.home}
        for code, weight in given.items():
            weights[code] = max(weights.get(code, 0.0), min(weight, 1.0))
        return weights or self._shared_country(mentions)

    def _shared_country(self, mentions: Sequence[PlaceMention]) -> dict[str, float]:
        """With no country named, the one in which two or more different names are known, and most."""
        votes: Counter[str] = Counter()
        for name in sorted({m.name for m in mentions if m.name and m.construction != "plain"}):
            votes.update({e.country for e, score in self.atlas.exact(name) if score >= 0.97 and (e.population > 0 or e.kind in ("adm1", "adm2"))})
        ranked = votes.most_common(2)
        if ranked and ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return {ranked[0][0]: OWN_PLACE}
        return {}

    def _candidates(self, mention: PlaceMention, weights: Mapping[str, float], named_as_province: bool) -> list[Candidate]:
        found: Sequence[tuple[GazetteerEntry, float]] = self.atlas.exact(mention.name) if mention.name else ()
        if not any((e.country in weights and score >= 0.9) or e.fame == 2 for e, score in found):
            found = best_by_row((*found, *self._alike(mention, weights)))
        famous = any(e.fame == 2 and score >= 0.97 for e, score in found)
        scored = [Candidate(e, a, self._score(e, a, mention, weights, famous, named_as_province)) for e, a in found]
        return sorted(self._towns_first(scored, mention, named_as_province), key=lambda c: (-c.score, c.entry.row))

    def _towns_first(self, candidates: list[Candidate], mention: PlaceMention, named_as_province: bool) -> list[Candidate]:
        """A bare name of both a unit and a town in it is the town, however well known the unit; not so units that our own table says the bare name
        means (Gaza).

        A hamlet that nobody counted does not stand against a district or province of its name that it does not lie in, nor a small town against a
        province: "i Guerrero" is the state.
        """
        if mention.feature or named_as_province or not any(c.entry.kind in _UNITS for c in candidates):
            return candidates
        towns = [c for c in candidates if c.entry.kind == "place" and c.agreement >= 0.9 and (c.entry.population >= SMALL_TOWN or c.entry.fame)]
        units = {c.entry.country: c for c in sorted(candidates, key=lambda c: c.score) if c.entry.kind in _UNITS and c.agreement >= 0.97}
        settled = []
        for c in candidates:
            unit = units.get(c.entry.country)
            seat = max((t.score for t in towns if _unit_of(c.entry, t.entry)), default=None)
            if seat is not None and not c.entry.precision:
                c = c._replace(score=min(c.score, seat - 0.01))
            elif unit and c.entry.kind == "place" and not c.entry.fame and self._lesser(c.entry, unit.entry):
                c = c._replace(score=min(c.score, unit.score - 2 * MARGIN))
            settled.append(c)
        return settled

    @staticmethod
    def _lesser(town: GazetteerEntry, unit: GazetteerEntry) -> bool:
        """Whether a town is too small for its name to mean it and not the unit."""
        inside = unit.row in (town.adm1, town.adm2)
        return town.population < SMALL_TOWN if unit.kind == "adm1" else not town.population and not inside

    def _alike(self, mention: PlaceMention, weights: Mapping[str, float]) -> list[tuple[GazetteerEntry, float]]:
        """Other spellings, in the article's countries only. Two consonants are too little to know a name by, unless a type word asks for the
        place, or it sounds just like a well-known one.
        """
        if not mention.name:
            return []
        short = len(skeleton(mention.name)) < 3 and mention.feature not in ("place", "adm1")
        kinds = _ASKED["adm1"] if mention.feature == "adm1" else None
        found = [pair for code in sorted(weights) for pair in self.atlas.alike(mention.name, code) if pair[1] >= LEAST_LIKENESS]
        if short:
            found = [(e, score) for e, score in found if score >= SAME_SOUND and (e.fame or e.population >= SMALL_TOWN)]
        return [(e, score) for e, score in found if kinds is None or kinds.get(e.kind, -1.0) > 0]

    def _score(
        self, entry: GazetteerEntry, agreement: float, mention: PlaceMention, weights: Mapping[str, float], famous: bool, named_as_province: bool
    ) -> float:
        score = agreement + 0.01 * min(log10(entry.population + 1), 6) / 6
        weight = weights.get(entry.country, 0.0) if entry.country else max(weights.values(), default=0.0) / 2
        if weight:
            score += 0.15 * weight
        elif weights and not mention.home:
            score -= 0.1 if entry.fame or entry.population >= LARGE else 0.3
        if mention.home and entry.country != mention.home:
            score -= ABROAD
        people = entry.population if entry.kind in ("place", "quarter") else 0
        known = entry.fame or people >= LARGE
        score += 0.15 if entry.fame == 2 else 0.08 if known else 0.04 if people >= 10_000 else FEW_PEOPLE if people else 0.0
        if famous and not known and entry.kind != "adm1" and mention.feature not in ("place", "quarter"):
            score -= 0.15
        score += _ASKED.get(mention.feature, {}).get(entry.kind, 0.0)
        if not mention.feature:
            score += (0.06 if entry.precision and agreement >= 0.97 else 0.0) + (0.15 if named_as_province and entry.kind == "adm1" else 0.0)
        return score

    def _anchors(self, mentions: Sequence[PlaceMention], options: Sequence[list[Candidate]]) -> list[tuple[str, GazetteerEntry]]:
        """Mentions that one well-known place settles: what the others are measured against."""
        found = []
        for mention, candidates in zip(mentions, options, strict=True):
            if (
                candidates
                and candidates[0].entry.kind not in ("country", "water")
                and (len(candidates) == 1 or candidates[0].score - candidates[1].score >= 0.05 or _same(candidates[0], candidates[1]))
            ):
                found.append((mention.name, candidates[0].entry))
        return found

    def _in_reach(self, mention: PlaceMention, candidates: list[Candidate], anchors: Sequence[tuple[str, GazetteerEntry]]) -> list[Candidate]:
        """The candidates without quarters that lie in none of the towns the article names elsewhere."""
        others = [a for name, a in anchors if name != mention.name]
        if mention.feature != "quarter" or not others:
            return candidates
        return [c for c in candidates if any(km(c.entry, a) <= SAME_TOWN for a in others)]

    # decisions ----------------------------------------------------------------------------------------------------------------------------------

    def _reading(
        self, mention: PlaceMention, candidates: list[Candidate], anchors: Sequence[tuple[str, GazetteerEntry]], weights: Mapping[str, float]
    ) -> PlaceReading | None:
        if mention.construction == "border":
            border = self._border(mention, weights)
            if border is not None:
                return border
        ranked = self._by_nearness(candidates, [a for name, a in anchors if name != mention.name])
        if not ranked or not self._tied_in(ranked[0], mention, weights) or (ranked[0].agreement < 0.9 and self._astray(ranked[0].entry, anchors)):
            return None
        best = self._on_this_side(ranked, weights)
        rivals = [c for c in ranked if c is not best and best.score - c.score < MARGIN and not _same(best, c)]
        if rivals:
            return self._around(mention, [best, *rivals], weights)
        return self._make(
            mention, best, [c.entry.id for c in ranked[:5] if best.score - c.score < 0.25], self._why(best, ranked, candidates, mention, weights)
        )

    @staticmethod
    def _on_this_side(ranked: list[Candidate], weights: Mapping[str, float]) -> Candidate:
        """Of a town that a border cuts in two, the part in the country the article is about."""
        best = ranked[0]
        if best.entry.country in weights:
            return best
        parts = [c for c in ranked if c.entry.country in weights and c.entry.kind == best.entry.kind and km(c.entry, best.entry) <= FARTHEST]
        return parts[0] if parts else best

    def _around(self, mention: PlaceMention, options: Sequence[Candidate], weights: Mapping[str, float]) -> PlaceReading | None:
        """The smallest unit that holds all of several places alike, where they lie in one country of the article."""
        countries = {c.entry.country for c in options}
        if len(countries) != 1 or not countries <= weights.keys():
            return None
        units = {c.entry.adm1 for c in options}
        whole = self.atlas.row(units.pop() or 0) if len(units) == 1 and None not in units else self.atlas.country(countries.pop())
        if whole is None:
            return None
        reading = self._make(
            replace(mention, feature="", construction="plain"), Candidate(whole, 1.0, 0.5), [c.entry.id for c in options], "place_undecided"
        )
        return replace(reading, precision=PRECISIONS[whole.kind])

    def _unlisted(
        self, mention: PlaceMention, mentions: Sequence[PlaceMention], options: Sequence[list[Candidate]], weights: Mapping[str, float]
    ) -> PlaceReading | None:
        """A place that no source has, where a type word or preposition of place shows that it is one: its name without coordinates, in the country it is said
        to lie in, else that of the place told nearest to it, else the only one the article is about.
        """
        if mention.feature not in LEVELS or not (mention.feature or mention.construction in ("in", "near", "compass")):
            return None
        told = [
            (abs(m.start - here), found[0].entry.country)
            for m, found in zip(mentions, options, strict=True)
            for here in (n.start for n in mentions if n.name == mention.name)
            if found
            and m.name != mention.name
            and m.construction not in ("plain", "dateline", "toward", "from")
            and found[0].entry.country in weights
        ]
        top = [c for c in sorted(weights) if weights[c] == max(weights.values())]
        country = mention.home or (min(told)[1] if told else top[0] if len(top) == 1 else None)
        if country is None:
            return None
        level = (
            5
            if mention.construction == "compass"
            else 2
            if mention.construction == "near" and LEVELS[mention.feature] == 1
            else LEVELS[mention.feature]
        )
        kind = READING_KINDS.get(mention.feature, mention.feature or "place")
        return PlaceReading(None, mention.name, country, None, None, None, None, kind, level, 0.4, (), "place_unlisted")

    def _checked(self, mentions: Sequence[PlaceMention], readings: Sequence[PlaceReading | None]) -> list[PlaceReading | None]:
        """The readings, those marked that contradict the quarter of the country the text puts them in ("X nordvest i landet", "X nord i Syria")."""
        checked = list(readings)
        for k, (mention, reading) in enumerate(zip(mentions, readings, strict=True)):
            behind, whole = (mentions[k + 1], readings[k + 1]) if k + 1 < len(mentions) else (None, None)
            direction = mention.direction if mention.construction != "compass" else ""
            if behind and whole and behind.construction == "compass" and behind.phrase_start - mention.phrase_end <= GAP and whole.kind == "country":
                direction = behind.direction if reading and reading.country == whole.country else direction
            if direction and reading and reading.kind in ("place", "adm1", "adm2") and self._elsewhere(reading, direction):
                checked[k] = replace(reading, reason="place_compass_conflict")
        return checked

    def _elsewhere(self, place: PlaceReading, direction: str) -> bool:
        """Whether a place lies well over the middle of its country, away from a quarter of the compass."""
        units = self.atlas.units(place.country or "")
        if len(units) < LEAST_UNITS or place.lat is None or place.lon is None:
            return False
        north, east = (_share([getattr(u, axis) for u in units], value) for axis, value in (("lat", place.lat), ("lon", place.lon)))
        return any({"n": north, "s": -north, "e": east, "w": -east}[quarter] < -OVER for quarter in direction)

    @staticmethod
    def _by_nearness(candidates: list[Candidate], others: Sequence[GazetteerEntry]) -> list[Candidate]:
        """The candidates, the best first, those near the article's other places raised."""
        if not others:
            return candidates
        raised = (c._replace(score=c.score + _nearness(c.entry, others)) for c in candidates)
        return sorted(raised, key=lambda c: (-c.score, c.entry.row))

    def _astray(self, entry: GazetteerEntry, anchors: Sequence[tuple[str, GazetteerEntry]]) -> bool:
        """Whether an entry lies far from all of the article's provinces and towns in its country: another spelling must not lead there."""
        others = [a for _, a in anchors if a.country == entry.country and a.row != entry.row]
        return bool(others) and all(km(entry, a) > ASTRAY and a.row not in (entry.adm1, entry.adm2) for a in others)

    def _tied_in(self, best: Candidate, mention: PlaceMention, weights: Mapping[str, float]) -> bool:
        """Whether anything but its size ties the place to the article."""
        entry = best.entry
        if best.agreement < 0.9 or (entry.fame < 2 and mention.construction == "plain"):
            return entry.country in weights
        return bool(entry.fame or entry.country in weights or (entry.kind == "adm1" and mention.feature == "adm1"))

    def _why(self, best: Candidate, ranked: list[Candidate], before: list[Candidate], mention: PlaceMention, weights: Mapping[str, float]) -> str:
        if best.entry.kind == "country":
            return "place_country_itself"
        if best.agreement < 0.9:
            return "place_spelling"
        if before and before[0].entry.row != best.entry.row:
            return "place_near"
        if mention.feature and len(ranked) > 1 and ranked[1].agreement >= best.agreement and ranked[1].entry.country == best.entry.country:
            return "place_kind"
        return "place_country" if best.entry.country in weights else "place_known"

    def _make(self, mention: PlaceMention, best: Candidate, others: list[str], reason: str) -> PlaceReading:
        entry = best.entry
        if mention.feature == "adm1" and entry.kind in ("place", "quarter") and entry.adm1 is not None and best.agreement >= 0.9:
            entry = self.atlas.row(entry.adm1) if _shares_name(self.atlas.row(entry.adm1), mention.name) else entry
        return PlaceReading(
            entry.id,
            entry.name,
            entry.country or None,
            self._unit(entry, "adm1"),
            self._unit(entry, "adm2"),
            entry.lat,
            entry.lon,
            READING_KINDS.get(entry.kind, entry.kind),
            precision(entry, mention),
            round(min(best.score / 1.4, 1.0), 3),
            tuple(o for o in others if o != entry.id),
            reason,
        )

    def _unit(self, entry: GazetteerEntry, kind: str) -> str | None:
        if entry.kind == kind:
            return entry.name
        row = entry.adm1 if kind == "adm1" else entry.adm2
        return self.atlas.row(row).name if row is not None else None

    def _border(self, mention: PlaceMention, weights: Mapping[str, float]) -> PlaceReading | None:
        """Between two countries: named both, or one and the country the article is about most."""
        sides = [e for name in (mention.name, mention.second) if name for e, score in self.atlas.exact(name) if e.kind == "country" and score >= 0.97]
        if len(sides) == 1:
            others = [c for c in sorted(weights) if c != sides[0].country and self._distance(sides[0].country, c) < NEIGHBOURS]
            top = [c for c in others if weights[c] == max(weights[o] for o in others)]
            sides += [e for e in (self.atlas.country(c) for c in top) if e is not None and len(top) == 1]
        if len(sides) != 2:
            return None
        lat, lon = self._frontier(sides[0].country, sides[1].country)
        return PlaceReading(
            None,
            f"{sides[1].name}–{sides[0].name} border" if not mention.second else f"{sides[0].name}–{sides[1].name} border",
            sides[0].country,
            None,
            None,
            lat,
            lon,
            "border",
            5,
            0.9,
            tuple(s.id for s in sides),
            "place_border",
        )

    def _frontier(self, one: str, other: str) -> tuple[float, float]:
        """The middle between the two nearest first-level units of two countries."""
        pairs = [(km(a, b), a.row, b.row, a, b) for a in self.atlas.units(one) for b in self.atlas.units(other)]
        _, _, _, a, b = min(pairs)
        return round((a.lat + b.lat) / 2, 3), round((a.lon + b.lon) / 2, 3)

    def _distance(self, one: str, other: str) -> float:
        return min((km(a, b) for a in self.atlas.units(one) for b in self.atlas.units(other)), default=1e6)

    def _anaphor(
        self, mention: PlaceMention, mentions: Sequence[PlaceMention], readings: Sequence[PlaceReading | None], weights: Mapping[str, float]
    ) -> PlaceReading | None:
        """The place of the asked kind that is named most among those just before, the last of equals.

        For "the country" it is the one the article is about most.
        """
        kind = {"quarter": "place"}.get(mention.feature, mention.feature)
        if kind == "country":
            top = max(sorted(weights), key=lambda c: weights[c], default=None)
            entry = self.atlas.country(top) if top and list(weights.values()).count(weights[top]) == 1 else None
            return self._make(mention, Candidate(entry, 1.0, 1.0), [], "place_anaphor") if entry is not None else None
        if kind == "capital":
            return self._capital(mention, readings)
        wanted = ("place", "region", "adm2") if kind == "area" else (kind,)
        before = [
            (m.end, r)
            for m, r in zip(mentions, readings, strict=False)
            if r is not None and m.name and m.end <= mention.start and r.kind in wanted and m.construction != "dateline"
        ]
        if not before:
            return self._unit_around(mention, readings) if kind == "adm1" else None
        named = Counter(r.id or r.name for _, r in before)
        recent = [r for end, r in before if mention.start - end <= RECENT] or [before[-1][1]]
        last = max(reversed(recent), key=lambda r: named[r.id or r.name])
        level = 2 if mention.construction == "near" and last.precision == 1 else PRECISIONS.get(kind, last.precision)
        return PlaceReading(
            last.id,
            last.name,
            last.country,
            last.adm1,
            last.adm2,
            last.lat,
            last.lon,
            last.kind,
            level,
            round(last.score * 0.8, 3),
            (),
            "place_anaphor",
        )

    def _capital(self, mention: PlaceMention, readings: Sequence[PlaceReading | None]) -> PlaceReading | None:
        """The capital of the country that the phrase names, else of the one that most places before it lie in."""
        told = Counter(r.country for r in readings if r is not None and r.country).most_common(1)
        country = mention.home or (told[0][0] if told else "")
        found = [e for e, _ in self.atlas.exact(place_words(self.lang).capitals.get(country, "")) if e.country == country and e.kind == "place"]
        town = max(found, key=lambda e: (e.fame, e.population), default=None)
        return self._make(replace(mention, feature="place"), Candidate(town, 1.0, 1.0), [], "place_anaphor") if town is not None else None

    def _unit_around(self, mention: PlaceMention, readings: Sequence[PlaceReading | None]) -> PlaceReading | None:
        """The province of the town named last, for "provinsen" where none is named; not of one that alone stands for its country, as the seat of a speaker does."""
        told = Counter(r.country for r in readings if r is not None)
        last = next((r for r in reversed(readings) if r is not None and r.kind == "place" and r.adm1 and told[r.country] > 1), None)
        unit = next((u for u in self.atlas.units(last.country or "") if u.name == last.adm1), None) if last is not None else None
        return self._make(mention, Candidate(unit, 1.0, 0.8), [], "place_anaphor") if unit is not None else None

    def _town_around(self, mention: PlaceMention, mentions: Sequence[PlaceMention], readings: Sequence[PlaceReading | None]) -> PlaceReading | None:
        """A quarter that no gazetteer has lies in the town named last: UCDP codes the town's point."""
        if mention.feature != "quarter":
            return None
        towns = [
            r
            for m, r in zip(mentions, readings, strict=False)
            if r is not None and r.id and r.kind == "place" and m.construction in ("in", "near", "compass")
        ]
        return replace(towns[-1], precision=1, score=round(towns[-1].score * 0.7, 3), candidates=(), reason="place_quarter") if towns else None


def precision(entry: GazetteerEntry, mention: PlaceMention) -> int:
    """UCDP ``where_prec`` of an event at this place in this construction (codebook, section 6)."""
    base = entry.precision or PRECISIONS[entry.kind]
    if mention.construction in ("border", "road") or (mention.distance_km or 0) > FARTHEST:
        return 5
    if mention.construction == "compass" and entry.kind in ("country", "adm1", "region", "adm2"):
        return 5
    if entry.kind in ("place", "quarter", "site") and mention.feature in ("adm1", "adm2", "region", "area"):
        return {"adm1": 4, "adm2": 3}.get(mention.feature, 5)
    if mention.feature == "area" and entry.kind == "adm1":
        return 5
    return 2 if base == 1 and mention.construction == "near" else base


def _agreed(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions, those of one name with the country and the quarter that one of them is said to be."""
    homes = {m.name: m.home for m in mentions if m.name and m.home}
    quarters = {m.name for m in mentions if m.name and m.feature == "quarter"}
    if not homes and not quarters:
        return list(mentions)
    return [
        replace(m, home=m.home or homes.get(m.name, ""), feature="quarter" if m.name in quarters and not m.feature else m.feature) for m in mentions
    ]


def _nearness(entry: GazetteerEntry, others: Sequence[GazetteerEntry]) -> float:
    near = max(exp(-km(entry, a) / 150) for a in others)
    inside = any(a.kind in _UNITS and a.row in (entry.adm1, entry.adm2) for a in others)
    return 0.06 * near + (0.06 if inside else 0.0)


def _shares_name(entry: GazetteerEntry, name: str) -> bool:
    return name.lower() in {s.lower() for s in entry.spellings}


def _same(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates are one place for all purposes: near each other, or a town and its own unit."""
    return km(a.entry, b.entry) <= FARTHEST or _unit_of(a.entry, b.entry) or _unit_of(b.entry, a.entry)


def _unit_of(unit: GazetteerEntry, town: GazetteerEntry) -> bool:
    """Whether a unit is one that a town of its name lies in: by the hierarchy, or so near that the sources only cut it differently."""
    if unit.row in (town.adm1, town.adm2):
        return True
    return unit.kind in ("adm1", "adm2") and town.kind == "place" and unit.country == town.country and km(unit, town) <= SEAT


def _share(of: Sequence[float], value: float) -> float:
    """Where a value lies between the least and the most, as -1 to 1."""
    low, high = min(of), max(of)
    return 2 * (value - low) / (high - low) - 1 if high > low else 0.0


def km(a: GazetteerEntry, b: GazetteerEntry) -> float:
    """Great-circle distance of two entries."""
    dlat, dlon = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    h = sin(dlat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(dlon) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))
