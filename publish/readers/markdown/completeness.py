"""What an article must have, and what it must not point at in vain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from publish.content import Document, Link, Metadata, find
from publish.content.identifiers import is_wrong_isbn
from publish.content.walk import descendants
from publish.findings import Finding, PublishError, Severity
from publish.images import load_image
from publish.readers.markdown.manuscript import LANGUAGE_TAG, Manuscript
from publish.readers.yaml_source import YamlSource

_NOTE_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")


def complete_metadata(metadata: Metadata, path: Path, manuscript: Manuscript, source: YamlSource) -> Metadata:
    """Fill in what every format needs, and tell of each thing that had to be made up."""

    def line(field: str) -> int:
        return source.location((field,)).line if (field,) in source.lines else 1

    if not metadata.title:
        manuscript.report(
            "title-missing",
            "The article has no title; its file name stands in.",
            1,
            harms="The title is the first thing that a screen reader says and a library lists (WCAG 2.4.2).",
            mend="Write “title: …” in the front matter.",
        )
        metadata = msgspec.structs.replace(metadata, title=path.stem)
    if not LANGUAGE_TAG.fullmatch(metadata.language):
        said = f"“{metadata.language}” is not a language tag" if metadata.language else "The article names no language"
        manuscript.report(
            "language-invalid" if metadata.language else "language-missing",
            f"{said}; it is taken as English.",
            line("language"),
            harms="Screen readers and voices pronounce words by the rules of a language (WCAG 3.1.1).",
            mend="Write “language: en” or another BCP 47 tag in the front matter, or in publish.toml for all articles.",
        )
        metadata = msgspec.structs.replace(metadata, language=manuscript.language)
    if is_wrong_isbn(metadata.identifier):
        manuscript.report(
            "isbn-wrong",
            f"“{metadata.identifier}” is written as an ISBN and is none: its check digit or its length is wrong.",
            line("identifier"),
            harms="Libraries and shops would not find the book, or find another one.",
            mend="Compare it with the number that you were given; perhaps two digits changed places.",
        )
    return _with_cover(metadata, line("cover"), manuscript)


def check_document(document: Document, environment: Mapping[str, Any], manuscript: Manuscript) -> None:
    """Tell of links, notes and plain-language blocks that lead nowhere.

    Raises:
        PublishError: there is nothing in the article.
    """
    if not document.body:
        raise PublishError(
            [
                *manuscript.findings,
                Finding(
                    rule="article-empty",
                    message="There is nothing to publish: the article has no text.",
                    location=manuscript.at(0),
                    mend="Write something below the front matter.",
                ),
            ]
        )
    ids = {node.id for node in descendants([*document.body, *document.notes, *document.replacements]) if node.id}
    _check_links(document, ids, manuscript)
    _check_targets(document, manuscript)
    _check_notes(environment, manuscript)
    _check_notes_given_twice(environment, manuscript)


def _with_cover(metadata: Metadata, line: int, manuscript: Manuscript) -> Metadata:
    if not metadata.cover:
        return metadata
    try:
        path = manuscript.gate.locate(metadata.cover, beside=manuscript.folder, location=manuscript.at(line))
        load_image(manuscript.gate, path, location=manuscript.at(line))
    except PublishError as error:
        manuscript.findings.extend(error.findings)
        path = ""
    return msgspec.structs.replace(metadata, cover=path)


def _check_links(document: Document, ids: set[str], manuscript: Manuscript) -> None:
    for link in find([*document.body, *document.notes, *document.replacements], Link):
        if link.target.startswith("#") and link.target[1:] not in ids:
            manuscript.report(
                "link-target-missing",
                f"There is no place called “{link.target}” in this article; only the link's text is kept.",
                link.location.line if link.location else 0,
                harms="A reader who follows the link stays where they are and thinks that the device is broken.",
                mend="Give the place that you mean this id, as in {#my-id}.",
            )


def _check_targets(document: Document, manuscript: Manuscript) -> None:
    ids = {node.id for node in descendants(document.body) if node.id}
    counts = Counter(target for replacement in document.replacements for target in replacement.targets)
    for replacement in document.replacements:
        line = replacement.location.line if replacement.location else 0
        for target in replacement.targets:
            if target not in ids:
                manuscript.report(
                    "plain-target-missing",
                    f"A plain-language block stands for “{target}”, and there is no such block.",
                    line,
                    harms="People who need plain language would not get this text.",
                    mend="Give the block that you mean this id, as in {#my-id}.",
                )
            elif counts[target] > 1:
                manuscript.report(
                    "plain-target-twice",
                    f"Two plain-language blocks stand for “{target}”; only the first is used.",
                    line,
                    harms="People who need plain language would get half of it.",
                    mend="Join the two into one.",
                )


def _check_notes(environment: Mapping[str, Any], manuscript: Manuscript) -> None:
    known = environment.get("footnotes", {}).get("refs", {})
    for label, number in known.items():
        if number < 0:
            manuscript.report(
                "note-unused",
                f"Nothing in the text refers to the note [^{label.removeprefix(':')}], so it is left out.",
                _note_line(label.removeprefix(":"), manuscript),
                severity=Severity.WARNING,
                harms="Readers miss what it says.",
                mend=f"Put [^{label.removeprefix(':')}] where the note belongs.",
            )


def _check_notes_given_twice(environment: Mapping[str, Any], manuscript: Manuscript) -> None:
    known = environment.get("footnotes", {}).get("refs", {})
    seen: set[str] = set()
    for number, line in manuscript.numbered_lines():
        match = _NOTE_DEFINITION.match(line)
        if match and f":{match[1]}" in known and match[1] in seen:
            manuscript.report(
                "note-duplicate",
                f"The note [^{match[1]}] is given twice; only one of the two is kept.",
                number,
                harms="Readers miss what the other one says.",
                mend="Give one of the two another name.",
            )
        seen.update([match[1]] if match else [])


def _note_line(label: str, manuscript: Manuscript) -> int:
    return next(
        (
            number
            for number, line in manuscript.numbered_lines()
            if (match := _NOTE_DEFINITION.match(line)) and match[1] == label
        ),
        0,
    )
