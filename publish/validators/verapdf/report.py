"""What veraPDF says in its JSON report, in the words of Publish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from publish.findings import Finding, Location
from publish.validators.validator import State, Verdict

_PLACES_SHOWN = 3
_HARMS_BY_TAG = {
    "alt-text": "People who cannot see the picture do not learn what it shows.",
    "heading": "People who use a screen reader cannot find their way by the headings.",
    "table": "People who use a screen reader cannot tell which heading a cell belongs to.",
    "list": "A screen reader does not tell that this is a list, or where its items end.",
    "lang": "A screen reader may speak this in the voice of another language.",
    "annotation": "A screen reader may not reach this link, or not tell where it leads.",
    "note": "A screen reader may lose the way between a note and its place in the text.",
    "toc": "People who use a screen reader cannot rely on the table of contents.",
    "metadata": "Readers and their programs do not learn what this document is.",
    "font": "A screen reader may speak other letters than those that are shown.",
}
_HARM_OF_ARCHIVES = "The file may not open, or look otherwise, in years to come."
_HARM_OF_THE_REST = "A screen reader may miss or muddle this part."
_MEND = "If Publish made the file, report this to the project; else mend it in the program that made the file."


class ReportUnreadableError(ValueError):
    """veraPDF printed nothing that is a report."""


def read_report(text: str, paths: Mapping[str, Path], validator: str) -> list[Verdict]:
    """Return the verdicts of a report, one for each file and standard.

    Args:
        text: the report in JSON.
        paths: the user's path of each file, by the name of the file as veraPDF was given it.
        validator: the name that the verdicts bear.

    Raises:
        ReportUnreadableError: this is no report.
    """
    try:
        report = json.loads(text)["report"]
        tool = f"veraPDF {report['buildInformation']['releaseDetails'][0]['version']}"
        return [
            msgspec.structs.replace(verdict, validator=validator, tool=tool)
            for job in report["jobs"]
            for verdict in _verdicts(job, paths[Path(job["itemDetails"]["name"]).name])
        ]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ReportUnreadableError from error


def _verdicts(job: Mapping[str, Any], path: Path) -> Iterator[Verdict]:
    if trouble := job.get("taskException"):
        yield _unread(path, trouble["exceptionMessage"])
        return
    for result in job["validationResult"]:
        standard = result["profileName"].removesuffix(" validation profile")
        verdict = Verdict(path=path, validator="", standard=standard, state=State.PASSED)
        if result["jobEndStatus"] != "normal":
            reason = f"veraPDF did not finish: {result['jobEndStatus']}"
            yield msgspec.structs.replace(verdict, state=State.NOT_CHECKED, reason=reason)
        elif result["compliant"]:
            yield verdict
        else:
            rules = sorted(result["details"]["ruleSummaries"], key=_clause_order)
            findings = tuple(_finding(rule, standard, path) for rule in rules)
            yield msgspec.structs.replace(verdict, state=State.FAILED, findings=findings)


def _clause_order(rule: Mapping[str, Any]) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", f"{rule['clause']}-{rule['testNumber']}")]


def _unread(path: Path, message: str) -> Verdict:
    """Return the verdict on a file that veraPDF cannot read: locked is not checked, damaged is failed."""
    verdict = Verdict(path=path, validator="", standard="PDF/UA-1", state=State.NOT_CHECKED)
    message = message.removeprefix("Exception: ").replace(" caused by exception:", ":")
    if "encrypted" in message:
        mend = "Save it without a password, and check it before you lock it."
        return msgspec.structs.replace(verdict, reason="the file is locked with a password", mend=mend)
    if "parse" in message:
        damaged = Finding(
            rule="pdf-unreadable",
            message=f"The PDF is damaged, or is no PDF: {message}",
            location=Location(str(path)),
            harms="Nobody can rely on being able to open it.",
            mend="Make the file again; it may have been cut short on its way.",
        )
        return msgspec.structs.replace(verdict, state=State.FAILED, findings=(damaged,))
    mend = "The file may be damaged: make it again. If it opens well elsewhere, report this to the project of veraPDF."
    return msgspec.structs.replace(verdict, reason=f"veraPDF gave up: {message}", mend=mend)


def _finding(rule: Mapping[str, Any], standard: str, path: Path) -> Finding:
    clause, test, count = rule["clause"], rule["testNumber"], rule["failedChecks"]
    checks = rule["checks"]
    words = {check.get("errorMessage") or rule["description"] for check in checks}
    # One fault at several places is told once; several faults are told by the rule that they break.
    message = words.pop() if len(words) == 1 else rule["description"]
    places = [place for check in checks if (place := _place(check["context"]))]
    times = "once" if count == 1 else f"{count} times"
    return Finding(
        rule=f"{_slug(standard)}-{clause}-{test}",
        message=f"{standard}, clause {clause}, test {test} ({rule['specification']}) fails {times}: "
        f"{message.rstrip('.')}.{_listed(places, count)}",
        location=Location(str(path)),
        harms=_harm(standard, rule.get("tags", ())),
        mend=_MEND,
    )


def _harm(standard: str, tags: list[str]) -> str:
    if not standard.startswith("PDF/UA"):
        return _HARM_OF_ARCHIVES
    return next((harm for tag, harm in _HARMS_BY_TAG.items() if tag in tags), _HARM_OF_THE_REST)


def _slug(standard: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", standard.lower())


def _listed(places: list[str], count: int) -> str:
    shown = list(dict.fromkeys(places))[:_PLACES_SHOWN]
    if not shown:
        return ""
    return f" {'Seen' if count <= len(shown) else 'Seen first'} at: {'; '.join(shown)}."


def _place(context: str) -> str:
    """Return page, structure element and object of a place, as far as veraPDF's path to it tells them.

    >>> _place("root/document[0]/pages[2](18 0 obj PDPage)/annots[0](7 0 obj PDLinkAnnot)")
    'page 3, object 7 0'
    >>> _place("root/document[0]/StructTreeRoot[0](1 0 obj PDStructTreeRoot)/K[0](278 0 obj SEFigure Figure)")
    'Figure, object 278 0'
    """
    parts = []
    if page := re.search(r"/pages\[(\d+)\]", context):
        parts.append(f"page {int(page[1]) + 1}")
    objects: list[tuple[str, str, str]] = re.findall(r"\((\d+ \d+) obj (\w+) ?([^()/]*)\)", context)
    if objects:
        number, kind, role = objects[-1]
        if kind.startswith("SE") and role:
            parts.append(role.strip())
        parts.append(f"object {number}")
    return ", ".join(parts)
