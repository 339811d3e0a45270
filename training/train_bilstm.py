"""Train the joint BiLSTM (tags, lemmas, trees, names, sentence starts); ``training.export_joint`` then makes the weights that are shipped.

    python -m training.train_bilstm --out build/bilstm --minutes 55

Resumable: the state is saved at every evaluation, and a second call goes on from there to the same weights. About two CPU hours in all. The data are
those of ``../shared/data``; ``--treebank nb=FILE`` takes a released CoNLL-U file in the place of one of ours (names in MISC, as NorNE and DaNE have them).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ifolge.parsing.joint_engine import features
from training.augment import augment
from training.corpora import DEV, SEED, TRAIN
from training.joint_model import BUCKETS, DIM, FORBIDDEN, LANGS, Joint, Labels, best_labels, crf_loss
from training.lemmas import lemma_script
from training.names import NameBank, lexicon, name_bank
from training.treebanks import Sentence, Treebank, klintan_sentences, paragraphs, read_conllu, spans

RATE = 0.002
UNSEEN, UNSEEN_NAME = 0.08, 0.3  # how often a word, and a name, is read without its own form, by its parts alone
WEIGHTS = {"upos": 1.0, "feats": 0.7, "lemma": 1.0, "entity": 1.0, "starts": 0.3, "heads": 1.2, "rel": 0.8}

Paragraph = list[Sentence]
Kind = Callable[[str], int]


def collate(batch: list[Paragraph], labels: Labels, kind: Kind, rng: random.Random | None = None) -> dict[str, Tensor]:
    """Padded tensors of a batch of paragraphs; unknown labels are -100. With ``rng`` some words are read by their parts alone."""
    longest = max(sum(len(s.words) for s in p) for p in batch)
    ids: list[int] = []
    offsets: list[int] = []
    where: list[tuple[int, int]] = []
    out = {t: torch.full((len(batch), longest), -100) for t in ("upos", "feats", "lemma", "entity", "starts", "heads", "rel")}
    trees = torch.ones(len(batch), longest)
    lengths, langs = [], []
    for b, paragraph in enumerate(batch):
        n = 0
        for sentence in paragraph:
            base = n
            trees[b, n : n + len(sentence.words)] = sentence.trees
            for i, w in enumerate(sentence.words):
                offsets.append(len(ids))
                keys = features(w.form, BUCKETS, kind)
                hide = rng is not None and rng.random() < (UNSEEN_NAME if w.upos == "PROPN" else UNSEEN)
                ids.extend(keys[2:] if hide else keys)
                where.append((b, n))
                if w.upos != "_":
                    out["upos"][b, n] = labels.get("upos", w.upos)
                    out["feats"][b, n] = labels.get("feats", w.feats)
                    out["lemma"][b, n] = labels.get("lemma", lemma_script(w.form, w.lemma)) if w.lemma != "_" else -100
                    out["starts"][b, n] = int(i == 0)
                if sentence.has_entities:
                    out["entity"][b, n] = labels.get("entity", w.entity or "O")
                if w.head is not None:
                    out["heads"][b, n] = 0 if w.head == i else base + w.head + 1
                    out["rel"][b, n] = labels.get("rel", w.rel)
                n += 1
        lengths.append(n)
        langs.append(LANGS.index(paragraph[0].lang))
    made = {"ids": ids, "offsets": offsets, "rows": where, "lengths": lengths, "langs": langs}
    return out | {"trees": trees} | {k: torch.tensor(v) for k, v in made.items()}


def states(model: Joint, data: dict[str, Tensor], *, word_drop: float = 0.0) -> tuple[Tensor, Tensor]:
    """Hidden states and name scores of a batch."""
    vectors = model.embed(data["ids"], data["offsets"])
    if word_drop:
        vectors = vectors * (torch.rand(vectors.size(0), 1) > word_drop)
    x = torch.zeros(len(data["lengths"]), int(data["lengths"].max()), DIM)
    x[data["rows"][:, 0], data["rows"][:, 1]] = vectors
    return model.encode(x, data["lengths"], data["langs"])


def arc_scores(model: Joint, h: Tensor, lengths: Tensor) -> Tensor:
    """Arc scores with padding ruled out."""
    beyond = torch.arange(h.size(1))[None, :] >= lengths[:, None]
    return model.arcs(h).masked_fill(F.pad(beyond, (1, 0))[:, None, :], FORBIDDEN)


def loss(model: Joint, data: dict[str, Tensor]) -> Tensor:
    h, names = states(model, data, word_drop=0.03)
    total = WEIGHTS["entity"] * crf_loss(names, model.follow(), data["entity"], data["lengths"])
    for task in ("upos", "feats", "lemma"):
        total = total + WEIGHTS[task] * _cross(model.heads[task](h), data[task])
    total = total + WEIGHTS["starts"] * _cross(model.starts(h), data["starts"])
    total = total + WEIGHTS["heads"] * _cross(arc_scores(model, h, data["lengths"]), data["heads"], data["trees"])
    return total + WEIGHTS["rel"] * _cross(model.rels(h, data["heads"]), data["rel"], data["trees"])


def _cross(scores: Tensor, gold: Tensor, weights: Tensor | None = None) -> Tensor:
    counted = int((gold >= 0).sum())
    if not counted:
        return torch.zeros(())
    each = F.cross_entropy(scores.reshape(-1, scores.size(-1)), gold.reshape(-1), ignore_index=-100, reduction="none")
    return (each if weights is None else each * weights.reshape(-1)).sum() / counted


def one_pass(data: Path, treebanks: tuple[Treebank, ...], bank: NameBank | None, rng: random.Random) -> list[Paragraph]:
    """All paragraphs of one pass over the data, changed copies where there is a bank of names, in random order."""
    found: list[Paragraph] = []
    for t in treebanks:
        plain = list(read_conllu(data / "ud" / t.path, lang=t.lang, names=t.names, trees=t.trees))
        for _ in range(t.repeats):
            found.extend(paragraphs([augment(s, bank, rng) for s in plain] if bank else plain, rng, longest=4))
    swedish = klintan_sentences(data / "ner/klintan/train_corpus.txt")
    found.extend([augment(s, bank, rng) if bank else s] for s in swedish)
    rng.shuffle(found)
    return found


def batches(found: list[Paragraph], words: int, rng: random.Random) -> list[list[Paragraph]]:
    """Batches of paragraphs of like length, in random order."""
    ranked = sorted(found, key=lambda p: sum(len(s.words) for s in p))
    made: list[list[Paragraph]] = []
    batch: list[Paragraph] = []
    for p in ranked:
        size = sum(len(s.words) for s in p)
        if size > 250:
            made.extend([[s]] for s in p)
            continue
        if batch and (len(batch) + 1) * size > words:
            made.append(batch)
            batch = []
        batch.append(p)
    if batch:
        made.append(batch)
    rng.shuffle(made)
    return made


@torch.no_grad()
def evaluate(model: Joint, labels: Labels, sentences: list[Sentence], kind: Kind) -> dict[str, float]:
    """Scores on gold sentences one by one; arcs by greedy choice, punctuation excluded."""
    model.eval()
    hits, of = Counter[str](), Counter[str]()
    for i in range(0, len(sentences), 32):
        batch = [[s] for s in sentences[i : i + 32]]
        data = collate(batch, labels, kind)
        h, names = states(model, data)
        heads = arc_scores(model, h, data["lengths"]).argmax(-1)
        rels = model.rels(h, heads).argmax(-1)
        tags, lemmas = (model.heads[t](h).argmax(-1) for t in ("upos", "lemma"))
        for b, (s,) in enumerate(batch):
            for k, w in enumerate(s.words):
                of.update(("upos", "lemma"))
                hits["upos"] += labels.names["upos"][tags[b, k]] == w.upos
                hits["lemma"] += labels.names["lemma"][lemmas[b, k]] == lemma_script(w.form, w.lemma)
                if w.head is not None and w.upos != "PUNCT":
                    of.update(("uas", "las"))
                    right = int(heads[b, k]) == (0 if w.head == k else w.head + 1)
                    hits["uas"] += right
                    hits["las"] += right and labels.names["rel"][rels[b, k]] == w.rel
            if s.has_entities:
                found = best_labels(names[b, : len(s.words)], model.follow())
                gold, got = spans([w.entity or "O" for w in s.words]), spans([labels.names["entity"][k] for k in found])
                hits["ner"] += 2 * len(gold & got)
                of["ner"] += len(gold) + len(got)
    model.train()
    return {k: round(100 * hits[k] / n, 2) for k, n in of.items() if n}


def inventory(found: list[Paragraph]) -> Labels:
    """The labels of the training data; rare features, lemma scripts and relations are left out."""
    counts: dict[str, Counter[str]] = {t: Counter() for t in ("upos", "feats", "lemma", "entity", "rel")}
    for w in (w for paragraph in found for s in paragraph for w in s.words):
        if w.upos != "_":
            counts["upos"][w.upos] += 1
            counts["feats"][w.feats] += 1
            if w.lemma != "_":
                counts["lemma"][lemma_script(w.form, w.lemma)] += 1
        if w.entity and w.entity != "?":
            counts["entity"][w.entity] += 1
        if w.rel:
            counts["rel"][w.rel] += 1
    return Labels.counted(counts, {"feats": 10, "lemma": 4, "rel": 5})


def steps_of(data: Path, treebanks: tuple[Treebank, ...], bank: NameBank, words: int, done: int) -> Iterator[list[Paragraph]]:
    """The batches of all passes, one after another, from step ``done`` on; each pass depends on the seed and its number alone."""
    number, passed = 0, 0
    while True:
        rng = random.Random(SEED + number)
        made = batches(one_pass(data, treebanks, bank, rng), words, rng)
        yield from made[max(0, done - passed) :]
        number, passed = number + 1, passed + len(made)


def chosen(released: list[str]) -> tuple[Treebank, ...]:
    """The training files, ``LANG=FILE`` in the place of ours."""
    given = dict(r.split("=", 1) for r in released)
    return tuple(replace(t, path=str(Path(given[t.lang]).resolve())) if t.lang in given and not Path(t.path).is_absolute() else t for t in TRAIN)


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with ud/ and ner/")
    ap.add_argument("--treebank", action="append", default=[], metavar="LANG=FILE", help="a released training file in the place of ours")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=55.0, help="stop after this much wall time; call again to go on")
    ap.add_argument("--steps", type=int, default=5000, help="length of the learning-rate schedule in batches")
    ap.add_argument("--batch-words", type=int, default=1400)
    ap.add_argument("--every", type=int, default=250, help="batches between two evaluations, each with a saved state")
    ap.add_argument("--threads", type=int, default=2)
    return ap.parse_args()


def resume(model: Joint, optimizer: torch.optim.Optimizer, state: Path) -> int:
    """Put the saved state back, where there is one; the number of batches it has seen."""
    if not state.exists():
        return 0
    saved = torch.load(state, weights_only=True)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    torch.set_rng_state(saved["random"])
    return int(saved["step"])


def learn(model: Joint, optimizer: torch.optim.Optimizer, data: dict[str, Tensor], rate: float) -> float:
    """One batch; its loss."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    value = loss(model, data)
    optimizer.zero_grad()
    value.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimizer.step()
    return float(value.detach())


def main() -> None:
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    args.out.mkdir(parents=True, exist_ok=True)
    treebanks, bank, known = chosen(args.treebank), name_bank(), lexicon()

    def kind(name: str) -> int:
        return known.get(name, 0)

    labels = inventory(one_pass(args.data, treebanks, None, random.Random(SEED)))
    (args.out / "labels.json").write_text(json.dumps(labels.names, ensure_ascii=False), encoding="utf-8")
    model = Joint(labels)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.95), weight_decay=1e-5, fused=True)
    state = args.out / "state.pt"
    step = resume(model, optimizer, state)
    dev = {k: list(read_conllu(args.data / "ud" / name, lang=k, names="none" if k in {"sv", "en"} else "all"))[:400] for k, name in DEV.items()}
    started = time.monotonic()
    for batch in steps_of(args.data, treebanks, bank, args.batch_words, step):
        if step >= args.steps or time.monotonic() - started > args.minutes * 60:
            break
        rate = RATE * min(1.0, (step + 1) / 150) * max(0.02, 1 - step / args.steps)
        value = learn(model, optimizer, collate(batch, labels, kind, random.Random(SEED * 31 + step)), rate)
        step += 1
        if step % args.every == 0 or step == args.steps:
            minutes = round((time.monotonic() - started) / 60, 1)
            scores = {lang: evaluate(model, labels, s, kind) for lang, s in dev.items()}
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "random": torch.get_rng_state()}, state)
            row = json.dumps({"step": step, "minutes": minutes, "loss": round(value, 3), **scores})
            with (args.out / "log.jsonl").open("a", encoding="utf-8") as out:
                out.write(row + "\n")
            print(row, flush=True)


if __name__ == "__main__":
    main()
