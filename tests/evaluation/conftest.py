"""Claims made from gold, right in every slot, and then spoilt in ways that extractors spoil them."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ifolge.records import Claim

Json = dict[str, Any]
DATA = Path(__file__).parent / "data"
TYPES = ("airstrike", "killing", "statement", "movement", "bombing")


def span(text: str, offsets: list[int]) -> Json:
    return {"start": offsets[0], "end": offsets[1], "text": text[offsets[0] : offsets[1]]}


def actor(names: list[str]) -> Json:
    return {"id": f"test:{names[0]}", "name": names[0], "kind": "unknown"}


def perfect(gold: Json, doc: str, lang: str, text: str) -> Json:
    """The claim that an annotator would have written."""
    start, end = gold["triggers"][0]
    people = {slot: [{"mention": span(text, a["span"]), "actor": actor(a["names"])} for a in gold[slot]] for slot in ("agents", "targets")}
    sources = [{"span": span(text, s["span"]), "kind": "party", "actor": actor(s["names"])} for s in gold["sources"]]
    place, time = gold["place"], gold["time"]
    modality = gold["modality"].replace("hedged", "possible").split("|")[0]
    counts = [
        {"effect": c["effect"], "who": c.get("who", "unknown").split("|")[0], "low": c["low"], "high": c["high"], "span": span(text, c["span"])}
        for c in gold["counts"]
    ]
    return {
        "claim_id": f"clm_{gold['id']}",
        "doc_id": f"doc_{doc}",
        "doc": doc,
        "event_id": f"evt_{gold['id']}",
        "lang": lang,
        "type": gold["types"][0],
        "polarity": gold["polarity"].split("|")[0],
        "modality": modality,
        "trigger": span(text, [start, end]),
        "evidence": [span(text, [text.rfind("\n", 0, start) + 1, end])],
        **people,
        "counts": counts,
        "place": place
        and {
            "span": span(text, place["span"]),
            "name": place["names"][0],
            "country": place["country"].split("|")[0],
            "lat": place["lat"],
            "lon": place["lon"],
            "precision": place["precision"][0],
        },
        "time": time and {"span": span(text, time["span"]), "earliest": time["truth"], "latest": time["truth"]},
        "attribution": {"mode": gold["mode"], "sources": sources},
        "confidence": 0.5,
        "extractor": {"name": "test", "version": "0", "rule": "gold"},
    }


def shift_trigger(claim: Json, text: str, rng: random.Random) -> None:
    start = max(0, min(len(text) - 12, claim["trigger"]["start"] + rng.randint(-40, 40)))
    claim["trigger"] = span(text, [start, start + rng.randint(1, 12)])


def shrink_evidence(claim: Json, text: str, rng: random.Random) -> None:
    start = claim["evidence"][0]["start"] + rng.randint(0, 30)
    claim["evidence"] = [span(text, [start, min(len(text), start + rng.randint(1, 60))])]


def change_type(claim: Json, text: str, rng: random.Random) -> None:
    claim["type"] = rng.choice(TYPES)


def drop_slot(claim: Json, text: str, rng: random.Random) -> None:
    slot = rng.choice(["agents", "targets", "counts", "place", "time", "sources"])
    if slot == "sources":
        claim["attribution"]["sources"] = []
    else:
        claim[slot] = None if slot in ("place", "time") else []


def swap_roles(claim: Json, text: str, rng: random.Random) -> None:
    claim["agents"], claim["targets"] = claim["targets"], claim["agents"]


def rename_actor(claim: Json, text: str, rng: random.Random) -> None:
    for participant in claim["agents"] + claim["targets"] + claim["attribution"]["sources"]:
        known = participant.get("actor")
        louder = known and {**known, "name": known["name"].upper() + "."}
        participant["actor"] = rng.choice([None, louder, actor(["Nobody"]), {**actor(["Nobody"]), "affiliation": known}])


def change_count(claim: Json, text: str, rng: random.Random) -> None:
    for count in claim["counts"]:
        count.update(rng.choice([{"low": 0, "high": 999}, {"effect": "injured"}, {"who": "child"}, {"who": "unknown"}, {"low": None}]))
    claim["counts"] += claim["counts"][: rng.randint(0, 1)]


def move_place(claim: Json, text: str, rng: random.Random) -> None:
    if place := claim["place"]:
        place.update(
            rng.choice(
                [
                    {"lat": place["lat"] and place["lat"] + rng.uniform(-2.5, 2.5)},
                    {"lon": place["lon"] and place["lon"] + rng.uniform(-0.6, 0.6)},
                    {"country": rng.choice(["SY", "LB", None])},
                    {"lat": None, "lon": None},
                    {"lat": None, "name": "Elsewhere"},
                ]
            )
        )


def move_time(claim: Json, text: str, rng: random.Random) -> None:
    if claim["time"]:
        first = date.fromisoformat(claim["time"]["earliest"] or "2020-01-01") + timedelta(days=rng.randint(-3, 1))
        last = first + timedelta(days=rng.choice([0, 1, 2, 34, 35, 36, 40]))
        known = rng.random() < 0.9
        claim["time"].update(earliest=str(first) if known else None, latest=str(last) if known else None)


def add_slot(claim: Json, text: str, rng: random.Random) -> None:
    where = claim["trigger"]
    slot = rng.choice(["agents", "targets", "place", "time", "sources"])
    if slot == "sources":
        claim["attribution"]["sources"].append({"span": where, "kind": "media", "actor": actor(["AFP"])})
    elif slot == "place":
        claim["place"] = {"span": where, "name": "Kyiv", "country": "UA", "lat": 50.45, "lon": 30.52, "precision": 1}
    elif slot == "time":
        claim["time"] = {"span": where, "earliest": "2019-03-01", "latest": "2019-03-31"}
    else:
        claim[slot].append({"mention": where})


def change_marks(claim: Json, text: str, rng: random.Random) -> None:
    claim["polarity"] = rng.choice(["affirmed", "denied"])
    claim["modality"] = rng.choice(["asserted", "probable", "possible", "planned", "demanded"])


def imply_source(claim: Json, text: str, rng: random.Random) -> None:
    claim["attribution"]["implied"] = True


SPOILERS: tuple[Callable[[Json, str, random.Random], None], ...] = (
    shift_trigger,
    shrink_evidence,
    change_type,
    drop_slot,
    swap_roles,
    rename_actor,
    change_count,
    move_place,
    move_time,
    add_slot,
    change_marks,
    imply_source,
)


def spoilt(claims: list[Json], text: str, rng: random.Random) -> list[Json]:
    """Claims left out, told twice, put in another order, and each spoilt up to four times."""
    kept = [c for c in copy.deepcopy(claims) if rng.random() > 0.1]
    kept += [copy.deepcopy(c) for c in kept if rng.random() < 0.15]
    for claim in kept:
        for _ in range(rng.randint(0, 4)):
            rng.choice(SPOILERS)(claim, text, rng)
    rng.shuffle(kept)
    return kept


class Perturber:
    """Writes claims files for gold files: perfect, or spoilt by a seed."""

    def __init__(self, gold: list[Path], texts: Path) -> None:
        self.gold = gold
        self._articles = []
        for path in gold:
            annotated = json.loads(path.read_text(encoding="utf-8"))
            text = (texts / annotated["doc"]).read_text(encoding="utf-8")
            claims = [perfect(claim, annotated["doc"], annotated["lang"], text) for claim in annotated["claims"]]
            self._articles.append((text, claims))

    def write(self, path: Path, *, seed: int | None) -> Path:
        rng = random.Random(seed)
        claims = [c for text, whole in self._articles for c in (whole if seed is None else spoilt(whole, text, rng))]
        path.write_text("".join(Claim.model_validate(c).to_json() + "\n" for c in claims), encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def ours() -> Perturber:
    """Our own three constructed articles."""
    return Perturber(sorted(DATA.glob("*.gold.json")), DATA)


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Perturber:
    """The two real articles of the developers' shared folder."""
    return Perturber(sorted((shared / "gold" / "seeds").glob("*.gold.json")), shared / "seeds")
