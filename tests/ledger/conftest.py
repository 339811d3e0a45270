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
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ifolge.extraction import Extraction, Extractor
from ifolge.ledger import Store
from ifolge.reading import read
from ifolge.reading.articles import content_id
from ifolge.records import Actor, Article, Attribution, Claim, Count, Participant, Place, Source, Span, Time, Via
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


@pytest.fixture(scope="session")
def small() -> tuple[Extraction, ...]:
    """Three short articles of nine claims in all, made by hand: enough for what does not depend on the words."""
    return tuple(_made(number) for number in range(3))


@pytest.fixture
def little(store: Store, small: tuple[Extraction, ...]) -> Store:
    """A ledger of these, by the extractor ``one``, with every kind of judgement in it."""
    store.store(small, extractor="one", run_id=store.begin("run", extractor="one"))
    store.add_register("own.csv", "id,name\n")
    first, second, third = (claim.claim_id for claim in small[0].claims)
    store.judge(first, "accept", reviewer="Kari", reason="read it")
    store.judge(second, "reject", reviewer="Kari", reason="a rumour")
    store.judge(third, "correct", reviewer="Ola", reason="misread", slot="polarity", value="denied")
    noted = store.judge(third, "note", reviewer="Ola", reason="ask again")
    store.undo(noted.judgement_id, reviewer="Ola", reason="asked")
    return store


def _made(number: int) -> Extraction:
    text = f" date 2021-06-1{number} Minst {number + 7} sivile ble drept i et luftangrep i Homs mandag, sier SOHR.\nHæren nekter for at {number + 2} ble såret.\n"
    start = text.index("Minst")

    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    source = Source(span=span("SOHR"), kind="monitor", actor=Actor(id="sohr", name="SOHR", kind="ngo"), cue=span("sier"))
    army = Actor(id="syria:army", name="Syrian army", kind="state_military", country="SY")
    day = date(2021, 6, 10 + number)
    common: dict[str, Any] = {
        "doc_id": content_id(text[start:]),
        "doc": f"made-{number}.txt",
        "lang": "nb",
        "event_id": f"evt_{number}",
        "place": Place(
            span=span("Homs"), id="geonames:169577", name="Homs", country="SY", adm1="Homs", lat=34.72, lon=36.72, precision=1, reason="only one"
        ),
        "time": Time(span=span("mandag"), earliest=day, latest=day, precision=1, reason="weekday"),
        "evidence": (Span.of(text, start, text.index("\n")),),
        "attribution": Attribution(mode="indirect", sources=(source,), via=(Via(span=span("mandag"), name="AFP", kind="relay"),)),
        "confidence": 0.5,
        "extractor": {"name": "hand", "version": "1", "rule": "made"},
    }
    killed = Count(effect="killed", who="civilian", low=number + 7, span=span(f"Minst {number + 7}"))
    hurt = Count(effect="injured", best=number + 2, low=number + 2, high=number + 2, span=span(f"{number + 2} ble såret"))
    victims, deniers = Participant(mention=span("sivile")), Participant(mention=span("Hæren"), actor=army, certainty="possible")
    claims = (
        Claim(**common, claim_id=f"clm_{number}a", type="killing", trigger=span("drept"), counts=(killed,), targets=(victims,)),
        Claim(**common, claim_id=f"clm_{number}b", type="airstrike", trigger=span("luftangrep"), agents=(deniers,)),
        Claim(
            **{**common, "evidence": (span(text[text.index("Hæren") :].strip()),), "attribution": Attribution(), "place": None, "time": None},
            claim_id=f"clm_{number}c",
            type="injury",
            trigger=span("såret"),
            counts=(hurt,),
        ),
    )
    article = Article(doc_id=common["doc_id"], doc=common["doc"], text=text, lang="nb", body_start=start, title="Homs")
    return Extraction(article, claims)


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
