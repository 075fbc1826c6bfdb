"""What the guards say of a passage: where its plain text may have lost or changed what it stands for."""

from __future__ import annotations

from publish.findings import Finding, Location, Severity
from publish.guards import Article, Verdict, compare_main_points, compare_replacement, compare_title
from publish.plain.passages import Passage


def verdicts(passage: Passage, article: Article) -> tuple[Verdict, ...]:
    """Return what the guards say of a passage of an article."""
    if passage.replacement:
        return compare_replacement(article, passage.replacement)
    return compare_title(article) if passage.kind == "title" else compare_main_points(article)


def not_guarded(verdict: Verdict, location: Location) -> Finding:
    """Return the warning that a language is not guarded."""
    return Finding(
        rule="plain-not-guarded",
        message=verdict.message,
        severity=Severity.WARNING,
        location=location,
        harms=verdict.harm,
        mend="Have somebody who speaks the language compare every text with its original.",
    )
