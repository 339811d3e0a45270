"""A ledger as Parquet: the Arrow table, written as its entries come."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from ifolge.exports.flat import table_schema
from ifolge.exports.tables import arrow_schema, batches, needed
from ifolge.ledger import Entry
from ifolge.writing import whole_file

ROW_GROUP = 10
"""Batches of a row group, the piece of a file that readers skip or read as a whole: 10,000 entries."""


def write_parquet(entries: Iterable[Entry], target: BinaryIO | Path) -> None:
    """Write a Parquet file, a row group every 10,000 entries; same entries, same bytes.

    The file's metadata has the CSVW schema of the flat columns under ``csvw``, each column its description.

    :param target: a stream, which stays open, or a file, which is whole or not there at all.

    Raises ``IfolgeError`` IF809 without pyarrow, IF903 where the file cannot be written.
    """
    pa, pq = needed("pyarrow", what="Parquet"), needed("pyarrow.parquet", what="Parquet")
    schema = arrow_schema().with_metadata({"csvw": json.dumps(table_schema(), ensure_ascii=False)})
    with (
        whole_file(target) if isinstance(target, Path) else nullcontext(target) as stream,
        pq.ParquetWriter(stream, schema, compression="zstd") as writer,
    ):
        rest = batches(entries)
        while group := list(islice(rest, ROW_GROUP)):
            writer.write_table(pa.Table.from_batches(group))
