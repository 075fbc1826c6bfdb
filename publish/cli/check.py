"""``publish check``: articles, held against the rules before anything is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publish.building.checking import Checking
    from publish.findings import Finding


def check(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="ARTICLE", help="Articles; without any, those of the project here.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Hold articles against the rules: words, sentences, doses, safety. “publish explain RULE” tells of each."""
    from publish.building.checking import check_source
    from publish.building.project import Project
    from publish.cli.messages import print_findings
    from publish.findings import PublishError

    checkings: list[Checking] = []
    unusable: list[Finding] = []
    for source in sources or _shown(Project.around(Path.cwd()).sources()):
        try:
            checkings.append(check_source(source))
        except PublishError as error:
            unusable.extend(error.findings)
    if json:
        typer.echo(_as_json(checkings, unusable))
    else:
        _print(checkings)
        print_findings(dict.fromkeys(unusable))
    raise typer.Exit(2 if unusable else max((checking.status for checking in checkings), default=0))


def _shown(paths: Sequence[Path]) -> list[Path]:
    here = Path.cwd()
    return [path.relative_to(here) if path.is_relative_to(here) else path for path in paths]


def _print(checkings: Sequence[Checking]) -> None:
    from rich.console import Console

    from publish.cli.messages import print_findings

    console = Console(highlight=False, soft_wrap=True)
    for finding in dict.fromkeys(finding for checking in checkings for finding in checking.findings):
        print_findings([finding], console)
    for checking in checkings:
        console.print(f"{checking.source}: {_counts(checking)}", markup=False)
    if any(finding.code for checking in checkings for finding in checking.findings):
        console.print("“publish explain RULE” tells more of a rule.", markup=False)


def _counts(checking: Checking) -> str:
    from publish.findings import Severity

    amounts = {
        severity: sum(finding.severity is severity for finding in checking.findings)
        for severity in (Severity.ERROR, Severity.WARNING)
    }
    counted = [f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in amounts.items()]
    allowed = [f"{len(checking.allowed)} allowed in the source"] if checking.allowed else []
    return f"{', '.join([*counted, *allowed])}."


def _as_json(checkings: Sequence[Checking], unusable: Sequence[Finding]) -> str:
    import msgspec

    data = {
        "version": 1,
        "articles": [
            {
                "source": checking.source,
                "findings": [_fields(finding) for finding in checking.findings],
                "allowed": [{**_fields(one.finding), "reason": one.reason} for one in checking.allowed],
            }
            for checking in checkings
        ],
        "unusable": [_fields(finding) for finding in unusable],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8")


def _fields(finding: Finding) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": finding.location.file if finding.location else "",
        "line": finding.location.line if finding.location else 0,
        "message": finding.message,
        "harms": finding.harms,
        "mend": finding.mend,
    }
