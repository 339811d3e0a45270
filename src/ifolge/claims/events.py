"""Which triggers of a sentence are one event, which are none, and which claims of an article are about the same happening.

Codebook, sections 2 and 10: a casualty verb whose cause is named in the same sentence joins its cause; a back-reference without a new fact is no claim; background
in a relative clause is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ifolge.claims.clauses import Phrase
from ifolge.claims.modality import read
from ifolge.claims.scene import ATTACKS, CASUALTY, VIOLENT, Placed, Scene
from ifolge.claims.triggers import Trigger
from ifolge.parsing.document import Token
from ifolge.records import Claim, Place, Time

HELD = {"abduction", "detention", "release", "displacement"}
CHARGES = {"accusing", "blaming", "denying"}
STRUCK_FROM_AFAR = {"airstrike", "shelling"}
OCCASION = frozenset({"cause", "since", "until", "about"})
"""Roles of prepositions that lead to what something else came after or is about ("etter angrepet på basen")."""
COMPLEMENTS = {"ccomp", "xcomp", "advcl", "obl"}
MATTERS = {("violation", "investigation"), ("agreement", "violation")}
"""Types of a noun and of the event that it is the matter of."""
BACKGROUND = {"armed_clash", "military_support", "movement", "territorial_change", "investigation", "negotiation", "aid"}


@dataclass
class Draft:
    """A claim in the making: the trigger that names the event, and triggers whose counts and victims belong to it.

    ``known`` marks an event that readers are taken to know of: it is no claim, but others about it take its place and time.
    """

    trigger: Trigger
    joined: list[Trigger] = field(default_factory=list)
    known: bool = False

    @property
    def triggers(self) -> list[Trigger]:
        return [self.trigger, *self.joined]


class Events:
    """Turns the triggers of an article into drafts of claims."""

    def __init__(self, scene: Scene, *, voice_of: Callable[[Trigger], object], is_denied: Callable[[Trigger], bool]) -> None:
        self.scene = scene
        self._voice_of = voice_of
        self._is_denied = is_denied
        self.doc = scene.doc
        connectives = scene.lexicon.connectives
        self._purpose = connectives.get("purpose", ())
        self._occasion_marks = scene.lexicon.single("cause")
        self._quantities = connectives.get("quantity", ())
        self._questions = scene.lexicon.single("question")
        self._unknown = scene.lexicon.single("unknown")
        self._campaigns = scene.lexicon.single("campaign")
        self._contrast = scene.lexicon.single("concession", "temporal")

    def drafts(self, triggers: list[Trigger]) -> list[Draft]:
        """Drafts in text order."""
        found: list[Draft] = []
        by_sentence: dict[int, list[Trigger]] = {}
        for trigger in triggers:
            if not self._is_background(trigger):
                by_sentence.setdefault(self.doc.tokens[trigger.token].sentence, []).append(trigger)
        for s in sorted(by_sentence):
            found.extend(self._sentence(by_sentence[s]))
        return self._named_again(self._with_missing(found))

    def _with_missing(self, drafts: list[Draft]) -> list[Draft]:
        """Join a sentence that only tells of the missing to the toll right before it: one toll is one claim."""
        kept: list[Draft] = []
        taken = False
        for draft in drafts:
            taken = taken or (draft.trigger.type == "abduction" and draft.trigger.effect != "missing")
            before = kept[-1] if kept else None
            alone = draft.trigger.effect == "missing" and not draft.joined and not self._is_of_force(draft.trigger)
            if alone and before is not None and any(t.type in CASUALTY for t in before.triggers) and self._follows(before.trigger, draft.trigger):
                before.joined.append(draft.trigger)
                continue
            if alone:  # who is missing after an abduction is still in the hands of those who took him
                kind = "abduction" if taken else "statement"
                draft.trigger = replace(draft.trigger, type=kind, frame="unaccusative", rule=f"{kind}.missing")
            kept.append(draft)
        return kept

    def _is_of_force(self, trigger: Trigger) -> bool:
        """Whether soldiers are missing: they may be prisoners, which a missing passer-by is not."""
        return any(self.scene.shows("force", self.doc.tokens[trigger.token], frame) for frame in ("transitive", "unaccusative"))

    def _follows(self, a: Trigger, b: Trigger) -> bool:
        first, second = (self.doc.sentences[self.doc.tokens[t.token].sentence] for t in (a, b))
        return first.block == second.block and second.i - first.i <= 2

    def _named_again(self, drafts: list[Draft]) -> list[Draft]:
        """Give "angrepet", "bombene" and "de skjøt" the type of the attack told before; what tells of a time of its own is an attack of its own."""
        told: list[tuple[int, str]] = []
        for draft in drafts:
            t = draft.trigger
            block = self.doc.sentences[self.doc.tokens[t.token].sentence].block
            kind = self._type_before(t, block, told)
            if kind is not None:
                draft.trigger = replace(t, type=kind, rule=f"{kind}.again")
            elif t.type in ATTACKS - {"armed_clash", "armed_attack"}:
                told.append((block, t.type))
        return drafts

    def _type_before(self, t: Trigger, block: int, told: list[tuple[int, str]]) -> str | None:
        """Type of the attack that a trigger without means of its own names again.

        "Angrepet" has that of its paragraph, else of the article's first attack; a plain bomb is an airstrike after one; a verb of attack tells of the last
        airstrike or shelling in its paragraph or in a denial.
        """
        if not told:
            return None
        (near, last), first = told[-1], told[0][1]
        if t.type == "armed_attack" and self._is_definite_attack(t):
            return last if near == block else first
        if t.type == "bombing":
            return last if last == "airstrike" and self._is_plain_bomb(t) else None
        about = near == block or self._is_denied(t) or self._points_back(t)
        if t.rule == "armed_attack.verb" and about and last in STRUCK_FROM_AFAR and not self._has_time(t):
            return last
        return None

    def _points_back(self, t: Trigger) -> bool:
        """Whether only a pronoun acts on nothing named ("de skjøt med vilje"), or nobody does ("sykehuset ble truffet")."""
        subject = self.scene.clauses.own_subject(t.token)
        if t.form == "participle" and subject is not None and subject.rel == "nsubj:pass":
            named = subject.upos in {"PROPN", "PRON"} or self.scene.is_definite(subject)
            return named and not any(map(self._is_author, self.scene.clauses.phrases(t.token)))
        return subject is not None and subject.upos == "PRON" and not self.scene.clauses.objects(t.token)

    def _is_author(self, phrase: Phrase) -> bool:
        """Whether a phrase says by whom or what ("av en granat", but not "av misstag")."""
        head = self.doc.tokens[phrase.head]
        known = head.upos in {"PROPN", "PRON"} or self.scene.kind(head) is not None or bool(self.scene.lexicon.weapons.of(head.lower)[0])
        return known and "agent" in self.scene.lexicon.prepositions.get(phrase.case, frozenset())

    def _is_plain_bomb(self, t: Trigger) -> bool:
        """Whether a bombing is told by a word that can be a bomb from the air."""
        lexicon = self.scene.lexicon
        weapons = [k.lemma.lower() for k in self.scene.clauses.tokens(t.clause) if lexicon.weapons.of(k.lower)[0]]
        return any(lexicon.modifier_type(word) == "airstrike" for word in (t.lemma, *weapons))

    def _has_time(self, t: Trigger) -> bool:
        """Whether a trigger's clause tells when."""
        found = map(self.scene.time_at, self.scene.clauses.tokens(t.clause))
        return any(time is not None and time.shape in {"point", "span"} for time in found)

    def _is_definite_attack(self, t: Trigger) -> bool:
        """Whether the trigger is "angrepet", without a first part that says more; "offensiven" is a course of attacks."""
        tokens = [self.doc.tokens[i] for i in t.tokens if self.doc.tokens[i].lower not in self._campaigns]
        senses = self.scene.lexicon.nouns
        return not t.first_part and any(self.scene.is_definite(k) and any(s.type == "armed_attack" for s in senses.get(k.lower)) for k in tokens)

    def _sentence(self, triggers: list[Trigger]) -> list[Draft]:
        tolled = any(t.type in CASUALTY for t in triggers)
        casualties = sorted((t for t in triggers if t.type in CASUALTY or (tolled and t.effect == "missing")), key=lambda t: t.effect == "missing")
        drafts = [Draft(t) for t in triggers if t not in casualties and not self._is_anchor(t)]
        drafts = self._with_occasions(self._same_event(drafts))
        loose: list[Draft] = []
        for casualty in casualties:
            cause = self._cause(casualty, drafts)
            if cause is not None:
                cause.joined.append(casualty)
            else:
                twin = next((d for d in loose if self._linked(casualty, d.trigger) and not self._contrasted(casualty, d.trigger)), None)
                if twin is not None:
                    twin.joined.append(casualty)
                    deadlier = twin.trigger.type == "injury" and casualty.type == "killing" and casualty.effect != "missing"
                    if deadlier or self._befalls(casualty, twin.trigger):
                        twin.trigger, twin.joined[-1] = casualty, twin.trigger
                else:
                    loose.append(Draft(casualty))
        drafts = [d for d in drafts if not self._is_back_reference(d) and not self._is_carrier(d, drafts)]
        drafts = [d for d in drafts if not self._is_matter(d, drafts)]
        for draft in drafts:
            draft.known = self._is_occasion(draft) or self._is_claimed(draft, drafts)
        found = [d for d in drafts + loose if not self._is_spurned(d, drafts + loose)]
        return sorted(found, key=lambda d: d.trigger.token)

    def _befalls(self, casualty: Trigger, toll: Trigger) -> bool:
        """Whether a verb says what became of bodies named without a number: "fraktet lik fra kirken og *gravla* dem"."""
        bare = toll.rule.endswith(".toll") and not any(self.doc.children(toll.token, "nummod"))
        done = (
            casualty.frame in {"transitive", "finding"}
            and casualty.rule.endswith(".verb")
            and "VerbForm=Inf" not in self.doc.tokens[casualty.token].feats
        )
        return bare and done and toll.type == casualty.type

    def _with_occasions(self, drafts: list[Draft]) -> list[Draft]:
        """Join a movement that only tells when another act happened ("tatt til fange da jihadistene rykket inn") to that act: it gives agent and place."""
        kept: list[Draft] = []
        for draft in drafts:
            clause = self.doc.tokens[draft.trigger.clause]
            marks = {m.lower for m in self.doc.children(clause.i, "mark")}
            occasion = draft.trigger.type == "movement" and clause.rel == "advcl" and bool(marks & self._occasion_marks)
            main = (
                next((d for d in drafts if d is not draft and d.trigger.clause == self.scene.clauses.head_of[clause.head]), None)
                if occasion
                else None
            )
            if main is not None and main.trigger.type in VIOLENT | {"detention", "abduction", "displacement"}:
                main.joined.append(draft.trigger)
            else:
                kept.append(draft)
        return kept

    def _same_event(self, drafts: list[Draft]) -> list[Draft]:
        """Join attack words of one clause that tell one attack twice ("angrep … bombet"), keeping the more specific."""
        kept: list[Draft] = []
        for draft in drafts:
            twin = next((k for k in kept if k.trigger.clause == draft.trigger.clause and self._tells_same(k.trigger, draft.trigger)), None)
            if twin is None:
                kept.append(draft)
            elif twin.trigger.type in {"armed_attack", "armed_clash"} and draft.trigger.type not in {"armed_attack", "armed_clash"}:
                twin.joined.append(twin.trigger)
                twin.trigger = draft.trigger
            else:
                twin.joined.append(draft.trigger)
        return kept

    def _tells_same(self, a: Trigger, b: Trigger) -> bool:
        same = a.type == b.type or (
            a.type in ATTACKS
            and b.type in ATTACKS
            and ("armed_attack" in {a.type, b.type} or "armed_clash" in {a.type, b.type} or "bombing" in {a.type, b.type})
        )
        coordinated = self.doc.tokens[b.token].rel == "conj" and self.doc.tokens[b.token].head == a.token and a.is_noun != b.is_noun
        return same and not coordinated

    def _cause(self, casualty: Trigger, drafts: list[Draft]) -> Draft | None:
        """The attack that caused a toll in the same sentence, nearest first."""
        options = [
            d
            for d in drafts
            if d.trigger.type in ATTACKS
            and self._linked(casualty, d.trigger)
            and not self._contrasted(casualty, d.trigger)
            and self._agree(casualty, d.trigger)
        ]
        return min(options, key=lambda d: abs(d.trigger.token - casualty.token)) if options else None

    def _agree(self, casualty: Trigger, cause: Trigger) -> bool:
        """Whether both are told by one voice, and the cause no less surely: a hedge on the toll alone leaves the attack as it is told (codebook, section 10)."""
        if self._tells_of(casualty, cause):
            return True
        if self._voice_of(casualty) != self._voice_of(cause):
            return False
        if casualty.clause == cause.clause:
            return True
        if self._tells_of_place(casualty) or self._tells_of_place(cause) or self._at_two_times(casualty, cause):
            return False
        toll, attack = (read(self.scene, t) for t in (casualty, cause))
        if toll.polarity != attack.polarity:
            return False
        return toll.modality == attack.modality or (attack.modality == "asserted" and toll.modality in {"probable", "possible"})

    def _tells_of_place(self, t: Trigger) -> bool:
        """Whether a trigger's clause only says what a place is known for ("Ruhango, der hundrevis ble drept fredag")."""
        clause = self.doc.tokens[t.clause]
        return clause.rel == "acl:relcl" and self.scene.is_place(self.doc.tokens[clause.head]) and self._has_time(t)

    def _at_two_times(self, casualty: Trigger, cause: Trigger) -> bool:
        """Whether a toll and the attack in a clause under it have times of their own ("døde fredag etter at en rakett slo ned tirsdag")."""
        under = casualty.clause in self.scene.clauses.chain(cause.token)
        return under and self._has_time(casualty) and self._has_time(cause)

    def _tells_of(self, casualty: Trigger, cause: Trigger) -> bool:
        """ "an inquiry into an air strike that killed 60": the clause about the attack tells its toll, whatever is asked of the attack."""
        clause = self.doc.tokens[casualty.clause]
        return cause.is_noun and clause.rel == "acl:relcl" and clause.head == cause.token

    def _linked(self, a: Trigger, b: Trigger) -> bool:
        """Whether two triggers stand in one clause or in clauses at most two steps apart on one branch."""
        up, down = list(self.scene.clauses.chain(a.token)), list(self.scene.clauses.chain(b.token))
        common = next((h for h in up if h in down), None)
        return common is not None and up.index(common) + down.index(common) <= 3

    def _contrasted(self, a: Trigger, b: Trigger) -> bool:
        """Whether "mens", "men", "medan" stands between two triggers."""
        low, high = sorted((a.token, b.token))
        return any(t.lower in self._contrast for t in self.doc.tokens[low + 1 : high])

    # --- what is no claim ---------------------------------------------------------------------------------------------------

    def _is_background(self, trigger: Trigger) -> bool:
        token = self.doc.tokens[trigger.token]
        clause = self.doc.tokens[trigger.clause]
        if trigger.type == "statement" and not self.scene.is_conflict:
            return True
        if any(self._is_open_question(self.doc.tokens[i]) for i in self.scene.clauses.chain(trigger.token)):
            return True
        if self._is_since(trigger) or self._is_weighed(trigger):
            return True
        if not trigger.is_noun and (self._is_purpose(trigger) or (trigger.type == "responsibility_claim" and self._is_blame(clause))):
            return True
        if (
            not trigger.is_noun
            and clause.rel == "acl:relcl"
            and trigger.type in BACKGROUND
            and "Tense=Pres" in (clause.feats | token.feats)
            and clause.i == token.i
        ):
            return True
        if not trigger.is_noun and trigger.type in {"displacement", "movement"} and self._is_mere_attempt(clause):
            return True
        return trigger.form == "participle" and (token.rel == "amod" or (trigger.type in HELD and self._is_named(token)))

    def _is_weighed(self, trigger: Trigger) -> bool:
        """Whether an act, or the breach of law it is called, is only judged ("å angripe sivile er en krigsforbrytelse"): nobody says that it is done."""
        if not trigger.is_noun:
            judged = self._judged_as(self.doc.tokens[trigger.clause])
            return judged is not None and self._is_judgement(judged)
        token = self.doc.tokens[trigger.token]
        acts = (self._judged_as(t) for t in self.doc.sentence_tokens(token.sentence))
        return self._is_judgement(token) and any(judged is token for judged in acts)

    def _judged_as(self, act: Token) -> Token | None:
        """What an infinitive is said to be: it is the subject, stands for it ("det er … å"), or stands right before the copula."""
        head = self.doc.tokens[act.head]
        if not {"VerbForm=Inf", "VerbForm=Ger"} & act.feats:
            return None
        if act.rel == "csubj":
            return head
        if act.rel in {"acl", "acl:relcl"} and head.upos == "PRON":
            return self.doc.tokens[head.head]
        end = max(self.doc.subtree(act.i)) + 1
        after = self.doc.tokens[end] if end < len(self.doc.tokens) else act
        return self.doc.tokens[after.head] if after.rel == "cop" and after.sentence == act.sentence else None

    def _is_judgement(self, token: Token) -> bool:
        """Whether a noun or adjective says what something is, and not what is asked or meant to be done ("det er nødvendig å …")."""
        named = token.upos in {"NOUN", "ADJ"} and any(self.doc.children(token.i, "cop"))
        return named and token.lower not in self.scene.lexicon.intents

    def _is_since(self, trigger: Trigger) -> bool:
        """Whether a known event only says since when something else is so ("har flyktet siden *kampene* brøt ut")."""
        clause = self.doc.tokens[trigger.clause]
        roles = (self.scene.lexicon.prepositions.get(m.lower, frozenset()) for m in self.doc.children(clause.i, "mark"))
        subjects = (t for i in trigger.tokens if (t := self.doc.tokens[i]).rel == "nsubj")
        return clause.rel in {"advcl", "acl:relcl"} and any("since" in r for r in roles) and any(map(self.scene.is_definite, subjects))

    def _is_mere_attempt(self, clause: Token) -> bool:
        """Whether people only tried to get away, and that only says who they were or when it was ("drepte 43 som *forsøkte å flykte*")."""
        tried = self.doc.tokens[clause.head]
        intent = self.scene.lexicon.intents.get(tried.lower)
        return clause.rel == "xcomp" and intent is not None and intent.modality == "asserted" and tried.rel in {"acl:relcl", "advcl", "acl"}

    def _is_named(self, token: Token) -> bool:
        """Whether a participle is a noun for people, without a number ("drepte og fengslede")."""
        if any(self.doc.children(token.i, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass", "nummod")):
            return False
        while token.rel == "conj":
            token = self.doc.tokens[token.head]
        return token.rel.split(":")[0] in {"nsubj", "obj", "obl", "nmod", "iobj"} and self.doc.tokens[token.head].upos != "NUM"

    def _is_open_question(self, clause: Token) -> bool:
        """ "Det er ikke kjent om …", "det er uklart hvem …", "tall på hvor mange …": an embedded question to which nobody has the answer tells no event."""
        if clause.head == clause.i or clause.rel == "conj":
            return False
        words = [t.lower for i in self.doc.subtree(clause.i) if (t := self.doc.tokens[i]).upos not in {"PUNCT", "ADP"}]
        if any(tuple(words[: len(p)]) == p for p in self._quantities):
            return True
        asks = clause.rel in {"ccomp", "obj", "csubj", "advcl"} and any(m.lower in self.scene.conditions for m in self.doc.children(clause.i, "mark"))
        if not asks and (clause.rel not in {"ccomp", "csubj", "advcl", "acl"} or words[0] not in self._questions):
            return False
        negated = any(self.scene.lexicon.negation.get(t.lower) for t in self.doc.children(clause.head, "advmod"))
        return negated or self.doc.tokens[clause.head].lower in self._unknown

    def _is_blame(self, clause: Token) -> bool:
        """Whether somebody charges another with standing behind an attack ("beskylder RPF for å stå bak"): blame, and no claim of responsibility."""
        governor = self.scene.lexicon.reporting.get(self.doc.tokens[clause.head].lower, ())
        return clause.rel != "root" and any(
            r.cls in {"accusing", "blaming"} or (r.cls in {"evaluating", "pointing"} and r.form == "passive") for r in governor
        )

    def _is_purpose(self, trigger: Trigger) -> bool:
        """An infinitive of purpose ("for å slå tilbake") tells an aim, not an event; one of a charge ("anklager dem for å sende våpen") tells one."""
        token = self.doc.tokens[trigger.clause]
        if trigger.type == "investigation" or self.scene.lexicon.says(self.doc.tokens[token.head].lower, *CHARGES):
            return False
        if "VerbForm=Inf" not in token.feats or token.rel not in {"advcl", "acl", "xcomp", "obl", "nmod"}:
            return False
        before = tuple(t.lower for t in self.doc.tokens[max(0, token.i - 6) : token.i] if t.sentence == token.sentence)
        return any(before[k : k + len(words)] == words for words in self._purpose for k in range(max(0, len(before) - len(words) - 1), len(before)))

    def _is_carrier(self, draft: Draft, drafts: list[Draft]) -> bool:
        """A verb of help or movement that only carries an attack noun of its own clause ("bistå med luftangrep")."""
        t = draft.trigger
        return (
            t.type in {"military_support", "movement"}
            and not t.is_noun
            and any(
                d.trigger.type in ATTACKS and d.trigger.is_noun and d.trigger.clause == t.clause and self.doc.tokens[d.trigger.token].head == t.token
                for d in drafts
            )
        )

    def _is_matter(self, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether a noun only says what is inquired into or broken ("etterforsker krigsforbrytelser", "breached the ceasefire"): part of that claim."""
        t = draft.trigger
        above = self.doc.tokens[t.token].head
        return t.is_noun and any((t.type, d.trigger.type) in MATTERS and above in d.trigger.tokens for d in drafts if d is not draft)

    def _is_claimed(self, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether an attack without a toll is only what somebody says to have done ("tok på seg ansvaret for angrepet i Kabul"): one claim."""
        t = draft.trigger
        words = {i for d in drafts if d.trigger.type == "responsibility_claim" for i in d.trigger.tokens}
        return t.is_noun and t.type in ATTACKS and not draft.joined and self.doc.tokens[t.token].head in words

    def _is_spurned(self, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether an act only is what another should be done instead of ("bør drepes og *ikke kjøres* i buss"): one demand."""
        clause = self.doc.tokens[draft.trigger.clause]
        wanted = next((d.trigger for d in drafts if d is not draft and d.trigger.clause == clause.head), None)
        if clause.rel != "conj" or wanted is None or any(self.doc.children(clause.i, "nsubj", "nsubj:pass")):
            return False
        readings = [read(self.scene, t) for t in (wanted, draft.trigger)]
        return [r.polarity for r in readings] == ["affirmed", "denied"] and all(r.modality in {"demanded", "planned"} for r in readings)

    def _is_occasion(self, draft: Draft) -> bool:
        """Whether a definite attack is only what something else came after or is about ("pågrepet etter angrepet på basen", "gransking om drapene")."""
        trigger = draft.trigger
        token = self.doc.tokens[trigger.token]
        roles = self.scene.lexicon.prepositions.get(self.scene.clauses.case(token.i), frozenset())
        if not trigger.is_noun or draft.joined or trigger.type not in ATTACKS or not self.scene.is_definite(token):
            return False
        wider = OCCASION | {"place"} if trigger.type == "armed_clash" else OCCASION  # "under kampene om byen"
        return bool(roles & OCCASION) and roles <= wider and all(self.scene.hedge(t) is None for t in self.doc.children(token.i, "amod"))

    def _is_back_reference(self, draft: Draft) -> bool:
        """ "etter angrepet" without a toll, party, place or time of its own."""
        trigger = draft.trigger
        token = self.doc.tokens[trigger.token]
        if not trigger.is_noun or draft.joined or (trigger.first_part and trigger.type not in ATTACKS):
            return False
        if trigger.type in HELD and any(self.doc.children(token.i, "cop")):
            return False  # what somebody is: "er blant gislene"
        roles = self.scene.lexicon.prepositions.get(self.scene.clauses.case(token.i), frozenset())
        own = any(self.doc.children(token.i, "nmod", "amod", "acl", "nmod:poss", "nummod", "compound", "acl:relcl")) or (
            trigger.type in ATTACKS and self._names_target(token)
        )
        if self.scene.is_definite(token):
            if trigger.type in ATTACKS | CASUALTY and self._is_spoken_of(token):
                return not any(self.doc.children(token.i, "acl:relcl", "nummod"))
            return (bool(roles) or self._is_spoken_of(token) or trigger.type == "statement") and not own
        return (
            bool(roles & {"cause", "since", "until", "about", "beneficiary"})
            and not own
            and not any(p.start > token.start for p in self._places(token))
        )

    def _is_anchor(self, trigger: Trigger) -> bool:
        """Whether a definite event only dates another, so long before or after it: "noen dager etter *angrepet* fant soldater likene"."""
        token = self.doc.tokens[trigger.token]
        case = next(iter(self.doc.children(token.i, "case")), None)
        if not trigger.is_noun or case is None or not self.scene.is_definite(token) or any(self.doc.children(token.i, "acl:relcl", "nummod", "nmod")):
            return False
        measure = self.doc.tokens[max(0, case.i - 1)]
        counted = measure.sentence == token.sentence and measure.upos in {"NOUN", "ADV"} and self.scene.time_at(measure) is not None
        return counted and bool(self.scene.lexicon.prepositions.get(case.lower, frozenset()) & {"cause", "since", "until"})

    def _is_spoken_of(self, token: Token) -> bool:
        """Whether an event is what somebody condemns or wants stopped ("fordømmer angrepet på skolen", "krever at angrepene tar slutt")."""
        below = token
        for above in self.doc.ancestors(token.i):
            if any(s.frame == "speech" for s in self.scene.lexicon.verbs.get(above.lower, ())):
                intent = self.scene.lexicon.intents.get(above.lower)
                demanded = intent is not None and intent.modality == "demanded" and below.rel in COMPLEMENTS
                return token.i > above.i and (below.rel in {"obj", "nsubj"} or demanded)
            if below.rel not in {"obj", "nsubj", "nsubj:pass", "xcomp", "ccomp"}:
                return False
            below = above
        return False

    def _names_target(self, token: Token) -> bool:
        """Whether a preposition right behind a word of attack says what was attacked, wherever the parser hung it."""
        after = self.doc.tokens[token.i + 1] if token.i + 1 < len(self.doc.tokens) else token
        return after.upos == "ADP" and "target" in self.scene.lexicon.prepositions.get(after.lower, frozenset())

    def _places(self, token: Token) -> list[Placed]:
        sentence = self.doc.sentences[token.sentence]
        return self.scene.within(self.scene.places, sentence.start, sentence.end)


@dataclass
class Happening:
    """Claims so far about one event of the article."""

    key: int
    types: set[str]
    claims: list[Claim] = field(default_factory=list)

    def fits(self, claim: Claim, *, definite: bool) -> bool:
        """Whether a claim can be about this event: compatible type, no rival place, no rival time."""
        if not (claim.type in self.types or (claim.type in VIOLENT and self.types & VIOLENT)):
            return False
        if claim.type not in self.types and claim.type in ATTACKS and self.types & ATTACKS and not definite and not _general(claim.type, self.types):
            return False
        return all(_same_place(claim, c) and _same_time(claim, c) for c in self.claims)


def _general(kind: str, types: set[str]) -> bool:
    return kind == "armed_attack" or "armed_attack" in types or kind in CASUALTY


def _same_place(a: Claim, b: Claim) -> bool:
    return a.place is None or b.place is None or "inherited" in (a.place.reason, b.place.reason) or fits_place(a.place, b.place)


def _same_time(a: Claim, b: Claim) -> bool:
    return a.time is None or b.time is None or fits_time(a.time, b.time)


def fits_place(a: Place, b: Place) -> bool:
    """Whether two places can be one: no other country, and not far apart for how exactly they are known."""
    if a.country and b.country and a.country != b.country:
        return False
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a.name == b.name
    coarsest = max(a.precision, b.precision)
    return coarsest >= 5 or max(abs(a.lat - b.lat), abs(a.lon - b.lon)) <= (2.0 if coarsest >= 4 else 0.5)


def fits_time(a: Time, b: Time) -> bool:
    """Whether two times can be one: what is known of them overlaps."""
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest
