"""``evaluate``: claims against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ifolge.cli.app import app
from ifolge.cli.doing import as_json, results, told
from ifolge.cli.options import NlpOption


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
    with told(progress=True) as report:
        articles = read_gold(gold)
        texts = gold_texts(zip(gold, articles, strict=True), text_dir=text_dir) if claims is None or errors is not None else []
        if claims is not None:
            by_doc = read_claims(claims)
        else:
            by_doc = {Path(e.article.doc).name: list(e.claims) for e in report.watch(results(texts, None, nlp))}
        total, by_language = score(articles, by_doc), score_by_language(articles, by_doc)
        if errors is not None:
            stored = {Path(a.doc).name: a.text for a in read(texts) if not isinstance(a, Issue)}
            found = (d for a in articles for d in differences(a, stored.get(a.doc, ""), by_doc.get(a.doc, ())))
            write(WRITERS[errors.suffix](found), errors)
        write(
            [
                as_json({**total.to_dict(), "by_language": {lang: s.to_dict() for lang, s in by_language.items()}})
                if json
                else rendered(scores_view(total, by_language), console_for())
            ]
        )
    if min_fact_f1 is not None and total.fact.f1 < min_fact_f1:
        raise typer.Exit(1)
