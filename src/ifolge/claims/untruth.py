"""Where what was told is called untrue: "opplysningen var feil", "det stemmer ikke", "that is a lie"."""

from __future__ import annotations

from collections.abc import Iterator

from ifolge.claims.scene import Scene
from ifolge.parsing.document import Sentence, Token

CONTENT = ("ccomp", "csubj", "xcomp", "acl")


def untruths(scene: Scene, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """Predicates of a sentence that say that something is not so, each with its subject: an account, or a pronoun for what was told before."""
    for token in scene.doc.sentence_tokens(sentence.i):
        told = next(scene.doc.children(token.i, "nsubj", "expl"), None)
        if told is None:
            continue
        lie = scene.lexicon.accounts.get(token.lower) == "lie" and any(scene.doc.children(token.i, "cop"))
        denied = _is_not_true(scene, token)
        points_back = is_thing(scene, told) and (lie or (denied and not any(scene.doc.children(token.i, *CONTENT))))
        if points_back or (_is_account(scene, told) and (lie or denied or token.lower in scene.lexicon.single("untrue"))):
            yield token, told


def is_called_untrue(scene: Scene, i: int) -> bool:
    """Whether a token is part of an account that its sentence calls untrue: "opplysningene om *31 drepte* var feil"."""
    sentence = scene.doc.sentences[scene.doc.tokens[i].sentence]
    return any(_is_account(scene, told) and i in scene.doc.subtree(told.i) for _, told in untruths(scene, sentence))


def is_thing(scene: Scene, token: Token) -> bool:
    """Whether a token is a pronoun for a thing or for what was told."""
    row = scene.lexicon.pronouns.get(token.lower, {})
    return row.get("person") == "dem" or row.get("animacy") == "thing" or (token.upos == "PRON" and "PronType=Dem" in token.feats)


def _is_account(scene: Scene, token: Token) -> bool:
    return scene.lexicon.accounts.get(token.lower) == "account"


def _is_not_true(scene: Scene, token: Token) -> bool:
    said = token.lower in scene.lexicon.single("true")
    return said and any(scene.lexicon.negation.get(t.lower) == "adverb" for t in scene.doc.children(token.i, "advmod"))
