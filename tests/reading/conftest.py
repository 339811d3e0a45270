"""Texts and a reader that the tests of this room share. All texts are made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ifolge.errors import Issue
from ifolge.reading import ReadOptions, read
from ifolge.records import Article

BODY = {
    "nb": "Minst elleve mennesker ble drept da et rakettangrep rammet et marked utenfor byen onsdag kveld, opplyser redningsarbeidere. "
    "Regjeringen avviser at den står bak angrepet, og sier at opprørere har skutt mot egne områder.",
    "nn": "Minst elleve menneske vart drepne då eit rakettåtak råka ein marknad utanfor byen onsdag kveld, opplyser redningsarbeidarar. "
    "Regjeringa avviser at ho står bak åtaket, og seier at opprørarar har skote mot sine eigne område.",
    "da": "Mindst elleve mennesker blev dræbt, da et raketangreb ramte et marked uden for byen onsdag aften, oplyser redningsfolk. "
    "Regeringen afviser, at den står bag angrebet, og siger, at oprørere har skudt mod deres egne områder.",
    "sv": "Minst elva människor dödades när en raketattack träffade en marknad utanför staden på onsdagskvällen, uppger räddningsarbetare. "
    "Regeringen förnekar att den ligger bakom attacken och säger att rebeller har skjutit mot sina egna områden.",
    "en": "At least eleven people were killed when a rocket attack hit a market outside the town on Wednesday evening, rescue workers said. "
    "The government denies that it was behind the attack and says that rebels fired at their own areas.",
}

Reader = Callable[..., tuple[list[Article], list[Issue]]]


@pytest.fixture
def body() -> dict[str, str]:
    return BODY


@pytest.fixture
def reader() -> Reader:
    """Reads sources with options and parts articles from issues."""

    def run(*sources: str | Path, **options: object) -> tuple[list[Article], list[Issue]]:
        found = list(read(sources, options=ReadOptions(**options)))  # type: ignore[arg-type]
        return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Issue)]

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below the test's folder; text as UTF-8 with its line ends as they are."""

    def run(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return run
