"""What Publish tells a person about a document: findings, and the one error type that users see."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence

import msgspec


class Severity(enum.StrEnum):
    """How much a finding matters. Only an error changes the exit status."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Location(msgspec.Struct, frozen=True, order=True):
    """A place in a source file.

    Attributes:
        file: the path as the user would type it.
        line: the line, counted from 1; 0 means the file as a whole.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was seen, where, whom it harms and how to mend it.

    Attributes:
        rule: the readable name of the rule, such as ``image-alt-missing``.
        message: what is wrong, in one sentence.
        severity: how much it matters.
        location: where it is in the source, or None when it has no place there.
        harms: which reader it harms and how.
        mend: what to do about it.
        code: the short name of the rule, such as ``D01``; empty where it has none.
    """

    rule: str
    message: str
    severity: Severity = Severity.ERROR
    location: Location | None = None
    harms: str = ""
    mend: str = ""
    code: str = ""


class PublishError(Exception):
    """Input or surroundings that cannot be used; carries what to tell the user.

    Attributes:
        findings: at least one finding; the command line prints them and ends with exit status 2.
    """

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings: Sequence[Finding] = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__("\n".join(finding.message for finding in self.findings))

    def __reduce__(self) -> tuple[type[PublishError], tuple[Sequence[Finding]]]:
        return type(self), (self.findings,)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether an error is among the findings."""
    return any(finding.severity is Severity.ERROR for finding in findings)
