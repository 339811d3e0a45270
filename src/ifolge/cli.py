"""The command line: one verb per stage, and no logic of its own.

Results go to standard output, everything else to standard error. Exit status: 0 all was read and done, 1 something was left out or a floor was
missed, 2 the command was used wrongly. Libraries are imported when a verb needs them, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ifolge import __version__
from ifolge.errors import IfolgeError

if TYPE_CHECKING:
    from ifolge.console import Report
    from ifolge.errors import Issue
    from ifolge.extraction import Extraction
    from ifolge.llm import SecondOpinion
    from ifolge.reading import ReadOptions

app = typer.Typer(
    name="ifolge",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Attributed claims about armed conflict from Nordic-language news: who says that who did what to whom, where, when, how surely.",
    epilog="Exit status: 0 done, 1 something was left out (each message has a code, IF101 …), 2 wrong usage.",
)


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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ifolge {__version__}")
        raise typer.Exit


@app.callback()
def main(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)] = False) -> None:
    """Attributed claims about armed conflict from Nordic-language news."""


@app.command()
def extract(
    paths: Sources,
    format: Annotated[
        Format | None,
        typer.Option(help="How claims are written; by default a table on a terminal, by the suffix of --output where that tells it, else jsonl."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to a file, which is replaced only when all is done.", metavar="FILE")
    ] = None,
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
    with _told(progress=True, opinion=opinion) as report:
        options = _read_options(published=published, lang=lang, format=input_format, columns=columns, max_mb=max_mb, encoding=encoding)
        extractions = report.watch(_results(paths, options, nlp, actors=actors or (), opinion=opinion))
        chosen = _format(format, output)
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

    with _told(progress=True) as report:
        options = _read_options(published=published, lang=lang, format=input_format, columns=columns, max_mb=max_mb, encoding=encoding)
        article, found = find(claim, report.watch(_results(paths, options, nlp, actors=actors or ())))
        console = console_for()
        write([rendered(explanation(article, found, styled=console.color_system is not None and not console.no_color), console)])


@app.command()
def schema(
    record: Annotated[str, typer.Argument(help="A record: article, claim, participant, actor, count, place, time …", metavar="RECORD")] = "claim",
) -> None:
    """Print the JSON Schema of a record."""
    import json

    from ifolge.errors import fail
    from ifolge.records import RECORDS, json_schema
    from ifolge.writing import write

    with _told(status=2):
        if record not in RECORDS:
            raise fail("IF902", where="schema", name=record, names=", ".join(RECORDS))
        write([json.dumps(json_schema(record), ensure_ascii=False, indent=2) + "\n"])


@app.command()
def languages() -> None:
    """List the language packs with the size of each table."""
    from ifolge.console import console_for, packs_view, rendered
    from ifolge.languages import LANGUAGES, read_table
    from ifolge.languages.tables import TABLES
    from ifolge.writing import write

    with _told() as report:
        sizes: dict[str, dict[str, int | None]] = {lang: {} for lang in LANGUAGES}
        for lang, pack in sizes.items():
            for name in TABLES:
                try:
                    pack[name] = len(read_table(lang, name))
                except IfolgeError as error:
                    report.tell(error.issue)
                    pack[name] = None
        write([rendered(packs_view(sizes), console_for())])


@app.command("lint-pack")
def lint_pack(
    langs: Annotated[
        list[str] | None, typer.Argument(help="Languages to check; all where none is given.", metavar="LANG", show_default=False)
    ] = None,
    dir: Annotated[
        Path | None,
        typer.Option("--dir", help="A folder with packs of your own, one folder a language, instead of those that ship.", metavar="FOLDER"),
    ] = None,
) -> None:
    """Check the tables of language packs: each there, each word inflected, no row twice, nothing missing that the other packs have."""
    from ifolge.languages.lint import lint
    from ifolge.writing import write

    with _told(status=2) as report:
        found = lint(langs or (), folder=dir)
        for issue in (issue for issues in found.values() for issue in issues):
            report.tell(issue)
        write([f"{', '.join(found)}: {report.faults() or 'nothing to mend'}\n"])


@app.command()
def pipeline(nlp: NlpOption = None) -> None:
    """Print what the parsing pipeline declares: name, version, languages, components and their labels, as JSON."""
    from dataclasses import asdict

    from ifolge.parsing import load_engine
    from ifolge.writing import write

    with _told(status=2):
        write([_as_json(asdict(load_engine(nlp).pipeline))])


@app.command()
def time(
    mention: MentionArgument = "-",
    lang: MentionLangOption = None,
    published: Annotated[str | None, typer.Option(help="When the text was published: a day or only a month.", metavar="YYYY-MM[-DD]")] = None,
    tense: Annotated[str, typer.Option(help="Tense of the event's verb: past, present or future.", metavar="TENSE")] = "past",
    text: TextOption = None,
) -> None:
    """Resolve a time expression to the days it can mean, as JSON."""
    _ask("time", mention, lang=lang, published=published, tense=tense, text=text)


@app.command()
def number(mention: MentionArgument = "-", lang: MentionLangOption = None, text: TextOption = None) -> None:
    """Read a number expression as a range, or say why it is no count, as JSON."""
    _ask("number", mention, lang=lang, text=text)


@app.command()
def place(mention: MentionArgument = "-", lang: MentionLangOption = None, context: ContextOption = None, text: TextOption = None) -> None:
    """Find the place that a name means, with what else it could be, as JSON."""
    _ask("place", mention, lang=lang, country=context, text=text)


@app.command()
def actor(
    mention: MentionArgument = "-",
    lang: MentionLangOption = None,
    context: ContextOption = None,
    published: Annotated[str | None, typer.Option(help="When the text was published: actors are those of that year.", metavar="YYYY-MM[-DD]")] = None,
    text: TextOption = None,
    actors: ActorsOption = None,
) -> None:
    """Find the actor that a name or description means, as JSON."""
    _ask("actor", mention, actors=actors or (), lang=lang, country=context, published=published, text=text)


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold files, one an article.", metavar="GOLD", show_default=False)],
    claims: Annotated[Path | None, typer.Option(help="Claims as JSON lines, instead of extracting them now.", metavar="FILE")] = None,
    text_dir: Annotated[
        Path | None, typer.Option(help="Folder of the articles to extract from, instead of that of each gold file.", metavar="DIR")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write the scores as JSON.")] = False,
    min_fact_f1: Annotated[
        float | None, typer.Option("--min-fact-f1", help="Exit with status 1 where the F1 over all facts is lower.", metavar="0–1")
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", help="Write every difference, grouped by kind and in its context, to a .md or .html file.", metavar="FILE"),
    ] = None,
    nlp: NlpOption = None,
) -> None:
    """Score claims against gold claims: precision, recall and F1 of every kind of fact."""
    from ifolge.console import console_for, rendered, scores_view
    from ifolge.errors import Issue
    from ifolge.evaluation.claims import read_claims
    from ifolge.evaluation.errors import WRITERS, differences
    from ifolge.evaluation.gold import read_gold
    from ifolge.evaluation.score import score, score_by_language
    from ifolge.evaluation.texts import gold_texts
    from ifolge.reading import read
    from ifolge.writing import write

    if errors is not None and errors.suffix not in WRITERS:
        raise typer.BadParameter(f"{errors} ends in neither {' nor '.join(WRITERS)}", param_hint="--errors")
    with _told(progress=True) as report:
        articles = read_gold(gold)
        texts = gold_texts(zip(gold, articles, strict=True), text_dir=text_dir) if claims is None or errors is not None else []
        if claims is not None:
            by_doc = read_claims(claims)
        else:
            by_doc = {Path(e.article.doc).name: list(e.claims) for e in report.watch(_results(texts, None, nlp))}
        total, by_language = score(articles, by_doc), score_by_language(articles, by_doc)
        if errors is not None:
            stored = {Path(a.doc).name: a.text for a in read(texts) if not isinstance(a, Issue)}
            found = (d for a in articles for d in differences(a, stored.get(a.doc, ""), by_doc.get(a.doc, ())))
            write(WRITERS[errors.suffix](found), errors)
        write(
            [
                _as_json({**total.to_dict(), "by_language": {lang: s.to_dict() for lang, s in by_language.items()}})
                if json
                else rendered(scores_view(total, by_language), console_for())
            ]
        )
    if min_fact_f1 is not None and total.fact.f1 < min_fact_f1:
        raise typer.Exit(1)


def _ask(resolver: str, mention: str, actors: Sequence[Path] = (), **known: str | None) -> None:
    """One answer for a mention, or one JSON line for each line of standard input."""
    import json

    from ifolge.grounding.actor import load_register
    from ifolge.grounding.asking import Question, ask, ask_all
    from ifolge.writing import write

    registers = tuple(map(str, actors))
    with _told(status=1 if mention == "-" else 2) as report:
        for issue in load_register(registers).issues if registers else ():
            report.tell(issue)
        if mention == "-":
            write(_json_lines(ask_all(resolver, sys.stdin, known=known, registers=registers), report))
        else:
            question = Question.of({"mention": mention, **known}, registers=registers)
            write([json.dumps(ask(resolver, question), ensure_ascii=False, indent=2) + "\n"])


def _json_lines(answers: Iterable[dict[str, object] | Issue], report: Report) -> Iterator[str]:
    from pydantic_core import to_json

    from ifolge.errors import Issue

    for answer in answers:
        if isinstance(answer, Issue):
            report.tell(answer)
        else:
            yield to_json(answer).decode() + "\n"


def _as_json(value: object) -> str:
    import json

    return json.dumps(value) + "\n"


def _read_options(**given: object) -> ReadOptions:
    """Options of reading; what was not given keeps its default there. A value that means nothing is wrong usage."""
    from ifolge.reading import ReadOptions

    with _told(status=2):
        return ReadOptions(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _results(
    paths: Sequence[str | Path], options: ReadOptions | None, nlp: str | None, *, actors: Sequence[Path] = (), opinion: SecondOpinion | None = None
) -> Iterator[Extraction | Issue]:
    from ifolge.extraction import Extractor
    from ifolge.reading import read

    extractor = Extractor(nlp=nlp, actors=actors)
    yield from extractor.register_issues
    yield from (opinion or extractor).extract_all(read(paths, options=options))


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

    with _told(status=2):
        endpoint = Endpoint.of(asked.pop("url"), asked.pop("model"), environment=os.environ, timeout=asked.pop("timeout", None))
        return SecondOpinion(endpoint, extractor=Extractor(nlp=nlp, actors=actors), **asked)


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    if output is not None:
        suffix = output.suffix.removeprefix(".").lower()
        return Format(suffix) if suffix in ("json", "csv") else Format.jsonl
    return Format.table if sys.stdout.isatty() else Format.jsonl


@contextmanager
def _told(*, progress: bool = False, status: int = 1, opinion: SecondOpinion | None = None) -> Iterator[Report]:
    """Tell errors with their code, and end with the exit status that they mean. A reader that has enough (``| head``) is no error.

    What a second opinion cost is told however the work ends.
    """
    from ifolge.console import Report

    report = Report(progress=progress)
    try:
        yield report
    except IfolgeError as error:
        report.tell(error.issue)
        raise typer.Exit(status) from None
    except BrokenPipeError:
        # Python flushes standard output once more at exit: let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        if opinion is not None:
            report.say(str(opinion.account))
    if report.errors:
        raise typer.Exit(1)
