"""The joint network in PyTorch: hashed word vectors, a shared BiLSTM, a head for each task, and for names a layer of their own with a CRF.

Trained by ``training.train_bilstm`` and exported by ``training.export_joint``; at run time ``ifolge.parsing.joint_engine`` does the same sums without torch.
"""

from __future__ import annotations

from collections import Counter

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

LANGS = ("nb", "nn", "da", "sv", "en")
BUCKETS = 60_000
DIM = 160
HIDDEN = 256
NAMES_HIDDEN = 96
ARC, REL = 256, 96
FORBIDDEN = -1e4


class Labels:
    """Label inventories, frequent first."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        self.names = names
        self.index = {task: {k: i for i, k in enumerate(found)} for task, found in names.items()}

    @classmethod
    def counted(cls, found: dict[str, Counter[str]], least: dict[str, int]) -> Labels:
        """The labels seen at least so often in training."""
        return cls({task: [k for k, n in sorted(c.items(), key=lambda p: (-p[1], p[0])) if n >= least.get(task, 1)] for task, c in found.items()})

    def get(self, task: str, value: str | None) -> int:
        """Index of a label, -100 (no loss) where there is none."""
        return -100 if value is None else self.index[task].get(value, -100)

    def transitions(self) -> Tensor:
        """0 where a name label may follow another (row: before, column: after), else ``FORBIDDEN``; the last row is the start of a paragraph."""
        names = self.names["entity"]
        table = torch.zeros(len(names) + 1, len(names))
        for k, after in enumerate(names):
            for j, before in enumerate([*names, "O"]):
                if after.startswith("I-") and before[2:] != after[2:]:
                    table[j, k] = FORBIDDEN
        return table


class Joint(nn.Module):
    """Encoder and heads. All inputs are batches of paragraphs, padded to the longest."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        sizes = {t: len(n) for t, n in labels.names.items()}
        self.embed = nn.EmbeddingBag(BUCKETS, DIM, mode="sum")
        nn.init.normal_(self.embed.weight, std=0.1)
        self.lang = nn.Embedding(len(LANGS), DIM)
        self.norm = nn.LayerNorm(DIM)
        self.lstm = nn.LSTM(DIM, HIDDEN, num_layers=2, bidirectional=True, batch_first=True, dropout=0.3)
        width = 2 * HIDDEN
        self.heads = nn.ModuleDict({t: nn.Linear(width, sizes[t]) for t in ("upos", "feats", "lemma")})
        self.names_lstm = nn.LSTM(width + DIM, NAMES_HIDDEN, bidirectional=True, batch_first=True)
        self.names_head = nn.Linear(2 * NAMES_HIDDEN, sizes["entity"])
        self.names_follow = nn.Parameter(torch.zeros(sizes["entity"] + 1, sizes["entity"]))
        self.register_buffer("names_allowed", labels.transitions())
        self.starts = nn.Linear(width, 2)
        self.arc_dep, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.rel_dep, self.rel_head = nn.Linear(width, REL), nn.Linear(width, REL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.randn(sizes["rel"], REL + 1, REL + 1) * 0.05)
        self.root = nn.Parameter(torch.randn(1, 1, width) * 0.1)
        self.drop = nn.Dropout(0.3)
        self.names_drop = nn.Dropout(0.4)

    def encode(self, x: Tensor, lengths: Tensor, langs: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states [batch, token, 2 * HIDDEN] and name scores [batch, token, label] of word vectors [batch, token, DIM]."""
        x = self.norm(x + self.lang(langs)[:, None, :])
        out = self.drop(_run(self.lstm, self.drop(x), lengths))
        names = _run(self.names_lstm, torch.cat([out, self.names_drop(x)], 2), lengths)
        return out, self.names_head(self.names_drop(names))

    def follow(self) -> Tensor:
        """Scores of one name label after another; the last row is the start."""
        return self.names_follow + self.names_allowed

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


def _run(lstm: nn.LSTM, x: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    out, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True)
    return out


def crf_loss(scores: Tensor, follow: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
    """Mean over tokens of log p(any labelling) - log p(those that agree with ``gold``); gold below 0 agrees with every label."""
    free = gold < 0
    agree = torch.where(free[:, :, None], 0.0, FORBIDDEN).expand_as(scores).clone()
    agree.scatter_(2, gold.clamp(min=0)[:, :, None], 0.0)
    labelled = (~free).sum()
    if labelled == 0:
        return torch.zeros(())
    return (_forward(scores, follow, lengths) - _forward(scores + agree, follow, lengths)).sum() / labelled


def _forward(scores: Tensor, follow: Tensor, lengths: Tensor) -> Tensor:
    """Log of the sum over all labellings, for each paragraph."""
    alpha = scores[:, 0] + follow[-1]
    for t in range(1, scores.size(1)):
        step = torch.logsumexp(alpha[:, :, None] + follow[None, :-1], 1) + scores[:, t]
        alpha = torch.where((t < lengths)[:, None], step, alpha)
    return torch.logsumexp(alpha, 1)


def best_labels(scores: Tensor, follow: Tensor) -> list[int]:
    """The best labelling of one paragraph [token, label] (Viterbi)."""
    alpha, back = scores[0] + follow[-1], []
    for row in scores[1:]:
        value, where = (alpha[:, None] + follow[:-1]).max(0)
        alpha = value + row
        back.append(where)
    best = [int(alpha.argmax())]
    for where in reversed(back):
        best.append(int(where[best[-1]]))
    return best[::-1]
