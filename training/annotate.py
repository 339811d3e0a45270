"""From a draft with quotations to a gold file with offsets: ``python -m training.annotate DRAFT.json …``.

An annotator quotes the words and never counts characters. A draft is a gold file (``docs/evaluation.md``) in which every span is a quotation from the article:
``"trigger": "bombet"``, and for a slot ``"q": "Minst ni"``; where the words stand more than once ``["bombet", 2]`` is the second time. The article has the name in ``doc`` and
lies beside the draft, or somewhere below the folder ``--texts``. Each draft ``x.draft.json`` becomes ``x.gold.json``; what is wrong is told with the claim it is in, and the file is not written.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from ifolge.codebook import event_types
from ifolge.evaluation.gold import GoldArticle, first_fault
from ifolge.records import Modality, Mode, Polarity, Stance

SLOTS = ("agents", "targets", "sources")
TYPES = tuple(event_types())
MODALITIES: tuple[str, ...] = get_args(Modality)
Draft = dict[str, Any]


class Fault(Exception):
    """What an annotator has to mend."""


def place_of(quote: str | list[Any], text: str) -> list[int]:
    """The offsets of a quotation: the words, or the words and which time they stand in the text."""
    words, nth = (quote, 1) if isinstance(quote, str) else (quote[0], int(quote[1]))
    found = [m.span() for m in re.finditer(re.escape(words), text)]
    if len(found) < nth:
        raise Fault(f"no {'such words' if nth == 1 else f'{nth}. time'}: {words!r}")
    if len(found) > 1 and _cuts_a_word(found[nth - 1], text) and not all(_cuts_a_word(span, text) for span in found):
        raise Fault(f"inside another word, count on: {words!r}")  # "lik" in "like"
    return list(found[nth - 1])


def _cuts_a_word(span: tuple[int, int], text: str) -> bool:
    start, end = span
    return (text[max(0, start - 1) : start + 1].isalnum() and start > 0) or (text[end - 1 : end + 1].isalnum() and end < len(text))


def _one_of(value: str | None, allowed: tuple[str, ...], what: str) -> None:
    for part in (value or allowed[0]).split("|"):
        if part not in allowed:
            raise Fault(f"{what}: {part!r} is none of {', '.join(allowed)}")


def claim_of(draft: Draft, text: str, number: int, stem: str) -> Draft:
    """A gold claim from its draft. Raises ``Fault``."""
    draft = dict(draft)
    triggers = draft.pop("triggers", None) or [draft.pop("trigger")]
    types = draft.pop("types", None) or [draft.pop("type")]
    for kind in types:
        _one_of(kind, TYPES, "type")
    _one_of(draft.get("polarity"), get_args(Polarity), "polarity")
    _one_of(draft.get("modality"), MODALITIES, "modality")
    _one_of(draft.get("stance"), get_args(Stance), "stance")
    _one_of(draft.get("mode"), get_args(Mode), "mode")
    claim: Draft = {"id": f"{stem}-{number:02}", "triggers": [place_of(t, text) for t in triggers], "types": types}
    claim |= {
        "polarity": "affirmed",
        "modality": "asserted",
        "stance": None,
        "mode": "narrated",
        "via": [],
        "place": None,
        "time": None,
        "optional": False,
    }
    for slot in SLOTS:
        claim[slot] = [_spanned({"certainty": "asserted", **actor}, text) for actor in draft.pop(slot, ())]
        for actor in claim[slot]:
            _one_of(actor["certainty"], MODALITIES, "certainty")
    claim["counts"] = [_spanned({"who": "unknown", **count}, text) for count in draft.pop("counts", ())]
    for slot in ("place", "time"):
        value = draft.pop(slot, None)
        claim[slot] = _spanned(value, text) if value else None
    return claim | draft


def _spanned(slot: Draft, text: str) -> Draft:
    quote = {k: v for k, v in slot.items() if k != "q"}
    return {**quote, "span": place_of(slot["q"], text)} if "q" in slot else quote


def article_of(doc: str, folder: Path) -> str:
    """The text of an article that lies in a folder or below it. Raises ``Fault`` where there is not exactly one of that name."""
    found = list(folder.rglob(doc))
    if len(found) != 1:
        raise Fault(f"{len(found)} articles of the name {doc} in {folder}")
    return found[0].read_text(encoding="utf-8")


def gold_of(path: Path, texts: Path | None = None) -> Draft:
    """The gold file of a draft; ``texts`` is the folder of the articles, the draft's own if not given. Raises ``Fault`` with every claim that is wrong."""
    draft = json.loads(path.read_text(encoding="utf-8"))
    text = article_of(draft["doc"], texts or path.parent)
    stem = Path(draft["doc"]).stem
    claims, faults = [], []
    for number, one in enumerate(draft["claims"], 1):
        try:
            claims.append(claim_of(one, text, number, stem))
        except (Fault, KeyError, TypeError, ValueError) as fault:
            faults.append(f"claim {number} ({one.get('trigger') or one.get('triggers')}): {type(fault).__name__} {fault}")
    if faults:
        raise Fault("\n  ".join(faults))
    gold = {**draft, "claims": claims}
    try:
        GoldArticle.model_validate(gold)
    except ValidationError as error:
        raise Fault(first_fault(error)) from None
    return gold


def main(paths: list[Path], texts: Path | None = None) -> Iterator[str]:
    """Write the gold of each draft; what could not be written is told."""
    for path in paths:
        try:
            gold = gold_of(path, texts)
        except (Fault, KeyError, OSError, json.JSONDecodeError) as fault:
            yield f"{path}: {type(fault).__name__}\n  {fault}"
            continue
        path.with_name(path.name.replace(".draft.", ".gold.")).write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("drafts", nargs="+", type=Path)
    parser.add_argument(
        "--texts", type=Path, metavar="FOLDER", help="where the articles lie, in it or below it; the folder of each draft if not given"
    )
    options = parser.parse_args()
    told = list(main(options.drafts, options.texts))
    print("\n".join(told) or "all written")
    sys.exit(bool(told))
