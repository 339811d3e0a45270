"""The way through the house: an article in, its claims out.

Extraction is a pure function of article and pipeline: the same in gives the same claims with the same ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from ifolge import __version__, claims
from ifolge.errors import IfolgeError, Issue, issue
from ifolge.grounding.actor import load_register
from ifolge.languages import LANGUAGES, pack
from ifolge.parsing import Engine, load_engine, parse
from ifolge.records import Article, Claim


@dataclass(frozen=True, slots=True)
class Extraction:
    """One article with its claims, in reading order."""

    article: Article
    claims: tuple[Claim, ...]


class Extractor:
    """Extracts claims with one parsing pipeline, which is loaded once, when first needed.

    ``nlp`` is an installed spaCy pipeline with UD labels or a folder that holds one; our own where ``None``. ``actors`` are register files of the user, on top of
    the one that ships.
    """

    def __init__(self, *, nlp: str | None = None, actors: Sequence[str | Path] = ()) -> None:
        self._nlp = nlp
        self.registers = tuple(str(path) for path in actors)

    @cached_property
    def version(self) -> str:
        """What decides the claims of an article: our version, and what of the user's own stands in the place of ours (pipeline, registers, language packs).

        Two extractors of the same version make the same claims of the same article.
        """
        parts = [f"ifolge {__version__}"]
        if self._nlp is not None:
            parts.append(f"nlp {self.engine.pipeline.name} {self.engine.pipeline.version}")
        parts += [f"actors {sha256(Path(path).read_bytes()).hexdigest()[:12]}" for path in self.registers]
        parts += [f"pack {edition}" for lang in LANGUAGES if (edition := pack(lang).edition)]
        return "; ".join(parts)

    @property
    def register_issues(self) -> tuple[Issue, ...]:
        """What is wrong with the user's registers (IF203, by file and line); the other rows are used."""
        return load_register(self.registers).issues

    @cached_property
    def engine(self) -> Engine:
        """The parsing engine. Raises ``IfolgeError`` IF301 where there is none, IF302 where it cannot be read."""
        return load_engine(self._nlp)

    def extract(self, article: Article) -> tuple[Claim, ...]:
        """The claims of one article, in reading order."""
        return claims.extract(parse(article, engine=self.engine), registers=self.registers)

    def extract_all(self, articles: Iterable[Article | Issue]) -> Iterator[Extraction | Issue]:
        """The claims of many articles, in their order. Issues of reading are passed on.

        An article that the extractor fails on becomes an ``Issue`` (IF501) and the rest goes on; a pipeline that cannot be loaded is raised.
        """
        for article in articles:
            if isinstance(article, Issue):
                yield article
                continue
            engine = self.engine
            try:
                yield Extraction(article, claims.extract(parse(article, engine=engine), registers=self.registers))
            except IfolgeError as error:
                yield error.issue
            except Exception as error:  # one article of thousands must not stop the others, whatever it is that fails
                yield issue("IF501", where=article.doc, detail=f"{type(error).__name__}: {error}")


@lru_cache(maxsize=2)
def _extractor(nlp: str | None) -> Extractor:
    return Extractor(nlp=nlp)


def extract(article: Article, *, nlp: str | None = None) -> tuple[Claim, ...]:
    """The claims of one article, in reading order; the pipeline is loaded once and kept."""
    return _extractor(nlp).extract(article)
