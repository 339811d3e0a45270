"""Speech whose content is no event of another type: threats, assessments, condemnations, pledges, demands (type ``statement``).

Codebook, sections 3 and 10: quoted or reported words that hold no claim of another type give one ``statement``, told by their main predicate.
"""

from __future__ import annotations

from dataclasses import dataclass

from ifolge.claims.scene import Scene
from ifolge.claims.sources import Voice
from ifolge.claims.triggers import Trigger
from ifolge.parsing.document import Token
from ifolge.records import Source

SHORTEST = 4
ASKED = 7  # words within which a wish to stay unnamed is told
BIOGRAPHICAL = frozenset({"statement", "displacement", "movement", "aid", "negotiation", "investigation"})
"""What tells who a source is, where its own relative clause says it ("refugees who have crossed the border"): no news."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that are a statement: the voice, and the trigger that stands for them."""

    voice: Voice
    trigger: Trigger


def find_statements(scene: Scene, voices: list[Voice], taken: list[int]) -> list[Said]:
    """Statements of the voices that hold none of the trigger tokens in ``taken``."""
    if not scene.is_conflict:
        return []
    found: list[Said] = []
    offsets = sorted(scene.doc.tokens[t].start for t in taken)
    used: set[int] = set(taken)
    cues = frozenset(v.frame.cue_token for v in voices)
    for voice in voices:
        frame = voice.frame
        if not voice.sources or frame.construction == "back" or frame.cue_token in used or any(frame.start <= o < frame.end for o in offsets):
            continue
        if voice.is_media and not frame.direct:
            continue
        if not frame.direct and frame.construction == "according":
            continue
        token = _predicate(scene, voice)
        if (
            token is not None
            and token.i not in used | cues
            and not _is_narration(scene, voice, token)
            and not describes_source(scene, voices, token.i, through=frozenset({"xcomp", "ccomp"}))
            and not _withholds_name(scene, voice)
            and not _is_share(scene, token)
        ):
            used.add(token.i)
            clause = scene.clauses.head_of[token.i]
            found.append(Said(voice, Trigger(token.i, (token.i,), clause, "statement", "speech", "", "active", token.lemma, rule="statement.speech")))
    return found


def describes_source(scene: Scene, voices: list[Voice], i: int, *, through: frozenset[str] = frozenset({"xcomp"})) -> bool:
    """Whether a predicate stands in the relative clause that says who a source is ("en kilde som ønsker å være anonym", "en mann som kaller seg …").

    ``through`` are the relations of clauses below it that say it too ("who asked that his name be withheld").
    """
    clause = scene.doc.tokens[scene.clauses.head_of[i]]
    while clause.rel in through and clause.head != clause.i:
        clause = scene.doc.tokens[scene.clauses.head_of[clause.head]]
    antecedent = scene.doc.tokens[clause.head]
    return clause.rel == "acl:relcl" and any(s.span.start <= antecedent.start < s.span.end for v in voices for s in v.sources)


def _withholds_name(scene: Scene, voice: Voice) -> bool:
    """Whether somebody only asks not to be named ("asking that his name be withheld"): a word about the source, and no demand."""
    words = scene.lexicon.single("anonymity")
    said = scene.doc.tokens_between(voice.frame.start, voice.frame.end)
    return voice.frame.modality == "demanded" and any(t.lower in words for t in said[:ASKED])


def _is_share(scene: Scene, token: Token) -> bool:
    """Whether a predicate only says what kind of people the victims were ("elleve av de drepte er barn"): part of a toll, no statement."""
    kind = scene.kind(token)
    if kind is None or kind.sort != "people" or not any(scene.doc.children(token.i, "cop")):
        return False
    about = [scene.doc.tokens[k] for s in scene.doc.children(token.i, "nsubj") for k in scene.doc.subtree(s.i)]
    return any(t.lower in scene.lexicon.tolls for t in about)


def _is_narration(scene: Scene, voice: Voice, token: Token) -> bool:
    """Whether a quote tells what somebody lived through ("Vi satt i kjelleren", "De spurte etter navn"): no threat, assessment or demand."""
    if not voice.frame.direct or any(_speaks_for_a_side(s) for s in voice.sources):
        return False
    subject = scene.clauses.own_subject(scene.clauses.head_of[token.i])
    told = {"Tense=Past", "VerbForm=Part", "VerbForm=Sup"} & token.feats
    return bool(told) and subject is not None and (subject.lower in scene.lexicon.pronouns or voice.sources[0].kind == "witness")


def _speaks_for_a_side(source: Source) -> bool:
    actor = source.actor
    return actor is not None and source.kind != "witness" and (actor.kind != "person" or actor.affiliation is not None)


def _predicate(scene: Scene, voice: Voice) -> Token | None:
    """The main predicate of what is said; ``None`` for a few words or a mere noun phrase."""
    frame = voice.frame
    inside = [t for t in scene.doc.tokens_between(frame.start, frame.end) if t.i != frame.cue_token]
    inside = [t for t in inside if not any(s.span.start <= t.start < s.span.end for s in voice.sources)]
    if len([t for t in inside if t.upos != "PUNCT"]) < SHORTEST:
        return None
    indices = {t.i for t in inside}
    tops = [t for t in inside if (t.head == t.i or t.head not in indices) and t.upos in {"VERB", "AUX", "ADJ", "NOUN"}]
    verbal = [t for t in tops if t.upos in {"VERB", "AUX"} or any(scene.doc.children(t.i, "cop", "nsubj"))]
    return next(iter(verbal), None) if verbal else None
