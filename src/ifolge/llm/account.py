"""What the second opinion cost: articles, tries, tokens, money."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class Account:
    """A running account that several threads write to.

    ``prices`` are those of a million tokens in and a million tokens out, in whatever currency the user counts; ``uncounted`` are answers whose server told no tokens.
    """

    prices: tuple[float, float] | None = None
    asked: int = 0
    cached: int = 0
    retried: int = 0
    uncounted: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, **amounts: int) -> None:
        """Add to the named figures."""
        with self._lock:
            for name, amount in amounts.items():
                setattr(self, name, getattr(self, name) + amount)

    @property
    def cost(self) -> float | None:
        """Price of all tokens, ``None`` where no prices were given."""
        if self.prices is None:
            return None
        return (self.tokens_in * self.prices[0] + self.tokens_out * self.prices[1]) / 1_000_000

    def __str__(self) -> str:
        told = [f"{self.asked} answers", f"{self.cached} from the cache", f"{self.tokens_in} tokens in, {self.tokens_out} out"]
        told += [f"{n} {what}" for n, what in ((self.uncounted, "answers without a count of tokens"), (self.retried, "tries repeated")) if n]
        if self.cost is not None:
            told.append(f"cost {self.cost:.4f}")
        return "second opinion: " + ", ".join(told)
