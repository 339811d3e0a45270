"""Our own engine: a joint BiLSTM in int8 (onnxruntime) for tags, features, lemmas, trees, names and sentence starts.

A token's vector is the sum of hashed embeddings of its form, affixes, shape and character n-grams (``features``; the trainer uses the same function), so unseen
compounds keep what their parts tell. Heads are the maximum spanning tree of each sentence. Trained by ``training/train_bilstm``.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ifolge.errors import fail
from ifolge.parsing.boundaries import boundaries
from ifolge.parsing.lexicon import Lexicon
from ifolge.parsing.protocol import Component, ParsedToken, Pipeline
from ifolge.parsing.spanning_tree import spanning_tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LONGEST = 40
GENITIVE = re.compile(r"['’:]?s$|['’]$")


def features(form: str, buckets: int, kind: Callable[[str], int]) -> list[int]:
    """Hash buckets of a word form: exact and lower-case form, affixes, shape, last hyphen part, for a capitalised word what name it can be (``kind``,
    see ``lexicon``; a genitive counts as its base), and character 3- to 5-grams of the padded lower-case form.
    """
    low = form.lower()
    shape = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in form)
    short = "".join(c for i, c in enumerate(shape) if i < 1 or c != shape[i - 1])
    padded = f"<{low}>"
    keys = [f"f:{form}", f"l:{low}", f"p:{low[:3]}", f"s:{low[-3:]}", f"t:{low[-5:]}", f"h:{short}", f"y:{low.rsplit('-', 1)[-1]}"]
    if form[:1].isupper():
        keys.append(f"k:{kind(form) or kind(GENITIVE.sub('', form))}")
    keys += [f"{n}:{padded[i : i + n]}" for n in (3, 4, 5) for i in range(len(padded) - n + 1)][:LONGEST]
    return [crc32(k.encode()) % buckets for k in keys]


def lemma_of(form: str, script: str) -> str:
    """Apply a lemma script ("l|0||2|e": lower-case, cut nothing in front, cut two letters behind, add e)."""
    parts = script.split("|")
    if parts[0] == "w":
        return parts[1]
    case, before, prefix, after, suffix = parts
    source = form if case == "k" else form.lower()
    middle = source[int(before) : len(source) - int(after)] if int(before) + int(after) < len(source) else source
    return prefix + middle + suffix


class JointEngine:
    """The joint model of a folder: ``encoder.onnx``, ``relations.onnx``, ``embed.npy`` with ``scale.npy``, ``lang.npy``, ``follow.npy``,
    ``lexicon.npy``, ``meta.json``."""

    def __init__(self, folder: Path) -> None:
        import numpy as np
        import onnxruntime

        self._np = np
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self._pipeline = _declared(meta)
        self._labels: dict[str, list[str]] = meta["labels"]
        self._root = self._labels["rel"].index("ROOT")
        self._langs: list[str] = list(meta["langs"])
        self._buckets: int = meta["buckets"]
        self._embed = np.load(folder / "embed.npy", mmap_mode="r").view(np.ndarray)
        self._scale: Floats = np.load(folder / "scale.npy")
        self._lang: Floats = np.load(folder / "lang.npy")
        self._follow: Floats = np.load(folder / "follow.npy")
        self._kind = Lexicon(np.load(folder / "lexicon.npy", mmap_mode="r").view(np.ndarray))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        self._scorer = onnxruntime.InferenceSession(str(folder / "relations.onnx"), options, providers=["CPUExecutionProvider"])
        self._vectors: dict[str, Any] = {}

    @property
    def name(self) -> str:
        return f"{self._pipeline.name}-{self._pipeline.version}"

    @property
    def pipeline(self) -> Pipeline:
        return self._pipeline

    def parse(self, paragraphs: Sequence[Sequence[tuple[str, bool]]], *, lang: str) -> list[list[ParsedToken]]:
        """Parse paragraphs of (token, space follows) pairs in one language."""
        return [self._paragraph(p, lang) if p else [] for p in paragraphs]

    def _vector(self, form: str) -> Floats:
        if form not in self._vectors:
            rows = self._np.asarray(features(form, self._buckets, self._kind))
            self._vectors[form] = (self._embed[rows].astype(self._np.float32) * self._scale[rows, None]).sum(axis=0)
        found: Floats = self._vectors[form]
        return found

    def _paragraph(self, words: Sequence[tuple[str, bool]], lang: str) -> list[ParsedToken]:
        np = self._np
        forms = [form for form, _ in words]
        x = np.stack([self._vector(f) for f in forms]) + self._lang[self._langs.index(lang)]
        upos, feats, lemma, entity, starts, arcs, rel_dep, rel_head = (a[0] for a in self._encoder.run(None, {"x": x[None].astype(np.float32)}))
        known = boundaries(words)
        begins = [bool(k) if k is not None else bool(starts[i, 1] > starts[i, 0]) for i, k in enumerate(known)]
        heads = self._heads(arcs, begins)
        rels = self._relations(rel_dep, rel_head, heads)
        names = self._labels
        entities = [names["entity"][k] for k in self._best_labels(entity)]
        tags, features_, scripts = upos.argmax(-1), feats.argmax(-1), lemma.argmax(-1)
        return [
            ParsedToken(
                lemma=lemma_of(form, names["lemma"][scripts[i]]),
                upos=names["upos"][tags[i]],
                feats=names["feats"][features_[i]],
                head=heads[i],
                rel=rels[i],
                entity=entities[i],
                starts_sentence=begins[i],
            )
            for i, form in enumerate(forms)
        ]

    def _best_labels(self, scores: Floats) -> list[int]:
        """The best sequence of name labels (Viterbi) of the scores [token, label]."""
        follow, best, back = self._follow[:-1].T, scores[0] + self._follow[-1], []
        for row in scores[1:]:
            paths = best + follow
            where = paths.argmax(-1)
            back.append(where)
            best = paths.max(-1) + row
        labels = [int(best.argmax())]
        for where in reversed(back):
            labels.append(int(where[labels[-1]]))
        return labels[::-1]

    def _heads(self, arcs: Floats, begins: list[bool]) -> list[int]:
        """For each token its head in the paragraph, itself for the root of each sentence. ``arcs`` [dependent, head + 1]; column 0 is the root."""
        heads: list[int] = []
        bounds = [i for i, b in enumerate(begins) if b or i == 0] + [len(begins)]
        for first, last in itertools.pairwise(bounds):
            scores = self._np.concatenate([arcs[first:last, :1], arcs[first:last, first + 1 : last + 1]], axis=1)
            heads += [first + (h - 1 if h else i) for i, h in enumerate(spanning_tree(scores.tolist()))]
        return heads

    def _relations(self, dep: Floats, head: Floats, heads: list[int]) -> list[str]:
        """The best relation of each token to its head; only a root's can be the root's."""
        chosen = head[[0 if h == i else h + 1 for i, h in enumerate(heads)]]
        scores = self._scorer.run(None, {"dep": dep, "head": chosen})[0]
        scores[[h != i for i, h in enumerate(heads)], self._root] = -self._np.inf
        return ["root" if h == i else self._labels["rel"][k] for i, (h, k) in enumerate(zip(heads, scores.argmax(-1), strict=True))]


def _declared(meta: dict[str, Any]) -> Pipeline:
    labels = meta["labels"]
    names = sorted({label[2:] for label in labels["entity"]} - {""})
    components = [Component("sentences"), *(Component(task, tuple(sorted(labels[task]))) for task in ("upos", "feats")), Component("lemma")]
    relations = sorted("root" if r == "ROOT" else r for r in labels["rel"])
    components += [Component("relations", tuple(relations)), Component("names", tuple(names))]
    return Pipeline(meta["name"], meta["version"], tuple(meta["langs"]), tuple(components))


def load_joint() -> JointEngine:
    """The engine with the weights that ship with the package. Raises ``IfolgeError`` IF301 where they are missing."""
    with as_file(files("ifolge.data").joinpath("joint")) as folder:
        if not (folder / "encoder.onnx").is_file():
            raise fail("IF301", where="parsing", path=folder)
        return JointEngine(folder)
