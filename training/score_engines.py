"""Score parsing engines on UD test sets with gold tokens: the table of the model card, both engines on the same sentences in the same run.

    python -m training.score_engines [--data ../shared/data] [--spacy FOLDER] [--joint FOLDER]

One sentence a paragraph; punctuation excluded from UAS and LAS; names scored as exact spans of four types.
``sent 1`` and ``sent 5`` are the F1 of whole sentences found where each is a paragraph and in paragraphs of five, which the treebanks' headings without a
full stop make hard; the last column is words per CPU second on one core.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path

from ifolge.parsing.joint_engine import JointEngine
from ifolge.parsing.protocol import Engine, ParsedToken
from training.treebanks import Sentence, klintan_sentences, read_conllu, spans

TESTS = (
    ("nb", "nb", "nob-ud-test.gold.conllu", True),
    ("nn", "nn", "nno-ud-test.gold.conllu", True),
    ("da", "da", "da-ud-test.gold.conllu", True),
    ("sv", "sv", "sv-ud-test.gold.conllu", False),
    ("sv PUD", "sv", "sv_pud-ud-test.conllu", False),
    ("en", "en", "en_ewt-ud-test.conllu", False),
    ("en PUD", "en", "en_pud-ud-test.conllu", False),
)
COLUMNS = ("UPOS", "lemma", "UAS", "LAS", "sent 1", "sent 5", "NER")


def score(engine: Engine, sentences: list[Sentence], lang: str, *, trees: bool, names: bool) -> dict[str, float]:
    """Percentages on gold tokens, and words per CPU second."""
    began = time.process_time()
    parsed = [engine.parse([[(w.form, w.space_after) for w in s.words]], lang=lang)[0] for s in sentences]
    seconds = time.process_time() - began
    words = sum(len(s.words) for s in sentences)
    found = {"w/s": words / seconds}
    if trees:
        found |= _trees(sentences, parsed, words) | {f"sent {n}": _sentences(engine, sentences, lang, n) for n in (1, 5)}
    if names:
        tp = fp = fn = 0
        for s, p in zip(sentences, parsed, strict=True):
            gold, got = spans([w.entity or "O" for w in s.words]), spans([t.entity for t in p])
            tp, fp, fn = tp + len(gold & got), fp + len(got - gold), fn + len(gold - got)
        found["NER"] = 200 * tp / max(1, 2 * tp + fp + fn)
    return found


def _sentences(engine: Engine, sentences: list[Sentence], lang: str, size: int) -> float:
    """F1 of sentences as spans of tokens, in paragraphs of so many neighbours."""
    right = gold = got = 0
    for i in range(0, len(sentences), size):
        part = sentences[i : i + size]
        words = [w for s in part for w in s.words]
        ends = set(itertools.accumulate(len(s.words) for s in part))
        parsed = engine.parse([[(w.form, w.space_after) for w in words]], lang=lang)[0]
        found = {k for k, t in enumerate(parsed) if k and t.starts_sentence} | {len(words)}
        spans_gold, spans_found = ({(a, b) for a, b in itertools.pairwise(sorted({0} | e))} for e in (ends, found))
        right, gold, got = right + len(spans_gold & spans_found), gold + len(spans_gold), got + len(spans_found)
    return 200 * right / (gold + got)


def _trees(sentences: list[Sentence], parsed: list[list[ParsedToken]], words: int) -> dict[str, float]:
    upos = lemma = uas = las = arcs = 0
    for s, p in zip(sentences, parsed, strict=True):
        for w, t in zip(s.words, p, strict=True):
            upos += w.upos == t.upos
            lemma += w.lemma.lower() == t.lemma.lower() or w.upos == "PUNCT"
            if w.head is not None and w.upos != "PUNCT":
                arcs += 1
                uas += w.head == t.head
                las += w.head == t.head and (w.rel or "").replace("ROOT", "root") == t.rel
    return {"UPOS": 100 * upos / words, "lemma": 100 * lemma / words, "UAS": 100 * uas / arcs, "LAS": 100 * las / arcs}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with ud/ and ner/")
    ap.add_argument("--spacy", type=Path)
    ap.add_argument("--joint", type=Path)
    args = ap.parse_args()
    engines: dict[str, Engine] = {}
    if args.joint:
        engines["joint"] = JointEngine(args.joint)
    if args.spacy:
        from ifolge.parsing.spacy_engine import load_spacy

        engines["spacy"] = load_spacy(str(args.spacy))
    print(f"| test | engine | {' | '.join(COLUMNS)} | words/CPU-s |\n|---|---|{'---|' * len(COLUMNS)}---|")
    for test, lang, file, names in TESTS:
        sentences = list(read_conllu(args.data / "ud" / file, lang=lang, names="all" if names else "none"))
        for name, engine in engines.items():
            show(test, name, score(engine, sentences, lang, trees=True, names=names))
    swedish = klintan_sentences(args.data / "ner/klintan/test_corpus.txt")
    for name, engine in engines.items():
        show("sv klintan", name, score(engine, swedish, "sv", trees=False, names=True))


def show(test: str, engine: str, row: dict[str, float]) -> None:
    cells = [f"{row[k]:.1f}" if k in row else "" for k in COLUMNS]
    print(f"| {test} | {engine} | {' | '.join(cells)} | {row['w/s']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
