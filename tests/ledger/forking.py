"""A process that has loaded the model once, and forks for every ``ifolge run`` that it is asked for: real runs into real ledgers, without a second's start each.

One order a line on standard input, ``{"ledger": …, "runs": [[path, …], …], "signal": 9, "run": 0, "after": seconds | "statement": number}``: all runs are started at
once; the one numbered ``run`` gets the signal so many seconds after its start, or before it sends its so-manieth statement to the database. Each answer is a line, too:
for every run its exit status (negative: the signal that ended it) and what it wrote to standard error.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

import ifolge.ledger.running
from ifolge.cli import app

SECONDS_BETWEEN = 0.0
"""Every article is a transaction of its own, so that there are many moments to be killed in."""


def main() -> None:
    """Load everything by a run over the folder in the argument, then do what is asked for."""
    ifolge.ledger.running.SECONDS_BETWEEN = SECONDS_BETWEEN
    with tempfile.TemporaryDirectory() as scratch:
        app(["run", sys.argv[1], "--ledger", f"{scratch}/ledger.db"], standalone_mode=False)
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(done(json.loads(line))), flush=True)


def done(order: dict[str, Any]) -> list[tuple[int, str]]:
    """Start all runs of an order, send the signal, wait for the ends."""
    with tempfile.TemporaryDirectory() as scratch:
        said = [Path(scratch, str(i)) for i in range(len(order["runs"]))]
        children = [started(order, i, paths, said[i]) for i, paths in enumerate(order["runs"])]
        if "after" in order:
            time.sleep(order["after"])
            os.kill(children[order["run"]], order["signal"])
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        return [(end, path.read_text(encoding="utf-8")) for end, path in zip(ends, said, strict=True)]


def started(order: dict[str, Any], number: int, paths: Sequence[str], said: Path) -> int:
    """The process id of a run that was forked off."""
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), 2)
        if "statement" in order and order["run"] == number:
            signal_before(order["statement"], order["signal"])
        app(["run", *paths, "--ledger", order["ledger"]])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stderr.flush()
        os._exit(status)


def signal_before(statement: int, signal: int) -> None:
    """Have this process send itself a signal before its so-manieth statement."""
    left = [statement]

    @event.listens_for(Engine, "before_cursor_execute")
    def _count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal)


if __name__ == "__main__":
    main()
