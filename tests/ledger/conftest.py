"""Ledgers to test on: SQLite files, and databases of a PostgreSQL server that is started for the tests and ended after them.

Every test that takes ``where`` runs on both. Where this machine has no PostgreSQL its half is skipped, and the summary says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ifolge.extraction import Extraction, Extractor
from ifolge.ledger import Store
from ifolge.reading import read
from ifolge.records import Article

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
