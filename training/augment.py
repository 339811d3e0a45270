"""Changed copies of training sentences: other names, compounds with acronyms, capitals, other quotation marks. The trees stay as they are.

Half of the words of a war report never occur in the treebanks; names, acronyms and their compounds are most of those (``design/findings/parsing.md``).
"""

from __future__ import annotations

import random
from dataclasses import replace

from training.names import NameBank
from training.treebanks import Sentence, Word, spans

SWAP, COMPOUND, CAPITALS, MARKS = 0.35, 0.01, 0.015, 0.3
NAME_RELATIONS = ("flat", "compound", "nmod", "appos")
QUOTES = (("«", "»"), ("»", "«"), ("“", "”"), ("”", "”"), ('"', '"'), ("„", "“"), ("'", "'"))
OPENING, CLOSING = {p[0] for p in QUOTES}, {p[1] for p in QUOTES}
DASHES = ("–", "-", "—")


def augment(sentence: Sentence, bank: NameBank, rng: random.Random) -> Sentence:
    """A copy with every kind of change, each at its own rate; the same generator gives the same copy."""
    words = _compounds(_swap(sentence, bank, rng), bank, sentence.lang, rng)
    if rng.random() < MARKS:
        words = _marks(words, rng)
    if rng.random() < CAPITALS:
        words = [replace(w, form=w.form.upper()) for w in words]
    return replace(sentence, words=tuple(words))


def _swap(sentence: Sentence, bank: NameBank, rng: random.Random) -> list[Word]:
    """Names of people, places and organisations swapped for as many words of the same kind, genitive endings kept."""
    words = list(sentence.words)
    if not sentence.has_entities:
        return words
    for first, last, label in sorted(spans([w.entity or "O" for w in words])):
        inside = words[first:last]
        if rng.random() > SWAP or any(w.upos not in {"PROPN", "_"} for w in inside) or not _is_one_name(inside, first, last):
            continue
        name = bank.draw(label, sentence.lang, last - first, rng)
        if name is None:
            continue
        for i, (old, new) in enumerate(zip(inside, name, strict=True)):
            genitive = "Case=Gen" in old.feats
            words[first + i] = replace(old, form=new + _genitive(new, sentence.lang) if genitive else new, lemma=new if old.lemma != "_" else "_")
    return words


def _is_one_name(inside: list[Word], first: int, last: int) -> bool:
    """Whether all words but one hang within the name, by relations of names."""
    outside = [w for i, w in enumerate(inside, first) if w.head is None or w.head == i or not first <= w.head < last]
    return len(inside) == 1 or (len(outside) == 1 and all((w.rel or "").startswith(NAME_RELATIONS) for w in inside if w not in outside))


def _genitive(name: str, lang: str) -> str:
    if lang == "en":
        return ""
    if name[-1] in "sxz":
        return "" if lang == "sv" else "'"
    if name.isupper():
        return {"sv": ":s", "da": "s"}.get(lang, "s")
    return "s"


def _compounds(words: list[Word], bank: NameBank, lang: str, rng: random.Random) -> list[Word]:
    """Some common nouns with a name in front ("soldater" → "SDF-soldater")."""
    if lang == "en":
        return words
    found = []
    for word in words:
        if word.upos == "NOUN" and len(word.form) > 3 and word.form.islower() and word.form.isalpha() and rng.random() < COMPOUND:
            name = (bank.draw(rng.choice(("ORG", "LOC")), lang, 1, rng) or ["IS"])[0]
            word = replace(word, form=f"{name}-{word.form}", lemma=f"{name}-{word.lemma}")
        found.append(word)
    return found


def _marks(words: list[Word], rng: random.Random) -> list[Word]:
    """Quotation marks and a leading dash of another kind."""
    opening, closing = rng.choice(QUOTES)
    found, inside = [], False
    for i, word in enumerate(words):
        if i == 0 and word.form in DASHES:
            word = replace(word, form=rng.choice(DASHES))
        elif word.form in OPENING | CLOSING:
            inside = not inside
            word = replace(word, form=opening if inside else closing)
        found.append(word)
    return found
