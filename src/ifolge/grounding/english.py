"""English nouns in singular and plural: the tables name a kind of people or thing once."""

from __future__ import annotations

IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "wives": "wife",
    "thieves": "thief",
    "people": "person",
    "calves": "calf",
    "geese": "goose",
    "knives": "knife",
}
"""Plurals that no ending makes, by last word or its end ("policemen")."""

INVARIABLE = frozenset(
    """aircraft police people mujahideen media staff personnel dead wounded injured elderly missing youth livestock cattle sheep clergy remains ammunition forces troops artillery infantry
    food aid equipment population wreckage navy enemy guerrillas offspring public press crew spacecraft hovercraft barracks headquarters works gas medicine fuel flour rice grain responsible""".split()
)
"""Last words that have no other number, or none that means the same."""


def plural_of(noun: str) -> str:
    """A noun phrase in the plural; what is plural already stays."""
    head, of, whole = noun.partition(" of ")
    if of:
        return plural_of(head) + of + whole
    before, _, last = noun.rpartition(" ")
    if last in INVARIABLE or is_plural(last):
        return noun
    made = next((last.removesuffix(one) + many for many, one in IRREGULAR.items() if many != "people" and last.endswith(one)), None)
    if made is None and last.endswith("y") and last[-2:-1] not in "aeou":
        made = last[:-1] + "ies"
    if made is None:
        made = last + ("es" if last.endswith(("x", "ch", "sh", "s", "z")) else "s")
    return f"{before} {made}".strip()


def singular_of(noun: str) -> str:
    """A noun phrase in the singular; what is singular already stays."""
    head, of, whole = noun.partition(" of ")
    if of:
        return singular_of(head) + of + whole
    before, _, last = noun.rpartition(" ")
    if last in INVARIABLE or not is_plural(last):
        return noun
    made = next((last.removesuffix(many) + one for many, one in IRREGULAR.items() if last.endswith(many)), None)
    if made is None and last.endswith("ies") and len(last) > 4:
        made = last[:-3] + "y"
    if made is None:
        made = last[:-2] if last.endswith(("xes", "ches", "shes", "sses", "buses")) else last[:-1]
    return f"{before} {made}".strip()


def is_plural(word: str) -> bool:
    """Whether an English word is a plural by its ending."""
    return word.endswith(tuple(IRREGULAR)) or (word.endswith("s") and not word.endswith(("ss", "us", "as", "is")))
