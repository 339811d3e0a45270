"""How place names are compared across spellings: exact keys, transliteration keys and a distance between sounds.

Three levels, from strict to loose. ``plain`` takes away case, diacritics and punctuation. ``bare`` also takes away Arabic articles. ``skeletons``
gives the
consonants that one name keeps in Nordic, English, French and local romanisations (Baghouz, Baghuz; Tsjernihiv, Tjernihiv, Chernihiv); names of one
skeleton are then ranked by ``likeness``, which also hears the vowels. The gazetteer is indexed by the first skeleton and a hash of ``bare``.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ł": "l",
        "ə": "a",
        "ß": "ss",
        "œ": "oe",
        "ŋ": "ng",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
    }
)
_SOUNDS = str.maketrans(
    {
        "š": "sh",
        "ş": "sh",
        "ș": "sh",
        "č": "ch",
        "ç": "ch",
        "ć": "ch",
        "ž": "zh",
        "ǧ": "j",
        "ø": "o",
        "å": "o",
        "ä": "a",
        "æ": "a",
        "ö": "o",
        "ü": "u",
    }
)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_MARKS = re.compile(r"[’'‘`ʻʼʾʿ´ˈ]")
_ARTICLES = frozenset("al el ul ad ed ar er as es at et az ez an en ash esh adh edh ath eth asj esj".split())
_SUN_LETTER = re.compile(r"^[ae](d|r|s|t|z|n|l)\1(?=[aeiouy])")
_DIGRAPHS = (
    (frozenset("hj"), re.compile(r"shch|sjtsj|sjtj|schtsch|stsj"), "sc"),
    (frozenset("hjz"), re.compile(r"tsch|tsj|tsh|tch|cz|tj|ch"), "c"),
    (frozenset("hjz"), re.compile(r"dzj|dsch|dzh|dsj|dj|dz"), "J"),
    (frozenset("hjz"), re.compile(r"sch|skj|sj|sh|sz"), "s"),
    (frozenset("z"), re.compile(r"zj|zh"), "z"),
    (frozenset("hcq"), re.compile(r"kh|ck|q"), "k"),
    (frozenset("g"), re.compile(r"gh"), "g"),
    (frozenset("h"), re.compile(r"th"), "t"),
    (frozenset("d"), re.compile(r"dh"), "d"),
    (frozenset("p"), re.compile(r"ph"), "f"),
    (frozenset("x"), re.compile(r"x"), "ks"),
    (frozenset("w"), re.compile(r"(?<=[aeiou])w(?![aeiouy])"), "u"),
    (frozenset("w"), re.compile(r"w"), "v"),
    (frozenset("h"), re.compile(r"(?<=[aeiouy])h$"), ""),
    (frozenset("m"), re.compile(r"m(?=[bp])"), "n"),
)
"""Letters that stand for one sound, behind letters of which a word has one where it has them: most words need not be looked through."""
_VOWEL_CLASSES = ((re.compile(r"a[iy]|e[iyj]|ee|ie|ij|iy|yi|ji"), "i"), (re.compile(r"a[uo]|o[uo]|uu|ue"), "u"), (re.compile(r"aa"), "a"))
_VOWELS = str.maketrans("", "", "aeiouy")
_REPEAT = re.compile(r"(.)\1+")


def _fold_case(name: str) -> str:
    low = name.lower()
    return low if low.isascii() and low.isalnum() else _folded(low)


@lru_cache(maxsize=65536)
def _folded(low: str) -> str:
    return _without_marks(_MARKS.sub("", low))


def _without_marks(low: str) -> str:
    """Base letters only; the letters that Unicode does not take apart by ``_LETTERS``."""
    if low.isascii():
        return low
    text = unicodedata.normalize("NFKD", low.translate(_LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c))


def plain(name: str) -> str:
    """Lower-case ASCII letters and digits of a name, nothing between them: "Khān Shaykhūn" → "khanshaykhun"."""
    folded = _fold_case(name)
    return folded if folded.isalnum() else "".join(_WORD.findall(folded))


def bare(name: str) -> str:
    """``plain`` without Arabic articles, which newspapers add, drop and assimilate freely: "Deir al-Zor", "Dayr az Zawr"."""
    folded = _fold_case(name)
    return folded if folded.isalnum() else "".join(_without_articles(_WORD.findall(folded)))


def _without_articles(words: list[str]) -> list[str]:
    return [w for i, w in enumerate(words) if w not in _ARTICLES or i == len(words) - 1]


def key_hash(name: str) -> int:
    """16 bits of ``bare``: enough to pass over names that merely sound alike."""
    return zlib.crc32(bare(name).encode()) & 0xFFFF


def sounds(name: str) -> str:
    """One letter for each sound class, vowels kept. The reading is the English one: ``ch`` as in Chernihiv, ``j`` as in Jabalia."""
    low = name.lower()
    if low.isascii() and low.isalnum():
        return _word_sounds(low)
    words = _without_articles(_WORD.findall(_without_marks(_MARKS.sub("", low.translate(_SOUNDS)))))
    return "".join(_word_sounds(w) for w in words)


def _word_sounds(word: str) -> str:
    if word[0] in "ae":
        word = _SUN_LETTER.sub(r"\1", word)
    written = set(word)
    for letters, pattern, letter in _DIGRAPHS:
        if not letters.isdisjoint(written):
            word = pattern.sub(letter, word)
    return _REPEAT.sub(r"\1", word.replace("J", "j"))


def readings(name: str) -> tuple[str, ...]:
    """``sounds`` under each way to read the letters that languages use differently: j as a glide (Hodejda), ch as kh (Charkiv), c as k or s."""
    lowered = name.lower()
    variants = [lowered]
    if "ch" in lowered:
        variants.append(lowered.replace("ch", "kh"))
    if re.search(r"j", lowered):
        variants += [re.sub(r"(?<![tsdzk])j", "y", v) for v in variants]
    if re.search(r"c(?!h)", lowered):
        variants += [re.sub(r"c(?!h)", "k", v) for v in variants]
    return tuple(dict.fromkeys(sounds(v) for v in variants))


def _consonants(sounded: str) -> str:
    start = "a" if sounded[:1] in "aeiouy" else ""
    return start + sounded.translate(_VOWELS)


def skeleton(name: str) -> str:
    """The consonants of the first reading, an initial vowel marked by ``a``: the gazetteer's index key. "Hudaydah", "Hodeida" → "hdd"."""
    return _consonants(sounds(name)) or "a"


def skeletons(name: str) -> tuple[str, ...]:
    """The skeleton under each reading of a name."""
    return tuple(dict.fromkeys(_consonants(r) or "a" for r in readings(name)))


def _vowels(sounded: str) -> str:
    for pattern, letter in _VOWEL_CLASSES:
        sounded = pattern.sub(letter, sounded)
    sounded = re.sub(r"[eyj](?![aeiou])|(?<=[aeiou])y", "i", sounded).replace("e", "a").replace("o", "u").replace("y", "i")
    return _REPEAT.sub(r"\1", sounded)


@lru_cache(maxsize=65536)
def _voiced(name: str) -> tuple[str, ...]:
    return tuple(_vowels(r) for r in readings(name))


def likeness(a: str, b: str) -> float:
    """How alike two names sound, 0 to 1: 1 minus the edit distance over the longer length, a vowel for a vowel costing 0.4 and a lost vowel 0.5."""
    return max((1 - _distance(x, y) / max(len(x), len(y), 1) for x in _voiced(a) for y in _voiced(b)), default=0.0)


def _distance(a: str, b: str) -> float:
    if a == b:
        return 0.0
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _lost(letter))
    for x in a:
        above, row = row, [row[0] + _lost(x)]
        for j, y in enumerate(b):
            swap = 0.0 if x == y else 0.4 if x in "aiu" and y in "aiu" else 1.0
            row.append(min(above[j] + swap, above[j + 1] + _lost(x), row[j] + _lost(y)))
    return row[-1]


def _lost(letter: str) -> float:
    return 0.5 if letter in "aiu" else 1.0
