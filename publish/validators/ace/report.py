"""What Ace says in its JSON report, in the words of Publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from publish.findings import Finding, Location
from publish.validators.validator import State, Verdict

_PLACES_SHOWN = 3
_HARMS_BY_TAG = {
    "cat.text-alternatives": "People who cannot see this do not learn what it shows.",
    "cat.color": "People with low vision may not be able to read this.",
    "cat.sensory-and-visual-cues": "People with low vision may not be able to read this.",
    "cat.language": "A screen reader may speak this in the voice of another language.",
    "cat.tables": "People who use a screen reader cannot tell which heading a cell belongs to.",
    "cat.keyboard": "People who use a keyboard, or a switch, may not reach this.",
    "cat.time-and-media": "People who cannot hear or see this miss what it says.",
}
_HARM_OF_METADATA = "Readers cannot tell before they buy or open the book whether they can use it."
_HARM_OF_THE_REST = "A screen reader may miss or muddle this part."
_MEND = "If Publish made the file, report this to the project; else mend it in the program that made the file."


class _Violation(msgspec.Struct, frozen=True):
    """One rule that is broken at one place."""

    rule: str
    title: str
    impact: str
    description: str
    place: str
    harms: str
    help_url: str


def read_report(report: Mapping[str, Any], path: Path, validator: str, standard: str) -> Verdict:
    """Return the verdict of a report: a book fails where Ace finds anything, as Ace itself has it.

    Args:
        report: the report as it comes out of the JSON.
        path: the book, as the user named it.
        validator: the name that the verdict bears.
        standard: the standard that the verdict bears.
    """
    by_rule: dict[str, list[_Violation]] = {}
    for violation in _violations(report):
        by_rule.setdefault(violation.rule, []).append(violation)
    findings = tuple(_finding(violations, path) for violations in by_rule.values())
    return Verdict(
        path=path,
        validator=validator,
        standard=standard,
        state=State.PASSED if report["earl:result"]["earl:outcome"] == "pass" else State.FAILED,
        tool=f"Ace {report['earl:assertedBy']['doap:release']['doap:revision']}",
        findings=findings,
    )


def _violations(report: Mapping[str, Any]) -> Iterator[_Violation]:
    for subject in report["assertions"]:
        for assertion in subject["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            selectors = (result.get("earl:pointer") or {}).get("css") or []
            yield _Violation(
                rule=test["dct:title"],
                title=test["help"].get("dct:description") or test["dct:description"],
                impact=test["earl:impact"],
                # The first line tells the most; the others tell of other ways to mend it.
                description=result["dct:description"].partition("\n")[0].strip(),
                place=" ".join([subject["earl:testSubject"]["url"].lstrip("/"), *map(str, selectors[:1])]),
                harms=_harm(test["rulesetTags"]),
                help_url=test["help"]["url"],
            )


def _harm(tags: Sequence[str]) -> str:
    if "EPUB" in tags:
        return _HARM_OF_METADATA
    return next((harm for tag, harm in _HARMS_BY_TAG.items() if tag in tags), _HARM_OF_THE_REST)


def _finding(violations: Sequence[_Violation], path: Path) -> Finding:
    first = violations[0]
    places = list(dict.fromkeys(violation.place for violation in violations))
    seen = "Seen" if len(places) <= _PLACES_SHOWN else f"Seen {len(places)} times, first"
    return Finding(
        rule=f"ace-{first.rule}",
        message=f"{first.title.rstrip('.')} ({first.rule}, {first.impact}): {first.description.rstrip('.')}. "
        f"{seen} at: {'; '.join(places[:_PLACES_SHOWN])}.",
        location=Location(str(path)),
        harms=first.harms,
        mend=f"{_MEND} See {first.help_url}",
    )
