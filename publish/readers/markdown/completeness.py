"""What an article must have, and what it must not point at in vain."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from publish.content import Document, Link, Section, find
from publish.content.walk import descendants
from publish.findings import Finding, PublishError, Severity
from publish.readers.markdown.manuscript import Manuscript

_NOTE_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")


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
                    harms="There is nothing to publish.",
                    mend="Write something below the front matter.",
                ),
            ]
        )
    ids = {node.id for node in descendants([*document.body, *document.notes, *document.replacements]) if node.id}
    _check_links(document, ids, manuscript)
    _check_targets(document, manuscript)
    _check_notes(environment, manuscript)
    _check_notes_given_twice(environment, manuscript)


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
    first: dict[str, int] = {}
    for replacement in document.replacements:
        line = replacement.location.line if replacement.location else 0
        for target in replacement.targets:
            if target not in ids:
                _report_missing(target, line, document, manuscript)
            elif first.setdefault(target, line) != line:
                manuscript.report(
                    "plain-target-twice",
                    f"Two plain-language blocks stand for “{target}”: that of line {first[target]}, and this one, "
                    "which is not used.",
                    line,
                    harms="People who need plain language would get half of it.",
                    mend="Join the two into one.",
                )


def _report_missing(target: str, line: int, document: Document, manuscript: Manuscript) -> None:
    known = [
        node.id
        for node in descendants(document.body)
        if node.id in manuscript.authored_ids or isinstance(node, Section)
    ]
    near = difflib.get_close_matches(target, known, n=1)
    manuscript.report(
        "plain-target-missing",
        f"A plain-language block stands for “{target}”, and there is no such block.",
        line,
        harms="People who need plain language would not get this text.",
        mend=f"Did you mean “{near[0]}”?" if near else "Give the block that you mean this id, as in {#my-id}.",
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
