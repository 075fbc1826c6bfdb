"""The PDF/UA identifier: it stands in a file only if the quick validator passed that very file."""

from __future__ import annotations

import io

import pikepdf

from publish.findings import Finding, Severity
from publish.validators.pdf_ua import check_pdf_ua

_IDENTIFIER = "{http://www.aiim.org/pdfua/ns/id/}part"


def settle_claim(candidate: bytes) -> tuple[bytes, list[Finding]]:
    """Judge a PDF that bears the identifier (ISO 14289-1, clause 5), and take it away if the file does not conform.

    Returns:
        the file to publish, and what the validator found.
    """
    problems = check_pdf_ua(candidate)
    if not problems:
        return candidate, []
    withdrawn = Finding(
        rule="pdf-ua-not-claimed",
        message="The PDF does not pass the PDF/UA-1 check, so it does not claim to conform.",
        severity=Severity.WARNING,
        harms="People who need an accessible PDF may not get one.",
        mend="Mend what the findings beside this one say.",
    )
    return without_claim(candidate), [withdrawn, *problems]


def without_claim(data: bytes) -> bytes:
    """Return a PDF without the PDF/UA identifier."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            if _IDENTIFIER in metadata:
                del metadata[_IDENTIFIER]
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()
