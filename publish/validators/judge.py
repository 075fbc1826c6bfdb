"""Holding files against every validator that knows their kind; one that cannot run leaves a file unchecked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from publish import plugins
from publish.findings import Finding, Location, PublishError
from publish.plugins import Registration
from publish.validators.validator import State, Validator, Verdict


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What the validators say about some files.

    Attributes:
        verdicts: in the order of the files, then of the validators.
        findings: the files that no validator could be asked about, and why.
    """

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]

    @property
    def status(self) -> int:
        """The exit status: 0 nothing fails, 1 a check fails, 2 a file that no validator could be asked about."""
        failed = any(verdict.state is State.FAILED for verdict in self.verdicts)
        return 2 if self.findings else int(failed)


def judge(paths: Sequence[Path]) -> Judgement:
    """Have files judged by every validator that knows their kind.

    Raises:
        PublishError: two packages register a validator of the same name.
    """
    paths = list(dict.fromkeys(paths))
    validators = [_Candidate.of(registration) for registration in plugins.registered("publish.validators").values()]
    known = sorted({suffix for validator in validators for suffix in validator.suffixes})
    findings = {path: finding for path in paths if (finding := _unusable(path, known))}
    verdicts = [
        verdict
        for validator in validators
        if (fitting := [path for path in paths if path not in findings and validator.knows(path)])
        for verdict in validator.verdicts(fitting)
    ]
    return Judgement(
        verdicts=tuple(sorted(verdicts, key=lambda verdict: paths.index(verdict.path))),
        findings=tuple(findings.values()),
    )


class _Candidate(msgspec.Struct, frozen=True):
    """A validator that may be broken: then its name is known, and why it cannot run."""

    name: str
    validator: Validator | None
    trouble: Finding | None = None

    @classmethod
    def of(cls, registration: Registration) -> _Candidate:
        try:
            return cls(registration.name, registration.create())
        except PublishError as error:
            return cls(registration.name, None, error.findings[0])

    @property
    def suffixes(self) -> tuple[str, ...]:
        return self.validator.suffixes if self.validator else ()

    def knows(self, path: Path) -> bool:
        return self.validator is None or path.suffix.lower() in self.suffixes

    def verdicts(self, paths: Sequence[Path]) -> Iterator[Verdict]:
        if self.validator is None:
            assert self.trouble
            yield from self._unchecked(paths, self.trouble.message, self.trouble.mend)
            return
        try:
            availability = self.validator.availability()
            given = self.validator.check(paths) if availability.usable else ()
        except Exception as error:  # a validator may fail in any way, and the others must go on
            reason = f"“{self.name}” failed in a way that nobody foresaw: {type(error).__name__}: {error}"
            yield from self._unchecked(paths, reason, "Please report this with the file.")
            return
        yield from given
        silent = [path for path in paths if path not in {verdict.path for verdict in given}]
        yield from self._unchecked(silent, availability.reason or f"“{self.name}” said nothing", availability.mend)

    def _unchecked(self, paths: Sequence[Path], reason: str, mend: str) -> Iterator[Verdict]:
        standard = self.validator.standard if self.validator else ""
        for path in paths:
            yield Verdict(
                path=path, validator=self.name, standard=standard, state=State.NOT_CHECKED, reason=reason, mend=mend
            )


def _unusable(path: Path, known: Sequence[str]) -> Finding | None:
    """Return why no validator can be asked about a file, or None."""
    names = ", ".join(known)
    if not path.is_file():
        message = f"“{path}” is {'a folder' if path.is_dir() else 'not there'}."
        return _finding("file-missing", message, path, "Name a file, such as build/article/article.pdf.")
    if not os.access(path, os.R_OK):
        return _finding(
            "file-unreadable", f"“{path}” may not be read.", path, "Ask its owner for the right to read it."
        )
    if path.suffix.lower() not in known:
        message = f"No validator knows files that end in “{path.suffix}”."
        return _finding("file-kind-unknown", message, path, f"Name files that end in {names}.")
    return None


def _finding(rule: str, message: str, path: Path, mend: str) -> Finding:
    return Finding(
        rule=rule, message=message, location=Location(str(path)), harms="The file is not checked.", mend=mend
    )
