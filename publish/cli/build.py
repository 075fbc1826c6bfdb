"""``publish build``: articles into finished files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from publish.building.build import Result


def build(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="ARTICLE", help="Articles or books; without any, those of the project here.", show_default=False
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            help="Outputs, parted by commas: pdf, large-print, epub, html, plain, read-along, audio, audiobook, …"
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Folder to build into.", show_default=False)] = None,
    jobs: Annotated[int, typer.Option(help="Processes at the same time; 0 means one a core.", min=0)] = 0,
    voice: Annotated[
        list[str] | None, typer.Option(help="Voices, parted by commas, the preferred one first.", show_default=False)
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Show plain-language text that nobody has approved, labelled as a draft.")
    ] = False,
    release: Annotated[
        bool, typer.Option("--release", help="Build only what passes every gate; what does not is an error.")
    ] = False,
) -> None:
    """Build articles into finished files."""
    from publish.building.build import build as build_sources
    from publish.cli.messages import error_console, print_findings
    from publish.cli.progress import progress_bars

    console = error_console()
    try:
        with progress_bars(console) as progress:
            result = build_sources(
                sources or [],
                to=_names(to),
                output=output,
                jobs=jobs,
                voices=_names(voice),
                drafts=drafts,
                release=release,
                progress=progress,
            )
    except KeyboardInterrupt:
        console.print("Stopped. What was spoken is kept: the same command goes on from there.")
        raise typer.Exit(2) from None
    print_findings(result.findings, console)
    _print_table(result, console)
    raise typer.Exit(result.status)


def _names(values: list[str] | None) -> list[str]:
    return [name.strip() for value in values or [] for name in value.split(",") if name.strip()]


def _print_table(result: Result, console: Console) -> None:
    from rich.table import Column, Table

    from publish.building.index_page import shown_duration, shown_size

    if not result.artifacts:
        console.print("Nothing was made.")
        return
    table = Table(
        "Output", "Size", "Length", Column("File", overflow="fold"), box=None, pad_edge=False, header_style="bold"
    )
    for artifact in result.artifacts:
        length = f"{artifact.pages} page{'s' if artifact.pages > 1 else ''}" if artifact.pages else ""
        length = shown_duration(artifact.duration) if artifact.duration is not None else length
        table.add_row(artifact.output, shown_size(artifact.path.stat().st_size), length, _shown_path(artifact.path))
    console.print(table)
    if result.utterances:
        kept = "; the others were kept from before" if result.spoken < result.utterances else ""
        console.print(f"Spoken now: {result.spoken} of {result.utterances} utterances{kept}.")
    for folder in dict.fromkeys(artifact.path.parent for artifact in result.artifacts):
        console.print(f"Start here: {_shown_path(folder / 'index.html')}")


def _shown_path(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
