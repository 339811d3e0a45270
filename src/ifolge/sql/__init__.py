"""SQL over a ledger: DuckDB, read-only views, nothing else within reach."""

from ifolge.sql.session import Session, answer, session, statements
from ifolge.sql.views import VIEWS

__all__ = ["VIEWS", "Session", "answer", "session", "statements"]
