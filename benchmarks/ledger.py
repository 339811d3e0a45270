"""How fast a ledger fills and answers: ``make bench``, or ``python benchmarks/ledger.py --claims N … --json FILE``.

The claims are real ones, of our example and corpus articles, varied in day, place, actor, number and confidence and spread over articles of their own, so that places,
parties and days are as many and as unevenly used as in years of news. Loading goes through ``Store.store`` in transactions of 200 articles, as a run does; *bare* is
the floor beneath it: the same JSON lines into one table of SQLite's own with ``executemany``, no index, nothing checked. Then each of ``QUESTIONS`` is asked several
times: the number of claims, and the first hundred. Wall and processor time; the best of the repeats, for the machine may have other things to do.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import batched, islice
from pathlib import Path
from statistics import median
from typing import Any

from ifolge.extraction import Extraction, Extractor
from ifolge.grounding.gazetteer import load_gazetteer
from ifolge.ledger import Filters, Store
from ifolge.reading import read
from ifolge.records import Actor, Article, Claim, Participant, Place, Span
