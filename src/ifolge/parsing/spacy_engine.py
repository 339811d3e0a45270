"""The spaCy engine: any UD-labelled spaCy pipeline the user has, in the place of our own model (``--nlp``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ifolge.errors import fail
from ifolge.parsing.boundaries import boundaries
from ifolge.parsing.protocol import ParsedToken

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SOFT = str.maketrans("", "", "\u00ad\u200b")


class SpacyEngine:
    """A spaCy pipeline behind the parser protocol. ``nlp`` must set UPOS, lemmas, UD heads and entities."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @property
    def name(self) -> str:
        meta = self._nlp.meta
        return f"{meta.get('lang', 'xx')}_{meta.get('name', 'pipeline')}-{meta.get('version', '0')}"

    def parse(self, paragraphs: Sequence[Sequence[tuple[str, bool]]], *, lang: str) -> list[list[ParsedToken]]:
        """Parse paragraphs of (token, space follows) pairs; a spaCy pipeline is not told the language."""
        from spacy.tokens import Doc

        docs = []
        for paragraph in paragraphs:
            forms = [w.translate(SOFT) or w for w, _ in paragraph]
            docs.append(Doc(self._nlp.vocab, words=forms, spaces=[s for _, s in paragraph], sent_starts=boundaries(forms)))
        return [_tokens(doc) for doc in self._nlp.pipe(docs, batch_size=64)]


def _tokens(doc: Doc) -> list[ParsedToken]:
    return [
        ParsedToken(
            lemma=t.lemma_ or t.text,
            upos=t.pos_ or "X",
            feats=str(t.morph),
            head=t.head.i,
            rel=("root" if t.dep_ == "ROOT" else t.dep_) or "dep",
            entity=f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O",
            starts_sentence=bool(t.is_sent_start),
        )
        for t in doc
    ]


def load_spacy(name: str) -> SpacyEngine:
    """The engine of a pipeline by installed name or folder.

    Raises ``IfolgeError`` IF301 where there is none, IF302 where spaCy cannot read it, IF303 where spaCy is not installed.
    """
    try:
        import spacy
    except ImportError as error:
        raise fail("IF303", where="parsing", package="spacy", extra="spacy") from error
    try:
        return SpacyEngine(spacy.load(name))
    except OSError as error:
        raise fail("IF301", where="parsing", path=name) from error
    except ValueError as error:
        raise fail("IF302", where="parsing", path=name, detail=str(error).splitlines()[0]) from error
