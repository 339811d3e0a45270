"""Find place names in running text: capitalised sequences that the gazetteer knows, with the type words, compass words and prepositions around them.

A capital letter proves little at the start of a sentence, beside another capitalised word (a person, an organisation) or for a name that only a
hamlet bears: such names
must stand behind a preposition of place or a type word, or do so elsewhere in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ifolge.grounding.gazetteer import Gazetteer, gazetteer
from ifolge.grounding.place_mention import PlaceMention
from ifolge.grounding.place_names import Name, NameReader
from ifolge.grounding.place_words import LONGEST_PHRASE, PlaceWords, place_words, ungenitive

_NAMED_WITH_OF = frozenset({"place", "adm1", "adm2", "region", "capital", "border", "road"})  # "the city of X" is X; "the area of X" is in X
_SETTLED = frozenset({"place", "quarter", "adm1", "adm2"})
_PLACED = frozenset({"in", "near", "compass", "border", "road"})


def find_places(
    text: str,
    lang: str,
    *,
    exclude: Sequence[tuple[int, int]] = (),
    tagged: Sequence[tuple[int, int]] = (),
    anaphors: bool = False,
    atlas: Gazetteer | None = None,
) -> list[PlaceMention]:
    """Places that a text names, in text order.

    ``exclude`` are character spans of persons and actors found by others: no place is found inside them. ``tagged`` are spans that others
    take for places: a name there needs no preposition. With ``anaphors``, definite type nouns
    without a name ("byen", "provinsen")
    and compass phrases of "the country" come too, with an empty name. ``atlas`` replaces the gazetteer that ships. Raises ``IfolgeError`` IF201 for a
    language without place words.
    """
    return Finder(text, place_words(lang), atlas or gazetteer(), tuple(exclude), tuple(tagged)).mentions(anaphors=anaphors)


class Finder:
    """The search through one text."""

    def __init__(
        self, text: str, words: PlaceWords, atlas: Gazetteer, exclude: tuple[tuple[int, int], ...], tagged: tuple[tuple[int, int], ...] = ()
    ) -> None:
        self.text = text
        self.tagged = tagged
        self.language = words
        self.atlas = atlas
        self.names = NameReader(text, words, atlas, exclude)
        self.words = self.names.words
        self.lowers = [w.lower for w in self.words]
        self.runs: list[int] = []
        for i, w in enumerate(self.words):
            self.runs.append(self.runs[-1] if i and w.joined else i)
        self.persons: set[str] = set()

    def mentions(self, *, anaphors: bool) -> list[PlaceMention]:
        found: list[PlaceMention] = []
        i = 0
        while i < len(self.words):
            name = self.names.name_at(i)
            if name is not None and name.standing and self._beside_a_stranger(name):
                name = self.names.whole(name)
            if name is not None and not self._beside_a_stranger(name):
                found.append(self._mention(name, found))
            elif anaphors and name is None and (mention := self._anaphor(i)):
                found.append(mention)
            i = name.last if name is not None else i + 1
        named = [m for m in found if m.name]
        free = [m for m in found if m.name or not any(n.phrase_start <= m.start < n.phrase_end for n in named)]
        return self._join_borders([m for m in free if self._credible(m, free)])

    def _joined(self, first: int, last: int) -> bool:
        """Whether there is a word ``first``, and nothing but spaces between the words from it to word ``last``."""
        return self.runs[last] <= first

    def _phrase(self, first: int, end: int) -> tuple[str, ...]:
        """Words ``[first, end)`` as the tables have them."""
        return tuple(self.lowers[first:end])

    # neighbours ----------------------------------------------------------------------------------------------------

    def _beside_a_stranger(self, name: Name) -> bool:
        """Whether a capitalised neighbour that is no place word makes the name part of a person's or an organisation's."""
        before, after = name.first - 1, name.last
        alone = self.names.is_place_word(before) or self._ordinary_opening(before) if before >= 0 else True
        strange = self.names.capital(before) and self.words[name.first].joined and not alone
        follows = self.names.capital(after) and self.words[after].joined and not self.names.is_place_word(after)
        if strange or follows:
            self.persons |= {w.text for w in self.words[name.first : name.last]}
            if follows:
                self.persons.add(self.words[after].text)
        return strange or follows

    def _ordinary_opening(self, i: int) -> bool:
        """Whether a capitalised word is merely the first of its sentence."""
        word = self.words[i]
        return word.first and (self.atlas.is_common(word.lower, self.language.lang) or (word.lower,) in self.language.relations)

    # phrases --------------------------------------------------------------------------------------------------------------------------------------

    def _mention(self, name: Name, earlier: list[PlaceMention]) -> PlaceMention:
        left, feature, compass = self._phrase_left(name)
        feature = name.feature or feature
        right, after = self._phrase_right(name.last)
        outskirts = after == "outskirts"
        feature = feature or ("" if outskirts else after)
        compass = compass or name.compass
        left, home = self._home(left)
        relation, start, distance = self._relation(left)
        if relation == "compass":
            compass, left, relation = True, start, "in"
        elif distance is not None or relation == "offset":
            relation, left = "near", start
        opening = self.words[name.first]
        if opening.first and opening.acronym and opening.text != name.text and name.standing >= 2 and len(opening.text) > 3:
            relation = "dateline"
        relation = "near" if outskirts else relation
        construction = (
            "border" if feature == "border" else "road" if feature == "road" else "compass" if compass and relation != "near" else relation or "plain"
        )
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        if construction == "compass":
            told = self.text[self.words[left].start : end if name.compass else start]
        else:
            told = "" if outskirts else self.text[end : self.words[right - 1].end]
        mention = PlaceMention(
            start,
            end,
            self.words[left].start,
            self.words[right - 1].end,
            name.text,
            "" if feature in ("border", "road") else feature,
            construction,
            "",
            name.standing,
            distance,
            self.language.direction(told),
            home,
        )
        return self._inherit(mention, earlier[-1]) if earlier and construction == "plain" else mention

    def _phrase_left(self, name: Name) -> tuple[int, str, bool]:
        """Walk left over type nouns, "av/of", compass adjectives and a determiner before one: (first word, kind asked for, compass)."""
        i, feature, compass = name.first, "", False
        while i > 0 and self.words[i].joined:
            before = self.words[i - 1]
            noun = self._noun_ending(i)
            if noun:
                i, feature = noun[0], feature or noun[1]
            elif before.lower in self.language.adjectives:
                i, compass = i - 1, True
            elif noun := self._noun_of(i):
                i, feature = noun[0], feature or (noun[1] if noun[1] in _NAMED_WITH_OF else "")
            elif before.lower in self.language.between and (noun := self._noun_ending(i - 1)) and noun[1] in ("border", "road"):
                i, feature = noun[0], noun[1]
            else:
                break
        i = self._determiner(i) if i < name.first else i
        return i, "place" if feature == "capital" else feature, compass

    def _home(self, i: int) -> tuple[int, str]:
        """The first word of a phrase with the demonym before word ``i`` ("den syriske byen X"), and the country that it names."""
        code = self.language.demonyms.get(self.words[i - 1].lower, "") if i > 0 and self.words[i].joined else ""
        return (self._determiner(i - 1), code) if code else (i, "")

    def _determiner(self, i: int) -> int:
        """The first word of a determiner right before word ``i`` ("det østlige Syrien", "store deler av Idlib"), ``i`` where there is none."""
        for size in (3, 2, 1):
            if self._joined(i - size, i) and self._phrase(i - size, i) in self.language.determiners:
                return i - size
        return i

    def _noun_of(self, i: int) -> tuple[int, str] | None:
        """The type noun before "of X" or, for borders and roads, "to X"; not the noun inside a longer preposition ("på vei mot X")."""
        relation = self.language.relations.get((self.words[i - 1].lower,))
        noun = self._noun_ending(i - 1) if relation in ("of", "toward") else None
        if noun is None or (relation == "toward" and noun[1] not in ("border", "road")):
            return None
        longer = any(self._phrase(i - size, i) in self.language.relations for size in range(2, LONGEST_PHRASE + 1) if i >= size)
        return None if longer else noun

    def _noun_ending(self, i: int) -> tuple[int, str] | None:
        """The type noun that ends right before word ``i``: (its first word, kind)."""
        for size in (3, 2, 1):
            if self._joined(i - size, i):
                kind = self.language.nouns.get(self._phrase(i - size, i)) or self._compound_noun(i - size, size)
                if kind and kind not in ("country", "outskirts"):
                    return i - size, kind
        return None

    def _compound_noun(self, i: int, size: int) -> str | None:
        """The kind of a type noun that is the last part of the word at ``i`` ("fjellbyen")."""
        word = self.words[i]
        kinds = [kind for _, kind in self.language.compound(word.text)] if size == 1 and not word.capital and "-" not in word.text else []
        return next((k for k in kinds if k in _SETTLED), None)

    def _phrase_right(self, last: int) -> tuple[int, str]:
        """A type noun right behind the name ("Idlib province", "Kunduz by"), and "nordvest i landet"."""
        right, feature = self._outskirts(last), ""
        if right > last:
            return right, "outskirts"
        for size in (2, 1):
            there = last + size <= len(self.words) and self._joined(last - 1, last + size - 1)
            kind = self.language.nouns.get(self._phrase(last, last + size)) if there else None
            if kind in ("place", "adm1", "adm2", "region", "area", "river", "border", "site", "quarter"):
                right, feature = last + size, kind
                break
        end = self._compass_of_the_country(right) if right < len(self.words) and self.words[right].joined else None
        return (end, feature) if end else (right, feature)

    def _outskirts(self, last: int) -> int:
        """The end of "(Idlibs) østlige utkant" behind a name, ``last`` where there is none."""
        i = last
        while i < len(self.words) and self.words[i].joined and self.words[i].lower in self.language.adjectives:
            i += 1
        there = i < len(self.words) and self.words[i].joined and self.language.nouns.get((self.words[i].lower,)) == "outskirts"
        return i + 1 if there else last

    def _compass_of_the_country(self, i: int) -> int | None:
        """The end of "nordvest i landet" that begins at word ``i``."""
        for size in (4, 3, 2, 1):
            last = i + size + 1
            if last > len(self.words) or not self._joined(i, last - 1) or self._phrase(i, i + size) not in self.language.adverbs:
                continue
            relation = self.language.relations.get(self._phrase(last - 1, last))
            if relation and last < len(self.words) and (self.words[last].lower,) in self.language.determiners:
                last += 1
            in_or_of = relation in ("in", "of")
            if in_or_of and last < len(self.words) and self.language.deictics.get((self.words[last].lower,)) == "country":
                return last + 1
        return None

    def _relation(self, left: int) -> tuple[str, int, float | None]:
        """What stands before the phrase: (relation, first word, kilometres). ``compass`` for "nord i X", ``offset`` for "nord for X"."""
        at = self._determiner(left)
        for size in range(LONGEST_PHRASE, 0, -1):
            begin = at - size
            if self._joined(begin, at) and (relation := self.language.relations.get(self._phrase(begin, at))):
                return self._with_compass(relation, begin)
        return "", left, None

    def _with_compass(self, relation: str, begin: int) -> tuple[str, int, float | None]:
        for size in (4, 3, 2, 1):
            start = begin - size
            if self._joined(start, begin) and self._phrase(start, begin) in self.language.adverbs:
                if relation == "in":
                    return "compass", start, None
                if relation in ("of", "from"):
                    start, distance = self._distance(start)
                    return "offset", start, distance
        start, distance = self._distance(begin)
        return (relation, start, distance) if relation in ("from", "of", "near") and distance is not None else (relation, begin, None)

    def _distance(self, i: int) -> tuple[int, float | None]:
        """A number and a unit right before word ``i``: (its first word, kilometres). A number in words counts as a short way."""
        if i >= 2 and self.words[i].joined and self.words[i - 1].joined and self.words[i - 1].lower in self.language.units:
            number = self.words[i - 2].text
            return i - 2, float(number) * self.language.units[self.words[i - 1].lower] if number.isdigit() else 0.0
        return i, None

    def _inherit(self, mention: PlaceMention, before: PlaceMention) -> PlaceMention:
        """In "i Aleppo, Hama og Latakia" the later members stand as the first does."""
        gap = self.text[before.phrase_end : mention.phrase_start]
        joins = {",", *self.language.joins, *(f", {j}" for j in self.language.joins)}
        if gap.strip() not in joins or before.construction in ("dateline", "plain", "of"):
            return mention
        shared = before.construction if before.construction != "compass" else "in"
        return replace(
            mention,
            construction=shared,
            feature=mention.feature or (before.feature if before.feature in ("adm1", "adm2") and before.phrase_start < before.start else ""),
        )

    def _anaphor(self, i: int) -> PlaceMention | None:
        """ "byen", "provinsen", "nordvest i landet" without a name."""
        end = self._compass_of_the_country(i)
        if end:
            return PlaceMention(
                self.words[end - 1].start, self.words[end - 1].end, self.words[i].start, self.words[end - 1].end, "", "country", "compass"
            )
        word = self.words[i]
        left, home = self._home(i)
        relation, _, _ = self._relation(left)
        kind = self._definite_kind(i, bool(home))
        if kind and not self._governs_a_name(i + 1):
            return PlaceMention(word.start, word.end, self.words[left].start, word.end, "", kind, relation or "plain", home=home)
        for size in (3, 2, 1):
            last = i + size - 1
            kind = self.language.deictics.get(self._phrase(i, i + size)) if last < len(self.words) and self._joined(i, last) else None
            if kind and relation in ("in", "near") and not self._governs_a_name(i + size):
                return PlaceMention(word.start, self.words[last].end, word.start, self.words[last].end, "", kind, relation)
        return None

    def _definite_kind(self, i: int, told: bool) -> str | None:
        """The kind of a definite type noun ("byen", "byens", "the town"); of a capital also where its country is ``told`` ("den somaliske hovedstad")."""
        lower = self.words[i].lower
        base = ungenitive(lower)
        capital = next((self.language.nouns[(w,)] for w in (lower, base) if self.language.nouns.get((w,)) == "capital"), None)
        kind = capital or self.language.tails.get(base) or self.language.tails.get(lower)
        if self.language.definite:
            definite = base.endswith(self.language.definite)
        else:
            definite = self._determiner(i) < i and (base == lower or "'" in lower or "’" in lower)
        return kind if (kind in _SETTLED or capital) and (definite or (capital and told)) else None

    def _governs_a_name(self, i: int) -> bool:
        """Whether a name follows at word ``i``, at once or behind a preposition ("byen Kunduz", "sentrum av Kunduz")."""
        after = i + 1 if i < len(self.words) and (self.words[i].lower,) in self.language.relations else i
        return self.names.capital(after) and self.words[after].joined

    # judgement ------------------------------------------------------------------------------------------------------------------------------------

    def _credible(self, mention: PlaceMention, found: list[PlaceMention]) -> bool:
        opening = any(w.start == mention.start and w.first and not w.acronym for w in self.words)
        if opening and self.atlas.is_common(mention.name.lower(), self.language.lang):
            return False
        if not mention.name or mention.standing == 3:
            return True
        placed = mention.construction in _PLACED or bool(mention.feature)
        if self.text[mention.start : mention.end] in self.persons and not mention.feature:
            return False
        if placed or (mention.standing and (mention.standing == 2 or (mention.construction in ("toward", "from") and not opening))):
            return True
        if mention.standing and any(s <= mention.start < e for s, e in self.tagged):
            return True
        return any(m.name == mention.name and m.construction in _PLACED for m in found)

    def _join_borders(self, found: list[PlaceMention]) -> list[PlaceMention]:
        """ "grensen mellom X og Y" is one mention with a second name."""
        joined: list[PlaceMention] = []
        for mention in found:
            last = joined[-1] if joined else None
            if (
                last is not None
                and last.construction in ("border", "road")
                and not last.second
                and self.text[last.phrase_end : mention.phrase_start].strip() in self.language.joins
            ):
                joined[-1] = replace(last, second=mention.name, phrase_end=mention.phrase_end)
            else:
                joined.append(mention)
        return joined
