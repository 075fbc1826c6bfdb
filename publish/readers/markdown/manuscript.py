"""What the parts of the Markdown reader share while they read one article: its name, its findings, its ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from publish.content.language import LANGUAGE_TAG
from publish.content.node import Direction
from publish.findings import Finding, Location, Severity
from publish.gate import Gate
from publish.readers.identifiers import RESERVED_PREFIX, Identifiers
from publish.readers.markdown.attributes import BARE_WORDS, Attributes

KNOWN_ATTRIBUTES = frozenset({"id", "class", "lang", "dir", "say", "title", *BARE_WORDS - {"omit"}})
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Manuscript:
    """One article while it is read.

    Attributes:
        file: its name in messages.
        folder: the folder that its references are relative to.
        gate: the only way to read the files that it names.
        language: of the article.
        abbreviations: what each abbreviation stands for, from the article's own definitions.
        findings: what has been found so far.
        companions: the files that become one book with this article, by their paths in the project.
        identifiers: makes ids.
        authored_ids: those that the author gave.
    """

    def __init__(
        self,
        file: str,
        folder: Path,
        gate: Gate,
        lines: Sequence[str],
        language: str,
        authored_ids: Iterable[str],
        abbreviations: Mapping[str, str],
        companions: frozenset[str] = frozenset(),
    ) -> None:
        self.file = file
        self.folder = folder
        self.gate = gate
        self.language = language
        self.abbreviations = abbreviations
        self.companions = companions
        self.findings: list[Finding] = []
        self.authored_ids = frozenset(authored_ids)
        self.identifiers = Identifiers(self.authored_ids)
        self._used_ids: set[str] = set()
        self._lines = lines

    def source_line(self, line: int) -> str:
        """Return a line of the source, counted from 1; empty beyond the end."""
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def numbered_lines(self) -> Iterable[tuple[int, str]]:
        """Return the lines of the source with their numbers."""
        return enumerate(self._lines, 1)

    def at(self, line: int) -> Location:
        """Return a place in this article."""
        return Location(self.file, line)

    def report(
        self,
        rule: str,
        message: str,
        line: int,
        *,
        severity: Severity = Severity.ERROR,
        harms: str = "",
        mend: str = "",
    ) -> None:
        """Add a finding."""
        finding = Finding(rule=rule, message=message, severity=severity, location=self.at(line), harms=harms, mend=mend)
        self.add(finding)

    def add(self, finding: Finding) -> None:
        """Add a finding that was made elsewhere, unless it is known."""
        if finding not in self.findings:
            self.findings.append(finding)

    def common(
        self, attributes: Attributes, line: int, known: frozenset[str] = KNOWN_ATTRIBUTES, where: str = ""
    ) -> dict[str, Any]:
        """Return the fields of any node that attributes give: id, language, direction, classes and location.

        Args:
            known: the attributes that mean something there.
            where: such as “on a plain block”, where not all do.
        """
        for name in sorted(attributes.keys() - known):
            self.report(
                "attribute-unknown",
                f"The attribute “{name}” is not known{where and f' {where}'} and is left out.",
                line,
                severity=Severity.WARNING,
                harms="What it was meant to do is not done.",
                mend=f"Known are: {', '.join(sorted(known - {'title'}))}.",
            )
        return {
            "id": self._authored_id(attributes.get("id", ""), line),
            "language": self._language(attributes, line),
            "direction": self._direction(attributes, line),
            "classes": tuple(attributes.get("class", "").split()),
            "location": self.at(line),
        }

    def _authored_id(self, authored: str, line: int) -> str:
        if not authored:
            return ""
        if not _ID.fullmatch(authored) or authored.startswith(RESERVED_PREFIX):
            self.report(
                "id-invalid",
                f"“{authored}” cannot be an id.",
                line,
                harms="Links to it would not work in every format.",
                mend="Begin with a letter, go on with letters, digits, “-” and “_”; “publish-” is taken.",
            )
            return ""
        if authored in self._used_ids:
            self.report(
                "id-duplicate",
                f"The id “{authored}” is given twice.",
                line,
                harms="A link could lead a reader to the wrong place.",
                mend="Choose another id for one of the two.",
            )
            return ""
        self._used_ids.add(authored)
        return authored

    def _language(self, attributes: Attributes, line: int) -> str | None:
        language = attributes.get("lang")
        if language is None or LANGUAGE_TAG.fullmatch(language):
            return language
        self.report(
            "language-invalid",
            f"“{language}” is not a language tag.",
            line,
            harms="A screen reader would pronounce the passage by the wrong rules.",
            mend="Use a BCP 47 tag such as “fr” or “pt-BR”.",
        )
        return None

    def _direction(self, attributes: Attributes, line: int) -> Direction | None:
        direction = attributes.get("dir")
        if direction in ("ltr", "rtl"):
            return direction  # type: ignore[return-value]
        if direction is not None:
            self.report(
                "direction-invalid",
                f"“{direction}” is not a direction.",
                line,
                harms="Signs and numbers may be shown in the wrong order.",
                mend="Use “ltr” or “rtl”.",
            )
        return None
