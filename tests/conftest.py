"""What all tests share: the repository's root, and the developers' shared folder where there is one."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing here: the first one loads the tables of a language, and other programs share the processor.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("IFOLGE_SHARED", ROOT.parent / "shared"))
NO_SHARED = "no shared folder (gold, seeds) beside the repository; IFOLGE_SHARED names another place"
NO_SERVER = "PostgreSQL 15 or later is not installed (Debian: postgresql)"
LOUD = (NO_SHARED, NO_SERVER)
"""Reasons for skipping that the summary tells."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The developers' shared folder. A test that asks for it is skipped where it is absent, and the summary says so."""
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason=NO_SHARED))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = terminalreporter.getreports("skipped")
    reasons = Counter(str(r.longrepr[2]).removeprefix("Skipped: ") for r in reports if isinstance(r.longrepr, tuple))
    for reason in LOUD:
        if number := reasons[reason]:
            terminalreporter.write_line(f"{number} TESTS NOT RUN: {reason}", yellow=True, bold=True)
