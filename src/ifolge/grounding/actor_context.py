"""What an actor is read from and what comes out: the context of an article, the reading of a mention, and the reasons with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from ifolge.grounding.actor_index import actor_index
from ifolge.grounding.actor_lexicon import words_of
from ifolge.records import Actor, ActorKind

REASONS = {
    "actor_name": "named as in the register",
    "actor_name_country": "several actors have this name or acronym: the one of the article's countries",
    "actor_name_seen": "several actors have this name or acronym: the one the article named before",
    "actor_name_ambiguous": "several actors have this name or acronym, and nothing in the article settles which",
    "actor_name_foreign": "an acronym known only for an actor of a country that the article does not name",
    "actor_named_kind": "a group or organisation that is not in the register: its name as written, its kind from the noun before it",
    "actor_named_unknown": "a name that is not in the register, as written",
    "actor_state": "the state itself, by name or by its people",
    "actor_seat": "the capital or seat of a government, standing for the state",
    "actor_demonym": "an adjective of nationality and what it stands with: the state",
    "actor_organ": "an organ of the state named in the phrase",
    "actor_organ_country": "an organ of a state: that of the article's main country",
    "actor_organ_seen": "an organ of a state: that of the state or ministry named last",
    "actor_owner": "forces, vehicles and members count as their party",
    "actor_role": "a role at an organisation, no person named: the organisation",
    "actor_role_country": "an official without an organisation: the government of the article's main country",
    "actor_role_seen": "a role without a name: the person or party the article named in that role",
    "actor_role_kind": "a role without an organisation: the role itself",
    "actor_person": "a person with the organisation named beside the name",
    "actor_person_country": "a person with an office of state: the government of the article's main country",
    "actor_person_recent": "a spokesperson without an organisation: the party named last",
    "actor_person_alone": "a person, and no organisation is named with the name",
    "actor_person_seen": "a person the article named before, with the same organisation",
    "actor_epithet_seen": "a description that fits the party named last",
    "actor_epithet_country": "a description that fits one actor active in the article's countries",
    "actor_epithet_kind": "a description that fits no one actor: the kind of actor it says",
    "actor_epithet_named": "a description with a word of one group's name, or of its people",
    "actor_mission": "the forces of an organisation: its mission in the country",
    "actor_coalition": "the coalition led by the party named in the phrase",
    "actor_kind": "a kind of people or things",
    "actor_people": "people of a country, not its state",
    "actor_pronoun": "a pronoun: left to coreference",
    "actor_unknown_head": "an adjective of nationality before a noun that is not known: the state may have no part in it",
    "actor_unknown": "nothing in the phrase is known",
}


@dataclass(frozen=True, slots=True)
class ActorContext:
    """What the article says around a mention. ``countries``: ISO codes with weights. ``resolved``: actors read before, the latest last. ``published``: a day of publication."""

    countries: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    resolved: tuple[Actor, ...] = ()
    published: date | None = None

    @property
    def main_country(self) -> str | None:
        """The country of the greatest weight; the first in alphabetical order of several."""
        return min(self.countries, key=lambda c: (-self.countries[c], c)) if self.countries else None

    @property
    def one_country(self) -> bool:
        """Whether the main country outweighs every other twice."""
        weights = sorted(self.countries.values(), reverse=True)
        return len(weights) < 2 or weights[0] >= 2 * weights[1]

    @property
    def year(self) -> int | None:
        return self.published.year if self.published else None

    def recent(self, *kinds: ActorKind) -> Iterator[Actor]:
        """Actors of the kinds (any, where none is given), the latest first; a person's organisation follows the person."""
        for actor in reversed(self.resolved):
            for found in (actor, actor.affiliation if actor.kind == "person" else None):
                if found and (not kinds or found.kind in kinds):
                    yield found


@dataclass(frozen=True, slots=True)
class ActorReading:
    """What a mention can mean. ``head`` says what the phrase is about: a person, a group (any organisation or state), or a mere kind."""

    actor: Actor | None
    candidates: tuple[str, ...]
    reason: str
    head: Literal["person", "group", "kind"]


def article_countries(text: str, lang: str, *, user_files: tuple[str, ...] = ()) -> dict[str, float]:
    """Weights of the countries an article names, for ``ActorContext``, where no places have been read.

    A country or capital behind a place preposition ("i Syria") weighs 3, any other mention of it 1; of a nationality 1; the first mention of each 1 more.
    """
    index = actor_index(lang, user_files)
    words = words_of(text)
    weights: dict[str, float] = {}
    for hit in index.hits(words):
        codes = [i for i in hit.pattern.ids if len(i) == 2 and i.isupper()]
        if len(codes) != 1 or hit.tail:
            continue
        placed = hit.first and words[hit.first - 1].lower in index.words.places and hit.pattern.form in ("name", "metonym") and not hit.genitive
        weights[codes[0]] = weights.get(codes[0], 1.0) + (3.0 if placed else 1.0)
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))
