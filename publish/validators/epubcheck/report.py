"""What EPUBCheck says in its JSON report, in the words of Publish."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish.findings import Finding, Location, Severity
from publish.validators.validator import State, Verdict

_PLACES_SHOWN = 3
# USAGE and INFO are hints, not faults.
_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}
_HARMS = {
    "ACC": "People who use assistive technology may miss or muddle this part.",
    "CSS": "The book may look otherwise than meant, or be hard to read.",
    "MED": "A reading system may not play or show this part.",
    "NAV": "Readers cannot rely on the table of contents.",
    "OPF": "A reading system may not open the book, or show its parts in the wrong order.",
    "PKG": "A reading system may not open the book.",
    "RSC": "A reading system may not show this part, or a link may lead nowhere.",
}
_HARM_OF_THE_REST = "A reading system may show this part wrongly, or not at all."
_MEND = "If Publish made the file, report this to the project; else mend it in the program that made the file."


def read_report(report: Mapping[str, Any], path: Path, validator: str) -> Verdict:
    """Return the verdict of a report: a file fails where there is an error, as EPUBCheck itself has it.

    Args:
        report: the report as it comes out of the JSON; the file itself bears an empty path in it.
        path: the file, as the user named it.
        validator: the name that the verdict bears.
    """
    findings = tuple(_finding(message, path) for message in report["messages"] if message["severity"] in _SEVERITIES)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return Verdict(
        path=path,
        validator=validator,
        standard=f"EPUB {report['publication']['ePubVersion'] or '3.3'}",
        state=State.FAILED if failed else State.PASSED,
        tool=f"EPUBCheck {report['checker']['checkerVersion']}",
        findings=findings,
    )


def place(location: Mapping[str, Any]) -> str:
    """Return a place as ``path/in/epub:line:column``, as far as EPUBCheck knows it; empty for the whole file."""
    numbers = [str(location[key]) for key in ("line", "column") if location.get(key, -1) > 0]
    return ":".join([location["path"], *numbers]) if location["path"] else ""


def _finding(message: Mapping[str, Any], path: Path) -> Finding:
    name = message["ID"].replace("_", "-")
    places = [where for location in message["locations"] if (where := place(location))]
    count = len(message["locations"]) + message["additionalLocations"]
    return Finding(
        rule=f"epubcheck-{name.lower()}",
        message=f"{name}: {message['message'].rstrip('.')}.{_listed(places, count)}",
        severity=_SEVERITIES[message["severity"]],
        location=Location(str(path)),
        harms=_HARMS.get(name[:3], _HARM_OF_THE_REST),
        mend=message["suggestion"] or _MEND,
    )


def _listed(places: list[str], count: int) -> str:
    shown = list(dict.fromkeys(places))[:_PLACES_SHOWN]
    if not shown:
        return ""
    return f" {'Seen' if count <= len(shown) else f'Seen {count} times, first'} at: {'; '.join(shown)}."
