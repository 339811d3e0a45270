"""The best dependency tree of a sentence: maximum spanning arborescence with exactly one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from collections.abc import Sequence

Scores = Sequence[Sequence[float]]
NEVER = -1e9


def spanning_tree(scores: Scores) -> list[int]:
    """Heads of ``n`` tokens. ``scores[i][h]`` is the score of head ``h`` for token ``i``: 0 is the root, ``k`` stands for token ``k - 1``.

    Every token gets one head, there is no cycle, and exactly one token hangs on the root.
    """
    n = len(scores)
    greedy = [_best(scores[i], i + 1) for i in range(n)]
    if greedy.count(0) == 1 and not _cycle(greedy):
        return greedy
    best: tuple[float, list[int]] | None = None
    roots = sorted(range(n), key=lambda i: -scores[i][0])[:4]
    for root in roots:
        tree = _rooted(scores, root)
        total = sum(scores[i][h] for i, h in enumerate(tree))
        if best is None or total > best[0]:
            best = (total, tree)
    return best[1] if best is not None else []


def _best(row: Sequence[float], *excluded: int) -> int:
    """The head of the greatest score, the first of equals, but for some that are excluded."""
    allowed = list(row)
    for h in excluded:
        allowed[h] = NEVER
    return allowed.index(max(allowed))


def _cycle(heads: Sequence[int]) -> list[int]:
    """Nodes (1-based) of a cycle, empty where there is none."""
    done: set[int] = set()
    for start in range(1, len(heads) + 1):
        path: list[int] = []
        node = start
        while node and node not in done and node not in path:
            path.append(node)
            node = heads[node - 1]
        if node in path:
            return path[path.index(node) :]
        done.update(path)
    return []


def _rooted(scores: Scores, root: int) -> list[int]:
    """The best tree whose only child of the root is token ``root``."""
    n = len(scores)
    greedy = [0 if i == root else _best(scores[i], 0, i + 1) for i in range(n)]
    if not _cycle(greedy):
        return greedy
    incoming = {i + 1: {h: scores[i][h] for h in range(n + 1) if h != i + 1 and (h == 0) == (i == root)} for i in range(n)}
    found = _edmonds(incoming)
    return [found[i + 1] for i in range(n)]


def _edmonds(incoming: dict[int, dict[int, float]]) -> dict[int, int]:
    """Heads of all nodes in the best arborescence from 0. ``incoming[v][u]`` is the score of the arc from u to v; cycles are contracted one by one."""
    heads = {v: max(arcs, key=arcs.__getitem__) for v, arcs in incoming.items()}
    cycle = _loop(heads)
    if not cycle:
        return heads
    new = max(incoming) + 1
    inside = set(cycle)
    kept = sum(incoming[v][heads[v]] for v in cycle)
    contracted: dict[int, dict[int, float]] = {new: {}}
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for v, arcs in incoming.items():
        tip = new if v in inside else v
        row = contracted.setdefault(tip, {})
        for u, score in arcs.items():
            if u in inside and v in inside:
                continue
            tail = new if u in inside else u
            value = score + kept - incoming[v][heads[v]] if v in inside else score
            if tail not in row or value > row[tail]:
                row[tail] = value
                origin[tail, tip] = (u, v)
    found = {v: heads[v] for v in cycle}
    for v, u in _edmonds(contracted).items():
        tail, tip = origin[u, v]
        found[tip] = tail
    return found


def _loop(heads: dict[int, int]) -> list[int]:
    done: set[int] = set()
    for start in sorted(heads):
        path: list[int] = []
        node = start
        while node in heads and node not in done and node not in path:
            path.append(node)
            node = heads[node]
        if node in path:
            return path[path.index(node) :]
        done.update(path)
    return []
