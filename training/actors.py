"""Build the parts of the actor register that come from sources: states, demonyms, UCDP's organised actors; and check the UCDP ids of all parts.

``python -m training.actors --ucdp ucdp-actor-221.csv`` writes ``data/actors/states.csv`` and ``data/actors/ucdp.csv`` and the packs' ``demonyms.tsv``.
Country names: Unicode CLDR through Babel (Unicode licence). Armed actors: UCDP Actor Dataset 22.1 (cite UCDP; CC BY 4.0). Demonyms, capitals and state
aliases: ``training/actors_src``, written by us. The other parts (``armed.csv``, ``organisations.csv``, ``media.csv``) are edited by hand and only checked here.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ifolge.grounding.register import COLUMNS
from ifolge.languages import LANGUAGES

SOURCES = Path(__file__).parent / "actors_src"
PACKAGE = Path(__file__).parents[1] / "src" / "ifolge"
REGISTER = PACKAGE / "data" / "actors"

# CLDR's English names that are not the usual ones in news.
USUAL = {
    "MM": "Myanmar",
    "CD": "DR Congo",
    "CG": "Republic of the Congo",
    "PS": "Palestine",
    "CZ": "Czech Republic",
    "CI": "Ivory Coast",
    "TR": "Turkey",
    "TL": "East Timor",
    "BA": "Bosnia and Herzegovina",
    "VA": "Vatican City",
    "SU": "Soviet Union",
    "YU": "Yugoslavia",
    "CV": "Cape Verde",
    "HK": "Hong Kong",
    "ST": "Sao Tome and Principe",
}
# UCDP's names of governments where they differ from ours by more than a bracket.
UCDP_STATES = {
    "BA": "Bosnia-Herzegovina",
    "YU": "Yugoslavia",
    "US": "United States of America",
    "SZ": "Swaziland",
    "MK": "North Macedonia",
    "CG": "Congo",
    "KG": "Kyrgyzstan",
}
# Written names of countries in UCDP's Location column, beside the plain ones.
LOCATIONS = {
    "Bosnia-Herzegovina": "BA",
    "United States of America": "US",
    "Congo": "CG",
    "Hyderabad": "IN",
    "South Vietnam": "VN",
    "South Yemen": "YE",
    "Ivory Coast": "CI",
}
# Armed conflicts that ended before the register's first year, 1989.
BEFORE_1989 = frozenset(
    str(n)
    for n in (
        160,
        161,
        162,
        163,
        164,
        165,
        166,
        167,
        168,
        171,
        172,
        173,
        174,
        175,
        176,
        177,
        179,
        184,
        188,
        197,
        198,
        202,
        203,
        213,
        214,
        215,
        217,
        218,
        219,
        220,
        221,
        222,
        226,
        227,
        228,
        229,
        230,
        236,
        237,
        238,
        240,
        244,
        245,
        246,
        247,
        248,
        259,
        263,
        264,
        265,
        268,
        271,
        274,
        280,
        311,
        312,
        324,
        375,
        376,
        377,
    )
)
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]+$")
UNNAMED = re.compile(
    r"\b(military faction|forces of|irregulars|insurgents|militia \(|residents|supporters|civilians|self-defen[cs]e group)\b", re.IGNORECASE
)


# UCDP names that are common words, places or peoples in running text.
COMMON = frozenset(
    (
        "Spanish",
        "Elements",
        "Outlaws",
        "Greenlanders",
        "Perci",
        "Maidan",
        "Estados Unidos",
        "Cobras",
        "Ninjas",
        "Rastas",
        "Jama'at",
        "Black",
        "Islamic State",
        "Republic of Armenia",
        "Republic of Slovenia",
        "Republic of Croatia",
        "Republic of Georgia",
        "Republic of Azerbaijan",
        "Republic of Bosnia-Herzegovina",
        "Republic of South Sudan",
        "Tibet",
    )
)
# Forms of demonyms that are far commoner as other words (nb "finner" finds, sv "lett" led, da "tjekker" checks).
AMBIGUOUS = {
    "nb": {"finne", "finner", "ire", "irer"},
    "nn": {"finne", "ire"},
    "da": {"lette", "letten", "letter", "tjekker"},
    "sv": {"lett", "letten", "letter", "finne"},
    "en": frozenset(),
}


def read(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(file, delimiter=delimiter)]


def write(path: Path, rows: list[dict[str, str]], columns: list[str], delimiter: str = ",") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


# -- demonyms -------------------------------------------------------------------------------------------------------------------------------------

ADJECTIVES = {"nb": ("", "e"), "nn": ("", "e"), "da": ("", "e"), "sv": ("", "t", "a", "e"), "en": ("",)}
UMLAUT = {"mann": ("mann", "mannen", "menn", "mennene"), "mand": ("mand", "manden", "mænd", "mændene"), "man": ("man", "mannen", "män", "männen")}


def adjectives(lang: str, words: str) -> Iterator[str]:
    """All forms of the space-separated adjectives of one country."""
    for word in [words] if lang == "en" and words[:1].isupper() and words in MULTIWORD else split(lang, words):
        endings = ADJECTIVES[lang] if word.endswith("sk") else ("",)
        yield from (word + ending for ending in endings)


MULTIWORD = frozenset(
    "Central African,Costa Rican,Cape Verdean,Equatorial Guinean,North Korean,South Korean,Papua New Guinean,New Zealand,New Zealander,Saint Lucian,Sierra Leonean,"
    "Solomon Islander,South African,South Sudanese,Sri Lankan,East Timorese,South Ossetian,Saudi Arabian,Vatican citizen,ethnic Karen,Karabakh Armenian,Turkish Cypriot".split(
        ","
    )
)


def split(lang: str, words: str) -> list[str]:
    """The words of a cell; names of several words are kept together."""
    found = []
    for phrase in sorted(MULTIWORD, key=len, reverse=True):
        if lang == "en" and phrase in words:
            found.append(phrase)
            words = words.replace(phrase, " ")
    return words.split() + found


def doubled(word: str) -> str:
    """Danish doubles the last consonant of -it, -at, -ak, -ot, -av, -an stress before an ending (yemenitten, polakken)."""
    return word + word[-1] if re.search(r"[aio](t|k)$", word) else word


def inhabitants(lang: str, words: str) -> Iterator[str]:
    """Indefinite and definite forms, singular and plural, of the words for the people of one country."""
    for word in split(lang, words):
        word, _, plural = word.partition("+")
        for ending, forms in UMLAUT.items():
            if word.endswith(ending) and lang != "en" and len(word) > len(ending) + 2 and not word.endswith(("roman",)) and not plural:
                yield from (word.removesuffix(ending) + form for form in forms)
                break
        else:
            yield from PARADIGMS[lang](word, plural)


def _bokmaal(word: str, _: str) -> tuple[str, ...]:
    stem = word.removesuffix("e")
    if word.endswith("er"):
        return word, word + "en", word + "e", word + "ne"
    if word.endswith("ing"):
        return word, word + "en", word + "er", word + "ene"
    return (word, stem + "en", stem + "er", stem + "ene") if word.endswith("e") else (word, word + "en", word + "er", word + "ene")


def _nynorsk(word: str, _: str) -> tuple[str, ...]:
    if word.endswith("er"):
        stem = word.removesuffix("er")
        return stem + "ar", stem + "aren", stem + "arar", stem + "arane"
    stem = word.removesuffix("e")
    return word, stem + "en", stem + "ar", stem + "ane"


def _danish(word: str, _: str) -> tuple[str, ...]:
    if word.endswith("er"):
        return word, word + "en", word + "e", word + "ne"
    if word.endswith("e"):
        return word, word + "n", word + "r", word + "rne"
    stem = doubled(word)
    return word, stem + "en", stem + "er" if not word.endswith("ing") else word + "e", stem + "erne" if not word.endswith("ing") else word + "ene"


def _swedish(word: str, plural: str) -> tuple[str, ...]:
    if word.endswith("are"):
        return word, word + "n", word, word[:-1] + "na"
    if word.endswith("er"):
        return word, word + "n", word, word + "na"
    stem = word.removesuffix("e")
    ending = plural or "ar"
    return word, stem + "en", stem + ending, stem + ending + "na"


def _english(word: str, _: str) -> tuple[str, ...]:
    if word.endswith("man"):
        return word, word.removesuffix("an") + "en"
    return (word,) if word.endswith(("ese", "s", "oi")) else (word, word + "s")


PARADIGMS = {"nb": _bokmaal, "nn": _nynorsk, "da": _danish, "sv": _swedish, "en": _english}
NYNORSK = (("øst", "aust"), ("Øst", "Aust"), ("hvite", "kvite"), ("nordmann", "nordmann"))


def nynorsk(words: str) -> str:
    """Nynorsk words from bokmål ones, where spelling differs."""
    for old, new in NYNORSK:
        words = words.replace(old, new)
    return words


def demonyms() -> dict[str, list[dict[str, str]]]:
    """The demonym table of every language."""
    tables: dict[str, list[dict[str, str]]] = {lang: [] for lang in LANGUAGES}
    for row in read(SOURCES / "demonyms.csv", "|"):
        capitals = {"en": row["capital"].split(";")[0]} | dict(part.split("=") for part in row["capital"].split(";")[1:])
        for lang in LANGUAGES:
            source = "nb" if lang == "nn" else lang
            adj, inh = row[f"{source}_adj"], row[f"{source}_inh"]
            if lang == "nn":
                adj, inh = nynorsk(adj), nynorsk(inh)
            seat = capitals.get(source, capitals["en"])
            tables[lang].append(
                {
                    "code": row["iso"],
                    "adjectives": ";".join(dict.fromkeys(adjectives(lang, adj))),
                    "inhabitants": ";".join(form for form in dict.fromkeys(inhabitants(lang, inh)) if form not in AMBIGUOUS[lang]),
                    "capitals": seat if (" " in seat and seat in CAPITAL_PHRASES) or " " not in seat else ";".join(capital_names(seat)),
                }
            )
    return tables


CAPITAL_PHRASES = frozenset(
    (
        "Andorra la Vella,Saint John's,Buenos Aires,La Paz,Bandar Seri Begawan,Phnom Penh,San José,Santo Domingo,San Salvador,Addis Ababa,Addis Abeba,Guatemala City,Guatemala by,"
        "New Delhi,Tel Aviv,Kuwait City,Kuwait by,Luxembourg City,Kuala Lumpur,Port Louis,Mexico City,Mexico by,Ulan Bator,The Hague,Panama City,Panama by,Port Moresby,San Marino,São Tomé,"
        "Dar es Salaam,Port of Spain,Abu Dhabi,Port Vila,Vatican City,El Aaiún,Saint George's"
    ).split(",")
)


def capital_names(seat: str) -> list[str]:
    """The names in a cell that holds several."""
    found = []
    for phrase in sorted(CAPITAL_PHRASES, key=len, reverse=True):
        if phrase in seat:
            found.append(phrase)
            seat = seat.replace(phrase, " ")
    return found + seat.split()


# -- states and UCDP ------------------------------------------------------------------------------------------------------------------------------


NO_ARMY = frozenset(("AD", "CR", "IS", "LI", "MC", "PA", "PS", "VA"))  # states without armed forces of their own


def states(ucdp: list[dict[str, str]]) -> list[dict[str, str]]:
    """One row a state (and the two federations that fell apart): names from CLDR, aliases from our list, UCDP's id of its government."""
    from babel import Locale

    territories = {lang: Locale.parse(lang).territories for lang in LANGUAGES}
    extra: dict[tuple[str, str], str] = {(r["iso"], r["lang"]): r["aliases"] for r in read(SOURCES / "state_aliases.csv", "|")}
    governments = {
        re.sub(r"\s*\(.*", "", r["NameData"]).removeprefix("Government of "): r["ActorId"] for r in ucdp if r["NameData"].startswith("Government of ")
    }
    rows = []
    for row in read(SOURCES / "demonyms.csv", "|"):
        code = row["iso"]
        if not code.isupper():
            continue
        name = USUAL.get(code, territories["en"].get(code, code)).replace("&", "and")
        cells = {"id": code, "name": name, "kind": "state_government", "country": code, "ucdp": governments.get(UCDP_STATES.get(code, name), "")}
        for lang in LANGUAGES:
            official = territories[lang].get(code, "")
            official = "" if "(" in official or " - " in official or code in ("SU", "YU") else official.replace("&", "and")
            more = extra.get((code, lang), extra.get((code, "nb"), "") if lang == "nn" else "").split(";")
            cells[f"aliases_{lang}"] = ";".join(dict.fromkeys(a for a in (official, *more) if a and a != name))
        if code in NO_ARMY:
            cells["epithets"] = "no_army"
        if code in ("SU", "YU"):
            cells["active_to"] = {"SU": "1991", "YU": "2003"}[code]
        rows.append(cells)
    return rows


def located(location: str, codes: dict[str, str]) -> list[str]:
    """ISO codes of UCDP's list of countries ("Myanmar (Burma), Thailand")."""
    names = [re.sub(r"\s*\(.*?\)", "", part).strip() for part in location.split(",")]
    return list(dict.fromkeys(codes[n] for n in names if n in codes))


def organised(ucdp: list[dict[str, str]], state_rows: list[dict[str, str]], taken: set[str]) -> list[dict[str, str]]:
    """UCDP's formally organised non-state actors that no hand-written part has."""
    codes = {r["name"]: r["id"] for r in state_rows} | {"Bosnia-Herzegovina": "BA", "Serbia": "RS", "Kosovo": "XK"} | LOCATIONS
    rows = []
    for r in ucdp:
        number, short = r["ActorId"], r["NameData"].strip()
        if r["Org"] != "1" or number in taken or number in BEFORE_1989 or UNNAMED.search(short):
            continue
        if short in COMMON:
            continue
        full = r["NameOrigFullEng"].strip().removeprefix("n/a") or short
        acronyms = list(dict.fromkeys(w for w in re.split(r",\s*", short) if re.fullmatch(r"[A-Z][A-Z0-9/&.-]{1,9}", w)))
        name = full if acronyms and not re.search(r"\bfaction\b", short) else short
        own = [
            a
            for a in (short, r["NameOrigFull"].strip(), full)
            if a and a != name and a not in acronyms and a != "n/a" and a not in COMMON and LATIN.match(a)
        ]
        rows.append(
            {
                "id": f"ucdp-{number}",
                "name": name,
                "kind": "non_state_armed",
                "country": " ".join(located(r["Location"], codes)),
                "ucdp": number,
                "aliases_en": ";".join(dict.fromkeys(a.replace(";", ",") for a in own)),
                "acronyms": ";".join(acronyms),
            }
        )
    return rows


def problems(parts: dict[str, list[dict[str, str]]], known: set[str]) -> Iterator[str]:
    """UCDP ids that UCDP does not have, ids used twice, parents that are missing."""
    ids: dict[str, str] = {}
    for part, rows in parts.items():
        for number, row in enumerate(rows, start=2):
            if row["id"] in ids:
                yield f"{part}:{number}: id {row['id']} is also in {ids[row['id']]}"
            ids[row["id"]] = f"{part}:{number}"
            yield from (f"{part}:{number}: UCDP has no actor {u}" for u in row.get("ucdp", "").split() if u not in known)
    for part, rows in parts.items():
        yield from (f"{part}: {row['id']}: no parent {row['parent']}" for row in rows if row.get("parent") and row["parent"].split(":")[0] not in ids)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--ucdp", type=Path, required=True, help="UCDP Actor Dataset 22.1 as CSV")
    ucdp = read(options.parse_args().ucdp)
    hand = {p.name: read(p) for p in sorted(REGISTER.glob("*.csv")) if p.name not in ("states.csv", "ucdp.csv")}
    state_rows = states(ucdp)
    taken = {u for rows in hand.values() for r in rows for u in r["ucdp"].split()}
    armed = organised(ucdp, state_rows, taken)
    write(REGISTER / "states.csv", state_rows, list(COLUMNS))
    write(REGISTER / "ucdp.csv", armed, list(COLUMNS))
    for lang, rows in demonyms().items():
        write(PACKAGE / "languages" / lang / "demonyms.tsv", rows, ["code", "adjectives", "inhabitants", "capitals"], "\t")
    parts = hand | {"states.csv": state_rows, "ucdp.csv": armed}
    found = list(problems(parts, {r["ActorId"] for r in ucdp}))
    print("\n".join([*found, *(f"{name}: {len(rows)} actors" for name, rows in parts.items()), f"in all {sum(map(len, parts.values()))}"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
