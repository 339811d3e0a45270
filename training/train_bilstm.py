"""Train the joint BiLSTM (tags, lemmas, trees, names, sentence starts) in PyTorch; it is shipped as arrays and ONNX, without torch.

    python -m training.train_bilstm --shared ../shared --out build/bilstm --minutes 50

Resumable like ``train_spacy``. A token's vector is the sum of hashed embeddings of its form, affixes, shape and character n-grams, so that unseen compounds and
names keep what their parts tell; two BiLSTM layers read a paragraph; each task has a small head. Set-up: ``design/findings/parsing.md``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from ifolge.parsing.joint_engine import features
from training.names import name_bank
from training.treebanks import NameBank, Sentence, Treebank, klintan_sentences, paragraphs, read_conllu, spans, swap_names

TRAIN = (
    Treebank("nob-ud-train.conv.conllu", "nb"),
    Treebank("nno-ud-train.conv.conllu", "nn"),
    Treebank("da-ud-train.conv.conllu", "da", repeats=2),
    Treebank("sv-ud-train.conv.conllu", "sv", repeats=2, entities=False),
    Treebank("en_ewt-ud-train.rebuilt.conllu", "en", entities=False),
)
LANGS = ("nb", "nn", "da", "sv", "en")
SEED = 20261121
BUCKETS = 60_000
DIM = 160
HIDDEN = 256


def lemma_script(form: str, lemma: str) -> str:
    """How to make the lemma: case, letters cut at both ends, letters added ("l|0||2|e" cuts two letters and adds e)."""
    low, target = form.lower(), lemma.lower()
    case = "k" if lemma == form or lemma[:1].isupper() else "l"
    start, best, at, to = 0, 0, 0, 0
    for i in range(len(low)):
        for j in range(len(target)):
            k = 0
            while i + k < len(low) and j + k < len(target) and low[i + k] == target[j + k]:
                k += 1
            if k > best:
                best, at, to = k, i, j
    start = at
    if best == 0:
        return f"w|{lemma}"
    return f"{case}|{start}|{target[:to]}|{len(low) - at - best}|{target[to + best :]}"


class Labels:
    """Label inventories, frequent first; index 0 is the fallback."""

    def __init__(self, found: dict[str, Counter[str]], least: dict[str, int]) -> None:
        self.names = {task: [k for k, n in sorted(c.items(), key=lambda p: (-p[1], p[0])) if n >= least.get(task, 1)] for task, c in found.items()}
        self.index = {task: {k: i for i, k in enumerate(names)} for task, names in self.names.items()}

    def get(self, task: str, value: str | None) -> int:
        return -100 if value is None else self.index[task].get(value, -100)


class Joint(nn.Module):
    """Encoder and heads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        sizes = {t: len(n) for t, n in labels.names.items()}
        self.embed = nn.EmbeddingBag(BUCKETS, DIM, mode="sum")
        nn.init.normal_(self.embed.weight, std=0.1)
        self.lang = nn.Embedding(len(LANGS), DIM)
        self.norm = nn.LayerNorm(DIM)
        self.lstm = nn.LSTM(DIM, HIDDEN, num_layers=2, bidirectional=True, batch_first=True, dropout=0.3)
        width = 2 * HIDDEN
        self.heads = nn.ModuleDict({t: nn.Linear(width, sizes[t]) for t in ("upos", "feats", "lemma", "entity")})
        self.starts = nn.Linear(width, 2)
        self.arc_dep, self.arc_head = nn.Linear(width, 256), nn.Linear(width, 256)
        self.rel_dep, self.rel_head = nn.Linear(width, 96), nn.Linear(width, 96)
        self.arc = nn.Parameter(torch.zeros(257, 256))
        self.rel = nn.Parameter(torch.randn(sizes["rel"], 97, 97) * 0.05)
        self.root = nn.Parameter(torch.randn(1, 1, width) * 0.1)
        self.drop = nn.Dropout(0.3)

    def vectors(self, ids: Tensor, offsets: Tensor) -> Tensor:
        return self.embed(ids, offsets)

    def encode(self, x: Tensor, lengths: Tensor, langs: Tensor) -> Tensor:
        x = self.drop(self.norm(x + self.lang(langs)[:, None, :]))
        packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
        out, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.drop(out)

    def arcs(self, h: Tensor) -> Tensor:
        """Scores [batch, dependent, head]; head 0 is the root."""
        full = torch.cat([self.root.expand(h.size(0), -1, -1), h], 1)
        dep, head = F.leaky_relu(self.arc_dep(h), 0.1), F.leaky_relu(self.arc_head(full), 0.1)
        ones = torch.ones(dep.size(0), dep.size(1), 1)
        return torch.cat([dep, ones], 2) @ self.arc @ head.transpose(1, 2)

    def rels(self, h: Tensor, heads: Tensor) -> Tensor:
        """Scores [batch, dependent, relation] for given heads."""
        full = torch.cat([self.root.expand(h.size(0), -1, -1), h], 1)
        dep, head = F.leaky_relu(self.rel_dep(h), 0.1), F.leaky_relu(self.rel_head(full), 0.1)
        chosen = torch.gather(head, 1, heads.clamp(min=0)[:, :, None].expand(-1, -1, head.size(2)))
        ones = torch.ones(dep.size(0), dep.size(1), 1)
        return torch.einsum("bni,rij,bnj->bnr", torch.cat([dep, ones], 2), self.rel, torch.cat([chosen, ones], 2))


Paragraph = list[Sentence]


def collate(batch: list[Paragraph], labels: Labels) -> dict[str, Tensor]:
    """Padded tensors of a batch of paragraphs; unknown labels are -100."""
    longest = max(sum(len(s.words) for s in p) for p in batch)
    ids: list[int] = []
    offsets: list[int] = []
    where: list[tuple[int, int]] = []
    out = {t: torch.full((len(batch), longest), -100) for t in ("upos", "feats", "lemma", "entity", "starts", "heads", "rel")}
    lengths, langs = [], []
    for b, paragraph in enumerate(batch):
        n = 0
        for sentence in paragraph:
            base = n
            for i, w in enumerate(sentence.words):
                offsets.append(len(ids))
                ids.extend(features(w.form, BUCKETS))
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
    rows = torch.tensor(where)
    return out | {
        "ids": torch.tensor(ids),
        "offsets": torch.tensor(offsets),
        "rows": rows,
        "lengths": torch.tensor(lengths),
        "langs": torch.tensor(langs),
    }


def hidden(model: Joint, data: dict[str, Tensor], *, word_drop: float = 0.0) -> Tensor:
    vectors = model.vectors(data["ids"], data["offsets"])
    if word_drop:
        vectors = vectors * (torch.rand(vectors.size(0), 1) > word_drop)
    x = torch.zeros(len(data["lengths"]), int(data["lengths"].max()), DIM)
    x[data["rows"][:, 0], data["rows"][:, 1]] = vectors
    return model.encode(x, data["lengths"], data["langs"])


WEIGHTS = {"upos": 1.0, "feats": 0.7, "lemma": 0.7, "entity": 1.0, "starts": 0.3, "heads": 1.2, "rel": 0.8}


def loss(model: Joint, data: dict[str, Tensor]) -> Tensor:
    h = hidden(model, data, word_drop=0.05)
    total = torch.zeros(())
    for task in ("upos", "feats", "lemma", "entity"):
        total = total + WEIGHTS[task] * _cross(model.heads[task](h), data[task])
    total = total + WEIGHTS["starts"] * _cross(model.starts(h), data["starts"])
    mask = torch.arange(h.size(1))[None, :] >= data["lengths"][:, None]
    arcs = model.arcs(h).masked_fill(torch.cat([torch.zeros(mask.size(0), 1, dtype=torch.bool), mask], 1)[:, None, :], -1e4)
    total = total + WEIGHTS["heads"] * _cross(arcs, data["heads"])
    return total + WEIGHTS["rel"] * _cross(model.rels(h, data["heads"]), data["rel"])


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold >= 0).any():
        return torch.zeros(())
    return F.cross_entropy(scores.reshape(-1, scores.size(-1)), gold.reshape(-1), ignore_index=-100)


def one_pass(data: Path, bank: NameBank, rng: random.Random) -> list[Paragraph]:
    found: list[Paragraph] = []
    for bank_file in TRAIN:
        plain = list(read_conllu(data / "ud" / bank_file.path, lang=bank_file.lang, entities=bank_file.entities))
        for _ in range(bank_file.repeats):
            found.extend(paragraphs([swap_names(s, bank, rng) for s in plain], rng, longest=4))
    found.extend([s] for s in klintan_sentences(data / "ner/klintan/train_corpus.txt"))
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
def evaluate(model: Joint, labels: Labels, sentences: list[Sentence]) -> dict[str, float]:
    """Scores on gold sentences one by one; arcs by greedy choice, punctuation excluded."""
    model.eval()
    n = las = uas = upos = lemma = words = 0
    tp = fp = fn = 0
    for i in range(0, len(sentences), 32):
        batch = [[s] for s in sentences[i : i + 32]]
        data = collate(batch, labels)
        h = hidden(model, data)
        mask = torch.arange(h.size(1))[None, :] >= data["lengths"][:, None]
        arcs = model.arcs(h).masked_fill(torch.cat([torch.zeros(mask.size(0), 1, dtype=torch.bool), mask], 1)[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        rels = model.rels(h, heads).argmax(-1)
        tags, lemmas, ents = (model.heads[t](h).argmax(-1) for t in ("upos", "lemma", "entity"))
        for b, (s,) in enumerate(batch):
            for k, w in enumerate(s.words):
                words += 1
                upos += labels.names["upos"][tags[b, k]] == w.upos
                lemma += labels.names["lemma"][lemmas[b, k]] == lemma_script(w.form, w.lemma)
                if w.head is not None and w.upos != "PUNCT":
                    n += 1
                    gold = 0 if w.head == k else w.head + 1
                    right = int(heads[b, k]) == gold
                    uas += right
                    las += right and labels.names["rel"][rels[b, k]] == w.rel
            if s.has_entities:
                g, p = spans([w.entity or "O" for w in s.words]), spans([labels.names["entity"][ents[b, k]] for k in range(len(s.words))])
                tp, fp, fn = tp + len(g & p), fp + len(p - g), fn + len(g - p)
    model.train()
    return {
        "upos": round(100 * upos / words, 2),
        "lemma": round(100 * lemma / words, 2),
        "uas": round(100 * uas / max(n, 1), 2),
        "las": round(100 * las / max(n, 1), 2),
        "ner": round(200 * tp / max(1, 2 * tp + fp + fn), 2),
    }


DEV = {
    "nb": "nob-ud-dev.gold.conllu",
    "nn": "nno-ud-dev.gold.conllu",
    "da": "da-ud-dev.gold.conllu",
    "sv": "sv-ud-dev.gold.conllu",
    "en": "en_ewt-ud-dev.conllu",
}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=Path, default=Path("../shared"))
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=50.0)
    ap.add_argument("--steps", type=int, default=6000)
    ap.add_argument("--batch-words", type=int, default=1400)
    ap.add_argument("--every", type=int, default=400)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    data, bank = args.shared / "data", name_bank(args.shared)
    args.out.mkdir(parents=True, exist_ok=True)
    counts: dict[str, Counter[str]] = {t: Counter() for t in ("upos", "feats", "lemma", "entity", "rel")}
    for paragraph in one_pass(data, NameBank(), random.Random(SEED)):
        for s in paragraph:
            for w in s.words:
                if w.upos != "_":
                    counts["upos"][w.upos] += 1
                    counts["feats"][w.feats] += 1
                    if w.lemma != "_":
                        counts["lemma"][lemma_script(w.form, w.lemma)] += 1
                if w.entity:
                    counts["entity"][w.entity] += 1
                if w.rel:
                    counts["rel"][w.rel] += 1
    labels = Labels(counts, {"feats": 10, "lemma": 4, "rel": 5})
    (args.out / "labels.json").write_text(json.dumps(labels.names, ensure_ascii=False))
    model = Joint(labels)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.002, betas=(0.9, 0.95), weight_decay=1e-5)
    step, passes = 0, 0
    state = args.out / "state.pt"
    if state.exists():
        saved = torch.load(state, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step, passes = saved["step"], saved["passes"]
    dev = {lang: list(read_conllu(data / "ud" / name, lang=lang, entities=lang not in {"sv", "en"}))[:400] for lang, name in DEV.items()}
    started = time.monotonic()
    while step < args.steps and time.monotonic() - started < args.minutes * 60:
        rng = random.Random(SEED + passes)
        for batch in batches(one_pass(data, bank, rng), args.batch_words, rng):
            for group in optimizer.param_groups:
                group["lr"] = 0.002 * min(1.0, (step + 1) / 150) * max(0.02, 1 - step / args.steps)
            value = loss(model, collate(batch, labels))
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            step += 1
            if step % args.every == 0 or step >= args.steps:
                row = {
                    "step": step,
                    "passes": passes,
                    "minutes": round((time.monotonic() - started) / 60, 1),
                    "loss": round(float(value.detach()), 3),
                    **{lang: evaluate(model, labels, s) for lang, s in dev.items()},
                }
                torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "passes": passes}, state)
                with (args.out / "log.jsonl").open("a") as out:
                    out.write(json.dumps(row) + "\n")
                print(json.dumps(row), flush=True)
            if step >= args.steps or time.monotonic() - started > args.minutes * 60:
                break
        passes += 1


if __name__ == "__main__":
    main()
