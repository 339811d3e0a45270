"""Which claims of one article are about one event: what a pair of claims shows, and to which event a claim goes.

The learned decision ``link`` (``claims.scoring``) says of a pair how likely it is one event. A claim joins the event whose claims so far are likeliest on average, or opens one of its own.
Without that decision the rule stands (``claims.events.Happening``), which always says where an open place or time is taken from: it casts the wider net.
"""

from __future__ import annotations

from collections.abc import Sequence

from ifolge.claims.events import fits_place, fits_time
from ifolge.claims.features import Signs, step
from ifolge.claims.identity import digest
from ifolge.claims.scene import VIOLENT, Scene
from ifolge.claims.scoring import Decision
from ifolge.parsing.document import Token
from ifolge.records import Claim, Participant, Source

WINDOW = 40
"""How many claims back a claim is compared with: more than an ordinary article has."""


def relinked(scene: Scene, claims: Sequence[Claim], link: Decision) -> tuple[Claim, ...]:
    """The claims of an article, in reading order, with the events that a learned decision joins them to."""
    events: list[str] = []
    for k, claim in enumerate(claims):
        chances: dict[str, list[float]] = {}
        for i in range(max(0, k - WINDOW), k):
            chances.setdefault(events[i], []).append(link.chance(pair_signs(scene, claims[i], claim, k - i - 1)))
        best, chance = max(((event, sum(c) / len(c)) for event, c in chances.items()), key=lambda told: told[1], default=("", 0.0))
        own = "evt_" + digest(claim.doc_id, claim.trigger.start, claim.type)
        events.append(best if best and chance >= link.threshold else own)
    return tuple(c.model_copy(update={"event_id": event}) for c, event in zip(claims, events, strict=True))


def pair_signs(scene: Scene, a: Claim, b: Claim, between: int) -> Signs:
    """Signs of a pair of claims, ``a`` before ``b`` with so many claims between them: whether they tell of one event."""
    doc = scene.doc
    first, second = doc.token_at(a.trigger.start), doc.token_at(b.trigger.start)
    if first is None or second is None:
        return ("trigger=none",)
    blocks = doc.sentences[second.sentence].block - doc.sentences[first.sentence].block
    near = "sentence" if first.sentence == second.sentence else "block" if blocks == 0 else "article"
    form = _form(scene, second)
    kinds = "same" if a.type == b.type else "violent" if {a.type, b.type} <= VIOLENT else "other"
    place, time, counts = _place(a, b), _time(a, b), _counts(a, b)
    agents, targets = _parties(a.agents, b.agents), _parties(a.targets, b.targets)
    return (
        f"types={a.type}+{b.type}",
        f"later={b.type}",
        f"blocks={step(blocks)}",
        f"apart={step(second.sentence - first.sentence)}",
        f"between={step(between)}",
        f"opening={doc.sentences[first.sentence].block == 0}",
        f"forms={_form(scene, first)}+{form}",
        f"lemma={first.lemma.lower() == second.lemma.lower()}",
        f"place={place}:time={time}",
        f"sources={_parties(a.attribution.sources, b.attribution.sources)}",
        f"crossed={_parties(a.agents, b.targets)}",
        f"modality={a.modality}+{b.modality}",
        f"polarity={a.polarity == b.polarity}",
        f"kinds={kinds}",
        *(
            sign
            for name, value in (
                ("near", near),
                ("form", form),
                ("place", place),
                ("time", time),
                ("agents", agents),
                ("targets", targets),
                ("counts", counts),
            )
            for sign in (f"{name}={value}", f"kinds={kinds}:{name}={value}")
        ),
    )


def _form(scene: Scene, token: Token) -> str:
    """A trigger word as a verb, a definite noun or another noun."""
    return "verb" if token.upos in {"VERB", "AUX", "ADJ"} else "definite" if scene.is_definite(token) else "noun"


def _place(a: Claim, b: Claim) -> str:
    """What the places of two claims say, where both have one of their own; what the rule filled in says what it said before."""
    if a.place is None or b.place is None or "inherited" in (a.place.reason, b.place.reason):
        return "open"
    return f"{max(a.place.precision, b.place.precision)}:{'same' if fits_place(a.place, b.place) else 'rival'}"


def _time(a: Claim, b: Claim) -> str:
    if a.time is None or b.time is None or "inherited" in (a.time.reason, b.time.reason):
        return "open"
    return "same" if fits_time(a.time, b.time) else "rival"


def _parties(a: Sequence[Participant | Source], b: Sequence[Participant | Source]) -> str:
    """Whether two claims name one party, different ones, or one of them none."""
    if not a or not b:
        return "open" if not a and not b else "earlier" if a else "later"
    known, other = ({p.actor.id for p in side if p.actor is not None} for side in (a, b))
    return "unknown" if not known or not other else "same" if known & other else "other"


def _counts(a: Claim, b: Claim) -> str:
    """Whether two claims count the same, different numbers of the same, or one of them nothing."""
    if not a.counts or not b.counts:
        return "open" if not a.counts and not b.counts else "earlier" if a.counts else "later"
    if {(c.effect, c.low, c.high) for c in a.counts} & {(c.effect, c.low, c.high) for c in b.counts}:
        return "same"
    return "other" if {c.effect for c in a.counts} & {c.effect for c in b.counts} else "unlike"
