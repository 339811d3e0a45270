"""Score parsing engines on UD test sets with gold tokens: the table of the model card, both engines on the same sentences in the same run.

    python -m training.score_engines --shared ../shared [--spacy FOLDER] [--joint FOLDER]

One sentence a paragraph; punctuation excluded from UAS and LAS; names scored as exact spans of four types. ``w/s`` is words per CPU second on one core.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from ifolge.parsing.joint_engine import JointEngine
from ifolge.parsing.protocol import Engine, ParsedToken
from training.treebanks import Sentence, klintan_sentences, read_conllu, spans

TESTS = (
    ("nb", "nob-ud-test.gold.conllu", True),
    ("nn", "nno-ud-test.gold.conllu", True),
    ("da", "da-ud-test.gold.conllu", True),
    ("sv", "sv-ud-test.gold.conllu", False),
    ("en", "en_ewt-ud-test.conllu", False),
)


def score(engine: Engine, sentences: list[Sentence], lang: str, *, trees: bool, names: bool) -> dict[str, float]:
    """Percentages on gold tokens, and words per CPU second."""
    began = time.process_time()
    parsed = [engine.parse([[(w.form, w.space_after) for w in s.words]], lang=lang)[0] for s in sentences]
    seconds = time.process_time() - began
    words = sum(len(s.words) for s in sentences)
    found = {"w/s": words / seconds}
    if trees:
        found |= _trees(sentences, parsed, words)
    if names:
        tp = fp = fn = 0
        for s, p in zip(sentences, parsed, strict=True):
            gold, got = spans([w.entity or "O" for w in s.words]), spans([t.entity for t in p])
            tp, fp, fn = tp + len(gold & got), fp + len(got - gold), fn + len(gold - got)
        found["NER"] = 200 * tp / max(1, 2 * tp + fp + fn)
    return found


def _trees(sentences: list[Sentence], parsed: list[list[ParsedToken]], words: int) -> dict[str, float]:
    upos = lemma = uas = las = arcs = 0
    for s, p in zip(sentences, parsed, strict=True):
        for _i, (w, t) in enumerate(zip(s.words, p, strict=True)):
            upos += w.upos == t.upos
            lemma += w.lemma.lower() == t.lemma.lower() or w.upos == "PUNCT"
            if w.head is not None and w.upos != "PUNCT":
                arcs += 1
                uas += w.head == t.head
                las += w.head == t.head and (w.rel or "").replace("ROOT", "root") == t.rel
    return {"UPOS": 100 * upos / words, "lemma": 100 * lemma / words, "UAS": 100 * uas / arcs, "LAS": 100 * las / arcs}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=Path, default=Path("../shared"))
    ap.add_argument("--spacy", type=Path)
    ap.add_argument("--joint", type=Path)
    args = ap.parse_args()
    engines: dict[str, Engine] = {}
    if args.joint:
        engines["joint"] = JointEngine(args.joint)
    if args.spacy:
        from ifolge.parsing.spacy_engine import load_spacy

        engines["spacy"] = load_spacy(str(args.spacy))
    data = args.shared / "data"
    print("| test | engine | UPOS | lemma | UAS | LAS | NER | words/CPU-s |\n|---|---|---|---|---|---|---|---|")
    for lang, file, names in TESTS:
        sentences = list(read_conllu(data / "ud" / file, lang=lang, entities=names))
        for name, engine in engines.items():
            show(lang, name, score(engine, sentences, lang, trees=True, names=names))
    swedish = klintan_sentences(data / "ner/klintan/test_corpus.txt")
    for name, engine in engines.items():
        show("sv klintan", name, score(engine, swedish, "sv", trees=False, names=True))


def show(test: str, engine: str, row: dict[str, float]) -> None:
    cells = [f"{row[k]:.1f}" if k in row else "" for k in ("UPOS", "lemma", "UAS", "LAS", "NER")]
    print(f"| {test} | {engine} | {' | '.join(cells)} | {row['w/s']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
