"""Printing findings in the project's one form: what, where, whom it harms, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from publish.findings import Finding, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFORMATION: "bold blue"}


def error_console() -> Console:
    """Return a console for what is told beside the results, on standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_findings(findings: Iterable[Finding], console: Console | None = None) -> None:
    """Print findings, each in a paragraph of its own."""
    console = console or error_console()
    for finding in findings:
        text = Text()
        name = f"{finding.code} {finding.rule}" if finding.code else finding.rule
        text.append(f"{finding.severity}[{name}]", _STYLES[finding.severity])
        text.append(f": {finding.message}\n")
        for mark, words in (("-->", str(finding.location or "")), ("harm:", finding.harms), ("mend:", finding.mend)):
            if words:
                text.append(f"  {mark} ", "dim")
                text.append(f"{words}\n")
        console.print(text, end="")
