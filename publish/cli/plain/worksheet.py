"""``publish plain worksheet``: PEMAT-P and the CDC's index, filled in as far as that can be measured."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def worksheet(
    source: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article.")],
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page in place of Markdown.", show_default=False)
    ] = None,
) -> None:
    """Fill in PEMAT-P and the CDC Clear Communication Index as far as that can be measured; the rest stays open."""
    from publish.building.worksheet import as_markdown, worksheets_of, write_page
    from publish.cli.messages import print_findings
    from publish.findings import has_errors

    filled, reading = worksheets_of(source)
    print_findings(reading.findings)
    if html:
        write_page(html, filled, reading, source)
        typer.echo(f"Written: {html}")
    else:
        typer.echo(as_markdown(filled))
    raise typer.Exit(int(has_errors(reading.findings)))
