"""What each HTML element becomes in the tag tree: one module a subject, one rule an element."""

from __future__ import annotations

from collections.abc import Mapping

from publish.backends.pdf.tags.rules import blocks, contents, figures, inlines, links, lists, notes, tables
from publish.backends.pdf.tags.rules.rule import Rule

RULES: Mapping[str, Rule] = {
    **blocks.RULES,
    **contents.RULES,
    **figures.RULES,
    **inlines.RULES,
    **links.RULES,
    **lists.RULES,
    **notes.RULES,
    **tables.RULES,
}

__all__ = ["RULES", "Rule"]
