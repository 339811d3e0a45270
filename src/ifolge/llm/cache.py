"""Answers kept in a folder, by the hash of the whole question: article text, prompt and model. The same question is never paid twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import ValidationError

from ifolge.errors import fail
from ifolge.llm.client import Answer


def default_folder() -> Path:
    """Where answers are kept unless another folder is named: the user's cache, ``ifolge/llm``."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ifolge" / "llm"


class Cache:
    """A folder of answers, one JSON file each; a file is whole or not there, so any process may be killed at any time.

    Raises ``IfolgeError`` IF708 where the folder cannot be made or written to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)

    def _path(self, question: bytes) -> Path:
        return self._folder / f"{sha256(question).hexdigest()}.json"

    def get(self, question: bytes) -> Answer | None:
        """The answer kept for a question; a file that is no answer counts as none, and is replaced by the next."""
        try:
            return Answer.model_validate_json(self._path(question).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, question: bytes, answer: Answer) -> None:
        """Keep an answer."""
        with _told(self._folder), NamedTemporaryFile("w", encoding="utf-8", dir=self._folder, suffix=".part", delete=False) as part:
            part.write(answer.model_dump_json() + "\n")
            part.close()
            os.replace(part.name, self._path(question))


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise fail("IF708", where=str(folder), detail=error.strerror or type(error).__name__) from None
