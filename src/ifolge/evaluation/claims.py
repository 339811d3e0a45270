"""Reading back what an extractor wrote: claims as JSON lines, grouped by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from ifolge.errors import fail
from ifolge.evaluation.gold import first_fault
from ifolge.records import Claim


def read_claims(path: str | Path) -> Mapping[str, list[Claim]]:
    """The claims of a JSONL file by the file name of their article, in file order.

    Raises ``IfolgeError`` IF101 for a missing file, IF603 for the first line that is not a claim.
    """
    path = Path(path)
    if not path.is_file():
        raise fail("IF101", where=str(path))
    by_doc: dict[str, list[Claim]] = defaultdict(list)
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            claim = Claim.from_json(line)
        except ValidationError as error:
            raise fail("IF603", where=str(path), line=number, detail=first_fault(error)) from None
        by_doc[Path(claim.doc).name].append(claim)
    return by_doc
