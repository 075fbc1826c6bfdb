"""Making a finding about a file in a book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from publish.findings import Finding, Location, Severity

_MOST = 10


def fault(
    rule: str, message: str, file: str, line: int = 0, *, harms: str, mend: str, severity: Severity = Severity.ERROR
) -> Finding:
    """Return a finding about a place in a book.

    Args:
        rule: its readable name.
        message: what is wrong, in one sentence.
        file: its path in the container.
        line: counted from 1, or 0.
        harms: which reader it harms and how.
        mend: what to do about it.
        severity: how much it matters.
    """
    return Finding(rule=rule, message=message, severity=severity, location=Location(file, line), harms=harms, mend=mend)


def shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what a file repeats; the last finding that is kept tells how many more there are."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    left_out: dict[tuple[str, str], int] = defaultdict(int)
    for finding in findings:
        key = (finding.rule, finding.location.file if finding.location else "")
        if len(groups[key]) < _MOST:
            groups[key].append(finding)
        else:
            left_out[key] += 1
    for key, kept in groups.items():
        if left_out[key]:
            message = f"{kept[-1].message} There are {left_out[key]} more of this kind in the file."
            kept[-1] = msgspec.structs.replace(kept[-1], message=message)
        yield from kept
