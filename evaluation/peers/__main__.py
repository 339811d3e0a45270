"""Print us and our peers on the dev part of the corpus, and on the shared dev gold where it is: ``make peers``, or ``python -m evaluation.peers``."""

from __future__ import annotations

from evaluation.corpora import SHARED, shared_corpus, split_corpus
from evaluation.peers.compare import compared, examples, systems, table, versions

print(", ".join(versions()))
known = list(systems(examples(split_corpus("train"))))
for corpus in (split_corpus("dev"), *([shared_corpus("dev", SHARED)] if SHARED.is_dir() else [])):
    print(f"\n{corpus.name}: {len(corpus.gold_files)} articles, {len(corpus.negative_files)} hard negatives")
    print(*table(list(compared(corpus, known))), sep="\n")
