"""Choosing the reader that knows a file, and reading with it."""

from __future__ import annotations

from pathlib import Path

from publish import plugins
from publish.content import Reading
from publish.findings import Finding, Location, PublishError
from publish.readers.reader import Reader, ReadingContext


def reader_for(path: Path, location: Location | None = None) -> Reader:
    """Return the reader of files with this ending.

    Args:
        location: where the file is named; None where the user named it.

    Raises:
        PublishError: there is none.
    """
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
            location=location or Location(str(path)),
            harms="Nothing is made of it.",
            mend=f"Publish reads {', '.join(suffixes)}.",
        )
    )


def read_with(reader: Reader, path: Path, context: ReadingContext) -> Reading:
    """Read a file; whatever way a reader fails in becomes a message.

    Raises:
        PublishError: nothing can be made of the file.
    """
    try:
        return reader.read(path, context)
    except PublishError:
        raise
    except Exception as error:  # a reader may fail in any way, and other articles must go on
        raise PublishError(
            Finding(
                rule="reader-failed",
                message=f"Reading failed in a way that nobody foresaw: {type(error).__name__}: {error}",
                location=Location(str(path)),
                harms="Nothing can be made of the article.",
                mend="Please report this with the article.",
            )
        ) from error
