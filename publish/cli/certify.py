"""``publish certify``: a finished book, made to say who vouches that it conforms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from publish.cli.arguments import day

_UNSEEN = (
    "No check sees whether text alternatives say what matters, whether headings, lists and tables are what they look "
    "like, whether the order makes sense, whether colour alone tells something, or whether words are marked with their "
    "own language. For that and for all the rest {name} vouches by this claim."
)


def certify(
    book: Annotated[
        Path,
        typer.Argument(metavar="BOOK", help="A finished EPUB, such as build/article/article.epub.", readable=False),
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who vouches for it: an organisation, or a person.")],
    level: Annotated[str, typer.Option(help="The level of WCAG: A, AA or AAA.")] = "AA",
    wcag: Annotated[str, typer.Option(help="The version of WCAG: 2.0, 2.1 or 2.2.")] = "2.2",
    credential: Annotated[str, typer.Option(help="What entitles the certifier to judge.")] = "",
    report: Annotated[str, typer.Option(metavar="URL", help="Where a report of the evaluation lies.")] = "",
    on: Annotated[
        date | None, typer.Option(metavar="DATE", parser=day, help="The day of the evaluation, as 2026-11-26.")
    ] = None,
    accept_unchecked: Annotated[
        bool, typer.Option("--accept-unchecked", help="Certify even where a check cannot be made here.")
    ] = False,
) -> None:
    """Make a book say who certifies that it conforms to EPUB Accessibility 1.1, if the checks pass it."""
    from publish.claims import Claim
    from publish.claims import certify as make_claim
    from publish.cli.messages import error_console, print_findings
    from publish.cli.progress import patience
    from publish.cli.validate import print_verdicts

    claim = Claim(by=by, level=level, wcag=wcag, credential=credential, report=report, on=on).checked()
    with patience(error_console(), "Checking the book, and then the copy with the claim"):
        certification = make_claim(book, claim, accept_unchecked=accept_unchecked)
    print_findings(certification.findings)
    print_verdicts(certification.verdicts)
    if certification.status == 0:
        said = "Now it says" if certification.changed else "Nothing was changed, since it says already"
        typer.echo(f"{said}: “{claim.standard}”, certified by {claim.by}.")
        typer.echo(_UNSEEN.format(name=claim.by))
    raise typer.Exit(certification.status)
