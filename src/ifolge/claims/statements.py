"""Speech whose content is no event of another type: threats, assessments, condemnations, pledges, demands (type ``statement``).

Codebook, sections 3 and 10: quoted or reported words that hold no claim of another type give one ``statement``, told by their main predicate.
"""

from __future__ import annotations

from dataclasses import dataclass

from ifolge.claims.scene import Scene
from ifolge.claims.sources import Voice
from ifolge.claims.triggers import Trigger
from ifolge.parsing.document import Token

SHORTEST = 4


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
    for voice in voices:
        frame = voice.frame
        if not voice.sources or frame.construction == "back" or frame.cue_token in used or any(frame.start <= o < frame.end for o in offsets):
            continue
        if voice.is_media and not frame.direct:
            continue
        if not frame.direct and frame.construction == "according":
            continue
        token = _predicate(scene, voice)
        if token is not None and token.i not in used:
            used.add(token.i)
            clause = scene.clauses.head_of[token.i]
            found.append(Said(voice, Trigger(token.i, (token.i,), clause, "statement", "speech", "", "active", token.lemma, rule="statement.speech")))
    return found


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
