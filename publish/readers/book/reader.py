"""The reader of books: from a TOML file that names chapters to one document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from publish.content import Reading
from publish.findings import Finding, Location
from publish.plugins import Availability
from publish.readers.book.chapters import read_chapters
from publish.readers.book.joining import join
from publish.readers.book.plan import read_plan
from publish.readers.reader import ReadingContext
from publish.readers.source_text import source_text


class BookReader:
    """Reads a TOML file that names the chapters of a book, and the chapters by the readers that there are."""

    name: ClassVar[str] = "book"
    suffixes: ClassVar[tuple[str, ...]] = (".toml",)

    def availability(self) -> Availability:
        """Tell whether the reader can run here: it always can."""
        return Availability()

    def read(self, path: Path, context: ReadingContext) -> Reading:
        """Read a book.

        Raises:
            PublishError: the file or one of the chapters cannot be read; a book without one of them is never made.
        """
        file = str(path)
        relative = os.path.relpath(path.resolve(), context.gate.root)
        text, problems = source_text(context.gate.read(relative, location=Location(file)), file)
        findings: list[Finding] = problems
        plan = read_plan(text, path, context.gate, context.defaults, findings.append)
        chapters = read_chapters(plan, path, context, self.suffixes, findings.append)
        document = join(plan.metadata, file, chapters, context.glossary, findings.append)
        return Reading(
            document,
            tuple(dict.fromkeys(findings)),
            allowances=tuple(allowance for chapter in chapters for allowance in chapter.allowances),
        )
