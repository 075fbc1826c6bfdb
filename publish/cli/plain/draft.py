"""``publish plain draft``: proposals for what has no plain-language version yet, put into the source as drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def draft(
    source: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article, in Markdown.")],
    block: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only these blocks; several are parted by spaces.", show_default=False),
    ] = None,
    endpoint: Annotated[
        bool, typer.Option("--endpoint", help="Send the text to the service that you set up, and have it rewritten.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the drafts, and write nothing.")] = False,
) -> None:
    """Propose plain-language text where there is none; a person must check, change and approve every word of it."""
    from publish.building.drafting import draft_source
    from publish.cli.messages import error_console, print_findings
    from publish.clock import today
    from publish.plain.drafting.service import Rewriter, RewriterSettings

    console = error_console()
    rewriter = None
    if endpoint:
        settings = RewriterSettings.read()
        rewriter = Rewriter(settings)
        console.print(f"The text of the article is sent to {settings.host}.", markup=False)

    def progress(done: int, total: int) -> None:
        if endpoint and done < total:
            console.print(f"Passage {done + 1} of {total}", markup=False)

    names = [name for value in block or [] for name in value.split()]
    drafting = draft_source(source, rewriter=rewriter, blocks=names, dry_run=dry_run, today=today(), progress=progress)
    print_findings(dict.fromkeys(drafting.findings), console)
    for each in drafting.drafts:
        typer.echo(f"\n{each.block}  {each.location}, by {each.by}")
        for line in each.text.split("\n"):
            typer.echo(f"    {line}".rstrip())
        for change in each.changes:
            typer.echo(f"        {change}")
    number = f"{len(drafting.drafts)} draft{'' if len(drafting.drafts) == 1 else 's'}"
    if drafting.written:
        typer.echo(f"\nPut into {source}: {number}. Each is a draft until a person has approved it.")
    elif drafting.drafts:
        typer.echo(f"\nNot written: {number}.")
    else:
        typer.echo("Nothing was drafted.")
    raise typer.Exit(drafting.status)
