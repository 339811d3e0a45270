"""From the words for an actor to the actor: names, acronyms, demonyms, epithets, persons with their organisation, and kinds of people and things.

``find_actors`` scans text; ``ActorResolver`` reads one noun phrase in the context of its article. Every reading carries a reason; what stays ambiguous stays
without an actor, with its candidates. Rules: codebook, section 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from ifolge.grounding.actor_context import REASONS, ActorContext, ActorReading, article_countries
from ifolge.grounding.actor_index import ActorMention, Hit, actor_index, find_actors
from ifolge.grounding.actor_lexicon import Lexicon, Sense, lexicon, stems
from ifolge.grounding.actor_phrase import DESCRIBED, GrammaticalNumber, Phrase, name_parts, singular
from ifolge.grounding.english import plural_of, singular_of
from ifolge.grounding.register import ORGANS, Entry, Register, load_register
from ifolge.grounding.romanization import english_name
from ifolge.languages import Row, cells
from ifolge.records import Actor, ActorKind

__all__ = [
    "REASONS",
    "ActorContext",
    "ActorMention",
    "ActorReading",
    "ActorResolver",
    "article_countries",
    "find_actors",
    "load_register",
]

NO_ARMY = "no_army"
NOBODYS = frozenset({"media", "witness", "victim", "anonymous", "monitor", "expert"})
"""Kinds of roles that an adjective of nationality makes nobody's word but their own ("israelske medier", "libanesiske sikkerhetskilder")."""
ARMS: tuple[ActorKind, ...] = ("state_military", "non_state_armed", "international_coalition", "international_organisation")
MEN = frozenset({"men", "people", "members"})  # those who fight for a party, behind its name
PEOPLE = frozenset({"witness", "victim"})  # kinds of roles that are people like any others
GROUND = frozenset({"infrastructure", "place"})
INFORMED = {"police": "police", "military": "military-forces", "army": "military-forces", "government": "government"}
"""Organs of a state by the first word of a source in them ("police source")."""
LEADERS = frozenset({"leader", "rebel leader", "militia leader"})  # of the armed group named last, where they are nobody else's
NO_NUMBERS: Mapping[int, GrammaticalNumber] = MappingProxyType({})


class ActorResolver:
    """Reads noun phrases of one language. ``user_files``: register files of the user, on top of the one that ships; ``register.issues`` has what is wrong with them."""

    def __init__(self, lang: str, *, user_files: tuple[str | Path, ...] = ()) -> None:
        self.index = actor_index(lang, tuple(str(f) for f in user_files))
        self.register: Register = self.index.register
        self.words: Lexicon = self.index.words
        entries = self.register.entries.values()
        self._ministries = frozenset(e.id for e in entries if "ministry" in e.tags)
        self._allied = tuple(e for e in entries if e.tags & {"coalition", "alliance"})
        self._armed_groups = tuple(e for e in entries if e.is_curated and e.kind == "non_state_armed")
        self._missions = tuple(e for e in entries if e.parent and e.tags & {"peacekeepers", "coalition"})

    def resolve(self, mention: str, *, context: ActorContext, numbers: Mapping[int, GrammaticalNumber] = NO_NUMBERS) -> ActorReading:
        """Read the text of a noun phrase as the parser cut it. Deterministic; never raises for odd text.

        ``numbers``: whether the noun that begins at an offset of the mention is singular or plural, where a parser told; without it the form of the noun decides.
        """
        phrase = Phrase.of(mention, self.index)
        if not phrase.words or phrase.is_pronoun:
            return ActorReading(None, (), "actor_pronoun" if phrase.words else "actor_unknown", "kind")
        reading = (
            self._person(phrase, context)
            or self._role(phrase, context)
            or self._named(phrase, context)
            or self._described(phrase, context)
            or self._unlisted(phrase)
            or ActorReading(None, (), "actor_unknown", "kind")
        )
        return self._in_number(reading, phrase, numbers)

    def _in_number(self, reading: ActorReading, phrase: Phrase, numbers: Mapping[int, GrammaticalNumber]) -> ActorReading:
        """A kind in the number that is counted ("to hus", "et vitne"), else in the one that the parser told, else as the form had it."""
        actor = reading.actor
        if (
            actor is None
            or phrase.head is None
            or not actor.id.startswith("kind:")
            or not singular_of(actor.name).endswith(singular_of(phrase.head.english))
        ):
            return reading
        number = self._number(phrase) or (numbers.get(phrase.words[phrase.head_at].start) if phrase.head_at is not None else None)
        name = actor.name if number is None else plural_of(actor.name) if number == "plural" else singular_of(actor.name)
        return reading if name == actor.name else self._kind(name, actor.kind, actor.reason or reading.reason, reading.candidates)

    def _number(self, phrase: Phrase) -> GrammaticalNumber | None:
        """What the phrase itself shows: a plural form outranks an article ("en gruppe soldater"); a Swedish participle can be both, and no parser can tell."""
        head, counted = phrase.head, phrase.number
        if head is None or counted == "plural":
            return counted
        if (head.sort == "people" or head.row.get("kind") in PEOPLE) and head.form.endswith(("ande", "ende")):
            return counted or "plural"
        return "plural" if head.is_plural(head.form, self.words.definite_endings) else counted

    # -- persons ----------------------------------------------------------------------------------------------------------------------------------

    def _person(self, phrase: Phrase, context: ActorContext) -> ActorReading | None:
        if phrase.person_name is None:
            alone = phrase.bare_name if len(phrase.words) == 1 and phrase.words[0].is_capital and phrase.head is not None else ""
            known = self._seen_person(alone, context)  # "Mujahid", once Zabihullah Mujahid has spoken
            return ActorReading(known.model_copy(update={"reason": "actor_person_seen"}), (), "actor_person_seen", "person") if known else None
        name = english_name(phrase.person_name)
        if known := self._seen_person(name, context):
            return ActorReading(known.model_copy(update={"reason": "actor_person_seen"}), (), "actor_person_seen", "person")
        role = phrase.role
        if role is None and len(name_parts(name)) < 2:
            return None
        owner, reason = self._affiliation(phrase, role, context)
        detail = f"{reason}:{role.english}" if role else reason
        person = Actor(
            id="person:" + "-".join(name.lower().split()),
            name=name,
            kind="person",
            country=owner.country if owner else None,
            affiliation=_flat(owner),
            reason=detail,
        )
        return ActorReading(person, (), reason, "person")

    @staticmethod
    def _seen_person(name: str, context: ActorContext) -> Actor | None:
        """The person named last whose name has all parts of a name, genitive endings aside."""
        parts = name_parts(name)
        return next((a for a in context.recent("person") if parts and all(not name_parts(a.name).isdisjoint(stems(part)) for part in parts)), None)

    def _affiliation(self, phrase: Phrase, role: Sense | None, context: ActorContext) -> tuple[Actor | None, str]:
        """Whose person it is: the party in the phrase, else for offices of state the main country, for spokespersons the party named last."""
        owner = self._party(phrase, context, role)
        if owner:
            return owner, "actor_person"
        kind = role.row["kind"] if role else ""
        if kind == "spokesperson" and (
            last := next((a for a in context.recent() if a.kind not in ("person", "civilians", "media", "unknown")), None)
        ):
            return last, "actor_person_recent"
        if role and role.english in LEADERS and phrase.country is None and (last := next(context.recent("non_state_armed"), None)):
            return last, "actor_person_recent"
        if phrase.is_office and context.main_country in self.register.entries and context.one_country:
            return self.register.organ(context.main_country or "", "Government", "state_government"), "actor_person_country"
        return None, "actor_person_alone"

    def _party(self, phrase: Phrase, context: ActorContext, role: Sense | None) -> Actor | None:
        """The organisation in a phrase with a role: a name before a state, an organ of a state before the state itself."""
        for hit in phrase.names:
            if role and role.row["kind"] in NOBODYS and self._is_state(hit):
                continue
            reading = self._hit(phrase, hit, context)
            if (reading.actor and reading.actor.kind != "media") or (reading.actor and role and role.row["kind"] == "media"):
                return reading.actor
        if organ := phrase.epithet:
            found = self._epithet(phrase, organ, context).actor
            if organ.scope != "bureau" or (found and not found.id.startswith("kind:")):
                return found
        state = phrase.country
        placed = state is not None and state.pattern.form == "metonym" and state.first >= phrase.core_end
        if state and self._is_state(state) and not placed and not (role and role.row["kind"] in NOBODYS):
            military = phrase.is_rank
            return self._organ(
                state.pattern.ids[0],
                "Military Forces" if military else "Government",
                "state_military" if military else "state_government",
                "actor_demonym",
            )
        return None

    # -- roles without a name ---------------------------------------------------------------------------------------------------------------------

    def _role(self, phrase: Phrase, context: ActorContext) -> ActorReading | None:
        role = phrase.role
        if role is None or phrase.head is not role:
            return None
        if owner := self._party(phrase, context, role):
            return self._group(owner.model_copy(update={"reason": f"actor_role:{role.english}"}))
        if phrase.definite:
            for known in context.recent():
                if known.reason and known.reason.partition(":")[2] == role.english:
                    known = known.model_copy(update={"reason": f"actor_role_seen:{role.english}"})
                    return ActorReading(known, (), "actor_role_seen", "person" if known.kind == "person" else "group")
        narrowed = role.english.endswith(" official") or (role.english == "official" and self._qualifier(phrase, role) is not None)
        settled = context.one_country or (phrase.definite and phrase.number is None)
        if phrase.is_office and context.main_country in self.register.entries and not narrowed and settled:
            return self._group(self._organ(context.main_country or "", "Government", "state_government", "actor_role_country"))
        reading = self._kind(self._qualified(phrase, role, self._numbered(role)), "unknown", "actor_role_kind")
        return self._of_organ(reading, context)

    def _of_organ(self, reading: ActorReading, context: ActorContext) -> ActorReading:
        """A source in an organ of the state ("en politikilde"), with that of the article's main country."""
        organ = ORGANS.get(INFORMED.get(reading.actor.name.split()[0], "")) if reading.actor else None
        if reading.actor is None or organ is None or context.main_country not in self.register.entries or not context.one_country:
            return reading
        owner = _flat(self._organ(context.main_country or "", *organ, "actor_organ_country"))
        return replace(reading, actor=reading.actor.model_copy(update={"affiliation": owner}))

    def _qualified(self, phrase: Phrase, head: Sense, name: str) -> str:
        """An English noun with the word that narrows it: "lokale kilder", "helsekilder", "security sources"."""
        row = self._qualifier(phrase, head)
        narrower = row["english"] if row else self._ground(phrase, head)
        return f"{narrower} {name}" if narrower and not name.startswith(narrower) else name

    def _ground(self, phrase: Phrase, head: Sense) -> str | None:
        """The place or institution that a head is at, by a genitive or the first part of a compound: "*gruvens* ledelse", "*skole*leder"."""
        owners = (s for i, s in sorted(phrase.senses.items()) if i < (phrase.head_at or 0) and s.is_genitive(phrase.words[i].lower))
        found = next(owners, None) or (self.words.sense(head.before) if head.before else None)
        return singular_of(found.english) if found is not None and found.table == "kind" and found.sort in GROUND else None

    def _qualifier(self, phrase: Phrase, head: Sense) -> Row | None:
        """The row of the word before a head, or of the first part of a compound, that narrows it."""
        before = (head.before, *(w.lower for w in phrase.words[: phrase.head_at or 0]))
        return next((self.words.qualifiers[w] for w in before if w in self.words.qualifiers), None)

    # -- names ------------------------------------------------------------------------------------------------------------------------------------

    def _named(self, phrase: Phrase, context: ActorContext) -> ActorReading | None:
        head = phrase.head
        if phrase.names:
            hit = next((h for h in phrase.names if phrase.apposed(h) and not self._is_state(h)), phrase.names[0])
            if head and head.table == "epithet" and head.scope in ("state", "ministry", "country") and (self._is_state(hit) or phrase.holder):
                return None
            if (
                head
                and head.table == "kind"
                and head.sort in ("people", "infrastructure", "place", "thing")
                and (hit.genitive or hit.tail or phrase.behind_head(hit))
                and not (head.english in MEN and self._is_armed(hit))
            ):
                return self._kind_of(head)
            reading = self._hit(phrase, hit, context)
            if (
                head
                and (head.sort == "force" or "peacekeeper" in head.english or head.english == "mission")
                and not self._is_state(hit)
                and (mission := self._mission(phrase, hit, context))
            ):
                return self._group(self.register.actor(mission.id, "actor_mission"))
            if (society := self._society(phrase, reading.actor, context)) is not None:
                return self._group(society)
            owned = head is not None and reading.actor is not None and not self._is_state(hit) and not phrase.apposed(hit)
            if self._is_state(hit) and head is not None and reading.actor is not None:
                return self._of_state(phrase, hit, head, context)
            return self._group(reading.actor.model_copy(update={"reason": "actor_owner"})) if owned and reading.actor else reading
        if (unknown := phrase.unknown_name) and head and head.table == "epithet" and head.scope in ("group", "organisation", "media", "coalition"):
            actor = Actor(
                id="name:" + "-".join(unknown.lower().split()),
                name=unknown,
                kind=_kind(head),
                country=context.main_country if head.scope == "group" else None,
                reason="actor_named_kind",
            )
            return self._group(actor)
        return None

    def _society(self, phrase: Phrase, actor: Actor | None, context: ActorContext) -> Actor | None:
        """A country's own society of a movement that has one in each ("Kenyas Røde Kors", "kenyanska Röda Korset", "Røde Kors i landet")."""
        entry = self.register.entries.get(actor.id) if actor is not None else None
        if entry is None or "societies" not in entry.tags:
            return None
        state, land = phrase.country, phrase.epithet
        if state is None and land is not None and land.scope == "country":
            code = self._country_of(phrase, land, context)[0]
        else:
            code = state.pattern.ids[0] if state and self._is_state(state) else None
        if code is None:
            return None
        movement = min((entry.name, *entry.aliases["en"]), key=len)
        listed = next((e for e in self.register.entries.values() if e.countries == (code,) and e.name.endswith(movement)), None)
        if listed is not None:
            return self.register.actor(listed.id, "actor_name_country")
        name = f"{self._english_adjective(code)} {movement}"
        return Actor(id="name:" + "-".join(name.lower().split()), name=name, kind=entry.kind, country=code, reason="actor_name_country")

    def _mission(self, phrase: Phrase, hit: Hit, context: ActorContext) -> Entry | None:
        """The forces of an organisation are those it has in the country: "FN-soldatene" in Mali are its mission's there."""
        named = {i for other in phrase.hits if other is not hit for i in other.pattern.ids}
        sent = [e for e in self._missions if e.parent in hit.pattern.ids and e.active(context.year)]
        there = [e for e in sent if named & set(e.countries)] or [e for e in sent if self._weight(e, context) > 0]
        top = [e for e in there if self._weight(e, context) == max(self._weight(t, context) for t in there)]
        return top[0] if len(top) == 1 else None

    def _unlisted(self, phrase: Phrase) -> ActorReading | None:
        """One name alone that nobody has: a surname or a group, as it is written."""
        words = [w for w in phrase.words if w.is_word]
        if len(words) != 1 or phrase.hits or not words[0].is_capital or words[0].text.isupper() or len(words[0].text) < SHORTEST_NAME:
            return None
        name = phrase.bare_name
        actor = Actor(id=f"name:{name.lower()}", name=name, kind="unknown", reason="actor_named_unknown")
        return ActorReading(actor, (), "actor_named_unknown", "group")

    def _coined(self, name: str, head: Sense) -> ActorReading:
        """A group that is named by a compound with what it is ("Jenin-brigadene"): its name in English."""
        english = f"{name} {self._numbered(head).title()}"
        return self._group(Actor(id="name:" + "-".join(english.lower().split()), name=english, kind="non_state_armed", reason="actor_name"))

    def _is_state(self, hit: Hit) -> bool:
        return bool(hit.pattern.ids) and hit.pattern.ids[0] in self.register.entries and self.register.entries[hit.pattern.ids[0]].is_state

    def _is_armed(self, hit: Hit) -> bool:
        """Whether a name is that of armed groups only: their men and members are the party."""
        return bool(hit.pattern.ids) and all(self.register.entries[i].kind == "non_state_armed" for i in hit.pattern.ids)

    def _hit(self, phrase: Phrase, hit: Hit, context: ActorContext) -> ActorReading:
        """The actor of a name, settled among several by the article."""
        entries = [self.register.entries[i] for i in hit.pattern.ids]
        chosen, reason = self._choose(entries, hit, context)
        ids = tuple(e.id for e in entries) if len(entries) > 1 else ()
        return ActorReading(self.register.actor(chosen.id, reason) if chosen else None, ids, reason, "group")

    def _choose(self, entries: list[Entry], hit: Hit, context: ActorContext) -> tuple[Entry | None, str]:
        seen = [a.id for a in context.recent()]
        active = [e for e in entries if e.active(context.year)] or entries
        trusted = [e for e in active if e.is_curated]
        if len(active) == 1 and (trusted or hit.pattern.form != "acronym"):
            return active[0], "actor_state" if active[0].is_state else "actor_name"
        if known := next((e for i in seen for e in active if e.id == i), None):
            return known, "actor_name_seen"
        local = sorted(
            (e for e in active if any(c in context.countries for c in e.countries)),
            key=lambda e: (-max(context.countries.get(c, 0) for c in e.countries), e.rank, e.id),
        )
        if local and (len(local) == 1 or local[0].rank < local[1].rank or self._weight(local[0], context) > self._weight(local[1], context)):
            return local[0], "actor_name_country"
        if not local and len(trusted) == 1:
            return trusted[0], "actor_name"
        return None, "actor_name_ambiguous" if len(active) > 1 else "actor_name_foreign"

    @staticmethod
    def _weight(entry: Entry, context: ActorContext) -> float:
        return max((context.countries.get(c, 0.0) for c in entry.countries), default=0.0)

    # -- states, organs, descriptions -------------------------------------------------------------------------------------------------------------

    def _described(self, phrase: Phrase, context: ActorContext) -> ActorReading | None:
        head = phrase.head
        if owned := self._owned(phrase, context):
            return owned
        if head and head.table == "epithet" and not (head.scope == "unknown" and not phrase.country):
            return self._epithet(phrase, head, context)
        if head is None and phrase.is_led:
            return self._coalition(phrase, context)
        if head is None and phrase.epithet:
            return self._epithet(phrase, phrase.epithet, context)
        hit = phrase.country
        if phrase.unknown_name and head and head.table == "kind":
            return self._kind_of(head)
        if hit and hit.first >= phrase.core_end and not (head and (head.table == "epithet" or head.sort in ("force", "vehicle"))):
            return self._kind_of(head) if head else None
        if hit:
            return self._of_state(phrase, hit, head, context)
        if head and head.sort == "force" and phrase.coined_name:
            return self._coined(phrase.coined_name, head)
        if head and head.table == "kind":
            return self._force(phrase, head, context) if head.sort in ("force", "vehicle") else self._kind_of(head)
        return self._kind(head.english, _kind(head), "actor_epithet_kind") if head else None

    def _owned(self, phrase: Phrase, context: ActorContext) -> ActorReading | None:
        """The fighters, arms and people of a party that is only described ("bevegelsens krigere"): the party."""
        head, owner = phrase.head, phrase.owner
        if head is None or owner is None or not (head.scope in ("group", "state") or head.sort in ("force", "vehicle") or head.english in MEN):
            return None
        reading = self._described(Phrase.of(owner, self.index), context)
        if reading is None or reading.actor is None or reading.actor.id.startswith("kind:"):
            return None
        return self._group(reading.actor.model_copy(update={"reason": "actor_owner"}))

    def _of_state(self, phrase: Phrase, hit: Hit, head: Sense | None, context: ActorContext) -> ActorReading:
        """A state's name, adjective or people, with what stands behind it."""
        code = hit.pattern.ids[0] if hit.pattern.ids else ""
        if code not in self.register.entries or not self.register.entries[code].is_state:
            return self._of_people(phrase, hit, head, context)
        if head and head.table == "epithet":
            return self._epithet(phrase, head, context)
        if head and head.table == "kind" and head.sort in ("force", "vehicle"):
            first = self.words.first_part(head.before)
            police = head.english.startswith(("police", "officers")) or (first is not None and first.english == "Police")
            organ = ORGANS["police" if police else "military-forces"]
            return self._group(self._organ(code, *organ, "actor_owner"))
        if head and head.table == "kind":
            return self._kind_of(head)
        if hit.pattern.form == "demonym" and phrase.unknown_head(hit):
            return ActorReading(None, (code,), "actor_unknown_head", "kind")
        if hit.pattern.form == "inhabitant" and not phrase.definite:
            return self._people(code, hit)
        if len(set(hit.pattern.ids)) > 1 and hit.pattern.form != "metonym":
            local = [i for i in hit.pattern.ids if i in context.countries]
            code = local[0] if local else code
        reason = {"metonym": "actor_seat", "demonym": "actor_demonym"}.get(hit.pattern.form, "actor_state")
        return self._group(self.register.actor(code, reason))

    def _of_people(self, phrase: Phrase, hit: Hit, head: Sense | None, context: ActorContext) -> ActorReading:
        """A people without a state: the one active actor of it that the article named or that its countries know, else the people itself."""
        entries = [e for i in hit.pattern.ids if (e := self.register.entries[i]).active(context.year)]
        people = self._english(hit)
        if head and head.table == "kind" and head.sort not in ("force", "vehicle"):
            return self._kind(f"{people} {head.english}", "civilians" if head.sort == "people" else "unknown", "actor_kind")
        if known := next((a for a in context.recent() if any(a.id == e.id for e in entries)), None):
            return self._group(known.model_copy(update={"reason": "actor_epithet_seen"}))
        local = [e for e in entries if e.is_curated and any(c in context.countries for c in e.countries)]
        if len(local) == 1:
            return self._group(self.register.actor(local[0].id, "actor_epithet_country"))
        what = f"{people} {head.english if head else 'people' if hit.pattern.form == 'inhabitant' else 'forces'}"
        kind: ActorKind = "non_state_armed" if head is None or head.table == "kind" else _kind(head)
        return self._kind(what, kind, "actor_epithet_kind", tuple(e.id for e in local))

    def _epithet(self, phrase: Phrase, head: Sense, context: ActorContext) -> ActorReading:
        match head.scope:
            case "state" | "ministry" | "country":
                return self._state_organ(phrase, head, context)
            case "coalition":
                return self._alliance(phrase, head, context) or self._coalition(phrase, context, head.tags)
            case "group":
                return self._armed(phrase, head, context)
            case "bureau":
                return self._bureau(phrase, head, context)
            case "organisation" | "media":
                kinds: tuple[ActorKind, ...] = ("media",) if head.scope == "media" else ("ngo", "international_organisation")
                if head.row["kind"] == "international_coalition":
                    kinds = ("international_coalition", "international_organisation")
                bare = phrase.is_plain and head.row["kind"] == "ngo" and not phrase.country
                known = next(context.recent(*kinds), None) or (next(context.recent("non_state_armed"), None) if bare else None)
                if phrase.definite and known:
                    return self._group(known.model_copy(update={"reason": "actor_epithet_seen"}))
        return self._kind(self._numbered(head), _kind(head), "actor_epithet_kind")

    def _bureau(self, phrase: Phrase, head: Sense, context: ActorContext) -> ActorReading:
        """What speaks for the one that has it: an office, a delegation, a leadership, of a party ("hærens pressekontor"), of an office of state, of a state, else of the
        organisation named last ("kontoret i Genève")."""
        if owner := next((s for s in phrase.parties if s.scope != "bureau"), None):
            return self._epithet(phrase, owner, context)
        if (first := self.words.first_part(head.before)) is not None and first.scope in DESCRIBED:
            return self._epithet(phrase, first, context)
        post = self.words.sense(head.before) if head.before else phrase.role
        if post is not None and post.table == "role" and post.row["lemma"].endswith(self.words.offices):
            code, reason = self._country_of(phrase, head, context)
            if code is not None:
                return self._group(self._organ(code, f"Office of the {post.english.title()}", "state_government", reason))
        state = phrase.country
        if state is not None and self._is_state(state) and state.first < phrase.core_end:
            return self._group(self._organ(state.pattern.ids[0], "Government", "state_government", "actor_organ"))
        known = next(context.recent("ngo", "international_organisation"), None) if phrase.definite else None
        if known is not None:
            return self._group(known.model_copy(update={"reason": "actor_epithet_seen"}))
        return self._kind(self._numbered(head), "unknown", "actor_kind")

    def _state_organ(self, phrase: Phrase, head: Sense, context: ActorContext) -> ActorReading:
        if (head.tags & {"abroad"} and not phrase.owned_by_state) or (head.tags & {"named"} and phrase.country is None):
            return self._kind(self._numbered(head).lower(), "unknown", "actor_kind")
        if phrase.country is None and (holder := phrase.holder):
            return self._group(self.register.actor(holder.pattern.ids[0], "actor_owner"))
        first = self.words.first_part(head.before)
        if first is not None and first.scope == "group":  # "separatistmyndighetene"
            return self._armed(phrase, first, context)
        code, reason = self._country_of(phrase, head, context)
        if head.scope == "ministry" and phrase.country is None:
            known = next(
                (a for a in context.recent("state_government", "state_military") if a.name.startswith("Ministry") or a.id in self._ministries), None
            )
            if known:
                return self._group(known.model_copy(update={"reason": "actor_organ_seen"}))
        if code is None:
            return ActorReading(None, (), "actor_unknown", "group")
        if head.scope == "country":
            return self._group(self.register.actor(code, reason))
        organ = "Government" if head.scope == "ministry" else head.english
        if head.row["kind"] == "media":
            return self._state_medium(code, organ, reason)
        narrowed = self._qualifier(phrase, head)
        if organ == "Government" and narrowed and narrowed["tags"] == "local":
            owner = _flat(self._organ(code, "Government", "state_government", reason))
            return self._kind(f"{narrowed['english']} authorities", "state_government", reason, owner=owner)
        return self._group(self._organ(code, organ, _kind(head), reason))

    def _state_medium(self, code: str, organ: str, reason: str) -> ActorReading:
        """The media of a state speak for its government."""
        owner = _flat(self._organ(code, "Government", "state_government", reason))
        return self._kind(f"{self._english_adjective(code)} {organ}", "media", reason, owner=owner)

    def _country_of(self, phrase: Phrase, head: Sense, context: ActorContext) -> tuple[str | None, str]:
        """The state an organ belongs to: named in the phrase, else named last for "the country", else the article's main country."""
        hit = phrase.country
        codes = [i for i in hit.pattern.ids if i in self.register.entries and self.register.entries[i].is_state] if hit else []
        if codes:
            return next((c for c in codes if c in context.countries), codes[0]), "actor_organ"
        if head.row["kind"] == "state_military":
            context = self._with_army(context)
        if head.scope == "country" and (state := next((a for a in context.recent("state_government", "state_military") if a.country), None)):
            return state.country, "actor_organ_seen"
        last = next((a.country for a in context.recent("state_government", "state_military") if a.country in self.register.entries), None)
        if last and ("ministry" in head.tags or context.main_country not in self.register.entries):
            return last, "actor_organ_seen"
        return (context.main_country, "actor_organ_country") if context.main_country in self.register.entries else (None, "actor_unknown")

    def _with_army(self, context: ActorContext) -> ActorContext:
        """The context without states that have no armed forces: "hæren" in a story from the West Bank is another's."""
        armed = {c: w for c, w in context.countries.items() if c not in self.register.entries or NO_ARMY not in self.register.entries[c].tags}
        return replace(context, countries=armed) if len(armed) < len(context.countries) else context

    def _coalition(self, phrase: Phrase, context: ActorContext, tags: frozenset[str] = frozenset(("coalition",))) -> ActorReading:
        coalitions = [e for e in self._allied if tags & e.tags and e.active(context.year)]
        if leader := phrase.leader:
            led = [e for e in coalitions if e.parent in leader.pattern.ids]
            local = [e for e in led if any(c in context.countries for c in e.countries)]
            if len(local or led) == 1 or local:
                return self._group(self.register.actor((local or led)[0].id, "actor_coalition"))
        if known := next((a for a in context.recent() if tags & self._tags(a.id)), None):
            return self._group(known.model_copy(update={"reason": "actor_epithet_seen"}))
        ranked = sorted((e for e in coalitions if self._weight(e, context) > 0), key=lambda e: (-self._weight(e, context), e.rank, e.id))
        top = [e for e in ranked if self._weight(e, context) == self._weight(ranked[0], context)]
        if len(top) == 1:
            return self._group(self.register.actor(top[0].id, "actor_epithet_country"))
        return ActorReading(None, tuple(e.id for e in ranked), "actor_name_ambiguous" if ranked else "actor_unknown", "group")

    def _alliance(self, phrase: Phrase, head: Sense, context: ActorContext) -> ActorReading | None:
        """A group that is called a coalition, by a word of its name and its country ("oppositionens nationale koalition"): no coalition of states."""
        forms = frozenset(cells(head.row))
        groups = (e for e in self._armed_groups if e.active(context.year) and self._weight(e, context) > 0)
        named = [e for e in groups if (words := self._name_words(e)) & forms and words & (phrase.qualifiers - forms)]
        return self._group(self.register.actor(named[0].id, "actor_epithet_named")) if len(named) == 1 else None

    def _tags(self, actor_id: str) -> frozenset[str]:
        return self.register.entries[actor_id].tags if actor_id in self.register.entries else frozenset()

    def _armed(self, phrase: Phrase, head: Sense, context: ActorContext) -> ActorReading:
        """An armed group by what it is: the one named last that has one of the tags; else the only one of the article's main country; else the kind."""
        code = next((i for i in (phrase.country.pattern.ids if phrase.country else ()) if len(i) == 2), None)

        def fits(entry: Entry) -> bool:
            return (not head.tags or bool(head.tags & entry.tags)) and (code is None or code in entry.countries)

        kinds: tuple[ActorKind, ...] = ("non_state_armed",) if head.tags else ("non_state_armed", "ngo")  # a plain "group" can be a monitor
        seen = list(dict.fromkeys(a.id for a in context.recent(*kinds) if a.id in self.register.entries and fits(self.register.entries[a.id])))
        if seen and (phrase.definite or (phrase.counted and len(seen) == 1)):
            return self._group(self.register.actor(seen[0], "actor_epithet_seen"))
        main = code or context.main_country
        local = [e for e in self._armed_groups if head.tags and fits(e) and e.active(context.year) and main in e.countries]
        named = [e for e in local if phrase.qualifiers & self._name_words(e)] or [e for e in local if phrase.peoples & e.tags]
        if len(named) == 1:
            return self._group(self.register.actor(named[0].id, "actor_epithet_named"))
        if phrase.definite and len(local) == 1:
            return self._group(self.register.actor(local[0].id, "actor_epithet_country"))
        return self._kind(head.english, "non_state_armed", "actor_epithet_kind", tuple(e.id for e in local))

    def _name_words(self, entry: Entry) -> frozenset[str]:
        """Words of a group's names, without plural endings: "tiger" for the Tamil Tigers."""
        names = (entry.name, *entry.aliases[self.words.pack.lang], *entry.aliases["en"])
        return frozenset(singular(w) for name in names for w in name.lower().replace("-", " ").split())

    def _force(self, phrase: Phrase, head: Sense, context: ActorContext) -> ActorReading:
        """Forces and vehicles without a name: of the party in the phrase ("hærens helikoptre", "regjeringssoldater"), else, where definite, of the party whose they were before."""
        if phrase.leader and phrase.leader.tail:
            return self._led(phrase, phrase.leader, context)
        if phrase.epithet and (owner := self._epithet(phrase, phrase.epithet, context).actor):
            return self._group(owner.model_copy(update={"reason": "actor_owner"}))
        first = self.words.first_part(head.before)
        if first and (owner := self._epithet(phrase, first, context).actor):
            return self._group(owner.model_copy(update={"reason": "actor_owner"}))
        if phrase.possessor:
            return self._forces_of(phrase, phrase.possessor, head, context)
        if phrase.definite:
            known = next(
                (a for a in context.recent(*ARMS) if a.reason == "actor_owner" or (head.sort == "force" and a.kind == "state_military")), None
            )
            if known:
                return self._group(known.model_copy(update={"reason": "actor_owner"}))
        context = self._with_army(context)
        if head.english == "soldiers" and phrase.is_plain and context.one_country and context.main_country in self.register.entries:
            return self._group(self._organ(context.main_country or "", *ORGANS["military-forces"], "actor_organ_country"))
        return self._kind_of(head)

    def _led(self, phrase: Phrase, leader: Hit, context: ActorContext) -> ActorReading:
        """Forces led by a party ("SDF-ledede styrker"): its coalition in the country, else the party itself."""
        coalition = self._coalition(phrase, context)
        if coalition.reason == "actor_coalition":
            return coalition
        if self._is_state(leader):
            return self._group(self._organ(leader.pattern.ids[0], *ORGANS["military-forces"], "actor_owner"))
        reading = self._hit(phrase, leader, context)
        return self._group(reading.actor.model_copy(update={"reason": "actor_owner"})) if reading.actor else reading

    def _forces_of(self, phrase: Phrase, possessor: str, head: Sense, context: ActorContext) -> ActorReading:
        """The forces of a person: of the organisation of one named before, of the main country behind an office of state."""
        person = self._seen_person(possessor, context)
        if person and person.affiliation:
            return self._group(person.affiliation.model_copy(update={"reason": "actor_owner"}))
        if phrase.is_office and context.main_country in self.register.entries:
            return self._group(self._organ(context.main_country or "", "Military Forces", "state_military", "actor_organ_country"))
        return self._kind_of(head)

    # -- kinds ------------------------------------------------------------------------------------------------------------------------------------

    def _kind_of(self, head: Sense) -> ActorReading:
        people = head.sort == "people"
        name = self._one_of(head) if people or head.sort == "force" else self._numbered(head)
        return self._kind(name, "civilians" if people and head.row["who"] != "combatant" else "unknown", "actor_kind")

    def _one_of(self, sense: Sense) -> str:
        """The English noun of people, which the tables give in the plural, in the singular where the form is; a Swedish lemma can be both."""
        one = sense.form == sense.row["lemma"] and self.words.pack.lang != "sv"
        return singular_of(sense.english) if one else sense.english

    def _numbered(self, sense: Sense) -> str:
        """The English noun of a role or thing, plural where the form is."""
        return plural_of(sense.english) if sense.is_plural(sense.form, self.words.definite_endings) else sense.english

    def _people(self, code: str, hit: Hit) -> ActorReading:
        own, forms = self.words.peoples[code]["inhabitants"].lower().split(";"), lexicon("en").peoples[code]["inhabitants"].split(";")
        one = len(own) in (2, 4) and " ".join(hit.pattern.tokens) == own[0]
        name = forms[0] if one else forms[min(1, len(forms) - 1)]
        country = self.register.entries[code].countries[0]
        return ActorReading(
            Actor(id=f"kind:{name.lower()}", name=name, kind="civilians", country=country, reason="actor_people"), (), "actor_people", "kind"
        )

    @staticmethod
    def _english_adjective(code: str) -> str:
        return lexicon("en").peoples[code]["adjectives"].split(";")[0]

    def _english(self, hit: Hit) -> str:
        """The English adjective of a people without a state."""
        form = " ".join(hit.pattern.tokens)
        codes = (code for code, row in self.words.peoples.items() if form in f"{row['adjectives']};{row['inhabitants']}".lower().split(";"))
        return next((self._english_adjective(code) for code in codes), form)

    def _kind(self, english: str, kind: ActorKind, reason: str, candidates: tuple[str, ...] = (), owner: Actor | None = None) -> ActorReading:
        actor = Actor(id="kind:" + "-".join(english.lower().split()), name=english, kind=kind, affiliation=owner, reason=reason)
        return ActorReading(actor, candidates, reason, "kind")

    def _organ(self, code: str, organ: str, kind: ActorKind, reason: str) -> Actor:
        return self.register.organ(code, organ, kind, reason)

    @staticmethod
    def _group(actor: Actor) -> ActorReading:
        return ActorReading(actor, (), (actor.reason or "actor_name").partition(":")[0], "group")


SHORTEST_NAME = 3


def _kind(sense: Sense) -> ActorKind:
    """The kind of actor a word tells; a mere role ("tjenestemenn") tells none."""
    kinds: dict[str, ActorKind] = {kind: kind for kind in get_args(ActorKind)}
    return kinds.get(sense.row["kind"], "unknown")


def _flat(actor: Actor | None) -> Actor | None:
    """An organisation as affiliation, without its own parent."""
    return actor.model_copy(update={"affiliation": None, "reason": None}) if actor else None
