"""Ledgers to test on: SQLite files, and databases of a PostgreSQL server that is started for the tests and ended after them.

Every test that takes ``where`` runs on both. Where this machine has no PostgreSQL its half is skipped, and the summary says so.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ifolge.extraction import Extraction, Extractor
from ifolge.ledger import Store
from ifolge.reading import read
from ifolge.records import Article
from tests.ledger.content import content

NO_SERVER = "PostgreSQL 15 or later is not installed (Debian: postgresql)"
"""As in tests/conftest.py, which counts these."""


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    best = found[-1] if found else Path(on_path).resolve() if on_path else None
    return best.parent if best else None


class Server:
    """A PostgreSQL server of our own: no other program's data, no fixed port, trusted on the loopback address only."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        self.owner = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> None:
        if self.owner:
            record = pwd.getpwnam(self.owner)
            os.chown(self.folder, record.pw_uid, record.pw_gid)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "ifolge", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.go_on()

    def go_on(self) -> None:
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", settings, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def url(self, database: str) -> str:
        return f"postgresql://ifolge@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *args: str) -> None:
        command = [str(self.programs / program), *args]
        subprocess.run(
            command, check=True, user=self.owner, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    programs = binaries()
    if programs is None:
        pytest.skip(NO_SERVER)
    # Not below pytest's own folder: root's temporary folders are closed to the server's user.
    folder = Path(subprocess.run(["mktemp", "-d", "/tmp/ifolge-pg-XXXXXX"], check=True, capture_output=True, text=True).stdout.strip())
    running = Server(folder, programs)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def fresh(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Addresses where there is no ledger yet, as many as are asked for."""
    made: list[str] = []

    def address() -> str:
        name = f"ledger_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**8}_{len(made)}"
        made.append(name)
        if backend == "sqlite":
            return str(tmp_path / f"{name}.db")
        server: Server = request.getfixturevalue("server")
        server.sql(f"CREATE DATABASE {name}")
        return server.url(name)

    yield address
    if backend == "postgresql":
        for name in made:
            request.getfixturevalue("server").sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def where(fresh: Callable[[], str]) -> str:
    """One such address."""
    return fresh()


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty ledger."""
    with Store.open(where, create=True) as made:
        yield made


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def extractions(root: Path, extractor: Extractor) -> tuple[Extraction, ...]:
    """The articles of ``examples`` with their claims."""
    articles = [found for found in read([root / "examples"]) if isinstance(found, Article)]
    return tuple(Extraction(article, extractor.extract(article)) for article in articles)


@pytest.fixture
def filled(store: Store, extractions: tuple[Extraction, ...]) -> Store:
    """A ledger with the claims of our examples, by the extractor ``one``."""
    store.store(extractions, extractor="one", run_id=store.begin("run", extractor="one"))
    return store


PLACES = ("Kabul", "Aleppo", "Mosul", "Sana", "Donetsk", "Tripoli", "Mogadishu", "Kunduz", "Idlib", "Raqqa", "Kharkiv", "Hodeida")
SENTENCES = (
    "Minst {n} soldater ble drept i et angrep i {place} søndag, opplyser politiet.",
    "Mindst {n} civile blev dræbt i et luftangreb i {place} mandag, oplyser FN.",
    "Minst {n} människor dödades i en attack i {place} på tisdagen, säger polisen.",
    "Minst {n} sivile vart drepne i eit angrep i {place} onsdag, seier Raude Krossen.",
    "At least {n} rebels were killed in an airstrike in {place} on Thursday, the army said.",
)


@pytest.fixture(scope="session")
def short_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of twelve articles of one sentence each, in all languages."""
    folder = tmp_path_factory.mktemp("short")
    for i, place in enumerate(PLACES):
        sentence = SENTENCES[i % len(SENTENCES)].format(n=i + 3, place=place)
        Path(folder, f"{i:02}.txt").write_text(f" date 2024-05-{i + 10} {sentence}\n", encoding="utf-8")
    return folder


class Runs:
    """Real processes that run ``ifolge run``, forked off one that has loaded the model (``forking.py``)."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, str(Path(__file__).with_name("forking.py")), str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._answer() == "ready\n"

    def __call__(self, ledger: str, *runs: Sequence[Path], **how: int | float) -> list[tuple[int, str]]:
        """Exit status and standard error of all runs, which begin at once.

        :param how: ``signal`` to the ``run`` of this number, ``after`` so many seconds or before its so-manieth ``statement``.
        """
        order = {"ledger": ledger, "runs": [[str(path) for path in paths] for paths in runs], "run": 0, "signal": signal.SIGKILL, **how}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return [(status, said) for status, said in json.loads(self._answer())]

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="session")
def runs(short_articles: Path) -> Iterator[Runs]:
    made = Runs(short_articles)
    yield made
    made.close()


@dataclass(frozen=True)
class Undisturbed:
    """A run over the short articles that nothing disturbed: what its ledger holds, how long it took."""

    held: dict[str, Any]
    seconds: float


@pytest.fixture(scope="session")
def undisturbed(runs: Runs, short_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    where = str(tmp_path_factory.mktemp("undisturbed") / "ledger.db")
    began = time.monotonic()
    [(status, said)] = runs(where, [short_articles])
    seconds = time.monotonic() - began
    assert status == 0, said
    with Store.open(where) as store:
        held = content(store)
    assert len(held["article"]) == len(PLACES) <= len(held["claim"])
    return Undisturbed(held, seconds)
