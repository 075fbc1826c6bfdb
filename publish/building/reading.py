"""Reading a source with the reader that knows its kind, as a part of its project."""

from __future__ import annotations

from pathlib import Path

import msgspec

from publish.building.project import PROJECT_FILE, Project
from publish.content import Reading
from publish.editions.plain import unplaced_findings
from publish.findings import Finding, Location, PublishError
from publish.readers import ReadingContext
from publish.readers.choosing import read_with, reader_for


def read_source(path: Path, project: Project | None = None) -> Reading:
    """Read an article, and tell of plain-language blocks that find no place in its plain edition.

    Args:
        path: the source file.
        project: the project that it belongs to; found by itself when None.

    Raises:
        PublishError: there is no such file, no reader for it, or nothing can be made of it.
    """
    if not path.is_file():
        kind = "a folder" if path.is_dir() else "not there"
        raise PublishError(
            Finding(
                rule="source-missing",
                message=f"The article “{path}” is {kind}.",
                location=Location(str(path)),
                harms="Nothing is made.",
                mend="Name a file, such as source/article.md.",
            )
        )
    project = project or Project.around(path)
    if path.name == PROJECT_FILE:
        raise PublishError(
            Finding(
                rule="source-unreadable",
                message=f"“{path}” is the file of a project, and neither an article nor a book.",
                location=Location(str(path)),
                harms="Nothing is made of it.",
                mend="Name an article or a book; without any, those of the project are built.",
            )
        )
    entries, findings = project.glossary
    context = ReadingContext(gate=project.gate, defaults=project.settings.defaults, glossary=entries)
    reading = read_with(reader_for(path), path, context)
    found = (*project.lexicon[1], *reading.findings, *unplaced_findings(reading.document))
    return msgspec.structs.replace(reading, findings=(*findings, *found))
