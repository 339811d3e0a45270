"""What there is to watch: folders, feeds, and the feeds of OPML files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ifolge.errors import IfolgeError, Issue, issue
from ifolge.ledger.watching.addresses import address, is_address
from ifolge.ledger.watching.feeds import Feed
from ifolge.ledger.watching.opml import feeds_in


@dataclass(frozen=True, slots=True)
class Targets:
    """Folders and feeds, each once, and what is to be said of that which is neither."""

    folders: tuple[Path, ...]
    feeds: tuple[Feed, ...]
    issues: tuple[Issue, ...]


def targets_of(sources: Iterable[str]) -> Targets:
    """What a person asked to watch: folders, addresses of feeds, OPML files.

    What cannot be watched becomes an issue: IF101 where nothing is there, IF820 for another kind of address, IF821 for a file that is no OPML.
    """
    folders: dict[Path, None] = {}
    feeds: dict[str, Feed] = {}
    issues: list[Issue] = []
    for source in sources:
        try:
            for found in _found(source):
                if isinstance(found, Path):
                    folders.setdefault(found)
                elif isinstance(found, Feed):
                    feeds.setdefault(found.url, found)
                else:
                    issues.append(found)
        except IfolgeError as error:
            issues.append(error.issue)
    return Targets(tuple(folders), tuple(feeds.values()), tuple(issues))


def _found(source: str) -> Iterator[Path | Feed | Issue]:
    path = Path(source)
    if is_address(source):
        yield Feed(address(source))
    elif path.is_dir():
        yield path
    else:
        try:
            yield from feeds_in(path.read_bytes(), where=source)
        except FileNotFoundError:
            yield issue("IF101", where=source)
        except OSError as error:
            yield issue("IF820", where=source, detail=error.strerror or str(error))
