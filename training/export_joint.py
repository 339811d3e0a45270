"""Export a trained joint BiLSTM for use without torch: two ONNX graphs in int8, the embedding table in int8, and the labels.

    python -m training.export_joint --model build/bilstm --out src/ifolge/data/joint

``encoder.onnx`` reads the token vectors of one paragraph (``x``: [1, tokens, 160]) and gives scores for every task; ``relations.onnx`` scores the
relations of heads that ``ifolge.parsing.joint_engine`` chose; ``lexicon.npy`` tells what one-word names can be. Needs the extra ``training``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from ifolge.parsing.lexicon import packed
from training.joint_model import BUCKETS, DIM, LANGS, REL, Joint, Labels
from training.names import lexicon

VERSION = "0.2.0"
OUTPUTS = ("upos", "feats", "lemma", "entity", "starts", "arcs", "rel_dep", "rel_head")


class Graph(nn.Module):
    """The encoder and heads of one paragraph, without padding."""

    def __init__(self, model: Joint) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        m = self.model
        x = m.norm(x)
        h, _ = m.lstm(x)
        names, _ = m.names_lstm(torch.cat([h, x], 2))
        full = torch.cat([m.root, h], 1)
        dep, head = F.leaky_relu(m.arc_dep(h), 0.1), F.leaky_relu(m.arc_head(full), 0.1)
        arcs = (dep @ m.arc[:-1] + m.arc[-1]) @ head.transpose(1, 2)
        return (
            m.heads["upos"](h),
            m.heads["feats"](h),
            m.heads["lemma"](h),
            m.names_head(names),
            m.starts(h),
            arcs,
            F.leaky_relu(m.rel_dep(h), 0.1),
            F.leaky_relu(m.rel_head(full), 0.1),
        )


class Relations(nn.Module):
    """Scores of every relation between tokens and their chosen heads."""

    def __init__(self, model: Joint) -> None:
        super().__init__()
        self.weight = nn.Parameter(model.rel.detach().permute(1, 0, 2).reshape(model.rel.shape[1], -1).clone())
        self.names, self.width = model.rel.shape[0], model.rel.shape[2]

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        left = F.pad(dep, (0, 1), value=1.0) @ self.weight
        return (left.view(-1, self.names, self.width) * F.pad(head, (0, 1), value=1.0)[:, None, :]).sum(-1)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, required=True, help="folder that train_bilstm wrote")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    names = json.loads((args.model / "labels.json").read_text(encoding="utf-8"))
    model = Joint(Labels(names))
    state = torch.load(args.model / "state.pt", weights_only=True)
    model.load_state_dict(state["model"])
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            Graph(model),
            (torch.zeros(1, 7, DIM),),
            full,
            input_names=["x"],
            output_names=list(OUTPUTS),
            opset_version=17,
            dynamo=False,
            dynamic_axes={"x": {1: "n"}, **{o: {1: "n" if o != "rel_head" else "m"} for o in OUTPUTS}, "arcs": {1: "n", 2: "m"}},
        )
        quantize_dynamic(full, args.out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=False)
        pair = (torch.zeros(5, REL), torch.zeros(5, REL))
        torch.onnx.export(
            Relations(model),
            pair,
            full,
            input_names=["dep", "head"],
            output_names=["rel"],
            opset_version=17,
            dynamo=False,
            dynamic_axes={k: {0: "n"} for k in ("dep", "head", "rel")},
        )
        quantize_dynamic(full, args.out / "relations.onnx", weight_type=QuantType.QInt8, per_channel=False)
    table = model.embed.weight.detach().numpy()
    scale = np.maximum(np.abs(table).max(axis=1), 1e-8) / 127
    arrays = {
        "embed": np.round(table / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float32),
        "lang": model.lang.weight.detach().numpy().astype(np.float32),
        "follow": model.follow().detach().numpy().astype(np.float32),
        "lexicon": packed(lexicon()),
    }
    for name, array in arrays.items():
        np.save(args.out / f"{name}.npy", array)
    meta = {"name": "ifolge_joint", "version": VERSION, "langs": LANGS, "buckets": BUCKETS, "steps": state["step"], "labels": names}
    (args.out / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
