"""CoNLL-U treebanks as training material: reading, harmonising and entity-swap augmentation.

The files are those of ``../shared/data/ud`` or official UD releases with the same layout; names of people, organisations and
places stand in MISC as ``name=B-PER`` and the like. Source of the set-up: ``design/findings/parsing.md``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

KEPT_FEATURES = ("Case", "Definite", "Degree", "Mood", "Number", "PronType", "Tense", "VerbForm", "Voice")
ENTITY_LABELS = {"PER", "ORG", "LOC", "MISC"}
FLAT_SUBTYPES = {
    "nmod:unmarked": "nmod",
    "obl:unmarked": "obl",
    "nmod:desc": "nmod",
    "advcl:relcl": "advcl",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "det:predet": "det",
    "cc:preconj": "cc",
    "csubj:pass": "csubj",
}


@dataclass(frozen=True)
class Word:
    """One CoNLL-U token. ``head`` is the 0-based index in the sentence (itself for a root); ``None`` where there is no tree."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int | None
    rel: str | None
    entity: str | None
    space_after: bool


@dataclass(frozen=True)
class Sentence:
    """One sentence with the language and file it came from; ``has_entities`` is false where the file has no name labels."""

    words: tuple[Word, ...]
    lang: str
    source: str
    has_entities: bool = True
    starts_paragraph: bool = False


@dataclass(frozen=True)
class Treebank:
    """A file to train on: how often it is seen in one pass, and whether its entity labels can be trusted."""

    path: str
    lang: str
    repeats: int = 1
    entities: bool = True


def _features(raw: str) -> str:
    if raw == "_":
        return ""
    return "|".join(f for f in sorted(raw.split("|")) if f.split("=")[0] in KEPT_FEATURES)


def _word(columns: list[str]) -> Word:
    misc = dict(m.split("=", 1) for m in columns[9].split("|") if "=" in m)
    tag = misc.get("name")
    entity = None
    if tag is not None:
        entity = tag if tag[2:] in ENTITY_LABELS else "O"
    head, rel = columns[6], columns[7]
    has_tree = head != "_" and rel != "_"
    index = int(columns[0]) - 1
    return Word(
        form=columns[1],
        lemma=columns[2],
        upos=columns[3],
        feats=_features(columns[5]),
        head=(index if head == "0" else int(head) - 1) if has_tree else None,
        rel=(("ROOT" if rel == "root" else FLAT_SUBTYPES.get(rel, rel)) if has_tree else None),
        entity=entity,
        space_after=misc.get("SpaceAfter") != "No",
    )


def read_conllu(path: Path, *, lang: str, entities: bool = True) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; multiword ranges and empty nodes are left out.

    A label outside PER/ORG/LOC/MISC counts as no entity. ``entities=False`` drops all labels (the model then learns nothing
    about names from the file).
    """
    rows: list[Word] = []
    new_paragraph = False
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                new_paragraph = new_paragraph or line.startswith(("# newpar", "# newdoc"))
            elif not line:
                if rows:
                    labelled = entities and any(w.entity is not None for w in rows)
                    yield Sentence(tuple(rows), lang, path.name, labelled, new_paragraph)
                rows, new_paragraph = [], False
            else:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(_word(columns))
    if rows:
        yield Sentence(tuple(rows), lang, path.name, entities and any(w.entity is not None for w in rows), new_paragraph)


@dataclass
class NameBank:
    """Names to swap into sentences, by entity label and language: what conflict news is full of and treebanks lack."""

    names: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def draw(self, label: str, lang: str, rng: random.Random) -> str | None:
        pool = self.names.get(label, {})
        options = pool.get(lang) or pool.get("*")
        return rng.choice(options) if options else None


def swap_names(sentence: Sentence, bank: NameBank, rng: random.Random, *, rate: float = 0.5) -> Sentence:
    """Swap one-word entity mentions for names of the bank, genitive endings kept; the tree stays as it is."""
    if not sentence.has_entities:
        return sentence
    words = list(sentence.words)
    for i, word in enumerate(words):
        alone = (
            word.entity is not None and word.entity.startswith("B-") and not (i + 1 < len(words) and (words[i + 1].entity or "O").startswith("I-"))
        )
        if not alone or word.upos != "PROPN" or word.entity is None or rng.random() > rate:
            continue
        name = bank.draw(word.entity[2:], sentence.lang, rng)
        if name is None or " " in name:
            continue
        genitive = "Case=Gen" in word.feats
        form = name + _genitive(name, sentence.lang) if genitive else name
        words[i] = replace(word, form=form, lemma=name)
    return replace(sentence, words=tuple(words))


def _genitive(name: str, lang: str) -> str:
    if lang == "en":
        return "'s"
    if name[-1] in "sxz":
        return "" if lang == "sv" else "'"
    if name.isupper():
        return {"sv": ":s", "da": "s"}.get(lang, "s")
    return "s"


def paragraphs(sentences: list[Sentence], rng: random.Random, *, longest: int = 6) -> Iterator[list[Sentence]]:
    """Join neighbouring sentences of one file into paragraphs of random length, so that sentence boundaries are learnt."""
    i = 0
    while i < len(sentences):
        size = rng.choice((1, 1, 2, 3, 4, longest))
        yield sentences[i : i + size]
        i += size


def klintan_sentences(path: Path, *, longest: int = 60) -> list[Sentence]:
    """Swedish name labels without trees: one token and one tag a line, IO tags, "0" outside; used for names only."""
    out: list[Sentence] = []
    rows: list[Word] = []
    previous = "0"
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.strip().split()
        if len(parts) == 2:
            form, tag = parts
            entity = "O" if tag == "0" else f"{'I' if tag == previous else 'B'}-{tag}"
            rows.append(Word(form, "_", "_", "", None, None, entity, True))
            previous = tag
        if rows and (not parts or parts[0] in {".", "!", "?"} or len(rows) >= longest):
            out.append(Sentence(tuple(rows), "sv", path.name))
            rows, previous = [], "0"
    return out


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entity spans of IOB tags."""
    found: set[tuple[int, int, str]] = set()
    start, label = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and not (tag.startswith("I-") and tag[2:] == label):
            found.add((start, i, label))
            start = -1
        if tag != "O" and start < 0:
            start, label = i, tag[2:]
    return found
