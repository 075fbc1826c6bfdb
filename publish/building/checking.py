"""Holding articles of a project against the rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from publish.building.project import Project
from publish.building.reading import read_source
from publish.checks import Allowed, Checked, check, rules
from publish.clock import today
from publish.content import Reading
from publish.findings import Finding, PublishError, has_errors


class Checking(msgspec.Struct, frozen=True):
    """What checking an article gives.

    Attributes:
        source: the article, as the user named it.
        findings: what the reader found, then what the rules found, each in order of their places.
        allowed: what comments in the source allow; not among the findings.
    """

    source: str
    findings: tuple[Finding, ...] = ()
    allowed: tuple[Allowed, ...] = ()

    @property
    def status(self) -> int:
        """The exit status: 0 no errors, 1 errors among the findings."""
        return int(has_errors(self.findings))


def check_source(path: Path, project: Project | None = None) -> Checking:
    """Read an article and hold it against the rules.

    Args:
        path: the source file.
        project: the project that it belongs to; found by itself when None.

    Raises:
        PublishError: nothing can be made of the file, or the project file sets a rule that does not exist.
    """
    project = project or Project.around(path)
    reading = read_source(path, project)
    checked = check_reading(reading, project)
    return Checking(str(path), (*reading.findings, *checked.findings), checked.allowed)


def check_reading(reading: Reading, project: Project) -> Checked:
    """Hold an article that was read against the rules, as its project sets them.

    Raises:
        PublishError: the project file sets a rule that does not exist.
    """
    return check(
        reading, rules(), project.checks, today=today(), glossary=project.glossary[0], lines_of=lines_in(project)
    )


def lines_in(project: Project) -> Callable[[str], Sequence[str]]:
    """Return a function that gives the lines of a file of a project; none where the file is no text."""

    @cache
    def lines_of(file: str) -> Sequence[str]:
        try:
            return project.gate.read(os.path.relpath(Path(file).resolve(), project.gate.root)).decode().splitlines()
        except (UnicodeDecodeError, PublishError, ValueError):
            return ()

    return lines_of
