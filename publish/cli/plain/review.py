"""``publish plain review``: each plain-language text beside what it stands for, in the terminal or as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType
    from rich.text import Text

    from publish.plain.comparing import Comparison, Line
    from publish.plain.review import Review, Reviewed

_ROOM_FOR_TWO = 100  # columns


def review(
    source: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article.")],
    block: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only these; several are parted by spaces.", show_default=False),
    ] = None,
    open_only: Annotated[bool, typer.Option("--open", help="Only what is not approved as it stands.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page in place of it.", show_default=False)
    ] = None,
) -> None:
    """Show each plain-language text beside the original: what differs, what the guards say, how it stands."""
    import msgspec
    from rich.console import Console

    from publish.building.plain_text import plain_text_of
    from publish.building.project import Project
    from publish.building.review_page import write_review
    from publish.cli.messages import print_findings
    from publish.content import Standing
    from publish.findings import has_errors
    from publish.plain import chosen, mark_of, review_of

    project = Project.around(source)
    plain = plain_text_of(source, project)
    names = [name for value in block or [] for name in value.split()]
    statuses = chosen(plain.statuses, names) if names else plain.statuses
    statuses = [each for each in statuses if not open_only or each.standing is not Standing.APPROVED]
    made = review_of(plain.reading.document, statuses, plain.drafts, escaped=not html)
    made = msgspec.structs.replace(made, uncovered=()) if names else made
    mark = mark_of(status.passage for status in plain.statuses)
    findings = (*plain.reading.findings, *plain.findings)
    print_findings(findings)
    if html:
        write_review(html, made, plain.reading.document, project, mark)
        typer.echo(f"Written: {html}")
    else:
        _print(made, Console(highlight=False, soft_wrap=False), str(source))
        if made.passages:
            typer.echo(
                f"\nThe mark of what you have seen: {mark}. “publish plain approve … --seen {mark}” takes no other."
            )
    raise typer.Exit(int(has_errors(findings)))


def _print(made: Review, console: Console, source: str) -> None:
    from rich.text import Text

    console.print("[-…-] only in the original or before; {+…+} only in the plain text or now.", markup=False)
    for each in made.passages:
        console.print()
        console.print(Text(f"{each.passage.name}  {each.passage.location}", "bold"), soft_wrap=True)
        if each.passage.words:
            console.print(f"  “{each.passage.words}”", markup=False, soft_wrap=True)
        for line in _about(each):
            console.print(line, markup=False, soft_wrap=True)
        titles = ("Original", "Left out, because" if each.passage.kind == "omission" else "Plain")
        measured = (each.source_readability, each.plain_readability)
        _print_beside(each.comparison, titles, measured, console)
        for change in each.changes:
            console.print(Text(f"Changed since it was approved: {change.part}", "bold"), soft_wrap=True)
            _print_beside(change.comparison, ("As it was approved", "As it is now"), ("", ""), console)
    if made.uncovered:
        console.print()
        console.print("No plain version yet:", markup=False)
        for part in made.uncovered:
            console.print(f"  {part.location}  “{part.words}”", markup=False, soft_wrap=True)
    if not made.passages and not made.uncovered:
        console.print(f"There is nothing to review in {source}.", markup=False)


def _about(each: Reviewed) -> Iterator[str]:
    yield f"  {each.status.told}"
    if each.origin:
        yield f"  proposed by {each.origin}; nobody has changed it since"
    if each.heading:
        yield f"  below: {each.heading}"
    for verdict in each.verdicts:
        does = "warns" if not verdict.stops else "stops" if each.status.is_stopped_by(verdict) else "overruled"
        yield f"  guard {does}: {verdict.told}"
        yield f"    harm: {verdict.harm}"
    if each.status.approval and each.status.approval.despite:
        yield f"  approved despite the guard: {each.status.approval.despite}"
    for term, told in each.passage.glossary.items():
        yield f"  glossary: {term}: {told}"


def _print_beside(comparison: Comparison, titles: tuple[str, str], measured: tuple[str, str], console: Console) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    sides: list[RenderableType] = []
    for title, told, lines in zip(titles, measured, (comparison.before, comparison.after), strict=True):
        head = Text(f"{title}{f' ({told})' if told else ''}", "underline")
        sides.append(Text("\n").join([head, *_texts(lines)]) if any(lines) else Text())
    if console.is_terminal and console.width >= _ROOM_FOR_TWO and any(comparison.before) and any(comparison.after):
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(*sides)
        console.print(Padding(table, (0, 0, 0, 2)))
        return
    for side in sides:
        if str(side) and console.is_terminal:
            console.print(Padding(side, (0, 0, 0, 2)))
        elif str(side):
            console.print(side, soft_wrap=True)


def _texts(lines: Sequence[Line]) -> Iterable[Text]:
    from rich.text import Text

    for line in lines:
        text = Text()
        for piece in line:
            if piece.mark == "same":
                text.append(piece.text)
            else:
                begin, end = ("[-", "-]") if piece.mark == "removed" else ("{+", "+}")
                text.append(f"{begin}{piece.text}{end}", "strike" if piece.mark == "removed" else "bold")
        yield text
