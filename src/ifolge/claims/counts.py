"""Numbers of people and things, tied to what befell them.

Codebook, section 5. A number takes its effect from a toll word ("19 såret"), from the verb it is subject or object of ("minst to er drept", "drepte tolv"), or, in gapping and
lists, from the number before it. Subsets ("blant dem tre barn") point to the number they are part of. A casualty-number grammar beside the parse: gapped
coordination is what parsers get wrong most often (``design/findings/parsing.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ifolge.claims.lexicon import Kind
from ifolge.claims.scene import Scene
from ifolge.claims.triggers import Trigger
from ifolge.grounding.number_words import partitives, sizes
from ifolge.grounding.readings import NumberMention
from ifolge.parsing.document import Token
from ifolge.records import Count, Span

REACH = 14
WHOLE = 3  # words between a part and the whole it is of: "seks av *de* elleve", "åtte av *byens* tolv tanker"
UNION = frozenset({"killed", "injured"})
EITHER = "killed_or_injured"
OF_PEOPLE = UNION | {EITHER, "captured", "detained", "released", "abducted", "surrendered", "displaced", "withdrawn", "besieged"}
"""Effects that befall people alone; a number of villages or vehicles beside them counts something else."""
OF_THINGS = frozenset({"destroyed", "damaged", "seized", "looted", "fired", "intercepted", "delivered"})
QUOTE_MARKS = frozenset("«»“”„\"'")
BODIES = tuple(
    "alliance army battalion brigade cavalry cell clan coalition column company couples crew division faction families force forces front garrison group "
    "households infantry militia movement navy organisation patrol platoon population regiment squadron staff tribe troops".split()
)
"""How the English names of kinds end that are bodies of people."""
MEMBERS = "members"
PEOPLE = frozenset({"people", "force"})
KIN = frozenset(
    "aunts brothers brothers-in-law colleagues cousins daughters daughters-in-law fathers fathers-in-law fiancés friends granddaughters grandfathers grandmothers "
    "grandsons husbands mothers mothers-in-law nephews neighbours nieces partners sisters sisters-in-law sons sons-in-law spouses uncles wives".split()
)
"""Kinds of people who are somebody's."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A number with its effect: the toll token it depends on, whom it counts, and the tally it is part of."""

    number: NumberMention
    effect: str
    toll: int
    who: str
    noun: int | None
    sentence: int
    parent: int | None = None

    def count(self, scene: Scene, subset_of: int | None) -> Count:
        n = self.number
        return Count(
            effect=self.effect,
            who=self.who,
            low=n.low,
            best=n.best,
            high=n.high,
            approximate=n.approximate,
            span=scene.doc.span(n.start, n.end),
            subset_of=subset_of,
        )


class Tallies:
    """Finds the tallies of one article."""

    def __init__(self, scene: Scene, triggers: list[Trigger], *, sources: Sequence[Span] = ()) -> None:
        self.scene = scene
        self._sources = sources
        self.doc = scene.doc
        self._by_token = {i: t for t in triggers for i in t.tokens}
        self._anchor = {t.token: t for t in triggers}
        self._subset_words = scene.lexicon.connectives.get("subset", ())
        self._of = partitives(scene.lang)
        self._or = scene.lexicon.single("or", "and", "union")

    def find(self) -> list[Tally]:
        """All tallies in text order."""
        found: list[Tally] = []
        for number in sorted((*self.scene.numbers, *self._kin()), key=lambda n: n.start):
            if number.rejected or number.role == "former":
                continue
            tokens = self.doc.tokens_between(number.start, number.end)
            if not tokens or not self.scene.is_body(tokens[0]):
                continue
            tally = self._tally(number, tokens, found)
            if tally is not None:
                found.append(tally)
            told = self._told_apart(number, tokens, tally)
            if told is not None:
                found.append(told)
        return found

    def _kin(self) -> Iterator[NumberMention]:
        """ "Min bror ble drept", "they shot his neighbour": someone's one relative or friend is a toll of one, as if "a brother" stood there."""
        for token in self.doc.tokens:
            kind = self.scene.kind(token)
            counted = any(self.doc.children(token.i, "nummod", "det"))
            if (
                kind is not None
                and kind.english in KIN
                and "Number=Plur" not in token.feats
                and not counted
                and any(self.doc.children(token.i, "nmod:poss"))
            ):
                yield NumberMention(token.start, token.end, token.text, 1, 1, 1, role="article")

    def _told_apart(self, number: NumberMention, tokens: list[Token], tally: Tally | None) -> Tally | None:
        """ "slapp elleve personer *som ble bortført*": what a relative clause says befell the same people."""
        noun, kind = self._counted(tokens)
        related = self._related(noun if noun is not None else tokens[-1])
        if (
            related is None
            or number.role == "article"
            or self._is_partitive(tokens)
            or (noun is not None and not self._is_person(noun) and not self._is_toll(noun))
        ):
            return None
        effect, at = related
        if tally is not None and effect in {tally.effect, "missing"}:
            return None
        who = kind.who if kind is not None and kind.who else "unknown"
        return Tally(self._shown(number, noun, kind), effect, at, who, noun.i if noun is not None else None, tokens[0].sentence)

    def _related(self, head: Token) -> tuple[str, int] | None:
        """(effect, token) of the verb of a relative clause whose subject or object is what it stands behind."""
        for clause in self.doc.children(head.i, "acl:relcl"):
            for verb in (clause, *self.doc.children(clause.i, "xcomp")):
                trigger = self._anchor.get(verb.i)
                if trigger is None or not trigger.effect or trigger.is_noun:
                    continue
                own = self.scene.clauses.own_subject(clause.i)
                stands = own is None or own.lower in self.scene.clauses.relatives
                if stands == self._is_undergone(trigger) and not any(self.doc.children(verb.i, "obj")):
                    return trigger.effect, trigger.token
        return None

    def _tally(self, number: NumberMention, tokens: list[Token], before: list[Tally]) -> Tally | None:
        sentence = tokens[0].sentence
        noun, kind = self._counted(tokens)
        toll = self._toll(tokens, noun, number)
        previous = before[-1] if before and before[-1].sentence >= sentence - 1 else None
        if previous is not None and self._is_whole(previous, tokens) and not (noun is not None and self._is_toll(noun)):
            return None
        part = self._is_part(tokens, sentence)
        if number.low is None and number.best is None and number.high is None and noun is None and not self._is_subject(tokens[-1], toll):
            return None
        person = noun is not None and self._is_person(noun)
        if number.role == "article" and noun is not None and self._is_sized(noun):
            return None
        if number.role == "article" and not (person and not self._is_collective(kind) and (toll is not None or part)):
            return None
        people = person or (noun is not None and self._is_toll(noun))
        who = (kind.who if kind is not None and kind.who else "") or self._predicate_kind(tokens, noun)
        if toll is not None:
            effect, at = toll
            if noun is not None and not people and not self._can_suffer(noun, kind, effect, at, tokens):
                return None
        elif previous is None or self._is_speaker(number) or self._does_else(noun if noun is not None else tokens[-1], tokens, previous):
            return None
        elif previous.sentence == sentence and (people or noun is None) and (part or (number.role != "article" and self._parallel(previous, tokens))):
            effect, at = previous.effect, previous.toll
        elif part and (people or who or noun is None):
            effect, at = previous.effect, previous.toll
        else:
            return None
        if people and effect in OF_THINGS:
            return None
        goes_on = previous is not None and previous.parent is not None and previous.sentence == sentence and at == previous.toll
        same = (part or goes_on) and previous is not None and previous.effect == effect
        parent = len(before) - 1 if same or (part and self._is_bare_part(previous, noun, effect, at)) else None
        if parent is not None and before[parent].parent is not None:
            parent = before[parent].parent
        unnamed = noun is None or (self._is_toll(noun) and previous is not None and previous.sentence == sentence)
        if unnamed and who in {"", "unknown"} and previous is not None:
            who = previous.who
        elif kind is not None and noun is not None and kind.english == MEMBERS and self._is_of_armed(noun):
            who = "combatant"
        return Tally(
            self._shown(number, noun, kind),
            self._meant(self._united(effect, at), at, before),
            at,
            who or "unknown",
            noun.i if noun is not None else None,
            sentence,
            parent,
        )

    def _can_suffer(self, noun: Token, kind: Kind | None, effect: str, at: int, tokens: list[Token]) -> bool:
        """Whether what is counted, no people by its kind, can have met the effect: the word of the toll itself, a thing that the verb takes, people in a role."""
        trigger = self._by_token.get(at)
        if noun.i == at or (trigger is not None and noun.i in trigger.tokens):
            return True
        if kind is not None:
            return effect not in OF_PEOPLE and not self._is_setting(noun, trigger)
        return (
            self._is_partitive(tokens) or (self._plain_people(noun) and effect not in OF_THINGS) or bool(self.scene.lexicon.weapons.of(noun.lower)[0])
        )

    def _is_setting(self, noun: Token, trigger: Trigger | None) -> bool:
        """ "husene i to landsbyer": a place that only says where; but "satte fyr på 40 hus" takes it with a word of its own."""
        cases = {t.i for t in self.doc.children(noun.i, "case")}
        return bool(cases) and not (trigger is not None and cases & set(trigger.tokens)) and self.doc.tokens[noun.head].upos not in {"NUM", "DET"}

    def _shown(self, number: NumberMention, noun: Token | None, kind: Kind | None) -> NumberMention:
        """The number with its noun, as coders mark it ("minst to sivile"), where the noun follows at once."""
        if noun is not None and kind is not None and noun.start >= number.end and not self.doc.text[number.end : noun.start].strip():
            return replace(number, end=noun.end, text=self.doc.text[number.start : noun.end])
        return number

    # --- whom the number counts -------------------------------------------------------------------------------------------

    def _counted(self, tokens: list[Token]) -> tuple[Token | None, Kind | None]:
        """The noun that the number counts and its kind."""
        last = tokens[-1]
        for t in (*tokens, *self.doc.tokens[last.i + 1 : last.i + 6]):
            if t.text in QUOTE_MARKS:
                continue
            if t.i <= last.i and t.upos in {"NUM", "DET", "CCONJ"}:
                continue
            if t.upos == "CCONJ" and t.i <= last.i + 2:
                return self._shared_noun(t)
            if (
                t.sentence != last.sentence
                or t.upos in {"PUNCT", "AUX", "CCONJ", "SCONJ"}
                or (t.upos == "VERB" and t.rel != "amod" and not self._is_nominal(t))
                or (t.upos == "ADP" and t.i > last.i and t.lower not in self._of)
            ):
                break
            if self._is_toll(t):
                return t, self._victims(t)
            if t.i > last.i + 1 and t.upos == "NUM" and self._is_partitive(tokens):
                return None, self._counted([t])[1]
            kind = self.scene.kind(t)
            if kind is not None and t.rel == "compound" and self.scene.kind(self.doc.tokens[t.head]) is not None:
                return self.doc.tokens[t.head], kind  # "two police officers"
            if kind is not None:
                return t, kind
            if t.upos in {"NOUN", "PROPN"} and t.i > last.i and not self._leads_on(t):
                return t, None
        return None, None

    def _victims(self, toll: Token) -> Kind | None:
        """ "112 drepte *maoister*", "20 sårede *kvinner*": the kind of people behind a participle that is no noun itself."""
        head = self.doc.tokens[toll.head]
        return self.scene.kind(head) if toll.rel == "amod" and toll.i < head.i <= toll.i + WHOLE else None

    def _is_nominal(self, participle: Token) -> bool:
        """ "107 utenlandske *ansatte* slapp fri", "av de *bortførte*": a participle used as a noun that names people or victims."""
        counted = participle.rel == "nmod" or any(self.doc.children(participle.i, "nummod"))
        return (counted and self._is_toll(participle)) or self.scene.kind(participle) is not None

    def _is_sized(self, noun: Token) -> bool:
        """ "En familie på fem": the number behind the noun says how many it is."""
        ahead = self.doc.tokens[noun.i + 1 : noun.i + 3]
        return (
            len(ahead) == 2
            and ahead[0].lower in sizes(self.doc.article.lang)
            and any(n.start == ahead[1].start and not n.rejected and n.role != "article" for n in self.scene.numbers)
        )

    def _leads_on(self, token: Token) -> bool:
        """Whether a noun only qualifies the one that is counted: "to *NATO* soldiers", "en 17 *år* gammel gutt"."""
        head = self.doc.tokens[token.head]
        return head.i > token.i and (token.rel == "compound" or (token.rel in {"amod", "obl", "nmod"} and head.rel in {"amod", "compound"}))

    def _shared_noun(self, joint: Token) -> tuple[Token | None, Kind | None]:
        """ "685 algeriske og 107 udenlandske ansatte": the noun behind the second number serves the first."""
        number = next(
            (
                n
                for n in self.scene.within(self.scene.numbers, joint.end + 1, joint.end + 2)
                if n.start > joint.start and not n.rejected and n.role != "article"
            ),
            None,
        )
        tokens = self.doc.tokens_between(number.start, number.end) if number is not None else []
        return self._counted(tokens) if tokens else (None, None)

    def _is_person(self, noun: Token) -> bool:
        kind = self.scene.kind(noun)
        return (kind is not None and kind.sort in PEOPLE) or self._is_inhabitant(noun)

    @staticmethod
    def _is_collective(kind: Kind | None) -> bool:
        """Whether a kind is a body of people, which "en" does not count: "en patrulje", "en familie"."""
        return kind is not None and kind.english.endswith(BODIES)

    def _is_inhabitant(self, token: Token) -> bool:
        return any(m.form == "inhabitant" for m in self.scene.within(self.scene.actors, token.start, token.end))

    def _plain_people(self, token: Token) -> bool:
        roles, _ = self.scene.lexicon.roles.of(token.lower)
        return bool(roles)

    def _is_partitive(self, tokens: list[Token]) -> bool:
        """ "tolv av dem", "15 av kidnapperne"."""
        following = self.doc.tokens[tokens[-1].i + 1 : tokens[-1].i + 2]
        return bool(following) and following[0].lower in self._of

    def _is_of_armed(self, members: Token) -> bool:
        """ "25 medlemmer av Islamsk Stat", "sju medlemmer av en milits": whether what they are members of bears arms."""
        for whole in self.doc.children(members.i, "nmod"):
            kind = self.scene.kind(whole)
            first, last = self.scene.clauses.noun_phrase(whole.i)
            named = self.scene.within(self.scene.actors, self.doc.tokens[first].start, self.doc.tokens[last - 1].end)
            if (kind is not None and kind.sort == "force") or any(m.is_armed for m in named):
                return True
        return False

    def _predicate_kind(self, tokens: list[Token], noun: Token | None) -> str:
        """ "Tjue av de døde er barn": the predicate noun says who they were."""
        at = (noun.i if noun is not None else tokens[-1].i) + 1
        copula = next(
            (
                t.i
                for t in self.doc.tokens[at : at + 6]
                if "be" in self.scene.lexicon.auxiliaries.get(t.lower, ()) and t.sentence == tokens[0].sentence
            ),
            None,
        )
        if copula is None:
            return ""
        for t in self.doc.tokens[copula + 1 : copula + 4]:
            kind = self.scene.kind(t)
            if kind is not None and kind.sort in PEOPLE:
                return kind.who
        return ""

    # --- what befell them ---------------------------------------------------------------------------------------------------

    def _is_toll(self, token: Token) -> bool:
        return token.lower in self.scene.lexicon.tolls or (token.i in self._anchor and bool(self._anchor[token.i].effect))

    def _effect(self, token: Token) -> str | None:
        trigger = self._by_token.get(token.i)
        if trigger is not None and trigger.effect and (token.i == trigger.token or token.lower not in self.scene.lexicon.tolls):
            return trigger.effect
        toll = self.scene.lexicon.tolls.get(token.lower)
        return toll[0] if toll is not None else None

    def _toll(self, tokens: list[Token], noun: Token | None, number: NumberMention) -> tuple[str, int] | None:
        """(effect, token) of the toll word: by the tree, then the first one after the number, then the last one before it."""
        head = noun if noun is not None else tokens[-1]
        if self._is_toll(head) and (effect := self._effect(head)):
            return self._befell(head, tokens) or (effect, head.i)
        if number.role != "article" and (noun is None or self._is_person(noun)) and (told := self._told_of(head)) is not None:
            return told
        governor = self.doc.tokens[head.head]
        is_object = head.rel == "obj"
        if head.rel == "conj" and governor.rel.startswith(("nsubj", "obj")):
            head, governor = governor, self.doc.tokens[governor.head]
        if head.rel == "nsubj" and self._is_deed(governor):
            return None
        direct = head.rel.startswith(("nsubj", "obj", "nummod", "iobj"))
        after = self._after(tokens)
        before = self._before(tokens)
        if direct and governor.i != head.i and (effect := self._effect(governor)) and governor.sentence == head.sentence:
            if after is None or governor.i == after or governor.i > head.i or number.role == "article" or is_object:
                return effect, governor.i
        if direct and (passed := self._passed_on(governor)) is not None:
            return passed
        if number.role == "article" or self._is_speaker(number):
            return None
        if after is not None and (before is None or after - tokens[-1].i <= 8 or before < tokens[0].i - 8):
            return str(self._effect(self.doc.tokens[after])), after
        if before is not None:
            return str(self._effect(self.doc.tokens[before])), before
        return None

    def _passed_on(self, verb: Token) -> tuple[str, int] | None:
        """ "80 soldater meldes *drept*", "mange fikk beskjed om å bli hjemme og ble siden *drept*": what befell the subject of another verb."""
        for other in (*self.doc.children(verb.i, "xcomp"), *self.doc.children(verb.i, "conj")):
            trigger = self._anchor.get(other.i)
            if trigger is not None and trigger.effect and not trigger.is_noun and not any(self.doc.children(other.i, "nsubj", "nsubj:pass", "obj")):
                if self._is_undergone(trigger):
                    return trigger.effect, trigger.token
        return None

    def _is_undergone(self, trigger: Trigger) -> bool:
        """Whether what a verb tells of befalls its subject: passives and verbs like "omkomme"; not an active perfect ("som har drept")."""
        helpers = [self.scene.lexicon.auxiliaries.get(t.lower, frozenset()) for t in self.doc.children(trigger.token, "aux", "aux:pass", "cop")]
        perfect = any("have" in h for h in helpers) and not any(h & {"be", "become"} for h in helpers)
        passive = trigger.form == "passive" or (trigger.form == "participle" and not perfect)
        return passive or trigger.frame == "unaccusative"

    def _is_speaker(self, number: NumberMention) -> bool:
        """ "ifølge to overlevende": those who tell are not those told of."""
        return any(s.start <= number.start < s.end for s in self._sources)

    def _befell(self, victims: Token, tokens: list[Token]) -> tuple[str, int] | None:
        """ "Sju av de sårede har dødd", "evakuerte 14 sårede": what the clause says befell them now, not what befell them before."""
        head = self.doc.tokens[victims.head]
        taken = head if victims.rel == "amod" or head.i in {t.i for t in tokens} else victims
        trigger = self._anchor.get(taken.head)
        if (
            trigger is None
            or not trigger.effect
            or trigger.type == "aid"
            or trigger.is_noun
            or trigger.token == taken.i
            or not self._is_borne(taken, trigger)
        ):
            return None
        return trigger.effect, trigger.token

    def _is_borne(self, taken: Token, trigger: Trigger) -> bool:
        """Whether a phrase is what a verb befalls: its object, or its subject where the verb is passive or tells what happens to one."""
        if taken.rel.startswith(("nsubj", "nummod")):
            return trigger.form != "active" or trigger.frame == "unaccusative" or not any(self.doc.children(trigger.token, "obj"))
        return taken.rel in {"obj", "iobj"} or (taken.rel == "xcomp" and trigger.frame == "transitive")

    def _is_deed(self, verb: Token) -> bool:
        """Whether a verb of harm does to its object what its subject is spared: "tolv opprørere drepte fem soldater"."""
        trigger = self._anchor.get(verb.i)
        deed = trigger is not None and bool(trigger.effect) and trigger.form == "active" and trigger.frame == "transitive"
        return deed and any(self.doc.children(verb.i, "obj"))

    def _told_of(self, head: Token) -> tuple[str, int] | None:
        """ "Dødstallet etter angrepet er steget til 31", "tallet på drepne er oppe i 23": the subject names the toll and its predicate the number."""
        clause = self.scene.clauses.head_of[head.i]
        subject = next((t for t in self.scene.clauses.tokens(clause) if t.rel.startswith("nsubj") and t.i < head.i), None)
        if subject is None or any(self.doc.children(subject.i, "nummod")):
            return None
        counted = [t for t in (*self.doc.children(subject.i), self.doc.tokens[clause]) if self.scene.clauses.case(t.i)]
        for named in (subject, *self.doc.children(subject.i, "compound"), *counted):
            if self._is_toll(named) and (effect := self._effect(named)):
                return effect, named.i
        return None

    def _after(self, tokens: list[Token]) -> int | None:
        """First toll word behind the number before another number or the end of the clause."""
        last = tokens[-1].i
        sentence = self.doc.sentences[tokens[0].sentence]
        for t in self.doc.tokens[last + 1 : min(sentence.last, last + 1 + REACH)]:
            if self._effect(t) and not (
                t.rel == "amod" and self.scene.kind(self.doc.tokens[t.head]) is not None and t.head != t.i and self.doc.tokens[t.head].i > t.i
            ):
                return t.i
            if (
                t.text in {";", ":"}
                or (t.upos == "NUM" and t.i > last + 1 and not self._is_part([t], t.sentence))
                or (t.text == "," and self._clause_ahead(t.i))
                or (t.upos == "SCONJ" and t.rel == "mark")
            ):
                return None
        return None

    def _clause_ahead(self, comma: int) -> bool:
        ahead = self.doc.tokens[comma + 1 : comma + 4]
        return any(t.upos in {"SCONJ", "CCONJ"} or t.lower in self.scene.lexicon.reporting for t in ahead)

    def _before(self, tokens: list[Token]) -> int | None:
        """Last toll word before the number in its sentence: an active verb it is object of, or the head of a list."""
        first = tokens[0].i
        sentence = self.doc.sentences[tokens[0].sentence]
        for t in reversed(self.doc.tokens[max(sentence.first, first - REACH) : first]):
            if self._effect(t):
                trigger = self._by_token.get(t.i)
                return t.i if trigger is None or self._takes_object(trigger) else None
            if t.text in {";", ":"} or (t.upos == "NUM" and self.scene.time_at(t) is None):
                return None
        return None

    def _takes_object(self, trigger: Trigger) -> bool:
        """Whether a number behind the toll word can be what befell: of nouns, active verbs, perfects and participles used as nouns; not of a finished passive."""
        if trigger.is_noun or trigger.form == "active" or trigger.frame == "unaccusative":
            return True
        helpers = list(self.doc.children(trigger.token, "aux", "aux:pass", "cop"))
        return not helpers or any("have" in self.scene.lexicon.auxiliaries.get(a.lower, ()) for a in helpers)

    def _meant(self, effect: str, at: int, before: list[Tally]) -> str:
        """ "Sju av ofrene var barn": victims of whom the article told before were killed if those were."""
        named = effect == EITHER and self.scene.lexicon.tolls.get(self.doc.tokens[at].lower, ("", ""))[1] == "noun"
        return next((t.effect for t in reversed(before) if t.effect in UNION | {EITHER}), effect) if named else effect

    def _united(self, effect: str, at: int) -> str:
        """ "drept eller såret", "drept og skadet" of one number is a union, never split."""
        if effect not in UNION:
            return effect
        ahead = self.doc.tokens[at + 1 : at + 3]
        back = self.doc.tokens[max(0, at - 2) : at]
        for joint, other in ((ahead[:1], ahead[1:2]), (back[1:2], back[:1])):
            if joint and other and joint[0].lower in self._or and self._effect(other[0]) in UNION - {effect}:
                return EITHER
        return effect

    # --- lists and parts ----------------------------------------------------------------------------------------------------

    def _parallel(self, previous: Tally, tokens: list[Token]) -> bool:
        """ "22, mens ti var …", "to og 19": the number goes on in a list after the previous one."""
        between = self.doc.text[previous.number.end : tokens[0].start]
        return len(between) < 60

    def _does_else(self, noun: Token, tokens: list[Token], previous: Tally) -> bool:
        """ "To av dem sa at …": a verb of its own tells something else of these, no part of the toll before (codebook, section 10: subsets)."""
        head = next((t for t in (tokens[-1], noun) if t.rel.startswith("nsubj")), None)
        if head is None:
            return False
        verb = self.doc.tokens[head.head]
        told = [verb, *self.doc.children(verb.i, "xcomp")]
        return verb.upos == "VERB" and not any(t.i == previous.toll or any(self.doc.children(t.i, "cop")) for t in told)

    def _is_subject(self, vague: Token, toll: tuple[str, int] | None) -> bool:
        """ "Mange ble drept": a quantity without a noun and without bounds counts people where it is itself the subject of what befell them."""
        told = toll is not None and vague.head in {toll[1], self.doc.tokens[toll[1]].head}
        return told and vague.rel.startswith("nsubj") and vague.lower not in self.scene.lexicon.pronouns

    @staticmethod
    def _is_bare_part(previous: Tally | None, noun: Token | None, effect: str, at: int) -> bool:
        """ "265 overga seg, deriblant 51 *sårede*": a part that is only named, by what befell it before (codebook, section 10: subsets)."""
        return previous is not None and noun is not None and (noun.i, noun.sentence) == (at, previous.sentence) and previous.effect != effect

    def _is_whole(self, previous: Tally, tokens: list[Token]) -> bool:
        """ "Seks av de *elleve*": the number that the one before is a part of."""
        between = self.doc.tokens_between(previous.number.end, tokens[0].start)
        return 0 < len(between) <= WHOLE and between[0].lower in self._of and not any(t.upos == "CCONJ" for t in between)

    def _is_part(self, tokens: list[Token], sentence: int) -> bool:
        """Whether a subset cue stands before the number ("heriblant", "blant dem") or behind it ("av dem")."""
        first = self.doc.sentences[sentence].first
        before = tuple(t.lower for t in self.doc.tokens[max(first, tokens[0].i - 4) : tokens[0].i])
        after = tuple(t.lower for t in self.doc.tokens[tokens[-1].i + 1 : tokens[-1].i + 4] if t.sentence == sentence)
        for words in self._subset_words:
            n = len(words)
            if any(before[k : k + n] == words for k in range(len(before))) or after[:n] == words:
                return True
        return self._is_partitive(tokens) and any(w in self.scene.lexicon.tolls for w in after)
