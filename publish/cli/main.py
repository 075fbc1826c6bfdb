"""The command ``publish``: what every verb shares.

A verb imports what it works with only when it runs, so that help answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from publish.cli.arguments import Command
from publish.cli.build import build
from publish.cli.certify import certify
from publish.cli.check import check
from publish.cli.doctor import doctor
from publish.cli.explain import explain
from publish.cli.formats import formats
from publish.cli.new import new
from publish.cli.plain import plain
from publish.cli.readability import readability
from publish.cli.schema import schema
from publish.cli.script import script
from publish.cli.show import show
from publish.cli.validate import validate

app = typer.Typer(
    name="publish",
    help="Turn one article into a tagged PDF, an EPUB, web pages, plain language and a narration.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for verb in (build, new, show, check, explain, script, readability, validate, certify, formats, doctor, schema):
    app.command(cls=Command)(verb)
app.add_typer(plain, name="plain")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"publish {version('publish-accessible')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options that belong to no verb."""


def run() -> None:
    """Run the command; the one place where an error becomes a message and an exit status."""
    from publish.findings import PublishError

    try:
        app()
    except PublishError as error:
        from publish.cli.messages import print_findings

        print_findings(error.findings)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
