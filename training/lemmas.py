"""Lemma scripts: how to make a lemma of a form, as a label that a tagger can learn (``ifolge.parsing.joint_engine.lemma_of`` applies it)."""

from __future__ import annotations


def lemma_script(form: str, lemma: str) -> str:
    """How to make the lemma: case, letters cut at both ends, letters added ("l|0||2|e" cuts two letters and adds e)."""
    low, target = form.lower(), lemma.lower()
    case = "k" if lemma == form or lemma[:1].isupper() else "l"
    best, at, to = 0, 0, 0
    for i in range(len(low)):
        for j in range(len(target)):
            k = 0
            while i + k < len(low) and j + k < len(target) and low[i + k] == target[j + k]:
                k += 1
            if k > best:
                best, at, to = k, i, j
    if best == 0:
        return f"w|{lemma}"
    return f"{case}|{at}|{target[:to]}|{len(low) - at - best}|{target[to + best :]}"
