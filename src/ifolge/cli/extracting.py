"""``extract`` and ``explain``: articles to claims, and why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import format_for, read_options, results, told
from ifolge.cli.options import (
    ActorsOption,
    ColumnsOption,
    EncodingOption,
    ExtractorOption,
    Format,
    InputFormatOption,
    LangOption,
    LlmCacheOption,
    LlmModelOption,
    LlmParallelOption,
    LlmPriceOption,
    LlmTimeoutOption,
    LlmUrlOption,
    MaxMbOption,
    NlpOption,
    OutputOption,
    Proposer,
    PublishedOption,
    Sources,
)

if TYPE_CHECKING:
    from ifolge.llm import SecondOpinion


@app.command()
def extract(
    paths: Sources,
    format: Annotated[
        Format | None,
        typer.Option(help="How claims are written; by default a table on a terminal, by the suffix of --output where that tells it, else jsonl."),
    ] = None,
    output: OutputOption = None,
    published: PublishedOption = None,
    lang: LangOption = None,
    input_format: InputFormatOption = None,
    columns: ColumnsOption = None,
    max_mb: MaxMbOption = None,
    encoding: EncodingOption = None,
    nlp: NlpOption = None,
    actors: ActorsOption = None,
    min_confidence: Annotated[float, typer.Option(help="Leave out claims less sure than this.", min=0, max=1, metavar="0–1")] = 0,
    extractor: ExtractorOption = Proposer.ifolge,
    llm_url: LlmUrlOption = None,
    llm_model: LlmModelOption = None,
    llm_cache: LlmCacheOption = None,
    llm_parallel: LlmParallelOption = None,
    llm_timeout: LlmTimeoutOption = None,
    llm_price: LlmPriceOption = None,
) -> None:
    """Extract the claims of articles."""
    from ifolge.console import article_views, console_for
    from ifolge.writing import WRITERS, write

    asked = {"url": llm_url, "model": llm_model, "cache": llm_cache, "at_once": llm_parallel, "timeout": llm_timeout, "prices": llm_price}
    opinion = _second_opinion(extractor, nlp, actors or (), {name: value for name, value in asked.items() if value is not None})
    with told(progress=True, opinion=opinion) as report:
        options = read_options(published=published, lang=lang, format=input_format, columns=columns, max_mb=max_mb, encoding=encoding)
        extractions = report.watch(results(paths, options, nlp, actors=actors or (), opinion=opinion))
        chosen = format_for(format, output)
        if chosen is Format.table:
            write(article_views(extractions, console_for(output), min_confidence=min_confidence), output)
        else:
            write(WRITERS[chosen](c for e in extractions for c in e.claims if c.confidence >= min_confidence), output)
        report.close()


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(help="The claim's id, or its first characters where no other begins so.", metavar="CLAIM")],
    paths: Sources,
    published: PublishedOption = None,
    lang: LangOption = None,
    input_format: InputFormatOption = None,
    columns: ColumnsOption = None,
    max_mb: MaxMbOption = None,
    encoding: EncodingOption = None,
    nlp: NlpOption = None,
    actors: ActorsOption = None,
) -> None:
    """Show why a claim says what it says: its words, the rule that fired, the reason for each value.

    Give the same sources and options that the claim was extracted with: the same articles give the same claims.
    """
    from ifolge.console import console_for, rendered
    from ifolge.explaining import explanation, find
    from ifolge.writing import write

    with told(progress=True) as report:
        options = read_options(published=published, lang=lang, format=input_format, columns=columns, max_mb=max_mb, encoding=encoding)
        article, found = find(claim, report.watch(results(paths, options, nlp, actors=actors or ())))
        console = console_for()
        write([rendered(explanation(article, found, styled=console.color_system is not None and not console.no_color), console)])


def _second_opinion(wanted: Proposer, nlp: str | None, actors: Sequence[Path], asked: dict[str, Any]) -> SecondOpinion | None:
    """The language model to ask, where one is wanted; its options without it, and it without address and model, are wrong usage."""
    if wanted is not Proposer.llm:
        if asked:
            raise typer.BadParameter("goes with --extractor llm only", param_hint="--llm-…")
        return None
    if not {"url", "model"} <= asked.keys():
        raise typer.BadParameter("needs --llm-url and --llm-model", param_hint="--extractor llm")
    from ifolge.extraction import Extractor
    from ifolge.llm import Endpoint, SecondOpinion

    with told(status=2):
        endpoint = Endpoint.of(asked.pop("url"), asked.pop("model"), environment=os.environ, timeout=asked.pop("timeout", None))
        return SecondOpinion(endpoint, extractor=Extractor(nlp=nlp, actors=actors), **asked)
