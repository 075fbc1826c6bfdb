"""``publish validate``: finished files, held against the standards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publish.validators import Verdict
    from publish.validators.judge import Judgement


def validate(
    # "readable" is off, since the validators' own finding says more than a usage error.
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Finished files, such as build/article/article.pdf.", readable=False),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print the verdicts as JSON.")] = False,
) -> None:
    """Hold finished files against the standards, by every validator that can run here."""
    from publish.cli.messages import error_console, print_findings
    from publish.cli.progress import patience
    from publish.validators.judge import judge

    with patience(error_console(), "Checking; a book with sound may take a minute"):
        judgement = judge(files)
    print_findings(judgement.findings)
    if json:
        typer.echo(_as_json(judgement))
    else:
        print_findings(finding for verdict in judgement.verdicts for finding in verdict.findings)
        print_verdicts(judgement.verdicts)
    raise typer.Exit(judgement.status)


def _as_json(judgement: Judgement) -> str:
    import msgspec

    data = msgspec.json.encode(judgement.verdicts, enc_hook=str)
    return msgspec.json.format(data, indent=2).decode("utf-8")


def print_verdicts(verdicts: Sequence[Verdict]) -> None:
    """Print a line for each verdict under the name of its file: whole sentences, which wrap and are read in order."""
    from rich.console import Console
    from rich.text import Text

    from publish.validators import State

    styles = {State.PASSED: "bold green", State.FAILED: "bold red", State.NOT_CHECKED: "bold yellow"}
    console = Console(highlight=False, soft_wrap=True)
    mends = dict.fromkeys((verdict.validator, verdict.mend) for verdict in verdicts if verdict.mend)
    for path in dict.fromkeys(verdict.path for verdict in verdicts):
        console.print(Text(str(path), "bold"))
        of_file = [verdict for verdict in verdicts if verdict.path == path]
        width = max(9, *(len(verdict.standard) for verdict in of_file))
        for verdict in of_file:
            line = Text("  ").append(f"{verdict.state:<11}", styles[verdict.state])
            line.append(f"  {verdict.standard:<{width}}  {verdict.validator}")
            line.append(f" ({verdict.tool})" if verdict.tool else "")
            line.append(f": {verdict.reason}" if verdict.reason else "")
            console.print(line)
    for validator, mend in mends:
        console.print(Text("mend: ", "dim").append(f"{validator}: {mend}"))
