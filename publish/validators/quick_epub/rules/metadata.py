"""Whether the accessibility metadata of a book are there, known and free of contradiction."""

from __future__ import annotations

from collections.abc import Iterator

from publish.findings import Finding, Severity
from publish.validators.quick_epub.faults import fault
from publish.validators.quick_epub.offer import FEATURE, HAZARD, MODE, PROPERTIES, SUFFICIENT, SUMMARY, Statements
from publish.validators.quick_epub.vocabulary import (
    ACCESS_MODES,
    CONTRADICTORY_HAZARDS,
    FEATURES,
    HAZARDS,
    OUTDATED,
    SUFFICIENT_MODES,
)

_VALUES = {MODE: ACCESS_MODES, SUFFICIENT: SUFFICIENT_MODES, FEATURE: FEATURES, HAZARD: HAZARDS}
_ALONE = frozenset({"none", "unknown"})


def property_missing(statements: Statements) -> Iterator[Finding]:
    """The properties that EPUB Accessibility 1.1 asks for are there."""
    for name in PROPERTIES:
        if not any(meta.value for meta in statements.values[name]):
            yield fault(
                "accessibility-metadata-missing",
                f"The metadata do not state “schema:{name}”.",
                statements.package.path,
                harms="Readers cannot tell beforehand whether they can use the book.",
                mend=f"Add “schema:{name}” to the metadata (EPUB Accessibility 1.1, package metadata).",
                severity=Severity.WARNING if name in (SUFFICIENT, SUMMARY) else Severity.ERROR,
            )


def value_unknown(statements: Statements) -> Iterator[Finding]:
    """Each value is one of the vocabulary, spelled as there."""
    for name, known in _VALUES.items():
        for value, meta in statements.of(name).items():
            parts = value.split(",") if name == SUFFICIENT else [value]
            for part in (part.strip() for part in parts):
                if part in known:
                    continue
                like = next((other for other in known if other.lower() == part.lower()), OUTDATED.get(part))
                yield fault(
                    "accessibility-value-unknown",
                    f"“{part}” is no value of “schema:{name}”.",
                    statements.package.path,
                    meta.line,
                    harms="Libraries and shops do not understand it, and do not show it to readers.",
                    mend=f"Write “{like}”." if like else "Take a value of the Schema.org accessibility vocabulary.",
                    severity=Severity.WARNING,
                )


def values_contradictory(statements: Statements) -> Iterator[Finding]:
    """No value stands beside one that says the opposite."""
    for name in (FEATURE, HAZARD):
        values = statements.of(name)
        clashes = [frozenset({alone, other}) for alone in _ALONE & set(values) for other in set(values) - {alone}]
        if name == HAZARD:
            clashes += [group & set(values) for group in CONTRADICTORY_HAZARDS if len(group & set(values)) > 1]
        for clash in clashes[:1]:
            names = " and ".join(f"“{value}”" for value in sorted(clash)[:2])
            yield fault(
                "accessibility-values-contradictory",
                f"The metadata state both {names} under “schema:{name}”.",
                statements.package.path,
                min(values[value].line for value in clash),
                harms="Readers cannot tell which of the two holds.",
                mend="Keep the one that holds.",
            )


def claim_uncertified(statements: Statements) -> Iterator[Finding]:
    """Who claims conformance tells who has certified it."""
    package = statements.package
    claims = [
        meta
        for meta in (*package.statements("dcterms:conformsTo"), *package.statements("conformsTo"))
        if "epub-a11y" in meta.value.lower() or "accessibility" in meta.value.lower()
    ]
    if claims and not any(meta.name == "a11y:certifiedBy" and meta.value for meta in package.metas):
        yield fault(
            "conformance-uncertified",
            f"The book claims to conform to “{claims[0].value}”, but does not tell who certifies it.",
            package.path,
            claims[0].line,
            harms="Readers cannot tell whose word the claim is.",
            mend="Name the certifier as “a11y:certifiedBy” (EPUB Accessibility 1.1, conformance reporting).",
            severity=Severity.WARNING,
        )
