"""docs/messages.md, made from the explanations: ``python -m publish.explanations.page`` writes it anew."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from publish.explanations.registry import Explanation, explanations

_PAGE = Path(__file__).parents[2] / "docs/messages.md"
_HEAD = """# Messages

A message says what is wrong, where, whom it harms and how to mend it. In square brackets it bears its name, and
`publish explain NAME` tells more. A star stands for what another program calls its own rules. The [rules](rules.md) of
`publish check` have a page of their own.

<!-- This page is made: python -m publish.explanations.page -->
"""


def page() -> str:
    """Return the page of all messages that are no rules with a code, by subject."""
    known = [one for one in explanations() if not one.code]
    parts = [_HEAD]
    for subject, group in groupby(known, key=lambda one: one.subject):
        rows = "\n".join(map(_row, group))
        parts.append(f"## {subject}\n\n| name | what it means |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def _row(one: Explanation) -> str:
    words = one.what
    for sign in "\\|*<{[":  # signs that Markdown would not show
        words = words.replace(sign, f"\\{sign}")
    return f"| `{one.name}` | {words} |"


if __name__ == "__main__":
    _PAGE.write_text(page(), encoding="utf-8")
