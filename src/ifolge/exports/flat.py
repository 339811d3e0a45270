"""A ledger as CSV, and the metadata of W3C's CSV on the Web (CSVW) that says what its columns hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ifolge.exports.columns import COLUMNS, KEY
from ifolge.ledger import Entry
from ifolge.writing import Datatype, csv_table

DATATYPES: dict[Datatype, str | dict[str, str]] = {
    "string": "string",
    "integer": "integer",
    "decimal": "decimal",
    "boolean": {"base": "boolean", "format": "yes|no"},
    "date": "date",
    "datetime": "datetime",
}
"""How CSVW names a datatype, and the form that it has in a cell."""

RIGHTS = (
    "Words of articles belong to their publishers. Places: GeoNames (CC BY 4.0), Who's On First, Natural Earth. "
    "Ids of actors: UCDP Actor Dataset 22.1 (CC BY 4.0)."
)
"""What is known of the rights in a ledger's rows. There is no licence for the whole: it is its keeper's to give."""


def flat_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A header and one line an entry, RFC 4180 with ``\\n`` line ends; the columns are ``COLUMNS``."""
    return csv_table(COLUMNS, entries)


def csvw_metadata(name: str, *, title: str = "Claims of a ledger") -> str:
    """The CSVW metadata of the file that ``flat_csv`` wrote, to be stored beside it as ``<name>-metadata.json``.

    :param name: the file's name, relative to the metadata.
    """
    table = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": title,
        "dc:description": "One row a claim: what one source says, in one article, of one event. An empty cell means that it is not known.",
        "dc:rights": RIGHTS,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "quoteChar": '"', "doubleQuote": True, "header": True},
        "tableSchema": table_schema(),
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def table_schema() -> dict[str, Any]:
    """The columns as a CSVW schema, without the file that they are of."""
    columns = [
        {"name": c.name, "titles": c.name, "dc:description": c.doc, "datatype": DATATYPES[c.datatype], "null": "", "required": c.name == KEY}
        for c in COLUMNS
    ]
    return {"columns": columns, "primaryKey": KEY}
