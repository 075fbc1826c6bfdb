"""Reading an article with the reader that knows its kind, as a part of its project."""

from __future__ import annotations

from pathlib import Path

from publish import plugins
from publish.building.project import Project
from publish.content import Reading
from publish.findings import Finding, Location, PublishError
from publish.readers import Reader, ReadingContext


def read_source(path: Path, project: Project | None = None) -> Reading:
    """Read an article.

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
                mend="Name a file, such as source/article.md.",
            )
        )
    project = project or Project.around(path)
    reader = _reader_for(path)
    entries, findings = project.glossary
    context = ReadingContext(gate=project.gate, defaults=project.settings.defaults, glossary=entries)
    try:
        reading = reader.read(path, context)
    except PublishError:
        raise
    except Exception as error:  # a reader may fail in any way, and other articles must go on
        raise PublishError(
            Finding(
                rule="reader-failed",
                message=f"Reading failed in a way that nobody foresaw: {type(error).__name__}: {error}",
                location=Location(str(path)),
                mend="Please report this with the article.",
            )
        ) from error
    return Reading(reading.document, (*findings, *project.lexicon[1], *reading.findings))


def _reader_for(path: Path) -> Reader:
    suffixes: list[str] = []
    for registration in plugins.registered("publish.readers").values():
        reader: Reader = registration.create()
        if path.suffix.lower() in reader.suffixes:
            return reader
        suffixes.extend(reader.suffixes)
    raise PublishError(
        Finding(
            rule="source-unreadable",
            message=f"No reader knows files that end in “{path.suffix}”.",
            location=Location(str(path)),
            mend=f"Publish reads {', '.join(suffixes)}.",
        )
    )
