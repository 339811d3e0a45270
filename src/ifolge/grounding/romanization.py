"""Slavic names as English spells them: Nordic news writes "Konasjenkov", "Vjatsjeslav", "Lukasjenko", "Zelenskyj".

Only a word with an ending of Slavic names is spelt anew, so that "Sjöberg" and "Tjernberg" stay; what is ambiguous ("sja", "sju") stays as well.
"""

from __future__ import annotations

import re

SLAVIC = re.compile(r"(in|ina|ov|ova|ev|eva|enko|slav|vitsj|vitj|skij|skyj|skaja|ij|yj|tsj|sjko|tsjuk)$", re.IGNORECASE)
"""Endings of Slavic names, as Nordic languages spell them."""
SPELLINGS = (
    (re.compile(r"sjtsj|sjtj"), "shch"),
    (re.compile(r"tsj|tj"), "ch"),
    (re.compile(r"zj"), "zh"),
    (re.compile(r"sj(?=[eiklmnoptv]|$)"), "sh"),
    (re.compile(r"sk[iy]j$"), "sky"),
    (re.compile(r"[iy]j$"), "y"),
    (re.compile(r"ij(?=ev)"), "iy"),
)
"""What Nordic languages write for one Cyrillic letter or ending, and what English writes, in the order they are tried."""
GLIDE = re.compile(r"(?:^|(?<=[bdfgklmnprstvz]))j(?=[aeu])")


def english_name(name: str) -> str:
    """A person's name, its Slavic parts as English spells them."""
    return " ".join(map(_word, name.split(" ")))


def _word(word: str) -> str:
    if not SLAVIC.search(word):
        return word
    spelt = word.lower()
    for nordic, english in SPELLINGS:
        spelt = nordic.sub(english, spelt)
    if spelt == word.lower():
        return word
    spelt = GLIDE.sub("y", spelt)
    return spelt[0].upper() + spelt[1:] if word[0].isupper() else spelt
