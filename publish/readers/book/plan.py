"""The file of a book: what the book says about itself, and its chapters in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from publish.content import Metadata
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.readers.fields import convert
from publish.readers.metadata import complete_metadata, normalised
from publish.readers.toml_source import TomlSource


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A chapter, as the file of a book names it.

    Attributes:
        file: its path from the folder of the book.
        title: its title in the book; empty for its own.
    """

    file: str
    title: str = ""


class Head(Metadata, frozen=True):
    """All that the file of a book holds: the fields of an article's front matter, and the chapters."""

    chapters: tuple[Entry, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """A book before its chapters are read.

    Attributes:
        metadata: what the book says about itself, complete.
        entries: the chapters in order.
        locations: where each of them is named.
    """

    metadata: Metadata
    entries: tuple[Entry, ...]
    locations: tuple[Location, ...]


def read_plan(
    text: str, path: Path, gate: Gate, defaults: Mapping[str, Any], report: Callable[[Finding], None]
) -> Plan:
    """Read the file of a book.

    Args:
        text: its content, with LF at the line ends.
        path: its path.
        gate: lets the cover through.
        defaults: fields that hold where the book does not say otherwise.
        report: is told of fields that cannot be used.

    Raises:
        PublishError: it is not TOML, or does not name its chapters as it should. A chapter is never left out.
    """
    source = TomlSource(text, str(path))
    data = {**normalised(dict(defaults)), **normalised(source.data)}
    named = data["chapters"] = _entries(data.get("chapters", []))
    locations = tuple(source.location(("chapters", number)) for number in range(len(named)))
    number_of_chapters = len(named)
    head, findings = convert(source, data, Head, "the book")
    if len(head.chapters) < number_of_chapters:
        raise PublishError(findings)
    for finding in findings:
        report(finding)
    if not head.chapters:
        raise PublishError(
            Finding(
                rule="book-without-chapters",
                message="This book names no chapters.",
                location=source.location(("chapters",)) if ("chapters",) in source.lines else Location(str(path)),
                harms="There is nothing to publish.",
                mend='Above the first line in square brackets, write: chapters = ["first.md", "second.md"].',
            )
        )
    own = Metadata(**{name: getattr(head, name) for name in Metadata.__struct_fields__})
    return Plan(complete_metadata(own, path, source, gate, report), head.chapters, locations)


def _entries(chapters: Any) -> list[Any]:
    listed = chapters if isinstance(chapters, list) else [chapters]
    return [{"file": entry} if isinstance(entry, str) else entry for entry in listed]
