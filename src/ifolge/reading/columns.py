"""Row → draft: which column holds what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ifolge.errors import Issue, issue
from ifolge.reading.drafts import Draft
from ifolge.reading.options import COLUMNS, ReadOptions
from ifolge.reading.rows import Row


def drafts(rows: Iterable[Row | Issue], *, doc: str, where: str, options: ReadOptions, one_header: bool = False) -> Iterator[Draft | Issue]:
    """A draft for each row. A column that the user names must be there (IF108); else the usual names are tried, and only the text is needed.

    A row's article is named by its ``id``, else its ``url``, else ``file#line``. Where all rows have ``one_header``, a missing column ends the reading.
    """
    row = None
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        chosen = {field: _column(field, row, options) for field in COLUMNS}
        missing = [name for field, name in options.columns.items() if name not in row.cells]
        if missing or chosen["text"] is None:
            name = missing[0] if missing else COLUMNS["text"][0]
            yield issue("IF108", where=where, line=1 if one_header else row.line, column=name, columns=", ".join(map(str, row.cells)))
            if one_header:
                return
            continue
        value = {field: row.cells.get(column) if column is not None else None for field, column in chosen.items()}
        text = value["text"]
        if not isinstance(text, str) or not text.strip():
            yield issue("IF116", where=where, line=row.line)
            continue
        said = {field: str(v).strip() for field, v in value.items() if v is not None and str(v).strip()}
        yield Draft(
            doc=said.get("id") or said.get("url") or f"{doc}#{row.line}",
            where=where,
            line=row.line,
            text=text,
            title=said.get("title"),
            url=said.get("url"),
            publisher=said.get("publisher"),
            language=said.get("language"),
            dates=(value["date"],) if "date" in said else (),
        )
    if row is None:
        yield issue("IF102", where=where, line=1)


def _column(field: str, row: Row, options: ReadOptions) -> str | None:
    names = (options.columns[field],) if field in options.columns else COLUMNS[field]
    return next((name for name in names if name in row.cells), None)
