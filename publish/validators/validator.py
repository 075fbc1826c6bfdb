"""What a validator is, and the verdict that it gives."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

import msgspec

from publish.findings import Finding
from publish.plugins import Availability


class State(enum.StrEnum):
    """What a validator can say about a file. What was not checked never counts as passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not checked"


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one validator says about one file under one standard.

    Attributes:
        path: the file.
        validator: the name of the validator.
        standard: what the file was held against, such as ``PDF/UA-1``.
        state: passed, failed, or not checked.
        tool: the program that judged, with its version; empty where none did.
        findings: where the file fails, and in what.
        reason: why it was not checked.
        mend: what to do so that it can be checked.
    """

    path: Path
    validator: str
    standard: str
    state: State
    tool: str = ""
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    mend: str = ""


def not_checked(validator: Validator, path: Path, reason: str, mend: str) -> Verdict:
    """Return the verdict on a file that a validator could not judge."""
    return Verdict(
        path=path,
        validator=validator.name,
        standard=validator.standard,
        state=State.NOT_CHECKED,
        reason=reason,
        mend=mend,
    )


@runtime_checkable
class Validator(Protocol):
    """Judges finished files of one kind.

    Attributes:
        name: what users call it; the same as its entry point.
        standard: what it holds every file against, such as ``PDF/UA-1``.
        suffixes: endings of the names of the files that it judges, such as ``.pdf``.
    """

    name: ClassVar[str]
    standard: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]

    def availability(self) -> Availability:
        """Tell whether the validator can run here."""
        ...

    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        """Judge files, all in one call, so that a slow tool starts once.

        Returns:
            one verdict or more for each file, in any order. A file that fails is a verdict with findings; one that
            cannot be judged is a verdict with a reason. Neither raises.
        """
        ...
