"""``publish plain``: the plain-language text of an article, from the draft to the approval."""

import typer

from publish.cli.arguments import Command
from publish.cli.plain.approve import approve
from publish.cli.plain.draft import draft
from publish.cli.plain.review import review
from publish.cli.plain.worksheet import worksheet

plain = typer.Typer(
    help="Draft, review and approve the plain-language text of an article.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for verb in (draft, review, approve, worksheet):
    plain.command(cls=Command)(verb)

__all__ = ["plain"]
