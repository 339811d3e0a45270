"""Who did it and to whom: agents and targets of a trigger, from its frame and the clause around it.

Codebook, section 4. Active, passive and by-phrases, nominalisations ("IS' angrep", "angrep fra X mot Y"), compounds ("IS-angrepet"), relative clauses, control,
support verbs ("gjennomførte et luftangrep"). A phrase that resolves to no actor and no kind of people or thing is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ifolge.claims.cast import Cast
from ifolge.claims.clauses import VERBAL, Phrase
from ifolge.claims.scene import ARMED, ATTACKS, DEEDS, Scene, overlap
from ifolge.claims.triggers import Trigger
from ifolge.grounding.number_words import partitives, sizes
from ifolge.parsing.document import Token
from ifolge.records import Actor, Modality, Participant

UNMANNED = frozenset({"drone", "attack drone", "kamikaze drone", "suicide drone", "combat drone", "surveillance drone"})
OF_TARGET = {
    "killing",
    "injury",
    "abduction",
    "detention",
    "release",
    "destruction",
    "displacement",
    "territorial_change",
    "siege",
    "abuse",
    "sexual_violence",
    "airstrike",
    "shelling",
    "military_support",
    "violation",
    "investigation",
}
AIMED = ATTACKS | {"protest"}
OVER = {"about", "place"}
AIMS = {"target", "targets"}
NO_OBJECT = {"intransitive"}
BLAMING = frozenset({"accusing", "blaming"})
ADDRESSING = BLAMING | {"demanding", "warning"}
"""Classes of verbs of saying whose object does, or is to do, what follows."""
HARMFUL = DEEDS | {"displacement"}
BEHIND = {"target", "between", "origin"}
VICTIMS = {"dead", "wounded", "victims"}
BODIES = {"body", "bodies", "remains"}
BELONGING = {"members"}
GROUPS = {"group", "groups", "team", "column", "crowd"}
TAKEN = {"siege": {"infrastructure", "place"}, "release": {"people", "force"}}
"""Sorts of objects that are targets of a type even where they are fixed words of its verb."""
RECEIVING = {"negotiation": ("between",), "military_support": ("beneficiary",), "sanction": ("with", "beneficiary")}
"""Roles of phrases that name the other side of a dealing: "mekle *mellom* partene", "sende våpen *til* RUF", "stanse samarbeidet *med* USA"."""
SORTS = {"people", "force", "infrastructure", "place", "vehicle", "thing"}
AGREED = VERBAL | {"ADJ", "ADV"}
"""What a deal hangs on: "enige om en våpenhvile"."""


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase in a role: its head token, and how sure the role is."""

    head: int
    role: str
    certainty: Modality = "asserted"


class Participants:
    """Finds the participants of triggers in one article."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene = scene
        self.cast = cast
        self.doc = scene.doc
        self.clauses = scene.clauses

    def of(self, trigger: Trigger, certainty: Modality) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """(agents, targets). ``certainty`` is that of an agent whose authorship alone is hedged."""
        roles = self._noun_roles(trigger) if trigger.is_noun else self._verb_roles(trigger)
        roles += [Role(h, "target") for h in (*self._said_of_victims(trigger), *self._said_of_aim(trigger))]
        if not any(r.role == "target" for r in roles):
            roles += [Role(h, "target") for h in self._struck(trigger)]
        agents: list[Participant] = []
        targets: list[Participant] = []
        for role in roles:
            for token in (side for t in self.clauses.conjuncts(role.head) for side in self._sides(t) or [self._whose(t, trigger)]):
                found = self._participant(
                    token, role.certainty if role.certainty != "asserted" else (certainty if role.role == "agent" else "asserted")
                )
                if found is not None:
                    (agents if role.role == "agent" else targets).append(found)
        if not agents:
            agents += self._compounded(trigger)
        targets = [
            t
            for t in targets
            if not any(overlap(t.mention, a.mention) for a in agents) and not self._is_mere_place(t, trigger) and not self._is_mere_toll(t, trigger)
        ]
        doers = _distinct([a for a in agents if not self._is_mere_weapon(a) and not (trigger.type in HARMFUL and self._is_ground(a))])
        return doers, _distinct([self._sent(t, doers) for t in targets] if trigger.type == "movement" else targets)

    def _compounded(self, trigger: Trigger) -> list[Participant]:
        """The party that is the first part of a word of attack: "*IS*-angrepet", "*Taliban*offensiven"; a state there is as often where it happened."""
        token = self.doc.tokens[trigger.token]
        if not trigger.is_noun or trigger.type not in ATTACKS or trigger.frame != "transitive":
            return []
        parties = (m for m in self.scene.within(self.scene.actors, token.start, token.end) if m.form == "compound" and m.is_party and not m.is_state)
        found = ((self.doc.span(m.start, m.end), self.cast.resolve(m.start, m.end)) for m in parties)
        return [Participant(mention=span, certainty="asserted", actor=actor) for span, actor in found if actor is not None]

    def _sent(self, target: Participant, agents: Sequence[Participant]) -> Participant:
        """Forces without an owner that somebody sends are the sender's: "Regjeringen sender 300 politifolk"."""
        tokens = self.doc.tokens_between(target.mention.start, target.mention.end)
        force = any((k := self.scene.kind(t)) is not None and k.sort == "force" for t in tokens)
        sender = next((a.actor for a in agents if a.actor is not None and a.actor.kind in ARMED | {"state_government"}), None)
        bare = target.actor is None or target.actor.id.startswith("kind:") or target.actor.reason == "actor_organ_country"
        return target.model_copy(update={"actor": sender}) if bare and force and sender is not None else target

    def is_aircraft(self, agent: Participant) -> bool:
        """Whether an agent is an aircraft of nobody's."""
        if agent.actor is None or not agent.actor.id.startswith("kind:"):
            return False
        tokens = self.doc.tokens_between(agent.mention.start, agent.mention.end)
        return any("airstrike" in self.scene.lexicon.weapons.of(t.lower)[0] for t in tokens)

    def _is_ground(self, agent: Participant) -> bool:
        """Whether an agent is a building or a stretch of land and nobody's: out of "sovesalene" people are taken, not by them."""
        if agent.actor is not None and not agent.actor.id.startswith("kind:"):
            return False
        tokens = self.doc.tokens_between(agent.mention.start, agent.mention.end)
        kinds = [k for t in tokens if (k := self.scene.kind(t)) is not None]
        return bool(kinds) and kinds[-1].sort in {"place", "infrastructure"}

    def _is_mere_weapon(self, agent: Participant) -> bool:
        """Whether an agent is a bomb, rocket or drone of nobody's: it does nothing by itself, as an aircraft with its crew does."""
        if agent.actor is not None and agent.actor.kind != "unknown":
            return False
        tokens = self.doc.tokens_between(agent.mention.start, agent.mention.end)
        head = next((t for t in reversed(tokens) if t.upos in {"NOUN", "PROPN"}), None)
        kind = self.scene.kind(head) if head is not None else None
        types = self.scene.lexicon.weapons.of(head.lower)[0] if head is not None else ()
        manned = kind is not None and kind.sort in {"vehicle", "force", "people"} and kind.english not in UNMANNED
        return bool(types) and "suicide_attack" not in types and not manned

    @staticmethod
    def _is_mere_toll(target: Participant, trigger: Trigger) -> bool:
        """Whether a target only says that somebody was killed or hurt: "de drepte", "kroppene"."""
        return bool(trigger.effect) and target.actor is not None and target.actor.id.startswith("kind:") and target.actor.name in VICTIMS | BODIES

    def _said_of_victims(self, trigger: Trigger) -> list[int]:
        """Which side the victims are said to be of: "to av de døde var *medlemmer av gruppen*"."""
        token = self.doc.tokens[trigger.token]
        while trigger.effect and token.rel in {"nmod", "obl", "amod"}:
            token = self.doc.tokens[token.head]
        predicate = self.doc.tokens[token.head]
        if not trigger.effect or not token.rel.startswith("nsubj") or not any(self.doc.children(predicate.i, "cop")):
            return []
        kind = self.scene.kind(predicate)
        return [predicate.i] if self._is_party(predicate) or (kind is not None and (kind.sort == "force" or kind.english in BELONGING)) else []

    def _said_of_aim(self, trigger: Trigger) -> list[int]:
        """What the aim of an attack is said to be: "målet var *et våpenlager*"."""
        kind = self.scene.kind(self.doc.tokens[trigger.token])
        if kind is None or kind.english not in AIMS or trigger.type not in ATTACKS:
            return []
        said = self.clauses.equated(trigger.token)
        return [t.i for t in said if t.upos in {"NOUN", "PROPN"}]

    def _is_mere_place(self, target: Participant, trigger: Trigger) -> bool:
        """Whether a target only says where: ground that changes hands, "byen" taken up again, "mål" of any kind."""
        if target.actor is not None and not target.actor.id.startswith("kind:") and target.actor.kind != "unknown":
            return False
        tokens = self.doc.tokens_between(target.mention.start, target.mention.end)
        head = next((t for t in reversed(tokens) if self.scene.kind(t) is not None), None)
        kind = self.scene.kind(head) if head is not None else None
        if trigger.type == "movement":
            return self.scene.is_place(head or tokens[-1])
        if trigger.type == "territorial_change":
            return kind is None or kind.sort == "place"
        if head is None or kind is None:
            return False
        called = (t for t in self.doc.children(head.i, "nmod") if self.clauses.case(t.i) in {"", *partitives(self.scene.lang)})
        named = any(
            t.upos == "PROPN" or (t.i > head.i and t.text[0].isupper())
            for t in (*tokens, *self.doc.children(head.i, "appos", "flat", "flat:name"), *called)
        )
        many = "Number=Plur" in head.feats
        return kind.english in AIMS or (kind.sort == "place" and self.scene.is_definite(head) and not named and not many)

    def _participant(self, token: Token, certainty: Modality) -> Participant | None:
        token = self._nation(self._whole(token))
        if self.scene.time_at(token) is not None or self.scene.is_nobody(token):
            return None
        first, last = self._whole_name(token, self.clauses.noun_phrase(token.i))
        called = self._called(token) or self._named(token, last)
        actor = self._resolve(*called) if called is not None else self._resolve(first, last)
        last = max(last, called[1]) if called is not None else last
        if actor is None and self.scene.kind(token) is not None:
            wide = self.clauses.noun_phrase(token.i, extended=True)
            if wide != (first, last) and wide[1] - wide[0] <= 14:
                actor = self._resolve(*wide)
        kind = self.scene.kind(token)
        actor = self._aboard(token) or actor
        if actor is None and kind is None:
            return None
        span = self.doc.token_span(first, last)
        if kind is None and not self._is_told_apart(token, last - first, actor):
            return None
        return Participant(mention=span, certainty=certainty, actor=actor)

    def _sides(self, token: Token) -> list[Token]:
        """The adjectives or genitives by which forces or aircraft are more than one party's: "*syriske* og *russiske* fly", "*hærens* og *politiets* styrker"."""
        kind = self.scene.kind(token)
        if kind is None or kind.sort not in {"force", "vehicle"}:
            return []
        named = (self.clauses.conjuncts(c.i) for c in self.doc.children(token.i, "amod", "nmod:poss"))
        several = next((n for n in named if len(n) > 1), [])
        return several if all(self._is_whose(t) for t in several) else []

    def _whose(self, token: Token, trigger: Trigger) -> Token:
        """Whom people protest against by what is theirs: "mot *regjeringens* passivitet"."""
        if trigger.type != "protest" or self.scene.kind(token) is not None:
            return token
        return next((t for t in self.doc.children(token.i, "nmod:poss", "nmod") if not self.clauses.case(t.i) and self._is_party(t)), token)

    def _is_whose(self, token: Token) -> bool:
        """Whether a word says by itself whose something is: "russiske", "USAs"."""
        return any(m.is_party for m in self.scene.within(self.scene.actors, token.start, token.end))

    def _aboard(self, token: Token) -> Actor | None:
        """Whose vehicle or column it is by those who ride in it: "en konvoj *med krigere fra IS*", "a convoy *of Taliban fighters*"; "konvojen" is later theirs too."""
        kind = self.scene.kind(token)
        if kind is None or kind.sort != "vehicle":
            return None
        before = reversed(self.doc.tokens[: token.i]) if self.scene.is_definite(token) else ()
        same = (t for t in before if (k := self.scene.kind(t)) is not None and k.english == kind.english)
        return next((riders for t in (token, *same) if (riders := self._riders(t)) is not None), None)

    def _riders(self, vehicle: Token) -> Actor | None:
        """The armed party that a phrase behind a vehicle says is in it."""
        for phrase in self.clauses.phrases(vehicle.i):
            if {"with", "agent"} & self.scene.lexicon.prepositions.get(phrase.case, frozenset()) or phrase.case == "of":
                riders = self._resolve(*self.clauses.noun_phrase(phrase.head, extended=True))
                if riders is not None and riders.kind in ARMED:
                    return riders
        return None

    def _is_told_apart(self, token: Token, words: int, actor: Actor | None) -> bool:
        """Whether an actor of no known kind of noun is more than a guess from the look of one word ("Alla", "Charkiv" as an archive)."""
        if actor is None or (actor.reason == "actor_named_unknown" and token.upos != "PROPN" and token.entity == "O"):
            return False
        return not actor.id.startswith("kind:") or token.upos in {"NOUN", "PRON", "DET"} or (token.upos == "PROPN" and words > 1)

    def _called(self, token: Token) -> tuple[int, int] | None:
        """The name right behind a word for a place ("byen *Ghazni*", "stadsdelen *Bab Amr*"): token range."""
        kind = self.scene.kind(token)
        following = self.doc.tokens[token.i + 1] if token.i + 1 < len(self.doc.tokens) else None
        if kind is None or kind.sort != "place" or following is None or following.upos != "PROPN" or following.head != token.i:
            return None
        return self.clauses.noun_phrase(following.i)

    def _named(self, token: Token, last: int) -> tuple[int, int] | None:
        """The party's name right behind a word for a group ("den islamistiske gruppa *al-Shabaab*"), or in apposition to it: token range."""
        kind = self.scene.kind(token)
        if kind is None or kind.sort != "force":
            return None
        after = self.doc.tokens[last : last + 1]
        for start in (*after, *(self.doc.tokens[self.clauses.noun_phrase(a.i)[0]] for a in self.doc.children(token.i, "appos"))):
            for mention in self.scene.within(self.scene.actors, start.start, start.end):
                inside = self.doc.tokens_between(mention.start, mention.end)
                if mention.form in {"name", "acronym"} and mention.is_party and not mention.is_state and inside and inside[0].i == start.i:
                    return inside[0].i, inside[-1].i + 1
        return None

    def _nation(self, token: Token) -> Token:
        """Whose bomb or rocket it is: "*israelske* raketter", "en rakett fra *Hizbollah*"."""
        kind = self.scene.kind(token)
        if (kind is not None and kind.sort != "thing") or not self.scene.lexicon.weapons.of(token.lower)[0]:
            return token
        whose = (
            c
            for c in self.doc.children(token.i, "amod")
            if any(m.form == "demonym" and m.is_party for m in self.scene.within(self.scene.actors, c.start, c.end))
        )
        sender = (self.doc.tokens[p.head] for p in self.clauses.phrases(token.i) if "origin" in self.scene.lexicon.prepositions.get(p.case, ()))
        return next(whose, None) or next((t for t in sender if self._acts(t.i)), token)

    def _whole(self, token: Token) -> Token:
        """Of whom "some of the hostages", "to av angriperne", "likene av soldatene" is a part; whom a number counts that has no noun ("drepte ti soldater og tok *fem* til fange")."""
        kind = self.scene.kind(token)
        if kind is not None and kind.english in BODIES:
            return next((t for t in self.doc.children(token.i, "nmod") if self.clauses.case(t.i) and self.scene.kind(t) is not None), token)
        if token.upos == "NOUN" and token.entity == "O" and (kind is None or kind.english in GROUPS):
            return self._members(token) or token
        if token.upos not in {"NUM", "PRON", "DET", "ADJ"} or kind is not None:
            return (self._is_amount(token) and self._members(token)) or token  # "*hundrevis* av soldater"
        of = (t for t in self.doc.children(token.i, "nmod", "obl") if self.clauses.case(t.i) in partitives(self.scene.lang))
        return (
            next((t for t in of if self.scene.kind(t) is not None or (t.upos == "PRON" and token.upos != "NUM")), None)
            or self._counted_before(token)
            or token
        )

    def _members(self, group: Token) -> Token | None:
        """Who a word for a group holds: "en gruppe *soldater*", "en samling *leiesoldater*", "en gruppe på 23 *soldater*"."""
        links = {"", *partitives(self.scene.lang), *sizes(self.scene.lang)}
        inside = (t for t in self.doc.children(group.i, "nmod") if t.i > group.i and t.upos == "NOUN" and self.clauses.case(t.i) in links)
        return next((t for t in inside if (k := self.scene.kind(t)) is not None and k.sort in {"people", "force"}), None)

    def _counted_before(self, number: Token) -> Token | None:
        """The forces that the number before in the sentence counts, for a bare number behind it."""
        if number.upos != "NUM" or number.rel not in {"obj", "nsubj", "nsubj:pass"} or any(self.doc.children(number.i, "nmod", "obl")):
            return None
        counted = (
            t for t in reversed(self.doc.tokens[self.doc.sentences[number.sentence].first : number.i]) if any(self.doc.children(t.i, "nummod"))
        )
        last = next(counted, None)
        kind = self.scene.kind(last) if last is not None else None
        return last if kind is not None and kind.sort == "force" else None

    def _whole_name(self, token: Token, phrase: tuple[int, int]) -> tuple[int, int]:
        """The phrase, widened to the whole of a register name that its head is part of ("Læger uden Grænser")."""
        first, last = phrase
        for mention in self.scene.within(self.scene.actors, token.start, token.end):
            if mention.form == "name":
                inside = self.doc.tokens_between(mention.start, mention.end)
                if inside:
                    first, last = min(first, inside[0].i), max(last, inside[-1].i + 1)
        return first, last

    def _resolve(self, first: int, last: int) -> Actor | None:
        tokens = self.doc.tokens
        return self.cast.resolve(tokens[first].start, tokens[last - 1].end)

    def speakers(self, trigger: Trigger) -> tuple[Participant, ...]:
        """Who speaks in a verb of threat, praise or condemnation: its subject and what is coordinated with it."""
        subject = self._subject(trigger)
        if self.is_passive(trigger):
            subject = next((self.doc.tokens[h] for h in self._by_agents(trigger)), None)
        found = [self._participant(t, "asserted") for t in self.clauses.conjuncts(subject.i)] if subject is not None else []
        return _distinct([p for p in found if p is not None])

    def named(self, token: Token) -> Participant | None:
        """The participant that a noun names."""
        return self._participant(token, "asserted")

    def blamed(self, cue: Token) -> Participant | None:
        """Whom a verb of blame names: the first party behind it in its sentence."""
        for token in self.doc.tokens[cue.i + 1 : self.doc.sentences[cue.sentence].last]:
            if token.upos in {"NOUN", "PROPN"} and not token.rel.startswith(("nsubj", "flat", "compound")) and self._is_party(token):
                return self._participant(token, "asserted")
        return None

    def pointed_at(self, cue: Token) -> Participant | None:
        """The party that is the object of a verb itself ("peker på IS", but not "peker på at IS …")."""
        pointed = next((t for t in self.doc.children(cue.i, "obj", "obl") if t.i > cue.i), None)
        return self._participant(pointed, "asserted") if pointed is not None and self._is_party(pointed) else None

    # --- verbs ----------------------------------------------------------------------------------------------------------------

    def _verb_roles(self, trigger: Trigger) -> list[Role]:
        token = self.doc.tokens[trigger.token]
        if trigger.frame == "speech":
            return self._speech_roles(trigger)
        mutual = trigger.type == "negotiation" or (trigger.frame == "reciprocal" and trigger.type != "release")  # who is convened meets
        caused = self._caused(token)
        passive = not mutual and trigger.type != "movement" and (caused is not None or self.is_passive(trigger))
        subject = caused or self._subject(trigger)
        objects = [
            o for o in self.clauses.objects(token.i) or self._late_object(trigger) if self.scene.time_at(o) is None and not self._is_fixed(o, trigger)
        ]
        found: list[Role] = []
        if trigger.frame == "unaccusative":
            found += [Role(subject.i, "target")] if subject is not None else []
        elif passive:
            found += [Role(subject.i, "target")] if subject is not None else []
            found += [Role(h, "agent") for h in self._by_agents(trigger)] if trigger.frame != "finding" else []
        elif trigger.frame == "finding":
            found += [Role(o.i, "target") for o in objects]
        elif trigger.frame == "event":
            found += [Role(subject.i, "agent")] if subject is not None and self._acts(self._nation(subject).i) else []
            found += [Role(o.i, "target") for o in objects]
            if trigger.type == "armed_clash":
                found += [Role(h, "agent") for i in trigger.tokens for link in ("between", "with") for h in self._phrases(i, link)]
        else:
            found += [Role(subject.i, "agent")] if subject is not None else []
            if trigger.frame not in NO_OBJECT:
                found += [Role(o.i, "target") for o in objects]
        found = [r for r in found if not self._is_event(r.head)]
        if trigger.frame == "reciprocal":
            other = "agent" if trigger.type == "agreement" else "target"
            found += [Role(h, other) for h in self._phrases(token.i, "with")]
            found += [Role(h, other) for o in self.clauses.objects(token.i) for h in self._phrases(o.i, "with") if self._is_party(self.doc.tokens[h])]
            found += [Role(h, "target") for h in self._phrases(token.i, "toward") if trigger.type == "armed_clash"]
            found += [Role(h, "target" if found else "agent") for h in self._phrases(token.i, "between")]
        elif not any(r.role == "target" for r in found) and trigger.frame != "unaccusative":
            found += [Role(h, "target") for i in trigger.tokens for h in self._phrases(i, "target", attack=trigger.type in ATTACKS)]
            if not passive and not any(r.role == "target" for r in found):
                found += [Role(h, "target") for h in (self._governed(trigger) or self._relative_object(trigger) or self._late_target(trigger))]
        if trigger.frame != "reciprocal":
            found += [Role(h, "target") for i in (token.i, *(o.i for o in self.clauses.objects(token.i))) for h in self._other_side(i, trigger)]
        if trigger.type == "territorial_change":
            found += [Role(h, "target") for i in (token.i, *(o.i for o in objects)) for h in self._phrases(i, "origin") if self._is_side(h)]
        return [r for r in found if not self._is_event(r.head)]

    def _caused(self, verb: Token) -> Token | None:
        """To whom somebody wants it done: "vil ha *soldatene* stilt for retten"."""
        have = next((t for t in self.doc.children(verb.i, "aux") if "have" in self.scene.lexicon.auxiliaries.get(t.lower, ())), None)
        first, *others = [*self.doc.children(verb.i, "nsubj", "nsubj:pass")] or [verb]
        if have is None or first.i > have.i:
            return None
        wanted = (t for t in others if t.upos in {"NOUN", "PROPN"})  # not "har *begge* tatt"
        return next((t for t in wanted if t.i < verb.i and self.clauses.noun_phrase(t.i)[0] == have.i + 1), None)

    def _late_object(self, trigger: Trigger) -> list[Token]:
        """The object that the parser took for a second subject behind the verb ("samme dag stormet væpnede menn *byen Gao*"), hung on it, or took for a phrase of place.

        The last for a word of its number: "kidnappet *over hundre jenter*".
        """
        behind = [t for t in self.doc.children(trigger.token, "nsubj") if t.i > trigger.token] if trigger.frame == "transitive" else []
        inside = (n for t in behind for n in self.doc.children(t.i, "nmod") if n.i > t.i and any(self.doc.children(n.i, "nummod")))
        counted = (t for t in self.doc.children(trigger.token, "obl") if t.i > trigger.token and trigger.frame == "transitive")
        bare = [t for t in counted if any(self.doc.children(t.i, "nummod")) and all(map(self._is_part_of_number, self.doc.children(t.i, "case")))]
        late = behind if any(t.i < trigger.token for t in self.doc.children(trigger.token, "nsubj")) else behind[1:]
        return late or [n for n in inside if not self.clauses.case(n.i)] or bare

    def _other_side(self, i: int, trigger: Trigger) -> list[int]:
        """The other side of a dealing by a phrase of its verb or object: "mekle *mellom partene*", "sende våpen *til RUF*"."""
        links = RECEIVING.get(trigger.type, ())
        return [h for link in links for h in self._phrases(i, link) if link == "between" or self._is_party(self.doc.tokens[h])]

    def _speech_roles(self, trigger: Trigger) -> list[Role]:
        """Whom a statement is about: who does what is said, by whom and to whom it is done, or who is accused of it or asked for it."""
        token = self.doc.tokens[trigger.token]
        subject = self._subject(trigger)
        about = [Role(subject.i, "agent")] if subject is not None and self._is_party(subject) else []
        if self.is_passive(trigger) or any(self.doc.children(token.i, "aux:pass")):
            if self._addresses(token, BLAMING):
                return about  # who is accused is who did it
            by = [Role(h, "agent") for h in self._by_agents(trigger) if self._is_side(h)]
            return [*(replace(r, role="target") for r in about), *by]
        if trigger.rule == "statement.speech":
            return about
        if not self._addresses(token):
            return []
        asked = [s for c in self.doc.children(token.i, "ccomp") if (s := self.clauses.own_subject(c.i)) is not None]
        return [Role(t.i, "agent") for t in (self.clauses.objects(token.i) or asked) if self._is_party(t) and not self._is_thing(t)]

    def _addresses(self, verb: Token, classes: frozenset[str] = ADDRESSING) -> bool:
        return self.scene.lexicon.says(verb.lower, *classes)

    def _is_thing(self, token: Token) -> bool:
        return self.scene.lexicon.pronouns.get(token.lower, {}).get("animacy") == "thing"

    def _is_fixed(self, noun: Token, trigger: Trigger) -> bool:
        """Whether an object is a fixed word of its verb ("tok *gisler*"); a road that is closed and captives that are exchanged are targets all the same."""
        kind = self.scene.kind(noun)
        if kind is not None and kind.sort in TAKEN.get(trigger.type, ()):
            return False
        return any(i in trigger.tokens for i in self.doc.subtree(noun.i)[:4] if i <= noun.i)  # not "tok to utlendinger *som gisler*"

    def _governed(self, trigger: Trigger) -> list[int]:
        """What a fixed preposition or particle of a transitive expression stands before: "satte ild *til huse*", "brände *ner moskén*", "tok seg *inn på skolen*"."""
        if trigger.frame != "transitive" and trigger.type != "armed_attack":
            return []
        sorts = SORTS if trigger.frame == "transitive" else {"infrastructure"}
        phrases = (p.head for i in trigger.tokens for p in self.clauses.phrases(i) if p.head not in trigger.tokens)
        things = (h for h in phrases if (k := self.scene.kind(self.doc.tokens[h])) is not None and k.sort in sorts)
        fixed = {i for i in trigger.tokens if self.doc.tokens[i].lower not in self.clauses.relatives}  # not "brukte sykehuset *som* base"
        return [h for h in things if any(c.i in fixed for c in self.doc.children(h, "case"))]

    def _relative_object(self, trigger: Trigger) -> list[int]:
        """What a relative clause with a subject of its own is about: "*byen*, som opprørerne angrep"."""
        token = self.doc.tokens[trigger.clause]
        own = self.clauses.own_subject(token.i)
        told = trigger.frame == "transitive" and token.rel == "acl:relcl" and own is not None and own.lower not in self.clauses.relatives
        return [token.head] if told and self.scene.time_at(self.doc.tokens[token.head]) is None else []

    def _late_target(self, trigger: Trigger) -> list[int]:
        """The aim of an attack or a protest that the parser hung on a phrase between ("skjøt med vilje *mot en by*")."""
        if trigger.type not in AIMED:
            return []
        between = (t for t in self.doc.children(trigger.token, "obl", "obj", "advmod") if t.i > trigger.token)
        phrases = (p for t in between for p in self.clauses.phrases(t.i))
        return [p.head for p in phrases if {"target", "toward"} <= self.scene.lexicon.prepositions.get(p.case, frozenset())][:1]

    def _struck(self, trigger: Trigger) -> list[int]:
        """Where shells came down, as far as it is a building or vehicle ("slo ned ved et marked"), and what bombs were dropped over."""
        if trigger.type == "airstrike" and not trigger.is_noun:
            return [
                p.head for i in trigger.tokens for p in self.clauses.phrases(i) if self.scene.lexicon.prepositions.get(p.case, frozenset()) >= OVER
            ]
        return [h for i in trigger.tokens for h in self._places_struck(i)] if trigger.type == "shelling" else []

    def _places_struck(self, i: int) -> list[int]:
        """Buildings and vehicles that a phrase of place of token ``i`` names."""
        found = []
        for phrase in self.clauses.phrases(i):
            kind = self.scene.kind(self.doc.tokens[phrase.head])
            roles = self.scene.lexicon.prepositions.get(phrase.case) or self.scene.lexicon.prepositions.get(phrase.case.split()[-1], frozenset())
            if kind is not None and kind.sort in {"infrastructure", "vehicle"} and "place" in roles:
                found.append(phrase.head)
        return found

    def is_passive(self, trigger: Trigger) -> bool:
        """Whether the verb is a passive: an s-form, a participle without "have", or a participle that modifies a noun."""
        token = self.doc.tokens[trigger.token]
        kinds = self.scene.lexicon.auxiliaries
        if trigger.form == "passive" or (token.is_passive_form and not token.is_participle) or any(self.doc.children(token.i, "aux:pass")):
            return True
        helpers = self._helpers(token)
        have = any("have" in kinds.get(t.lower, ()) for t in helpers)
        become = any(kinds.get(t.lower, frozenset()) & {"be", "become"} for t in helpers)
        if (trigger.form != "participle" and not token.is_passive_form) or (not helpers and self._acts_on(token)):
            return False
        return become or not have

    def _acts_on(self, verb: Token) -> bool:
        """Whether a participle without "have" is active: it has an object behind, and a subject or verb before ("sedan män stormat skolan", "ha drept to og *tatt* brua")."""
        led = verb.rel == "conj" or any(t.i < verb.i for t in self.doc.children(verb.i, "nsubj"))
        return led and any(t.i > verb.i for t in self.doc.children(verb.i, "obj"))

    def _helpers(self, verb: Token) -> list[Token]:
        """Auxiliaries of a verb; of a coordinated participle without any, those of the one before ("har skadet veien og *ødelagt* broen")."""
        own = [*self.doc.children(verb.i, "aux", "aux:pass", "cop"), *self.clauses.sisters(verb.i)]
        first = self.doc.tokens[verb.head]
        return own if own or verb.rel != "conj" or not first.is_participle else self._helpers(first)

    def _subject(self, trigger: Trigger) -> Token | None:
        """The clause's subject; a fronted time phrase taken for one is passed over for the phrase behind the verb."""
        token = self.doc.tokens[trigger.token]
        if token.rel == "amod":
            return self.doc.tokens[token.head]
        if (
            (trigger.form == "participle" or self.clauses.case(token.i))
            and token.rel in {"obj", "obl", "nmod", "iobj"}
            and not any(self.doc.children(token.i, "aux", "cop", "aux:pass"))
        ):
            return None  # "vi har behandlet 31 sårede"
        accused = self._accused(trigger.clause)
        if accused is not None:
            return accused
        return (
            self._acting(trigger.clause, trigger.tokens)
            or (self._acting(token.i, trigger.tokens) if token.i != trigger.clause else None)
            or next((s for i in trigger.tokens if (s := self.clauses.own_subject(i)) is not None), None)
        )

    def _accused(self, head: int) -> Token | None:
        """Who is accused of what an infinitive tells, or asked for it: "beskylder *opprørerne* for å ha skutt", "urges *the army* to withdraw"."""
        token = self.doc.tokens[head]
        verb = self.doc.tokens[token.head]
        if token.rel in {"conj", "root"} or self.clauses.own_subject(head) is not None:
            return None
        if not self._addresses(verb):
            return None
        whom = next((o for o in self.clauses.objects(verb.i) if o.i < head), None)
        mutual = whom is not None and self.scene.is_nobody(whom)  # "skylder på hverandre"
        passive = whom is None and (verb.is_passive_form or any(self.doc.children(verb.i, "aux:pass")))  # "soldiers are accused of killing two men"
        return self._acting(verb.i) if mutual or passive else whom

    def _acting(self, head: int, apart: tuple[int, ...] = ()) -> Token | None:
        """The subject of a clause; where the parser took a time phrase for it, the nearest bare phrase of the same verb."""
        subject = self.clauses.subject(head)
        if subject is None or self._is_amount(subject):
            return self._measured_subject(head) or subject
        counted = self.doc.tokens[min(subject.i + 1, len(self.doc.tokens) - 1)]
        if self._is_part_of_number(subject) and counted.rel == "obj" and counted.head == subject.head:
            return counted  # "flere hundrede *kvinder* demonstrerede"
        if self.scene.time_at(subject) is None:
            return subject
        others = [
            t
            for t in self.doc.children(subject.head, "nsubj", "obj", "obl", "dislocated")
            if self.scene.time_at(t) is None and not self.clauses.case(t.i) and t.i not in apart and t.upos in {"NOUN", "PROPN", "PRON", "ADJ"}
        ]
        return min(others, key=lambda t: abs(t.i - head)) if others else None

    def _is_amount(self, token: Token) -> bool:
        """Whether a token is only a word of a number ("*mer* enn 260 soldater")."""
        return token.upos in {"ADJ", "ADV"} and self._is_part_of_number(token)

    def _measured_subject(self, head: int) -> Token | None:
        """The counted noun before a verb that the parser hung elsewhere for the words of its number ("*i alt* 1.730 soldater har …", "*mer enn* 260 soldater …")."""
        for token in self.doc.children(head, "nsubj", "obl"):
            leads = [c for c in self.doc.children(token.i, "case") if not self._is_part_of_number(c)]
            if token.i < head and token.upos in {"NOUN", "PROPN"} and not leads and any(map(self._is_part_of_number, self.doc.children(token.i))):
                return token
        numbered = (t for t in self.doc.children(head, "nsubj") if t.upos in {"NOUN", "PROPN"} and t.i < head)
        return next(numbered, None)

    def _is_part_of_number(self, token: Token) -> bool:
        return any(n.start <= token.start < n.end for n in self.scene.numbers)

    def _by_agents(self, trigger: Trigger) -> list[int]:
        found = [t.i for t in self.doc.children(trigger.token, "obl:agent")]
        return (
            found
            or [
                h
                for i in trigger.tokens
                if i == trigger.token or self.clauses.case(i) or self.doc.tokens[i].rel == "xcomp"
                for h in self._phrases(i, "agent")
            ]
            or self._late_agent(trigger)
            or self._shared_agent(trigger)
        )

    def _shared_agent(self, trigger: Trigger) -> list[int]:
        """The by-phrase of a passive coordinated with this one: "ble skutt og drept *av soldater*"."""
        others = (c for c in self.doc.children(trigger.token, "conj") if c.upos in AGREED and self.clauses.own_subject(c.i) is None)
        return next((by for c in others if (by := [t.i for t in self.doc.children(c.i, "obl:agent")])), [])

    def _late_agent(self, trigger: Trigger) -> list[int]:
        """The by-phrase of a passive that the parser hung on a phrase between ("sköts på fredagsmorgonen av män i uniform")."""
        for token in self.clauses.tokens(self.clauses.head_of[trigger.token]):
            governor = self.doc.tokens[token.head]
            between = governor.i > trigger.token and (
                self.clauses.case(governor.i) or governor.upos == "PROPN" or self.scene.time_at(governor) is not None
            )
            kind = self.scene.kind(token)
            if (
                between
                and "agent" in self.scene.lexicon.prepositions.get(self.clauses.case(token.i), ())
                and (self._acts(token.i) or (kind is not None and kind.sort == "people"))
            ):
                return [token.i]
        return []

    def _phrases(self, i: int, role: str, *, attack: bool = False) -> list[int]:
        """Heads of the prepositional phrases of a token that play a role; ``attack`` tells that the token is part of a word of attack."""
        found = []
        for phrase in self.clauses.phrases(i):
            words = phrase.case.split()
            known = self.scene.lexicon.prepositions
            roles = known.get(phrase.case) or known.get(words[0]) or known.get(words[-1], frozenset())
            if role in roles and phrase.head > i and not (role == "target" and "place" in roles and not (attack or self._can_suffer(i, phrase.head))):
                found.append(phrase.head)
        return found

    def _can_suffer(self, i: int, head: int) -> bool:
        """Whether "på X" names who suffers, and not where: it does behind words of attack, and of people and parties."""
        token = self.doc.tokens[i]
        attack = any(s.type in ATTACKS for s in (*self.scene.lexicon.verbs.get(token.lower, ()), *self.scene.lexicon.nouns.of(token.lower)[0]))
        kind = self.scene.kind(self.doc.tokens[head])
        return attack or (kind is not None and kind.sort in {"people", "force"}) or self._acts(head)

    def _is_event(self, i: int) -> bool:
        token = self.doc.tokens[i]
        senses, _ = self.scene.lexicon.nouns.of(token.lower)
        return (
            bool(senses)
            and self.scene.kind(token) is None
            and not any(m.form in {"name", "acronym"} for m in self.scene.within(self.scene.actors, token.start, token.end))
        )

    # --- nouns ----------------------------------------------------------------------------------------------------------------

    def _noun_roles(self, trigger: Trigger) -> list[Role]:
        token = self.doc.tokens[trigger.token]
        subject = next(iter(self.doc.children(token.i, "nsubj")), None)
        if trigger.rule.endswith(".toll"):
            return [Role(subject.i, "target")] if subject is not None else []
        if trigger.frame == "speech":
            return [Role(subject.i, "agent")] if subject is not None and self._is_party(subject) else []
        agent = "target" if trigger.frame == "unaccusative" else "agent"
        found: list[Role] = []
        found += [Role(child.i, agent) for child in (*self.doc.children(token.i, "nmod:poss"), *self._before(token))]
        for phrase in (*self.clauses.phrases(token.i), *self._behind(token)):
            role = self._noun_phrase_role(trigger, phrase.case, phrase.head)
            if role is not None:
                found.append(Role(phrase.head, role))
        for child in self.doc.children(token.i, "amod"):
            if any(m.form in {"demonym", "compound"} and m.is_party for m in self.scene.within(self.scene.actors, child.start, child.end)):
                found.append(Role(child.i, agent))
        found += self._support_roles(trigger)
        found += self._predicate_roles(token, trigger)
        for child in self.doc.children(token.i, "acl", "acl:relcl"):
            found += [
                Role(h, "agent", self._hedged(child.i))
                for h in ([t.i for t in self.doc.children(child.i, "obl:agent")] or self._phrases(child.i, "agent"))
            ]
            found += [Role(h, "target") for h in self._phrases(child.i, "target")]
            if trigger.type in ATTACKS and self._suffers(child):
                found += [Role(h, "target") for h in self._places_struck(child.i)]
        return [r for r in found if not self._is_event(r.head)]

    def _behind(self, token: Token) -> list[Phrase]:
        """The phrase of aim, parties or origin right behind an event noun that the parser hung elsewhere: "drept ved granatangrepet *på en skole*"."""
        case = self.doc.tokens[token.i + 1] if token.i + 1 < len(self.doc.tokens) else None
        if case is None or case.rel != "case" or case.head <= case.i or self.doc.tokens[case.head].head == token.i:
            return []
        if self._speaks(self.doc.tokens[token.head]):
            return []  # "skyller eksplosjonene på gruppen"
        roles = self.scene.lexicon.prepositions.get(case.lower, frozenset())
        return [Phrase(case.head, case.lower)] if BEHIND & roles and case.sentence == token.sentence else []

    def _before(self, event: Token) -> list[Token]:
        """The bare party before an event noun, a genitive that the parser took for a mere noun, or the first part of a name: "*NATOs* luftangrep", "an *Islamic State* attack"."""
        bare = (t for t in self.doc.children(event.i, "nmod", "compound") if t.i < event.i and not self.clauses.case(t.i))
        return [t for t in bare if self._is_author(t, land=t.rel == "nmod")]

    def _is_author(self, token: Token, *, land: bool) -> bool:
        """Whether a word is a force or a party by name; ``land``: a state too, which else can be where it happened ("the Somalia attack")."""
        kind = self.scene.kind(token)
        named = [m for m in self.scene.within(self.scene.actors, token.start, token.end) if m.form != "metonym" and (land or not m.is_state)]
        return (kind is not None and kind.sort == "force") or any(m.is_party for m in named) or (bool(named) and self._is_party(token))

    def _noun_phrase_role(self, trigger: Trigger, case: str, head: int) -> str | None:
        roles = self.scene.lexicon.prepositions.get(case) or self.scene.lexicon.prepositions.get(case.split()[0], frozenset())
        if "with" in roles and trigger.frame == "reciprocal":
            return "agent"
        if "between" in roles and trigger.frame == "reciprocal":
            return "agent"
        if "origin" in roles and trigger.frame != "unaccusative":
            return "agent" if self._acts(head) else None
        if "agent" in roles:
            if trigger.frame == "unaccusative" or (
                trigger.type in OF_TARGET and not (self._acts(head) and trigger.type in {"airstrike", "shelling"})
            ):
                return "target"
            return "agent" if self._acts(head) else "target"
        if "target" in roles:
            return "target"
        return None

    def _is_party(self, token: Token) -> bool:
        """Whether a phrase is a party by name, epithet or pronoun, and no mere kind of thing."""
        span = self.doc.token_span(*self._whole_name(token, self.clauses.noun_phrase(token.i)))
        actor = self.cast.resolve(span.start, span.end)
        return actor is not None and actor.kind in {
            "state_military",
            "state_government",
            "non_state_armed",
            "international_coalition",
            "international_organisation",
        }

    def _is_side(self, i: int) -> bool:
        """Whether a phrase is a side of the war, and no stretch of land."""
        token = self.doc.tokens[i]
        return self._acts(i) and not self.scene.is_place(token)

    def _acts(self, i: int) -> bool:
        token = self.doc.tokens[i]
        kind = self.scene.kind(token)
        if kind is not None:
            return kind.sort in {"force", "vehicle"}
        first, last = self.clauses.noun_phrase(i)
        return any(m.is_party for m in self.scene.within(self.scene.actors, self.doc.tokens[first].start, self.doc.tokens[last - 1].end))

    def _support_roles(self, trigger: Trigger) -> list[Role]:
        """Roles from the verb that carries the noun: "gjennomførte et luftangrep mot X", "angrepet ble utført av Y", "angrepet rammet Z"."""
        token = self._measured(self.doc.tokens[trigger.token])
        governor = self.doc.tokens[token.head]
        if (
            governor.i == token.i
            or governor.upos not in (AGREED if trigger.frame == "reciprocal" else VERBAL)
            or self.clauses.head_of[governor.i] != self.clauses.head_of[token.i]
        ):
            return []
        relation = token.rel
        found: list[Role] = []
        if relation in {"obj", "iobj"} and not self._speaks(governor):
            subject = self._acting(governor.i)
            if subject is not None and trigger.frame != "unaccusative":
                found.append(Role(subject.i, "agent"))
            found += [Role(h, "target") for h in self._phrases(governor.i, "target")]
        elif relation.startswith("nsubj"):
            verbs = [governor.i, *[t.i for t in self.doc.children(governor.i, "conj")]]
            found += [Role(h, "agent") for h in ([t.i for t in self.doc.children(governor.i, "obl:agent")] or self._phrases(governor.i, "agent"))]
            found += [Role(h, "target") for v in verbs for h in self._phrases(v, "target")]
            if relation == "nsubj" and governor.lower not in self.scene.lexicon.auxiliaries:
                found += [Role(o.i, "target") for o in self.clauses.objects(governor.i)]
        elif relation.startswith("obl") and (
            trigger.frame == "reciprocal" or "with" in self.scene.lexicon.prepositions.get(self.clauses.case(token.i), ())
        ):
            subject = self._acting(governor.i)
            about = "about" in self.scene.lexicon.prepositions.get(self.clauses.case(token.i), ())
            told = about and self._speaks(governor)  # "har meldt om kamper"
            if subject is not None and not told and not self._suffers(governor):
                found.append(Role(subject.i, "agent"))
        elif relation.startswith("obl") and self._is_owned_up(governor):
            subject = self._accused(governor.i) or self._acting(governor.i)
            if subject is not None:
                found.append(Role(subject.i, "agent"))
        elif relation.startswith("obl") and self._addresses(governor, BLAMING):
            accused = [self._acting(governor.i)] if governor.is_passive_form or any(self.doc.children(governor.i, "aux:pass")) else []
            found += [Role(t.i, "agent") for t in (accused or self.clauses.objects(governor.i)) if t is not None]
        elif relation.startswith("obl") and trigger.frame != "unaccusative" and self._strikes(token):
            subject = self._acting(governor.i)
            if subject is not None and (governor.is_participle or governor.is_passive_form):
                found.append(Role(subject.i, "target"))
        return found

    def _is_owned_up(self, verb: Token) -> bool:
        """Whether a verb says who stands behind what its phrase names: "RPF *sto bak* massakren"."""
        near = {t.lower for t in self.doc.tokens[verb.i + 1 : verb.i + 4]}
        return any(
            s.type == "responsibility_claim" and any(len(option) == 1 and option[0] in near for option in s.fixed)
            for s in self.scene.lexicon.verbs.get(verb.lower, ())
        )

    def _strikes(self, token: Token) -> bool:
        """Whether an event noun is the author of a passive: "huset ble rammet *av et luftangrep*"."""
        return token.rel == "obl:agent" or "agent" in self.scene.lexicon.prepositions.get(self.clauses.case(token.i), ())

    def _suffers(self, verb: Token) -> bool:
        """Whether the subject of a verb is a victim: "soldater ble drept i kampene" names no side of the fight."""
        words = {t.lower for t in self.doc.sentence_tokens(verb.sentence)}
        senses = (s for s in self.scene.lexicon.verbs.get(verb.lower, ()) if s.effect)
        return any(not s.fixed or any(words.issuperset(f) for f in s.fixed) for s in senses)

    def _predicate_roles(self, token: Token, trigger: Trigger) -> list[Role]:
        """ "Byen er under beskytning", "hæren er i kamp med IS", "de er på vei": the subject of an event noun as predicate suffers it, is a side of it, or does it."""
        subject = next(iter(self.doc.children(token.i, "nsubj")), None)
        under = "cause" in self.scene.lexicon.prepositions.get(self.clauses.case(token.i), ())
        acts = trigger.frame == "intransitive" or (trigger.frame == "reciprocal" and subject is not None and self._is_side(subject.i))
        if subject is not None and acts and self.clauses.case(token.i):
            return [Role(subject.i, "agent")]
        return [Role(subject.i, "target")] if subject is not None and under and trigger.frame == "transitive" else []

    def _measured(self, token: Token) -> Token:
        """The noun that stands for the event in its clause: "en bølge av angrep", "en rekke angrep" act as their measure."""
        governor = self.doc.tokens[token.head]
        if (
            token.rel == "nmod"
            and governor.upos == "NOUN"
            and governor.i < token.i
            and self.scene.kind(governor) is None
            and governor.sentence == token.sentence
        ):
            return governor
        return token

    def _speaks(self, verb: Token) -> bool:
        return verb.lower in self.scene.lexicon.reporting

    def _hedged(self, i: int) -> Modality:
        """Certainty of an author named in a hedged clause ("som kan ha vært utført av …")."""
        from ifolge.claims.modality import clause_modality

        return clause_modality(self.scene, i)


def _distinct(found: list[Participant]) -> tuple[Participant, ...]:
    """One participant for each actor and stretch of text, in text order."""
    kept: dict[tuple[object, ...], Participant] = {}
    for p in sorted(found, key=lambda p: (p.mention.start, p.mention.end)):
        key = (p.actor.id,) if p.actor is not None else (p.mention.start, p.mention.end)
        if not any(overlap(p.mention, q.mention) for q in kept.values()):
            kept.setdefault(key, p)
    return tuple(kept.values())
