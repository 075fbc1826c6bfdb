"""The quick check of a PDF against PDF/A-3a (ISO 19005-3), which installs with the package."""

from __future__ import annotations

import page

from publish.findings import Finding
from publish.validators.quick import broken_rules

# page-validation 0.11 takes a stream whose last byte is a carriage return for one that is a byte too long (6.1.7.1).
# That befalls one compressed stream in 256; the writers count the length themselves, and veraPDF finds it right.
_DOUBTED = "PDFA3A-STREAM-LENGTH-001"


def check_pdf_a(data: bytes) -> list[Finding]:
    """Return what keeps a PDF from conforming to PDF/A-3a, one finding a rule.

    Args:
        data: the whole file.
    """
    return broken_rules(
        data,
        page.ValidationProfile.PDF_A_3A,
        rule="pdf-a",
        standard="PDF/A-3a",
        harms="The file may not open, or look otherwise, in years to come.",
        doubted=_DOUBTED,
    )
