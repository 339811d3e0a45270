"""The command line: one verb per stage, and no logic of its own.

Results go to standard output, everything else to standard error. Exit status: 0 all was read and done, 1 something was left out or a floor was
missed, 2 the command was used wrongly. Libraries are imported when a verb needs them, so that ``--help`` is quick. Verbs are listed in the order
of the imports below.
"""

from __future__ import annotations

from ifolge.cli import (  # isort: skip
    extracting,
    running,
    watching,
    judging,
    exporting,
    keeping,
    asking,
    evaluating,
    looking,
)
from ifolge.cli.app import app

__all__ = ["app", "asking", "evaluating", "exporting", "extracting", "judging", "keeping", "looking", "running", "watching"]
