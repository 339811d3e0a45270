"""The spaCy engine: any UD-labelled spaCy pipeline the user has, in the place of our own model (``--nlp``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ifolge.errors import fail
from ifolge.parsing.boundaries import boundaries
from ifolge.parsing.protocol import Component, ParsedToken, Pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SOFT = str.maketrans("", "", "\u00ad\u200b")
NEEDED = {"nsubj", "obj", "obl", "case"}
"""Relations that every UD-labelled parser knows and no other scheme has all of."""
NAMES = {
    **dict.fromkeys(("PER", "PERSON", "PRS"), "PER"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "GPE_ORG"), "ORG"),
    **dict.fromkeys(("LOC", "LOCATION", "GPE", "GPE_LOC", "FAC"), "LOC"),
    **dict.fromkeys(("MISC", "PROD", "PRODUCT", "EVT", "EVN", "EVENT", "WRK", "WORK_OF_ART", "OBJ"), "MISC"),
}
"""Name labels of NorNE, DaNE, SUC and OntoNotes pipelines, as ours; others (dates, amounts, nationalities) are no names."""


class SpacyEngine:
    """A spaCy pipeline behind the parser protocol. ``nlp`` must set UPOS, lemmas, UD heads and entities."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @property
    def name(self) -> str:
        return f"{self.pipeline.name}-{self.pipeline.version}"

    @property
    def pipeline(self) -> Pipeline:
        meta = self._nlp.meta
        lang, labels = meta.get("lang", "xx"), self._nlp.pipe_labels
        return Pipeline(
            name=f"{lang}_{meta.get('name', 'pipeline')}",
            version=meta.get("version", "0"),
            languages=() if lang in {"xx", "mul"} else (lang,),
            components=tuple(Component(name, tuple(sorted(labels.get(name, ())))) for name in self._nlp.pipe_names),
        )

    def parse(self, paragraphs: Sequence[Sequence[tuple[str, bool]]], *, lang: str) -> list[list[ParsedToken]]:
        """Parse paragraphs of (token, space follows) pairs; a spaCy pipeline is not told the language."""
        from spacy.tokens import Doc

        docs = []
        for paragraph in paragraphs:
            forms = [w.translate(SOFT) or w for w, _ in paragraph]
            docs.append(Doc(self._nlp.vocab, words=forms, spaces=[s for _, s in paragraph], sent_starts=boundaries(paragraph)))
        return [_tokens(doc) for doc in self._nlp.pipe(docs, batch_size=64)]


def _tokens(doc: Doc) -> list[ParsedToken]:
    return [
        ParsedToken(
            lemma=t.lemma_ or t.text,
            upos=t.pos_ or "X",
            feats=str(t.morph),
            head=t.head.i,
            rel=("root" if t.dep_ == "ROOT" else t.dep_) or "dep",
            entity=f"{t.ent_iob_}-{NAMES[t.ent_type_]}" if t.ent_type_ in NAMES else "O",
            starts_sentence=bool(t.is_sent_start),
        )
        for t in doc
    ]


def load_spacy(name: str) -> SpacyEngine:
    """The engine of a pipeline by installed name or folder.

    Raises ``IfolgeError`` IF301 where there is none, IF302 where spaCy cannot read it, IF303 where spaCy is not installed, IF304 where the pipeline gives no
    Universal Dependencies.
    """
    try:
        import spacy
    except ImportError as error:
        raise fail("IF303", where="parsing", package="spacy", extra="spacy") from error
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise fail("IF301", where="parsing", path=name) from error
    except ValueError as error:
        raise fail("IF302", where="parsing", path=name, detail=str(error).splitlines()[0]) from error
    if missing := sorted(NEEDED - {label for labels in nlp.pipe_labels.values() for label in labels}):
        raise fail("IF304", where="parsing", path=name, missing=", ".join(missing))
    return SpacyEngine(nlp)
