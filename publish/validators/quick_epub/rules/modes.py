"""Whether the senses that a book is said to need, and to do with, are those that it speaks to."""

from __future__ import annotations

from collections.abc import Iterator

from publish.findings import Finding, Severity
from publish.validators.quick_epub.faults import fault
from publish.validators.quick_epub.offer import MODE, SUFFICIENT, Statements, Tally


def _needed(tally: Tally) -> dict[str, bool]:
    """Return the access modes that can be seen, and whether the book has something in each.

    A cover conveys nothing that the text does not (vocabulary, ``visual``), and sound that only reads the text aloud is
    no information of its own.
    """
    return {
        "textual": tally.texts > 0,
        "visual": tally.pictures_beside_cover > 0 or tally.video > 0,
        "auditory": tally.audio > 0 or tally.video > 0,
    }


def mode_absent(statements: Statements, tally: Tally) -> Iterator[Finding]:
    """A book has something in each access mode that it declares."""
    reasons = {
        "textual": "it has no text beside its navigation",
        "visual": "it has no picture beside its cover and decoration",
        "auditory": "it has no sound beside the reading of its text",
    }
    declared = statements.of(MODE)
    for mode, there in _needed(tally).items():
        if mode in declared and not there:
            yield fault(
                "access-mode-absent",
                f"The metadata declare the access mode “{mode}”, but the book does not need it: {reasons[mode]}.",
                tally.package.path,
                declared[mode].line,
                harms="Readers without that sense pass over a book that they could use.",
                mend=f"Take “{mode}” out of “schema:{MODE}”.",
                severity=Severity.WARNING,
            )


def mode_undeclared(statements: Statements, tally: Tally) -> Iterator[Finding]:
    """A book declares each access mode in which it has something."""
    declared = statements.of(MODE)
    for mode, there in _needed(tally).items():
        # A video may be silent.
        if declared and there and mode not in declared and not (mode == "auditory" and not tally.audio):
            yield fault(
                "access-mode-undeclared",
                f"The book has something in the access mode “{mode}”, but the metadata do not declare it.",
                tally.package.path,
                harms="Readers without that sense are not told that the book may need it.",
                mend=f"Add “{mode}” as “schema:{MODE}”.",
            )


def mode_insufficient(statements: Statements, tally: Tally) -> Iterator[Finding]:
    """Each set of access modes that is said to be enough is enough, and names no mode that plays no part."""
    path = tally.package.path
    for modes, meta in statements.sufficient.items():
        if reason := _why_insufficient(modes, tally):
            yield fault(
                "access-mode-insufficient",
                f"The metadata say that “{meta.value}” is enough for the whole book, but {reason}.",
                path,
                meta.line,
                harms="Readers who have just these senses miss a part of the book.",
                mend=f"Add what is lacking, or take “{meta.value}” out of “schema:{SUFFICIENT}”.",
            )
        declared = statements.of(MODE)
        needless = sorted(modes - set(declared) - {"auditory" if tally.package.is_read_aloud else ""})
        if declared and needless and len(modes) > 1:
            yield fault(
                "access-mode-needless",
                f"The metadata say that “{meta.value}” is enough, but “{needless[0]}” is no access mode of the book.",
                path,
                meta.line,
                harms="Readers without that sense pass over a book that they could use.",
                mend=f"Take “{needless[0]}” out of “schema:{SUFFICIENT}”.",
                severity=Severity.WARNING,
            )


def _why_insufficient(modes: frozenset[str], tally: Tally) -> str:
    if modes == {"textual"} and tally.pictures_without_words:
        return "a picture has no text alternative"
    if modes == {"auditory"} and tally.texts and not tally.package.is_read_aloud:
        return "its text is not read aloud"
    if modes == {"auditory"} and tally.texts and tally.silent_documents:
        return "not all of its documents are read aloud"
    return ""


def mode_sufficient_undeclared(statements: Statements, tally: Tally) -> Iterator[Finding]:
    """What is enough beyond doubt is declared to be."""
    if not statements.sufficient or tally.audio or tally.video:
        return
    certain = {
        "textual": tally.texts > 0 and not tally.pictures_without_words,
        # The words of a formula may be its notation, letter by letter; nobody can see that.
        "auditory": tally.package.is_read_aloud
        and not tally.silent_documents
        and not tally.pictures_without_words
        and not tally.formulas,
    }
    for mode, enough in certain.items():
        if enough and frozenset({mode}) not in statements.sufficient:
            yield fault(
                "access-mode-sufficient-undeclared",
                f"“{mode}” alone is enough for the whole book, but the metadata do not say so.",
                tally.package.path,
                harms="Readers who have just this sense do not find the book.",
                mend=f"Add “{mode}” as “schema:{SUFFICIENT}”.",
                severity=Severity.WARNING,
            )
