"""Which language a text is in. "Unknown" is an answer.

``py3langid`` scores all its languages, so that a German text is found to be German and not the nearest of ours. Where it wavers between closely
related languages of ours (bokmål and nynorsk above all), the function words of ``function_words.tsv``
have their say: names and technical words, which mislead n-gram statistics, have no part in them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import TYPE_CHECKING, cast

from ifolge.languages import LANGUAGES
from ifolge.records import Lang

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Set by hand, with scores of the UD treebanks' test parts in view; docs/reading.md has the figures.
SAMPLE = 8000  # characters looked at
SURE = 4.0  # log ratio of the best to the second score from which the library decides alone
WEIGHT = 0.5  # what a word of the one language and not of the other adds to the log ratio
FAINT = 0.35  # below this score nothing in the text speaks for a language
CLOSE = 0.5  # below this log ratio two languages are not told apart
PASSAGE = 60  # characters of the shortest passage that is looked at by itself
STRANGE = 2.0  # log ratio over the language around it from which a passage is in another


@dataclass(frozen=True)
class Guess:
    """The language of a text, or ``None``, and the scores (0–1, best first) of the languages that were likeliest, ours and others."""

    lang: Lang | None
    scores: tuple[tuple[str, float], ...] = ()

    @property
    def detail(self) -> str:
        """Why there is no answer, in words."""
        if not self.scores or self.scores[0][1] < FAINT:
            return "too little text"
        first, second = self.scores[0][0], self.scores[1][0]
        return f"{first} or {second}" if {first, second} & set(LANGUAGES) else f"it looks like {first}"


def identify(text: str) -> Guess:
    """The language of a text among nb, nn, da, sv, en, by its first 8,000 characters."""
    sample = text[:SAMPLE]
    ranked = _identifier().rank(sample)[:5]
    scores = tuple(("nb" if code == "no" else code, round(float(score), 4)) for code, score in ranked)
    (first, best), (second, next_best) = scores[0], scores[1]
    if first not in LANGUAGES or best < FAINT:
        return Guess(None, scores)
    margin = log(best / max(next_best, 1e-9))
    if margin < SURE and second in LANGUAGES:
        margin += WEIGHT * _own_words(sample, first, second)
    winner = first if margin > 0 else second
    return Guess(cast(Lang, winner) if abs(margin) >= CLOSE else None, scores)


def identify_passage(text: str, around: Lang) -> Lang:
    """The language of a passage (a quote) in an article of language ``around``: another one only where the passage is long enough and clearly so."""
    guess = identify(text) if len(text) >= PASSAGE else Guess(None)
    if guess.lang is None or guess.lang == around:
        return around
    scores = dict(guess.scores)
    margin = log(scores[guess.lang] / max(scores.get(around, 0.0), 1e-9)) + WEIGHT * _own_words(text[:SAMPLE], guess.lang, around)
    return guess.lang if margin >= STRANGE else around


def declared_language(tag: str) -> Lang | None:
    """The language of ours that a BCP 47 or ISO 639 tag names ("nn-NO", "dan"). ``None`` for all others, and for "no", which leaves open which Norwegian."""
    code = {"nob": "nb", "nno": "nn", "dan": "da", "swe": "sv", "eng": "en"}.get(_primary(tag), _primary(tag))
    return cast(Lang, code) if code in LANGUAGES else None


def is_norwegian(tag: str) -> bool:
    """Whether a tag says Norwegian without saying which."""
    return _primary(tag) in ("no", "nor")


def _primary(tag: str) -> str:
    return re.split(r"[-_]", tag.strip().lower())[0]


def _own_words(text: str, one: str, other: str) -> int:
    """By how many tokens the words and endings that only ``one`` has outnumber those that only ``other`` has."""
    words = Counter(re.findall(r"\w+", text.lower()))
    return sum(n * (_owner(word, one, other) - _owner(word, other, one)) for word, n in words.items())


def _owner(word: str, one: str, other: str) -> bool:
    table = function_words()
    known = word in table[one] or word in table[other]
    forms = [word] if known else ["-" + word[-size:] for size in (3, 4, 5) if len(word) > size + 2]
    return any(form in table[one] and form not in table[other] for form in forms)


@lru_cache(maxsize=1)
def function_words() -> dict[str, frozenset[str]]:
    """Function words of each language, from ``function_words.tsv``."""
    lines = files("ifolge.reading").joinpath("function_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {lang: frozenset(word for row in rows[1:] for word in row[column].split()) for column, lang in enumerate(rows[0])}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
