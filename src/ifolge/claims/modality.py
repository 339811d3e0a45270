"""Modality and polarity of a clause: modals with their readings, hedges, intents, conditions, negation.

Codebook, sections 2 and 10; the readings of skal/skulle/ska follow ``design/findings/linguistics.md`` (b), rule 1. A stack of hedges counts once: the
weakest reading wins, and intent beats hedge.
"""

from __future__ import annotations

from dataclasses import dataclass

from ifolge.claims.lexicon import Intent, Modal
from ifolge.claims.scene import Scene
from ifolge.claims.triggers import Trigger
from ifolge.claims.untruth import is_called_untrue
from ifolge.parsing.document import Token
from ifolge.records import Modality, Polarity

STRENGTH: dict[Modality, int] = {"asserted": 0, "probable": 1, "possible": 2, "planned": 3, "demanded": 4, "hypothetical": 5}
AUXILIARY = ("aux", "aux:pass", "cop")


@dataclass(frozen=True, slots=True)
class Reading:
    """Modality and polarity of a trigger in its clause, and the cues that gave them."""

    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    cues: tuple[str, ...] = ()


def read(scene: Scene, trigger: Trigger) -> Reading:
    """The reading of a trigger from its own clause and the clauses that govern it, up to the clause that is reported."""
    modality: Modality = "asserted"
    denied = False
    cues: list[str] = []
    for depth, head in enumerate(_scope(scene, trigger)):
        for name, cue in _modalities(scene, head, trigger, depth):
            if STRENGTH[name] > STRENGTH[modality]:
                modality = name
            cues.append(cue)
        negation = _negation(scene, head, trigger, depth)
        if negation is not None:
            denied = not denied
            cues.append(negation)
    denied = denied or is_called_untrue(scene, trigger.token)
    for intent, cue in _intents(scene, trigger):
        if STRENGTH[intent.modality] > STRENGTH[modality]:
            modality = intent.modality
        denied = denied or intent.polarity == "denied"
        cues.append(cue)
    return Reading(modality, "denied" if denied else "affirmed", tuple(cues))


def clause_modality(scene: Scene, head: int) -> Modality:
    """The modality of one clause by its own modals and hedges ("som kan ha vært utført av …")."""
    trigger = Trigger(head, (head,), head, "", "", "", "active", "")
    found = [name for name, _ in _modalities(scene, head, trigger, 0)]
    return max(found, key=lambda m: STRENGTH[m], default="asserted")


def _scope(scene: Scene, trigger: Trigger) -> list[int]:
    """Clause heads whose auxiliaries and adverbs bear on the trigger: its own, and those it complements as infinitive or noun argument."""
    found = [trigger.clause]
    head = trigger.clause
    while True:
        token = scene.doc.tokens[head]
        if token.rel == "xcomp" and token.head != head:
            head = scene.clauses.head_of[token.head]
        elif token.rel == "conj" and not any(scene.doc.children(head, "nsubj", "aux")) and token.head != head:
            head = scene.clauses.head_of[token.head]
        else:
            return found
        if head in found:
            return found
        found.append(head)


def _modalities(scene: Scene, head: int, trigger: Trigger, depth: int) -> list[tuple[Modality, str]]:
    doc, lexicon = scene.doc, scene.lexicon
    found: list[tuple[Modality, str]] = []
    if _is_laid_on(scene, trigger):
        return found
    for aux in doc.children(head, *AUXILIARY):
        modal = lexicon.modals.get(aux.lower)
        if modal is not None and aux.i < head + 3 and not _is_perceived(scene, doc.tokens[head], trigger):
            found.append((_modal_reading(scene, head, aux, modal), aux.text))
    clause = scene.clauses.tokens(head)
    for token in clause:
        hedge = scene.hedge(token)
        if hedge is None:
            continue
        modality, kind, size = hedge
        reach = kind == "adverb" or (kind == "verb" and token.i != trigger.token) or (kind == "phrase" and not _motive(scene, token))
        if kind == "adjective":
            reach = token.head == trigger.token or (token.i < trigger.token <= token.i + 2)
        if kind == "adverb" and trigger.is_noun and _modifies_other_noun(scene, token, trigger):
            reach = False
        if kind in {"adjective", "verb"} and _is_people(scene, token):
            reach = False
        if kind == "phrase" and token.upos == "NOUN" and (token.i > trigger.token or _is_ruled_out(scene, token, clause)):
            reach = False  # "tegn på", "meldinger om": of what is named behind it
        if reach and (depth == 0 or token.i < trigger.token) and size:
            found.append((modality, token.text))
    if depth == 0 or not trigger.is_noun:
        for mark in doc.children(head, "mark"):
            if mark.lower in scene.conditions and mark.i < head and not scene.opens_clause(mark.i + 1):
                found.append(("hypothetical", mark.text))
    hearsay = scene.hearsay_in([t for t in clause if t.i != trigger.token]) or (scene.hearsay_over(doc.tokens[head]) if depth == 0 else None)
    if hearsay is not None:
        found.append(hearsay)
    return found


def _is_people(scene: Scene, token: Token) -> bool:
    """Whether a hedging word stands for people, and so says who they are, not how sure the event is ("grep 14 misstänkta")."""
    party = token.rel.split(":")[0] in {"nsubj", "obj", "iobj", "obl"} or (token.upos in {"ADJ", "NOUN"} and token.rel != "amod")
    return party and bool(scene.lexicon.kinds.get(token.lower))


def _is_laid_on(scene: Scene, trigger: Trigger) -> bool:
    """Whether a clause says who may be *behind* what a definite noun names: the author is in doubt, and not the event ("mistenkes for å stå bak angrepet")."""
    case = scene.clauses.case(trigger.token).split()
    return trigger.is_noun and scene.is_definite(scene.doc.tokens[trigger.token]) and not scene.lexicon.single("behind").isdisjoint(case)


def _is_perceived(scene: Scene, verb: Token, trigger: Trigger) -> bool:
    """Whether a clause says that something could be seen or heard, and so that it happened: "*det kunne høres* eksplosjoner", "shots could be heard"."""
    return trigger.is_noun and scene.lexicon.says(verb.lower, "witnessing")


def _motive(scene: Scene, token: Token) -> bool:
    """Whether a hedging noun is why something was done, not how sure it is ("flyktet av frykt for nye angrep")."""
    return token.upos == "NOUN" and any(c.i < token.i for c in scene.doc.children(token.i, "case"))


def _is_ruled_out(scene: Scene, hedge: Token, clause: list[Token]) -> bool:
    """Whether a clause says that there are no signs of something: it is denied outright, and not called possible."""
    return any(scene.lexicon.negation.get(t.lower) in {"adverb", "determiner"} and hedge.i - 4 <= t.i < hedge.i for t in clause)


def _modifies_other_noun(scene: Scene, adverb: Token, trigger: Trigger) -> bool:
    head = scene.doc.tokens[adverb.head]
    return head.upos in {"NUM", "PROPN", "NOUN"} and head.i != trigger.token


def _modal_reading(scene: Scene, head: int, aux: Token, modal: Modal) -> Modality:
    doc, kinds = scene.doc, scene.lexicon.auxiliaries
    group = [t for t in doc.children(head, *AUXILIARY) if t.i > aux.i]
    words = [t.lower for t in group]
    if any("have" in kinds.get(w, ()) for w in words):
        return modal.perfect
    if doc.tokens[head].upos in {"ADJ", "NOUN", "ADV"} or any("be" in kinds.get(w, ()) and "become" not in kinds.get(w, ()) for w in words):
        return modal.stative
    return modal.plain


def _negation(scene: Scene, head: int, trigger: Trigger, depth: int) -> str | None:
    """A negating word that bears on the clause's predicate or on the trigger's noun phrase."""
    doc = scene.doc
    conditional = any(mark.lower in scene.conditions for mark in doc.children(head, "mark"))  # "hvis de ikke slippes fri" denies nothing
    for token in scene.clauses.tokens(head):
        kind = scene.lexicon.negation.get(token.lower)
        if kind is None or (depth and token.i > trigger.token) or conditional or _is_contrasted(scene, token, trigger):
            continue
        governor = doc.tokens[token.head]
        if kind in {"adverb", "pair"}:
            if kind == "adverb" and (token.upos not in {"ADV", "PART", "INTJ", "X"} or _is_prepositional(scene, token)):
                continue
            if trigger.is_noun and doc.tokens[trigger.token].rel == "nsubj":
                continue
            if governor.i == head or governor.i == trigger.token or governor.rel in AUXILIARY:
                return token.text
        elif kind == "determiner" and (governor.i in {trigger.token, head} or governor.rel.startswith(("nsubj", "obj", "obl"))):
            return token.text
    return None


def _is_prepositional(scene: Scene, token: Token) -> bool:
    """Whether a negating word is half of a preposition, and says where something was: Danish "*uden for* byen"."""
    following = scene.doc.tokens[min(token.i + 1, len(scene.doc.tokens) - 1)]
    compound = f"{token.lower} {following.lower}" in scene.lexicon.prepositions
    return compound or (following.upos == "ADP" and token.rel in {"case", "fixed"})


def _is_contrasted(scene: Scene, no: Token, trigger: Trigger) -> bool:
    """Whether a trigger stands behind the "but" of a negated pair: "ikke om en overgivelse, *men om en evakuering*"."""
    but = scene.lexicon.single("concession")
    between = scene.doc.tokens[no.i + 1 : trigger.token]
    return any(t.lower in but and k and between[k - 1].text == "," for k, t in enumerate(between))


def _intents(scene: Scene, trigger: Trigger) -> list[tuple[Intent, str]]:
    """Words that govern the trigger and make it planned, demanded, hypothetical or not happening."""
    doc = scene.doc
    found: list[tuple[Intent, str]] = []
    own = scene.lexicon.intents.get(doc.tokens[trigger.token].lower)
    told = trigger.form != "passive" and not any(doc.children(trigger.token, "aux:pass"))
    if own is not None and told and trigger.type == "statement" and own.polarity == "affirmed" and doc.tokens[trigger.token].upos in {"VERB", "AUX"}:
        found.append((own, doc.tokens[trigger.token].text))
    below = trigger.token
    for depth, token in enumerate(doc.ancestors(trigger.token)):
        if depth > 4 or token.sentence != doc.tokens[trigger.token].sentence:
            break
        child = doc.tokens[below]
        intent = scene.lexicon.intents.get(token.lower) or _aim(scene, token, child)
        near = depth == 0 or not trigger.is_noun
        if child.rel == "advcl" and says_why(scene, child):
            break
        if (
            intent is not None
            and near
            and child.rel.split(":")[0] in {"xcomp", "ccomp", "obj", "obl", "acl", "advcl", "nmod", "conj", "csubj"}
            and token.i < trigger.token
        ):
            found.append((intent, token.text))
        if child.rel in {"acl:relcl", "parataxis"} or (child.rel == "advcl" and intent is None):
            break
        below = token.i
    return found


def _aim(scene: Scene, verb: Token, below: Token) -> Intent | None:
    """What is thought of doing: "tenkte å angripe", "regner med at genoptage"; thinking to have done something is none."""
    thinks = scene.lexicon.says(verb.lower, "evaluating")
    marks = [*scene.doc.children(below.i, "mark"), *scene.doc.children(below.i, "aux")]
    if not thinks or "VerbForm=Inf" not in below.feats or not any(t.upos == "PART" for t in marks) or any(t.upos == "AUX" for t in marks):
        return None
    return Intent(verb.lemma, "planned", "affirmed")


def says_why(scene: Scene, clause: Token) -> bool:
    """Whether a clause tells what went before what its governor wants: "ba om flystøtte *fordi de ble beskutt*", "innstilte flygingene *etter at* …"."""
    first = next(iter(scene.doc.children(clause.i, "mark", "advmod", "case")), None)
    return first is not None and first.i < clause.i and first.lower in scene.lexicon.single("cause")
