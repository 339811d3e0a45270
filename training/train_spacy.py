"""Train the joint spaCy pipeline (tagger, parser, lemmatiser, names) for nb, nn, da, sv and en.

    python -m training.train_spacy --out build/nlp --minutes 60

Resumable: the state of optimiser and pipeline is saved at every evaluation, and a second call goes on from there.
Same data, seed and number of steps give the same weights on one machine.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from spacy.vocab import Vocab

from training.augment import augment
from training.corpora import DEV, SEED, TRAIN
from training.names import NameBank, name_bank
from training.treebanks import UNSURE, Sentence, klintan_sentences, paragraphs, read_conllu


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """A gold spaCy document of the sentences of one paragraph."""
    words, spaces, lemmas, pos, morphs, heads, deps, entities, starts = [], [], [], [], [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        for i, w in enumerate(sentence.words):
            words.append(w.form)
            spaces.append(w.space_after)
            lemmas.append(w.lemma if w.lemma != "_" else w.form)
            pos.append(w.upos if w.upos != "_" else "X")
            morphs.append(w.feats)
            heads.append(offset + (w.head if w.head is not None else i))
            deps.append(w.rel or "")
            entities.append((w.entity or "O") if sentence.has_entities and w.entity != UNSURE else "")
            starts.append(i == 0)
    treeless = any(not d for d in deps)
    if treeless:
        return Doc(vocab, words=words, spaces=spaces, lemmas=lemmas, pos=pos, morphs=morphs, sent_starts=starts, ents=entities)
    return Doc(vocab, words=words, spaces=spaces, lemmas=lemmas, pos=pos, morphs=morphs, heads=heads, deps=deps, ents=entities)


def examples(nlp: Language, sentences: list[Sentence], rng: random.Random) -> Iterator[Example]:
    for group in paragraphs(sentences, rng):
        if any(w.head is None for s in group for w in s.words) and len(group) > 1:
            groups = [[s] for s in group]
        else:
            groups = [group]
        for g in groups:
            gold = to_doc(nlp.vocab, g)
            yield Example(Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold]), gold)


def name_example(nlp: Language, sentence: Sentence) -> Example:
    """An example that carries names alone: no tags, lemmas or tree."""
    words = [w.form for w in sentence.words]
    gold = Doc(nlp.vocab, words=words, ents=[w.entity or "O" for w in sentence.words])
    return Example(Doc(nlp.vocab, words=words), gold)


def one_pass(nlp: Language, data: Path, bank: NameBank | None, rng: random.Random) -> list[Example]:
    """All examples of one pass over the training data, changed copies where there is a bank of names, shuffled."""
    found: list[Example] = []
    for t in TRAIN:
        plain = list(read_conllu(data / "ud" / t.path, lang=t.lang, names=t.names))
        for _ in range(t.repeats):
            found.extend(examples(nlp, [augment(s, bank, rng) for s in plain] if bank else plain, rng))
    swedish = klintan_sentences(data / "ner/klintan/train_corpus.txt")
    found.extend(name_example(nlp, augment(s, bank, rng) if bank else s) for s in swedish)
    rng.shuffle(found)
    return found


def build(width: int, depth: int) -> Language:
    """An untrained pipeline: one shared tok2vec, and listeners for each task."""
    nlp = spacy.blank("xx")
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": width,
                    "include_static_vectors": False,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "ORTH"],
                    "rows": [8000, 1000, 4000, 2000, 6000],
                },
                "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth, "window_size": 1, "maxout_pieces": 3},
            }
        },
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe(
        "parser",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 96,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": listener,
            }
        },
    )
    nlp.add_pipe(
        "trainable_lemmatizer",
        config={"min_tree_freq": 3, "top_k": 3, "backoff": "orth", "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}},
    )
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": listener,
            }
        },
    )
    return nlp


def batches(found: list[Example], words: int) -> Iterator[list[Example]]:
    batch, size = [], 0
    for example in found:
        batch.append(example)
        size += len(example)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def scores(nlp: Language, data: Path, *, limit: int | None = 400) -> dict[str, dict[str, float]]:
    """Development scores by language on gold tokens."""
    found = {}
    for lang, name in DEV.items():
        sentences = list(read_conllu(data / "ud" / name, lang=lang, names="none" if lang in {"sv", "en"} else "all"))[:limit]
        got = nlp.evaluate(list(examples(nlp, sentences, random.Random(SEED))))
        found[lang] = {
            k: round(100 * got[k], 2) for k in ("pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_f") if got.get(k) is not None
        }
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with ud/ and ner/")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=60.0, help="stop after this much wall time; call again to go on")
    ap.add_argument("--steps", type=int, default=6000, help="length of the learning-rate schedule in batches")
    ap.add_argument("--batch-words", type=int, default=1500)
    ap.add_argument("--width", type=int, default=128)
    ap.add_argument("--depth", type=int, default=4)
    ap.add_argument("--every", type=int, default=500)
    args = ap.parse_args()
    data = args.data
    args.out.mkdir(parents=True, exist_ok=True)
    log = args.out / "log.jsonl"
    fix_random_seed(SEED)
    state = args.out / "state"
    step, passes = 0, 0
    nlp = build(args.width, args.depth)
    bank = name_bank()
    if state.exists():
        meta = json.loads((args.out / "state.json").read_text())
        step, passes = meta["step"], meta["passes"]
        nlp = spacy.load(state)
        optimizer = nlp.resume_training()
    else:
        first = one_pass(nlp, data, None, random.Random(SEED))
        optimizer = nlp.initialize(lambda: first)
        del first
    started = time.monotonic()
    while step < args.steps and time.monotonic() - started < args.minutes * 60:
        rng = random.Random(SEED + passes)
        for batch in batches(one_pass(nlp, data, bank, rng), args.batch_words):
            warm = min(1.0, (step + 1) / 200)
            optimizer.learn_rate = 0.001 * warm * max(0.02, 1 - step / args.steps) * 1.5
            nlp.update(batch, sgd=optimizer, drop=0.12)
            step += 1
            if step % args.every == 0 or step >= args.steps:
                with nlp.use_params(optimizer.averages):
                    row = {"step": step, "passes": passes, "minutes": round((time.monotonic() - started) / 60, 1), **scores(nlp, data)}
                    nlp.to_disk(args.out / "best")
                nlp.to_disk(state)
                (args.out / "state.json").write_text(json.dumps({"step": step, "passes": passes}))
                with log.open("a") as out:
                    out.write(json.dumps(row) + "\n")
                print(json.dumps(row), flush=True)
            if step >= args.steps or time.monotonic() - started > args.minutes * 60:
                break
        passes += 1


if __name__ == "__main__":
    main()
