"""What a source says about itself: one form for the front matter of an article and for the head of a book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from publish.content import Metadata
from publish.content.identifiers import is_wrong_isbn
from publish.content.language import LANGUAGE_TAG
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.images import load_image
from publish.readers.fields import LocatedData

FALLBACK_LANGUAGE = "en"
_LISTS = ("authors", "contributors", "subjects", "contacts", "references", "plain-summary")
_PEOPLE = ("authors", "contributors")


def normalised(data: dict[str, Any]) -> dict[str, Any]:
    """Let one entry stand for a list of one, and a name for a person."""
    data = {name: value for name, value in data.items() if value is not None}
    for name in _LISTS:
        if name in data and not isinstance(data[name], list):
            data[name] = [data[name]]
    for name in _PEOPLE:
        if name in data:
            data[name] = [{"name": person} if isinstance(person, str) else person for person in data[name]]
    return data


def known_language(language: str) -> str:
    """Return a language tag, or that of English where it is none."""
    return language if LANGUAGE_TAG.fullmatch(language) else FALLBACK_LANGUAGE


def complete_metadata(
    metadata: Metadata, path: Path, source: LocatedData, gate: Gate, report: Callable[[Finding], None]
) -> Metadata:
    """Fill in what every format needs, and report each thing that had to be made up.

    Args:
        path: of the file; its name stands in for a title, and a cover is named from its folder.
        source: gives the lines.
        gate: lets the cover through.
    """

    def location(field: str) -> Location:
        return source.location((field,)) if (field,) in source.lines else Location(source.file, 1)

    if not metadata.title:
        report(
            Finding(
                rule="title-missing",
                message="There is no title; the name of the file stands in.",
                location=location("title"),
                harms="The title is the first thing that a screen reader says and a library lists (WCAG 2.4.2).",
                mend="Give it in the field “title” at the head of the file.",
            )
        )
        metadata = msgspec.structs.replace(metadata, title=path.stem)
    if not LANGUAGE_TAG.fullmatch(metadata.language):
        said = f"“{metadata.language}” is not a language tag" if metadata.language else "No language is named"
        report(
            Finding(
                rule="language-invalid" if metadata.language else "language-missing",
                message=f"{said}; the text is taken as English.",
                location=location("language"),
                harms="Screen readers and voices pronounce words by the rules of a language (WCAG 3.1.1).",
                mend="Write en or another BCP 47 tag in the field “language” at the head of the file, or in "
                "publish.toml for all articles.",
            )
        )
        metadata = msgspec.structs.replace(metadata, language=known_language(metadata.language))
    if is_wrong_isbn(metadata.identifier):
        report(
            Finding(
                rule="isbn-wrong",
                message=f"“{metadata.identifier}” is written as an ISBN and is none: its check digit or its length is "
                "wrong.",
                location=location("identifier"),
                harms="Libraries and shops would not find the book, or find another one.",
                mend="Compare it with the number that you were given; perhaps two digits changed places.",
            )
        )
    if not metadata.cover:
        return metadata
    try:
        cover = gate.locate(metadata.cover, beside=path.resolve().parent, location=location("cover"))
        load_image(gate, cover, location=location("cover"))
    except PublishError as error:
        cover = ""
        for finding in error.findings:
            report(finding)
    return msgspec.structs.replace(metadata, cover=cover)
