"""The quick check of a PDF against PDF/UA-1 (ISO 14289-1), which installs with the package."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

import msgspec
import page
import pikepdf

from publish.findings import Finding, Location, Severity
from publish.plugins import Availability
from publish.validators.quick import BEYOND_LIMITS, broken_rules
from publish.validators.validator import State, Verdict

_MEND = "If Publish made the file, report this to the project; else mend it in the program that made the file."


class QuickPdfUa:
    """Judges a PDF by PDF/UA-1 in a moment, with the package ``page-validation``."""

    name: ClassVar[str] = "quick-pdf-ua"
    standard: ClassVar[str] = "PDF/UA-1"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def availability(self) -> Availability:
        """Tell that nothing stands in the way."""
        return Availability()

    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        """Judge each file by itself."""
        return [self._verdict(path) for path in paths]

    def _verdict(self, path: Path) -> Verdict:
        data = path.read_bytes()
        verdict = Verdict(
            path=path,
            validator=self.name,
            standard=self.standard,
            state=State.PASSED,
            tool=f"page-validation {version('page-validation')}",
        )
        if _is_locked(data):
            return msgspec.structs.replace(
                verdict,
                state=State.NOT_CHECKED,
                reason="the file is locked with a password",
                mend="Save it without a password, and check it before you lock it.",
            )
        found = check_pdf_ua(data)
        if beyond := next((finding for finding in found if finding.rule == BEYOND_LIMITS), None):
            return msgspec.structs.replace(
                verdict, state=State.NOT_CHECKED, reason=beyond.message.rstrip("."), mend="Have veraPDF check it."
            )
        problems = tuple(
            msgspec.structs.replace(finding, severity=Severity.ERROR, location=Location(str(path)), mend=_MEND)
            for finding in found
        )
        return msgspec.structs.replace(verdict, state=State.FAILED, findings=problems) if problems else verdict


def check_pdf_ua(data: bytes) -> list[Finding]:
    """Return what keeps a PDF from conforming to PDF/UA-1, one finding a rule.

    Args:
        data: the whole file.
    """
    return broken_rules(
        data,
        page.ValidationProfile.PDF_UA_1,
        rule="pdf-ua",
        standard="PDF/UA-1",
        harms="A screen reader may miss or muddle this part.",
    )


def _is_locked(data: bytes) -> bool:
    try:
        pikepdf.open(io.BytesIO(data)).close()
    except pikepdf.PasswordError:
        return True
    except (pikepdf.PdfError, ValueError):
        return False
    return False
