"""Triggers: the words that name an event, each with its type.

Verbs, nouns, compounds, split and light-verb expressions come from the pack tables; a word that is also used of sport, traffic or politics must
show the evidence its table row asks for. The type of a general attack word is settled by its modifier, its weapon, or what acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ifolge.claims.lexicon import Lexicon, Sense, is_fixed_word
from ifolge.claims.scene import ATTACKS, Scene
from ifolge.parsing.document import Token

GENERAL = {"armed_attack", "armed_clash"}
REACH = 12
MOVED = {"movement", "displacement", "territorial_change", "detention", "release", "surrender"}
CARE = {"hospital", "clinic", "field hospital"}
STRICT = {"placed", "site", "force", "civilian", "wounded"}  # evidence in the very word that the verb says something of


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word (with its fixed companions) that names an event. ``token`` anchors it; ``clause`` is its clause's head token."""

    token: int
    tokens: tuple[int, ...]
    clause: int
    type: str
    frame: str
    effect: str
    form: str
    lemma: str
    first_part: str = ""
    rule: str = ""
    by_weapon: bool = False

    @property
    def is_noun(self) -> bool:
        return self.form == "noun"


def find_triggers(scene: Scene) -> list[Trigger]:
    """All triggers of the body text, in text order; overlapping readings of one word are settled here, and a fixed phrase of doubt ("etter alt å dømme") names none."""
    found: list[Trigger] = []
    hedged = {token.i + k for token in scene.doc.tokens if (hedge := scene.hedge(token)) is not None and hedge[2] > 1 for k in range(hedge[2])}
    for token in scene.doc.tokens:
        if scene.is_body(token) and token.i not in hedged:
            trigger = _verb(scene, token) or _noun(scene, token) or _toll(scene, token)
            if trigger is not None:
                found.append(_settle_type(scene, trigger))
    return _drop_moved(scene, _drop_inside(found))


def _verb(scene: Scene, token: Token) -> Trigger | None:
    senses = scene.lexicon.verbs.get(token.lower, ())
    if not senses or not (token.upos in {"VERB", "AUX", "ADJ", "X"} or _is_hidden_verb(scene, token, senses)):
        return None
    if token.upos == "ADJ" and (token.rel == "amod" or not any(s.form == "participle" for s in senses)):
        return None
    best: tuple[int, int, Sense, tuple[int, ...]] | None = None
    for order, sense in enumerate(senses):
        companions = _companions(scene, token, sense.fixed)
        if companions is None or _is_struck_by(scene, token, sense, companions) or not _has_evidence(scene, token, sense):
            continue
        if sense.type in MOVED and _is_of_words(scene, token):
            continue
        form_fits = _form_fits(token, sense)
        own = sum(scene.doc.tokens[i].head == token.i for i in companions)
        beside = all(scene.clauses.head_of[i] == scene.clauses.head_of[token.i] for i in companions)
        rank = 8 * (len(companions) + own) + 4 * form_fits + 4 * beside + 2 * bool(sense.needs & STRICT) + bool(sense.needs)
        if best is None or rank > best[0]:
            best = (rank, order, sense, companions)
    if best is None:
        return None
    sense, companions = best[2], best[3]
    return _make(scene, token, companions, sense, rule=f"{sense.type}.verb")


def _is_struck_by(scene: Scene, token: Token, sense: Sense, companions: tuple[int, ...]) -> bool:
    """Whether the fixed words of a verb whose subject suffers are that subject: "a mine hit a bus" is no "bus hit a mine"."""
    subject = scene.clauses.own_subject(token.i)
    suffers = sense.frame == "unaccusative" and not any(scene.doc.children(token.i, "cop", "aux:pass"))
    return suffers and subject is not None and subject.rel == "nsubj" and subject.i in companions


def _is_of_words(scene: Scene, token: Token) -> bool:
    """Whether a verb is done to what somebody said: "trekker tilbake *påstanden*" moves nobody."""
    return any(scene.lexicon.accounts.get(t.lower) == "account" for t in scene.clauses.objects(token.i))


def _is_hidden_verb(scene: Scene, token: Token, senses: Sequence[Sense]) -> bool:
    """A verb that the tagger took for another word: a fixed expression, or a participle, supine or passive right behind its auxiliary ("har beskjutits")."""
    if token.upos == "NOUN" and all(s.fixed for s in senses):
        return token.rel != "compound"  # "training camp"
    if scene.lexicon.nouns.get(token.lower) or not any(s.form in {"participle", "passive"} for s in senses):
        return False
    before = [t for t in scene.doc.tokens[max(0, token.i - 3) : token.i] if t.sentence == token.sentence]
    return any(scene.lexicon.auxiliaries.get(t.lower, frozenset()) & {"have", "become"} for t in before)


def _form_fits(token: Token, sense: Sense) -> bool:
    if sense.form == "participle":
        return token.is_participle or token.upos == "ADJ"
    if sense.form == "passive":
        return token.is_passive_form or token.lower.endswith(("s", "st"))
    return not token.is_participle and not token.is_passive_form


def _companions(scene: Scene, token: Token, fixed: tuple[tuple[str, ...], ...]) -> tuple[int, ...] | None:
    """Tokens of the fixed words of a sense near its verb; ``()`` where none are asked for, ``None`` where they are missing."""
    if not fixed:
        return ()
    subject = scene.clauses.own_subject(scene.clauses.head_of[token.i])
    near = [
        t
        for t in scene.doc.sentence_tokens(token.sentence)
        if t.i != token.i
        and not _is_anothers(scene, t, token)
        and (-REACH // 2 <= t.i - token.i <= REACH or (subject is not None and t.i == subject.i))
    ]
    for option in fixed:
        found: list[int] = []
        for word in option:
            match = next((t for t in _by_nearness(near, token) if t.i not in found and is_fixed_word(t.lower, word)), None)
            if match is None:
                break
            found.append(match.i)
        if len(found) == len(option):
            return tuple(sorted(found))
    return None


def _is_anothers(scene: Scene, word: Token, verb: Token) -> bool:
    """Whether a reflexive belongs to the verb before ("hadde *tenkt seg* å sprenge det"), or a word to a verb that it is fixed to ("torturert eller *slått i hjel*")."""
    head = scene.doc.tokens[word.head]
    if head.i != verb.i and word.upos in {"ADV", "ADP"} and head.upos == "VERB" and word.lower in _fixed_to(scene, head):
        return True
    return word.i < verb.i and head.i < verb.i and head.upos == "VERB" and word.upos == "PRON" and scene.is_nobody(word)


def _fixed_to(scene: Scene, verb: Token) -> set[str]:
    """The fixed words of all senses of a verb."""
    return {word for sense in scene.lexicon.verbs.get(verb.lower, ()) for option in sense.fixed for word in option}


def _by_nearness(near: Sequence[Token], token: Token) -> list[Token]:
    """After the verb first, then before it (fronted particles and objects in subordinate or passive clauses)."""
    return sorted(near, key=lambda t: (t.i < token.i, abs(t.i - token.i)))


def _noun(scene: Scene, token: Token) -> Trigger | None:
    if token.upos not in {"NOUN", "PROPN", "X", "ADJ", "VERB"}:
        return None
    word = token.lower
    senses, first = scene.lexicon.nouns.of(word)
    if not senses or (token.upos in {"ADJ", "VERB"} and not first):
        return None
    if first and token.upos == "PROPN" and not token.parts and token.text[:1].isupper() and scene.is_name(token):
        return None
    sense = next((s for s in senses if _has_evidence(scene, token, s, compound=bool(first))), None)
    if sense is None:
        return None
    return _make(scene, token, (), sense, first=first, rule=f"{sense.type}.noun")


def _toll(scene: Scene, token: Token) -> Trigger | None:
    """A word for victims ("37 drepte", "dødsofre") that no verb of the clause covers."""
    toll = scene.lexicon.tolls.get(token.lower)
    if toll is None or token.upos not in {"NOUN", "ADJ", "VERB", "PROPN", "ADV"}:
        return None
    effect, kind = toll
    bare = not scene.clauses.case(token.i) and not any(scene.doc.children(token.i, "cop"))
    if kind == "participle" and token.rel == "amod" and bare and not _is_toll_of(scene, scene.doc.tokens[token.head]):
        return None
    if kind == "counted" and not any(scene.doc.tokens[i].rel == "nummod" for i in scene.doc.subtree(token.i)):
        return None
    event = {"killed": "killing", "injured": "injury", "killed_or_injured": "killing"}.get(effect)
    if event is None:
        return None
    return _make(scene, token, (), Sense(token.lemma, event, "unaccusative", effect, "noun"), rule=f"{event}.toll")


def _is_toll_of(scene: Scene, head: Token) -> bool:
    """Whether a participle before a noun tells a toll: the noun is a number, of a number ("seks av de drepte barna"), or has one ("72 drepte soldater")."""
    return head.upos in {"NUM", "DET"} or scene.doc.tokens[head.head].upos == "NUM" or any(scene.doc.children(head.i, "nummod"))


def _make(scene: Scene, token: Token, companions: tuple[int, ...], sense: Sense, *, first: str = "", rule: str) -> Trigger:
    return Trigger(
        token.i,
        tuple(sorted((token.i, *companions))),
        scene.clauses.head_of[token.i],
        sense.type,
        sense.frame,
        sense.effect,
        sense.form,
        sense.lemma,
        first,
        rule,
        bool(sense.needs & {"weapon", "thrown"}),
    )


def _has_evidence(scene: Scene, token: Token, sense: Sense, *, compound: bool = False) -> bool:
    """Whether the clause shows what the sense needs; a compound whose first part settles the type needs nothing more."""
    if not sense.needs or (compound and scene.lexicon.modifier_type(token.lower[: len(token.lower) - SHORT])):
        return True
    return all(scene.shows(need, token, sense.frame) for need in sorted(sense.needs))


SHORT = 4
HARM = frozenset({"killed", "injured", "killed_or_injured"})


def _settle_type(scene: Scene, trigger: Trigger) -> Trigger:
    """Give a general attack the type of its modifier, weapon or attacker; a suicide attack stays one."""
    lexicon = scene.lexicon
    by_part = lexicon.modifier_type(trigger.first_part) if trigger.first_part else None
    if by_part is not None and by_part not in GENERAL and (trigger.type in GENERAL or trigger.type in {"bombing", "airstrike", "shelling"}):
        return replace(trigger, type=by_part, rule=f"{by_part}.compound")
    if trigger.effect in HARM and trigger.rule.endswith(".verb"):
        means = _means(scene, trigger)
        return replace(trigger, type=means, rule=f"{means}.harm") if means is not None else trigger
    if trigger.type not in GENERAL | {"bombing", "airstrike", "shelling"} and not trigger.by_weapon:
        return trigger
    if trigger.type in {"armed_attack", "shelling"} and _is_from_aircraft(scene, trigger):
        return replace(trigger, type="airstrike", rule="airstrike.weapon")
    ellipsis = _elliptical_part(scene, trigger.token)
    if ellipsis is not None:
        return replace(trigger, type=ellipsis, rule=f"{ellipsis}.compound")
    for child in scene.doc.children(trigger.token, "amod", "compound"):
        if child.lower in lexicon.modifier_words:
            kind = lexicon.modifier_words[child.lower]
            return replace(trigger, type=kind, rule=f"{kind}.modifier")
    if trigger.type not in GENERAL and not trigger.by_weapon:
        return trigger
    if trigger.type == "armed_attack" or trigger.by_weapon:
        weapon = _weapon(scene, trigger, lexicon)
        if weapon is not None:
            return replace(trigger, type=weapon, rule=f"{weapon}.weapon")
    return replace(trigger, type="armed_attack", rule="armed_attack.verb") if trigger.by_weapon else trigger


def _means(scene: Scene, trigger: Trigger) -> str | None:
    """Type of the weapon that kills or wounds: "drept av en granat", "en rakett drepte to"; the harm is then a count of that event (codebook, section 2)."""
    token = scene.doc.tokens[trigger.token]
    subject = scene.clauses.own_subject(token.i)
    by = [scene.doc.tokens[p.head] for p in scene.clauses.phrases(token.i) if "agent" in scene.lexicon.prepositions.get(p.case, ())]
    for other in (*by, *scene.doc.children(token.i, "obl:agent"), *([subject] if subject is not None and trigger.form != "passive" else [])):
        types, _ = scene.lexicon.weapons.of(other.lower)
        if types and other.upos == "NOUN":
            return str(types[0])
    return None


def _is_from_aircraft(scene: Scene, trigger: Trigger) -> bool:
    """Whether aircraft fire, or a missile comes from one ("en drone avfyrte et missil", "et missil fra et helikopter traff")."""
    subjects = [t for t in scene.clauses.dependents(trigger.token, "nsubj") if t.rel == "nsubj"]
    phrases = [p for i in (trigger.token, *(t.i for t in subjects)) for p in scene.clauses.phrases(i)]
    sources = [scene.doc.tokens[p.head] for p in phrases if {"agent", "origin"} & scene.lexicon.prepositions.get(p.case, frozenset())]
    return any("airstrike" in scene.lexicon.weapons.of(t.lower)[0] for t in (*subjects, *sources))


def _elliptical_part(scene: Scene, i: int) -> str | None:
    """The type that "drone- og" before "rakettangrep" gives where the compound itself gives none."""
    if i >= 2 and scene.doc.tokens[i - 2].text.endswith("-"):
        return scene.lexicon.modifier_type(scene.doc.tokens[i - 2].lower)
    return None


def _weapon(scene: Scene, trigger: Trigger, lexicon: Lexicon) -> str | None:
    """Type of a weapon that acts, is used, or stands beside the attack word in its clause."""
    for token in scene.clauses.tokens(trigger.clause):
        if token.i != trigger.token and token.upos in {"NOUN", "PROPN"} and abs(token.i - trigger.token) <= REACH:
            types, _ = lexicon.weapons.of(token.lower)
            if types and not scene.is_name(token):
                return str(types[0])
    return None


def _drop_inside(found: list[Trigger]) -> list[Trigger]:
    """Leave out a trigger that is a companion of another ("angrep" in "gå til angrep"); but a verb of help only carries its attack noun ("støtte med luftangrep")."""
    attacks = {t.token for t in found if t.is_noun and t.type in ATTACKS}
    found = [t for t in found if t.is_noun or t.type in ATTACKS | {"responsibility_claim", "killing"} or not attacks & set(t.tokens)]
    found = [t for t in found if not any(_takes_companion(u, t) for u in found)]
    taken = {i for t in found if len(t.tokens) > 1 for i in t.tokens if i != t.token}
    return [t for t in found if t.token not in taken or len(t.tokens) > 1]


def _takes_companion(one: Trigger, other: Trigger) -> bool:
    """Whether a fixed word of two verbs of one type is nearer to the first ("hævder, at det var PKK, der *stod bag*")."""
    common = set(one.tokens) & set(other.tokens) - {one.token, other.token}
    return one.type == other.type and any(abs(i - one.token) < abs(i - other.token) for i in common)


def _drop_moved(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """Of the wounded and the verb that moves them one is told: their number where they come to a hospital, else the move ("evakuerte 412 *sårede*")."""
    movers = {t.token: t for t in found if t.type in MOVED and not t.is_noun}
    dropped: set[int] = set()
    for trigger in found:
        wounded = scene.doc.tokens[trigger.token]
        mover = movers.get(_moved_by(scene, wounded)) if trigger.type == "injury" else None
        if mover is not None:
            is_toll = wounded.rel != "amod" and mover.type == "displacement" and _is_to_care(scene, mover)
            dropped.add(mover.token if is_toll else trigger.token)
    return [t for t in found if t.token not in dropped]


def _moved_by(scene: Scene, wounded: Token) -> int:
    """The token above the argument that a word for the wounded is, stands before, or (after a number) stands under; its own where it is no argument."""
    noun = scene.doc.tokens[wounded.head] if wounded.rel == "amod" else wounded
    above = scene.doc.tokens[noun.head]
    noun = above if noun.rel == "nmod" and above.upos in {"NUM", "DET", "PRON"} else noun
    counted = noun.rel in {"xcomp", "advcl"} and any(t.upos == "NUM" for t in scene.doc.children(noun.i))
    return noun.head if counted or noun.rel in {"obj", "nsubj", "nsubj:pass"} else wounded.i


def _is_to_care(scene: Scene, mover: Trigger) -> bool:
    kinds = (scene.kind(scene.doc.tokens[p.head]) for p in scene.clauses.phrases(mover.token))
    return any(kind is not None and kind.english in CARE for kind in kinds)
