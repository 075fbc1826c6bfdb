"""The identifiers of PDF/UA and PDF/A: each stands in a file only if the quick validator passed that very file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import msgspec
import pikepdf

from publish.findings import Finding, Severity
from publish.validators.pdf_a import check_pdf_a
from publish.validators.pdf_ua import check_pdf_ua


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of itself.

    Attributes:
        standard: what it claims to conform to.
        identifiers: the properties of XMP that claim it.
        check: tells what speaks against it.
        withdrawn: the rule that is reported when it is taken away.
        harms: whom it harms when the claim cannot stand.
        mend: what to do about it.
    """

    standard: str
    identifiers: tuple[str, ...]
    check: Callable[[bytes], list[Finding]]
    withdrawn: str
    harms: str
    mend: str


CLAIMS = (
    Claim(  # ISO 14289-1, clause 5
        standard="PDF/UA-1",
        identifiers=("{http://www.aiim.org/pdfua/ns/id/}part",),
        check=check_pdf_ua,
        withdrawn="pdf-ua-not-claimed",
        harms="People who need an accessible PDF may not get one.",
        mend="Mend what the findings beside this one say.",
    ),
    Claim(  # ISO 19005-3, clause 6.6.4
        standard="PDF/A-3a",
        identifiers=("{http://www.aiim.org/pdfa/ns/id/}part", "{http://www.aiim.org/pdfa/ns/id/}conformance"),
        check=check_pdf_a,
        withdrawn="pdf-a-not-claimed",
        harms="Who keeps the file for years may not be able to read it then.",
        mend="Save pictures as RGB, not CMYK; for the rest, see the findings beside this one.",
    ),
)


def settle_claim(candidate: bytes) -> tuple[bytes, list[Finding]]:
    """Judge a PDF that bears the identifiers, and take away those of the standards that it does not conform to.

    Returns:
        the file to publish, each claim in it judged on these very bytes, and what the validator found.
    """
    data, findings = candidate, list[Finding]()
    standing = list(CLAIMS)
    while failing := [(claim, problems) for claim in standing if (problems := claim.check(data))]:
        for claim, problems in failing:
            standing.remove(claim)
            findings += [_withdrawal(claim), *problems]
        data = without_claim(data, [claim for claim, _ in failing])
    return data, findings


def without_claim(data: bytes, claims: Sequence[Claim] = CLAIMS) -> bytes:
    """Return a PDF without the identifiers of some claims."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for identifier in (identifier for claim in claims for identifier in claim.identifiers):
                if identifier in metadata:
                    del metadata[identifier]
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()


def _withdrawal(claim: Claim) -> Finding:
    return Finding(
        rule=claim.withdrawn,
        message=f"The PDF does not pass the {claim.standard} check, so it does not claim to conform.",
        severity=Severity.WARNING,
        harms=claim.harms,
        mend=claim.mend,
    )
