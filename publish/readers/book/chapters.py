"""Reading the chapters of a book, each by the reader that knows its kind."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from publish.content import Allowance, Document
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.readers.book.plan import Entry, Plan
from publish.readers.choosing import read_with, reader_for
from publish.readers.reader import Reader, ReadingContext


class Chapter(msgspec.Struct, frozen=True):
    """A chapter that has been read.

    Attributes:
        file: its path in the project.
        title: its title in the book.
        location: where the title stands.
        document: the article.
        allowances: the places where its author switched a rule off.
        fields: where the fields of its head stand.
    """

    file: str
    title: str
    location: Location
    document: Document
    allowances: tuple[Allowance, ...] = ()
    fields: Mapping[str, Location] = msgspec.field(default_factory=dict)


def read_chapters(
    plan: Plan, path: Path, context: ReadingContext, book_suffixes: tuple[str, ...], report: Callable[[Finding], None]
) -> list[Chapter]:
    """Read the chapters of a book.

    A chapter takes the language of the book where it names none. Other defaults of the project are those of the book.

    Args:
        path: of the file of the book.
        book_suffixes: the endings of files that are books themselves.
        report: is told of what was found in the chapters.

    Raises:
        PublishError: one of them cannot be read; it tells of all that cannot.
    """
    failures: list[Finding] = []
    files = _files(plan, path, context.gate, book_suffixes, failures.extend, report)
    context = msgspec.structs.replace(
        context, defaults={"language": plan.metadata.language}, companions=frozenset(files)
    )
    chapters: list[Chapter] = []
    readers: dict[str, Reader] = {}
    for file, (entry, location) in files.items():
        source = _as_typed(context.gate.root / file, path.parent)
        suffix = source.suffix.lower()
        try:
            if suffix not in readers:  # to find one, all installed packages are looked through
                readers[suffix] = reader_for(source, location)
            reading = read_with(readers[suffix], source, context)
        except PublishError as error:
            failures.extend(error.findings)
            continue
        for finding in reading.findings:
            report(finding)
        title = entry.title or reading.document.metadata.title
        place = location if entry.title else Location(str(source), 1)
        chapters.append(Chapter(file, title, place, reading.document, reading.allowances, reading.fields))
    if failures:
        raise PublishError(failures)
    return chapters


def _files(
    plan: Plan,
    path: Path,
    gate: Gate,
    book_suffixes: tuple[str, ...],
    fail: Callable[[Sequence[Finding]], None],
    report: Callable[[Finding], None],
) -> dict[str, tuple[Entry, Location]]:
    """Return the file of each chapter, once, with its entry and where that stands.

    Args:
        fail: is told of those that cannot be read.
    """
    found: dict[str, tuple[Entry, Location]] = {}
    for entry, location in zip(plan.entries, plan.locations, strict=True):
        try:
            file = gate.locate(entry.file, beside=path.parent, location=location)
            _refuse_book(file, book_suffixes, location)
        except PublishError as error:
            fail(error.findings)
            continue
        if file in found:
            report(_twice(entry, location))
        else:
            found[file] = entry, location
    return found


def _as_typed(file: Path, folder: Path) -> Path:
    """Return the path of a file as the user would type it, who named the folder of the book."""
    typed = folder / os.path.relpath(file, folder.resolve())
    short = Path(os.path.normpath(typed))
    return short if short.resolve() == file else typed


def _refuse_book(file: str, suffixes: tuple[str, ...], location: Location) -> None:
    if file.lower().endswith(suffixes):
        raise PublishError(
            Finding(
                rule="chapter-is-book",
                message=f"“{file}” is the file of a book, which cannot be a chapter.",
                location=location,
                harms="Its chapters would be missing.",
                mend="Name its chapters here, one by one.",
            )
        )


def _twice(entry: Entry, location: Location) -> Finding:
    return Finding(
        rule="chapter-twice",
        message=f"“{entry.file}” is named twice; it stands in the book once, at the first place.",
        location=location,
        harms="If another chapter was meant, readers miss it.",
        mend="Name the other chapter, or delete this line.",
    )
