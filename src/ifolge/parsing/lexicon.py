"""What one-word names can be: people, places, organisations. The engine reads this beside the form of a word, so that a name unseen in training has a kind.

Built by ``training.names`` from public name lists, the gazetteer and the actor register; kept as sorted numbers, not as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

KIND = 7


def packed(known: Mapping[str, int]) -> Numbers:
    """A lexicon as sorted numbers of 32 bits: 29 of the name's hash, 3 of what it can be (sum of 1 person, 2 place, 4 organisation)."""
    import numpy as np

    return np.array(sorted((crc32(name.encode()) & ~KIND) | kind for name, kind in known.items()), dtype=np.uint32)


class Lexicon:
    """A packed lexicon: called with a name it gives what the name can be, 0 for an unknown one (wrong for one unknown name in some 2,000)."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def __call__(self, name: str) -> int:
        key = crc32(name.encode()) & ~KIND
        at = int(self._numbers.searchsorted(self._numbers.dtype.type(key)))  # of the same type, or the whole table is converted
        if at < len(self._numbers) and (found := int(self._numbers[at])) & ~KIND == key:
            return found & KIND
        return 0
