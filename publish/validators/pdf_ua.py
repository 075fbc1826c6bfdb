"""The quick check of a PDF against PDF/UA-1 (ISO 14289-1), which installs with the package."""

from __future__ import annotations

import page

from publish.findings import Finding, Severity


def check_pdf_ua(data: bytes) -> list[Finding]:
    """Return what keeps a PDF from conforming to PDF/UA-1, one finding a rule.

    Args:
        data: the whole file.
    """
    try:
        report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    except page.PageError as error:
        return [_finding("pdf-unreadable", f"The PDF cannot be checked: {error}.")]
    rules: dict[str, tuple[str, int]] = {}
    for failure in report.failures:
        message, count = rules.get(failure.rule_id, (failure.message, 0))
        rules[failure.rule_id] = (message, count + 1)
    return [
        _finding("pdf-ua", f"PDF/UA-1 rule {rule} fails ({count} times): {message}")
        for rule, (message, count) in sorted(rules.items())
    ]


def _finding(rule: str, message: str) -> Finding:
    return Finding(
        rule=rule,
        message=message,
        severity=Severity.WARNING,
        harms="A screen reader may miss or muddle this part.",
        mend="Mend the source where another finding points at it; else report it to the project.",
    )
