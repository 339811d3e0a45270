"""The question: the codebook in short as instructions, one article as data.

The text is ``prompt.md`` with the codebook's own tables filled in. The article goes into a message of its own as a JSON string, so nothing in it can end the data and begin an instruction.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from string import Template

from ifolge.codebook import event_types, values
from ifolge.llm.reply import Reply
from ifolge.records import Article

VOCABULARIES = ("modality", "stance", "source_kind", "effect", "who", "via_kind")


@lru_cache(maxsize=1)
def instructions() -> str:
    """The system message."""
    template = Template(files(__package__).joinpath("prompt.md").read_text(encoding="utf-8"))
    return template.substitute(
        types=_listed({t.slug: t.definition for t in event_types().values()}), **{name: _listed(dict(values(name))) for name in VOCABULARIES}
    )


def _listed(meanings: dict[str, str]) -> str:
    return "\n".join(f"- `{value}`: {meaning}" for value, meaning in meanings.items())


@lru_cache(maxsize=1)
def _response_format() -> dict[str, object]:
    return {"type": "json_schema", "json_schema": {"name": "claims", "schema": Reply.model_json_schema()}}


@lru_cache(maxsize=1)
def version() -> str:
    """Hash of all that is asked but the article: it changes with the prompt, the codebook and the schema."""
    return sha256(json.dumps([instructions(), _response_format()], sort_keys=True).encode()).hexdigest()[:8]


def question(article: Article, *, model: str) -> bytes:
    """The body of the request about an article. Same article, prompt and model, same bytes."""
    published = article.published
    data = {
        "lang": article.lang,
        "published": {"earliest": published.earliest.isoformat(), "latest": published.latest.isoformat()} if published else None,
        "text": article.text[article.body_start :],
    }
    body = {
        "model": model,
        "temperature": 0,
        "response_format": _response_format(),
        "messages": [{"role": "system", "content": instructions()}, {"role": "user", "content": json.dumps(data, ensure_ascii=False)}],
    }
    return json.dumps(body, ensure_ascii=False).encode()
