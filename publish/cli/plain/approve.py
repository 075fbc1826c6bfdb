"""``publish plain approve``: a person vouches for plain-language text, and the lock keeps their word."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from publish.cli.arguments import day


def approve(
    source: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="The person who has read it and vouches for it.")],
    block: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="What is approved; several are parted by spaces.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All that is not approved as it stands.")] = False,
    role: Annotated[str, typer.Option(help="What entitles the person, such as pharmacist.")] = "",
    on: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=day, help="The day, as 2026-11-26; today if left out.", show_default=False),
    ] = None,
    despite: Annotated[
        str,
        typer.Option(
            metavar="REASON", help="Why what --block names is right although a guard stops it; the lock keeps that."
        ),
    ] = "",
    seen: Annotated[
        str,
        typer.Option(
            metavar="MARK", help="The mark that the review ended with: refuse if something has changed since."
        ),
    ] = "",
) -> None:
    """Record that a person has read plain-language text and approves it."""
    from publish.building.project import Project
    from publish.building.reading import read_source
    from publish.cli.messages import print_findings
    from publish.clock import today
    from publish.findings import Finding, PublishError, has_errors
    from publish.plain import Approver, check_seen, passages
    from publish.plain import approve as approve_passages

    names = [name for value in block or [] for name in value.split()]
    if bool(names) == every:
        message = "Both --block and --all are given." if every else "Nothing says what is approved."
        raise PublishError(
            Finding(
                rule="plain-block-missing",
                message=message,
                harms="Nobody should vouch for a text by accident.",
                mend="Say either --block ID or --all. “publish plain review” lists the ids.",
            )
        )
    approver = Approver(by=by, on=on or today(), role=role, despite=despite).checked(today())
    project = Project.around(source)
    reading = read_source(source, project)
    there = passages(reading.document, project.gate, reading.fields)
    if seen:
        check_seen(seen, there)
    done = approve_passages(source, reading.document, there, approver, project.gate, names=names)
    findings = (*reading.findings, *done.findings)
    print_findings(findings)
    for passage in done.approved:
        typer.echo(f"Approved: {passage.name} ({passage.location}), by {approver.by} on {approver.on}.")
        for told in done.overruled.get(passage.name, ()):
            typer.echo(f"  Overruled: {told}")
        if approver.despite and passage.name not in done.overruled:
            typer.echo("  No guard stops it, so there was nothing to overrule, and the reason was not kept.")
    for approval in done.dropped:
        typer.echo(f"No longer there, and dropped from the lock: {approval.block}, approved by {approval.by}.")
    for name in done.replaced:
        typer.echo(f"Changed by hand in the lock, and replaced: {name}.")
    if done.kept:
        typer.echo(f"Approved before, and as it was: {done.kept}.")
    if done.lock:
        typer.echo(f"Written: {done.lock}. Keep it with the article.")
    elif not has_errors(findings):
        typer.echo("There was nothing to approve.")
    raise typer.Exit(int(has_errors(findings)))
