"""What the guards say of a passage: where its plain text may have lost or changed what it stands for."""

from __future__ import annotations

from publish.guards import Article, Verdict, compare_main_points, compare_replacement, compare_title
from publish.plain.passages import Passage


def verdicts(passage: Passage, article: Article) -> tuple[Verdict, ...]:
    """Return what the guards say of a passage of an article."""
    if passage.kind == "title":
        return compare_title(article)
    if passage.kind == "summary":
        return compare_main_points(article)
    return compare_replacement(article, passage.replacement) if passage.replacement else ()
