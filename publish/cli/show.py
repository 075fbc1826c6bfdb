"""``publish show``: what Publish understood of an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from publish.content import Node


def show(
    source: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article.")],
    json: Annotated[bool, typer.Option("--json", help="Print the whole document as JSON.")] = False,
) -> None:
    """Show what Publish understood of an article: an outline with ids, or the document as JSON."""
    from publish.building.reading import read_source
    from publish.cli.messages import print_findings
    from publish.content import to_json
    from publish.findings import has_errors

    reading = read_source(source)
    document = reading.document
    print_findings(reading.findings)
    if json:
        typer.echo(to_json(document).decode("utf-8"))
    else:
        typer.echo(f"{document.metadata.title} ({document.metadata.language})")
        for title, nodes in (
            ("", document.body),
            ("Notes", document.notes),
            ("Plain language", document.replacements),
        ):
            if nodes and title:
                typer.echo(f"\n{title}")
            for line in _outline(nodes, 1):
                typer.echo(line)
    raise typer.Exit(int(has_errors(reading.findings)))


def _outline(nodes: Iterable[Node], depth: int) -> Iterator[str]:
    from publish.content import Sentence, Text, children, plain_text

    for node in nodes:
        if not isinstance(node, Text):
            words = plain_text(node) if isinstance(node, Sentence) else ""
            yield "  ".join(part for part in ("  " * depth + node.type, *_properties(node), words) if part)
            yield from _outline(children(node), depth + 1)


def _properties(node: Node) -> Iterator[str]:
    if node.id:
        yield f"#{node.id}"
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if value is True and name != "space_after":
            yield name
        elif isinstance(value, str) and value and name not in ("id", "mathml"):
            yield f"{name}={value}"
