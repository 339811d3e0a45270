"""The application that every verb registers with."""

from __future__ import annotations

from typing import Annotated

import typer

from ifolge import __version__

app = typer.Typer(
    name="ifolge",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Attributed claims about armed conflict from Nordic-language news: who says that who did what to whom, where, when, how surely.",
    epilog="Exit status: 0 done, 1 something was left out (each message has a code, IF101 …), 2 wrong usage.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ifolge {__version__}")
        raise typer.Exit


@app.callback()
def main(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)] = False) -> None:
    """Attributed claims about armed conflict from Nordic-language news."""
