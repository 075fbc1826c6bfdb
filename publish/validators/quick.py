"""The quick judge of PDF files, which installs with the package: what it says, as findings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

import page

from publish.findings import Finding, Severity

BEYOND_LIMITS = "pdf-beyond-limits"
# The outline is a chain: the default, 256, is not enough for a book of 300 headings.
_LIMITS = page.SafetyLimits(max_reference_depth=5000)
# The judge follows a chain of bookmarks by recursion, before it looks at its limit; 60,000 overflow the usual 8 MB.
_STACK = 512 * 1024 * 1024
_changing_stack_size = threading.Lock()
_MEND = "Mend the source where another finding points at it; else report it to the project."


def broken_rules(
    data: bytes, profile: page.ValidationProfile, *, rule: str, standard: str, harms: str, doubted: str = ""
) -> list[Finding]:
    """Return what keeps a PDF from conforming to a standard, one finding a rule.

    Args:
        data: the whole file.
        profile: the standard, as the judge calls it.
        rule: the name that the findings bear.
        standard: the standard, as people call it.
        harms: whom a fault harms.
        doubted: a rule of the judge that is known to raise false alarms, and is left out.
    """
    try:
        report = _on_a_large_stack(lambda: page.validate_pdf_bytes(data, profile=profile, limits=_LIMITS))
    except page.SafetyLimitError as error:
        return [_finding(BEYOND_LIMITS, f"The PDF is beyond what the quick check can take: {error}.", harms)]
    except page.PageError as error:
        return [_finding("pdf-unreadable", f"The PDF cannot be checked: {error}.", harms)]
    rules: dict[str, tuple[str, int]] = {}
    for failure in (failure for failure in report.failures if failure.rule_id != doubted):
        message, count = rules.get(failure.rule_id, (failure.message, 0))
        rules[failure.rule_id] = (message, count + 1)
    return [
        _finding(rule, f"{standard} rule {name} fails {_times(count)}: {message}", harms)
        for name, (message, count) in sorted(rules.items())
    ]


def _on_a_large_stack(call: Callable[[], page.ValidationReport]) -> page.ValidationReport:
    """Return what a call returns, or raise what it raises; the memory of the stack is taken only as it is used."""
    future: Future[page.ValidationReport] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    with _changing_stack_size:
        usual = threading.stack_size(_STACK)
        try:
            threading.Thread(target=run, daemon=True).start()
        except RuntimeError:  # there is no memory for such a stack
            run()
        finally:
            threading.stack_size(usual)
    return future.result()


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _finding(rule: str, message: str, harms: str) -> Finding:
    return Finding(rule=rule, message=message, severity=Severity.WARNING, harms=harms, mend=_MEND)
