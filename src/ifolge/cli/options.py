"""Arguments and options that several verbs share, each described once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How claims are written."""

    table = "table"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"


class Proposer(StrEnum):
    """Who proposes claims."""

    ifolge = "ifolge"
    llm = "llm"


def columns_of(text: str) -> dict[str, str]:
    """``text=body,date=day`` as a mapping of our names to the file's columns."""
    pairs = dict(pair.partition("=")[::2] for pair in text.split(","))
    if not all(key.strip() and value.strip() for key, value in pairs.items()):
        raise typer.BadParameter(f"{text!r} is not of the form text=body,date=day")
    return {key.strip(): value.strip() for key, value in pairs.items()}


Sources = Annotated[
    list[str], typer.Argument(help="Files, folders or patterns ('news/*.txt'); '-' reads standard input.", metavar="PATH", show_default=False)
]
PublishedOption = Annotated[
    str | None, typer.Option(help="Publication date of articles that do not tell their own: a day or only a month.", metavar="YYYY-MM[-DD]")
]
LangOption = Annotated[str | None, typer.Option(help="Language of all articles (nb, nn, da, sv, en) instead of identifying each.", metavar="LANG")]
InputFormatOption = Annotated[
    str | None,
    typer.Option(
        help="Format of the files (text, html, rss, json, jsonl, csv, parquet) instead of telling it from name and content.", metavar="FORMAT"
    ),
]
ColumnsOption = Annotated[
    dict[str, str] | None,
    typer.Option(
        parser=columns_of,
        help="What the columns of JSON, CSV and Parquet files are called, ours=theirs, as in text=body,date=day: "
        "text, date, url, language, title, publisher, id.",
        metavar="FIELD=COLUMN,…",
    ),
]
MaxMbOption = Annotated[
    float | None, typer.Option(help="Largest article, or file of one article, to read, in MB; 20 if not given.", min=0, metavar="MB")
]
EncodingOption = Annotated[
    str | None, typer.Option(help="Text encoding of the files instead of UTF-8 or what their bytes look like.", metavar="NAME")
]
NlpOption = Annotated[
    str | None,
    typer.Option(
        "--nlp",
        help="A spaCy pipeline with UD labels, by installed name or folder, instead of our own model (needs the extra spacy).",
        metavar="NAME|PATH",
    ),
]


ActorsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors",
        help="Your own actor register (CSV), on top of the one that ships; may be given more than once.",
        metavar="FILE",
        show_default=False,
    ),
]
ExtractorOption = Annotated[
    Proposer,
    typer.Option(
        "--extractor",
        help="Who proposes claims: our grammar and decisions, or a language model whose every value must hold against the text (needs the extra llm).",
    ),
]
LlmUrlOption = Annotated[
    str | None,
    typer.Option(
        help="With --extractor llm: address of an OpenAI-compatible endpoint, as in http://localhost:11434/v1. "
        "A key, where it wants one, is read from the environment variable IFOLGE_LLM_KEY and from nowhere else.",
        metavar="URL",
    ),
]
LlmModelOption = Annotated[str | None, typer.Option(help="With --extractor llm: the model's name at that endpoint.", metavar="NAME")]
LlmCacheOption = Annotated[
    Path | None,
    typer.Option(help="With --extractor llm: folder of answers given before; ifolge/llm in the user's cache if not given.", metavar="DIR"),
]
LlmParallelOption = Annotated[
    int | None, typer.Option(help="With --extractor llm: how many articles are asked about at a time; 4 if not given.", min=1, max=64, metavar="N")
]
LlmTimeoutOption = Annotated[
    float | None,
    typer.Option(help="With --extractor llm: seconds to wait for a whole answer, in each of four tries; 120 if not given.", min=1, metavar="SECONDS"),
]
LlmPriceOption = Annotated[
    tuple[float, float] | None,
    typer.Option(help="With --extractor llm: prices of a million tokens in and a million out, for the cost in the summary.", metavar="IN OUT"),
]
MentionArgument = Annotated[
    str,
    typer.Argument(
        help="The words to resolve; '-' reads JSON lines from standard input, each with mention and, where they apply, lang, published, text, country, tense.",
        metavar="MENTION",
    ),
]
MentionLangOption = Annotated[str | None, typer.Option(help="Language of the words: nb, nn, da, sv, en.", metavar="LANG")]
TextOption = Annotated[str | None, typer.Option(help="The sentence that the words stand in, or what stands around them.", metavar="TEXT")]
ContextOption = Annotated[
    str | None,
    typer.Option(help="The country or countries it is about, by name in that language or ISO code, with commas between.", metavar="COUNTRY"),
]
LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="IFOLGE_LEDGER",
        help="The ledger: a SQLite file, or the URL of a PostgreSQL database (postgresql://user@host/name; needs the extra postgres).",
        metavar="FILE|URL",
        show_default=False,
    ),
]


FormatOption = Annotated[
    Format | None,
    typer.Option(help="How rows are written; by default a table on a terminal, by the suffix of --output where that tells it, else jsonl."),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to a file, which is replaced only when all is done.", metavar="FILE")
]


class Texts(StrEnum):
    """What a ledger keeps of articles' words."""

    full = "full"
    evidence = "evidence"
    hashes = "hashes"
