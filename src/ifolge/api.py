"""A ledger for Python: the questions of the command line, answered with records, Arrow tables and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ifolge.exports.tables import arrow_table, pandas_frame, polars_frame
from ifolge.extraction import Extractor
from ifolge.ledger import ActorOrder, ActorRow, Entry, Filters, IncidentOrder, IncidentRow, SourceOrder, SourceRow, Store, Summary
from ifolge.ledger import run as run_into
from ifolge.reading import ReadOptions, read
from ifolge.records import Judgement, JudgementVerdict

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Ledger:
    """One ledger, opened with ``Ledger.open``; usable as a context manager.

    Everywhere ``filters`` are those of ``ifolge.ledger.Filters`` by their names, given as words or values (``Filters.of``): ``since="2021-06"``, ``countries="SY"``,
    ``types=("airstrike", "shelling")``. A value that means nothing raises ``IfolgeError`` IF811.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Self:
        """The ledger in a SQLite file or at the URL of a PostgreSQL database.

        :param create: make it where there is none.
        :raises IfolgeError: IF801 … IF809 where it cannot be opened.
        """
        return cls(Store.open(where, create=create))

    def close(self) -> None:
        """Let go of all connections."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def claims(self, **filters: Any) -> Iterator[Entry]:
        """Claims as they stand now, one after the other, in constant memory."""
        return self.store.entries(Filters.of(**filters))

    def count(self, **filters: Any) -> int:
        """How many claims there are, ``limit`` aside."""
        return self.store.count(Filters.of(**filters))

    def arrow(self, **filters: Any) -> pa.Table:
        """Claims as an Arrow table (``ifolge.exports.columns``). Raises ``IfolgeError`` IF809 without pyarrow."""
        return arrow_table(self.claims(**filters))

    def pandas(self, **filters: Any) -> pd.DataFrame:
        """The same table as a data frame of pandas. Raises ``IfolgeError`` IF809 without pandas."""
        return pandas_frame(self.claims(**filters))

    def polars(self, **filters: Any) -> pl.DataFrame:
        """The same table as a data frame of polars. Raises ``IfolgeError`` IF809 without polars."""
        return polars_frame(self.claims(**filters))

    def sql(self, query: str) -> pa.Table:
        """The result of SQL over the views of ``ifolge sql``, the last one's of several statements.

        :raises IfolgeError: IF809 without the extra ``sql``, IF832 for bad SQL.
        """
        from ifolge.sql import answer

        return answer(self.store, query)

    def sources(self, *, order: SourceOrder | None = None, descending: bool = False, limit: int | None = None, **filters: Any) -> Iterator[SourceRow]:
        """Who says the claims, those with most claims first; ``order``, ``descending`` and ``limit`` are of the sources."""
        return self.store.sources(Filters.of(**filters), order=order, descending=descending, limit=limit)

    def actors(self, *, order: ActorOrder | None = None, descending: bool = False, limit: int | None = None, **filters: Any) -> Iterator[ActorRow]:
        """Agents and targets of the claims, likewise."""
        return self.store.actors(Filters.of(**filters), order=order, descending=descending, limit=limit)

    def incidents(
        self, *, order: IncidentOrder = "time", descending: bool = False, limit: int | None = None, **filters: Any
    ) -> Iterator[IncidentRow]:
        """Incidents of which the filters want a claim."""
        return self.store.incidents(Filters.of(**filters), order=order, descending=descending, limit=limit)

    def judge(
        self,
        claim: str,
        verdict: JudgementVerdict,
        *,
        reviewer: str,
        reason: str,
        slot: str | None = None,
        value: Any = None,
        at: datetime | None = None,
    ) -> Judgement:
        """Decide on a claim, by its id or the beginning of it (``Store.judge``)."""
        return self.store.judge(claim, verdict, reviewer=reviewer, reason=reason, slot=slot, value=value, at=at)

    def undo(self, judgement_id: str, *, reviewer: str, reason: str, at: datetime | None = None) -> Judgement:
        """Undo a judgement by another one (``Store.undo``)."""
        return self.store.undo(judgement_id, reviewer=reviewer, reason=reason, at=at)

    def run(self, paths: Sequence[str | Path], *, options: ReadOptions | None = None, extractor: Extractor | None = None) -> Summary:
        """Extract the claims of articles into the ledger; what is there already is passed over (``ifolge run``).

        Articles that could not be read are among the summary's ``faults``.
        """
        return run_into(self.store, read(paths, options=options), extractor=extractor or Extractor(), sources=[str(path) for path in paths])
