"""Whether formulas say something to a reader whose reading system knows no MathML."""

from __future__ import annotations

from collections.abc import Iterator

from publish.findings import Finding, Severity
from publish.validators.quick_epub.document import Document
from publish.validators.quick_epub.faults import fault


def formula_silent(document: Document) -> Iterator[Finding]:
    """Each formula has a text alternative (EPUB Accessibility Techniques 1.1; MathML 3, 2.2.1)."""
    for formula in document.formulas:
        if not formula.alternative:
            yield fault(
                "formula-alternative-missing",
                "A formula has no text alternative.",
                document.item.path,
                formula.line,
                harms="Where MathML is not understood, people who use a screen reader hear nothing, or single signs.",
                mend="Say it in words in the attribute “alttext” of “math”.",
                severity=Severity.WARNING,
            )
